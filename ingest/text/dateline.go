package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// limits of a dateline, in tokens
const (
	maxDateline  = 14
	minAfterLine = 5
)

// dateline reports whether token i is the dash that ends the dateline of block
// b: "GOMA, DR Congo, 9 July 2023 - …", "Toulouse (AFT) – …". All before it are
// capitalised words, numbers, what follows a number, small words between
// capitals (where something else tells a dateline), and commas, stops and
// brackets.
func (z *tokenizer) dateline(i int, b blockTokens, from int) bool {
	switch z.out[i].Text {
	case "-", "–", "—", "--":
	default:
		return false
	}
	if from != b.first || i == from || i-from > maxDateline || b.last-i <= minAfterLine || !z.spaceBefore(i) || !z.spaceBefore(i+1) || !z.terminal(lastWord(z.out[b.first:b.last])) {
		return false
	}
	words, small, marked := 0, false, false // marked: a date, an agency, a state behind the town
	for j := from; j < i; j++ {
		t := z.out[j].Text
		r, _ := utf8.DecodeRuneInString(t)
		switch {
		case unicode.IsUpper(r):
			words++
			marked = marked || len(t) > 3 && strings.ToUpper(t) == t
		case j == from:
			return false
		case unicode.IsDigit(r), r == ',', r == '.', r == '/', r == '(', r == ')':
			marked = true
		case startsDigit(z.out[j-1].Text) || z.out[j-1].Text == "." || z.out[j-1].Text == "(": // "17 mai", "9. Juli", "(apx)"
		case len(t) <= 4 && j+1 < i && unicode.IsUpper(first(z.out[j+1].Text)): // "São Tomé e Príncipe"
			small = true
		default:
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(z.out[i+1].Text)
	return words > 0 && (marked || !small) && (unicode.IsUpper(r) || isOpener(z.out[i+1].Text) || isStraight(z.out[i+1].Text) || unicode.IsDigit(r))
}
