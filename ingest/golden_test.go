package ingest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kg/graph"
	"kg/ingest/article"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestGolden reads single sentences; the heads of the files say how.
func TestGolden(t *testing.T) {
	golden(t, "testdata/assertion.txtar", assertions)
	golden(t, "testdata/facets.txtar", facets)
}

func golden(t *testing.T, file string, facts func(graph.Claim) []string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p := pipeline(t)
	for i, f := range a.Files {
		var out strings.Builder
		var missing []string
		var made map[string]bool
		for _, line := range append(strings.Split(strings.TrimSpace(string(f.Data)), "\n"), "") {
			switch {
			case strings.HasPrefix(line, "!"):
				if want := strings.TrimSpace(line[1:]); made[want] {
					t.Errorf("%s: a known miss is found now; take the ! away: %s", f.Name, want)
				}
				missing = append(missing, line)
			case strings.HasPrefix(line, "    "):
			default: // a sentence, or the end
				for _, m := range missing {
					fmt.Fprintln(&out, m)
				}
				missing = nil
				if line == "" {
					continue
				}
				fmt.Fprintln(&out, line)
				made = map[string]bool{}
				for _, c := range sentenceClaims(t, p, f.Name, line, facts) {
					made[c] = true
					fmt.Fprintln(&out, "    "+c)
				}
			}
		}
		if got := out.String(); got != string(f.Data) {
			if !*update {
				t.Errorf("%s: run with -update and read the difference; got\n%s", f.Name, got)
			}
			a.Files[i].Data = []byte(got)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func sentenceClaims(t *testing.T, p *Pipeline, lang, sentence string, facts func(graph.Claim) []string) []string {
	doc, err := article.Parse("golden", []byte(sentence))
	if err != nil {
		t.Fatal(err)
	}
	doc.Lang = lang
	doc.Blocks = []article.Block{{Span: graph.Span{Start: 0, End: len(doc.Text)}, Kind: article.Text}}
	rec, _, err := p.Read(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range rec.Claims {
		edge := "-"
		if c.Edge() {
			edge = "edge"
		}
		s := fmt.Sprintf("%s %s %s; %s", c.Subject, c.Predicate, c.Object, edge)
		for _, x := range facts(c) {
			if x != "" {
				s += "; " + x
			}
		}
		out = append(out, s)
	}
	return out
}

// assertions are who says it, and whether it is so.
func assertions(c graph.Claim) []string {
	return []string{c.Polarity, c.Modality, prefixed("by ", strings.Join(c.Speakers, ", ")), prefixed("on ", c.Date), c.Confidence}
}

// facets are when, where, how many, and what became of it.
func facets(c graph.Claim) []string {
	out := []string{prefixed("on ", c.Date), prefixed("at ", c.Place)}
	for _, q := range c.Quantities {
		out = append(out, q.String())
	}
	for _, k := range []string{"weekday", "status"} {
		out = append(out, c.Qualifier(k))
	}
	return out
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}
