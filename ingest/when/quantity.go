package when

import (
	"strings"

	"kg/graph"
)

// quantity turns a match into a Quantity.
func (s *scan) quantity(m match) Quantity {
	q := Quantity{Value: m.num[0].value, Comparator: comparators[m.compare], Problem: m.num[0].problem}
	if m.nnum == 0 && m.hasOne {
		q.Value = 1
	}
	if m.num[0].vague && q.Comparator == "" {
		q.Comparator = "≥"
	}
	if m.nnum > 1 {
		q.Upper = m.num[1].value
		q.Value = spread(q.Value, q.Upper, s, &m)
		if q.Problem == "" {
			q.Problem = m.num[1].problem
		}
	}
	switch {
	case m.measure >= 0:
		q.Unit, q.Known = s.g.units.Name(int(m.measure)), true
	case m.noun[1] > m.noun[0]:
		q.Unit = s.join(int(m.noun[0]), int(m.noun[1]))
	}
	q.Start, q.End, q.First, q.Last = s.place(int(m.start), int(m.end))
	q.Raw = s.join(int(m.start), int(m.end))
	return q
}

// spread gives the lower end the multiple of the upper: "2 to 3 million" begins at two million.
func spread(lo, hi float64, s *scan, m *match) float64 {
	if lo >= 1000 || hi < 1000 {
		return lo
	}
	if h, ok := s.multiplier(int(m.num[1].end) - 1); ok && lo*h.value <= hi {
		return lo * h.value
	}
	return lo
}

// join writes atoms [lo, hi) with single spaces for the gaps.
func (s *scan) join(lo, hi int) string {
	var b strings.Builder
	for i := lo; i < hi; i++ {
		if i > lo && s.atoms[i].gap > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.atoms[i].text)
	}
	return b.String()
}

// Facet is the quantity as claims have it.
func (q Quantity) Facet() graph.Quantity {
	return graph.Quantity{Value: q.Value, Upper: q.Upper, Comparator: q.Comparator, Unit: q.Unit}
}
