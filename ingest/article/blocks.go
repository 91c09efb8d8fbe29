package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/graph"
)

// A unit is a line, or the lines of one paragraph of a text that was broken
// at a width.
type unit struct {
	graph.Span
	text   string
	kind   Kind
	words  int
	full   bool // ends as a sentence does
	link   bool // heads links to other articles
	tail   bool // heads the end of the page
	credit bool // says only whose the picture is
	split  int  // bytes of a dateline or key in front
	front  Kind // what that is
	back   int  // bytes at the end that are the outlet's name
}

// parser finds the blocks of one text.
type parser struct {
	doc   *Doc
	rules *rules
	units []unit
	url   string
	given string // a title that a header gave
}

// read marks the blocks and takes the metadata.
func (p *parser) read(hints map[int]Kind) {
	p.cut(hints)
	p.headers()
	p.byRules()
	p.brackets()
	p.title()
	p.repeated()
	p.names()
	p.captions()
	p.links()
	p.ending()
	p.form()
	p.datelines()
	p.finish()
}

// cut makes units of the lines.
func (p *parser) cut(hints map[int]Kind) {
	text := p.doc.Text
	width := p.width()
	run := -1 // first unit of the paragraph
	at, no := 0, 0
	for at <= len(text) {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		u := p.unit(at, at+end)
		at += end + 1
		u.kind = hints[no]
		no++
		if u.Len() == 0 {
			run = -1
			continue
		}
		if run >= 0 && width > 0 && p.wrapped(u, width) {
			last := &p.units[len(p.units)-1]
			*last = p.joined(*last, u)
			continue
		}
		p.units = append(p.units, u)
		run = len(p.units) - 1
	}
}

// joined is the unit of a paragraph and its next line.
func (p *parser) joined(u, line unit) unit {
	t := p.doc.Text[u.Start:line.End]
	return unit{Span: graph.Span{Start: u.Start, End: line.End}, text: t, words: u.words + line.words, full: ends(t)}
}

// unit describes the text from start to end, without white space around it.
func (p *parser) unit(start, end int) unit {
	s := p.doc.Text[start:end]
	t := strings.TrimLeftFunc(s, isSpace)
	start += len(s) - len(t)
	t = strings.TrimRightFunc(t, isSpace)
	u := unit{Span: graph.Span{Start: start, End: start + len(t)}, text: t}
	in := false
	for _, r := range t {
		w := !isSpace(r)
		if w && !in && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			u.words++
			in = true
		} else if !w {
			in = false
		}
	}
	u.full = ends(t)
	return u
}

// width is the width at which the lines of the text were broken, in
// characters; 0 when they were not.
func (p *parser) width() int {
	lines := strings.Split(p.doc.Text, "\n")
	widest := 0
	for _, l := range lines {
		n := utf8.RuneCountInString(l)
		if n > 110 {
			return 0
		}
		widest = max(widest, n)
	}
	if widest < 50 {
		return 0
	}
	// In a broken text the first word of a line did not fit on the line before.
	yes, no := 0, 0
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if key, _, ok := strings.Cut(a, ":"); ok && len(key) < 30 && p.rules.headers[fold(key)] != "" {
			continue
		}
		if strings.TrimFunc(a, isSpace) == "" || strings.TrimFunc(b, isSpace) == "" {
			continue
		}
		if overflows(a, b, widest) {
			yes++
		} else {
			no++
		}
	}
	if yes >= 3 && yes >= 3*no {
		return widest
	}
	return 0
}

func overflows(a, b string, width int) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(b), " ")
	return utf8.RuneCountInString(strings.TrimRightFunc(a, isSpace))+1+utf8.RuneCountInString(word) > width-8
}

// wrapped reports whether u is the next line of the paragraph before it.
func (p *parser) wrapped(u unit, width int) bool {
	last := p.units[len(p.units)-1]
	if i := strings.LastIndexByte(last.text, '\n'); i >= 0 {
		return overflows(last.text[i+1:], u.text, width)
	}
	return overflows(last.text, u.text, width)
}

// ends reports whether a text ends as a sentence does.
func ends(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return isSpace(r) || isQuote(r) || r == ')' || r == ']' })
	r, _ := utf8.DecodeLastRuneInString(s)
	return r == '.' || r == '!' || r == '?' || r == '…'
}

func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '„', '«', '»', '‘', '’', '‚', '‹', '›':
		return true
	}
	return false
}

// goesOn reports whether the sentence of unit i goes on in the next one, as it
// does where markup broke a quotation apart.
func (p *parser) goesOn(i int) bool {
	if i < 0 || i+1 >= len(p.units) {
		return false
	}
	a, b := p.units[i].text, p.units[i+1].text
	r, n := utf8.DecodeRuneInString(b)
	switch {
	case strings.ContainsRune(",;:.)]”»", r):
		return true
	case r == '"' || r == '\'':
		next, _ := utf8.DecodeRuneInString(b[n:])
		if n < len(b) && !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return true
		}
	}
	last, k := utf8.DecodeLastRuneInString(a)
	before, _ := utf8.DecodeLastRuneInString(a[:len(a)-k])
	switch {
	case strings.ContainsRune("„«([", last), last == '“' && (isSpace(before) || k == len(a)):
		return true
	case last == '"' && (isSpace(before) || k == len(a)):
		return true
	}
	return unicode.IsLower(r) && !p.units[i].full
}

// headline reports whether a unit can be a headline: some words without a
// full stop at the end.
func (u unit) headline() bool {
	if u.words < 2 || u.words > 32 || len(u.text) > 260 || strings.Contains(u.text, "\n") && u.words > 20 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(u.text, isQuote))
	return last != '.' && last != ',' && last != ';' && last != ':' && last != '…'
}

// body reports whether a unit is a paragraph of text beyond doubt.
func (u unit) body() bool { return u.full && u.words >= 12 }

// finish writes the units as blocks.
func (p *parser) finish() {
	for _, u := range p.units {
		if u.kind == "" {
			u.kind = Text
		}
		if u.split > 0 {
			p.doc.Blocks = append(p.doc.Blocks, Block{graph.Span{Start: u.Start, End: u.Start + u.split}, u.front})
			u = unit{Span: p.unit(u.Start+u.split, u.End).Span, kind: u.kind, back: u.back}
		}
		rest := p.unit(u.End-u.back, u.End)
		u.Span = p.unit(u.Start, u.End-u.back).Span
		if u.Len() > 0 {
			p.doc.Blocks = append(p.doc.Blocks, Block{u.Span, u.kind})
		}
		if rest.Len() > 0 {
			p.doc.Blocks = append(p.doc.Blocks, Block{rest.Span, Boilerplate})
		}
	}
	if p.url == "" && strings.Contains(p.doc.Source, "://") {
		p.url = p.doc.Source
	}
	if p.url != "" {
		p.fromURL(p.url)
	}
}
