package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
	"kg/ingest/text"
)

// Read finds the mentions of a whole article: names first, then what refers to
// them. skip tells which tokens of a sentence cannot be names (dates).
func Read(k *Knowledge, lang, stored string, sentences []text.Sentence, trees []*parse.Tree, skip func(sentence, token int) bool) (*Document, error) {
	lex, err := k.lexicon(lang)
	if err != nil {
		return nil, err
	}
	d := &Document{Lang: lang, Text: stored, know: k, lex: lex,
		entities: map[string]*graph.Entity{}, types: map[string]string{}, surnames: map[string]string{},
		aliases: map[string]string{}, byNoun: map[string]string{}, offices: map[string][]office{}, seats: map[string]Mention{}, owner: map[string]string{}}
	for i, s := range sentences {
		n := newSentence(s, trees[i])
		n.titleCase = n.Heading && mostlyCapital(n)
		for w := range n.skip {
			n.skip[w] = skip(i, n.Tree.Word(w).Token)
		}
		d.Sentences = append(d.Sentences, n)
	}
	// full names and definitions first, so that a short form is known wherever it stands
	for _, s := range d.Sentences {
		d.words(s)
		d.curated(s)
	}
	for _, s := range d.Sentences {
		d.discover(s)
	}
	for _, s := range d.Sentences {
		d.wholeNames(s)
		d.shortForms(s)
		s.order()
	}
	d.forgetUnmentioned()
	return d, nil
}

func (s *Sentence) tokens() []string {
	out := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		out[i] = t.Text
	}
	return out
}

// words finds the common nouns that tell an office or the kind of a thing.
func (d *Document) words(s *Sentence) {
	tokens := s.tokens()
	for _, h := range d.know.Gazetteer.MatchRoles(d.Lang, tokens) {
		if _, last := s.wordRange(h.First, h.Last); last > 0 {
			s.role[last-1] = h.Roles[0]
		}
		for k := h.First; k < h.Last; k++ {
			if w := s.WordOf(k); w >= 0 {
				s.inRole[w] = true
			}
			s.classes[k] = append(s.classes[k], "role", "role:"+h.Roles[0].Kind)
		}
	}
	for _, h := range d.know.Gazetteer.MatchHeads(d.Lang, tokens) {
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
	return d.lex.official.at(s.Tree, i)
}

// title: word i can stand before a person's name.
func (d *Document) title(s *Sentence, i int) bool {
	return s.role[i] != nil || d.lex.title.at(s.Tree, i)
}

// kindOf is the type that the common noun i tells, "" if none.
func (d *Document) kindOf(s *Sentence, i int) string {
	if k := d.lex.kindOf(s.Tree, i); k != "" {
		return k
	}
	if h := s.head[i]; h != nil && s.cover[i] < 0 {
		return h.Type
	}
	return ""
}

// curated finds the names that the gazetteer has.
func (d *Document) curated(s *Sentence) {
	for _, h := range d.know.Gazetteer.Match(d.Lang, s.tokens()) {
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
		if m.Kind == Adjective && s.Tree.Len() > 0 && syntax.Pos(s.Tree, m.Head) == "PROPN" && d.partOfLongerName(s, first, last) {
			continue
		}
		if s.add(m) {
			d.keep(e.Entity())
		}
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

// choose picks what an ambiguous or common name means here, nil for nothing.
func (d *Document) choose(s *Sentence, h gazetteer.Hit, first, last int) *gazetteer.Entry {
	if h.Form == gazetteer.Name && d.insidePerson(s, first, last) {
		return nil
	}
	var best *gazetteer.Entry
	for _, e := range h.Entries {
		if d.anothers(s, e, first) {
			continue
		}
		if (h.Context || e.Context) && !d.contextFits(s, e, first, last) {
			continue
		}
		if best == nil || rankEntry(e, d) < rankEntry(best, d) {
			best = e
		}
	}
	return best
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
	return p > 0 && d.Lang != "de" && w.UPOS.String() == "PROPN" && capital(w.Form) && joined(s, p) && !d.title(s, p) && !s.inRole[p] && !s.titleCase
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

// contextFits asks for a sign that a common word is meant as a name: it is
// tagged as one, and a place stands after a locative preposition, anything
// else in a place where only names stand.
func (d *Document) contextFits(s *Sentence, e *gazetteer.Entry, first, last int) bool {
	if e.Type == gazetteer.Place || e.Type == gazetteer.Facility {
		p := syntax.Preposition(s.Tree, s.headOf(first, last))
		return p != "" && d.lex.locative.has(p) && capital(s.Tree.Word(first).Form)
	}
	for i := first; i < last; i++ {
		if syntax.Pos(s.Tree, i) == "PROPN" {
			return true
		}
	}
	return false
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
	if last < t.Len() && d.know.Gazetteer.FirstName(t.Word(first).Form) && d.nameWord(s, last) && joined(s, first) {
		w := t.Word(last).Form
		return d.lex.suffixes[strings.ToLower(w)] == "" && d.lex.kinds[strings.ToLower(w)] == ""
	}
	return false
}

// joined reports whether only a space stands between word i and the next.
func joined(s *Sentence, i int) bool {
	t := s.Tree
	return i+1 < t.Len() && t.Word(i+1).Start-t.Word(i).End <= 1
}

func (d *Document) partOfLongerName(s *Sentence, first, last int) bool {
	return last < s.Tree.Len() && d.nameWord(s, last) && syntax.Pos(s.Tree, last) == "PROPN" && d.lex.suffixes[syntax.Form(s.Tree, last)] != ""
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// nameWord reports whether word i can be part of a name. In English and
// French a capital inside a sentence is the mark of a name, whatever the
// tagger says of a word it has never seen; in German all nouns have one.
func (d *Document) nameWord(s *Sentence, i int) bool {
	w := s.Tree.Word(i)
	if s.skip[i] || !capital(w.Form) {
		return false
	}
	pos := w.UPOS.String()
	if pos == "PROPN" {
		return i > 0 && !opens(s, i) || !d.commonAtStart(s, i)
	}
	if d.know.Gazetteer.FirstName(w.Form) && pos != "PRON" && pos != "DET" && i+1 < s.Tree.Len() && syntax.Pos(s.Tree, i+1) == "PROPN" && joined(s, i) {
		return true
	}
	if d.Lang == "de" && i > 0 && pos == "NOUN" && joined(s, i-1) && s.role[i] == nil && d.lex.kinds[syntax.Form(s.Tree, i)] == "" {
		// the word after a first name
		return d.know.Gazetteer.FirstName(s.Tree.Word(i-1).Form) && syntax.Pos(s.Tree, i-1) == "PROPN" && s.cover[i-1] < 0
	}
	if d.Lang == "de" || s.titleCase || opens(s, i) {
		return false
	}
	return (pos == "NOUN" || pos == "ADJ" || pos == "X" || pos == "VERB" || pos == "ADV" || pos == "INTJ") && !s.inRole[i]
}

// commonAtStart: the first word of a sentence, tagged as a name, is a word
// that the lexicons know as a common noun.
func (d *Document) commonAtStart(s *Sentence, i int) bool {
	f := syntax.Form(s.Tree, i)
	return d.lex.state.has(f) || d.lex.members.has(f) || d.lex.kinds[f] != "" || s.role[i] != nil
}

// opens: the word begins the sentence or a quotation in it.
func opens(s *Sentence, i int) bool {
	return i == 0 || syntax.Pos(s.Tree, i-1) == "PUNCT" && (isQuote(s.Tree.Word(i-1).Form) || s.Tree.Word(i-1).Form == ":")
}

// mostlyCapital: a headline in which every longer word has a capital.
func mostlyCapital(s *Sentence) bool {
	up, all := 0, 0
	for _, t := range s.Tokens {
		if len(t.Text) > 3 {
			all++
			if capital(t.Text) {
				up++
			}
		}
	}
	return all >= 3 && up*4 >= all*3
}

// discover finds names that no list has.
func (d *Document) discover(s *Sentence) {
	t := s.Tree
	for i := 0; i < t.Len(); {
		if s.cover[i] >= 0 || !d.nameWord(s, i) {
			i++
			continue
		}
		j := d.runEnd(s, i)
		d.named(s, i, j)
		i = j
	}
	d.quoted(s)
	d.brackets(s)
}

// runEnd is the end of the run of name words that begins at word i; particles
// between name words belong to it.
func (d *Document) runEnd(s *Sentence, i int) int {
	t := s.Tree
	j := i + 1
	for j < t.Len() {
		switch {
		case s.cover[j] < 0 && d.nameWord(s, j) && joinedTo(s, j):
			j++
		case j+2 < t.Len() && s.cover[j] < 0 && d.lex.particles.has(syntax.Form(t, j)) && d.lex.particles.has(syntax.Form(t, j+1)) && s.cover[j+2] < 0 && capital(t.Word(j+2).Form) && joinedTo(s, j) && joinedTo(s, j+1) && joinedTo(s, j+2):
			j += 3 // "Van den Broeck"
		case j+1 < t.Len() && s.cover[j] < 0 && s.cover[j+1] < 0 && d.lex.particles.has(syntax.Form(t, j)) && capital(t.Word(j+1).Form) && syntax.Pos(t, j+1) != "PUNCT" && joinedTo(s, j) && joinedTo(s, j+1):
			j += 2
		case d.Lang == "fr" && j == i+1 && d.lowerTail(s, j) > j:
			return d.lowerTail(s, j)
		case j+1 < t.Len() && d.extends(s, j), j+1 < t.Len() && d.possessiveName(s, i, j):
			j += 2
		default:
			return j
		}
	}
	return j
}

// lowerTail: French names of bodies go on in small letters ("la Ligue des
// droits humains", "l’Agence nationale de la sécurité des systèmes
// d’information"): over adjectives, "de", "pour", "à" and common nouns.
func (d *Document) lowerTail(s *Sentence, j int) int {
	t := s.Tree
	f := syntax.Form(t, j-1)
	if d.lex.suffixes[f] == "" && d.lex.kinds[f] == "" || opens(s, j-1) {
		return j
	}
	end, linked := j, false
	for k := j; k < t.Len() && k < j+9 && s.cover[k] < 0; k++ {
		form := syntax.Form(t, k)
		switch pos := syntax.Pos(t, k); {
		case pos == "ADJ" && !capital(t.Word(k).Form):
			end = k + 1
		case oneOf(form, "de", "du", "des", "d'", "d’", "pour", "à", "aux", "au"):
			linked = true
		case (pos == "DET" || pos == "ADP") && linked:
		case (pos == "NOUN" || pos == "PROPN") && linked:
			end = k + 1
		default:
			return end
		}
	}
	if !linked {
		return j // "Ligue arabe" alone is left to the run of capitals
	}
	return end
}

// possessiveName: "People's Alliance", "St Brendan's Health": what follows the
// possessive belongs to the name.
func (d *Document) possessiveName(s *Sentence, i, j int) bool {
	t := s.Tree
	if f := t.Word(j).Form; f != "'s" && f != "’s" && f != "'" && f != "’" || !capital(t.Word(j+1).Form) || s.cover[j+1] >= 0 {
		return false
	}
	if oneOf(syntax.Form(t, i), "st", "st.", "people", "workers", "citizens", "women", "farmers", "children") {
		return true
	}
	for k := j + 1; k < t.Len() && k < j+4 && capital(t.Word(k).Form); k++ {
		if typ := d.lex.suffixes[syntax.Form(t, k)]; typ != "" && typ != gazetteer.GovernmentBody && !d.know.Gazetteer.FirstName(t.Word(i).Form) {
			return true
		}
	}
	return false
}

// extends: "Council of Ministers", "Bank of Ghana's": a body's name goes on
// behind "of" with another capital.
func (d *Document) extends(s *Sentence, j int) bool {
	t := s.Tree
	return oneOf(syntax.Form(t, j), "of", "for", "für", "de", "des", "du") && s.cover[j] < 0 && s.cover[j+1] < 0 &&
		capital(t.Word(j+1).Form) && d.lex.suffixes[syntax.Form(t, j-1)] != "" && joinedTo(s, j) && joinedTo(s, j+1)
}

// generic: a name made only of words for organs of the state ("Council of
// Ministers", "Foreign Ministry") names no organ in particular: it is read
// like a common noun, by what qualifies it.
func (d *Document) generic(s *Sentence, first, last int) bool {
	t := s.Tree
	for i := first; i < last; i++ {
		f := syntax.Form(t, i)
		if !capital(t.Word(i).Form) || d.lex.state.has(f) || d.lex.state.at(t, i) || s.role[i] != nil || s.head[i] != nil || d.lex.portfolio.has(f) {
			continue
		}
		return false
	}
	return true
}

// joinedTo: word j follows the one before it after a space or a hyphen only.
func joinedTo(s *Sentence, j int) bool { return joined(s, j-1) }

// named decides what a run of name words is.
func (d *Document) named(s *Sentence, first, last int) {
	first = d.skipTitles(s, first, last)
	kind := ""
	for d.Lang == "de" && first < last-1 && s.cover[first] < 0 && d.kindOf(s, first) != "" && !joinedByHyphen(s, first) {
		kind = d.kindOf(s, first) // "Chemiekonzern X": the noun is not of the name
		first++
	}
	if first >= last {
		return
	}
	name := d.textOf(s, first, last)
	if !plausible(name) {
		return
	}
	if d.generic(s, first, last) || d.onlyTitles(s, first, last) {
		return
	}
	typ := kind
	if typ == "" {
		typ = d.typeOf(s, first, last)
	}
	if typ == "" {
		return
	}
	d.introduce(s, first, last, name, typ)
}

// skipTitles leaves "Foreign Minister", "Mr" and the like out of the name: all
// up to the last title, if nothing but words for offices stands before it.
func (d *Document) skipTitles(s *Sentence, first, last int) int {
	from := first
	for i := first; i < last-1; i++ {
		switch {
		case i == first && i > 0 && syntax.Form(s.Tree, i-1) == "," && d.know.Gazetteer.FirstName(s.Tree.Word(i).Form):
			return from // "the envoy, Amir Saeed Iravani"
		case d.title(s, i) || d.official(s, i):
			from = i + 1
		case d.lex.portfolio.has(syntax.Form(s.Tree, i)) || d.lex.state.has(syntax.Form(s.Tree, i)):
		default:
			return from
		}
	}
	return from
}

// joinedByHyphen: no space stands behind the word.
func joinedByHyphen(s *Sentence, i int) bool {
	return i+1 < s.Tree.Len() && s.Tree.Word(i+1).Start == s.Tree.Word(i).End
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

// typeOf tells what kind of thing a new name is; "" if nothing tells.
func (d *Document) typeOf(s *Sentence, first, last int) string {
	t := s.Tree
	if k := d.ownWords(t, first, last); k != "" {
		return k
	}
	if last-first >= 2 && d.afterPerson(s, first) {
		return gazetteer.Person
	}
	if d.titled(s, first) || d.personal(s, first, last) || last-first >= 2 && d.entitled(s, last) {
		return gazetteer.Person
	}
	if k := d.introducedBy(s, first, last); k != "" {
		return k
	}
	head := s.headOf(first, last)
	if p := syntax.Preposition(t, head); p != "" && d.lex.locative.has(p) && last-first <= 2 && syntax.Base(t, head) != "obj" {
		return gazetteer.Place
	}
	if last-first >= 2 && last-first <= 4 && syntax.Base(t, head) == "nsubj" && !acronym(t.Word(head).Form) {
		return gazetteer.Person
	}
	if acronym(t.Word(first).Form) || last-first >= 2 || len(t.Word(first).Form) > 3 {
		return gazetteer.Organization
	}
	return ""
}

// ownWords: a word of the name itself says it ("… Party", "Ministry of …").
func (d *Document) ownWords(t *parse.Tree, first, last int) string {
	if last-first < 2 {
		return ""
	}
	if k := lookup(d.lex.suffixes, t, last-1); k != "" {
		return k
	}
	return lookup(d.lex.suffixes, t, first)
}

// titled: a title or an office stands right before the name, also across a
// comma with its complement ("its chief executive, X", "la porte-parole du
// gouvernement béninois, X").
func (d *Document) titled(s *Sentence, first int) bool {
	t := s.Tree
	p := first - 1
	if p < 0 || s.cover[p] >= 0 {
		return false
	}
	if syntax.Form(t, p) != "," {
		return d.title(s, p) || d.official(s, p)
	}
	for n := 0; n < 7 && p-1-n >= 0; n++ {
		i := p - 1 - n
		switch syntax.Pos(t, i) {
		case "VERB", "AUX", "PUNCT", "CCONJ", "SCONJ":
			return false
		}
		if d.official(s, i) && s.cover[i] < 0 {
			return true
		}
	}
	return false
}

// afterPerson: "commanders A and B": joined by a conjunction to a person.
func (d *Document) afterPerson(s *Sentence, first int) bool {
	if first < 2 || syntax.Pos(s.Tree, first-1) != "CCONJ" {
		return false
	}
	m, ok := s.At(first - 2)
	return ok && m.Type == gazetteer.Person
}

// entitled: an office follows the name after a comma: "X, a former minister".
func (d *Document) entitled(s *Sentence, last int) bool {
	t := s.Tree
	if last >= t.Len() || syntax.Form(t, last) != "," {
		return false
	}
	for i := last + 1; i < t.Len() && i < last+6; i++ {
		switch syntax.Pos(t, i) {
		case "VERB", "AUX", "PUNCT", "CCONJ":
			return false
		}
		if s.role[i] != nil {
			return true
		}
	}
	return false
}

// personal: it begins with a first name, or a person's title is its apposition.
func (d *Document) personal(s *Sentence, first, last int) bool {
	t := s.Tree
	n := last - first
	if n >= 2 && n <= 5 && d.know.Gazetteer.FirstName(t.Word(first).Form) {
		return true
	}
	if n == 1 && d.surnames[graph.Fold(t.Word(first).Form)] != "" {
		return true
	}
	head := s.headOf(first, last)
	for _, c := range t.Children(head) {
		if syntax.Base(t, c) == "appos" && d.official(s, c) {
			return n >= 2
		}
	}
	h := t.Word(head).Head
	return h >= 0 && n >= 2 && (syntax.Base(t, head) == "appos" || syntax.Base(t, head) == "flat") && d.official(s, h)
}

// introducedBy: a common noun beside the name says what it is ("the firm X",
// "X, a militia", "a group named X").
func (d *Document) introducedBy(s *Sentence, first, last int) string {
	t := s.Tree
	head := s.headOf(first, last)
	if first > 0 && s.cover[first-1] < 0 && syntax.Pos(t, first-1) == "NOUN" {
		if k := d.kindOf(s, first-1); k != "" {
			return k
		}
	}
	// an opening quotation mark between noun and name
	if first > 1 && syntax.Pos(t, first-1) == "PUNCT" && isQuote(t.Word(first-1).Form) {
		if k := d.kindOf(s, first-2); k != "" {
			return k
		}
		if d.lex.named.at(t, first-2) && first > 2 {
			if k := d.kindOf(s, first-3); k != "" {
				return k
			}
		}
	}
	if first > 1 && d.lex.named.at(t, first-1) {
		if k := d.kindOf(s, first-2); k != "" {
			return k
		}
	}
	// "the X militia", "la société X": the noun right after; "the village of X"
	if last < t.Len() && d.Lang == "en" && syntax.Pos(t, last) != "VERB" && !capital(t.Word(last).Form) {
		if k := d.lex.kindOf(t, last); k != "" {
			return k
		}
	}
	if first > 1 && oneOf(syntax.Form(t, first-1), "of", "de", "d'", "d’", "von") {
		if k := d.kindOf(s, first-2); k == gazetteer.Place || k == gazetteer.Facility {
			return k
		}
	}
	if h := t.Word(head).Head; h >= 0 && (syntax.Base(t, head) == "appos" || syntax.Base(t, head) == "flat" || syntax.Base(t, head) == "compound") {
		if k := d.kindOf(s, h); k != "" && syntax.Pos(t, h) == "NOUN" {
			return k
		}
	}
	if h := t.Word(head).Head; h >= 0 && syntax.Base(t, head) == "nmod" && oneOf(syntax.Preposition(t, head), "of", "de", "von") {
		if k := d.kindOf(s, h); k == gazetteer.Place {
			return k
		}
	}
	for _, c := range t.Children(head) {
		if b := syntax.Base(t, c); b == "appos" || b == "parataxis" {
			if k := d.kindOf(s, c); k != "" {
				return k
			}
		}
	}
	return ""
}

func oneOf(s string, in ...string) bool {
	for _, x := range in {
		if s == x {
			return true
		}
	}
	return false
}

func isQuote(w string) bool {
	return strings.ContainsAny(w, "\"“”„«»‘’‚‹›") && utf8.RuneCountInString(w) <= 2
}

func acronym(w string) bool {
	up := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			up++
		}
	}
	return up >= 2
}

// introduce makes an entity of a name and the mention of it.
func (d *Document) introduce(s *Sentence, first, last int, name, typ string) {
	id := d.identify(name, typ)
	if id == "" {
		return
	}
	s.add(Mention{First: first, Last: last, Head: s.headOf(first, last), Span: d.nameSpan(s, first, last), Kind: Name, Entity: id, Type: d.types[id]})
	if n := d.introducer(s, first, last); n != "" && typ != gazetteer.Person {
		if old, ok := d.byNoun[n]; ok && old != id {
			d.byNoun[n] = ""
		} else {
			d.byNoun[n] = id
		}
	}
}

// introducer is the lemma of the common noun by which a name is introduced:
// right before it, right after it, behind "of", its last word, or an apposition.
func (d *Document) introducer(s *Sentence, first, last int) string {
	t := s.Tree
	common := func(i int) bool {
		return i >= 0 && i < t.Len() && s.cover[i] < 0 && d.kindOf(s, i) != "" && !capital(t.Word(i).Form) || d.Lang == "de" && i >= 0 && i < t.Len() && s.cover[i] < 0 && d.kindOf(s, i) != ""
	}
	switch {
	case common(first - 1):
		return syntax.Lemma(t, first-1)
	case common(last):
		return syntax.Lemma(t, last)
	case first > 1 && oneOf(syntax.Form(t, first-1), "of", "de", "von", "d'", "d’") && common(first-2):
		return syntax.Lemma(t, first-2)
	case first > 1 && isQuote(t.Word(first-1).Form) && common(first-2):
		return syntax.Lemma(t, first-2)
	case last-first >= 2 && d.lex.kinds[syntax.Form(t, last-1)] != "":
		return syntax.Form(t, last-1)
	}
	for _, c := range t.Children(s.headOf(first, last)) {
		if syntax.Base(t, c) == "appos" && common(c) {
			return syntax.Lemma(t, c)
		}
	}
	return ""
}

// classes are the coarse kinds that are part of a discovered entity's IRI: two
// articles that name it speak of one thing only if name and class agree.
var classes = map[string]string{"Person": "person", "Place": "place", "Facility": "place", "Event": "event", "Malware": "malware", "Document": "document"}

// identify gives the entity for a name, new or known.
func (d *Document) identify(name, typ string) string {
	folded := graph.Fold(name)
	if id := d.aliases[folded]; id != "" {
		return id
	}
	if typ == gazetteer.Person && !strings.Contains(folded, " ") {
		if id := d.surnames[folded]; id != "" {
			return id
		}
	}
	slug := graph.Slug(name)
	if slug == "" {
		return ""
	}
	class := classes[typ]
	if class == "" {
		class = "org"
	}
	id := class + ":" + slug
	if d.entities[id] == nil {
		d.keep(graph.Entity{ID: id, Type: typ, Labels: []graph.Name{{Text: name, Lang: d.Lang}}})
		d.aliases[folded] = id
	}
	if typ == gazetteer.Person {
		if k := strings.LastIndexByte(folded, ' '); k >= 0 {
			d.surname(folded[k+1:], id)
			if first, _, ok := strings.Cut(folded[k+1:], "-"); ok && len(first) > 3 {
				d.surname(first, id) // "Ledezma" for "Ledezma-Ochoa"
			}
		}
	}
	return id
}

// surname remembers a family name, unless two persons of the article share it.
func (d *Document) surname(last, id string) {
	if old, ok := d.surnames[last]; ok && old != id {
		d.surnames[last] = ""
		return
	}
	d.surnames[last] = id
}

func (d *Document) keep(e graph.Entity) {
	if old := d.entities[e.ID]; old != nil {
		return
	}
	d.entities[e.ID] = &e
	d.types[e.ID] = e.Type
}

// quoted finds names between quotation marks that a noun introduces: a group
// named "X", le groupe « X ».
func (d *Document) quoted(s *Sentence) {
	t := s.Tree
	for i := 1; i+2 < t.Len(); i++ {
		if !isQuote(t.Word(i).Form) || s.cover[i+1] >= 0 || !capital(t.Word(i+1).Form) {
			continue
		}
		j := i + 1
		for j < t.Len() && j-i <= 6 && !isQuote(t.Word(j).Form) {
			j++
		}
		if j >= t.Len() || !isQuote(t.Word(j).Form) {
			continue
		}
		kind := d.kindOf(s, i-1)
		if kind == "" && i > 1 && d.lex.named.at(t, i-1) {
			kind = d.kindOf(s, i-2)
		}
		if kind != "" && d.free(s, i+1, j) {
			d.introduce(s, i+1, j, d.textOf(s, i+1, j), kind)
		}
	}
}

func (d *Document) free(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if s.cover[i] >= 0 {
			return false
		}
	}
	return true
}

// brackets reads "People's Mojahedin Organization of Iran (PMOI)": the two
// names are one thing in this article.
func (d *Document) brackets(s *Sentence) {
	t := s.Tree
	for i := 1; i+2 < t.Len(); i++ {
		if t.Word(i).Form != "(" || t.Word(i+2).Form != ")" {
			continue
		}
		short := t.Word(i + 1).Form
		before, okBefore := s.At(i - 1)
		if !okBefore || before.Type == gazetteer.Place || !acronym(short) || !abbreviates(short, d.Text[before.Span.Start:before.Span.End]) {
			continue
		}
		inside, okInside := s.At(i + 1)
		switch {
		case !okInside:
			d.alias(before.Entity, short)
			s.add(Mention{First: i + 1, Last: i + 2, Head: i + 1, Span: s.spanOf(i+1, i+2), Kind: Name, Entity: before.Entity, Type: before.Type})
		case d.isDiscovered(before.Entity) && !d.isDiscovered(inside.Entity):
			d.rename(before.Entity, inside.Entity, d.Text[before.Span.Start:before.Span.End])
		case d.isDiscovered(inside.Entity):
			d.rename(inside.Entity, before.Entity, short)
		}
	}
}

// abbreviates: the letters of the short form come in this order in the long
// one, and both begin with the same letter: PMOI, but not "Tehran (AFP)".
func abbreviates(short, long string) bool {
	s, l := []rune(graph.Fold(short)), []rune(graph.Fold(long))
	if len(s) == 0 || len(l) <= len(s) || s[0] != l[0] {
		return false
	}
	k := 0
	for _, r := range l {
		if k < len(s) && r == s[k] {
			k++
		}
	}
	return k == len(s)
}

func (d *Document) isDiscovered(id string) bool {
	e := d.entities[id]
	return e != nil && !e.Curated
}

// alias gives an entity of the article another name.
func (d *Document) alias(id, name string) {
	d.aliases[graph.Fold(name)] = id
	if e := d.entities[id]; e != nil && !e.Curated {
		e.Aliases = append(e.Aliases, graph.Name{Text: name, Lang: d.Lang})
	}
}

// rename makes every mention of one entity a mention of another.
func (d *Document) rename(from, to, name string) {
	if from == to {
		return
	}
	for _, s := range d.Sentences {
		for i := range s.Mentions {
			if s.Mentions[i].Entity == from {
				s.Mentions[i].Entity, s.Mentions[i].Type = to, d.types[to]
			}
		}
	}
	for k, id := range d.aliases {
		if id == from {
			d.aliases[k] = to
		}
	}
	delete(d.entities, from)
	delete(d.types, from)
	d.alias(to, name)
}

// wholeNames finds names of several words that another sentence introduced,
// also where this sentence hides a part of them ("Civic Lens" at its start,
// where a capital tells nothing). What was made of a part alone is undone.
func (d *Document) wholeNames(s *Sentence) {
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		if !capital(t.Word(i).Form) {
			continue
		}
		for n := min(6, t.Len()-i); n >= 2; n-- {
			id := d.aliases[graph.Fold(d.textOf(s, i, i+n))]
			if id == "" || d.entities[id] == nil || d.entities[id].Curated || !d.partsOnly(s, i, i+n) {
				continue
			}
			d.uncover(s, i, i+n)
			s.add(Mention{First: i, Last: i + n, Head: s.headOf(i, i+n), Span: d.nameSpan(s, i, i+n), Kind: Name, Entity: id, Type: d.types[id]})
			i += n - 1
			break
		}
	}
}

// partsOnly: no mention reaches over the edge of the range, or is it already.
func (d *Document) partsOnly(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if k := s.cover[i]; k >= 0 {
			m := s.Mentions[k]
			if m.First < first || m.Last > last || m.First == first && m.Last == last || !d.isDiscovered(m.Entity) {
				return false
			}
		}
	}
	return true
}

func (d *Document) uncover(s *Sentence, first, last int) {
	kept := s.Mentions[:0]
	for _, m := range s.Mentions {
		if m.First < first || m.Last > last || m.Kind == Compound {
			kept = append(kept, m)
		}
	}
	s.Mentions = kept
	s.order()
}

func (d *Document) nameSpan(s *Sentence, first, last int) graph.Span {
	sp := s.spanOf(first, last)
	sp.End = sp.Start + len(trimPossessive(d.Text[sp.Start:sp.End]))
	return sp
}

// forgetUnmentioned drops entities of which no mention is left.
func (d *Document) forgetUnmentioned() {
	left := map[string]bool{}
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			left[m.Entity] = true
		}
	}
	for id, e := range d.entities {
		if !e.Curated && !left[id] {
			delete(d.entities, id)
		}
	}
}

// shortForms finds later mentions by family name, acronym or alias, in
// sentences that come before or after the full name.
func (d *Document) shortForms(s *Sentence) {
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		if s.cover[i] >= 0 || !capital(t.Word(i).Form) || syntax.Pos(t, i) == "PUNCT" {
			continue
		}
		form := graph.Fold(trimPossessive(t.Word(i).Form))
		id := d.aliases[form]
		if id == "" {
			id = d.surnames[form]
		}
		if id == "" && d.Lang == "de" {
			id = d.surnames[strings.TrimSuffix(form, "s")]
		}
		if id == "" || d.entities[id] == nil {
			continue
		}
		s.add(Mention{First: i, Last: i + 1, Head: i, Span: s.spanOf(i, i+1), Kind: Name, Entity: id, Type: d.types[id]})
	}
}
