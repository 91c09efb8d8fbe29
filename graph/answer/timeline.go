package answer

import (
	"context"
	"fmt"
	"strings"

	"kg/graph/edtf"
	"kg/graph/export"
	"kg/graph/store"
	"kg/graph/timeline"
)

// Event is an entry of a timeline, with the passages that tell of it. Its schema is stable: fields are added, never renamed.
type Event struct {
	Date          string  `json:"date"`      // EDTF
	DateText      string  `json:"date_text"` // in English
	Precision     string  `json:"precision"` // day, month, season, quarter, year, decade, century, interval, since, until
	YearKnown     bool    `json:"year_known"`
	Subject       Named   `json:"subject"`
	Relation      string  `json:"relation"`
	RelationLabel string  `json:"relation_label"`
	Object        Named   `json:"object"`
	Held          string  `json:"held"`     // "stated" if one article states it as a fact, else "alleged" or "planned"
	Articles      int     `json:"articles"` // that tell of it
	Passages      []Proof `json:"passages"`
}

// TimelineOptions say what is on the line.
type TimelineOptions struct {
	Entity       string // ID: only what it did or suffered; "": all
	Since, Until string // EDTF; "": no bound
	Limit        int    // at most so many events; 0: all
}

// Timeline gives dated events in order, and whether there are more than the limit.
func (r *Reader) Timeline(ctx context.Context, o TimelineOptions) (events []Event, more bool, err error) {
	claims := r.Store.Claims(ctx, store.Filter{})
	if o.Entity != "" {
		var dated []store.Mark
		for m, err := range r.Store.Marks(ctx, o.Entity, r.Onto.Relations()) {
			if err != nil {
				return nil, false, err
			}
			if m.Date != "" {
				dated = append(dated, m)
			}
		}
		claims = r.Store.ClaimsOf(ctx, dated)
	}
	names, texts := NewNames(ctx, r.Store, false), NewNames(ctx, r.Store, true)
	for e, err := range timeline.Build(ctx, claims, timeline.Options{Ontology: r.Onto, Since: o.Since, Until: o.Until}) {
		if err != nil {
			return nil, false, err
		}
		if o.Limit > 0 && len(events) == o.Limit {
			more = true
			break
		}
		proofs, err := r.prove(texts, e.Claims)
		if err != nil {
			return nil, false, err
		}
		days, err := edtf.Parse(e.Date)
		if err != nil {
			return nil, false, fmt.Errorf("timeline: %w", err)
		}
		x := Event{Date: e.Date, DateText: edtf.English(e.Date), Precision: edtf.Precision(e.Date), YearKnown: !days.AnyYear,
			Subject: r.named(names.Entity(e.Subject)), Relation: e.Predicate, RelationLabel: r.RelationLabel(e.Predicate),
			Object: r.named(names.Entity(e.Object)), Held: "alleged", Passages: proofs}
		articles := map[string]bool{}
		for _, p := range proofs {
			articles[p.Article] = true
			if p.Held == "stated" {
				x.Held = "stated"
			}
		}
		if e.Planned {
			x.Held = "planned"
		}
		x.Articles = len(articles)
		events = append(events, x)
	}
	return events, more, names.Err()
}

// YearNotTold heads the events of which nobody tells the year.
const YearNotTold = "Year not told"

// Year is the heading under which an event stands.
func (e Event) Year() string {
	if !e.YearKnown {
		return YearNotTold
	}
	y := strings.TrimPrefix(e.Date, "../")
	switch e.Precision {
	case "decade", "century":
		return e.DateText
	}
	return y[:4]
}

// When is the date for a person as it stands under its year.
func (e Event) When() string {
	s := strings.TrimSuffix(e.DateText, " (year not told)")
	if e.Precision == "day" || e.Precision == "month" {
		s = strings.TrimSuffix(s, " "+e.Year())
	}
	return s
}

// longest is the number of days up to which an interval is drawn as a month, a quarter or a season is.
const longest = 100

// Rows are events as a drawing has them.
func Rows(events []Event) []timeline.Row {
	var out []timeline.Row
	v := export.Visible
	for _, e := range events {
		row := timeline.Row{Group: e.Year(), Date: e.When(), Precision: e.Precision, Faint: e.Held != "stated",
			Text: fmt.Sprintf("%s %s %s", v(e.Subject.Label), e.RelationLabel, v(e.Object.Label)), Note: Plural(e.Articles, "article")}
		if d, err := edtf.Parse(e.Date); err == nil && e.Precision == "interval" && d.Last-d.First < longest {
			row.Precision = "month"
		}
		if e.Held != "stated" {
			row.Note += " · " + e.Held
		}
		var sources []string
		for _, p := range e.Passages {
			sources = append(sources, v(p.Source+": "+p.Quote))
		}
		row.Title = strings.Join(sources, " — ")
		out = append(out, row)
	}
	return out
}
