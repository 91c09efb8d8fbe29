package answer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/ontology"
	"kg/graph/store"
)

// world is a store in which a few things happened, one article a line:
// "article: subject predicate object[!|?], …"; ! is denied, ? alleged.
func world(t *testing.T, lines ...string) *answer.Reader {
	t.Helper()
	st, err := store.Open(context.Background(), "mem:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	var recs []graph.Record
	for _, l := range lines {
		id, what, _ := strings.Cut(l, ": ")
		r := graph.Record{Article: graph.Article{ID: id, Source: id + ".txt", Lang: "en", Text: what}}
		at := 0
		for _, s := range strings.Split(what, ", ") {
			f := strings.Fields(s)
			c := graph.Claim{Article: id, Subject: f[0], Predicate: f[1], Object: strings.TrimRight(f[2], "!?"), Exact: s,
				Span: graph.Span{Start: at, End: at + len(s)}, SubjectAt: graph.Span{Start: at, End: at + len(f[0])},
				CueAt: graph.Span{Start: at + len(f[0]) + 1, End: at + len(f[0]) + 1 + len(f[1])}}
			if strings.HasSuffix(s, "!") {
				c.Polarity = graph.Denied
			}
			if strings.HasSuffix(s, "?") {
				c.Modality = graph.Alleged
			}
			r.Claims = append(r.Claims, c)
			for _, e := range []string{c.Subject, c.Object} {
				r.Entities = append(r.Entities, graph.Entity{ID: e, Type: "Country", Labels: []graph.Name{{Text: strings.ToUpper(e), Lang: "en"}}})
			}
			at += len(s) + 2
		}
		recs = append(recs, r)
	}
	if _, err := st.Put(context.Background(), recs); err != nil {
		t.Fatal(err)
	}
	return &answer.Reader{Store: st, Onto: onto, Lang: "en"}
}

// paths gives what connects two as text, one path a line.
func paths(t *testing.T, r *answer.Reader, from, to string, o answer.PathOptions) string {
	t.Helper()
	found, err := r.Path(context.Background(), graph.Entity{ID: from}, graph.Entity{ID: to}, o)
	var nothing *answer.NothingError
	if errors.As(err, &nothing) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range found.Paths {
		s := p.Hops[0].From.ID
		for _, h := range p.Hops {
			if h.Proof.Subject != h.Ties[0].Subject || h.Proof.Predicate != h.Ties[0].Predicate || h.Proof.Quote == "" {
				t.Errorf("hop %+v is proved by %+v", h.Ties[0], h.Proof.Fact)
			}
			s += fmt.Sprintf(" %s %s", h.Ties[0].Predicate, h.To.ID)
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "; ")
}

func TestPath(t *testing.T) {
	r := world(t, "x: a accused b, b met c, c supports d, a met c!", "y: e attacked a, e attacked d, b met c, a severed b?", "z: b met c, f met g")
	for _, c := range []struct {
		from, to string
		o        answer.PathOptions
		want     string
	}{
		{"a", "b", answer.PathOptions{}, "a accused b; a attacked e attacked d supports c met b"},
		{"a", "c", answer.PathOptions{Most: 1}, "a accused b met c"}, // what is denied is no step
		{"a", "d", answer.PathOptions{}, "a attacked e attacked d; a accused b met c supports d"},
		{"a", "d", answer.PathOptions{Directed: true}, "a accused b met c supports d"},
		{"a", "d", answer.PathOptions{Without: []string{"e", "c"}}, ""},
		{"a", "d", answer.PathOptions{MaxHops: 2}, "a attacked e attacked d"},
		{"a", "c", answer.PathOptions{Relations: []string{"met"}}, ""},
		{"b", "c", answer.PathOptions{MinSources: 3, MaxHops: 1}, "b met c"},
		{"c", "b", answer.PathOptions{Directed: true, MaxHops: 1}, "c met b"}, // symmetric
		{"a", "g", answer.PathOptions{}, ""},
		{"a", "a", answer.PathOptions{}, ""},
	} {
		if got := paths(t, r, c.from, c.to, c.o); got != c.want {
			t.Errorf("%s to %s %+v: %q, want %q", c.from, c.to, c.o, got, c.want)
		}
	}
}

func TestWhy(t *testing.T) {
	r := world(t, "x: a accused b, a severed b!", "y: b met a")
	ctx, a, b := context.Background(), graph.Entity{ID: "a"}, graph.Entity{ID: "b"}
	proofs, err := r.WhyEdge(ctx, a, "severed", b)
	if err != nil || len(proofs) != 1 || proofs[0].Held != "denied" || proofs[0].Edge {
		t.Fatalf("%+v, %v", proofs, err)
	}
	joined := ""
	for _, p := range proofs[0].Pieces {
		joined += p.Text
	}
	if joined != proofs[0].Quote || proofs[0].Pieces[0].Role != answer.Subject || proofs[0].Pieces[2].Role != answer.Cue {
		t.Errorf("pieces %+v of %q", proofs[0].Pieces, proofs[0].Quote)
	}
	if one, err := r.WhyClaim(ctx, "<"+proofs[0].ID+">"); err != nil || len(one) != 1 || one[0].ID != proofs[0].ID {
		t.Errorf("%+v, %v", one, err)
	}
	if both, err := r.WhyPair(ctx, b, a); err != nil || len(both) != 3 {
		t.Errorf("%+v, %v", both, err)
	}
	if met, err := r.WhyEdge(ctx, a, "met", b); err != nil || len(met) != 1 { // symmetric
		t.Errorf("%+v, %v", met, err)
	}
	var nothing *answer.NothingError
	if _, err := r.WhyEdge(ctx, b, "attacked", a); !errors.As(err, &nothing) || len(nothing.Else) != 3 {
		t.Errorf("%v", err)
	}
}

func TestNamesThatNameNothing(t *testing.T) {
	r := world(t, "x: albania accused iran", "y: iran met albania")
	var name *answer.NameError
	if _, err := r.Entity(context.Background(), "Albanie n"); !errors.As(err, &name) || len(name.Near) != 1 || name.Near[0].ID != "albania" {
		t.Errorf("%+v", err)
	}
	if _, err := r.Relation("sever"); !errors.As(err, &name) || name.Near[0].ID != "severed" {
		t.Errorf("%+v", err)
	}
	if _, err := r.Article(context.Background(), "z"); !errors.As(err, &name) || name.Kind != answer.AnArticle {
		t.Errorf("%+v", err)
	}
	if x, err := r.Article(context.Background(), "y.txt"); err != nil || x.ID != "y" {
		t.Errorf("%+v, %v", x, err)
	}
}
