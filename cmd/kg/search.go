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

func newSearch(a *app) *cobra.Command {
	var o answer.SearchOptions
	c := &cobra.Command{
		Use: "search WORD...", Short: "Find names and texts by words",
		Long: `Finds entities by the beginnings of the words of their names, and articles that
have all the words in their texts, in any form that has the same stem (English,
German, French), whatever its case and accents. Words between quotation marks
must stand together. Of each article it shows the best passage, and what was
read out of it.`,
		Example: "  kg search cyberattack Albania\n  kg search Sanktionen --in de\n  kg search '\"diplomatic relations\" embassy'",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.Most < 1 {
				return fail(exitUsage, "--limit counts from 1")
			}
			return a.reading(cmd.Context(), func(st *store.Store) error {
				return a.search(cmd.Context(), a.reader(st), strings.Join(args, " "), o)
			})
		},
	}
	c.Flags().IntVar(&o.Most, "limit", 20, "at most `N` names and as many passages")
	c.Flags().StringVar(&o.Lang, "in", "", "only texts in this `LANGUAGE`: en, de, fr, or und for others")
	complete(c, "in", "en", "de", "fr", "und")
	return c
}

func (a *app) search(ctx context.Context, r *answer.Reader, text string, o answer.SearchOptions) error {
	found, err := r.Search(ctx, text, o)
	if err != nil {
		return err
	}
	if found.More {
		a.note("kg: note: a word is in too many texts or names to look at all; add others")
	}
	t := out.Table{Columns: []string{"kind", "id", "name", "type", "lang", "published", "start", "end", "passage"}, Whole: found}
	for _, e := range found.Entities {
		t.Rows = append(t.Rows, []string{"entity", e.ID, e.Label, e.Type, "", "", "", "", ""})
	}
	for _, p := range found.Passages {
		t.Rows = append(t.Rows, []string{"article", p.Article, p.Source, "", p.Lang, p.Published, strconv.Itoa(p.Start), strconv.Itoa(p.End), p.Quote})
	}
	t.Plain = func(p *out.Printer) error { return a.paintFound(p, found) }
	return a.printer().Print(t)
}

func (a *app) paintFound(p *out.Printer, found answer.Found) error {
	v := export.Visible
	var blocks []string
	if len(found.Entities) > 0 {
		var b strings.Builder
		fmt.Fprint(&b, p.Paint(out.Bold, plural(len(found.Entities), "name")))
		for _, e := range found.Entities {
			fmt.Fprintf(&b, "\n     %s  %s  <%s>", v(e.Label), a.typeLabel(e.Type, a.cfg.Output.Lang), v(e.ID))
		}
		blocks = append(blocks, b.String())
	}
	if found.Articles > 0 {
		blocks = append(blocks, p.Paint(out.Bold, plural(found.Articles, "article")))
	}
	for i, x := range found.Passages {
		blocks = append(blocks, a.paintPassage(p, i+1, x))
	}
	_, err := fmt.Fprintln(p.W, strings.Join(blocks, "\n\n"))
	return err
}

func (a *app) paintPassage(p *out.Printer, n int, x answer.Passage) string {
	v := export.Visible
	var b strings.Builder
	fmt.Fprintf(&b, "%3d  %s\n%s\n", n, p.Paint(out.Bold, v(x.Source)), out.Wrap(marked(p, x.Pieces), "     ", p.Width))
	where := []string{}
	for _, s := range []string{x.Outlet, x.Published, x.Lang, fmt.Sprintf("bytes %d–%d", x.Start, x.End)} {
		if s != "" {
			where = append(where, s)
		}
	}
	fmt.Fprintf(&b, "     %s", p.Paint(out.Dim, v(strings.Join(where, " · "))))
	var says []string
	for _, s := range x.Says {
		says = append(says, fmt.Sprintf("%s %s %s", s.Subject.Label, a.relationLabel(s.Predicate, a.cfg.Output.Lang), s.Object.Label))
	}
	if len(says) > 0 {
		fmt.Fprintf(&b, "\n     %s", p.Paint(out.Dim, v("says: "+shortened(says))))
	}
	return b.String()
}
