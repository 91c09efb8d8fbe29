package explore

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/store"
	lines "kg/graph/timeline"
)

// event is what is said to have happened at a date, merged over the passages
// that tell of it.
type event struct {
	statement
	Date     string         `json:"date"`    // EDTF, the most precise of the passages
	Planned  bool           `json:"planned"` // no passage says that it happened
	Sources  int            `json:"sources"`
	Passages int            `json:"passages"`
	Held     map[string]int `json:"held"`
}

type eventList struct {
	Total   int     `json:"total"`
	More    bool    `json:"more"`
	Undated int     `json:"undated"` // claims that pass the filters and have no date
	Unread  bool    `json:"unread"`
	Items   []event `json:"items"`
}

// timeline answers /timeline: the dated claims about some entities, in order.
func timeline(q *request) (any, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	ids, err := q.nodes()
	if err != nil {
		return nil, err
	}
	limit, err := q.number("limit", maxPage, 1, maxPage)
	if err != nil {
		return nil, err
	}
	out := eventList{Items: []event{}}
	claims, err := q.dated(f, ids, &out)
	if err != nil {
		return nil, err
	}
	o := lines.Options{Ontology: q.s.o.Ontology, Since: q.values.Get("since"), Until: q.values.Get("until")}
	for e, err := range lines.Build(q.ctx, answer.Sequence(claims), o) {
		if err != nil {
			return nil, err
		}
		if x := q.event(e); x.Sources < f.minSources {
			continue
		} else if out.Total++; len(out.Items) < limit {
			out.Items = append(out.Items, x)
		}
	}
	out.More = out.Total > len(out.Items)
	return out, nil
}

// dated reads the claims of a timeline, article by article, and counts those
// that would be on it had they a date.
func (q *request) dated(f filter, ids []string, out *eventList) ([]graph.Claim, error) {
	centres := map[string]bool{}
	for _, id := range ids {
		centres[id] = true
	}
	anyTime := f
	anyTime.interval = ""
	var claims []graph.Claim
	for c, err := range q.ofNodes(ids, &out.Unread) {
		if err != nil {
			return nil, err
		}
		switch {
		case !q.matches(anyTime, c) || !q.rightType(f, c, centres):
		case c.Date == "":
			out.Undated++
		case q.matches(f, c):
			claims = append(claims, c)
		}
	}
	slices.SortStableFunc(claims, func(a, b graph.Claim) int { return strings.Compare(a.Article, b.Article) })
	return claims, nil
}

func (q *request) event(e lines.Entry) event {
	x := event{statement: q.statement(e.Subject, e.Predicate, e.Object), Date: e.Date, Planned: e.Planned, Passages: len(e.Claims), Held: map[string]int{}}
	var articles []string
	for _, c := range e.Claims {
		x.Held[heldOf(c)]++
		articles = append(articles, c.Article)
	}
	x.Sources = q.independent(articles)
	return x
}

// ofNodes reads the claims with one of the entities as an end, each once, and
// at most maxHub of each entity and direction: unread says that there are more.
func (q *request) ofNodes(ids []string, unread *bool) func(func(graph.Claim, error) bool) {
	return func(yield func(graph.Claim, error) bool) {
		done := map[string]bool{}
		for _, id := range ids {
			for _, by := range []store.Filter{{Subject: id}, {Object: id}} {
				n := 0
				for c, err := range q.st.Claims(q.ctx, by) {
					if n++; n > maxHub {
						*unread = true
						break
					}
					if done[c.Subject] || done[c.Object] || err == nil && by.Object == id && c.Subject == id {
						continue // given already, from its other end
					}
					if !yield(c, err) || err != nil {
						return
					}
				}
			}
			done[id] = true
		}
	}
}
