package mention

import (
	"maps"
	"slices"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// A definite noun for a state may tell it by where it lies or to what it
// belongs: "the West African country", "the Gulf state", "das Nato-Land".

// statesMeant gives the IDs of the states that noun i can mean by its region, or by
// what they are ("the kingdom", "the Gulf monarchy"); nil if it tells none.
func (d *Document) statesMeant(s *Sentence, i int) map[string]bool {
	types, _ := d.anaphor(s, i)
	if !slices.Contains(types, gazetteer.Country) {
		return nil
	}
	var in map[string]bool
	for _, w := range []string{syntax.Lemma(s.Tree, i), syntax.Form(s.Tree, i)} {
		if in == nil {
			in = d.know.Gazetteer.States(d.lex.Regional[w])
		}
	}
	for _, c := range s.Tree.Children(i) {
		if by := d.statesBy(s, i, c); by != nil {
			return narrowed(in, by)
		}
	}
	return in
}

// oneOfSeveral: noun i for a state tells by its region or kind which it may be, and names none
// ("the kingdom of Morocco").
func (d *Document) oneOfSeveral(s *Sentence, i, depth int) bool {
	in := d.statesMeant(s, i)
	if in == nil {
		return false
	}
	for _, q := range d.qualifiers(s, i, depth+1) {
		if in[q.Entity] {
			return false
		}
	}
	return true
}

// narrowed gives the states that are in each of two sets; the second if none is, or if the first is nil.
func narrowed(a, b map[string]bool) map[string]bool {
	out := maps.Clone(b)
	maps.DeleteFunc(out, func(id string, _ bool) bool { return !a[id] })
	if len(out) == 0 {
		return b
	}
	return out
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

// fellows gives the states that noun i can mean as one of a group's: "the NATO
// member", "its Balkan NATO ally"; nil if no group is named.
func (d *Document) fellows(s *Sentence, i int) map[string]bool {
	if i < 0 || !d.lex.Fellow.at(s.Tree, i) || s.Tree.Word(i).Feats.Number().String() == "Plur" {
		return nil
	}
	var in map[string]bool
	group := false
	narrow := func(id string, of map[string]bool) {
		if of == nil {
			return
		}
		group = group || d.know.Ontology.IsA(d.typeOfEntity(id), gazetteer.InternationalOrganization)
		if in == nil {
			in = maps.Clone(of)
			return
		}
		maps.DeleteFunc(in, func(id string, _ bool) bool { return !of[id] })
	}
	if k, ok := s.prefix[i]; ok {
		narrow(s.Mentions[k].Entity, d.know.Gazetteer.States(s.Mentions[k].Entity))
	}
	d.fellowsBy(s, i, 0, narrow)
	if !group {
		return nil
	}
	return in
}

// fellowsBy gives what stands with noun i, or with a name that stands with it,
// and tells of a region or group.
func (d *Document) fellowsBy(s *Sentence, i, depth int, narrow func(id string, of map[string]bool)) {
	for _, c := range s.Tree.Children(i) {
		b := syntax.Base(s.Tree, c)
		if b != "amod" && b != "compound" && b != "flat" && !(b == "nmod" && (oneOf(syntax.Preposition(s.Tree, c), "of", "de", "") || syntax.Genitive(s.Tree, c))) {
			continue
		}
		if m, ok := s.At(c); ok {
			narrow(m.Entity, d.know.Gazetteer.States(m.Entity))
		} else {
			narrow("", d.know.Gazetteer.States(d.lex.Regional[syntax.Form(s.Tree, c)]))
			narrow("", d.know.Gazetteer.States(d.lex.Regional[syntax.Lemma(s.Tree, c)]))
		}
		if depth == 0 {
			d.fellowsBy(s, c, 1, narrow)
		}
	}
}

// neighbours gives the states that "its neighbour" at word i can mean: those that
// border on the state whose it is, or, where nobody is named ("the neighbouring
// country"), on the one that acts; nil if that is not known.
func (d *Document) neighbours(s *Sentence, k, i int) map[string]bool {
	t := s.Tree
	if !d.nextDoor(s, i) || t.Word(i).Feats.Number().String() == "Plur" && !d.oneByArticle(s, i) {
		return nil
	}
	home, own := "", false
	for _, c := range t.Children(i) {
		x, ok := d.pronoun(s, c)
		if ok = ok && x.Possessive; !ok && !syntax.Genitive(t, c) {
			continue
		}
		own = true
		if ms := d.refs(s, c, 0); len(ms) == 1 {
			home = d.ruled(d.state(ms[0])).Entity
		}
	}
	if !own {
		v := t.Word(i).Head
		for n := 0; n < 4 && v >= 0 && !syntax.Verbal(t, v); n++ {
			v = t.Word(v).Head // "summoned the ambassador of the neighbouring country"
		}
		if v < 0 {
			return nil
		}
		if w := syntax.Surface(t, v); w >= 0 && w != i {
			if ms := d.refs(s, w, 0); len(ms) == 1 {
				home = d.state(ms[0]).Entity
				if a := d.home(home); a != "" {
					home = a // a president's neighbour is the state's
				}
			}
		} else if w == i {
			home = d.lastSubject(k)
		}
	}
	return d.know.Gazetteer.Neighbours(home)
}

// fellow is the state of a group that a definite noun means.
func (d *Document) fellow(s *Sentence, k, i int) (candidate, bool) {
	in := d.fellows(s, i)
	if in == nil {
		in = d.neighbours(s, k, i)
	}
	if in == nil || !d.definite(s, i) || s.Tree.Child(i, "cop") >= 0 || len(d.partnerName(s, i)) > 0 || len(d.beside(s, i)) > 0 {
		return candidate{}, false
	}
	not := d.mates(s, i)
	for _, c := range s.Tree.Children(i) {
		if oneOf(syntax.Form(s.Tree, c), "deren", "dessen", "whose", "dont") {
			return candidate{}, false // "…, deren Mitglied der Inselstaat ist"
		}
		if syntax.Genitive(s.Tree, c) {
			for _, m := range d.refs(s, c, 0) {
				not[m.Entity], not[d.state(m).Entity] = true, true
			}
		}
	}
	return d.ofRegion(k, in, not)
}

// ofRegion is the one state of those in question that the text spoke of near by,
// else the only one that it spoke of at all.
func (d *Document) ofRegion(k int, in, not map[string]bool) (candidate, bool) {
	country := []string{gazetteer.Country}
	out := func(cs []candidate) []candidate {
		return slices.DeleteFunc(cs, func(c candidate) bool { return !in[c.entity] })
	}
	cs := out(d.candidates(k, nominalReach, country, "", not))
	if len(cs) > 1 && cs[0].at.sentence == cs[1].at.sentence {
		return candidate{}, false // "Serbia accused Albania. … the Balkan country"
	}
	if c, ok := clear1(cs); ok {
		return c, true
	}
	var all []candidate
	for _, m := range d.last {
		if in[m.entity] && !slices.ContainsFunc(all, func(c candidate) bool { return c.entity == m.entity }) {
			all = append(all, candidate{entity: m.entity, typ: gazetteer.Country})
		}
	}
	if len(in) == 1 && len(all) == 0 { // "the Jewish state": there is but one
		for id := range in {
			all = append(all, candidate{entity: id, typ: d.typeOfEntity(id)})
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
	var out []candidate
	for _, m := range d.last { // else those of which the text told, if they are so many
		if in[m.entity] && !slices.ContainsFunc(out, func(c candidate) bool { return c.entity == m.entity }) {
			out = append(out, candidate{entity: m.entity, typ: m.typ})
		}
	}
	if len(out) == n {
		return out
	}
	if out = nil; len(in) != n {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(in)) {
		d.keep(d.know.Gazetteer.Entry(id).Entity())
		out = append(out, candidate{entity: id, typ: gazetteer.Country})
	}
	return out
}
