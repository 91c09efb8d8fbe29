package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// maxToOpposition is how many words may stand between "opposition" and the name.
const maxToOpposition = 4

// Opposed are the parties and politicians of whom English sentence k says that they are
// in opposition, without saying where ("the opposition Green League", "opposition leader
// X", "the opposition, the Y party"), with the state of which the text speaks.
func (d *Document) Opposed(k int) []Office {
	if d.Lang != "en" {
		return nil
	}
	s := d.Sentences[k]
	var out []Office
	for _, m := range s.Mentions {
		if m.Kind != Name || m.Type != gazetteer.PoliticalGroup && m.Type != gazetteer.Person {
			continue
		}
		w := d.oppositionBefore(s, m)
		if w < 0 {
			continue
		}
		if state, ok := d.opposedState(k, m, w); ok {
			out = append(out, Office{Person: m, Body: state, Word: w})
		}
	}
	return out
}

// opposedState is the state in which the party or politician m of sentence k is in
// opposition: that of one whom the gazetteer knows, else the one of which the text tells
// more than of any other.
func (d *Document) opposedState(k int, m Mention, w int) (Mention, bool) {
	told := d.statesTold(k)
	if id, known := d.StateOf(m.Entity); known {
		return Mention{Entity: id, Type: gazetteer.Country, Kind: Nominal}, told[id] > 0
	}
	state, ok := d.Body(k, BareTitle{Person: m, Kind: "minister", Word: w, types: []string{gazetteer.Country}})
	if !ok || state.Type != gazetteer.Country {
		return Mention{}, false
	}
	if state.Entity == d.inWhere(d.Sentences[k], m.Head) {
		return state, true
	}
	for id, n := range told {
		if id != state.Entity && n >= told[state.Entity] {
			return Mention{}, false
		}
	}
	return state, true
}

// oppositionBefore is the word "opposition" that says of the name behind it what it
// is; -1 if there is none, or if a state stands before it.
func (d *Document) oppositionBefore(s *Sentence, m Mention) int {
	t := s.Tree
	for w := m.First - 1; w >= 0 && w >= m.First-maxToOpposition; w-- {
		if s.cover[w] >= 0 {
			return -1
		}
		if syntax.Is(t, w, "opposition") {
			switch {
			case w > 0 && syntax.Is(t, w-1, "exiled", "exile"):
				return -1
			case w > 0 && (s.cover[w-1] >= 0 || syntax.Form(t, w-1) == "'s" || syntax.Form(t, w-1) == "’s"):
				return -1 // "the Kenyan opposition"
			case m.Type == gazetteer.Person && w == m.First-1:
				return -1
			}
			for p := w - 1; p >= 0 && p >= w-3; p-- { // "the main Kenyan opposition party"
				if x, ok := s.At(p); ok && (x.Kind == Adjective || x.Type == gazetteer.Country) {
					return -1
				}
			}
			return w
		}
		switch p := syntax.Pos(t, w); {
		case p == "NOUN" && m.Type == gazetteer.PoliticalGroup && d.kindOf(s, w) != gazetteer.PoliticalGroup:
			return -1
		case p == "NOUN" && m.Type == gazetteer.Person && s.role[w] == nil && !d.lex.PersonTitle.at(t, w) && !d.agentNoun(s, w):
			return -1
		case p != "NOUN" && p != "DET" && p != "ADJ" && p != "PROPN" && syntax.Form(t, w) != ",":
			return -1
		}
	}
	return -1
}
