package when

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

var update = flag.Bool("update", false, "write the golden files anew")

// uaxTokens cuts at the word boundaries of UAX #29: "15th" whole, "Sept" and "." apart.
func uaxTokens(s string) []Token {
	var out []Token
	at := 0
	for w := words.FromString(s); w.Next(); {
		v := w.Value()
		if strings.TrimFunc(v, unicode.IsSpace) != "" {
			out = append(out, Token{v, at, at + len(v)})
		}
		at += len(v)
	}
	return out
}

// spaceTokens cuts at spaces and takes brackets, quotation marks and commas off: "Sept." and "15." stay whole.
func spaceTokens(s string) []Token {
	var out []Token
	for at := 0; at < len(s); {
		end := at + strings.IndexFunc(s[at:], unicode.IsSpace)
		if end < at {
			end = len(s)
		}
		lo, hi := at, end
		for lo < hi && strings.ContainsRune("(\"'[", rune(s[lo])) {
			out = append(out, Token{s[lo : lo+1], lo, lo + 1})
			lo++
		}
		var tail []Token
		for hi > lo && strings.ContainsRune(")\"'],;:?!", rune(s[hi-1])) {
			tail = append([]Token{{s[hi-1 : hi], hi - 1, hi}}, tail...)
			hi--
		}
		if lo < hi {
			out = append(out, Token{s[lo:hi], lo, hi})
		}
		out = append(out, tail...)
		at = end
		for at < len(s) {
			r, n := utf8.DecodeRuneInString(s[at:])
			if !unicode.IsSpace(r) {
				break
			}
			at += n
		}
	}
	return out
}

func parseRef(t *testing.T, s string) Ref {
	t.Helper()
	var r Ref
	for _, f := range strings.Fields(strings.Replace(s, "none", "", 1)) {
		key, value, named := strings.Cut(f, "=")
		if !named {
			key, value = "published", f
		}
		var d Day
		if _, err := fmt.Sscanf(value+"-0-0", "%d-%d-%d", &d.Year, &d.Month, &d.Day); err != nil {
			t.Fatalf("bad reference %q: %v", s, err)
		}
		switch key {
		case "published":
			r.Published = d
		case "year":
			r.Year = d.Year
		case "anchor":
			r.Anchor = d
		}
	}
	return r
}

// facts writes what was read, one fact a line.
func facts(g *Grammar, text string, tokens []Token, ref Ref) string {
	var b strings.Builder
	dates, quantities := g.Read(tokens, ref)
	for _, d := range dates {
		fmt.Fprintf(&b, "  date %s | %s | %s", orDash(d.EDTF), d.Kind, text[d.Start:d.End])
		if d.Relative {
			b.WriteString(" | relative")
		}
		if d.Problem != "" {
			b.WriteString(" | " + d.Problem)
		}
		b.WriteByte('\n')
	}
	for _, q := range quantities {
		fmt.Fprintf(&b, "  quantity %s%.12g", q.Comparator, q.Value)
		if q.Upper != 0 {
			fmt.Fprintf(&b, "..%.12g", q.Upper)
		}
		known := ""
		if !q.Known {
			known = "?"
		}
		fmt.Fprintf(&b, " %s%s | %s", q.Unit, known, text[q.Start:q.End])
		if q.Problem != "" {
			b.WriteString(" | " + q.Problem)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func mustLoad(t testing.TB, lang string) *Grammar {
	t.Helper()
	g, err := Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestGolden reads testdata/LANG.golden: "ref DATE" sets the reference, "> " a sentence, indented lines what is read in it.
// Sentences without such lines must yield nothing. Two tokenizers must give the same facts.
func TestGolden(t *testing.T) {
	for _, lang := range Languages() {
		t.Run(lang, func(t *testing.T) {
			g := mustLoad(t, lang)
			file := filepath.Join("testdata", lang+".golden")
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			var ref Ref
			nothing := false
			for _, line := range strings.SplitAfter(string(b), "\n") {
				if strings.HasPrefix(line, "  ") {
					continue
				}
				out.WriteString(line)
				nothing = nothing || strings.HasPrefix(line, "# Nothing")
				if r, ok := strings.CutPrefix(line, "ref "); ok {
					ref = parseRef(t, r)
				}
				text, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "> ")
				if !ok {
					continue
				}
				got := facts(g, text, uaxTokens(text), ref)
				if other := facts(g, text, spaceTokens(text), ref); other != got {
					t.Errorf("%q reads differently with other tokens:\n%s\n%s", text, got, other)
				}
				if nothing && got != "" {
					t.Errorf("%q holds neither date nor quantity, but:\n%s", text, got)
				}
				out.WriteString(got)
			}
			if *update {
				if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if out.String() != string(b) {
				t.Errorf("%s differs; see the difference with -update and git diff\n%s", file, firstDifference(string(b), out.String()))
			}
		})
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range g {
		if i >= len(w) || w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, strings.Join(w[max(0, min(i-1, len(w)-1)):min(i+2, len(w))], "\n     "), strings.Join(g[max(0, i-1):min(i+2, len(g))], "\n     "))
		}
	}
	return "the golden file has more lines"
}
