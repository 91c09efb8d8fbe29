package mention

import (
	"maps"
	"slices"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// A definite noun for a state may tell it by where it lies or to what it
// belongs: "the West African country", "the Gulf state", "das Nato-Land".

// statesMeant gives the IDs of the states that noun i can mean by its region; nil
// if it names none.
func (d *Document) statesMeant(s *Sentence, i int) map[string]bool {
	types, _ := d.anaphor(s, i)
	if !slices.Contains(types, gazetteer.Country) {
		return nil
	}
	for _, w := range []string{syntax.Lemma(s.Tree, i), syntax.Form(s.Tree, i)} {
		if in := d.know.Gazetteer.States(d.lex.Regional[w]); in != nil {
			return in
		}
	}
	for _, c := range s.Tree.Children(i) {
		if in := d.statesBy(s, i, c); in != nil {
			return in
		}
	}
	return nil
}

// statesBy gives the states among which dependent c of the noun for a state at
// word i tells it to be; nil if it does not.
func (d *Document) statesBy(s *Sentence, i, c int) map[string]bool {
	t := s.Tree
	switch syntax.Base(t, c) {
	case "amod", "compound":
	case "nmod":
		if !oneOf(syntax.Preposition(t, c), "in", "of", "from", "de", "en", "dans", "aus", "auf", "an", "") {
			return nil
		}
	default:
		return nil
	}
	if types, _ := d.anaphor(s, i); !slices.Contains(types, gazetteer.Country) {
		return nil
	}
	if in := d.know.Gazetteer.States(d.lex.Regional[syntax.Form(t, c)]); in != nil {
		return in
	}
	m, _ := s.At(c)
	return d.know.Gazetteer.States(m.Entity)
}

// ofRegion is the one state of those in question that the text spoke of near by,
// else the only one that it spoke of at all.
func (d *Document) ofRegion(k int, in, not map[string]bool) (candidate, bool) {
	country := []string{gazetteer.Country}
	out := func(cs []candidate) []candidate {
		return slices.DeleteFunc(cs, func(c candidate) bool { return !in[c.entity] })
	}
	if c, ok := clear1(out(d.candidates(k, nominalReach, country, "", not))); ok {
		return c, true
	}
	var all []candidate
	for _, m := range d.last {
		if in[m.entity] && !slices.ContainsFunc(all, func(c candidate) bool { return c.entity == m.entity }) {
			all = append(all, candidate{entity: m.entity, typ: gazetteer.Country})
		}
	}
	return append(all, candidate{})[0], len(all) == 1 && !not[all[0].entity]
}

// ofRegionAll gives the n states of those in question that the text named
// together, else all of them, if they are n.
func (d *Document) ofRegionAll(k, n int, in map[string]bool) []candidate {
	for j := len(d.pairs) - 1; j >= 0 && k-d.pairs[j].sentence <= nominalReach; j-- {
		var out []candidate
		for _, c := range d.pairs[j].ends {
			if in[c.entity] {
				out = append(out, c)
			}
		}
		if len(out) == n {
			return out
		}
	}
	if len(in) != n {
		return nil
	}
	var out []candidate
	for _, id := range slices.Sorted(maps.Keys(in)) {
		d.keep(d.know.Gazetteer.Entry(id).Entity())
		out = append(out, candidate{entity: id, typ: gazetteer.Country})
	}
	return out
}
