// Package out writes answers for a person (tables, marked text) and for
// programs (JSON, JSONL, CSV). Text that comes from articles never reaches a
// screen raw: control characters and marks that turn the direction of writing
// are shown as escapes.
package out

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"kg/graph/export"
)

// Printer writes answers in one format.
type Printer struct {
	W        io.Writer
	Format   string // table, json, jsonl or csv
	Color    bool
	Terminal bool // W is a terminal
	Width    int  // columns of the terminal; 0: do not break lines
}

// Table is an answer in rows. Cells are what a person reads; Values, one for
// each row, what programs read (nil: the cells under their column names).
type Table struct {
	Columns []string
	Rows    [][]string
	Values  []any
	Right   []string               // columns of numbers
	Whole   any                    // what programs read in place of all rows, nil for none
	Plain   func(p *Printer) error // how to show it to a person; nil: as a table
}

// Print writes the table in the printer's format.
func (p *Printer) Print(t Table) error {
	switch p.Format {
	case "json":
		if t.Whole != nil {
			return p.JSON(t.Whole)
		}
		return p.json(t)
	case "jsonl":
		return p.jsonl(t)
	case "csv":
		return p.csv(t)
	}
	if t.Plain != nil {
		return t.Plain(p)
	}
	return p.Table(t)
}

func (t Table) value(i int) any {
	if t.Values != nil {
		return t.Values[i]
	}
	return Object{Keys: t.Columns, Values: anys(t.Rows[i])}
}

func anys(cells []string) []any {
	out := make([]any, len(cells))
	for i, c := range cells {
		out[i] = c
	}
	return out
}

// Object is a JSON object whose keys keep their order.
type Object struct {
	Keys   []string
	Values []any
}

// MarshalJSON writes the keys in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range o.Keys {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{k, o.Values[i]} {
			if j > 0 {
				b.WriteByte(':')
			}
			s, err := export.MarshalJSON(v)
			if err != nil {
				return nil, err
			}
			b.Write(s)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (p *Printer) json(t Table) error {
	all := make([]any, len(t.Rows))
	for i := range all {
		all[i] = t.value(i)
	}
	return p.JSON(all)
}

// JSON writes one value, indented.
func (p *Printer) JSON(v any) error {
	b, err := export.MarshalJSON(v)
	if err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, b, "", "  "); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	pretty.WriteByte('\n')
	_, err = p.W.Write(pretty.Bytes())
	return err
}

func (p *Printer) jsonl(t Table) error {
	var b bytes.Buffer
	if t.Whole != nil {
		t.Rows, t.Values = [][]string{nil}, []any{t.Whole}
	}
	for i := range t.Rows {
		line, err := export.MarshalJSON(t.value(i))
		if err != nil {
			return fmt.Errorf("write jsonl: %w", err)
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	_, err := p.W.Write(b.Bytes())
	return err
}

func (p *Printer) csv(t Table) error { return p.csvRows(append([][]string{t.Columns}, t.Rows...)) }

func (p *Printer) csvRows(rows [][]string) error {
	w := csv.NewWriter(p.W)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, c := range row {
			if p.Terminal {
				c = export.Visible(c)
			}
			cells[i] = export.SafeCell(c)
		}
		if err := w.Write(cells); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	w.Flush()
	return w.Error()
}

// Table writes rows under aligned headings. On a terminal long cells are
// broken so that a row fits its width.
func (p *Printer) Table(t Table) error {
	return p.render(t, p.widths(t), true)
}

// widths are those of the columns.
func (p *Printer) widths(t Table) []int {
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = utf8.RuneCountInString(c)
	}
	for _, row := range t.Rows {
		for i, c := range row {
			widths[i] = max(widths[i], text.StringWidth(export.Visible(c)))
		}
	}
	p.fit(widths)
	return widths
}

// render writes rows in columns of these widths. Those that follow others, and
// have no heading, are as wide as these; what is wider breaks on a terminal and
// sticks out elsewhere.
func (p *Printer) render(t Table, widths []int, heading bool) error {
	w := table.NewWriter()
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true}
	style.Format.Header = text.FormatDefault
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	if p.Color {
		style.Color.Header = text.Colors{text.Bold}
	}
	w.SetStyle(style)
	right := map[string]bool{}
	for _, r := range t.Right {
		right[r] = true
	}
	head := make(table.Row, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = strings.ReplaceAll(c, "_", " ")
	}
	if heading {
		w.AppendHeader(head)
	}
	for _, row := range t.Rows {
		cells := make(table.Row, len(row))
		for i, c := range row {
			cells[i] = export.Visible(c)
		}
		w.AppendRow(cells)
	}
	var configs []table.ColumnConfig
	for i, c := range t.Columns {
		cc := table.ColumnConfig{Number: i + 1, WidthMin: widths[i], WidthMaxEnforcer: text.WrapSoft}
		if heading || p.Width > 0 {
			cc.WidthMax = widths[i]
		}
		if right[c] {
			cc.Align, cc.AlignHeader = text.AlignRight, text.AlignRight
		}
		configs = append(configs, cc)
	}
	w.SetColumnConfigs(configs)
	_, err := io.WriteString(p.W, trimLines(w.Render())+"\n")
	return err
}

// fit narrows the widest columns until a row fits the terminal.
func (p *Printer) fit(widths []int) {
	if p.Width <= 0 {
		return
	}
	const narrowest = 12
	for {
		sum, widest := 0, 0
		for i, w := range widths {
			sum += w + 2
			if w > widths[widest] {
				widest = i
			}
		}
		if sum <= p.Width || widths[widest] <= narrowest {
			return
		}
		widths[widest] = max(narrowest, widths[widest]-(sum-p.Width))
		// not below the next widest: share the loss
		for i, w := range widths {
			if i != widest && w > widths[widest] {
				widths[widest] = max(widths[widest], w-1)
			}
		}
		if sum2 := total(widths); sum2 >= sum {
			widths[widest]--
		}
	}
}

func total(widths []int) int {
	sum := 0
	for _, w := range widths {
		sum += w + 2
	}
	return sum
}

func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Styles of marked text.
const (
	Bold   = "1"
	Dim    = "2"
	Actor  = "1;32"
	Target = "1;34"
	Cue    = "1;33"
	Bad    = "1;31"
)

// Paint colours a text where colours are on.
func (p *Printer) Paint(style, s string) string {
	if !p.Color || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// Mark makes a word stand out: in colour, or between ** where there is none.
func (p *Printer) Mark(style, s string) string {
	if s == "" || p.Color {
		return p.Paint(style, s)
	}
	return "**" + s + "**"
}

// Wrap breaks a text into lines of at most width columns, each after an
// indentation. Escape sequences of Paint take no room. Width 0: one line.
func Wrap(s string, indent string, width int) string {
	if width <= 0 {
		return indent + s
	}
	room := max(width-text.StringWidth(indent), 20)
	var lines []string
	line := ""
	for _, word := range strings.Split(s, " ") {
		switch {
		case line == "":
			line = word
		case text.StringWidthWithoutEscSequences(line)+1+text.StringWidthWithoutEscSequences(word) > room:
			lines = append(lines, indent+line)
			line = word
		default:
			line += " " + word
		}
	}
	return strings.Join(append(lines, indent+line), "\n")
}
