package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// officeCompound: "FDP-Fraktionsvize": the last part is an ordinary word.
func (d *Document) officeCompound(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	k := strings.LastIndexByte(f, '-')
	return k > 1 && k+4 < len(f) && capital(f[k+1:]) && d.known != nil && d.known(f[k+1:]) && !d.know.Gazetteer.FirstName(f[k+1:])
}

// skipTitles leaves "Foreign Minister", "Mr" and the like out of the name: all
// up to the last title, if nothing but words for offices stands before it.
func (d *Document) skipTitles(s *Sentence, first, last int) int {
	if d.Lang == "fr" && last-first > 2 && d.phraseName(s, first) && !d.know.Gazetteer.FirstName(s.Tree.Word(first).Form) && !capital(s.Tree.Word(first+1).Form) {
		return first // "le groupe Soldats du Levant"
	}
	from := d.officeIn(s, first, last)
	for i := from; i < last-1; i++ {
		switch {
		case d.Lang == "de" && i == from && d.officeCompound(s, i) && d.know.Gazetteer.FirstName(s.Tree.Word(i+1).Form):
			from = i + 1 // "FDP-Fraktionsvize Lukas X"
		case i == first && i > 0 && syntax.Form(s.Tree, i-1) == "," && d.know.Gazetteer.FirstName(s.Tree.Word(i).Form) && !(d.lex.KeepTitles.has(syntax.Form(s.Tree, i)) && d.know.Gazetteer.FirstName(s.Tree.Word(i+1).Form)):
			return from // "the envoy, Amir Saeed Iravani"
		case d.Lang == "en" && i > 0 && d.know.Gazetteer.FirstName(s.Tree.Word(i).Form) && d.official(s, i-1) && d.lex.NamedTitles.has(syntax.Form(s.Tree, i)):
			return from // "foreign minister Amir Khan Muttaqi"
		case s.role[i] != nil && s.role[i].Kind == "person" && (syntax.Pos(s.Tree, i) == "ADJ" || d.roleInName(s, i)), i+1 < last && (oneOf(s.Tree.Word(i+1).Form, "'s", "’s") || i == from && oneOf(s.Tree.Word(i+1).Form, "of", "for") && d.lex.Slogans.has(syntax.Form(s.Tree, i))):
			return from // "National Frontier Guard", "Lord's Army"
		case d.Lang == "en" && d.lex.BodyTitles.has(syntax.Form(s.Tree, i)) && lookup(d.lex.suffixes, s.Tree, last-1) != "" && (oneOf(d.lex.suffixes[syntax.Form(s.Tree, i+1)], gazetteer.GovernmentBody, gazetteer.Organization) || last-i > 2 && d.lex.suffixes[syntax.Form(s.Tree, last-1)] == gazetteer.Facility):
			return from // "General Directorate for Roads", "King Edward VII's Hospital"
		case d.title(s, i) || d.official(s, i):
			from = i + 1
		case d.Lang == "fr" && i == from && i > 0 && d.lex.Portfolio.has(syntax.Form(s.Tree, i)) && capital(s.Tree.Word(i+1).Form) && oneOf(syntax.Form(s.Tree, i-1), "de", "du", "des", "le", "la", "les", "l'", "l’") && d.beforePortfolio(s, i) < i:
			from = i + 1 // "ministre des Transports X"
		case d.lex.Portfolio.has(syntax.Form(s.Tree, i)) || d.lex.State.has(syntax.Form(s.Tree, i)):
		default:
			return from
		}
	}
	return from
}

// onlyTitles: "Crown Prince", "Secretary": offices with no name.
func (d *Document) onlyTitles(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if !s.inRole[i] && !d.title(s, i) && !d.official(s, i) {
			return false
		}
	}
	return true
}
