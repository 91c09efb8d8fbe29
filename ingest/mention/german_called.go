package mention

import "kg/ingest/syntax"

// calledInClause: "eine Gruppe, die der Konzern Hafnium getauft hat", "die
// Angreifer, die Google als X verfolgt", "eine Bande, die unter dem Namen X
// auftritt": the kind stands before the clause that gives the name.
func (d *Document) calledInClause(s *Sentence, first int) string {
	t := s.Tree
	m, ok := s.At(first)
	last := first + 1
	if ok {
		last = m.Last
	}
	under := first > 1 && oneOf(syntax.Lemma(t, first-1), "name", "namen", "bezeichnung", "codename", "deckname", "kürzel", "spitzname")
	as := first > 0 && syntax.Form(t, first-1) == "als"
	switch {
	case under:
	case last < t.Len() && as && oneOf(syntax.Lemma(t, last), "bezeichnen", "verfolgen", "führen", "tracken", "beobachten", "identifizieren", "bekannt"):
	case last < t.Len() && !as && oneOf(syntax.Lemma(t, last), "nennen", "taufen"):
	default:
		return ""
	}
	clause := false
	for i := first - 1; i >= 0 && i > first-12; i-- {
		if i+2 < t.Len() && syntax.Form(t, i) == "," && oneOf(syntax.Form(t, i+1), "die", "der", "das", "den") {
			clause = true
			continue
		}
		if k := d.kindOf(s, i); clause && k != "" && s.cover[i] < 0 && syntax.Pos(t, i) == "NOUN" {
			return k
		}
	}
	return ""
}
