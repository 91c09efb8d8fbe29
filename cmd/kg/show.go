package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph"
	"kg/graph/export"
	"kg/graph/store"
)

func newShow(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "show ENTITY | ARTICLE", Short: "What is known of an entity, or of an article",
		Long: `Shows an entity: its names by language, its type, and its edges in both
directions with the number of articles behind each and the first and last date.
Or an article: where it came from, and what it says.`,
		Example: "  kg show Iran\n  kg show \"Volksmudschahedin\" --lang de\n  kg show 004",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.show(cmd.Context(), st, args[0]) })
		},
		ValidArgsFunction: a.completeEntity,
	}
}

// show takes the name for an entity first, then for an article.
func (a *app) show(ctx context.Context, st *store.Store, name string) error {
	if strings.HasPrefix(bare(name), graph.ArticlePrefix) {
		x, err := a.article(ctx, st, name)
		if err != nil {
			return err
		}
		return a.showArticle(ctx, st, x)
	}
	e, err := a.entity(ctx, st, name)
	var f *failure
	if errors.As(err, &f) && f.code == exitNone {
		if x, err2 := a.article(ctx, st, name); err2 == nil {
			return a.showArticle(ctx, st, x)
		} else if !errors.Is(err2, errNoArticle) {
			return err2
		}
	}
	if err != nil {
		return err
	}
	return a.showEntity(ctx, st, e)
}

// neighbour is one edge of an entity, merged over articles.
type neighbour struct {
	Direction string   `json:"direction"` // "out": the entity is the subject
	Relation  string   `json:"relation"`
	Entity    string   `json:"entity"`
	Label     string   `json:"label"`
	Type      string   `json:"type"`
	Sources   int      `json:"sources"`
	Articles  []string `json:"articles"`
	Alleged   bool     `json:"alleged"`
	First     string   `json:"first"`
	Last      string   `json:"last"`
}

// portrait is what `show` says of an entity.
type portrait struct {
	ID       string       `json:"id"`
	Label    string       `json:"label"`
	Type     string       `json:"type"`
	Labels   []graph.Name `json:"labels"`
	Aliases  []graph.Name `json:"aliases"`
	SameAs   []string     `json:"same_as"`
	Curated  bool         `json:"curated"`
	Articles int          `json:"articles"` // that say something of it
	Claims   int          `json:"claims"`
	NoEdge   int          `json:"no_edge"` // claims that are denied, possible, planned
	Edges    []neighbour  `json:"edges"`
}

func (a *app) showEntity(ctx context.Context, st *store.Store, e graph.Entity) error {
	claims, err := around(ctx, st, e.ID)
	if err != nil {
		return err
	}
	r := newResolver(ctx, st, false)
	p, err := a.portrait(e, claims, r)
	if err != nil || r.err != nil {
		return errors.Join(err, r.err)
	}
	t := out.Table{Columns: []string{"direction", "relation", "entity", "label", "sources", "first", "last"}, Whole: p}
	for _, n := range p.Edges {
		t.Rows = append(t.Rows, []string{n.Direction, n.Relation, n.Entity, n.Label, strconv.Itoa(n.Sources), n.First, n.Last})
	}
	t.Plain = func(pr *out.Printer) error { return a.paintPortrait(pr, p) }
	return a.printer().Print(t)
}

// around reads all claims with the entity as subject or object, each once.
func around(ctx context.Context, st *store.Store, id string) ([]graph.Claim, error) {
	claims, err := collect(ctx, st, store.Filter{Subject: id})
	if err != nil {
		return nil, err
	}
	in, err := collect(ctx, st, store.Filter{Object: id})
	if err != nil {
		return nil, err
	}
	for _, c := range in {
		if c.Subject != id {
			claims = append(claims, c)
		}
	}
	return claims, nil
}

func (a *app) portrait(e graph.Entity, claims []graph.Claim, r *resolver) (portrait, error) {
	lang := a.cfg.Output.Lang
	p := portrait{ID: e.ID, Label: e.Label(lang), Type: e.Type, Labels: e.Labels, Aliases: e.Aliases, SameAs: e.SameAs, Curated: e.Curated, Claims: len(claims), Edges: []neighbour{}}
	articles := map[string]bool{}
	for _, c := range claims {
		articles[c.Article] = true
		if !c.Edge() {
			p.NoEdge++
		}
	}
	p.Articles = len(articles)
	edges, err := export.Edges(slice(claims))
	if err != nil {
		return p, err
	}
	for _, x := range edges {
		n := neighbour{Direction: "out", Relation: x.Predicate, Entity: x.Object, Sources: len(x.Articles), Articles: x.Articles, Alleged: x.Alleged, First: x.First, Last: x.Last}
		if x.Subject != e.ID {
			n.Direction, n.Entity = "in", x.Subject
		}
		other := r.Entity(n.Entity)
		n.Label, n.Type = other.Label(lang), other.Type
		p.Edges = append(p.Edges, n)
	}
	sort.SliceStable(p.Edges, func(i, j int) bool {
		x, y := p.Edges[i], p.Edges[j]
		switch {
		case x.Direction != y.Direction:
			return x.Direction > y.Direction
		case x.Relation != y.Relation:
			return x.Relation < y.Relation
		case x.Sources != y.Sources:
			return x.Sources > y.Sources
		}
		return x.Label < y.Label
	})
	return p, nil
}

// slice makes a sequence of claims that are at hand.
func slice(claims []graph.Claim) export.Claims {
	return func(yield func(graph.Claim, error) bool) {
		for _, c := range claims {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (a *app) paintPortrait(p *out.Printer, e portrait) error {
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
	return p.Table(t)
}

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
