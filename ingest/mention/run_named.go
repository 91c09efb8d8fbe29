package mention

import (
	"strings"
	"unicode"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// generic: a name made only of words for organs of the state ("Council of
// Ministers", "Foreign Ministry") names no organ in particular: it is read
// like a common noun, by what qualifies it.
func (d *Document) generic(s *Sentence, first, last int) bool {
	t := s.Tree
	for i := first + 1; i < last-1; i++ {
		if !capital(t.Word(i).Form) && oneOf(syntax.Form(t, i), "for", "on", "against") {
			return false // "State Committee for National Security"
		}
	}
	if d.Lang == "fr" && d.particularBody(s, first, last) {
		return false
	}
	if d.Lang == "fr" && last-first > 1 && (d.party(syntax.Form(t, first)) || d.phraseName(s, first)) {
		return false
	}
	if strings.Trim(t.Word(first).Form, "0123456789") == "" {
		return false // "444 Brigade"
	}
	if d.Lang == "en" && last-first > 2 && !d.lex.State.at(t, last-1) && d.lex.Particular.has(syntax.Form(t, last-1)) {
		return false // "National Election Committee"
	}
	for i := first; i < last; i++ {
		f := syntax.Form(t, i)
		if !capital(t.Word(i).Form) || d.lex.State.has(f) || d.lex.State.at(t, i) || s.role[i] != nil || s.head[i] != nil || d.lex.Portfolio.has(f) {
			continue
		}
		return false
	}
	return true
}

// named decides what a run of name words is.
func (d *Document) named(s *Sentence, first, last int) {
	if e := d.bracketEnd(s, first, last); e > last {
		d.uncover(s, last, e)
		last = e
	}
	if m, ok := s.At(last); ok && d.Lang == "en" && m.Type == gazetteer.Person && joined(s, last-1) && d.title(s, last-1) {
		return // "Public Safety Minister", whose name was found before
	}
	first = d.skipTitles(s, first, last)
	first, kind := d.skipKinds(s, first, last)
	if first >= last || first > 0 && d.lex.Models.has(syntax.Form(s.Tree, first-1)) {
		return // "Drohnen vom Typ Bayraktar"
	}
	last = d.withoutNextNoun(s, first, last)
	if d.Lang == "fr" && last-first == 1 && opens(s, first) && d.nouns != nil && d.nouns(syntax.Form(s.Tree, first)) && !acronym(s.Tree.Word(first).Form) {
		return // "Actif depuis 2026, il …", "Campagne de …"
	}
	if d.Lang == "en" && d.numberOfName(s, first, last) {
		first--
	}
	first = d.dateOfName(s, first, last)
	name := d.textOf(s, first, last)
	if d.namingAdjective(s, first) || d.Lang == "de" && last-first == 2 && first > 0 && d.lex.Definite.at(s.Tree, first-1) && strings.HasSuffix(syntax.Form(s.Tree, first), "schen") {
		name = canonical(name) // "von der Serbischen Volksfront"
	}
	if !plausible(name) && !d.lettered(s, first, last) {
		return
	}
	if d.besideOffice(s, first, last) || d.generic(s, first, last) || d.onlyTitles(s, first, last) || last-first == 1 && (d.demonym(name) || d.lex.NotNames.has(strings.ToLower(name))) {
		return
	}
	typ := kind
	if typ == gazetteer.Place && last-first > 1 && d.know.Gazetteer.FirstName(s.Tree.Word(first).Form) {
		typ = "" // "Kapitän zur See Heinrich Tödter"
	}
	if typ == "" {
		typ = d.typeOf(s, first, last)
	}
	if typ == "" {
		return
	}
	if d.Lang == "en" && last-first == 1 && opens(s, first) && d.lex.plain.has(syntax.Form(s.Tree, first)) {
		return // "Fire destroyed"
	}
	if a, b := d.widened(s, first, last, typ); a != first || b != last {
		first, last = a, b
		name = d.textOf(s, first, last)
	}
	d.introduce(s, first, last, name, typ)
	d.withNoun(s, first, last, name)
}

// skipKinds leaves out German nouns with a capital that tell what the name behind them is of.
func (d *Document) skipKinds(s *Sentence, first, last int) (from int, kind string) {
	for d.Lang == "de" && first < last-1 && s.cover[first] < 0 && d.kindOf(s, first) != "" && !joinedByHyphen(s, first) && !d.lex.WithName.has(syntax.Form(s.Tree, first)) {
		if d.title(s, first) { // "Gashändler X"
			return first + 1, ""
		}
		kind = d.kindOf(s, first) // "Chemiekonzern X": the noun is not of the name
		first++
	}
	return first, kind
}

// widened is the range of a name of that type with the place or state beside it that is a part of it.
func (d *Document) widened(s *Sentence, first, last int, typ string) (int, int) {
	if d.placeOfBody(s, first, last, typ) {
		m, _ := s.At(last)
		d.uncover(s, m.First, m.Last)
		last = m.Last
	}
	if m, ok := s.At(last); ok && typ == gazetteer.Company && d.stateOfFirm(s, m, last) && d.introducer(s, first, last) != "" {
		d.uncover(s, m.First, m.Last) // "la société Pellucid France", "der Dienstleister Pellucid Deutschland GmbH"
		last = m.Last
		if last < s.Tree.Len() && d.lex.legal.has(syntax.Form(s.Tree, last)) && capital(s.Tree.Word(last).Form) && s.cover[last] < 0 {
			last++
		}
	}
	if e := d.ofState(s, first, last); e < first && d.know.Ontology.IsA(typ, gazetteer.Organization) {
		first = e
	}
	return first, last
}

// stateOfFirm: the state right behind a firm's name may be a part of it.
func (d *Document) stateOfFirm(s *Sentence, state Mention, last int) bool {
	return state.First == last && state.Kind == Name && state.Type == gazetteer.Country && joinedTo(s, last) && !s.titleCase && !s.Heading
}

// withoutNextNoun leaves out the German noun that stands right behind a name, and is
// written with a capital as all are.
func (d *Document) withoutNextNoun(s *Sentence, first, last int) int {
	if d.firstNameAndNoun(s, first, last) || d.nameAndAdjective(s, first, last) {
		last-- // "warf Kofi Mensah Wahlbetrug vor"
		for last-first > 1 && d.lex.Particles.has(syntax.Form(s.Tree, last-1)) {
			last--
		}
	}
	if d.nounMayFollow(s, first, last) && d.commonNoun(s.Tree.Word(last-1).Form) && d.noneCommon(s, first, last-1) {
		last-- // "gegen Wadim Krassikow Anklage"
	}
	return last
}

// nounMayFollow: the last word of the German run is no part of its name as far as
// the words around it and its ending tell.
func (d *Document) nounMayFollow(s *Sentence, first, last int) bool {
	return d.Lang == "de" && last-first > 2 && !particleBefore(s, last-1) && s.Tree.Word(last-2).Form != "&" &&
		lookup(d.lex.suffixes, s.Tree, last-1) == "" && !syllables(s, first, last)
}

// firstNameAndNoun: a first name, one that is none, and a noun of the dictionary.
func (d *Document) firstNameAndNoun(s *Sentence, first, last int) bool {
	if !d.nounMayFollow(s, first, last) {
		return false
	}
	given, family, noun := s.Tree.Word(first).Form, s.Tree.Word(last-2).Form, s.Tree.Word(last-1).Form
	known := d.commonNoun(noun) || syntax.Pos(s.Tree, last-1) == "NOUN" && d.known != nil && d.known(noun)
	return known && d.know.Gazetteer.FirstName(given) && !d.know.Gazetteer.FirstName(family)
}

// nameAndAdjective: "Alois Pichlmaier Untreue": behind a first name and a name
// that no dictionary has stands a word that the dictionary has.
func (d *Document) nameAndAdjective(s *Sentence, first, last int) bool {
	if d.Lang != "de" || last-first != 3 || d.known == nil || !d.know.Gazetteer.FirstName(s.Tree.Word(first).Form) {
		return false
	}
	family, w := s.Tree.Word(last-2).Form, s.Tree.Word(last-1).Form
	return capital(family) && letters(family) && !d.known(family) && !d.know.Gazetteer.FirstName(family) && letters(w) && len(w) > 5 && d.known(w)
}

// nth: "6th", "101st".
func nth(f string) bool {
	rest := strings.TrimLeft(f, "0123456789")
	return len(rest) < len(f) && oneOf(rest, "st", "nd", "rd", "th")
}

// syllables: three words or more as short as those of Vietnamese, Chinese and
// Korean names: "Tran Quoc Dung", where the dictionary has the last one.
func syllables(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if len([]rune(s.Tree.Word(i).Form)) > 5 {
			return false
		}
	}
	return last-first > 2
}

// noneCommon: no word of the range is one of the dictionary.
func (d *Document) noneCommon(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if d.commonNoun(s.Tree.Word(i).Form) {
			return false
		}
	}
	return true
}

// ofState: the adjective or name of a state right before a possessive or a word
// for an organ belongs to the name: "Philippine Coast Guard", "Taiwan People's
// Front". It is first where none does.
func (d *Document) ofState(s *Sentence, first, last int) int {
	t := s.Tree
	m, ok := s.At(first - 1)
	if d.Lang != "en" || !ok || s.titleCase || s.Heading || m.Last != first || !joinedTo(s, first) || m.Type != gazetteer.Country && m.Type != gazetteer.Place || m.Kind != Name && m.Kind != Adjective {
		return first
	}
	possessive := last-first > 2 && oneOf(t.Word(first+1).Form, "'s", "’s", "'", "’") && m.Kind == Name && d.lex.Possessors.has(syntax.Form(t, first))
	organ := m.Kind == Adjective && last-first == 2 && d.lex.suffixes[syntax.Form(t, last-1)] == gazetteer.GovernmentBody && d.lex.AdjBodies.has(syntax.Form(t, last-1))
	group := m.Kind == Name && m.Type == gazetteer.Place && last-first == 2 && d.lex.suffixes[syntax.Form(t, last-1)] == gazetteer.PoliticalGroup                      // "Azawad Defence Front"
	body := m.Kind == Name && m.Type == gazetteer.Country && last-first >= 2 && last-first <= 4 && s.cover[first] < 0 && d.lex.StateBodies.has(syntax.Form(t, last-1)) // "Uganda Revenue Authority"
	if !possessive && !organ && !group && !body {
		return first
	}
	d.uncover(s, m.First, m.Last)
	return m.First
}

// demonym: the word tells but of where somebody is ("Iranian"): nobody's name.
func (d *Document) demonym(word string) bool {
	for _, h := range d.know.Gazetteer.Match(d.Lang, []string{word}) {
		if h.Form == gazetteer.Adjective || h.Form == gazetteer.DemonymNoun {
			return true
		}
	}
	return false
}

// joinedByHyphen: no space stands behind the word.
func joinedByHyphen(s *Sentence, i int) bool {
	return i+1 < s.Tree.Len() && s.Tree.Word(i+1).Start == s.Tree.Word(i).End
}

func (d *Document) textOf(s *Sentence, first, last int) string {
	sp := s.spanOf(first, last)
	return strings.Join(strings.Fields(trimPossessive(d.Text[sp.Start:sp.End])), " ")
}

func trimPossessive(n string) string {
	for _, e := range []string{"'s", "’s", "'", "’"} {
		n = strings.TrimSuffix(n, e)
	}
	return n
}

// plausible refuses names without two letters, and runs too long for a name.
func plausible(name string) bool {
	letters := 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 2 && len(name) <= 120 && len(strings.Fields(name)) <= 10
}
