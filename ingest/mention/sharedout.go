package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// SharedOut gives each of "the foreign ministers of A and B, X and Y" the state that
// stands at his place in the list: in English and French as many states as persons.
func (d *Document) SharedOut(s *Sentence) []Office {
	if d.Lang == "de" {
		return nil
	}
	t := s.Tree
	var out []Office
	for i := range t.Len() {
		if s.roleAt[i] == nil || !held[s.roleAt[i].Kind] || t.Word(i).Feats.Number().String() != "Plur" {
			continue
		}
		states, j := d.row(s, i+1, gazetteer.Country)
		if len(states) < 2 || j >= t.Len() || syntax.Form(t, j) != "," {
			continue
		}
		persons, _ := d.row(s, j+1, gazetteer.Person)
		if len(persons) != len(states) {
			continue
		}
		for n := range states {
			out = append(out, Office{Person: persons[n], Body: states[n], Title: t.Word(i).Lemma, Word: i})
		}
	}
	return out
}

// row gives the names of the type that stand in a row from word j on, small words
// between them, and where the row ends.
func (d *Document) row(s *Sentence, j int, typ string) (names []Mention, end int) {
	t := s.Tree
	for end = j; j < t.Len() && j < end+4; j++ {
		if m, ok := s.At(j); ok {
			if m.First != j || m.Kind != Name || m.Type != typ {
				break
			}
			names, j, end = append(names, m), m.Last-1, m.Last
			continue
		}
		switch p := syntax.Pos(t, j); {
		case p == "CCONJ", p == "DET", syntax.Form(t, j) == ",", len(names) == 0 && p == "ADJ", oneOf(syntax.Form(t, j), "of", "de", "du", "des", "d'", "d’", "respectively"):
		default:
			return names, end
		}
	}
	return names, end
}
