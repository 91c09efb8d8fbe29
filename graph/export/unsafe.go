package export

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Unsafe reports whether a character must not reach a person's screen raw:
// control characters (C0, DEL, C1: they steer terminals), bidirectional
// controls (they make a line read differently from its bytes; Unicode TR 9 and
// CVE-2021-42574), invisible characters that forge names, and line separators.
// Joiners U+200C and U+200D stay: Persian, Indic scripts and emoji need them.
func Unsafe(r rune) bool {
	switch {
	case r < 0x20, 0x7f <= r && r <= 0x9f:
		return true
	case r == 0x061c, r == 0x200b, r == 0x200e, r == 0x200f, r == 0x2060, r == 0xfeff:
		return true
	case 0x2028 <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return true
	case 0xe0000 <= r && r <= 0xe007f: // tags
		return true
	}
	return false
}

// Visible makes a text fit to be shown on one line: white space (tabs and line
// breaks too) becomes single spaces, unsafe characters become visible escapes
// such as \x1b, bad UTF-8 becomes U+FFFD.
func Visible(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xa0:
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		switch {
		case r < 0x100 && Unsafe(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case Unsafe(r):
			b.WriteString(jsonEscape(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// jsonEscape writes a character as JSON does, with surrogates where needed.
func jsonEscape(r rune) string {
	if r > 0xffff {
		r -= 0x10000
		return fmt.Sprintf(`\u%04x\u%04x`, 0xd800+(r>>10), 0xdc00+(r&0x3ff))
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// xmlText keeps what XML 1.0 can hold (Char production) and replaces the rest.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < 0x20 || r == 0xfffe || r == 0xffff || r == utf8.RuneError:
			return 0xfffd
		}
		return r
	}, s)
}
