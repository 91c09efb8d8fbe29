// Package storetest is the conformance suite of kg's stores: every backend
// passes it.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/store"

	"github.com/cayleygraph/quad"
)

// Open makes an empty store; the test closes it.
type Open func(t testing.TB) *store.Store

// Run runs the suite, or only the tests named.
func Run(t *testing.T, open Open, names ...string) {
	suite := map[string]func(*testing.T, Open){
		"Empty": testEmpty, "PutAgain": testPutAgain, "Exact": testExact, "SharedEdge": testSharedEdge,
		"CuratedChange": testCuratedChange, "Refused": testRefused, "Claims": testClaims, "Find": testFind,
		"Import": testImport, "Gizmo": testGizmo, "Marks": testMarks, "Stream": testStream, "Status": testStatus, "Cancel": testCancel, "OneState": testOneState,
		"FindArticles": testFindArticles, "OneClaim": testOneClaim, "Fill": testFill, "Text": testText, "TextWords": testTextWords, "Edit": testEdit,
	}
	if len(names) == 0 {
		for name := range suite {
			names = append(names, name)
		}
		sort.Strings(names)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) { suite[name](t, open) })
	}
}

func fresh(t testing.TB, open Open) *store.Store {
	t.Helper()
	s := open(t)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(t testing.TB, s *store.Store, recs ...graph.Record) store.Change {
	t.Helper()
	c, err := s.Put(context.Background(), recs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Lines gives the quads of the store as text.
func Lines(t testing.TB, s *store.Store) []string {
	t.Helper()
	var out []string
	for q, err := range s.Quads(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.String())
	}
	return out
}

// diff fails the test when the two lists differ, and shows the first differences.
func diff(t testing.TB, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	in := func(l []string) map[string]bool {
		m := map[string]bool{}
		for _, x := range l {
			m[x] = true
		}
		return m
	}
	g, w := in(got), in(want)
	n := 0
	for _, x := range got {
		if !w[x] && n < 10 {
			n++
			t.Errorf("%s: too much: %s", what, x)
		}
	}
	for _, x := range want {
		if !g[x] && n < 20 {
			n++
			t.Errorf("%s: missing: %s", what, x)
		}
	}
	if n == 0 {
		t.Errorf("%s: another order, or repeated (%d and %d lines)", what, len(got), len(want))
	}
}

func testEmpty(t *testing.T, open Open) {
	s := fresh(t, open)
	if got := Lines(t, s); len(got) != 0 {
		t.Errorf("an empty store has quads: %v", got)
	}
	if as, err := s.Articles(context.Background()); err != nil || len(as) != 0 {
		t.Errorf("articles: %v, %v", as, err)
	}
	if _, err := s.Article(context.Background(), "x"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("article: %v", err)
	}
	if _, err := s.Entity(context.Background(), "x"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("entity: %v", err)
	}
	if _, err := s.Forget(context.Background(), "x"); !errors.Is(err, store.ErrNotFound) || !strings.Contains(err.Error(), "x") {
		t.Errorf("forget: %v", err)
	}
}

func testPutAgain(t *testing.T, open Open) {
	s := fresh(t, open)
	g := NewGen(1, 20)
	a, b := g.Article("a", 4), g.Article("b", 4)
	if c := put(t, s, a, b); c.Added != 2 || c.QuadsAdded == 0 || c.QuadsRemoved != 0 {
		t.Errorf("first: %+v", c)
	}
	before := Lines(t, s)
	if c := put(t, s, b, a); c != (store.Change{Unchanged: 2}) {
		t.Errorf("again: %+v", c)
	}
	diff(t, "after the second put", Lines(t, s), before)
	a.Article.Title = "Another"
	if c := put(t, s, a); c != (store.Change{Changed: 1, QuadsAdded: 1, QuadsRemoved: 1}) {
		t.Errorf("new title: %+v", c)
	}
	got, err := s.Article(context.Background(), "a")
	if err != nil || got != a.Article {
		t.Errorf("article read back: %+v, %v", got, err)
	}
}

// testExact runs random sequences and compares with a fresh store each time.
func testExact(t *testing.T, open Open) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s, g := fresh(t, open), NewGen(seed, 12)
			r := rand.New(rand.NewPCG(seed, 3))
			have := map[string]graph.Record{}
			for step := range 12 {
				mutate(t, s, g, r, have)
				if step%4 != 3 {
					continue
				}
				Compare(t, fmt.Sprintf("step %d", step), s, rebuilt(t, open, have))
			}
			if ids := keys(have); len(ids) > 0 {
				if _, err := s.Forget(context.Background(), ids...); err != nil {
					t.Fatal(err)
				}
			}
			Compare(t, "all forgotten", s, fresh(t, open))
		})
	}
}

// Step does the k-th step of a random sequence to the store: it puts a few
// articles, new and old ones, or takes some out. The same step on the same
// store does the same.
func Step(s *store.Store, seed, k uint64) error {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(seed, k))
	as, err := s.Articles(ctx)
	if err != nil {
		return err
	}
	if r.IntN(4) == 0 && len(as) > 1 {
		ids := []string{as[r.IntN(len(as))].ID, as[r.IntN(len(as))].ID}
		_, err := s.Forget(ctx, ids...)
		return err
	}
	g := NewGen(seed+k, 12)
	var recs []graph.Record
	for range 1 + r.IntN(4) {
		recs = append(recs, g.Article(fmt.Sprintf("a%d", r.IntN(16)), r.IntN(6)))
	}
	_, err = s.Put(ctx, recs)
	return err
}

func mutate(t *testing.T, s *store.Store, g *Gen, r *rand.Rand, have map[string]graph.Record) {
	t.Helper()
	if r.IntN(3) == 0 && len(have) > 1 {
		ids := keys(have)
		r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		ids = ids[:1+r.IntN(2)]
		if _, err := s.Forget(context.Background(), ids...); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			delete(have, id)
		}
		return
	}
	var recs []graph.Record
	for range 1 + r.IntN(4) {
		rec := g.Article(fmt.Sprintf("a%d", r.IntN(8)), r.IntN(5))
		if old, ok := have[rec.Article.ID]; ok && r.IntN(3) == 0 {
			rec = old
		}
		recs = append(recs, rec)
		have[rec.Article.ID] = rec
	}
	put(t, s, recs...)
}

func rebuilt(t *testing.T, open Open, have map[string]graph.Record) *store.Store {
	t.Helper()
	s := fresh(t, open)
	for _, id := range keys(have) {
		put(t, s, have[id])
	}
	return s
}

// Compare holds two stores against each other: quads, index and answers.
func Compare(t testing.TB, what string, got, want *store.Store) {
	t.Helper()
	diff(t, what, Lines(t, got), Lines(t, want))
	diff(t, what+", entities", entityLines(t, got), entityLines(t, want))
	a, b := status(t, got), status(t, want)
	for _, st := range []*store.Status{&a, &b} {
		st.Bytes, st.LastIngest, st.Store, st.Engine = 0, time.Time{}, "", ""
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%s: status %+v, want %+v", what, a, b)
	}
}

// entityLines gives each entity, and whether its names find it.
func entityLines(t testing.TB, s *store.Store) []string {
	t.Helper()
	var out []string
	for e, err := range s.Entities(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%+v", e))
		for _, n := range append(e.Labels, e.Aliases...) {
			ms, _, err := s.FindEntity(context.Background(), strings.ToUpper(n.Text))
			if err != nil || !slices.ContainsFunc(ms, func(m graph.Entity) bool { return m.ID == e.ID }) {
				t.Errorf("%s is not found by its name %q: %v, %v", e.ID, n.Text, ms, err)
			}
			for _, m := range ms {
				if !slices.ContainsFunc(append(m.Labels, m.Aliases...), func(x graph.Name) bool { return graph.Fold(x.Text) == graph.Fold(n.Text) }) {
					t.Errorf("%q finds %s, which has no such name", n.Text, m.ID)
				}
			}
		}
	}
	return out
}

func status(t testing.TB, s *store.Store) store.Status {
	t.Helper()
	st, err := s.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func keys(m map[string]graph.Record) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// testSharedEdge takes one of two articles out that say the same.
func testSharedEdge(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(1, 9)
	one, two := say(g, "one", 0, "severed", 1), say(g, "two", 0, "severed", 1)
	put(t, s, one, two)
	if n := count(t, s.Claims(context.Background(), store.Filter{Subject: "state-0", Object: "state-1"})); n != 2 {
		t.Errorf("%d claims, want 2", n)
	}
	if _, err := s.Forget(context.Background(), "one"); err != nil {
		t.Fatal(err)
	}
	want := "<state-0> -- <severed> -> <state-1>"
	n := 0
	for _, l := range Lines(t, s) {
		if strings.HasPrefix(l, want) {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d edges left, want the one of the other article", n)
	}
	if _, err := s.Entity(context.Background(), "state-1"); err != nil {
		t.Errorf("the entity went with the first article: %v", err)
	}
}

// say makes an article of one sentence.
func say(g *Gen, id string, s int, verb string, o int) graph.Record {
	b := &builder{rec: graph.Record{Article: graph.Article{ID: id, Source: id, SHA256: "0", Lang: "en"}}, seen: map[string]bool{}}
	b.sentence(g.Entity(s), verb, g.Entity(o), 7)
	b.rec.Article.Text = b.text.String()
	return b.rec
}

// testCuratedChange replaces the curated quads when the gazetteer changed.
func testCuratedChange(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(1, 9)
	put(t, s, say(g, "one", 0, "met", 1), say(g, "two", 0, "met", 3))
	renamed := say(g, "one", 0, "met", 1)
	renamed.Entities[0].Aliases = []graph.Name{{Text: "New Name", Lang: "en"}}
	if c := put(t, s, renamed); c.QuadsAdded != 1 || c.QuadsRemoved != 1 {
		t.Errorf("%+v", c)
	}
	ctx := context.Background()
	if ms, _, err := s.FindEntity(ctx, "new name"); err != nil || len(ms) != 1 || ms[0].ID != "state-0" {
		t.Errorf("new name: %v, %v", ms, err)
	}
	if ms, _, err := s.FindEntity(ctx, "L0"); err != nil || len(ms) != 0 {
		t.Errorf("the old alias still finds %v, %v", ms, err)
	}
}

func testRefused(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(1, 9)
	put(t, s, say(g, "one", 0, "met", 1))
	before := Lines(t, s)
	for name, bad := range map[string]func(*graph.Record){
		"NUL":           func(r *graph.Record) { r.Article.Title = "a\x00b" },
		"not UTF-8":     func(r *graph.Record) { r.Article.Title = "a\xff" },
		"no proof":      func(r *graph.Record) { r.Claims[0].Exact = "something else" },
		"no ID":         func(r *graph.Record) { r.Article.ID = ""; r.Claims = nil },
		"bad entity ID": func(r *graph.Record) { r.Entities[0].ID = "x\x00" },
	} {
		rec := say(g, "bad", 1, "met", 3)
		bad(&rec)
		if _, err := s.Put(context.Background(), []graph.Record{say(g, "good", 0, "met", 3), rec}); err == nil {
			t.Errorf("%s: accepted", name)
		}
		diff(t, name, Lines(t, s), before)
	}
}

func count(t *testing.T, seq iter.Seq2[graph.Claim, error]) int {
	t.Helper()
	n := 0
	for _, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// testClaims holds each kind of filter against a filter over all claims.
func testClaims(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(5, 9)
	var all []graph.Claim
	for i := range 12 {
		rec := g.Article(fmt.Sprintf("a%02d", i), 5)
		put(t, s, rec)
		all = append(all, rec.Claims...) // in the order of articles and places
	}
	for _, f := range []store.Filter{
		{}, {Article: "a03"}, {Article: "article:a03"}, {Article: "none"}, {Subject: "state-0"}, {Object: "state-1"},
		{Subject: "state-0", Object: "state-1"}, {Subject: "state-0", Object: "state-1", Pair: true}, {Subject: "state-3", Pair: true},
		{Predicate: "met"}, {Predicate: "met", Subject: "state-1"}, {Speaker: "state-0"}, {Subject: "nobody"},
	} {
		var got, want []string
		for c, err := range s.Claims(context.Background(), f) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%+v", c))
		}
		for _, c := range all {
			if naive(f, c) {
				c.Normalize()
				want = append(want, fmt.Sprintf("%+v", c))
			}
		}
		diff(t, fmt.Sprintf("%+v", f), got, want)
	}
	for range s.Claims(context.Background(), store.Filter{}) {
		break // an iteration that is broken off
	}
}

func naive(f store.Filter, c graph.Claim) bool {
	s := c.Subject == f.Subject || f.Subject == ""
	o := c.Object == f.Object || f.Object == ""
	if f.Pair {
		s = s && o || (c.Subject == f.Object || f.Object == "") && (c.Object == f.Subject || f.Subject == "")
		o = true
	}
	return s && o && (f.Predicate == "" || f.Predicate == c.Predicate) &&
		(f.Article == "" || strings.TrimPrefix(f.Article, "article:") == c.Article) &&
		(f.Speaker == "" || slices.Contains(c.Speakers, f.Speaker))
}

func testFind(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(5, 9)
	rec := say(g, "one", 0, "met", 1)
	rec.Entities = append(rec.Entities,
		graph.Entity{ID: "albania", Type: "Country", Curated: true, Labels: []graph.Name{{Text: "Albanien", Lang: "de"}, {Text: "Albania", Lang: "en"}, {Text: "Albanie", Lang: "fr"}}},
		graph.Entity{ID: "georgia", Type: "Country", Curated: true, Labels: []graph.Name{{Text: "Georgia", Lang: "en"}}},
		graph.Entity{ID: "us-ga", Type: "Place", Curated: true, Labels: []graph.Name{{Text: "Georgia (U.S. state)", Lang: "en"}}, Aliases: []graph.Name{{Text: "Georgia", Lang: "en"}}},
		graph.Entity{ID: "person:edi_rama", Type: "Person", Labels: []graph.Name{{Text: "Edi Rama", Lang: "en"}}},
		graph.Entity{ID: "niger", Type: "Country", Curated: true, Labels: []graph.Name{{Text: "Niger", Lang: "en"}}})
	put(t, s, rec)
	for name, want := range map[string]string{
		"albania": "albania", "<albania>": "albania", "ALBANIEN": "albania", " Albanie ": "albania",
		"Georgia": "georgia us-ga", "edi  rama": "person:edi_rama", "person:edi_rama": "person:edi_rama",
		"Ländchen 1": "state-1", "Landchen 1": "state-1", "Ländchen": "", "Rama": "", "Nigeria": "", "": "", "\x00": "", "a\xff": "",
	} {
		ms, _, err := s.FindEntity(context.Background(), name)
		if got := ids(ms); err != nil || got != want {
			t.Errorf("%q finds %q, want %q (%v)", name, got, want, err)
		}
	}
	for name, want := range map[string]string{
		"Albanai": "albania", "Albnia": "albania", "Rama": "person:edi_rama", "Eddi Rama": "person:edi_rama", "Nigeria": "niger", "Zzyzx": "",
	} {
		_, sg, err := s.FindEntity(context.Background(), name)
		if got := ids(sg); err != nil || !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q suggests %q, want %q first (%v)", name, got, want, err)
		}
	}
}

func ids(es []graph.Entity) string {
	var out []string
	for _, e := range es {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

func testImport(t *testing.T, open Open) {
	a, g := fresh(t, open), NewGen(5, 20)
	for i := range 10 {
		put(t, a, g.Article(fmt.Sprintf("a%d", i), 5))
	}
	var qs []quad.Quad
	for q, err := range a.Quads(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		qs = append(qs, q)
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
	seq := func(yield func(quad.Quad, error) bool) {
		for _, q := range qs {
			if !yield(q, nil) {
				return
			}
		}
	}
	b := fresh(t, open)
	broken := func(yield func(quad.Quad, error) bool) {
		yield(qs[0], nil)
		yield(quad.Quad{}, errors.New("disk gone"))
	}
	if err := b.Import(context.Background(), broken); err == nil {
		t.Error("an import that broke off gave no error")
	}
	if _, err := b.Put(context.Background(), []graph.Record{g.Article("x", 1)}); err == nil {
		t.Error("a half imported store was written to")
	}
	if err := b.Import(context.Background(), seq); err != nil {
		t.Fatal(err)
	}
	Compare(t, "imported", b, a)
	if err := b.Import(context.Background(), seq); err == nil {
		t.Error("imported into a store that is not empty")
	}
	if c := put(t, b, NewGen(5, 20).Article("a0", 5)); c.Unchanged != 1 {
		t.Errorf("an imported article is not known as unchanged: %+v", c)
	}
}

func testGizmo(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(5, 9)
	put(t, s, say(g, "one", 0, "severed", 1), say(g, "two", 0, "severed", 1), say(g, "three", 3, "met", 1))
	ctx := context.Background()
	rows, err := s.Gizmo(ctx, store.Query{
		Script: `g.V("<" + param.who + ">").tag("by").out("<severed>").tag("whom").unique().all()`,
		Params: map[string]any{"who": "state-0"}, Columns: []string{"by", "whom"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(rows.Columns, rows.Rows), "[by whom id] [[[<state-0>] [<state-1>] [<state-1>]]]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	rows, err = s.Gizmo(ctx, store.Query{Script: `g.emit({b: 2, a: ["<x>", "y"]}); g.emit({a: "<p> q"})`, Sort: true, Limit: 1})
	if got, want := fmt.Sprint(rows.Columns, rows.Rows, rows.More), `[a b] [[["<p> q"] []]] true`; err != nil || got != want {
		t.Errorf("got %s, want %s (%v)", got, want, err)
	}
	evil := "\"); g.emit('no'); (\"\u2028'`"
	rows, err = s.Gizmo(ctx, store.Query{Script: `g.emit(param.x == null ? "lost" : "kept " + param.x.length)`, Params: map[string]any{"x": evil}})
	if err != nil || len(rows.Rows) != 1 || !strings.HasPrefix(fmt.Sprint(rows.Rows[0]), `[["kept`) {
		t.Errorf("a parameter with quotes: %v, %v", rows, err)
	}
	for script, want := range map[string]string{
		"g.V(\n(": "line 2", "\nnosuch()": "line 2, column 7: ReferenceError: nosuch is not defined", "while(true){}": "took too long",
	} {
		_, err := s.Gizmo(ctx, store.Query{Script: script, Timeout: 200 * time.Millisecond})
		if !errors.Is(err, store.ErrQuery) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", script, err, want)
		}
	}
}

func testStatus(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(5, 9)
	put(t, s, say(g, "one", 0, "severed", 1), say(g, "two", 0, "severed", 1))
	st := status(t, s)
	if st.Articles != 2 || st.Entities != 2 || st.Claims != 2 || st.Edges != 2 || st.Quads != len(Lines(t, s)) || len(st.Problems) != 0 {
		t.Errorf("%+v", st)
	}
	if time.Since(st.LastIngest) > time.Hour {
		t.Errorf("last ingest %v", st.LastIngest)
	}
}

func testCancel(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(5, 9)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Put(ctx, []graph.Record{g.Article("a", 3)}); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	if got := Lines(t, s); len(got) != 0 {
		t.Errorf("%d quads written", len(got))
	}
}

// testOneState changes the store while claims are listed.
func testOneState(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(5, 9)
	for i := range 6 {
		put(t, s, say(g, fmt.Sprintf("a%d", i), 0, "met", 1))
	}
	n := 0
	for _, err := range s.Claims(context.Background(), store.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			if _, err := s.Forget(context.Background(), "a3", "a4"); err != nil {
				t.Fatal(err)
			}
		}
		n++
	}
	if n != 6 {
		t.Errorf("%d claims seen, want the 6 that were there at the start", n)
	}
}

// testFindArticles: an article is found by all that names it.
func testFindArticles(t *testing.T, open Open) {
	s := fresh(t, open)
	g := NewGen(4, 8)
	a, b := g.Article("news-1", 2), g.Article("news-2", 2)
	a.Article.Source, b.Article.Source = "x/a.txt", "y/b.txt"
	b.Article.URL = "https://example.org/b"
	put(t, s, a, b)
	for name, want := range map[string]string{
		"news-1": "news-1", "article:news-1": "news-1", "<article:news-1>": "news-1", "x/a.txt": "news-1", "./x//a.txt": "news-1",
		"b.txt": "news-2", "https://example.org/b": "news-2", "news": "news-1 news-2", "article:news-": "news-1 news-2",
		"": "", "nothing": "", "a": "", "\x00": "", "article:": "",
	} {
		found, err := s.FindArticles(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, x := range found {
			ids = append(ids, x.ID)
			if x.Text != "" {
				t.Errorf("%q: the text was read", name)
			}
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%q finds %q, want %q", name, got, want)
		}
	}
}

// testOneClaim: a claim is found by its IRI.
func testOneClaim(t *testing.T, open Open) {
	s := fresh(t, open)
	r := NewGen(5, 8).Article("one", 6)
	put(t, s, r)
	for _, want := range r.Claims {
		for _, iri := range []string{want.IRI(), "<" + want.IRI() + ">"} {
			got, err := s.Claim(context.Background(), iri)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %+v, %v", iri, got, err)
			}
		}
	}
	for _, iri := range []string{"", "claim:", "claim:none", "state-1", "article:one", "claim:\x00"} {
		if _, err := s.Claim(context.Background(), iri); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("claim %q: %v", iri, err)
		}
	}
}

// testEdit: single quads are written and deleted beside those of articles,
// which they leave as they are.
func testEdit(t *testing.T, open Open) {
	s := fresh(t, open)
	ctx := context.Background()
	put(t, s, NewGen(6, 8).Article("one", 6))
	before := Lines(t, s)
	when := time.Date(2022, 9, 7, 12, 0, 0, 5, time.UTC)
	quads := []quad.Quad{
		quad.MakeIRI("x", "knows", "y", ""), quad.MakeIRI("x", "knows", "y", "mine"), quad.MakeIRI("x", "knows", "y", ""),
		quad.Make(quad.IRI("x"), quad.IRI("name"), quad.LangString{Value: "Zoë", Lang: "de"}, nil),
		quad.Make(quad.IRI("x"), quad.IRI("n"), quad.Int(5), nil), quad.Make(quad.IRI("x"), quad.IRI("n"), quad.String("5"), nil),
		quad.Make(quad.IRI("x"), quad.IRI("at"), quad.Time(when), nil), quad.Make(quad.BNode("b"), quad.IRI("yes"), quad.Bool(true), nil),
		quad.Make(quad.IRI("x"), quad.IRI("of"), quad.TypedString{Value: "1", Type: "mine:type"}, quad.IRI("mine")),
		quad.Make(quad.IRI("x"), quad.IRI("n"), quad.TypedString{Value: "5", Type: "xsd:integer"}, nil), // the same as Int
	}
	for range 2 { // the second time nothing is new
		if err := s.Edit(ctx, quads, []quad.Quad{quad.MakeIRI("not", "there", "y", "")}); err != nil {
			t.Fatal(err)
		}
		if got := len(Lines(t, s)) - len(before); got != 8 {
			t.Errorf("%d quads more, want 8", got)
		}
	}
	for _, c := range []struct {
		p    quad.Quad
		want int
	}{{quad.MakeIRI("x", "", "", ""), 7}, {quad.MakeIRI("x", "knows", "y", ""), 2}, {quad.MakeIRI("", "", "", "mine"), 2},
		{quad.Quad{Object: quad.Int(5)}, 1}, {quad.MakeIRI("", "yes", "", ""), 1}, {quad.MakeIRI("none", "", "", ""), 0}} {
		n := 0
		for q, err := range s.Find(ctx, quad.Quad{Subject: value(c.p.Subject), Predicate: value(c.p.Predicate), Object: value(c.p.Object), Label: value(c.p.Label)}) {
			if err != nil || q.Subject == nil {
				t.Fatal(q, err)
			}
			n++
		}
		if n != c.want {
			t.Errorf("%v: %d quads, want %d", c.p, n, c.want)
		}
	}
	for _, label := range []quad.Value{quad.IRI(graph.ArticlePrefix + "one"), quad.IRI(graph.Gazetteer), quad.IRI(graph.ArticlePrefix + "new")} {
		q := quad.Make(quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), label)
		for _, err := range []error{s.Edit(ctx, []quad.Quad{q}, nil), s.Edit(ctx, nil, []quad.Quad{q})} {
			if !errors.Is(err, store.ErrOwned) {
				t.Errorf("label %v: %v", label, err)
			}
		}
	}
	if _, err := s.EditNode(ctx, quad.IRI(graph.KGArticle)); !errors.Is(err, store.ErrOwned) {
		t.Errorf("a node of articles: %v", err)
	}
	for _, bad := range []quad.Quad{{}, quad.MakeIRI("a", "b", "", ""), quad.MakeIRI("a\x00", "b", "c", "")} {
		if err := s.Edit(ctx, []quad.Quad{quad.MakeIRI("good", "b", "c", ""), bad}, nil); err == nil {
			t.Errorf("%v was written", bad)
		}
	}
	if n, err := s.EditNode(ctx, quad.IRI("x")); err != nil || n != 7 {
		t.Errorf("EditNode: %d, %v", n, err)
	}
	if err := s.Edit(ctx, nil, []quad.Quad{quad.Make(quad.BNode("b"), quad.IRI("yes"), quad.Bool(true), nil)}); err != nil {
		t.Fatal(err)
	}
	diff(t, "after all is deleted", Lines(t, s), before)
}

// value is nil for an empty IRI.
func value(v quad.Value) quad.Value {
	if v == quad.IRI("") {
		return nil
	}
	return v
}
