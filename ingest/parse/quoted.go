package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// quoted are the tokens that are quotation marks around a part of a clause:
// "said that Sony had “made a mistake” in shelving the film". Direct speech,
// behind a comma, a colon or at either end of the sentence, is not among them.
func quoted(tokens []Token) []int {
	var out []int
	open := -1
	for i, t := range tokens {
		switch {
		case !quotationMark(t.Form):
		case open < 0:
			open = i
		default:
			if open > 0 && i+1 < len(tokens) && wordly(tokens[open-1].Form) && i-open <= maxQuoted {
				out = append(out, open, i)
			}
			open = -1
		}
	}
	return out
}

// maxQuoted bounds the words of such a part.
const maxQuoted = 12

func quotationMark(form string) bool {
	switch form {
	case "\"", "“", "”", "„", "«", "»":
		return true
	}
	return false
}

func wordly(form string) bool { return !strings.ContainsAny(form, ",:;.!?-–—(") || len(form) > 1 }

// parseUnquoted parses a sentence without those marks: they stand between a verb
// and its auxiliary or an adjective and its noun, where they mislead the parser.
// Afterwards each hangs on the word within.
func (m *Model) parseUnquoted(tokens []Token, names []int, asides []Range, marks []int) *Tree {
	var rest []Token
	var known []int
	at := make([]int, len(tokens)+1) // by token: its place in rest
	var back []int
	next := 0
	for i, t := range tokens {
		at[i] = len(rest)
		if next < len(marks) && marks[next] == i {
			next++
			continue
		}
		rest, back = append(rest, t), append(back, i)
		if names != nil {
			known = append(known, names[i])
		}
	}
	at[len(tokens)] = len(rest)
	var ranges []Range
	for _, a := range asides {
		ranges = append(ranges, Range{at[a.First], at[a.Last]})
	}
	t := m.parseAside(rest, known, ranges)
	out := &Tree{lang: t.lang, names: names}
	moved := make([]int, len(t.words))
	var of []int // of each mark: its word
	next = 0
	mark := func() {
		of = append(of, len(out.words))
		x := tokens[marks[next]]
		out.words = append(out.words, Word{Form: x.Form, Lemma: x.Form, UPOS: ud.PUNCT, Token: marks[next], Start: x.Start, End: x.End})
		next++
	}
	for i, w := range t.words {
		for next < len(marks) && marks[next] < back[w.Token] {
			mark()
		}
		w.Token = back[w.Token]
		moved[i] = len(out.words)
		out.words = append(out.words, w)
	}
	for next < len(marks) {
		mark()
	}
	for i := range t.words {
		if w := &out.words[moved[i]]; w.Head >= 0 {
			w.Head = moved[w.Head]
		}
	}
	for k, i := range of {
		if k%2 == 0 && i+1 < len(out.words) {
			setRel(&out.words[i], i+1, "punct")
		} else {
			setRel(&out.words[i], i-1, "punct")
		}
	}
	out.index()
	out.finish()
	return out
}
