package when

import (
	"fmt"
	"math"

	"kg/graph/edtf"
)

// resolved is a point with its reference applied. lo and hi are its ends in EDTF, for use in intervals.
type resolved struct {
	edtf, lo, hi string
	kind         Kind
	relative     bool
	problem      string
}

// date turns a match into a Date.
func (s *scan) date(m match, ref Ref) Date {
	r := s.resolve(&m.spec, m.rule.kind, ref)
	d := Date{Weekday: m.spec.stated(r), EDTF: r.edtf, Kind: r.kind, Relative: r.relative, Problem: r.problem}
	d.Start, d.End, d.First, d.Last = s.place(int(m.start), int(m.end))
	return d
}

// stated is the weekday that the text gives beside a single day of a month.
func (sp *spec) stated(r resolved) int {
	if r.kind != Point || sp.nd == 0 || sp.nweekday != 1 {
		return 0
	}
	return int(sp.weekday)
}

// place gives the bytes and the tokens of atoms [lo, hi).
func (s *scan) place(lo, hi int) (start, end, first, last int) {
	return s.atoms[lo].start, s.atoms[hi-1].end, int(s.atoms[lo].token), int(s.atoms[hi-1].token) + 1
}

func (s *scan) resolve(sp *spec, kind Kind, ref Ref) resolved {
	switch kind {
	case Point:
		return sp.point(ref)
	case Since, After, Until, Before:
		return s.open(sp, kind, ref)
	case Interval:
		return s.interval(sp, ref)
	case Ago, Ahead, backKind, laterKind, earlierKind:
		return sp.distance(kind, ref)
	}
	return resolved{}
}

// sub returns the spec of the k-th DATE of a pattern.
func (s *scan) sub(sp *spec, k int) *spec {
	m, _ := s.match(s.g.dates, int(sp.sub[k])) // it matched there before
	return &m.spec
}

// open resolves "since …", "until …": one end is open. "For two years" is since the day or year two years ago.
func (s *scan) open(sp *spec, kind Kind, ref Ref) resolved {
	var r resolved
	switch {
	case sp.several:
		return resolved{kind: kind, relative: true}
	case sp.nsub > 0:
		sub := s.sub(sp, 0)
		sub.near = kind == Until || kind == Before
		r = sub.point(ref)
	case sp.unit >= 0 && sp.hasN && !sp.hasShift:
		r = sp.distance(Ago, ref)
	default:
		r = sp.point(ref)
	}
	switch {
	case r.edtf == "":
	case kind == Since || kind == After:
		r.edtf = r.lo + "/.."
	default:
		r.edtf = "../" + r.hi
	}
	r.kind = kind
	return r
}

// interval resolves "from A to B": what B says of year and month holds for A too, where A is silent.
func (s *scan) interval(sp *spec, ref Ref) resolved {
	var a, b spec
	switch {
	case sp.nsub == 2:
		a, b = *s.sub(sp, 0), *s.sub(sp, 1)
	case sp.nsub == 1:
		a, b = *sp, *s.sub(sp, 0)
		a.part = 0
	default:
		a, b = *sp, *sp
		take := func(n int8, k int) int { return min(k, max(0, int(n)-1)) }
		b.day[0], b.month[0], b.year[0] = sp.day[take(sp.nd, 1)], sp.month[take(sp.nm, 1)], sp.year[take(sp.ny, 1)]
		if sp.weekday != 0 {
			a.weekday, b.weekday = 0, 0 // two weekdays: neither is checked
		}
	}
	inherit(&a, &b)
	if a.ny == 0 && b.ny == 0 && a.nm > 0 && b.nm > 0 && a.month[0] <= b.month[0] {
		return yearless(a, b, ref)
	}
	return join(a.point(ref), b.point(ref))
}

// inherit completes the first end of an interval from the second.
func inherit(a, b *spec) {
	if a.nm == 0 && a.nd > 0 && b.nm > 0 {
		a.month[0], a.nm = b.month[0], b.nm
	}
	if a.ny == 0 && b.ny > 0 && a.nm > 0 {
		a.year[0], a.ny = b.year[0], b.ny
		if b.nm > 0 && a.month[0] > b.month[0] { // "from December to January 2023"
			a.year[0]--
		}
	}
}

// yearless resolves both ends to the year of the second: "from 28 July to 3 August".
func yearless(a, b spec, ref Ref) resolved {
	rb := b.point(ref)
	if len(rb.hi) >= 4 && rb.hi[0] != 'X' {
		y := 0
		for _, c := range []byte(rb.hi[:4]) {
			y = y*10 + int(c-'0')
		}
		a.year[0], a.ny = int16(y), 1
	}
	ra := a.point(ref)
	ra.relative = true
	return join(ra, rb)
}

func join(a, b resolved) resolved {
	r := resolved{kind: Interval, relative: a.relative || b.relative, problem: a.problem}
	if r.problem == "" {
		r.problem = b.problem
	}
	if a.edtf == "" || b.edtf == "" {
		return r
	}
	r.edtf, r.lo, r.hi = a.lo+"/"+b.hi, a.lo, b.hi
	if _, err := edtf.Parse(r.edtf); err != nil {
		r.edtf, r.lo, r.hi = "", "", ""
		r.problem = "the interval ends before it begins"
	}
	return r
}

// point resolves one date. The first part that is stated decides how.
func (sp *spec) point(ref Ref) resolved {
	switch {
	case sp.clash:
		y := year4(int(sp.year[0]))
		return resolved{edtf: y, lo: y, hi: y, kind: Point, problem: "day and month cannot be told apart"}
	case sp.nd > 0 || sp.nm > 0:
		return sp.calendar(ref)
	case sp.weekday != 0:
		return sp.onWeekday(ref)
	case sp.season != 0 || sp.period != 0:
		return sp.seasonOf(ref)
	case sp.decade != 0 && sp.ny == 0:
		return sp.decadeOf()
	case sp.hasDayRel:
		return relativeDay(int(sp.dayRel), ref.Published)
	case sp.unit >= 0 && timeUnits[sp.unit] == "century":
		return sp.centuryOf()
	case sp.ny > 0 || sp.hasYearRel:
		return sp.yearOf(ref)
	case sp.unit >= 0:
		return sp.shifted(ref)
	}
	return resolved{}
}

func year4(y int) string { return fmt.Sprintf("%04d", y) }

func iso(d Day) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// whole makes a resolved value whose text serves as both ends.
func whole(text string, kind Kind, relative bool) resolved {
	return resolved{edtf: text, lo: text, hi: text, kind: kind, relative: relative}
}

// between makes an interval value.
func between(lo, hi string, relative bool) resolved {
	return resolved{edtf: lo + "/" + hi, lo: lo, hi: hi, kind: Interval, relative: relative}
}

// statedYear is the year the expression names, itself ("2018") or by its relation to the reference ("of last year").
func (sp *spec) statedYear(ref Ref) (y int, relative, known bool) {
	shift := 0
	switch {
	case sp.ny > 0:
		return int(sp.year[0]), false, true
	case sp.hasYearRel:
		shift = int(sp.yearRel)
	case sp.hasShift && sp.unit >= 0 && timeUnits[sp.unit] == "year":
		shift = int(sp.shift)
	default:
		return 0, false, false
	}
	if ref.Published.Year == 0 {
		return 0, true, false
	}
	return ref.Published.Year + shift, true, true
}

// calendar resolves dates that name a month.
func (sp *spec) calendar(ref Ref) resolved {
	m, d := int(sp.month[0]), int(sp.ord) // "the first of May"
	if sp.nd > 0 {
		d = int(sp.day[0])
	}
	y, relative, known := sp.statedYear(ref)
	if !known && relative { // "July of last year", and nobody knows which year that is
		return sp.monthOrDay(0, m, d, resolved{relative: true})
	}
	if known {
		return sp.monthOrDay(y, m, d, resolved{relative: relative})
	}
	y, sure := sp.guessYear(m, d, ref)
	r := sp.monthOrDay(y, m, d, resolved{relative: true})
	if y != 0 && !sure && r.kind == Point {
		r.edtf += "?"
	}
	return r
}

// guessYear finds the year of a date that states none: that of the story if known, else that of the article, unless
// this puts the date far ahead (then the year before) or nearly a year back (then the next). Dates more than two months
// ahead or ten back may be of the other year: sure is then false.
func (sp *spec) guessYear(m, d int, ref Ref) (year int, sure bool) {
	p := ref.Published
	switch {
	case sp.hasShift && sp.unit < 0:
		return sp.shiftYear(m, d, p), true
	case ref.Year != 0 && ref.Year != p.Year: // the article's own year says nothing about a December read in January
		return ref.Year, true
	case p.Year == 0:
		return 0, true
	case p.Month == 0:
		return p.Year, false
	case p.Day == 0:
		p.Day = 15
	}
	if d == 0 {
		d = 15
	}
	year = p.Year
	ahead := daysFrom(year, m, min(d, monthLength(year, m))) - p.number()
	switch {
	case ahead > 183:
		year, ahead = year-1, ahead-365
	case ahead < -330:
		year, ahead = year+1, ahead+365
	}
	return sp.weekdayYear(year, m, d, ahead, p.number())
}

// weekdayYear lets a stated weekday choose between two years, when the date is too far from the article's for an error.
func (sp *spec) weekdayYear(year, m, d, ahead, published int) (int, bool) {
	if sp.weekday != 0 && sp.nd > 0 && (ahead > 120 || ahead < -120) {
		for _, y := range []int{year, year - 1, year + 1} {
			n := daysFrom(y, m, min(d, monthLength(y, m)))
			if weekday(n) == int(sp.weekday) && n-published < 366 && published-n < 550 {
				return y, true
			}
		}
	}
	return year, ahead <= 62 && ahead >= -305
}

// shiftYear resolves "last July", "next July", French "le 9 septembre dernier": the nearest one before or after the article.
func (sp *spec) shiftYear(m, d int, p Day) int {
	if p.Year == 0 || p.Month == 0 || sp.shift == 0 {
		return p.Year
	}
	past, ahead := m < p.Month, m > p.Month
	if m == p.Month && d != 0 && p.Day != 0 {
		past, ahead = d < p.Day, d > p.Day
	}
	switch {
	case sp.shift < 0 && !past:
		return p.Year - 1
	case sp.shift > 0 && !ahead:
		return p.Year + 1
	}
	return p.Year
}

// monthOrDay writes a month or a day of the year y (0: unknown), and checks the weekday.
func (sp *spec) monthOrDay(y, m, d int, r resolved) resolved {
	text := year4(y)
	if y == 0 {
		text = "XXXX"
	}
	month := fmt.Sprintf("%s-%02d", text, m)
	if d == 0 {
		if sp.part != 0 {
			return between(fmt.Sprintf("%s-%02d", month, 1+10*(int(sp.part)-1)), fmt.Sprintf("%s-%02d", month, partEnd(int(sp.part), y, m)), r.relative)
		}
		return sp.about(whole(month, Point, r.relative))
	}
	leap := y
	if y == 0 {
		leap = 2000
	}
	if d > monthLength(leap, m) {
		out := whole(month, Point, r.relative)
		out.problem = fmt.Sprintf("%s has no day %d", month, d)
		return out
	}
	out := sp.about(whole(fmt.Sprintf("%s-%02d", month, d), Point, r.relative))
	if y == 0 {
		return out
	}
	if is := weekday(daysFrom(y, m, d)); sp.weekday != 0 && is != int(sp.weekday) {
		out.problem = fmt.Sprintf("%s-%02d was a %s, the text says %s", month, d, weekdayNames[is], weekdayNames[sp.weekday])
	}
	return out
}

// WeekdayName is the English name of a weekday: 1 is Monday, 7 Sunday.
func WeekdayName(n int) string { return weekdayNames[n] }

var weekdayNames = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// partEnd is the last day of the early (10), mid (20) or late part of a month.
func partEnd(part, y, m int) int {
	if part < 3 {
		return 10 * part
	}
	if y == 0 {
		y = 2000
	}
	return monthLength(y, m)
}

// about adds "~" to a date that the text calls approximate ("around 2013").
func (sp *spec) about(r resolved) resolved {
	if sp.compare != 0 && comparators[sp.compare] == "≈" {
		r.edtf += "~"
	}
	return r
}

// onWeekday resolves a weekday by itself: the last one not after the article, the day of the article included; with
// "last" strictly before it, with "next" strictly after. Behind "until" and "by" it is the nearest one, before or after.
func (sp *spec) onWeekday(ref Ref) resolved {
	if !ref.Published.full() {
		return resolved{kind: Point, relative: true}
	}
	p := ref.Published.number()
	back := (weekday(p) - int(sp.weekday) + 7) % 7
	switch {
	case sp.near && !sp.hasShift && back > 3:
		back -= 7
	case sp.hasShift && sp.shift < 0 && back == 0:
		back = 7
	case sp.hasShift && sp.shift > 0:
		back -= 7
	}
	return whole(iso(civil(p-back)), Point, true)
}

func relativeDay(shift int, published Day) resolved {
	if !published.full() {
		return resolved{kind: Point, relative: true}
	}
	return whole(iso(civil(published.number()+shift)), Point, true)
}

// seasonOf resolves seasons, quarters and halves of a year.
func (sp *spec) seasonOf(ref Ref) resolved {
	y, relative, known := sp.statedYear(ref)
	if !known {
		relative = true
		switch {
		case sp.hasShift && sp.season != 0 && ref.Published.Month != 0:
			y = sp.shiftYear(int(sp.season)*3, 0, ref.Published)
		case ref.Year != 0:
			y = ref.Year
		default:
			y = ref.Published.Year
		}
	}
	text := year4(y)
	if y == 0 {
		text = "XXXX"
	}
	switch {
	case sp.season != 0:
		lo, hi := fmt.Sprintf("%s-%02d", text, 3*int(sp.season)), fmt.Sprintf("%s-%02d", text, min(12, 3*int(sp.season)+2))
		return resolved{edtf: fmt.Sprintf("%s-%d", text, 20+int(sp.season)), lo: lo, hi: hi, kind: Season, relative: relative}
	case sp.period == 1 && sp.ord >= 1 && sp.ord <= 4:
		lo, hi := fmt.Sprintf("%s-%02d", text, 3*int(sp.ord)-2), fmt.Sprintf("%s-%02d", text, 3*int(sp.ord))
		return resolved{edtf: fmt.Sprintf("%s-%d", text, 32+int(sp.ord)), lo: lo, hi: hi, kind: Season, relative: relative}
	case sp.period == 2 && (sp.ord == 1 || sp.ord == 2):
		return between(fmt.Sprintf("%s-%02d", text, 6*int(sp.ord)-5), fmt.Sprintf("%s-%02d", text, 6*int(sp.ord)), relative)
	}
	return resolved{kind: Season, relative: relative}
}

// decadeOf resolves "the 1980s" (198X) and its parts: early is years 0–3, mid 4–6, late 7–9.
func (sp *spec) decadeOf() resolved {
	d := int(sp.decade)
	switch sp.part {
	case 1:
		return between(year4(d), year4(d+3), false)
	case 2:
		return between(year4(d+4), year4(d+6), false)
	case 3:
		return between(year4(d+7), year4(d+9), false)
	}
	return resolved{edtf: fmt.Sprintf("%03dX", d/10), lo: year4(d), hi: year4(d + 9), kind: Decade}
}

// centuryOf resolves "the 19th century" (18XX) and its parts, each a third of it.
func (sp *spec) centuryOf() resolved {
	c := (int(sp.ord) - 1) * 100
	if sp.ord < 1 || sp.ord > 30 {
		return resolved{kind: Century}
	}
	switch sp.part {
	case 1:
		return between(year4(c), year4(c+33), false)
	case 2:
		return between(year4(c+34), year4(c+66), false)
	case 3:
		return between(year4(c+67), year4(c+99), false)
	}
	return resolved{edtf: fmt.Sprintf("%02dXX", c/100), lo: year4(c), hi: year4(c + 99), kind: Century}
}

// yearOf resolves years and their parts: early is January to April, mid May to August, late September to December.
func (sp *spec) yearOf(ref Ref) resolved {
	y, relative, known := sp.statedYear(ref)
	if !known {
		return resolved{kind: Point, relative: relative}
	}
	if sp.part != 0 {
		return between(fmt.Sprintf("%04d-%02d", y, 4*int(sp.part)-3), fmt.Sprintf("%04d-%02d", y, 4*int(sp.part)), relative)
	}
	return sp.about(whole(year4(y), Point, relative))
}

// shifted resolves "last week", "this month", "next year", and their parts.
func (sp *spec) shifted(ref Ref) resolved {
	p := ref.Published
	unit := timeUnits[sp.unit]
	none := resolved{kind: Point, relative: true}
	shift := int(sp.shift)
	if p.Year == 0 {
		return none
	}
	switch unit {
	case "year":
		part := *sp
		part.year[0], part.ny = int16(p.Year+shift), 1
		r := part.yearOf(ref)
		r.relative = true
		return r
	case "decade":
		if shift != 0 { // ten years are meant, not those of one tens digit
			return between(year4(p.Year+min(0, 10*shift)), year4(p.Year+max(0, 10*shift)), true)
		}
		part := *sp
		part.decade = int16(p.Year / 10 * 10)
		r := part.decadeOf()
		r.relative = true
		return r
	case "century":
		part := *sp
		part.ord = int8(p.Year/100 + 1 + shift)
		r := part.centuryOf()
		r.relative = true
		return r
	case "month":
		if p.Month == 0 {
			return none
		}
		at := Day{p.Year, p.Month, 1}.plus(shift)
		return sp.monthOrDay(at.Year, at.Month, 0, resolved{relative: true})
	}
	if !p.full() {
		return none
	}
	return sp.weekOrDay(unit, shift, p)
}

// weekOrDay resolves shifts of days, weekends and weeks (Monday to Sunday). Without a shift "the weekend" is the last one begun.
func (sp *spec) weekOrDay(unit string, shift int, p Day) resolved {
	monday := p.number() - weekday(p.number()) + 1 + 7*shift
	switch unit {
	case "week":
		lo, hi := monday, monday+6
		switch sp.part {
		case 1:
			hi = monday + 1
		case 2:
			lo, hi = monday+2, monday+3
		case 3:
			lo = monday + 4
		}
		return between(iso(civil(lo)), iso(civil(hi)), true)
	case "weekend":
		saturday := monday + 5
		if saturday > p.number() && shift == 0 && !sp.hasShift {
			saturday -= 7
		}
		return between(iso(civil(saturday)), iso(civil(saturday+1)), true)
	case "day":
		return whole(iso(civil(p.number()+shift)), Point, true)
	}
	return resolved{kind: Point, relative: true}
}

// distance resolves what lies n units before or after the article or the anchor. The result is as precise as the unit:
// "three years ago" is a year, "two weeks ago" a week.
func (sp *spec) distance(kind Kind, ref Ref) resolved {
	from, sign, out := ref.Published, -1, resolved{kind: kind, relative: true}
	switch kind {
	case Ahead:
		sign = 1
	case laterKind, earlierKind:
		from, out.kind = ref.Anchor, Anchored
		if kind == laterKind {
			sign = 1
		}
	case backKind:
		out.kind = Interval
	}
	n, unit := sp.n, sp.unit
	if sp.hasDayRel { // "le lendemain"
		n, unit = math.Abs(float64(sp.dayRel)), 0
	} else if !sp.hasN && !sp.several { // "the past decade", "the next day"
		n = 1
	}
	if n == 0 || unit < 0 || n > 1e5 || sp.nnum > 0 && sp.num[0].vague {
		return out
	}
	lo, hi := stepBy(from, n*float64(sign), timeUnits[unit])
	if lo == "" {
		return out
	}
	if kind == backKind {
		to := from.text()
		return between(lo, to, true)
	}
	out.edtf, out.lo, out.hi = lo+"/"+hi, lo, hi
	if lo == hi {
		out.edtf = lo
	}
	switch c := comparators[sp.compare]; {
	case (c == ">" || c == "≥") && sign < 0, (c == "<" || c == "≤") && sign > 0:
		out.edtf = "../" + hi
	case c == ">" || c == "≥" || c == "<" || c == "≤":
		out.edtf = lo + "/.."
	case c == "≈" && lo == hi:
		out.edtf = lo + "~"
	}
	return out
}

// text writes as much of a day as is known.
func (d Day) text() string {
	switch {
	case d.full():
		return iso(d)
	case d.Month != 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return year4(d.Year)
}

// stepBy moves a day by n units and returns the ends of the unit reached, "" if the day is not known well enough.
func stepBy(from Day, n float64, unit string) (lo, hi string) {
	if from.Year == 0 {
		return "", ""
	}
	years := map[string]int{"year": 1, "decade": 10, "century": 100}[unit]
	switch {
	case years > 0:
		y := from.Year + int(n*float64(years))
		if n != float64(int(n)) && years == 1 { // "two and a half years ago"
			if from.Month == 0 {
				return "", ""
			}
			unit, n = "month", n*12
			break
		}
		if y < 1 || y > 9999 {
			return "", ""
		}
		return year4(y), year4(y)
	case unit == "month" && from.Month == 0, unit != "month" && !from.full():
		return "", ""
	}
	if unit == "month" {
		at := Day{from.Year, from.Month, 1}.plus(int(n))
		if at.Year < 1 || at.Year > 9999 {
			return "", ""
		}
		return fmt.Sprintf("%04d-%02d", at.Year, at.Month), fmt.Sprintf("%04d-%02d", at.Year, at.Month)
	}
	return stepDays(from, n, unit)
}

func stepDays(from Day, n float64, unit string) (lo, hi string) {
	per := map[string]float64{"day": 1, "week": 7, "weekend": 7, "hour": 1.0 / 24, "minute": 1.0 / 1440, "second": 0}[unit]
	day := from.number()
	at := day + int(n*per)
	first, last := at, at
	switch unit {
	case "week", "weekend":
		first = at - weekday(at) + 1
		last = first + 6
	case "hour", "minute", "second": // the hour of publication is not known
		if n < 0 {
			first--
		} else {
			last++
		}
	}
	a, b := civil(first), civil(last)
	if a.Year < 1 || b.Year > 9999 {
		return "", ""
	}
	return iso(a), iso(b)
}
