package ingest

import (
	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/relation"
)

// Whom an act answers, repeats or follows: steps, rows and measures told before.

// steps are relations of acts that others speak of as a decision or a measure.
var steps = map[string]bool{"severed": true, "expelled": true, "recalled": true, "summoned": true, "sanctioned": true, "designated": true, "delisted": true,
	"attacked": true, "targeted": true, "supplied": true, "leaked": true, "accused": true}

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
