package ingest

import (
	"kg/ingest/gazetteer"
	"kg/ingest/relation"
)

// Facts that others bring with them: where an embassy stands, whose envoy was sent away.

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

// envoys carries over whose envoy it is: the state that expels or summons another's
// ambassador by name does it to that state. A party that excludes a minister does not.
func (r *reading) envoys(k int) {
	var more []relation.Fact
	for _, f := range r.facts[k] {
		if f.Relation != "expelled" && f.Relation != "summoned" || f.Object.Type != gazetteer.Person || f.Subject.Type == gazetteer.PoliticalGroup {
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
