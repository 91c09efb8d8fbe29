package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/graph"
)

// An atom is what names are compared by: a run of letters or a run of digits,
// folded. Hyphens, apostrophes, slashes and full stops only separate atoms, so
// that "Mujahedin-e-Khalq" = "Mujahedin e Khalq" and "APT28" = "APT 28".
// Letters with full stops between them are one atom: "U.S." = "US".
// Other punctuation is an atom of its own and so ends a name.
type atom struct {
	text       string // folded
	raw        string // as written
	start, end int    // bytes of the token
	sep        rune   // what stands before it in the token: 0 at its start, else '-', '\'', '/', '.', ' ', '1' (letter meets digit)
	shape      shape
	punct      bool
}

// shape is the pattern of capitals of an atom.
type shape uint8

const (
	lower  shape = iota // no capital
	title               // capital first, or capitals inside
	caps                // two letters or more, no small one
	single              // one capital letter
	uncase              // digits, or letters of a script without case
)

// fold is graph.Fold with the letters that have no decomposition.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return asciiFold(s)
	}
	if t, ok := latinFold(s); ok {
		return t
	}
	return letters.Replace(graph.Fold(s))
}

// latinFold does what fold does for words of the letters of Western Europe,
// and says false for anything else.
func latinFold(s string) (string, bool) {
	var buf [64]byte
	out := buf[:0]
	for _, r := range s {
		if r < utf8.RuneSelf {
			if r <= ' ' || r == '`' {
				return "", false
			}
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			out = append(out, byte(r))
			continue
		}
		switch r {
		case 'ä', 'à', 'á', 'â', 'ã', 'å', 'Ä', 'À', 'Á', 'Â', 'Ã', 'Å':
			out = append(out, 'a')
		case 'ç', 'Ç', 'č', 'ć', 'Č':
			out = append(out, 'c')
		case 'é', 'è', 'ê', 'ë', 'É', 'È', 'Ê', 'Ë':
			out = append(out, 'e')
		case 'í', 'ì', 'î', 'ï', 'Í', 'Î', 'Ï':
			out = append(out, 'i')
		case 'ñ':
			out = append(out, 'n')
		case 'ö', 'ó', 'ò', 'ô', 'õ', 'ø', 'Ö', 'Ó', 'Ô', 'Ø':
			out = append(out, 'o')
		case 'ü', 'ú', 'ù', 'û', 'Ü', 'Ú', 'Û':
			out = append(out, 'u')
		case 'š', 'Š', 'ş':
			out = append(out, 's')
		case 'ß':
			out = append(out, 's', 's')
		case 'œ', 'Œ':
			out = append(out, 'o', 'e')
		case 'æ', 'Æ':
			out = append(out, 'a', 'e')
		default:
			return "", false
		}
	}
	return string(out), true
}

// letters maps letters that NFKD does not take apart to their usual plain spelling.
var letters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ı", "i", "æ", "ae", "œ", "oe", "ð", "d", "þ", "th")

// asciiFold does for ASCII what graph.Fold does, without Unicode tables.
func asciiFold(s string) string {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '`' || c < ' ' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return graph.Fold(s)
		}
	}
	return strings.ToLower(s)
}

func isHyphen(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '−', '\u00ad':
		return true
	}
	return false
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '`', '´', 'ʻ', '′':
		return true
	}
	return false
}

// atoms appends the atoms of one token, or of one whole name.
func atoms(dst []atom, tok string) []atom {
	if end, text := initials(tok); end > 0 {
		dst = append(dst, atom{text: text, raw: tok[:end], start: 0, end: end, shape: shapeOf(tok[:end])})
		if end == len(tok) {
			return dst
		}
		return rest(dst, tok, end)
	}
	return rest(dst, tok, 0)
}

// rest cuts tok from byte i on.
func rest(dst []atom, tok string, i int) []atom {
	var sep rune
	if i > 0 {
		sep = '.'
	}
	for i < len(tok) {
		r, n := utf8.DecodeRuneInString(tok[i:])
		switch {
		case wordRune(r) && r != utf8.RuneError:
			j := runEnd(tok, i)
			dst = append(dst, atom{text: fold(tok[i:j]), raw: tok[i:j], start: i, end: j, sep: sep, shape: shapeOf(tok[i:j])})
			i, sep = j, '1'
			continue
		case isHyphen(r):
			sep = '-'
		case isApostrophe(r):
			sep = '\''
		case r == '/' || r == ':' || r == '*':
			sep = '/'
		case r == '.':
			sep = '.'
		case unicode.IsSpace(r):
			sep = ' '
			if end, text := initials(tok[i+n:]); end > 0 { // a name: "U.S. Steel"
				s := i + n
				dst = append(dst, atom{text: text, raw: tok[s : s+end], start: s, end: s + end, sep: sep, shape: shapeOf(tok[s : s+end])})
				i, sep = s+end, '.'
				continue
			}
		default:
			dst = append(dst, atom{text: tok[i : i+n], raw: tok[i : i+n], start: i, end: i + n, sep: sep, shape: uncase, punct: true})
			sep = '.'
		}
		i += n
	}
	return dst
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// runEnd is the end of the run of letters, or of digits, that begins at i.
func runEnd(s string, i int) int {
	first, n := utf8.DecodeRuneInString(s[i:])
	digits := unicode.IsDigit(first)
	for i += n; i < len(s); i += n {
		var r rune
		r, n = utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || !wordRune(r) || unicode.IsDigit(r) != digits && !unicode.IsMark(r) {
			break
		}
	}
	return i
}

// initials recognises "U.S.", "U.K", "e.V." at the start of s: two letters or
// more, each but perhaps the last followed by a full stop.
// It gives the length, 0 if there is none, and the letters, folded.
func initials(s string) (int, string) {
	i, end, count := 0, 0, 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsUpper(r) {
			break
		}
		i += n
		count++
		if i == len(s) || s[i] == ' ' || s[i] == '-' {
			end = i
			break
		}
		if s[i] != '.' {
			return 0, ""
		}
		i++
		end = i
	}
	if count < 2 || !strings.Contains(s[:end], ".") || end < len(s) && !boundary(s[end:]) {
		return 0, ""
	}
	return end, fold(strings.ReplaceAll(s[:end], ".", ""))
}

func boundary(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !wordRune(r)
}

func shapeOf(s string) shape {
	up, low, other, n := 0, 0, 0, 0
	firstUp := false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			up++
			firstUp = firstUp || n == 0
		case unicode.IsLower(r):
			low++
		case unicode.IsLetter(r):
			other++
		default:
			continue
		}
		n++
	}
	switch {
	case up+low == 0:
		return uncase
	case up == 0:
		return lower
	case low > 0 || other > 0:
		return title
	case up == 1:
		return single
	}
	return caps
}
