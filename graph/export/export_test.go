package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/ontology"
)

var update = flag.Bool("update", false, "write the golden files anew")

// world is a small invented graph. Its text is made so that every claim's
// passage and marks are real.
type world struct {
	articles map[string]graph.Article
	entities map[string]graph.Entity
	claims   []graph.Claim
}

func (w world) Entity(id string) graph.Entity {
	if e, ok := w.entities[id]; ok {
		return e
	}
	return graph.Entity{ID: id}
}

func (w world) Article(id string) graph.Article { return w.articles[id] }

func (w world) seq() Claims {
	return func(yield func(graph.Claim, error) bool) {
		for _, c := range w.claims {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (w *world) say(t *testing.T, article, subject, cue, object, relation string, change func(*graph.Claim)) {
	t.Helper()
	text := w.articles[article].Text
	from := 0
	at := func(s string) graph.Span { // the next one: subject, cue, object stand in this order
		i := strings.Index(text[from:], s)
		if i < 0 {
			t.Fatalf("%q is not in %q", s, text)
		}
		x := graph.Span{Start: from + i, End: from + i + len(s)}
		from = x.End
		return x
	}
	c := graph.Claim{Article: article, Subject: graph.Slug(subject), Predicate: relation, Object: graph.Slug(object), Rule: "test.rule"}
	c.SubjectAt, c.CueAt, c.ObjectAt = at(subject), at(cue), at(object)
	c.Span = graph.Span{Start: c.SubjectAt.Start, End: c.ObjectAt.End}
	c.Exact = text[c.Span.Start:c.Span.End]
	if change != nil {
		change(&c)
	}
	if err := c.Check(w.articles[article]); err != nil {
		t.Fatal(err)
	}
	w.claims = append(w.claims, c)
}

func newWorld(t *testing.T) *world {
	w := &world{articles: map[string]graph.Article{
		"a1": {ID: "a1", Source: "news/one.txt", Lang: "en", Title: "Ruritania breaks ties", Outlet: "The Daily", Published: "2020-01-02",
			Text: "Ruritania severed ties\nwith Borduria. Syldavia may sanction Borduria. Łódź denied it helped Borduria."},
		"a2": {ID: "a2", Source: "https://example.org/two", Lang: "de", Text: "Ruritania brach mit Borduria. Borduria ist mit Syldavia verbündet."},
	}, entities: map[string]graph.Entity{
		"ruritania": {ID: "ruritania", Type: "Country", Labels: []graph.Name{{Text: "Ruritanien", Lang: "de"}, {Text: "Ruritania", Lang: "en"}}},
		"borduria":  {ID: "borduria", Type: "Country", Labels: []graph.Name{{Text: "Borduria", Lang: "en"}}},
		"syldavia":  {ID: "syldavia", Type: "PoliticalGroup", Labels: []graph.Name{{Text: "Syldavia", Lang: "en"}}},
		"łodz":      {ID: "łodz", Type: "Place", Labels: []graph.Name{{Text: "Łódź", Lang: "en"}}},
	}}
	w.say(t, "a1", "Ruritania", "severed", "Borduria", "severed", func(c *graph.Claim) {
		c.Date, c.Speakers, c.Confidence = "2020-01", []string{"syldavia", "ruritania"}, "moderate"
		c.Qualifiers = []graph.Qualifier{{Key: "mode", Value: "cyber"}}
	})
	w.say(t, "a1", "Syldavia", "sanction", "Borduria", "sanctioned", func(c *graph.Claim) {
		c.Modality = graph.Possible
	})
	w.say(t, "a2", "Ruritania", "brach", "Borduria", "severed", func(c *graph.Claim) { c.Modality = graph.Alleged })
	w.claims = append(w.claims, graph.Claim{Article: "a2", Subject: "syldavia", Predicate: "allied_with", Object: "borduria", Exact: "x", Rule: "r"},
		graph.Claim{Article: "a2", Subject: "borduria", Predicate: "allied_with", Object: "syldavia", Exact: "x", Rule: "r"})
	return w
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test -update writes it):\n%s", file, got)
	}
}

func options(t *testing.T, w *world) Options {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Resolver: w, Lang: "de", Relation: func(n, l string) string {
		if r := o.Relation(n); r != nil {
			return r.Label(l)
		}
		return ""
	}}
}

func TestGoldens(t *testing.T) {
	w := newWorld(t)
	o := options(t, w)
	for name, f := range map[string]func(io.Writer) error{
		"world.jsonl":   func(b io.Writer) error { return JSONL(b, w.seq(), o) },
		"world.csv":     func(b io.Writer) error { return CSV(b, w.seq(), o) },
		"world.graphml": func(b io.Writer) error { return GraphML(b, w.seq(), o) },
		"world.gexf":    func(b io.Writer) error { return GEXF(b, w.seq(), o) },
		"world.dot": func(b io.Writer) error {
			return DOT(b, w.seq(), DotOptions{Options: o, Title: "Test", Center: "borduria", Symmetric: func(r string) bool { return r == "allied_with" }})
		},
	} {
		t.Run(name, func(t *testing.T) {
			var b, again bytes.Buffer
			if err := f(&b); err != nil {
				t.Fatal(err)
			}
			if err := f(&again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
				t.Error("the second time the bytes differ", err)
			}
			golden(t, name, b.Bytes())
		})
	}
}

func TestJSONLHasEveryField(t *testing.T) {
	w := newWorld(t)
	var b bytes.Buffer
	if err := JSONL(&b, w.seq(), Options{Resolver: w}); err != nil {
		t.Fatal(err)
	}
	var f map[string]any
	if err := json.Unmarshal([]byte(strings.SplitN(b.String(), "\n", 2)[0]), &f); err != nil {
		t.Fatal(err)
	}
	for _, k := range strings.Fields("subject subject_label subject_type subject_text predicate object object_label object_type object_text source lang quote start end edge polarity modality speaker date rule article confidence quantity place qualifiers title") {
		if _, ok := f[k]; !ok {
			t.Errorf("field %s is missing", k)
		}
	}
	text := w.articles["a1"].Text
	if q := text[int(f["start"].(float64)):int(f["end"].(float64))]; q != f["quote"] {
		t.Errorf("quote is %q, text at the offsets %q", f["quote"], q)
	}
	if f["speaker"] != "Ruritania" || f["subject_text"] != "Ruritania" || f["source"] != "one.txt" || f["edge"] != true {
		t.Errorf("wrong: %v", f)
	}
}

func TestMinSources(t *testing.T) {
	w := newWorld(t)
	edges, err := Edges(MinSources(w.seq(), 2))
	if err != nil || len(edges) != 1 || edges[0].Predicate != "severed" || len(edges[0].Articles) != 2 || edges[0].Alleged {
		t.Errorf("got %+v, %v", edges, err)
	}
}

func TestErrorsPassThrough(t *testing.T) {
	broken := errors.New("broken")
	seq := func(yield func(graph.Claim, error) bool) { yield(graph.Claim{}, broken) }
	for _, f := range []func(io.Writer) error{
		func(b io.Writer) error { return JSONL(b, seq, Options{}) },
		func(b io.Writer) error { return CSV(b, seq, Options{}) },
		func(b io.Writer) error { return DOT(b, seq, DotOptions{}) },
		func(b io.Writer) error { return GraphML(b, MinSources(seq, 2), Options{}) },
		func(b io.Writer) error { return GEXF(b, seq, Options{}) },
	} {
		if err := f(io.Discard); !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
	}
}

// hostile names an entity with all that breaks quoting somewhere.
const hostile = "=cmd|' /C calc'!A0 \"</svg><script>alert(1)</script>\\N \\\" & &lt; ]]> \x1b[31m\x00\u202egpj.exe\u2028 -->\n{|}<b>"

func hostileWorld() *world {
	w := &world{articles: map[string]graph.Article{}, entities: map[string]graph.Entity{}}
	for _, id := range []string{"a\"b", "c\\", "d\nx", "<i>"} {
		w.entities[id] = graph.Entity{ID: id, Type: "Person", Labels: []graph.Name{{Text: hostile + id, Lang: "en"}}}
	}
	w.claims = []graph.Claim{{Article: "x", Subject: "a\"b", Predicate: "met", Object: "c\\", Exact: hostile},
		{Article: "x", Subject: "d\nx", Predicate: "a\"; b", Object: "<i>", Exact: "@sum"}}
	return w
}

func TestHostileDOT(t *testing.T) {
	w := hostileWorld()
	var b bytes.Buffer
	if err := DOT(&b, w.seq(), DotOptions{Options: Options{Resolver: w}, Title: hostile}); err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsAny(b.Bytes(), "\x00\x1b") || strings.ContainsRune(b.String(), 0x202e) {
		t.Error("control characters in the DOT text")
	}
	if _, err := exec.LookPath("dot"); err != nil {
		t.Skip("Graphviz is not installed")
	}
	var svg bytes.Buffer
	if err := Graphviz(context.Background(), &svg, "svg", b.Bytes(), time.Minute); err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	d := xml.NewDecoder(&svg)
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "script" {
				t.Error("a script element in the SVG")
			}
		case xml.CharData:
			text.Write(tok)
		}
	}
	for _, want := range []string{`&lt;`, `\N`, `</svg><script>alert(1)</script>`} {
		if !strings.Contains(strings.Join(strings.Fields(text.String()), " "), want) {
			t.Errorf("the drawing does not show %q as it is", want)
		}
	}
}

func TestHostileCSVAndXML(t *testing.T) {
	w := hostileWorld()
	var b bytes.Buffer
	if err := CSV(&b, w.seq(), Options{Resolver: w}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, c := range row {
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
				t.Errorf("a spreadsheet would run %q", c)
			}
		}
	}
	for _, f := range []func(io.Writer, Claims, Options) error{GraphML, GEXF} {
		b.Reset()
		if err := f(&b, w.seq(), Options{Resolver: w}); err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(&b)
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestHostileJSONL(t *testing.T) {
	w := hostileWorld()
	var b bytes.Buffer
	if err := JSONL(&b, w.seq(), Options{Resolver: w}); err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if r != '\n' && Unsafe(r) {
			t.Errorf("character %U is not escaped", r)
		}
	}
	var f Fact
	if err := json.Unmarshal([]byte(strings.SplitN(b.String(), "\n", 2)[0]), &f); err != nil || f.Quote != hostile {
		t.Errorf("the quote is not verbatim: %q, %v", f.Quote, err)
	}
}

func TestStylesCoverTheOntology(t *testing.T) {
	styles, err := loadStyles(styleYAML)
	if err != nil {
		t.Fatal(err)
	}
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	abstract := map[string]bool{"Thing": true, "Agent": true}
	for _, name := range o.Types() {
		if _, ok := styles[name]; !ok && !abstract[name] {
			t.Errorf("style.yaml has no style for %s", name)
		}
	}
	for _, lang := range []string{"de", "en", "fr", "xx"} {
		if w, err := loadWords(legendYAML, lang); err != nil || w.Entities == "" {
			t.Errorf("legend in %s: %v", lang, err)
		}
	}
	for name := range styles {
		if name != "other" && o.Type(name) == nil {
			t.Errorf("style.yaml has a style for %s, which is no type", name)
		}
	}
	for _, bad := range []string{"Person: {shape: box}", "other: {shape: box, fill: red, line: \"#000000\"}", "other: {form: box}", "x"} {
		if _, err := loadStyles([]byte(bad)); err == nil {
			t.Errorf("accepted: %s", bad)
		}
	}
}

func TestGraphviz(t *testing.T) {
	t.Run("not installed", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		if err := Graphviz(context.Background(), io.Discard, "svg", []byte("digraph {}"), 0); !errors.Is(err, ErrNoGraphviz) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("too slow", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "dot"), []byte("#!/bin/sh\nexec sleep 60\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
		began := time.Now()
		err := Graphviz(context.Background(), io.Discard, "svg", []byte("digraph {}"), 200*time.Millisecond)
		if err == nil || !strings.Contains(err.Error(), "took longer") || time.Since(began) > 20*time.Second {
			t.Errorf("got %v after %s", err, time.Since(began))
		}
	})
	t.Run("fails", func(t *testing.T) {
		if _, err := exec.LookPath("dot"); err != nil {
			t.Skip("Graphviz is not installed")
		}
		if err := Graphviz(context.Background(), io.Discard, "svg", []byte("this is no graph"), time.Minute); err == nil || !strings.Contains(err.Error(), "dot failed") {
			t.Errorf("got %v", err)
		}
	})
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"a\nb\t c ":         "a b c",
		"\x1b[31mred\x1b[m": `\x1b[31mred\x1b[m`,
		"a\u202eb\u200bc":   `a\u202eb\u200bc`,
		"\x9b1m":            "\ufffd1m",
		"\u009b1m":          `\x9b1m`,
		"Manëz 東京 \u200d \u0645\u06cc\u200c": "Manëz 東京 \u200d \u0645\u06cc\u200c",
		"\U000e0041": `\udb40\udc41`,
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}
