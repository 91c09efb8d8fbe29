package compare

import (
	"fmt"
	"slices"
	"strings"

	"kg/graph"
)

// statuses finds events of which sources tell that something else became: postponed, cancelled, held. What an article says
// of earlier events of the kind ("has held conferences, this year's was cancelled") gives way to what it says was not held.
func (r *run) statuses(group []said) {
	status := map[string]string{}
	var list []said
	broken := map[string]bool{} // articles that tell of one postponed or cancelled
	for _, s := range group {
		if st := r.statusOf(s); st != "" {
			status[s.IRI] = st
			list = append(list, s)
			broken[s.Article] = broken[s.Article] || st != held
		}
	}
	list = slices.DeleteFunc(list, func(s said) bool { return status[s.IRI] == held && broken[s.Article] })
	tells := map[string][]said{}
	for _, s := range list {
		tells[s.Article] = append(tells[s.Article], s)
	}
	differ := func(a, b said) bool {
		x, y := status[a.IRI], status[b.IRI]
		return x != y && !(x == notHeld && y != held) && !(y == notHeld && x != held)
	}
	// an article that tells of both tells how it went on
	knows := func(article string, s said) bool {
		return slices.ContainsFunc(tells[article], func(o said) bool { return !differ(o, s) })
	}
	against := func(a, b said) bool {
		return a.Article != b.Article && differ(a, b) && oneEvent(a, b) && r.sameOccasion(a, b) && !r.wentOn(a, b, status) && !r.wentOn(b, a, status) &&
			!knows(a.Article, b) && !knows(b.Article, a)
	}
	same := func(a, b said) bool { return !differ(a, b) }
	quarrels(sides(list, same, against), func(q [][]said) {
		c := r.about(Status, q[0][0], q[0][0].Qualifier("event"))
		var texts []string
		for _, s := range q {
			st := status[s[0].IRI]
			c.Sides = append(c.Sides, Side{Value: st, Text: strings.ReplaceAll(st, "_", " ")})
			texts = append(texts, fmt.Sprintf("%s (%s)", strings.ReplaceAll(st, "_", " "), r.whoSay(s)))
		}
		c.Why = "The same event cannot have been both: " + strings.Join(texts, ", ") + "."
		r.conflict(c, q...)
	})
}

// What can become of an event beside "postponed" and "cancelled".
const (
	held    = "held"
	notHeld = "not_held"
)

// statusOf is what a claim says became of the event, "" if it only plans or supposes it.
func (r *run) statusOf(s said) string {
	st := s.Qualifier("status")
	switch {
	case s.Modality != graph.Factual && s.Modality != graph.Alleged:
		return ""
	case s.Polarity == graph.Affirmed:
		return st
	case st == held:
		return notHeld
	}
	return ""
}

// oneEvent: an event that has a name of its own is that event; one that is known by who holds it may be any of theirs.
func oneEvent(a, b said) bool {
	x, y := event(a), event(b)
	return x == y || x == generic(a) || y == generic(b)
}

func event(s said) string {
	if s.Predicate == "organized" {
		return s.Object
	}
	return s.Subject
}

func generic(s said) string {
	if s.Predicate == "organized" {
		return graph.EventID(s.Subject, s.Qualifier("event"))
	}
	return graph.EventID(s.Object, s.Qualifier("event"))
}

// wentOn: what an earlier article calls postponed may have been held or cancelled by the time of the later.
func (r *run) wentOn(a, b said, status map[string]string) bool {
	return status[a.IRI] == "postponed" && status[b.IRI] != "postponed" && r.before(a, b)
}

// accusations finds who accuses whom of what the accused denies.
func (r *run) accusations(accuser, accused string, group []said) {
	var accuse, deny []said
	for _, s := range group {
		if s.Predicate == "denied" {
			deny = append(deny, s)
		} else {
			accuse = append(accuse, s)
		}
	}
	if len(accuse) == 0 || len(deny) == 0 {
		return
	}
	accuse, deny = once(accuse), once(deny)
	c := r.about(Accusation, accuse[0], "")
	c.Subject, c.Object = accuser, accused
	if slices.ContainsFunc(accuse, func(s said) bool { return s.Predicate == "accused" }) {
		c.Predicate = "accused"
	}
	c.Sides = []Side{{Value: "accused", Text: "accuses"}, {Value: "denied", Text: "denies"}}
	c.Why = fmt.Sprintf("%s blames %s (%s); %s denies it (%s).", r.Entity(c.Subject).Label("en"), r.Entity(c.Object).Label("en"), r.whoSay(accuse),
		r.Entity(c.Object).Label("en"), r.whoSay(deny))
	r.conflict(c, accuse, deny)
}
