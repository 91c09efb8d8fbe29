package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Nouns for the organs of a state that refer back without being plain definite nouns.

// organName: "the Interior Ministry", "the Government": a noun for an organ of the
// state in capitals, with an article and no state beside it.
func (d *Document) organName(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "en" || !d.lex.Organ.has(syntax.Form(t, i)) || s.Heading || i+1 < t.Len() && capital(t.Word(i+1).Form) && joined(s, i) {
		return false
	}
	k := i - 1
	for k >= 0 && d.lex.Portfolio.at(t, k) && s.cover[k] < 0 {
		k--
	}
	return k >= 0 && d.lex.Definite.has(syntax.Form(t, k))
}

// bareOrgan: "Police blamed …", "Prosecutors charged …": who acts for the state of
// which the text tells, without an article.
func (d *Document) bareOrgan(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "en" || s.Heading || syntax.Base(t, i) != "nsubj" || !d.lex.Bare.has(syntax.Form(t, i)) {
		return false
	}
	for _, c := range t.Children(i) {
		if syntax.Pos(t, c) != "PUNCT" && syntax.Base(t, c) != "cc" {
			return false
		}
	}
	return i == 0 || s.cover[i-1] < 0 && (opens(s, i) || !oneOf(syntax.Pos(t, i-1), "ADJ", "NOUN", "PROPN", "NUM", "DET"))
}

// organsMan: "a government spokesman", "army officers": whoever is of an organ speaks
// for the state that "the government" would mean.
func (d *Document) organsMan(s *Sentence, k, i int) bool {
	t := s.Tree
	if d.Lang != "en" || i == 0 || s.Heading || s.cover[i-1] >= 0 || !joined(s, i-1) || !d.lex.Organ.at(t, i-1) || t.Word(i-1).Feats.Number().String() == "Plur" {
		return false
	}
	if !d.lex.OrgansMen.at(t, i) || len(d.beside(s, i)) > 0 || len(d.qualifiers(s, i, 1)) > 0 {
		return false
	}
	types := []string{gazetteer.Country}
	if c, ok := d.described(s, k, i-1, types); ok {
		d.set(s, i, Nominal, c)
	}
	return true
}
