package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph/answer"
	"kg/graph/store"
	"kg/queries"
)

// maxScript bounds a script, in bytes.
const maxScript = 1 << 20

func newGizmo(a *app) *cobra.Command {
	var script string
	var asGiven, bare bool
	c := &cobra.Command{
		Use: "gizmo [FILE | -]", Short: "Ask a query of your own in Gizmo",
		Long: `Runs a Gizmo script over the store: from a file, from standard input (-), or
given with -e. The functions of the canned queries are there (docs/queries.md),
unless --bare. Rows are sorted, unless --as-given. The script runs in a process
of its own, with limits on time and memory, and can write nothing.`,
		Example: "  kg gizmo -e 'g.V(\"<iran>\").in(\"<severed>\").all()'\n  kg gizmo question.js --format csv\n  echo 'emitAll(edges({subject: \"<albania>\"}))' | kg gizmo -",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := a.script(cmd, args, script)
			if err != nil {
				return err
			}
			q := store.Query{Script: text, Sort: !asGiven, Limit: a.cfg.Query.Limit, Timeout: a.cfg.Query.Timeout}
			if !bare {
				q.Prelude = queries.Prelude(a.onto)
			}
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.gizmo(cmd.Context(), st, q) })
		},
	}
	f := c.Flags()
	f.StringVarP(&script, "execute", "e", "", "the `SCRIPT` itself")
	f.BoolVar(&asGiven, "as-given", false, "rows in the order in which the script gives them")
	f.BoolVar(&bare, "bare", false, "without the functions of the canned queries")
	f.Int("limit", 0, "at most `N` rows, 0: all (query.limit)")
	f.String("timeout", "", "longest `TIME`, such as 30s (query.timeout)")
	a.sets("query.limit", f.Lookup("limit"))
	a.sets("query.timeout", f.Lookup("timeout"))
	return c
}

// script reads the script from where the command line says.
func (a *app) script(cmd *cobra.Command, args []string, text string) (string, error) {
	given := cmd.Flags().Changed("execute")
	switch {
	case given && len(args) > 0, !given && len(args) == 0:
		return "", fail(exitUsage, "give one script: a FILE, - for standard input, or -e SCRIPT")
	case given:
		return text, nil
	}
	in := a.in
	if args[0] != "-" {
		f, err := os.Open(args[0])
		if err != nil {
			return "", fail(exitInput, "read the script: %w", err)
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, maxScript+1))
	if err != nil {
		return "", fail(exitInput, "read the script: %w", err)
	}
	if len(b) > maxScript {
		return "", fail(exitInput, "the script is larger than %d bytes", maxScript)
	}
	return string(b), nil
}

func (a *app) gizmo(ctx context.Context, st *store.Store, q store.Query) error {
	rows, err := st.Gizmo(ctx, q)
	if err != nil {
		return fmt.Errorf("gizmo: %w", err)
	}
	if rows.More {
		a.note("kg: note: there are more than %d rows; --limit 0 gives all", a.cfg.Query.Limit)
	}
	t := out.Table{Columns: rows.Columns}
	for _, row := range rows.Rows {
		cells := make([]string, len(row))
		obj := out.Object{Keys: rows.Columns}
		for i, cell := range row {
			texts := make([]string, len(cell))
			for j, v := range cell {
				texts[j] = answer.Text(v)
			}
			cells[i] = strings.Join(texts, ", ")
			obj.Values = append(obj.Values, value(texts))
		}
		t.Rows, t.Values = append(t.Rows, cells), append(t.Values, obj)
	}
	if len(rows.Rows) > 0 || a.cfg.Output.Format != "table" {
		if err := a.printer().Print(t); err != nil {
			return err
		}
	}
	if len(rows.Rows) == 0 {
		a.note("kg: the script gave no rows; end a path with .all(), or use g.emit")
		return quiet(exitNone)
	}
	return nil
}

// value is what programs read of a cell: nothing, a text, or a list.
func value(texts []string) any {
	switch len(texts) {
	case 0:
		return nil
	case 1:
		return texts[0]
	}
	return texts
}
