package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"
)

func withArticle(t testing.TB) *store.Store {
	t.Helper()
	s := openWorker(t, filepath.Join(t.TempDir(), "store"))
	t.Cleanup(func() { s.Close() })
	if _, err := s.Put(context.Background(), []graph.Record{storetest.NewGen(1, 9).Article("a", 20)}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRun(t *testing.T) {
	s := withArticle(t)
	gizmo := store.Script{Language: "gizmo", Limit: 100}
	for _, c := range []struct {
		name, text, want string
		with             func(*store.Script)
	}{
		{"value", `g.emit({a: 1, b: "<x>"})`, `[{"a":1,"b":"\u003cx\u003e"}]`, nil},
		{"as it is", `g.emit("<x>")`, `["<x>"]`, func(sc *store.Script) { sc.Plain = true }},
		{"nothing", `var x = 1`, `null`, nil},
		{"value of the script", `1 + 1`, `[null]`, nil},
		{"limit", `for (var i = 0; i < 5; i++) g.emit(i)`, `[0,1]`, func(sc *store.Script) { sc.Limit = 2 }},
		{"capitals", `g.V("<article:a>").Out("<rdf:type>").All()`, `[{"id":"\u003ckg:Article\u003e"}]`, nil},
		{"JSON-LD", `g.V("<article:a>").out("<rdf:type>").all()`, `[{"id":{"@id":"kg:Article"}}]`, func(sc *store.Script) { sc.JSONLD = true }},
		{"language", `[{"id": "<article:a>", "<rdf:type>": null}]`, `[{"\u003crdf:type\u003e":"\u003ckg:Article\u003e","id":"\u003carticle:a\u003e"}]`,
			func(sc *store.Script) { sc.Language = "mql" }},
		{"GraphQL", `{nodes(id: <article:a>) {id}}`, `{"data":{"nodes":{"id":"article:a"}}}`, func(sc *store.Script) { sc.Language = "graphql" }},
		{"GraphQL, wrong", `{nodes(`, `{"data":null,"errors":`, func(sc *store.Script) { sc.Language = "graphql" }},
		{"shape", `g.emit(1)`, `{}`, func(sc *store.Script) { sc.Shape = true }},
		{"shape without links", `g.V("<article:a>").all()`, `"links":[]`, func(sc *store.Script) { sc.Shape = true }},
	} {
		sc := gizmo
		if sc.Text = c.text; c.with != nil {
			c.with(&sc)
		}
		b, err := s.Run(t.Context(), sc)
		if err != nil || !json.Valid(b) || !strings.Contains(string(b), c.want) {
			t.Errorf("%s: %s, %v; want %s", c.name, b, err, c.want)
		}
	}
	for _, sc := range []store.Script{{Language: "sql"}, {Language: "graphql", Shape: true}, {Language: "gizmo", Text: "g.("},
		{Language: "gizmo", Text: "g.emit(function(){})"}, {Language: "mql", Text: "{"}} {
		if b, err := s.Run(t.Context(), sc); !errors.Is(err, store.ErrQuery) {
			t.Errorf("%+v: %s, %v", sc, b, err)
		}
	}
}

// TestRunKeepsNoState: scripts that share a process share nothing else.
func TestRunKeepsNoState(t *testing.T) {
	s := withArticle(t)
	first := `x = 1; Object.prototype.y = 2; Array.prototype.map = 3; g.V = null; graph.V = null; g.emit(x)`
	second := `g.emit([typeof x, typeof ({}).y, typeof [].map, g.V("<article:a>").count()])`
	for _, q := range []struct{ text, want string }{{first, "[1]"}, {second, `[["undefined","undefined","function",1]]`}} {
		b, err := s.Run(t.Context(), store.Script{Language: "gizmo", Text: q.text})
		if err != nil || string(b) != q.want {
			t.Errorf("%s: %s, %v", q.text, b, err)
		}
	}
}

// TestHostileRun: each is an error of its own, or harmless, and takes nothing
// from the next.
func TestHostileRun(t *testing.T) {
	if testing.Short() {
		t.Skip("scripts that run into limits")
	}
	s := withArticle(t)
	deep := func(l, r string) string { return strings.Repeat(l, 300_000) + strings.Repeat(r, 300_000) }
	for _, c := range []struct {
		lang, text string
		shape, ok  bool
	}{
		{lang: "gizmo", text: `iri(5)`}, {lang: "gizmo", text: `iri(5)`, shape: true},
		{lang: "gizmo", text: `g.V().out({}).all()`}, {lang: "gizmo", text: `g.V().out({}).all()`, shape: true},
		{lang: "gizmo", text: `g.V().labelContext({}).all()`},
		{lang: "gizmo", text: `var a = {}; a.a = a; g.emit(a)`},
		{lang: "gizmo", text: `while(true){}`}, {lang: "gizmo", text: `while(true){}`, shape: true},
		{lang: "gizmo", text: `while(true) g.emit(1)`},
		{lang: "gizmo", text: `var s = "x"; while(true) s += s`},
		{lang: "gizmo", text: `/(a+)+$/.test(Array(40).join("a") + "b")`, ok: true}, // not an engine that backtracks
		{lang: "gizmo", text: `/^(a+)+\1$/.test(Array(40).join("a") + "b")`},
		{lang: "gizmo", text: `new Array(5e8).fill(0).join("x")`},
		{lang: "gizmo", text: `g.V().both().both().both().both().both().both().getLimit(-1)`},
		{lang: "gizmo", text: deep("(", ")")}, {lang: "gizmo", text: deep("[", "]")}, {lang: "gizmo", text: deep("`${", "}`")},
		{lang: "gizmo", text: `g.emit(JSON.parse(Array(1e6).join("[") + Array(1e6).join("]")))`},
		{lang: "gizmo", text: `var s = Array(9e6).join("x"); for (var i = 0; i < 5; i++) g.emit(s)`},
		{lang: "graphql", text: deep("{a", "}")}, {lang: "graphql", text: deep("{a(b:[", "])}")},
		{lang: "mql", text: deep("[", "]")}, {lang: "mql", text: `5`, ok: true}, {lang: "mql", text: `[{"id": {}}]`, ok: true},
	} {
		start := time.Now()
		b, err := s.Run(context.Background(), store.Script{Language: c.lang, Text: c.text, Shape: c.shape, Limit: -1, Timeout: time.Second})
		refused := errors.Is(err, store.ErrQuery) || strings.HasPrefix(string(b), `{"data":null,"errors"`)
		name := fmt.Sprintf("%s %.60s shape=%v", c.lang, c.text, c.shape)
		if !refused && !(c.ok && err == nil) {
			t.Errorf("%s: %.200s, %v", name, b, err)
		}
		took := time.Since(start)
		if took > 5*time.Second || err != nil && strings.Contains(err.Error(), "goroutine") {
			t.Errorf("%s: %v after %v", name, err, took)
		}
		if b, err := s.Run(context.Background(), store.Script{Language: "gizmo", Text: "g.emit(1)"}); err != nil || string(b) != "[1]" {
			t.Fatalf("the query after %s: %s, %v", name, b, err)
		}
		t.Logf("%-80s %v: %.100v", name, took.Round(time.Millisecond), err)
	}
}

// TestRunIsStopped: nobody waits for a script whose asker is gone.
func TestRunIsStopped(t *testing.T) {
	s := withArticle(t)
	var wg sync.WaitGroup
	start := time.Now()
	for range 8 { // more than run at a time
		wg.Go(func() {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(100*time.Millisecond, cancel)
			_, err := s.Run(ctx, store.Script{Language: "gizmo", Text: "while(true){}", Timeout: time.Minute})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		})
	}
	wg.Wait()
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestRunNeedsAWorker(t *testing.T) {
	s, err := store.Open(t.Context(), "mem:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Run(t.Context(), store.Script{Language: "gizmo", Text: "g.emit(1)"}); !errors.Is(err, store.ErrNoWorker) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkRun(b *testing.B) {
	s := withArticle(b)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := s.Run(context.Background(), store.Script{Language: "gizmo", Text: `g.V("<article:a>").out().all()`, Limit: 100}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
