package pattern

import (
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kg/graph"
)

// compileOne makes a set of one English rule of relation severed between countries.
func compileOne(t testing.TB, head, rule string) *Set {
	src := head + "\nrules:\n  - id: r\n    relation: severed\n" + rule + `
    yes: ["[A|Country] x [B|Country] => A severed B"]
    no: ["x"]
`
	s, err := Load(fstest.MapFS{"en/a.yaml": {Data: []byte(src)}}, testOntology(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// matchMarked runs a set on a sentence with marks and writes the matches as "A>B".
func matchMarked(t testing.TB, s *Set, sentence string) string {
	e, err := parseExample(sentence, "")
	if err != nil {
		t.Fatal(err)
	}
	toks, ms := annotator{readClasses(t)}.annotate("en", e)
	var out []string
	for _, tr := range triples(e, s.Match("en", toks, ms, false)) {
		out = append(out, tr.Subject+">"+tr.Object)
	}
	return strings.Join(out, " ")
}

func TestOperators(t *testing.T) {
	const lang = `conjunctions: [and, ", and"]
articles: [the]
barriers: [not]
lists: {tie: [ties, "close links"]}
parts: {v: "[ cut|cuts off? ]"}`
	for _, c := range []struct{ pattern, sentence, want string }{
		{"{S:Country} &v {O:Country} $tie?", "[A|Country] cuts off [B|Country] links", "A>B"},
		{"{S:Country} &v $tie {O:Country}", "[A|Country] cut close links [B|Country]", "A>B"},
		{"{S:Country} &v (a | b c)+ {O:Country} $tie?", "[A|Country] cut a b c a [B|Country]", "A>B"},
		{"{S:Country} &v (a|b c) {O:Country} $tie?", "[A|Country] cut a c [B|Country]", ""},
		{"{S:Country} &v ..2 {O:Country} $tie?", "[A|Country] cut x y [B|Country]", "A>B"},
		{"{S:Country} &v ..2 {O:Country} $tie?", "[A|Country] cut x y z [B|Country]", ""},
		{"{S:Country} &v ..4 {O:Country} $tie?", "[A|Country] cut x not y [B|Country]", ""},
		{"{S:Country} &v ..4 {O:Country} $tie?", "[A|Country] cut x , y [B|Country]", ""},
		{"{S:Country} &v ..4, {O:Country} $tie?", "[A|Country] cut x , y [B|Country]", "A>B"},
		{"{S:Country} &v ..4 {O:Country} $tie?", "[A|Country] cut [C|Person] y [B|Country]", ""},
		{"{S:Country} &v ..4@ {O:Country} $tie?", "[A|Country] cut [C|Person] y [B|Country]", "A>B"},
		{"{S:Country} &v {O:Country+} $tie?", "[A|Country] cut the [B|Country] , the [C|Country] and [D|Country]", ""},
		{"{S:Country} &v the {O:Country+} $tie?", "[A|Country] cut the [B|Country] , the [C|Country] and [D|Country]", "A>B A>C A>D"},
		{"{S:Country} &v {O:Country+} $tie?", "[A|Country] cut [B|Country] , the [C|Country] said", "A>B"},
		{"^ {S:Country} &v {O:Country} $ $tie?", "[A|Country] cut [B|Country] .", "A>B"},
		{"^ {S:Country} &v {O:Country} $ $tie?", "So [A|Country] cut [B|Country] .", ""},
		{"{S:Country} &v {O:Country} ~x $tie?", "[A|Country] cut [B|Country] x", ""},
		{"{S:Country} &v {O:Country} ~{_:Person} $tie?", "[A|Country] cut [B|Country] [P|Person]", ""},
		{"{S:Country} &v {O:Country/adj} $tie?", "[A|Country] cut [B|Country]", ""},
		{"{S:Country} &v {O:Country/adj} $tie?", "[A|Country] cut [B|Country/adj]", "A>B"},
		{"{S:Country} &v {O:Country} $tie?", "[A|Country] cut [B|Country/adj]", ""},
		{"{S:Country} &v {O:Country;*-ish} $tie?", "[A|Country] cut [Pol-ish|Country]", "A>Pol-ish"},
		{"{S:Country} &v {O:Agent|!Country} $tie?", "[A|Country] cut [B|Country] [A|Country] cut [F|Company]", "A>F"},
		{"{S:Country} &v {O:Country} $tie?", "[A|Country] cut “ [B|Country] ”", "A>B"},
		{"{S:Country} &v {O:Country} $tie?", "[A|Country] ( [AA|Country] ) cut [B|Country]", "A>B"},
		{"{S:Country} &v {O:Country} $tie?", "[A|Country] cut [B|Country] cut [C|Country]", "A>B B>C"},
	} {
		s := compileOne(t, lang, fmt.Sprintf("    pattern: %q", strings.Replace(c.pattern, "&v", "&v", 1)))
		if got := matchMarked(t, s, c.sentence); got != c.want {
			t.Errorf("%s on %q: got %q, want %q", c.pattern, c.sentence, got, c.want)
		}
	}
}

func TestGuardsAndClause(t *testing.T) {
	s := compileOne(t, "negations: [nicht]", "    clause: true\n    pattern: \"{S:Country} [cut] {O:Country}\"\n    not_after: of\n    not_before: press")
	for sentence, want := range map[string]string{
		"[A|Country] cut [B|Country]":             "A>B",
		"of the [A|Country] cut [B|Country]":      "",
		"[A|Country] cut [B|Country] press":       "",
		"[A|Country] cut [B|Country] x nicht":     "",
		"[A|Country] cut [B|Country] , x nicht":   "A>B",
		"nicht [A|Country] cut [B|Country] heute": "",
	} {
		if got := matchMarked(t, s, sentence); got != want {
			t.Errorf("%q: got %q, want %q", sentence, got, want)
		}
	}
}

func TestQualifiersAndCue(t *testing.T) {
	s := loadShipped(t)
	e, _ := parseExample("Former [French|Country/adj] Prime Minister [Jean Castex|Person] spoke.", "")
	toks, ms := annotator{readClasses(t)}.annotate("en", e)
	got := s.Match("en", toks, ms, false)
	want := []graph.Qualifier{{Key: "former", Value: "true"}, {Key: "title", Value: "Prime Minister"}}
	if len(got) != 1 || !reflect.DeepEqual(got[0].Qualifiers, want) || got[0].CueFirst != 2 || got[0].CueLast != 4 || got[0].First != 0 || got[0].Last != 6 {
		t.Errorf("got %+v", got)
	}
}

// A capital has two readings; as a state it is no place.
func TestReadingsOfACapital(t *testing.T) {
	s := loadShipped(t)
	toks := []Token{{Text: "Tirana"}, {Text: "accuses"}, {Text: "Tehran"}, {Text: "of"}, {Text: "spying"}}
	ms := []Mention{{0, 1, "Place", FormName}, {0, 1, "Country", FormName}, {2, 3, "Place", FormName}, {2, 3, "Country", FormName}}
	got := s.Match("en", toks, ms, false)
	if len(got) != 1 || got[0].Subject != 1 || got[0].Object != 3 || got[0].Relation != "accused" {
		t.Errorf("got %+v", got)
	}
}

func TestHostileInput(t *testing.T) {
	s := loadShipped(t)
	long := make([]Token, 5000)
	var ms []Mention
	for i := range long {
		long[i] = Token{Text: []string{"and", "Iran", ",", "cut"}[i%4], UPOS: "X"}
		if i%4 == 1 {
			ms = append(ms, Mention{i, i + 1, "Country", FormName}, Mention{i, i + 3, "Person", FormNominal})
		}
	}
	ms = append(ms, Mention{-1, 2, "Country", ""}, Mention{4, 3, "Country", ""}, Mention{4999, 9000, "Country", ""}, Mention{7, 7, "Nonsense", "odd"})
	start := time.Now()
	for _, lang := range []string{"en", "de", "fr", "xx", ""} {
		s.Match(lang, long, ms, true)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("5000 tokens took %v", d)
	}
	s.Match("en", nil, ms, false)
	s.Match("en", []Token{{}, {Text: "\xff\xfe"}}, []Mention{{0, 1, "Country", ""}, {1, 2, "Country", ""}}, false)
}

// A pattern that makes backtracking matchers explode must stay linear.
func TestNoBlowUp(t *testing.T) {
	s := compileOne(t, "", "    pattern: \"{S:Country} ((x+)+ (x* x)*)+ [y] {O:Country}\"")
	toks := []Token{{Text: "A"}}
	for i := 0; i < 55; i++ {
		toks = append(toks, Token{Text: "x"})
	}
	toks = append(toks, Token{Text: "z"}, Token{Text: "B"}, Token{Text: "y"})
	start := time.Now()
	s.Match("en", toks, []Mention{{0, 1, "Country", ""}, {57, 58, "Country", ""}}, false)
	if d := time.Since(start); d > time.Second {
		t.Errorf("took %v", d)
	}
}

// The order of mentions must not change what is found.
func TestDeterministic(t *testing.T) {
	s := loadShipped(t)
	e, _ := parseExample("[Egypt|Country] and [Jordan|Country] condemned [Israel|Country]'s attack on [Gaza|Place], [UK|Country] Prime Minister [Keir Starmer|Person] said in [Paris|Place], [France|Country].", "")
	toks, ms := annotator{readClasses(t)}.annotate("en", e)
	first := fmt.Sprint(s.Match("en", toks, ms, true))
	for i := 0; i < 20; i++ {
		if again := fmt.Sprint(loadShipped(t).Match("en", toks, ms, true)); again != first {
			t.Fatalf("got %s, then %s", first, again)
		}
	}
}

func FuzzPattern(f *testing.F) {
	for _, r := range loadShipped(f).Rules() {
		f.Add(r.Pattern)
	}
	for _, s := range []string{"((((", "a|", "..", "{", "{S:A/b?+;c}", `\`, "~", "&", "$", "^", "[", "<", "%", "!", "a&"} {
		f.Add(s)
	}
	o := testOntology(f)
	f.Fuzz(func(t *testing.T, p string) {
		src := fmt.Sprintf("rules:\n  - id: r\n    relation: severed\n    pattern: %q\n    yes: [\"[A|Country] x [B|Country] => A severed B\"]\n    no: [\"x\"]\n", strings.ToValidUTF8(p, ""))
		s, err := Load(fstest.MapFS{"en/a.yaml": {Data: []byte(src)}}, o)
		if err != nil {
			return
		}
		toks, ms := randomSentence(rand.New(rand.NewSource(1)), 40)
		s.Match("en", toks, ms, true)
	})
}

func FuzzMatch(f *testing.F) {
	s := loadShipped(f)
	f.Add(int64(1), uint8(30))
	f.Fuzz(func(t *testing.T, seed int64, n uint8) {
		toks, ms := randomSentence(rand.New(rand.NewSource(seed)), int(n))
		for _, lang := range s.Langs() {
			for _, m := range s.Match(lang, toks, ms, seed%2 == 0) {
				if m.First < 0 || m.Last > len(toks) || m.First >= m.Last || m.CueFirst < m.First || m.CueLast > m.Last || m.CueLast < m.CueFirst {
					t.Fatalf("bad range %+v of %d tokens", m, len(toks))
				}
				if ms[m.Subject].First < m.First || ms[m.Object].Last > m.Last {
					t.Fatalf("mention outside of match %+v", m)
				}
			}
		}
	})
}

var fuzzWords = strings.Fields(`Iran condemned accused cuts ties with , ( ) : . " the of in Prime Minister president , and not Sanktionen gegen
 verhängt EU der die Angriff auf sanctions on attack 's president de la l' par accuse contre membre Mitglied NATO ally based Paris bricht Beziehungen zu`)

func randomSentence(r *rand.Rand, n int) ([]Token, []Mention) {
	toks := make([]Token, n)
	types := []string{"Country", "Person", "Place", "PoliticalGroup", "InternationalOrganization", "Thing", ""}
	forms := []string{FormName, FormAdjective, FormAcronym, FormNominal, FormCompound, ""}
	var ms []Mention
	for i := range toks {
		toks[i] = Token{Text: fuzzWords[r.Intn(len(fuzzWords))], UPOS: []string{"NOUN", "ADJ", "ADV", "PROPN", "DET"}[r.Intn(5)]}
		if r.Intn(4) == 0 {
			toks[i].Classes = []string{"role", "role:minister"}
		}
		if r.Intn(3) == 0 {
			ms = append(ms, Mention{i, i + 1 + r.Intn(2), types[r.Intn(len(types))], forms[r.Intn(len(forms))]})
		}
	}
	return toks, ms
}

func BenchmarkMatch(b *testing.B) {
	s := loadShipped(b)
	e, _ := parseExample("[British|Country/adj] Foreign Secretary [David Lammy|Person] condemned the [Russian|Country/adj] attack on [Kyiv|Place] and said that [London|Country] would impose further sanctions on companies in [Moscow|Place].", "")
	toks, ms := annotator{readClasses(b)}.annotate("en", e)
	b.ReportAllocs()
	for b.Loop() {
		s.Match("en", toks, ms, false)
	}
}

func BenchmarkLoad(b *testing.B) {
	o := testOntology(b)
	for b.Loop() {
		if _, err := Load(Shipped(), o); err != nil {
			b.Fatal(err)
		}
	}
}
