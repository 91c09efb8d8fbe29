package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// foughtFor is the type that a noun for those who fight or sit for a body tells of the name of several words, or
// behind an article, whose they are: "les combattants des Loups du Tamoul", "fighters of the Green Column".
func (d *Document) foughtFor(s *Sentence, first, last int) string {
	t := s.Tree
	p := first - 1
	article := p > 0 && d.lex.Definite.has(syntax.Form(t, p))
	if article {
		p--
	}
	if p < 1 || !article && last-first < 2 || !oneOf(syntax.Form(t, p), "de", "d'", "d’", "du", "des", "of", "from", "von", "vom") && !(d.Lang == "de" && article && oneOf(syntax.Form(t, p+1), "der", "des")) {
		return ""
	}
	if d.Lang == "de" && article && p >= 0 && oneOf(syntax.Form(t, p+1), "der", "des") && !oneOf(syntax.Form(t, p), "von") {
		p++ // "Kämpfer der Grünen Kolonne"
	}
	n := p - 1
	for n > 0 && n > p-3 {
		m, ok := s.At(n)
		if !(ok && m.Kind == Adjective) && (ok || syntax.Pos(t, n) != "ADJ") {
			break
		}
		n--
	}
	if n < 0 || s.cover[n] >= 0 || !oneOf(syntax.Pos(t, n), "NOUN", "ADJ", "PROPN") {
		return ""
	}
	switch {
	case d.lex.Fighters.at(t, n):
		return gazetteer.PoliticalGroup
	case d.lex.Intruders.at(t, n):
		return gazetteer.ThreatActor
	case d.Lang == "fr" && d.lex.Seated.at(t, n) && !article && t.Word(n).Feats.Number().String() == "Plur" && d.ordinary(t, first, last):
		return gazetteer.PoliticalGroup // "les députés de Notre Maison"
	}
	return ""
}

// dealer: the noun tells who trades or runs something, a person or a firm, and the name behind it, or before its
// comma, is such as persons have: "Kostas Damianou, un armateur chypriote".
func (d *Document) dealer(s *Sentence, noun, first, last int) bool {
	t := s.Tree
	if !d.lex.Dealers.at(t, noun) || last-first < 2 || last-first > 4 || !d.namelike(s, first, last) || d.ownWords(t, first, last) != "" || d.beginsAs(t, first, last) != "" || d.direction(s, last-1) {
		return false
	}
	return d.know.Gazetteer.FirstName(t.Word(first).Form) || noun > last && !d.ordinary(t, last-1, last)
}

// tradesman: the noun before a name tells who trades, and whose he is: "her publisher, Firuz Nazarov".
func (d *Document) tradesman(s *Sentence, noun, first, last int) bool {
	t := s.Tree
	return d.lex.Dealers.at(t, noun) && noun > 0 && oneOf(syntax.Form(t, noun-1), "his", "her", "sein", "seinen", "seinem", "ihr", "ihren", "ihrem", "son") && last-first >= 2 && last-first <= 4 && d.namelike(s, first, last) && !d.ordinary(t, first, last) && d.ownWords(t, first, last) == ""
}

// saintly: "Saint-Elme", "Port-Béarn": a word that begins as names of towns do, before a hyphen.
func (d *Document) saintly(f string) bool {
	one, rest, ok := strings.Cut(f, "-")
	return ok && rest != "" && d.lex.TownBegins.has(strings.ToLower(one))
}

// ofIntruders: "un groupe de pirates", "une équipe russophone de rançonneurs": the complement of noun n tells that it intrudes.
func (d *Document) ofIntruders(s *Sentence, n int) bool {
	t := s.Tree
	k := n + 1
	if k < t.Len() && (syntax.Pos(t, k) == "ADJ" || s.cover[k] >= 0) {
		k++
	}
	return k+1 < t.Len() && oneOf(syntax.Form(t, k), "de", "d'", "d’") && d.lex.Intruders.at(t, k+1)
}

// whoPresides: "Farhana Chowdhury, qui préside le directoire": two words, none of them of the dictionary, and the
// verb behind "qui" tells what persons do.
func (d *Document) whoPresides(s *Sentence, first, last int) bool {
	t := s.Tree
	if d.Lang != "fr" || last-first < 2 || last-first > 4 || last+2 >= t.Len() || t.Word(last).Form != "," || syntax.Form(t, last+1) != "qui" || !d.namelike(s, first, last) || d.ordinary(t, first, last) || d.ownWords(t, first, last) != "" {
		return false
	}
	return oneOf(syntax.Lemma(t, last+2), "présider", "diriger", "commander") || oneOf(syntax.Lemma(t, last+2), "avoir") && last+3 < t.Len() && oneOf(syntax.Lemma(t, last+3), "présider", "diriger", "commander")
}
