package text

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"
	"unicode/utf8"

	"kg/graph"
	"kg/ingest/article"
	"kg/internal/diag"
)

func whole(s string) []graph.Span { return []graph.Span{{Start: 0, End: len(s)}} }

// lines gives the blocks of a text with one block a line.
func lines(s string) (out []graph.Span) {
	at := 0
	for _, l := range strings.Split(s, "\n") {
		out = append(out, graph.Span{Start: at, End: at + len(l)})
		at += len(l) + 1
	}
	return out
}

// joined writes tokens with | between them and sentences with ‖.
func joined(sents []Sentence) string {
	var out []string
	for _, s := range sents {
		var toks []string
		for _, t := range s.Tokens {
			toks = append(toks, t.Text)
		}
		out = append(out, strings.Join(toks, "|"))
	}
	return strings.Join(out, " ‖ ")
}

func TestRules(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"en", "Kenya's envoy didn't say he can't or cannot go.", "Kenya|'s|envoy|did|n't|say|he|ca|n't|or|can|not|go|."},
		{"en", "Kenya’s envoy hasn’t left.", "Kenya|’s|envoy|has|n’t|left|."},
		{"en", "The US-based firm backs Al-Nahar, Rio-de-Janeiro and Block-7.", "The|US|-|based|firm|backs|Al-Nahar|,|Rio-de-Janeiro|and|Block-7|."},
		{"en", "The Peru-Chile border and anti-Russian, so-called co-authors.", "The|Peru|-|Chile|border|and|anti-Russian|,|so|-|called|co-authors|."},
		{"en", "It cost $3,000.50 (or US$5m), 10% more at 5:30 p.m. on 9/11.", "It|cost|$|3,000.50|(|or|US$|5|m|)|,|10|%|more|at|5:30|p.m.|on|9/11|."},
		{"en", "See https://example.org/a?b=c, or write to a.b@example.org.", "See|https://example.org/a?b=c|,|or|write|to|a.b@example.org|."},
		{"en", "@someone said #news was “good”… and 'fine'!", "@someone|said|#news|was|“|good|”|…|and|'|fine|'|!"},
		{"en", "J. R. Smith of the U.S. met Dr. Li, Gen. Wu et al. in St. Louis.", "J.|R.|Smith|of|the|U.S.|met|Dr.|Li|,|Gen.|Wu|et|al.|in|St.|Louis|."},
		{"en", "Ties ended.The envoy left.", "Ties|ended|. ‖ The|envoy|left|."},
		{"en", "3 000 men; 12 345 678 more.", "3 000|men|;|12 345 678|more|."},
		{"en", "He left (on Sept. 7).", "He|left|(|on|Sept.|7|)|."},
		{"en", "Good 👍🏽 news :)", "Good|👍🏽|news|:)"},
		{"en", "and/or 1/2 km—or so–maybe", "and|/|or|1/2|km|—|or|so|–|maybe"},
		{"de", "Am 15. Juli (9. September) kam z. B. Dr. Weiß.", "Am|15.|Juli|(|9.|September|)|kam|z.|B.|Dr.|Weiß|."},
		{"de", "Die US-Regierung wies 3.000 Diplomat:innen aus.", "Die|US-Regierung|wies|3.000|Diplomat:innen|aus|."},
		{"de", "Innen- und Außenminister am Flughafen, ca. 40 Mio. Euro.", "Innen-|und|Außenminister|am|Flughafen|,|ca.|40|Mio.|Euro|."},
		{"de", "Papst Johannes XXIII. war Darius' Freund.", "Papst|Johannes|XXIII.|war|Darius'|Freund|."},
		{"de", "„Ja“, sagte sie.", "„|Ja|“|,|sagte|sie|."},
		{"fr", "L’Iran et l'OTAN, jusqu’à aujourd’hui.", "L’|Iran|et|l'|OTAN|,|jusqu’|à|aujourd’hui|."},
		{"fr", "Y a-t-il du monde aux États-Unis ? dit-il.", "Y|a|-t-il|du|monde|aux|États-Unis|?|dit|-il|."},
		{"fr", "Environ 3 000 membres, 10% à 20h30, c'est-à-dire peu.", "Environ|3 000|membres|,|10|%|à|20|h|30|,|c'est-à-dire|peu|."},
		{"fr", "M. Dupont a qu’une chose à dire : « Non ».", "M.|Dupont|a|qu’|une|chose|à|dire|:|«|Non|»|."},
		{"fr", "Le 7 sept. 2022, ils sont sept.", "Le|7|sept.|2022|,|ils|sont|sept|."},
	} {
		if got := joined(Segment(c.lang, c.in, whole(c.in))); got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.lang, c.in, got, c.want)
		}
	}
}

func TestUDStyle(t *testing.T) {
	in := "Die US-Regierung!!"
	if got, want := joined(SegmentStyle("de", in, whole(in), UD)), "Die|US|-|Regierung|!|!"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		lang, in string
		want     []string
	}{
		{"en", "He left. She stayed! Did they? “Yes.” No", []string{"He left.", "She stayed!", "Did they?", "“Yes.”", "No"}},
		{"en", "It is in the U.S. The firm moved to Acme Inc. in May.", []string{"It is in the U.S.", "The firm moved to Acme Inc. in May."}},
		{"en", "“It failed,” he said. “We won.” (They did.) The end.", []string{"“It failed,” he said.", "“We won.”", "(They did.)", "The end."}},
		{"en", "\"It failed.\" He left.", []string{"\"It failed.\"", "He left."}},
		{"en", "\"Why?\" he asked.", []string{"\"Why?\" he asked."}},
		{"en", "1. The first point. 2. The second one.", []string{"1. The first point.", "2. The second one."}},
		{"de", "„Ich gehe. Du bleibst“, sagte sie. Am 3. Mai kam er.", []string{"„Ich gehe.", "Du bleibst“, sagte sie.", "Am 3. Mai kam er."}},
		{"de", "Das war 1999. Die Partei verlor. Sie kam auf Platz 3. Er ging.", []string{"Das war 1999.", "Die Partei verlor.", "Sie kam auf Platz 3.", "Er ging."}},
		{"fr", "« Nous partons. » Il est parti. M. Li reste.", []string{"« Nous partons. »", "Il est parti.", "M. Li reste."}},
	} {
		var got []string
		for _, s := range Segment(c.lang, c.in, whole(c.in)) {
			got = append(got, c.in[s.Start:s.End])
		}
		if strings.Join(got, "¦") != strings.Join(c.want, "¦") {
			t.Errorf("%s:\n got %q\nwant %q", c.lang, got, c.want)
		}
	}
}

// TestJoin covers quotations that markup broke over lines.
func TestJoin(t *testing.T) {
	for _, c := range []struct {
		lang, in string
		want     int
	}{
		{"en", "The minister wrote that “\nthe council has decided\n”.\nThe embassy was told.", 2},
		{"en", "The minister\naccused Peru of a \" \nlarge attack on the ports\n\" in May.", 1},
		{"en", "“\nWe won,” he said.", 1},
		{"en", "He spoke of the\nUnited Nations\n, which met.", 1},
		{"en", "(\nwith care\n)", 1},
		{"en", "Ties are cut\nThe embassy was told.", 2},
		{"en", "It ended.\nthen it began.", 2},
		{"de", "Er sagte „\nwir gehen\n“.", 1},
		{"fr", "Il a dit «\nnous partons\n».\nElle reste.", 2},
	} {
		got := Segment(c.lang, c.in, lines(c.in))
		if len(got) != c.want {
			t.Errorf("%q: %d sentences, want %d: %s", c.in, len(got), c.want, joined(got))
		}
	}
}

func TestHeading(t *testing.T) {
	in := "Ties are cut\nThe embassy was told."
	got := Segment("en", in, lines(in))
	if len(got) != 2 || !got[0].Heading || got[1].Heading {
		t.Errorf("headings: %+v", got)
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The government said on Monday that it would not sign the treaty with its neighbours.", "en"},
		{"Die Regierung erklärte am Montag, dass sie den Vertrag mit den Nachbarn nicht unterzeichnen werde.", "de"},
		{"Le gouvernement a déclaré lundi qu’il ne signerait pas le traité avec ses voisins.", "fr"},
		{"El gobierno declaró el lunes que no firmaría el tratado con los países vecinos de la región.", "es"},
		{"Il governo ha dichiarato lunedì che non avrebbe firmato il trattato con i paesi vicini.", "it"},
		{"De regering zei maandag dat zij het verdrag met de buurlanden niet zal ondertekenen.", "nl"},
		{"Правительство заявило в понедельник, что не подпишет договор с соседями.", "ru"},
		{"政府は月曜日、隣国との条約に署名しないと発表した。これは重要な決定である。", "ja"},
		{"too short", "und"},
		{"", "und"},
		{"1234 5678 9101112 $$$ --- 99999 000000", "und"},
	} {
		got, sure := Detect(c.in)
		if got != c.want {
			t.Errorf("Detect(%q) = %s (%.2f), want %s", c.in, got, sure, c.want)
		}
		if sure < 0 || sure > 1 {
			t.Errorf("confidence %v", sure)
		}
	}
}

// TestDetectTreebanks looks at groups of ten sentences.
func TestDetectTreebanks(t *testing.T) {
	for _, name := range []string{"en_pud-ud-test", "de_pud-ud-test", "fr_pud-ud-test"} {
		sents := treebank(t, name)
		wrong, all := 0, 0
		for i := 0; i+10 <= len(sents); i += 10 {
			var b strings.Builder
			for j := i; j < i+10; j++ {
				b.WriteString(sents[j].Text() + " ")
			}
			all++
			if l, _ := Detect(b.String()); l != name[:2] {
				wrong++
			}
		}
		single := 0
		for i := range sents {
			if l, _ := Detect(sents[i].Text()); l != name[:2] {
				single++
			}
		}
		t.Logf("%s: %d of %d groups of ten sentences wrong, %d of %d single sentences", name, wrong, all, single, len(sents))
		if wrong > 0 {
			t.Errorf("%s: %d of %d wrong", name, wrong, all)
		}
	}
}

func TestLanguages(t *testing.T) {
	en := strings.Repeat("The government said on Monday that it would not sign the treaty with its neighbours. ", 4)
	fr := strings.Repeat("Le gouvernement a déclaré lundi qu’il ne signerait pas le traité avec ses voisins. ", 4)
	text := en + "\n" + fr
	got := Languages("en", text, lines(text))
	if fmt.Sprint(got) != "[en fr]" {
		t.Errorf("got %v", got)
	}
}

// check holds for every result: tokens are verbatim, in order, inside the
// blocks, and no character that is not white space is lost.
func check(t *testing.T, text string, blocks []graph.Span, sents []Sentence) {
	t.Helper()
	at := 0
	covered := make([]bool, len(text))
	for _, s := range sents {
		if len(s.Tokens) == 0 {
			t.Fatal("sentence without tokens")
		}
		if s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("span %v does not cover its tokens", s.Span)
		}
		for _, k := range s.Tokens {
			if k.Start < at || k.End <= k.Start || k.End > len(text) {
				t.Fatalf("token %v after %d in a text of %d", k, at, len(text))
			}
			if text[k.Start:k.End] != k.Text {
				t.Fatalf("token %q is not verbatim", k.Text)
			}
			at = k.End
			for i := k.Start; i < k.End; i++ {
				covered[i] = true
			}
		}
	}
	for _, b := range tidy(text, blocks) {
		for i := b.Start; i < b.End; {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !isSpace(r) && !unicode.IsSpace(r) && !covered[i] {
				t.Fatalf("byte %d, %q, is in no token", i, r)
			}
			i += n
		}
	}
}

func FuzzSegment(f *testing.F) {
	for _, s := range []string{"", "a", "“", "He's gone. \"Yes.\"", "3 000 4", "a\xff\xc3(", "l’", "'''", "U.S.", "1.2.3", "-t-il", "$$$", "--–—", "x°C", "\u202e", "n't", "5pm5", "a-", "-a-b-", "::::", "@a.b/c"} {
		f.Add(s, uint8(0), uint16(0), uint16(9))
	}
	f.Fuzz(func(t *testing.T, s string, lang uint8, a, b uint16) {
		blocks := []graph.Span{{Start: 0, End: int(a)}, {Start: int(a), End: int(b)}, {Start: int(b), End: len(s)}}
		l := []string{"en", "de", "fr", "xx"}[lang%4]
		check(t, s, blocks, SegmentStyle(l, s, blocks, Style(lang/4%2)))
		check(t, s, lines(s), Segment(l, s, lines(s)))
		Detect(s)
		Languages(l, s, blocks)
	})
}

func FuzzParseSegment(f *testing.F) {
	for _, s := range []string{"", "T\n\nText one. Text two.", "---\na: b\n---\n# T\n", "\xff\xfea\x00", "a\x00b", "Title: x\nDate: 2022-09-07\n\ntext", "(\n\nWith AFP\n\n)"} {
		f.Add([]byte(s), uint8(0))
	}
	f.Fuzz(func(t *testing.T, raw []byte, kind uint8) {
		name := []string{"a.txt", "a.md", "-", "https://example.org/2022/09/07/x"}[kind%4]
		d, err := article.Parse(name, raw)
		if err != nil {
			return
		}
		if !utf8.ValidString(d.Text) {
			t.Fatal("the stored text is not UTF-8")
		}
		covered := make([]bool, len(d.Text))
		at := 0
		for _, b := range d.Blocks {
			if b.Start < at || b.End <= b.Start || b.End > len(d.Text) || !utf8.ValidString(d.Text[b.Start:b.End]) {
				t.Fatalf("block %v after %d", b, at)
			}
			at = b.End
			for i := b.Start; i < b.End; i++ {
				covered[i] = true
			}
		}
		for i, r := range d.Text {
			if !unicode.IsSpace(r) && r != 0x200B && !covered[i] {
				t.Fatalf("byte %d, %q, is in no block", i, r)
			}
		}
		check(t, d.Text, d.Analysed(), Segment("fr", d.Text, d.Analysed()))
	})
}

func TestHostile(t *testing.T) {
	long := strings.Repeat("a ", 2_500_000)
	sents := Segment("en", long, whole(long))
	for _, s := range sents {
		if len(s.Tokens) > maxSentence {
			t.Fatalf("sentence of %d tokens", len(s.Tokens))
		}
	}
	for _, s := range []string{strings.Repeat("x", 1<<19), strings.Repeat("-", 1<<16), strings.Repeat("a-", 1<<15), strings.Repeat("'", 1<<15),
		strings.Repeat("1 000 ", 1<<13), strings.Repeat("\u00A0", 1<<15), strings.Repeat("A.", 1<<15), strings.Repeat("“", 1<<14), strings.Repeat("l'", 1<<15)} {
		from := time.Now()
		check(t, s, whole(s), Segment("fr", s, whole(s)))
		check(t, s, whole(s), Segment("en", s, whole(s)))
		if d := time.Since(from); d > 10*time.Second {
			t.Errorf("%.10q…: %v for %d bytes", s, d, len(s))
		}
	}
	check(t, "äöü", []graph.Span{{Start: 1, End: 3}, {Start: -5, End: 99}}, Segment("de", "äöü", []graph.Span{{Start: 1, End: 3}, {Start: -5, End: 99}}))
}

func seedText(b testing.TB) (string, []graph.Span) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "seeds", "*.txt"))
	var s strings.Builder
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		s.Write(raw)
	}
	if s.Len() == 0 {
		b.Skip("the seed articles are not there")
	}
	return s.String(), lines(s.String())
}

func BenchmarkSegment(b *testing.B) {
	for _, lang := range []string{"en", "de", "fr"} {
		b.Run(lang, func(b *testing.B) {
			text, blocks := seedText(b)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Segment(lang, text, blocks)
			}
		})
	}
}

func BenchmarkDetect(b *testing.B) {
	text, _ := seedText(b)
	b.ReportAllocs()
	for b.Loop() {
		Detect(text)
	}
}

func TestRulesAreChecked(t *testing.T) {
	bad := fstest.MapFS{"xx.tsv": {Data: []byte("# fine\nabbr-may\tetc\nabbr-may\tA.\nabbr-never\tA.\nnonsense\tx\nsuffix\nsplit\tcannot\tca|not\nsplit\tab\tab|\n" +
		"option\thyphen\tmaybe\nstop\tthe\nstop\tthe\nprefix\tl\nsuffix\t’s\nstop\t x\n")}}
	_, err := load(bad)
	got := diag.From(err)
	if len(got) != 11 {
		t.Errorf("%d findings, want 11:\n%v", len(got), err)
	}
	if _, err := parseWeights("w", "1\ta\nx\tb\n2\ta\n3\n"); len(diag.From(err)) != 3 {
		t.Errorf("weights: %v", err)
	}
}

// TestDeterministic holds for Segment and Detect: maps are read but never
// walked over in the order they happen to have.
func TestDeterministic(t *testing.T) {
	text, blocks := seedText(t)
	want := joined(Segment("en", text, blocks))
	lang, sure := Detect(text)
	for range 5 {
		if joined(Segment("en", text, blocks)) != want {
			t.Fatal("two runs differ")
		}
		if l, s := Detect(text); l != lang || s != sure {
			t.Fatal("two runs differ in the language")
		}
	}
}
