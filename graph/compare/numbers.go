package compare

import (
	"fmt"
	"slices"
	"strings"

	"kg/graph"
)

// counted is a claim with the one quantity under comparison.
type counted struct {
	said
	q graph.Quantity
}

// numbers finds quantities of one unit that allow no common value.
func (r *run) numbers(group []said) {
	units := map[string][]counted{}
	for _, s := range group {
		if s.Polarity != graph.Affirmed || s.Modality != graph.Factual && s.Modality != graph.Alleged {
			continue
		}
		for _, q := range s.Quantities {
			if k := r.measure(s, q); k != "" {
				units[k] = append(units[k], counted{s, q})
			}
		}
	}
	for _, k := range sortedKeys(units) {
		r.number(units[k])
	}
}

// measure names what a quantity can be compared with: others of its unit, or of its dimension, from the same place. A claim
// that gives two numbers of one unit does not tell which is which.
func (r *run) measure(s said, q graph.Quantity) string {
	key := func(q graph.Quantity) string {
		k := q.Unit
		if d := r.Units.Dimension(q.Unit); d != "" && d != "person" && d != "thing" {
			k = "dimension " + d
		}
		return k + sep + q.From
	}
	k := key(q)
	for _, o := range s.Quantities {
		if o != q && key(o) == k {
			return ""
		}
	}
	return k
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (r *run) number(list []counted) {
	quantity := map[string]graph.Quantity{}
	var claims []said
	for _, c := range list {
		if r.unsure(c, list) {
			continue
		}
		quantity[c.IRI] = c.q
		claims = append(claims, c.said)
	}
	against := func(a, b said) bool {
		return otherVoice(a, b) && r.Units.Contradict(quantity[a.IRI], quantity[b.IRI]) && r.sameOccasion(a, b) &&
			!r.grown(a, b, quantity[a.IRI], quantity[b.IRI])
	}
	same := func(a, b said) bool {
		return !r.Units.Contradict(quantity[a.IRI], quantity[b.IRI]) && r.sameOccasion(a, b)
	}
	quarrels(sides(claims, same, against), func(q [][]said) {
		first := quantity[q[0][0].IRI]
		what := first.Unit
		if first.From != "" {
			what += " from " + first.From
		}
		c := r.about(Number, q[0][0], what)
		if c.Object = r.state(c.Predicate, c.Object); first.From != "" {
			c.Object = first.From
		}
		var texts []string
		for _, s := range q {
			x := r.plainest(s, quantity)
			c.Sides = append(c.Sides, Side{Value: x.String(), Text: r.english(x)})
			texts = append(texts, fmt.Sprintf("%s (%s)", r.english(x), r.whoSay(s)))
		}
		c.Why = "The numbers allow no common value: " + strings.Join(texts, ", ") + "."
		r.conflict(c, q...)
	})
}

// unsure: an article that gives two numbers that contradict each other, in one voice and of one occasion, tells of two things.
func (r *run) unsure(c counted, list []counted) bool {
	for _, o := range list {
		if o.Article == c.Article && !otherVoice(o.said, c.said) && r.Units.Contradict(o.q, c.q) && r.sameOccasion(o.said, c.said) {
			return true
		}
	}
	return false
}

// grown: the dead and the arrested are counted up while a story goes on.
func (r *run) grown(a, b said, qa, qb graph.Quantity) bool {
	if !r.Units.Grows(qa.Unit) {
		return false
	}
	return r.before(a, b) && qa.Value <= qb.Value || r.before(b, a) && qb.Value <= qa.Value
}

// plainest is the number that most of a side give, else the first without a comparator.
func (r *run) plainest(side []said, quantity map[string]graph.Quantity) graph.Quantity {
	n := map[graph.Quantity]int{}
	best := quantity[side[0].IRI]
	for _, s := range side {
		q := quantity[s.IRI]
		n[q]++
		if n[q] > n[best] || n[q] == n[best] && q.String() < best.String() {
			best = q
		}
	}
	return best
}

// english writes a quantity for a person: "about 3,000 (member)", "40 km from Tirana".
func (r *run) english(q graph.Quantity) string {
	s := map[string]string{"≈": "about ", "≥": "at least ", "≤": "at most ", ">": "more than ", "<": "less than "}[q.Comparator] + group3(q.Value)
	if q.Upper > 0 {
		s += " to " + group3(q.Upper)
	}
	switch d := r.Units.Dimension(q.Unit); {
	case q.Unit == "":
	case (d == "person" || d == "thing" || d == "time") && q.Value != 1 && !uncounted[q.Unit]:
		s += " " + plural(q.Unit)
	default:
		s += " " + q.Unit
	}
	if q.From != "" {
		s += " from " + r.Entity(q.From).Label("en")
	}
	return s
}

var uncounted = map[string]bool{"dead": true, "injured": true, "missing": true, "arrested": true, "aircraft": true}

func plural(unit string) string {
	switch {
	case unit == "person":
		return "people"
	case strings.HasSuffix(unit, "man"):
		return unit[:len(unit)-2] + "en"
	case unit == "child":
		return "children"
	case strings.HasSuffix(unit, "y") && !strings.HasSuffix(unit, "ey"):
		return unit[:len(unit)-1] + "ies"
	case strings.HasSuffix(unit, "s"):
		return unit + "es"
	}
	return unit + "s"
}

// group3 writes a number with commas between thousands.
func group3(v float64) string {
	s := graph.Quantity{Value: v}.String()
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return whole
}
