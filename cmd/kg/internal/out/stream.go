package out

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"kg/graph/export"
)

// Stream writes a table whose rows come one part after the other: for programs
// each part at once, for a person as soon as some rows tell how wide the
// columns are.
type Stream struct {
	p      *Printer
	begun  bool
	window Table // rows that wait for others
	since  time.Time
	widths []int
}

// The rows that decide how wide columns are: so many, or those that come
// within that time.
const (
	windowRows = 500
	windowTime = 400 * time.Millisecond
)

// Stream begins a table.
func (p *Printer) Stream() *Stream { return &Stream{p: p} }

// Add writes rows, or keeps them for a moment.
func (s *Stream) Add(t Table) error {
	switch s.p.Format {
	case "json":
		return s.json(t)
	case "jsonl":
		return s.p.jsonl(t)
	case "csv":
		if s.begun {
			return s.p.csvRows(t.Rows)
		}
		s.begun = true
		return s.p.csv(t)
	}
	if s.widths != nil {
		if len(t.Rows) == 0 {
			return nil
		}
		return s.p.render(t, s.widths, false)
	}
	if len(s.window.Rows) == 0 {
		s.since = time.Now()
	}
	t.Rows = append(s.window.Rows, t.Rows...)
	s.window = t
	if len(t.Rows) < windowRows && time.Since(s.since) < windowTime {
		return nil
	}
	return s.flush()
}

// flush writes the first rows of a table for a person.
func (s *Stream) flush() error {
	if len(s.window.Rows) == 0 {
		return nil
	}
	s.widths = s.p.widths(s.window)
	t := s.window
	s.window = Table{}
	return s.p.render(t, s.widths, true)
}

// Close writes what waited. An answer that was broken off is not made to look
// whole: JSON stays without its end.
func (s *Stream) Close(whole bool) error {
	switch {
	case s.p.Format == "json" && whole && !s.begun:
		return s.p.JSON([]any{})
	case s.p.Format == "json" && s.begun:
		end := "\n"
		if whole {
			end = "\n]\n"
		}
		_, err := io.WriteString(s.p.W, end)
		return err
	}
	return s.flush()
}

// json writes rows as items of one list.
func (s *Stream) json(t Table) error {
	var b bytes.Buffer
	for i := range t.Rows {
		item, err := export.MarshalJSON(t.value(i))
		if err != nil {
			return fmt.Errorf("write json: %w", err)
		}
		if s.begun {
			b.WriteString(",\n  ")
		} else {
			b.WriteString("[\n  ")
		}
		s.begun = true
		if err := json.Indent(&b, item, "  ", "  "); err != nil {
			return fmt.Errorf("write json: %w", err)
		}
	}
	_, err := s.p.W.Write(b.Bytes())
	return err
}
