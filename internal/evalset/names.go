package evalset

import (
	"io/fs"
	"regexp"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// aliasTable maps folded names to one entity.
type aliasTable struct {
	to        map[string]string // folded alias → folded canonical name
	preferred map[string]string // folded alias → canonical name as written
}

func (t aliasTable) canonical(name string) string {
	f := fold(name)
	if c, ok := t.to[f]; ok {
		return c
	}
	return f
}

// loadAliases reads lines of names, the canonical one first. A name that
// stands for two entities is a problem, as is an alias that is listed twice.
func loadAliases(fsys fs.FS, name string, p *problems) aliasTable {
	t := aliasTable{to: map[string]string{}, preferred: map[string]string{}}
	text, ok := readText(fsys, name, p)
	if !ok {
		return t
	}
	for _, r := range rows(text) {
		for i, n := range r.fields {
			f := fold(n)
			if f == "" {
				p.add(name, r.line, r.col(i), "empty name %q; remove it", n)
				continue
			}
			if old, ok := t.preferred[f]; ok && old != r.fields[0] {
				p.add(name, r.line, r.col(i), "%q already stands for %q; a name means one entity", n, old)
				continue
			}
			t.to[f], t.preferred[f] = fold(r.fields[0]), r.fields[0]
		}
	}
	return t
}

var (
	leadingArticle  = regexp.MustCompile(`^(the|la|le|les|l'|die|der|das) `)
	notAlphanumeric = regexp.MustCompile(`[^0-9a-z]+`)
)

// fold makes names comparable: compatibility decomposition, case folding, no
// combining marks, no leading article, only a-z and 0-9.
func fold(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "’", "'")
	s = cases.Fold().String(norm.NFKD.String(s))
	s = strings.Map(dropCombining, s)
	s = leadingArticle.ReplaceAllString(strings.TrimSpace(s), "")
	return strings.TrimSpace(notAlphanumeric.ReplaceAllString(s, " "))
}

func dropCombining(r rune) rune {
	if norm.NFKD.PropertiesString(string(r)).CCC() != 0 {
		return -1
	}
	return r
}
