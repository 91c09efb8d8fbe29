package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// headed: behind "of" and the word for who heads a body stands a body, and no person: "the chairman of Nordhav
// Pelagic", "le directeur d’Escom Sud".
func (d *Document) headed(s *Sentence, first int) string {
	t := s.Tree
	if first < 2 || !oneOf(syntax.Form(t, first-1), "of", "de", "d'", "d’", "von") || s.cover[first-2] >= 0 {
		return ""
	}
	n := first - 2
	for n > 0 && s.role[n] == nil && syntax.Pos(t, n) == "ADJ" {
		n-- // "directeur financier de"
	}
	if s.role[n] == nil {
		return ""
	}
	switch s.role[n].Kind {
	case "company_head", "company_officer":
		return gazetteer.Company
	case "head_of_organization", "founder":
		return gazetteer.Organization
	case "party_leader":
		return gazetteer.PoliticalGroup
	}
	return ""
}

// explainedStart: an English sentence begins with words that have capitals, and a noun behind their comma tells that
// they are the name of a body, whatever the tagger takes the first for: "Watchful Coast, a charity".
func (d *Document) explainedStart(s *Sentence, i int) bool {
	t := s.Tree
	if !opens(s, i) || s.Heading || s.titleCase || s.cover[i] >= 0 || s.inRole[i] || d.title(s, i) || !letters(t.Word(i).Form) {
		return false
	}
	e := i + 1
	for e < t.Len() && e < i+5 && capital(t.Word(e).Form) && joinedTo(s, e) && s.cover[e] < 0 && !s.inRole[e] && !d.title(s, e) {
		e++
	}
	if d.know.Gazetteer.FirstName(t.Word(i).Form) || d.demonym(t.Word(i).Form) || !oneOf(syntax.Pos(t, i), "ADJ", "NOUN", "PROPN", "VERB", "X") {
		return false
	}
	return e >= i+2 && e < t.Len() && t.Word(e).Form == "," && (body[d.explained(s, i, e)] || d.apposedGroup(s, e))
}

// apposedGroup: ", a pressure group": behind the comma at word e stands a noun that says no more than that it is a body.
func (d *Document) apposedGroup(s *Sentence, e int) bool {
	t := s.Tree
	if e+2 >= t.Len() || !oneOf(syntax.Form(t, e+1), "a", "an") {
		return false
	}
	for n := e + 2; n < t.Len() && n < e+6 && oneOf(syntax.Pos(t, n), "NOUN", "ADJ"); n++ {
		if d.lex.Group.at(t, n) {
			return s.role[n] == nil && !(n+1 < t.Len() && syntax.Pos(t, n+1) == "NOUN")
		}
	}
	return false
}

// acronymsJoined: "CIRT-GY": two acronyms and the hyphen between them.
func (d *Document) acronymsJoined(s *Sentence, j int) bool {
	t := s.Tree
	if j+1 >= t.Len() || t.Word(j).Form != "-" || t.Word(j).Start != t.Word(j-1).End || t.Word(j+1).Start != t.Word(j).End || s.titleCase || s.Heading || s.cover[j+1] >= 0 {
		return false
	}
	return acronym(t.Word(j-1).Form) && acronym(t.Word(j+1).Form) && letters(t.Word(j+1).Form) && len(t.Word(j+1).Form) < 5
}

// sloganParty is the end of "the Forward with Essequibo party", whose first words with capitals end before word j,
// where the noun for a party stands right behind all; else j.
func (d *Document) sloganParty(s *Sentence, i, j int) int {
	t := s.Tree
	if i == 0 || j+2 >= t.Len() || s.titleCase || s.Heading || !oneOf(syntax.Form(t, j), "with", "for", "and", "without", "not", "in", "first") || capital(t.Word(j).Form) || !joinedTo(s, j) || !capital(t.Word(j+1).Form) {
		return j
	}
	e := j + 1
	for e < t.Len() && e < j+4 && capital(t.Word(e).Form) && joinedTo(s, e) && !s.inRole[e] {
		e++
	}
	if e >= t.Len() || !oneOf(t.Word(e).Form, "party", "movement", "coalition", "alliance", "campaign", "bloc") {
		return j
	}
	if syntax.Form(t, j) == "and" && !(d.generalWord(syntax.Form(t, j-1)) && d.generalWord(syntax.Form(t, e-1))) {
		return j
	}
	if syntax.Form(t, j) == "in" && !d.generalWord(syntax.Form(t, j-1)) {
		return j
	}
	return e
}

// nounOverComma: "its rival, Silesia Stahl.", "the malware, SUGARCANE, spread": the noun before the comma tells what
// stands behind it, up to the next mark. The English and German side of kindOverComma.
func (d *Document) nounOverComma(s *Sentence, first, last int) string {
	t := s.Tree
	if d.Lang == "fr" || first < 3 || t.Word(first-1).Form != "," || last < t.Len() && syntax.Pos(t, last) != "PUNCT" || s.Heading || last-first > 4 || d.know.Gazetteer.FirstName(t.Word(first).Form) {
		return ""
	}
	n := first - 2
	if syntax.Pos(t, n) != "NOUN" || s.cover[n] >= 0 || d.official(s, n) || d.title(s, n) || t.Word(n).Feats.Number().String() == "Plur" || d.Lang == "en" && capital(t.Word(n).Form) && !acronym(t.Word(n).Form) {
		return ""
	}
	kind := d.kindOf(s, n)
	if kind != gazetteer.Malware && !body[kind] || kind == gazetteer.GovernmentBody || d.dealer(s, n, first, last) || d.tradesman(s, n, first, last) {
		return ""
	}
	for n--; n > 0; n-- {
		m, ok := s.At(n)
		if !oneOf(syntax.Pos(t, n), "ADJ", "NUM") && !(ok && m.Kind == Adjective) && !(d.Lang == "en" && syntax.Pos(t, n) == "NOUN" && !capital(t.Word(n).Form) && s.role[n] == nil) {
			break
		}
	}
	if !d.lex.Definite.at(t, n) && !oneOf(syntax.Form(t, n), "its", "his", "her", "their", "'s", "’s") && !(d.Lang == "de" && syntax.Pos(t, n) == "DET") || n > 0 && syntax.Pos(t, n-1) == "ADP" && d.lex.Definite.at(t, n) {
		return ""
	}
	return kind
}

// houseOf: "the mining house Pamir Argent", "the dairy group Mejlund": a noun for a line of business before the
// noun for a body tells that it is a firm.
func (d *Document) houseOf(s *Sentence, i int) bool {
	t := s.Tree
	return d.Lang == "en" && i > 0 && oneOf(syntax.Lemma(t, i), "house", "group", "concern", "outfit") && s.cover[i-1] < 0 && d.lex.Business.has(strings.ToLower(t.Word(i-1).Form))
}
