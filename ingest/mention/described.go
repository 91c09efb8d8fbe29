package mention

import (
	"cmp"
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// noun resolves word i, a common noun, if it is definite and nothing further
// says which one is meant.
func (d *Document) noun(s *Sentence, k, i int) {
	t := s.Tree
	if c, ok := d.opposite(s, k, i); ok {
		d.set(s, i, Nominal, c)
		return
	}
	if c, ok := d.fellow(s, k, i); ok {
		d.set(s, i, Nominal, c)
		return
	}
	if d.ledBySomebody(s, i) || d.organsMan(s, k, i) {
		return
	}
	types, many := d.anaphor(s, i)
	if t.Word(i).Feats.Number().String() == "Plur" && !many && (d.Lang != "de" || t.Word(i).Form != t.Word(i).Lemma || types == nil && !d.oneByArticle(s, i)) {
		return
	}
	if c, ok := d.possessedBody(s, i, types); ok {
		d.set(s, i, Nominal, c)
		return
	}
	if !d.bare(s, i) {
		return
	}
	if slices.Contains(types, gazetteer.Person) && d.sits(s, i) {
		types = slices.DeleteFunc(slices.Clone(types), func(t string) bool { return t == gazetteer.Person })
	}
	if r := s.roleAt[i]; (r == nil || d.know.anybody[r.Kind]) && types == nil && d.trade(s, i) {
		d.person(s, k, i, &gazetteer.Role{Kind: "person", Gender: gazetteer.Gender(d.wordGender(s, i))})
		return
	} else if r == nil && types == nil && d.lex.PersonTitle.at(t, i) && syntax.Pos(t, i) == "NOUN" {
		d.person(s, k, i, &gazetteer.Role{Gender: gazetteer.Gender(d.wordGender(s, i))}) // "le banquier"
		return
	} else if r != nil && (types == nil || slices.Contains(types, gazetteer.Person)) {
		d.person(s, k, i, r)
		return
	}
	if types == nil {
		return
	}
	if kind := d.kindBehind(s, i); kind != "" && d.lex.AlsoFirm.at(t, i) {
		types = []string{kind} // "le groupe, filiale de X": a firm
	}
	if d.lex.AlsoFirm.at(t, i) {
		d.group = syntax.Lemma(t, i)
	}
	c, ok := d.described(s, k, i, types)
	d.group = ""
	if !ok && d.lex.AlsoFirm.at(t, i) && len(d.candidates(k, nominalReach, types, "", d.mates(s, i))) == 0 {
		c, ok = clear1(slices.DeleteFunc(d.candidates(k, nominalReach, []string{gazetteer.Company}, "", d.mates(s, i)), func(c candidate) bool { return c.typ != gazetteer.Company }))
	}
	if ok {
		d.set(s, i, Nominal, c)
	}
}

// sits: a participle says where noun i has its seat: "l'industriel, sis à Changwon", who is a firm then.
func (d *Document) sits(s *Sentence, i int) bool {
	return slices.ContainsFunc(s.Tree.Children(i), func(c int) bool {
		return (syntax.Base(s.Tree, c) == "acl" || syntax.Base(s.Tree, c) == "amod") && d.lex.Based.at(s.Tree, c)
	})
}

// oneByArticle: the German article tells that the noun is a singular, whatever the tagger
// says: "den Unternehmer" for "den Unternehmern", "der Gastgeber" as a subject.
func (d *Document) oneByArticle(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "de" {
		return false
	}
	for _, c := range t.Children(i) {
		if c > i || syntax.Pos(t, c) != "DET" {
			continue
		}
		switch syntax.Form(t, c) {
		case "dem", "des", "diesem":
			return true
		case "den", "diesen":
			return !strings.HasSuffix(t.Word(i).Form, "n") || t.Word(i).Feats.Case().String() == "Acc" && d.lex.Neighbour.at(t, i)
		case "der", "dieser":
			return syntax.Base(t, i) == "nsubj"
		}
	}
	return false
}

// kindBehind is the kind that an apposition of noun i tells: "the group, a unit of X".
func (d *Document) kindBehind(s *Sentence, i int) string {
	for _, c := range s.Tree.Children(i) {
		if syntax.Base(s.Tree, c) == "appos" && d.more(s, i, c) {
			return d.lex.kindOf(s.Tree, c)
		}
	}
	return ""
}

// ledBySomebody: "les troupes du maréchal X": a French noun for those who follow somebody tells whom, and refers to nothing told of before.
// "The junta of General X" is told by X alone.
func (d *Document) ledBySomebody(s *Sentence, i int) bool {
	if d.Lang == "en" {
		return d.lex.Coup.has(syntax.Lemma(s.Tree, i)) && d.ledByPerson(s, i)
	}
	if d.Lang != "fr" || !d.lex.Followers.at(s.Tree, i) {
		return false
	}
	p := syntax.Maker(s.Tree, i)
	return p > i && slices.ContainsFunc(d.refs(s, p, 1), func(m Mention) bool { return m.Type == gazetteer.Person })
}

// anaphor gives the types that a definite noun can refer to; many is true for
// nouns that mean a group by its members ("the hackers").
func (d *Document) anaphor(s *Sentence, i int) (types []string, many bool) {
	t := s.Tree
	types = d.lex.Anaphors[syntax.Form(t, i)]
	if types == nil {
		types = d.lex.Anaphors[syntax.Lemma(t, i)]
	}
	if types == nil && d.Lang == "de" {
		types = d.compoundAnaphor(syntax.Lemma(t, i))
	}
	if types == nil && d.lex.Organ.at(t, i) {
		types = []string{gazetteer.Country} // "l’armée", "the police"
	}
	if i+1 < t.Len() && d.Lang == "fr" && joined(s, i) {
		if both := d.lex.Anaphors[syntax.Form(t, i)+" "+syntax.Form(t, i+1)]; both != nil {
			types = both // "la maison mère"
		}
	}
	if t.Word(i).Feats.Number().String() != "Plur" {
		return types, false
	}
	if d.lex.Organ.has(syntax.Form(t, i)) || d.lex.Bare.has(syntax.Form(t, i)) {
		return types, true // "les autorités"
	}
	if d.lex.GangWords.at(t, i) && slices.Contains(types, gazetteer.ThreatActor) {
		return types[:1], true // "the operators"
	}
	if d.lex.Members.at(t, i) {
		if types == nil || slices.Contains(types, gazetteer.Person) {
			types = []string{gazetteer.PoliticalGroup, gazetteer.ThreatActor} // "the militants"
		}
		return types, slices.Contains(types, gazetteer.PoliticalGroup) || slices.Contains(types, gazetteer.ThreatActor)
	}
	return types, false
}

// compoundAnaphor: "die Rebellengruppe" refers as "die Gruppe" does.
func (d *Document) compoundAnaphor(noun string) []string {
	one, _, compound := strings.Cut(noun, "-")
	for from := 3; from+4 <= len(noun); from++ {
		if types := d.lex.Anaphors[noun[from:]]; types != nil {
			if compound && len(one) > 4 && types[0] == gazetteer.Company && d.nouns != nil && !d.nouns(one) {
				return nil // "die Fraunhofer-Gesellschaft" is a name
			}
			return types
		}
	}
	return nil
}

// possessedBody: "her party", "son pays": the body that a person with an
// office acts for.
func (d *Document) possessedBody(s *Sentence, i int, types []string) (candidate, bool) {
	if types == nil {
		return candidate{}, false
	}
	for _, c := range s.Tree.Children(i) {
		ms := s.anaph[c]
		if len(ms) != 1 || ms[0].Type != gazetteer.Person {
			continue
		}
		for _, o := range d.offices[ms[0].Entity] {
			if typ := d.typeOfEntity(o.body); d.ofType(salient{typ: typ}, types) {
				return candidate{entity: o.body, typ: typ}, true
			}
		}
	}
	return candidate{}, false
}

// described resolves a definite noun: first to what the article called by that
// very noun ("the Mai-Mai militia … the militia"); organs of the state to the
// state of which the article speaks most; the rest by salience.
func (d *Document) described(s *Sentence, k, i int, types []string) (candidate, bool) {
	noun := syntax.Lemma(s.Tree, i)
	not := d.mates(s, i)
	country := len(types) == 1 && types[0] == gazetteer.Country
	in := d.statesMeant(s, i)
	if in != nil {
		c, ok := d.ofRegion(k, in, not)
		if ok || country {
			return c, ok
		}
	} else if d.lex.OnlyRegional.has(noun) {
		return candidate{}, false
	}
	organ := d.lex.Organ.has(noun) || d.lex.Organ.has(syntax.Form(s.Tree, i))
	if c, ok := d.speakersCountry(s, i, not); ok && country && !organ {
		return c, true
	}
	if c, ok := d.sameOrgan(s, k, i); ok && organ && country {
		return c, !not[c.entity]
	}
	if !country || organ {
		if c, known, ok := d.sameNoun(k, noun, types, organ, not); known {
			return c, ok
		}
	}
	if id := d.overthrown(k); organ && country && s.Tree.Word(i).Feats.Number().String() == "Plur" && id != "" && !not[id] && s.roleAt[i] != nil {
		return candidate{entity: id, typ: gazetteer.Country}, true // "les militaires", where they have seized power
	}
	if country && d.lex.Coup.has(noun) {
		if c, ok := d.afterCoup(k, noun, types, not); ok {
			d.call(c.entity, noun)
			return c, true
		}
	}
	if id := d.ofParagraph(s, k, i); organ && country && id != "" {
		return candidate{entity: id, typ: gazetteer.Country}, !not[id]
	}
	if organ || country && !d.lex.AnyCountry.has(noun) { // "the government", "the island state"
		if id := d.protagonist(); id != "" && d.seen(id) && (organ || !not[id]) {
			return candidate{entity: id, typ: gazetteer.Country}, !not[id]
		}
	}
	if organ && country {
		return d.government(s, k, i, types, not)
	}
	if c, ok := d.leftCountry(s, i); ok && country {
		return c, true
	}
	if id := d.protagonist(); country && s.opens && d.lex.AnyCountry.has(noun) && id != "" && d.seen(id) && !not[id] {
		return candidate{entity: id, typ: gazetteer.Country}, true // a new paragraph speaks of the article's own again
	}
	return d.nearest(s, k, i, types, in, not)
}

// ofParagraph is the one state of which the paragraph up to word i of sentence k tells, if it opened as the subject, and it
// is not the article's own: "Athènes n'a pas commenté. Le parti X demande au gouvernement …"; "" for any other.
func (d *Document) ofParagraph(s *Sentence, k, i int) string {
	if s.opens || k == 0 || d.lex.Apart.at(s.Tree, i) {
		return ""
	}
	from := k - 1
	for from > 0 && !d.Sentences[from].opens {
		from--
	}
	id := ""
	for j := from; j <= k; j++ {
		for _, m := range d.Sentences[j].Mentions {
			if j == k && m.First > i {
				break
			}
			in := cmp.Or(d.StateWith(m), d.domestic(m))
			if in != "" && id != "" && in != id {
				return ""
			}
			id = cmp.Or(in, id)
		}
	}
	if id == "" || from < k-1 || id == d.protagonist() || !slices.ContainsFunc(d.last, func(c salient) bool { return c.entity == id && c.sentence == from && c.weight == asSubject }) {
		return ""
	}
	return id
}

// government is whose "the government" is in an article on several states: the nearest
// one's, or that of the dateline where this paragraph speaks of no other.
func (d *Document) government(s *Sentence, k, i int, types []string, not map[string]bool) (candidate, bool) {
	c, ok := clear1(d.candidates(k, nominalReach, types, "", nil))
	at := ok && (c.at.sentence == k || c.at.sentence == k-1 && c.at.weight == asSubject && !s.opens) // of which this paragraph speaks
	if id := d.datelined(); id != "" && !not[id] && !at && !d.lex.Apart.at(s.Tree, i) && d.domesticElsewhere(id) {
		return candidate{entity: id, typ: gazetteer.Country}, true
	}
	if ok && !not[c.entity] {
		return c, true
	}
	return candidate{}, false
}

// nearest resolves a definite noun by salience; "in" are the states that it can mean, nil for any.
func (d *Document) nearest(s *Sentence, k, i int, types []string, in, not map[string]bool) (candidate, bool) {
	noun := syntax.Lemma(s.Tree, i)
	country := len(types) == 1 && types[0] == gazetteer.Country
	cs := d.candidates(k, nominalReach, types, "", not)
	if len(cs) == 0 && !country {
		cs = d.only(types, not)
	}
	if _, many := d.anaphor(s, i); many { // "the extremists" are no party
		cs = slices.DeleteFunc(cs, func(c candidate) bool { return d.isParty(c.entity) })
	}
	if in != nil { // "the island" is a state of islands or none
		cs = slices.DeleteFunc(cs, func(c candidate) bool { return c.typ == gazetteer.Country && !in[c.entity] })
	}
	if !country && len(cs) == 0 {
		d.loose = true
		cs = d.candidates(k, nominalReach, types, "", not)
		d.loose = false
	}
	if failing := d.lex.Failing[noun]; len(cs) == 0 && len(failing) > 0 {
		types = failing
		cs = d.candidates(k, nominalReach, types, "", not)
	}
	c, ok := clear1(cs)
	if len(cs) == 0 && country && d.lex.AnyCountry.has(noun) {
		if id := d.scene(k + 1); id != "" && (!not[id] || syntax.Base(s.Tree, i) == "nmod") && d.onlyState(k+1, nil) == id {
			return candidate{entity: id, typ: gazetteer.Country}, true // "Tajik border guards …, the country’s interior ministry said"
		}
	}
	if top := d.kicker(); !ok && country && top != "" {
		if n := slices.IndexFunc(cs, func(c candidate) bool { return c.entity == top }); n >= 0 {
			c, ok = cs[n], true // "Niger: …": the country
		}
	}
	if ok && !country && !slices.Contains(types, c.typ) && !d.lex.Group.has(noun) {
		defer d.retype(c.entity, types[0])
	}
	for _, x := range cs {
		ok = ok && (x.at.sentence < k || x.at.weight < asObject || x.entity == c.entity || strings.HasPrefix(x.entity, nobody)) // what the sentence itself names may be meant
	}
	if d.lex.Partner.has(noun) && len(cs) > 1 {
		return candidate{}, false // whose neighbour?
	}
	if ok && c.typ == gazetteer.Place && d.know.Gazetteer.Entry(c.entity) != nil {
		return candidate{}, false // "the village" is no capital
	}
	return c, ok
}

// ledByPerson: behind the noun a phrase with "of" names a person.
func (d *Document) ledByPerson(s *Sentence, i int) bool {
	for _, c := range s.Tree.Children(i) {
		if m, ok := s.At(c); ok && c > i && m.Type == gazetteer.Person && syntax.Preposition(s.Tree, c) == "of" {
			return true
		}
	}
	return false
}

// afterCoup is the state that the article called by another such noun before ("the
// putschists … the junta"), else the one that stands beside a noun for a coup, else the
// one of which it speaks most, else the one of which it speaks first.
func (d *Document) afterCoup(k int, noun string, types []string, not map[string]bool) (candidate, bool) {
	for _, w := range d.lex.Coup.list {
		if c, known, ok := d.sameNoun(k, w, types, true, not); known && ok {
			return c, true
		}
	}
	if id := d.overthrown(k); id != "" && !not[id] {
		return candidate{entity: id, typ: gazetteer.Country}, true
	}
	id := d.protagonist()
	if at := d.scene(k); at != "" && (id == "" || not[id] || !d.seen(id)) {
		id = at
	}
	return candidate{entity: id, typ: gazetteer.Country}, id != "" && !not[id]
}

// overthrown is the one state that stands beside nouns for a coup up to sentence k: "the
// coup in Gabon", "the Myanmar army's seizure of power"; "" for none or several.
func (d *Document) overthrown(k int) string {
	id := ""
	for _, s := range d.Sentences[:k+1] {
		for _, m := range s.Mentions {
			in := d.StateWith(m)
			if in == "" || in == id {
				continue
			}
			for h, n := s.Tree.Word(m.Head).Head, 0; h >= 0 && n < 3 && syntax.Pos(s.Tree, h) == "NOUN"; h, n = s.Tree.Word(h).Head, n+1 {
				if !d.lex.Takeover.at(s.Tree, h) {
					continue
				}
				if id != "" {
					return ""
				}
				id = in
				break
			}
		}
	}
	return id
}

// scene is the state of which the first sentence before k that tells of any tells,
// be it by a place in it; "" if it tells of several.
func (d *Document) scene(k int) string {
	for _, s := range d.Sentences[:k] {
		id := ""
		for _, m := range s.Mentions {
			m = d.state(m)
			in := m.Entity
			if m.Type != gazetteer.Country {
				in = d.domestic(m)
			}
			if in != "" && id != "" && in != id {
				return ""
			}
			if in != "" {
				id = in
			}
		}
		if id != "" {
			return id
		}
	}
	return ""
}

// retype gives an entity of a vague kind the kind that a later noun tells: "the
// group Belkaliv … the company".
func (d *Document) retype(id, typ string) {
	e := d.entities[id]
	if e == nil || e.Curated || d.types[id] == typ {
		return
	}
	e.Type, d.types[id] = typ, typ
	for _, s := range d.Sentences {
		for i := range s.Mentions {
			if s.Mentions[i].Entity == id {
				s.Mentions[i].Type = typ
			}
		}
	}
	for i := range d.last {
		if d.last[i].entity == id {
			d.last[i].typ = typ
		}
	}
}

// seen: the entity was mentioned before.
func (d *Document) seen(id string) bool {
	return slices.ContainsFunc(d.last, func(c salient) bool { return c.entity == id })
}

// sameNoun gives the entity that was called by the noun before; known is true
// if any was, and ok if it is clear which one.
func (d *Document) sameNoun(k int, noun string, types []string, organ bool, not map[string]bool) (c candidate, known, ok bool) {
	at := map[string]salient{}
	var ids []string
	for _, m := range d.last {
		if d.isCalled(m.entity, noun) && (organ || !not[m.entity]) && d.ofType(m, types) {
			if _, seen := at[m.entity]; !seen {
				ids = append(ids, m.entity)
			}
			at[m.entity] = m
		}
	}
	switch len(ids) {
	case 0:
		return candidate{}, false, false
	case 1:
		return candidate{entity: ids[0], typ: at[ids[0]].typ}, true, !not[ids[0]]
	}
	// of several, the one that only the last sentences speak of
	var near []string
	for _, id := range ids {
		if k-at[id].sentence <= 1 {
			near = append(near, id)
		}
	}
	if len(near) != 1 {
		return candidate{}, true, false
	}
	return candidate{entity: near[0], typ: at[near[0]].typ}, true, !not[near[0]]
}

// sameOrgan gives the state whose ministry the last sentences spoke of, for a noun for a
// ministry: "the State Department … the ministry".
func (d *Document) sameOrgan(s *Sentence, k, i int) (c candidate, ok bool) {
	if !d.lex.Ministries.at(s.Tree, i) {
		return candidate{}, false
	}
	for _, m := range d.last {
		if o := d.Sentences[m.sentence]; k-m.sentence <= 2 && m.typ == gazetteer.Country && d.lex.Ministries.at(o.Tree, m.word) {
			if c.entity != "" && c.entity != m.entity {
				return candidate{}, false
			}
			c = candidate{entity: m.entity, typ: m.typ, at: m}
		}
	}
	return c, c.entity != ""
}

// leftCountry is the state that tells somebody to leave "the country": the subject of the
// verb above that of leaving, or of that of sending away ("ordered him out of the country").
func (d *Document) leftCountry(s *Sentence, i int) (candidate, bool) {
	t := s.Tree
	v := t.Word(i).Head
	if !d.lex.AnyCountry.at(t, i) || v < 0 || !syntax.Verbal(t, v) || !d.lex.Leaving.at(t, v) {
		return candidate{}, false
	}
	for n, h := 0, t.Word(v).Head; n < 3 && h >= 0; n, h = n+1, t.Word(h).Head {
		w := -1
		if syntax.Verbal(t, h) {
			w = syntax.Surface(t, h)
		}
		if w < 0 {
			continue
		}
		ms := d.refs(s, w, 0)
		if len(ms) != 1 {
			return candidate{}, false
		}
		m := d.state(ms[0])
		for _, c := range syntax.Args(t, h) { // whom it tells to
			for _, x := range append(d.qualifiers(s, c, 1), d.refs(s, c, 0)...) {
				if x = d.state(x); c != w && x.Entity != m.Entity && (x.Type == gazetteer.Country || x.Type == gazetteer.Person) {
					return candidate{entity: m.Entity, typ: m.Type}, m.Type == gazetteer.Country
				}
			}
		}
		return candidate{}, false
	}
	return candidate{}, false
}

// only gives the entity that alone of the article so far is of the types.
func (d *Document) only(types []string, not map[string]bool) []candidate {
	var out []candidate
	for _, m := range d.last {
		if !not[m.entity] && !strings.HasPrefix(m.entity, nobody) && d.ofType(m, types) && !slices.ContainsFunc(out, func(c candidate) bool { return c.entity == m.entity }) {
			out = append(out, candidate{entity: m.entity, typ: m.typ})
		}
	}
	if len(out) != 1 {
		return nil
	}
	return out
}

// speakersCountry: who speaks for a state and says "the country" means it.
func (d *Document) speakersCountry(s *Sentence, i int, not map[string]bool) (candidate, bool) {
	if h := s.Tree.Word(i).Head; h >= 0 && syntax.Base(s.Tree, i) == "nsubj" && d.lex.Harm.at(s.Tree, h) {
		return candidate{}, false // whoever speaks of harm done means another's
	}
	for v, n := i, 0; v >= 0 && n < 6; v, n = s.Tree.Word(v).Head, n+1 {
		w := d.sayerOf(s, v)
		if w < 0 || w > i {
			continue
		}
		for _, m := range d.refs(s, w, 0) {
			if id := d.Affiliation(m.Entity); m.Type == gazetteer.Person && !d.namedAfter(s, w, id) && id != "" && d.typeOfEntity(id) == gazetteer.Country && !not[id] {
				return candidate{entity: id, typ: gazetteer.Country}, true
			}
		}
	}
	return candidate{}, false
}

// namedAfter: the sentence names the entity behind word w.
func (d *Document) namedAfter(s *Sentence, w int, id string) bool {
	return slices.ContainsFunc(s.Mentions, func(m Mention) bool { return m.First > w && d.state(m).Entity == id })
}

// Bare: word i of sentence k is a definite noun that nothing further qualifies, in the singular.
func (d *Document) Bare(k, i int) bool {
	s := d.Sentences[k]
	return syntax.Pos(s.Tree, i) == "NOUN" && s.Tree.Word(i).Feats.Number().String() != "Plur" && d.bare(s, i)
}

// bare: a definite noun that nothing further qualifies.
func (d *Document) bare(s *Sentence, i int) bool {
	t := s.Tree
	if !d.definite(s, i) {
		return d.bareOrgan(s, i)
	}
	if len(d.beside(s, i)) > 0 {
		return false
	}
	if _, ok := d.governsFrom(s, i); ok {
		return false
	}
	if n := i + 1; n < t.Len() && joined(s, i) && capital(t.Word(n).Form) && s.cover[n] < 0 && (syntax.Pos(t, n) == "PROPN" || d.Lang == "de" && syntax.Pos(t, n) != "PUNCT" && (!d.commonNoun(t.Word(n).Form) || strings.Contains(t.Word(n).Form, "-"))) {
		return false // "der Partei Volt"
	}
	for _, c := range t.Children(i) {
		if s.skip[c] {
			continue // a date hangs on it: "das Land am Mittwoch"
		}
		if !d.harmless(s, i, c) {
			return false
		}
	}
	return true
}

// harmless: dependent c does not tell which thing noun i means.
func (d *Document) harmless(s *Sentence, i, c int) bool {
	t := s.Tree
	if d.statesBy(s, i, c) != nil {
		return true
	}
	switch syntax.Base(t, c) {
	case "nmod":
		if d.seated(s, i, c) || d.calling(s, i, c) || c == i+1 && d.Lang == "fr" && d.lex.Anaphors[syntax.Form(t, i)+" "+syntax.Form(t, c)] != nil {
			return true
		}
		if d.Lang == "en" && c > i+1 && t.Word(i+1).Form == "," && syntax.Preposition(t, c) == "in" && s.cover[c] < 0 {
			return true // "the army, in a statement, …"
		}
		if p, ok := d.pronoun(s, c); ok && p.Possessive && d.lex.Clients.at(t, i) {
			return true
		}
		// "accused the bloc of blackmail": it is of the accusing
		h := t.Word(i).Head
		if syntax.Base(t, i) == "obj" && h >= 0 && syntax.ObjectControl(t, h) && oneOf(syntax.Preposition(t, c), "of", "for", "de", "pour") {
			return true
		}
		if syntax.Base(t, i) == "obj" && oneOf(syntax.Preposition(t, c), "with", "avec", "mit") {
			return true // "threatened the island with sanctions"
		}
		if syntax.Base(t, i) == "obj" && h >= 0 && syntax.ObjectControl(t, h) && d.Lang == "de" && syntax.Genitive(t, c) {
			return true // "beschuldigte die Bande der Erpressung"
		}
		if oneOf(syntax.Lemma(t, c), "an", "année") {
			return true // "de 58 ans"
		}
		return s.inRole[c] || oneOf(syntax.Preposition(t, c), "as", "comme", "als") || d.lex.Organ.at(t, i) && d.lex.Sorts.at(t, c)
	case "compound":
		return d.lex.Portfolio.at(t, c) // "the foreign ministry"
	case "acl":
		h := t.Word(i).Head
		if h < 0 && c > i || d.behindComma(s, i) { // the parser took the verb of the main clause for a participle
			return true
		}
		if d.lex.Based.at(t, c) && d.lex.kindOf(t, i) != "" {
			return true // "l’entreprise basée à Lyon"
		}
		return h >= 0 && syntax.ObjectControl(t, h) && (oneOf(syntax.Base(t, i), "obj", "iobj") || d.Lang == "fr" && syntax.Base(t, i) == "obl" && syntax.Preposition(t, i) == "à") // "accused the country of oppressing …"
	case "appos":
		return d.more(s, i, c)
	case "flat", "nummod":
		return false
	case "amod":
		if m, ok := s.At(c); ok && m.Kind == Adjective {
			return false
		}
		if d.Lang == "en" && strings.HasSuffix(syntax.Form(t, c), "based") {
			return true
		}
		return !d.lex.Contrast.at(t, c) || d.lex.Once.at(t, c) && (d.statesMeant(s, i) != nil || d.whom(s, i)) || d.lex.Organ.at(t, i) && d.lex.Portfolio.at(t, c)
	}
	return true
}

// more: what stands behind noun i and a comma tells something more of what is known, and
// no name: "the group, a unit of X, …".
func (d *Document) more(s *Sentence, i, c int) bool {
	t := s.Tree
	return c > i+1 && syntax.Form(t, i+1) == "," && syntax.Pos(t, c) == "NOUN" && s.cover[c] < 0 && len(d.beside(s, c)) == 0
}

// seated: dependent c tells where a body that is known sits: "die Reederei mit Sitz in X",
// "der Konzern aus X".
func (d *Document) seated(s *Sentence, i, c int) bool {
	t := s.Tree
	if d.lex.kindOf(t, i) == "" || d.lex.AnyCountry.at(t, i) {
		return false
	}
	if d.lex.Seat.at(t, c) {
		return true
	}
	m, ok := s.At(c)
	if ok && d.Lang == "fr" && m.Type == gazetteer.Place && m.Kind == Name && syntax.Preposition(t, c) == "de" {
		return d.lex.AlsoFirm.at(t, i) || d.lex.kindOf(t, i) == gazetteer.Company // "le groupe de Séoul"
	}
	return ok && d.Lang == "de" && m.Type == gazetteer.Place && syntax.Preposition(t, c) == "aus"
}

// calling: dependent c is the second part of a noun for a person, in French: "l’homme d’affaires".
func (d *Document) calling(s *Sentence, i, c int) bool {
	t := s.Tree
	return d.Lang == "fr" && c == i+2 && d.lex.Trades.at(t, i) && s.cover[c] < 0 && syntax.Pos(t, c) == "NOUN" && oneOf(syntax.Form(t, i+1), "d'", "d’", "de") && t.Child(c, "det") < 0
}

// isParty: the entity is a political party by its name.
func (d *Document) isParty(id string) bool {
	e := d.entities[id]
	return e != nil && slices.ContainsFunc(e.Labels, func(l graph.Name) bool {
		f := graph.Fold(l.Text)
		return strings.Contains(f, "party") || strings.Contains(f, "partei") || strings.HasPrefix(f, "parti ")
	})
}

// behindComma: what follows noun i stands behind a comma and tells something more of what is
// known ("the group, which …"). In German all such clauses do, and it is known only of a body that
// begins the sentence.
func (d *Document) behindComma(s *Sentence, i int) bool {
	if i+2 >= s.Tree.Len() || syntax.Form(s.Tree, i+1) != "," {
		return false
	}
	return d.Lang != "de" || i == 1 && syntax.Base(s.Tree, i) == "nsubj" && d.lex.kindOf(s.Tree, i) != ""
}
