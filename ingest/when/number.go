package when

import (
	"slices"
	"strconv"
)

// numeral is a number as the text writes it.
type numeral struct {
	value   float64
	end     int32
	bare    bool   // digits alone, neither grouped nor multiplied: may be a year
	word    bool   // in words, not in digits
	single  bool   // the word for one, which may be an article or a pronoun
	vague   bool   // "dozens", "thousands": at least that many
	problem string // another reading is possible
}

const maxDigits = 15 // more do not fit a float64 exactly

// numeral reads a number at atom i: "3,000", "3.5 million", "dreitausend", "quatre-vingt-dix", "two hundred and six".
func (s *scan) numeral(i int) (numeral, bool) {
	if s.atoms[i].kind == digits {
		return s.digitNumber(i)
	}
	if s.glued(i) && s.atoms[i-1].kind != mark {
		return numeral{}, false
	}
	return s.wordNumber(i)
}

func (s *scan) digitNumber(i int) (numeral, bool) {
	if s.glued(i) && s.atoms[i-1].kind == word || len(s.atoms[i].text) > maxDigits {
		return numeral{}, false
	}
	if s.glued(i) && s.glued(i-1) && s.atoms[i-1].kind == mark && joins(s.atoms[i-1].text) && (s.text(i-1) != "-" || s.atoms[i-2].kind != digits) {
		return numeral{}, false // "Ashraf-3", "1.2.3", but the "30" of "20-30"
	}
	text := s.atoms[i].text
	if len(text) > 1 && text[0] == '0' {
		return numeral{}, false
	}
	n := numeral{bare: true, end: int32(i + 1)}
	at := i + 1
	if len(text) <= 3 && text != "0" {
		for len(text) <= maxDigits {
			end, ok := s.group(at)
			if !ok {
				break
			}
			text += s.atoms[end-1].text
			at, n.bare = end, false
		}
	}
	set := &s.g.set
	if s.glued(at) && s.glued(at+1) && s.text(at) == set.decimal && s.atoms[at+1].kind == digits && len(text)+len(s.atoms[at+1].text) <= maxDigits {
		if fraction := s.atoms[at+1].text; len(fraction) == 3 && n.bare && len(text) <= 3 {
			n.problem = "the mark may group thousands: " + text + fraction
		}
		text += "." + s.atoms[at+1].text
		at, n.bare = at+2, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || len(text) > maxDigits+1 {
		return numeral{}, false
	}
	n.value, n.end = v, int32(at)
	s.multiply(&n)
	return n, true
}

// group finds three digits after a grouping mark or space that stands before atom at.
func (s *scan) group(at int) (int, bool) {
	set := &s.g.set
	three := func(i int) bool { return i < len(s.atoms) && s.atoms[i].kind == digits && len(s.atoms[i].text) == 3 }
	switch {
	case three(at) && (set.groupSpace && s.atoms[at].gap == 1 || set.groupThin && (s.atoms[at].gap == 2 || s.atoms[at].gap == 3)):
		return at + 1, true
	case three(at+1) && s.glued(at) && s.glued(at+1):
		m := s.text(at)
		if m == "’" {
			m = "'"
		}
		return at + 2, slices.Contains(set.group, m)
	}
	return at, false
}

// multiply applies the words that follow: "3.5 million", "500 Mio.", "two and a half million", "un million et demi".
func (s *scan) multiply(n *numeral) {
	unit := 1.0
	for int(n.end) < len(s.atoms) {
		if h, ok := s.multiplier(int(n.end)); ok && n.value*h.value <= 1e15 {
			n.value, unit = n.value*h.value, h.value
			n.end, n.bare, n.problem = h.end, false, ""
			continue
		}
		h, ok := s.hit(int(n.end), s.g.andHalf)
		if !ok || n.value != float64(int64(n.value)) {
			return
		}
		n.value += unit / 2
		n.end, n.bare, n.single = h.end, false, false
	}
}

// half adds "and a half" to a number in words, of the multiple it ends in; a multiple may follow it in turn.
func (s *scan) half(n *numeral, last float64) {
	if int(n.end) >= len(s.atoms) {
		return
	}
	if h, ok := s.hit(int(n.end), s.g.andHalf); ok {
		unit := 1.0
		if last >= 1000 {
			unit = last
		}
		n.value += unit / 2
		n.end, n.single = h.end, false
		s.multiply(n)
	}
}

// hit finds the longest word of a class at atom i.
func (s *scan) hit(i int, class symbol) (best hit, ok bool) {
	for _, h := range s.hitsAt(i) {
		if h.class == class && h.end > best.end {
			best, ok = h, true
		}
	}
	return best, ok
}

// multiplier finds the longest word at atom i that multiplies the number before it.
func (s *scan) multiplier(i int) (best hit, ok bool) {
	if i >= len(s.atoms) {
		return hit{}, false
	}
	for _, h := range s.hitsAt(i) {
		if h.end > best.end && (h.class == s.g.mult || h.class == s.g.multShort && s.glued(i) && s.shortMultiple(i, h)) {
			best, ok = h, true
		}
	}
	return best, ok
}

// shortMultiple says whether "m" behind a number is a million and not a metre: so after a currency,
// before what is counted, or if no unit is written so.
func (s *scan) shortMultiple(i int, short hit) bool {
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if s.has(k, s.g.money) {
			return true
		}
		if s.atoms[k].kind == word {
			break
		}
	}
	if s.has(i+1, s.g.unit) && s.atoms[i+1].gap > 0 {
		return true
	}
	for _, h := range s.hitsAt(i) {
		if h.class == s.g.unit && h.end == short.end {
			return false
		}
	}
	return true
}

// wordNumber adds up number words: hundreds and thousands multiply what came before, the rest is added.
func (s *scan) wordNumber(i int) (numeral, bool) {
	var total, part, last float64
	last = -1
	words, at, end := 0, i, i
	one := false
	for at < len(s.atoms) && words < 12 {
		h, ok := s.numberWord(at, last < 0)
		if !ok {
			next, joint := s.joint(at, last)
			if !joint {
				break
			}
			at = next
			continue
		}
		if h.class == s.g.mult {
			switch {
			case h.value < 1000:
				part = orOne(part) * h.value
			case total > 0 && total < h.value*orOne(part):
				return numeral{}, false // "two thousand million" is not how numbers are written
			default:
				total += orOne(part) * h.value
				part = 0
			}
		} else {
			if last >= 0 && !adds(last, h.value) {
				break
			}
			part += h.value
		}
		one = words == 0 && h.value <= 1
		last, end, at = h.value, int(h.end), int(h.end)
		words++
	}
	if words == 0 {
		return numeral{}, false
	}
	n := numeral{value: total + part, end: int32(end), word: true, single: words == 1 && one}
	s.half(&n, last)
	return n, true
}

// orOne is the factor of a multiple that nothing stands before: "thousand" is one thousand.
func orOne(v float64) float64 {
	if v == 0 {
		return 1
	}
	return v
}

// adds says whether value can follow last in a number: "twenty | five", "hundred | five", French "soixante | douze".
func adds(last, value float64) bool {
	switch {
	case last >= 100:
		return value < last
	case last == 60 || last == 80:
		return value < 20
	}
	return last >= 20 && value < 10
}

// numberWord finds the longest number word at atom i; the article counts as one only at the start and before a multiple.
func (s *scan) numberWord(i int, first bool) (hit, bool) {
	var best hit
	for _, h := range s.hitsAt(i) {
		switch h.class {
		case s.g.number, s.g.mult:
		case s.g.one:
			if _, ok := s.multiplier(int(h.end)); !first || !ok {
				continue
			}
			h.value = 1
		default:
			continue
		}
		if h.end > best.end {
			best = h
		}
	}
	return best, best.end > 0
}

// joint steps over what joins number words, a hyphen or "and", when a number word follows that belongs to the number.
func (s *scan) joint(at int, last float64) (int, bool) {
	next, and := at, false
	if s.glued(at) && (s.text(at) == "-" || s.text(at) == "\u2011") {
		next++
	}
	if next < len(s.atoms) {
		for _, h := range s.hitsAt(next) {
			if h.class == s.g.and {
				next, and = int(h.end), true
				if s.glued(next) && s.text(next) == "-" {
					next++
				}
				break
			}
		}
	}
	if next == at || next >= len(s.atoms) {
		return at, false
	}
	h, ok := s.numberWord(next, false)
	switch {
	case !ok:
		return at, false
	case h.class == s.g.mult:
		return next, !and
	case last < 20 || !adds(last, h.value):
		return at, false
	}
	m, more := s.multiplier(int(h.end)) // "one hundred and two hundred" are two numbers
	return next, !(and && more && m.value == last)
}
