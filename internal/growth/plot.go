package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// panel is one of the charts of the plot.
type panel struct {
	title  string
	series []series
}

type series struct {
	name, colour string
	y            func(row) float64
}

const (
	panelW, panelH = 420, 260
	marginX        = 60
	marginY        = 44
)

// plot draws the rows as SVG.
func plot(rows []row) []byte {
	mb := func(n int64) float64 { return float64(n) / (1 << 20) }
	panels := []panel{
		{"articles a second", []series{
			{"by the clock", "#4477aa", func(r row) float64 { return r.Clock }},
			{"of processor time", "#ee6677", func(r row) float64 { return r.Processor }}}},
		{"MB", []series{
			{"disk", "#4477aa", func(r row) float64 { return mb(r.Disk) }},
			{"text", "#bbbbbb", func(r row) float64 { return mb(r.Text) }},
			{"peak memory", "#ee6677", func(r row) float64 { return mb(r.Memory) }}}},
	}
	var b bytes.Buffer
	w, h := len(panels)*(panelW+marginX)+20, panelH+2*marginY
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<title>Growth of the store to %d articles</title><rect width="100%%" height="100%%" fill="#fff"/>`+"\n", rows[len(rows)-1].Articles)
	for i, p := range panels {
		p.draw(&b, rows, i*(panelW+marginX)+marginX, marginY)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (p panel) draw(b *bytes.Buffer, rows []row, x0, y0 int) {
	top := 0.0
	for _, s := range p.series {
		for _, r := range rows {
			top = max(top, s.y(r))
		}
	}
	step := roundUp(top / 4)
	top = step * 4
	x := func(articles int) float64 {
		return float64(x0) + float64(panelW-40)*float64(articles)/float64(rows[len(rows)-1].Articles)
	}
	y := func(v float64) float64 { return float64(y0) + panelH*(1-v/top) }
	for i := range 5 {
		v := step * float64(i)
		fmt.Fprintf(b, `<path d="M%d %.1fH%.1f" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end" fill="#555">%g</text>`+"\n", x0, y(v), x(rows[len(rows)-1].Articles), x0-6, y(v)+4, v)
	}
	for _, i := range []int{0, len(rows)/2 - 1, len(rows) - 1} {
		fmt.Fprintf(b, `<text x="%.1f" y="%d" text-anchor="middle" fill="#555">%d</text>`+"\n", x(rows[i].Articles), y0+panelH+18, rows[i].Articles)
	}
	fmt.Fprintf(b, `<text x="%d" y="%d" font-weight="bold" fill="#222">%s</text>`+"\n", x0, y0-24, p.title)
	for i, s := range p.series {
		var path strings.Builder
		for j, r := range rows {
			fmt.Fprintf(&path, "%s%.1f %.1f", map[bool]string{true: "M", false: "L"}[j == 0], x(r.Articles), y(s.y(r)))
		}
		fmt.Fprintf(b, `<path d="%s" fill="none" stroke="%s" stroke-width="2"/><text x="%d" y="%d" fill="%s">%s</text>`+"\n",
			path.String(), s.colour, x0+i*130, y0-8, s.colour, s.name)
	}
}

// roundUp gives the next of 1, 2, 5 times a power of ten.
func roundUp(v float64) float64 {
	p := 1.0
	for p*10 <= v {
		p *= 10
	}
	for _, f := range []float64{1, 2, 5} {
		if v <= f*p {
			return f * p
		}
	}
	return 10 * p
}

// processorTime is what this process has used of the processors. It tells more
// than the clock on a machine that others use too.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory is the most memory that this process has had, in bytes; 0 where
// the system does not say.
func peakMemory() int64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	line, _, _ := strings.Cut(rest, "kB")
	kb, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	if err != nil {
		return 0
	}
	return kb << 10
}
