package ingest

import (
	"kg/ingest/gazetteer"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// intruderReach is how many sentences back the group of intruders may have been told of.
const intruderReach = 3

// intruders fills in whose victims sentence k names without saying it ("Affected were
// the harbour of X and the insurer Y").
func (r *reading) intruders(k int, facts []relation.Fact) []relation.Fact {
	return r.openSubjects(facts, relation.Intruder, func(f relation.Fact) (relation.Ref, bool) { return r.intruder(k, f) })
}

// intruder is the one group of intruders in the nearest sentence before k that speaks of
// any; of several the one that does something there.
func (r *reading) intruder(k int, f relation.Fact) (relation.Ref, bool) {
	for _, j := range back(k, intruderReach)[1:] {
		groups, active := map[string]relation.Ref{}, map[string]relation.Ref{}
		s := r.d.Sentences[j]
		for i := range s.Tree.Len() {
			for _, m := range r.d.Refs(s, i, syntax.Whole) {
				if m.Type != gazetteer.ThreatActor {
					continue
				}
				x := relation.Ref{Entity: m.Entity, Type: m.Type, At: m.Span, Via: "intruder"}
				groups[m.Entity] = x
				if syntax.Base(s.Tree, i) == "nsubj" {
					active[m.Entity] = x
				}
			}
		}
		if len(groups) > 1 {
			groups = active
		}
		for _, x := range groups {
			return x, len(groups) == 1 && x.Entity != f.Object.Entity
		}
	}
	return relation.Ref{}, false
}
