package mention

import (
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
