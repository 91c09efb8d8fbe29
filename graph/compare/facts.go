package compare

import (
	"fmt"
	"slices"
	"strings"

	"kg/graph/edtf"
)

// dates finds the days on which sources differ. What may happen daily has no date to differ on; what happens once in so
// many days (ontology: once_in) has. Of what lasts, only the beginnings are compared.
func (r *run) dates(group []said) {
	once := r.onceIn(group[0].Predicate)
	lasts := r.lasts(group[0].Predicate)
	if once == 0 && !lasts {
		return
	}
	var list []said
	byArticle := map[string][]string{}
	for _, s := range affirmed(group) {
		switch n := length(s.Date); {
		case s.Date == "":
			continue
		case lasts:
			if _, to, ok := strings.Cut(s.Date, "/"); !ok || to != ".." {
				continue
			}
		case n == 0 || n > max(once, 1):
			continue
		}
		list = append(list, s)
		byArticle[s.Article] = append(byArticle[s.Article], s.Date)
	}
	apart := func(x, y string) bool {
		if lasts {
			x, y = strings.TrimSuffix(x, "/.."), strings.TrimSuffix(y, "/..")
			return edtf.Contradicts(x, y)
		}
		gap, ok := edtf.Gap(x, y)
		return ok && gap > 0 && gap <= once
	}
	// an article that tells of both days tells of two events
	knows := func(article, date string) bool {
		return slices.ContainsFunc(byArticle[article], func(d string) bool { return !edtf.Contradicts(d, date) })
	}
	against := func(a, b said) bool {
		if a.Article == b.Article || !apart(a.Date, b.Date) {
			return false
		}
		return lasts || !knows(a.Article, b.Date) && !knows(b.Article, a.Date)
	}
	same := func(a, b said) bool { return !apart(a.Date, b.Date) }
	quarrels(sides(list, same, against), func(q [][]said) {
		c := r.about(Date, q[0][0], "")
		var texts []string
		for _, s := range q {
			d := sharpest(s)
			c.Sides = append(c.Sides, Side{Value: d, Text: edtf.English(d)})
			texts = append(texts, fmt.Sprintf("%s (%s)", edtf.English(d), r.whoSay(s)))
		}
		c.Why = "The dates have no day in common: " + strings.Join(texts, ", ") + "."
		if lasts {
			c.Why = "It cannot have begun at both times: " + strings.Join(texts, ", ") + "."
		}
		r.conflict(c, q...)
	})
}

// sharpest is the most precise of the dates of one side.
func sharpest(side []said) string {
	best := side[0].Date
	for _, s := range side {
		if a, b := length(s.Date), length(best); a > 0 && (a < b || a == b && s.Date < best) {
			best = s.Date
		}
	}
	return best
}

// about begins a conflict on what a claim says.
func (r *run) about(k Kind, s said, what string) Conflict {
	return Conflict{Kind: k, Subject: s.Subject, Predicate: s.Predicate, Object: s.Object, What: what}
}

// places finds events that sources put in places of which none lies in the other.
func (r *run) places(group []said) {
	if r.lasts(group[0].Predicate) {
		return
	}
	var list []said
	byArticle := map[string][]string{}
	for _, s := range affirmed(group) {
		if s.Place != "" {
			list = append(list, s)
			byArticle[s.Article] = append(byArticle[s.Article], s.Place)
		}
	}
	// an article that names two places tells of two events
	unsure := func(s said) bool {
		return slices.ContainsFunc(byArticle[s.Article], func(p string) bool { return r.elsewhere(p, s.Place) })
	}
	list = slices.DeleteFunc(list, unsure)
	against := func(a, b said) bool {
		return a.Article != b.Article && r.elsewhere(a.Place, b.Place) && r.oneEvent(a, b)
	}
	same := func(a, b said) bool { return !r.elsewhere(a.Place, b.Place) }
	quarrels(sides(list, same, against), func(q [][]said) {
		c := r.about(Place, q[0][0], "")
		var texts []string
		for _, s := range q {
			name := r.Entity(s[0].Place).Label("en")
			c.Sides = append(c.Sides, Side{Value: s[0].Place, Text: name})
			texts = append(texts, fmt.Sprintf("%s (%s)", name, r.whoSay(s)))
		}
		c.Why = "Neither place lies in the other: " + strings.Join(texts, ", ") + "."
		r.conflict(c, q...)
	})
}

// oneEvent is stricter than sameOccasion for what may happen daily: both are of one time, or come out together.
func (r *run) oneEvent(a, b said) bool {
	if !r.sameOccasion(a, b) {
		return false
	}
	if a.Date != "" && b.Date != "" {
		return !edtf.Contradicts(a.Date, b.Date) && length(a.Date) <= monthly && length(b.Date) <= monthly
	}
	gap, known := r.publishedApart(a, b)
	return known && gap <= sameStory || !known && r.onceIn(a.Predicate) > 0
}

// elsewhere reports whether two places are known to lie apart: other states, or two curated places of one state.
func (r *run) elsewhere(a, b string) bool {
	wa, wb := r.wider(a), r.wider(b)
	if a == b || slices.Contains(wa, b) || slices.Contains(wb, a) {
		return false
	}
	home := func(id string, wider []string) string {
		if r.Entity(id).Type == "Country" {
			return id
		}
		if n := len(wider); n > 0 && r.Entity(wider[n-1]).Type == "Country" {
			return wider[n-1]
		}
		return ""
	}
	x, y := home(a, wa), home(b, wb)
	if x == "" || y == "" {
		return false
	}
	return x != y || r.Entity(a).Curated && r.Entity(b).Curated && r.Entity(a).Type == "Place" && r.Entity(b).Type == "Place"
}

// denials finds what one voice affirms and another denies.
func (r *run) denials(group []said) {
	var yes, no []said
	for _, s := range group {
		switch {
		case s.Qualifier("status") != "": // what became of events is compared as such
		case s.Edge() && s.Predicate != "denied":
			yes = append(yes, s)
		case denied(s):
			no = append(no, s)
		}
	}
	if len(yes) == 0 || len(no) == 0 || len(yes)+len(no) > mostCompared {
		return
	}
	var for_, against []said
	for _, n := range no {
		for _, y := range yes {
			if !otherVoice(n, y) || n.Article == y.Article && speaker(n) == "" || !r.sameOccasion(n, y) && n.Date != "" {
				continue
			}
			if speaker(n) == "" && r.before(n, y) {
				continue // it was not so yet
			}
			for_, against = append(for_, y), append(against, n)
		}
	}
	if len(for_) == 0 {
		return
	}
	for_, against = once(for_), once(against)
	c := r.about(Denial, for_[0], "")
	c.Sides = []Side{{Value: "affirmed", Text: "it is so"}, {Value: "denied", Text: "it is not so"}}
	c.Why = fmt.Sprintf("Affirmed by %s; denied by %s.", r.whoSay(for_), r.whoSay(against))
	r.conflict(c, for_, against)
}

// once drops doubles and puts claims into the order of articles and texts.
func once(list []said) []said {
	slices.SortFunc(list, bySource)
	return slices.CompactFunc(list, func(a, b said) bool { return a.IRI == b.IRI })
}

func bySource(a, b said) int {
	if c := strings.Compare(a.Article, b.Article); c != 0 {
		return c
	}
	if c := a.Span.Start - b.Span.Start; c != 0 {
		return c
	}
	return strings.Compare(a.IRI, b.IRI)
}

// whoSay names the voices of claims: "a.txt; b.txt (Reuters)".
func (r *run) whoSay(list []said) string {
	var names []string
	for _, s := range list {
		n := r.Article(s.Article).SourceName()
		if sp := speaker(s); sp != "" {
			n = r.Entity(sp).Label("en") + " in " + n
		}
		names = append(names, n)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > 4 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:3], "; "), len(names)-3)
	}
	return strings.Join(names, "; ")
}
