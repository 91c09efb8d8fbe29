package article

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"kg/internal/diag"
)

//go:embed data/*.tsv
var data embed.FS

// A rule tells one sort of line.
type rule struct {
	kind    string
	re      *regexp.Regexp
	needs   []string // a match holds one of these, in lower case; nil: not known
	file    string   // for the order of day and month
	date    int      // group of the publication date, 0 none
	updated int      // group of the date of the last change
	agency  int
	outlet  int
}

// A prefix is the folded start of lines of a kind.
type prefix struct{ start, kind string }

// rules is what data/*.tsv say, for all languages together.
type rules struct {
	lines    map[string]string // folded line → kind
	prefixes map[byte][]prefix // by the first byte, in the order of the files
	rules    []rule
	sections map[string]bool
	verbs    map[string]bool
	headers  map[string]string // folded key → field
	months   map[string]int
	agencies map[string]string // form → name
	dateline *datelines
}

// embedded reads the rules once; they are not changed after that.
var embedded = sync.OnceValues(func() (*rules, error) {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		return nil, fmt.Errorf("embedded rules: %w", err)
	}
	return load(sub)
})

// Check reads the embedded rules and returns every problem in them, as a
// [diag.Error]. Each regexp is tried on its two examples.
func Check() error {
	_, err := embedded()
	return err
}

func load(fsys fs.FS) (*rules, error) {
	names, err := fs.Glob(fsys, "*.tsv")
	if err != nil {
		return nil, fmt.Errorf("find rules: %w", err)
	}
	sort.Slice(names, func(i, j int) bool { // what holds for all languages comes last
		a, b := names[i] == "common.tsv", names[j] == "common.tsv"
		return !a && b || a == b && names[i] < names[j]
	})
	r := &rules{lines: map[string]string{}, prefixes: map[byte][]prefix{}, sections: map[string]bool{}, verbs: map[string]bool{}, headers: map[string]string{},
		months: map[string]int{}, agencies: map[string]string{}}
	l := loader{rules: r}
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read rules: %w", err)
		}
		l.read(name, string(raw))
	}
	r.dateline = newDatelines()
	l.examples()
	if err := l.list.Err(); err != nil {
		return nil, err
	}
	return r, nil
}

type loader struct {
	rules *rules
	list  diag.List
	file  string
	line  int
	tries []try
}

// A try is a regexp with its examples, judged when all data are read.
type try struct {
	rule      rule
	file      string
	line      int
	hit, miss string
}

func (l *loader) add(col int, hint, problem string, args ...any) {
	l.list.Add(l.file, l.line, col, hint, problem, args...)
}

func (l *loader) read(name, raw string) {
	l.file = name
	for i, line := range strings.Split(raw, "\n") {
		l.line = i + 1
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		col := strings.Split(line, "\t")
		if name == "agencies.tsv" {
			l.agency(col)
			continue
		}
		if len(col) < 3 {
			l.add(1, "write kind, TAB, how, TAB, pattern", "%d columns, want at least 3", len(col))
			continue
		}
		for k, c := range col {
			if c == "" || strings.TrimSpace(c) != c {
				l.add(1, "take the blanks out", "column %d is empty or has blanks around it", k+1)
			}
		}
		l.entry(col)
	}
}

func (l *loader) agency(col []string) {
	if len(col) > 2 || col[0] == "" {
		l.add(1, "write the name, TAB, other forms with | between them", "%d columns", len(col))
		return
	}
	forms := []string{col[0]}
	if len(col) == 2 {
		forms = append(forms, strings.Split(col[1], "|")...)
	}
	for _, f := range forms {
		if f == "" || l.rules.agencies[f] != "" {
			l.add(1, "each form stands for one agency", "form %q is empty or stands twice", f)
			continue
		}
		l.rules.agencies[f] = col[0]
	}
}

func (l *loader) entry(col []string) {
	switch col[0] {
	case "header":
		switch col[1] {
		case "title", "outlet", "published", "url", "author", "agency", "lang", "place", "skip":
			l.rules.headers[fold(col[2])] = col[1]
		default:
			l.add(8, "fields: title outlet published url author agency lang place skip", "unknown field %q", col[1])
		}
		return
	case "month":
		n, err := strconv.Atoi(col[1])
		if err != nil || n < 1 || n > 12 {
			l.add(7, "write 1 to 12", "%q is no month", col[1])
			return
		}
		if had := l.rules.months[fold(col[2])]; had != 0 && had != n {
			l.add(9, "", "%q is month %d elsewhere", col[2], had)
		}
		l.rules.months[fold(col[2])] = n
		return
	case "verb":
		if col[1] != "word" || len(col) != 3 {
			l.add(1, "write verb, TAB, word, TAB, the form", "a verb is a single word")
			return
		}
		l.rules.verbs[fold(col[2])] = true
		return
	case "boilerplate", "byline", "caption", "credit", "links", "link", "tail", "section":
	default:
		l.add(1, "kinds: boilerplate byline caption credit links link tail section header month verb", "unknown kind %q", col[0])
		return
	}
	l.pattern(col)
}

func (l *loader) pattern(col []string) {
	at := len(col[0]) + len(col[1]) + 3
	switch {
	case col[1] == "line" && col[0] == "section":
		l.rules.sections[fold(col[2])] = true
	case col[1] == "line":
		key := fold(col[2])
		if had := l.rules.lines[key]; had != "" && had != col[0] {
			// the same words may head links in one language and be a button in another
			if had == "links" || had == "tail" {
				return
			}
		}
		l.rules.lines[key] = col[0]
	case col[1] == "prefix" && col[0] != "section":
		f := foldKeep(col[2])
		if f == "" {
			l.add(at, "write some letters", "%q is empty when it is folded", col[2])
			return
		}
		l.rules.prefixes[f[0]] = append(l.rules.prefixes[f[0]], prefix{f, col[0]})
	case col[1] == "regexp" && col[0] != "section":
		l.regexp(col, at)
	default:
		l.add(len(col[0])+2, "line, prefix or regexp; a section only line", "unknown way %q", col[1])
	}
}

func (l *loader) regexp(col []string, at int) {
	if len(col) != 5 {
		l.add(1, "add a line that it must match, TAB, one that it must not", "a regexp needs two examples")
		return
	}
	re, err := regexp.Compile(col[2])
	if err != nil {
		l.add(at, "Go syntax: https://pkg.go.dev/regexp/syntax", "%v", err)
		return
	}
	r := rule{kind: col[0], re: re, needs: literals(col[2]), file: l.file}
	for i, g := range re.SubexpNames() {
		switch g {
		case "", "author":
		case "date":
			r.date = i
		case "updated":
			r.updated = i
		case "agency":
			r.agency = i
		case "outlet":
			r.outlet = i
		default:
			l.add(at, "groups: date updated agency outlet author", "unknown group %q", g)
		}
	}
	l.rules.rules = append(l.rules.rules, r)
	l.tries = append(l.tries, try{r, l.file, l.line, col[3], col[4]})
}

func (l *loader) examples() {
	for _, t := range l.tries {
		l.file, l.line = t.file, t.line
		if !containsAny(strings.ToLower(t.hit), t.rule.needs) || !l.rules.matches(t.rule, t.hit, nil) {
			l.add(1, "mend the pattern or the example", "does not match its example %q", t.hit)
		}
		if l.rules.matches(t.rule, t.miss, nil) {
			l.add(1, "mend the pattern or the example", "matches %q, which it must not", t.miss)
		}
	}
}

// found is what a rule's groups say of the article.
type found struct{ date, agency, outlet string }

// matches tries a rule on a line. A group for a date or an agency must hold
// one.
func (r *rules) matches(u rule, line string, f *found) bool {
	m := u.re.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	var got found
	for _, g := range []int{u.date, u.updated} {
		if g == 0 || m[g] == "" {
			continue
		}
		d, ok := r.date(m[g], u.file)
		if !ok {
			return false
		}
		if g == u.date {
			got.date = d
		}
	}
	if u.agency > 0 && m[u.agency] != "" {
		if got.agency = r.findAgency(m[u.agency]); got.agency == "" {
			return false
		}
	}
	if u.outlet > 0 {
		got.outlet = m[u.outlet]
	}
	if f != nil {
		*f = got
	}
	return true
}

// kindOf gives the kind of a line by the rules, "" for none.
func (r *rules) kindOf(line string) (string, found) {
	if len(line) > maxLine {
		return "", found{}
	}
	folded := foldKeep(line)
	if k := r.lines[trimMarks(folded)]; k != "" {
		return k, found{}
	}
	if folded != "" {
		for _, p := range r.prefixes[folded[0]] {
			if strings.HasPrefix(folded, p.start) {
				return p.kind, found{}
			}
		}
	}
	lower := strings.ToLower(line)
	for _, u := range r.rules {
		var f found
		if containsAny(lower, u.needs) && r.matches(u, line, &f) {
			return u.kind, f
		}
	}
	return "", found{}
}

// findAgency gives the first agency in a list such as "AFP, Reuters".
func (r *rules) findAgency(s string) string {
	if n := r.agencies[strings.TrimSpace(s)]; n != "" {
		return n
	}
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",/&;|", c) }) {
		part = strings.TrimSpace(part)
		if n := r.agencies[part]; n != "" {
			return n
		}
		for _, w := range strings.Fields(part) {
			if n := r.agencies[w]; n != "" {
				return n
			}
		}
	}
	return ""
}

// hasVerb reports whether a frequent finite verb is among the words.
func (r *rules) hasVerb(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if r.verbs[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// maxLine is the longest line, in bytes, that rules are tried on.
const maxLine = 400

// fold reduces a line to what is compared: lower case, plain apostrophes,
// single blanks, no bullets or arrows in front, no punctuation behind.
func fold(s string) string { return trimMarks(foldKeep(s)) }

func trimMarks(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return isSpace(r) || unicode.IsPunct(r) && r != '(' && r != ')' || unicode.IsSymbol(r) && r != '+'
	})
}

// foldKeep is fold, but the punctuation at the end stays.
func foldKeep(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return isSpace(r) || strings.ContainsRune("•·▪●◦*>»→▶►–—-|", r)
	})
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case isSpace(r):
			gap = true
			continue
		case r == '’' || r == '‘' || r == 'ʼ' || r == '´' || r == '`':
			r = '\''
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
