package ask

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kg/graph"
	"kg/graph/ontology"
	"kg/internal/diag"
	"kg/queries"
)

// known are the names of a test: a line of testdata/names.txt each.
type known map[string]bool

func (k known) Known(_ context.Context, name string) (bool, error) { return k[graph.Fold(name)], nil }

func shipped(t testing.TB) (*Mapper, []queries.Query, known) {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	list, err := queries.Catalogue(queries.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := known{}
	for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		names[graph.Fold(l)] = true
	}
	return m, list, names
}

// TestQuestions reads testdata/<lang>.txt: "question => query param=value …",
// or "=> -" for what must be refused, or "=> ? name" for a name that is not
// known.
func TestQuestions(t *testing.T) {
	m, list, names := shipped(t)
	for _, lang := range []string{"de", "en", "fr"} {
		f, err := os.Open(filepath.Join("testdata", lang+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		asked := 0
		for s, n := bufio.NewScanner(f), 1; s.Scan(); n++ {
			question, want, ok := strings.Cut(s.Text(), " => ")
			if !ok {
				continue
			}
			if want != "-" {
				asked++
			}
			if got := answerTo(t, m, list, names, lang, question); got != want {
				t.Errorf("%s.txt:%d: %s\n  got  %s\n  want %s", lang, n, question, got, want)
			}
		}
		if asked < 40 {
			t.Errorf("%s: only %d questions", lang, asked)
		}
	}
}

func answerTo(t *testing.T, m *Mapper, list []queries.Query, names known, lang, question string) string {
	t.Helper()
	got, err := m.Map(context.Background(), question, list, names)
	var unknown *UnknownError
	switch {
	case errors.Is(err, ErrNotUnderstood):
		return "-"
	case errors.As(err, &unknown):
		return "? " + unknown.Name
	case err != nil:
		t.Fatal(err)
	}
	if got.Lang != lang && lang != "" {
		t.Errorf("%s: taken for %s", question, got.Lang)
	}
	out := []string{got.Query}
	if got.Command != "query" {
		out = []string{got.Command}
	} else if q, ok := queries.Find(list, got.Query); !ok {
		t.Errorf("%s: no query %s", question, got.Query)
	} else if _, err := q.Bind(fake(q, got.Params)); err != nil {
		t.Errorf("%s: %v", question, err)
	}
	for _, k := range slices.Sorted(maps.Keys(got.Params)) {
		out = append(out, k+"="+got.Params[k])
	}
	return strings.Join(out, " ")
}

// fake gives names the form of IDs.
func fake(q queries.Query, params map[string]string) map[string]string {
	out := maps.Clone(params)
	for _, p := range q.Params {
		if p.Type == queries.Entity && out[p.Name] != "" {
			out[p.Name] = "x"
		}
	}
	return out
}

// TestRulesFitTheQueries: each rule names a query, and parameters that it has.
func TestRulesFitTheQueries(t *testing.T) {
	m, list, _ := shipped(t)
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range m.langs {
		for _, r := range l.rules {
			if r.command != "query" {
				continue
			}
			q, ok := queries.Find(list, r.query)
			if !ok {
				t.Errorf("%s: no query %s", r.at, r.query)
			}
			for k := range r.set {
				if !q.Has(k) {
					t.Errorf("%s: query %s has no parameter %s", r.at, r.query, k)
				}
			}
			if rel := r.set["relation"]; rel != "" && onto.Relation(rel) == nil {
				t.Errorf("%s: no relation %s", l.name, rel)
			}
			for _, s := range r.form().SubexpNames() {
				if s != "" && !q.Has(param(r, s)) {
					t.Errorf("%s: query %s has no parameter %s", r.at, r.query, param(r, s))
				}
			}
		}
	}
}

func TestShippedFormsAreRight(t *testing.T) {
	if err := Check(); err != nil {
		t.Error(err)
	}
}

func TestFindings(t *testing.T) {
	_, err := load(fstest.MapFS{"data/xx.yaml": {Data: []byte("macros: {who: wer}\ntimes: [\"when: x\"]\nquestions:\n  - {query: a, ask: [\"$nobody {x}\", \"a(b|c) {x}\", \"(a {x}\"]}\n  - {ask: [\"a\"]}\n")},
		"data/yy.yaml": {Data: []byte("verbs: {}\ncolour: red\n")}}, "", true)
	text := fmt.Sprint(err)
	for _, want := range []string{"data/xx.yaml:2:9: cannot read the time", "data/xx.yaml:4:22: unknown macro $nobody", "data/xx.yaml:4:37: brackets within a word",
		"data/xx.yaml:4:51: ", "data/xx.yaml:5:12: the question has neither query nor command", "data/yy.yaml:2:1: field colour not found"} {
		if !strings.Contains(text, want) {
			t.Errorf("no finding %q in\n%s", want, text)
		}
	}
	if len(diag.From(err)) < 6 {
		t.Errorf("%v", err)
	}
}

// FuzzMap: no question ends in a panic, and what is found can be asked.
func FuzzMap(f *testing.F) {
	m, list, names := shipped(f)
	for _, q := range []string{"Who condemned Iran?", "Wer hat die Beziehungen zu Iran abgebrochen?", "Qui l’Iran a-t-il condamné ?", "where is", "{o}", "'s's l'l' 7 2022", "since 2022"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, question string) {
		got, err := m.Map(context.Background(), question, list, names)
		if err != nil {
			return
		}
		if _, ok := queries.Find(list, got.Query); got.Command == "query" && !ok {
			t.Errorf("%q: no query %s", question, got.Query)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMap(b *testing.B) {
	m, list, names := shipped(b)
	for b.Loop() {
		if _, err := m.Map(context.Background(), "Wer hat die Beziehungen zu Iran abgebrochen?", list, names); err != nil {
			b.Fatal(err)
		}
	}
}
