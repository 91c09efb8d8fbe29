package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Which name in apposition a noun means, wherever the parser hung it.

// namedBeside is the person in apposition to an adjective that the parser took for a noun.
func (d *Document) namedBeside(s *Sentence, i int) []Mention {
	if at, ok := s.At(i); ok && d.Lang == "de" && at.Kind == Demonym && joined(s, at.Last-1) {
		if m, ok := s.At(at.Last); ok && m.Kind == Name && m.Type == gazetteer.Person {
			return []Mention{m} // "der Norweger Jens Stoltenberg"
		}
	}
	for _, c := range s.Tree.Children(i) {
		if b := syntax.Base(s.Tree, c); b != "appos" && b != "flat" {
			continue
		}
		if m, ok := s.At(c); ok && m.Kind == Name && m.Type == gazetteer.Person {
			return []Mention{m}
		}
	}
	// "racheté par le koweïtien Al-Salam"
	if m, ok := s.At(i + 1); ok && d.Lang == "fr" && m.First == i+1 && m.Kind == Name && m.Type != gazetteer.Country && m.Type != gazetteer.Place && i > 0 && joined(s, i) &&
		oneOf(syntax.Form(s.Tree, i-1), "le", "la", "l'", "l’") {
		return []Mention{m}
	}
	return nil
}

// beside finds the name that stands in apposition to a common noun: "the
// group HomeLand Justice", "the prime minister, Edi Rama".
func (d *Document) beside(s *Sentence, i int) []Mention {
	t := s.Tree
	if syntax.Pos(t, i) != "NOUN" && syntax.Pos(t, i) != "PROPN" && syntax.Pos(t, i) != "ADJ" {
		return nil
	}
	// a noun that tells a kind, with the name right behind it, whatever the tree
	if m, ok := s.At(i + 1); ok && m.Kind == Name && m.First == i+1 && joined(s, i) && (d.kindOf(s, i) != "" || d.official(s, i) || d.personOf(s, i, m) || d.closeApposition(s, i, m)) && d.agrees(s, i, m.Type) {
		return append([]Mention{d.actor(m)}, d.joinedPersons(s, i, m)...)
	}
	if m, ok := d.behindRole(s, i); ok {
		return []Mention{m}
	}
	if m, ok := d.someonesGroup(s, i); ok {
		return []Mention{m}
	}
	if m, ok := d.afterComma(s, i); ok {
		if m.Type != gazetteer.Person {
			return append([]Mention{d.actor(m)}, d.joinedNames(s, m)...)
		}
		return append([]Mention{d.actor(m)}, d.joinedPersons(s, i, m)...)
	}
	if m, ok := d.beforeComma(s, i); ok {
		return []Mention{d.actor(m)}
	}
	if m, ok := d.tracked(s, i); ok {
		return []Mention{m}
	}
	if m, ok := d.namedAs(s, i); ok {
		return []Mention{d.actor(m)}
	}
	for _, c := range t.Children(i) {
		switch syntax.Rel(t, c) {
		case "appos", "flat", "flat:name", "nmod:appos":
		case "compound", "nmod":
			// "firm Mandiant" where the parser takes the name for a modifier that follows
			if c < i || syntax.Preposition(t, c) != "" || syntax.Genitive(t, c) {
				continue
			}
		default:
			continue
		}
		if m, ok := s.At(c); ok && m.Kind == Name && d.agrees(s, i, m.Type) && !d.listBehind(s, i, m) {
			if d.Lang == "en" {
				return append([]Mention{d.actor(m)}, d.joinedPersons(s, i, m)...)
			}
			return []Mention{d.actor(m)}
		}
		if m, ok := s.At(c); ok && m.Kind == Demonym && c > i && d.Lang == "fr" {
			if ms := d.namedBeside(s, c); len(ms) > 0 && ms[0].Type == gazetteer.Person {
				return ms // "sa fiancée, la Turque X"
			}
		}
	}
	if ms := d.besideComplement(s, i); len(ms) > 0 {
		return ms
	}
	if ms := d.besideNoun(s, i); len(ms) > 0 {
		return ms
	}
	if m, ok := d.holder(s, i); ok {
		return []Mention{m}
	}
	return nil
}

// besideNoun is the person beside the noun in apposition to noun i: "deren Besitzer,
// der kasachische Milliardär X".
func (d *Document) besideNoun(s *Sentence, i int) []Mention {
	if d.Lang != "de" {
		return nil
	}
	for _, c := range s.Tree.Children(i) {
		if c < i || syntax.Base(s.Tree, c) != "appos" || syntax.Pos(s.Tree, c) != "NOUN" {
			continue
		}
		if m, ok := s.At(c + 1); ok && m.First == c+1 && m.Kind == Name && m.Type == gazetteer.Person && joined(s, c) && d.agrees(s, i, m.Type) {
			return []Mention{m}
		}
	}
	return nil
}

// someonesGroup: "Quijano's Democratic Renewal party" is the party, and not Quijano's men.
func (d *Document) someonesGroup(s *Sentence, i int) (Mention, bool) {
	m, ok := s.At(i - 1)
	if d.Lang != "en" || !ok || m.Kind != Name || m.Last != i || m.Type != gazetteer.PoliticalGroup && m.Type != gazetteer.ThreatActor || m.First == 0 || !d.agrees(s, i, m.Type) || d.kindOf(s, i) == "" {
		return Mention{}, false
	}
	return m, oneOf(syntax.Form(s.Tree, m.First-1), "'s", "’s")
}

// personOf: the noun says what a person is, and the name is a person's: "the trader X".
func (d *Document) personOf(s *Sentence, i int, m Mention) bool {
	return m.Type == gazetteer.Person && (d.lex.PersonTitle.has(syntax.Form(s.Tree, i)) || d.agentNoun(s, i))
}

// closeApposition: in German a noun right before an organization's name says
// what it is, whatever the noun ("der Staatenbund X"), unless it is a matter
// that the name qualifies ("der Fall X").
func (d *Document) closeApposition(s *Sentence, i int, m Mention) bool {
	return d.Lang == "de" && syntax.Pos(s.Tree, i) == "NOUN" && !d.lex.Matter.at(s.Tree, i) &&
		oneOf(m.Type, gazetteer.InternationalOrganization, gazetteer.Company, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.GovernmentBody, gazetteer.Media)
}

// appositive: a noun for a kind of thing in apposition to a name of that kind
// is the thing: "X, a company registered in Panama".
func (d *Document) appositive(s *Sentence, i int) (Mention, bool) {
	h := s.Tree.Word(i).Head
	if h < 0 || h > i || syntax.Base(s.Tree, i) != "appos" {
		return Mention{}, false
	}
	m, ok := s.At(h)
	if !ok {
		m, ok = d.nameBefore(s, i)
		return m, ok && m.Type == d.kindOf(s, i)
	}
	if d.kindOf(s, i) == "" {
		return m, ok && m.Kind == Name && (m.Type == gazetteer.Person && d.toldOf(s, i) || d.Lang == "en" && body[m.Type] && d.oneMore(s, i))
	}
	return m, ok && m.Kind == Name && (m.Type == d.kindOf(s, i) || d.Lang == "en" && body[m.Type] && body[d.kindOf(s, i)])
}

// nameBefore is the name right before the comma of the apposition of which noun i is
// the head, which the parser tied to a noun further up: "a flaw by X, a cluster that …".
func (d *Document) nameBefore(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	k := i
	for k > 0 && t.Word(k-1).Head == i && t.Word(k-1).Form != "," {
		k--
	}
	if k < 2 || k == i || t.Word(k-1).Form != "," || syntax.Pos(t, k) != "DET" || d.lex.Definite.at(t, k) {
		return Mention{}, false
	}
	m, ok := s.At(k - 2)
	return m, ok && m.Kind == Name
}

// oneMore: "an outfit", "a separatist outfit": behind a comma, so that it tells more of the name before it.
func (d *Document) oneMore(s *Sentence, i int) bool {
	c := s.Tree.Child(i, "det")
	return c > 0 && c < i && oneOf(syntax.Form(s.Tree, c), "a", "an") && s.Tree.Word(c-1).Form == "," && syntax.Pos(s.Tree, i) == "NOUN" && !d.official(s, i)
}

// toldOf: a relative clause goes on behind noun i: "X, a former minister who leads …".
func (d *Document) toldOf(s *Sentence, i int) bool {
	if syntax.Pos(s.Tree, i) != "NOUN" {
		return false
	}
	for _, c := range s.Tree.Children(i) {
		if c > i && syntax.Base(s.Tree, c) == "acl" && syntax.Finite(s.Tree, c) {
			return true
		}
	}
	return false
}

// body are the types that a body may be of: "ICAO, a UN agency", "TA453, a group
// that …" mean the body, however its list or the noun puts it.
var body = map[string]bool{gazetteer.Organization: true, gazetteer.InternationalOrganization: true, gazetteer.GovernmentBody: true, gazetteer.PoliticalGroup: true,
	gazetteer.ThreatActor: true, gazetteer.Company: true, gazetteer.Media: true}

// predicated: in "X is a group that …" the noun of which the relative clause
// speaks is X.
func (d *Document) predicated(s *Sentence, i, depth int) []Mention {
	t := s.Tree
	if syntax.Pos(t, i) != "NOUN" {
		return nil
	}
	subject, relative := -1, false
	for _, c := range t.Children(i) {
		switch syntax.Base(t, c) {
		case "nsubj":
			subject = c
		case "acl":
			relative = c > i
		}
	}
	if subject < 0 || !relative || t.Child(i, "cop") < 0 || subject > i || t.Negated(i) {
		return nil
	}
	return d.refs(s, subject, depth+1)
}

// tracked: "an actor that we track as X" is X.
func (d *Document) tracked(s *Sentence, i int) (Mention, bool) {
	kind := d.kindOf(s, i)
	if d.Lang == "fr" || kind == "" {
		return Mention{}, false
	}
	for _, m := range s.Mentions {
		if m.First > i+1 && m.First < i+12 && (d.Lang == "de" || m.First < i+9) && m.Kind == Name && (m.Type == kind || d.Lang == "de" && kind == gazetteer.PoliticalGroup && oneOf(m.Type, gazetteer.ThreatActor, gazetteer.Organization)) && d.trackedAs(s, m.First) == kind {
			return m, true
		}
	}
	return Mention{}, false
}

// namedAs: "a group named X", "un groupe appelé « X »", "eine Gruppe namens X".
func (d *Document) namedAs(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	n := i + 1
	for d.Lang == "fr" && n+1 < t.Len() && n < i+3 && syntax.Pos(t, n) == "ADJ" && !d.lex.Named.at(t, n) {
		n++ // "un logiciel malveillant baptisé X"
	}
	if d.kindOf(s, i) == "" || n+1 >= t.Len() || !d.lex.Named.at(t, n) {
		return Mention{}, false
	}
	k := n + 1
	for k+1 < t.Len() && syntax.Pos(t, k) == "PUNCT" && strings.ContainsAny(t.Word(k).Form, "\"“”„«»‘’'") {
		k++
	}
	m, ok := s.At(k)
	return m, ok && m.First == k && m.Kind == Name && d.agrees(s, i, m.Type)
}

// beforeComma: "X, une guérilla que …": an indefinite noun behind a name and a
// comma, and of the name's kind, is in apposition to it, whatever the tree.
func (d *Document) beforeComma(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	kind := d.kindOf(s, i)
	if d.Lang != "fr" || kind == "" || i < 3 {
		return Mention{}, false
	}
	p := i - 1
	if syntax.Pos(t, p) == "ADJ" {
		p--
	}
	if p < 2 || !oneOf(syntax.Form(t, p), "un", "une") || syntax.Form(t, p-1) != "," {
		return Mention{}, false
	}
	m, ok := s.At(p - 2)
	return m, ok && m.Kind == Name && m.Last == p-1 && m.Type == kind
}

// besideComplement: "la société de cybersécurité X", where the parser ties the
// name to the complement: it belongs to the noun whose kind it has.
func (d *Document) besideComplement(s *Sentence, i int) []Mention {
	t := s.Tree
	kind := d.kindOf(s, i)
	if kind == "" {
		return nil
	}
	for _, c := range t.Children(i) {
		if syntax.Base(t, c) != "nmod" || s.cover[c] >= 0 {
			continue
		}
		for _, g := range t.Children(c) {
			b := syntax.Base(t, g)
			if m, ok := s.At(g); ok && m.Kind == Name && m.Type == kind && (b == "appos" || b == "flat" || b == "nmod" && syntax.Preposition(t, g) == "") {
				return []Mention{d.actor(m)}
			}
		}
	}
	return nil
}

// agrees: an office is held by a person, a firm is a company.
func (d *Document) agrees(s *Sentence, i int, typ string) bool {
	if d.official(s, i) {
		return typ == gazetteer.Person
	}
	if k := d.kindOf(s, i); k != "" && typ == gazetteer.Person {
		return k == gazetteer.Company && d.lex.Dealers.at(s.Tree, i) // "the shipowner X"
	}
	return typ != gazetteer.Country || d.kindOf(s, i) == "" || d.kindOf(s, i) == gazetteer.Country
}

// someNamed are the names that explain a number: "two of its members, Tokarev and Yermolin".
func (d *Document) someNamed(s *Sentence, i int) []Mention {
	t := s.Tree
	if syntax.Pos(t, i) != "NUM" {
		return nil
	}
	var out []Mention
	add := func(k int) {
		if m, ok := s.At(k); ok && m.Kind == Name && m.First > i {
			out = append(out, m)
		}
	}
	for _, c := range t.Children(i) {
		if syntax.Base(t, c) != "appos" || syntax.Pos(t, c) != "PROPN" {
			continue
		}
		add(c)
		for _, k := range t.Children(c) {
			if syntax.Base(t, k) == "conj" {
				add(k)
			}
		}
	}
	return out
}
