package ingest

import (
	"slices"
	"strings"

	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// voiced are the relations that whoever says "we …" enters into himself, too.
var voiced = map[string]bool{"condemned": true, "criticized": true, "denied": true, "threatened": true, "requested": true, "accused": true, "supports": true, "opposes": true}

// inPerson gives what a person says for the body whose officer he is ("“We condemn the
// raid”, the charity's director, X, said") as said by the person as well.
func (r *reading) inPerson(k int, refs relation.Referents) []relation.Fact {
	var out []relation.Fact
	for _, f := range r.facts[k] {
		n := len(f.Assertion.Speakers)
		if !voiced[f.Relation] || n == 0 || !r.we(f.Subject) {
			continue
		}
		for _, s := range refs(f.Assertion.Speakers[n-1], syntax.Whole) {
			subject, object, ok := relation.Fit(r.p.ontology, f.Relation, s, f.Object)
			if s.Type != "Person" || !ok || s.Entity == f.Subject.Entity || s.Entity == f.Object.Entity {
				continue
			}
			own := f
			own.Rule += "+speaker"
			own.Subject, own.Object = subject, object
			own.Assertion.Speakers = slices.Clone(f.Assertion.Speakers[:n-1])
			out = append(out, own)
		}
	}
	return out
}

// we: the words are "we" or its like, and not "us" or "our".
func (r *reading) we(x relation.Ref) bool {
	if x.At.Start < 0 || x.At.End > len(r.doc.Text) || x.At.End <= x.At.Start {
		return false
	}
	switch strings.ToLower(r.doc.Text[x.At.Start:x.At.End]) {
	case "we", "wir":
		return true
	}
	return false
}
