package ask

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kg/graph"
)

// timeForm finds a time in a question: "since 2018".
type timeForm struct {
	form *regexp.Regexp
	kind string // since, until, or at, which is both
}

// timeFound is a time that a question names.
type timeFound struct{ kind, date string }

// times reads the forms "since: since|after", in which a date follows.
func (p *parser) times() {
	var months []string
	for m := range p.l.months {
		months = append(months, regexp.QuoteMeta(m))
	}
	slices.SortFunc(months, func(a, b string) int { return len(b) - len(a) })
	date := fmt.Sprintf(`((?:\d{1,2}(?:st|nd|rd|th|er)? )?(?:(?:%s) (?:\d{1,2} )?)?(?:of |de )?\d{4}|\d{4}-\d\d(?:-\d\d)?)`, strings.Join(months, "|"))
	for _, n := range p.f.Times {
		kind, words, ok := strings.Cut(n.Value, ":")
		if !ok || !slices.Contains([]string{"since", "until", "at"}, kind) {
			p.bad(n, "write `since: words`, `until: words` or `at: words`", "cannot read the time %q", n.Value)
			continue
		}
		var arms []string
		for _, w := range strings.Split(words, "|") {
			if w = graph.Fold(w); w != "" {
				w += " "
			}
			arms = append(arms, regexp.QuoteMeta(w))
		}
		p.l.times = append(p.l.times, timeForm{regexp.MustCompile(` (?:` + strings.Join(arms, "|") + `)` + date + `( |$)`), kind})
	}
}

// takeTimes takes the times out of a normal question.
func (l *language) takeTimes(text string) (string, []timeFound) {
	var times []timeFound
	for _, t := range l.times {
		at := t.form.FindStringSubmatchIndex(text)
		if at == nil {
			continue
		}
		date := l.date(text[at[2]:at[3]])
		if date == "" {
			continue
		}
		times = append(times, timeFound{t.kind, date})
		text = text[:at[0]] + " " + strings.TrimPrefix(text[at[1]:], " ")
		text = strings.TrimRight(strings.ReplaceAll(text, "  ", " "), " ")
	}
	return text, times
}

// date reads a year, a month or a day: 2022, "september 2022", "7 september
// 2022", "september 7 2022", 2022-09-07. It is "" for a date that is none.
func (l *language) date(text string) string {
	if strings.Contains(text, "-") {
		return text
	}
	year, month, day := "", "", 0
	for _, w := range strings.Fields(text) {
		if m := l.months[w]; m != "" {
			month = m
			continue
		}
		n, err := strconv.Atoi(strings.TrimRight(w, "stndrhe"))
		switch {
		case err != nil: // "of"
		case len(w) == 4 && n > 31:
			year = w
		case n >= 1 && n <= 31:
			day = n
		default:
			return ""
		}
	}
	switch {
	case year == "" || month == "" && day > 0:
		return ""
	case month == "":
		return year
	case day == 0:
		return year + "-" + month
	}
	return fmt.Sprintf("%s-%s-%02d", year, month, day)
}
