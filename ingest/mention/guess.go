package mention

import (
	"strings"
	"unicode"

	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// beginsAs is the type that the first word of a name tells in whatever
// language it is from: "Ansar al-Adl", "Petro Cyrenaica", "Tal Hamis".
func (d *Document) beginsAs(t *parse.Tree, first, last int) string {
	if last-first < 2 || d.know.Gazetteer.FirstName(t.Word(first).Form) && d.lex.begins[syntax.Form(t, first)] == gazetteer.Place {
		return ""
	}
	return d.lex.begins[syntax.Form(t, first)]
}

// headOfTail is the type that the word before "for", "of" or "on" inside the
// name tells: "Museum of Old Maps".
func (d *Document) headOfTail(t *parse.Tree, first, last int) string {
	for i := first + 1; i < last-1; i++ {
		if !d.lex.Links.has(syntax.Form(t, i)) || capital(t.Word(i).Form) {
			continue
		}
		for _, m := range []map[string]string{d.lex.suffixes, d.lex.lowerHeads} {
			for k := i - 1; k >= first; k-- {
				if typ := lookup(m, t, k); typ != "" {
					return typ
				}
			}
		}
		if d.lex.Slogans.has(syntax.Form(t, first)) {
			return gazetteer.Organization
		}
		return ""
	}
	return ""
}

// camel: "SilkHarvest", "DustMoth": nobody is called so, but software and gangs are.
func camel(w string) bool {
	lower, inner := false, 0
	for i, r := range w {
		switch {
		case i > 0 && unicode.IsUpper(r) && lower:
			inner++
			lower = false
		case unicode.IsLower(r):
			lower = true
		case !unicode.IsUpper(r):
			return false
		}
	}
	return inner >= 1 && len(w) >= 6 && capital(w) && !strings.HasPrefix(w, "Mc") && !strings.HasPrefix(w, "Mac") && lower
}

// code: "TA9921", "UNC4210", "Storm-0558": the number under which analysts list intruders.
func (d *Document) code(w string) bool {
	k := strings.IndexFunc(w, unicode.IsDigit)
	if k < 2 || len(w)-k < 2 {
		return false
	}
	for _, r := range w[k:] {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return d.lex.codes.has(strings.ToLower(strings.TrimRight(w[:k], "-")))
}

// softwareNear: a word for malicious software stands in the sentence.
func (d *Document) softwareNear(s *Sentence) bool {
	for i := 0; i < s.Tree.Len(); i++ {
		if s.cover[i] < 0 && d.kindOf(s, i) == gazetteer.Malware {
			return true
		}
	}
	return false
}

// ordinary: a word of the name is one that firms and groups have and persons do not.
func (d *Document) ordinary(t *parse.Tree, first, last int) bool {
	if d.lex.articles.has(syntax.Form(t, first)) {
		return true // "Los Tigres del Guayas"
	}
	for i := first; i < last; i++ {
		f := syntax.Form(t, i)
		if d.lex.plain.has(f) || d.Lang == "en" && (d.lex.plain.has(strings.TrimSuffix(f, "s")) || i > first && d.generalWord(f)) {
			return true
		}
		if d.Lang == "fr" && d.nouns != nil && d.nouns(f) && !d.know.Gazetteer.FirstName(t.Word(i).Form) {
			return true
		}
		if d.Lang != "en" && i > first && len(f) > 3 && syntax.Pos(t, i) != "PROPN" && d.nouns != nil && d.nouns(t.Word(i).Form) {
			return true
		}
	}
	return false
}

// joinedAs is the type of the name to which this one is joined by "and" or a
// comma, for places and persons: "holds El Geneina and Zalingei".
func (d *Document) joinedAs(s *Sentence, first int) string {
	t := s.Tree
	if first < 2 || !(syntax.Pos(t, first-1) == "CCONJ") {
		return ""
	}
	m, ok := s.At(first - 2)
	if !ok || m.Kind != Name || !oneOf(m.Type, gazetteer.Place, gazetteer.Person, gazetteer.ThreatActor) {
		return ""
	}
	return m.Type
}

// takenPlace: the bare object of a verb that is done to places: "captured Tal Hamis".
func (d *Document) takenPlace(s *Sentence, first, last int) bool {
	t := s.Tree
	head := s.headOf(first, last)
	h := t.Word(head).Head
	if h < 0 || last-first > 2 || syntax.Base(t, head) != "obj" || !d.lex.PlaceVerbs.has(syntax.Lemma(t, h)) || first > 0 && syntax.Pos(t, first-1) == "DET" {
		return false
	}
	subjects := syntax.Subjects(t, h)
	return len(subjects) == 0 || d.Lang != "en" || !oneOf(syntax.Lemma(t, h), "hold", "leave", "visit", "free", "enter", "quit") || last-first == 1
}

// ruledPlace: "the mayor of Chiayi", "le maire de Chiayi", "der Bürgermeister von Chiayi".
func (d *Document) ruledPlace(s *Sentence, first int) bool {
	t := s.Tree
	if first > 3 && d.Lang == "en" && syntax.Form(t, first-1) == "of" && t.Word(first-2).Form == "," && syntax.Pos(t, first-3) == "NUM" {
		return true // "Gary Marsh, 63, of Bawtry"
	}
	if d.townBefore(s, first) || d.bodyOfTown(s, first) {
		return true
	}
	if first < 2 || !oneOf(syntax.Form(t, first-1), "of", "de", "d'", "d’", "von") && !(d.Lang == "en" && syntax.Form(t, first-1) == "of") {
		return false
	}
	r := s.role[first-2]
	return r != nil && oneOf(r.Kind, "mayor", "governor", "religious_leader")
}

// bodyOfTown: "une compagnie de Manta", "une jeune association de Saint-Elme": behind "de" and the noun for a body
// with the indefinite article stands the place where it is.
func (d *Document) bodyOfTown(s *Sentence, first int) bool {
	t := s.Tree
	if d.Lang != "fr" || first < 3 || !oneOf(syntax.Form(t, first-1), "de", "d'", "d’") || syntax.Pos(t, first-2) != "NOUN" || s.cover[first-2] >= 0 || !body[d.kindOf(s, first-2)] || d.lex.Members.at(t, first-2) {
		return false
	}
	n := first - 3
	for n > 0 && syntax.Pos(t, n) == "ADJ" {
		n--
	}
	return oneOf(syntax.Form(t, n), "un", "une")
}

// townBehind: "Samburu governor X", "Nakuru police": right behind a place stand
// those who run it.
func (d *Document) townBehind(s *Sentence, last int) bool {
	t := s.Tree
	if d.Lang != "en" || last >= t.Len() || capital(t.Word(last).Form) || !joinedTo(s, last) {
		return false
	}
	if r := s.role[last]; r != nil && oneOf(r.Kind, "mayor", "governor") {
		return true
	}
	return oneOf(syntax.Form(t, last), "police", "residents", "prosecutors", "airport", "port")
}

// firmOf: "the shipyard Meyer Werft of Papenburg, …": behind a firm and "of"
// stands where it is.
func (d *Document) firmOf(s *Sentence, first, last int) bool {
	t := s.Tree
	if d.Lang != "en" || last-first > 2 || first < 2 || syntax.Form(t, first-1) != "of" || last < t.Len() && !oneOf(syntax.Pos(t, last), "PUNCT", "VERB", "AUX") {
		return false
	}
	m, ok := s.At(first - 2)
	return ok && m.Kind == Name && (m.Type == gazetteer.Company || m.Type == gazetteer.Facility)
}

// withinPlace: "in Batu, East Java": behind a place that a preposition of place
// brings, and its comma, stands what it lies in, before a mark or a preposition.
func (d *Document) withinPlace(s *Sentence, first, last int) bool {
	t := s.Tree
	if first < 3 || last-first > 3 || t.Word(first-1).Form != "," || acronym(t.Word(first).Form) || last < t.Len() && !oneOf(syntax.Pos(t, last), "PUNCT", "ADP", "SCONJ", "CCONJ") {
		return false
	}
	m, ok := s.At(first - 2)
	if !ok || m.Kind != Name || m.Type != gazetteer.Place || m.First < 2 || d.know.Gazetteer.FirstName(t.Word(first).Form) && last-first > 1 {
		return false
	}
	head := s.headOf(first, last)
	p := syntax.Preposition(t, m.Head)
	return p != "" && d.lex.Locative.has(p) && syntax.Preposition(t, head) == "" && !oneOf(syntax.Base(t, head), "nsubj", "obj") && t.Word(head).Head >= 0 && !d.sameList(s, m.Head, head)
}

// sameList: the two are members of one list that goes on.
func (d *Document) sameList(s *Sentence, a, b int) bool {
	for _, c := range s.Tree.Children(a) {
		if syntax.Base(s.Tree, c) == "conj" && c != b {
			return true
		}
	}
	return syntax.Base(s.Tree, b) == "conj" && syntax.Base(s.Tree, a) == "conj"
}

// noPlace: behind a preposition that persons and firms have as well as places, an
// acronym or a name of ordinary words is no place: "sold to ENRC", "an TKMS",
// "at Bezeq International".
func (d *Document) noPlace(s *Sentence, first, last int, p string) bool {
	if oneOf(p, "in", "en", "im", "near", "bei", "près", "outside", "dans", "off", "vor", "nahe") {
		return false
	}
	if d.lex.directions.has(syntax.Form(s.Tree, first)) || d.articled(s, first) && p == "à" {
		return false
	}
	return acronym(s.Tree.Word(first).Form) || last-first > 1 && d.ordinary(s.Tree, first, last)
}

// nearPlace: "près de Gboko", "south of Gboko", "südlich von Gboko".
func (d *Document) nearPlace(s *Sentence, first, last int) bool {
	t := s.Tree
	return first > 1 && last-first <= 3 && oneOf(syntax.Form(t, first-1), "of", "from", "de", "d'", "d’", "von") && d.lex.Nearby.has(syntax.Form(t, first-2)) && s.cover[first-2] < 0
}

// related: the name stands beside words that only persons have: ", who", ", 41,",
// "his wife X".
func (d *Document) related(s *Sentence, first, last int) bool {
	t := s.Tree
	if first > 0 && s.cover[first-1] < 0 && d.lex.Kin.at(t, first-1) && !capital(t.Word(first-1).Form) || first > 1 && syntax.Form(t, first-1) == "," && d.lex.Kin.at(t, first-2) && s.cover[first-2] < 0 {
		return true
	}
	if last+1 >= t.Len() || syntax.Form(t, last) != "," || first > 0 && syntax.Pos(t, first-1) == "ADP" && last-first == 1 {
		return false
	}
	f := syntax.Form(t, last+1)
	if d.Lang == "en" && (f == "who" || f == "whom") {
		return true
	}
	// an age between commas
	return last+2 < t.Len() && oneOf(t.Word(last+2).Form, ",", ".") && len(f) == 2 && f >= "14" && f <= "99"
}

// namelike: every word has letters only, a capital or is a particle, and none is an acronym.
func (d *Document) namelike(s *Sentence, first, last int) bool {
	t := s.Tree
	for i := first; i < last; i++ {
		f := t.Word(i).Form
		if !capital(f) && !d.lex.Particles.has(strings.ToLower(f)) && f != "-" && !d.hyphenated(f) || acronym(f) || f == "&" || camel(f) || strings.IndexFunc(f, unicode.IsDigit) >= 0 {
			return false
		}
	}
	return true
}

// personPlace: the name stands where persons rather stand than bodies: it is
// whom something is done to, or is joined to another name.
func (d *Document) personPlace(s *Sentence, head int) bool {
	t := s.Tree
	b := syntax.Base(t, head)
	return b == "obj" || b == "conj" || b == "appos" || b == "iobj" || b == "root" || b == "obl" && oneOf(syntax.Preposition(t, head), "by", "von", "par", "against", "gegen", "contre") || b == "nmod" && oneOf(syntax.Preposition(t, head), "of", "de", "von")
}
