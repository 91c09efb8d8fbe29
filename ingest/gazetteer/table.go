package gazetteer

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kg/internal/diag"
)

// A table is one data file: UTF-8, one record a line, cells separated by tabs.
//
//	# Comments begin with "#". One of them must say what the file holds:
//	#kind: entities
//	id	type	en	de	fr
//
// The first line that is no comment names the columns.
type table struct {
	file string
	kind string
	cols []string
	rows []row
	// One block each for all rows, cut up as rows come.
	cells []string
	ats   []int
}

type row struct {
	file  string
	line  int
	cells []string // parallel to table.cols
	at    []int    // 1-based byte column of each cell
	cols  []string
}

func (r *row) index(col string) int {
	for i, c := range r.cols {
		if c == col {
			return i
		}
	}
	return -1
}

// get is the cell of a column, "" when the file lacks it or the cell is empty or "-".
func (r *row) get(col string) string {
	if i := r.index(col); i >= 0 && r.cells[i] != "-" {
		return r.cells[i]
	}
	return ""
}

// col is the byte column at which the cell begins.
func (r *row) col(name string) int {
	if i := r.index(name); i >= 0 {
		return r.at[i]
	}
	return 1
}

func (r *row) bad(l *diag.List, col, hint, problem string, args ...any) {
	l.Add(r.file, r.line, r.col(col), hint, problem, args...)
}

// kinds gives for each kind of file its columns; those with "!" must be there.
func kinds(kind string) ([]string, bool) {
	switch kind {
	case "entities":
		return []string{"id!", "type!", "en", "de", "fr", "any", "same_as", "part_of", "country", "capital_of", "metonym", "flags"}, true
	case "names":
		return []string{"id!", "en", "de", "fr", "any", "same_as", "part_of", "country", "capital_of", "metonym"}, true
	case "demonyms":
		return []string{"id!", "en_adj", "en_noun", "de_adj", "de_noun", "fr", "prefix"}, true
	case "firstnames":
		return []string{"name!", "gender!"}, true
	case "roles":
		return []string{"lang!", "lemma!", "forms", "gender", "kind!", "flags"}, true
	case "heads":
		return []string{"lang!", "lemma!", "forms", "type!", "kind", "flags"}, true
	case "common":
		return []string{"lang!", "word!"}, true
	case "prefixes":
		return []string{"word!"}, true
	case "phrases":
		return []string{"lang!", "phrase!"}, true
	case "regions", "statekinds", "borders":
		return []string{"id!", "states!"}, true
	}
	return nil, false
}

const kindHint = `write "#kind: entities", or names, demonyms, firstnames, roles, heads, common, phrases, prefixes, regions, statekinds, borders`

// parseTable reads one file and reports all that is wrong with its form.
func parseTable(file string, data []byte, l *diag.List) *table {
	t := &table{file: file}
	if !utf8.Valid(data) {
		l.Add(file, badLine(data), 0, "save the file as UTF-8", "not valid UTF-8")
		return nil
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !norm.NFC.IsNormalString(text) {
		l.Add(file, 0, 0, "normalise the file", "text is not in Unicode normal form C")
	}
	for n := 1; text != ""; n++ {
		line, more, _ := strings.Cut(text, "\n")
		text = more
		t.line(n, strings.TrimSuffix(line, "\r"), l)
	}
	if t.kind == "" {
		l.Add(file, 0, 0, kindHint, "the file does not say what it holds")
		return nil
	}
	if t.cols == nil {
		l.Add(file, 0, 0, "the first line that is no comment names the columns", "no columns")
		return nil
	}
	return t
}

func badLine(data []byte) int {
	n := 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size <= 1 {
			break
		}
		if r == '\n' {
			n++
		}
		data = data[size:]
	}
	return n
}

func (t *table) line(n int, line string, l *diag.List) {
	switch {
	case strings.HasPrefix(line, "#kind:"):
		t.kind = strings.TrimSpace(strings.TrimPrefix(line, "#kind:"))
		if _, ok := kinds(t.kind); !ok {
			l.Add(t.file, n, 7, kindHint, "unknown kind %q", t.kind)
		}
	case strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "":
	case t.cols == nil:
		t.header(n, line, l)
	default:
		t.record(n, line, l)
	}
}

func (t *table) header(n int, line string, l *diag.List) {
	t.cols = strings.Split(line, "\t")
	known, ok := kinds(t.kind)
	if !ok {
		if t.kind == "" {
			l.Add(t.file, n, 1, kindHint, "the columns come before the kind of the file")
			t.kind = "?"
		}
		return
	}
	at := 1
	seen := map[string]bool{}
	for _, c := range t.cols {
		switch {
		case seen[c]:
			l.Add(t.file, n, at, "", "column %q is there twice", c)
		case !contains(known, c) && !contains(known, c+"!"):
			l.Add(t.file, n, at, "columns are "+strings.ReplaceAll(strings.Join(known, ", "), "!", ""), "unknown column %q", c)
		}
		seen[c] = true
		at += len(c) + 1
	}
	for _, k := range known {
		if name, must := strings.CutSuffix(k, "!"); must && !seen[name] {
			l.Add(t.file, n, 1, "", "column %q is missing", name)
		}
	}
}

func (t *table) record(n int, line string, l *diag.List) {
	if got := 1 + strings.Count(line, "\t"); got > len(t.cols) {
		l.Add(t.file, n, 1, fmt.Sprintf("cells are separated by one tab; columns are %s", strings.Join(t.cols, ", ")),
			"%d cells in a table of %d columns", got, len(t.cols))
		return
	}
	k := len(t.cols)
	if len(t.cells) < k {
		t.cells, t.ats = make([]string, 256*k), make([]int, 256*k)
	}
	r := row{file: t.file, line: n, cells: t.cells[:k:k], at: t.ats[:k:k], cols: t.cols}
	t.cells, t.ats = t.cells[k:], t.ats[k:]
	at := 1
	for i := range t.cols {
		r.at[i] = at
		cell, more, tab := strings.Cut(line, "\t")
		r.cells[i] = cell
		checkCell(&r, i, l)
		line = more // trailing empty cells may be left out
		if at += len(cell); tab {
			at++
		}
	}
	t.rows = append(t.rows, r)
}

func checkCell(r *row, i int, l *diag.List) {
	c := r.cells[i]
	if strings.TrimSpace(c) != c {
		l.Add(r.file, r.line, r.at[i], "remove it", "white space at the edge of cell %q", c)
	}
	for k, x := range c {
		if x >= ' ' && x < 0x7f {
			continue
		}
		if unicode.Is(unicode.Cc, x) || unicode.Is(unicode.Cf, x) || x == '\u00a0' {
			l.Add(r.file, r.line, r.at[i]+k, "remove it", "invisible character %U in %q", x, c)
			return
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
