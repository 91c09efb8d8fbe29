package mention

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// maxDefined bounds the words of a name that an acronym in brackets defines.
const maxDefined = 10

// defined finds the long form before an acronym in brackets, where it is no
// plain run of capitals: "the Front for the Liberation of Sarrak (FLS)", "die
// Kongolesische Volksfront (KVF)". The shortest stretch that begins with a
// capital, does not begin or end with a small word, and whose words' first
// letters give the acronym in order is taken (after Schwartz & Hearst 2003).
func (d *Document) defined(s *Sentence) {
	t := s.Tree
	for i := 2; i+2 < t.Len(); i++ {
		short := t.Word(i + 1).Form
		if t.Word(i).Form != "(" || t.Word(i+2).Form != ")" || !capital(short) || utf8.RuneCountInString(short) < 3 || !acronym(short) && utf8.RuneCountInString(short) < 4 {
			continue
		}
		if m, ok := s.At(i - 1); ok && abbreviates(short, d.Text[m.Span.Start:m.Span.End]) || s.cover[i+1] >= 0 && !d.isDiscovered(s.Mentions[s.cover[i+1]].Entity) {
			continue // a known name, or the acronym of one
		}
		first := d.longForm(s, i, short)
		if first < 0 {
			continue
		}
		typ := d.typeOfDefined(s, first, i)
		if typ == "" {
			continue
		}
		d.uncover(s, first, i)
		d.introduce(s, first, i, d.textOf(s, first, i), typ)
		if m, ok := s.At(i - 1); ok {
			d.uncover(s, i+1, i+2)
			d.alias(m.Entity, short)
			s.add(Mention{First: i + 1, Last: i + 2, Head: i + 1, Span: s.spanOf(i+1, i+2), Kind: Name, Entity: m.Entity, Type: m.Type})
		}
	}
}

// longForm is the first word of the name that ends before word end and that
// short abbreviates; -1 if there is none.
func (d *Document) longForm(s *Sentence, end int, short string) int {
	letters := []rune(graph.Fold(short))
	for j := end - 1; j >= 0 && j >= end-maxDefined; j-- {
		form := s.Tree.Word(j).Form
		if syntax.Pos(s.Tree, j) == "PUNCT" && form != "-" {
			return -1
		}
		if capital(form) && end-j >= 2 && d.spells(s, j, end, letters) {
			return j
		}
	}
	return -1
}

// spells: the words begin with the letters, one each; small words may be
// skipped, and a long word may give a second letter ("Volksfront": V, F).
func (d *Document) spells(s *Sentence, first, end int, letters []rune) bool {
	if first == end {
		return len(letters) == 0
	}
	small := oneOf(syntax.Pos(s.Tree, first), "ADP", "DET", "CCONJ", "PART", "PUNCT")
	if small && d.spells(s, first+1, end, letters) {
		return true
	}
	f := []rune(graph.Fold(s.Tree.Word(first).Form))
	if len(letters) == 0 || len(f) == 0 || f[0] != letters[0] {
		return false
	}
	if d.spells(s, first+1, end, letters[1:]) {
		return true
	}
	return len(letters) > 1 && len(f) > 6 && slices.Contains(f[3:len(f)-2], letters[1]) && d.spells(s, first+1, end, letters[2:])
}

// typeOfDefined: one of the words of the name tells the type, the first in
// English and French ("Front for …"), the last in German and English ("… Party").
func (d *Document) typeOfDefined(s *Sentence, first, last int) string {
	for _, i := range []int{last - 1, first} {
		if k := lookup(d.lex.suffixes, s.Tree, i); k != "" {
			return k
		}
		if k := d.lex.kindOf(s.Tree, i); k != "" {
			return k
		}
	}
	for i := first; i < last; i++ {
		if k := lookup(d.lex.suffixes, s.Tree, i); k != "" {
			return k
		}
	}
	return gazetteer.Organization
}

// hyphenNames finds German names that the article has elsewhere, tied by a
// hyphen to the noun that tells their kind: "der Torvik-Konzern".
func (d *Document) hyphenNames(s *Sentence) {
	if d.Lang != "de" {
		return
	}
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		form := t.Word(i).Form
		k := strings.LastIndexByte(form, '-')
		if s.cover[i] >= 0 || k < 3 || !capital(form) || d.lex.kinds[strings.ToLower(form[k+1:])] == "" {
			continue
		}
		if id := d.aliases[graph.Fold(form[:k])]; id != "" { // "der Aldermann-Konzern" is Aldermann
			s.add(Mention{First: i, Last: i + 1, Head: i, Span: s.spanOf(i, i+1), Kind: Name, Entity: id, Type: d.types[id]})
			continue
		}
		if typ := d.lex.kinds[strings.ToLower(form[k+1:])]; typ == gazetteer.Organization && d.wholePerson(s, i, form[:k]) {
			id := d.identify(form, typ)
			s.add(Mention{First: i, Last: i + 1, Head: i, Span: s.spanOf(i, i+1), Kind: Name, Entity: id, Type: d.types[id]})
			continue
		}
		if typ := d.lex.kinds[strings.ToLower(form[k+1:])]; !d.compounded(s, i) && d.namesBody(s, i, form[:k], typ) {
			id := d.identify(form, typ)
			if d.aliases[graph.Fold(form[:k])] == "" {
				d.alias(id, form[:k])
			}
			s.add(Mention{First: i, Last: i + 1, Head: i, Span: s.spanOf(i, i+1), Kind: Name, Entity: id, Type: d.types[id]})
		}
	}
}

// namesBody: the first part of the compound at word i is a name that nothing else
// is called, and a noun for a body ends it: "die Aitarak-Gruppe", "das Kali-Kartell".
func (d *Document) namesBody(s *Sentence, i int, first, typ string) bool {
	t := s.Tree
	if !oneOf(typ, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Company, gazetteer.Organization, gazetteer.Media) || strings.ContainsAny(first, ".0123456789") || strings.Contains(first, "-") && !d.familyNames(first) ||
		acronym(first) || d.commonNoun(first) || d.known != nil && d.known(strings.ToLower(first)) || i == 0 || s.skip[i] {
		return false
	}
	f := strings.ToLower(first)
	return (d.lex.Definite.at(t, i-1) || syntax.Pos(t, i-1) == "ADJ") && !d.lex.State.has(f) && !d.lex.PersonTitle.has(f) && d.lex.kinds[f] == "" && len(d.know.Gazetteer.Lookup(first)) == 0
}

// familyNames: "Van-Oord-Brink": parts with capitals, none of which the dictionary has.
func (d *Document) familyNames(first string) bool {
	parts := strings.Split(first, "-")
	return len(parts) < 5 && d.known != nil && !slices.ContainsFunc(parts, func(p string) bool {
		return len(p) < 3 || !capital(p) || acronym(p) || d.commonNoun(p) || d.known(p) && len(p) > 3 || d.demonym(p) || len(d.know.Gazetteer.Lookup(p)) > 0
	})
}

// wholePerson: a foundation or institute has the whole name of a person: "die
// Elsbeth-Kranz-Stiftung".
func (d *Document) wholePerson(s *Sentence, i int, person string) bool {
	parts := strings.Split(person, "-")
	return len(parts) >= 2 && len(parts) <= 4 && i > 0 && d.know.Gazetteer.FirstName(parts[0]) && !slices.ContainsFunc(parts, func(p string) bool { return !capital(p) && !d.lex.Particles.has(p) }) && !d.compounded(s, i)
}
