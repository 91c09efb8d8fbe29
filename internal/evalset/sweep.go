package evalset

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Sweep is a list of short texts in one language, each with the edges it must
// and must not give. It sweeps over the constructions of news language, where
// the evaluation set samples whole articles. The format is described in
// docs/evaluation-set.md.
type Sweep struct {
	Lang      string // name of the folder, or of a file in none: en, de, fr
	Floor     int    // edges that were found when the file was last changed
	Forbidden int    // forbidden edges that were made then
	Records   []SweepRecord
}

// SweepRecord is one text with its edges.
type SweepRecord struct {
	Line     int // of its first line of text, from 1
	Headline string
	Text     string // the whole text, lines parted by \n, the headline first
	Want     []SweepEdge
	Optional []SweepEdge // right, but not required
	Never    []SweepEdge // "*" stands for anything
}

// SweepEdge is an edge by names as the text or the gazetteer has them.
type SweepEdge struct {
	Subject, Relation, Object string // Object "*" is any object
	Known                     bool   // a known miss
	Line                      int
}

func (e SweepEdge) String() string { return e.Subject + " " + e.Relation + " " + e.Object }

// marks of the lines that are no text.
const (
	wantMark     = "=>"
	knownMark    = "?>"
	optionalMark = "+>"
	neverMark    = "!>"
	headlineMark = "* "
)

// LoadSweep reads one file of sweeps. All problems are reported at once,
// joined, each as "file:line:col: problem; hint".
func LoadSweep(fsys fs.FS, name string) (Sweep, error) {
	var p problems
	s := Sweep{Lang: strings.TrimSuffix(name, ".txt")}
	if folder, _, ok := strings.Cut(name, "/"); ok {
		s.Lang = folder
	}
	text, ok := readText(fsys, name, &p)
	if !ok {
		return s, p.err()
	}
	var r SweepRecord
	end := func() {
		if r.Text != "" {
			s.Records = append(s.Records, r)
		}
		r = SweepRecord{}
	}
	for i, line := range strings.Split(text, "\n") {
		switch line = strings.TrimSpace(line); {
		case line == "":
			end()
		case strings.HasPrefix(line, "#"):
		case r.Text == "" && s.header(line, name, i+1, &p):
		case len(line) > 2 && slices.Contains([]string{wantMark, knownMark, optionalMark, neverMark}, line[:2]):
			r.edge(line, name, i+1, &p)
		default:
			r.line(line, name, i+1, &p)
		}
	}
	end()
	return s, p.err()
}

// header reads "floor: 12" and "forbidden: 0" and reports whether line is one.
func (s *Sweep) header(line, name string, at int, p *problems) bool {
	key, value, ok := strings.Cut(line, ":")
	to := map[string]*int{"floor": &s.Floor, "forbidden": &s.Forbidden}[key]
	if !ok || to == nil {
		return false
	}
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 0 {
		p.add(name, at, 1, "%s is %q; write a number of edges", key, value)
	}
	*to = n
	return true
}

func (r *SweepRecord) line(line, name string, at int, p *problems) {
	if len(r.Want)+len(r.Never)+len(r.Optional) > 0 {
		p.add(name, at, 1, "text behind the edges; part the records by an empty line")
	}
	if r.Text == "" {
		r.Line = at
		if head, ok := strings.CutPrefix(line, headlineMark); ok {
			r.Headline, r.Text = strings.TrimSpace(head), strings.TrimSpace(head)
			return
		}
		r.Text = line
		return
	}
	r.Text += "\n" + line
}

func (r *SweepRecord) edge(line, name string, at int, p *problems) {
	if r.Text == "" {
		p.add(name, at, 1, "an edge without a text; put it right below the text")
	}
	mark, w := line[:2], strings.Fields(line[2:])
	e := SweepEdge{Known: mark == knownMark, Line: at}
	if mark == neverMark && slices.Equal(w, []string{"*"}) {
		w = []string{"*", "*", "*"}
	}
	k := 1 + slices.IndexFunc(w[min(1, len(w)):], func(x string) bool { return x == "*" && mark == neverMark || slices.Contains(Relations(), x) })
	if k < 1 || k >= len(w)-1 {
		p.add(name, at, 1, "no edge in %q; write Subject relation Object", line)
		return
	}
	e.Subject, e.Relation, e.Object = strings.Join(w[:k], " "), w[k], strings.Join(w[k+1:], " ")
	if mark != neverMark && e.Subject == "*" {
		p.add(name, at, 1, "* as the subject in %q; it may stand for any subject in forbidden edges only", line)
	}
	switch mark {
	case neverMark:
		r.Never = append(r.Never, e)
	case optionalMark:
		r.Optional = append(r.Optional, e)
	default:
		r.Want = append(r.Want, e)
	}
}

// NamedEdge is an extracted edge with all names of its ends.
type NamedEdge struct {
	Subject, Object []string
	Relation        string
}

func (e NamedEdge) String() string {
	return strings.Join([]string{first(e.Subject), e.Relation, first(e.Object)}, " ")
}

func first(names []string) string {
	if len(names) == 0 {
		return "?"
	}
	return names[0]
}

// SweepScore is what became of one record.
type SweepScore struct {
	Found, Missed []SweepEdge
	Forbidden     []NamedEdge // edges that match a forbidden one and no wanted one
	Extra         []NamedEdge // edges that match no line
}

// Score compares the edges read from the text with those of the record, by
// exact relation. Names are folded as the evaluation set's are.
func (r SweepRecord) Score(edges []NamedEdge) SweepScore {
	var s SweepScore
	for _, w := range r.Want {
		if slices.ContainsFunc(edges, w.matches) {
			s.Found = append(s.Found, w)
		} else {
			s.Missed = append(s.Missed, w)
		}
	}
	for _, e := range edges {
		in := func(list []SweepEdge) bool {
			return slices.ContainsFunc(list, func(w SweepEdge) bool { return w.matches(e) })
		}
		switch {
		case in(r.Want) || in(r.Optional):
		case in(r.Never):
			s.Forbidden = append(s.Forbidden, e)
		default:
			s.Extra = append(s.Extra, e)
		}
	}
	return s
}

func (e SweepEdge) matches(x NamedEdge) bool {
	if e.Relation != "*" && e.Relation != x.Relation {
		return false
	}
	return named(e.Subject, x.Subject) && named(e.Object, x.Object) ||
		symmetric(x.Relation) && named(e.Subject, x.Object) && named(e.Object, x.Subject)
}

func named(want string, names []string) bool {
	return want == "*" || slices.ContainsFunc(names, func(n string) bool { return fold(n) == fold(want) })
}

// Called reports whether one of the names is the one given, folded as the
// evaluation set's are.
func Called(name string, names []string) bool { return named(name, names) }
