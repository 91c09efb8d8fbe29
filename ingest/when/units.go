package when

import (
	"strconv"
	"strings"

	"kg/internal/diag"
)

// unitTable is data/units.psv: the canonical units, and how those of one dimension convert.
type unitTable struct {
	names []string
	dims  []string
	facts []float64
	index map[string]float64 // as lexicon values are floats
}

// readUnits reads "canonical|dimension|factor" lines; the factor converts to the dimension's base, whose factor is 1.
func readUnits(name, text string, faults *diag.List) *unitTable {
	t := &unitTable{index: map[string]float64{}}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "|")
		if len(cols) != 3 || cols[0] == "" || cols[1] == "" {
			faults.Add(name, i+1, 1, "write: unit|dimension|factor", "not three columns")
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
		t.index[cols[0]] = float64(len(t.names))
		t.names, t.dims, t.facts = append(t.names, cols[0]), append(t.dims, cols[1]), append(t.facts, f)
	}
	return t
}

// strong says whether a number of four digits before this unit is a count and not a year: so with measures, money and people.
func (t *unitTable) strong(i int) bool { return t.dims[i] != "thing" }

// measure says whether a unit measures and does not count, so that no adjective stands before it.
func (t *unitTable) measure(i int) bool { return t.dims[i] != "thing" && t.dims[i] != "person" }
