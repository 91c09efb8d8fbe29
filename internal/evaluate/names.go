package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"kg/graph"
	"kg/ingest"
	"kg/ingest/mention"
	"kg/internal/evalset"
)

// nameTotals counts over one file of passages with marked names.
type nameTotals struct {
	names evalset.NameScore
	facts sweepTotals
}

// names reads the passages with marked names and prints how many were found
// whole and of the right class, and how many were tied to the right thing.
func names(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options) error {
	fsys := os.DirFS(o.nameSets)
	files, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-10s%9s%7s%7s%7s%11s%8s%7s%7s%7s%11s%8s%7s%7s%10s%7s%7s\n", "", "passages", "names", "spans", "right", "precision", "recall",
		"links", "right", "wrong", "precision", "recall", "edges", "found", "forbidden", "kinds", "right")
	for _, name := range files {
		s, err := evalset.LoadSweep(fsys, name)
		if err != nil {
			return err
		}
		lang := s.Lang[:min(2, len(s.Lang))]
		if o.lang != "" && lang != o.lang {
			continue
		}
		t, err := nameFile(ctx, w, p, o, s, lang, path.Join(o.nameSets, name))
		if err != nil {
			return err
		}
		n := t.names
		fmt.Fprintf(w, "%-10s%9d%7d%7d%7d%11.3f%8.3f%7d%7d%7d%11.3f%8.3f%7d%7d%10d%7d%7d\n", s.Lang, t.facts.records, n.Wanted, n.Spans, n.Right,
			ratio(n.Right, n.Given), ratio(n.Right, n.Wanted), n.Links, n.LinksRight, n.LinksWrong, ratio(n.LinksRight, n.LinksRight+n.LinksWrong), ratio(n.LinksRight, n.Links),
			t.facts.want, t.facts.found, t.facts.forbidden, n.Kinds, n.KindsRight)
	}
	return nil
}

func ratio(a, b int) float64 { return float64(a) / float64(max(1, b)) }

// nameFile scores one file. Lines of misses begin with file:line.
func nameFile(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options, s evalset.Sweep, lang, file string) (nameTotals, error) {
	var t nameTotals
	for _, r := range s.Records {
		plain, marks, err := evalset.ReadMarks(r.Text)
		if err != nil {
			return t, fmt.Errorf("%s:%d: %w", file, r.Line, err)
		}
		if r.Headline, _, err = evalset.ReadMarks(r.Headline); err != nil {
			return t, fmt.Errorf("%s:%d: %w", file, r.Line, err)
		}
		r.Text = plain
		got, rec, err := namedIn(ctx, p, lang, r)
		if err != nil {
			return t, fmt.Errorf("%s:%d: %w", file, r.Line, err)
		}
		score := evalset.ScoreNames(plain, marks, got)
		for _, n := range score.Notes {
			if o.misses {
				fmt.Fprintf(w, "%s:%d: %s\n", file, r.Line, n)
			}
		}
		t.names.Add(score)
		sweepDetails(w, o, file, r, t.facts.score(r, namedEdges(rec)))
	}
	return t, nil
}

func namedIn(ctx context.Context, p *ingest.Pipeline, lang string, r evalset.SweepRecord) ([]evalset.Named, graph.Record, error) {
	doc, err := sweepDoc(lang, r)
	if err != nil {
		return nil, graph.Record{}, err
	}
	ms, rec, err := p.Mentions(ctx, doc)
	if err != nil {
		return nil, rec, err
	}
	var out []evalset.Named
	for _, m := range ms {
		if m.Kind == mention.Name || m.Kind == mention.Nominal {
			out = append(out, evalset.Named{Start: m.Span.Start, End: m.Span.End, Name: m.Kind == mention.Name, Type: m.Type, Entity: m.Entity})
		}
	}
	return out, rec, nil
}
