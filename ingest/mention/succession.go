package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Successions finds who held the office of another: "She succeeds X", "X löste ihn
// ab", "il remplace X", where the text has told what the one is or was. Call it
// when the offices that the sentence itself tells are recorded.
func (d *Document) Successions(s *Sentence) []Office {
	var out []Office
	t := s.Tree
	for v := 0; v < t.Len(); v++ {
		if !syntax.Verbal(t, v) || !d.lex.Succeed.at(t, v) || !d.asFact(s, v) || d.officeTold(s, v) {
			continue
		}
		w := syntax.Own(t, v)
		if w < 0 {
			continue
		}
		next, ok := d.onePerson(s, w)
		if !ok {
			continue
		}
		for _, c := range t.Children(v) {
			if b := syntax.Base(t, c); b != "obj" && b != "iobj" && b != "obl" {
				continue
			}
			last, ok := d.onePerson(s, c)
			if !ok || last.Entity == next.Entity {
				continue
			}
			if o, ok := d.inherits(next, last, v); ok {
				out = append(out, o)
			} else if o, ok := d.inherits(last, next, v); ok {
				out = append(out, o)
			}
			break
		}
	}
	return out
}

// asFact: nothing before the verb denies it, wishes or expects it.
func (d *Document) asFact(s *Sentence, v int) bool {
	t := s.Tree
	if t.Negated(v) || syntax.Base(t, v) == "xcomp" {
		return false
	}
	for _, c := range t.Children(v) {
		switch syntax.Base(t, c) {
		case "mark":
			return false
		case "aux":
			if !oneOf(syntax.Lemma(t, c), "have", "be", "avoir", "être", "haben", "sein", "werden") {
				return false
			}
		}
	}
	return true
}

// officeTold: the clause of verb v says itself which office it is: "as head of Y".
func (d *Document) officeTold(s *Sentence, v int) bool {
	for i := v + 1; i < s.Tree.Len() && i < v+14; i++ {
		if p := syntax.Pos(s.Tree, i); p == "PUNCT" || p == "SCONJ" {
			return false
		}
		if s.office(i) && !d.namedBehind(s, i) {
			return true
		}
	}
	return false
}

// namedBehind: word i is a title right before a name.
func (d *Document) namedBehind(s *Sentence, i int) bool {
	m, ok := s.At(i + 1)
	return ok && m.Type == gazetteer.Person
}

// onePerson is the person that word i stands for, if it is one.
func (d *Document) onePerson(s *Sentence, i int) (Mention, bool) {
	ms := d.refs(s, i, 0)
	if len(ms) != 1 || ms[0].Type != gazetteer.Person {
		return Mention{}, false
	}
	return ms[0], true
}

// inherits gives the person the last office of the other that tells its body, if
// the text knows of none for the person.
func (d *Document) inherits(person, other Mention, word int) (Office, bool) {
	if d.Affiliation(person.Entity) != "" {
		return Office{}, false
	}
	for i := len(d.offices[other.Entity]) - 1; i >= 0; i-- {
		o := d.offices[other.Entity][i]
		if o.body == "" || d.typeOfEntity(o.body) == gazetteer.Place {
			continue
		}
		return Office{Person: person, Body: Mention{Entity: o.body, Type: d.typeOfEntity(o.body), Kind: Nominal, Span: person.Span}, Title: o.title, Word: word}, true
	}
	return Office{}, false
}
