package ingest

import (
	"kg/graph"
	"kg/ingest/relation"
)

// listings are the relations of what is written on lists.
var listings = map[string]bool{"sanctioned": true, "designated": true, "delisted": true}

// listReach is how many sentences back the list may have been told of.
const listReach = 5

// listers fills in who keeps the list of which sentence k speaks without saying
// whose it is ("Also on the list is X", "X was struck off").
func (r *reading) listers(k int, facts []relation.Fact) []relation.Fact {
	return r.openSubjects(facts, relation.Lister, func(f relation.Fact) (relation.Ref, bool) { return r.lister(k, f) })
}

// lister is who alone sanctioned, listed or struck off others in the nearest
// sentence before k that tells of it.
func (r *reading) lister(k int, f relation.Fact) (relation.Ref, bool) {
	for _, j := range back(k, listReach)[1:] {
		who := relation.Ref{}
		for _, g := range r.facts[j] {
			if !listings[g.Relation] || g.Subject.Open() || g.Assertion.Polarity != graph.Affirmed || g.Assertion.Modality != graph.Factual {
				continue
			}
			if who.Entity != "" && who.Entity != g.Subject.Entity {
				return who, false
			}
			who = g.Subject
		}
		if who.Entity != "" {
			who.Via = "lister"
			return who, who.Entity != f.Object.Entity
		}
	}
	return relation.Ref{}, false
}
