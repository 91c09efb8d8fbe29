// Package diag holds the findings that a checker of data files reports:
// all of them at once, each as "file:line:col: problem; hint".
package diag

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Diagnostic is one problem at one place of a data file.
type Diagnostic struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // 1-based; 0 when the problem is of the whole file
	Col     int    `json:"col"`  // 1-based byte column; 0 when unknown
	Problem string `json:"problem"`
	Hint    string `json:"hint,omitempty"`
}

// String gives "file:line:col: problem; hint", the form that editors jump to.
func (d Diagnostic) String() string {
	var b strings.Builder
	b.WriteString(d.File)
	if d.Line > 0 {
		fmt.Fprintf(&b, ":%d", d.Line)
		if d.Col > 0 {
			fmt.Fprintf(&b, ":%d", d.Col)
		}
	}
	b.WriteString(": ")
	b.WriteString(d.Problem)
	if d.Hint != "" {
		b.WriteString("; ")
		b.WriteString(d.Hint)
	}
	return b.String()
}

// List collects diagnostics. The zero value is ready to use.
type List []Diagnostic

// Add records one problem.
func (l *List) Add(file string, line, col int, hint, problem string, args ...any) {
	*l = append(*l, Diagnostic{File: file, Line: line, Col: col, Hint: hint, Problem: fmt.Sprintf(problem, args...)})
}

// Err returns nil for an empty list, else an *Error with the findings in file order.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	s := append(List(nil), l...)
	sort.SliceStable(s, func(i, j int) bool {
		a, b := s[i], s[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
	return &Error{List: s}
}

// Error carries a list of findings as one error.
type Error struct{ List List }

// Error gives one finding a line.
func (e *Error) Error() string {
	lines := make([]string, len(e.List))
	for i, d := range e.List {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// From returns the findings inside err, or nil when it carries none.
func From(err error) List {
	var e *Error
	if errors.As(err, &e) {
		return e.List
	}
	return nil
}
