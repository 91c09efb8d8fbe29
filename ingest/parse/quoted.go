package parse

import (
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

// quoted are the tokens that are quotation marks around a part of a clause:
// "said that Sony had “made a mistake” in shelving the film". Direct speech,
// behind a comma, a colon or at either end of the sentence, is not among them.
// In French only marks that part a verb from its auxiliary or preposition are
// ("accusés d’avoir « trahi » le pays"), wherever they close.
func (m *Model) quoted(tokens []Token) []int {
	if m.lang == "de" {
		return nil
	}
	var out []int
	open := -1
	for i, t := range tokens {
		switch {
		case !quotationMark(t.Form):
		case open < 0:
			open = i
		default:
			if open > 0 && i-open <= maxQuoted && m.withinClause(tokens, open, i) {
				out = append(out, open, i)
			}
			open = -1
		}
	}
	return out
}

// withinClause: the marks at open and end stand around a part of a clause.
func (m *Model) withinClause(tokens []Token, open, end int) bool {
	if m.lang == "fr" {
		return open+1 < end && goesOn(listsOf(m.lang), strings.ToLower(tokens[open-1].Form), strings.ToLower(tokens[open+1].Form))
	}
	return end+1 < len(tokens) && wordly(tokens[open-1].Form)
}

// goesOn: a French verb phrase that begins with word before may go on with word next: an auxiliary with a participle, "de" with an infinitive.
func goesOn(l *lists, before, next string) bool {
	ends := func(all ...string) bool {
		return slices.ContainsFunc(all, func(e string) bool { return strings.HasSuffix(next, e) })
	}
	switch {
	case l.classes["helpers"][before]:
		return ends("é", "és", "ée", "ées", "i", "is", "ie", "ies", "it", "ite", "u", "us", "ue", "ues", "rt", "rte")
	case before == "de" || before == "d'" || before == "d’" || before == "à" || before == "pour" || before == "sans":
		return ends("er", "ir", "re") || l.classes["helpers"][next] || clitics[next]
	}
	return l.classes["determiners"][before]
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
