package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// articleNoun: a common noun with a capital behind an article: in French it
// begins a name ("la Garde nationale des frontières", "l’Appel salafiste").
func (d *Document) articleNoun(s *Sentence, i int) bool {
	t := s.Tree
	return i > 0 && oneOf(syntax.Pos(t, i), "NOUN", "PROPN") && d.nouns != nil && d.nouns(syntax.Form(t, i)) && s.role[i] == nil && !s.inRole[i] && !d.lex.Portfolio.has(syntax.Form(t, i)) &&
		(syntax.Pos(t, i-1) == "DET" || oneOf(syntax.Form(t, i-1), "du", "au", "aux", "des", "l'", "l’")) && !oneOf(syntax.Form(t, i), "état", "église")
}

// particularBody: a name made of words for organs that names one by what it is
// for ("Comité d’État à la sécurité nationale"), and that no state behind it claims.
func (d *Document) particularBody(s *Sentence, first, last int) bool {
	t := s.Tree
	f := syntax.Form(t, first)
	if d.manyAdjectives(s, first, last) {
		return true
	}
	if last-first < 3 || d.lex.Organ.has(f) || oneOf(f, "ministère", "assemblée", "chambre", "cour", "direction") {
		return false
	}
	linked := false
	for i := first; i < last; i++ {
		if syntax.Form(t, i) == "ministres" {
			return false
		}
		linked = linked || !capital(t.Word(i).Form) && d.lex.Links.has(syntax.Form(t, i))
	}
	for k := last; linked && k < t.Len() && k < last+3; k++ {
		if m, ok := s.At(k); ok {
			return m.Type != gazetteer.Country
		}
		if !oneOf(syntax.Form(t, k), "de", "du", "d'", "d’", "la", "l'", "l’") {
			break
		}
	}
	return linked
}

// eventOf is the end of "Forum de Doha", "Conférence de Munich", whose head ends
// before word j: an event with the name of its place; else j.
func (d *Document) eventOf(s *Sentence, j int) int {
	t := s.Tree
	if j+1 >= t.Len() || d.lex.suffixes[syntax.Form(t, j-1)] != gazetteer.Event || !oneOf(syntax.Form(t, j), "de", "d'", "d’", "du") {
		return j
	}
	if m, ok := s.At(j + 1); ok && m.First == j+1 && m.Kind == Name && (m.Type == gazetteer.Place || m.Type == gazetteer.Country) {
		return m.Last
	}
	return j
}

// adjectiveTail: "Rizières solidaires", "Bloc normand": an adjective right
// behind a single word that no list knows is of the name, if nothing hangs on it.
func (d *Document) adjectiveTail(s *Sentence, j int) bool {
	t := s.Tree
	f := t.Word(j).Form
	if syntax.Pos(t, j) != "ADJ" || capital(f) || s.cover[j] >= 0 || s.inRole[j] || t.Word(j).Head != j-1 || !joined(s, j-1) || opens(s, j-1) || len(t.Children(j)) > 0 {
		return false
	}
	if d.know.Gazetteer.FirstName(t.Word(j-1).Form) || acronym(t.Word(j-1).Form) || d.lex.LooseAdj.has(f) || participleEnd(f) {
		return false
	}
	return j+1 >= t.Len() || oneOf(syntax.Pos(t, j+1), "PUNCT", "AUX", "VERB", "CCONJ")
}

// party: the word begins the name of a party or movement, be it followed by an
// adjective only: "le Parti libéral".
func (d *Document) party(form string) bool {
	return d.lex.suffixes[form] == gazetteer.PoliticalGroup && form != "armée"
}

// onTheMove is the end of "Wiphala en marche", "Atlas sans frontières": behind the noun for a
// movement or body a name that ends before word j goes on over a small word and a noun without
// an article, before the verb or a mark; else j.
func (d *Document) onTheMove(s *Sentence, i, j int) int {
	t := s.Tree
	if i > 0 && j+1 < t.Len() && oneOf(syntax.Form(t, j), "debout", "demain", "ensemble", "maintenant") && joinedTo(s, j) && s.cover[i-1] < 0 && oneOf(d.kindOf(s, i-1), gazetteer.PoliticalGroup, gazetteer.Organization) && oneOf(syntax.Pos(t, j+1), "VERB", "AUX", "PUNCT", "CCONJ") {
		return j + 1 // "l’ONG Sahel debout"
	}
	if i == 0 || j+2 >= t.Len() || !oneOf(syntax.Form(t, j), "en", "sans") || !joinedTo(s, j) || syntax.Pos(t, j+1) != "NOUN" || capital(t.Word(j+1).Form) || s.cover[i-1] >= 0 || s.skip[j+1] ||
		!oneOf(d.kindOf(s, i-1), gazetteer.PoliticalGroup, gazetteer.Organization) || capital(t.Word(i-1).Form) && !acronym(t.Word(i-1).Form) || !oneOf(syntax.Pos(t, j+2), "VERB", "AUX", "PUNCT") || len(t.Children(j+1)) > 1 {
		return j
	}
	return j + 2
}

// phraseName: word i is a common noun with a capital, right behind the noun that
// tells what it names: "l’ONG Mines sans peur", "le mouvement Jeunesse du fleuve".
func (d *Document) phraseName(s *Sentence, i int) bool {
	if i > 1 && d.Lang == "fr" && syntax.Pos(s.Tree, i) == "NOUN" && syntax.Pos(s.Tree, i-1) == "ADJ" && !capital(s.Tree.Word(i-1).Form) && joined(s, i-1) && oneOf(d.kindAcross(s, i), gazetteer.Organization, gazetteer.PoliticalGroup) && oneOf(d.kindOf(s, i-2), gazetteer.Organization, gazetteer.PoliticalGroup) {
		return true // "l’ONG polonaise Frontière ouverte"
	}
	if i == 0 || syntax.Pos(s.Tree, i) != "NOUN" && !(oneOf(syntax.Pos(s.Tree, i), "ADV", "ADJ", "VERB") && d.Lang == "fr" && capital(s.Tree.Word(i).Form) && !acronym(s.Tree.Word(i).Form) && s.role[i] == nil) && !(syntax.Pos(s.Tree, i) == "PROPN" && d.nouns != nil && (d.nouns(syntax.Form(s.Tree, i)) || strings.Contains(syntax.Form(s.Tree, i), "œ")) && !d.know.Gazetteer.FirstName(s.Tree.Word(i).Form)) || s.cover[i-1] >= 0 || !joined(s, i-1) || syntax.Pos(s.Tree, i-1) != "NOUN" && !acronym(s.Tree.Word(i-1).Form) {
		return false
	}
	switch d.kindOf(s, i-1) {
	case gazetteer.PoliticalGroup, gazetteer.Organization, gazetteer.ThreatActor, gazetteer.Media, gazetteer.Company:
		return true
	}
	return false
}

// placesOnTheMove finds names of bodies that begin with a place: "l’ONG Mitrovica sans murs".
func (d *Document) placesOnTheMove(s *Sentence) {
	if d.Lang != "fr" || s.Heading {
		return
	}
	for i := 1; i+2 < s.Tree.Len(); i++ {
		m, ok := s.At(i)
		if !ok || m.First != i || m.Kind != Name || m.Type != gazetteer.Place {
			continue
		}
		if e := d.onTheMove(s, i, m.Last); e > m.Last {
			d.uncover(s, i, m.Last)
			d.introduce(s, i, e, d.textOf(s, i, e), d.kindOf(s, i-1))
		}
	}
}
