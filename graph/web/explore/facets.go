package explore

import (
	"maps"
	"slices"
	"sort"

	"kg/graph"
)

// facetCounter counts claims by what filters can choose.
type facetCounter struct {
	q                                     *request
	claims, undated                       int
	relation, source, lang, held_, typeOf map[string]int
}

func newFacetCounter(q *request) *facetCounter {
	return &facetCounter{q: q, relation: map[string]int{}, source: map[string]int{}, lang: map[string]int{}, held_: map[string]int{}, typeOf: map[string]int{}}
}

// add counts a claim. Its type is that of the end that was not asked for.
func (f *facetCounter) add(c graph.Claim, centres map[string]bool) {
	other := c.Object
	if centres[other] {
		other = c.Subject
	}
	f.claims++
	if c.Date == "" {
		f.undated++
	}
	f.relation[c.Predicate]++
	f.source[c.Article]++
	f.lang[f.q.head(c.Article).lang]++
	f.held_[heldOf(c)]++
	f.typeOf[f.q.names.Entity(other).Type]++
}

func (f *facetCounter) done() facets {
	q := f.q
	same := func(s string) string { return s }
	out := facets{Claims: f.claims, Undated: f.undated,
		Relations: counts(f.relation, func(r string) string { return q.s.relationLabel(r, q.lang) }),
		Sources:   counts(f.source, func(a string) string { return newSource(q.names.Article(a)).Name }),
		Langs:     counts(f.lang, same), Held: counts(f.held_, same),
		Types: counts(f.typeOf, func(t string) string { return q.s.typeLabel(t, q.lang) })}
	if len(out.Sources) > maxPage {
		out.Sources = out.Sources[:maxPage]
	}
	return out
}

// counts lists the values, those with most claims first.
func counts(m map[string]int, label func(string) string) []count {
	out := []count{}
	for _, id := range slices.Sorted(maps.Keys(m)) {
		out = append(out, count{id, label(id), m[id]})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Count > out[j].Count })
	return out
}

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
