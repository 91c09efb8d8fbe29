package compare

import (
	"fmt"
	"strings"

	"kg/graph/edtf"
)

// sameYear is how many days apart two dates without a year may be to be taken for dates of one year.
const sameYear = 14

var weekdayNumbers = map[string]int{"Monday": 1, "Tuesday": 2, "Wednesday": 3, "Thursday": 4, "Friday": 5, "Saturday": 6, "Sunday": 7}
var weekdayNames = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// day is the one day that a date means.
func day(date string) (edtf.Days, bool) {
	d, err := edtf.Parse(date)
	return d, err == nil && d.First == d.Last
}

// impossible finds a weekday that is not its own date's, the year being known.
func (r *run) impossible(s said) bool {
	d, ok := day(s.Date)
	stated := weekdayNumbers[s.Qualifier("weekday")]
	if !ok || d.AnyYear || stated == 0 || edtf.Weekday(d.First) == stated {
		return false
	}
	key := s.Article + sep + s.Date
	if r.clashes[key] {
		return true
	}
	r.clashes[key] = true
	is := weekdayNames[edtf.Weekday(d.First)]
	c := r.about(Weekday, s, "")
	c.Sides = []Side{{Value: s.Date + " " + weekdayNames[stated], Text: weekdayNames[stated] + ", " + edtf.English(s.Date)}}
	c.Why = fmt.Sprintf("%s was a %s; %s says %s.", edtf.English(s.Date), is, r.Article(s.Article).SourceName(), weekdayNames[stated])
	r.conflict(c, []said{s})
	return true
}

// weekdays finds dates of articles that tell of the same fact, whose weekdays no year brings together: where the 7th is a
// Wednesday the 9th is no Thursday.
func (r *run) weekdays(group []said) {
	for i, a := range group {
		for _, b := range group[i+1:] {
			if a.Article != b.Article {
				r.weekdayPair(a, b)
			}
		}
		if i > mostCompared {
			return
		}
	}
}

func (r *run) weekdayPair(a, b said) {
	x, ok := day(a.Date)
	y, ok2 := day(b.Date)
	if !ok || !ok2 || !x.AnyYear && !y.AnyYear {
		return
	}
	if gap, ok := edtf.Gap(a.Date, b.Date); !ok || gap > sameYear || years(a, x)&years(b, y) != 0 {
		return
	}
	if !x.AnyYear || y.AnyYear && b.Article < a.Article {
		a, b, x, y = b, a, y, x // a has no year, and is the first where none has
	}
	key := fmt.Sprint(a.Article, sep, a.Date, sep, b.Article, sep, b.Date)
	if r.clashes[key] {
		return
	}
	r.clashes[key] = true
	c := r.about(Weekday, a, "")
	for _, s := range []said{a, b} {
		c.Sides = append(c.Sides, Side{Value: s.Date + " " + s.Qualifier("weekday"), Text: s.Qualifier("weekday") + ", " + edtf.English(s.Date)})
	}
	if !y.AnyYear { // the 9th of the year of which b tells the 7th
		c.Why = fmt.Sprintf("%s tells of %s; that year %s was a %s, and %s says %s.", r.Article(b.Article).SourceName(), edtf.English(b.Date),
			strings.TrimSuffix(edtf.English(a.Date), " (year not told)"), inYear(a.Date, edtf.Year(y.First)), r.Article(a.Article).SourceName(), a.Qualifier("weekday"))
		r.conflict(c, []said{a}, []said{b})
		return
	}
	c.Why = fmt.Sprintf("No year has both: %s says %s, %s says %s.", r.Article(a.Article).SourceName(), c.Sides[0].Text, r.Article(b.Article).SourceName(), c.Sides[1].Text)
	r.conflict(c, []said{a}, []said{b})
}

// inYear is the weekday of a day without a year in the given one.
func inYear(date string, year int) string {
	d, ok := day(fmt.Sprintf("%04d%s", year, date[4:10]))
	if !ok {
		return "day that there is not"
	}
	return weekdayNames[edtf.Weekday(d.First)]
}

// years is the set of calendars in which a date has its weekday: a bit for each weekday of 1 January, common years before
// leap years.
func years(s said, d edtf.Days) uint {
	stated := weekdayNumbers[s.Qualifier("weekday")]
	if !d.AnyYear {
		return calendar(d.First)
	}
	var out uint
	for _, y := range sampleYears {
		first, _ := day(fmt.Sprintf("%04d-01-01", y))
		date, ok := day(fmt.Sprintf("%04d%s", y, s.Date[4:10]))
		if ok && edtf.Weekday(date.First) == stated {
			out |= calendar(first.First)
		}
	}
	return out
}

// sampleYears hold every one of the fourteen calendars: 28 years in a row do.
var sampleYears = func() (out []int) {
	for y := 2000; y < 2028; y++ {
		out = append(out, y)
	}
	return out
}()

// calendar is the bit of the year in which a day lies.
func calendar(day int) uint {
	y := edtf.Year(day)
	first, err := edtf.Parse(fmt.Sprintf("%04d-01-01", y))
	if err != nil {
		return 0
	}
	n := edtf.Weekday(first.First) - 1
	if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		n += 7
	}
	return 1 << n
}
