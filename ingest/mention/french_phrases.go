package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// describedPhrases finds French names of bodies that common words make, where a noun behind a
// comma tells what they name: "Médecins sans barrières, une ONG de Louvain, continuera",
// "selon Justice pour tous, un collectif d’avocats".
func (d *Document) describedPhrases(s *Sentence) {
	if d.Lang != "fr" || s.Heading || s.titleCase || allCapital(s) {
		return
	}
	t := s.Tree
	for i := 0; i+3 < t.Len(); i++ {
		if !d.beginsPhrase(s, i) {
			continue
		}
		last := d.phraseComma(s, i)
		if last < i+2 {
			continue
		}
		kind := d.apposedKind(s, i, last)
		if kind == "" {
			continue
		}
		d.uncover(s, i, last)
		if d.free(s, i, last) {
			d.introduce(s, i, last, d.textOf(s, i, last), kind)
			i = last
		}
	}
}

// beginsPhrase: word i is a word of the dictionary with a capital, and no article stands before it.
func (d *Document) beginsPhrase(s *Sentence, i int) bool {
	t := s.Tree
	f := t.Word(i).Form
	if !capital(f) || acronym(f) || !letters(f) || s.skip[i] || s.cover[i] >= 0 || s.role[i] != nil || s.inRole[i] || d.title(s, i) || d.nouns == nil || d.know.Gazetteer.FirstName(f) {
		return false
	}
	if i == 0 || opens(s, i) {
		slogan := d.lex.Slogans.has(syntax.Form(t, i)) && oneOf(syntax.Pos(t, i), "ADV", "VERB", "ADJ")
		return (slogan || oneOf(syntax.Pos(t, i), "NOUN", "PROPN") && d.nouns(f)) && d.kindOf(s, i) == "" && !d.lex.Members.at(t, i) && !d.lex.Partner.at(t, i)
	}
	return oneOf(syntax.Pos(t, i), "NOUN", "PROPN", "ADJ", "VERB", "ADV") && (d.nouns(f) || d.known(f)) && syntax.Pos(t, i-1) != "DET" && !articleForm(syntax.Form(t, i-1)) && t.Word(i-1).Form != "." && (!capital(t.Word(i-1).Form) || i == 1)
}

// phraseComma is the comma that ends the words of such a name, which begins at word i; -1 where none does.
func (d *Document) phraseComma(s *Sentence, i int) int {
	t := s.Tree
	for k := i + 1; k < t.Len() && k < i+7; k++ {
		if t.Word(k).Form == "," {
			if oneOf(syntax.Pos(t, k-1), "ADP", "DET", "CCONJ") {
				return -1
			}
			return k
		}
		if s.skip[k] || s.role[k] != nil || d.official(s, k) || capital(t.Word(k).Form) && s.cover[k] < 0 && !d.known(t.Word(k).Form) {
			return -1
		}
		if m, ok := s.At(k); ok && (m.First < i || m.Last > k+1 && m.First < k || m.Kind != Name && m.Kind != Adjective || m.Kind == Name && m.Type != gazetteer.Place && m.Type != gazetteer.Country) {
			return -1
		}
		switch p := syntax.Pos(t, k); {
		case oneOf(p, "NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"), articleForm(syntax.Form(t, k)), oneOf(syntax.Form(t, k), "tous", "toutes", "sans"):
		case p == "VERB" && !syntax.Finite(t, k) && len(t.Children(k)) == 0:
		default:
			return -1
		}
	}
	return -1
}

// apposedKind is the kind of body that the noun behind the comma tells of the words from first on. At the start
// of a sentence, where a capital tells nothing, a comma must close the apposition before the verb.
func (d *Document) apposedKind(s *Sentence, first, comma int) string {
	t := s.Tree
	n := comma + 1
	start := first == 0 || opens(s, first)
	if n < t.Len() && (oneOf(syntax.Form(t, n), "un", "une") || !start && articleForm(syntax.Form(t, n))) {
		n++
	}
	for n < t.Len() && n < comma+4 && syntax.Pos(t, n) == "ADJ" && !acronym(t.Word(n).Form) {
		n++
	}
	if n >= t.Len() || s.cover[n] >= 0 || s.role[n] != nil || capital(t.Word(n).Form) && !acronym(t.Word(n).Form) || t.Word(n).Feats.Number().String() == "Plur" {
		return ""
	}
	kind := d.kindOf(s, n)
	if !oneOf(kind, gazetteer.Organization, gazetteer.PoliticalGroup, gazetteer.Company, gazetteer.Media, gazetteer.ThreatActor) || d.introducesOther(s, n+1) {
		return ""
	}
	if start && !d.closedBeforeVerb(s, n+1) {
		return ""
	}
	return kind
}

// closedBeforeVerb: behind word n stands a comma, and right behind it the verb, but for adverbs and what leans on it.
func (d *Document) closedBeforeVerb(s *Sentence, n int) bool {
	t := s.Tree
	for k := n; k < t.Len(); k++ {
		if t.Word(k).Form != "," {
			continue
		}
		v := k + 1
		for v < t.Len() && v < k+4 && (syntax.Pos(t, v) == "ADV" || oneOf(syntax.Form(t, v), "ne", "n'", "n’", "se", "s'", "s’", "y", "en", "le", "la", "l'", "l’", "les", "lui", "leur")) {
			v++
		}
		if v < t.Len() && syntax.Finite(t, v) {
			return true
		}
	}
	return false
}

// kindOverComma: "sa propre formation, Rumbo Andino.", "la compagnie chypriote, Pelagos Lines,": the noun before
// the comma tells what stands behind it, up to the next mark.
func (d *Document) kindOverComma(s *Sentence, first, last int) string {
	t := s.Tree
	if d.Lang != "fr" || first < 3 || t.Word(first-1).Form != "," || last < t.Len() && syntax.Pos(t, last) != "PUNCT" || s.Heading {
		return ""
	}
	n, person := first-2, d.know.Gazetteer.FirstName(t.Word(first).Form)
	adjective := func() {
		for ; n > 0; n-- {
			if m, ok := s.At(n); !(ok && m.Kind == Adjective) && (ok || syntax.Pos(t, n) != "ADJ") {
				return
			}
		}
	}
	adjective()
	if n > 2 && syntax.Pos(t, n) == "NOUN" && d.kindOf(s, n) == "" && oneOf(syntax.Form(t, n-1), "de", "d'", "d’") && s.cover[n] < 0 {
		n -= 2 // "la société de négoce, X"
		adjective()
	}
	if syntax.Pos(t, n) != "NOUN" || s.cover[n] >= 0 || d.official(s, n) || d.title(s, n) || t.Word(n).Feats.Number().String() == "Plur" || capital(t.Word(n).Form) && !acronym(t.Word(n).Form) {
		return ""
	}
	kind := d.kindOf(s, n)
	if !oneOf(kind, gazetteer.Organization, gazetteer.PoliticalGroup, gazetteer.Company, gazetteer.Media, gazetteer.ThreatActor) || person && syntax.Base(t, n) != "obj" {
		return ""
	}
	for n--; n > 0 && syntax.Pos(t, n) == "ADJ"; n-- {
	}
	if syntax.Pos(t, n) != "DET" && !articleForm(syntax.Form(t, n)) || articleForm(syntax.Form(t, n)) && n > 1 && oneOf(syntax.Form(t, n-1), "de", "d'", "d’") || n > 0 && strings.Contains(" selon pour avec après ", " "+syntax.Form(t, n-1)+" ") {
		return ""
	}
	return kind
}

// purposeTail is the end of "Fondation Al-Baraka pour les orphelins", whose run of capitals ends before word j:
// the name of a body goes on with what it is for; else j.
func (d *Document) purposeTail(s *Sentence, i, j int) int {
	t := s.Tree
	if j < i+2 || j+2 >= t.Len() || syntax.Form(t, j) != "pour" || !articleForm(syntax.Form(t, j+1)) || !d.ownBody(syntax.Form(t, i)) || !d.lowNoun(s, j+2) {
		return j
	}
	e := j + 3
	for e < t.Len() && syntax.Pos(t, e) == "ADJ" && !capital(t.Word(e).Form) && s.cover[e] < 0 && t.Word(e).Head == e-1 {
		e++
	}
	return e
}

// nounAndPlace is the end of "Vérité Baltique", "Espoir Togo": a common noun with a capital, without an article,
// and the place right behind it are one name; j where no such name ends.
func (d *Document) nounAndPlace(s *Sentence, i, j int) int {
	t := s.Tree
	m, ok := s.At(j)
	if !ok || s.Heading || s.titleCase || m.Kind != Name || m.First != j || m.Type != gazetteer.Place && m.Type != gazetteer.Country || !joinedTo(s, j) || d.nouns == nil || i == 0 {
		return j
	}
	if d.nounBefore(s, i) != "" && body[d.nounBefore(s, i)] && !acronym(t.Word(i).Form) && !d.know.Gazetteer.FirstName(t.Word(i).Form) && !d.title(s, i) {
		return m.Last // "le fonds Alter Rhin"
	}
	if !d.nouns(t.Word(i).Form) {
		return j
	}
	if opens(s, i) || syntax.Pos(t, i-1) == "DET" || articleForm(syntax.Form(t, i-1)) || s.role[i] != nil || s.inRole[i] || d.title(s, i) || d.lex.State.at(t, i) || d.lex.WithName.has(syntax.Form(t, i)) || d.lex.Portfolio.has(syntax.Form(t, i)) || d.know.Gazetteer.FirstName(t.Word(i).Form) ||
		oneOf(d.kindOf(s, i), gazetteer.Place, gazetteer.Facility, gazetteer.Event) {
		return j
	}
	return m.Last
}

// strangeTail is the end of "Frăția laptelui", "Smer sociálna": behind the noun that tells its kind a name that
// ends before word j goes on in small letters with words of another language, before a mark or the verb; else j.
func (d *Document) strangeTail(s *Sentence, i, j int) int {
	t := s.Tree
	if i == 0 || s.cover[i-1] >= 0 || !body[d.kindOf(s, i-1)] || capital(t.Word(i-1).Form) && !acronym(t.Word(i-1).Form) || d.known == nil || d.known(t.Word(j-1).Form) {
		return j
	}
	e := j
	for e < t.Len() && e < j+3 && joinedTo(s, e) && s.cover[e] < 0 && !s.skip[e] && len(t.Word(e).Form) > 2 && letters(t.Word(e).Form) && !capital(t.Word(e).Form) && !d.known(t.Word(e).Form) && oneOf(syntax.Pos(t, e), "NOUN", "ADJ", "PROPN", "X", "ADV", "VERB") {
		e++
	}
	if e > j && (e >= t.Len() || oneOf(syntax.Pos(t, e), "PUNCT", "AUX", "VERB", "CCONJ")) {
		return e
	}
	return j
}

// numberInside: "le gang Baz 5 Septanm": behind the noun for its kind a number stands inside the name.
func (d *Document) numberInside(s *Sentence, i, j int) bool {
	t := s.Tree
	if i == 0 || j != i+1 || j+1 >= t.Len() || s.titleCase || s.cover[j] >= 0 || s.cover[j+1] >= 0 || s.cover[i-1] >= 0 {
		return false
	}
	f, next := t.Word(j).Form, t.Word(j+1).Form
	return len(f) < 4 && strings.Trim(f, "0123456789") == "" && !s.skip[j] && joinedTo(s, j) && joinedTo(s, j+1) && capital(next) && !acronym(next) && letters(next) &&
		oneOf(d.kindOf(s, i-1), gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Organization) && !d.commonNoun(next)
}
