package article

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	isoDate   = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})`)
	dotDate   = regexp.MustCompile(`\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b`)
	slashDate = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
	dayMonth  = regexp.MustCompile(`(?:^|[^\p{L}\d])(\d{1,2})(?:\.|st|nd|rd|th|er)?\s+(?:of\s+)?(\p{L}{3,10})\.?,?\s+(\d{4})\b`)
	monthDay  = regexp.MustCompile(`(?:^|[^\p{L}\d])(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	urlDate   = regexp.MustCompile(`/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)`)
)

// date reads a full date and gives it in EDTF (ISO 8601-2), "2022-09-07". Of
// 07/09/2022 only the year is sure, unless the rule that found it is of a
// language that puts the day first.
func (r *rules) date(s, file string) (string, bool) {
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return edtf(m[1], m[2], m[3])
	}
	if m := dotDate.FindStringSubmatch(s); m != nil {
		return edtf(m[3], m[2], m[1])
	}
	if m := slashDate.FindStringSubmatch(s); m != nil {
		a, b := m[1], m[2]
		first, _ := strconv.Atoi(a)
		second, _ := strconv.Atoi(b)
		switch {
		case second > 12:
			return edtf(m[3], a, b)
		case first > 12 || first == second || file != "en.tsv" && file != "common.tsv" && file != "":
			return edtf(m[3], b, a)
		}
		return edtf(m[3], "", "")
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		if n := r.months[strings.ToLower(m[2])]; n > 0 {
			return edtf(m[3], strconv.Itoa(n), m[1])
		}
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		if n := r.months[strings.ToLower(m[1])]; n > 0 {
			return edtf(m[3], strconv.Itoa(n), m[2])
		}
	}
	return "", false
}

// edtf checks year, month and day; month and day may be "".
func edtf(year, month, day string) (string, bool) {
	y, err := strconv.Atoi(year)
	if err != nil || y < 1600 || y > 2200 {
		return "", false
	}
	if month == "" {
		return year, true
	}
	m, err1 := strconv.Atoi(month)
	d, err2 := strconv.Atoi(day)
	if err1 != nil || err2 != nil || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d), true
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && y%100 != 0 || y%400 == 0 {
			return 29
		}
		return 28
	}
	return 31
}

// fromURL takes what an address tells: the date in its path, the outlet's host.
func (p *parser) fromURL(raw string) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	u.User = nil
	p.doc.URL = u.String()
	if p.doc.Published == "" {
		if m := urlDate.FindStringSubmatch(u.Path); m != nil {
			if d, ok := edtf(m[1], m[2], m[3]); ok {
				p.doc.Published = d
			}
		}
	}
	if p.doc.Outlet == "" {
		p.doc.Outlet = strings.TrimPrefix(u.Hostname(), "www.")
	}
}

// setField takes a header's or the front matter's value.
func (p *parser) setField(field, value string) {
	set := func(to *string) {
		if *to == "" {
			*to = value
		}
	}
	switch field {
	case "title":
		set(&p.doc.Title)
	case "outlet":
		if n := p.rules.findAgency(value); n != "" && len(value) <= len(n)+20 {
			if p.doc.Agency == "" {
				p.doc.Agency = n
			}
			return
		}
		if u, err := url.Parse(value); err == nil && u.Host != "" {
			p.url = value
			return
		}
		set(&p.doc.Outlet)
	case "agency":
		if n := p.rules.findAgency(value); n != "" {
			value = n
		}
		set(&p.doc.Agency)
	case "place":
		set(&p.doc.Place)
	case "lang":
		if l := strings.ToLower(value); len(l) >= 2 && (len(l) == 2 || l[2] == '-' || l[2] == '_') {
			value = l[:2]
			set(&p.doc.Lang)
		}
	case "url":
		p.url = value
	case "published":
		if d, ok := p.rules.date(value, ""); ok {
			value = d
			set(&p.doc.Published)
		}
	}
}

// datelines holds the forms of a place and agency before the first words.
type datelines struct{ agency, place, capitals, dash, lone *regexp.Regexp }

func newDatelines() *datelines {
	const (
		name  = `\p{Lu}[\p{L}'’.-]*(?:\s(?:\p{Lu}[\p{L}'’.-]*|de|del|da|do|of|am|an|der|le|la|les|sur|y|e)){0,3}`
		names = `(` + name + `(?:\s?/\s?` + name + `){0,3})`
		rest  = `(?:,\s?([^()–—\n]{2,60}?))?`
		dash  = `\s*(?:-{1,2}|–|—|:|_)\s*`
	)
	c := regexp.MustCompile
	return &datelines{
		agency:   c(`^` + names + rest + `\s*\(([^()\n]{0,40})\)(` + dash + `|\s+)`),
		capitals: c(`^(\p{Lu}[\p{Lu} .'’/-]{2,40}?)` + rest + `\s*(?:\(([^()\n]{0,40})\))?\s*(?:-{1,2}|–|—)\s+`),
		place:    c(`^` + names + `,\s((?:le\s|den\s|am\s)?\d{1,2}\.?\s\p{L}{3,10}\.?(?:\s\d{4})?|\p{L}{3,10}\.?\s\d{1,2}(?:,?\s\d{4})?)(?:\s*\(([^()\n]{0,40})\))?\s*(?:-{1,2}|–|—)\s+`),
		dash:     c(`^(` + name + `)\s+[–—]\s+`),
		lone:     c(`^\(([^()\n]{2,40})\)(` + dash + `|\s+)`),
	}
}

// readDateline gives the length of the dateline that a text begins with, 0
// for none, and takes place, agency and date from it.
func (p *parser) readDateline(s string, first bool) int {
	dl := p.rules.dateline
	s = s[:min(len(s), 200)]
	for len(s) > 0 && !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	if m := dl.agency.FindStringSubmatch(s); m != nil {
		if a := p.rules.findAgency(m[3]); a != "" || strings.TrimSpace(m[3]) == "" && strings.TrimSpace(m[4]) != "" {
			return p.dateline(m[0], m[1], m[2], a, s)
		}
	}
	if m := dl.lone.FindStringSubmatch(s); m != nil {
		if a := p.rules.findAgency(m[1]); a != "" && len(m[1]) <= len(a)+25 {
			return p.dateline(m[0], "", "", a, s)
		}
	}
	if m := dl.place.FindStringSubmatch(s); m != nil {
		return p.dateline(m[0], m[1], m[2], p.rules.findAgency(m[3]), s)
	}
	if m := dl.capitals.FindStringSubmatch(s); m != nil && strings.IndexFunc(m[1], unicode.IsLetter) >= 0 {
		return p.dateline(m[0], m[1], m[2], p.rules.findAgency(m[3]), s)
	}
	if m := dl.dash.FindStringSubmatch(s); m != nil && first && len(strings.Fields(m[1])) <= 2 {
		return p.dateline(m[0], m[1], "", "", s)
	}
	return 0
}

// dateline takes what a dateline says. What follows must begin a sentence.
func (p *parser) dateline(all, place, rest, agency, s string) int {
	after := strings.TrimLeftFunc(s[len(all):], func(r rune) bool { return isSpace(r) || isQuote(r) })
	r, _ := utf8.DecodeRuneInString(after)
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return 0
	}
	if p.doc.Place == "" {
		p.doc.Place = strings.TrimSpace(place)
	}
	if agency != "" { // says more than a credit below the text
		p.doc.Agency = agency
	}
	if d, ok := p.rules.date(rest, ""); ok && p.doc.Published == "" {
		p.doc.Published = d
	}
	return len(strings.TrimRightFunc(all, isSpace))
}

// textAgency finds an agency credited at the end of the text: "... (AFP)".
func (p *parser) textAgency(s string) {
	s = strings.TrimRight(s, ". ")
	i := strings.LastIndexByte(s, '(')
	if p.doc.Agency != "" || i < 0 || !strings.HasSuffix(s, ")") || len(s)-i > 40 {
		return
	}
	p.doc.Agency = p.rules.findAgency(s[i+1 : len(s)-1])
}
