package ingest

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"kg/graph"
	"kg/ingest/article"
)

// pipeline is loaded once: it is read-only.
var pipeline = func() func(testing.TB) *Pipeline {
	var p *Pipeline
	return func(t testing.TB) *Pipeline {
		if p == nil {
			var err error
			if p, err = New(Options{}); err != nil {
				t.Fatal(err)
			}
		}
		return p
	}
}()

// corpus is the articles of the evaluation set and the seeds.
func corpus(t testing.TB) []article.Doc {
	var out []article.Doc
	for _, root := range []string{"../testdata/eval", "../seeds"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(p string, e fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(p, ".txt") {
				return err
			}
			b, err := os.ReadFile(root + "/" + p)
			if err != nil {
				return err
			}
			d, err := article.Parse(p, b)
			if err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
			out = append(out, d)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func records(t testing.TB, docs []article.Doc, workers int) []graph.Record {
	p := *pipeline(t)
	p.options.Workers = workers
	var seq iter.Seq2[article.Doc, error] = func(yield func(article.Doc, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
	var out []graph.Record
	for r := range p.Run(context.Background(), seq) {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		out = append(out, r.Record)
	}
	return out
}

// TestEveryEdgeIsProved: each claim's passage is verbatim, at its offsets, and
// the quads can be made of it.
func TestEveryEdgeIsProved(t *testing.T) {
	claims := 0
	for _, rec := range records(t, corpus(t), 0) {
		if _, err := rec.Quads(); err != nil {
			t.Error(err)
		}
		known := map[string]bool{}
		for _, e := range rec.Entities {
			known[e.ID] = true
			if e.Type == "" || len(e.Labels) == 0 {
				t.Errorf("%s: entity %q lacks a type or a name", rec.Article.ID, e.ID)
			}
		}
		for _, c := range rec.Claims {
			claims++
			if !known[c.Subject] || !known[c.Object] {
				t.Errorf("%s: %s %s %s names an entity that the record lacks", rec.Article.ID, c.Subject, c.Predicate, c.Object)
			}
			if c.Rule == "" {
				t.Errorf("%s: claim %s has no rule", rec.Article.ID, c.IRI())
			}
		}
	}
	if claims < 100 {
		t.Errorf("only %d claims in the corpus", claims)
	}
}

// TestSameInputSameGraph: neither a second run nor the number of workers changes a byte.
func TestSameInputSameGraph(t *testing.T) {
	docs := corpus(t)
	dump := func(workers int) string {
		var b strings.Builder
		for _, rec := range records(t, docs, workers) {
			qs, err := rec.Quads()
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range qs {
				fmt.Fprintln(&b, q.String())
			}
		}
		return b.String()
	}
	one := dump(1)
	for _, workers := range []int{1, 2, 7} {
		if dump(workers) != one {
			t.Errorf("with %d workers the quads differ", workers)
		}
	}
}

func TestRunKeepsOrderAndStops(t *testing.T) {
	docs := corpus(t)
	recs := records(t, docs, 4)
	if !slices.EqualFunc(recs, docs, func(r graph.Record, d article.Doc) bool { return r.Article.ID == d.ID }) {
		t.Error("the results are not in the order of the input")
	}
	p := pipeline(t)
	var seq iter.Seq2[article.Doc, error] = func(yield func(article.Doc, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
	n := 0
	for range p.Run(context.Background(), seq) {
		if n++; n == 2 {
			break // must not leave the feeder waiting for ever
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for r := range p.Run(ctx, seq) {
		if r.Err == nil {
			t.Error("a cancelled context still reads articles")
		}
	}
}

func TestUnknownLanguageGivesWarningAndNoFacts(t *testing.T) {
	d, err := article.Parse("x.txt", []byte("El gobierno de España anunció ayer que rompe sus relaciones con el país vecino después de una larga crisis diplomática entre ambos."))
	if err != nil {
		t.Fatal(err)
	}
	rec, stats, err := pipeline(t).Read(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(rec.Claims) > 0 || len(stats.Warnings) == 0 {
		t.Errorf("%d claims, warnings %v", len(rec.Claims), stats.Warnings)
	}
}

// FuzzRead: whatever the text, every claim is proved or there is none.
func FuzzRead(f *testing.F) {
	f.Add("en", "Albania cut ties with Iran. \"We condemn it,\" he said.")
	f.Add("de", "Die NATO verurteilte den Angriff (9. September) auf Albanien.")
	f.Add("fr", "L’Albanie a rompu ses relations avec l’Iran « hier ».")
	f.Fuzz(func(t *testing.T, lang, s string) {
		d, err := article.Parse("fuzz.txt", []byte(s))
		if err != nil {
			return
		}
		if slices.Contains(Languages(), lang) {
			d.Lang = lang
		}
		rec, _, err := pipeline(t).Read(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := rec.Quads(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	p := pipeline(b)
	docs := corpus(b)
	words := 0
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			rec, _, err := p.Read(context.Background(), d)
			if err != nil {
				b.Fatal(err)
			}
			words += len(strings.Fields(rec.Article.Text))
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
