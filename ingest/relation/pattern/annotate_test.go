package pattern

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"kg/graph/ontology"
)

// The annotator of the tests: tokens by a regular expression, lemma = small
// letters, classes from testdata/classes.tsv, mentions from the marks.

var wordRE = regexp.MustCompile(`(?:\p{L}\.){2,}|[\p{L}\p{N}]+(?:[-.'’:][\p{L}\p{N}]+)*|[^\s]`)

type piece struct {
	text       string
	start, end int
}

func tokenize(lang, text string) []piece {
	var out []piece
	for _, r := range wordRE.FindAllStringIndex(text, -1) {
		w, at := text[r[0]:r[1]], r[0]
		for {
			cut := cutToken(lang, w)
			if cut == 0 {
				break
			}
			out = append(out, piece{w[:cut], at, at + cut})
			w, at = w[cut:], at+cut
		}
		out = append(out, piece{w, at, at + len(w)})
	}
	return out
}

var frElision = regexp.MustCompile(`^(?i:l|d|s|qu|n|c|j|m|t|jusqu|lorsqu|puisqu)['’]`)

func cutToken(lang, w string) int {
	switch lang {
	case "en":
		for _, s := range []string{"'s", "’s", "n't", "n’t"} {
			if i := len(w) - len(s); i > 0 && strings.HasSuffix(w, s) {
				return i
			}
		}
	case "fr":
		if m := frElision.FindString(w); m != "" && len(m) < len(w) {
			return len(m)
		}
	}
	return 0
}

// classes maps lang -> words in small letters -> classes; read from testdata.
func readClasses(t testing.TB) map[string]map[string][]string {
	data, err := os.ReadFile("testdata/classes.tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string][]string{"en": {}, "de": {}, "fr": {}}
	for _, line := range strings.Split(string(data), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Split(f[2], "|") {
			out[f[0]][w] = append(out[f[0]][w], strings.Fields(f[1])...)
		}
	}
	return out
}

type annotator struct {
	classes map[string]map[string][]string
}

func (a annotator) annotate(lang string, e Example) ([]Token, []Mention) {
	ps := tokenize(lang, e.Text)
	toks := make([]Token, len(ps))
	for i, p := range ps {
		toks[i] = Token{Text: p.text, Lemma: strings.ToLower(p.text), UPOS: a.upos(lang, p.text)}
	}
	a.classify(lang, toks)
	var ms []Mention
	for _, m := range e.Marks {
		first, last := -1, -1
		for i, p := range ps {
			if p.start < m.Span.End && p.end > m.Span.Start {
				if first < 0 {
					first = i
				}
				last = i + 1
			}
		}
		ms = append(ms, Mention{first, last, m.Type, m.Form})
	}
	return toks, ms
}

// classify gives classes to words and to phrases of up to four words.
func (a annotator) classify(lang string, toks []Token) {
	for i := range toks {
		for n := min(4, len(toks)-i); n > 0; n-- {
			var ws []string
			for _, t := range toks[i : i+n] {
				ws = append(ws, strings.ToLower(t.Text))
			}
			cs, ok := a.classes[lang][strings.Join(ws, " ")]
			if !ok {
				continue
			}
			for k := i; k < i+n; k++ {
				if len(toks[k].Classes) == 0 {
					toks[k].Classes = cs
				}
			}
			break
		}
		if lang == "de" && len(toks[i].Classes) == 0 {
			w := strings.ToLower(toks[i].Text)
			for k := 3; k < len(w)-3; k++ {
				if cs, ok := a.classes[lang][w[k:]]; ok {
					toks[i].Classes = cs
					break
				}
			}
		}
	}
}

func (a annotator) upos(lang, w string) string {
	for _, c := range a.classes[lang][strings.ToLower(w)] {
		if strings.HasPrefix(c, "upos:") {
			return c[5:]
		}
	}
	switch {
	case !hasLetterOrDigit(w):
		return "PUNCT"
	case w[0] >= '0' && w[0] <= '9':
		return "NUM"
	case lang == "en" && strings.HasSuffix(w, "ly"), lang == "fr" && strings.HasSuffix(w, "ment") && w != "gouvernement":
		return "ADV"
	}
	return "X"
}

func loadShipped(t testing.TB) *Set {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Load(Shipped(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// triples writes matches as triples with the names as written.
func triples(e Example, ms []Match) []Triple {
	var out []Triple
	for _, m := range ms {
		s, o := e.Marks[m.Subject].Span, e.Marks[m.Object].Span
		out = append(out, Triple{e.Text[s.Start:s.End], m.Relation, e.Text[o.Start:o.End]})
	}
	return out
}

// TestExamples runs the examples of each shipped rule: the rule itself must
// give what its `yes` sentences expect, and nothing for the `no` ones.
func TestExamples(t *testing.T) {
	s := loadShipped(t)
	a := annotator{readClasses(t)}
	for _, r := range s.Rules() {
		for _, e := range r.Yes {
			got := triples(e, only(s.matchExample(a, r, e), r.ID))
			for _, want := range e.Expect {
				if !hasTriple(got, want) {
					t.Errorf("%s:%d: %s: %q: no %v; got %v", r.File, e.Line, r.ID, e.Text, want, got)
				}
			}
			if len(got) > len(e.Expect) {
				t.Errorf("%s:%d: %s: %q: too much: %v", r.File, e.Line, r.ID, e.Text, got)
			}
		}
		for _, e := range r.No {
			if got := triples(e, only(s.matchExample(a, r, e), r.ID)); len(got) > 0 {
				t.Errorf("%s:%d: %s: %q must give nothing; got %v", r.File, e.Line, r.ID, e.Text, got)
			}
		}
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds what all rules together find in all examples, one finding
// a line, so that a change of one rule shows where it meets others.
func TestGolden(t *testing.T) {
	s := loadShipped(t)
	a := annotator{readClasses(t)}
	var b strings.Builder
	for _, r := range s.Rules() {
		for _, e := range append(append([]Example(nil), r.Yes...), r.No...) {
			toks, ms := a.annotate(r.Lang, e)
			found := s.Match(r.Lang, toks, ms, r.Headline)
			if len(found) == 0 {
				continue
			}
			fmt.Fprintf(&b, "%s\n", e.Text)
			for i, tr := range triples(e, found) {
				fmt.Fprintf(&b, "\t%s %s %s", tr.Subject, tr.Relation, tr.Object)
				for _, q := range found[i].Qualifiers {
					fmt.Fprintf(&b, " %s=%q", q.Key, q.Value)
				}
				fmt.Fprintf(&b, " <%s>\n", found[i].Rule)
			}
		}
	}
	if *update {
		if err := os.WriteFile("testdata/golden.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != string(want) {
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range g {
			if i >= len(w) || g[i] != w[i] {
				t.Fatalf("testdata/golden.txt:%d: got %q; run with -update and read the difference", i+1, g[i])
			}
		}
		t.Fatal("testdata/golden.txt has more lines than were found")
	}
}

func (s *Set) matchExample(a annotator, r Rule, e Example) []Match {
	toks, ms := a.annotate(r.Lang, e)
	alone := &Set{onto: s.onto, rules: s.rules, langs: map[string]*language{}}
	l := *s.langs[r.Lang]
	l.programs, l.always, l.byTrigger = nil, nil, nil
	for _, p := range s.langs[r.Lang].programs {
		if s.rules[p.rule].ID == r.ID {
			l.programs = append(l.programs, p)
		}
	}
	l.index()
	alone.langs[r.Lang] = &l
	return alone.Match(r.Lang, toks, ms, r.Headline)
}

func only(ms []Match, id string) (out []Match) {
	for _, m := range ms {
		if m.Rule == id {
			out = append(out, m)
		}
	}
	return out
}

func hasTriple(ts []Triple, want Triple) bool {
	for _, t := range ts {
		if t == want {
			return true
		}
	}
	return false
}
