package timeline

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Row is an entry as it is drawn.
type Row struct {
	Group     string // heading: the year, "Year not told"
	Date      string // "7 September", "since 2013"
	Precision string // of edtf.Precision; an interval of some weeks is drawn as a month
	Text      string // what happened
	Note      string // "2 articles", "alleged"
	Title     string // shown when a mouse rests on the row: the sources
	Faint     bool   // alleged or planned
}

// Sizes of the drawing, in pixels.
const (
	width    = 860
	axis     = 190 // x of the line
	textLeft = axis + 26
	lineHigh = 19
	rowGap   = 11
	perLine  = 84 // characters of 14 px in a line
	perDate  = 20 // and of a date
)

const style = `
svg { font: 14px system-ui, "Segoe UI", "Noto Sans", sans-serif; background: #fff; }
.bg { fill: #fff; } .head { font-size: 20px; font-weight: 600; fill: #1a2530; } .year { font-size: 16px; font-weight: 700; fill: #1a2530; }
.date { fill: #33475b; font-weight: 600; text-anchor: end; } .what { fill: #1a2530; } .note { fill: #66788a; font-size: 12px; }
.line { stroke: #c3ccd5; stroke-width: 2; } .day { fill: #1f6feb; } .part { fill: #fff; stroke: #1f6feb; stroke-width: 2.5; }
.span { stroke: #1f6feb; stroke-width: 5; stroke-linecap: round; } .open { stroke-dasharray: 1 8; } .faint .what { font-style: italic; } .faint .day, .faint .part, .faint .span { opacity: .55; }
@media (prefers-color-scheme: dark) {
svg { background: #12181f; } .bg { fill: #12181f; } .head, .year, .what { fill: #e6edf3; } .date { fill: #b6c5d4; } .note { fill: #8fa1b3; }
.line { stroke: #3a4653; } .day { fill: #6cb0ff; } .part { fill: #12181f; stroke: #6cb0ff; } .span { stroke: #6cb0ff; }
}
`

// SVG draws rows from top to bottom. A full dot is a day, a ring a month, quarter or season, a bar a longer time, a dotted bar
// one without an end. Every text is escaped; who gives the rows has made control characters visible.
func SVG(w io.Writer, heading string, rows []Row) error {
	b := bufio.NewWriter(w)
	var body strings.Builder
	y, group := 84, ""
	for _, r := range rows {
		if r.Group != group {
			group = r.Group
			y += 14
			fmt.Fprintf(&body, "<text class=\"year\" x=\"24\" y=\"%d\">%s</text>\n", y, escape(group))
			y += lineHigh + 8
		}
		y = drawRow(&body, r, y)
	}
	height := y + 30
	fmt.Fprintf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", width, height, width, height, escape(heading))
	fmt.Fprintf(b, "<style>%s</style>\n<rect class=\"bg\" width=\"100%%\" height=\"100%%\"/>\n<text class=\"head\" x=\"24\" y=\"36\">%s</text>\n", style, escape(heading))
	fmt.Fprint(b, legend)
	if len(rows) > 0 {
		fmt.Fprintf(b, "<line class=\"line\" x1=\"%d\" y1=\"92\" x2=\"%d\" y2=\"%d\"/>\n", axis, axis, y)
	}
	fmt.Fprintf(b, "%s</svg>\n", body.String())
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write svg: %w", err)
	}
	return nil
}

const legend = `<g class="note"><circle class="day" cx="30" cy="58" r="5"/><text x="42" y="62">day</text><circle class="part" cx="92" cy="58" r="5"/><text x="104" y="62">month or season</text><line class="span" x1="222" y1="58" x2="236" y2="58"/><text x="248" y="62">year or longer</text><line class="span open" x1="350" y1="58" x2="368" y2="58"/><text x="380" y="62">no end told</text></g>
`

// drawRow draws one entry and gives the y of the next.
func drawRow(b *strings.Builder, r Row, y int) int {
	lines := wrap(r.Text, perLine)
	class := ""
	if r.Faint {
		class = " class=\"faint\""
	}
	fmt.Fprintf(b, "<g%s><title>%s</title>\n", class, escape(r.Title))
	dates := wrap(r.Date, perDate)
	for i, l := range dates {
		fmt.Fprintf(b, "<text class=\"date\" x=\"%d\" y=\"%d\">%s</text>\n", axis-18, y+i*lineHigh, escape(l))
	}
	at := y - 5
	end := y + max(len(lines)-1, len(dates)-2)*lineHigh
	if r.Note != "" {
		end += lineHigh - 2
	}
	switch r.Precision {
	case "day":
		fmt.Fprintf(b, "<circle class=\"day\" cx=\"%d\" cy=\"%d\" r=\"6\"/>\n", axis, at)
	case "month", "season", "quarter":
		fmt.Fprintf(b, "<circle class=\"part\" cx=\"%d\" cy=\"%d\" r=\"6\"/>\n", axis, at)
	default:
		open := ""
		if r.Precision == "since" || r.Precision == "until" {
			open = " open"
		}
		fmt.Fprintf(b, "<line class=\"span%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", open, axis, at-4, axis, max(at+10, end-4))
	}
	for i, l := range lines {
		fmt.Fprintf(b, "<text class=\"what\" x=\"%d\" y=\"%d\">%s</text>\n", textLeft, y+i*lineHigh, escape(l))
	}
	if r.Note != "" {
		fmt.Fprintf(b, "<text class=\"note\" x=\"%d\" y=\"%d\">%s</text>\n", textLeft, end, escape(r.Note))
	}
	b.WriteString("</g>\n")
	return end + lineHigh + rowGap
}

// wrap breaks a text into lines of at most n characters; a longer word is cut.
func wrap(s string, n int) []string {
	var out []string
	var line []rune
	for _, w := range strings.Fields(s) {
		word := []rune(w)
		if len(line) > 0 && len(line)+1+len(word) > n {
			out, line = append(out, string(line)), nil
		}
		for len(word) > n {
			out, word = append(out, string(word[:n])), word[n:]
		}
		if len(line) > 0 {
			line = append(line, ' ')
		}
		line = append(line, word...)
	}
	if len(line) > 0 || len(out) == 0 {
		out = append(out, string(line))
	}
	return out
}

func escape(s string) string {
	var b strings.Builder
	// EscapeText fails only where its writer does; a strings.Builder does not
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}
