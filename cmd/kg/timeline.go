package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph/answer"
	"kg/graph/export"
	"kg/graph/store"
	"kg/graph/timeline"
)

func newTimeline(a *app) *cobra.Command {
	var o answer.TimelineOptions
	var format, file string
	c := &cobra.Command{
		Use: "timeline [ENTITY]", Short: "Dated events in order",
		Long: `Lists what happened, in the order of the dates, or only what ENTITY did or suffered.
What several articles tell of one event stands together. A date is shown as precise
as its words; events of which nobody tells the year come last.

--since and --until take a day, month or year (2022-09-07, 2022-09, 2022) and keep
what may lie between. --format svg draws the line.`,
		Example: "  kg timeline Iran\n  kg timeline --since 2022 --until 2022-08\n  kg timeline MEK --format svg -o mek.svg",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.checkTimeline(o, format, file); err != nil {
				return err
			}
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.timeline(cmd.Context(), st, args, o, format, file) })
		},
		ValidArgsFunction: a.completeEntity,
	}
	c.Flags().StringVar(&o.Since, "since", "", "only what may have happened on `DATE` or later")
	c.Flags().StringVar(&o.Until, "until", "", "only what may have happened on `DATE` or before")
	c.Flags().IntVar(&o.Limit, "limit", 1000, "at most `N` events; 0: all")
	c.Flags().StringVar(&format, "format", "", "`FORM`: table, json, jsonl, csv or svg (output.format)")
	c.Flags().StringVarP(&file, "output", "o", "-", "`FILE` to draw into; it appears only when it is whole")
	complete(c, "format", "table", "json", "jsonl", "csv", "svg")
	return c
}

// checkTimeline checks the flags, and lets --format override the configuration.
func (a *app) checkTimeline(o answer.TimelineOptions, format, file string) error {
	for _, b := range [][2]string{{"since", o.Since}, {"until", o.Until}} {
		if b[1] == "" {
			continue
		}
		if err := timeline.CheckBound(b[1]); err != nil {
			return fail(exitUsage, "--%s: %w; write 2022-09-07, 2022-09 or 2022", b[0], err)
		}
	}
	switch {
	case o.Limit < 0:
		return fail(exitUsage, "--limit is %d; 0 gives all", o.Limit)
	case file != "-" && format != "svg":
		return fail(exitUsage, "-o goes with --format svg")
	case format == "" || format == "svg":
		return nil
	case !slices.Contains([]string{"table", "json", "jsonl", "csv"}, format):
		return fail(exitUsage, "there is no form %q; take table, json, jsonl, csv or svg", format)
	}
	a.cfg.Output.Format = format
	return nil
}

func (a *app) timeline(ctx context.Context, st *store.Store, args []string, o answer.TimelineOptions, format, file string) error {
	r := a.reader(st)
	heading := "Timeline"
	if len(args) == 1 {
		e, err := r.Entity(ctx, args[0])
		if err != nil {
			return err
		}
		o.Entity = e.ID
		heading = export.Visible(e.Label(a.cfg.Output.Lang))
	}
	events, more, err := r.Timeline(ctx, o)
	if err != nil {
		return err
	}
	if more {
		a.note("kg: only the first %d events are shown; --limit 0 gives all", o.Limit)
	}
	if len(events) == 0 {
		a.note("kg: no article dates anything there")
	}
	switch {
	case format == "svg":
		err = a.deliver(file, func(w io.Writer) error { return timeline.SVG(w, heading, answer.Rows(events)) })
	case len(events) > 0 || a.cfg.Output.Format != "table":
		err = a.printTimeline(events)
	}
	if err == nil && len(events) == 0 {
		return quiet(exitNone)
	}
	return err
}

func (a *app) printTimeline(events []answer.Event) error {
	t := out.Table{Columns: []string{"date", "precision", "subject", "relation", "object", "held", "articles"}, Right: []string{"articles"}}
	for _, e := range events {
		t.Values = append(t.Values, e)
		t.Rows = append(t.Rows, []string{e.Date, e.Precision, e.Subject.ID, e.Relation, e.Object.ID, e.Held, strconv.Itoa(e.Articles)})
	}
	t.Plain = func(p *out.Printer) error { return paintTimeline(p, events) }
	return a.printer().Print(t)
}

func paintTimeline(p *out.Printer, events []answer.Event) error {
	v := export.Visible
	widest := 0
	for _, e := range events {
		widest = max(widest, utf8.RuneCountInString(e.When()))
	}
	var b strings.Builder
	year := ""
	for _, e := range events {
		if y := e.Year(); y != year {
			if year != "" {
				b.WriteByte('\n')
			}
			year = y
			fmt.Fprintln(&b, p.Paint(out.Bold, y))
		}
		note := plural(e.Articles, "article")
		if e.Held != "stated" {
			note += ", " + e.Held
		}
		fmt.Fprintf(&b, "  %s%s  %s · %s · %s  %s\n", e.When(), strings.Repeat(" ", widest-utf8.RuneCountInString(e.When())),
			v(e.Subject.Label), e.RelationLabel, v(e.Object.Label), p.Paint(out.Dim, "("+note+")"))
	}
	_, err := fmt.Fprint(p.W, b.String())
	return err
}
