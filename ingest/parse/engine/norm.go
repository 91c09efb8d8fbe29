package engine

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/ingest/parse/linear"
)

// normalize folds what newspapers typeset differently from the treebanks:
// curly quotes, dashes, the ellipsis, no-break spaces. Soft hyphens and
// zero-width characters go. It returns s itself when nothing changes.
func normalize(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', '‚', '‛', '′', 'ʼ', '`', '´':
			return '\''
		case '“', '”', '„', '‟', '«', '»', '″':
			return '"'
		case '‹', '›':
			return '\''
		case '–', '—', '―', '‐', '‑', '−':
			return '-'
		case '\u00a0', '\u202f', '\u2009':
			return ' '
		case '\u00ad', '\u200b', '\u200c', '\u200d', '\ufeff', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069':
			return -1
		}
		return r
	}, s)
}

// genderMark finds the mark of a German form for all genders: Diplomat:innen,
// Expert*in, Bürger_innen. It returns where the mark is, -1 for other words.
func genderMark(s string) int {
	stem, ok := strings.CutSuffix(s, "innen")
	if !ok {
		stem, ok = strings.CutSuffix(s, "in")
	}
	if n := len(stem) - 1; ok && n > 2 && strings.IndexByte(":*_", stem[n]) >= 0 {
		return n
	}
	return -1
}

// plainGender takes the mark out: Diplomatinnen is a form that the models know.
func plainGender(s string) string {
	if i := genderMark(s); i >= 0 {
		return s[:i] + s[i+1:]
	}
	return s
}

// maxForm bounds the bytes of a form that features look at.
const maxForm = 96

// atoms are the hashed properties of one word form that features are made of.
type atoms struct {
	form, lower          string
	w, lc                uint32 // form and lower-case form
	s1, s2, s3, s4, s5   uint32 // suffixes of the lower-case form, in runes
	p1, p2, p3, p4       uint32 // prefixes
	shape                uint32
	lex, lexMorph, lexSu uint32 // dictionary: tags, morphology, found by suffix
	num                  bool
	word                 bool // has a letter or a digit
	known                Known
}

func makeAtoms(form string, lex *Lexicon) atoms {
	f := plainGender(normalize(form))
	if len(f) > maxForm {
		f = strings.ToValidUTF8(f[:maxForm], "")
	}
	a := atoms{form: f, lower: strings.ToLower(f)}
	feat := digits(f)
	a.num = feat != f
	low := digits(a.lower)
	a.w, a.lc = linear.Hash(feat), linear.Hash(low)
	a.s1, a.s2, a.s3 = sufHash(low, 1), sufHash(low, 2), sufHash(low, 3)
	a.s4, a.s5 = sufHash(low, 4), sufHash(low, 5)
	a.p1, a.p2, a.p3, a.p4 = preHash(low, 1), preHash(low, 2), preHash(low, 3), preHash(low, 4)
	a.shape = shape(f)
	a.word = strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if lex != nil {
		a.lex, a.lexMorph, a.lexSu = lex.atoms(f, a.lower)
	}
	return a
}

// digits writes every digit of a word with digits as 0, so that numbers share
// their features. Four digits (years) keep their length, longer runs do not.
func digits(s string) string {
	has := false
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			has = true
			break
		}
	}
	if !has {
		return s
	}
	b := make([]byte, 0, len(s))
	run := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			run = 0
			b = append(b, s[i])
		} else if run++; run <= 5 {
			b = append(b, '0')
		}
	}
	return string(b)
}

func suffix(w string, n int) string {
	i := len(w)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(w[:i])
		i -= size
	}
	return w[i:]
}

func prefix(w string, n int) string {
	i := 0
	for ; n > 0 && i < len(w); n-- {
		_, size := utf8.DecodeRuneInString(w[i:])
		i += size
	}
	return w[:i]
}

func sufHash(w string, n int) uint32 { return linear.Hash(suffix(w, n)) }
func preHash(w string, n int) uint32 { return linear.Hash(prefix(w, n)) }

// shape abstracts a form: runs of upper-case, lower-case, digits and others,
// runs longer than two as two.
func shape(w string) uint32 {
	var b [24]byte
	n := 0
	for _, r := range w {
		c := byte('-')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLower(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		}
		if n >= 2 && b[n-1] == c && b[n-2] == c {
			continue
		}
		if n == len(b) {
			break
		}
		b[n] = c
		n++
	}
	return linear.Hash(string(b[:n]))
}
