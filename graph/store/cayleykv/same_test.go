package cayleykv_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	ckv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/hidal-go/hidalgo/kv/flat/btree"
)

// stock is Cayley's own key-value quad store, as it comes.
func stock(t testing.TB) graph.QuadStore {
	t.Helper()
	db := flat.Upgrade(btree.New())
	t.Cleanup(func() { db.Close() })
	if err := ckv.Init(db, nil); err != nil {
		t.Fatal(err)
	}
	qs, err := ckv.New(db, graph.Options{ckv.OptNoBloom: true})
	if err != nil {
		t.Fatal(err)
	}
	return qs
}

// claims makes quads in the form of kg: claims about entities, and edges.
func claims(n, entities int) []graph.Delta {
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[quad.Quad]bool{}
	var out []graph.Delta
	add := func(s, p string, o quad.Value, l string) {
		q := quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o, Label: quad.IRI(l)}
		if !seen[q] {
			seen[q] = true
			out = append(out, graph.Delta{Quad: q, Action: graph.Add})
		}
	}
	for i := range n {
		e := func() string { return fmt.Sprintf("e%d", r.IntN(1+r.IntN(entities))) }
		claim, article := fmt.Sprintf("c%d", i), fmt.Sprintf("a%d", i/5)
		s, p, o := e(), fmt.Sprintf("p%d", r.IntN(4)), e()
		add(claim, "rdf:subject", quad.IRI(s), article)
		add(claim, "rdf:predicate", quad.IRI(p), article)
		add(claim, "rdf:object", quad.IRI(o), article)
		if r.IntN(4) == 0 {
			add(claim, "kg:modality", quad.String("alleged"), article)
		} else {
			add(s, p, quad.IRI(o), article)
		}
		add(s, "rdf:type", quad.IRI(fmt.Sprintf("t%d", len(s)%3)), "gazetteer")
	}
	return out
}

// script makes a random Gizmo query. Without unions (labels is one): stock
// Cayley panics when an arm of one is known to be empty.
func script(r *rand.Rand, unions bool) string {
	ent := func() string { return fmt.Sprintf("'<e%d>'", r.IntN(14)) }
	rel := func() string {
		return []string{"'<rdf:subject>'", "'<rdf:object>'", "'<rdf:type>'", "'<p0>'", "'<p1>'", "'<p2>'", "['<p0>','<p3>']", "'<nosuch>'", ""}[r.IntN(9)]
	}
	var step func(depth int) string
	path := func(depth int) string {
		p := "g.V(" + ent() + ")"
		for range 1 + r.IntN(3) {
			p += step(depth)
		}
		return p
	}
	step = func(depth int) string {
		steps := []func() string{
			func() string { return ".out(" + rel() + ")" },
			func() string { return ".in(" + rel() + ")" },
			func() string { return ".has('<rdf:type>', '<t1>')" },
			func() string { return ".has('<rdf:object>', " + ent() + ")" },
			func() string { return ".unique()" },
			func() string { return ".tag('x')" },
			func() string { return ".save('<rdf:object>', 'o')" },
			func() string { return ".saveOpt('<kg:modality>', 'm')" },
			func() string { return ".labelContext('<a3>')" },
			func() string { return ".inPredicates()" },
			func() string { return ".outPredicates()" },
			func() string { return ".followRecursive('<p0>')" },
		}
		if unions {
			steps = append(steps, func() string { return ".labels()" }, func() string { return ".both()" },
				func() string { return ".or(g.V(" + ent() + ").out(" + rel() + "))" })
		}
		if depth > 0 {
			steps = append(steps,
				func() string { return ".and(" + path(depth-1) + ")" },
				func() string { return ".except(" + path(depth-1) + ")" })
		}
		return steps[r.IntN(len(steps))]()
	}
	return path(1)
}

func run(t *testing.T, qs graph.QuadStore, text string) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	it, err := gizmo.NewSession(qs).Execute(ctx, text+".limit(20000).all()", query.Options{Collation: query.JSON, Limit: -1})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	defer it.Close()
	var out []string
	for it.Next(ctx) {
		out = append(out, fmt.Sprint(it.Result()))
	}
	if err := it.Err(); err != nil {
		out = append(out, err.Error())
	}
	slices.Sort(out)
	return slices.Compact(out) // how often a row comes depends on the plan, in stock Cayley too
}

// TestSameAnswers: random queries answer as in stock Cayley, before and after
// a part of the quads is deleted.
func TestSameAnswers(t *testing.T) {
	ours, _ := open(t)
	theirs := stock(t)
	deltas := claims(150, 14)
	apply := func(ds []graph.Delta) {
		t.Helper()
		for _, qs := range []graph.QuadStore{ours, theirs} {
			if err := qs.ApplyDeltas(ds, graph.IgnoreOpts{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	apply(deltas)
	queries, rows := 0, 0
	round := func(seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		for range 400 {
			run(t, ours, script(r, true)) // ends in no panic
			text := script(r, false)
			got, want := run(t, ours, text), run(t, theirs, text)
			queries++
			rows += len(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %d rows, stock Cayley gives %d", text, len(got), len(want))
			}
		}
	}
	round(1)
	for _, text := range []string{"g.V('<e1>').both('<p0>')", "g.V('<e1>').both('<p0>').both('<p1>').has('<rdf:type>','<t2>')",
		"g.V('<e1>').in('<rdf:subject>').or(g.V('<e2>').in('<rdf:object>')).unique().save('<rdf:object>', 'o')"} {
		if got, want := run(t, ours, text), run(t, theirs, text); !slices.Equal(got, want) {
			t.Errorf("%s: %d rows, stock Cayley gives %d", text, len(got), len(want))
		}
	}
	var gone []graph.Delta
	for i, d := range deltas {
		if i%3 == 0 {
			gone = append(gone, graph.Delta{Quad: d.Quad, Action: graph.Delete})
		}
	}
	apply(gone)
	round(2)
	for i := range gone {
		gone[i].Action = graph.Add
	}
	apply(gone)
	round(3)
	t.Logf("%d queries, %d rows", queries, rows)
}

// TestEmptyUnion: stock Cayley panics.
func TestEmptyUnion(t *testing.T) {
	s, _ := open(t)
	if err := s.ApplyDeltas(claims(20, 5), graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	all := run(t, s, "g.V('<c1>').out('<rdf:subject>')")
	for text, want := range map[string][]string{
		"g.V('<c1>').out('<rdf:subject>').or(g.V('<c1>').out('<nosuch>'))": all,
		"g.V('<c1>').out('<nosuch>').or(g.V('<c1>').out('<rdf:subject>'))": all,
		"g.V('<c1>').out('<nosuch>').or(g.V('<nobody>').out('<nosuch>'))":  nil,
		"g.V('<c1>').out('<nosuch>').both('<rdf:subject>')":                nil,
	} {
		if got := run(t, s, text); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// TestNothingLeft: a store from which everything was deleted holds no key but
// Cayley's counters.
func TestNothingLeft(t *testing.T) {
	s, db := open(t)
	deltas := claims(50, 9)
	if err := s.ApplyDeltas(deltas, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	for i := range deltas {
		deltas[i].Action = graph.Delete
	}
	if err := s.ApplyDeltas(deltas, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	it := db.Scan(nil)
	defer it.Close()
	for it.Next() {
		if k := string(it.Key()); k != "m" {
			t.Errorf("left: %q", k)
		}
	}
	if err := it.Err(); err != nil {
		t.Error(err)
	}
	if n := s.Size(); n != 0 {
		t.Errorf("size %d", n)
	}
}

// TestHonestSizes: a query of two hops does not read the store.
func TestHonestSizes(t *testing.T) {
	s, _ := open(t)
	if err := s.ApplyDeltas(claims(4000, 2000), graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	rows := run(t, s, "g.V('<e1999>').in('<rdf:subject>').out('<rdf:object>')")
	for range 20 {
		run(t, s, "g.V('<e1900>').in('<rdf:subject>').out('<rdf:object>').in('<rdf:subject>')")
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %v (%d rows)", took, len(rows))
	}
}

// TestDeleteAndAddTogether: stock Cayley loses the subject of the new quad.
func TestDeleteAndAddTogether(t *testing.T) {
	s, _ := open(t)
	q := func(s, o string) quad.Quad {
		return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI("p"), Object: quad.IRI(o)}
	}
	tx := graph.NewTransaction()
	tx.AddQuad(q("a", "b"))
	if err := s.ApplyDeltas(tx.Deltas, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	err := s.ApplyDeltas([]graph.Delta{{Quad: q("a", "b"), Action: graph.Delete}, {Quad: q("a", "c"), Action: graph.Add}}, graph.IgnoreOpts{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(run(t, s, "g.V('<a>').tag('s').out()"), " "); !strings.Contains(got, "id:<c>") || !strings.Contains(got, "s:<a>") {
		t.Errorf("got %s", got)
	}
}
