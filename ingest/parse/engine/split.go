package engine

import (
	"sort"
	"strings"
	"unicode/utf8"

	"kg/ingest/parse/linear"
)

// A splitter takes multiword tokens apart (du = de le, zum = zu dem, Iran's =
// Iran 's). It knows whole tokens and, where the pieces just follow each other,
// endings. Tokens that are only sometimes split are decided by their context.
type splitter struct {
	whole   map[string]string // lower-case token -> pieces with a blank between
	endings map[string]bool   // "'s", "n't"
	unsure  map[string]bool   // tokens of whole that need the context
	choose  *linear.Model     // class 1 splits
}

// clitic counts for an ending to be learned, and the share that is split.
const (
	minClitic  = 5
	minSplit   = 0.5
	sureSplits = 0.97
)

type splitCount struct {
	split, kept int
	pieces      map[string]int
}

func trainSplitter(data []*Gold) *splitter {
	counts, ends := countSplits(data)
	sp := &splitter{whole: map[string]string{}, endings: map[string]bool{}, unsure: map[string]bool{}}
	for tok, c := range counts {
		share := float64(c.split) / float64(c.split+c.kept)
		if c.split == 0 || share < 0.02 {
			continue
		}
		sure := share >= sureSplits || c.split+c.kept < 10
		if sure && share < minSplit {
			continue
		}
		pieces, n := "", 0
		for p, k := range c.pieces {
			if k > n || k == n && p < pieces {
				pieces, n = p, k
			}
		}
		if sure && strings.ReplaceAll(pieces, " ", "") == tok && endingOf(pieces, ends) {
			continue // its ending says as much
		}
		sp.whole[tok] = pieces
		if !sure {
			sp.unsure[tok] = true
		}
	}
	for e, c := range ends {
		if c.split >= minClitic && float64(c.split) > 0.9*float64(c.split+c.kept) {
			sp.endings[e] = true
		}
	}
	sp.choose = sp.train(data)
	return sp
}

func endingOf(pieces string, ends map[string]*splitCount) bool {
	p := strings.Split(pieces, " ")
	c := ends[p[len(p)-1]]
	return len(p) == 2 && c != nil && c.split >= minClitic && float64(c.split) > 0.9*float64(c.split+c.kept)
}

func countSplits(data []*Gold) (counts, ends map[string]*splitCount) {
	counts, ends = map[string]*splitCount{}, map[string]*splitCount{}
	get := func(m map[string]*splitCount, k string) *splitCount {
		if m[k] == nil {
			m[k] = &splitCount{pieces: map[string]int{}}
		}
		return m[k]
	}
	for _, g := range data {
		for _, m := range g.Multi {
			p := lowerAll(g.Forms[m.First-1 : m.Last])
			tok := strings.ToLower(normalize(m.Form))
			c := get(counts, tok)
			c.split++
			c.pieces[strings.Join(p, " ")]++
			if len(p) == 2 && p[0]+p[1] == tok && strings.Contains(p[1], "'") {
				get(ends, p[1]).split++
			}
		}
	}
	for _, g := range data {
		surfaces(g, func(form string, multi bool, _ []string) {
			tok := strings.ToLower(normalize(form))
			if multi {
				return
			}
			if c := counts[tok]; c != nil {
				c.kept++
			}
			for e, c := range ends {
				if len(tok) > len(e) && strings.HasSuffix(tok, e) {
					c.kept++
				}
			}
		})
	}
	return counts, ends
}

func lowerAll(forms []string) []string {
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = strings.ToLower(normalize(f))
	}
	return out
}

// surfaces calls f for every surface token with all tokens of the sentence up
// to it as the last argument grows; the slice is reused.
func surfaces(g *Gold, f func(form string, multi bool, before []string)) {
	var toks []string
	m := g.Multi
	for i := 1; i <= len(g.Forms); i++ {
		form, multi := g.Forms[i-1], false
		if len(m) > 0 && m[0].First == i {
			form, multi, i = m[0].Form, true, m[0].Last
			m = m[1:]
		}
		toks = append(toks, form)
		f(form, multi, toks)
	}
}

func splitFeats(tok string, toks []string, i int) []uint32 {
	at := func(j int) string {
		if j < 0 || j >= len(toks) {
			return "_"
		}
		return digits(strings.ToLower(normalize(toks[j])))
	}
	h := linear.Hash
	t, l, r, l2, r2 := h(tok), h(at(i-1)), h(at(i+1)), h(at(i-2)), h(at(i+2))
	return []uint32{linear.F1(1, t), linear.F2(2, t, l), linear.F2(3, t, r), linear.F3(4, t, l, r),
		linear.F2(5, t, sufHash(at(i-1), 2)), linear.F2(6, t, sufHash(at(i-1), 3)), linear.F2(7, t, sufHash(at(i+1), 3)),
		linear.F2(8, t, l2), linear.F2(9, t, r2), linear.F3(10, t, l2, l), linear.F3(11, t, sufHash(at(i-1), 2), sufHash(at(i+1), 2)),
		linear.F2(12, t, shape(at(i-1))), linear.F2(13, t, sufHash(at(i+1), 1))}
}

func (sp *splitter) train(data []*Gold) *linear.Model {
	tr := linear.NewTrainer(2)
	sc := make([]int32, 2)
	for epoch := 0; epoch < 8; epoch++ {
		for _, g := range data {
			var toks []string
			var multis []bool
			surfaces(g, func(form string, multi bool, _ []string) {
				toks, multis = append(toks, form), append(multis, multi)
			})
			for i, form := range toks {
				tok := strings.ToLower(normalize(form))
				if !sp.unsure[tok] {
					continue
				}
				fs := splitFeats(tok, toks, i)
				tr.Scores(fs, sc)
				tr.Tick()
				p, want := linear.Argmax(sc), one(multis[i])
				if p != want {
					tr.Update(fs, want, p)
				}
			}
		}
	}
	tr.Tick()
	return tr.Freeze(0, 0)
}

// split returns the pieces of token i; nil if it is one word. widths are the
// bytes of each piece in the token, nil if the pieces are not the token cut up.
func (sp *splitter) split(toks []string, i int) (pieces []string, widths []int) {
	norm := normalize(toks[i])
	tok := strings.ToLower(norm)
	if w, ok := sp.whole[tok]; ok {
		if sp.unsure[tok] && slip(tok, w) {
			return nil, nil
		}
		if sp.unsure[tok] {
			var sc [2]int32
			sp.choose.Scores(splitFeats(tok, toks, i), sc[:])
			if sc[1] <= sc[0] {
				return nil, nil
			}
		}
		pieces = strings.Split(w, " ")
		if strings.ReplaceAll(w, " ", "") == tok && len(tok) == len(norm) {
			return cut(norm, pieces), measure(toks[i], norm, pieces)
		}
		pieces[0] = likeCase(pieces[0], norm)
		return pieces, nil
	}
	for j := 1; j < len(tok); j++ {
		if (tok[j] == '\'' || tok[j] == 'n') && sp.endings[tok[j:]] && len(tok) == len(norm) {
			pieces = []string{norm[:j], norm[j:]}
			return pieces, measure(toks[i], norm, pieces)
		}
	}
	return nil, nil
}

// slip reports a token that is split only where somebody left out an
// apostrophe: "its" for "it's", "were" for "we're". In edited text it is a word.
func slip(tok, pieces string) bool {
	return !strings.Contains(tok, "'") && strings.ReplaceAll(pieces, " ", "") == tok
}

func cut(s string, pieces []string) []string {
	out := make([]string, len(pieces))
	for i, p := range pieces {
		out[i], s = s[:len(p)], s[len(p):]
	}
	return out
}

// measure finds the bytes of the pieces of norm in the token as it was before
// it was normalized: rune by rune, if there are as many.
func measure(token, norm string, pieces []string) []int {
	if utf8.RuneCountInString(token) != utf8.RuneCountInString(norm) {
		return nil
	}
	out := make([]int, len(pieces))
	for i, p := range pieces {
		out[i] = len(prefix(token, utf8.RuneCountInString(p)))
		token = token[out[i]:]
	}
	return out
}

func likeCase(piece, model string) string {
	if strings.ToLower(prefix(model, 1)) != prefix(model, 1) {
		return titleCase(piece)
	}
	return piece
}

func sortedSet(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
