package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"kg/graph/edtf"
	"kg/ingest/when"
)

var yearNumber = regexp.MustCompile(`\b(?:19|20)[0-9]{2}\b`)

// storyYear is the year of an article that does not say when it came out: of the years that it names, captions included, the
// one in which all the days have the weekdays that the text gives them; 0 if none has, or several do. A weekday chooses one
// year of seven.
func storyYear(text string, dates [][]when.Date) int {
	var days []when.Date
	for _, ds := range dates {
		for _, d := range ds {
			if d.Weekday > 0 && strings.HasPrefix(d.EDTF, "XXXX-") {
				days = append(days, d)
			}
		}
	}
	if len(days) == 0 {
		return 0
	}
	year := 0
	for _, s := range yearNumber.FindAllString(text, -1) {
		y, err := strconv.Atoi(s)
		switch {
		case err != nil || y == year || !fits(y, days):
		case year != 0:
			return 0
		default:
			year = y
		}
	}
	return year
}

func fits(year int, days []when.Date) bool {
	for _, d := range days {
		at, err := edtf.Parse(strconv.Itoa(year) + d.EDTF[4:])
		if err != nil || edtf.Weekday(at.First) != d.Weekday {
			return false
		}
	}
	return true
}

// refOf makes the anchor of relative dates from an EDTF date of a whole day;
// anything less precise gives no anchor, for nothing is guessed.
func refOf(edtf string) when.Ref {
	d, err := time.Parse(time.DateOnly, edtf)
	if err != nil {
		return when.Ref{}
	}
	day := when.Day{Year: d.Year(), Month: int(d.Month()), Day: d.Day()}
	return when.Ref{Published: day}
}
