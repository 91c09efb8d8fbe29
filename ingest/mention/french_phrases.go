package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// describedPhrases finds French names of bodies that common words make, where a noun behind a
// comma tells what they name: "Médecins sans barrières, une ONG de Louvain, continuera",
// "selon Justice pour tous, un collectif d’avocats".
func (d *Document) describedPhrases(s *Sentence) {
	if d.Lang != "fr" || s.Heading || s.titleCase || allCapital(s) {
		return
	}
	t := s.Tree
	for i := 0; i+3 < t.Len(); i++ {
		if !d.beginsPhrase(s, i) {
			continue
		}
		last := d.phraseComma(s, i)
		if last < i+2 {
			continue
		}
		kind := d.apposedKind(s, i, last)
		if kind == "" {
			continue
		}
		d.uncover(s, i, last)
		if d.free(s, i, last) {
			d.introduce(s, i, last, d.textOf(s, i, last), kind)
			i = last
		}
	}
}

// beginsPhrase: word i is a word of the dictionary with a capital, and no article stands before it.
func (d *Document) beginsPhrase(s *Sentence, i int) bool {
	t := s.Tree
	f := t.Word(i).Form
	if !capital(f) || acronym(f) || !letters(f) || s.skip[i] || s.cover[i] >= 0 || s.role[i] != nil || s.inRole[i] || d.title(s, i) || d.nouns == nil || d.know.Gazetteer.FirstName(f) {
		return false
	}
	if i == 0 || opens(s, i) {
		return oneOf(syntax.Pos(t, i), "NOUN", "PROPN") && d.nouns(f) && d.kindOf(s, i) == "" && !d.lex.Members.at(t, i) && !d.lex.Partner.at(t, i)
	}
	return oneOf(syntax.Pos(t, i), "NOUN", "PROPN", "ADJ", "VERB", "ADV") && (d.nouns(f) || d.known(f)) && syntax.Pos(t, i-1) != "DET" && !articleForm(syntax.Form(t, i-1)) && t.Word(i-1).Form != "." && (!capital(t.Word(i-1).Form) || i == 1)
}

// phraseComma is the comma that ends the words of such a name, which begins at word i; -1 where none does.
func (d *Document) phraseComma(s *Sentence, i int) int {
	t := s.Tree
	for k := i + 1; k < t.Len() && k < i+7; k++ {
		if t.Word(k).Form == "," {
			if oneOf(syntax.Pos(t, k-1), "ADP", "DET", "CCONJ") {
				return -1
			}
			return k
		}
		if s.skip[k] || s.role[k] != nil || d.official(s, k) {
			return -1
		}
		if m, ok := s.At(k); ok && (m.First < i || m.Last > k+1 && m.First < k || m.Kind != Name && m.Kind != Adjective || m.Kind == Name && m.Type != gazetteer.Place && m.Type != gazetteer.Country) {
			return -1
		}
		switch p := syntax.Pos(t, k); {
		case oneOf(p, "NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"), articleForm(syntax.Form(t, k)), oneOf(syntax.Form(t, k), "tous", "toutes", "sans"):
		case p == "VERB" && !syntax.Finite(t, k) && len(t.Children(k)) == 0:
		default:
			return -1
		}
	}
	return -1
}

// apposedKind is the kind of body that the noun behind the comma tells of the words from first on. At the start
// of a sentence, where a capital tells nothing, a comma must close the apposition before the verb.
func (d *Document) apposedKind(s *Sentence, first, comma int) string {
	t := s.Tree
	n := comma + 1
	start := first == 0 || opens(s, first)
	if n < t.Len() && (oneOf(syntax.Form(t, n), "un", "une") || !start && articleForm(syntax.Form(t, n))) {
		n++
	}
	for n < t.Len() && n < comma+4 && syntax.Pos(t, n) == "ADJ" && !acronym(t.Word(n).Form) {
		n++
	}
	if n >= t.Len() || s.cover[n] >= 0 || s.role[n] != nil || capital(t.Word(n).Form) && !acronym(t.Word(n).Form) || t.Word(n).Feats.Number().String() == "Plur" {
		return ""
	}
	kind := d.kindOf(s, n)
	if !oneOf(kind, gazetteer.Organization, gazetteer.PoliticalGroup, gazetteer.Company, gazetteer.Media, gazetteer.ThreatActor) || d.introducesOther(s, n+1) {
		return ""
	}
	if start && !d.closedBeforeVerb(s, n+1) {
		return ""
	}
	return kind
}

// closedBeforeVerb: behind word n stands a comma, and right behind it the verb, but for adverbs and what leans on it.
func (d *Document) closedBeforeVerb(s *Sentence, n int) bool {
	t := s.Tree
	for k := n; k < t.Len(); k++ {
		if t.Word(k).Form != "," {
			continue
		}
		v := k + 1
		for v < t.Len() && v < k+4 && (syntax.Pos(t, v) == "ADV" || oneOf(syntax.Form(t, v), "ne", "n'", "n’", "se", "s'", "s’", "y", "en", "le", "la", "l'", "l’", "les", "lui", "leur")) {
			v++
		}
		if v < t.Len() && syntax.Finite(t, v) {
			return true
		}
	}
	return false
}

// kindOverComma: "sa propre formation, Rumbo Andino.", "la compagnie chypriote, Pelagos Lines,": the noun before
// the comma tells what stands behind it, up to the next mark.
func (d *Document) kindOverComma(s *Sentence, first, last int) string {
	t := s.Tree
	if d.Lang != "fr" || first < 3 || t.Word(first-1).Form != "," || last < t.Len() && syntax.Pos(t, last) != "PUNCT" || s.Heading {
		return ""
	}
	n, person := first-2, d.know.Gazetteer.FirstName(t.Word(first).Form)
	adjective := func() {
		for ; n > 0; n-- {
			if m, ok := s.At(n); !(ok && m.Kind == Adjective) && (ok || syntax.Pos(t, n) != "ADJ") {
				return
			}
		}
	}
	adjective()
	if n > 2 && syntax.Pos(t, n) == "NOUN" && d.kindOf(s, n) == "" && oneOf(syntax.Form(t, n-1), "de", "d'", "d’") && s.cover[n] < 0 {
		n -= 2 // "la société de négoce, X"
		adjective()
	}
	if syntax.Pos(t, n) != "NOUN" || s.cover[n] >= 0 || d.official(s, n) || d.title(s, n) || t.Word(n).Feats.Number().String() == "Plur" || capital(t.Word(n).Form) && !acronym(t.Word(n).Form) {
		return ""
	}
	kind := d.kindOf(s, n)
	if !oneOf(kind, gazetteer.Organization, gazetteer.PoliticalGroup, gazetteer.Company, gazetteer.Media, gazetteer.ThreatActor) || person && syntax.Base(t, n) != "obj" {
		return ""
	}
	for n--; n > 0 && syntax.Pos(t, n) == "ADJ"; n-- {
	}
	if syntax.Pos(t, n) != "DET" && !articleForm(syntax.Form(t, n)) || articleForm(syntax.Form(t, n)) && n > 1 && oneOf(syntax.Form(t, n-1), "de", "d'", "d’") || n > 0 && strings.Contains(" selon pour avec après ", " "+syntax.Form(t, n-1)+" ") {
		return ""
	}
	return kind
}
