package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph"
	"kg/graph/answer"
	"kg/graph/export"
	"kg/graph/store"
)

func newSources(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "sources [ARTICLE...]", Short: "The articles in the store",
		Long: `Lists the articles in the store with what was read out of each. ARTICLE is an ID,
the beginning of one, an IRI, a path or a file name.`,
		Example: "  kg sources\n  kg sources 004 --format json",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.sources(cmd.Context(), st, args) })
		},
		ValidArgsFunction: a.completeArticle,
	}
}

// source is an article as programs read it.
type source struct {
	ID         string `json:"id"`
	Source     string `json:"source"`
	Lang       string `json:"lang"`
	Title      string `json:"title"`
	Outlet     string `json:"outlet"`
	Agency     string `json:"agency"`
	Place      string `json:"place"`
	Published  string `json:"published"`
	URL        string `json:"url"`
	SHA256     string `json:"sha256"`
	TextSHA256 string `json:"text_sha256,omitempty"`
	Rules      string `json:"rules"`
	Bytes      int    `json:"bytes,omitempty"`
	Claims     int    `json:"claims"`
	Edges      int    `json:"edges"`
}

func newSource(x graph.Article, claims, edges int) source {
	s := source{ID: x.ID, Source: x.Source, Lang: x.Lang, Title: x.Title, Outlet: x.Outlet, Agency: x.Agency, Place: x.Place,
		Published: x.Published, URL: x.URL, SHA256: x.SHA256, Rules: x.Rules, Bytes: len(x.Text), Claims: claims, Edges: edges}
	if x.Text != "" {
		s.TextSHA256 = x.TextSHA256()
	}
	return s
}

func (a *app) sources(ctx context.Context, st *store.Store, names []string) error {
	all, err := st.Articles(ctx)
	if err != nil {
		return err
	}
	list := all
	if len(names) > 0 {
		if list, err = a.articles(ctx, st, names); err != nil {
			return err
		}
	}
	claims, edges, err := tally(ctx, st, list, len(all))
	if err != nil {
		return err
	}
	t := out.Table{Columns: []string{"id", "lang", "published", "outlet", "title", "claims", "edges"}, Right: []string{"claims", "edges"}}
	for _, x := range list {
		t.Values = append(t.Values, newSource(x, claims[x.ID], edges[x.ID]))
		outlet := x.Outlet
		if outlet == "" {
			outlet = x.Agency
		}
		t.Rows = append(t.Rows, []string{x.ID, x.Lang, x.Published, outlet, x.Title, strconv.Itoa(claims[x.ID]), strconv.Itoa(edges[x.ID])})
	}
	if len(list) > 0 || a.cfg.Output.Format != "table" {
		if err := a.printer().Print(t); err != nil {
			return err
		}
	}
	if len(list) == 0 {
		a.note("kg: the store holds no articles; `kg ingest` reads some")
		return quiet(exitNone)
	}
	return nil
}

// tally counts the claims and edges of articles: in one pass over all claims,
// or, where few articles are wanted, article by article.
func tally(ctx context.Context, st *store.Store, list []graph.Article, all int) (claims, edges map[string]int, err error) {
	claims, edges = map[string]int{}, map[string]int{}
	filters := []store.Filter{{}}
	if len(list) < all {
		filters = nil
		for _, x := range list {
			filters = append(filters, store.Filter{Article: x.ID})
		}
	}
	for _, f := range filters {
		article, seen := "", map[[3]string]bool{}
		for c, err := range st.Claims(ctx, f) { // article by article
			if err != nil {
				return nil, nil, err
			}
			if c.Article != article {
				article = c.Article
				clear(seen)
			}
			claims[article]++
			k := [3]string{c.Subject, c.Predicate, c.Object}
			if c.Edge() && !seen[k] {
				seen[k] = true
				edges[article]++
			}
		}
	}
	return claims, edges, nil
}

// showArticle tells where an article came from and what it says.
func (a *app) showArticle(ctx context.Context, st *store.Store, x graph.Article) error {
	x, err := st.Article(ctx, x.ID)
	if err != nil {
		return err
	}
	r := a.reader(st)
	claims, err := r.Claims(ctx, store.Filter{Article: x.ID})
	if err != nil {
		return err
	}
	edges, err := export.Edges(answer.Sequence(claims))
	if err != nil {
		return err
	}
	names := answer.NewNames(ctx, st, false)
	t := out.Table{Columns: []string{"subject", "relation", "object", "date"}, Whole: newSource(x, len(claims), len(edges))}
	lang := a.cfg.Output.Lang
	for _, e := range edges {
		t.Rows = append(t.Rows, []string{names.Entity(e.Subject).Label(lang), r.RelationLabel(e.Predicate), names.Entity(e.Object).Label(lang), e.First})
	}
	if err := names.Err(); err != nil {
		return err
	}
	t.Plain = func(p *out.Printer) error { return paintArticle(p, x, len(claims), len(edges), t) }
	return a.printer().Print(t)
}

func paintArticle(p *out.Printer, x graph.Article, claims, edges int, t out.Table) error {
	v := export.Visible
	var b strings.Builder
	title := x.Title
	if title == "" {
		title = x.SourceName()
	}
	fmt.Fprintf(&b, "%s  <%s>\n", p.Paint(out.Bold, v(title)), v(x.IRI()))
	for _, f := range [][2]string{{"source", x.Source}, {"url", x.URL}, {"language", x.Lang}, {"outlet", x.Outlet}, {"agency", x.Agency},
		{"dateline", x.Place}, {"published", x.Published}, {"text", fmt.Sprintf("%d bytes, sha256 %s", len(x.Text), x.TextSHA256())}, {"rules", x.Rules},
		{"says", fmt.Sprintf("%s, %s", plural(claims, "claim"), plural(edges, "edge"))}} {
		if f[1] != "" {
			fmt.Fprintf(&b, "  %-10s %s\n", f[0], v(f[1]))
		}
	}
	if _, err := fmt.Fprintln(p.W, b.String()); err != nil || len(t.Rows) == 0 {
		return err
	}
	return p.Table(t)
}

// completeArticle offers the IDs in the store that begin with what was typed.
func (a *app) completeArticle(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	err := a.completing(cmd, func(st *store.Store) error {
		all, err := st.Articles(cmd.Context())
		for _, x := range all {
			if strings.HasPrefix(x.ID, typed) {
				ids = append(ids, x.ID+"\t"+export.Visible(x.Title))
			}
		}
		return err
	})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
