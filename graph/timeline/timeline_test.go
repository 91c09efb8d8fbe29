package timeline

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"kg/graph"
	"kg/graph/ontology"
)

// claims makes one claim of each "article date subject predicate object[?]"; "?" is planned.
func claims(lines ...string) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for i, l := range lines {
			f := strings.Fields(l)
			c := graph.Claim{Article: f[0], Date: strings.TrimPrefix(f[1], "-"), Subject: f[2], Predicate: f[3], Object: strings.TrimSuffix(f[4], "?"), Span: graph.Span{Start: i, End: i + 1}}
			if strings.HasSuffix(f[4], "?") {
				c.Modality = graph.Planned
			}
			if strings.HasSuffix(f[4], "!") {
				c.Polarity = graph.Denied
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

func build(t *testing.T, o Options, lines ...string) string {
	t.Helper()
	var err error
	if o.Ontology, err = ontology.Load(); err != nil {
		t.Fatal(err)
	}
	var out []string
	for e, err := range Build(context.Background(), claims(lines...), o) {
		if err != nil {
			t.Fatal(err)
		}
		s := fmt.Sprintf("%s %s-%s-%s %d", e.Date, e.Subject, e.Predicate, e.Object, len(e.Claims))
		if e.Planned {
			s += " planned"
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func TestOrderAndMerging(t *testing.T) {
	lines := []string{
		"a 2022-09-07 x severed y", "b 2022-09 x severed y", "c 2022-09-07 x severed y", // one event, a month holds its day
		"a 2022-07-15 x attacked y", "b 2022-07-20 x attacked y", "c 2022-07 x attacked y", // two days: the month stands by itself
		"a XXXX-01-02 x met y", "b XXXX-01-02 y met x", // symmetric, year not told
		"a 2013/.. x hosted_in y", "b ../2010 x hosted_in y", "a 1980 x opposes y",
		"a 2023-05-05 x visited y?", "b 2023-05-05 x visited y", // a plan is no deed
		"a 2022-01-01 x accused y!", "a nonsense x accused y", "a - x accused y",
	}
	want := `1980 x-opposes-y 1
../2010 x-hosted_in-y 1
2013/.. x-hosted_in-y 1
2022-07 x-attacked-y 1
2022-07-15 x-attacked-y 1
2022-07-20 x-attacked-y 1
2022-09-07 x-severed-y 3
2023-05-05 x-visited-y 1
2023-05-05 x-visited-y 1 planned
XXXX-01-02 x-met-y 2`
	if got := build(t, Options{}, lines...); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// in any order of the claims, and through temporary files
	for i := range lines {
		turned := append(append([]string(nil), lines[i:]...), lines[:i]...)
		if got := build(t, Options{Memory: 300}, turned...); got != want {
			t.Fatalf("turned by %d:\n%s", i, got)
		}
	}
}

func TestBounds(t *testing.T) {
	lines := []string{"a 2021-12-31 x met y", "a 2022-03 x met y", "a 2022-05-05 x met z", "a 2013/.. x opposes y", "a ../2020 x opposes z", "a XXXX-05-06 x visited y"}
	got := build(t, Options{Since: "2022-01", Until: "2022-03"}, lines...)
	if want := "2013/.. x-opposes-y 1\n2022-03 x-met-y 1\nXXXX-05-06 x-visited-y 1"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, bad := range []string{"", "soon", "XXXX-05", "2013/.."} {
		if CheckBound(bad) == nil {
			t.Errorf("%q is taken for a bound", bad)
		}
	}
}

func TestErrorsAreGivenOn(t *testing.T) {
	broken := errors.New("broken")
	fail := func(yield func(graph.Claim, error) bool) { yield(graph.Claim{}, broken) }
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range Build(context.Background(), fail, Options{Ontology: onto}) {
		if !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
		return
	}
	t.Error("no error")
}

// TestSVGEscapes: nothing that an article says is markup.
func TestSVGEscapes(t *testing.T) {
	evil := `</text><script>alert(1)</script>&"'` + strings.Repeat("x", 300)
	var b strings.Builder
	rows := []Row{{Group: evil, Date: evil, Precision: "day", Text: evil, Note: evil, Title: evil}, {Group: "2022", Precision: "since", Text: ""}, {Precision: "month", Faint: true}}
	if err := SVG(&b, evil, rows); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "<script") {
		t.Error("a script got in")
	}
	d := xml.NewDecoder(strings.NewReader(b.String()))
	for {
		_, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
