package mention

import (
	"slices"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Whose something is: the possessor that "its" or "sein" means.

// possessors tells by the kind of a role whose it can be.
var possessors = map[string][]string{
	"head_of_state": {gazetteer.Country}, "head_of_government": {gazetteer.Country}, "deputy_head_of_state": {gazetteer.Country},
	"minister": {gazetteer.Country}, "ambassador": {gazetteer.Country, gazetteer.InternationalOrganization}, "parliament_head": {gazetteer.Country},
	"company_head": {gazetteer.Company, gazetteer.Organization, gazetteer.Media}, "company_officer": {gazetteer.Company, gazetteer.Organization, gazetteer.Media},
	"party_leader":         {gazetteer.PoliticalGroup},
	"founder":              {gazetteer.Company, gazetteer.Organization, gazetteer.Media, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.InternationalOrganization},
	"head_of_organization": {gazetteer.Company, gazetteer.Organization, gazetteer.Media, gazetteer.InternationalOrganization, gazetteer.PoliticalGroup, gazetteer.GovernmentBody},
}

// possessorTypes narrows who can have what is possessed: a foreign minister is
// a state's, a chief executive a firm's.
func (d *Document) possessorTypes(s *Sentence, n int, types []string) []string {
	if n < 0 {
		return types
	}
	var only []string
	if d.lex.Kin.at(s.Tree, n) {
		return []string{gazetteer.Person}
	}
	if r := s.roleAt[n]; r != nil {
		only = possessors[r.Kind]
		if r.Kind == "head_of_state" && president(r) {
			// clubs have presidents, too, but no gang has
			return slices.DeleteFunc(slices.Clone(types), func(typ string) bool { return typ == gazetteer.ThreatActor || typ == gazetteer.Person })
		}
	}
	if only != nil && d.Lang == "fr" && d.lex.NeedsBody.at(s.Tree, n) {
		only = append(slices.Clone(only), gazetteer.ThreatActor) // gangs have a "chef", but no director
	}
	if only == nil && (d.lex.Embassy.at(s.Tree, n) || d.lex.Organ.at(s.Tree, n) || d.lex.Soil.at(s.Tree, n)) {
		only = []string{gazetteer.Country}
	}
	if only == nil && d.lex.GangThings.at(s.Tree, n) && d.threatReport() {
		for _, typ := range d.types {
			if typ == gazetteer.ThreatActor {
				return []string{gazetteer.ThreatActor}
			}
		}
		return []string{gazetteer.Malware} // tools of extortion are called as those who run them
	}
	if only == nil {
		return types
	}
	var out []string
	for _, t := range types {
		if slices.Contains(only, t) {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return only // "sein Botschafter" where the list of the pronoun lacks it
	}
	return out
}

// ownersSubject: the possessor in an object is the subject of the clause, if
// that can be: "Chad recalled its envoy". known is false if the clause has no
// subject that could be the possessor, so that others may be tried.
func (d *Document) ownersSubject(s *Sentence, i int, types []string, gender string, not map[string]bool) (candidate, bool, bool) {
	t := s.Tree
	n := t.Word(i).Head
	v := n
	for step := 0; step < 6 && v >= 0 && (v == n || !syntax.Verbal(t, v)); step++ {
		if syntax.Base(t, v) == "nsubj" {
			return candidate{}, false, false // it stands in the subject itself
		}
		v = t.Word(v).Head
	}
	if v < 0 || v == n {
		return candidate{}, false, false
	}
	w := syntax.Surface(t, v)
	h := t.Word(v).Head
	if h >= 0 && d.Lang == "fr" && syntax.Base(t, v) == "acl" && syntax.Base(t, h) == "obj" {
		h = t.Word(h).Head // the parser tied "of financing his rivals" to whom one accuses
	}
	if h >= 0 && (h != t.Word(v).Head || syntax.Own(t, v) < 0) && syntax.ObjectControl(t, h) && d.lex.Blaming.at(t, h) {
		if !d.lex.Harm.at(t, v) {
			return candidate{}, true, false // "accused X of hiding its role", "of using its soil"
		}
		w = syntax.Surface(t, h) // "Poland accused Belarus of attacking its border guards"
	}
	if w < 0 || w > i && d.Lang == "en" || w == n || d.Lang == "fr" && d.several(s, w) && !d.pronounOf(s, i).Plural {
		return candidate{}, false, false
	}
	if d.Lang == "fr" {
		gender = ""
	}
	if len(types) == len(d.pronounTypes(s, i)) && !d.lex.Subjects.at(t, n) {
		if cs, between := d.objectsBetween(s, v, w, n, i, types, gender); between {
			return d.oneOwner(s, w, cs, types, gender, not)
		}
	}
	ms := d.refs(s, w, 0)
	if len(ms) == 0 {
		// somebody whom the article does not name is as good a possessor
		return candidate{}, s.role[w] != nil || syntax.Pos(t, w) == "PRON", false
	}
	if len(ms) > 1 {
		return candidate{}, true, false
	}
	m := d.state(ms[0])
	c := salient{entity: m.Entity, typ: m.Type, gender: d.wordGender(s, w)}
	if not[m.Entity] || !d.ofType(c, types) || !d.agreesIn(c, gender) && c.typ == gazetteer.Person {
		return candidate{}, false, false
	}
	return candidate{entity: m.Entity, typ: m.Type}, true, true
}

func (d *Document) pronounTypes(s *Sentence, i int) []string {
	return d.pronounOf(s, i).Type
}

func (d *Document) pronounOf(s *Sentence, i int) pronoun {
	p, _ := d.pronoun(s, i)
	return p
}

// objectsBetween gives what the objects before the possessive at word i, of the clause or of
// one that it is joined to, mean, where that could be the possessor as well; between is
// true also if nobody knows what such an object means.
func (d *Document) objectsBetween(s *Sentence, v, subject, n, i int, types []string, gender string) (cs []candidate, between bool) {
	t := s.Tree
	verbs := []int{v}
	if h := t.Word(v).Head; h >= 0 && syntax.Base(t, v) == "conj" {
		verbs = append(verbs, h)
	}
	for _, x := range verbs {
		for _, c := range t.Children(x) {
			if b := syntax.Base(t, c); c >= i || c == n || b != "obj" && b != "iobj" {
				continue
			}
			if b := syntax.Base(t, n); x == v && d.Lang == "de" && syntax.Pos(t, c) == "NOUN" && (b == "obl" || b == "nmod") {
				between = true // "supports the utility in restoring its systems"
			}
			for w := c; w < i && (w == c || w != subject && !syntax.Verbal(t, w)); w++ { // the object's name, or one in its phrase
				m, ok := s.At(w)
				if ok && m.Kind == Adjective || !ok && (len(s.anaph[w]) == 0 || w != c) {
					continue
				}
				if !ok {
					m = s.anaph[w][0]
				}
				if x := (salient{entity: m.Entity, typ: d.state(m).Type, gender: d.wordGender(s, w)}); d.ofType(x, types) && (x.typ != gazetteer.Person || d.agreesIn(x, gender)) {
					between = true
					if id := d.state(m).Entity; !slices.ContainsFunc(cs, func(o candidate) bool { return o.entity == id }) {
						cs = append(cs, candidate{entity: id, typ: x.typ})
					}
				}
			}
		}
	}
	return cs, between
}

// oneOwner chooses between the subject and the objects before a possessive: the only one
// that can have what is possessed ("locked up the president in his residence"); nobody
// if both can ("froze its accounts").
func (d *Document) oneOwner(s *Sentence, subject int, cs []candidate, types []string, gender string, not map[string]bool) (candidate, bool, bool) {
	if len(cs) != 1 || gender == "" || cs[0].typ != gazetteer.Person || not[cs[0].entity] {
		return candidate{}, true, false
	}
	if s.roleAt[subject] != nil || d.lex.Trades.at(s.Tree, subject) || syntax.Pos(s.Tree, subject) == "PRON" && len(s.anaph[subject]) == 0 {
		return candidate{}, true, false
	}
	for _, m := range d.refs(s, subject, 0) {
		m = d.state(m)
		if c := (salient{entity: m.Entity, typ: m.Type}); d.ofType(c, types) && (m.Type != gazetteer.Person || d.agreesIn(c, gender)) {
			return candidate{}, true, false
		}
	}
	return cs[0], true, true
}

// joinedOwner: the possessor in a later member of a list is the first: "X and his daughter",
// "Lanxin and two of its subsidiaries".
func (d *Document) joinedOwner(s *Sentence, i int, types []string, gender string) (candidate, bool) {
	t := s.Tree
	if d.Lang == "fr" {
		gender = ""
	}
	for n, step := t.Word(i).Head, 0; n >= 0 && step < 3 && !syntax.Verbal(t, n); n, step = t.Word(n).Head, step+1 {
		switch syntax.Base(t, n) {
		case "nmod":
			continue
		case "conj":
		default:
			return candidate{}, false
		}
		h := t.Word(n).Head
		if n+1 < t.Len() && oneOf(syntax.Pos(t, n+1), "VERB", "AUX") {
			return candidate{}, false // another clause: "… of Belarus and its minister said"
		}
		if h < 0 || h > i || syntax.Verbal(t, h) || len(syntax.Coordinated(t, h)) != 2 {
			return candidate{}, false
		}
		ms := d.refs(s, h, 0)
		if len(ms) != 1 {
			return candidate{}, false
		}
		m := d.state(ms[0])
		c := salient{entity: m.Entity, typ: m.Type, gender: d.wordGender(s, h)}
		return candidate{entity: m.Entity, typ: m.Type}, d.ofType(c, types) && (m.Type != gazetteer.Person || d.agreesIn(c, gender))
	}
	return candidate{}, false
}
