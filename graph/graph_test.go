package graph

import (
	"reflect"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

func sample() Record {
	text := "Albania cut ties with Iran. \"We did\", said Rama."
	a := Article{ID: "a-1", Source: "news/a.txt", SHA256: "00", Lang: "en", Title: "Ties", Published: "2022-09-07", Text: text}
	at := func(s string) Span { i := strings.Index(text, s); return Span{i, i + len(s)} }
	c := Claim{Article: "a-1", Subject: "albania", Predicate: "severed", Object: "iran", Span: Span{0, 27}, Exact: text[:27],
		SubjectAt: at("Albania"), ObjectAt: at("Iran"), CueAt: at("cut"), Modality: Alleged, Speakers: []string{"reuters", "person:edi_rama"},
		Confidence: "moderate confidence", Date: "2022-09", Quantities: []Quantity{{Value: 12, Upper: 20.5, Unit: "dead"}, {Value: 40, Comparator: "≈", Unit: "nautical mile", From: "durres"}}, Place: "tirana", Rule: "en.severed.cut",
		Qualifiers: []Qualifier{{"mode", "diplomatic"}, {"title", "prime minister"}}}
	denied := c
	denied.Polarity, denied.Object, denied.Predicate = Denied, "israel", "attacked"
	return Record{Article: a, Claims: []Claim{c, denied}, Entities: []Entity{
		{ID: "albania", Type: "Country", Labels: []Name{{"Albania", "en"}, {"Albanien", "de"}}, SameAs: []string{"wd:Q222"}, Curated: true},
		{ID: "tirana", Type: "Place", Labels: []Name{{"Tirana", "en"}}, Country: "albania", Curated: true},
		{ID: "person:edi_rama", Type: "Person", Labels: []Name{{"Edi Rama", "en"}}},
	}}
}

func TestQuadsAndBack(t *testing.T) {
	r := sample()
	qs, err := r.Quads()
	if err != nil {
		t.Fatal(err)
	}
	bySubject := map[string][]quad.Quad{}
	for _, q := range qs {
		bySubject[str(q.Subject)] = append(bySubject[str(q.Subject)], q)
	}
	for _, want := range r.Claims {
		got, err := ClaimFromQuads(bySubject[want.IRI()])
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("claim came back as %+v (%v), want %+v", got, err, want)
		}
	}
	a, err := ArticleFromQuads(bySubject[r.Article.IRI()])
	if err != nil || a != r.Article {
		t.Errorf("article came back as %+v (%v)", a, err)
	}
	if p := EntityFromQuads("tirana", bySubject["tirana"]); p.Country != "albania" {
		t.Errorf("place came back as %+v", p)
	}
	e := EntityFromQuads("albania", bySubject["albania"])
	if !e.Curated || e.Type != "Country" || e.Label("de") != "Albanien" || e.Label("fr") != "Albania" {
		t.Errorf("entity came back as %+v", e)
	}
}

func TestLabelsAndEdges(t *testing.T) {
	r := sample()
	qs, err := r.Quads()
	if err != nil {
		t.Fatal(err)
	}
	edges := 0
	for _, q := range qs {
		label, s, p := str(q.Label), str(q.Subject), str(q.Predicate)
		switch {
		case s == "albania" && p == "severed":
			edges++
		case p == "attacked":
			t.Errorf("what is denied made an edge: %v", q)
		}
		curated := (s == "albania" || s == "tirana") && p != "severed" && p != "attacked"
		if curated && label != Gazetteer || !curated && label != "article:a-1" {
			t.Errorf("%v has the label %s", q, label)
		}
	}
	if edges != 1 {
		t.Errorf("%d edges, want 1", edges)
	}
}

// TestNoEdgeWithoutProof: a passage that is not verbatim in the text cannot be stored.
func TestNoEdgeWithoutProof(t *testing.T) {
	spoil := map[string]func(*Claim){
		"altered passage":   func(c *Claim) { c.Exact = strings.Replace(c.Exact, "cut", "cot", 1) },
		"moved by a byte":   func(c *Claim) { c.Span.Start++ },
		"past the end":      func(c *Claim) { c.Span.End = 1000 },
		"empty":             func(c *Claim) { c.Span, c.Exact = Span{5, 5}, "" },
		"no object":         func(c *Claim) { c.Object = "" },
		"another article":   func(c *Claim) { c.Article = "b" },
		"mark outside":      func(c *Claim) { c.CueAt = Span{10, 2000} },
		"negative":          func(c *Claim) { c.SubjectAt = Span{-1, 3} },
		"backwards passage": func(c *Claim) { c.Span = Span{9, 3} },
	}
	for name, f := range spoil {
		r := sample()
		f(&r.Claims[0])
		if _, err := r.Quads(); err == nil {
			t.Errorf("%s: stored without an error", name)
		}
	}
}

func TestIRIIsOfTheContent(t *testing.T) {
	a, b := sample().Claims[0], sample().Claims[0]
	if a.IRI() != b.IRI() {
		t.Error("the same claim has two names")
	}
	seen := map[string]string{a.IRI(): "the claim itself"}
	change := map[string]func(*Claim){
		"subject": func(c *Claim) { c.Subject = "x" }, "span": func(c *Claim) { c.Span.End-- },
		"polarity": func(c *Claim) { c.Polarity = Denied }, "modality": func(c *Claim) { c.Modality = Planned },
		"speakers": func(c *Claim) { c.Speakers = nil }, "date": func(c *Claim) { c.Date = "" },
		"qualifier": func(c *Claim) { c.Qualifiers = c.Qualifiers[:1] }, "rule": func(c *Claim) { c.Rule = "r" },
	}
	for name, f := range change {
		c := sample().Claims[0]
		f(&c)
		if old, ok := seen[c.IRI()]; ok {
			t.Errorf("a change of %s gives the same name as %s", name, old)
		}
		seen[c.IRI()] = name
	}
}

func TestQuantityText(t *testing.T) {
	for _, s := range []string{"3000 member", "≈3000 member", "20–30.5 soldier", "≥12", "40 km from place:from_here", "5 ship from Malta"} {
		q, err := ParseQuantity(s)
		if err != nil || q.String() != s {
			t.Errorf("%q → %+v → %q (%v)", s, q, q, err)
		}
	}
	for _, s := range []string{"", "many members", "3–x soldier"} {
		if q, err := ParseQuantity(s); err == nil {
			t.Errorf("%q is read as %+v", s, q)
		}
	}
}

func TestDistanceMakesNoEdge(t *testing.T) {
	c := Claim{Subject: "camp", Predicate: "located_in", Object: "tirana", Quantities: []Quantity{{Value: 40, Unit: "km", From: "tirana"}}}
	if c.Edge() {
		t.Error("what lies 40 km from Tirana lies in Tirana")
	}
	if c.Object = "albania"; !c.Edge() {
		t.Error("a distance from elsewhere takes the edge away")
	}
}

func TestFoldAndSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Manëz": "manez", "Ka’nani": "ka'nani", "  Saint  Lucia ": "saint lucia", "GROß": "gross", "Mujahideen‑e‑Khalq": "mujahideen-e-khalq",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"United States": "united_states", "Nasser Ka’nani": "nasser_kanani", "Ashraf-3": "ashraf-3", "«»": "", "A & B, Inc.": "a_b_inc", "中国": "中国",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
	// names that are alike but different stay different
	for _, p := range [][2]string{{"Niger", "Nigeria"}, {"Austria", "Australia"}, {"Iran", "Iraq"}} {
		if Fold(p[0]) == Fold(p[1]) || Slug(p[0]) == Slug(p[1]) {
			t.Errorf("%v are merged", p)
		}
	}
}

func TestExpandAndShorten(t *testing.T) {
	const base = "urn:x-kg:"
	for _, s := range []string{"albania", "rdf:type", "person:edi_rama", "kg:start", "article:004-x", "wd:Q222", "oa:exact"} {
		abs := ExpandIRI(s, base)
		if !strings.Contains(abs, ":") {
			t.Errorf("%q expands to %q, which is not absolute", s, abs)
		}
		if got := ShortenIRI(abs, base); got != s {
			t.Errorf("%q → %q → %q", s, abs, got)
		}
	}
}

// The table of Fold agrees with the tables of Unicode for every rune.
func TestFoldTable(t *testing.T) {
	for r := rune(0); r < 0x3100; r++ {
		for _, s := range []string{"", "a%b", " %", "A %", "%%", "% b ", "e% Ü"} {
			s = strings.ReplaceAll(s, "%", string(r))
			if got, want := Fold(s), foldAny(s); got != want {
				t.Fatalf("%q: %q, want %q", s, got, want)
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Türkiye’s «Ä»\x00\xff")
	f.Add("\xf2¼")
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Fold(s), foldAny(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
		if once := Fold(s); Fold(once) != once {
			t.Errorf("Fold(%q) = %q folds again to %q", s, once, Fold(once))
		}
		if strings.ContainsAny(Slug(s), " \t\n<>\"{}|\\^`") {
			t.Errorf("Slug(%q) = %q cannot be an IRI", s, Slug(s))
		}
	})
}
