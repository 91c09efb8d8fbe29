package ingest

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"kg/graph"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// claims writes the facts as claims, in the order of the text, each once.
func (r *reading) claims() []graph.Claim {
	if !r.listed {
		r.list, r.listed = r.allClaims(), true
	}
	return r.list
}

func (r *reading) allClaims() []graph.Claim {
	var out []graph.Claim
	seen := map[string]int{}
	for k := range r.facts {
		s := r.d.Sentences[k]
		for _, f := range r.facts[k] {
			c := r.claim(k, f)
			if !c.Span.In(len(r.doc.Text)) || c.Span.Len() == 0 {
				continue
			}
			c.Exact = r.doc.Text[c.Span.Start:c.Span.End]
			key := strings.Join([]string{c.Subject, c.Predicate, c.Object, fmt.Sprint(s.Start), c.Polarity, c.Modality, c.Qualifier("status")}, " ")
			if at, ok := seen[key]; ok {
				merge(&out[at], c)
				continue
			}
			seen[key] = len(out)
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Span.Start < out[j].Span.Start })
	return out
}

// merge completes a claim by what another rule found in the same sentence.
func merge(c *graph.Claim, more graph.Claim) {
	if c.Date == "" {
		c.Date = more.Date
	}
	if c.Place == "" {
		c.Place = more.Place
	}
	c.Quantities = append(c.Quantities, more.Quantities...)
	for _, q := range more.Qualifiers {
		if c.Qualifier(q.Key) == "" {
			c.Qualifiers = append(c.Qualifiers, q)
		}
	}
	c.Normalize()
}

func (r *reading) claim(k int, f relation.Fact) graph.Claim {
	s := r.d.Sentences[k]
	c := graph.Claim{
		Article: r.doc.ID, Subject: f.Subject.Entity, Predicate: f.Relation, Object: f.Object.Entity,
		Span: s.Span, SubjectAt: f.Subject.At, ObjectAt: f.Object.At,
		Polarity: f.Assertion.Polarity, Modality: f.Assertion.Modality, Confidence: f.Assertion.Confidence,
		Qualifiers: slices.Clone(f.Qualifiers), Quantities: slices.Clone(f.Quantities), Rule: f.Rule,
	}
	if f.Trigger >= 0 && f.Trigger < s.Tree.Len() {
		w := s.Tree.Word(f.Trigger)
		c.CueAt = graph.Span{Start: w.Start, End: w.End}
		r.facets(k, f, &c)
	}
	c.Speakers = r.speakerIDs(k, f)
	c.Normalize()
	return c
}

// speakerIDs gives the speakers of a fact as entities. Nobody is the speaker
// of what is said of their own saying.
func (r *reading) speakerIDs(k int, f relation.Fact) []string {
	var out []string
	for _, w := range f.Assertion.Speakers {
		for _, x := range r.refs(k)(w, syntax.Whole) {
			if x.Alt != nil && r.p.ontology.IsA(x.Type, "Place") {
				x = *x.Alt // "Moscow denied …"
			}
			if x.Entity != f.Subject.Entity && (len(out) == 0 || out[len(out)-1] != x.Entity) {
				out = append(out, x.Entity)
				break
			}
		}
	}
	if len(out) == 0 && f.Assertion.Reported && k > 0 && r.speakers[k-1] != "" && r.speakers[k-1] != f.Subject.Entity {
		out = append(out, r.speakers[k-1]) // free indirect speech
	}
	return out
}
