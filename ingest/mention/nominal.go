package mention

import (
	"slices"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// Common nouns that mean what qualifies them: "the Albanian government", "members of the militia".

// formerPart: "l’ancienne république soviétique", "l’ancienne colonie
// britannique" is not the state that the adjective names.
func formerPart(t *parse.Tree, i int) bool {
	if !oneOf(syntax.Lemma(t, i), "république", "colonie", "protectorat", "possession", "satellite", "dominion") {
		return false
	}
	for _, c := range t.Children(i) {
		if c < i && (syntax.Lemma(t, c) == "ancien" || syntax.Form(t, c) == "ex") {
			return true
		}
	}
	return false
}

// nominal resolves common nouns by what qualifies them.
func (d *Document) nominal(s *Sentence, i, depth int) []Mention {
	t := s.Tree
	if depth > maxDepth || d.looks > maxLooks || syntax.Pos(t, i) == "PUNCT" || syntax.Pos(t, i) == "VERB" {
		return nil // each noun is looked through in several ways: without a bound the ways multiply
	}
	d.looks++
	defer func() { d.looks-- }()
	if t.Word(i).Feats.Number().String() != "Plur" && !d.lex.Organ.at(t, i) && d.oneOfSeveral(s, i, depth) {
		return nil // "the Soviet republic"
	}
	if d.Lang == "fr" && formerPart(t, i) {
		return nil
	}
	if ms, known := d.special(s, i, depth); known {
		return ms
	}
	if d.official(s, i) {
		if m, ok := d.officeHolder(s, i, depth); ok {
			return []Mention{m}
		}
	}
	var out []Mention
	state, members := d.lex.State.at(t, i), d.lex.Members.at(t, i)
	gang := !members && d.lex.GangWords.at(t, i) && t.Word(i).Feats.Number().String() == "Plur"
	if !state && !members && !gang && !d.official(s, i) && !d.lex.Followers.at(t, i) {
		return nil
	}
	for _, m := range d.qualifiers(s, i, depth) {
		if state && m.Type == gazetteer.Place {
			m = d.state(m) // "the Defence Ministry in Prague"
		}
		if state && m.Type == gazetteer.Person && d.lex.Organ.at(t, i) {
			m = d.ruled(m)
		}
		if slices.ContainsFunc(out, func(o Mention) bool { return o.Entity == m.Entity }) {
			continue // the parts of "Finch & Rowe"
		}
		if d.standsFor(m.Type, state || d.official(s, i), members || gang && oneOf(m.Type, gazetteer.ThreatActor, gazetteer.Malware) && (m.Type == gazetteer.ThreatActor || d.threatReport())) {
			m.Kind = Nominal
			m.Span = d.widen(s, i, m.Span)
			out = append(out, m)
		}
	}
	if len(out) == 0 && d.lex.Followers.at(t, i) {
		out = d.atTheirHead(s, i, depth)
	}
	if len(out) == 0 && d.Lang != "de" && members && !state {
		for _, m := range d.through(s, i, depth) { // "Russian mercenaries of the Africa Corps"
			if d.standsFor(m.Type, false, true) {
				out = append(out, m)
			}
		}
	}
	return out
}

// special resolves the nouns that mean something of their own: an embassy, a capital,
// a partner, a series, a place. known is false if noun i is none of them.
func (d *Document) special(s *Sentence, i, depth int) (ms []Mention, known bool) {
	t := s.Tree
	switch {
	case d.lex.Embassy.at(t, i):
		if m, ok := d.embassy(s, i); ok {
			return []Mention{m}, true
		}
	case d.Lang == "en" && syntax.Lemma(t, i) == "capital", d.Lang == "de" && syntax.Lemma(t, i) == "hauptstadt" && s.cover[i] < 0 && !d.capitalNamed(s, i):
		if m, ok := d.capital(s, i, depth); ok {
			return []Mention{m}, true
		}
	case d.lex.Partner.at(t, i):
		if d.lex.Members.at(t, i) && t.Word(i).Feats.Number().String() == "Plur" {
			if ms := d.through(s, i, depth); len(ms) == 1 && oneOf(ms[0].Type, gazetteer.PoliticalGroup, gazetteer.ThreatActor) {
				return ms, true // "members of the militia"
			}
		}
		return nil, true // "a NATO member" is a state, not NATO
	case d.lex.Transparent.at(t, i):
		if ms := d.through(s, i, depth); len(ms) > 0 {
			return ms, true
		}
	case d.kindOf(s, i) == gazetteer.Place || d.kindOf(s, i) == gazetteer.Facility:
		// "the town of Manëz", "Camp Ashraf"
		for _, m := range d.through(s, i, depth) {
			if d.know.Ontology.IsA(m.Type, gazetteer.Place) {
				return []Mention{m}, true
			}
		}
	}
	return nil, false
}

// atTheirHead is the person whose followers noun i tells of: "his troops", "Trump's camp".
func (d *Document) atTheirHead(s *Sentence, i, depth int) []Mention {
	t := s.Tree
	var out []Mention
	p := syntax.Possessor(t, i)
	if d.Lang == "fr" {
		p = syntax.Maker(t, i) // "les troupes de Haftar"
	}
	if p >= 0 { // "his troops", "Trump's camp": he, at their head
		for _, m := range d.refs(s, p, depth+1) {
			if m.Type == gazetteer.Person {
				m.Kind = Nominal
				out = append(out, m)
			}
		}
	}
	return out
}

func (d *Document) standsFor(typ string, state, members bool) bool {
	o := d.know.Ontology
	switch {
	case typ == gazetteer.Person:
		return false
	case o.IsA(typ, gazetteer.Country), o.IsA(typ, gazetteer.GovernmentBody):
		return state
	case o.IsA(typ, "Organization"):
		return members || state
	}
	return false
}

// widen lets the mention reach from the qualifier to the noun, as it is written.
func (d *Document) widen(s *Sentence, i int, at graph.Span) graph.Span {
	w := s.Tree.Word(i)
	return graph.Span{Start: min(at.Start, w.Start), End: max(at.End, w.End)}
}
