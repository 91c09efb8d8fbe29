package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph/answer"
	"kg/graph/compare"
	"kg/graph/export"
	"kg/graph/store"
)

func newConflicts(a *app) *cobra.Command {
	var kinds []string
	c := &cobra.Command{
		Use: "conflicts [ENTITY]", Short: "Where the sources disagree",
		Long: `Lists the facts on which sources differ, both sides with their passages, and says
why: dates that have no day in common, numbers that allow no common value, places
of which none lies in the other, events that were postponed or cancelled, what one
affirms and another denies, accusations and their denial, weekdays that do not go
with their dates. With ENTITY: only facts of which it is an end.

What is less precise does not contradict what is more so: July and 15 July agree.
The exit code is 1 when conflicts were found.`,
		Example: "  kg conflicts\n  kg conflicts MEK --kind number\n  kg conflicts --format json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := compareOptions(kinds)
			if err != nil {
				return err
			}
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.conflicts(cmd.Context(), st, args, o) })
		},
		ValidArgsFunction: a.completeEntity,
	}
	a.limits(c)
	c.Flags().StringSliceVar(&kinds, "kind", nil, "only conflicts of this `KIND`: "+strings.Join(kindNames(), ", "))
	complete(c, "kind", kindNames()...)
	return c
}

func kindNames() []string {
	var out []string
	for _, k := range compare.Kinds() {
		out = append(out, string(k))
	}
	return out
}

func compareOptions(kinds []string) (answer.CompareOptions, error) {
	var o answer.CompareOptions
	for _, k := range kinds {
		known := false
		for _, n := range kindNames() {
			known = known || n == k
		}
		if !known {
			return o, fail(exitUsage, "there is no kind of conflicts %q; take one of %s", k, strings.Join(kindNames(), ", "))
		}
		o.Kinds = append(o.Kinds, compare.Kind(k))
	}
	return o, nil
}

// compared answers a comparison for all, or for the entity that is named.
func (a *app) compared(ctx context.Context, st *store.Store, args []string, o answer.CompareOptions) (answer.Compared, error) {
	r := a.reader(st)
	if len(args) == 1 {
		e, err := r.Entity(ctx, args[0])
		if err != nil {
			return answer.Compared{}, err
		}
		o.Entity = e.ID
	}
	o.Most = a.limit(factsShown)
	found, err := r.Compare(ctx, o)
	if found.More {
		a.note("kg: note: there are more than %d; --limit 0 gives all", o.Most)
	}
	return found, err
}

// factsShown is the number of conflicts or agreements that a person is shown.
const factsShown = 100

// limits gives a command the flag --limit.
func (a *app) limits(c *cobra.Command) {
	c.Flags().Int("limit", 0, "at most `N`, 0: all")
	a.sets("query.limit", c.Flags().Lookup("limit"))
}

func (a *app) conflicts(ctx context.Context, st *store.Store, args []string, o answer.CompareOptions) error {
	found, err := a.compared(ctx, st, args, o)
	if err != nil {
		return err
	}
	t := out.Table{Columns: []string{"kind", "subject", "relation", "object", "what", "sides", "why"}}
	for _, c := range found.Conflicts {
		var sides []string
		for _, s := range c.Sides {
			sides = append(sides, s.Value)
		}
		t.Values = append(t.Values, c)
		t.Rows = append(t.Rows, []string{string(c.Kind), c.Subject.ID, c.Relation, c.Object.ID, c.What, strings.Join(sides, " | "), c.Why})
	}
	t.Plain = func(p *out.Printer) error { return paintConflicts(p, found.Conflicts) }
	if len(found.Conflicts) == 0 && a.cfg.Output.Format == "table" {
		a.note("kg: no conflicts were found")
		return nil
	}
	if err := a.printer().Print(t); err != nil {
		return err
	}
	if len(found.Conflicts) > 0 {
		return quiet(exitNone)
	}
	return nil
}

func paintConflicts(p *out.Printer, all []answer.Conflict) error {
	v := export.Visible
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", p.Paint(out.Bold, plural(len(all), "conflict")))
	for i, c := range all {
		what := ""
		if c.What != "" {
			what = " · " + v(c.What)
		}
		fmt.Fprintf(&b, "\n%3d  %s  %s\n%s\n", i+1, p.Paint(out.Bad, "["+string(c.Kind)+"]"),
			p.Paint(out.Bold, fmt.Sprintf("%s · %s · %s%s", v(c.Subject.Label), c.RelationLabel, v(c.Object.Label), what)), out.Wrap(v(c.Why), "     ", p.Width))
		for _, s := range c.Sides {
			fmt.Fprintf(&b, "     %s\n", p.Paint(out.Bold, v(s.Text)+" ("+plural(s.Independent, "independent source")+")"))
			paintPassages(&b, p, s.Passages)
		}
	}
	_, err := fmt.Fprint(p.W, b.String())
	return err
}

// paintPassages writes what articles say, each with where it stands.
func paintPassages(b *strings.Builder, p *out.Printer, proofs []answer.Proof) {
	v := export.Visible
	for _, x := range proofs {
		where := []string{x.Source}
		for _, s := range []string{x.Outlet, x.Published} {
			if s != "" {
				where = append(where, s)
			}
		}
		where = append(where, x.Lang)
		for _, s := range x.Chain {
			where = append(where, "according to "+s.Label)
		}
		fmt.Fprintf(b, "%s\n       %s\n", out.Wrap("“"+marked(p, x.Pieces)+"”", "       ", p.Width), p.Paint(out.Dim, v(strings.Join(where, " · "))))
	}
}

func newAgree(a *app) *cobra.Command {
	var least int
	c := &cobra.Command{
		Use: "agree [ENTITY]", Short: "What several independent sources say",
		Long: `Lists the facts that at least two independent sources state, most first. Sources
are independent if they have originators of their own: two articles with a report
of one agency are one source, and so are articles with nearly the same words.
With ENTITY: only facts of which it is an end.`,
		Example: "  kg agree\n  kg agree Albania --least 3\n  kg agree --format jsonl",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if least < 2 {
				return fail(exitUsage, "--least is %d: it takes two to agree", least)
			}
			o := answer.CompareOptions{Agreements: true, Independent: least}
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.agree(cmd.Context(), st, args, o) })
		},
		ValidArgsFunction: a.completeEntity,
	}
	a.limits(c)
	c.Flags().IntVar(&least, "least", 2, "only facts with at least `N` independent sources")
	return c
}

func (a *app) agree(ctx context.Context, st *store.Store, args []string, o answer.CompareOptions) error {
	found, err := a.compared(ctx, st, args, o)
	if err != nil {
		return err
	}
	t := out.Table{Columns: []string{"subject", "relation", "object", "independent", "articles", "originators"}, Right: []string{"independent", "articles"}}
	for _, x := range found.Agreements {
		t.Values = append(t.Values, x)
		t.Rows = append(t.Rows, []string{x.Subject.Label, x.RelationLabel, x.Object.Label, strconv.Itoa(x.Independent), strconv.Itoa(x.Articles), strings.Join(x.Originators, ", ")})
	}
	t.Plain = func(p *out.Printer) error { return paintAgreements(p, found.Agreements) }
	if len(found.Agreements) == 0 && a.cfg.Output.Format == "table" {
		a.note("kg: no fact has %d independent sources", o.Independent)
		return quiet(exitNone)
	}
	if err := a.printer().Print(t); err != nil {
		return err
	}
	if len(found.Agreements) == 0 {
		return quiet(exitNone)
	}
	return nil
}

func paintAgreements(p *out.Printer, all []answer.Agreement) error {
	v := export.Visible
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", p.Paint(out.Bold, plural(len(all), "fact")+" with independent sources"))
	for i, x := range all {
		fmt.Fprintf(&b, "\n%3d  %s\n%s\n", i+1, p.Paint(out.Bold, fmt.Sprintf("%s · %s · %s", v(x.Subject.Label), x.RelationLabel, v(x.Object.Label))),
			out.Wrap(v(x.Why), "     ", p.Width))
		paintPassages(&b, p, x.Passages)
	}
	_, err := fmt.Fprint(p.W, b.String())
	return err
}
