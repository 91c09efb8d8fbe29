package mention

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// Refs gives what word i of the sentence, or the part of it that mode says, stands for.
func (d *Document) Refs(s *Sentence, i int, mode syntax.Mode) []Mention {
	switch mode {
	case syntax.PrefixOnly:
		if k, ok := s.prefix[i]; ok {
			return []Mention{d.actor(s.Mentions[k])}
		}
		return nil
	case syntax.DemonymOnly:
		if m, ok := s.At(i); ok && m.Kind == Adjective {
			return []Mention{d.actor(m)}
		}
		return nil
	}
	return d.refs(s, i, 0)
}

// maxDepth bounds how many nouns are looked through ("a series of attacks by members of …").
const maxDepth = 4

// maxLooks bounds how many of these looks lie within each other, whatever asks for them: what
// one noun means may hang on another's that asks for the first again.
const maxLooks = 12

func (d *Document) refs(s *Sentence, i, depth int) []Mention {
	if depth > maxDepth || d.looks > maxLooks {
		return nil
	}
	d.looks++
	defer func() { d.looks-- }()
	if m, ok := s.At(i); ok {
		if m.Kind == Adjective || m.Kind == Demonym {
			if ms := d.namedBeside(s, i); len(ms) > 0 {
				return ms // "l’opposante bélarusse X"
			}
			if d.personalDemonym(s, i) {
				return s.anaph[i]
			}
		}
		if d.Lang == "en" && d.qualifiesPartner(s, m) {
			return d.partnerName(s, m.Last)
		}
		return []Mention{d.actor(m)}
	}
	if k, ok := s.byHead[i]; ok {
		return []Mention{d.actor(s.Mentions[k])}
	}
	if ms := s.anaph[i]; len(ms) > 0 {
		return ms
	}
	if d.lex.Partner.at(s.Tree, i) {
		if ms := d.partnerName(s, i); len(ms) > 0 {
			return ms
		}
	}
	if ms := d.beside(s, i); len(ms) > 0 {
		return ms
	}
	if m, ok := d.appositive(s, i); ok {
		return []Mention{d.actor(m)}
	}
	if ms := d.predicated(s, i, depth); ms != nil {
		return ms
	}
	return d.nominal(s, i, depth)
}

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

// qualifiesPartner: "NATO" in "our NATO ally" does not mean NATO.
func (d *Document) qualifiesPartner(s *Sentence, m Mention) bool {
	return m.Last < s.Tree.Len() && joined(s, m.Last-1) && d.lex.Partner.has(syntax.Form(s.Tree, m.Last)) && m.Kind == Name
}

// partnerName is the state that follows the noun: "our NATO ally Albania",
// "son alliée, l’Estonie".
func (d *Document) partnerName(s *Sentence, noun int) []Mention {
	next := noun + 1
	for next < s.Tree.Len() && next < noun+4 && (syntax.Form(s.Tree, next) == "," || syntax.Pos(s.Tree, next) == "DET") {
		next++
	}
	if m, ok := s.At(next); ok && m.First == next && m.Kind == Name && m.Type == gazetteer.Country {
		return []Mention{m}
	}
	return nil
}

// actor turns the name of a seat of government into the state it stands for.
func (d *Document) actor(m Mention) Mention {
	e := d.know.Gazetteer.Entry(m.Entity)
	if e == nil || e.Metonym == "" || e.Type == gazetteer.Place {
		return m // a place stays one where a relation allows it
	}
	if c := d.know.Gazetteer.Entry(e.Metonym); c != nil {
		d.keep(c.Entity())
		m.Entity, m.Type = c.ID, c.Type
	}
	return m
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
	if m, ok := d.holder(s, i); ok {
		return []Mention{m}
	}
	return nil
}

// listBehind: several names behind a comma are none of a French noun in the singular: "deux groupes liés au renseignement russe, X et Y".
func (d *Document) listBehind(s *Sentence, i int, m Mention) bool {
	t := s.Tree
	if d.Lang != "fr" || m.First < i+2 || syntax.Form(t, m.First-1) != "," || t.Word(i).Feats.Number().String() != "Sing" || m.Last+1 >= t.Len() || syntax.Pos(t, m.Last) != "CCONJ" {
		return false
	}
	next, ok := s.At(m.Last + 1)
	return ok && next.Kind == Name && next.First == m.Last+1
}

// behindRole: "le chef de l’État nigérian X": the person's name behind the words
// of an office and the adjectives that follow it.
func (d *Document) behindRole(s *Sentence, i int) (Mention, bool) {
	if s.roleAt[i] == nil {
		return Mention{}, false
	}
	j := i + 1
	for ; j < s.Tree.Len(); j++ {
		if m, ok := s.At(j); ok && m.Kind != Adjective || !ok && !s.inRole[j] && syntax.Pos(s.Tree, j) != "ADJ" {
			break
		}
	}
	m, ok := s.At(j)
	return m, ok && j > i+1 && m.First == j && m.Kind == Name && m.Type == gazetteer.Person
}

// joinedPersons are the further persons of "ministers A and B".
func (d *Document) joinedPersons(s *Sentence, i int, m Mention) []Mention {
	t := s.Tree
	var out []Mention
	for d.Lang != "de" && m.Type == gazetteer.Person && t.Word(i).Feats.Number().String() == "Plur" && m.Last+1 < t.Len() && oneOf(syntax.Form(t, m.Last), "and", "et", ",") {
		next, ok := s.At(m.Last + 1)
		if !ok || next.First != m.Last+1 || next.Type != gazetteer.Person || next.Kind != Name {
			break
		}
		out, m = append(out, next), next
	}
	return out
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
	if d.kindOf(s, i) == "" {
		return m, ok && m.Kind == Name && m.Type == gazetteer.Person && d.toldOf(s, i)
	}
	return m, ok && m.Kind == Name && (m.Type == d.kindOf(s, i) || d.Lang == "en" && body[m.Type] && body[d.kindOf(s, i)])
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
	if d.kindOf(s, i) == "" || i+2 >= t.Len() || !d.lex.Named.at(t, i+1) {
		return Mention{}, false
	}
	k := i + 2
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

// afterComma: "le chef de la diplomatie française, X, …": an office, its
// complement, a comma and a person's name that a comma, verb or full stop
// ends are one person, wherever the parser hung the name.
func (d *Document) afterComma(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	if !d.official(s, i) && !(d.Lang == "fr" && d.lex.PersonTitle.at(t, i) && t.Word(i).Feats.Number().String() == "Plur") {
		return d.firstListed(s, i)
	}
	for j, end := i+1, i+9; j < t.Len() && j < end; j++ {
		if m, ok := s.At(j); ok && d.Lang == "fr" && m.First == j && m.Kind == Name && m.Type != gazetteer.Person {
			end += m.Last - m.First // "le directeur de l’Agence … (Anssi), X"
			j = m.Last - 1
			continue
		}
		if d.Lang == "fr" && j+2 < t.Len() && t.Word(j).Form == "(" && t.Word(j+2).Form == ")" {
			j, end = j+2, end+3
			continue
		}
		switch syntax.Pos(t, j) {
		case "VERB", "AUX", "CCONJ", "SCONJ", "PRON":
			return Mention{}, false
		}
		if syntax.Form(t, j) != "," {
			if syntax.Pos(t, j) == "PUNCT" {
				return Mention{}, false
			}
			continue
		}
		for d.Lang == "en" && j+2 < t.Len() && s.cover[j+1] < 0 && d.title(s, j+1) {
			j++ // "the president, General X"
		}
		m, ok := s.At(j + 1)
		if !ok || m.First != j+1 || m.Type != gazetteer.Person || m.Kind != Name {
			return Mention{}, false
		}
		if d.Lang == "fr" && t.Word(i).Feats.Number().String() == "Plur" && len(d.joinedPersons(s, i, m)) > 0 {
			return m, true // "deux officiers du GRU, X et Y"
		}
		if m.Last < t.Len() && syntax.Pos(t, m.Last) != "PUNCT" && syntax.Pos(t, m.Last) != "VERB" && syntax.Pos(t, m.Last) != "AUX" {
			return Mention{}, false
		}
		return m, true
	}
	return Mention{}, false
}

// firstListed: "deux filiales de X, Y et Z": the first of the names that a comma
// parts from a French plural for bodies.
func (d *Document) firstListed(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	if d.Lang != "fr" || t.Word(i).Feats.Number().String() != "Plur" || syntax.Pos(t, i) != "NOUN" || d.kindOf(s, i) == "" || d.kindOf(s, i) == gazetteer.Place {
		return Mention{}, false
	}
	for j := i + 1; j+1 < t.Len() && j < i+9; j++ {
		switch syntax.Pos(t, j) {
		case "VERB", "AUX", "CCONJ", "SCONJ", "PRON":
			return Mention{}, false
		}
		if syntax.Form(t, j) != "," && t.Word(j).Form != ":" {
			continue
		}
		m, ok := s.At(j + 1)
		if !ok || m.First != j+1 || m.Kind != Name || m.Type == gazetteer.Person || m.Type == gazetteer.Country || m.Type == gazetteer.Place || len(d.joinedNames(s, m)) == 0 {
			return Mention{}, false
		}
		return m, true
	}
	return Mention{}, false
}

// joinedNames are the names of bodies that follow name m in a list.
func (d *Document) joinedNames(s *Sentence, m Mention) []Mention {
	t := s.Tree
	var out []Mention
	for m.Last+1 < t.Len() && oneOf(syntax.Form(t, m.Last), "et", ",") {
		next, ok := s.At(m.Last + 1)
		if !ok || next.First != m.Last+1 || next.Kind != Name || next.Type == gazetteer.Person || next.Type == gazetteer.Country || next.Type == gazetteer.Place {
			break
		}
		out, m = append(out, next), next
	}
	return out
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
		return false
	}
	return typ != gazetteer.Country || d.kindOf(s, i) == "" || d.kindOf(s, i) == gazetteer.Country
}

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
	switch {
	case d.lex.Embassy.at(t, i):
		if m, ok := d.embassy(s, i); ok {
			return []Mention{m}
		}
	case d.Lang == "en" && syntax.Lemma(t, i) == "capital", d.Lang == "de" && syntax.Lemma(t, i) == "hauptstadt" && s.cover[i] < 0 && !d.capitalNamed(s, i):
		if m, ok := d.capital(s, i, depth); ok {
			return []Mention{m}
		}
	case d.lex.Partner.at(t, i):
		if d.lex.Members.at(t, i) && t.Word(i).Feats.Number().String() == "Plur" {
			if ms := d.through(s, i, depth); len(ms) == 1 && oneOf(ms[0].Type, gazetteer.PoliticalGroup, gazetteer.ThreatActor) {
				return ms // "members of the militia"
			}
		}
		return nil // "a NATO member" is a state, not NATO
	case d.lex.Transparent.at(t, i):
		if ms := d.through(s, i, depth); len(ms) > 0 {
			return ms
		}
	case d.kindOf(s, i) == gazetteer.Place || d.kindOf(s, i) == gazetteer.Facility:
		// "the town of Manëz", "Camp Ashraf"
		for _, m := range d.through(s, i, depth) {
			if d.know.Ontology.IsA(m.Type, gazetteer.Place) {
				return []Mention{m}
			}
		}
	}
	if d.official(s, i) {
		if m, ok := d.officeHolder(s, i, depth); ok {
			return []Mention{m}
		}
	}
	var out []Mention
	state, members := d.lex.State.at(t, i), d.lex.Members.at(t, i)
	if !state && !members && !d.official(s, i) && !d.lex.Followers.at(t, i) {
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
		if d.standsFor(m.Type, state || d.official(s, i), members) {
			m.Kind = Nominal
			m.Span = d.widen(s, i, m.Span)
			out = append(out, m)
		}
	}
	if len(out) == 0 && d.lex.Followers.at(t, i) {
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

// ruled is the state that a person leads ("the Maduro government"), or the
// person where that is not known.
func (d *Document) ruled(m Mention) Mention {
	id := ""
	if e := d.know.Gazetteer.Entry(m.Entity); e != nil {
		id = e.Country
	}
	for _, o := range d.offices[m.Entity] {
		if id == "" && d.types[o.body] == gazetteer.Country {
			id = o.body
		}
	}
	if e := d.know.Gazetteer.Entry(id); e != nil && e.Type == gazetteer.Country {
		d.keep(e.Entity())
		m.Entity, m.Type = e.ID, e.Type
	}
	return m
}

// capital is the city that "the Omani capital" names without its name.
func (d *Document) capital(s *Sentence, i, depth int) (Mention, bool) {
	for _, q := range d.qualifiers(s, i, depth) {
		e := d.know.capitals[q.Entity]
		if q.Type != gazetteer.Country || e == nil {
			continue
		}
		d.keep(e.Entity())
		w := s.Tree.Word(i)
		return Mention{First: i, Last: i + 1, Head: i, Kind: Nominal, Entity: e.ID, Type: e.Type, Span: graph.Span{Start: w.Start, End: w.End}}, true
	}
	return Mention{}, false
}

// capitalNamed: a name follows the noun: "in der litauischen Hauptstadt Vilnius".
func (d *Document) capitalNamed(s *Sentence, i int) bool {
	m, ok := s.At(i + 1)
	return ok && m.Kind == Name
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

// through looks behind "a series of", "members of".
func (d *Document) through(s *Sentence, i, depth int) []Mention {
	t := s.Tree
	var out []Mention
	for _, c := range t.Children(i) {
		if b := syntax.Base(t, c); b != "nmod" && b != "obl" && b != "appos" {
			continue
		}
		if p := syntax.Preposition(t, c); oneOf(p, "of", "de", "von", "d'", "du", "des", "unter", "among", "from", "parmi") || syntax.Genitive(t, c) || p == "" {
			for _, j := range syntax.Coordinated(t, c) {
				out = append(out, d.refs(s, j, depth+1)...)
			}
		}
	}
	return out
}

// qualifiers gives the states and groups that qualify noun i: adjective,
// possessor, compound, "of …", and the name in front of its own hyphen.
func (d *Document) qualifiers(s *Sentence, i, depth int) []Mention {
	t := s.Tree
	if m, ok := d.governsFrom(s, i); ok {
		return []Mention{m}
	}
	if k, ok := s.prefix[i]; ok {
		return []Mention{d.actor(s.Mentions[k])}
	}
	var out []Mention
	for _, c := range t.Children(i) {
		switch syntax.Base(t, c) {
		case "amod", "compound", "flat", "det", "name":
			out = append(out, d.qualifier(s, c, depth)...)
		case "nmod", "obl", "appos":
			p := syntax.Preposition(t, c)
			if d.Lang == "fr" && s.cover[c] < 0 && d.lex.Portfolio.at(t, c) {
				out = append(out, d.qualifiers(s, c, depth+1)...) // "ministres des Affaires étrangères de X et de Y"
			}
			if p == "" || syntax.Genitive(t, c) || oneOf(p, "of", "de", "von", "d'", "du", "des", "from", "in", "'s", "’s", "for", "at", "with", "within", "bei", "chez") {
				for _, j := range syntax.Coordinated(t, c) {
					out = append(out, d.qualifier(s, j, depth)...)
				}
			}
		case "acl":
			if k := d.behindHackers(s, i, c); k >= 0 {
				out = append(out, d.qualifier(s, k, depth)...)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return out
}

// behindHackers: "des pirates liés à l’Iran" act for whom they are tied to;
// -1 where clause c on word i says no such thing.
func (d *Document) behindHackers(s *Sentence, i, c int) int {
	t := s.Tree
	if d.Lang != "fr" || !oneOf(syntax.Lemma(t, i), "pirate", "hacker", "cyber-acteur", "cyberacteur", "acteur", "espion", "agent", "cyberespion") ||
		!oneOf(syntax.Lemma(t, c), "lier", "affilier", "soutenir", "parrainer", "téléguider", "rattacher", "mandater", "réclamer", "revendiquer") {
		return -1
	}
	for _, k := range t.Children(c) {
		if oneOf(syntax.Preposition(t, k), "à", "par") || oneOf(syntax.Lemma(t, c), "réclamer", "revendiquer") && syntax.Preposition(t, k) == "de" {
			return k // "se réclamant du groupe X"
		}
	}
	return -1
}

// governsFrom: "the government in Budapest", where the parser may tie the
// capital to the verb: the state of the capital right behind the noun.
func (d *Document) governsFrom(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	if i+2 >= t.Len() || !d.lex.Organ.at(t, i) && !(d.lex.State.at(t, i) && d.kindOf(s, i) == gazetteer.GovernmentBody) || !oneOf(syntax.Form(t, i+1), "in", "à") {
		return Mention{}, false
	}
	m, ok := s.At(i + 2)
	if !ok || m.Type != gazetteer.Place {
		return Mention{}, false
	}
	c := d.state(m)
	return c, c.Type == gazetteer.Country
}

func (d *Document) qualifier(s *Sentence, c, depth int) []Mention {
	if m, ok := s.At(c); ok {
		return []Mention{d.actor(m)}
	}
	if ms := s.anaph[c]; len(ms) > 0 {
		return ms
	}
	if a := syntax.Antecedent(s.Tree, c); a != c { // "Qatar, whose ties …"
		return d.refs(s, a, depth+1)
	}
	if syntax.Pos(s.Tree, c) == "ADJ" {
		return nil
	}
	if ms := d.beside(s, c); len(ms) > 0 { // "researchers at the firm X"
		return ms
	}
	return d.nominal(s, c, depth+1)
}

// embassy is a facility of its own: "the Iranian embassy in Tirana".
func (d *Document) embassy(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	var state, place Mention
	for _, c := range t.Children(i) {
		m, ok := s.At(c)
		if !ok {
			continue
		}
		p := syntax.Preposition(t, c)
		switch {
		case m.Type == gazetteer.Country && state.Entity == "" && !d.lex.Locative.has(p) || m.Type == gazetteer.Country && m.Kind == Adjective:
			state = m
		case p != "" && d.lex.Locative.has(p) && place.Entity == "":
			place = m
		}
	}
	if state.Entity == "" {
		return Mention{}, false
	}
	stateName := d.entities[state.Entity].Label("en")
	id, name := "place:embassy_of_"+strings.TrimPrefix(state.Entity, "place:"), "Embassy of "+stateName
	if place.Entity != "" {
		id += "_in_" + slugOf(place.Entity)
		name += " in " + d.entities[place.Entity].Label("en")
	}
	d.keep(graph.Entity{ID: id, Type: gazetteer.Facility, Labels: []graph.Name{{Text: name, Lang: "en"}}})
	m := Mention{First: i, Last: i + 1, Head: i, Kind: Nominal, Entity: id, Type: gazetteer.Facility, Span: d.widen(s, i, state.Span)}
	d.seats[id] = place
	d.owner[id] = state.Entity
	if place.Entity != "" {
		m.Span = graph.Span{Start: m.Span.Start, End: max(m.Span.End, place.Span.End)}
	}
	return m, true
}

func slugOf(id string) string {
	if k := strings.IndexByte(id, ':'); k >= 0 {
		return id[k+1:]
	}
	return id
}

// Seat is where an embassy of the article stands, if the article says so.
func (d *Document) Seat(embassy string) (Mention, bool) {
	m, ok := d.seats[embassy]
	return m, ok && m.Entity != ""
}

// SeatOf is the organization for which a capital stands in this article, ""
// for none: it has its seat there and is spoken of, and the state is not. In
// French it need not be spoken of: who means Belgium by Brussels says so.
func (d *Document) SeatOf(capital string) string {
	org := d.lex.Seats[capital]
	e := d.know.Gazetteer.Entry(capital)
	if org == "" || e == nil || d.toldByName(e.CapitalOf) {
		return ""
	}
	if d.entities[org] == nil {
		o := d.know.Gazetteer.Entry(org)
		if d.Lang != "fr" || o == nil {
			return ""
		}
		d.keep(o.Entity())
	}
	return org
}

// toldByName reports whether the article has the entity under a name of its own, an adjective or a demonym: not only as what its capital stands for.
func (d *Document) toldByName(id string) bool {
	for _, s := range d.Sentences {
		if slices.ContainsFunc(s.Mentions, func(m Mention) bool { return m.Entity == id }) {
			return true
		}
	}
	return false
}

// Owner is the state whose embassy it is, "" if the entity is none.
func (d *Document) Owner(embassy string) string { return d.owner[embassy] }

// AddOffice records that a person holds or held an office, so that "the prime
// minister" can later stand for the person. The body is "" where nobody tells it.
func (d *Document) AddOffice(person, body, title string) {
	o := office{title: graph.Fold(title), body: body}
	for _, h := range d.know.Gazetteer.MatchRoles(d.Lang, strings.Fields(title)) {
		o.kind = h.Roles[0].Kind
	}
	d.offices[person] = append(d.offices[person], o)
}

// Affiliation is the body for which a person speaks, "" if the article does not say.
func (d *Document) Affiliation(person string) string {
	for _, o := range d.offices[person] {
		if o.body != "" {
			return o.body
		}
	}
	return ""
}

// officeHolder finds the one person of the article whose title the noun is.
func (d *Document) officeHolder(s *Sentence, i, depth int) (Mention, bool) {
	t := s.Tree
	if !d.definite(s, i) || d.Lang != "de" && t.Word(i).Feats.Number().String() == "Plur" {
		return Mention{}, false
	}
	gender := ""
	if r := s.roleAt[i]; r != nil {
		gender = string(r.Gender)
	}
	words := []string{graph.Fold(t.Word(i).Form), graph.Fold(t.Word(i).Lemma)}
	var bodies []string
	for _, q := range d.qualifiers(s, i, max(2, depth)) {
		bodies = append(bodies, q.Entity)
	}
	found := ""
	for p, list := range d.offices {
		if g := d.genderOf(p); g != "" && gender != "" && g != gender {
			continue
		}
		for _, o := range list {
			if !d.titleFits(o, words, s.roleAt[i]) || len(bodies) > 0 && !oneOf(o.body, bodies...) {
				continue
			}
			if found != "" && found != p {
				return Mention{}, false
			}
			found = p
		}
	}
	if found == "" {
		return Mention{}, false
	}
	w := t.Word(i)
	return Mention{First: i, Last: i + 1, Head: i, Kind: Nominal, Entity: found, Type: gazetteer.Person, Span: graph.Span{Start: w.Start, End: w.End}}, true
}

// titleFits: the office has the noun in its title, a part of which it may be
// ("die Ministerin", for a Verteidigungsministerin), or is of its kind.
func (d *Document) titleFits(o office, words []string, r *gazetteer.Role) bool {
	if titleHas(o.title, words) {
		return true
	}
	if r == nil {
		return false
	}
	if d.Lang == "de" && r.Compound {
		for _, w := range words {
			if len(w) > 4 && strings.HasSuffix(o.title, w) {
				return true
			}
		}
	}
	return headOfState[o.kind] && (r.Kind == o.kind || r.Kind == "leader")
}

// headOfState are the kinds of office of which a state has one: "the head of
// government" is the prime minister, whatever the word.
var headOfState = map[string]bool{"head_of_state": true, "head_of_government": true}

func titleHas(title string, words []string) bool {
	for _, f := range strings.Fields(title) {
		for _, w := range words {
			if f == w {
				return true
			}
		}
	}
	return false
}

// definite: the noun has a definite article, a demonstrative, or a possessor.
func (d *Document) definite(s *Sentence, i int) bool {
	t := s.Tree
	for _, c := range t.Children(i) {
		if syntax.Base(t, c) == "det" && d.lex.Definite.at(t, c) {
			return true
		}
		if c == i-1 && syntax.Pos(t, c) == "DET" && d.lex.Definite.at(t, c) {
			return true // whatever the parser calls it
		}
		if syntax.Genitive(t, c) {
			return true
		}
		// "zum", "du": the article is part of the preposition
		if syntax.Base(t, c) == "case" && d.lex.Definite.at(t, c) {
			return true
		}
	}
	return false
}

// Embassies gives the embassy that word i is, if it is one and its seat is named with it.
func (d *Document) Embassies(s *Sentence, i int) []Mention {
	if !d.lex.Embassy.at(s.Tree, i) || s.cover[i] >= 0 {
		return nil
	}
	if m, ok := d.embassy(s, i); ok {
		return []Mention{m}
	}
	return nil
}

// state reads a capital as its state.
func (d *Document) state(m Mention) Mention {
	m = d.actor(m)
	if e := d.know.Gazetteer.Entry(m.Entity); e != nil && e.CapitalOf != "" {
		if c := d.know.Gazetteer.Entry(e.CapitalOf); c != nil {
			d.keep(c.Entity())
			m.Entity, m.Type = c.ID, c.Type
		}
	}
	return m
}
