package text

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"kg/internal/diag"
)

// Rules find the ends of sentences that have a full stop. Where one is
// missing, as when a heading was glued to the paragraph below it, an averaged
// perceptron decides. Its weights are data/boundary.txt, learned from the
// treebanks; see docs/reading.md for how.

//go:embed data/boundary.txt
var boundaryData string

// boundaryWeights is read once and not changed after that.
var boundaryWeights = sync.OnceValues(func() (map[string]int32, error) {
	return parseWeights("boundary.txt", boundaryData)
})

// parseWeights reads lines "weight, TAB, feature".
func parseWeights(file, raw string) (map[string]int32, error) {
	out := map[string]int32{}
	var list diag.List
	for i, line := range strings.Split(raw, "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		w, f, ok := strings.Cut(line, "\t")
		n, err := strconv.ParseInt(w, 10, 32)
		switch {
		case !ok || err != nil || f == "":
			list.Add(file, i+1, 1, "write weight, TAB, feature", "%q is no weight", line)
		case out[f] != 0:
			list.Add(file, i+1, 1, "learn the weights anew", "feature %q stands twice", f)
		}
		out[f] = int32(n)
	}
	return out, list.Err()
}

// candidate reports whether the gap after token i, where the rules see no end,
// is worth a look: what follows could begin a sentence.
func (z *tokenizer) candidate(i, from int, b blockTokens) bool {
	if i+1 >= b.last || !z.spaceBefore(i+1) || i < from {
		return false
	}
	next := z.out[i+1].Text
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) {
		// "Yoann L. à six mois": whose family name the paper does not print
		return z.terminal(z.out[i].Text) && len(z.out[i].Text) == 1 && !(i > from && isInitial(z.out[i-1].Text))
	}
	return unicode.IsUpper(r) || unicode.IsDigit(r) || isOpener(next) || next == "-" || next == "•" || isStraight(next)
}

// learned decides by the weights. The margin is higher in the style for news,
// where full stops are rarely missing.
func (z *tokenizer) learned(i, from int, b blockTokens) bool {
	if z.weights == nil || !z.candidate(i, from, b) {
		return false
	}
	sum := int32(0)
	z.features(i, from, b, func(f []byte) { sum += z.weights[string(f)] })
	return sum > z.margin
}

// newsMargin was chosen so high that edited text, PUD, is hardly cut where it
// has all its full stops (see docs/reading.md).
const newsMargin = 12000

// features gives what is seen around the gap after token i.
func (z *tokenizer) features(i, from int, b blockTokens, add func([]byte)) {
	tok := func(k int) string {
		if k < from || k >= b.last {
			return ""
		}
		return z.out[k].Text
	}
	p2, p, q, r := tok(i-1), tok(i), tok(i+1), tok(i+2)
	sp2, sp, sq, sr := shape(p2), shape(p), shape(q), shape(r)
	var buf [96]byte
	lang := z.rules.lang
	out := func(name string, parts ...string) {
		f := append(buf[:0], name...)
		for _, x := range parts {
			f = append(f, ' ')
			f = append(f, x...)
		}
		add(f)
	}
	low := func(s string) string {
		if len(s) > 20 {
			return s[:0]
		}
		return strings.ToLower(s)
	}
	lp, lq, lr := low(p), low(q), low(r)
	stop := "-"
	if z.rules.stop[lq] {
		stop = "s"
	}
	if z.rules.stop[lp] || z.rules.open[lp] {
		stop += "p"
	}
	length := "4"
	switch n := i + 1 - from; {
	case n == 1:
		length = "1"
	case n < 4:
		length = "2"
	case n < 12:
		length = "3"
	}
	out("bias")
	out("shapes", sp, sq)
	out("shapes3", sp, sq, sr)
	out("shapes4", sp2, sp, sq, sr)
	out("stop", stop, sp, sq)
	out("stopr", stop, sq, sr)
	out("len", length, sp, sq)
	out("lenstop", length, stop)
	out("open", openMarks(z.out[max(from, i-60):i+1]), sp)
	out("p", lang, lp)
	out("q", lang, lq)
	out("qq", lang, q)
	out("qr", lang, lq, lr)
	out("q+", lang, lq, sp, sr)
	out("p+", lang, lp, sq)
	if n := len(lp); n > 4 && !isContinuation(lp[n-3]) {
		out("psuf", lang, lp[n-3:], sq)
	}
	if Capital(p) && Capital(q) {
		out("both", stop, sp2, sr)
	}
}

// openMarks says whether a bracket or quotation is open.
func openMarks(toks []Token) string {
	depth, quotes := 0, 0
	for _, t := range toks {
		switch t.Text {
		case "(", "[", "“", "„", "«":
			depth++
		case ")", "]", "”", "»":
			depth--
		case `"`:
			quotes++
		}
	}
	switch {
	case depth > 0:
		return "open"
	case quotes%2 == 1:
		return "quote"
	}
	return "none"
}

// shape is the form of a token: "Aa", "AA", "aa", "A", "9", or the mark itself.
func shape(s string) string {
	if s == "" {
		return "∅"
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsDigit(r):
		return "9"
	case unicode.IsUpper(r):
		switch {
		case n == len(s):
			return "A"
		case strings.ToUpper(s) == s:
			return "AA"
		}
		return "Aa"
	case unicode.IsLetter(r):
		return "aa"
	case len(s) > 3:
		return "mark"
	}
	return s
}
