package graph

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a name to the form under which spellings count as the same:
// lower case, no diacritics, typographic quotes made plain, white space single.
// It never makes two different words alike; it is not a similarity.
func Fold(s string) string {
	var buf [64]byte
	if b, ok := foldLatin(buf[:0], s); ok {
		if string(b) == s {
			return s
		}
		return string(b)
	}
	return foldAny(s)
}

// foldAny is Fold by the tables of Unicode.
func foldAny(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, "\ufffd")) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´':
			r = '\''
		case r == '–' || r == '‐' || r == '‑':
			r = '-'
		case r == 'ß':
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteString("ss")
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// foldLatin appends what Fold makes of s to b, many times faster, and says false
// where a rune is not in foldTable.
func foldLatin(b []byte, s string) ([]byte, bool) {
	table, space := foldTable(), false
	for i := 0; i < len(s); {
		c := s[i]
		if c == ' ' || c-'\t' < 5 {
			space = len(b) > 0
			i++
			continue
		}
		if space {
			b = append(b, ' ')
			space = false
		}
		if c < utf8.RuneSelf {
			b = append(b, table[c]...)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= '‐' && r <= '…' {
			r += foldQuotes - '‐'
		} else if r >= foldQuotes {
			return b, false
		}
		if table[r] == "" {
			return b, false
		}
		b = append(b, table[r]...)
		i += n
	}
	return b, true
}

// foldQuotes is the first rune behind Latin Extended-B. In foldTable the dashes and
// quotes, from '‐' to '…', come behind it.
const foldQuotes = 0x250

// foldTable is what Fold makes of single runes: empty where it makes blanks or nothing of them.
var foldTable = sync.OnceValue(func() *[foldQuotes + '…' - '‐' + 1]string {
	var t [foldQuotes + '…' - '‐' + 1]string
	for k := range t {
		r := rune(k)
		if k >= foldQuotes {
			r += '‐' - foldQuotes
		}
		if f := foldAny("a" + string(r) + "b"); !strings.Contains(f, " ") {
			t[k] = f[1 : len(f)-1]
		}
	}
	return &t
})
