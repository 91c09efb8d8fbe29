package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/parse/conllu"
	"kg/ingest/parse/engine"
	"kg/ingest/parse/ud"
	"kg/ingest/text"
)

func evalCmd() *cobra.Command {
	model := ""
	c := &cobra.Command{Use: "eval --model FILE TREEBANK...", Args: cobra.MinimumNArgs(1),
		Short: "Score a model, with gold words and from raw text",
		Long: `Prints two lines for each treebank. "gold words" takes the words as given; UAS
and LAS leave out punctuation and, of the subtypes of relations, count :pass,
:agent and :prt. "raw text" takes the text alone, finds sentences, tokens and
words itself, and gives F1 as the CoNLL 2018 shared task did: all words count,
relations without subtypes.`,
		RunE: func(c *cobra.Command, args []string) error {
			data, err := os.ReadFile(model)
			if err != nil {
				return err
			}
			m, err := engine.ReadModel(data)
			if err != nil {
				return fmt.Errorf("%s: %w", model, err)
			}
			p, err := parse.FromFile(data)
			if err != nil {
				return fmt.Errorf("%s: %w", model, err)
			}
			for _, a := range args {
				g, err := readGold([]string{a}, m.Lang, false)
				if err != nil {
					return err
				}
				s := engine.Score(m, g)
				s.Print(c.OutOrStdout(), sourceName(a)+" gold words")
				sents, err := readTreebank(a)
				if err != nil {
					return err
				}
				r := scoreRaw(p, sents)
				r.print(c.OutOrStdout(), sourceName(a)+" raw text")
			}
			return nil
		}}
	c.Flags().StringVar(&model, "model", "", "model file")
	c.MarkFlagRequired("model")
	return c
}

func readTreebank(path string) ([]conllu.Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// A unit is a syntactic word on the scale of characters that are not blank.
type unit struct {
	span        graph.Span
	multi       bool // one of several words of a token that is not just cut up
	form, lemma string
	upos, feats string
	head        int // index into all units, -1 for a root
	rel         string
}

// analysed is a text with its tokens, sentences and words.
type analysed struct {
	tokens, sents []graph.Span
	words         []unit
}

// scale counts the characters that are not blank before each character.
func scale(s string) []int {
	at := make([]int, len(s)+1)
	n := 0
	for i, r := range s {
		at[i] = n
		if !unicode.IsSpace(r) {
			n++
		}
	}
	at[len(s)] = n
	return at
}

func chars(s string) int { return scale(s)[len(s)] }

func newParagraph(s *conllu.Sentence) bool {
	for _, c := range s.Comments {
		if strings.HasPrefix(c, "newpar") || strings.HasPrefix(c, "newdoc") {
			return true
		}
	}
	return false
}

// goldText puts the raw text of a treebank together, with what it should give.
func goldText(sents []conllu.Sentence) (raw string, blocks []graph.Span, a analysed) {
	var b strings.Builder
	block, n := 0, 0
	for i := range sents {
		s := &sents[i]
		if newParagraph(s) && b.Len() > 0 {
			blocks = append(blocks, graph.Span{Start: block, End: b.Len()})
			b.WriteString("\n\n")
			block = b.Len()
		}
		first, start := len(a.words), n
		for _, t := range s.Tokens() {
			n = a.addGold(s, t, first, n)
			b.WriteString(t.Form)
			if t.SpaceAfter {
				b.WriteByte(' ')
			}
		}
		a.sents = append(a.sents, graph.Span{Start: start, End: n})
	}
	return b.String(), append(blocks, graph.Span{Start: block, End: b.Len()}), a
}

// addGold adds a token of the treebank that begins at character n; first is the
// place of the sentence's first word. A token that is just several words in a
// row (don't) counts as those.
func (a *analysed) addGold(s *conllu.Sentence, t conllu.Token, first, n int) (end int) {
	end = n + chars(t.Form)
	joined := ""
	for id := t.First; id <= t.Last; id++ {
		joined += s.Words[id-1].Form
	}
	whole := joined != t.Form
	if whole {
		a.tokens = append(a.tokens, graph.Span{Start: n, End: end})
	}
	for id := t.First; id <= t.Last; id++ {
		w := s.Words[id-1]
		span := graph.Span{Start: n, End: end}
		if !whole {
			span.End = n + chars(w.Form)
			n = span.End
			a.tokens = append(a.tokens, span)
		}
		head := -1
		if w.Head > 0 {
			head = first + w.Head - 1
		}
		a.words = append(a.words, unit{span, whole, w.Form, w.Lemma, w.UPOS, ud.ParseFeats(w.Feats).String(), head, w.Rel})
	}
	return end
}

// analyse does the same with the program alone.
func analyse(m *parse.Model, raw string, blocks []graph.Span) (a analysed) {
	at := scale(raw)
	onScale := func(start, end int) graph.Span { return graph.Span{Start: at[start], End: at[end]} }
	for _, s := range text.SegmentStyle(m.Lang(), raw, blocks, text.UD) {
		toks := make([]parse.Token, len(s.Tokens))
		for i, t := range s.Tokens {
			toks[i] = parse.Token{Form: t.Text, Start: t.Start, End: t.End}
		}
		a.sents = append(a.sents, onScale(s.Start, s.End))
		tr, first := m.Parse(toks), len(a.words)
		for i := range tr.Len() {
			w := tr.Word(i)
			tok := toks[w.Token]
			whole := tr.Word(i+1).Token == w.Token && i+1 < tr.Len() || i > 0 && tr.Word(i-1).Token == w.Token
			whole = whole && w.Start == tok.Start && w.End == tok.End
			if !whole || i == 0 || tr.Word(i-1).Token != w.Token {
				a.tokens = append(a.tokens, onScale(w.Start, w.End))
			}
			head := -1
			if w.Head >= 0 {
				head = first + w.Head
			}
			a.words = append(a.words, unit{onScale(w.Start, w.End), whole, w.Form, tr.TreebankLemma(i), w.UPOS.String(), w.Feats.String(), head, w.Rel.String()})
		}
	}
	return a
}

// align pairs words of both sides as the CoNLL 2018 script does: words of the
// same span; inside multiword tokens the longest common subsequence of forms.
// It returns for each gold word the system's, -1 for none.
func align(gold, sys []unit) []int {
	pair := make([]int, len(gold))
	for i := range pair {
		pair[i] = -1
	}
	g, s := 0, 0
	for g < len(gold) && s < len(sys) {
		if gold[g].multi || sys[s].multi {
			ge, se := multiEnd(gold, sys, g, s)
			if ge > g || se > s {
				common(gold, sys, g, ge, s, se, pair)
				g, s = ge, se
				continue
			}
		}
		switch {
		case gold[g].span == sys[s].span:
			pair[g] = s
			g++
			s++
		case gold[g].span.Start <= sys[s].span.Start:
			g++
		default:
			s++
		}
	}
	return pair
}

// multiEnd finds where the words that overlap a multiword token end. A word
// that lies before the other side's token is no part of it.
func multiEnd(gold, sys []unit, g, s int) (ge, se int) {
	if gold[g].multi && !sys[s].multi && sys[s].span.Start < gold[g].span.Start ||
		sys[s].multi && !gold[g].multi && gold[g].span.Start < sys[s].span.Start {
		return g, s
	}
	end := 0
	if gold[g].multi {
		end = gold[g].span.End
	}
	if sys[s].multi {
		end = max(end, sys[s].span.End)
	}
	ge, se = g, s
	for ge < len(gold) && gold[ge].span.Start < end || se < len(sys) && sys[se].span.Start < end {
		if ge < len(gold) && gold[ge].span.Start < end {
			if gold[ge].multi {
				end = max(end, gold[ge].span.End)
			}
			ge++
		} else {
			if sys[se].multi {
				end = max(end, sys[se].span.End)
			}
			se++
		}
	}
	return ge, se
}

// common pairs by the longest common subsequence of lower-case forms.
func common(gold, sys []unit, g, ge, s, se int, pair []int) {
	n, m := ge-g, se-s
	l := make([][]int, n+1)
	for i := range l {
		l[i] = make([]int, m+1)
	}
	same := func(i, j int) bool { return strings.EqualFold(gold[g+i].form, sys[s+j].form) }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if l[i][j] = max(l[i+1][j], l[i][j+1]); same(i, j) {
				l[i][j] = max(l[i][j], l[i+1][j+1]+1)
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(i, j) && l[i][j] == l[i+1][j+1]+1:
			pair[g+i] = s + j
			i++
			j++
		case l[i+1][j] >= l[i][j+1]:
			i++
		default:
			j++
		}
	}
}

// count is right ones among gold and system ones.
type count struct{ gold, system, right int }

func (c count) f1() float64 { return 200 * float64(c.right) / float64(max(c.gold+c.system, 1)) }

type rawScore struct{ tokens, sents, words, upos, feats, lemma, uas, las count }

func scoreRaw(m *parse.Model, sents []conllu.Sentence) rawScore {
	raw, blocks, gold := goldText(sents)
	sys := analyse(m, raw, blocks)
	r := rawScore{tokens: spans(gold.tokens, sys.tokens), sents: spans(gold.sents, sys.sents)}
	pair := align(gold.words, sys.words)
	for _, c := range []*count{&r.words, &r.upos, &r.feats, &r.lemma, &r.uas, &r.las} {
		c.gold, c.system = len(gold.words), len(sys.words)
	}
	for g, s := range pair {
		if s < 0 {
			continue
		}
		x, y := &gold.words[g], &sys.words[s]
		r.words.right++
		r.upos.right += one(x.upos == y.upos)
		r.feats.right += one(x.feats == y.feats)
		r.lemma.right += one(x.lemma == y.lemma || x.lemma == "_")
		head := x.head < 0 && y.head < 0 || x.head >= 0 && y.head >= 0 && pair[x.head] == y.head
		r.uas.right += one(head)
		r.las.right += one(head && base(x.rel) == base(y.rel))
	}
	return r
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

func spans(gold, sys []graph.Span) count {
	set := make(map[graph.Span]bool, len(gold))
	for _, g := range gold {
		set[g] = true
	}
	c := count{gold: len(gold), system: len(sys)}
	for _, s := range sys {
		c.right += one(set[s])
	}
	return c
}

func (r *rawScore) print(w io.Writer, name string) {
	fmt.Fprintf(w, "%-30s tokens %.2f sentences %.2f words %.2f | UPOS %.2f feats %.2f lemma %.2f | UAS %.2f LAS %.2f\n", name,
		r.tokens.f1(), r.sents.f1(), r.words.f1(), r.upos.f1(), r.feats.f1(), r.lemma.f1(), r.uas.f1(), r.las.f1())
}
