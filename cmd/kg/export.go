package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/export"
	"kg/graph/store"
)

// readable is how many entities a drawing can have before it is hard to read.
const readable = 150

// exportOptions are the flags of export.
type exportOptions struct {
	format, file, entity string
	depth, minSources    int
	relations, sources   []string
}

func exportFormats() []string {
	return []string{"jsonl", "csv", "dot", "svg", "png", "graphml", "gexf", "nquads"}
}

func newExport(a *app) *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use: "export", Short: "Write the graph in another format", Args: cobra.NoArgs,
		Long: `Writes the graph, or a part of it.

  jsonl    one claim a line with passage, offsets, speaker, certainty, date
  csv      the same as a table
  dot      a drawing in Graphviz's language; svg, png: drawn by Graphviz
  graphml  edges with the number of articles, for yEd, Cytoscape, NetworkX
  gexf     the same for Gephi
  nquads   everything as RDF (N-Quads), which kg import reads back

jsonl and csv have all claims, with "edge": false where a claim makes no edge
(denied, possible, planned). dot, graphml and gexf have edges, merged over the
articles that say so.`,
		Example: "  kg export --format jsonl > facts.jsonl\n  kg export --format svg --entity MEK --depth 1 -o mek.svg\n  kg export --format dot --relation accused --relation attributed --lang de\n  kg export --format nquads | sha256sum",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !slices.Contains(exportFormats(), o.format) {
				return fail(exitUsage, "there is no format %q; take one of %s", o.format, strings.Join(exportFormats(), ", "))
			}
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.export(cmd.Context(), st, o) })
		},
	}
	f := c.Flags()
	f.StringVar(&o.format, "format", "jsonl", "`FORM`: "+strings.Join(exportFormats(), ", "))
	f.StringVarP(&o.file, "output", "o", "-", "`FILE` to write; it appears only when it is whole")
	f.StringVar(&o.entity, "entity", "", "only what is around this `ENTITY`")
	f.IntVar(&o.depth, "depth", 1, "how many steps around --entity")
	f.StringArrayVar(&o.relations, "relation", nil, "only this `RELATION` (may be repeated)")
	f.StringArrayVar(&o.sources, "source", nil, "only this `ARTICLE` (may be repeated)")
	f.IntVar(&o.minSources, "min-sources", 1, "only edges that so many articles say")
	f.String("base", "", "absolute `IRI` put before kg's own in nquads (export.base)")
	a.sets("export.base", f.Lookup("base"))
	complete(c, "format", exportFormats()...)
	_ = c.RegisterFlagCompletionFunc("entity", a.completeEntity) // the flags were defined above
	_ = c.RegisterFlagCompletionFunc("relation", a.completeRelation)
	_ = c.RegisterFlagCompletionFunc("source", a.completeArticle)
	return c
}

func (a *app) export(ctx context.Context, st *store.Store, o exportOptions) error {
	if o.depth < 1 || o.minSources < 1 {
		return fail(exitUsage, "--depth and --min-sources count from 1")
	}
	if o.format == "nquads" {
		if o.entity != "" || len(o.relations)+len(o.sources) > 0 || o.minSources > 1 {
			return fail(exitUsage, "nquads writes the whole store, so that kg import can restore it; --entity, --relation, --source and --min-sources do not go with it")
		}
		return a.deliver(o.file, func(w io.Writer) error { return export.NQuads(w, st.Quads(ctx), a.cfg.Export.Base) })
	}
	claims, center, err := a.choose(ctx, st, o)
	if err != nil {
		return err
	}
	r := answer.NewNames(ctx, st, o.format == "jsonl" || o.format == "csv")
	err = a.deliver(o.file, func(w io.Writer) error {
		return errors.Join(a.writeExport(ctx, w, o, claims, center, r), r.Err())
	})
	return err
}

func (a *app) writeExport(ctx context.Context, w io.Writer, o exportOptions, claims export.Claims, center graph.Entity, r *answer.Names) error {
	labels := a.labels(r)
	switch o.format {
	case "jsonl":
		return export.JSONL(w, claims, labels)
	case "csv":
		return export.CSV(w, claims, labels)
	case "graphml":
		return export.GraphML(w, claims, labels)
	case "gexf":
		return export.GEXF(w, claims, labels)
	}
	d := export.DotOptions{Options: labels, Center: center.ID, Symmetric: a.symmetric, Type: a.typeLabel, Title: a.title(o, center)}
	if o.format == "dot" {
		return export.DOT(w, claims, d)
	}
	if err := a.warnLarge(claims); err != nil {
		return err
	}
	var source bytes.Buffer
	if err := export.DOT(&source, claims, d); err != nil {
		return err
	}
	return export.Graphviz(ctx, w, o.format, source.Bytes(), a.cfg.Export.Timeout)
}

// warnLarge says when a drawing will be hard to read.
func (a *app) warnLarge(claims export.Claims) error {
	edges, err := export.Edges(claims)
	if err != nil {
		return err
	}
	nodes := map[string]bool{}
	for _, e := range edges {
		nodes[e.Subject], nodes[e.Object] = true, true
	}
	if len(nodes) > readable {
		a.note("kg: note: a drawing of %d entities is hard to read; --entity, --relation, --source and --min-sources choose a part", len(nodes))
	}
	return nil
}

// title says below a drawing what part of the graph it is.
func (a *app) title(o exportOptions, center graph.Entity) string {
	var parts []string
	if center.ID != "" {
		parts = append(parts, center.Label(a.cfg.Output.Lang))
	}
	var relations []string
	for _, r := range o.relations {
		if name, err := a.relation(r); err == nil { // checked by choose
			relations = append(relations, a.relationLabel(name, a.cfg.Output.Lang))
		}
	}
	if len(relations) > 0 {
		parts = append(parts, strings.Join(relations, ", "))
	}
	if o.minSources > 1 {
		parts = append(parts, fmt.Sprintf("≥ %d", o.minSources))
	}
	return strings.Join(parts, " · ")
}

// choose gives the claims that the filters let through.
func (a *app) choose(ctx context.Context, st *store.Store, o exportOptions) (export.Claims, graph.Entity, error) {
	var center graph.Entity
	want := map[string]bool{}
	for _, name := range o.relations {
		r, err := a.relation(name)
		if err != nil {
			return nil, center, err
		}
		want[r] = true
	}
	articles := map[string]bool{}
	for _, name := range o.sources {
		x, err := a.reader(st).Article(ctx, name)
		if err != nil {
			return nil, center, err
		}
		articles[x.ID] = true
	}
	keep := func(c graph.Claim) bool {
		return (len(want) == 0 || want[c.Predicate]) && (len(articles) == 0 || articles[c.Article])
	}
	var claims export.Claims
	if o.entity == "" {
		claims = filtered(st.Claims(ctx, filterOf(want, articles)), keep)
	} else {
		var err error
		if center, err = a.reader(st).Entity(ctx, o.entity); err != nil {
			return nil, center, err
		}
		list, err := surroundings(ctx, a.reader(st), center.ID, o.depth, keep)
		if err != nil {
			return nil, center, err
		}
		claims = answer.Sequence(list)
	}
	return export.MinSources(claims, o.minSources), center, nil
}

// filterOf lets the store do the work where one relation or article is wanted.
func filterOf(relations, articles map[string]bool) store.Filter {
	var f store.Filter
	if len(relations) == 1 {
		for f.Predicate = range relations {
		}
	}
	if len(articles) == 1 {
		for f.Article = range articles {
		}
	}
	return f
}

func filtered(claims export.Claims, keep func(graph.Claim) bool) export.Claims {
	return func(yield func(graph.Claim, error) bool) {
		for c, err := range claims {
			if err != nil || keep(c) {
				if !yield(c, err) {
					return
				}
			}
		}
	}
}

// surroundings walks from an entity along claims, so many steps in either
// direction, and gives the claims passed in the store's order.
func surroundings(ctx context.Context, r *answer.Reader, id string, depth int, keep func(graph.Claim) bool) ([]graph.Claim, error) {
	var out []graph.Claim
	seen, passed := map[string]bool{id: true}, map[string]bool{}
	border := []string{id}
	for step := 0; step < depth && len(border) > 0; step++ {
		var next []string
		for _, at := range border {
			claims, err := r.Around(ctx, at)
			if err != nil {
				return nil, err
			}
			for _, c := range claims {
				iri := c.IRI()
				if passed[iri] || !keep(c) {
					continue
				}
				passed[iri] = true
				out = append(out, c)
				for _, other := range []string{c.Subject, c.Object} {
					if !seen[other] {
						seen[other] = true
						next = append(next, other)
					}
				}
			}
		}
		border = next
	}
	sort.Slice(out, func(i, j int) bool {
		x, y := out[i], out[j]
		switch {
		case x.Article != y.Article:
			return x.Article < y.Article
		case x.Span != y.Span:
			return x.Span.Start < y.Span.Start || x.Span.Start == y.Span.Start && x.Span.End < y.Span.End
		}
		return x.IRI() < y.IRI()
	})
	return out, nil
}

// deliver writes to stdout, or to a file that appears only when it is whole. What
// stands there and is no file, such as a device or a pipe, is written to, not replaced.
func (a *app) deliver(file string, write func(io.Writer) error) error {
	if file == "-" {
		return write(a.out)
	}
	if to, err := filepath.EvalSymlinks(file); err == nil {
		file = to // the link stays
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return fail(exitUsage, "%s is a folder; name a file", file)
	} else if err == nil && !info.Mode().IsRegular() {
		return a.deliverInto(file, write)
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return fail(exitStore, "cannot write %s: %w", file, err)
	}
	err = write(f)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s was not written: %w", file, err), os.Remove(f.Name()))
	}
	a.note("kg: wrote %s", file)
	return nil
}

func (a *app) deliverInto(file string, write func(io.Writer) error) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return fail(exitStore, "cannot write %s: %w", file, cause(err))
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("%s was not written: %w", file, err)
	}
	return nil
}
