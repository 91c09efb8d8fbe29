package ingest

import (
	"kg/graph"
	"kg/ingest/relation"
)

// The end that a fact leaves open is sought in the sentences before, or behind.

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
