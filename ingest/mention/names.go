package mention

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
	"kg/ingest/text"
)

// Read finds the mentions of a whole article: names first, then what refers to
// them. place is where its dateline puts it, or empty; skip tells which tokens of a
// sentence cannot be names (dates). listed is what the lists have of each sentence,
// nil where it was never asked for.
func Read(k *Knowledge, lang, stored, place string, sentences []text.Sentence, trees []*parse.Tree, listed []*gazetteer.Memo, skip func(sentence, token int) bool) (*Document, error) {
	lex, err := k.lexicon(lang)
	if err != nil {
		return nil, err
	}
	d := &Document{Lang: lang, Text: stored, place: place, know: k, lex: lex,
		entities: map[string]*graph.Entity{}, types: map[string]string{}, surnames: map[string]string{},
		aliases: map[string]string{}, called: map[string]map[string]bool{}, roles: map[string][]string{}, sex: map[string]string{}, offices: map[string][]office{}, seats: map[string]Mention{}, owner: map[string]string{}}
	if m, err := parse.Load(lang); err == nil {
		d.nouns, d.known, d.word = m.Noun, m.Known, m.Word
	}
	for i, s := range sentences {
		n := newSentence(s, trees[i])
		if n.listed = k.Gazetteer.Memo(lang); listed != nil {
			n.listed = listed[i]
		}
		n.titleCase = n.Heading && mostlyCapital(n)
		n.opens = i == 0 || strings.Contains(stored[min(sentences[i-1].End, s.Start):s.Start], "\n")
		for w := range n.skip {
			n.skip[w] = skip(i, n.Tree.Word(w).Token)
		}
		d.Sentences = append(d.Sentences, n)
	}
	for _, s := range d.Sentences {
		d.skipPartisans(s)
	}
	d.fullNames()
	d.shortenedNames()
	d.forgetUnmentioned()
	return d, nil
}

// fullNames finds full names and definitions, so that a short form is known wherever it stands.
func (d *Document) fullNames() {
	for _, s := range d.Sentences {
		d.words(s)
		d.curated(s)
		d.fromTowns(s)
	}
	d.works()
	for _, s := range d.Sentences {
		d.quotedNames(s)
		d.strangeNames(s)
		d.introducedPhrase(s)
		d.describedPhrases(s)
		d.unitNames(s)
		d.unitNumber(s)
	}
	for _, s := range d.Sentences {
		d.strangeForms(s)
	}
	d.gangs()
	// names whose kind their words tell, wherever they stand; then the rest
	d.sure = true
	d.discoverAll(d.Lang != "en")
	for _, s := range d.Sentences {
		d.wholeNames(s)
	}
	d.sure = false
	d.discoverAll(true)
	for _, s := range d.Sentences {
		d.otherNames(s)
	}
}

// discoverAll looks for new names in the text, and then in its headings, which tell
// less of what their names are.
func (d *Document) discoverAll(headings bool) {
	for _, heading := range []bool{false, true} {
		for _, s := range d.Sentences {
			if s.Heading == heading && (!heading || headings) {
				d.discover(s)
			}
		}
	}
}

// shortenedNames finds other forms of the names that the article has in full.
func (d *Document) shortenedNames() {
	if d.Lang == "en" {
		d.mergeParts()
	}
	d.shortNames()
	d.beginnings()
	d.byKeyword()
	d.spelledOut()
	for _, s := range d.Sentences {
		d.wholeNames(s)
		d.hyphenNames(s)
		d.compoundNames(s)
		d.stances(s)
		if d.Lang != "de" {
			d.lastWords(s)
		}
		d.shortForms(s)
		s.order()
	}
}

func (s *Sentence) tokens() []string {
	out := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		out[i] = t.Text
	}
	if s.dateline() {
		for i := 0; i < len(out) && out[i] != "," && out[i] != "("; i++ {
			out[i] = strings.ToUpper(out[i][:1]) + strings.ToLower(out[i][1:]) // "GOMA"
		}
	}
	return out
}

// endsInDash: the sentence is a dateline that text cut off.
func (s *Sentence) endsInDash() bool {
	n := len(s.Tokens)
	return n > 1 && n <= 15 && oneOf(s.Tokens[n-1].Text, "-", "–", "—", "--")
}

// dateline: the sentence is but the dateline of a dispatch.
func (s *Sentence) dateline() bool {
	n := len(s.Tokens)
	if n < 2 || n > 15 || !oneOf(s.Tokens[n-1].Text, "-", "–", "—", ".", "--") {
		return false
	}
	w := s.Tokens[0].Text
	return len(w) > 3 && strings.ToUpper(w) == w && capital(w) && utf8.RuneCountInString(w) == len(w)
}

// words finds the common nouns that tell an office or the kind of a thing.
func (d *Document) words(s *Sentence) {
	tokens := s.tokens()
	for _, h := range s.listed.MatchRoles(tokens) {
		if first, last := s.wordRange(h.First, h.Last); last > 0 {
			s.role[last-1] = h.Roles[0]
			s.roleAt[s.headOf(first, last)] = h.Roles[0]
			for w := first; w < last; w++ {
				s.inRole[w] = true
			}
		}
		for k := h.First; k < h.Last; k++ {
			s.classes[k] = append(s.classes[k], "role", "role:"+h.Roles[0].Kind)
		}
	}
	for _, h := range s.listed.MatchHeads(tokens) {
		if _, last := s.wordRange(h.First, h.Last); last > 0 {
			s.head[last-1] = h.Heads[0]
		}
		for k := h.First; k < h.Last; k++ {
			s.classes[k] = append(s.classes[k], "head", "head:"+h.Heads[0].Type, "head:"+h.Heads[0].Kind)
		}
	}
}

// official: word i names an office that a person holds.
func (d *Document) official(s *Sentence, i int) bool {
	if r := s.role[i]; r != nil && !(r.Title && r.Kind == "person") {
		return true
	}
	return d.lex.Official.at(s.Tree, i)
}

// title: word i can stand before a person's name.
func (d *Document) title(s *Sentence, i int) bool {
	return s.role[i] != nil || d.lex.PersonTitle.at(s.Tree, i)
}

// kindOf is the type that the common noun i tells, "" if none.
func (d *Document) kindOf(s *Sentence, i int) string {
	if d.Lang == "de" && syntax.Pos(s.Tree, i) == "PROPN" && d.know.Gazetteer.FirstName(s.Tree.Word(i).Form) {
		return "" // no "*gang" is called Wolfgang
	}
	k := d.lex.kindOf(s.Tree, i)
	if (oneOf(k, gazetteer.PoliticalGroup, gazetteer.Organization) || k == "" && d.lex.Clusters.at(s.Tree, i)) && d.intruding(s, i) || k == "" && d.Lang != "en" && d.lex.Clusters.at(s.Tree, i) && d.threatReport() || k == gazetteer.PoliticalGroup && d.groupOfReport(s, i) {
		return gazetteer.ThreatActor
	}
	if k == "" && i > 0 && d.lex.Software.at(s.Tree, i) && (d.lex.Harmful.at(s.Tree, i-1) || i > 2 && s.Tree.Word(i-1).Form == "-" && d.lex.Harmful.at(s.Tree, i-2)) {
		return gazetteer.Malware
	}
	if k != "" {
		return k
	}
	if h := s.head[i]; h != nil && s.cover[i] < 0 {
		return h.Type
	}
	return ""
}

// intruding: a word beside the noun i for a group tells that it breaks into computers:
// "a state-sponsored espionage group", "un groupe prorusse de cyberespionnage".
func (d *Document) intruding(s *Sentence, i int) bool {
	t := s.Tree
	says := func(k int) bool {
		f := syntax.Form(t, k)
		if d.lex.Intruding.has(f) || d.lex.Intruding.has(syntax.Lemma(t, k)) {
			return true
		}
		return k > 1 && t.Word(k-1).Form == "-" && d.lex.Intruding.has(syntax.Form(t, k-2)+"-"+f)
	}
	for k := i - 1; k >= max(0, i-6) && oneOf(syntax.Pos(t, k), "ADJ", "NOUN", "VERB", "PROPN", "PUNCT", "ADV"); k-- {
		if syntax.Pos(t, k) == "PUNCT" && t.Word(k).Form != "-" {
			break
		}
		if says(k) {
			return true
		}
	}
	if d.Lang == "en" {
		return false
	}
	for k := i + 1; k < min(t.Len(), i+5) && oneOf(syntax.Pos(t, k), "ADJ", "NOUN", "ADP"); k++ {
		if says(k) {
			return true
		}
	}
	return false
}

// curated finds the names that the gazetteer has.
func (d *Document) curated(s *Sentence) {
	for _, h := range s.listed.Match(s.tokens()) {
		first, last := s.wordRange(h.First, h.Last)
		if first < 0 {
			continue
		}
		e := d.choose(s, h, first, last)
		if e == nil {
			continue
		}
		m := Mention{First: first, Last: last, Head: s.headOf(first, last), Kind: kindOfForm(h.Form),
			Span: graph.Span{Start: s.Tokens[h.First].Start + h.From, End: s.Tokens[h.Last-1].Start + h.To}, Entity: e.ID, Type: e.Type}
		if n := d.withSecondName(s, e, first, last); n > last && m.Kind == Name {
			m.Last, m.Head, m.Span = n, s.headOf(first, n), d.nameSpan(s, first, n)
		}
		if m.Kind == Adjective && s.Tree.Len() > 0 && (syntax.Pos(s.Tree, m.Head) == "PROPN" || d.Lang == "en" && (d.groupBehind(s, last) || d.instituteBehind(s, last))) && d.partOfLongerName(s, first, last) {
			continue
		}
		if s.add(m) {
			d.keep(e.Entity())
			d.familyName(s, e, first, last)
		}
	}
}

// familyName remembers what a person that a list knows is called later, if the
// article gives more than that ("Evo Morales … Morales").
func (d *Document) familyName(s *Sentence, e *gazetteer.Entry, first, last int) {
	if e.Type != gazetteer.Person || last-first < 2 {
		return
	}
	if f := graph.Fold(trimPossessive(s.Tree.Word(last - 1).Form)); len([]rune(f)) > 2 && d.aliases[f] == "" {
		d.surname(f, e.ID)
	}
}

func kindOfForm(f gazetteer.Form) Kind {
	switch f {
	case gazetteer.Adjective:
		return Adjective
	case gazetteer.DemonymNoun:
		return Demonym
	case gazetteer.Compound:
		return Compound
	}
	return Name
}

// goesOnAsPerson: the first name by which a list knows one person is another's, if a
// family name with an article follows: "Saddam al-Obeidi".
func (d *Document) goesOnAsPerson(s *Sentence, h gazetteer.Hit, first, last int) bool {
	if last-first != 1 || last >= s.Tree.Len() || slices.ContainsFunc(h.Entries, func(e *gazetteer.Entry) bool { return e.Type != gazetteer.Person }) {
		return false
	}
	article, name, ok := strings.Cut(s.Tree.Word(last).Form, "-")
	return ok && oneOf(strings.ToLower(article), "al", "el", "ul", "as", "ash", "ar", "ad", "an") && capital(name) && d.know.Gazetteer.FirstName(s.Tree.Word(first).Form)
}

// choose picks what an ambiguous or common name means here, nil for nothing.
func (d *Document) choose(s *Sentence, h gazetteer.Hit, first, last int) *gazetteer.Entry {
	if h.Form == gazetteer.Name && (d.insidePerson(s, first, last) || d.beginsName(s, h, last) || d.goesOnAsPerson(s, h, first, last)) {
		return nil
	}
	if h.Form == gazetteer.Name && (d.insideBody(s, first, last) || d.Lang == "fr" && d.partOfFirm(s, h, first, last)) {
		return nil
	}
	if h.Form == gazetteer.Name && first > 0 && capital(s.Tree.Word(first-1).Form) && oneOf(syntax.Form(s.Tree, first-1), "camp", "fort") && joined(s, first-1) && !s.titleCase {
		return nil // "Camp Turkana" is a camp
	}
	if h.Form == gazetteer.Name && last-first == 1 && d.firmBehind(s, first, last) && !slices.ContainsFunc(h.Entries, func(e *gazetteer.Entry) bool { return e.Type != gazetteer.Place }) {
		return nil // "Saigon Delta Bank"
	}
	if h.Form == gazetteer.Acronym && d.subsidiary(s, h, first, last) {
		return nil
	}
	if h.Form == gazetteer.Name && (d.airline(s, h, first) || d.personPart(s, h, first) || d.articled(s, first-1) && last-first == 1 && !d.namedSo(s, h, first) || d.subsidiary(s, h, first, last) || d.foreignBody(s, h, last)) {
		return nil
	}
	if h.Form == gazetteer.Name && d.shipsName(s, first) || h.Form == gazetteer.DemonymNoun && d.firstNameOf(s, first, last) || h.Form == gazetteer.Name && h.Entries[0].Type == gazetteer.Place && d.directed(s, first) {
		return nil
	}
	if d.Lang == "de" && last-first == 1 && h.Entries[0].Type == gazetteer.PoliticalGroup && d.adjectiveOfName(s, first) {
		return nil // "Kämpfer der Grünen Kolonne"
	}
	if h.Form == gazetteer.Name && (d.ofOtherKind(s, h, first, last) || d.endsStrange(s, h, first, last) || d.beginsFirm(s, h, last) || h.Entries[0].Type != gazetteer.Person && d.asNickname(s, first, last)) {
		return nil
	}
	inName := d.Lang == "en" && last-first == 1 && d.endsName(s, first)
	var best *gazetteer.Entry
	for _, e := range h.Entries {
		if e.Type == gazetteer.Person && !d.theOne(e, h) {
			continue
		}
		if d.Lang == "en" && (last-first == 1 || e.Type == gazetteer.Country) && d.headsName(s, e, last) {
			continue
		}
		if inName && e.Type == gazetteer.Person && !namedBy(e, s.Tree.Word(first-1).Form) {
			continue // "Arben Hoxha" is not Enver Hoxha
		}
		if d.Lang == "fr" && last-first == 1 && e.Type == gazetteer.Person && d.insideOther(s, e, first, last) {
			continue // "Assad Rahimi" is not Bachar al-Assad
		}
		if inName && (h.Context || e.Context) && e.Type != gazetteer.Place && e.Type != gazetteer.Country {
			continue
		}
		if d.anothers(s, e, first) || d.Lang == "fr" && d.anotherStates(s, e, last) {
			continue
		}
		if (h.Context || e.Context) && !d.contextFits(s, e, first, last) {
			continue
		}
		if best == nil || d.sooner(e, best) {
			best = e
		}
	}
	return best
}

// adjectiveOfName: a word that is an adjective with a capital, and a noun right behind it that names no person by an office.
func (d *Document) adjectiveOfName(s *Sentence, i int) bool {
	t := s.Tree
	if i+1 >= t.Len() || !oneOf(syntax.Form(t, i), "grünen", "grüne", "linken", "linke", "liberalen", "liberale", "freien", "blauen", "roten", "konservativen") || opens(s, i) || s.Heading || s.titleCase || !joined(s, i) {
		return false
	}
	f := t.Word(i + 1).Form
	return capital(f) && syntax.Pos(t, i+1) == "NOUN" && !acronym(f) && !d.title(s, i+1) && !d.official(s, i+1) && !d.lex.Members.at(t, i+1) && t.Word(i+1).Feats.Number().String() != "Plur"
}

// ofOtherKind: "la société Anadolu Havacılık": the noun right before tells another kind of body than the list has
// of the one word, and another name word follows.
func (d *Document) ofOtherKind(s *Sentence, h gazetteer.Hit, first, last int) bool {
	t := s.Tree
	if d.Lang == "en" || last-first != 1 || first == 0 || last >= t.Len() || s.titleCase || s.Heading || !joined(s, first) || !joined(s, first-1) || syntax.Pos(t, first-1) != "NOUN" || s.role[first-1] != nil {
		return false
	}
	f := t.Word(last).Form
	kind := d.kindOf(s, first-1)
	if !body[kind] || !capital(f) || acronym(f) || syntax.Pos(t, last) != "PROPN" || d.know.Gazetteer.FirstName(f) || s.inRole[last] {
		return false
	}
	return !slices.ContainsFunc(h.Entries, func(e *gazetteer.Entry) bool {
		if d.Lang == "de" && oneOf(e.Type, gazetteer.Place, gazetteer.Person) && d.known != nil && !d.known(f) {
			return false // "die Firma Hainan Xiandun"
		}
		return !body[e.Type] || e.Type == kind
	})
}

// firmBehind: words with capitals follow the place, of which the last ends firms' names.
func (d *Document) firmBehind(s *Sentence, first, last int) bool {
	t := s.Tree
	if s.titleCase || s.Heading {
		return false
	}
	for i := last; i < min(t.Len(), last+3); i++ {
		f := t.Word(i).Form
		if !capital(f) || !joined(s, i-1) || s.inRole[i] || !oneOf(syntax.Pos(t, i), "PROPN", "NOUN", "X", "ADJ") || d.Lang == "de" && d.commonNoun(f) && d.lex.suffixes[syntax.Form(t, i)] == "" {
			return false
		}
		if d.lex.suffixes[syntax.Form(t, i)] == gazetteer.Company {
			return true
		}
	}
	return false
}

// insideOther: a name word beside the word is of none of the entry's names.
func (d *Document) insideOther(s *Sentence, e *gazetteer.Entry, first, last int) bool {
	t := s.Tree
	if last < t.Len() && joined(s, first) && d.nameWord(s, last) && !namedBy(e, t.Word(last).Form) {
		return true
	}
	p := first - 1
	return p > 0 && joined(s, p) && s.cover[p] < 0 && d.nameWord(s, p) && !d.title(s, p) && !s.inRole[p] && d.kindOf(s, p) == "" && !namedBy(e, t.Word(p).Form)
}

// theOne: of several persons with the name ("Bush"), the one that the article
// names in full; none where it names none or both.
func (d *Document) theOne(e *gazetteer.Entry, h gazetteer.Hit) bool {
	persons, full := 0, 0
	for _, x := range h.Entries {
		if x.Type != gazetteer.Person {
			continue
		}
		persons++
		if x != e && d.inFull(x.ID) {
			full++
		}
	}
	return persons < 2 || full == 0 && d.inFull(e.ID)
}

// inFull: some sentence has a name that is this person's alone.
func (d *Document) inFull(id string) bool {
	if d.full == nil {
		d.full = map[string]bool{}
		for _, s := range d.Sentences {
			for _, h := range s.listed.Match(s.tokens()) {
				if len(h.Entries) == 1 && h.Entries[0].Type == gazetteer.Person {
					d.full[h.Entries[0].ID] = true
				}
			}
		}
	}
	return d.full[id]
}

// namedBy: the word is of one of the entry's names.
func namedBy(e *gazetteer.Entry, word string) bool {
	x, f := e.Entity(), graph.Fold(word)
	for _, n := range append(append([]graph.Name(nil), x.Labels...), x.Aliases...) {
		if slices.Contains(strings.Fields(graph.Fold(n.Text)), f) {
			return true
		}
	}
	return false
}

// headsName: a single word that begins the name of another body: "Qilin Media"
// is no ransomware gang, "Malawi Freedom Congress" no state.
func (d *Document) headsName(s *Sentence, e *gazetteer.Entry, last int) bool {
	t := s.Tree
	if last >= t.Len() || !joined(s, last-1) || !capital(t.Word(last).Form) || s.titleCase || s.Heading {
		return false
	}
	switch {
	case e.Type == gazetteer.Place:
		return false
	case e.Type == gazetteer.Country:
		for i := last; i < t.Len() && i < last+4 && capital(t.Word(i).Form); i++ {
			if oneOf(syntax.Form(t, i), "defence", "defense", "armed", "security", "police", "forces", "airlines", "airways", "air", "national") || s.inRole[i] {
				return false
			}
		}
		return d.groupBehind(s, last) || d.institutionBehind(s, last)
	}
	k := d.lex.suffixes[syntax.Form(t, last)]
	return k != "" && k != gazetteer.GovernmentBody && k != gazetteer.Place && syntax.Pos(t, last) != "VERB" && d.lex.kinds[syntax.Form(t, last)] != e.Type
}

// endsName: a capital word that no list knows stands right before: "Green
// Dawn" is no newspaper, "Civic Alliance" not NATO.
func (d *Document) endsName(s *Sentence, first int) bool {
	p := first - 1
	return p > 0 && capital(s.Tree.Word(p).Form) && joined(s, p) && s.cover[p] < 0 && !s.titleCase && !opens(s, p) &&
		oneOf(syntax.Pos(s.Tree, p), "PROPN", "ADJ", "NOUN") && !d.title(s, p) && !s.inRole[p] && !d.lex.kindsOrState(syntax.Form(s.Tree, p))
}

// partOfFirm: "Gazprom Media" is not Gazprom, "Air Maldives" no state: a word
// of firms' names stands beside.
func (d *Document) partOfFirm(s *Sentence, h gazetteer.Hit, first, last int) bool {
	t := s.Tree
	if s.titleCase || last-first != 1 {
		return false
	}
	firm := func(i int) bool {
		return i >= 0 && i < t.Len() && capital(t.Word(i).Form) && s.cover[i] < 0 && d.lex.suffixes[syntax.Form(t, i)] == gazetteer.Company
	}
	switch h.Entries[0].Type {
	case gazetteer.Country:
		return first > 0 && joined(s, first-1) && (firm(first-1) || oneOf(t.Word(first-1).Form, "Air", "Banco", "Banque", "Radio", "Free"))
	case gazetteer.Company:
		return joined(s, first) && (firm(last) || last < t.Len() && s.cover[last] < 0 && d.lex.ends[syntax.Form(t, last)] == gazetteer.Company && capital(t.Word(last).Form))
	}
	return false
}

// insideBody: a name that is a common noun for bodies ("Alliance", "Union") is
// but a part of a longer one: "People's Alliance for Change".
func (d *Document) insideBody(s *Sentence, first, last int) bool {
	t := s.Tree
	if last-first != 1 || d.lex.suffixes[syntax.Form(t, first)] == "" || d.Lang == "de" {
		return false
	}
	if first > 0 && (oneOf(t.Word(first-1).Form, "'s", "’s", "'", "’") || syntax.Pos(t, first-1) == "PROPN" && capital(t.Word(first-1).Form) && joined(s, first-1) && !s.titleCase) {
		return true
	}
	return last+1 < t.Len() && oneOf(syntax.Form(t, last), "for", "of", "pour", "de", "des", "du") && capital(t.Word(last+1).Form)
}

// anothers: "Brazil's Supreme Court" is not the court of another state, and
// "the Uyghur Congress" no other congress.
func (d *Document) anothers(s *Sentence, e *gazetteer.Entry, first int) bool {
	if e.Type != gazetteer.GovernmentBody && e.Type != gazetteer.PoliticalGroup || first == 0 {
		return false
	}
	p := first - 1
	if f := s.Tree.Word(p).Form; p > 0 && (f == "'s" || f == "’s") {
		p--
	}
	if m, ok := s.At(p); ok {
		c := d.state(m)
		return c.Type == gazetteer.Country && e.Country != "" && c.Entity != e.Country && c.Entity != e.PartOf
	}
	w := s.Tree.Word(p)
	return p > 0 && d.Lang != "de" && (w.UPOS.String() == "PROPN" || d.Lang == "en" && w.UPOS.String() == "NOUN" && !opens(s, p)) && capital(w.Form) && joined(s, p) && !d.title(s, p) && !s.inRole[p] && !s.titleCase
}

// anotherStates: "le Parti du congrès du Malawi" is not India's.
func (d *Document) anotherStates(s *Sentence, e *gazetteer.Entry, last int) bool {
	t := s.Tree
	if e.Type != gazetteer.GovernmentBody && e.Type != gazetteer.PoliticalGroup || e.Country == "" || last+1 >= t.Len() || !oneOf(syntax.Form(t, last), "de", "du", "d'", "d’", "des") {
		return false
	}
	i := last + 1
	for i < t.Len()-1 && oneOf(syntax.Form(t, i), "le", "la", "les", "l'", "l’") {
		i++
	}
	tokens := s.tokens()[t.Word(i).Token:]
	for _, h := range d.know.Gazetteer.Match(d.Lang, tokens[:min(4, len(tokens))]) {
		if h.First == 0 && h.Form == gazetteer.Name && h.Entries[0].Type == gazetteer.Country {
			return h.Entries[0].ID != e.Country
		}
	}
	return false
}

// rankEntry prefers what the article already speaks of, then states, then the rest.
func rankEntry(e *gazetteer.Entry, d *Document) int {
	switch {
	case d.entities[e.ID] != nil:
		return 0
	case e.Type == gazetteer.Country:
		return 1
	case e.Type == gazetteer.InternationalOrganization, e.Type == gazetteer.GovernmentBody:
		return 2
	}
	return 3
}

// sooner: of two entries that share a name the text rather means e: of two bodies
// of states ("Bundesrat", in Germany and in Switzerland) the one whose state it
// tells of first.
func (d *Document) sooner(e, best *gazetteer.Entry) bool {
	if e.Type == gazetteer.GovernmentBody && best.Type == gazetteer.GovernmentBody {
		if a, b := d.stateOf(e), d.stateOf(best); a != b && a != "" && b != "" && (d.tellsOf(a) || d.tellsOf(b)) {
			return d.tellsOf(a) && (!d.tellsOf(b) || d.told[a] < d.told[b])
		}
	}
	if e.Type == gazetteer.Place && best.Type == gazetteer.Place && e.Country != best.Country {
		if a, b := d.tellsOf(e.Country), d.tellsOf(best.Country); a != b {
			return a // "Brest" in an article on Belarus
		}
		if a, b := d.lex.Homelands.has(e.Country), d.lex.Homelands.has(best.Country); a != b {
			return a
		}
	}
	return rankEntry(e, d) < rankEntry(best, d)
}

// contextFits asks for a sign that a common word is meant as a name: it is
// tagged as one, and a place stands after a locative preposition, anything
// else in a place where only names stand, a body of a state in an article that tells of that state.
func (d *Document) contextFits(s *Sentence, e *gazetteer.Entry, first, last int) bool {
	if d.Lang == "de" && e.Type == gazetteer.PoliticalGroup && d.bracketed(s, first, last) {
		return true // "Heike Stöckl (Grüne)"
	}
	if e.Type == gazetteer.Place || e.Type == gazetteer.Facility {
		if e.CapitalOf != "" && d.entities[e.CapitalOf] != nil && capital(s.Tree.Word(first).Form) && syntax.Pos(s.Tree, first) == "PROPN" {
			return true // its state is spoken of
		}
		if capital(s.Tree.Word(first).Form) && d.townBefore(s, first) {
			return true
		}
		p := syntax.Preposition(s.Tree, s.headOf(first, last))
		return p != "" && d.lex.Locative.has(p) && capital(s.Tree.Word(first).Form)
	}
	if (e.Type == gazetteer.GovernmentBody || e.Type == gazetteer.PoliticalGroup) && !d.tellsOf(d.stateOf(e)) {
		return false // many states have a National Intelligence Service, or a National Liberation Army
	}
	if d.Lang == "fr" && e.Type == gazetteer.InternationalOrganization && last-first == 1 && e.PartOf != "" {
		// "la Commission a ouvert …" where the Union is spoken of; "la Commission électorale" is another
		w := s.Tree.Word(first)
		return capital(w.Form) && !opens(s, first) && d.tellsOf(e.PartOf) && !d.goesOnFrench(s, last)
	}
	for i := first; i < last; i++ {
		if syntax.Pos(s.Tree, i) == "PROPN" {
			return true
		}
	}
	return false
}

// goesOnFrench: an adjective, a complement or another name word follows.
func (d *Document) goesOnFrench(s *Sentence, last int) bool {
	t := s.Tree
	return last < t.Len() && (syntax.Pos(t, last) == "ADJ" || syntax.Pos(t, last) == "PROPN" || oneOf(syntax.Form(t, last), "de", "d'", "d’", "des", "du", "pour", "sur"))
}

// stateOf is the state that a body belongs to, directly or through another, "" for none.
func (d *Document) stateOf(e *gazetteer.Entry) string {
	for range 4 { // no body is deeper
		up := d.know.Gazetteer.Entry(cmp.Or(e.Country, e.PartOf))
		if up == nil {
			return ""
		}
		if e = up; e.Type == gazetteer.Country {
			return e.ID
		}
	}
	return ""
}

// StateOf is the state that the gazetteer gives for an entity; known is true if
// it gives any home, be it one that belongs to no state.
func (d *Document) StateOf(id string) (state string, known bool) {
	e := d.know.Gazetteer.Entry(id)
	if e == nil || e.Country == "" {
		return "", false
	}
	return d.stateOf(e), true
}

// tellsOf reports whether the article names the state or its capital anywhere.
func (d *Document) tellsOf(state string) bool {
	if d.told == nil {
		d.told = map[string]int{}
		tell := func(id string) {
			if d.told[id] == 0 {
				d.told[id] = len(d.told) + 1
			}
		}
		read := func(hits []gazetteer.Hit) {
			for _, h := range hits {
				for _, e := range h.Entries {
					if org := d.lex.Seats[e.ID]; org != "" {
						tell(org)
					}
					if (e.Type == gazetteer.Country || e.Type == gazetteer.InternationalOrganization) && !h.Context {
						tell(e.ID)
					} else if e.CapitalOf != "" && !h.Context {
						tell(e.CapitalOf)
					}
				}
			}
		}
		read(d.know.Gazetteer.Match(d.Lang, strings.Fields(d.place)))
		for _, s := range d.Sentences {
			read(s.listed.Match(s.tokens()))
		}
	}
	return state == "" || d.told[state] > 0
}

// insidePerson: a name right after a first name or before a family name is
// part of a person's name ("Jordan Bardella", "Michael Jordan").
func (d *Document) insidePerson(s *Sentence, first, last int) bool {
	t := s.Tree
	if last-first != 1 {
		return false
	}
	if first > 0 && d.nameWord(s, first-1) && d.know.Gazetteer.FirstName(t.Word(first-1).Form) && joined(s, first-1) && s.cover[first-1] < 0 {
		return true
	}
	if d.Lang == "en" && first > 0 && last < t.Len() && capital(t.Word(first-1).Form) && d.title(s, first-1) && joined(s, first-1) && joined(s, first) && capital(t.Word(last).Form) && syntax.Pos(t, last) == "PROPN" && !s.titleCase && !s.inRole[last] {
		return true // "Councillor Dawn Peake"
	}
	if d.Lang == "de" && first > 1 && d.nameWord(s, first-1) && s.cover[first-1] < 0 && joined(s, first-1) && (d.title(s, first-2) || d.official(s, first-2)) && s.cover[first-2] < 0 {
		return true // "der Präsident Caetano Braga"
	}
	if last < t.Len() && d.know.Gazetteer.FirstName(t.Word(first).Form) && d.nameWord(s, last) && joined(s, first) {
		w := t.Word(last).Form
		return d.lex.suffixes[strings.ToLower(w)] == "" && d.lex.kinds[strings.ToLower(w)] == ""
	}
	return false
}

// beginsName: a place that another name word follows is the beginning of
// another name ("Andes Lobo", "Paris Saint-Germain").
func (d *Document) beginsName(s *Sentence, h gazetteer.Hit, last int) bool {
	if d.Lang == "de" || s.titleCase || last >= s.Tree.Len() || len(h.Entries) != 1 || h.Entries[0].Type != gazetteer.Place {
		return false
	}
	if joined(s, last-1) && d.placeInBody(s, last) {
		return true
	}
	f := syntax.Form(s.Tree, last)
	return joined(s, last-1) && d.nameWord(s, last) && s.role[last] == nil && !s.inRole[last] && !d.lex.State.has(f) && !d.lex.Portfolio.has(f) && !d.lex.Members.has(f)
}

// joined reports whether only a space stands between word i and the next.
func joined(s *Sentence, i int) bool {
	t := s.Tree
	return i+1 < t.Len() && t.Word(i+1).Start-t.Word(i).End <= 1
}

func (d *Document) partOfLongerName(s *Sentence, first, last int) bool {
	if d.Lang == "en" && (d.groupBehind(s, last) || d.instituteBehind(s, last)) {
		return true
	}
	return last < s.Tree.Len() && d.nameWord(s, last) && syntax.Pos(s.Tree, last) == "PROPN" && d.lex.suffixes[syntax.Form(s.Tree, last)] != ""
}

// groupBehind: two or more words with capitals follow, the last of which tells
// a group or firm: "Basotho Renewal Movement".
func (d *Document) groupBehind(s *Sentence, i int) bool {
	t, n := s.Tree, i
	for n < t.Len() && n < i+4 && capital(t.Word(n).Form) && joined(s, n-1) && oneOf(syntax.Pos(t, n), "PROPN", "NOUN", "ADJ") && s.cover[n] < 0 {
		n++
	}
	return n >= i+2 && !s.titleCase && oneOf(d.lex.suffixes[syntax.Form(t, n-1)], gazetteer.PoliticalGroup, gazetteer.Company)
}

// instituteBehind: "the Polish Institute of International Affairs", "the
// Bulgarian Helsinki Committee": a word for a body that is no organ of a state
// follows, or ends the words with capitals that follow.
func (d *Document) instituteBehind(s *Sentence, i int) bool {
	t := s.Tree
	if s.titleCase || s.Heading || i+1 >= t.Len() || !capital(t.Word(i).Form) || !joinedTo(s, i) {
		return false
	}
	body := func(k int) bool {
		f := syntax.Form(t, k)
		return d.lex.suffixes[f] == gazetteer.Organization && !d.lex.State.has(f) && !d.lex.Members.has(f) || oneOf(f, "centre", "center", "union", "chamber", "league")
	}
	if body(i) && oneOf(syntax.Form(t, i+1), "of", "for", "on") && i+2 < t.Len() && capital(t.Word(i+2).Form) {
		return true
	}
	n := i
	for n < t.Len() && n < i+5 && capital(t.Word(n).Form) && joinedTo(s, n) && s.cover[n] < 0 && oneOf(syntax.Pos(t, n), "PROPN", "NOUN", "ADJ") {
		n++
	}
	if n == i+1 {
		return oneOf(syntax.Form(t, i), "library", "museum", "academy", "institute", "foundation", "university")
	}
	return n >= i+2 && body(n-1) || n >= i+3 && oneOf(syntax.Form(t, n-1), "commission", "authority", "agency", "bureau", "council", "service") && !s.inRole[i]
}

func capital(w string) bool { return text.Capital(w) }
