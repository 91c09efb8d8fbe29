package when

import (
	"math/rand"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kg/graph/edtf"
)

func TestContradictsQuantity(t *testing.T) {
	g := mustLoad(t, "en")
	one := func(s string) Quantity {
		t.Helper()
		q := g.Quantities(uaxTokens(s))
		if len(q) != 1 {
			t.Fatalf("%q holds %d quantities", s, len(q))
		}
		return q[0]
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1,000 members", "about 3,000 members", true},
		{"some 3,000 members", "3,000 members", false},
		{"some 3,000 members", "2,800 members", false},
		{"more than 2,000 members", "3,000 members", false},
		{"less than 2,000 members", "3,000 members", true},
		{"3,000 members", "3,100 members", false}, // rounded
		{"3,100 members", "3,250 members", true},
		{"47 dead", "52 dead", true},
		{"up to 40 dead", "at least 30 dead", false},
		{"40 km", "30 km", true},
		{"40 km", "25 miles", false}, // converted and rounded
		{"40 km", "30 miles", true},
		{"about 40 km", "25 miles", false},
		{"40 km", "40,000 metres", false},
		{"between 20 and 30 soldiers", "25 soldiers", false},
		{"between 20 and 30 soldiers", "35 soldiers", true},
		{"5 soldiers", "7 members", false}, // other things are counted
		{"two days", "48 hours", false},
		{"$5 million", "€4 million", false}, // no rate of exchange is known
	} {
		contradict := func(a, b Quantity) bool { return g.units.Contradict(a.Facet(), b.Facet()) }
		if a, b := one(c.a), one(c.b); contradict(a, b) != c.want || contradict(b, a) != c.want {
			t.Errorf("%q against %q: want %v", c.a, c.b, c.want)
		}
	}
}

// TestForeignTokens reads tokens whose text is not what stands in the article: places then are those of whole tokens.
func TestForeignTokens(t *testing.T) {
	g := mustLoad(t, "en")
	tokens := []Token{{"September 7", 10, 14}, {",", 14, 15}, {"2022", 16, 20}}
	dates := g.Dates(tokens, Ref{})
	if len(dates) != 1 || dates[0].Start != 10 || dates[0].End != 20 || dates[0].First != 0 || dates[0].Last != 3 {
		t.Errorf("got %+v", dates)
	}
}

// check holds for any input: places are inside the tokens, in order, on character boundaries; dates are valid EDTF.
func check(t *testing.T, g *Grammar, text string, tokens []Token, ref Ref) {
	t.Helper()
	dates, quantities := g.Read(tokens, ref)
	place := func(what string, last, start, end, first, lastToken int) int {
		t.Helper()
		if start < last || end <= start || end > len(text) || first < 0 || lastToken > len(tokens) || first >= lastToken {
			t.Fatalf("%s of %q: bytes %d–%d, tokens %d–%d, after %d", what, text, start, end, first, lastToken, last)
		}
		if start < tokens[first].Start || start >= tokens[first].End || end > tokens[lastToken-1].End || end <= tokens[lastToken-1].Start {
			t.Fatalf("%s of %q: bytes %d–%d are not in tokens %d–%d", what, text, start, end, first, lastToken)
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[start:end]) {
			t.Fatalf("%s of %q cuts a character", what, text)
		}
		return end
	}
	last := 0
	for _, d := range dates {
		last = place("date", last, d.Start, d.End, d.First, d.Last)
		if d.EDTF != "" {
			if _, err := edtf.Parse(d.EDTF); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
		}
		if d.Kind == "" {
			t.Fatalf("%q: a date without kind", text)
		}
	}
	last = 0
	for _, q := range quantities {
		last = place("quantity", last, q.Start, q.End, q.First, q.Last)
		if strings.Join(strings.Fields(q.Raw), "") != strings.Join(strings.FieldsFunc(text[q.Start:q.End], isGap), "") {
			t.Fatalf("%q: raw %q is not the text", text, q.Raw)
		}
	}
}

func isGap(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// FuzzRead is best run with -fuzzminimizetime 10x: with the default the engine spends its time on minimizing.
func FuzzRead(f *testing.F) {
	for _, lang := range Languages() {
		b, err := os.ReadFile("testdata/" + lang + ".golden")
		if err != nil {
			f.Fatal(err)
		}
		for i, line := range strings.Split(string(b), "\n") {
			if text, ok := strings.CutPrefix(line, "> "); ok {
				f.Add(text, 2022, 9, i%31)
			}
		}
	}
	f.Add("\u202eseit 2013\x00 2\u00a0000\u2009000 Menschen \xff", -5, 99, 99)
	grammars := map[string]*Grammar{}
	for _, lang := range Languages() {
		grammars[lang] = mustLoad(f, lang)
	}
	f.Fuzz(func(t *testing.T, text string, year, month, day int) {
		ref := Ref{Published: Day{year, month, day}, Year: year - month, Anchor: Day{year, day, month}}
		for _, lang := range Languages() {
			check(t, grammars[lang], text, uaxTokens(text), ref)
			check(t, grammars[lang], text, spaceTokens(text), ref)
		}
	})
}

// TestRandom joins random words of the lexicons and numbers: expressions that no fuzzer finds by itself.
func TestRandom(t *testing.T) {
	for _, lang := range Languages() {
		g := mustLoad(t, lang)
		b, err := os.ReadFile("data/" + lang + ".when")
		if err != nil {
			t.Fatal(err)
		}
		words := strings.FieldsFunc(string(b), func(r rune) bool { return strings.ContainsRune(" ,=\n\"()|?[]<>*", r) })
		words = append(words, "1", "7", "15", "31", "99", "1000", "1980", "2013", "2022", "000", "3,5", "-", "–", "/", ".", ",", "(", ")", "$", "%", "Mai", "May", "mai", "Juli", "July")
		rng := rand.New(rand.NewSource(1))
		for range 20000 {
			var text strings.Builder
			for range 2 + rng.Intn(9) {
				text.WriteString(words[rng.Intn(len(words))])
				if rng.Intn(5) > 0 {
					text.WriteByte(' ')
				}
			}
			check(t, g, text.String(), uaxTokens(text.String()), Ref{Published: Day{1 + rng.Intn(9999), 1 + rng.Intn(12), 1 + rng.Intn(31)}})
		}
	}
}

// TestHuge reads what no sentence is in reasonable time.
func TestHuge(t *testing.T) {
	grammars := map[string]*Grammar{}
	for _, lang := range Languages() {
		grammars[lang] = mustLoad(t, lang)
	}
	for _, unit := range []string{"1", "1 ", "1.", "1,000,", "one ", "hundred ", "million ", "a ", "from ", "since ", "( ", "zwei ", "tausend", "quatre-vingt-", "il y ", "§", "\u0301", "X", "in ", "im ", "en ", "the ", "le ", ", ", "early ", "last ", "zwischen ", "entre le ", "mehr als ", "days ", "1 May ", "mai - ", "2013-", "2022 ", "Montag ", "the end of the ", "dem ", "bis zur 5 ", "somewhere around 5 ", "le 5 mai, "} {
		text := strings.Repeat(unit, 60000/len(unit))
		for _, lang := range Languages() {
			check(t, grammars[lang], text, uaxTokens(text), Ref{})
			check(t, grammars[lang], text, []Token{{text, 0, len(text)}}, Ref{})
		}
	}
}

// BenchmarkRead reports tokens a second on the golden sentences, which hold far more dates than news do, and on plain text.
func BenchmarkRead(b *testing.B) {
	for _, lang := range Languages() {
		g := mustLoad(b, lang)
		golden, err := os.ReadFile("testdata/" + lang + ".golden")
		if err != nil {
			b.Fatal(err)
		}
		var sentences [][]Token
		for _, line := range strings.Split(string(golden), "\n") {
			if text, ok := strings.CutPrefix(line, "> "); ok {
				sentences = append(sentences, uaxTokens(text))
			}
		}
		b.Run(lang+"/dates", func(b *testing.B) { benchmark(b, g, sentences) })
		if news, ok := pud(lang); ok {
			sentences = nil
			for _, text := range news {
				sentences = append(sentences, uaxTokens(text))
			}
			b.Run(lang+"/news", func(b *testing.B) { benchmark(b, g, sentences) })
		}
	}
}

func benchmark(b *testing.B, g *Grammar, sentences [][]Token) {
	tokens := 0
	ref := Ref{Published: Day{2022, 9, 10}}
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range sentences {
			g.Read(s, ref)
			tokens += len(s)
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
