// Package unit knows what quantities count and measure, how units convert, and when two quantities contradict each other.
package unit

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"kg/graph"
	"kg/internal/diag"
)

//go:embed units.psv
var source string

// Source is the shipped units.psv.
func Source() string { return source }

// Table is units.psv: the canonical units, and how those of one dimension convert.
type Table struct {
	names []string
	dims  []string
	facts []float64
	grows []bool
	index map[string]int
}

// Shipped is the table of the shipped units.
var Shipped = sync.OnceValues(func() (*Table, error) {
	var faults diag.List
	t := Read("graph/unit/units.psv", source, &faults)
	if err := faults.Err(); err != nil {
		return nil, fmt.Errorf("load units: %w", err)
	}
	return t, nil
})

// Read reads "canonical|dimension|factor" lines; the factor converts to the dimension's base, whose factor is 1. A fourth
// column "grows" marks what is counted up while a story goes on: the dead, the arrested.
func Read(name, text string, faults *diag.List) *Table {
	t := &Table{index: map[string]int{}}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "|")
		if len(cols) < 3 || len(cols) > 4 || cols[0] == "" || cols[1] == "" || len(cols) == 4 && cols[3] != "grows" {
			faults.Add(name, i+1, 1, "write: unit|dimension|factor, or unit|dimension|factor|grows", "not three columns")
			continue
		}
		f, err := strconv.ParseFloat(cols[2], 64)
		if err != nil || f <= 0 {
			faults.Add(name, i+1, len(cols[0])+len(cols[1])+3, "use a number above 0", "bad factor %q", cols[2])
			continue
		}
		if _, twice := t.index[cols[0]]; twice {
			faults.Add(name, i+1, 1, "keep one line", "unit %q is listed twice", cols[0])
			continue
		}
		t.index[cols[0]] = len(t.names)
		t.names, t.dims, t.facts, t.grows = append(t.names, cols[0]), append(t.dims, cols[1]), append(t.facts, f), append(t.grows, len(cols) == 4)
	}
	return t
}

// Name is the canonical name of unit i.
func (t *Table) Name(i int) string { return t.names[i] }

// Index finds a unit by its canonical name.
func (t *Table) Index(name string) (int, bool) {
	i, ok := t.index[name]
	return i, ok
}

// Strong says whether a number of four digits before this unit is a count and not a year: so with measures, money and people.
func (t *Table) Strong(i int) bool { return t.dims[i] != "thing" }

// Measure says whether a unit measures and does not count, so that no adjective stands before it.
func (t *Table) Measure(i int) bool { return t.dims[i] != "thing" && t.dims[i] != "person" }

// Dimension is what a unit measures: "length", "person" and "thing" for what is counted, "" for a unit that is not listed.
func (t *Table) Dimension(name string) string {
	if i, ok := t.index[name]; ok {
		return t.dims[i]
	}
	return ""
}

// Grows says whether what is counted is counted up while a story goes on: later articles then give greater numbers.
func (t *Table) Grows(name string) bool {
	i, ok := t.index[name]
	return ok && t.grows[i]
}

// Common gives the factors that bring two units to one base; ok is false where they do not compare. People and things
// compare with their own kind only, for members are no soldiers.
func (t *Table) Common(a, b string) (fa, fb float64, ok bool) {
	if a == b {
		return 1, 1, a != ""
	}
	i, ok1 := t.index[a]
	j, ok2 := t.index[b]
	if !ok1 || !ok2 || t.dims[i] != t.dims[j] || t.dims[i] == "person" || t.dims[i] == "thing" {
		return 0, 0, false
	}
	return t.facts[i], t.facts[j], true
}

// How much two numbers may differ, by their parts, that give the same: distances between places are never told to the metre,
// and who converts miles rounds.
const (
	measured  = 0.1
	converted = 0.03
)

// Contradict reports whether two quantities of the same unit, or of two units that convert, allow no common value.
func (t *Table) Contradict(a, b graph.Quantity) bool {
	fa, fb, ok := t.Common(a.Unit, b.Unit)
	if !ok || a.From != b.From {
		return false
	}
	alo, ahi := a.Range()
	blo, bhi := b.Range()
	rounding := 1e-9
	switch {
	case a.From != "":
		rounding = measured
	case a.Unit != b.Unit:
		rounding = converted
	}
	return ahi*fa < blo*fb*(1-rounding) || bhi*fb < alo*fa*(1-rounding)
}
