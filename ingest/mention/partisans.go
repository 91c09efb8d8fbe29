package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Partisans finds the persons whom a sentence calls members of a party:
// "Republican Senator X", "Democrat X", "X, a Tennessee Republican", "la députée
// insoumise X", "der Sozialdemokrat X".
func (d *Document) Partisans(s *Sentence) []Office {
	var out []Office
	for i := range s.Tree.Len() {
		at, ok := s.At(i)
		if ok && at.Kind == Name && at.Type == gazetteer.PoliticalGroup {
			continue // the frames and patterns have it
		}
		id := d.partisanParty(s, i)
		if id == "" {
			continue
		}
		m, ok := d.partisanBehind(s, i)
		if !ok {
			m, ok = d.partisanBefore(s, i)
		}
		if ok {
			e := d.know.Gazetteer.Entry(id)
			d.keep(e.Entity())
			out = append(out, Office{Person: m, Body: Mention{First: i, Last: i + 1, Head: i, Span: s.spanOf(i, i+1), Kind: Nominal, Entity: id, Type: e.Type}, Word: i})
		}
	}
	return out
}

// parties are those whose members word i means, whatever the state.
func (d *Document) parties(s *Sentence, i int) []party {
	words := d.know.partisans[d.Lang]
	form := syntax.Form(s.Tree, i)
	if d.Lang == "en" && !capital(s.Tree.Word(i).Form) {
		return nil
	}
	if ps := words[form]; ps != nil {
		return ps
	}
	if d.Lang == "en" && i > 0 && s.Tree.Word(i-1).Form == "(" {
		letter, _, _ := strings.Cut(form, "-") // "(R-Texas)"
		return words["("+letter]
	}
	if first, _, ok := strings.Cut(form, "-"); ok && d.Lang == "de" {
		return words[first]
	}
	if d.Lang != "en" {
		return words[syntax.Lemma(s.Tree, i)]
	}
	if i > 0 {
		return words[syntax.Form(s.Tree, i-1)+" "+form]
	}
	return nil
}

// partisanParty is the party whose members word i means: that of the one state of which
// the text tells, else, where it tells of none, of the first.
func (d *Document) partisanParty(s *Sentence, i int) string {
	ps := d.parties(s, i)
	if len(ps) == 0 {
		return ""
	}
	told := d.statesTold(len(d.Sentences) - 1)
	found, most := "", 0
	for _, p := range ps {
		switch n := told[p.state]; {
		case n > most:
			found, most = p.id, n
		case n == most:
			found = ""
		}
	}
	if most == 0 && len(told) == 0 {
		return ps[0].id
	}
	return found
}

// partisanBehind is the person whose name follows the word for a member of a
// party, with nothing but a title between, or one before the word.
func (d *Document) partisanBehind(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	j := i + 1
	office := i > 0 && d.political(s, i-1)
	for j < t.Len() && j < i+5 && s.cover[j] < 0 && (s.role[j] != nil || s.inRole[j] || d.lex.Seated.at(t, j)) {
		office = office || d.political(s, j) || d.lex.Seated.at(t, j)
		j++
	}
	m, ok := s.At(j)
	if !ok || m.First != j || m.Kind != Name || m.Type != gazetteer.Person {
		return Mention{}, false
	}
	noun := syntax.Pos(t, i) != "ADJ" && i > 0 && (d.lex.Definite.at(t, i-1) || d.Lang == "en" && j == i+1)
	return m, office || noun || d.Lang == "en" && i == 0 || strings.Contains(syntax.Form(t, i), "-")
}

// political: word i ends the word for an office for which parties run.
func (d *Document) political(s *Sentence, i int) bool {
	r := s.role[i]
	return r != nil && s.cover[i] < 0 && d.know.elected[r.Kind]
}

// partisanBefore is the person whom the word describes behind a comma: "X, a
// Tennessee Republican", "X, députée socialiste".
func (d *Document) partisanBefore(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	if i+1 < t.Len() && oneOf(syntax.Pos(t, i+1), "NOUN", "PROPN") && !d.political(s, i+1) {
		return Mention{}, false // "a Republican stronghold"
	}
	p := i - 1
	if p > 0 && t.Word(p).Form == "(" {
		m, ok := s.At(p - 1)
		return m, ok && m.Last == p && m.Kind == Name && m.Type == gazetteer.Person
	}
	for p > 0 && p > i-5 && t.Word(p).Form != "," {
		if m, ok := s.At(p); ok && m.Type != gazetteer.Place && m.Kind != Adjective {
			return Mention{}, false
		}
		if !oneOf(syntax.Pos(t, p), "DET", "ADJ", "PROPN", "NOUN", "NUM") || syntax.Pos(t, p) == "NOUN" && !d.political(s, p) {
			return Mention{}, false
		}
		p--
	}
	if p < 1 || t.Word(p).Form != "," {
		return Mention{}, false
	}
	m, ok := s.At(p - 1)
	return m, ok && m.Last == p && m.Kind == Name && m.Type == gazetteer.Person
}

// skipPartisans keeps what members of a party are called out of names, where a
// first name, a title or no capital follows: "Democrat Chris Murphy", "a Tennessee Republican who".
func (d *Document) skipPartisans(s *Sentence) {
	t := s.Tree
	if d.Lang != "en" {
		return
	}
	for i := range t.Len() {
		ps := d.parties(s, i)
		if i > 0 && t.Word(i-1).Form == "(" && ps != nil {
			s.skip[i] = true
			continue
		}
		if ps == nil || !capital(t.Word(i).Form) || oneOf(syntax.Form(t, i), "democratic", "conservative", "liberal") {
			continue
		}
		next := ""
		if i+1 < t.Len() {
			next = t.Word(i + 1).Form
		}
		s.skip[i] = s.skip[i] || !capital(next) || d.know.Gazetteer.FirstName(next) || oneOf(next, "Senator", "Sen", "Sen.", "Rep", "Rep.", "Governor", "Congressman", "Congresswoman", "Representative")
	}
}
