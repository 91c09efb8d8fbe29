package mention

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// BareTitle is a person whom a sentence introduces by an office without naming
// the body: "Prime Minister X said", "Geschäftsführerin Y".
type BareTitle struct {
	Person Mention
	Title  string // lemma of the word for the office
	Kind   string // of the office, as the gazetteer has it
	Word   int    // the last word of the title
	state  string // the one whose adjective stands in the title: "le ministre saoudien des affaires du Golfe"
	form   string // of the last word as it is written: "Bundesaußenminister"
	types  []string
}

// BareTitles finds the persons of a sentence that have an office right before
// their name, or in an apposition behind it, and none recorded.
func (d *Document) BareTitles(s *Sentence) []BareTitle {
	var out []BareTitle
	for _, m := range s.Mentions {
		if m.Type != gazetteer.Person || m.Kind != Name || d.Affiliation(m.Entity) != "" {
			continue
		}
		p := d.bareTitle(s, m)
		if p < 0 || s.cover[p] >= 0 || d.possessedTitle(s, p) {
			continue
		}
		r := s.role[p]
		if first, _, ok := strings.Cut(s.Tree.Word(p).Form, "-"); ok && d.Lang == "de" && acronym(first) {
			continue // "NRW-Justizminister X": of a body that no list has
		}
		if q, ok := d.officePhrase(s, m); ok && q.noun >= 0 && !slices.Contains(q.types, gazetteer.Country) {
			continue // "the federation's president, X"
		}
		if _, in := d.regionBefore(s, m); in || d.placeBefore(s, p) {
			continue
		}
		types := d.bodyTypes(s, p, r)
		if types == nil && (d.HomeOf(BareTitle{Title: r.Lemma}) != "" || r.Kind == "prosecutor" && d.HomeOf(BareTitle{form: s.Tree.Word(p).Form}) != "") {
			types = []string{gazetteer.Country}
		}
		if types != nil {
			out = append(out, BareTitle{Person: m, Title: r.Lemma, Kind: r.Kind, Word: p, state: cmp.Or(s.adjectiveState(p, m.First), d.stateBefore(s, p)), form: s.Tree.Word(p).Form, types: types})
		}
	}
	return out
}

// bareTitle is the last word of the title beside a person's name: right before
// it, as the verb gives it, or in an apposition ("X, the then prime minister,");
// -1 if there is none.
func (d *Document) bareTitle(s *Sentence, m Mention) int {
	p := m.First - 1
	if p > 0 && syntax.Form(s.Tree, p) == "," {
		if p--; d.lex.Kin.at(s.Tree, s.Tree.Word(p).Head) && s.Tree.Word(p).Head < p {
			return -1 // "der Sohn des Präsidenten, X"
		}
	}
	if p >= 0 {
		p = d.beforePortfolio(s, d.beforeAddress(s, p))
		if d.amongThose(s, p) || d.judgeAmong(s, p) {
			return -1
		}
		if s.role[p] != nil && (s.cover[p] >= 0 || held[s.role[p].Kind] && !d.know.address[s.role[p].Kind] || d.lex.StateTitle.has(strings.ToLower(s.role[p].Lemma))) {
			return p
		}
	}
	if w := d.appointed(s, m); w >= 0 {
		return w
	}
	if w, end := d.officeRight(s, m.Last); w >= 0 && d.officeAlone(s, w, m.Last+1, end) {
		return w
	}
	if p >= 0 && s.role[p] != nil {
		return p
	}
	return -1
}

// amongThose: "des responsables géorgiens, dont le ministre X", "Djibouti, dont le chef de la diplomatie, X, …": the office at word p
// is of their state, or of what stands before "dont".
func (d *Document) amongThose(s *Sentence, p int) bool {
	for p > 0 && s.inRole[p] && s.inRole[p-1] {
		p--
	}
	return d.Lang == "fr" && (p > 1 && syntax.Form(s.Tree, p-2) == "dont" || p > 0 && syntax.Form(s.Tree, p-1) == "dont")
}

// judgeAmong: "five Belarusian officials, among them the judge X": the judge is of their state.
func (d *Document) judgeAmong(s *Sentence, p int) bool {
	if p < 0 || s.role[p] == nil || !oneOf(s.role[p].Kind, "judge", "prosecutor") {
		return false
	}
	for i := p - 1; i >= 0; i-- {
		if oneOf(syntax.Form(s.Tree, i), "among", "including") {
			return true
		}
	}
	return false
}

// placeBefore: an adjective of a place stands before the office at word p, which is
// then no state's: "der Münchner Polizeipräsident X".
func (d *Document) placeBefore(s *Sentence, p int) bool {
	for p > 0 && s.inRole[p-1] && s.role[p-1] == nil {
		p--
	}
	m, ok := s.At(p - 1)
	return ok && m.Kind == Adjective && m.Type == gazetteer.Place
}

// officeAlone: the apposition from word first to last tells nothing of whose the
// office at word w is, nor of any one of many that hold such offices.
func (d *Document) officeAlone(s *Sentence, w, first, last int) bool {
	for i := first; i < last; i++ {
		noun := syntax.Pos(s.Tree, i) == "NOUN" && !s.inRole[i] && s.role[i] == nil
		switch {
		case d.lex.Local.at(s.Tree, i), noun && i < w && d.nounTypes(s, i) != nil:
			return false // "X, the region's finance minister"
		case noun && i > w && !strings.HasSuffix(s.role[w].Kind, "minister") && !d.lex.Interim.at(s.Tree, i):
			return false // "X, président du directoire"
		}
	}
	return true
}

// beforeAddress goes from the form of address in "the emir, Sheikh X" back to the
// office before it; p if there is none.
func (d *Document) beforeAddress(s *Sentence, p int) int {
	if p < 2 || s.cover[p] >= 0 || !d.title(s, p) || syntax.Form(s.Tree, p-1) != "," || s.role[p-2] == nil || s.cover[p-2] >= 0 {
		return p
	}
	return p - 2
}

// beforePortfolio goes from the last word of "ministre chargé des Mines et de
// l’Énergie" back to the office, in French; p if there is none.
func (d *Document) beforePortfolio(s *Sentence, p int) int {
	for k := p; d.Lang == "fr" && k >= 0 && k > p-12; k-- {
		if s.role[k] != nil {
			return k
		}
		if m, ok := s.At(k); ok && m.Kind == Adjective {
			continue // "ministre ivoirien des Transports"
		}
		f := syntax.Form(s.Tree, k)
		if d.ownPortfolio(s, k) {
			continue
		}
		if !d.lex.Portfolio.has(f) && !oneOf(f, "de", "d'", "d’", "des", "du", "la", "le", "les", "l'", "l’", "et", ",", "à", "chargé", "chargée", "délégué", "déléguée",
			"sortant", "sortante", "intérimaire", "élu", "élue", "provisoire", "actuel", "actuelle", "démissionnaire") {
			break
		}
	}
	return p
}

// ownPortfolio: word k is in a portfolio that no list has: "de la Marine marchande", "de la Résilience".
func (d *Document) ownPortfolio(s *Sentence, k int) bool {
	t := s.Tree
	switch pos := syntax.Pos(t, k); {
	case k < 2 || s.cover[k] >= 0:
		return false
	case pos == "ADJ":
		return capital(t.Word(k-1).Form) && d.ownPortfolio(s, k-1)
	case pos == "NOUN" || pos == "PROPN":
		return capital(t.Word(k).Form) && (syntax.Pos(t, k-1) == "DET" || oneOf(syntax.Form(t, k-1), "de", "d'", "d’", "des", "du", "et", "aux"))
	}
	return false
}

// ofStates are kinds of office that only states have, and what in a state has a government.
var ofStates = map[string]bool{"minister": true, "head_of_government": true, "parliament_head": true}

// bodyTypes gives the types of the body that the office at word p is of: a state;
// nil if it need not be. OpenOffices has the others.
func (d *Document) bodyTypes(s *Sentence, p int, r *gazetteer.Role) []string {
	form := syntax.Form(s.Tree, p)
	if d.lex.StateTitle.has(strings.ToLower(r.Lemma)) || ofStates[r.Kind] {
		if part := d.compoundOf(s, p); r.Kind == "head_of_state" && part != "" && !d.lex.Interim.has(part) {
			return nil // "Verwaltungsratspräsident"
		}
		return []string{gazetteer.Country}
	}
	if d.titlePrefix(form) == gazetteer.Country { // "Regierungssprecher"
		return []string{gazetteer.Country}
	}
	if p > 0 && d.Lang == "en" && syntax.Base(s.Tree, p-1) == "compound" && s.cover[p-1] < 0 && d.lex.Organ.at(s.Tree, p-1) { // "army chief"
		return []string{gazetteer.Country}
	}
	return nil
}

// titlePrefix is the type that the first part of a German compound tells.
func (d *Document) titlePrefix(form string) string {
	if d.Lang != "de" {
		return ""
	}
	for end := len(form) - 4; end >= 4; end-- {
		first := strings.TrimRight(form[:end], "-")
		for _, w := range []string{first, strings.TrimSuffix(first, "s")} {
			if d.lex.Organ.words[w] {
				return gazetteer.Country
			}
			if k := d.lex.kinds[w]; k != "" {
				return k
			}
		}
	}
	return ""
}

// possessedTitle: a possessive stands with the title that ends at word p.
func (d *Document) possessedTitle(s *Sentence, p int) bool {
	for p > 0 && s.inRole[p-1] && s.role[p-1] == nil {
		p-- // "sa ministre des Affaires étrangères"
	}
	for i := p - 1; i >= 0 && i >= p-4; i-- {
		if x, ok := d.lex.Pronouns[syntax.Form(s.Tree, i)]; ok && x.Possessive && (syntax.Pos(s.Tree, i) == "PRON" || syntax.Pos(s.Tree, i) == "DET") {
			return true
		}
		if oneOf(syntax.Form(s.Tree, i), "whose", "dont") {
			return true
		}
		if p := syntax.Pos(s.Tree, i); s.cover[i] >= 0 || p == "PUNCT" || p == "ADP" || p == "VERB" {
			break
		}
	}
	return false
}

// Body is the state of an office that sentence k names without it: where the
// sentence plays, what the sentences before clearly speak of, if the article as a
// whole does, or if it did something in the sentence before; else the state of
// which the article speaks most. A state that the person deals with in the sentence
// is another's, and a president may be a federation's.
func (d *Document) Body(k int, b BareTitle) (Mention, bool) {
	s := d.Sentences[k]
	if b.state != "" {
		return Mention{Entity: b.state, Type: gazetteer.Country, Kind: Nominal}, true
	}
	if id := d.province(); id != "" && ofStates[b.Kind] {
		return Mention{Entity: id, Type: gazetteer.Place, Kind: Nominal}, true
	}
	not := d.dealsWith(s, b.Person)
	if b.Kind == "military" { // rebels and foes have officers, too
		not = d.statesOf(s)
	}
	near, ok := clear1(d.candidates(k, pronounReach, b.types, "", not))
	id := d.foremost(b.types)
	if not[id] || !d.standing(k, id) && slices.ContainsFunc(d.last, func(x salient) bool { return x.typ == gazetteer.Country && x.entity != id }) {
		id = "" // the only one named, but not the only one spoken of
	}
	announced := d.announcedBy(s, b)
	switch {
	case d.inWhere(s, b.Person.Head) != "":
		id = d.inWhere(s, b.Person.Head)
	case d.hostAt(s, b.Person) != "":
		return Mention{Entity: d.hostAt(s, b.Person), Type: gazetteer.Country, Kind: Nominal}, true
	case d.inFront(s) != "" && !not[d.inFront(s)]:
		id = d.inFront(s)
	case announced != "":
		return Mention{Entity: announced, Type: gazetteer.Country, Kind: Nominal}, true
	case ok && (near.entity == id || d.inLead(near.entity) && (id == "" || near.at.weight == asSubject && k-near.at.sentence <= 1 && !(s.opens && d.outweighed(k, near.entity, not)))):
		id = near.entity
	case d.otherThan(k, not) != "":
		id = d.otherThan(k, not) // of two that the article sets against each other
	case id != "":
	case d.homeland() != "":
		id = d.homeland()
	default:
		if id = d.onlyState(k, not); id == "" {
			id = d.atHome(k, b, not)
		}
	}
	if b.Kind == "head_of_state" && d.presides(k, b.Person, id) {
		return Mention{}, false
	}
	if b.Kind == "head_of_state" && strings.Contains(graph.Fold(b.Title), "sident") && d.statesTold(k)[id] == 0 {
		return Mention{}, false // clubs have presidents, too
	}
	acts := ok && near.entity == id && near.at.weight == asSubject && k-near.at.sentence <= 1 && b.Kind != "police" && b.Kind != "military"
	if !acts && id != d.inWhere(s, b.Person.Head) && id != d.inFront(s) && d.outweighed(k, id, not) {
		return Mention{}, false
	}
	if id == "" || d.actsOn(s, id, b.Person.Head) {
		return Mention{}, false // "Canada put Vice-President X on its list"
	}
	return Mention{Entity: id, Type: d.typeOfEntity(id), Kind: Nominal}, true
}

// outweighed: up to sentence k the text tells more of another state.
func (d *Document) outweighed(k int, state string, not map[string]bool) bool {
	told := d.statesTold(k)
	for id, n := range told {
		if id != state && !not[id] && n > told[state] && d.kicker() != state {
			return true
		}
	}
	return false
}

// statesTold counts how often the text up to sentence k tells of each state, its
// adjectives and places included.
func (d *Document) statesTold(k int) map[string]int {
	told := map[string]int{}
	for _, s := range d.Sentences[:k+1] {
		for _, m := range s.Mentions {
			m = d.state(m)
			if in := d.domestic(m); in != "" {
				told[in]++
			} else if m.Type == gazetteer.Country {
				told[m.Entity]++
			}
		}
	}
	return told
}

// dealsWith are the states in the clause whose subject is the person: "Defence
// Minister X accused Turkey".
func (d *Document) dealsWith(s *Sentence, person Mention) map[string]bool {
	out := map[string]bool{}
	t := s.Tree
	i := person.Head
	for n := 0; n < 4 && t.Word(i).Head >= 0 && oneOf(syntax.Base(t, i), "appos", "flat", "compound"); n++ {
		i = t.Word(i).Head
	}
	if syntax.Base(t, i) != "nsubj" {
		return out
	}
	v := t.Word(i).Head
	d.dealtWith(s, v, i, 0, out)
	for _, c := range t.Children(v) {
		if syntax.Base(t, c) == "conj" && syntax.Verbal(t, c) && syntax.Own(t, c) < 0 {
			d.dealtWith(s, c, i, 0, out) // "said X and accused the Philippines"
		}
	}
	return out
}

// dealtWith adds the states among the arguments of verb v, but for its subject at word i, and of
// what he means to do: "threatened to recall the envoy from La Paz".
func (d *Document) dealtWith(s *Sentence, v, i, depth int, out map[string]bool) {
	t := s.Tree
	for _, c := range t.Children(v) {
		b := syntax.Base(t, c)
		if b == "xcomp" && depth == 0 {
			d.dealtWith(s, c, i, 1, out)
		}
		if c == i || b != "obj" && b != "iobj" && b != "obl" || d.inPlace(s, c) {
			continue
		}
		ms := d.refs(s, c, 0)
		if depth > 0 && d.lex.State.at(t, c) {
			for _, g := range t.Children(c) { // "his ambassador in Minsk"
				if m, ok := s.At(g); ok && m.Kind == Name {
					ms = append(ms, m)
				}
			}
		}
		for _, m := range ms {
			if m = d.state(m); m.Type == gazetteer.Country {
				out[m.Entity] = true
			} else if in := d.domestic(m); in != "" {
				out[in] = true
			}
		}
	}
}

// announcedBy is the state of a sentence that begins with a measure of its own, and ends with who
// announced it: "Canada has expelled two diplomats, Foreign Minister X said"; "" for any other.
func (d *Document) announcedBy(s *Sentence, b BareTitle) string {
	t := s.Tree
	if b.Kind != "minister" && b.Kind != "head_of_government" && b.Kind != "spokesperson" || b.Person.First < 3 {
		return ""
	}
	sayer := b.Person.Head
	for n := 0; n < 4 && t.Word(sayer).Head >= 0 && oneOf(syntax.Base(t, sayer), "appos", "flat", "compound"); n++ {
		sayer = t.Word(sayer).Head
	}
	v := t.Word(sayer).Head
	if v < sayer || syntax.Base(t, sayer) != "nsubj" || !syntax.Verbal(t, v) {
		return ""
	}
	for w := range sayer { // the verb of what is announced
		if !d.lex.Measures.at(t, w) || syntax.Pos(t, w) != "VERB" || t.Word(w).Head != v && t.Word(v).Head != w {
			continue
		}
		if o := syntax.Surface(t, w); o >= 0 && o < w {
			if m, ok := s.At(o); ok && m.Kind == Name {
				if m = d.state(m); m.Type == gazetteer.Country {
					return m.Entity
				}
			}
		}
	}
	return ""
}

// inFront is the state of the capital where a sentence plays that begins with it:
// "In Kabul, government spokesman X"; "" if it does not.
func (d *Document) inFront(s *Sentence) string {
	if len(s.Mentions) == 0 || s.Tree.Len() == 0 || !d.lex.Locative.has(syntax.Form(s.Tree, 0)) && !(d.Lang == "fr" && s.Tree.Word(0).Form == "A") {
		return "" // "A Lomé, …", whose capital has lost its accent
	}
	m := s.Mentions[0]
	if e := d.know.Gazetteer.Entry(m.Entity); m.First == 1 && e != nil && m.Kind == Name {
		return e.CapitalOf
	}
	return ""
}

// statesOf are the states that a sentence names.
func (d *Document) statesOf(s *Sentence) map[string]bool {
	out := map[string]bool{}
	for _, m := range s.Mentions {
		if m = d.state(m); m.Type == gazetteer.Country {
			out[m.Entity] = true
		}
	}
	return out
}

// onlyState is the one state of which the text tells anything before sentence k, be
// it by an adjective or by a place in it, those left out that not has; "" if there
// are several, or if it is never named.
func (d *Document) onlyState(k int, not map[string]bool) string {
	only, named := "", false
	for _, s := range d.Sentences[:k] {
		for _, m := range s.Mentions {
			m = d.state(m)
			id := m.Entity
			if m.Type != gazetteer.Country {
				id = d.domestic(m)
			}
			if id == "" || not[id] {
				continue
			}
			if only != "" && only != id {
				return ""
			}
			only, named = id, named || m.Type == gazetteer.Country
		}
	}
	if !named {
		return ""
	}
	return only
}

// inWhere is the state of the place that "où" stands for in the clause of word
// i: "à Asmara, où elle doit rencontrer le président X"; "" if there is none.
func (d *Document) inWhere(s *Sentence, i int) string {
	t := s.Tree
	for n := 0; d.Lang == "fr" && n < 6 && i >= 0; n, i = n+1, t.Word(i).Head {
		for _, c := range t.Children(i) {
			if p := syntax.Where(t, c); p >= 0 {
				for _, m := range d.refs(s, p, 0) {
					if m = d.state(m); m.Type == gazetteer.Country {
						return m.Entity
					}
				}
			}
		}
	}
	return ""
}

// homeland is the one state in which all places of an article lie that names no
// state: a local paper's own; "" where there are fewer than two such places.
func (d *Document) homeland() string {
	home, places := "", map[string]bool{}
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			if m.Type == gazetteer.Country && m.Kind != Adjective {
				return ""
			}
			in := d.domestic(m)
			if in == "" {
				continue
			}
			if home != "" && home != in {
				return ""
			}
			home, places[m.Entity] = in, true
		}
	}
	if len(places) < 2 {
		return ""
	}
	return home
}

// lead is how many sentences, the headline among them, tell what the text is about.
const lead = 3

// inLead reports whether the first sentences name the state, or something of it.
func (d *Document) inLead(state string) bool {
	for _, s := range d.Sentences[:min(lead, len(d.Sentences))] {
		for _, m := range s.Mentions {
			if m = d.state(m); m.Entity == state || d.domestic(m) == state {
				return true
			}
		}
	}
	return false
}

// domestic is the state of a body of state or of a place, "" for all else: what
// a foreign group or firm does is told in the news of other states.
func (d *Document) domestic(m Mention) string {
	e := d.know.Gazetteer.Entry(m.Entity)
	if e == nil || e.Type != gazetteer.GovernmentBody && e.Type != gazetteer.Place {
		return ""
	}
	return d.stateOf(e)
}

// HomeOf is the state that alone has an office of such a name, "" if several do
// and the article speaks of another ("Bundespräsident", in Germany unless it tells of Austria),
// or if others than states have it, too, and the article speaks of none (a university's "Kanzlerin").
func (d *Document) HomeOf(b BareTitle) string {
	for _, first := range slices.Backward(slices.Sorted(maps.Keys(d.lex.Home))) { // of two that fit, the longer
		states := d.lex.Home[first]
		if len(states) == 0 || !strings.HasPrefix(strings.ToLower(b.Title), first) && !strings.HasPrefix(strings.ToLower(b.form), first) {
			continue
		}
		if slices.ContainsFunc(states[1:], d.tellsOf) || strings.TrimSuffix(strings.ToLower(b.Title), "in") == first && !d.tellsOf(states[0]) && len(d.told) == 0 {
			return ""
		}
		return states[0]
	}
	return ""
}

// actsOn: the state is the subject of the verb whose object the name at word i,
// or the noun that it stands beside, is.
func (d *Document) actsOn(s *Sentence, state string, i int) bool {
	t := s.Tree
	for n := 0; n < 4 && t.Word(i).Head >= 0 && oneOf(syntax.Base(t, i), "appos", "flat", "compound", "conj"); n++ {
		i = t.Word(i).Head
	}
	if b := syntax.Base(t, i); b != "obj" && b != "iobj" {
		return false
	}
	w := syntax.Own(t, t.Word(i).Head)
	return w >= 0 && slices.ContainsFunc(d.refs(s, w, 0), func(m Mention) bool { return d.state(m).Entity == state })
}
