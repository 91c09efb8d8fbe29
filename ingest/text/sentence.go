package text

import (
	"unicode"
	"unicode/utf8"

	"kg/graph"
)

// split makes sentences of the tokens.
func split(z *tokenizer) []Sentence {
	var out []Sentence
	from := 0
	for bi, b := range z.blocks {
		for i := b.first; i < b.last; i++ {
			if z.out[i].Text == "+++" { // parts the items of news in brief, and belongs to none
				if i > from {
					out = append(out, z.sentence(from, i, bi))
				}
				from = i + 1
				continue
			}
			end := false
			if i+1 < b.last {
				end = z.endsAt(i, b, from) || z.dateline(i, b, from) || z.learned(i, from, b) || i+1-from >= maxSentence
			} else {
				end = !z.goesOn(bi, from) || i+1-from >= maxSentence
			}
			if end {
				out = append(out, z.sentence(from, i+1, bi))
				from = i + 1
			}
		}
	}
	return out
}

// sentence makes one of the tokens from:to; bi is the block of the last.
func (z *tokenizer) sentence(from, to, bi int) Sentence {
	toks := z.out[from:to:to]
	s := Sentence{Tokens: toks, Span: graph.Span{Start: toks[0].Start, End: toks[len(toks)-1].End}}
	b := z.blocks[bi]
	s.Heading = b.first == from && b.last == to && !z.terminal(lastWord(toks)) && to-from <= 40
	return s
}

// lastWord is the last token that is no closing quotation mark or bracket.
func lastWord(toks []Token) string {
	for i := len(toks) - 1; i > 0 && i >= len(toks)-maxMarks; i-- {
		if !isCloser(toks[i].Text) && !isStraight(toks[i].Text) {
			return toks[i].Text
		}
	}
	return toks[0].Text
}

// terminal holds for marks that end a sentence.
func (z *tokenizer) terminal(s string) bool {
	switch s[0] {
	case '.', '!', '?':
		return true
	}
	return s[0] >= utf8.RuneSelf && (s == "…" || s == "。" || s == "؟" || s == "！" || s == "？")
}

func isCloser(s string) bool {
	switch s {
	case ")", "]", "}", "”", "’", "»", "“", "''", "’’":
		return true
	}
	return false
}

func isOpener(s string) bool {
	switch s {
	case "(", "[", "{", "“", "„", "«", "‚", "‘", "``":
		return true
	}
	return false
}

func isStraight(s string) bool { return s == `"` || s == "'" }

// maxMarks is how many closing or opening marks in a row are looked past.
const maxMarks = 8

// endsAt decides whether a sentence ends after token i, inside block b.
func (z *tokenizer) endsAt(i int, b blockTokens, from int) bool {
	j := i // the terminal before closers
	for j > b.first && i-j < maxMarks && z.closes(j) {
		j--
	}
	t := z.out[j].Text
	term := z.terminal(t)
	if !term && (j != i || t[len(t)-1] != '.' || len(t) < 2) {
		return false
	}
	k := i + 1
	if z.closes(k) && !(isStraight(z.out[k].Text) && z.spaceBefore(k)) {
		return false // the sentence goes to the last closer
	}
	next := z.out[k].Text
	for k+1 < b.last && k-i < maxMarks && (isOpener(next) || isStraight(next)) {
		k++
		next = z.out[k].Text
	}
	r, _ := utf8.DecodeRuneInString(next)
	if !term {
		return z.abbrEnds(t, next, r)
	}
	if t == "..." || t == "…" || t == ".." {
		return unicode.IsUpper(r) && z.spaceBefore(i+1)
	}
	switch {
	case unicode.IsLower(r):
		return false
	case t == "." && i-1 == from && isListNumber(z.out[from].Text):
		return false // "1. The first point"
	case !z.spaceBefore(i + 1):
		return unicode.IsUpper(r)
	case j != i && !unicode.IsUpper(r) && !unicode.IsDigit(r):
		return z.out[i+1].Text != "," && z.out[i+1].Text != "–" && z.out[i+1].Text != "-"
	}
	return isWord(r) || k > i+1 || isOpener(next) || isStraight(next) || r == '-' || r == '–' || r == '•' || r == '*' || r == '@' || r == '#' || isCurrency(r) || r >= 0x2190
}

// abbrEnds decides whether an abbreviation with its full stop ends a sentence.
func (z *tokenizer) abbrEnds(t, next string, r rune) bool {
	if z.rules.abbr[t] == neverEnds || !unicode.IsUpper(r) || isInitial(t[:len(t)-1]) {
		return false
	}
	if z.rules.abbr[t] == mayEnd || isDottedInitials(t[:len(t)-1]) {
		return z.rules.stop[string(z.lower(next))]
	}
	return false
}

// isListNumber holds for the number of an item: "1", "12".
func isListNumber(s string) bool {
	return len(s) <= 2 && startsDigit(s)
}

func (z *tokenizer) lower(s string) []byte {
	b := z.buf[:0]
	for _, r := range s {
		if len(b) > len(z.buf)-utf8.UTFMax {
			return b[:0]
		}
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return b
}

// closes holds for tokens that close a quotation or bracket at this place.
func (z *tokenizer) closes(i int) bool {
	t := z.out[i].Text
	if t == "“" { // closes in German, opens in English
		return z.rules.lowQuotes && !z.spaceBefore(i)
	}
	if isStraight(t) {
		return !z.spaceBefore(i) || i+1 == len(z.out) || z.spaceBefore(i+1)
	}
	return isCloser(t)
}

// spaceBefore reports whether there is white space before the token.
func (z *tokenizer) spaceBefore(i int) bool {
	return i == 0 || i >= len(z.out) || z.out[i-1].End < z.out[i].Start
}

// goesOn decides whether the sentence that began at token from goes on after
// block bi in the next one.
func (z *tokenizer) goesOn(bi, from int) bool {
	if bi+1 >= len(z.blocks) {
		return false
	}
	b, n := z.blocks[bi], z.blocks[bi+1]
	if z.startsInside(n) {
		return true
	}
	last := z.out[b.last-1].Text
	if z.terminal(lastWord(z.out[b.first:b.last])) && !isOpener(last) {
		return false
	}
	if isOpener(last) && !(last == "“" && z.rules.lowQuotes) || isStraight(last) && (b.last-b.first == 1 || z.spaceBefore(b.last-1)) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(z.out[n.first].Text)
	return unicode.IsLower(r) || z.rules.open[string(z.lower(last))]
}

// startsInside holds for a block that cannot begin a sentence: it starts with
// a comma, a full stop, or a closing mark.
func (z *tokenizer) startsInside(n blockTokens) bool {
	t := z.out[n.first].Text
	switch t {
	case ",", ";", ")", "]", "”", "»", ".", "?", "!", ":":
		return true
	case "“": // closes in German, where it stands alone or before other marks
		return z.rules.lowQuotes && (n.last-n.first == 1 || !isWord(first(z.out[n.first+1].Text)))
	}
	if !isStraight(t) {
		return false
	}
	if n.first+1 == n.last { // alone: closes when it is the second
		return false
	}
	return z.spaceBefore(n.first+1) || !isWord(first(z.out[n.first+1].Text))
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
