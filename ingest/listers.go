package ingest

import (
	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/relation"
	"kg/ingest/syntax"
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
		if who.Entity == "" {
			who = r.listsSome(j)
		}
		if who.Entity != "" {
			who.Via = "lister"
			return who, who.Entity != f.Object.Entity
		}
	}
	return relation.Ref{}, false
}

// listsSome is who in sentence j puts some on a list without naming them: "Die EU hat fünf
// Personen mit Sanktionen belegt. Betroffen sind X und Y."
func (r *reading) listsSome(j int) relation.Ref {
	t := r.d.Sentences[j].Tree
	if r.doc.Lang != "de" {
		return relation.Ref{}
	}
	refs := r.refs(j)
	for v := 0; v < t.Len(); v++ {
		if !syntax.Verbal(t, v) || !r.lang.ListsBy(t, v) {
			continue
		}
		if a := r.lang.Assert(t, v); a.Polarity != graph.Affirmed || a.Modality != graph.Factual {
			continue
		}
		for _, s := range syntax.Subjects(t, v) {
			for _, x := range refs(s, syntax.Whole) {
				if x.Alt != nil && x.Type == gazetteer.Place {
					x = *x.Alt
				}
				if x.Type == gazetteer.Country || x.Type == gazetteer.InternationalOrganization || x.Type == gazetteer.GovernmentBody {
					return x
				}
			}
		}
	}
	return relation.Ref{}
}
