package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Words for the other one of two: "the other side", "le pays voisin", "die Gegenseite".

// nextDoor: the noun stands for a state that borders on another: "der Nachbar", "le pays voisin".
func (d *Document) nextDoor(s *Sentence, i int) bool {
	return d.lex.Neighbour.at(s.Tree, i) || d.lex.AnyCountry.at(s.Tree, i) && d.otherBeside(s, i)
}

// otherBeside: an adjective says that noun i is another one than who acts ("adverse", "benachbart").
func (d *Document) otherBeside(s *Sentence, i int) bool {
	for _, c := range s.Tree.Children(i) {
		if b := syntax.Base(s.Tree, c); (b == "amod" || b == "det") && d.lex.Opposing.at(s.Tree, c) {
			return true
		}
	}
	return false
}

// opposite is the other end of the last two that the text named together, of which the
// one acts in the clause, or in the sentence before where noun i is the subject.
func (d *Document) opposite(s *Sentence, k, i int) (candidate, bool) {
	t := s.Tree
	side := d.lex.Opposite.at(t, i) || d.lex.Opposed.at(t, i) && d.otherBeside(s, i)
	if !side && !d.nextDoor(s, i) || t.Word(i).Feats.Number().String() == "Plur" && !d.oneByArticle(s, i) || s.cover[i] >= 0 || !d.definite(s, i) || len(d.beside(s, i)) > 0 {
		return candidate{}, false
	}
	types := []string{gazetteer.Country}
	if side {
		types = d.lex.Pairs["*"]
	}
	self := d.oneActing(s, k, i)
	if self == "" {
		return candidate{}, false
	}
	for j := len(d.pairs) - 1; j >= 0; j-- {
		p := d.pairs[j]
		if k-p.sentence > nominalReach && p.sentence >= lead {
			break
		}
		n := slices.IndexFunc(p.ends, func(c candidate) bool { return c.entity == self })
		if n < 0 || len(p.ends) != 2 || !d.ofType(salient{typ: p.ends[1-n].typ}, types) {
			continue
		}
		return p.ends[1-n], true
	}
	return d.otherTold(s, k, i, self, types)
}

// otherTold is the only other one of the types that the last sentence spoke of, where
// noun i begins the answer to what that told.
func (d *Document) otherTold(s *Sentence, k, i int, self string, types []string) (candidate, bool) {
	var found []candidate
	for _, c := range d.last {
		if k-c.sentence != 1 || c.entity == self || !d.ofType(c, types) || strings.HasPrefix(c.entity, nobody) {
			continue
		}
		if !slices.ContainsFunc(found, func(o candidate) bool { return o.entity == c.entity }) {
			found = append(found, candidate{entity: c.entity, typ: c.typ, at: c})
		}
	}
	if len(found) != 1 || syntax.Base(s.Tree, i) != "nsubj" {
		return candidate{}, false
	}
	return found[0], true
}

// oneActing is the body, or that of the person, that acts in the clause of noun i; in the
// sentence before where the noun itself is the subject; "" if that is not clear.
func (d *Document) oneActing(s *Sentence, k, i int) string {
	t := s.Tree
	v := t.Word(i).Head
	for n := 0; n < 4 && v >= 0 && !syntax.Verbal(t, v); n++ {
		v = t.Word(v).Head
	}
	if v < 0 {
		return ""
	}
	if w := syntax.Surface(t, v); w >= 0 && w != i {
		ms := d.refs(s, w, 0)
		if len(ms) != 1 {
			return ""
		}
		return d.actingFor(d.state(ms[0]).Entity)
	}
	return d.lastSubject(k)
}

// lastSubject is the body that the sentence before k has for its subject; "" for none or several.
func (d *Document) lastSubject(k int) string {
	id := ""
	for _, c := range d.last {
		if k-c.sentence != 1 || c.weight != asSubject || strings.HasPrefix(c.entity, nobody) {
			continue
		}
		if who := d.actingFor(c.entity); id != "" && who != id {
			return ""
		} else {
			id = who
		}
	}
	return id
}

// actingFor is the body for which a person acts, else the entity itself.
func (d *Document) actingFor(id string) string {
	if d.typeOfEntity(id) != gazetteer.Person {
		return id
	}
	if a := d.Affiliation(id); a != "" {
		return a
	}
	return d.home(id)
}

// otherThan is the other of the last two states that the text named together, of which the
// one is in not: whoever deals with the one is the other's. "" where none or both are.
func (d *Document) otherThan(k int, not map[string]bool) string {
	for j := len(d.pairs) - 1; j >= 0 && len(not) > 0; j-- {
		p := d.pairs[j]
		if k-p.sentence > nominalReach && p.sentence >= lead || len(p.ends) != 2 || p.ends[0].typ != gazetteer.Country || p.ends[1].typ != gazetteer.Country {
			continue
		}
		if a, b := p.ends[0].entity, p.ends[1].entity; not[a] && !not[b] {
			return b
		} else if not[b] && !not[a] {
			return a
		}
	}
	return ""
}
