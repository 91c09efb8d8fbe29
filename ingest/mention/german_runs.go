package mention

import (
	"slices"
	"strconv"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// townName: the tagger takes word i for a name, and it ends like one of a place.
func (d *Document) townName(s *Sentence, i int) bool {
	f := syntax.Form(s.Tree, i)
	if d.Lang != "de" || syntax.Pos(s.Tree, i) != "PROPN" || len(f) < 6 {
		return false
	}
	return slices.ContainsFunc(d.lex.TownEnds, func(e string) bool { return strings.HasSuffix(f, e) })
}

// unknownWord: word i has a capital and is none of the dictionary, nor a compound of its words.
func (d *Document) unknownWord(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	return capital(f) && letters(f) && d.known != nil && !d.known(f) && !d.commonNoun(f) && !d.title(s, i)
}

// nobleTail is the end of "Graf von Nessel", "Freiherr zu Guttstein" behind a
// first name at word j; j where none stands there.
func (d *Document) nobleTail(s *Sentence, i, j int) int {
	t := s.Tree
	if d.Lang != "de" || j == 0 || j+2 >= t.Len() {
		return j
	}
	if j > i+1 && d.lex.Nobility.has(syntax.Form(t, j-1)) && oneOf(syntax.Form(t, j), "von", "zu") && capital(t.Word(j+1).Form) && s.cover[j+1] < 0 {
		return j + 2
	}
	if !d.lex.Nobility.has(syntax.Form(t, j)) || !oneOf(syntax.Form(t, j+1), "von", "zu", "vom", "zum") || !capital(t.Word(j+2).Form) || s.cover[j+2] >= 0 {
		return j
	}
	if syntax.Pos(t, j-1) != "PROPN" || !joinedTo(s, j) || i < j-3 {
		return j
	}
	return j + 3
}

// particleBefore: "von" or "zu" stands before word i: what follows is of the name.
func particleBefore(s *Sentence, i int) bool {
	return oneOf(syntax.Form(s.Tree, i-1), "von", "zu", "van", "de")
}

// nobleParticle: "Aletta von Marwitz": word i is a first name, or a title stands
// before it, and the tagger takes both words for names.
func (d *Document) nobleParticle(s *Sentence, i, j, next int) bool {
	t := s.Tree
	if next != j+1 || syntax.Form(t, j) != "von" && syntax.Form(t, j) != "zu" || j-i != 1 || syntax.Pos(t, i) != "PROPN" && !d.nobleFirst(s, i) || syntax.Pos(t, next) != "PROPN" || acronym(t.Word(next).Form) || s.cover[next] >= 0 {
		return false
	}
	return d.know.Gazetteer.FirstName(t.Word(i).Form) || i > 0 && s.cover[i-1] < 0 && (d.title(s, i-1) || d.official(s, i-1))
}

// foreignLink is the end of a name that goes on over a small word of another
// language: "Pulse of Leipzig", "Pay or Grief", "Doctors for Peace"; else j.
func (d *Document) foreignLink(s *Sentence, i, j int) int {
	t := s.Tree
	if d.Lang == "en" || j+1 >= t.Len() || s.cover[j] >= 0 || s.titleCase || !joinedTo(s, j) || !joinedTo(s, j+1) {
		return j
	}
	f := t.Word(j).Form
	if !oneOf(f, "of", "and", "for", "or", "the") && !(d.Lang == "de" && oneOf(f, "pour", "et", "del", "della", "du", "sans", "di", "do", "dos")) || !capital(t.Word(j+1).Form) || acronym(t.Word(j+1).Form) {
		return j
	}
	if d.Lang == "fr" && f == "or" {
		return j // "or" begins clauses
	}
	m, ok := s.At(j + 1)
	if !ok {
		return j + 2
	}
	if m.First == j+1 && m.Kind == Name && (m.Type == gazetteer.Place || m.Type == gazetteer.Country) {
		d.uncover(s, m.First, m.Last)
		return m.Last
	}
	return j
}

// ordinalBehind: a Roman numeral behind the seat of a court: "Landgericht München II".
func (d *Document) ordinalBehind(s *Sentence, j int) bool {
	return j < s.Tree.Len() && s.cover[j] < 0 && joinedTo(s, j) && oneOf(s.Tree.Word(j).Form, "I", "II", "III", "IV", "V", "VI")
}

// bareUnknown: a word that no dictionary has, tagged as a noun, stands right
// behind a preposition of place, or is joined to a place: no noun of the language
// stands there without an article: "aus Gråsten", "in Siegen und Olpe".
func (d *Document) bareUnknown(s *Sentence, i int) bool {
	t := s.Tree
	if i < 1 || s.titleCase || s.head[i] != nil || s.role[i] != nil || len(t.Word(i).Form) < 4 || acronym(t.Word(i).Form) || !d.unknownWord(s, i) && !(hyphenated(t.Word(i).Form) && d.strangePart(t.Word(i).Form) && d.region(t.Word(i).Form)) || d.kindOf(s, i) != "" {
		return false
	}
	if syntax.Pos(t, i-1) == "CCONJ" && i > 1 {
		m, ok := s.At(i - 2)
		return ok && m.Kind == Name && m.Type == gazetteer.Place
	}
	return oneOf(syntax.Form(t, i-1), "in", "aus", "nach", "bei", "nahe") && joined(s, i-1) && t.Word(i-1).Token != t.Word(i).Token
}

// nobleFirst: a first name that the tagger took for a noun, before "von" and a name.
func (d *Document) nobleFirst(s *Sentence, i int) bool {
	t := s.Tree
	return d.know.Gazetteer.FirstName(t.Word(i).Form) && i+2 < t.Len() && oneOf(syntax.Form(t, i+1), "von", "zu") && syntax.Pos(t, i+2) == "PROPN" && s.cover[i+2] < 0 && !acronym(t.Word(i+2).Form)
}

// branchOf is the end of "Islamische Akademie Deutschland", "Islamisches Zentrum
// Hamburg": behind the name of a body that ends before word last stands where it is.
func (d *Document) branchOf(s *Sentence, last int) int {
	if s.titleCase || s.Heading || last >= s.Tree.Len() || !joinedTo(s, last) {
		return last
	}
	m, ok := s.At(last)
	if !ok || m.First != last || m.Kind != Name || m.Type != gazetteer.Place && m.Type != gazetteer.Country || strings.HasSuffix(s.Tree.Word(last).Form, "s") && m.Type == gazetteer.Country {
		return last
	}
	d.uncover(s, m.First, m.Last)
	return m.Last
}

// unitNumber finds units that a number behind their noun names: "die Brigade
// 444", "Unit 54777", "l’unité 29155".
func (d *Document) unitNumber(s *Sentence) {
	t := s.Tree
	for i := 0; i+1 < t.Len(); i++ {
		f := t.Word(i + 1).Form
		if s.cover[i] >= 0 || s.cover[i+1] >= 0 || len(f) < 2 || len(f) > 5 || strings.Trim(f, "0123456789") != "" || !joined(s, i) || !d.unitWord(s, i, len(f)) {
			continue
		}
		if i+2 < t.Len() && oneOf(syntax.Pos(t, i+2), "NOUN", "PROPN", "NUM", "ADJ", "SYM") {
			continue // "brigade 500 soldiers"
		}
		d.introduce(s, i, i+2, d.textOf(s, i, i+2), gazetteer.Organization)
	}
}

// unitWord: word i is the noun for a unit that a number of so many digits can name.
func (d *Document) unitWord(s *Sentence, i, digits int) bool {
	f, upper := syntax.Form(s.Tree, i), capital(s.Tree.Word(i).Form)
	switch {
	case d.Lang == "en" && !upper, d.Lang == "fr" && upper && f != "unité":
		return false
	}
	return d.lex.Units.has(f) || digits > 2 && d.lex.LongUnits.has(f)
}

// subsidiary: right behind a firm that a list has stands the name of a state or
// place, or, where a noun introduces the whole, another word that no dictionary
// has: "DP World Australia", "das Unternehmen Gazprom Germania".
func (d *Document) subsidiary(s *Sentence, h gazetteer.Hit, first, last int) bool {
	t := s.Tree
	if h.Entries[0].Type != gazetteer.Company && !(h.Entries[0].Type == gazetteer.Organization && d.Lang == "de") || last >= t.Len() || s.titleCase || s.Heading || !capital(t.Word(last).Form) || !joinedTo(s, last) || d.title(s, last) || acronym(t.Word(last).Form) {
		return false
	}
	for _, x := range d.know.Gazetteer.Match(d.Lang, s.tokens()[t.Word(last).Token:min(len(s.tokens()), t.Word(last).Token+2)]) {
		if x.First == 0 && x.Form == gazetteer.Name && (x.Entries[0].Type == gazetteer.Country || x.Entries[0].Type == gazetteer.Place) && !x.Context {
			return last+1 >= t.Len() || !oneOf(t.Word(last+1).Form, "'s", "’s", "-")
		}
	}
	return d.Lang != "en" && syntax.Pos(t, last) == "PROPN" && first > 0 && s.cover[first-1] < 0 && d.kindOf(s, first-1) == gazetteer.Company && !d.know.Gazetteer.FirstName(t.Word(last).Form) && d.known != nil && !d.known(t.Word(last).Form)
}

// airline: "Air Moldau", "Radio Liban": the state or place is of a longer name.
func (d *Document) airline(s *Sentence, h gazetteer.Hit, first int) bool {
	t := s.Tree
	return first > 0 && h.First > 0 && !s.titleCase && joined(s, first-1) && s.cover[first-1] < 0 && oneOf(t.Word(first-1).Form, "Air", "Radio", "Banco", "Banque", "Télé", "Petro") &&
		(h.Entries[0].Type == gazetteer.Country || h.Entries[0].Type == gazetteer.Place)
}

// foreignRun: word i is one of a run of words with capitals in the order of
// English, the last of which ends names of bodies, and one of which no
// dictionary has: "Porgera Landowners Association".
func (d *Document) foreignRun(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "de" || d.known == nil || s.titleCase || s.Heading {
		return false
	}
	part := func(k int) bool {
		return k >= 0 && k < t.Len() && s.cover[k] < 0 && capital(t.Word(k).Form) && letters(t.Word(k).Form) && oneOf(syntax.Pos(t, k), "NOUN", "PROPN", "ADJ", "X", "ADV") && !d.title(s, k)
	}
	if !part(i) {
		return false
	}
	last := i
	for last < i+4 && part(last+1) && joined(s, last) {
		last++
	}
	for last > i && d.lex.ends[syntax.Form(t, last)] == "" {
		last--
	}
	first := i
	for first > i-4 && part(first-1) && joined(s, first-1) && d.kindOf(s, first-1) == "" {
		first--
	}
	if d.lex.ends[syntax.Form(t, last)] == "" || last == first || d.kindOf(s, i) != "" && i == first {
		return false
	}
	if i == first && d.known(t.Word(i).Form) && (i == 0 || !d.introduces(s, i-1)) && d.commonNoun(t.Word(i).Form) {
		return false // "der Konkurrent Neptun Lines"
	}
	strange := 0
	for k := first; k <= last; k++ {
		if !d.known(t.Word(k).Form) {
			strange++
		}
	}
	return strange > 0 && (strange > 1 || last-first > 1 || !d.known(t.Word(last).Form))
}

// foreignBody: behind the state or place words with capitals follow in the order
// of English, the last of which ends names of bodies: "Sudan Doctors Network".
func (d *Document) foreignBody(s *Sentence, h gazetteer.Hit, last int) bool {
	t := s.Tree
	if d.Lang == "en" || s.titleCase || s.Heading || h.Entries[0].Type != gazetteer.Country && h.Entries[0].Type != gazetteer.Place {
		return false
	}
	e := last
	for e < t.Len() && e < last+5 && capital(t.Word(e).Form) && joinedTo(s, e) && letters(t.Word(e).Form) {
		e++
	}
	return e > last && d.lex.ends[syntax.Form(t, e-1)] != "" && !d.title(s, e-1)
}

// futureYear: the number is no year that the article can tell of: "Polska 2050".
func futureYear(f string) bool {
	n, err := strconv.Atoi(f)
	return err == nil && n > 2030 && n < 2200
}

// townBefore: the noun before word first, or before "of" and it, is one for a
// town or for who runs it: "die Stadtverwaltung von Witten", "la mairie de
// Brest", "the mayor of Reading".
func (d *Document) townBefore(s *Sentence, first int) bool {
	t := s.Tree
	i := first - 1
	if i > 1 && d.Lang == "fr" && oneOf(syntax.Form(t, i), "le", "la", "les", "l'", "l’") && oneOf(syntax.Form(t, i-1), "de", "d'", "d’") {
		i-- // "la préfète des Deux-Sèvres"
	}
	if i > 0 && oneOf(syntax.Form(t, i), "of", "de", "d'", "d’", "von", "du", "des") {
		i--
		for n := 0; n < 2 && i > 0 && (syntax.Pos(t, i) == "ADJ" || strings.HasSuffix(t.Word(i).Form, "é")) && !capital(t.Word(i).Form) && d.Lang == "fr"; n++ {
			i-- // "un policier retraité de Tonnay"
		}
	} else if d.Lang != "de" || i > 0 && !oneOf(syntax.Form(t, i), "stadt", "gemeinde", "landkreis", "kreis", "hansestadt", "kreisstadt", "ortschaft", "kommune") {
		return false
	}
	return i >= 0 && s.cover[i] < 0 && d.lex.Towns.at(t, i)
}

// placeOfBody: behind the noun for its kind the name of a body goes on with a place that the
// parser ties to it: "der Hilfsorganisation Brücke Aden".
func (d *Document) placeOfBody(s *Sentence, first, last int, typ string) bool {
	t := s.Tree
	m, ok := s.At(last)
	if d.Lang != "de" || !ok || m.First != last || m.Kind != Name || m.Type != gazetteer.Place || !joinedTo(s, last) || s.titleCase || s.Heading || !oneOf(typ, gazetteer.Organization, gazetteer.PoliticalGroup, gazetteer.Company) {
		return false
	}
	h := t.Word(m.Head).Head
	return first > 0 && d.introduces(s, first-1) && d.kindOf(s, first-1) != "" && h >= first && h < last && oneOf(syntax.Base(t, m.Head), "flat", "appos")
}
