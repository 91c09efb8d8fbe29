package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kg/graph"
	"kg/graph/store"
)

// askNative is the beginning of scripts that call native functions.
const askNative = `var kg = g.V("<kg:native>").toArray()[0];
kg.know({relations: ["<accused>", "<attacked>", "<met>", "<severed>", "<supports>"], symmetric: {"<met>": true}});
`

// testMarks: what scripts read from the index of claims is what the claims
// say, after any sequence of changes.
func testMarks(t *testing.T, open Open) {
	for seed := range uint64(3) {
		s, g := fresh(t, open), NewGen(seed, 9)
		r := rand.New(rand.NewPCG(seed, 4))
		have := map[string]graph.Record{}
		for range 6 {
			mutate(t, s, g, r, have)
		}
		var all []graph.Claim
		for c, err := range s.Claims(context.Background(), store.Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, c)
		}
		for filter, passes := range markFilters(all) {
			var want []string
			for _, c := range all {
				if passes(c) {
					want = append(want, markLine(c))
				}
			}
			got := emittedLines(t, s, `kg.eachClaim(`+filter+`, function (c) { g.emit([c.claim, c.subject, c.predicate, c.object, c.article, c.status, c.date, c.issued, c.edge, c.speakers].join(" ")); });`)
			slices.Sort(want)
			slices.Sort(got)
			diff(t, filter, got, want)
		}
	}
}

func markLine(c graph.Claim) string {
	status := "stated"
	if c.Modality != "" {
		status = c.Modality
	}
	if c.Polarity != "" {
		status = c.Polarity
	}
	var speakers []string
	for _, s := range c.Speakers {
		speakers = append(speakers, "<"+s+">")
	}
	slices.Sort(speakers)
	return fmt.Sprintf("<%s> <%s> <%s> <%s> <article:%s> %s %s %s %t %s", c.IRI(), c.Subject, c.Predicate, c.Object, c.Article, status, c.Date, "2024-05-01", c.Edge(), strings.Join(speakers, ","))
}

// markFilters are filters as scripts give them, and what they mean.
func markFilters(all []graph.Claim) map[string]func(graph.Claim) bool {
	out := map[string]func(graph.Claim) bool{
		`{predicate: ["<met>", "<accused>"]}`: func(c graph.Claim) bool { return c.Predicate == "met" || c.Predicate == "accused" },
		`{denied: true}`:                      func(c graph.Claim) bool { return c.Polarity == graph.Denied },
		`{subject: "<nobody>"}`:               func(graph.Claim) bool { return false },
	}
	for _, x := range all[:min(len(all), 3)] {
		s, o, p := x.Subject, x.Object, x.Predicate
		out[fmt.Sprintf(`{subject: "<%s>"}`, s)] = func(c graph.Claim) bool { return c.Subject == s }
		out[fmt.Sprintf(`{object: "<%s>", order: "object"}`, o)] = func(c graph.Claim) bool { return c.Object == o }
		out[fmt.Sprintf(`{subject: "<%s>", object: "<%s>"}`, s, o)] = func(c graph.Claim) bool { return c.Subject == s && c.Object == o }
		out[fmt.Sprintf(`{subject: "<%s>", predicate: "<%s>"}`, s, p)] = func(c graph.Claim) bool { return c.Subject == s && c.Predicate == p }
		out[fmt.Sprintf(`{subject: "<%s>", predicate: "<met>", either: true}`, s)] = func(c graph.Claim) bool {
			return c.Predicate == "met" && (c.Subject == s || c.Object == s)
		}
		out[fmt.Sprintf(`{article: "<article:%s>"}`, x.Article)] = func(c graph.Claim) bool { return c.Article == x.Article }
		out[fmt.Sprintf(`{speaker: "<%s>", order: "object"}`, s)] = func(c graph.Claim) bool { return slices.Contains(c.Speakers, s) }
	}
	return out
}

func emittedLines(t *testing.T, s *store.Store, script string) []string {
	t.Helper()
	rows, err := s.Gizmo(context.Background(), store.Query{Script: askNative + script})
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(rows.Rows))
	for i, r := range rows.Rows {
		for _, v := range r[0] {
			out[i] += fmt.Sprint(v.Native())
		}
	}
	return out
}

// testStream: rows come in parts, in the order in which the script gives them,
// filled, and no more than wanted; whoever takes them can end the script.
func testStream(t *testing.T, open Open) {
	s, g := fresh(t, open), NewGen(5, 9)
	put(t, s, say(g, "one", 0, "severed", 1), say(g, "two", 0, "severed", 1), say(g, "three", 3, "severed", 1))
	endless := store.Query{Script: `while (true) { g.emit({s: "<state-3>", n: 1}); g.emit({s: "<state-0>", n: 2}); g.emit({s: "<nobody>"}); }`,
		Columns: []string{"s", "by"}, Stream: true, Limit: 5, Fill: []store.Fill{{Column: "by", Subject: "s", Predicate: "<severed>", Object: "<state-1>"}}}
	rows, err := s.Gizmo(context.Background(), endless)
	if err != nil {
		t.Fatal(err)
	}
	three, zero := "[[<state-3>] [<article:three>]]", "[[<state-0>] [<article:one> <article:two>]]"
	if got, want := fmt.Sprint(rows.Rows, rows.More), fmt.Sprintf("[%s] true", strings.Join([]string{three, zero, three, zero, three}, " ")); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	endless.Limit = 0
	n := 0
	enough := fmt.Errorf("enough")
	err = s.GizmoEach(context.Background(), endless, func(r store.Rows) error {
		if n += len(r.Rows); n > 100 {
			return enough
		}
		return nil
	})
	if err != enough || n > 1000 {
		t.Errorf("%v after %d rows", err, n)
	}
	edges := emittedLines(t, s, `kg.edges({predicate: "<severed>"}).forEach(function (e) { g.emit(e.subject + e.object); });`)
	diff(t, "edges", edges, []string{"<state-0><state-1>", "<state-3><state-1>"})
}
