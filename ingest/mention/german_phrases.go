package mention

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// phraseBeforeVerb is the end of the name behind the noun k for its kind, where both open a main clause: in German
// nothing but the name can stand between that noun and the verb in second place: "Die Kieler Werft Nordmarine baut",
// "Die Miliz Söhne des Horns bekannte sich". It is -1 where something else does.
func (d *Document) phraseBeforeVerb(s *Sentence, k int) int {
	t := s.Tree
	if s.Heading || !d.opensClause(s, k) || t.Word(k).Feats.Number().String() == "Plur" || k+1 >= t.Len() || !capital(t.Word(k+1).Form) {
		return -1
	}
	e, words := k+1, 0
	for ; e < t.Len() && e < k+7; e++ {
		f := t.Word(e).Form
		if syntax.Finite(t, e) && !capital(f) || words > 0 && (f == "," || oneOf(f, "mit", "aus", "in")) {
			break
		}
		if s.skip[e] || d.official(s, e) || s.role[e] != nil && e == k+1 && syntax.Form(t, min(e+1, t.Len()-1)) != "des" && syntax.Form(t, min(e+1, t.Len()-1)) != "der" {
			return -1
		}
		switch {
		case capital(f):
			words++
		case oneOf(syntax.Form(t, e), "des", "für", "von", "ohne", "statt", "zuerst", "jetzt", "am", "im", "alle", "gegen"), syntax.Form(t, e) == "der" && syntax.Pos(t, e-1) == "NOUN":
		case oneOf(syntax.Form(t, e), "den", "die", "das") && oneOf(syntax.Form(t, e-1), "für", "gegen", "ohne"):
		case syntax.Form(t, e) == "und" && e > k+1 && d.commonNoun(t.Word(e-1).Form) && d.commonNoun(t.Word(e+1).Form) && d.kindOf(s, e+1) == "":
		default:
			return -1
		}
	}
	if e >= t.Len() || words == 0 || !oneOf(syntax.Pos(t, e), "VERB", "AUX", "ADP", "PUNCT") || strings.HasSuffix(t.Word(k+1).Form, "er") && d.lex.Group.at(t, k) && !oneOf(syntax.Form(t, min(k+2, t.Len()-1)), "der", "des") || e == k+2 && !oneOf(syntax.Pos(t, k+1), "NOUN", "PROPN", "X") || oneOf(syntax.Form(t, k+1), "der", "des") {
		return -1
	}
	return e
}

// opensClause: before noun k stand but its definite article and adjectives, a town's among them, at the start of the sentence.
func (d *Document) opensClause(s *Sentence, k int) bool {
	t := s.Tree
	if k == 0 || syntax.Pos(t, 0) != "DET" || !d.lex.Definite.at(t, 0) {
		return false
	}
	for j := 1; j < k; j++ {
		if m, ok := s.At(j); syntax.Pos(t, j) != "ADJ" && !(ok && m.Kind == Adjective) && !strings.HasSuffix(t.Word(j).Form, "er") {
			return false
		}
	}
	return true
}

// slogan is the end of "Brunnen für alle", "Frieden jetzt", "Somalia Zuerst", "Ärztekomitee Nord" that begins at
// word i, behind the noun for its kind; i where no such name stands there.
func (d *Document) slogan(s *Sentence, i int) int {
	t := s.Tree
	if i+1 >= t.Len() || !capital(t.Word(i).Form) || !joinedTo(s, i) || !joinedTo(s, i+1) {
		return i
	}
	m, covered := s.At(i)
	if covered && (m.First != i || m.Last != i+1 || m.Kind != Name) || d.official(s, i) {
		return i
	}
	switch f := syntax.Form(t, i+1); {
	case oneOf(f, "zuerst", "jetzt", "voran", "sofort", "heute"):
		return i + 2
	case f == "für" && i+2 < t.Len() && oneOf(syntax.Form(t, i+2), "alle", "jeden", "morgen"):
		return i + 3
	case !covered && d.direction(s, i+1) && capital(t.Word(i+1).Form) && syntax.Pos(t, i) != "ADJ" && (i+2 >= t.Len() || !d.lex.legal.has(syntax.Form(t, i+2))):
		return i + 2
	}
	return i
}

// directed: "das Ärztekomitee Nord", "der Heimatfront Süd": a compound for a body that the dictionary does not have,
// and a direction behind it.
func (d *Document) directedBody(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	if i == 0 || i+1 >= t.Len() || !d.direction(s, i+1) || !capital(t.Word(i+1).Form) || !joinedTo(s, i+1) || syntax.Pos(t, i) != "NOUN" || s.inRole[i] || d.word == nil || d.word(t.Word(i).Form) {
		return 0, 0, ""
	}
	typ = d.typeOfNoun(s, i)
	if !oneOf(typ, gazetteer.Organization, gazetteer.PoliticalGroup, gazetteer.Company) {
		return 0, 0, ""
	}
	return i, i + 2, typ
}

// bodyOfState: "die Bauernunion von Togo": a compound for a body that the dictionary does not have, and "von" with a state or place.
func (d *Document) bodyOfState(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	if i == 0 || i+2 >= t.Len() || syntax.Form(t, i+1) != "von" || syntax.Pos(t, i) != "NOUN" || s.inRole[i] || s.role[i] != nil || d.word == nil || d.word(t.Word(i).Form) || !d.particular(s, i) || d.lex.State.at(t, i) || d.lex.Members.at(t, i) {
		return 0, 0, ""
	}
	m, ok := s.At(i + 2)
	if !ok || m.First != i+2 || m.Kind != Name || m.Type != gazetteer.Place && m.Type != gazetteer.Country || t.Word(m.Head).Head != i {
		return 0, 0, ""
	}
	typ = lookup(d.lex.suffixes, t, i)
	if !oneOf(typ, gazetteer.Organization, gazetteer.PoliticalGroup) {
		return 0, 0, ""
	}
	return i, m.Last, typ
}

// withNoun remembers the name with the noun for a firm right before it: "die Spedition Grüter", "die Brauerei Sternhof".
func (d *Document) withNoun(s *Sentence, first, last int, name string) {
	t := s.Tree
	if d.Lang != "de" || first == 0 || s.cover[first-1] >= 0 || syntax.Pos(t, first-1) != "NOUN" || !joined(s, first-1) || !d.lex.FirmNouns.at(t, first-1) {
		return
	}
	m, ok := s.At(first)
	if !ok || m.First != first || m.Last != last || !d.isDiscovered(m.Entity) {
		return
	}
	e, long := d.entities[m.Entity], t.Word(first-1).Form+" "+name
	if e != nil && !slices.ContainsFunc(e.Aliases, func(n graph.Name) bool { return n.Text == long }) {
		e.Aliases = append(e.Aliases, graph.Name{Text: long, Lang: d.Lang})
	}
}
