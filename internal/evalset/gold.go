package evalset

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

const goldHeader = "# doc|subject|relation|object|date|certainty|speaker|weight|evidence"

// row is one line of a file with fields separated by "|".
type row struct {
	line   int
	fields []string
}

// col returns the column of field i, in bytes from 1.
func (r row) col(i int) int {
	n := 1
	for _, f := range r.fields[:i] {
		n += len(f) + 1
	}
	return n
}

// rows splits text into lines and fields, without empty lines and comments.
func rows(text string) []row {
	var out []row
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		out = append(out, row{i + 1, strings.Split(line, "|")})
	}
	return out
}

func loadFacts(fsys fs.FS, name string, p *problems) []Fact {
	text, ok := readText(fsys, name, p)
	if !ok {
		return nil
	}
	if !strings.HasPrefix(text, goldHeader) {
		p.add(name, 1, 1, "wrong header; the first line begins with %q", goldHeader)
	}
	var out []Fact
	for _, r := range rows(text) {
		if len(r.fields) != 9 {
			p.add(name, r.line, 1, "%d fields; a fact has 9, separated by |", len(r.fields))
			continue
		}
		checkFields(name, r, p)
		f := r.fields
		out = append(out, Fact{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], r.line})
	}
	return out
}

// checkFields checks what can be said of a line without its article.
func checkFields(name string, r row, p *problems) {
	for i, f := range r.fields {
		if f != strings.TrimSpace(f) {
			p.add(name, r.line, r.col(i), "space around %q; remove it", f)
		}
		if f == "" && i != 4 && i != 6 {
			p.add(name, r.line, r.col(i), "empty field %d; only date and speaker may be empty", i+1)
		}
	}
	relation, date, certainty, weight := r.fields[2], r.fields[4], r.fields[5], r.fields[7]
	if !slices.Contains(Relations(), relation) {
		p.add(name, r.line, r.col(2), "unknown relation %q; one of %s", relation, strings.Join(Relations(), ", "))
	}
	if !edtf(date) {
		p.add(name, r.line, r.col(4), "date %q is not EDTF; write 2024-05-17, 2024-05, 2024, 198X, or a/b with .. for an open end", date)
	}
	if !slices.Contains(Certainties(), certainty) {
		p.add(name, r.line, r.col(5), "unknown certainty %q; one of %s", certainty, strings.Join(Certainties(), ", "))
	}
	if weight != Core && weight != Opt && weight != No {
		p.add(name, r.line, r.col(7), "unknown weight %q; one of core, opt, no", weight)
	}
	if edge := certainty == "asserted" || certainty == "alleged"; edge == (weight == No) {
		p.add(name, r.line, r.col(7), "weight %q does not go with certainty %q; asserted and alleged make an edge, the rest is weight no", weight, certainty)
	}
}

// edtf reports whether s is empty or one of the EDTF (ISO 8601-2) forms in use:
// a date of day, month, year or decade precision, or an interval of two.
func edtf(s string) bool {
	const date = `\d{3}[\dX](-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?`
	return s == "" || regexp.MustCompile(`^(`+date+`|(`+date+`|\.\.)/(`+date+`|\.\.))$`).MatchString(s)
}

// checkFacts checks the facts against articles, aliases and each other.
func checkFacts(set *Set, name string, p *problems) {
	texts := map[string]string{}
	for _, a := range set.Articles {
		texts[a.Doc] = a.Text
	}
	seen, weights := map[string]int{}, map[string]Fact{}
	for _, f := range set.Facts {
		checkEvidence(name, f, texts, p)
		for _, n := range []string{f.Subject, f.Object, f.Speaker} {
			if want, ok := set.aliases.preferred[fold(n)]; ok && want != n {
				p.add(name, f.Line, 1, "%q is an alias; write the canonical name %q", n, want)
			}
		}
		key := strings.Join([]string{f.Doc, set.Canonical(f.Subject), f.Relation, set.Canonical(f.Object)}, "|")
		if first, ok := seen[key+"|"+f.Date]; ok {
			p.add(name, f.Line, 1, "same fact as line %d; keep one", first)
		}
		seen[key+"|"+f.Date] = f.Line
		if other, ok := weights[key]; ok && (other.Weight == No) != (f.Weight == No) {
			p.add(name, f.Line, 1, "contradicts line %d: the same fact cannot be an edge and none", other.Line)
		}
		weights[key] = f
	}
}

func checkEvidence(name string, f Fact, texts map[string]string, p *problems) {
	text, ok := texts[f.Doc]
	switch {
	case !ok:
		p.add(name, f.Line, 1, "no article %q; add the file or correct the name", f.Doc)
	case !strings.Contains(text, f.Evidence):
		p.add(name, f.Line, 1, "evidence is not in %s: %q; copy it verbatim", f.Doc, f.Evidence)
	}
}
