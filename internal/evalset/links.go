package evalset

import (
	"fmt"
	"slices"
	"strings"
)

// Link is a stretch of a text, half-open in bytes, and the names of what its
// words refer back to; none for words that refer to nothing.
type Link struct {
	Start, End int
	Names      []string
}

// ReadLinks takes the marks out of a text: "[the firm|Havdrift]", "[both
// sides|Chad+Mali]", "[it|]". The error names the malformed mark.
func ReadLinks(marked string) (text string, links []Link, err error) {
	var b strings.Builder
	for i := 0; i < len(marked); {
		if marked[i] != '[' {
			b.WriteByte(marked[i])
			i++
			continue
		}
		words, rest, ok := strings.Cut(marked[i+1:], "|")
		names, _, closed := strings.Cut(rest, "]")
		if !ok || !closed || words == "" || strings.ContainsAny(words, "[]") || strings.ContainsAny(names, "[|") {
			return "", nil, fmt.Errorf("%q is no mark; write [words|Name], [words|A+B] or [words|]", cut(marked[i:], 40))
		}
		l := Link{Start: b.Len(), End: b.Len() + len(words)}
		for _, n := range strings.Split(names, "+") {
			if n = strings.TrimSpace(n); n != "" {
				l.Names = append(l.Names, n)
			}
		}
		links = append(links, l)
		b.WriteString(words)
		i += len(words) + len(names) + 3
	}
	return b.String(), links, nil
}

func cut(s string, n int) string { return s[:min(n, len(s))] }

// Reference is what a reader took words of a text to stand for.
type Reference struct {
	Start, End int
	Back       bool     // a back-reference; names, and nouns beside a name, are not
	Names      []string // all that the thing is called
}

// LinkScore counts how many marked words were resolved. A back-reference where
// none is marked is wrong, too.
type LinkScore struct {
	Right, Wrong, Missing int
	Notes                 []string // one for each that is wrong or missing
}

// ScoreLinks compares what a reader found in a text with its marks.
func ScoreLinks(text string, links []Link, refs []Reference) LinkScore {
	var c LinkScore
	note := func(format string, args ...any) { c.Notes = append(c.Notes, fmt.Sprintf(format, args...)) }
	used := make([]bool, len(refs))
	for _, l := range links {
		var in []Reference
		for k, r := range refs {
			if l.Start <= r.Start && r.End <= l.End && (r.Back || len(l.Names) > 0) {
				used[k] = true
				in = append(in, r)
			}
		}
		wanted := strings.Join(l.Names, " and ")
		switch {
		case len(in) == 0 && len(l.Names) == 0:
		case len(in) == 0:
			c.Missing++
			note("missing %q is %s", text[l.Start:l.End], wanted)
		case l.matches(in):
			c.Right++
		default:
			c.Wrong++
			note("wrong   %q is %s, not %s", text[l.Start:l.End], wanted, names(in))
		}
	}
	for k, r := range refs {
		if r.Back && !used[k] {
			c.Wrong++
			note("wrong   %q is not marked, not %s", text[r.Start:r.End], names(refs[k:k+1]))
		}
	}
	return c
}

// matches: each name is among the references, and each reference is one of the names.
func (l Link) matches(in []Reference) bool {
	for _, n := range l.Names {
		if !slices.ContainsFunc(in, func(r Reference) bool { return named(n, r.Names) }) {
			return false
		}
	}
	for _, r := range in {
		if !slices.ContainsFunc(l.Names, func(n string) bool { return named(n, r.Names) }) {
			return false
		}
	}
	return true
}

func names(in []Reference) string {
	var out []string
	for _, r := range in {
		out = append(out, first(r.Names))
	}
	return strings.Join(out, " and ")
}
