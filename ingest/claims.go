package ingest

import (
	"fmt"
	"sort"
	"strings"

	"kg/graph"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// claims writes the facts as claims, in the order of the text, each once.
func (r *reading) claims() []graph.Claim {
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
			key := strings.Join([]string{c.Subject, c.Predicate, c.Object, fmt.Sprint(s.Start), c.Polarity, c.Modality}, " ")
			if at, ok := seen[key]; ok {
				if out[at].Date == "" {
					out[at].Date = c.Date
				}
				continue
			}
			seen[key] = len(out)
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Span.Start < out[j].Span.Start })
	return out
}

func (r *reading) claim(k int, f relation.Fact) graph.Claim {
	s := r.d.Sentences[k]
	c := graph.Claim{
		Article: r.doc.ID, Subject: f.Subject.Entity, Predicate: f.Relation, Object: f.Object.Entity,
		Span: s.Span, SubjectAt: f.Subject.At, ObjectAt: f.Object.At,
		Polarity: f.Assertion.Polarity, Modality: f.Assertion.Modality, Confidence: f.Assertion.Confidence,
		Qualifiers: f.Qualifiers, Rule: f.Rule,
	}
	if f.Trigger >= 0 && f.Trigger < s.Tree.Len() {
		w := s.Tree.Word(f.Trigger)
		c.CueAt = graph.Span{Start: w.Start, End: w.End}
		c.Date = r.dateFor(k, f.Trigger)
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

// dateFor is the date of the event that word i evokes: one that hangs on it,
// or on the clause that it heads or completes.
func (r *reading) dateFor(k, i int) string {
	s := r.d.Sentences[k]
	t := s.Tree
	best, bestSteps := "", 99
	for _, d := range r.dates[k] {
		if d.EDTF == "" {
			continue
		}
		w := s.HeadOfTokens(d.First, d.Last)
		if w < 0 {
			continue
		}
		for n, at := 0, w; at >= 0 && n < 5; n, at = n+1, t.Word(at).Head {
			if at == i {
				if n < bestSteps {
					best, bestSteps = d.EDTF, n
				}
				break
			}
			if n > 0 && syntax.Verbal(t, at) {
				break
			}
		}
	}
	return best
}
