package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/ontology"
	"kg/graph/store"
	"kg/graph/store/internal/pgtest"
	"kg/graph/store/storetest"
	"kg/queries"
)

// TestSameAnswers: every canned query, what is known of an entity, paths and
// searches are the same on every backend, whatever the order in which the
// articles came.
func TestSameAnswers(t *testing.T) {
	want := answers(t, open(t, "mem:"), false)
	compare := func(t *testing.T, got map[string]string) {
		for what, w := range want {
			if got[what] != w {
				t.Errorf("%s\n  gives %s\n  want  %s", what, got[what], w)
			}
		}
	}
	t.Run("folder", func(t *testing.T) { compare(t, answers(t, open(t, filepath.Join(t.TempDir(), "store")), true)) })
	t.Run("postgres", func(t *testing.T) { compare(t, answers(t, open(t, pgtest.Start(t).Database(t)), true)) })
}

// answers puts a small world into the store, and asks everything.
func answers(t *testing.T, s *store.Store, backwards bool) map[string]string {
	t.Helper()
	defer s.Close()
	ctx := context.Background()
	g := storetest.NewGen(11, 9)
	var recs []graph.Record
	for i := range 12 {
		recs = append(recs, g.Article(fmt.Sprintf("a%02d", i), 6))
	}
	for i := range recs {
		r := recs[i]
		if backwards {
			r = recs[len(recs)-1-i]
		}
		if _, err := s.Put(ctx, []graph.Record{r}); err != nil {
			t.Fatal(err)
		}
	}
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := &answer.Reader{Store: s, Onto: onto, Lang: "de"}
	out := map[string]string{}
	keep := func(what string, v any, err error) {
		var nothing *answer.NothingError
		if err != nil && !errors.As(err, &nothing) {
			t.Fatalf("%s: %v", what, err)
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out[what] = string(b)
	}
	list, err := queries.Catalogue(queries.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range list {
		args := required(q)
		table, err := r.Run(ctx, q, args, answer.Limits{Rows: 20})
		keep("query "+q.Name, table.Rows, err)
	}
	a, b := graph.Entity{ID: "state-0"}, graph.Entity{ID: "state-1"}
	portrait, err := r.Show(ctx, a, 0)
	keep("show", portrait, err)
	paths, err := r.Path(ctx, a, b, answer.PathOptions{Most: 6})
	keep("path", paths, err)
	proofs, err := r.WhyPair(ctx, a, b)
	keep("why", proofs, err)
	found, err := r.Search(ctx, "Landia accused", answer.SearchOptions{Most: 6})
	keep("search", found, err)
	return out
}

// required gives a value to each parameter that a query needs.
func required(q queries.Query) map[string]string {
	args := map[string]string{}
	entities := []string{"state-0", "state-1"}
	for _, p := range q.Params {
		if !p.Required() {
			continue
		}
		switch p.Type {
		case queries.Entity:
			args[p.Name], entities = entities[0], append(entities[1:], entities[0])
		case queries.Relation:
			args[p.Name] = "met"
		case queries.Article:
			args[p.Name] = "a03"
		case queries.Date:
			args[p.Name] = "2024-05"
		}
	}
	return args
}
