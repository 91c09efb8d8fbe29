package storetest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"kg/graph"
	"kg/graph/store"

	"github.com/cayleygraph/quad"
)

// testFill: a column is filled with the articles of an edge, and rows kept by
// their number, before the limit.
func testFill(t *testing.T, open Open) {
	s := fresh(t, open)
	say := func(id string, claims ...graph.Claim) graph.Record {
		r := graph.Record{Article: graph.Article{ID: id, Source: id, Lang: "en", Text: "abc"}}
		for i, c := range claims {
			c.Article, c.Span, c.Exact = id, graph.Span{Start: i, End: i + 1}, "abc"[i:i+1]
			r.Claims = append(r.Claims, c)
			r.Entities = append(r.Entities, graph.Entity{ID: c.Subject, Type: "Country"}, graph.Entity{ID: c.Object, Type: "Country"})
		}
		return r
	}
	ab, ac := graph.Claim{Subject: "a", Predicate: "met", Object: "b"}, graph.Claim{Subject: "a", Predicate: "met", Object: "c"}
	denied := graph.Claim{Subject: "a", Predicate: "met", Object: "d", Polarity: graph.Denied}
	put(t, s, say("x", ab, ac, denied), say("y", ab), say("z", ab))
	q := store.Query{Script: `["b", "c", "d", "nobody"].forEach(function (o) { g.emit({s: "<a>", o: "<" + o + ">"}); }); g.emit({s: "<a>", o: "<e>", by: "own"});`,
		Columns: []string{"o", "by"}, Sort: true, Order: []string{"-#by", "o"}, Fill: []store.Fill{{Column: "by", Subject: "s", Predicate: "<met>", Object: "o"}}}
	answers := func(want string) {
		t.Helper()
		rows, err := s.Gizmo(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range rows.Rows {
			line := quad.StringOf(r[0][0])
			for _, v := range r[1] {
				line += " " + quad.StringOf(v)
			}
			out = append(out, line)
		}
		if got := strings.Join(out, "; "); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	answers(`<b> <article:x> <article:y> <article:z>; <c> <article:x>; <e> "own"`)
	q.Keep = []store.Keep{{Column: "by", AtMost: 1}}
	answers(`<c> <article:x>; <e> "own"`)
	q.Keep, q.Limit = []store.Keep{{Column: "by", AtLeast: 2, AtMost: -1}}, 1
	answers(`<b> <article:x> <article:y> <article:z>`)
	q.Fill[0].Column = "none"
	if _, err := s.Gizmo(context.Background(), q); !errors.Is(err, store.ErrQuery) {
		t.Errorf("a column that is not there: %v", err)
	}

}
