package export

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

const testBase = "urn:x-kg:"

func quads(qs ...quad.Quad) Quads {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range qs {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func all(t *testing.T, seq Quads) []quad.Quad {
	t.Helper()
	var out []quad.Quad
	for q, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

func object(v quad.Value) quad.Quad {
	return quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("rdf:type"), Object: v, Label: quad.IRI("article:x")}
}

func TestNQuadsForm(t *testing.T) {
	for _, c := range []struct {
		v    quad.Value
		want string
	}{
		{quad.IRI("person:ada"), `<urn:x-kg:person:ada>`},
		{quad.IRI("wd:Q1"), `<http://www.wikidata.org/entity/Q1>`},
		{quad.IRI("a b>"), `<urn:x-kg:a\u0020b\u003E>`},
		{quad.String("a\"\\\n\r\t\b\f\x00\x7fé\U0001F600"), `"a\"\\\n\r\t\b\f\u0000\u007Fé😀"`},
		{quad.LangString{Value: "x", Lang: "de-AT"}, `"x"@de-AT`},
		{quad.Int(-7), `"-7"^^<http://www.w3.org/2001/XMLSchema#integer>`},
		{quad.Bool(true), `"true"^^<http://www.w3.org/2001/XMLSchema#boolean>`},
		{quad.Float(1500), `"1.5E3"^^<http://www.w3.org/2001/XMLSchema#double>`},
		{quad.Float(1), `"1.0E0"^^<http://www.w3.org/2001/XMLSchema#double>`},
		{quad.Time(time.Date(2022, 9, 7, 1, 2, 3, 0, time.UTC)), `"2022-09-07T01:02:03Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>`},
		{quad.TypedString{Value: "P1D", Type: "xsd:duration"}, `"P1D"^^<http://www.w3.org/2001/XMLSchema#duration>`},
		{quad.BNode("b1"), `_:b1`},
	} {
		var b bytes.Buffer
		if err := NQuads(&b, quads(object(c.v)), testBase); err != nil {
			t.Errorf("%v: %v", c.v, err)
			continue
		}
		want := "<urn:x-kg:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> " + c.want + " <urn:x-kg:article:x> .\n"
		if b.String() != want {
			t.Errorf("got  %swant %s", b.String(), want)
		}
		back := all(t, ReadNQuads(&b, testBase))
		if len(back) != 1 || fmt.Sprintf("%#v", back[0].Object) != fmt.Sprintf("%#v", c.v) {
			t.Errorf("%#v came back as %#v", c.v, back)
		}
	}
}

func TestNQuadsRefuses(t *testing.T) {
	for _, q := range []quad.Quad{
		object(quad.String("\xff")), object(quad.IRI("")), object(quad.LangString{Value: "x", Lang: "d e"}), object(nil),
		{Subject: quad.String("x"), Predicate: quad.IRI("p"), Object: quad.IRI("o")},
		{Subject: quad.IRI("http://www.w3.org/2002/07/owl#x"), Predicate: quad.IRI("p"), Object: quad.BNode("a b")},
	} {
		if err := NQuads(&bytes.Buffer{}, quads(q), testBase); err == nil {
			t.Errorf("wrote %#v", q)
		}
	}
	for _, base := range []string{"", "x", "no scheme:", "1a:b", "a:b c", "http://www.w3.org/2002/07/owl#", "a:<", "a:\u202e"} {
		if CheckBase(base) == nil {
			t.Errorf("base %q was accepted", base)
		}
	}
	for _, base := range []string{"urn:x-kg:", "https://example.org/kg/", "tag:a@b.c,2020:"} {
		if err := CheckBase(base); err != nil {
			t.Errorf("base %q: %v", base, err)
		}
	}
}

func TestReadNQuads(t *testing.T) {
	doc := "# comment\n\n  <http://x/é\\u0041>\t<http://x/p>\"a\\U0001F600\\'\" .# end\r\n_:b <http://x/p> _:c. \n<http://x/s> <http://x/p> \"007\"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:x-kg:g> ."
	got := all(t, ReadNQuads(strings.NewReader(doc), testBase))
	want := []quad.Quad{
		{Subject: quad.IRI("http://x/éA"), Predicate: quad.IRI("http://x/p"), Object: quad.String("a😀'")},
		{Subject: quad.BNode("b"), Predicate: quad.IRI("http://x/p"), Object: quad.BNode("c")},
		{Subject: quad.IRI("http://x/s"), Predicate: quad.IRI("http://x/p"), Object: quad.TypedString{Value: "007", Type: "xsd:integer"}, Label: quad.IRI("g")},
	}
	if fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
}

func TestReadNQuadsErrors(t *testing.T) {
	for doc, want := range map[string]string{
		"<a:b> <a:p> <a:o>":               `1:18: want a graph label or "."`,
		"\n<a:b> <a:p> .":                 "2:13: want an object",
		"\"x\" <a:p> <a:o> .":             "1:1: want a subject",
		"<a:b> _:p <a:o> .":               "1:7: want a predicate",
		"<a:b> <a:p> \"x .":               "1:13: text has no closing quote",
		"<a:b> <a:p> \"\\x\" .":           "1:14: unknown escape",
		"<a:b> <a:p> \"\\uD800\" .":       "is no character",
		"<a:b> <a:p> \"\\u12\" .":         "is no character",
		"<b> <a:p> <a:o> .":               "1:1: IRI <b> is not absolute",
		"<a:b <a:p> <a:o> .":              "1:5: character ' ' cannot stand",
		"<a:b> <a:p> <a:o> . <a:c>":       "want nothing after",
		"<a:b> <a:p> \"x\"@1 .":           "language tag",
		"<a:b> <a:p> \"x\"^^x .":          "want <IRI> of a datatype",
		"<a:b> <a:p> \xff .":              "not valid UTF-8",
		"<a:b> <a:p> <a:o> \"g\" .":       "want a graph label",
		"<a:b":                            "no closing",
		"{\"subject\": \"this is JSON\"}": "1:1: want a subject",
	} {
		var err error
		for _, e := range ReadNQuads(strings.NewReader(doc), testBase) {
			err = e
		}
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", doc, err, want)
		}
	}
}

func TestNQuadsDropsDoubles(t *testing.T) {
	var b bytes.Buffer
	q := object(quad.Int(1))
	if err := NQuads(&b, quads(q, object(quad.Int(0)), q), testBase); err != nil || strings.Count(b.String(), "\n") != 2 {
		t.Errorf("%v\n%s", err, &b)
	}
}

// FuzzReadNQuads: no input panics, and what was read is written and read again
// as the same.
func FuzzReadNQuads(f *testing.F) {
	for _, s := range []string{"<a:b> <a:p> <a:o> .", "<a:b> <a:p> \"x\\n\\u00e9\"@de <a:g> .", "_:a <a:b> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
		"<urn:x-kg:x> <a:p> \"2022-09-07T00:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime> .", "<a:b> <a:p> \"1E400\"^^<http://www.w3.org/2001/XMLSchema#double> .",
		"<urn:x-kg:rdf:type> <urn:x-kg:> <a:\\u0020> ."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		var read []quad.Quad
		for q, err := range ReadNQuads(strings.NewReader(doc), testBase) {
			if err != nil {
				return
			}
			read = append(read, q)
		}
		var b, c bytes.Buffer
		if err := NQuads(&b, quads(read...), testBase); err != nil {
			return // an IRI that cannot be told from a short one
		}
		again := all(t, ReadNQuads(bytes.NewReader(b.Bytes()), testBase))
		if err := NQuads(&c, quads(again...), testBase); err != nil || c.String() != b.String() {
			t.Errorf("%v: read again:\n%s\nwas:\n%s", err, &c, &b)
		}
	})
}

func BenchmarkNQuads(b *testing.B) {
	var qs []quad.Quad
	for i := 0; i < 10000; i++ {
		qs = append(qs, quad.Quad{Subject: quad.IRI(fmt.Sprintf("claim:%d", i%997)), Predicate: quad.IRI("oa:exact"), Object: quad.String("a passage of some words, as they are"), Label: quad.IRI("article:1")})
	}
	b.ReportAllocs()
	for b.Loop() {
		var w bytes.Buffer
		if err := NQuads(&w, quads(qs...), testBase); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(w.Len()))
	}
}
