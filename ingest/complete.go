package ingest

import (
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// body is the body of a bare title: the state of a person whom the gazetteer
// knows, or of the party that the sentence gives for the person, else what the
// text speaks of.
func (r *reading) body(k int, b mention.BareTitle) (relation.Ref, bool) {
	gaz := r.p.know.Gazetteer
	if id, known := r.d.StateOf(b.Person.Entity); known {
		return relation.Ref{Entity: id, Type: gazetteer.Country, At: b.Person.Span}, id != ""
	}
	if id := r.d.HomeOf(b); id != "" && gaz.Entry(id) != nil {
		return relation.Ref{Entity: id, Type: gaz.Entry(id).Type, At: b.Person.Span}, true
	}
	if id := r.sharedState(b.Person.Entity); id != "" {
		return relation.Ref{Entity: id, Type: gazetteer.Country, At: b.Person.Span}, true
	}
	m, ok := r.d.Body(k, b)
	if c := r.partyState(k, b.Person.Entity); c != nil && b.Kind == "minister" && (!ok || m.Type == gazetteer.Country) {
		return relation.Ref{Entity: c.ID, Type: c.Type, At: b.Person.Span}, true // a prime minister may be a province's
	}
	return r.ref(m), ok
}

// sharedState is the state of all the persons whom the gazetteer knows by a name
// that the article does not tell apart ("President Bush"); "" if they are of several.
func (r *reading) sharedState(person string) string {
	name, ok := strings.CutPrefix(person, "person:")
	if !ok {
		return ""
	}
	state := ""
	for _, e := range r.p.know.Gazetteer.Lookup(strings.ReplaceAll(name, "_", " ")) {
		if e.Type != gazetteer.Person || e.Country == "" || state != "" && e.Country != state {
			return ""
		}
		state = e.Country
	}
	if e := r.p.know.Gazetteer.Entry(state); e == nil || e.Type != gazetteer.Country {
		return ""
	}
	return state
}

// partyState is the state of the party that sentence k gives for the person
// ("Defence Minister X (SPD)"); nil if it gives none.
func (r *reading) partyState(k int, person string) *gazetteer.Entry {
	for _, f := range r.facts[k] {
		if f.Relation != "member_of" || f.Subject.Entity != person {
			continue
		}
		if e := r.p.know.Gazetteer.Entry(f.Object.Entity); e != nil && e.Type == gazetteer.PoliticalGroup {
			if c := r.p.know.Gazetteer.Entry(e.Country); c != nil && c.Type == gazetteer.Country {
				return c
			}
		}
	}
	return nil
}

// offices adds the offices whose body is known by reference only.
func (r *reading) offices(k int) {
	for _, o := range r.d.Offices(r.d.Sentences[k]) {
		r.office(k, o, "office-of")
	}
	if r.p.options.NoCoreference {
		return
	}
	for _, o := range r.d.OpenOffices(k) {
		r.office(k, o, "open-office")
	}
	for _, o := range r.d.Successions(r.d.Sentences[k]) {
		r.office(k, o, "succession")
	}
}

func (r *reading) office(k int, o mention.Office, rule string) {
	person, body, ok := relation.Fit(r.p.ontology, "official_of", r.ref(o.Person), r.ref(r.d.Actor(o.Body)))
	if !ok {
		return
	}
	if r.elsewhere(person, body) {
		return
	}
	r.d.AddOffice(person.Entity, body.Entity, o.Title)
	f := relation.Fact{Rule: r.doc.Lang + ".official_of." + rule, Relation: "official_of", Subject: person, Object: body, Trigger: o.Word}
	if o.Title != "" {
		f.Qualifiers = []graph.Qualifier{{Key: "title", Value: o.Title}}
	}
	r.facts[k] = append(r.facts[k], f)
}

// elsewhere: the person is known to be of another state than the one that an
// office was inferred to be of.
func (r *reading) elsewhere(person, body relation.Ref) bool {
	state, known := r.d.StateOf(person.Entity)
	return known && state != "" && body.Type == gazetteer.Country && body.Entity != state
}

// bareTitles gives "Prime Minister X" the state of which the text speaks. It
// is inferred, and its rule says so.
func (r *reading) bareTitles(k int) {
	for _, b := range r.d.BareTitles(r.d.Sentences[k]) {
		home, ok := r.body(k, b)
		if !ok {
			r.d.AddOffice(b.Person.Entity, "", b.Title)
			continue
		}
		person, state, ok := relation.Fit(r.p.ontology, "official_of", r.ref(b.Person), home)
		if !ok {
			continue
		}
		state.At = graph.Span{} // not written here
		r.d.AddOffice(person.Entity, state.Entity, b.Title)
		r.facts[k] = append(r.facts[k], relation.Fact{Rule: r.doc.Lang + ".official_of.bare-title", Relation: "official_of",
			Subject: person, Object: state, Trigger: b.Word, Qualifiers: []graph.Qualifier{{Key: "title", Value: b.Title}}})
	}
}

// partisans says of which party those are whom the text calls its members.
func (r *reading) partisans(k int) {
	for _, o := range r.d.Partisans(r.d.Sentences[k]) {
		if p, b, ok := relation.Fit(r.p.ontology, "member_of", r.ref(o.Person), r.ref(o.Body)); ok {
			r.facts[k] = append(r.facts[k], relation.Fact{Rule: r.doc.Lang + ".member_of.partisan", Relation: "member_of", Subject: p, Object: b, Trigger: o.Word})
		}
	}
}

// embassies says where the embassies of sentence k stand.
func (r *reading) embassies(k int) {
	s := r.d.Sentences[k]
	for i := 0; i < s.Tree.Len(); i++ {
		for _, m := range r.d.Embassies(s, i) {
			if seat, ok := r.d.Seat(m.Entity); ok {
				r.facts[k] = append(r.facts[k], relation.Fact{Rule: r.doc.Lang + ".located_in.embassy", Relation: "located_in",
					Subject: r.ref(m), Object: r.ref(seat), Trigger: i})
			}
		}
	}
}

// complete fills in what a fact leaves open: whom a denial answers ("rejected
// the accusations"), and who struck or was struck in "the attack". A fact that
// nothing completes is dropped.
func (r *reading) complete() {
	for k := range r.facts {
		var kept, unnamed []relation.Fact
		for _, f := range r.facts[k] {
			switch {
			case f.Relation == relation.Echo:
				kept = append(kept, r.echo(k, f, kept)...)
			case f.Object.Entity == relation.UnnamedEvent || f.Object.Entity == relation.UnnamedStatement:
				unnamed = append(unnamed, f)
			case f.Relation == "official_of" && strings.HasSuffix(f.Rule, ".amt-und-name") && r.elsewhere(f.Subject, f.Object):
			case !f.Object.Open() || r.fill(k, &f):
				kept = append(kept, f)
			}
		}
		for _, f := range unnamed {
			if f, ok := r.unnamed(k, f, kept); ok {
				kept = append(kept, f)
			}
		}
		r.facts[k] = kept
	}
}

func (r *reading) fill(k int, f *relation.Fact) bool {
	switch f.Object.Entity {
	case relation.Accuser:
		a, ok := r.accuser(k, *f)
		f.Object = a
		return ok
	case relation.Foe, relation.Doer:
		return r.doer(k, f)
	case relation.Same:
		return r.retold(k, f)
	case relation.Rival:
		return r.rival(k, f)
	case relation.Likewise:
		return r.likewise(k, f)
	case relation.Culprit, relation.Wronged:
		return r.sideOfDeed(k, f)
	}
	return r.ofAttack(k, f)
}

// ofAttack fills in who struck or was struck in the attack told of last.
func (r *reading) ofAttack(k int, f *relation.Fact) bool {
	e, ok := r.lastAttack(k)
	if !ok {
		return false
	}
	at := f.Object.At
	if f.Object.Entity == relation.Victim {
		f.Object = e.Object
	} else {
		f.Object = e.Subject
	}
	f.Object.At = at
	s, o, ok := relation.Fit(r.p.ontology, f.Relation, f.Subject, f.Object)
	f.Subject, f.Object = s, o
	return ok
}

// steps are relations of acts that others speak of as a decision or a measure.
var steps = map[string]bool{"severed": true, "expelled": true, "recalled": true, "summoned": true, "sanctioned": true, "designated": true, "delisted": true,
	"attacked": true, "targeted": true, "supplied": true, "leaked": true, "accused": true}

// stepReach is how many sentences back "the decision" may have been told of.
const stepReach = 3

// lookBack fills in the object of f from what was told before it, in the nearest of
// the last sentences that tells of it: end gives of a fact the party that f would
// mean, and whether the fact is of the kind in question at all (then the sentence is
// the one, though nobody be meant). Nobody, where a sentence tells of several.
func (r *reading) lookBack(k int, f *relation.Fact, reach int, end func(relation.Fact) (party relation.Ref, kind bool)) bool {
	return r.lookIn(back(k, reach), k, f, end)
}

// back are sentence k and those within reach before it, the nearest first.
func back(k, reach int) []int {
	var out []int
	for j := k; j >= 0 && j >= k-reach; j-- {
		out = append(out, j)
	}
	return out
}

// aheadReach is how many sentences on the background of a reaction may be told: a
// report begins with the reaction, and then tells to what.
const aheadReach = 2

// ahead are the sentences after k that may tell the background of what k tells: of
// a headline or a lead the next ones.
func (r *reading) ahead(k int) []int {
	var out []int
	for j := k + 1; k <= leadSentences && j < len(r.facts) && j <= k+aheadReach; j++ {
		out = append(out, j)
	}
	return out
}

// leadSentences is how many sentences behind the headline tell what is new.
const leadSentences = 2

// lookAround looks back, and where nothing was told before, ahead.
func (r *reading) lookAround(k int, f *relation.Fact, reach int, end func(relation.Fact) (party relation.Ref, kind bool)) bool {
	return r.lookIn(append(back(k, reach), r.ahead(k)...), k, f, end)
}

// lookIn fills in the object of f by the first of the sentences that tells.
func (r *reading) lookIn(sentences []int, k int, f *relation.Fact, end func(relation.Fact) (party relation.Ref, kind bool)) bool {
	for _, j := range sentences {
		if told, ok := r.partyIn(j, k, f, end); told {
			return ok
		}
	}
	return false
}

// partyIn fills in the object of fact f of sentence k from what sentence j tells.
func (r *reading) partyIn(j, k int, f *relation.Fact, end func(relation.Fact) (party relation.Ref, kind bool)) (told, ok bool) {
	found, parties := relation.Ref{}, map[string]bool{}
	for _, g := range r.facts[j] {
		if g.Object.Open() || g.Assertion.Polarity != graph.Affirmed || j == k && g.Trigger >= f.Trigger {
			continue
		}
		party, kind := end(g)
		told = told || kind
		if kind && party.Entity != "" {
			found = party
			parties[party.Entity] = true
		}
	}
	if !told || len(parties) != 1 {
		return told, false
	}
	at := f.Object.At
	s, o, ok := relation.Fit(r.p.ontology, f.Relation, f.Subject, found)
	f.Subject, f.Object = s, o
	f.Object.At = at
	return true, ok
}

// doer fills in who did the act that a fact's object refers back to, or who
// acted against its subject.
func (r *reading) doer(k int, f *relation.Fact) bool {
	matches, self := r.against(*f), f.Subject.Entity
	if f.Object.Entity == relation.Doer {
		matches = r.named(k, *f)
	}
	look := r.lookAround
	if f.Object.Entity == relation.Doer {
		look = r.lookBack // "the decision" was told of before
	}
	return look(k, f, stepReach, func(g relation.Fact) (relation.Ref, bool) {
		real := g.Assertion.Modality == graph.Factual || g.Assertion.Modality == graph.Alleged
		return g.Subject, real && !g.Subject.Open() && g.Subject.Entity != self && matches(g)
	})
}

// measures are the relations of which one says that others followed suit.
var measures = map[string]bool{"severed": true, "expelled": true, "recalled": true, "summoned": true, "sanctioned": true, "designated": true}

// likewise fills in to whom others did the same, if that was the last measure told of.
func (r *reading) likewise(k int, f *relation.Fact) bool {
	self := f.Subject.Entity
	return r.lookBack(k, f, stepReach, func(g relation.Fact) (relation.Ref, bool) {
		if !measures[g.Relation] || g.Subject.Open() || g.Object.Type == gazetteer.Person {
			return relation.Ref{}, false
		}
		if g.Relation != f.Relation || g.Subject.Entity == self {
			return relation.Ref{}, true // another measure was the last
		}
		return g.Object, true
	})
}

// retoldReach is how many sentences back an act may have been told of that one tells of again.
const retoldReach = 8

// retold fills in to whom an act was done that is told of again without saying
// so: what the subject, or the body it speaks for, did last.
func (r *reading) retold(k int, f *relation.Fact) bool {
	self := f.Subject.Entity
	doers := r.speaksFor(self)
	return r.lookBack(k, f, retoldReach, func(g relation.Fact) (relation.Ref, bool) {
		return g.Object, g.Relation == f.Relation && (doers[g.Subject.Entity] || r.speaksFor(g.Subject.Entity)[self])
	})
}

// rival fills in the state with which the subject was at odds in the last sentences.
func (r *reading) rival(k int, f *relation.Fact) bool {
	self := r.speaksFor(f.Subject.Entity)
	if f.Subject.Alt != nil {
		self[f.Subject.Alt.Entity] = true // a capital
	}
	at := func(g relation.Fact) (relation.Ref, bool) {
		if !steps[g.Relation] && !rows[g.Relation] || g.Relation == "supplied" {
			return relation.Ref{}, false
		}
		other := g.Object
		if self[g.Object.Entity] {
			other = g.Subject
		} else if !self[g.Subject.Entity] {
			return relation.Ref{}, false
		}
		return other, other.Type == gazetteer.Country && !self[other.Entity]
	}
	return r.lookAround(k, f, stepReach, at) || r.shunned(k, f, self) || f.Relation == "recalled" && r.followed(k, f, self)
}

// followed fills in from whom others turned away right before: in a report of who breaks
// with a state, "Chile brought its ambassador home" is about that state.
func (r *reading) followed(k int, f *relation.Fact, self map[string]bool) bool {
	return r.lookBack(k, f, deedReach, func(g relation.Fact) (relation.Ref, bool) {
		turned := (g.Relation == "severed" || g.Relation == "recalled") && !g.Subject.Open() && g.Object.Type == gazetteer.Country
		return g.Object, turned && !self[g.Object.Entity] && !self[g.Subject.Entity]
	})
}

// shunned fills in the one state against which all measures so far were taken, by
// two states or more: "Chad, Niger and Mauritania called home their envoys".
func (r *reading) shunned(k int, f *relation.Fact, self map[string]bool) bool {
	found, doers := relation.Ref{}, map[string]bool{}
	for j := 0; j <= k; j++ {
		for _, g := range r.facts[j] {
			if !measures[g.Relation] || g.Object.Open() || g.Object.Type != gazetteer.Country || g.Assertion.Polarity != graph.Affirmed || g.Assertion.Modality != graph.Factual {
				continue
			}
			if self[g.Object.Entity] || found.Entity != "" && found.Entity != g.Object.Entity {
				return false
			}
			found = g.Object
			doers[g.Subject.Entity] = true
		}
	}
	if len(doers) < 2 {
		return false
	}
	s, o, ok := relation.Fit(r.p.ontology, f.Relation, f.Subject, found)
	f.Subject, f.Object = s, o
	f.Object.At = graph.Span{} // not written here
	return ok
}

// rows are relations of words that are no steps, by which one is at odds.
var rows = map[string]bool{"criticized": true, "condemned": true, "threatened": true, "denied": true}

// speaksFor is the entity and the body that it acts for.
func (r *reading) speaksFor(id string) map[string]bool {
	out := map[string]bool{id: true}
	if a := r.d.Affiliation(id); a != "" {
		out[a] = true
	}
	return out
}

// against tells of a fact whether it is an act against the subject of f, or
// against what it speaks for.
func (r *reading) against(f relation.Fact) func(relation.Fact) bool {
	self := r.speaksFor(f.Subject.Entity)
	return func(g relation.Fact) bool {
		return (steps[g.Relation] && g.Relation != "supplied" || g.Relation == "criticized" || g.Relation == "condemned" || g.Relation == "threatened") &&
			g.Object.Entity != "" && self[g.Object.Entity]
	}
}

// named tells of a fact whether the noun at the object of f, in sentence k, can name it.
func (r *reading) named(k int, f relation.Fact) func(relation.Fact) bool {
	t := r.d.Sentences[k].Tree
	for i := 0; i < t.Len(); i++ {
		if t.Word(i).Start == f.Object.At.Start {
			return func(g relation.Fact) bool {
				return g.Relation != "denied" && (r.lang.Act(t, i) && steps[g.Relation] || r.lang.Tells(t, i, g.Relation))
			}
		}
	}
	return func(relation.Fact) bool { return false }
}

// lastAttack is the attack told of last before sentence k, or in it. Where the
// last sentence tells of several, "the attack" is ambiguous.
func (r *reading) lastAttack(k int) (relation.Fact, bool) {
	for j := k; j >= 0; j-- {
		var found relation.Fact
		n := 0
		for _, f := range r.facts[j] {
			if f.Relation != "attacked" && f.Relation != "claimed" && f.Relation != "leaked" || f.Object.Open() || f.Assertion.Polarity != graph.Affirmed {
				continue
			}
			if n == 0 || f.Subject.Entity != found.Subject.Entity || f.Object.Entity != found.Object.Entity {
				n++
			}
			found = f
		}
		if n > 0 {
			return found, n == 1
		}
	}
	return relation.Fact{}, false
}

// blames are the relations that one can answer by a denial.
var blames = map[string]bool{"accused": true, "attributed": true, "criticized": true}

func (r *reading) accuser(k int, denial relation.Fact) (relation.Ref, bool) {
	blamed := r.speaksFor(denial.Subject.Entity)
	for _, intruders := range []bool{false, true} {
		for j := k; j >= 0; j-- {
			r.answerable(j, denial.Subject.Entity, intruders, blamed)
			if a, ok := r.blamer(j, k, denial, blamed); ok {
				return a, true
			}
		}
	}
	if a, ok := r.accuserBySpeech(k, denial, blamed); ok {
		return a, true
	}
	if a, ok := r.lastAccuser(k, denial, blamed); ok {
		return a, true
	}
	if r.tellsWhat(k, denial.Trigger) {
		return relation.Ref{}, false
	}
	for _, j := range r.ahead(k) {
		r.answerable(j, denial.Subject.Entity, true, blamed)
		if a, ok := r.blamer(j, j, denial, blamed); ok {
			return a, true
		}
	}
	return relation.Ref{}, false
}

// tellsWhat: a clause at word i says what is denied, which need not be what the text
// then tells of.
func (r *reading) tellsWhat(k, i int) bool {
	t := r.d.Sentences[k].Tree
	for _, c := range t.Children(i) {
		if b := syntax.Base(t, c); b == "ccomp" || b == "xcomp" {
			return true
		}
	}
	return false
}

// blamer is who blames the one who denies in sentence j, or whom he denied there
// before: "these accusations from X … the allegations".
func (r *reading) blamer(j, k int, denial relation.Fact, blamed map[string]bool) (relation.Ref, bool) {
	var answered relation.Ref
	for i := len(r.facts[j]) - 1; i >= 0; i-- {
		f := r.facts[j][i]
		if f.Relation == "denied" && j < k && blamed[f.Subject.Entity] && !f.Object.Open() && f.Object.Type != "Statement" && f.Assertion.Polarity == graph.Affirmed {
			answered = f.Object
		}
		if blames[f.Relation] && blamed[f.Object.Entity] && f.Subject.Entity != denial.Subject.Entity && f.Assertion.Polarity == graph.Affirmed && !f.Subject.Open() && !isEcho(f) {
			return f.Subject, true
		}
	}
	return answered, answered.Entity != ""
}

// answerable adds those of whom sentence j tells and for whom a state speaks up: its
// envoys and services, and the intruders that are known to be its own.
func (r *reading) answerable(j int, state string, intruders bool, blamed map[string]bool) {
	for _, f := range r.facts[j] {
		e := r.p.know.Gazetteer.Entry(f.Object.Entity)
		if r.home(f.Object) == state || intruders && e != nil && e.Type == gazetteer.ThreatActor && e.Country == state {
			blamed[f.Object.Entity] = true
		}
	}
}

// chargeReach is how many sentences back "the charges" may have been told of
// where it is not said that they are against the one who denies them.
const chargeReach = 2

// lastAccuser is who made the accusations told of last, where a definite noun takes
// them up: a lawyer denies "the charges" against his client, a head of government
// "die Vorwürfe" against his party.
func (r *reading) lastAccuser(k int, denial relation.Fact, self map[string]bool) (relation.Ref, bool) {
	if !r.theCharges(k, denial.Trigger) {
		return relation.Ref{}, false
	}
	found := denial
	ok := r.lookBack(k, &found, chargeReach, func(g relation.Fact) (relation.Ref, bool) {
		if !charges[g.Relation] || g.Subject.Open() || self[g.Subject.Entity] || self[r.d.Affiliation(g.Subject.Entity)] {
			return relation.Ref{}, false
		}
		return g.Subject, true
	})
	return found.Object, ok
}

// theCharges reports whether what word i denies is a definite noun for
// accusations and no more: "the charges", "diese Vorwürfe".
func (r *reading) theCharges(k, i int) bool {
	t := r.d.Sentences[k].Tree
	for _, c := range append(syntax.Objects(t, i), syntax.Subjects(t, i)...) {
		if c, mode := syntax.Split(c); mode == syntax.Whole && r.lang.Charge(t, c) && syntax.Definite(t, c) && len(r.marks(k, c)) == 0 {
			return true
		}
	}
	return false
}

// accuserBySpeech is who said something of the denier in the same sentence or
// the one before: "The army said the militia was armed by Uganda, a charge that
// Kampala rejected."
func (r *reading) accuserBySpeech(k int, denial relation.Fact, blamed map[string]bool) (relation.Ref, bool) {
	for j := k; j >= 0 && j >= k-1; j-- {
		who := r.speakers[j]
		if e := r.p.know.Gazetteer.Entry(who); e != nil && e.CapitalOf != "" {
			who = e.CapitalOf // a capital speaks for its state
		}
		if who == "" || blamed[who] || who == denial.Subject.Entity || blamed[r.d.Affiliation(who)] {
			continue
		}
		for _, f := range r.facts[j] {
			if blamed[f.Subject.Entity] && f.Relation != "denied" && f.Assertion.Polarity == graph.Affirmed {
				return relation.Ref{Entity: who, Type: r.d.Type(who)}, true
			}
		}
		if j < k && r.speaksOf(j, blamed) {
			return relation.Ref{Entity: who, Type: r.d.Type(who)}, true
		}
	}
	return relation.Ref{}, false
}

// speaksOf reports whether sentence k names one of the entities, or the capital
// that stands for it.
func (r *reading) speaksOf(k int, who map[string]bool) bool {
	for _, m := range r.d.Sentences[k].Mentions {
		if x := r.ref(m); who[x.Entity] || x.Alt != nil && who[x.Alt.Entity] {
			return true
		}
	}
	return false
}

// envoys carries over whose envoy it is: who expels or summons a state's
// ambassador by name does it to the state.
func (r *reading) envoys(k int) {
	var more []relation.Fact
	for _, f := range r.facts[k] {
		if f.Relation != "expelled" && f.Relation != "summoned" || f.Object.Type != gazetteer.Person {
			continue
		}
		e := r.p.know.Gazetteer.Entry(r.d.Affiliation(f.Object.Entity))
		if e == nil || e.Type != gazetteer.Country || e.ID == f.Subject.Entity {
			continue
		}
		g := f
		g.Object = relation.Ref{Entity: e.ID, Type: e.Type, At: f.Object.At, Via: "envoy"}
		g.Rule = f.Rule + "+envoy"
		more = append(more, g)
	}
	r.facts[k] = append(r.facts[k], more...)
}

// places carries over where a place lies: who lives in "the Kenyan town of X"
// lives in Kenya.
func (r *reading) places(k int) {
	var more []relation.Fact
	for _, f := range r.facts[k] {
		if f.Relation != "hosted_in" {
			continue
		}
		for _, g := range r.facts[k] {
			if g.Relation == "located_in" && g.Subject.Entity == f.Object.Entity && g.Object.Entity != f.Subject.Entity {
				h := f
				h.Object, h.Rule = g.Object, f.Rule+"+located_in"
				more = append(more, h)
			}
		}
	}
	r.facts[k] = append(r.facts[k], more...)
}
