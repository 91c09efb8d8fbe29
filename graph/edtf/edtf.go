// Package edtf reads dates of ISO 8601-2 (Extended Date/Time Format: levels 0 and 1, seasons and quarters of level 2) as
// sets of days and compares them. docs/dates.md says which text becomes which date.
package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Days are counted from 1970-01-01 in the proleptic Gregorian calendar.

func daysFrom(y, m, d int) int {
	return int(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func civil(day int) (y, m, d int) {
	t := time.Unix(int64(day)*86400, 0).UTC()
	return t.Year(), int(t.Month()), t.Day()
}

func monthLength(y, m int) int { return daysFrom(y, m+1, 1) - daysFrom(y, m, 1) }

// Relation says how the days that one date can mean lie to those of another.
type Relation string

// The relations of Compare(a, b).
const (
	Same     Relation = "same"
	Within   Relation = "within"   // a is more precise: all its days are b's
	Contains Relation = "contains" // b is more precise
	Overlaps Relation = "overlaps"
	Earlier  Relation = "before"
	Later    Relation = "after"
	Apart    Relation = "apart" // no day in common, and no order either: the year is unknown
)

// span is a set of days: from lo to hi, both included. With anyYear the set is repeated each year, and lo and hi lie in
// the leap year 2000 or, past its end, 2001.
type span struct {
	lo, hi  int
	anyYear bool
}

const (
	never  = -1 << 40 // open start
	always = 1 << 40  // open end
)

// Days is the set of days that a date may mean, First to Last, counted from 1970-01-01.
type Days struct {
	First, Last int
	Began       bool // First is known
	Ended       bool // Last is known
	AnyYear     bool // the year is not known: First and Last lie in the leap year 2000 or, past its end, 2001
}

// Parse reads an EDTF date or interval of the subset in docs/dates.md.
func Parse(s string) (Days, error) {
	x, err := parseEDTF(s)
	return Days{First: x.lo, Last: x.hi, Began: x.lo != never, Ended: x.hi != always, AnyYear: x.anyYear}, err
}

// Weekday is the ISO 8601 weekday of a day counted from 1970-01-01: Monday is 1, Sunday 7.
func Weekday(day int) int { return ((day+3)%7+7)%7 + 1 }

// Gap is the number of days between two dates that do not meet, 0 where they may; ok is false where a date is malformed.
// Where a year is unknown it is the least over all years.
func Gap(a, b string) (days int, ok bool) {
	x, err := parseEDTF(a)
	y, err2 := parseEDTF(b)
	if err != nil || err2 != nil {
		return 0, false
	}
	if !Contradicts(a, b) {
		return 0, true
	}
	if !x.anyYear && !y.anyYear {
		return max(y.lo-x.hi, x.lo-y.hi), true
	}
	if x.anyYear && !y.anyYear {
		x, y = y, x
	}
	base, _, _ := civil(x.lo)
	best := always
	for shift := -1; shift <= 1; shift++ {
		lo, hi := moveYear(y.lo, base+shift), moveYear(y.hi, base+shift)
		if gap := max(lo-x.hi, x.lo-hi); gap >= 0 {
			best = min(best, gap)
		}
	}
	return best, true
}

// Compare relates two EDTF dates of the subset in docs/dates.md. "~" widens a date by one of its units on each side;
// "?" says that the year is uncertain, so only month and day are compared.
func Compare(a, b string) (Relation, error) {
	x, err := parseEDTF(a)
	if err != nil {
		return "", err
	}
	y, err := parseEDTF(b)
	if err != nil {
		return "", err
	}
	if x.anyYear || y.anyYear {
		return compareAnyYear(x, y), nil
	}
	switch {
	case x == y:
		return Same, nil
	case x.hi < y.lo:
		return Earlier, nil
	case y.hi < x.lo:
		return Later, nil
	case x.lo >= y.lo && x.hi <= y.hi:
		return Within, nil
	case y.lo >= x.lo && y.hi <= x.hi:
		return Contains, nil
	}
	return Overlaps, nil
}

// Contradicts reports whether two EDTF dates have no day in common: July does not contradict 15 July. Dates that are
// empty or malformed contradict nothing.
func Contradicts(a, b string) bool {
	r, err := Compare(a, b)
	return err == nil && (r == Earlier || r == Later || r == Apart)
}

func compareAnyYear(x, y span) Relation {
	if x == y {
		return Same
	}
	if !x.anyYear {
		switch r := compareAnyYear(y, x); r {
		case Within:
			return Contains
		case Contains:
			return Within
		default:
			return r
		}
	}
	if y.lo == never || y.hi == always || y.hi-y.lo >= 366 {
		return Overlaps
	}
	first, _, _ := civil(y.lo)
	for shift := -2; shift <= 1; shift++ { // the years in which x may fall into y; x itself may run over the year's end
		lo, hi := moveYear(x.lo, first+shift), moveYear(x.hi, first+shift)
		if lo <= y.hi && y.lo <= hi {
			switch {
			case lo == y.lo && hi == y.hi:
				return Overlaps // same days of the year, of which one year is unknown
			case lo <= y.lo && y.hi <= hi:
				return Contains
			case y.anyYear && y.lo <= lo && hi <= y.hi:
				return Within
			}
			return Overlaps
		}
	}
	return Apart
}

// moveYear moves a day number of the year 2000 (or 2001) to the given year (or the next).
func moveYear(day, year int) int {
	y, m, d := civil(day)
	y += year - 2000
	return daysFrom(y, m, min(d, monthLength(y, m)))
}

// parseEDTF reads a date or an interval.
func parseEDTF(s string) (span, error) {
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		return parseEDTFDate(s)
	}
	out := span{lo: never, hi: always}
	if from == ".." && to == ".." {
		return span{}, fmt.Errorf("edtf: %q has no end at all", s)
	}
	var a, b span
	var err error
	if from != ".." {
		if a, err = parseEDTFDate(from); err != nil {
			return span{}, err
		}
		out.lo = a.lo
	}
	if to != ".." {
		if b, err = parseEDTFDate(to); err != nil {
			return span{}, err
		}
		out.hi = b.hi
	}
	switch {
	case !a.anyYear && !b.anyYear:
	case from == ".." || to == "..": // "since some 15 July": any day may be meant
		return span{lo: never, hi: always}, nil
	case a.anyYear != b.anyYear:
		return span{}, fmt.Errorf("edtf: %q has one year of two", s)
	default:
		out.anyYear = true
		if out.hi < out.lo { // December to January
			out.hi += 366
		}
	}
	if out.lo > out.hi {
		return span{}, fmt.Errorf("edtf: %q ends before it begins", s)
	}
	return out, nil
}

// parseEDTFDate reads YYYY, YYYY-MM, YYYY-MM-DD, YYYX, YYXX, YYYY-SS (21–24 seasons, 33–36 quarters), each with X for an
// unknown year, and a final ~ or ?.
func parseEDTFDate(s string) (span, error) {
	body := strings.TrimRight(s, "~?%")
	marks := s[len(body):]
	if len(marks) > 1 || len(body) < 4 {
		return span{}, fmt.Errorf("edtf: %q is not a date", s)
	}
	loYear, hiYear, ok := yearRange(body[:4])
	rest := body[4:]
	out := span{anyYear: body[:4] == "XXXX" || strings.ContainsAny(marks, "?%") && rest != ""}
	if !ok || out.anyYear && rest == "" || loYear != hiYear && rest != "" && !out.anyYear {
		return span{}, fmt.Errorf("edtf: %q has no year", s)
	}
	if out.anyYear {
		loYear, hiYear = 2000, 2000
	}
	lo, hi, unit, ok := partRange(rest, loYear, hiYear)
	if !ok {
		return span{}, fmt.Errorf("edtf: %q has no such month or day", s)
	}
	out.lo, out.hi = lo, hi
	if strings.ContainsAny(marks, "~%") {
		out.lo, out.hi = lo-unit, hi+unit
	}
	return out, nil
}

// yearRange reads "2022", "202X", "20XX" or "XXXX".
func yearRange(s string) (lo, hi int, ok bool) {
	unknown := false
	for _, c := range []byte(s) {
		switch {
		case c == 'X':
			unknown = true
			lo, hi = lo*10, hi*10+9
		case c >= '0' && c <= '9' && !unknown:
			lo, hi = lo*10+int(c-'0'), hi*10+int(c-'0')
		default:
			return 0, 0, false
		}
	}
	return lo, hi, true
}

// partRange gives the days of what follows the year, and the days of one unit.
func partRange(rest string, loYear, hiYear int) (lo, hi, unit int, ok bool) {
	two := func(s string) int {
		if len(s) != 2 || s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
			return -1
		}
		return int(s[0]-'0')*10 + int(s[1]-'0')
	}
	switch len(rest) {
	case 0:
		return daysFrom(loYear, 1, 1), daysFrom(hiYear, 12, 31), 366, true
	case 3:
		n := two(rest[1:])
		months := func(from, to int) (int, int, int, bool) { // from may be of the year before, to of the year after
			return daysFrom(loYear, from, 1), daysFrom(loYear, to+1, 1) - 1, 31, true
		}
		switch {
		case rest[0] != '-':
		case n >= 1 && n <= 12:
			return months(n, n)
		case n >= 21 && n <= 23:
			return months((n-20)*3, (n-20)*3+2)
		case n == 24: // the winter of a year may be its first or its last
			return months(0, 14)
		case n >= 33 && n <= 36:
			return months((n-33)*3+1, (n-33)*3+3)
		}
	case 6:
		m, d := two(rest[1:3]), two(rest[4:6])
		if rest[0] == '-' && rest[3] == '-' && m >= 1 && m <= 12 && d >= 1 && d <= monthLength(loYear, m) {
			day := daysFrom(loYear, m, d)
			return day, day, 1, true
		}
	}
	return 0, 0, 0, false
}

var months = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// English writes a date for a person: "7 September 2022", "July 2022", "since 2013", "7 September (year not told)". What it
// cannot read it gives back as it is.
func English(s string) string {
	if _, err := parseEDTF(s); err != nil {
		return s
	}
	from, to, interval := strings.Cut(s, "/")
	switch {
	case !interval:
		return english(s)
	case to == "..":
		return "since " + english(from)
	case from == "..":
		return "until " + english(to)
	}
	a, b := english(from), english(to)
	for cut := strings.IndexByte(b, ' '); cut >= 0; cut = next(b, cut) { // "1 to 10 August 2022", "1 August to 3 September 2022"
		if head, ok := strings.CutSuffix(a, b[cut:]); ok {
			return head + " to " + b
		}
	}
	return a + " to " + b
}

// next is the next space of a text, -1 if there is none.
func next(s string, at int) int {
	if k := strings.IndexByte(s[at+1:], ' '); k >= 0 {
		return at + 1 + k
	}
	return -1
}

// english writes one end of an interval, or a date without ends.
func english(s string) string {
	body := strings.TrimRight(s, "~?%")
	year, rest := body[:4], strings.Split(body[4:], "-")
	var out string
	num := func(s string) int { n, _ := strconv.Atoi(s); return n } // valid by now
	switch len(rest) {
	case 3:
		out = fmt.Sprintf("%d %s", num(rest[2]), months[num(rest[1])])
	case 2:
		if n := num(rest[1]); n <= 12 {
			out = months[n]
		} else {
			out = parts[n]
		}
	}
	switch {
	case year == "XXXX":
		out += " (year not told)"
	case strings.HasSuffix(year, "XX"):
		out = fmt.Sprintf("the %s00s", year[:2])
	case strings.HasSuffix(year, "X"):
		out = fmt.Sprintf("the %s0s", year[:3])
	default:
		out = strings.TrimSpace(out + " " + year)
	}
	switch s[len(body):] {
	case "~":
		return "about " + out
	case "?", "%":
		return out + " (year uncertain)"
	}
	return out
}

var parts = map[int]string{21: "spring", 22: "summer", 23: "autumn", 24: "winter",
	33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of"}

// Year is the year of a day counted from 1970-01-01.
func Year(day int) int {
	y, _, _ := civil(day)
	return y
}

// Precision says how precise a date is: day, month, season, quarter, year, decade, century, interval, since, until; "" for a
// date that cannot be read.
func Precision(s string) string {
	if _, err := parseEDTF(s); err != nil {
		return ""
	}
	from, to, interval := strings.Cut(s, "/")
	switch {
	case interval && to == "..":
		return "since"
	case interval && from == "..":
		return "until"
	case interval:
		return "interval"
	}
	body := strings.TrimRight(s, "~?%")
	switch {
	case len(body) == len("2022-09-07"):
		return "day"
	case len(body) == len("2022-09"):
		switch n, _ := strconv.Atoi(body[5:]); {
		case n <= 12:
			return "month"
		case n <= 24:
			return "season"
		}
		return "quarter"
	case strings.HasSuffix(body, "XX"):
		return "century"
	case strings.HasSuffix(body, "X"):
		return "decade"
	}
	return "year"
}
