package graph

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Quantity is a number that a claim gives, with what it counts or measures.
type Quantity struct {
	Value      float64
	Upper      float64 // end of a range ("20 to 30"), 0 if none
	Comparator string  // "", "≈", "≥", "≤", ">", "<"
	Unit       string  // canonical English ("member", "km", "USD"), else the counted noun as written
	From       string  // entity from which a distance is counted, "" for all else
}

// String writes a quantity as quads and exports have it: "≈3000 member", "20–30 soldier", "40 km from tirana".
func (q Quantity) String() string {
	s := q.Comparator + strconv.FormatFloat(q.Value, 'f', -1, 64)
	if q.Upper > 0 {
		s += "–" + strconv.FormatFloat(q.Upper, 'f', -1, 64)
	}
	if q.Unit != "" {
		s += " " + q.Unit
	}
	if q.From != "" {
		s += from + q.From
	}
	return s
}

const from = " from "

// ParseQuantity reads what String writes.
func ParseQuantity(s string) (Quantity, error) {
	var q Quantity
	rest := s
	for _, c := range []string{"≈", "≥", "≤", ">", "<"} {
		if r, ok := strings.CutPrefix(rest, c); ok {
			q.Comparator, rest = c, r
			break
		}
	}
	number, unit, _ := strings.Cut(rest, " ")
	lo, hi, ranged := strings.Cut(number, "–")
	var err error
	if q.Value, err = strconv.ParseFloat(lo, 64); err != nil {
		return Quantity{}, fmt.Errorf("quantity %q does not begin with a number", s)
	}
	if ranged {
		if q.Upper, err = strconv.ParseFloat(hi, 64); err != nil {
			return Quantity{}, fmt.Errorf("quantity %q: the end of its range is no number", s)
		}
	}
	if k := strings.LastIndex(unit, from); k >= 0 {
		unit, q.From = unit[:k], unit[k+len(from):]
	}
	q.Unit = unit
	return q, nil
}

// Range gives the values that a quantity allows, both ends included; an open end is infinite. "≈" allows a tenth on each
// side. A round number from a thousand on allows half of its last digit, at most a twentieth: 3,000 may be 3,100.
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
	return lo - slack(lo), hi + slack(hi)
}

// slack is by how much a number may have been rounded.
func slack(v float64) float64 {
	if v < 1000 || v != math.Trunc(v) || v > 1e15 {
		return 0
	}
	digit := 1.0
	for math.Mod(v, digit*10) == 0 {
		digit *= 10
	}
	if digit == 1 {
		return 0
	}
	return min(digit/2, v/20)
}
