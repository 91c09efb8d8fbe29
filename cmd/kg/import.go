package main

import (
	"errors"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/export"
	"kg/graph/store"
)

func newImport(a *app) *cobra.Command {
	c := &cobra.Command{
		Use: "import FILE", Short: "Restore a store from an export (N-Quads)",
		Long: `Fills an empty store with what kg export --format nquads wrote (FILE, or - for
stdin) and gives the same store back. --base must be the one of the export.`,
		Example: "  kg export --format nquads -o backup.nq\n  kg --db copy import backup.nq",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, name, err := a.input(args[0])
			if err != nil {
				return err
			}
			defer r.Close()
			return a.writing(cmd.Context(), func(st *store.Store) error {
				n := 0
				err := st.Import(cmd.Context(), counted(export.ReadNQuads(r, a.cfg.Export.Base), &n))
				var syntax *export.SyntaxError
				if errors.As(err, &syntax) {
					return fail(exitInput, "%s:%w; is it an export of kg in N-Quads?", name, syntax)
				}
				if err != nil {
					return err
				}
				a.note("kg: imported %s from %s", plural(n, "quad"), name)
				return nil
			})
		},
	}
	c.Flags().String("base", "", "absolute `IRI` before kg's own in the file (export.base)")
	a.sets("export.base", c.Flags().Lookup("base"))
	return c
}

// input opens a file, or stdin for "-".
func (a *app) input(name string) (io.ReadCloser, string, error) {
	if name == "-" {
		return io.NopCloser(a.in), "stdin", nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, name, fail(exitInput, "cannot read %s: %w", name, cause(err))
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, name, errors.Join(fail(exitInput, "%s is a folder; name a file", name), f.Close())
	}
	return f, name, nil
}

// cause drops the name of the file from an error of the system: it has been said.
func cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// ours refuses quads that kg did not write: each belongs to an article or to
// the gazetteer.
func ours(q quad.Quad) error {
	label := answer.Text(q.Label)
	if label == graph.Gazetteer || strings.HasPrefix(label, graph.ArticlePrefix) {
		return nil
	}
	return fail(exitInput, "the quad of <%s> has the label %q, which is not an article's; was it exported with another --base, or by another program?", answer.Text(q.Subject), label)
}

func counted(seq iter.Seq2[quad.Quad, error], n *int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range seq {
			if err == nil {
				*n++
				err = ours(q)
			}
			if !yield(q, err) {
				return
			}
		}
	}
}
