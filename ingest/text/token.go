package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/graph"
)

// tokenizer cuts blocks into tokens, in out.
type tokenizer struct {
	text       string
	rules      *rules
	style      Style
	out        []Token
	blocks     []blockTokens
	tail       []graph.Span     // tokens cut off the end of a chunk, last first
	buf        [64]byte         // for lower-case words
	weights    map[string]int32 // of sentence ends without a full stop; nil: none
	margin     int32            // that their sum must be above
	openSingle bool             // a single quotation mark is open in this block
}

func (z *tokenizer) emit(start, end int) {
	if start < end {
		z.out = append(z.out, Token{graph.Span{Start: start, End: end}, z.text[start:end]})
	}
}

// block cuts one block: runs without white space are looked at one by one.
func (z *tokenizer) block(b graph.Span) {
	z.openSingle = false
	for i := b.Start; i < b.End; {
		r, n := z.rune(i)
		if isSpace(r) {
			i += n
			continue
		}
		start := i
		for i < b.End && i-start < maxChunk {
			r, n = z.rune(i)
			if isSpace(r) && !z.inNumber(start, i, n, b.End) {
				break
			}
			i += n
		}
		z.chunk(start, min(i, b.End), b.End)
	}
}

func (z *tokenizer) rune(i int) (rune, int) {
	if c := z.text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(z.text[i:])
}

// isSpace also takes in what has no width.
func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7F
	}
	switch r {
	case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x200B, 0xFEFF:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// inNumber reports whether the white space at i stands between groups of
// three digits: "3 000". A plain space counts only where the language writes so.
func (z *tokenizer) inNumber(start, i, n, end int) bool {
	if z.text[i] == '\n' || z.text[i] == '\t' || z.text[i] == ' ' && !z.rules.plainGroup {
		return false
	}
	d := i
	for d > start && isDigit(z.text[d-1]) {
		d--
	}
	if d == i || i-d > 3 || z.text[d] == '0' && d == start {
		return false
	}
	if d > start {
		r, size := utf8.DecodeLastRuneInString(z.text[start:d])
		if isWord(r) || r == ',' || r == '.' || isSpace(r) && (i-d != 3 || d-size == start) {
			return false
		}
	}
	j := i + n
	if j+3 > end || !isDigit(z.text[j]) || !isDigit(z.text[j+1]) || !isDigit(z.text[j+2]) {
		return false
	}
	if j+3 == end {
		return true
	}
	r, _ := z.rune(j + 3)
	return !isWord(r)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isWord holds for letters, marks and numbers.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '`' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

// isCurrency holds for signs of money.
func isCurrency(r rune) bool { return r == '$' || r >= 0x80 && unicode.Is(unicode.Sc, r) }

// chunk cuts text without white space: marks in front, marks behind, the rest.
func (z *tokenizer) chunk(start, end, limit int) {
	if z.plainWord(start, end) || isEmoticon(z.text[start:end]) {
		z.word(start, end)
		return
	}
	if isAddress(z.text[start:end]) {
		z.address(start, end)
		return
	}
	start = z.front(start, end)
	if start == end {
		return
	}
	if isAddress(z.text[start:end]) {
		z.address(start, end)
		return
	}
	z.tail = z.tail[:0]
	end = z.behind(start, end, limit)
	z.core(start, end)
	for i := len(z.tail) - 1; i >= 0; i-- {
		z.emit(z.tail[i].Start, z.tail[i].End)
	}
}

// plainWord reports whether there are only letters: most chunks.
func (z *tokenizer) plainWord(start, end int) bool {
	for i := start; i < end; {
		r, n := z.rune(i)
		if !isWord(r) || r >= '0' && r <= '9' {
			return false
		}
		i += n
	}
	return true
}

// front emits marks before the first word and returns where that starts.
func (z *tokenizer) front(start, end int) int {
	for start < end {
		r, n := z.rune(start)
		if isWord(r) || z.keepFront(r, start+n, end) {
			return start
		}
		next := start + z.run(r, start, end)
		if isCurrency(r) && next < end { // "$US", "$100"
			next = start + n
		}
		if isApostrophe(r) || r == '‚' {
			z.openSingle = true
		}
		z.emit(start, next)
		start = next
	}
	return start
}

// keepFront holds for marks that belong to the word after them: @name, #tag,
// -5, 's after a quotation mark, '90s.
func (z *tokenizer) keepFront(r rune, next, end int) bool {
	if next >= end {
		return false
	}
	c, _ := z.rune(next)
	switch {
	case r == '@' || r == '#':
		return isWord(c) || c == '_'
	case r == '-' || r == '−' || r == '+':
		return c >= '0' && c <= '9' && (next+1 >= end || strings.IndexByte(z.text[next:end], '-') < 0)
	case isApostrophe(r):
		if c >= '0' && c <= '9' {
			return end-next <= 3
		}
		return z.isSuffix(next-utf8.RuneLen(r), end)
	case r == '_', r == '°':
		return isWord(c)
	case r == '.':
		return c >= '0' && c <= '9'
	}
	return false
}

func (z *tokenizer) isSuffix(start, end int) bool {
	w := z.fold(start, end)
	for _, s := range z.rules.suffixes {
		if string(w) == s {
			return true
		}
	}
	return z.rules.whole[string(w)]
}

// run is the length in bytes of the mark r and those after it that make one
// token with it: "...", "--", "!?", "”".
func (z *tokenizer) run(r rune, start, end int) int {
	i := start + utf8.RuneLen(r)
	if r == utf8.RuneError {
		_, n := z.rune(start)
		return n
	}
	same := func(c rune) bool { return c == r }
	switch r {
	case '!', '?':
		if z.rules.singleMarks && z.style == UD {
			return i - start
		}
		fallthrough
	case '.', '…':
		same = func(c rune) bool { return c == '.' || c == '!' || c == '?' || c == '…' }
	case '(', ')', '[', ']', '{', '}', '"', '“', '”', '„', '«', '»', ',', ';', ':', '%':
		return i - start
	case '\'', '’', '‘', '`':
		if c, n := z.at(i, end); isApostrophe(c) { // '' and `` stand for double quotes
			return i + n - start
		}
		return i - start
	}
	if r >= 0x2190 { // emoji with their modifiers
		same = func(c rune) bool { return c == r || c == 0x200D || c == 0xFE0F || c >= 0x1F3FB && c <= 0x1F3FF }
	}
	for i < end {
		c, n := z.rune(i)
		if !same(c) {
			break
		}
		i += n
	}
	return i - start
}

func (z *tokenizer) at(i, end int) (rune, int) {
	if i >= end {
		return 0, 0
	}
	return z.rune(i)
}

// behind cuts marks off the end, into z.tail, and returns where they start.
func (z *tokenizer) behind(start, end, limit int) int {
	chunkEnd := end
	for end > start {
		r, n := utf8.DecodeLastRuneInString(z.text[start:end])
		if isWord(r) || z.keepBehind(r, start, end, chunkEnd, limit) {
			return end
		}
		i := end - n
		if r == '.' || r == '!' || r == '?' || r == '…' {
			if r == '.' || r == '…' || !z.rules.singleMarks || z.style != UD {
				i = z.stops(start, end)
			}
		} else {
			for i > start && isApostrophe(r) { // ''
				p, k := utf8.DecodeLastRuneInString(z.text[start:i])
				if !isApostrophe(p) || end-i > n {
					break
				}
				i -= k
			}
			for i > start && (r == '-' || r == '*' || r == '_' || r == '~' || r == '=') {
				if z.text[i-1] != byte(r) {
					break
				}
				i--
			}
		}
		if isApostrophe(r) {
			z.openSingle = false
		}
		z.tail = append(z.tail, graph.Span{Start: i, End: end})
		end = i
	}
	return end
}

// stops returns where the run of . ! ? … that ends at end begins. The full
// stop of an abbreviation is not part of a longer run.
func (z *tokenizer) stops(start, end int) int {
	i := end
	for i > start {
		r, n := utf8.DecodeLastRuneInString(z.text[start:i])
		if r != '.' && r != '!' && r != '?' && r != '…' {
			break
		}
		i -= n
	}
	if end-i > 1 && z.text[i] == '.' && z.text[i+1] != '.' && z.abbr(start, i+1) != notAbbr {
		i++ // "etc.?"
	}
	return i
}

// keepBehind holds for marks that belong to the word before them: the full
// stop of abbreviations, initials and ordinals, the apostrophe of l', C++.
func (z *tokenizer) keepBehind(r rune, start, end, chunkEnd, limit int) bool {
	switch {
	case r == '.':
		return z.keepDot(start, end, chunkEnd, limit)
	case isApostrophe(r):
		w := z.fold(start, end)
		if z.rules.prefixes[string(w)] {
			return true
		}
		if z.rules.genitive && end-start > 3 && strings.IndexByte("sxzSXZ", z.text[end-utf8.RuneLen(r)-1]) >= 0 {
			return !z.openSingle
		}
		i := strings.LastIndexAny(z.text[start:end-1], "'’")
		return i > 0 && z.rules.prefixes[string(z.fold(start+i+1, end))]
	case r == '+' || r == '#':
		return end-start <= 3
	case isHyphen(r): // "Innen- und Außenminister"
		p, _ := utf8.DecodeLastRuneInString(z.text[start : end-utf8.RuneLen(r)])
		return unicode.IsLetter(p) && z.rules.hyphen == cutForUD && z.style != UD
	case r == '°': // n° 5
		return end-start == 3 && (z.text[start]|0x20) == 'n'
	case isCurrency(r):
		return strings.TrimRight(z.text[start:end], "ABCDEFGHIJKLMNOPQRSTUVWXYZ$") == "" && end-start > 1
	}
	return false
}

// keepDot decides whether the full stop at end-1 belongs to the word.
func (z *tokenizer) keepDot(start, end, chunkEnd, limit int) bool {
	if end-start < 2 || z.text[end-2] == '.' {
		return false
	}
	switch z.abbr(start, end) {
	case notAbbr:
	case withNumber:
		if z.afterNumber() || startsDigit(z.nextWord(chunkEnd, limit)) {
			return true
		}
	default:
		return true
	}
	word := z.text[start : end-1]
	if i := strings.LastIndexAny(word, "([-/’'\"“„«"); i >= 0 { // "(Sept.", "Lt.-Gen.", "d'A."
		_, n := utf8.DecodeRuneInString(word[i:])
		if c := z.rules.abbr[z.text[start+i+n:end]]; c != notAbbr && c != withNumber {
			return true
		}
		word = word[i+n:]
	}
	next := z.nextWord(chunkEnd, limit)
	if isDottedInitials(word) {
		return true
	}
	if end < chunkEnd { // something follows directly: "J.)" or "J.,"
		c, _ := z.rune(end)
		return isInitial(word) && c == ','
	}
	switch {
	case z.rules.ordinals && isOrdinal(word) && z.ordinal(word, next):
		return true
	case isInitial(word):
		if z.rules.noInitial[word] {
			return false
		}
		r, _ := utf8.DecodeRuneInString(next)
		return unicode.IsUpper(r) && !z.rules.stop[strings.ToLower(next)]
	case z.rules.ordinals && isOrdinal(word):
		return z.ordinal(word, next)
	}
	return false
}

// ordinal decides whether "15." before the word next is an ordinal number.
func (z *tokenizer) ordinal(word, next string) bool {
	if next == "" {
		return false
	}
	if z.rules.months[strings.ToLower(next)] {
		return true
	}
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) {
		return true
	}
	return unicode.IsLetter(r) && len(word) <= 2 && !z.rules.stop[strings.ToLower(next)]
}

// nextWord is the run of letters or digits after the white space at i.
func (z *tokenizer) nextWord(i, limit int) string {
	for i < limit {
		r, n := z.rune(i)
		if !isSpace(r) {
			break
		}
		i += n
	}
	j := i
	for j < limit {
		r, n := z.rune(j)
		if !isWord(r) || j-i > 40 {
			break
		}
		j += n
	}
	return z.text[i:j]
}

// abbr looks the word with its full stop up.
func (z *tokenizer) abbr(start, end int) dotClass {
	if end-start > 16 {
		return notAbbr
	}
	return z.rules.abbr[z.text[start:end]]
}

// isInitial holds for one upper-case letter.
func isInitial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return n > 0 && n == len(w) && unicode.IsUpper(r)
}

// isDottedInitials holds for "U.S", "p.m", "J.-C".
func isDottedInitials(w string) bool {
	letter, dots := false, 0
	for _, r := range w {
		switch {
		case r == '.':
			if !letter {
				return false
			}
			letter = false
			dots++
		case r == '-' && !letter && dots > 0:
		case unicode.IsLetter(r) && !letter:
			letter = true
		default:
			return false
		}
	}
	return letter && dots > 0
}

// isOrdinal holds for numbers that may be ordinals, Arabic or Roman.
func isOrdinal(w string) bool {
	return w != "" && (strings.Trim(w, "0123456789") == "" && len(w) <= 3 || strings.Trim(w, "IVX") == "" && len(w) <= 5)
}

func startsDigit(s string) bool { return s != "" && isDigit(s[0]) }

// afterNumber reports whether the last token is a number: "7 sept."
func (z *tokenizer) afterNumber() bool {
	return len(z.out) > 0 && startsDigit(z.out[len(z.out)-1].Text)
}

// fold gives the lower-case form with plain apostrophes, in a buffer that
// lives until the next call. Very long words give nothing.
func (z *tokenizer) fold(start, end int) []byte {
	b := z.buf[:0]
	if end-start > len(z.buf)-utf8.UTFMax {
		return b
	}
	for i := start; i < end; {
		r, n := z.rune(i)
		i += n
		switch {
		case r < utf8.RuneSelf && r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case isApostrophe(r):
			r = '\''
		case isHyphen(r):
			r = '-'
		case r >= utf8.RuneSelf:
			r = unicode.ToLower(r)
		}
		b = utf8.AppendRune(b, r)
	}
	return b
}
