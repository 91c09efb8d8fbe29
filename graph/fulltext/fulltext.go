// Package fulltext cuts texts into the terms under which they are found: words
// without case and diacritics, reduced to their stems in English, German and
// French (Snowball, github.com/blevesearch/snowballstem). It knows no store.
package fulltext

import (
	_ "embed"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"

	"kg/graph"
)

//go:embed data/stop.txt
var stopFile string

// Languages whose words have stems. Texts of all others are found by whole
// words, under the language "und".
func Languages() []string { return []string{"de", "en", "fr", Other} }

// Other is the language of texts whose stems are not known.
const Other = "und"

var stemmers = map[string]func(*snowballstem.Env) bool{"de": german.Stem, "en": english.Stem, "fr": french.Stem}

// Language gives the language under which a text is indexed.
func Language(lang string) string {
	if stemmers[lang] == nil {
		return Other
	}
	return lang
}

var stop = readStop(stopFile)

func readStop(text string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, l := range strings.Split(text, "\n") {
		f := strings.Fields(l)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		words := map[string]bool{}
		for _, w := range f[1:] {
			words[graph.Fold(w)] = true
		}
		out[f[0]] = words
	}
	return out
}

// Stopped reports whether a word tells nothing of a text in the language.
func Stopped(word, lang string) bool { return stop[lang][graph.Fold(word)] }

// maxTerm bounds a term, in bytes.
const maxTerm = 40

// Word is a word of a text, a half-open span of bytes.
type Word struct {
	Text       string
	Start, End int
}

// Words gives the words of a text: runs of letters, digits and marks. Of one
// letter there is none: they are initials and elided articles.
func Words(text string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		start, letters := -1, 0
		give := func(end int) bool {
			ok := true
			if start >= 0 && letters > 1 {
				ok = yield(Word{text[start:end], start, end})
			}
			start, letters = -1, 0
			return ok
		}
		for i, r := range text {
			switch {
			case unicode.IsLetter(r), unicode.IsDigit(r):
				if start < 0 {
					start = i
				}
				letters++
			case unicode.Is(unicode.Mn, r) && start >= 0:
			default:
				if !give(i) {
					return
				}
			}
		}
		give(len(text))
	}
}

// Terms gives the terms under which a word of a text is found: its stem, and
// where that is another, the stem of the word written without diacritics. A
// stop word has none.
func Terms(word, lang string) []string {
	folded := graph.Fold(word)
	if stop[lang][folded] || utf8.RuneCountInString(folded) < 2 {
		return nil
	}
	lower := strings.ToLower(word)
	one := cut(graph.Fold(stem(lower, lang)))
	if plain := cut(stem(folded, lang)); plain != one {
		return []string{one, plain}
	}
	return []string{one}
}

func stem(word, lang string) string {
	f := stemmers[lang]
	if f == nil || len(word) > 4*maxTerm {
		return word
	}
	env := snowballstem.NewEnv(word)
	f(env)
	return env.Current()
}

func cut(term string) string {
	if len(term) > maxTerm {
		term = strings.ToValidUTF8(term[:maxTerm], "")
	}
	return term
}

// Counts gives the terms of a text, each with how often it occurs, and the
// number of words in the text.
func Counts(text, lang string) (terms map[string]int, words int) {
	lang = Language(lang)
	terms = map[string]int{}
	known := map[string][]string{}
	for w := range Words(text) {
		words++
		ts, ok := known[w.Text]
		if !ok {
			ts = Terms(w.Text, lang)
			known[w.Text] = ts
		}
		for _, t := range ts {
			terms[t]++
		}
	}
	return terms, words
}
