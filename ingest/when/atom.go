package when

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// atomKind is the sort of characters an atom holds.
type atomKind uint8

const (
	word atomKind = iota
	digits
	mark // one character of punctuation or a symbol
)

// caseKind is how an atom is written.
type caseKind uint8

const (
	lower caseKind = iota
	title
	upper // two or more letters, all capitals
)

// atom is the smallest piece the grammar sees: a run of letters, a run of digits or one other character. Tokens are cut
// into atoms so that "15th", "2022-09-07", "$5m" and "mi-juillet" read the same whatever the tokenizer does with them.
type atom struct {
	text       string // as written
	start, end int    // bytes of the stored text
	token      int32
	gap        int32 // bytes between the atom before and this one; 0 when glued
	kind       atomKind
	caps       caseKind
	hitLo      int32 // the atom's lexicon entries are scan.hits[hitLo:hitHi]
	hitHi      int32
}

// cut splits tokens into atoms. Spaces inside a token are gaps.
func cut(tokens []Token) []atom {
	atoms := make([]atom, 0, len(tokens)+len(tokens)/4+4)
	prev := 0
	for i, t := range tokens {
		if i == 0 {
			prev = t.Start
		}
		verbatim := t.End-t.Start == len(t.Text)
		spaced := false
		for lo := 0; lo < len(t.Text); {
			hi, kind, space := run(t.Text, lo)
			if space {
				lo, spaced = hi, true
				continue
			}
			a := atom{text: t.Text[lo:hi], start: t.Start + lo, end: t.Start + hi, token: int32(i), kind: kind}
			if !verbatim { // the text was changed: only the whole token has a place
				a.start, a.end = t.Start, t.End
			}
			if kind == word {
				a.caps = capitals(a.text)
			}
			a.gap = int32(max(0, min(a.start-prev, 1<<20)))
			if len(atoms) == 0 || spaced && a.gap == 0 {
				a.gap = 1
			}
			spaced = false
			prev = a.end
			atoms = append(atoms, a)
			lo = hi
		}
	}
	return atoms
}

// run returns the end and the kind of the run that starts at byte lo of s.
func run(s string, lo int) (hi int, kind atomKind, space bool) {
	kind, space, n := class(s, lo)
	hi = lo + n
	if space || kind == mark {
		return hi, kind, space
	}
	for hi < len(s) {
		k, sp, n := class(s, hi)
		if sp || k != kind {
			break
		}
		hi += n
	}
	return hi, kind, false
}

func class(s string, i int) (kind atomKind, space bool, n int) {
	c := s[i]
	switch {
	case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		return word, false, 1
	case '0' <= c && c <= '9':
		return digits, false, 1
	case c < utf8.RuneSelf:
		return mark, c == ' ' || '\t' <= c && c <= '\r', 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return word, false, n
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		return mark, true, n
	}
	return mark, false, n
}

func capitals(s string) caseKind {
	n, ups := 0, 0
	first := false
	for _, r := range s {
		if unicode.IsUpper(r) {
			ups++
			first = first || n == 0
		}
		n++
	}
	switch {
	case !first:
		return lower
	case n > 1 && ups == n:
		return upper
	}
	return title
}

// fold appends the form of s that the lexicon is keyed by: lower case, composed, one kind of apostrophe, hyphen and dash.
func fold(buf []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return foldRunes(buf[:len(buf)-i], s)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf = append(buf, c)
	}
	return buf
}

func foldRunes(buf []byte, s string) []byte {
	for _, r := range s {
		if unicode.Is(unicode.Mn, r) {
			s = norm.NFC.String(s)
			break
		}
	}
	for _, r := range s {
		switch r {
		case '’', 'ʼ', '‘':
			r = '\''
		case '\u2010', '\u2011':
			r = '-'
		case '—', '−', '\u2012':
			r = '–'
		}
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
	}
	return buf
}
