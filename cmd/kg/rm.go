package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph/store"
)

func newRm(a *app) *cobra.Command {
	var all, dry bool
	c := &cobra.Command{
		Use: "rm ARTICLE... | --all", Short: "Take articles out of the store",
		Long: `Takes articles out of the store again, exactly: all that they said, and nothing
that another article says too. ARTICLE is an ID, the beginning of one, an IRI, a
path or a file name. All named articles are taken out, or none.`,
		Example: "  kg rm 004\n  kg rm --all --dry-run",
		RunE: func(cmd *cobra.Command, args []string) error {
			if all == (len(args) > 0) {
				return fail(exitUsage, "name the articles to take out, or give --all; `kg sources` lists them")
			}
			ctx := cmd.Context()
			if dry {
				return a.reading(ctx, func(st *store.Store) error { return a.rm(ctx, st, args, true) })
			}
			// a store that is not there must not be made by taking something out of it
			if err := a.reading(ctx, func(*store.Store) error { return nil }); err != nil && !errors.Is(err, store.ErrLocked) {
				return err
			}
			return a.writing(ctx, func(st *store.Store) error { return a.rm(ctx, st, args, false) })
		},
		ValidArgsFunction: a.completeArticle,
	}
	c.Flags().BoolVar(&all, "all", false, "take out every article")
	c.Flags().BoolVar(&dry, "dry-run", false, "only show what would be taken out")
	return c
}

func (a *app) rm(ctx context.Context, st *store.Store, names []string, dry bool) error {
	list, err := a.articles(ctx, st, names)
	if len(names) == 0 {
		list, err = st.Articles(ctx)
	}
	if err != nil {
		return err
	}
	if len(list) == 0 {
		a.note("kg: the store holds no articles")
		return quiet(exitNone)
	}
	t := out.Table{Columns: []string{"id", "source", "title"}}
	ids := make([]string, len(list))
	for i, x := range list {
		ids[i] = x.ID
		t.Rows = append(t.Rows, []string{x.ID, x.Source, x.Title})
	}
	removed := "would be taken out"
	quads := ""
	if !dry {
		change, err := st.Forget(ctx, ids...)
		if err != nil {
			return err
		}
		removed, quads = "taken out", ", with "+strconv.Itoa(change.QuadsRemoved)+" quads"
	}
	if err := a.printer().Print(t); err != nil {
		return err
	}
	a.note("kg: %s %s%s", plural(len(list), "article"), removed, quads)
	return nil
}
