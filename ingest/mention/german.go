package mention

import (
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// In German every noun has a capital: what is a name must be told by other
// signs than in English and French.

// nounEndings make common nouns only; the dictionary has not all of these nouns.
var nounEndings = []string{"ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "tät", "ismus", "enz", "age", "nis", "nisse"}

// commonNoun: the word that the tagger took for a name is a common noun, by
// the dictionary or by its ending.
func (d *Document) commonNoun(form string) bool {
	if d.Lang != "de" || acronym(form) && (len(form) < 6 || d.nouns == nil || !d.nouns(form)) {
		return false
	}
	low := strings.ToLower(form)
	if oneOf(low, "niemand", "jemand", "jeder", "keiner", "alle", "alles", "nichts", "dies", "wer") {
		return true
	}
	for _, e := range nounEndings {
		if strings.HasSuffix(low, e) && len(low) > len(e)+2 {
			return true
		}
	}
	return d.nouns != nil && d.nouns(form)
}

// introducedNoun: word i, tagged as a common noun, is a name because a noun
// that tells a kind, or a title, stands before it ("die Firma Meridian Trading",
// "der Oppositionelle Siarhej Lukin"). A word of the dictionary is one only
// where the phrase opens the sentence and the verb follows: elsewhere it may
// be another argument ("meldete der Konzern Verluste").
func (d *Document) introducedNoun(s *Sentence, i int) bool {
	t := s.Tree
	k := i - 1
	if s.cover[k] < 0 && syntax.Pos(t, k) == "NOUN" && joined(s, k) && d.kindOf(s, k) == gazetteer.Facility {
		return d.strangePart(t.Word(i).Form) && d.definiteNoun(s, k) // "die Goldmine Tangaye-Nord"
	}
	for k > 0 && k > i-4 && syntax.Pos(t, k) == "NOUN" && s.cover[k] < 0 && joined(s, k) && !d.introduces(s, k) && capital(t.Word(k).Form) {
		k--
	}
	if k < 0 || !d.introduces(s, k) || !joined(s, k) || d.introduces(s, i) && !(hyphenated(t.Word(i).Form) && d.strangePart(t.Word(i).Form) && !d.indefinite(s, k)) || d.lex.State.at(t, i) || d.lex.Members.at(t, i) {
		return false
	}
	if (!d.commonNoun(t.Word(i).Form) || hyphenated(t.Word(i).Form)) && !d.indefinite(s, k) {
		return true
	}
	return d.opensSentence(s, k) && d.verbFollows(s, i)
}

// strangePart: the word, or its first part, is none of the dictionary: "Tangaye-Nord".
func (d *Document) strangePart(form string) bool {
	first, _, _ := strings.Cut(form, "-")
	return d.known != nil && letters(first) && !d.known(first) && !d.commonNoun(first)
}

// hyphenated: "Exil-Forum", "Kosmos-Bank".
func hyphenated(form string) bool {
	first, last, ok := strings.Cut(form, "-")
	return ok && capital(first) && capital(last)
}

// introduces: word k tells the kind of the name behind it.
func (d *Document) introduces(s *Sentence, k int) bool {
	t := s.Tree
	if s.cover[k] >= 0 || syntax.Pos(t, k) != "NOUN" && syntax.Pos(t, k) != "ADJ" || !capital(t.Word(k).Form) {
		return false
	}
	switch d.kindOf(s, k) {
	case gazetteer.Company, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Media, gazetteer.Malware, "Organization":
		return true
	case "":
		return d.lex.PersonTitle.at(t, k)
	}
	return false
}

// indefinite: "eine Gruppe Soldaten" names nothing.
func (d *Document) indefinite(s *Sentence, k int) bool {
	for k--; k >= 0; k-- {
		switch syntax.Pos(s.Tree, k) {
		case "ADJ", "NUM":
			continue
		case "DET":
			return !d.lex.Definite.at(s.Tree, k)
		}
		return k >= 0 && syntax.Pos(s.Tree, k) == "ADP"
	}
	return false
}

// opensSentence: only an article and adjectives stand before word k.
func (d *Document) opensSentence(s *Sentence, k int) bool {
	for j := 0; j < k; j++ {
		if p := syntax.Pos(s.Tree, j); p == "ADJ" || p == "DET" && d.lex.Definite.at(s.Tree, j) || p == "PUNCT" && isQuote(s.Tree.Word(j).Form) {
			continue
		}
		return false
	}
	return true
}

// verbFollows: behind the nouns from word i on stands the finite verb.
func (d *Document) verbFollows(s *Sentence, i int) bool {
	t := s.Tree
	for i < t.Len() && (syntax.Pos(t, i) == "NOUN" || syntax.Pos(t, i) == "PROPN") {
		i++
	}
	if i >= t.Len() {
		return false
	}
	w := t.Word(i)
	return (w.UPOS.String() == "VERB" || w.UPOS.String() == "AUX") && w.Feats.VerbForm().String() == "Fin" || syntax.FiniteForm(t, i)
}

// namingAdjective: an adjective with a capital inside a sentence begins a name
// ("die Nationale Widerstandsfront"); those in "-er" of places ("Berliner
// Polizei") and those of offices do not.
func (d *Document) namingAdjective(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "de" || i == 0 || i+1 >= t.Len() || opens(s, i) || s.titleCase || syntax.Pos(t, i) != "ADJ" || s.cover[i] >= 0 {
		return false
	}
	f := t.Word(i).Form
	if len(f) < 4 || strings.HasSuffix(f, "er") || strings.EqualFold(f, "jährige") || strings.ToUpper(f) == f || s.inRole[i] {
		return false
	}
	noun := i + 1
	if p := syntax.Pos(t, noun); p != "NOUN" && p != "PROPN" || !capital(t.Word(noun).Form) || !joined(s, i) || s.cover[noun] >= 0 {
		return false
	}
	return s.role[noun] == nil && !d.official(s, noun) && !d.title(s, noun) && !d.lex.State.at(t, noun) && lookup(d.lex.suffixes, t, noun) != ""
}

// canonical writes a name that begins with an adjective as it stands behind
// an article in the nominative: "der Nationalen Widerstandsfront" is the
// "Nationale Widerstandsfront".
func canonical(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if !ok {
		return name
	}
	for _, e := range []string{"en", "em", "es"} {
		if s, ok := strings.CutSuffix(first, e); ok {
			return s + "e " + rest
		}
	}
	return name
}

// fromTowns finds the adjectives that German makes of any town's name ("der
// Turiner Konzern").
func (d *Document) fromTowns(s *Sentence) {
	t := s.Tree
	if d.Lang != "de" {
		return
	}
	for i := 0; i+1 < t.Len(); i++ {
		town, ok := strings.CutSuffix(t.Word(i).Form, "er")
		if !ok || len(town) < 4 || s.cover[i] >= 0 || s.skip[i] || !capital(town) || !joined(s, i) || d.kindOf(s, i+1) == "" && !d.lex.State.at(t, i+1) && !s.inRole[i+1] {
			continue
		}
		names := []string{town, town + "e", town + "en"}
		if strings.HasSuffix(town, "n") {
			names = append(names, strings.TrimSuffix(town, "n")+"en") // "Dresdner"
		}
		for _, name := range names {
			if e := d.town(name); e != nil {
				if s.add(Mention{First: i, Last: i + 1, Head: i, Kind: Adjective, Span: s.spanOf(i, i+1), Entity: e.ID, Type: e.Type}) {
					d.keep(e.Entity())
				}
				break
			}
		}
	}
}

// town is the one town of the gazetteer with the name, nil if there is none.
func (d *Document) town(name string) *gazetteer.Entry {
	var found *gazetteer.Entry
	for _, e := range d.know.Gazetteer.Lookup(name) {
		if e.Type != gazetteer.Place || found != nil || e.Context {
			return nil
		}
		found = e
	}
	return found
}

// bracketed: the words stand alone in brackets behind a name, or with an age
// ("(Grüne)", "(47, SPD)").
func (d *Document) bracketed(s *Sentence, first, last int) bool {
	t := s.Tree
	if last >= t.Len() || !oneOf(t.Word(last).Form, ")", ",", "/") {
		return false
	}
	i := first - 1
	for i > 1 && (t.Word(i).Form == "," || syntax.Pos(t, i) == "NUM") {
		i--
	}
	return i > 0 && t.Word(i).Form == "(" && capital(t.Word(i-1).Form) && syntax.Pos(t, i-1) == "PROPN"
}

// prepositionalVon: "von der", "von den" behind word j-1 is a preposition and no
// particle of a family name: a whole name stands before it ("Giorgi Lomsadze von
// der Staatlichen Universität"), or what follows is no family name ("erhielt
// Stöckl von der SPD-Abgeordneten Kuhn").
func (d *Document) prepositionalVon(s *Sentence, i, j, next int) bool {
	t := s.Tree
	if d.Lang != "de" || !oneOf(syntax.Form(t, j), "von", "der", "den") {
		return false
	}
	f := t.Word(next).Form
	i = d.skipTitles(s, i, j)
	if j-i >= 2 && next-j == 2 || !d.know.Gazetteer.FirstName(t.Word(i).Form) && next-j == 2 {
		return true
	}
	return strings.Contains(f, "-") && d.title(s, next) || acronym(f) || syntax.Pos(t, next) == "ADJ" || s.head[next] != nil || s.role[next] != nil || d.lex.kindOf(t, next) != "" || d.commonNoun(f)
}

// relativePossessive resolves "deren" and "dessen" behind a comma to the name
// right before it ("Jubaland, deren Präsident"); to nothing if there is none.
// It reports whether the word is such a pronoun.
func (d *Document) relativePossessive(s *Sentence, i int) bool {
	t := s.Tree
	if !oneOf(syntax.Form(t, i), "deren", "dessen") {
		return false
	}
	k := i - 1
	if k > 0 && syntax.Pos(t, k) == "ADP" {
		k-- // ", in dessen Hauptstadt"
	}
	if k < 1 || t.Word(k).Form != "," {
		return false
	}
	for k > 1 && syntax.Pos(t, k-1) == "ADV" {
		k-- // "Österreich hingegen, dessen Kanzler"
	}
	if found := d.refs(s, k-1, 1); len(found) == 1 {
		d.set(s, i, Pronoun, candidate{entity: found[0].Entity, typ: found[0].Type})
	}
	return true
}

// compoundNames finds the names in German compounds that no list has: those that
// the article has elsewhere ("der Havdrift-Frachter"), and the body of an office
// that a name follows ("Medikonzept-Geschäftsführer Lars Ott").
func (d *Document) compoundNames(s *Sentence) {
	if d.Lang != "de" {
		return
	}
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		form := t.Word(i).Form
		k := strings.LastIndexByte(form, '-')
		if k < 2 || k+3 > len(form) || !capital(form) || s.cover[i] >= 0 || d.compounded(s, i) {
			continue
		}
		first, at := form[:k], s.spanOf(i, i+1)
		at.End = at.Start + k
		id := d.aliases[graph.Fold(first)]
		if id == "" {
			id = d.keys[graph.Fold(first)]
		}
		if id == "" {
			id = d.officeBody(s, i, first)
		}
		if id != "" && d.entities[id] != nil && at.End <= t.Word(i).End {
			s.add(Mention{First: i, Last: i + 1, Head: i, Kind: Compound, Span: at, Entity: id, Type: d.types[id]})
		}
	}
}

func (d *Document) compounded(s *Sentence, i int) bool {
	_, ok := s.prefix[i]
	return ok
}

// officeBody makes an entity of the first part of a compound for an office,
// if a person's name follows and the part is no common noun; "" if not.
func (d *Document) officeBody(s *Sentence, i int, first string) string {
	t := s.Tree
	if s.role[i] == nil && !d.lex.Posts.has(lastPart(syntax.Form(t, i))) || i+1 >= t.Len() || len(first) < 3 || d.commonNoun(first) || d.lex.State.has(strings.ToLower(first)) || d.lex.PersonTitle.has(strings.ToLower(first)) {
		return ""
	}
	if m, ok := s.At(i + 1); !ok || m.Type != gazetteer.Person {
		return ""
	}
	if oneOf(strings.ToLower(first), "ex", "vize", "co", "fraktions", "interims", "ober", "chef", "general", "noch", "alt", "doppel", "teilzeit") {
		return ""
	}
	if s.role[i] == nil {
		if d.known != nil && d.known(first) {
			return ""
		}
		return d.identify(d.nameWithPart(s, i, first), gazetteer.Organization)
	}
	first = d.nameWithPart(s, i, first)
	switch s.role[i].Kind {
	case "company_head", "company_officer":
		return d.identify(first, gazetteer.Company)
	case "spokesperson", "head_of_organization", "leader", "official":
		return d.identify(first, gazetteer.Organization)
	}
	return ""
}

// lastPart is what stands behind the last hyphen.
func lastPart(form string) string { return form[strings.LastIndexByte(form, '-')+1:] }

// nameWithPart is the name that ends in the first part of the compound at word
// i: "Wintershall Dea" of "Wintershall Dea-Chef". A name made of the words before
// alone is undone.
func (d *Document) nameWithPart(s *Sentence, i int, part string) string {
	m, ok := s.At(i - 1)
	if !ok || m.Kind != Name || !d.isDiscovered(m.Entity) || m.Type == gazetteer.Person || !joined(s, i-1) || acronym(part) || d.known != nil && d.known(part) {
		return part
	}
	d.uncover(s, m.First, m.Last)
	return d.textOf(s, m.First, i) + " " + part
}

// besideOffice: the one word with a capital is an adjective of the office behind it:
// "der Ärztliche Direktor", "dem Stellvertretenden Generalstabschef".
func (d *Document) besideOffice(s *Sentence, first, last int) bool {
	t := s.Tree
	if d.Lang != "de" || last-first != 1 || last >= t.Len() || !joined(s, first) || s.role[last] == nil && !d.official(s, last) && !d.title(s, last) {
		return false
	}
	f := t.Word(first).Form
	for _, e := range []string{"e", "en", "er", "em", "es"} {
		if strings.HasSuffix(f, e) {
			return !d.know.Gazetteer.FirstName(f) && len(d.know.Gazetteer.Lookup(f)) == 0
		}
	}
	return false
}
