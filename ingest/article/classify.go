package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headers takes lines "Key: value" at the start.
func (p *parser) headers() {
	n := 0
	for i := range p.units {
		if n > 15 {
			return
		}
		u := &p.units[i]
		colon := strings.IndexByte(u.text, ':')
		if colon <= 0 || colon > 30 || strings.Contains(u.text, "\n") || u.kind != "" && u.kind != Byline {
			if u.kind == Byline { // front matter of another shape: lists, nested keys
				continue
			}
			return
		}
		field := p.rules.headers[fold(u.text[:colon])]
		value := strings.TrimFunc(u.text[colon+1:], isSpace)
		if field == "" {
			if u.kind == Byline {
				continue
			}
			return
		}
		if k, _ := p.rules.kindOf(u.text); k == "link" && field != "title" {
			return
		}
		n++
		value = strings.Trim(value, `"'`)
		if value != "" {
			p.setField(field, value)
		}
		if field == "title" && u.kind == "" && value != "" {
			u.kind, u.front, u.split = Title, Boilerplate, colon+1
			p.given = value
			continue
		}
		if field == "title" {
			p.given = value
		}
		u.kind = Byline
	}
}

// byRules marks what the data files know.
func (p *parser) byRules() {
	for i := range p.units {
		u := &p.units[i]
		if u.kind != "" {
			continue
		}
		kind, f := p.rules.kindOf(u.text)
		if kind == "" || p.inSentence(i, kind) {
			continue
		}
		switch kind {
		case "boilerplate":
			u.kind = Boilerplate
		case "byline":
			u.kind = Byline
			p.take(f)
		case "caption":
			u.kind = Caption
		case "credit":
			u.kind, u.credit = Caption, true
		case "links":
			u.kind, u.link = Boilerplate, true
		case "link":
			u.kind = Links
		case "tail":
			u.kind, u.tail = Boilerplate, true
		}
	}
}

// inSentence guards a short line that markup broke out of a sentence.
func (p *parser) inSentence(i int, kind string) bool {
	u := p.units[i]
	if kind == "caption" || kind == "credit" || kind == "byline" && u.words > 2 || u.words > 4 || i == 0 {
		return false
	}
	prev := p.units[i-1]
	return !prev.full && prev.words >= 4 && prev.kind == "" && p.goesOn(i)
}

func (p *parser) take(f found) {
	if p.doc.Published == "" {
		p.doc.Published = f.date
	}
	if p.doc.Agency == "" {
		p.doc.Agency = f.agency
	}
	if p.doc.Outlet == "" {
		p.doc.Outlet = f.outlet
	}
}

// brackets gives lone brackets around a byline its kind.
func (p *parser) brackets() {
	for i := range p.units {
		u := &p.units[i]
		if u.kind != "" || u.words > 0 || len(u.text) > 2 {
			continue
		}
		if u.text == "(" && i+1 < len(p.units) && p.units[i+1].kind == Byline ||
			u.text == ")" && i > 0 && p.units[i-1].kind == Byline {
			u.kind = Byline
		}
	}
}

// title finds the headline among the first units.
func (p *parser) title() {
	first, next := p.nextOpen(0), -1
	if first >= 0 {
		next = p.nextOpen(first + 1)
	}
	if first < 0 || next < 0 || p.units[first].kind != "" && p.units[first].kind != Title {
		return
	}
	if p.isSection(first, next) {
		p.units[first].kind = Boilerplate
		first, next = next, p.nextOpen(next+1)
		if next < 0 {
			return
		}
	}
	if p.isKicker(first, next) {
		p.units[first].kind = Heading
		first = next
		if next = p.nextOpen(next + 1); next < 0 {
			return
		}
	}
	u := &p.units[first]
	same := fold(p.units[next].text) == fold(u.text) && u.words <= 40
	switch {
	case u.kind == Title || p.given != "" && fold(p.given) == fold(u.text):
		u.kind = Title
	case p.given != "" || p.goesOn(first) && !same:
		return
	case same || u.headline() && p.later(first):
		u.kind = Title
	default:
		return
	}
	if p.doc.Title == "" {
		p.setTitle(u)
	}
	for j := first + 1; j < len(p.units) && j < first+6; j++ { // a headline that is repeated is one
		if v := &p.units[j]; (v.kind == "" || v.kind == Title) && fold(v.text) == fold(u.text) {
			v.kind = Boilerplate
		}
	}
}

// repeated marks a paragraph that has stood before, such as one set again in
// large letters.
func (p *parser) repeated() {
	seen := map[string]bool{}
	for i := range p.units {
		u := &p.units[i]
		if u.kind != "" || u.words < 6 {
			continue
		}
		if seen[u.text] {
			u.kind = Boilerplate
		}
		seen[u.text] = true
	}
}

// names marks the name of an author that stands alone beside a byline.
func (p *parser) names() {
	for i := range p.units {
		u := &p.units[i]
		if u.kind != "" || u.words < 2 || u.words > 4 || !isName(u.text) {
			continue
		}
		if i > 0 && p.units[i-1].kind == Byline || i+1 < len(p.units) && p.units[i+1].kind == Byline && p.units[i+1].words > 0 {
			if i > 0 && !p.goesOn(i) && !p.goesOn(i-1) {
				u.kind = Byline
			}
		}
		if u.full {
			return // only above the text
		}
	}
}

// isName holds for words that all begin with a capital.
func isName(s string) bool {
	for _, w := range strings.FieldsFunc(s, isSpace) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

// setTitle takes the title, without an outlet's name after a bar.
func (p *parser) setTitle(u *unit) {
	t := u.text[u.split:]
	if i := strings.LastIndex(t, " | "); i > 20 && len(strings.Fields(t[i+3:])) <= 4 {
		if p.doc.Outlet == "" {
			p.doc.Outlet = strings.TrimSpace(t[i+3:])
		}
		u.back = len(t) - i
		t = t[:i]
	}
	p.doc.Title = strings.Join(strings.FieldsFunc(t, isSpace), " ")
}

// nextOpen is the index of the first unit from i that has no kind or is a title.
func (p *parser) nextOpen(i int) int {
	for ; i < len(p.units); i++ {
		if k := p.units[i].kind; k == "" || k == Title || k == Heading {
			return i
		}
	}
	return -1
}

// isSection holds for the name of a section above the headline.
func (p *parser) isSection(first, next int) bool {
	u, v := p.units[first], p.units[next]
	if u.kind == Title || u.words > 4 || u.full || !v.headline() || !p.later(next) {
		return false
	}
	return p.rules.sections[fold(u.text)] || u.words <= 2 && v.words >= 5 && !p.goesOn(first) && fold(u.text) != fold(v.text) &&
		!strings.HasSuffix(u.text, ":") && v.words > 2*u.words
}

// isKicker holds for some words above the headline: "Dispute over border".
func (p *parser) isKicker(first, next int) bool {
	u, v := p.units[first], p.units[next]
	return u.kind == "" && p.given == "" && next == first+1 && u.words <= 4 && u.headline() && v.headline() && v.words > u.words+1 &&
		v.words <= 16 && !p.goesOn(first) && p.later(next)
}

// later reports whether a paragraph of text follows.
func (p *parser) later(i int) bool {
	for _, u := range p.units[i+1:] {
		if u.kind == "" && u.isText() {
			return true
		}
	}
	return false
}

func (u unit) isText() bool { return u.full && u.words >= 6 || u.words >= 12 }

// captions marks the line before a credit.
func (p *parser) captions() {
	body := false
	for i := range p.units {
		u := &p.units[i]
		body = body || u.kind == "" && u.full && u.words >= 20
		if !u.credit || i == 0 {
			continue
		}
		prev := &p.units[i-1]
		if prev.kind != "" || prev.words > 40 || i >= 2 && p.goesOn(i-2) {
			continue
		}
		if !prev.full || prev.words <= 15 || !body && prev.words <= 30 {
			prev.kind = Caption
		}
	}
}

// links marks the headlines of other articles after a line that heads them.
func (p *parser) links() {
	before := 0 // half the words of the article so far
	for i := range p.units {
		if u := &p.units[i]; u.kind == "" {
			before += (u.words + 1) / 2
		}
		if !p.units[i].link {
			continue
		}
		all := p.teasers(i+1, before)
		for j := i + 1; j < len(p.units); j++ {
			u := &p.units[j]
			if u.link || u.tail {
				break
			}
			if u.kind != "" {
				continue
			}
			if !all && (!u.headline() && u.words > 3 || p.goesOn(j) || p.goesOn(j-1)) {
				break
			}
			u.kind = Links
		}
	}
}

// teasers reports whether all from unit i to the next such line, or to the
// end, is headlines with one short text below each. Section headings with
// short paragraphs look the same, so it must be less than half as long as
// what comes before, the half of whose words is given.
func (p *parser) teasers(i, half int) bool {
	heads, texts, run, words := 0, 0, 2, 0
	for _, u := range p.units[i:] {
		if u.link || u.tail {
			break
		}
		words += u.words
		switch {
		case u.kind != "":
		case u.headline() && !isListItem(u.text):
			heads++
			run = 0
		case u.words > 25 || run > 0:
			return false
		default:
			texts++
			run++
		}
	}
	return heads >= 2 && texts > 0 && heads >= texts && words < half
}

// ending marks what comes after the last paragraph: once a line of the page
// has been seen, all that is left is of the page; so are single words.
func (p *parser) ending() {
	p.blurb()
	last := -1
	for i, u := range p.units {
		if u.kind == "" && u.full && (u.words >= 4 || p.goesOn(i-1)) {
			last = i
		}
	}
	if last < 0 {
		return
	}
	tail := false
	for i := last + 1; i < len(p.units); i++ {
		u := &p.units[i]
		tail = tail || u.tail || u.kind == Boilerplate
		if u.kind == "" && tail {
			u.kind = Boilerplate
		}
	}
	for i := len(p.units) - 1; i > last; i-- {
		u := &p.units[i]
		if u.kind == "" && (u.words > 3 || p.goesOn(i-1)) {
			return
		}
		if u.kind == "" && len(p.units)-last > 2 {
			u.kind = Boilerplate
		}
	}
}

// blurb marks the sentences after a line that heads the end of the page, such
// as "About the author", where they are few and short beside the article.
func (p *parser) blurb() {
	all, long := 0, -1 // words, the last unit of more than 60
	for i, u := range p.units {
		if u.kind == "" {
			all += u.words
			if u.words > 60 {
				long = i
			}
		}
	}
	before := 0
	for i, u := range p.units {
		if u.kind == "" {
			before += u.words
		}
		if !u.tail || (all-before)*4 > before || long > i {
			continue
		}
		for j := i + 1; j < len(p.units); j++ {
			if p.units[j].kind == "" {
				p.units[j].kind = Boilerplate
			}
		}
		return
	}
}

// form tells headings and captions by their form.
func (p *parser) form() {
	full, bare, last := 0, 0, -1
	for i, u := range p.units {
		if u.kind == "" && u.isText() {
			last = i
		}
		if u.kind == "" && u.words >= 12 {
			if u.full {
				full++
			} else {
				bare++
			}
		}
	}
	for i := range p.units {
		u := &p.units[i]
		if u.kind != "" || u.full && !strings.HasSuffix(u.text, "?") || p.goesOn(i) || p.goesOn(i-1) || !p.startsBlock(i) {
			continue
		}
		mark, _ := utf8.DecodeLastRuneInString(u.text)
		switch {
		case mark == ',' || mark == ';' || mark == ':' || u.words == 0 || isListItem(u.text):
		case u.words <= 12 && last > i:
			u.kind = Heading
		case u.full:
		case u.words > 12 && u.words <= 45 && full >= 3 && full >= 4*bare && p.between(i) && !p.rules.hasVerb(u.text):
			u.kind = Caption
		}
	}
}

// startsBlock reports whether the next unit begins anew.
func (p *parser) startsBlock(i int) bool {
	if i+1 >= len(p.units) {
		return true
	}
	b := strings.TrimLeftFunc(p.units[i+1].text, func(r rune) bool { return isQuote(r) || isSpace(r) || unicode.IsPunct(r) })
	r, _ := utf8.DecodeRuneInString(b)
	return !unicode.IsLower(r)
}

// between reports whether unit i stands between paragraphs of text.
func (p *parser) between(i int) bool {
	before, after := false, false
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		before = before || p.units[j].body() || p.units[j].kind == Title
	}
	for j := i + 1; j < len(p.units) && j <= i+2; j++ {
		after = after || p.units[j].body()
	}
	return before && after
}

func isListItem(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("•·▪●◦*–—-", r) {
		return true
	}
	return unicode.IsDigit(r) && n < len(s) && strings.ContainsRune(".)0123456789", rune(s[n]))
}

// datelines splits a dateline off one of the first paragraphs.
func (p *parser) datelines() {
	seen := 0
	for i := range p.units {
		u := &p.units[i]
		if u.kind != "" && u.kind != Text || u.words < 6 {
			continue
		}
		if n := p.readDateline(u.text, seen == 0); n > 0 {
			u.split, u.front = n, Dateline
			break
		}
		if seen++; seen == 3 {
			break
		}
	}
	for i := len(p.units) - 1; i >= 0; i-- {
		if u := p.units[i]; u.kind == "" {
			p.textAgency(u.text)
			break
		}
	}
}
