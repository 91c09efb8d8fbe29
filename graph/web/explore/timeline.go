package explore

import (
	"cmp"
	"slices"

	"kg/graph"
	"kg/graph/edtf"
	"kg/graph/store"
)

// event is what is said to have happened at a date, merged over the passages
// that give just that date.
type event struct {
	statement
	Date     string         `json:"date"` // EDTF, as precise as the passages
	Sources  int            `json:"sources"`
	Articles []string       `json:"articles"`
	Passages int            `json:"passages"`
	Held     map[string]int `json:"held"`

	days edtf.Days
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
	v := &view{q: q, f: f, centres: map[string]bool{}}
	for _, id := range ids {
		v.centres[id] = true
	}
	out := eventList{Items: []event{}}
	byDate := map[string][]graph.Claim{}
	dated := f
	f.interval = ""
	for c, err := range q.ofNodes(ids, &out.Unread) {
		if err != nil {
			return nil, err
		}
		switch {
		case !q.matches(f, c) || !q.rightType(f, c, v.centres):
		case c.Date == "":
			out.Undated++
		case q.matches(dated, c):
			byDate[c.Date] = append(byDate[c.Date], c)
		}
	}
	for date, claims := range byDate {
		days, err := edtf.Parse(date)
		if err != nil {
			continue // of an imported store; it has no place in time
		}
		for _, e := range v.merge(claims) {
			if e.Sources < f.minSources {
				continue
			}
			out.Items = append(out.Items, event{q.statement(e.Subject, e.Relation, e.Object), date, e.Sources, e.Articles, e.Passages, e.Held, days})
		}
	}
	sortEvents(out.Items)
	out.Total = len(out.Items)
	out.More = out.Total > limit
	out.Items = out.Items[:min(limit, out.Total)]
	return out, nil
}

// sortEvents puts those of known years first, by their first day, shorter times
// before longer ones; then those of unknown years, by the day of the year.
func sortEvents(list []event) {
	unknown := func(e event) int {
		if e.days.AnyYear {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b event) int {
		return cmp.Or(cmp.Compare(unknown(a), unknown(b)), cmp.Compare(a.days.First, b.days.First), cmp.Compare(a.days.Last, b.days.Last),
			cmp.Compare(a.Subject.ID, b.Subject.ID), cmp.Compare(a.Relation.ID, b.Relation.ID), cmp.Compare(a.Object.ID, b.Object.ID))
	})
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
