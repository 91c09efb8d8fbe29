package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/ingest/parse/engine"
	"kg/ingest/parse/ud"
)

// german is what the spelling of a word says of it: a capital within a clause
// makes it a noun, a name or an adjective of a name; what is in no list of
// function words is none. Sentences in capitals say nothing.
func (m *Model) german(words []string, i int) engine.Known {
	f := words[i]
	r, _ := utf8.DecodeRuneInString(f)
	low := strings.ToLower(f)
	switch {
	case !unicode.IsLetter(r):
		return engine.Open
	case low == "einen" || low == "einem":
		return engine.Determiner
	case low == "binnen", low == "während" && i+1 < len(words) && genitiveArticle[words[i+1]]:
		return engine.Preposition
	case f == "ein" && i > 0 && i+1 < len(words) && (words[i+1] == "und" || words[i+1] == "," || words[i+1] == "." || words[i+1] == ";"):
		return engine.Particle // "bestellte den Botschafter ein und …"
	case relativeBehind(words, i, low):
		return engine.Pronoun
	case listsOf("de").function[low]:
		return engine.Open
	case !unicode.IsUpper(r) || capitals(words) || i == 0 || !within(words[i-1]):
		return engine.Content
	case i+1 < len(words) && ofPlaceOrPeople(f) && unicode.IsUpper(first(words[i+1])):
		return engine.Adjective // "der Karenischen Befreiungsunion"
	case m.m.Noun(f) && !m.m.Adjective(f):
		return engine.Noun
	case listsOf("de").known[low] == engine.Common:
		return engine.Common
	}
	return engine.Nominal
}

// genitiveArticle are the articles that no clause begins with.
var genitiveArticle = map[string]bool{"des": true, "eines": true, "seines": true, "ihres": true, "jenes": true, "unseres": true}

// ofPlaceOrPeople: the form is an inflected adjective in -isch.
func ofPlaceOrPeople(f string) bool {
	for _, e := range []string{"e", "en", "er", "es", "em"} {
		if s, ok := strings.CutSuffix(f, "isch"+e); ok && len(s) > 2 {
			return true
		}
	}
	return false
}

// relativeBehind: the word is a relative pronoun behind a comma and a preposition,
// for what follows it begins another phrase: "an dem er 20 Prozent hält", "gegen
// den Spaniens Justiz ermittelt".
func relativeBehind(words []string, i int, low string) bool {
	switch low {
	case "der", "die", "das", "dem", "den", "denen":
	default:
		return false
	}
	if i < 2 || i+1 >= len(words) || words[i-2] != "," || !listsOf("de").function[words[i-1]] || strings.ToLower(words[i-1]) != words[i-1] {
		return false
	}
	switch next := words[i+1]; next {
	case "er", "sie", "es", "ihn", "ihm", "sich", "man", "wir", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "sein", "seine", "seinen", "ihr", "ihre", "ihren", "nach", "laut", "unter", "im", "am", "zum", "auch":
		return prepositions[words[i-1]]
	default:
		r, _ := utf8.DecodeRuneInString(next)
		return prepositions[words[i-1]] && unicode.IsUpper(r) && strings.HasSuffix(next, "s") && i+2 < len(words) && low == "den"
	}
}

var prepositions = map[string]bool{"an": true, "auf": true, "aus": true, "bei": true, "durch": true, "für": true, "gegen": true, "hinter": true, "in": true, "mit": true, "nach": true, "neben": true, "ohne": true, "über": true, "um": true, "unter": true, "von": true, "vor": true, "wegen": true, "zu": true, "zwischen": true}

// within reports whether a word before a capital shows that it stands within a
// clause: no quotation mark, colon, dash, bracket or full stop.
func within(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == ','
}

// capitals reports whether most words of a sentence begin with capitals.
func capitals(words []string) bool {
	up, all := 0, 0
	for _, w := range words {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsUpper(r):
			up++
			all++
		case unicode.IsLower(r):
			all++
		}
	}
	return 4*up > 3*all
}

// missedVerb finds the finite verb of a German main clause that was taken for a
// participle: "Baku dementierte Berichte" and "Am Sonntag griffen Demonstranten die
// Botschaft an" have no other verb, and the word stands where the finite verb
// does, behind the first phrase. -1 if there is none.
func missedVerb(t *Tree, finite func(string) bool) int {
	if t.lang != "de" {
		return -1
	}
	found := -1
	for i, w := range t.words {
		switch {
		case (w.UPOS == VERB || w.UPOS == AUX) && w.Feats.VerbForm() == ud.VerbFormFin:
			return -1
		case w.UPOS == PUNCT && !strings.ContainsAny(w.Form, "„“”\"»«"), w.UPOS == SCONJ, found >= 0 && w.UPOS == CCONJ:
			return found
		case found < 0 && i > 0 && i+1 < len(t.words) && w.UPOS != NOUN && w.UPOS != PROPN && (weakVerb(w.Form) || unicode.IsLower(first(w.Form)) && finite(w.Form)) &&
			(t.words[i-1].UPOS == NOUN || t.words[i-1].UPOS == PROPN) && t.words[i+1].UPOS != PUNCT:
			found = i
		}
	}
	return found
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// missedRelative finds a relative pronoun that was taken for the article of the
// name behind it: "Braun, der Wirecard lange führte": what follows a comma and
// closes with its finite verb, with more than one phrase before, is a clause that
// needs a word to open it. -1 if there is none.
func missedRelative(t *Tree) int {
	if t.lang != "de" {
		return -1
	}
	for i := 2; i+2 < len(t.words); i++ {
		w := t.words[i]
		switch strings.ToLower(w.Form) {
		case "der", "die", "das", "dem", "den":
		default:
			continue
		}
		if w.UPOS == DET && t.words[i-1].Form == "," && argumentRel(w.Rel) && w.Head > i && t.words[w.Head].UPOS == VERB {
			return i // an article is no argument
		}
		if w.UPOS != DET || t.words[i-1].Form != "," || t.words[i-2].UPOS != NOUN && t.words[i-2].UPOS != PROPN || t.words[i+1].UPOS != PROPN {
			continue
		}
		j, adverb := i+2, false
		for j < len(t.words) && t.words[j].UPOS != PUNCT && t.words[j].UPOS != PRON && t.words[j].UPOS != SCONJ && t.words[j].UPOS != CCONJ &&
			!((t.words[j].UPOS == VERB || t.words[j].UPOS == AUX) && t.words[j].Feats.VerbForm() == ud.VerbFormFin) {
			adverb = adverb || t.words[j].UPOS == ADV || t.words[j].UPOS == ADP || t.words[j].UPOS == NUM || t.words[j].UPOS == DET
			j++
		}
		if adverb && j+1 < len(t.words) && t.words[j].UPOS == VERB && t.words[j+1].UPOS == PUNCT {
			return i
		}
	}
	return -1
}

func argumentRel(r ud.Rel) bool { return r.Is("nsubj") || r.Is("obj") || r.Is("iobj") }

// missedAttribute finds a participle that stands with its own complements between
// an article and its noun, and was taken for the verb of the clause: "Die mit dem
// Iran verbündete Hisbollah feuerte …" has another finite verb. -1 if there is none.
func missedAttribute(t *Tree) int {
	if t.lang != "de" {
		return -1
	}
	for i := 0; i+4 < len(t.words); i++ {
		if t.words[i].UPOS != DET && t.words[i].UPOS != PRON || t.words[i+1].UPOS != ADP || t.words[i+2].UPOS == PUNCT || i > 0 && t.words[i-1].Form == "," && t.words[i].UPOS == PRON {
			continue
		}
		for k := i + 3; k+1 < len(t.words) && k < i+12 && t.words[k].UPOS != PUNCT && t.words[k].UPOS != SCONJ; k++ {
			w := t.words[k]
			if w.UPOS != VERB || w.Feats.VerbForm() != ud.VerbFormFin || t.words[k+1].UPOS != NOUN && t.words[k+1].UPOS != PROPN {
				continue
			}
			if participial(w.Form) && finiteBehind(t, k+2) {
				return k
			}
			break
		}
	}
	return -1
}

// participial: the form is one that a weak participle has before a noun.
func participial(f string) bool {
	f = strings.TrimRight(f, "nrsm")
	return strings.HasSuffix(f, "te") && len(f) > 5
}

// finiteBehind: a finite verb stands behind word i before the clause ends.
func finiteBehind(t *Tree, i int) bool {
	for ; i < len(t.words) && t.words[i].UPOS != SCONJ && t.words[i].UPOS != CCONJ; i++ {
		if w := t.words[i]; w.Form == ";" || w.Form == ":" {
			return false
		}
		if w := t.words[i]; (w.UPOS == VERB || w.UPOS == AUX) && w.Feats.VerbForm() == ud.VerbFormFin && t.words[i-1].Form != "," {
			return true
		} else if w.Form == "," {
			return false
		}
	}
	return false
}

// missedConjunct finds the finite verb of a second main clause right behind "und"
// that was taken for a participle: "gingen noch weiter und verhängten Sanktionen".
// What stands before "und" is no noun or adjective that it could be joined to. -1 if there is none.
func missedConjunct(t *Tree, finite func(string) bool) int {
	if t.lang != "de" {
		return -1
	}
	verb := false
	for i, w := range t.words {
		verb = verb || w.UPOS == VERB && w.Feats.VerbForm() == ud.VerbFormFin
		if !verb || i < 2 || i+1 >= len(t.words) || t.words[i-1].UPOS != CCONJ || w.UPOS != ADJ && !(w.UPOS == VERB && w.Feats.VerbForm() == ud.VerbFormPart) || !finite(w.Form) || !unicode.IsLower(first(w.Form)) {
			continue
		}
		switch t.words[i-2].UPOS {
		case ADV, ADP, VERB, PART, AUX:
			if u := t.words[i+1].UPOS; u != PUNCT && u != AUX && u != VERB {
				return i
			}
		}
	}
	return -1
}

// weakVerb: the form can be the finite form of a weak verb whose participle
// has no "ge-".
func weakVerb(f string) bool {
	if len(f) < 6 || f != strings.ToLower(f) {
		return false
	}
	for _, p := range []string{"ge", "ab", "an", "auf", "aus", "ein", "fest", "nach", "vor", "zu", "zurück"} {
		if strings.HasPrefix(f, p) {
			return false
		}
	}
	return strings.HasSuffix(f, "t") || strings.HasSuffix(f, "te") || strings.HasSuffix(f, "ten")
}
