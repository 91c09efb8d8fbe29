package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"kg/graph"
)

// candidates are the languages that are told apart: the supported ones and
// others that news are written in, so that those are not taken for ours.
func candidates() map[whatlanggo.Lang]bool {
	out := map[whatlanggo.Lang]bool{}
	for _, code := range []string{
		"eng", "deu", "fra", "spa", "por", "ita", "nld", "dan", "swe", "nob", "fin", "pol", "ces", "slk", "hun", "ron", "hrv", "tur", "azj",
		"als", "ind", "vie", "rus", "ukr", "bel", "bul", "srp", "mkd", "ell", "arb", "pes", "urd", "heb", "hin", "ben", "cmn", "jpn", "kor", "tha", "kat",
		"hat", "est", "lav", "lit", "swh", "tgl", "afr", "cat",
	} {
		if l := whatlanggo.CodeToLang(code); l >= 0 {
			out[l] = true
		}
	}
	return out
}

const (
	minDetect    = 20      // bytes; a shorter text is not judged
	sampleDetect = 8 << 10 // bytes looked at
)

// Detect names the language of a text (ISO 639-1) and how sure that is, from
// 0 to 1. The code is "und" where the text is too short or gives no clear
// answer, and another language's code where it is one without rules; see
// [Supported].
func Detect(text string) (lang string, confidence float64) {
	text = sample(text, sampleDetect)
	if len(strings.TrimSpace(text)) < minDetect {
		return "und", 0
	}
	known, share, second := byStopWords(text)
	if share >= 0.28 && share >= 4*second { // no other language has so many of its words
		return known, min(1, 0.6+share)
	}
	text = sample(text, 2<<10)
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: candidates()})
	guess := info.Lang.Iso6391()
	switch {
	case share >= 0.18 && share >= 2*second && (guess == known || Supported(guess) || share >= 0.25):
		return known, min(1, 0.6+share)
	case guess == known && share > second:
		return known, min(0.9, 0.3+share+info.Confidence/3)
	case guess == "" || Supported(guess) || info.Confidence < 0.05:
		return "und", 0
	}
	return guess, min(info.Confidence, 0.9)
}

// sample takes the middle part of a long text, at character borders.
func sample(s string, size int) string {
	if len(s) <= size {
		return s
	}
	from := min((len(s)-size)/2, 2048)
	to := from + size
	for from < to && isContinuation(s[from]) {
		from++
	}
	for to > from && to < len(s) && isContinuation(s[to]) {
		to--
	}
	return s[from:to]
}

// byStopWords gives the language whose frequent words make up the largest
// share of the words, that share, and the share of the next language.
func byStopWords(text string) (lang string, share, second float64) {
	all, err := embedded()
	if err != nil {
		return "", 0, 0
	}
	counts := map[string]int{}
	words := 0
	z := tokenizer{text: text}
	for i := 0; i < len(text); {
		r, n := z.rune(i)
		start := i
		for i < len(text) && unicode.IsLetter(r) {
			i += n
			if i < len(text) {
				r, n = z.rune(i)
			}
		}
		if i < len(text) && isApostrophe(r) {
			i += n
		}
		if i == start {
			i += max(1, utf8.RuneLen(r))
			continue
		}
		words++
		w := z.fold(start, min(i, len(text)))
		for l, r := range all {
			if r.stop[string(w)] {
				counts[l]++
			}
		}
	}
	if words == 0 {
		return "", 0, 0
	}
	for l, c := range counts {
		s := float64(c) / float64(words)
		if s > share || s == share && l < lang {
			lang, share, second = l, s, max(share, 0)
		} else {
			second = max(second, s)
		}
	}
	return lang, share, second
}

// longBlock is how many bytes a block needs to have a language of its own.
const longBlock = 240

// Languages gives the language of each block: the document's, but for a long
// block that is clearly in another supported language, such as a quoted
// statement.
func Languages(doc, text string, blocks []graph.Span) []string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = doc
		if b.Len() < longBlock || !b.In(len(text)) {
			continue
		}
		if l, sure := Detect(text[b.Start:b.End]); l != doc && Supported(l) && sure >= 0.8 {
			out[i] = l
		}
	}
	return out
}
