package when

import (
	"math"
	"strings"
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
		q.Unit, q.Known = s.g.units.names[m.measure], true
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

// Range returns the values a quantity allows, both ends included; an open end is infinite. "≈" allows a tenth on each side.
func (q Quantity) Range() (lo, hi float64) {
	lo, hi = q.Value, q.Value
	if q.Upper > 0 {
		hi = q.Upper
	}
	switch q.Comparator {
	case "≈":
		return lo * 0.9, hi * 1.1
	case ">", "≥":
		return lo, math.Inf(1)
	case "<", "≤":
		return 0, hi
	}
	return lo, hi
}

// ContradictsQuantity reports whether two quantities of the same unit, or of two units that convert, allow no common value.
// Quantities of other units never contradict, nor do those with a Problem.
func (g *Grammar) ContradictsQuantity(a, b Quantity) bool {
	fa, fb, ok := g.units.common(a.Unit, b.Unit)
	if !ok || a.Problem != "" || b.Problem != "" {
		return false
	}
	alo, ahi := a.Range()
	blo, bhi := b.Range()
	const rounding = 1e-9
	return ahi*fa < blo*fb*(1-rounding) || bhi*fb < alo*fa*(1-rounding)
}

// common returns the factors that bring two units to one base.
func (t *unitTable) common(a, b string) (fa, fb float64, ok bool) {
	if a == b {
		return 1, 1, a != ""
	}
	i, ok1 := t.index[a]
	j, ok2 := t.index[b]
	if !ok1 || !ok2 {
		return 0, 0, false
	}
	dim := t.dims[int(i)]
	if dim != t.dims[int(j)] || dim == "person" || dim == "thing" {
		return 0, 0, false
	}
	return t.facts[int(i)], t.facts[int(j)], true
}
