package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// core cuts what is left without the marks around it at marks inside it.
func (z *tokenizer) core(start, end int) {
	from := start
	for i := start; i < end; {
		r, n := z.rune(i)
		if isWord(r) {
			i += n
			continue
		}
		k := z.cutAt(r, start, i, end)
		if k == 0 {
			i += n
			continue
		}
		if isCurrency(r) && i > from && z.text[i-1] >= 'A' && z.text[i-1] <= 'Z' { // US$100
			z.word(from, i+n)
			i += n
			from = i
			continue
		}
		z.word(from, i)
		z.emit(i, i+k)
		i += k
		from = i
	}
	z.word(from, end)
}

// cutAt is the length of the mark at i where it is a token of its own inside
// the chunk, 0 where it is part of a word.
func (z *tokenizer) cutAt(r rune, start, i, end int) int {
	n := utf8.RuneLen(r)
	if r == utf8.RuneError {
		_, n = z.rune(i)
		return n
	}
	if i == start || i+n >= end {
		return 0 // front and behind have decided
	}
	before, _ := utf8.DecodeLastRuneInString(z.text[start:i])
	after, _ := z.rune(i + n)
	digits := unicode.IsDigit(before) && unicode.IsDigit(after)
	switch r {
	case '°':
		if unicode.IsDigit(before) {
			return end - i // 25°C
		}
		return 0
	case '&', '_', '+', '@', '#', '*', '·', '•', '~', '=', '\\', '‘', '’', '\'', 'ʼ', '`', 0x200D, 0xAD:
		return 0
	case '-', '‐', '‑':
		if k := z.run(r, i, end); k > n {
			return k
		}
		return 0
	case '.':
		if k := z.run(r, i, end); k > n {
			return k
		}
		if z.glued(start, i, end) {
			return n
		}
		return 0
	case ',':
		if digits {
			return 0
		}
	case ':':
		if digits || z.genderColon(i+1, end) {
			return 0
		}
	case '/':
		if digits || !z.rules.slashCut || unicode.IsDigit(before) || unicode.IsDigit(after) {
			return 0
		}
	}
	if isSpace(r) {
		return 0 // inside a number
	}
	return z.run(r, i, end)
}

// glued holds for a full stop between two sentences without a space: "ties.The".
func (z *tokenizer) glued(start, i, end int) bool {
	if i-start < 3 || end-i < 4 || !isLower(z.text[i-1]) || !isLower(z.text[i-2]) {
		return false
	}
	r, n := z.rune(i + 1)
	if !unicode.IsUpper(r) || strings.IndexByte(z.text[i+1:end], '.') >= 0 {
		return false
	}
	c, _ := z.at(i+1+n, end)
	return unicode.IsLower(c)
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' || c >= utf8.RuneSelf }

// genderColon holds for the German forms Diplomat:in and Diplomat:innen.
func (z *tokenizer) genderColon(i, end int) bool {
	if len(z.rules.colonEnds) == 0 {
		return false
	}
	for j := i; j < end; j++ {
		if c := z.text[j]; c < 'a' || c > 'z' {
			end = j
		}
	}
	return z.rules.colonEnds[z.text[i:end]]
}

// word cuts clitics, units and hyphenated words.
func (z *tokenizer) word(start, end int) {
	if start >= end {
		return
	}
	w := z.fold(start, end)
	if len(w) == 0 || z.rules.whole[string(w)] {
		z.emit(start, end)
		return
	}
	if parts := z.rules.splits[string(w)]; parts != nil && len(w) == end-start {
		for _, n := range parts {
			z.emit(start, start+n)
			start += n
		}
		return
	}
	if n := z.prefix(start, end); n > 0 {
		z.emit(start, start+n)
		z.word(start+n, end)
		return
	}
	if n := z.suffix(start, end); n > 0 {
		z.hyphens(start, end-n)
		z.emit(end-n, end)
		return
	}
	z.hyphens(start, end)
}

// prefix is the length of the elided word in front: l', qu'.
func (z *tokenizer) prefix(start, end int) int {
	if len(z.rules.prefixes) == 0 {
		return 0
	}
	for i := start; i < end && i-start < 12; {
		r, n := z.rune(i)
		i += n
		if isApostrophe(r) {
			if i < end && z.rules.prefixes[string(z.fold(start, i))] {
				return i - start
			}
			return 0
		}
	}
	return 0
}

// suffix is the length of the clitic at the end: 's, n't, -t-il.
func (z *tokenizer) suffix(start, end int) int {
	w := z.fold(start, end)
	for _, s := range z.rules.suffixes {
		if len(w) <= len(s) || string(w[len(w)-len(s):]) != s {
			continue
		}
		// count back in the text, where an apostrophe may be longer
		i := end
		for range utf8.RuneCountInString(s) {
			_, n := utf8.DecodeLastRuneInString(z.text[start:i])
			i -= n
		}
		if s[0] == '-' && !z.inverted(start, i, end) {
			continue
		}
		if s == "n't" && i == start {
			continue
		}
		return end - i
	}
	return 0
}

// inverted holds for a verb before its pronoun: "dit-il", but not "Saint-Cyr-la".
func (z *tokenizer) inverted(start, i, end int) bool {
	r, n := z.rune(i + 1)
	b, _ := utf8.DecodeLastRuneInString(z.text[start:i])
	if unicode.IsUpper(r) && !unicode.IsUpper(b) || i+1+n > end {
		return false
	}
	return strings.IndexByte(z.text[start:i], '-') < 0
}

// hyphens cuts a word at its hyphens as the language and the style have it.
func (z *tokenizer) hyphens(start, end int) {
	if n := z.unit(start, end); n > 0 {
		z.emit(start, start+n)
		k := start + n
		for k < end && !isDigit(z.text[k]) {
			k++
		}
		z.emit(start+n, k)
		z.word(k, end) // 20h30
		return
	}
	if z.rules.hyphen == keepHyphens || z.rules.hyphen == cutForUD && z.style != UD {
		z.emit(start, end)
		return
	}
	if strings.IndexByte(z.text[start:end], '-') <= 0 || z.wholeHyphens(start, end) {
		z.emit(start, end)
		return
	}
	for from := start; start < end; {
		i := strings.IndexByte(z.text[from:end], '-')
		if i < 0 || from+i+1 >= end {
			z.emit(start, end)
			return
		}
		i += from
		from = i + 1
		if start < i && from < end && !z.rules.hyphenKeep[string(z.fold(start, i))] {
			z.emit(start, i)
			z.emit(i, i+1)
			start = i + 1
		}
	}
}

// unit is the number of bytes of the number before a unit: 5 in "5pm"; it is
// 0 for words that are no such thing.
func (z *tokenizer) unit(start, end int) int {
	i := start
	for i < end && (isDigit(z.text[i]) || i > start && strings.IndexByte(".,:", z.text[i]) >= 0) {
		i++
	}
	if i == start || i == end || len(z.rules.units) == 0 {
		return 0
	}
	j := i
	for j < end && !isDigit(z.text[j]) {
		j++
	}
	if !z.rules.units[z.text[i:j]] {
		return 0
	}
	return i - start
}

// wholeHyphens holds for what has hyphens but is one token: telephone
// numbers, dates, and, in the style for news, names.
func (z *tokenizer) wholeHyphens(start, end int) bool {
	w := z.text[start:end]
	parts := strings.Split(w, "-")
	digits := 0
	for _, p := range parts {
		if p == "" {
			return true
		}
		if strings.Trim(p, "0123456789.,/:") == "" {
			digits++
		}
	}
	if digits == len(parts) { // "2019-2020" is a range, "2022-09-07" and "555-2368" are not
		return len(parts) != 2 || len(parts[0]) != len(parts[1]) && (len(parts[0]) > 2 || len(parts[1]) > 2)
	}
	return z.style == News && z.rules.hyphen == cutButNames && z.isName(parts)
}

// isName holds for names with hyphens: Ashraf-3, Al-Jazeera, Mujahideen-e-Khalq,
// Joliot-Curie; but not for two states side by side, Iran-Iraq.
func (z *tokenizer) isName(parts []string) bool {
	last := len(parts) - 1
	if z.rules.nameParts[strings.ToLower(parts[0])] && Capital(parts[1]) {
		return true
	}
	if !Capital(parts[0]) {
		return false
	}
	if strings.Trim(parts[last], "0123456789") == "" {
		return true
	}
	for i, p := range parts {
		inner := i > 0 && i < last && z.rules.nameParts[p]
		if !inner && (!Capital(p) || strings.ToUpper(p) == p && utf8.RuneCountInString(p) > 1) {
			return false
		}
	}
	return !z.rules.allStates(parts)
}

// Capital reports whether a word begins with a capital letter.
func Capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// isEmoticon holds for :) and its kin, which stay whole.
func isEmoticon(s string) bool {
	switch s {
	case ":)", ":-)", ":(", ":-(", ";)", ";-)", ":D", ":-D", ":P", ":p", ":-P", ":/", ":-/", "<3", "=)", "=(", "^^", ":o", ":O", "xD", "XD", ":'(", ":|", "(:":
		return true
	}
	return false
}

// isAddress holds for web and mail addresses.
func isAddress(s string) bool {
	if len(s) < 5 {
		return false
	}
	if i := strings.Index(s, "://"); i > 0 && i < 8 {
		return isWord(rune(s[0]))
	}
	if len(s) > 5 && strings.EqualFold(s[:4], "www.") {
		return true
	}
	if i := strings.IndexByte(s, '@'); i > 0 && i < len(s)-3 {
		return isWord(rune(s[i-1])) && isWord(rune(s[i+1])) && strings.IndexByte(s[i:], '.') > 0 && isWord(rune(s[0]))
	}
	if i := strings.IndexByte(s, '/'); i > 3 { // example.org/path
		return strings.IndexByte(s[:i], '.') > 0 && strings.Trim(s[:i], "abcdefghijklmnopqrstuvwxyz0123456789.-") == "" && isLower(s[i-1])
	}
	return false
}

// address emits an address without the punctuation after it.
func (z *tokenizer) address(start, end int) {
	e := start + len(strings.TrimRight(z.text[start:end], ".,;:!?)]}>\"'’”»"))
	if e == start {
		e = end
	}
	if strings.Contains(z.text[start:e], "(") && e < end && z.text[e] == ')' {
		e++
	}
	z.emit(start, e)
	for e < end {
		r, _ := z.rune(e)
		n := z.run(r, e, end)
		z.emit(e, e+n)
		e += n
	}
}
