package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// closeName: common words behind the noun for a body are its name where nothing else can
// stand there: before the finite verb of a clause that the noun opens ("Die Werft
// Nordmarine hat …"), and with a point of the compass behind them ("Ärztekomitee Nord").
func (d *Document) closeName(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	if i < 2 || s.Heading || s.titleCase || !joined(s, i-1) || !d.introduces(s, i-1) || t.Word(i-1).Feats.Number().String() == "Plur" {
		return 0, 0, ""
	}
	last = i
	for last < t.Len() && last < i+3 && s.cover[last] < 0 && joinedTo(s, last) && d.plainNoun(s, last) {
		last++
	}
	if typ = d.kindOf(s, i-1); last == i || typ == "" {
		return 0, 0, ""
	}
	if last > i+1 && d.lex.Compass.at(t, last-1) {
		return i, last, typ
	}
	k := i - 2
	for k > 0 && syntax.Pos(t, k) == "ADJ" {
		k--
	}
	opens := k == 0 || t.Word(k-1).Form == "," || t.Word(k-1).Form == ";" || t.Word(k-1).Form == ":"
	if !opens || !oneOf(syntax.Form(t, k), "der", "die", "das") || last >= t.Len() || t.Word(last).Feats.VerbForm().String() != "Fin" {
		return 0, 0, ""
	}
	return i, last, typ
}

// plainNoun: word i has the capital of a noun, and is neither an office nor a noun for a body.
func (d *Document) plainNoun(s *Sentence, i int) bool {
	t := s.Tree
	return capital(t.Word(i).Form) && letters(t.Word(i).Form) && oneOf(syntax.Pos(t, i), "NOUN", "PROPN", "ADV") && s.role[i] == nil && !d.official(s, i) && !d.title(s, i)
}

// partyName: a compound of "party" behind a definite article that says more than what
// kind of party it is: "die Arbeitspartei"; not "die Regierungspartei", nor where a name
// follows it somewhere.
func (d *Document) partyName(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	f := syntax.Form(t, i)
	if i == 0 || s.Heading || !strings.HasSuffix(f, "partei") || len(f) < len("partei")+4 || strings.Contains(f, "-") || !d.lex.Definite.at(t, i-1) || d.lex.CommonParties.has(f) {
		return 0, 0, ""
	}
	if i+2 < t.Len() && syntax.Form(t, i+1) == "von" && s.cover[i+2] >= 0 {
		return i, i + 3, gazetteer.PoliticalGroup // "die Arbeiterpartei von Benin"
	}
	for _, o := range d.Sentences {
		for k := 0; k+1 < o.Tree.Len(); k++ {
			if syntax.Form(o.Tree, k) == f && joined(o, k) && capital(o.Tree.Word(k+1).Form) {
				return 0, 0, ""
			}
		}
	}
	return i, i + 1, gazetteer.PoliticalGroup
}

// groupOf: in an article on firms a word that is no noun of the language, joined to
// "Gruppe", is a firm: "die Nordhafen-Gruppe".
func (d *Document) groupOf(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	base, ok := strings.CutSuffix(t.Word(i).Form, "-Gruppe")
	if !ok || i == 0 || !d.lex.Definite.at(t, i-1) && syntax.Pos(t, i-1) != "ADJ" {
		return 0, 0, ""
	}
	for _, p := range strings.Split(base, "-") {
		if len(p) < 3 || !capital(p) || acronym(p) || d.commonNoun(p) || d.lex.kinds[strings.ToLower(p)] != "" || d.demonym(p) {
			return 0, 0, ""
		}
	}
	for _, o := range d.types {
		if o == gazetteer.Company {
			return i, i + 1, gazetteer.Company
		}
	}
	return 0, 0, "" // "die Aitarak-Gruppe" are the Aitarak
}
