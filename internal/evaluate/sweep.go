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
	"kg/ingest/article"
	"kg/internal/evalset"
)

// sweepTotals counts over one file of sweeps.
type sweepTotals struct {
	records, want, found, edges, forbidden, extra int
}

// sweep reads the files of sweeps, or of rounds, in a folder and prints what
// was found of each.
func sweep(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options, folder string) error {
	return eachSweep(folder, o, func(name string, s evalset.Sweep) error {
		t, err := sweepFile(ctx, w, p, o, s, path.Join(folder, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s  %d texts, found %d of %d edges (%.3f; floor %d), %d forbidden (known %d), %d edges in all, %d of them in no line\n",
			strings.TrimSuffix(name, ".txt"), t.records, t.found, t.want, float64(t.found)/float64(max(1, t.want)), s.Floor, t.forbidden, s.Forbidden, t.edges, t.extra)
		return nil
	})
}

// eachSweep goes through the files of a folder in the language that the options ask for.
func eachSweep(folder string, o options, do func(name string, s evalset.Sweep) error) error {
	fsys := os.DirFS(folder)
	names, err := sweepFiles(fsys)
	if err != nil {
		return err
	}
	for _, name := range names {
		s, err := evalset.LoadSweep(fsys, name)
		if err != nil {
			return err
		}
		if o.lang != "" && s.Lang != o.lang {
			continue
		}
		if err := do(name, s); err != nil {
			return err
		}
	}
	return nil
}

// sweepFiles are the texts of a folder: one for each language (sweeps), or
// several in a folder for each language (rounds).
func sweepFiles(fsys fs.FS) ([]string, error) {
	var names []string
	for _, pattern := range []string{"*.txt", "*/*.txt"} {
		n, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		names = append(names, n...)
	}
	return names, nil
}

// sweepFile scores one file. Lines of misses and extras begin with file:line.
func sweepFile(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options, s evalset.Sweep, file string) (sweepTotals, error) {
	var t sweepTotals
	relations := map[string]*evalset.Row{}
	for _, r := range s.Records {
		edges, err := readSweep(ctx, p, s.Lang, r)
		if err != nil {
			return t, fmt.Errorf("%s:%d: %w", file, r.Line, err)
		}
		got := t.score(r, edges)
		countRelations(relations, r, got)
		sweepDetails(w, o, file, r, got)
	}
	if o.relations {
		for _, name := range evalset.Relations() {
			if n := relations[name]; n != nil {
				fmt.Fprintf(w, "%s  %-14s %3d of %3d\n", s.Lang, name, n.Found, n.Core)
			}
		}
	}
	return t, nil
}

func countRelations(m map[string]*evalset.Row, r evalset.SweepRecord, got evalset.SweepScore) {
	at := func(name string) *evalset.Row {
		if m[name] == nil {
			m[name] = &evalset.Row{Name: name}
		}
		return m[name]
	}
	for _, e := range r.Want {
		at(e.Relation).Core++
	}
	for _, e := range got.Found {
		at(e.Relation).Found++
	}
}

// score compares the edges that a text gave with those it should, and counts them.
func (t *sweepTotals) score(r evalset.SweepRecord, edges []evalset.NamedEdge) evalset.SweepScore {
	got := r.Score(edges)
	t.records++
	t.want += len(r.Want)
	t.found += len(got.Found)
	t.edges += len(edges)
	t.forbidden += len(got.Forbidden)
	t.extra += len(got.Extra)
	return got
}

func sweepDetails(w io.Writer, o options, file string, r evalset.SweepRecord, got evalset.SweepScore) {
	if o.blind {
		return
	}
	for _, e := range got.Missed {
		if o.misses && !e.Known {
			fmt.Fprintf(w, "%s:%d: miss  %s | %s\n", file, e.Line, e, short(r.Text))
		}
	}
	for _, e := range got.Found {
		if e.Known {
			fmt.Fprintf(w, "%s:%d: a known miss is found now: %s; write => for ?>\n", file, e.Line, e)
		}
	}
	for _, e := range got.Forbidden {
		fmt.Fprintf(w, "%s:%d: false %s | %s\n", file, r.Line, e, short(r.Text))
	}
	for _, e := range got.Extra {
		if o.extras {
			fmt.Fprintf(w, "%s:%d: extra %s | %s\n", file, r.Line, e, short(r.Text))
		}
	}
}

// short is the text on one line, cut where it is a passage.
func short(text string) string {
	text = strings.ReplaceAll(text, "\n", " / ")
	if r := []rune(text); len(r) > 300 {
		return string(r[:60]) + " …"
	}
	return text
}

// readSweep reads the text of a record as an article of its own.
func readSweep(ctx context.Context, p *ingest.Pipeline, lang string, r evalset.SweepRecord) ([]evalset.NamedEdge, error) {
	doc, err := sweepDoc(lang, r)
	if err != nil {
		return nil, err
	}
	rec, _, err := p.Read(ctx, doc)
	if err != nil {
		return nil, err
	}
	return namedEdges(rec), nil
}

// sweepDoc makes an article of a record: each line is a paragraph.
func sweepDoc(lang string, r evalset.SweepRecord) (article.Doc, error) {
	doc, err := article.Parse("sweep", []byte(r.Text))
	if err != nil {
		return doc, err
	}
	doc.Lang, doc.Blocks = lang, nil
	at, kind := 0, article.Text
	if r.Headline != "" {
		kind = article.Title
	}
	for line := range strings.Lines(doc.Text) {
		doc.Blocks = append(doc.Blocks, article.Block{Span: graph.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}, Kind: kind})
		at, kind = at+len(line), article.Text
	}
	return doc, nil
}

// namedEdges gives the edges of a record with all names of their ends.
func namedEdges(rec graph.Record) []evalset.NamedEdge {
	entities := map[string]graph.Entity{}
	for _, e := range rec.Entities {
		entities[e.ID] = e
	}
	seen := map[[3]string]int{}
	var out []evalset.NamedEdge
	for _, c := range rec.Claims {
		if !c.Edge() {
			continue
		}
		s, o := written(rec.Article.Text, c.SubjectAt), written(rec.Article.Text, c.ObjectAt)
		key := [3]string{c.Subject, c.Predicate, c.Object}
		if i, ok := seen[key]; ok {
			out[i].Subject, out[i].Object = append(out[i].Subject, s...), append(out[i].Object, o...)
			continue
		}
		seen[key] = len(out)
		out = append(out, evalset.NamedEdge{Relation: c.Predicate,
			Subject: append(allNames(entities[c.Subject]), s...), Object: append(allNames(entities[c.Object]), o...)})
	}
	return out
}

func allNames(e graph.Entity) []string {
	out := []string{e.Label("en"), e.ID}
	for _, n := range append(append([]graph.Name(nil), e.Labels...), e.Aliases...) {
		out = append(out, n.Text)
	}
	return out
}

func written(text string, at graph.Span) []string {
	if at.Start >= at.End {
		return nil
	}
	return []string{text[at.Start:at.End]}
}
