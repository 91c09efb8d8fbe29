package mention

import (
	"slices"

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
	if d.Lang == "de" {
		out = append(out, d.successors(s)...)
	}
	return out
}

// successors: "Nachfolgerin wird X", "Sein Nachfolger ist X": whoever is called the
// successor has the office of the person of whom the text told it last, or whose successor it is.
func (d *Document) successors(s *Sentence) []Office {
	var out []Office
	t := s.Tree
	for w := 0; w+2 < t.Len(); w++ {
		if !oneOf(syntax.Form(t, w), "nachfolger", "nachfolgerin") || !oneOf(syntax.Lemma(t, w+1), "werden", "sein") || t.Word(w+1).Feats.VerbForm().String() != "Fin" {
			continue
		}
		last, ok := d.formerHolder(s, w)
		if !ok {
			continue
		}
		for i := w + 2; i < t.Len() && t.Word(i).Form != "," && t.Word(i).Form != "."; i++ {
			if syntax.Is(t, i, "nicht", "noch", "offen", "kein") {
				break
			}
			m, ok := s.At(i)
			if !ok || m.Type != gazetteer.Person || m.Kind != Name {
				continue
			}
			if o, ok := d.inherits(m, last, w); ok && m.Entity != last.Entity {
				out = append(out, o)
			}
			break
		}
	}
	return out
}

// formerHolder is whose successor word w is: whose the possessive says, else the one
// person with an office that this sentence or the last told of before it.
func (d *Document) formerHolder(s *Sentence, w int) (Mention, bool) {
	if w > 0 && syntax.Pos(s.Tree, w-1) == "DET" {
		if ms := s.anaph[w-1]; len(ms) == 1 && ms[0].Type == gazetteer.Person {
			return ms[0], true
		}
		if !d.lex.Definite.at(s.Tree, w-1) {
			return Mention{}, false
		}
	}
	found := map[string]Mention{}
	k := slices.Index(d.Sentences, s)
	for _, o := range d.Sentences[max(0, k-1) : k+1] {
		for _, m := range o.Mentions {
			if m.Type == gazetteer.Person && m.Kind == Name && len(d.offices[m.Entity]) > 0 && (o != s || m.First < w) {
				found[m.Entity] = m
			}
		}
	}
	for _, m := range found {
		return m, len(found) == 1
	}
	return Mention{}, false
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
