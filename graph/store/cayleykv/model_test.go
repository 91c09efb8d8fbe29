package cayleykv_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kg/graph/store/cayleykv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// randomQuad draws from few values, so that quads meet: entities that are
// predicates and labels too, texts beyond the length of a key, numbers that are
// also written as text, quads without a label.
func randomQuad(r *rand.Rand) quad.Quad {
	name := func() quad.Value { return quad.IRI(fmt.Sprintf("n%d", r.IntN(7))) }
	object := func() quad.Value {
		switch r.IntN(7) {
		case 0:
			return quad.String(fmt.Sprintf("text \"%d\"\n", r.IntN(3)))
		case 1:
			return quad.String(strings.Repeat("long ", 20) + fmt.Sprint(r.IntN(3)))
		case 2:
			return quad.Int(r.IntN(3))
		case 3:
			return quad.TypedString{Value: quad.String(fmt.Sprint(r.IntN(3))), Type: "xsd:integer"}
		case 4:
			return quad.LangString{Value: "x", Lang: []string{"en", "de"}[r.IntN(2)]}
		case 5:
			return quad.BNode(fmt.Sprintf("b%d", r.IntN(2)))
		}
		return name()
	}
	q := quad.Quad{Subject: name(), Predicate: name(), Object: object()}
	if r.IntN(4) > 0 {
		q.Label = name()
	}
	return q
}

// TestModel holds random transactions, some of them given up, against a set of
// quads: what is written, every way to find it, and the counts.
func TestModel(t *testing.T) {
	for seed := range uint64(5) {
		s, db := open(t)
		var kept cayleykv.Nodes
		r := rand.New(rand.NewPCG(seed, 9))
		have := map[string]bool{} // by text, as Cayley tells values apart
		for step := range 16 {
			var in []graph.Delta
			want := maps.Clone(have)
			for range r.IntN(40) {
				d := graph.Delta{Quad: randomQuad(r), Action: graph.Add}
				if r.IntN(2) == 0 || step > 12 {
					d.Action = graph.Delete
				}
				in = append(in, d)
				if key := d.Quad.NQuad(); d.Action == graph.Add {
					want[key] = true
				} else {
					delete(want, key)
				}
			}
			b, err := db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			if err := cayleykv.Apply(db, b, in, graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}, &kept); err != nil {
				t.Fatal(err)
			}
			if r.IntN(4) == 0 {
				err = b.Close()
			} else {
				err, have = b.Commit(), want
			}
			if err != nil {
				t.Fatal(err)
			}
			compare(t, s, have)
			if t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
		}
	}
}

func list(t *testing.T, s *cayleykv.Store, it graph.Iterator) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for it.Next(context.Background()) {
		text := s.Quad(it.Result()).NQuad()
		if out[text] {
			t.Errorf("twice: %s", text)
		}
		out[text] = true
	}
	if err := errors.Join(it.Err(), it.Close()); err != nil {
		t.Fatal(err)
	}
	return out
}

func compare(t *testing.T, s *cayleykv.Store, have map[string]bool) {
	t.Helper()
	all := list(t, s, s.QuadsAllIterator())
	if !maps.Equal(all, have) {
		t.Errorf("all quads: %d, want %d", len(all), len(have))
	}
	byNode := map[quad.Direction]map[string]map[string]bool{}
	names, value, byText := map[string]bool{}, map[string]quad.Value{}, map[string]quad.Quad{}
	quads := s.QuadsAllIterator()
	for quads.Next(context.Background()) {
		q := s.Quad(quads.Result())
		for _, d := range quad.Directions {
			v := q.Get(d)
			if v == nil {
				continue
			}
			names[v.String()], value[v.String()], byText[q.NQuad()] = true, v, q
			if byNode[d] == nil {
				byNode[d] = map[string]map[string]bool{}
			}
			if byNode[d][v.String()] == nil {
				byNode[d][v.String()] = map[string]bool{}
			}
			byNode[d][v.String()][q.NQuad()] = true
		}
		same := 0
		err := s.Find(context.Background(), cayleykv.Pattern(q), func(quad.Quad) bool { same++; return true })
		if err != nil || q.Label != nil && same != 1 || same == 0 {
			t.Errorf("%v is found %d times: %v", q, same, err)
		}
	}
	quads.Close()
	for subject, quads := range byNode[quad.Subject] {
		for predicate, related := range byNode[quad.Predicate] {
			want := map[string]bool{}
			for text := range quads {
				if related[text] {
					want[byText[text].Object.String()] = true
				}
			}
			got := map[string]bool{}
			vals, err := s.Objects(context.Background(), value[subject], value[predicate])
			for _, v := range vals {
				got[v.String()] = true
			}
			if err != nil || len(vals) != len(want) || !maps.Equal(got, want) {
				t.Errorf("objects of %s %s: %v, want %v: %v", subject, predicate, vals, want, err)
			}
		}
	}
	nodes := s.NodesAllIterator()
	n := 0
	for ; nodes.Next(context.Background()); n++ {
		v := s.NameOf(nodes.Result())
		if v == nil || !names[v.String()] {
			t.Errorf("node %v is in no quad", v)
			continue
		}
		if s.ValueOf(v) != nodes.Result() {
			t.Errorf("%v is %v, listed as %v", v, s.ValueOf(v), nodes.Result())
		}
		for _, d := range quad.Directions {
			ref := s.ValueOf(v)
			if got := list(t, s, s.QuadIterator(d, ref)); !maps.Equal(got, byNode[d][v.String()]) {
				t.Errorf("%v %v: %d quads, want %d", d, v, len(got), len(byNode[d][v.String()]))
			}
			if size, err := s.QuadIteratorSize(context.Background(), d, ref); err != nil || size.Size != int64(len(byNode[d][v.String()])) || !size.Exact {
				t.Errorf("%v %v: size %v, want %d: %v", d, v, size, len(byNode[d][v.String()]), err)
			}
		}
	}
	nodes.Close()
	st, err := s.Stats(context.Background(), true)
	if err != nil || n != len(names) || st.Nodes.Size != int64(len(names)) || st.Quads.Size != int64(len(have)) {
		t.Errorf("%d nodes listed, stats %+v, want %d nodes and %d quads: %v", n, st, len(names), len(have), err)
	}
}

// TestStrict: without leave to ignore, a quad that is there or not is an error,
// and nothing of the transaction is written.
func TestStrict(t *testing.T) {
	s, _ := open(t)
	q := func(o string) quad.Quad { return quad.MakeIRI("a", "p", o, "l") }
	add := func(o string) graph.Delta { return graph.Delta{Quad: q(o), Action: graph.Add} }
	del := func(o string) graph.Delta { return graph.Delta{Quad: q(o), Action: graph.Delete} }
	for i, c := range []struct {
		in   []graph.Delta
		err  error
		want string // objects that are there afterwards
	}{
		{[]graph.Delta{add("b"), add("b")}, nil, "b"},
		{[]graph.Delta{add("c"), add("b")}, graph.ErrQuadExists, "b"},
		{[]graph.Delta{add("c"), del("d")}, graph.ErrQuadNotExist, "b"},
		{[]graph.Delta{del("b"), add("b"), add("c"), del("c")}, nil, "b"},
		{[]graph.Delta{del("b"), del("b")}, graph.ErrQuadNotExist, "b"},
		{[]graph.Delta{add("c"), del("b")}, nil, "c"},
	} {
		err := s.ApplyDeltas(c.in, graph.IgnoreOpts{})
		var de *graph.DeltaError
		if c.err == nil && err != nil || c.err != nil && (!errors.As(err, &de) || de.Err != c.err) {
			t.Errorf("%d: %v, want %v", i, err, c.err)
		}
		var got []string
		for _, o := range []string{"b", "c", "d"} {
			if s.ValueOf(quad.IRI(o)) != nil {
				got = append(got, o)
			}
		}
		if text := strings.Join(got, " "); text != c.want || s.Size() != 1 {
			t.Errorf("%d: %s, want %s (%d quads)", i, text, c.want, s.Size())
		}
	}
}

// TestRecursiveTags: stock Cayley gives tags of another node when the end of a
// recursion is checked, depending on the order of nodes.
func TestRecursiveTags(t *testing.T) {
	names := []string{"1", "2", "3", "4"}
	edges := []quad.Quad{quad.MakeIRI("1", "knows", "2", ""), quad.MakeIRI("2", "knows", "3", ""), quad.MakeIRI("2", "knows", "1", ""), quad.MakeIRI("3", "knows", "4", "")}
	want := []string{"map[id:<1> pid:<2>]", "map[id:<2> pid:<1>]", "map[id:<3> pid:<2>]", "map[id:<4> pid:<3>]"}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 2))
		var in []graph.Delta
		for _, i := range r.Perm(len(names)) {
			in = append(in, graph.Delta{Quad: quad.MakeIRI(names[i], "is", "x", ""), Action: graph.Add})
		}
		for _, i := range r.Perm(len(edges)) {
			in = append(in, graph.Delta{Quad: edges[i], Action: graph.Add})
		}
		s, _ := open(t)
		if err := s.ApplyDeltas(in, graph.IgnoreOpts{}); err != nil {
			t.Fatal(err)
		}
		got := run(t, s, "g.V('<1>').followRecursive(g.M().tag('pid').out('<knows>')).has('<is>', '<x>')")
		if !slices.Equal(got, want) {
			t.Errorf("seed %d: %v", seed, got)
		}
	}
}

// TestForeign: references of other stores are errors, not panics.
func TestForeign(t *testing.T) {
	s, _ := open(t)
	if err := s.ApplyDeltas(claims(3, 3), graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	other := iterator.Int64Node(1)
	if _, err := s.ValuesOf(context.Background(), []graph.Ref{other}); err == nil {
		t.Error("a value was given")
	}
	if it := s.QuadIterator(quad.Subject, other); it.Next(context.Background()) || it.Err() == nil {
		t.Error("quads were given")
	}
	if s.Quad(other) != (quad.Quad{}) || s.QuadDirection(other, quad.Subject) != nil || s.NameOf(nil) != nil {
		t.Error("something was given")
	}
}
