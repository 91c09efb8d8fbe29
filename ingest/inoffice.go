package ingest

import (
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/relation"
)

// Offices whose body is told elsewhere, and who is of which party.

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
	for _, o := range r.d.SharedOut(r.d.Sentences[k]) {
		r.office(k, o, "shared-out")
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
	r.opposition(k)
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

// opposition says whom those oppose of whom the text says no more than that they are in opposition.
func (r *reading) opposition(k int) {
	for _, o := range r.d.Opposed(k) {
		if p, b, ok := relation.Fit(r.p.ontology, "opposes", r.ref(o.Person), r.ref(o.Body)); ok {
			b.At = graph.Span{} // not written here
			r.facts[k] = append(r.facts[k], relation.Fact{Rule: r.doc.Lang + ".opposes.in-opposition", Relation: "opposes", Subject: p, Object: b, Trigger: o.Word})
		}
	}
}
