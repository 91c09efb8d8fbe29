package ingest

import (
	"kg/graph"
	"kg/ingest/relation"
)

// What an article repeats in order to refute it.

// debunk denies what the text calls untrue: what a heading denies in its own name, what is
// told behind "Claim:", and what is alleged right before "This is false".
func (r *reading) debunk() {
	type triple struct{ subject, relation, object string }
	of := func(f relation.Fact) triple { return triple{f.Subject.Entity, f.Relation, f.Object.Entity} }
	refuted := map[triple]bool{}
	for k, s := range r.d.Sentences {
		t := s.Tree
		for i := range r.facts[k] {
			f := &r.facts[k][i]
			if s.Heading && f.Assertion.Polarity == graph.Denied && len(f.Assertion.Speakers) == 0 && !f.Object.Open() {
				refuted[of(*f)] = true
			}
			if r.lang.Rumour(t) && !r.p.ontology.Relation(f.Relation).Lasts {
				f.Assertion.Polarity = graph.Denied
			}
		}
		if !r.lang.Verdict(t) {
			continue
		}
		for _, j := range r.toldBefore(k) {
			for i := range r.facts[j] {
				if f := &r.facts[j][i]; f.Assertion.Modality == graph.Alleged {
					f.Assertion.Polarity = graph.Denied
				}
			}
		}
	}
	if len(refuted) == 0 {
		return
	}
	for k := range r.facts {
		for i := range r.facts[k] {
			if f := &r.facts[k][i]; refuted[of(*f)] {
				f.Assertion.Polarity = graph.Denied
			}
		}
	}
}

// toldBefore are the sentences of which sentence k says that they are untrue: the one
// before, and where k opens a paragraph the whole paragraph before.
func (r *reading) toldBefore(k int) []int {
	var out []int
	for j := k - 1; j >= 0; j-- {
		out = append(out, j)
		if !r.d.Sentences[k].Opens() || r.d.Sentences[j].Opens() {
			break
		}
	}
	return out
}
