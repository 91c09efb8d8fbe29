package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/ingest/gazetteer"
)

// spelledOut ties an acronym that the article nowhere explains to the one body whose
// name has its letters for initials: "the ODM" for "Ouaka Defence Movement". A body of
// the lists that is called nothing but the acronym gives way: of an article on the
// "Kordofan Liberation Army" the KLA is no other.
func (d *Document) spelledOut() {
	full, short := map[string]string{}, map[string]string{} // initials → body; acronym → body
	twice, more := map[string]bool{}, map[string]bool{}     // initials of several bodies; bodies called otherwise
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			if m.Kind != Name || !body[m.Type] {
				continue
			}
			form := d.textOf(s, m.First, m.Last)
			if m.Last-m.First == 1 && allUpper(form) {
				short[form] = m.Entity
				continue
			}
			more[m.Entity] = true
			if letters := initials(form); len(letters) > 2 {
				twice[letters] = twice[letters] || full[letters] != "" && full[letters] != m.Entity
				full[letters] = m.Entity
			}
		}
	}
	var forms []string
	for form := range short {
		forms = append(forms, form)
	}
	slices.Sort(forms) // the same order in every run
	for _, form := range forms {
		from, to := short[form], full[form]
		if to == "" || to == from || twice[form] || more[from] || d.entities[to] == nil || d.entities[from] == nil {
			continue
		}
		if d.types[to] == gazetteer.Organization && d.types[from] != gazetteer.Organization && d.isDiscovered(from) {
			d.retype(to, d.types[from])
		}
		d.rename(from, to, form)
	}
}

// allUpper: the word is an acronym of three to six letters.
func allUpper(w string) bool {
	n := utf8.RuneCountInString(w)
	return n >= 3 && n <= 6 && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// initials are the first letters of the words of a name that begin with a capital.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
