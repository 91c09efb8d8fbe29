package mention

import (
	"maps"
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// OpenOffices finds the persons of sentence k whose office stands beside them
// without the name of a body, and the body that a reader takes it to be of: the
// one that a noun beside the office refers back to ("the movement's founder, X"),
// else the one of a kind that has such offices of which the text speaks
// ("Chief executive X"). Call it after Offices.
func (d *Document) OpenOffices(k int) []Office {
	s := d.Sentences[k]
	var out []Office
	for _, m := range s.Mentions {
		if m.Type != gazetteer.Person || m.Kind != Name || d.Affiliation(m.Entity) != "" {
			continue
		}
		if o, ok := d.concernedHolder(k, m); ok {
			out = append(out, o)
			continue
		}
		if o, ok := d.counterpartHost(s, m); ok {
			out = append(out, o)
			continue
		}
		if o, ok := d.postedAbroad(k, m); ok {
			out = append(out, o)
			continue
		}
		p, ok := d.officePhrase(s, m)
		if b, in := d.regionBefore(s, m); in {
			out = append(out, b)
			continue
		}
		state, known := d.StateOf(m.Entity)
		if !ok && !(known && p.word >= 0 && d.compoundOf(s, p.word) != "") {
			continue
		}
		if known {
			if s.role[p.word].Kind == "spokesperson" && p.noun < 0 && !p.owner && state != "" {
				out = append(out, Office{Person: m, Body: Mention{Entity: state, Type: gazetteer.Country, Kind: Nominal, Span: m.Span}, Title: s.role[p.word].Lemma, Word: p.word})
			}
			continue // of whom the lists know more than the text
		}
		if p.noun < 0 && p.word > 0 && d.lex.OthersHead.at(s.Tree, p.word-1) {
			continue
		}
		if b, ok := d.openBody(k, p); ok && !d.actsOn(s, b.Entity, m.Head) {
			out = append(out, Office{Person: m, Body: b, Title: s.role[p.word].Lemma, Word: p.word})
		}
	}
	return out
}

// entityName is the preferred name of an entity of the article.
func (d *Document) entityName(id string) string {
	if e := d.entities[id]; e != nil {
		return e.Label(d.Lang)
	}
	return ""
}

// regionBefore: "Bavarian premier X", "der bayerische Innenminister X", "Hessens
// Ministerpräsident X".
func (d *Document) regionBefore(s *Sentence, m Mention) (Office, bool) {
	w := d.officeLeft(s, m.First)
	if w < 0 {
		return Office{}, false
	}
	i := w
	for i > 0 && s.inRole[i-1] && s.role[i-1] == nil {
		i--
	}
	r, ok := s.At(i - 1)
	k := s.role[w].Kind
	if form := s.Tree.Word(max(i-1, 0)).Form; ok && r.Kind == Name && r.Last-r.First == 1 && !(d.Lang == "de" && strings.HasSuffix(form, "s") && !strings.HasSuffix(d.entityName(r.Entity), "s")) {
		return Office{}, false
	}
	if e := d.know.Gazetteer.Entry(r.Entity); !ok || r.Type != gazetteer.Place || e != nil && e.CapitalOf != "" && !d.know.places(k) || !ofStates[k] && !d.know.places(k) {
		return Office{}, false
	}
	return Office{Person: m, Body: r, Title: s.role[w].Lemma, Word: w}, true
}

// presides: "President X" is of the body that acted in the last sentences, and not
// of a state that did nothing so far.
func (d *Document) presides(k int, m Mention, state string) bool {
	p, ok := d.officePhrase(d.Sentences[k], m)
	if !ok || p.noun >= 0 || d.Sentences[k].role[p.word].Kind != "head_of_state" || !president(d.Sentences[k].role[p.word]) {
		return false
	}
	if slices.ContainsFunc(d.last, func(x salient) bool { return x.entity == state && x.weight == asSubject }) || d.kicker() == state {
		return false
	}
	c, _, ok := d.salientBody(k, p, p.types)
	return ok && len(d.called[c.entity]) > 0
}

// openBody is the body that the office of sentence k is of.
func (d *Document) openBody(k int, p officePhrase) (Mention, bool) {
	s := d.Sentences[k]
	at := func(c candidate, ok bool) (Mention, bool) {
		if !ok || c.entity == p.person.Entity {
			return Mention{}, false
		}
		m := Mention{Entity: c.entity, Type: d.typeOfEntity(c.entity), Kind: Nominal}
		if p.noun >= 0 {
			m = s.mentionOf(p.noun, c.entity, m.Type, Nominal)
		}
		return m, true
	}
	if p.noun >= 0 {
		if ms := s.anaph[p.noun]; len(ms) == 1 {
			return ms[0], true
		}
		noun := syntax.Lemma(s.Tree, p.noun)
		if c, known, ok := d.sameNoun(k, noun, p.types, false, nil); known {
			return at(c, ok)
		}
		if c, known, ok := d.nameHas(k, noun); known {
			return at(c, ok)
		}
	}
	if h, ok := d.house(s, p); ok && p.noun < 0 {
		return h, true
	}
	switch {
	case slices.Contains(p.types, gazetteer.Country):
		if s.role[p.word].Kind == "military" && p.noun < 0 && d.armedBands(k) {
			return Mention{}, false
		}
		if s.role[p.word].Kind == "ambassador" {
			if c, ok := d.accredited(k, p); ok {
				return at(c, ok)
			}
			if c, ok := d.calledIn(s, p); ok {
				return at(c, ok)
			}
			return at(d.onlyTold(k, p))
		}
		if id := d.commands(k); id != "" && s.role[p.word].Kind == "military" {
			return Mention{Entity: id, Type: gazetteer.Country, Kind: Nominal}, true
		}
		if d.amongOthers(s, p.person.First) {
			return Mention{}, false
		}
		return d.Body(k, BareTitle{Person: p.person, Kind: s.role[p.word].Kind, types: []string{gazetteer.Country}})
	case slices.Equal(p.types, []string{gazetteer.Place}):
		return at(d.nearestPlace(k, p))
	}
	if p.rather != nil && len(p.rather) < len(p.types) {
		if c, any, ok := d.salientBody(k, p, p.rather); any {
			return at(c, ok)
		}
	}
	c, any, ok := d.salientBody(k, p, p.types)
	if s.role[p.word].Kind == "head_of_state" && len(d.called[c.entity]) == 0 {
		return Mention{}, false // the article does not say that it is a body
	}
	if !any {
		d.loose = true // "the group X … the company's director"
		c, _, ok = d.salientBody(k, p, p.types)
		d.loose = false
	}
	return at(c, ok)
}

// house: "Chez Boeing, le patron, X, …", "At Boeing, chief executive X": the
// sentence begins with the house in which the office is held.
func (d *Document) house(s *Sentence, p officePhrase) (Mention, bool) {
	if s.Tree.Len() < 2 || !oneOf(syntax.Form(s.Tree, 0), "chez", "at", "bei") {
		return Mention{}, false
	}
	m, ok := s.At(1)
	if !ok || m.Kind != Name || m.First != 1 || m.Last > p.word || m.Last >= s.Tree.Len() || d.Lang != "de" && s.Tree.Word(m.Last).Form != "," {
		return Mention{}, false
	}
	return m, slices.ContainsFunc(p.types, func(t string) bool { return d.know.Ontology.IsA(m.Type, t) })
}

// onlyTold is the state of an ambassador of whom the text tells nothing else where states
// have theirs at one body ("UN rights council wants answers from X … Ambassador Y"): the
// one that the article names most, unless he deals with it in the sentence.
func (d *Document) onlyTold(k int, p officePhrase) (candidate, bool) {
	s := d.Sentences[k]
	id := d.foremost([]string{gazetteer.Country})
	if id == "" || d.dealsWith(s, p.person)[id] || len(d.statesOf(s)) > 0 || !d.inLead(id) || !d.atBody() {
		return candidate{}, false
	}
	return candidate{entity: id, typ: gazetteer.Country}, true
}

// atBody: the first sentences tell what a body of states did.
func (d *Document) atBody() bool {
	for _, s := range d.Sentences[:min(lead, len(d.Sentences))] {
		for _, m := range s.Mentions {
			if m.Type == gazetteer.InternationalOrganization && m.Kind == Name && weight(s.Tree, m.Head) == asSubject {
				return true
			}
		}
	}
	return false
}

// accredited is the state of an ambassador who is named without it: that of the
// embassy or envoy of which the text spoke last.
func (d *Document) accredited(k int, p officePhrase) (candidate, bool) {
	for j := k; j >= 0 && j >= k-pronounReach; j-- {
		s := d.Sentences[j]
		found := map[string]bool{}
		for i := range s.Tree.Len() {
			r := s.role[i]
			if j == k && i >= p.word || s.cover[i] >= 0 || !d.lex.Embassy.at(s.Tree, i) && (r == nil || r.Kind != "ambassador" && r.Kind != "diplomat") {
				continue
			}
			for _, m := range d.qualifiers(s, i, 1) {
				if m = d.state(m); m.Type == gazetteer.Country {
					found[m.Entity] = true
				}
			}
		}
		if len(found) > 0 {
			id := slices.Collect(maps.Keys(found))[0]
			return candidate{entity: id, typ: gazetteer.Country}, len(found) == 1
		}
	}
	return candidate{}, false
}

// commands is the state whose forces, or another body of which, acted in the
// last sentence; "" if none did.
func (d *Document) commands(k int) string {
	for _, x := range d.last {
		e := d.know.Gazetteer.Entry(x.entity)
		if e != nil && k-x.sentence == 1 && x.weight == asSubject && e.Type == gazetteer.GovernmentBody {
			return d.stateOf(e)
		}
	}
	return ""
}

// amongOthers: the name at word i is one of a list of whom something is told:
// "eleven people, among them the police chief, X".
func (d *Document) amongOthers(s *Sentence, i int) bool {
	for j := i - 1; j >= 0 && j > i-14; j-- {
		if d.lex.Among.has(syntax.Form(s.Tree, j)) {
			return true
		}
	}
	return false
}

// armedBands: the last sentences speak of a group that may have officers, too.
func (d *Document) armedBands(k int) bool {
	return slices.ContainsFunc(d.last, func(x salient) bool {
		return k-x.sentence <= nominalReach && (x.typ == gazetteer.PoliticalGroup || x.typ == gazetteer.ThreatActor)
	})
}

// nameHas gives the body, of those the text has named so far, whose name has the
// noun in it: the "Federation of Garment Workers" for "the federation"; known is
// true if any has, ok if only one.
func (d *Document) nameHas(k int, noun string) (c candidate, known, ok bool) {
	found := map[string]bool{}
	for _, x := range d.last {
		e := d.entities[x.entity]
		if e == nil || x.typ == gazetteer.Person || x.typ == gazetteer.Country || len(e.Labels) == 0 {
			continue
		}
		for _, f := range strings.Fields(graph.Fold(e.Labels[0].Text)) {
			if f == graph.Fold(noun) {
				found[x.entity] = true
				c = candidate{entity: x.entity, typ: x.typ}
			}
		}
	}
	return c, len(found) > 0, len(found) == 1
}

// clearBody is by how much, in percent, the body of an office must surpass the next.
const clearBody = 200

// salientBody is the body of one of the types of which the text speaks before the
// office: any is true if there is one. It must have a standing of its own, and
// surpass all others; where another acts near by, the article must speak of it most.
func (d *Document) salientBody(k int, p officePhrase, types []string) (c candidate, any, ok bool) {
	by := map[string]*candidate{}
	acts := map[string]bool{}
	for _, x := range d.last {
		if strings.HasPrefix(x.entity, nobody) || x.typ == gazetteer.Person || !d.ofType(x, types) || x.sentence == k && x.word >= p.person.First || p.owner && k-x.sentence != 1 || p.noun < 0 && !d.standing(k, x.entity) || p.noun >= 0 && !d.namedSoFar(k, x.entity) {
			continue
		}
		if by[x.entity] == nil {
			by[x.entity] = &candidate{entity: x.entity, typ: x.typ}
		}
		by[x.entity].score = max(by[x.entity].score, x.weight*16>>min(k-x.sentence, 10)+1)
		acts[x.entity] = acts[x.entity] || x.weight == asSubject && k-x.sentence <= nominalReach
	}
	var cs []candidate
	for _, id := range slices.Sorted(maps.Keys(by)) {
		cs = append(cs, *by[id])
	}
	slices.SortStableFunc(cs, func(a, b candidate) int { return b.score - a.score })
	switch {
	case len(cs) == 0:
		return candidate{}, false, false
	case p.owner && !acts[cs[0].entity]:
		return candidate{}, true, false
	case len(cs) == 1:
		return cs[0], true, true
	}
	ok = cs[0].score*100 >= cs[1].score*clearBody && (!acts[cs[1].entity] || d.foremost(types) == cs[0].entity)
	return cs[0], true, ok
}

// namedSoFar: a sentence up to k, other than a headline, names the entity.
func (d *Document) namedSoFar(k int, id string) bool {
	return slices.ContainsFunc(d.Sentences[:k+1], func(s *Sentence) bool {
		return !s.Heading && slices.ContainsFunc(s.Mentions, func(m Mention) bool { return m.Entity == id && (m.First == 0 || s.Tree.Word(m.First-1).Form != "(") })
	})
}

// standing: the text has named the entity up to sentence k, not only in a
// headline or between brackets, and more than once or as one that acts.
func (d *Document) standing(k int, id string) bool {
	names, told := 0, false
	for _, s := range d.Sentences[:k+1] {
		for _, m := range s.Mentions {
			if m.Entity != id && d.state(m).Entity != id {
				continue
			}
			if m.First > 0 && oneOf(s.Tree.Word(m.First-1).Form, "(", "[") || m.First == 0 && m.Last < s.Tree.Len() && oneOf(s.Tree.Word(m.Last).Form, "-", "–", "—") {
				continue // a party, a dateline
			}
			names++
			if !s.Heading {
				told = true
				if w := weight(s.Tree, m.Head); w == asSubject || w >= asObject && m.Kind == Name && d.introducer(s, m.First, m.Last) != "" {
					names++
				}
			}
		}
	}
	return told && names > 1
}

// nearestPlace is the place that a mayor or governor is of: the one that the
// nearest sentence naming any names, else the foremost of the article. Mayors are
// not of regions, nor governors of towns.
func (d *Document) nearestPlace(k int, p officePhrase) (candidate, bool) {
	region := d.Sentences[k].role[p.word].Kind == "governor"
	for j := k; j >= 0 && j >= k-nominalReach; j-- {
		s := d.Sentences[j]
		found := map[string]bool{}
		for _, m := range s.Mentions {
			town := m.Kind == Name || m.Kind == Adjective && d.Lang == "de" && strings.HasSuffix(s.Tree.Word(m.First).Form, "er") // "Kölner"
			if m.Type == gazetteer.Place && town && !s.Heading && d.isRegion(m.Entity) == region && !(j == k && m.First > p.person.First) {
				found[m.Entity] = true
			}
		}
		for id := range found {
			if len(found) == 1 {
				return candidate{entity: id, typ: gazetteer.Place}, true
			}
		}
		if len(found) > 1 {
			break
		}
	}
	return candidate{}, false
}

// isRegion: the article calls the place a province, a state or the like.
func (d *Document) isRegion(id string) bool {
	for noun := range d.called[id] {
		if d.lex.Region.has(noun) {
			return true
		}
	}
	return false
}
