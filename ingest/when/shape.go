package when

import (
	"slices"
	"strings"
)

// shape matches a built-in symbol at atom i and returns the atom after it.
func (s *scan) shape(sym symbol, i int, sp *spec) (int, bool) {
	switch sym {
	case symDay:
		return s.day(i, sp)
	case symYear, symYearAlone:
		y, ok := s.year(i)
		if !ok || sym == symYearAlone && !s.yearAlone(i, y) || (y%100 == 0 || y < 1700 || y > 2100) && s.counted(i+1) {
			return 0, false
		}
		sp.year[min(sp.ny, 1)] = int16(y)
		sp.ny++
		return i + 1, true
	case symYear2:
		return s.year2(i, sp)
	case symDecade, symDecade2, symDecade10:
		return s.decade(sym, i, sp)
	case symNum, symNums:
		n, ok := s.numeral(i)
		if !ok || sym == symNums && n.single {
			return 0, false
		}
		sp.num[min(sp.nnum, 1)] = n
		sp.nnum++
		sp.n, sp.hasN = n.value, true
		return int(n.end), true
	case symISO:
		return s.iso(i, sp)
	case symDayMonth:
		return s.dayMonth(i, sp)
	case symNumeric:
		return s.numeric(i, sp)
	case symOrd:
		return s.ordinal(i, sp)
	case symTime:
		return s.time(i, ":")
	case symTimeDot:
		return s.time(i, ".")
	case symNoun:
		return s.noun(i, sp)
	case symDate:
		m, ok := s.match(s.g.dates, i)
		if !ok {
			return 0, false
		}
		sp.sub[min(sp.nsub, 1)] = int32(i)
		sp.nsub++
		return int(m.end), true
	}
	return 0, false
}

// small reads the digits of atom i as a number of at most four digits.
func (s *scan) small(i int) (value, width int, ok bool) {
	if i < 0 || i >= len(s.atoms) || s.atoms[i].kind != digits || len(s.atoms[i].text) > 4 {
		return 0, 0, false
	}
	for _, c := range []byte(s.atoms[i].text) {
		value = value*10 + int(c-'0')
	}
	return value, len(s.atoms[i].text), true
}

// text is what atom i holds, "" outside the sentence.
func (s *scan) text(i int) string {
	if i < 0 || i >= len(s.atoms) {
		return ""
	}
	return s.atoms[i].text
}

// suffix returns the atom after one of the endings, when it is glued to atom i-1; ok is false if none is.
func (s *scan) suffix(i int, endings []string) (int, bool) {
	if !s.glued(i) {
		return i, false
	}
	for _, e := range endings {
		if strings.EqualFold(s.atoms[i].text, e) {
			return i + 1, true
		}
		if e[0] == '\'' && (s.atoms[i].text == "'" || s.atoms[i].text == "’") && s.glued(i+1) && s.text(i+1) == e[1:] {
			return i + 2, true
		}
	}
	return i, false
}

// day reads the day of a month: 1 to 31, with the ending the language writes. "15.3" is none.
func (s *scan) day(i int, sp *spec) (int, bool) {
	v, width, ok := s.small(i)
	if !ok || v < 1 || v > 31 || width > 2 || s.glued(i) && s.atoms[i-1].kind == word {
		return 0, false
	}
	end, suffixed := s.suffix(i+1, s.g.set.daySuffix)
	if !suffixed && (s.g.set.dayNeeds || s.glued(i+1) && s.atoms[i+1].kind == word) {
		return 0, false
	}
	sp.day[min(sp.nd, 1)] = int8(v)
	sp.nd++
	return end, true
}

// year reads four digits that no other digits or letters touch.
func (s *scan) year(i int) (int, bool) {
	v, width, ok := s.small(i)
	if !ok || width != 4 || v < 1000 || v > 2199 {
		return 0, false
	}
	if s.glued(i) && (s.atoms[i-1].kind == word || s.glued(i-1) && s.atoms[i-2].kind == digits && (s.text(i-1) == "," || s.text(i-1) == ".")) {
		return 0, false
	}
	return v, true
}

// yearAlone refuses what only looks like a year: round numbers, numbers far from ours, and those after a currency or "#".
func (s *scan) yearAlone(i, y int) bool {
	if y < 1700 || y > 2100 || y%100 == 0 || s.counted(i+1) {
		return false
	}
	if i > 0 && s.atoms[i-1].kind == mark && strings.ContainsAny(s.atoms[i-1].text, "$€£¥#§°+=<>~") {
		return false
	}
	return true
}

// counted says whether a person, a measure or money follows: "2022 people", "2000 km"; or a plural after a round number.
func (s *scan) counted(i int) bool {
	if i >= len(s.atoms) {
		return false
	}
	for _, h := range s.hitsAt(i) {
		if h.class == s.g.unit && s.g.units.Strong(int(h.value)) {
			return true
		}
	}
	v, _, ok := s.small(i - 1)
	if !ok || v%100 != 0 {
		return false
	}
	var sp spec
	_, ok = s.noun(i, &sp)
	return ok || s.has(i, s.g.unit)
}

// year2 reads the short end of "2013-18", "2021/22", or "68" of "Mai 68" (above 31, so that it cannot be a day).
func (s *scan) year2(i int, sp *spec) (int, bool) {
	v, width, ok := s.small(i)
	if !ok || width != 2 {
		return 0, false
	}
	if sp.ny == 0 {
		if v <= 31 {
			return 0, false
		}
		v += 1900
	} else {
		first := int(sp.year[0])
		if v += first / 100 * 100; v <= first {
			return 0, false
		}
	}
	sp.year[min(sp.ny, 1)] = int16(v)
	sp.ny++
	return i + 1, true
}

// decade reads "1980s" (DECADE), "80s" (DECADE2; the 20th century is meant) or the bare "1980", "80" of "années 80" (DECADE10).
func (s *scan) decade(sym symbol, i int, sp *spec) (int, bool) {
	v, width, ok := s.small(i)
	if !ok || v%10 != 0 || width != 2 && (width != 4 || v < 1000 || v > 2190) || s.glued(i) && s.atoms[i-1].kind == word {
		return 0, false
	}
	end := i + 1
	if sym != symDecade10 {
		if end, ok = s.suffix(end, s.g.set.decade); !ok {
			return 0, false
		}
	}
	if width == 2 {
		if sym == symDecade || v < 20 {
			return 0, false
		}
		v += 1900
	} else if sym == symDecade2 {
		return 0, false
	}
	sp.decade, sp.decadeShort = int16(v), width == 2
	return end, true
}

// iso reads 2022-09-07 (ISO 8601), and 2022-09-07T10:15:00Z with its time.
func (s *scan) iso(i int, sp *spec) (int, bool) {
	y, yw, ok1 := s.small(i)
	m, mw, ok2 := s.small(i + 2)
	d, dw, ok3 := s.small(i + 4)
	if !ok1 || !ok2 || !ok3 || yw != 4 || mw != 2 || dw != 2 || y < 1000 || !s.allGlued(i+1, i+4) || s.text(i+1) != "-" || s.text(i+3) != "-" {
		return 0, false
	}
	if m < 1 || m > 12 || d < 1 || d > monthLength(y, m) {
		return 0, false
	}
	sp.year[0], sp.month[0], sp.day[0] = int16(y), int8(m), int8(d)
	sp.ny, sp.nm, sp.nd = 1, 1, 1
	end := i + 5
	if t := s.text(end); s.glued(end) && (t == "T" || t == "t") && s.glued(end+1) && s.atoms[end+1].kind == digits {
		for end++; s.glued(end) && (s.atoms[end].kind == digits || strings.Contains(":+-.Zz", s.atoms[end].text)); end++ {
		}
		for s.text(end-1) == "." || s.text(end-1) == ":" {
			end--
		}
	}
	return end, true
}

// allGlued says whether atoms lo to hi are each glued to the one before.
func (s *scan) allGlued(lo, hi int) bool {
	for i := lo; i <= hi; i++ {
		if !s.glued(i) {
			return false
		}
	}
	return true
}

// numeric reads 07.09.2022, 7. 9. 2022 and 07/09/2022. With slashes the language says what comes first; where it is
// ambiguous a number above 12 decides, else only the year is certain.
func (s *scan) numeric(i int, sp *spec) (int, bool) {
	a, aw, ok1 := s.small(i)
	b, bw, ok2 := s.small(i + 2)
	y, yw, ok3 := s.small(i + 4)
	sep := s.text(i + 1)
	if !ok1 || !ok2 || !ok3 || aw > 2 || bw > 2 || yw != 4 && yw != 2 || sep != s.text(i+3) || sep != "." && sep != "/" {
		return 0, false
	}
	if !s.glued(i+1) || !s.glued(i+3) || sep == "/" && !s.allGlued(i+1, i+4) || yw == 2 && !s.allGlued(i+1, i+4) {
		return 0, false
	}
	if yw == 4 && (y < 1000 || y > 2199) {
		return 0, false
	}
	if yw == 2 { // POSIX strptime %y: 69–99 are of the 20th century
		if y += 2000; y >= 2069 {
			y -= 100
		}
	}
	order := s.g.set.slashDates
	if sep == "." {
		order = "dmy"
	}
	d, m := a, b
	switch {
	case order == "mdy":
		d, m = b, a
	case order == "ambiguous" && b > 12:
		d, m = b, a
	}
	if d < 1 || m < 1 || m > 12 || d > monthLength(y, m) {
		return 0, false
	}
	sp.year[0], sp.ny = int16(y), 1
	if order == "ambiguous" && a <= 12 && b <= 12 && a != b {
		sp.clash = true
		return i + 5, true
	}
	sp.month[0], sp.day[0], sp.nm, sp.nd = int8(m), int8(d), 1, 1
	return i + 5, true
}

// dayMonth reads "14.2." and "14. 2.", of the year of the article.
func (s *scan) dayMonth(i int, sp *spec) (int, bool) {
	d, dw, ok1 := s.small(i)
	m, mw, ok2 := s.small(i + 2)
	if !ok1 || !ok2 || d < 1 || m < 1 || m > 12 || d > monthLength(2000, m) || dw > 2 || mw > 2 || s.text(i+1) != "." || s.text(i+3) != "." {
		return 0, false
	}
	if !s.glued(i+1) || !s.glued(i+3) || s.glued(i+4) && s.atoms[i+4].kind != mark {
		return 0, false
	}
	sp.day[0], sp.month[0], sp.nd, sp.nm = int8(d), int8(m), 1, 1
	return i + 4, true
}

// ordinal reads "19th", "19.", "2e", "XIXe" (where centuries are Roman), "first".
func (s *scan) ordinal(i int, sp *spec) (int, bool) {
	if v, _, ok := s.small(i); ok && v >= 1 && v <= 31 && !(s.glued(i) && s.atoms[i-1].kind == word) {
		if end, ok := s.suffix(i+1, s.g.set.ordinal); ok {
			sp.ord = int8(v)
			return end, true
		}
		return 0, false
	}
	if s.atoms[i].kind != word || !s.g.mayBeRoman(&s.atoms[i]) {
		return 0, false
	}
	if v, ok := roman(s.atoms[i].text); ok { // "XVIII ème"
		for _, e := range s.g.set.ordinal {
			if s.text(i+1) == e {
				sp.ord = int8(v)
				return i + 2, true
			}
		}
	}
	for _, e := range s.g.set.ordinal {
		if v, ok := roman(strings.TrimSuffix(s.atoms[i].text, e)); ok && strings.HasSuffix(s.atoms[i].text, e) {
			sp.ord = int8(v)
			return i + 1, true
		}
	}
	return 0, false
}

// roman reads a Roman number from 1 to 30.
func roman(text string) (int, bool) {
	tens := len(text) - len(strings.TrimLeft(text, "X"))
	i := slices.Index([]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}, text[tens:])
	return tens*10 + i, i >= 0 && tens <= 3 && text != ""
}

// time reads 10:30, 10:30:15 and 18h15; with mark "." it reads 15.30, which counts only beside a word such as "Uhr".
func (s *scan) time(i int, sep string) (int, bool) {
	v, width, ok := s.small(i)
	minutes, mw, ok2 := s.small(i + 2)
	if !ok || !ok2 || v > 24 || width > 2 || minutes > 59 || mw != 2 || !s.allGlued(i+1, i+2) {
		return 0, false
	}
	switch {
	case s.text(i+1) == "h" && sep == ":":
		return i + 3, true
	case s.text(i+1) != sep:
		return 0, false
	}
	if sec, sw, ok := s.small(i + 4); ok && s.text(i+3) == ":" && s.allGlued(i+3, i+4) && sw == 2 && sec < 60 {
		return i + 5, true
	}
	return i + 3, true
}

// noun finds what a number counts when the lexicon does not know it: see "noun" in docs/dates.md.
func (s *scan) noun(i int, sp *spec) (int, bool) {
	set := &s.g.set
	for n := 0; n < 4 && i < len(s.atoms); n++ {
		a := &s.atoms[i]
		if a.kind != word || a.gap == 0 && n > 0 || len(a.text) < 2 || s.has(i, s.g.stop) {
			return 0, false
		}
		end := i + 1
		for s.glued(end) && s.glued(end+1) && s.atoms[end+1].kind == word && (joins(s.atoms[end].text) || s.inclusive(end) > end) {
			end += 2
		}
		plural := len(set.nounEndings) == 0
		for _, e := range set.nounEndings {
			plural = plural || strings.HasSuffix(s.atoms[end-1].text, e)
		}
		if m, to, ok := s.measured(i, n > 0); ok && (n > 0 || to == end) { // "two Iranian diplomats"
			sp.measure = m
			return to, true
		}
		if m, to, ok := s.measured(end-1, false); ok && end > i+1 { // "3.000 MEK-Mitglieder"
			sp.measure = m
			return to, true
		}
		if m, to, ok := s.measured(end, true); ok && plural && a.caps != lower && s.atoms[end].gap > 0 { // "two Civic Lens staff"
			sp.measure = m
			return to, true
		}
		adjective := s.has(i, s.g.adjective)
		switch {
		case set.nounStyle == "capital" && a.caps != lower && !adjective,
			set.nounStyle == "plural" && plural && !adjective && !strings.HasSuffix(a.text, "ss"),
			set.nounStyle == "next" && plural && !adjective:
			sp.noun = [2]int32{int32(i), int32(end)}
			return end, true
		case set.nounStyle == "next" && !adjective:
			return 0, false
		}
		i = end
	}
	return 0, false
}

// measured finds a unit at atom i: at its end, or, if more is set, with all the words of its form.
func (s *scan) measured(i int, more bool) (unit int16, end int, ok bool) {
	if i >= len(s.atoms) {
		return 0, 0, false
	}
	for _, h := range s.hitsAt(i) {
		if h.class == s.g.unit && (more || int(h.end) == i+1) && int(h.end) > end && !s.g.units.Measure(int(h.value)) {
			unit, end, ok = int16(h.value), int(h.end), true
		}
	}
	if ok {
		end = s.inclusive(end)
	}
	return unit, end, ok
}
