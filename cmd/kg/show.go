package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph"
	"kg/graph/answer"
	"kg/graph/export"
	"kg/graph/store"
)

func newShow(a *app) *cobra.Command {
	c := &cobra.Command{
		Use: "show ENTITY | ARTICLE", Short: "What is known of an entity, or of an article",
		Long: `Shows an entity: its names by language, its type, and its edges in both
directions with the number of articles behind each and the first and last date;
of each relation the 20 with the most articles, unless --limit says otherwise.
Or an article: where it came from, and what it says.`,
		Example: "  kg show Iran\n  kg show \"Volksmudschahedin\" --lang de\n  kg show 004",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.show(cmd.Context(), st, args[0]) })
		},
		ValidArgsFunction: a.completeEntity,
	}
	a.limits(c)
	return c
}

// show takes the name for an entity first, then for an article.
func (a *app) show(ctx context.Context, st *store.Store, name string) error {
	r := a.reader(st)
	if strings.HasPrefix(answer.Bare(name), graph.ArticlePrefix) {
		x, err := r.Article(ctx, name)
		if err != nil {
			return err
		}
		return a.showArticle(ctx, st, x)
	}
	e, err := r.Entity(ctx, name)
	if isNoEntity(err) {
		if x, err2 := r.Article(ctx, name); err2 == nil {
			return a.showArticle(ctx, st, x)
		} else if !isNoArticle(err2) {
			return err2
		}
	}
	if err != nil {
		return err
	}
	p, err := r.Show(ctx, e, a.limit(edgesShown))
	if err != nil {
		return err
	}
	return a.printPortrait(p)
}

func (a *app) printPortrait(p answer.Portrait) error {
	t := out.Table{Columns: []string{"direction", "relation", "entity", "label", "sources", "first", "last"}, Whole: p}
	for _, n := range p.Edges {
		t.Rows = append(t.Rows, []string{n.Direction, n.Relation, n.Entity, n.Label, strconv.Itoa(n.Sources), n.First, n.Last})
	}
	t.Plain = func(pr *out.Printer) error { return a.paintPortrait(pr, p) }
	return a.printer().Print(t)
}

func (a *app) paintPortrait(p *out.Printer, e answer.Portrait) error {
	v := export.Visible
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s  <%s>\n", p.Paint(out.Bold, v(e.Label)), a.typeLabel(e.Type, a.cfg.Output.Lang), v(e.ID))
	for _, line := range namesByLanguage(e.Labels, e.Aliases) {
		fmt.Fprintln(&b, out.Wrap(v(line), "  ", p.Width))
	}
	if len(e.SameAs) > 0 {
		fmt.Fprintf(&b, "  same as  %s\n", v(strings.Join(e.SameAs, ", ")))
	}
	fmt.Fprintf(&b, "  %s in %s", plural(e.Claims, "statement"), plural(e.Articles, "article"))
	if e.NoEdge > 0 {
		fmt.Fprintf(&b, "; %d of them denied, possible or planned: no edge", e.NoEdge)
	}
	fmt.Fprintln(&b)
	if _, err := fmt.Fprintln(p.W, b.String()); err != nil || len(e.Edges) == 0 {
		return err
	}
	t := out.Table{Columns: []string{"subject", "relation", "object", "sources", "first", "last", ""}, Right: []string{"sources"}}
	for _, n := range e.Edges {
		s, o := e.Label, n.Label
		if n.Direction == "in" {
			s, o = o, s
		}
		mark := ""
		if n.Alleged {
			mark = "alleged"
		}
		t.Rows = append(t.Rows, []string{s, a.relationLabel(n.Relation, a.cfg.Output.Lang), o, strconv.Itoa(n.Sources), n.First, n.Last, mark})
	}
	if err := p.Table(t); err != nil {
		return err
	}
	if e.More > 0 {
		a.note("kg: note: %d further edges have fewer sources; --limit 0 shows all", e.More)
	}
	return nil
}

// edgesShown is the number of edges of one relation and direction that a person is shown.
const edgesShown = 20

// namesByLanguage gives one line for each language, the label first.
func namesByLanguage(labels, aliases []graph.Name) []string {
	byLang := map[string][]string{}
	seen := map[graph.Name]bool{}
	for _, n := range append(append([]graph.Name(nil), labels...), aliases...) {
		if !seen[n] {
			seen[n] = true
			byLang[n.Lang] = append(byLang[n.Lang], n.Text)
		}
	}
	var out []string
	for _, l := range slices.Sorted(maps.Keys(byLang)) {
		name := l
		if name == "" {
			name = "any"
		}
		out = append(out, fmt.Sprintf("%-3s  %s", name, strings.Join(byLang[l], ", ")))
	}
	return out
}
