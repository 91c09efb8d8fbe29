// Package text finds the language, the sentences and the tokens of an
// article. Every token is a half-open range of bytes of the text it came
// from, and is verbatim; no letter of an analysed block is in no token.
//
// Tokens follow the surface tokens of the Universal Dependencies treebanks
// (https://universaldependencies.org/u/overview/tokenization.html), with the
// differences that docs/reading.md lists. What is particular to a language
// stands in data/LANG.tsv.
package text

import "kg/graph"

// A Token is a word, number or mark of punctuation.
type Token struct {
	graph.Span
	Text string // the text at Span, verbatim
}

// A Sentence is a run of tokens. Its span goes from the first token's start to
// the last one's end, also where a quotation was broken over paragraphs.
type Sentence struct {
	graph.Span
	Tokens  []Token
	Heading bool // a block of its own without a final full stop: headline, heading, list item
}

// Style says how words with hyphens are cut.
type Style int

const (
	// News keeps names and compounds whole: "US-Regierung", "Mujahideen-e-Khalq".
	News Style = iota
	// UD cuts at hyphens just as the treebank of the language does.
	UD
)

// limits that keep hostile input from growing without bound
const (
	maxChunk    = 4096 // bytes of a run without white space that are looked at as one
	maxSentence = 1000 // tokens; a longer run without an end is cut here
)

// Segment cuts the blocks of a text into sentences and tokens. Blocks are
// ranges of text in order, such as article.Doc.Analysed gives; parts that lie
// outside the text, overlap an earlier block or cut through a character are
// left out. A block that ends in the middle of a sentence is joined with the
// next. A language without rules is cut by the rules common to all.
func Segment(lang, text string, blocks []graph.Span) []Sentence {
	return SegmentStyle(lang, text, blocks, News)
}

// SegmentStyle is [Segment] with the choice of how to treat hyphens.
func SegmentStyle(lang, text string, blocks []graph.Span, style Style) []Sentence {
	return split(newTokenizer(lang, text, blocks, style))
}

// newTokenizer has cut the blocks into tokens.
func newTokenizer(lang, text string, blocks []graph.Span, style Style) *tokenizer {
	z := &tokenizer{text: text, rules: rulesOf(lang), style: style}
	if style == News {
		z.margin = newsMargin
	}
	if w, err := boundaryWeights(); err == nil && z.rules.lang != "" {
		z.weights = w
	}
	for _, b := range tidy(text, blocks) {
		first := len(z.out)
		z.block(b)
		if len(z.out) > first {
			z.blocks = append(z.blocks, blockTokens{first, len(z.out)})
		}
	}
	return z
}

// blockTokens is the range of tokens of one block.
type blockTokens struct{ first, last int }

// tidy clips the blocks to the text and drops what overlaps.
func tidy(text string, blocks []graph.Span) []graph.Span {
	out := make([]graph.Span, 0, len(blocks))
	at := 0
	for _, b := range blocks {
		b.Start, b.End = max(b.Start, at), min(b.End, len(text))
		for b.Start < b.End && isContinuation(text[b.Start]) {
			b.Start++
		}
		for b.End < len(text) && b.End > b.Start && isContinuation(text[b.End]) {
			b.End--
		}
		if b.Start < b.End {
			out = append(out, b)
			at = b.End
		}
	}
	return out
}

func isContinuation(c byte) bool { return c&0xC0 == 0x80 }
