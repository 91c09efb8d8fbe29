package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"kg/graph"
	"kg/ingest"
	"kg/internal/evalset"
)

// corefTotals counts over one file of passages with marked back-references.
type corefTotals struct {
	links evalset.LinkScore
	facts sweepTotals
}

// coref reads the passages and prints how many back-references were resolved,
// and how many edges were found.
func coref(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options) error {
	fsys := os.DirFS(o.corefs)
	names, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-6s%9s%7s%7s%9s%11s%8s%7s%7s%10s\n", "", "passages", "right", "wrong", "missing", "precision", "recall", "edges", "found", "forbidden")
	for _, name := range names {
		s, err := evalset.LoadSweep(fsys, name)
		if err != nil {
			return err
		}
		if o.lang != "" && !strings.HasPrefix(s.Lang, o.lang) {
			continue
		}
		t, err := corefFile(ctx, w, p, o, s, path.Join(o.corefs, name))
		if err != nil {
			return err
		}
		l := t.links
		fmt.Fprintf(w, "%-6s%9d%7d%7d%9d%11.3f%8.3f%7d%7d%10d\n", s.Lang, t.facts.records, l.Right, l.Wrong, l.Missing,
			float64(l.Right)/float64(max(1, l.Right+l.Wrong)), float64(l.Right)/float64(max(1, l.Right+l.Wrong+l.Missing)),
			t.facts.want, t.facts.found, t.facts.forbidden)
	}
	return nil
}

// corefFile scores one file. Lines of misses and extras begin with file:line.
func corefFile(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options, s evalset.Sweep, file string) (corefTotals, error) {
	var t corefTotals
	for _, r := range s.Records {
		plain, links, err := evalset.ReadLinks(r.Text)
		if err != nil {
			return t, fmt.Errorf("%s:%d: %w", file, r.Line, err)
		}
		r.Text = plain
		refs, rec, err := references(ctx, p, s.Lang[:2], r)
		if err != nil {
			return t, fmt.Errorf("%s:%d: %w", file, r.Line, err)
		}
		got := evalset.ScoreLinks(plain, links, refs)
		t.links.Right += got.Right
		t.links.Wrong += got.Wrong
		t.links.Missing += got.Missing
		for _, n := range got.Notes {
			if o.misses {
				fmt.Fprintf(w, "%s:%d: %s\n", file, r.Line, n)
			}
		}
		sweepDetails(w, o, file, r, t.facts.score(r, namedEdges(rec)))
	}
	return t, nil
}

func references(ctx context.Context, p *ingest.Pipeline, lang string, r evalset.SweepRecord) ([]evalset.Reference, graph.Record, error) {
	doc, err := sweepDoc(lang, r)
	if err != nil {
		return nil, graph.Record{}, err
	}
	refs, rec, err := p.References(ctx, doc)
	if err != nil {
		return nil, rec, err
	}
	entities := map[string]graph.Entity{}
	for _, e := range rec.Entities {
		entities[e.ID] = e
	}
	var out []evalset.Reference
	for _, x := range refs {
		n := evalset.Reference{Start: x.Span.Start, End: x.Span.End, Back: x.Back}
		for _, id := range x.Entities {
			n.Names = append(n.Names, allNames(entities[id])...)
		}
		out = append(out, n)
	}
	return out, rec, nil
}
