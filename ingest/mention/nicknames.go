package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// nicknameEnd: 'Tomás "El Sastre" Bravo' is one name: the end of the family name
// behind a nickname in quotation marks that begins at word j, else j.
func (d *Document) nicknameEnd(s *Sentence, j int) int {
	t := s.Tree
	if !isQuote(t.Word(j).Form) || !d.know.Gazetteer.FirstName(t.Word(j-1).Form) && !d.betweenNames(s, j) {
		return j
	}
	for k := j + 2; k < t.Len()-1 && k <= j+4; k++ {
		if !isQuote(t.Word(k).Form) {
			continue
		}
		if e := k + 2; capital(t.Word(k+1).Form) && s.cover[k+1] < 0 && oneOf(syntax.Pos(t, k+1), "PROPN", "NOUN", "X") && capital(t.Word(j+1).Form) {
			return e
		}
		break
	}
	return j
}

// betweenNames: the quotation that begins at word j is short, all in capitals,
// and stands between two words that the tagger takes for names and that name
// no body or office.
func (d *Document) betweenNames(s *Sentence, j int) bool {
	t := s.Tree
	plain := func(i int) bool {
		f := t.Word(i).Form
		return syntax.Pos(t, i) == "PROPN" && capital(f) && !acronym(f) && s.role[i] == nil && s.cover[i] < 0 && lookup(d.lex.suffixes, t, i) == "" && d.kindOf(s, i) == "" && !d.commonNoun(f)
	}
	if !plain(j-1) || t.Word(j).Start == t.Word(j-1).End {
		return false
	}
	for k := j + 1; k+1 < t.Len() && k <= j+3; k++ {
		if isQuote(t.Word(k).Form) {
			return k > j+1 && plain(k+1)
		}
		if !capital(t.Word(k).Form) {
			return false
		}
	}
	return false
}

// bracketEnd is the end of the words in brackets of which the name from first to
// last is the beginning, where a person stands before them: "(Tobwaan te Mauri)", "(Union
// pour tous)"; last where they are no one name.
func (d *Document) bracketEnd(s *Sentence, first, last int) int {
	t := s.Tree
	if first < 2 || t.Word(first-1).Form != "(" || last >= t.Len() || t.Word(last).Form == ")" || acronym(t.Word(first).Form) {
		return last
	}
	if m, ok := s.At(first - 2); !ok || m.Type != gazetteer.Person {
		return last
	}
	e := last
	for e < t.Len() && e < first+5 && t.Word(e).Form != ")" {
		if f := t.Word(e).Form; !letters(f) || s.skip[e] || s.inRole[e] || syntax.Pos(t, e) == "VERB" || syntax.Pos(t, e) == "PUNCT" {
			return last
		}
		e++
	}
	if e >= t.Len() || t.Word(e).Form != ")" {
		return last
	}
	return e
}

// bracketParties finds names of parties in brackets that begin with a place: "le député X
// (Wallonie debout)".
func (d *Document) bracketParties(s *Sentence) {
	t := s.Tree
	for i := 2; i+3 < t.Len() && !s.Heading; i++ {
		m, ok := s.At(i)
		if t.Word(i-1).Form != "(" || !ok || m.First != i || m.Kind != Name || m.Type != gazetteer.Place && m.Type != gazetteer.Country || t.Word(m.Last).Form == ")" {
			continue
		}
		if e := d.bracketEnd(s, i, m.Last); e > m.Last && d.partyOf(s, i, e) {
			d.uncover(s, i, e)
			if d.free(s, i, e) {
				d.introduce(s, i, e, d.textOf(s, i, e), gazetteer.PoliticalGroup)
			}
		}
	}
}

// asNickname: what a list has stands in quotation marks between two words of a person's
// name: "Ihor „Sputnik“ Hrytsaj".
func (d *Document) asNickname(s *Sentence, first, last int) bool {
	t := s.Tree
	if first < 2 || last+1 >= t.Len() || !isQuote(t.Word(first-1).Form) || !isQuote(t.Word(last).Form) || t.Word(first-1).Start == t.Word(first-2).End {
		return false
	}
	plain := func(i int) bool {
		f := t.Word(i).Form
		return capital(f) && letters(f) && !acronym(f) && syntax.Pos(t, i) == "PROPN" && s.cover[i] < 0 && d.kindOf(s, i) == "" && !d.title(s, i)
	}
	return plain(first-2) && plain(last+1) && d.know.Gazetteer.FirstName(t.Word(first-2).Form)
}
