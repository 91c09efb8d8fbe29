// Package timeline puts dated claims in order. What sources say of one event stands together; a date is shown as precise as
// its words, never more so.
package timeline

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"kg/graph"
	"kg/graph/edtf"
	"kg/graph/ontology"
	"kg/internal/extsort"
)

// Entry is one event, or one state from some time on, as one or several articles tell of it.
type Entry struct {
	Date                       string // EDTF, the most precise of the claims
	Subject, Predicate, Object string
	Planned                    bool // it is only planned: no article says that it happened
	Claims                     []graph.Claim
}

// Options choose what is on the line.
type Options struct {
	Ontology     *ontology.Ontology
	Since, Until string // EDTF; "": no bound. What may lie inside is kept.
	Memory       int    // bytes kept in memory; 0: a common amount
}

// merged is the length in days up to which a date that holds a more precise one is taken for the same event's.
const merged = 31

// Build gives the entries in the order of their dates; those whose year is not told come last. It reads the claims once, and
// keeps no more of them in memory than o.Memory.
func Build(ctx context.Context, claims iter.Seq2[graph.Claim, error], o Options) iter.Seq2[Entry, error] {
	if o.Memory == 0 {
		o.Memory = extsort.Memory
	}
	return func(yield func(Entry, error) bool) {
		byFact, byDate := extsort.New(o.Memory/2), extsort.New(o.Memory/2)
		defer byFact.Close()
		defer byDate.Close()
		if err := o.fill(ctx, claims, byFact, byDate); err != nil {
			yield(Entry{}, err)
			return
		}
		for line, err := range byDate.Lines() {
			var e Entry
			if err == nil {
				_, text, _ := strings.Cut(line, "\t")
				err = json.Unmarshal([]byte(text), &e)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// fill sorts the dated claims by what they say, merges them, and sorts the entries by date.
func (o Options) fill(ctx context.Context, claims iter.Seq2[graph.Claim, error], byFact, byDate *extsort.Sorter) error {
	for c, err := range claims {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if planned := c.Polarity == graph.Affirmed && c.Modality == graph.Planned; !c.Edge() && !planned || !o.inside(c.Date) {
			continue
		}
		if err := add(byFact, o.fact(c), c); err != nil {
			return err
		}
	}
	fact := ""
	var group []graph.Claim
	flush := func() error {
		for _, e := range o.merge(group) {
			if err := add(byDate, order(e), e); err != nil {
				return err
			}
		}
		group = nil
		return nil
	}
	for line, err := range byFact.Lines() {
		if err != nil {
			return err
		}
		key, text, _ := strings.Cut(line, "\t")
		var c graph.Claim
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			return fmt.Errorf("timeline: %w", err)
		}
		if key != fact {
			if err := flush(); err != nil {
				return err
			}
			fact = key
		}
		group = append(group, c)
	}
	return flush()
}

func add(s *extsort.Sorter, key string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("timeline: %w", err)
	}
	return s.Add(key + "\t" + string(b))
}

// inside reports whether a date can be read and may lie between the bounds.
func (o Options) inside(date string) bool {
	if _, err := edtf.Parse(date); err != nil {
		return false
	}
	if o.Since != "" && edtf.Contradicts(date, start(o.Since)+"/..") {
		return false
	}
	return o.Until == "" || !edtf.Contradicts(date, "../"+end(o.Until))
}

// start and end take the wanted end of a bound that is itself an interval.
func start(s string) string { from, _, _ := strings.Cut(s, "/"); return from }

func end(s string) string {
	if _, to, ok := strings.Cut(s, "/"); ok {
		return to
	}
	return s
}

// CheckBound says what is wrong with a bound, or nil.
func CheckBound(s string) error {
	if d, err := edtf.Parse(s); err != nil || d.AnyYear || !d.Began || !d.Ended {
		return fmt.Errorf("%q is no day, month or year", s)
	}
	return nil
}

func (o Options) fact(c graph.Claim) string {
	s, ob := c.Subject, c.Object
	if r := o.Ontology.Relation(c.Predicate); r != nil && r.Symmetric && ob < s {
		s, ob = ob, s
	}
	return clean(strings.Join([]string{s, c.Predicate, ob}, "\x1f"))
}

// merge puts the claims of one fact together that tell of one event: they have the same date, or a month that holds the day
// of one other. A month that holds two days stands by itself.
func (o Options) merge(group []graph.Claim) []Entry {
	slices.SortStableFunc(group, func(a, b graph.Claim) int {
		if c := length(a.Date) - length(b.Date); c != 0 {
			return c
		}
		if c := strings.Compare(a.Date, b.Date); c != 0 {
			return c
		}
		if c := strings.Compare(a.Article, b.Article); c != 0 {
			return c
		}
		return a.Span.Start - b.Span.Start
	})
	var out []Entry
	for _, c := range group {
		planned := c.Modality == graph.Planned
		same, holds := -1, []int{}
		for i, e := range out {
			switch {
			case e.Planned != planned:
			case e.Date == c.Date:
				same = i
			case length(c.Date) <= merged && length(e.Date) <= merged && !edtf.Contradicts(e.Date, c.Date):
				holds = append(holds, i)
			}
		}
		if same < 0 && len(holds) == 1 {
			same = holds[0]
		}
		if same < 0 {
			out = append(out, Entry{Date: c.Date, Subject: c.Subject, Predicate: c.Predicate, Object: c.Object, Planned: planned})
			same = len(out) - 1
		}
		out[same].Claims = append(out[same].Claims, c)
	}
	for i := range out {
		slices.SortStableFunc(out[i].Claims, func(a, b graph.Claim) int {
			if c := strings.Compare(a.Article, b.Article); c != 0 {
				return c
			}
			return a.Span.Start - b.Span.Start
		})
	}
	return out
}

// length is the number of days that a date may mean; a date whose year is not told counts as a little longer than one that
// has it, and one without an end as endless.
func length(date string) int {
	d, err := edtf.Parse(date)
	switch {
	case err != nil || !d.Began || !d.Ended:
		return 1 << 40
	case d.AnyYear:
		return d.Last - d.First + 2
	}
	return d.Last - d.First + 1
}

// order is a text by which entries sort: dates with a year first, by their first day; of two that begin together the more
// precise first.
func order(e Entry) string {
	d, _ := edtf.Parse(e.Date) // valid: inside has read it
	any, first, last := 0, d.First, d.Last
	if d.AnyYear {
		any = 1
	}
	if !d.Began {
		first = last // until 2012: known by its end
	}
	const shift = 1 << 41 // makes all days positive
	return fmt.Sprintf("%d %014d %014d %s\x1f%s\x1f%s %t", any, first+shift, last+shift, clean(e.Subject), clean(e.Predicate), clean(e.Object), e.Planned)
}

// clean keeps the marks between the parts of a line out of names; a store may have been filled by others.
func clean(s string) string {
	return strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(s)
}
