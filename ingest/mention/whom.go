package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Definite nouns for persons.

// trade: the noun says of a person what anybody may be ("the engineer"), and nobody
// has him ("her driver"); or it is whom a lawyer speaks for ("her client").
func (d *Document) trade(s *Sentence, i int) bool {
	if syntax.Pos(s.Tree, i) != "NOUN" {
		return false
	}
	owned, lawyers := false, false
	for _, c := range s.Tree.Children(i) {
		x, ok := d.pronoun(s, c)
		if possessive := ok && x.Possessive && c < i; !possessive && !syntax.Genitive(s.Tree, c) {
			continue
		}
		owned = true
		for _, m := range d.refs(s, c, 0) {
			lawyers = lawyers || slices.Contains(d.roles[m.Entity], "lawyer")
		}
	}
	return !owned && d.lex.Trades.at(s.Tree, i) || lawyers && d.lex.Clients.at(s.Tree, i)
}

// whom: the noun tells what a person is or was ("the former colonel").
func (d *Document) whom(s *Sentence, i int) bool {
	return s.roleAt[i] != nil || d.lex.Trades.at(s.Tree, i) || d.lex.PersonTitle.at(s.Tree, i)
}

// hadBySomebody: somebody or something has the one whom noun i tells of.
func (d *Document) hadBySomebody(s *Sentence, i int) bool {
	for _, c := range s.Tree.Children(i) {
		if p, ok := d.pronoun(s, c); ok && p.Possessive && c < i || syntax.Genitive(s.Tree, c) {
			return !d.lex.Clients.at(s.Tree, i)
		}
	}
	return false
}

// person resolves a noun for a person that no name stands beside: "the
// minister" is handled by its office; "the oligarch" is who was called so.
func (d *Document) person(s *Sentence, k, i int, r *gazetteer.Role) {
	not := d.mates(s, i)
	for _, c := range s.Tree.Children(i) {
		if syntax.Genitive(s.Tree, c) || syntax.Base(s.Tree, c) == "det" {
			for _, m := range s.anaph[c] {
				not[m.Entity] = true // "her client" is not she
			}
		}
	}
	noun := syntax.Lemma(s.Tree, i)
	var same, alike, any []candidate
	for _, c := range d.candidates(k, nominalReach, []string{gazetteer.Person}, string(r.Gender), not) {
		if d.isCalled(c.entity, noun) && !(headOfState[r.Kind] && strings.Contains(r.Lemma, " ")) || r.Kind != "" && slices.Contains(d.roles[c.entity], r.Kind) {
			same = append(same, c)
		}
		if slices.ContainsFunc(d.roles[c.entity], func(kind string) bool { return slices.Contains(d.know.alike[r.Kind], kind) }) {
			alike = append(alike, c)
		}
		any = append(any, c)
	}
	owned := d.hadBySomebody(s, i) // "its number two" is not who was spoken of
	near := slices.DeleteFunc(slices.Clone(same), func(c candidate) bool { return k-c.at.sentence > 1 })
	if !owned && len(near) == 1 && !strings.HasPrefix(near[0].entity, nobody) {
		d.set(s, i, Nominal, near[0])
		return
	}
	if _, ok := d.officeHolder(s, i, 2); ok {
		return
	}
	if len(same) == 0 && !owned {
		same = alike
	}
	unknown := len(same) == 0 && !owned && (r.Kind == "" || d.know.anybody[r.Kind] || d.know.unheard[r.Kind]) && len(any) > 0 && k-any[0].at.sentence <= 1
	if unknown {
		same = any
	}
	if c, ok := clear1(same); ok && (!unknown || d.mayBe(c.entity, r.Kind)) {
		d.set(s, i, Nominal, c)
	}
}

// aged: "the 47-year-old", "der 47-Jährige", "la quinquagénaire".
func (d *Document) aged(s *Sentence, i int) bool {
	f := syntax.Form(s.Tree, i)
	if d.lex.Aged.has(f) {
		return d.definite(s, i)
	}
	// the parts of "the 47-year-old" stand alone
	if d.Lang != "en" || f != "old" || i < 5 || syntax.Form(s.Tree, i-2) != "year" || syntax.Form(s.Tree, i-5) != "the" || i+1 >= s.Tree.Len() {
		return false
	}
	p := syntax.Pos(s.Tree, i+1)
	return p != "NOUN" && p != "PROPN" && p != "ADJ"
}

func (d *Document) agedPerson(s *Sentence, k, i int) {
	gender := ""
	if d.Lang != "en" {
		gender = d.wordGender(s, i)
	}
	if d.Lang == "de" && strings.HasSuffix(syntax.Form(s.Tree, i), "jähriger") {
		gender = "m"
	}
	if c, ok := clear1(d.candidates(k, nominalReach, []string{gazetteer.Person}, gender, d.mates(s, i))); ok {
		d.set(s, i, Nominal, c)
	}
}

// mayBe: a noun of the kind, that the text did not use of the person before, can take him up.
func (d *Document) mayBe(person, kind string) bool {
	if d.know.unheard[kind] && len(d.roles[person]) > 0 {
		return false
	}
	return !slices.ContainsFunc(d.roles[person], func(k string) bool { return d.know.apart[k] })
}

// personalDemonym: the word tells by his country a person who is spoken of: "der
// Österreicher", "the Austrian", "le Russe".
func (d *Document) personalDemonym(s *Sentence, i int) bool {
	m, ok := s.At(i)
	if !ok || m.First == 0 || m.Last-m.First != 1 {
		return false
	}
	f, before := syntax.Form(s.Tree, i), syntax.Form(s.Tree, m.First-1)
	switch d.Lang {
	case "de":
		if m.First > 1 && syntax.Pos(s.Tree, m.First-2) == "NOUN" && syntax.Base(s.Tree, i) == "nmod" {
			return false // "die Angriffe der Norweger"
		}
		return m.Kind == Demonym && (before == "der" && !strings.HasSuffix(f, "n") || before == "die" && strings.HasSuffix(f, "in"))
	case "fr":
		return m.Kind == Demonym && m.Type == gazetteer.Country && oneOf(before, "le", "la", "l'", "l’") && s.Tree.Word(i).Feats.Number().String() != "Plur"
	}
	if m.Kind == Name || m.Type != gazetteer.Country || before != "the" || strings.HasSuffix(f, "s") || !d.demonym(s.Tree.Word(i).Form+"s") {
		return false
	}
	switch syntax.Base(s.Tree, i) { // "the Austrian said", not "the Austrian minister"
	case "nsubj", "obj", "iobj", "obl", "nmod":
		return i+1 >= s.Tree.Len() || !oneOf(syntax.Pos(s.Tree, i+1), "NOUN", "PROPN", "ADJ", "NUM")
	}
	return false
}

// nativeFirm: French business news calls a firm by its country, in small letters:
// "l’américain", "le néerlandais".
func (d *Document) nativeFirm(s *Sentence, i int) bool {
	m, ok := s.At(i)
	t := s.Tree
	if d.Lang != "fr" || !ok || m.Kind != Adjective || m.First == 0 || m.First != i || m.Last != i+1 || capital(t.Word(i).Form) || syntax.Base(t, i) == "amod" || t.Word(i).Feats.Number().String() == "Plur" {
		return false
	}
	if !oneOf(syntax.Form(t, i-1), "le", "l'", "l’") {
		return false
	}
	return m.Last >= t.Len() || !oneOf(syntax.Pos(t, m.Last), "NOUN", "PROPN", "NUM") && !(syntax.Pos(t, m.Last) == "ADJ" && syntax.Base(t, m.Last) != "acl")
}

// setFirm gives the firm that "l’américain" means: the one firm of which the text spoke
// last, or among several the one that is known to be of there.
func (d *Document) setFirm(s *Sentence, k, i int) {
	m, _ := s.At(i)
	cs := d.candidates(k, nominalReach, []string{gazetteer.Company}, "", nil)
	cs = slices.DeleteFunc(cs, func(c candidate) bool {
		e := d.know.Gazetteer.Entry(c.entity)
		return strings.HasPrefix(c.entity, nobody) || e != nil && e.Country != "" && e.Country != m.Entity
	})
	if len(cs) == 1 {
		d.set(s, i, Nominal, cs[0])
	}
}
