package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph/answer"
	"kg/graph/export"
	"kg/graph/store"
)

func newPath(a *app) *cobra.Command {
	var o answer.PathOptions
	c := &cobra.Command{
		Use: "path A B", Short: "How two are connected, with a passage for each step",
		Long: `Shows the shortest paths between two entities, then longer ones. Each step has a
passage that proves it. Steps may be taken against the direction of a relation,
unless --directed.`,
		Example: "  kg path MEK Microsoft\n  kg path Iran NATO --relation accused --relation member_of\n  kg path Albania Israel --without iran",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.Most < 1 || o.MaxHops < 1 || o.MinSources < 1 {
				return fail(exitUsage, "--paths, --hops and --min-sources count from 1")
			}
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.path(cmd.Context(), a.reader(st), args, o) })
		},
		ValidArgsFunction: a.completeEntity,
	}
	f := c.Flags()
	f.StringArrayVar(&o.Relations, "relation", nil, "only by this `RELATION` (may be repeated)")
	f.BoolVar(&o.Directed, "directed", false, "only from subject to object")
	f.StringArrayVar(&o.Without, "without", nil, "not through this `ENTITY` (may be repeated)")
	f.IntVar(&o.MinSources, "min-sources", 1, "only edges that so many articles say")
	f.IntVar(&o.Most, "paths", 3, "at most so many paths")
	f.IntVar(&o.MaxHops, "hops", 4, "paths of at most so many steps (4 is the most)")
	_ = c.RegisterFlagCompletionFunc("relation", a.completeRelation) // the flags were defined above
	_ = c.RegisterFlagCompletionFunc("without", a.completeEntity)
	return c
}

func (a *app) path(ctx context.Context, r *answer.Reader, ends []string, o answer.PathOptions) error {
	for i, name := range o.Relations {
		id, err := r.Relation(name)
		if err != nil {
			return err
		}
		o.Relations[i] = id
	}
	for i, name := range o.Without {
		e, err := r.Entity(ctx, name)
		if err != nil {
			return err
		}
		o.Without[i] = e.ID
	}
	from, err := r.Entity(ctx, ends[0])
	if err != nil {
		return err
	}
	to, err := r.Entity(ctx, ends[1])
	if err != nil {
		return err
	}
	paths, err := r.Path(ctx, from, to, o)
	if len(paths.Cut) > 0 {
		var names []string
		for _, n := range paths.Cut {
			names = append(names, n.Label)
		}
		a.note("kg: note: too much lies around %s; not all of it was followed", shortened(names))
	}
	if err != nil {
		return err
	}
	return a.printPaths(paths)
}

// printPaths shows each path as a line, and below it a passage for each hop.
// For programs there is one row a hop.
func (a *app) printPaths(paths answer.Paths) error {
	t := out.Table{Columns: []string{"path", "hop", "from", "from_label", "to", "to_label", "subject", "relation", "object", "sources", "source", "passage"}, Whole: paths}
	p := a.printer()
	var blocks []string
	for i, x := range paths.Paths {
		blocks = append(blocks, fmt.Sprintf("%3d  %s", i+1, p.Paint(out.Bold, line(x))))
		for j, h := range x.Hops {
			best := h.Ties[0]
			t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), strconv.Itoa(j + 1), h.From.ID, h.From.Label, h.To.ID, h.To.Label,
				best.Subject, best.Predicate, best.Object, strconv.Itoa(best.Articles), h.Proof.Source, h.Proof.Quote})
			blocks = append(blocks, passage(p, "     ", h.Proof)+a.others(p, h))
		}
	}
	t.Plain = func(p *out.Printer) error {
		_, err := fmt.Fprintln(p.W, strings.Join(blocks, "\n\n"))
		return err
	}
	return p.Print(t)
}

// line is a path on one line.
func line(x answer.Path) string {
	v := export.Visible
	var b strings.Builder
	b.WriteString(v(x.Hops[0].From.Label))
	for _, h := range x.Hops {
		if h.Ties[0].Subject == h.From.ID {
			fmt.Fprintf(&b, " —%s→ %s", h.Proof.RelationLabel, v(h.To.Label))
		} else {
			fmt.Fprintf(&b, " ←%s— %s", h.Proof.RelationLabel, v(h.To.Label))
		}
	}
	return b.String()
}

// others says what else ties the ends of a hop.
func (a *app) others(p *out.Printer, h answer.Hop) string {
	if len(h.Ties) == 1 {
		return ""
	}
	var list []string
	for _, t := range h.Ties[1:] {
		s, o := h.From.Label, h.To.Label
		if t.Subject != h.From.ID {
			s, o = o, s
		}
		list = append(list, fmt.Sprintf("%s %s %s (%s)", s, a.relationLabel(t.Predicate, a.cfg.Output.Lang), o, plural(t.Articles, "article")))
	}
	return "\n     " + p.Paint(out.Dim, export.Visible("also: "+shortened(list)))
}
