package text

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kg/graph"
	"kg/ingest/parse/conllu"
)

// corpus is a treebank as raw text with the spans of its tokens and sentences.
type corpus struct {
	text   string
	blocks []graph.Span
	tokens []graph.Span
	sents  []graph.Span
}

func treebank(t testing.TB, name string) []conllu.Sentence {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "treebanks", name[:2], name+".conllu")
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the treebank is not there: %v", err)
	}
	defer f.Close()
	s, err := conllu.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// rebuild puts the raw text of a treebank together. Multiword tokens whose
// words make up the form (English don't = do + n't) count as their words, as
// they did when the figures of UDPipe 1.2 were taken.
func rebuild(sents []conllu.Sentence) corpus {
	var c corpus
	var b strings.Builder
	block := 0
	endBlock := func() {
		if b.Len() > block {
			c.blocks = append(c.blocks, graph.Span{Start: block, End: b.Len()})
		}
	}
	for i := range sents {
		s := &sents[i]
		newPar := false
		for _, line := range s.Comments {
			newPar = newPar || strings.HasPrefix(line, "newpar") || strings.HasPrefix(line, "newdoc")
		}
		if newPar && b.Len() > 0 {
			endBlock()
			b.WriteString("\n\n")
			block = b.Len()
		}
		start := b.Len()
		end := start
		for _, tok := range s.Tokens() {
			at := b.Len()
			b.WriteString(tok.Form)
			end = b.Len()
			parts := ""
			for w := tok.First; w <= tok.Last; w++ {
				parts += s.Words[w-1].Form
			}
			if tok.First < tok.Last && parts == tok.Form {
				for w := tok.First; w <= tok.Last; w++ {
					n := len(s.Words[w-1].Form)
					c.tokens = append(c.tokens, graph.Span{Start: at, End: at + n})
					at += n
				}
			} else {
				c.tokens = append(c.tokens, graph.Span{Start: at, End: end})
			}
			if tok.SpaceAfter {
				b.WriteByte(' ')
			}
		}
		c.sents = append(c.sents, graph.Span{Start: start, End: end})
	}
	endBlock()
	c.text = b.String()
	return c
}

type score struct{ gold, system, right int }

func (s score) f1() float64 { return 200 * float64(s.right) / float64(s.gold+s.system) }

func compare(gold, system []graph.Span) score {
	set := map[graph.Span]bool{}
	for _, g := range gold {
		set[g] = true
	}
	s := score{gold: len(gold), system: len(system)}
	for _, x := range system {
		if set[x] {
			s.right++
		}
	}
	return s
}

// TestTreebanks prints the figures of docs/reading.md and holds them above
// floors: go test ./ingest/text -run Treebanks -v
// With KG_DIFF=1 it lists the differences too.
func TestTreebanks(t *testing.T) {
	for _, c := range []struct {
		name          string
		style         Style
		tokens, sents float64 // floors
	}{
		{"en_ewt-ud-test", UD, 98.8, 84}, {"en_pud-ud-test", UD, 99.9, 98},
		{"de_gsd-ud-test", UD, 99.8, 84.5}, {"de_pud-ud-test", UD, 99.7, 97},
		{"fr_gsd-ud-test", UD, 99.8, 94}, {"fr_sequoia-ud-test", UD, 99.8, 84}, {"fr_pud-ud-test", UD, 99.8, 98},
		{"en_ewt-ud-test", News, 98.5, 77}, {"en_pud-ud-test", News, 99.7, 99.5}, {"de_gsd-ud-test", News, 96, 79},
		{"de_pud-ud-test", News, 96, 99.2}, {"fr_gsd-ud-test", News, 99.8, 92}, {"fr_sequoia-ud-test", News, 99.8, 70}, {"fr_pud-ud-test", News, 99.8, 98.8},
	} {
		style := map[Style]string{UD: "UD", News: "News"}[c.style]
		t.Run(c.name+"/"+style, func(t *testing.T) {
			g := rebuild(treebank(t, c.name))
			var toks, ss []graph.Span
			for _, s := range SegmentStyle(c.name[:2], g.text, g.blocks, c.style) {
				ss = append(ss, s.Span)
				for _, tok := range s.Tokens {
					toks = append(toks, tok.Span)
				}
			}
			tf, sf := compare(g.tokens, toks), compare(g.sents, ss)
			t.Logf("%-20s %-4s tokens %.2f sentences %.2f", c.name, style, tf.f1(), sf.f1())
			if tf.f1() < c.tokens || sf.f1() < c.sents {
				t.Errorf("below the floors %.2f and %.2f", c.tokens, c.sents)
			}
			if os.Getenv("KG_DIFF") != "" {
				diff(g, toks, ss)
			}
		})
	}
}

// diff prints where tokens and sentences differ from the treebank's.
func diff(g corpus, toks, sents []graph.Span) {
	missing := func(gold, sys []graph.Span) (out []graph.Span) {
		set := map[graph.Span]bool{}
		for _, s := range sys {
			set[s] = true
		}
		for _, s := range gold {
			if !set[s] {
				out = append(out, s)
			}
		}
		return out
	}
	for _, s := range missing(g.tokens, toks) {
		fmt.Printf("T gold %q in %q\n", g.text[s.Start:s.End], around(g.text, s))
	}
	for _, s := range missing(toks, g.tokens) {
		fmt.Printf("T ours %q in %q\n", g.text[s.Start:s.End], around(g.text, s))
	}
	ends := func(in []graph.Span) (out []graph.Span) {
		for _, s := range in {
			out = append(out, graph.Span{Start: s.End, End: s.End})
		}
		return out
	}
	for _, s := range missing(ends(g.sents), ends(sents)) {
		fmt.Printf("S missed %q\n", around(g.text, s))
	}
	for _, s := range missing(ends(sents), ends(g.sents)) {
		fmt.Printf("S wrong %q\n", around(g.text, s))
	}
}

func around(text string, s graph.Span) string {
	return text[max(0, s.Start-25):s.Start] + "⟦" + text[s.Start:s.End] + "⟧" + text[s.End:min(len(text), s.End+25)]
}
