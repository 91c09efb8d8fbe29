package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// French pronouns agree with what they stand for in number, and participles with their object.

// participleGender is the gender of the object "l'" by the participle that agrees with it:
// "l'avoir recruté", "l'a licenciée"; "" for all else.
func (d *Document) participleGender(s *Sentence, i int) string {
	t := s.Tree
	v := t.Word(i).Head
	if d.Lang != "fr" || v < i || !oneOf(syntax.Form(t, i), "l'", "l’") || syntax.Pos(t, i) != "PRON" || syntax.Base(t, i) != "obj" || syntax.Lemma(t, v) == "faire" || t.Child(v, "xcomp") >= 0 {
		return ""
	}
	if a := t.Child(v, "aux"); a < 0 || syntax.Lemma(t, a) != "avoir" {
		return ""
	}
	if f := syntax.Form(t, v); strings.HasSuffix(f, "e") {
		return "f"
	}
	return "m"
}

// agreeing leaves out those of another gender, unless all are.
func (d *Document) agreeing(cs []candidate, gender string) []candidate {
	if gender == "" {
		return cs
	}
	fit := slices.DeleteFunc(slices.Clone(cs), func(c candidate) bool {
		g := c.at.gender
		if c.typ == gazetteer.Person {
			g = d.genderOf(c.entity)
		}
		return g != "" && g != gender
	})
	if len(fit) == 0 {
		return cs
	}
	return fit
}

// thingBefore: a noun of the gender that stands for nothing comes before word i in its sentence.
func (d *Document) thingBefore(s *Sentence, i int, gender string) bool {
	for w := range i {
		x := s.Tree.Word(w)
		if syntax.Pos(s.Tree, w) == "NOUN" && s.cover[w] < 0 && len(s.anaph[w]) == 0 && !s.skip[w] && s.roleAt[w] == nil && x.Feats.Number().String() != "Plur" && genders[x.Feats.Gender().String()] == gender {
			return true
		}
	}
	return false
}

// notMany adds to not whoever acts as several where a French possessive speaks of one: "les
// Houthis y retiennent deux de ses employés".
func (d *Document) notMany(s *Sentence, i int, p pronoun, not map[string]bool) {
	v := s.Tree.Word(i).Head
	for n := 0; n < 6 && v >= 0 && !syntax.Verbal(s.Tree, v); n++ {
		v = s.Tree.Word(v).Head
	}
	if d.Lang != "fr" || !p.Possessive || p.Plural || v < 0 {
		return
	}
	if w := syntax.Surface(s.Tree, v); w >= 0 && w != i && d.several(s, w) {
		for _, m := range d.refs(s, w, 0) {
			not[m.Entity], not[d.state(m).Entity] = true, true
		}
	}
}

// inNumber: the mention agrees in number with the French pronoun that is being resolved: "les Houthis … leur",
// "les Etats-Unis … ils". A group may go on as several, a state by its envoys not.
func (d *Document) inNumber(c salient) bool {
	if c.typ != gazetteer.Country {
		return d.plural || !c.plural
	}
	t := d.Sentences[c.sentence].Tree
	return c.plural == d.plural && (!d.plural || !c.noun || d.lex.Organ.has(syntax.Form(t, c.word)))
}
