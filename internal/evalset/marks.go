package evalset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Mark is a stretch of a text, half-open in bytes, that names something.
type Mark struct {
	Start, End           int
	InnerStart, InnerEnd int    // the span without the words that may be left out
	Class                string // letters of Classes, any of which is right
	Entity               string // the same for all marks of one thing
}

// NoName is the class of words that look like a name and are none.
const NoName = "X"

// Classes are the coarse classes of names by ontology type. A type that is
// not here is too vague to be right.
var Classes = map[string]string{
	"Person": "P", "Country": "S", "Place": "L", "Facility": "L", "Event": "E", "Malware": "M", "Document": "D",
	"Organization": "O", "GovernmentBody": "O", "InternationalOrganization": "O", "Company": "O", "Media": "O", "PoliticalGroup": "O", "ThreatActor": "O",
}

// Kinds are the classes of bodies that a mark may tell apart from O, by
// ontology type.
var Kinds = map[string]string{"Company": "C", "PoliticalGroup": "G", "ThreatActor": "T"}

// ReadMarks takes the marks out of a text: "[Edi Rama|P]", "[Rama|P Edi Rama]",
// "[{The }Lagos Sentinel|O]". The error names the malformed mark.
func ReadMarks(marked string) (text string, marks []Mark, err error) {
	var b strings.Builder
	for i := 0; i < len(marked); {
		if marked[i] != '[' {
			b.WriteByte(marked[i])
			i++
			continue
		}
		words, rest, ok := strings.Cut(marked[i+1:], "|")
		tell, _, closed := strings.Cut(rest, "]")
		class, entity, _ := strings.Cut(tell, " ")
		if !ok || !closed || words == "" || strings.ContainsAny(words, "[]") || class == "" || strings.Trim(class, "PSLEMDOCGTX") != "" {
			return "", nil, fmt.Errorf("%q is no mark; write [words|class] or [words|class full name], with the classes P S O C G T L E M D X", marked[i:min(len(marked), i+40)])
		}
		m := Mark{Start: b.Len(), Class: class, Entity: entity}
		head, inner, tail := optional(words)
		b.WriteString(head + inner + tail)
		m.End = b.Len()
		m.InnerStart, m.InnerEnd = m.Start+len(head), m.End-len(tail)
		if m.Entity == "" {
			m.Entity = inner
		}
		marks = append(marks, m)
		i += len(words) + len(tell) + 3
	}
	return b.String(), marks, nil
}

// optional parts "{The }Lagos Sentinel{ Ltd}" into its three parts.
func optional(words string) (head, inner, tail string) {
	inner = words
	if strings.HasPrefix(inner, "{") {
		head, inner, _ = strings.Cut(inner[1:], "}")
	}
	if k := strings.IndexByte(inner, '{'); k >= 0 {
		inner, tail = inner[:k], strings.Trim(inner[k:], "{}")
	}
	return head, inner, tail
}

// Named is what a reader took words of a text to name.
type Named struct {
	Start, End int
	Name       bool // a proper name; nouns and adjectives that stand for something are not counted as extra
	Type       string
	Entity     string
}

// NameScore counts names found and the links between names of one thing.
type NameScore struct {
	Wanted, Spans, Right, Given   int // marks, those with the right span, those with the right class too, names that the reader gave
	Kinds, KindsRight             int // bodies of a marked kind that were found as bodies; those found to be of that kind
	Links, LinksRight, LinksWrong int // further marks of a thing; those tied to the first; those tied to another thing
	Notes                         []string
}

// Add adds the counts of another text.
func (c *NameScore) Add(o NameScore) {
	c.Wanted, c.Spans, c.Right, c.Given = c.Wanted+o.Wanted, c.Spans+o.Spans, c.Right+o.Right, c.Given+o.Given
	c.Kinds, c.KindsRight = c.Kinds+o.Kinds, c.KindsRight+o.KindsRight
	c.Links, c.LinksRight, c.LinksWrong = c.Links+o.Links, c.LinksRight+o.LinksRight, c.LinksWrong+o.LinksWrong
	c.Notes = append(c.Notes, o.Notes...)
}

// ScoreNames compares the names that a reader found in a text with its marks.
// States that are not marked are no extras.
func ScoreNames(text string, marks []Mark, got []Named) NameScore {
	var c NameScore
	note := func(format string, args ...any) { c.Notes = append(c.Notes, fmt.Sprintf(format, args...)) }
	used := make([]bool, len(got))
	ids := map[string]string{} // entity of the first mark of a thing
	things := map[string]string{}
	seen := map[string]bool{}
	for _, m := range marks {
		if m.Class == NoName {
			continue
		}
		c.Wanted++
		k := m.find(text, got)
		again := seen[m.Entity]
		seen[m.Entity] = true
		if again {
			c.Links++
		}
		if k < 0 {
			note("missing %q (%s)%s", text[m.Start:m.End], m.Class, m.instead(text, got))
			continue
		}
		used[k] = true
		c.Spans++
		c.Given++
		right, kind, kindRight := m.classed(got[k].Type)
		if right {
			c.Right++
		} else {
			note("class   %q is %s, not %s", text[m.Start:m.End], m.Class, got[k].Type)
		}
		if kind {
			c.Kinds++
		}
		if kindRight {
			c.KindsRight++
		} else if kind {
			note("kind    %q is %s, not %s", text[m.Start:m.End], m.Class, got[k].Type)
		}
		thing, known := things[got[k].Entity]
		switch {
		case known && thing != m.Entity:
			c.LinksWrong++
			note("merged  %q with %q", text[m.Start:m.End], thing)
		case again && ids[m.Entity] == got[k].Entity:
			c.LinksRight++
		case again:
			note("apart   %q from %q", text[m.Start:m.End], m.Entity)
		}
		if !again {
			ids[m.Entity] = got[k].Entity
		}
		if !known {
			things[got[k].Entity] = m.Entity
		}
	}
	for k, g := range got {
		if g.Name && !used[k] && g.Type != "Country" && !inside(g, got, used) {
			c.Given++
			note("extra   %q %s", text[g.Start:g.End], g.Type)
		}
	}
	return c
}

// classed tells whether a type is of the mark's class, whether the mark tells
// kinds of bodies apart, and whether the type is that kind.
func (m Mark) classed(typ string) (right, kind, kindRight bool) {
	class := Classes[typ]
	body := strings.ContainsAny(m.Class, "OCGT")
	right = class != "" && (strings.Contains(m.Class, class) || class == "O" && body)
	kind = right && class == "O" && !strings.Contains(m.Class, "O")
	return right, kind, kind && strings.Contains(m.Class, cmp.Or(Kinds[typ], "-"))
}

// inside: a place within a name that was found, as Baku in "Iranian embassy in Baku".
func inside(g Named, got []Named, used []bool) bool {
	for k, o := range got {
		if used[k] && Classes[g.Type] == "L" && o.Start <= g.Start && g.End <= o.End {
			return true
		}
	}
	return false
}

// find gives the index of what has the mark's span, -1 if nothing has.
func (m Mark) find(text string, got []Named) int {
	k := slices.IndexFunc(got, func(g Named) bool {
		return (bare(text, g.Start, m.Start) || g.Start == m.InnerStart) && (g.End == m.End || g.End == m.InnerEnd)
	})
	return k
}

// bare: from a to b there is at most an article.
func bare(text string, a, b int) bool {
	if a > b {
		return false
	}
	w := strings.ToLower(strings.TrimSpace(text[a:b]))
	return utf8.RuneCountInString(w) < 4 && slices.Contains([]string{"", "the", "der", "die", "das", "den", "dem", "des", "le", "la", "les", "l'", "l’"}, w)
}

// instead tells what was found in the place of the mark.
func (m Mark) instead(text string, got []Named) string {
	for _, g := range got {
		if g.Start < m.End && m.Start < g.End {
			return fmt.Sprintf(", but %q %s", text[g.Start:g.End], g.Type)
		}
	}
	return ""
}
