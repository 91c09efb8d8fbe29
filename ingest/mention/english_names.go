package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// roleInName: a word for persons that is of a name: "National" of "National
// Cryptologic Centre", the second word of "Basotho Defence Front".
func (d *Document) roleInName(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "en" || i == 0 || i+1 >= t.Len() || !capital(t.Word(i+1).Form) || !joined(s, i) {
		return false
	}
	if r := s.role[i]; r != nil && r.Kind == "person" && d.lex.Portfolio.has(syntax.Form(t, i)) && !opens(s, i) {
		return true
	}
	return syntax.Pos(t, i-1) == "PROPN" && capital(t.Word(i-1).Form) && d.lex.suffixes[syntax.Form(t, i+1)] != ""
}

// strangeStart: the first word of a sentence that the tagger takes for another
// word than a name, and that is shaped like no English one, right before a name:
// "Delyan Peev, a lawmaker, …".
func (d *Document) strangeStart(s *Sentence, i int) bool {
	t := s.Tree
	f := syntax.Form(t, i)
	if s.titleCase || s.Heading || len(f) < 3 || !letters(f) || i+1 >= t.Len() || !joined(s, i) || s.cover[i+1] >= 0 || s.inRole[i] || s.inRole[i+1] || s.head[i] != nil {
		return false
	}
	next := t.Word(i + 1).Form
	if !capital(next) || acronym(next) || syntax.Pos(t, i+1) != "PROPN" || d.generalWord(strings.ToLower(next)) || d.title(s, i+1) {
		return false
	}
	if !oneOf(syntax.Pos(t, i), "ADJ", "NOUN", "VERB", "X", "INTJ") || d.commonAtStart(s, i) || d.lex.plain.has(f) || d.generalWord(f) || d.lex.Members.has(f) || d.lex.Contrast.has(f) || d.title(s, i) {
		return false
	}
	if slices.ContainsFunc(d.lex.WordEnds, func(e string) bool { return strings.HasSuffix(f, e) }) {
		return false
	}
	return t.Word(i).Head == i+1 || t.Word(i+1).Head == i
}

// dateOfName is the first word of the date with which the name of a movement
// begins: "June 7 Movement", "23 May Brigades"; first where there is none.
func (d *Document) dateOfName(s *Sentence, first, last int) int {
	t := s.Tree
	if first < 2 || !joined(s, first-1) || !s.skip[first-1] || !s.skip[first-2] || !oneOf(d.lex.suffixes[syntax.Form(t, last-1)], gazetteer.PoliticalGroup, gazetteer.Organization) {
		return first
	}
	day, month := t.Word(first-1).Form, t.Word(first-2).Form
	if capital(day) {
		day, month = month, day
	}
	if !capital(month) || len(day) == 0 || strings.Trim(strings.TrimRight(day, "sthndr"), "0123456789") != "" || s.cover[first-1] >= 0 || s.cover[first-2] >= 0 || !joined(s, first-2) {
		return first
	}
	return first - 2
}

// numberOfName: the number before word first is of the name: "444 Brigade", "6th
// Infantry Division", "the 5 Segond gang", "2nd Regional Command".
func (d *Document) numberOfName(s *Sentence, first, last int) bool {
	t := s.Tree
	if first == 0 || s.cover[first-1] >= 0 || !joined(s, first-1) {
		return false
	}
	f := t.Word(first - 1).Form
	if nth(f) {
		return d.bodyWord(s, last-1) != ""
	}
	if d.Lang == "en" && len(f) < 4 && last-first == 1 && d.lex.Numbered.has(syntax.Form(t, first)) && capital(t.Word(first).Form) && strings.Trim(f, "0123456789") == "" {
		return true // "444 Brigade"
	}
	if f == "" || len(f) > 4 || strings.Trim(f, "0123456789") != "" {
		return false
	}
	if d.lex.Numbered.has(syntax.Form(t, last-1)) && capital(t.Word(last-1).Form) {
		return true
	}
	return first > 1 && last < t.Len() && d.lex.Definite.has(syntax.Form(t, first-2)) && !capital(t.Word(last).Form) && t.Word(last).Feats.Number().String() == "Sing" &&
		oneOf(d.kindOf(s, last), gazetteer.PoliticalGroup, gazetteer.ThreatActor)
}

// andName is the end of a name that goes on over "and" or "or" at word j:
// "School of Oriental and African Studies", "the Land and Freedom party", "Avon
// and Somerset Police"; else j.
func (d *Document) andName(s *Sentence, i, j int) int {
	t := s.Tree
	if d.Lang != "en" || s.titleCase || j+1 >= t.Len() || !oneOf(syntax.Form(t, j), "and", "or") || !d.plainPart(s, j+1) || d.know.Gazetteer.FirstName(t.Word(i).Form) {
		return j
	}
	e := j + 1
	for e < t.Len() && e < j+5 && (s.cover[e] < 0 || e == j+1) && capital(t.Word(e).Form) && (e == j+1 || joinedTo(s, e)) && !s.skip[e] {
		e++
	}
	switch {
	case d.bodyOf(s, i, j) && !d.verbTakes(s, j+1, e):
		d.uncover(s, j+1, e)
		return e
	case e < t.Len() && i > 0 && (d.lex.Definite.has(syntax.Form(t, i-1)) || syntax.Form(t, i-1) == "a") && !capital(t.Word(e).Form) && joinedTo(s, e) && t.Word(e).Feats.Number().String() == "Sing" &&
		oneOf(d.lex.kinds[syntax.Form(t, e)], gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Organization):
		return e
	case syntax.Form(t, e-1) == "police" && e > j+2 && j-i <= 2:
		return e
	}
	return j
}

// plainPart: word i, with a capital, can be of the same name as what stands
// before "and": no name that a list or the article has, no first name.
func (d *Document) plainPart(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	if m, ok := s.At(i); ok && m.Kind == Adjective && m.Last == i+1 && capital(f) && i+1 < s.Tree.Len() && capital(s.Tree.Word(i+1).Form) {
		return true // "Oriental and African Studies"
	}
	return s.cover[i] < 0 && capital(f) && !s.skip[i] && !acronym(f) && !d.know.Gazetteer.FirstName(f) && !d.title(s, i) && len(d.know.Gazetteer.Lookup(f)) == 0 && d.aliases[strings.ToLower(f)] == ""
}

// bodyOf: the words from i to j are a word for a body that goes on over "of" or "for".
func (d *Document) bodyOf(s *Sentence, i, j int) bool {
	for k := i + 1; k < j-1; k++ {
		if oneOf(syntax.Form(s.Tree, k), "of", "for", "on") && !capital(s.Tree.Word(k).Form) {
			return d.bodyWord(s, k-1) != "" && s.cover[j-1] < 0
		}
	}
	return false
}

// verbTakes: the words from i to e are subject or object of their own: a verb
// hangs on them, or their head is a word for another body.
func (d *Document) verbTakes(s *Sentence, i, e int) bool {
	t := s.Tree
	h := s.headOf(i, e)
	return lookup(d.lex.suffixes, t, e-1) != "" && t.Word(h).Feats.Number().String() != "Plur" || syntax.Pos(t, h) == "VERB" || acronym(t.Word(e-1).Form)
}

// lettered: "the G9 gang", "le groupe G9": a letter with a number, of which a
// noun right beside it tells the kind.
func (d *Document) lettered(s *Sentence, first, last int) bool {
	t := s.Tree
	if last-first != 1 || len(t.Word(first).Form) > 4 {
		return false
	}
	for _, i := range []int{first - 1, last} {
		if i >= 0 && i < t.Len() && s.cover[i] < 0 && oneOf(d.kindOf(s, i), gazetteer.PoliticalGroup, gazetteer.ThreatActor) && joinedTo(s, max(first, i)) {
			return true
		}
	}
	return false
}

// institutionBehind: "Sint Maarten Medical Center", "Haiti Human Rights
// Association": at least two words with capitals that end in the word for a
// hospital, a university or a body that is no organ of a state.
func (d *Document) institutionBehind(s *Sentence, i int) bool {
	t := s.Tree
	n := i
	for n < t.Len() && n < i+5 && capital(t.Word(n).Form) && joinedTo(s, n) && oneOf(syntax.Pos(t, n), "PROPN", "NOUN", "ADJ") && s.cover[n] < 0 {
		n++
	}
	f := syntax.Form(t, n-1)
	return n >= i+2 && !s.titleCase && (d.lex.suffixes[f] == gazetteer.Organization && f != "force" || oneOf(f, "center", "centre", "hospital", "university", "museum"))
}

// officeIn is the word behind the last office within a run of capitals that a
// portfolio or a place opens: "Public Safety Minister Gary Anandasan"; from
// where there is none.
func (d *Document) officeIn(s *Sentence, from, last int) int {
	t := s.Tree
	if d.Lang != "en" || last-from < 3 || lookup(d.lex.suffixes, t, last-1) != "" || d.know.Gazetteer.FirstName(t.Word(from).Form) {
		return from
	}
	for i := last - 2; i > from; i-- {
		if r := s.role[i]; r != nil && d.know.posts[r.Kind] && capital(t.Word(i).Form) {
			return i + 1
		}
	}
	return from
}

// shipsName: right behind the noun for a ship stands its name, be it one that a
// list has: "the ferry Estonia", "le ferry Estonia".
func (d *Document) shipsName(s *Sentence, first int) bool {
	t := s.Tree
	return d.Lang != "de" && first > 0 && joined(s, first-1) && !s.titleCase && s.cover[first-1] < 0 && !capital(t.Word(first-1).Form) && (syntax.Pos(t, first-1) == "NOUN" || d.Lang == "en" && syntax.Pos(t, first-1) == "ADJ") && d.vessel(s, first-1) && t.Word(first-1).Feats.Number().String() != "Plur"
}

// firstNameOf: a noun for one of a people that nothing determines and that a
// name follows is a name itself: "Finn Borch Andersen", "Turk Telekom".
func (d *Document) firstNameOf(s *Sentence, first, last int) bool {
	t := s.Tree
	if d.Lang != "en" || last-first != 1 || last >= t.Len() || s.titleCase || !joined(s, first) || !capital(t.Word(last).Form) || !oneOf(syntax.Pos(t, last), "PROPN", "X") || s.inRole[last] || strings.HasSuffix(t.Word(first).Form, "s") {
		return false
	}
	return first == 0 || !oneOf(syntax.Pos(t, first-1), "DET", "ADJ", "NUM") && s.cover[first-1] < 0
}

// directed: a capital that tells which part of it stands right before the place: "Western Tigray".
func (d *Document) directed(s *Sentence, first int) bool {
	t := s.Tree
	return d.Lang == "en" && first > 1 && joined(s, first-1) && !s.titleCase && !s.Heading && capital(t.Word(first-1).Form) &&
		d.lex.directions.has(syntax.Form(t, first-1))
}

// umbrella: "the Umbrella for Democratic Change", "the Platform for Peace": one
// word with a capital and an article, and behind "for" what campaigns are for.
func (d *Document) umbrella(s *Sentence, i, j int) bool {
	t := s.Tree
	if j-i != 1 || i == 0 || !d.lex.Definite.has(syntax.Form(t, i-1)) || syntax.Form(t, j) != "for" || d.know.Gazetteer.FirstName(t.Word(i).Form) || acronym(t.Word(i).Form) {
		return false
	}
	e := j + 1
	for e < t.Len() && capital(t.Word(e).Form) && joinedTo(s, e) {
		e++
	}
	return e > j+1 && d.lex.Slogans.has(syntax.Form(t, e-1))
}

// placeInBody: behind the place a run of capitals ends in the word for a body
// ("Greater Manchester Police", "Amhara Special Forces"): the place is of its name.
func (d *Document) placeInBody(s *Sentence, last int) bool {
	t := s.Tree
	if d.Lang != "en" || s.titleCase || s.Heading {
		return false
	}
	e := last
	for e < t.Len() && e < last+4 && capital(t.Word(e).Form) && joinedTo(s, e) && oneOf(syntax.Pos(t, e), "PROPN", "NOUN", "ADJ") && (s.cover[e] < 0) {
		e++
	}
	if e == last || acronym(t.Word(e-1).Form) {
		return false
	}
	f := syntax.Form(t, e-1)
	return oneOf(d.lex.suffixes[f], gazetteer.GovernmentBody, gazetteer.Organization, gazetteer.PoliticalGroup, gazetteer.Facility) && s.role[e-1] == nil
}

// endsStrange: right before the firm or body that a list has stands a word with a
// capital that no list and no dictionary has, or right behind it the word for an
// authority: "Hesketh Intel", "Digital Security Agency": it is part of a longer name.
func (d *Document) endsStrange(s *Sentence, h gazetteer.Hit, first, last int) bool {
	t := s.Tree
	if d.Lang != "en" || s.titleCase || s.Heading || !oneOf(h.Entries[0].Type, gazetteer.Company, gazetteer.Media, gazetteer.Organization) {
		return false
	}
	if last < t.Len() && last-first > 1 && joinedTo(s, last) && capital(t.Word(last).Form) && d.lex.StateBodies.has(syntax.Form(t, last)) {
		return true
	}
	if last-first != 1 || first == 0 || acronym(t.Word(first).Form) || !joined(s, first-1) {
		return false
	}
	f := t.Word(first - 1).Form
	return capital(f) && letters(f) && !acronym(f) && syntax.Pos(t, first-1) == "PROPN" && d.word != nil && !d.word(f) && !d.title(s, first-1) && !s.inRole[first-1] && s.cover[first-1] < 0 &&
		!d.generalWord(strings.ToLower(f)) && !d.demonym(f) && len(d.know.Gazetteer.Lookup(f)) == 0 && !s.skip[first-1]
}

// someonesName: the article has the word right behind a first name or a title, where nothing is said to be theirs
// ("King Edward VII's Hospital" names no king).
func (d *Document) someonesName(word string) bool {
	for _, s := range d.Sentences {
		for i := 1; i < s.Tree.Len(); i++ {
			if i+1 < s.Tree.Len() && oneOf(s.Tree.Word(i+1).Form, "'s", "’s") {
				continue
			}
			if s.Tree.Word(i).Form == word && capital(s.Tree.Word(i-1).Form) && joined(s, i-1) && (d.know.Gazetteer.FirstName(s.Tree.Word(i-1).Form) || d.title(s, i-1)) {
				return true
			}
		}
	}
	return false
}

// nounRightBehind is the kind that the common noun right behind the name tells: "the Desert Lions militia".
func (d *Document) nounRightBehind(s *Sentence, last int) string {
	t := s.Tree
	if d.Lang != "en" || last >= t.Len() || syntax.Pos(t, last) != "NOUN" || capital(t.Word(last).Form) || !joinedTo(s, last) {
		return ""
	}
	if k := d.kindOf(s, last); oneOf(k, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Company) {
		return k
	}
	return ""
}

// ledBody: "chief executive of X": only a body has such offices.
func (d *Document) ledBody(s *Sentence, first, last int) string {
	t := s.Tree
	if d.Lang != "en" || first < 2 || syntax.Form(t, first-1) != "of" || s.role[first-2] == nil || d.know.Gazetteer.FirstName(t.Word(first).Form) {
		return ""
	}
	switch s.role[first-2].Kind {
	case "company_head", "company_officer":
		return gazetteer.Company
	case "head_of_organization":
		return gazetteer.Organization
	}
	return ""
}
