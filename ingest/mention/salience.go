package mention

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// salient is a mention that later words may refer to.
type salient struct {
	sentence, word int
	entity, typ    string
	weight         int
	gender         string // grammatical gender of the words, "" if unknown
	plural         bool   // of the words
	noun           bool   // the word is a common noun
}

// Weights of grammatical roles, after Lappin & Leass 1994, table 1: they halve
// with each sentence.
const (
	asSubject = 80
	asObject  = 50
	elsewhere = 40
	possessed = 35
)

// How far back in sentences words refer, and by how much the best antecedent
// must surpass the next, in percent.
const (
	pronounReach  = 2
	nominalReach  = 4
	maxCandidates = 64
	margin        = 140
	marginMixed   = 170 // a person or a body
	marginPersons = 170 // two persons of one gender are told apart worse than two states
)

// remember notes what word i of sentence k mentions.
func (d *Document) remember(s *Sentence, k, i int) {
	var ms []Mention
	through := false // they are what a noun is of
	if x, ok := s.byHead[i]; ok && d.personalDemonym(s, i) && len(d.namedBeside(s, i)) == 0 {
		ms = s.anaph[i] // "the Austrian" is a person
	} else if ok {
		if s.Mentions[x].Kind == Adjective {
			return
		}
		m := d.actor(s.Mentions[x])
		if m.Entity != s.Mentions[x].Entity {
			d.call(m.Entity, syntax.Form(s.Tree, i)) // "Bundesregierung", and then "die Regierung"
		}
		ms = []Mention{m}
	} else if a := s.anaph[i]; len(a) > 0 {
		ms = a
	} else if b := d.beside(s, i); len(b) > 0 {
		d.call(d.state(b[0]).Entity, syntax.Lemma(s.Tree, i)) // "the agency, ZEMA": the name is remembered in its place
	} else if n := d.nominal(s, i, 0); len(n) == 1 && syntax.Pos(s.Tree, i) == "NOUN" {
		ms, through = n, true
		d.call(n[0].Entity, syntax.Lemma(s.Tree, i))
	} else if g, ok := d.stranger(s, k, i); ok {
		d.last = append(d.last, g)
	}
	for _, m := range ms {
		if m.Type == gazetteer.Media && s.endsInDash() {
			continue // the agency of a dateline
		}
		w := d.weigh(s, i)
		if through && d.besideName(s, i) {
			w = min(w, possessed)
		}
		if d.ofNamed(s, i, m) {
			w = min(w, possessed)
		}
		if len(ms) > 1 {
			w = w * 3 / 4 // of several, none is what the text speaks of
		}
		if !d.inPlace(s, i) {
			m = d.state(m) // "relations with Tehran": what follows may speak of Iran
		}
		d.last = append(d.last, salient{sentence: k, word: i, entity: m.Entity, typ: m.Type, weight: w, gender: d.genderAt(s, i), plural: d.several(s, i), noun: s.cover[i] < 0 && syntax.Pos(s.Tree, i) == "NOUN"})
	}
	if len(d.last) > maxCandidates {
		d.last = d.last[len(d.last)-maxCandidates:]
	}
	d.rememberPair(s, k, i)
}

// stranger is something that the text speaks of without naming it ("a retired
// general", "the Alpine Club"): nothing can refer to it, but what could be meant
// by a later word must surpass it, too.
func (d *Document) stranger(s *Sentence, k, i int) (salient, bool) {
	t := s.Tree
	w := weight(t, i)
	many := t.Word(i).Feats.Number().String() == "Plur"
	if s.cover[i] >= 0 || w < asObject || s.skip[i] {
		return salient{}, false
	}
	if i+1 < t.Len() && s.cover[i+1] >= 0 || syntax.Base(t, i) == "appos" {
		return salient{}, false // it stands beside a name
	}
	for _, c := range t.Children(i) {
		if b := syntax.Base(t, c); b == "appos" || b == "flat" || b == "cop" {
			return salient{}, false
		}
		if m, ok := s.At(c); ok && many && d.Lang == "en" && m.Kind == Adjective && m.Type == gazetteer.Country && d.lex.State.at(t, i) {
			return salient{}, false // "Malian soldiers" are no group
		}
	}
	typ := ""
	switch pos := syntax.Pos(t, i); {
	case many && pos == "NOUN" && (s.roleAt[i] != nil || d.lex.Members.at(t, i) || d.lex.State.at(t, i)):
		typ = gazetteer.PoliticalGroup
	case many:
	case pos == "NOUN" && (s.roleAt[i] != nil || d.lex.Trades.at(t, i)):
		typ = gazetteer.Person
	case pos == "NOUN":
		typ = d.kindOf(s, i)
		if types := d.lex.Anaphors[syntax.Lemma(t, i)]; typ == "" && len(types) > 0 && types[0] != gazetteer.Country {
			typ = types[0] // "a network of agents"
		}
	}
	if typ == "" || typ == gazetteer.Place || typ == gazetteer.Event || typ == gazetteer.Facility {
		return salient{}, false
	}
	return salient{sentence: k, word: i, entity: nobody + strconv.Itoa(k) + ":" + strconv.Itoa(i), typ: typ, weight: w, gender: d.wordGender(s, i), plural: many}, true
}

// nobody begins the IRIs of strangers.
const nobody = "?"

// call notes that an entity was called by a noun.
func (d *Document) call(id, noun string) {
	if d.called[id] == nil {
		d.called[id] = map[string]bool{}
	}
	d.called[id][noun] = true
}

// isCalled: the article called the entity by this noun, or by a German
// compound of it: "das Ministerium" for "das Verteidigungsministerium".
func (d *Document) isCalled(id, noun string) bool {
	if d.called[id][noun] {
		return true
	}
	if d.Lang != "de" || len(noun) < 4 {
		return false
	}
	for n := range d.called[id] {
		if strings.HasSuffix(n, noun) {
			return true
		}
	}
	return d.namedLike(id, noun)
}

// namedLike: the German name of a body ends in the noun, or one of its words does: "das
// Hilfswerk" for "Flüchtlingshilfswerk der Vereinten Nationen".
func (d *Document) namedLike(id, noun string) bool {
	e := d.entities[id]
	if e == nil || len(noun) < 6 || oneOf(d.typeOfEntity(id), gazetteer.Person, gazetteer.Country, gazetteer.Place, gazetteer.Event) {
		return false
	}
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			if m.Entity == id && m.Kind == Name && strings.HasSuffix(strings.ToLower(s.Tree.Word(m.First).Form), noun) {
				return true
			}
		}
	}
	return false
}

// inPlace: the word stands behind a preposition of place.
func (d *Document) inPlace(s *Sentence, i int) bool {
	p := syntax.Preposition(s.Tree, i)
	return p != "" && d.lex.Locative.has(p)
}

// weight is that of the word's grammatical role; appositions and conjuncts
// have that of the noun they belong to.
func weight(t *parse.Tree, i int) int {
	if h := t.Word(i).Head; t.Lang() == "de" && h > i && syntax.Pos(t, i) == "PROPN" && oneOf(syntax.Base(t, i), "compound", "dep") && strings.HasSuffix(t.Word(i).Form, "s") {
		return possessed // "Perus neue Außenministerin"
	}
	for n := 0; n < 4 && t.Word(i).Head >= 0; n++ {
		switch syntax.Base(t, i) {
		case "appos", "flat", "compound", "conj":
			if !syntax.Verbal(t, t.Word(i).Head) {
				i = t.Word(i).Head
				continue
			}
		}
		break
	}
	switch syntax.Base(t, i) {
	case "nsubj":
		if b := syntax.Base(t, t.Word(i).Head); b == "acl" || b == "advcl" {
			return possessed // the text speaks of what the main clause does
		}
		return asSubject
	case "root":
		return asSubject
	case "obj", "iobj":
		return asObject
	case "nmod", "det":
		return possessed
	}
	return elsewhere
}

// weigh is the weight of word i, where a name without a preposition before the
// main verb counts as its subject in English and French, whatever the tree.
func (d *Document) weigh(s *Sentence, i int) int {
	w := weight(s.Tree, i)
	if s.cover[i] < 0 && d.lex.Hardware.at(s.Tree, i) {
		return min(w, elsewhere) // a ship acts for its state, but who goes on to speak is not the ship's
	}
	if m, ok := s.At(i); ok && m.Type == gazetteer.Person && d.Lang == "fr" && m.First > 1 && syntax.Form(s.Tree, m.First-1) == "," {
		if o := d.officeBefore(s, m.First); o >= 0 {
			w = max(w, weight(s.Tree, o)) // "le président de la commission, X, …", tied to the commission
		}
	}
	if w >= asObject || d.Lang == "de" || s.cover[i] < 0 || syntax.Preposition(s.Tree, i) != "" || syntax.Genitive(s.Tree, i) {
		return w
	}
	for j := 0; j < i; j++ {
		if p := syntax.Pos(s.Tree, j); p == "VERB" || p == "AUX" || p == "ADP" || s.cover[j] >= 0 && s.cover[j] != s.cover[i] {
			return w
		}
	}
	return asSubject
}

// besideName: the noun tells of a name what it is: "Armenia, a member of the bloc,"
// speaks of Armenia, not of the bloc.
func (d *Document) besideName(s *Sentence, i int) bool {
	h := s.Tree.Word(i).Head
	return h >= 0 && s.cover[h] >= 0 && syntax.Base(s.Tree, i) == "appos"
}

// ofNamed: name m at word i only tells whose the body is that is named behind: "the
// United Nations mission, MONUSCO," speaks of the mission.
func (d *Document) ofNamed(s *Sentence, i int, m Mention) bool {
	h := s.Tree.Word(i).Head
	if d.Lang != "en" || s.cover[i] < 0 || h <= i || syntax.Base(s.Tree, i) != "compound" && syntax.Base(s.Tree, i) != "nmod" || syntax.Pos(s.Tree, h) != "NOUN" {
		return false
	}
	for _, c := range s.Tree.Children(h) {
		if syntax.Base(s.Tree, c) != "appos" {
			continue
		}
		if x, ok := s.At(c); ok && x.Kind == Name && body[x.Type] && x.Entity != m.Entity {
			return true
		}
	}
	return false
}

// genderAt is the grammatical gender that what word i mentions has there: a
// possessive agrees with what is possessed, and tells none.
func (d *Document) genderAt(s *Sentence, i int) string {
	if len(s.anaph[i]) > 0 && s.cover[i] < 0 {
		if p, ok := d.pronoun(s, i); ok && p.Possessive {
			return ""
		}
	}
	return d.wordGender(s, i)
}

// several: the word is a plural, or in German and French a name with the article of one.
func (d *Document) several(s *Sentence, i int) bool {
	if s.cover[i] < 0 {
		return s.Tree.Word(i).Feats.Number().String() == "Plur"
	}
	for _, c := range s.Tree.Children(i) {
		if d.Lang != "en" && s.cover[c] < 0 && syntax.Base(s.Tree, c) == "det" && s.Tree.Word(c).Feats.Number().String() == "Plur" {
			return true // "die Taliban"
		}
	}
	return false
}

// wordGender is the grammatical gender of word i in German and French.
func (d *Document) wordGender(s *Sentence, i int) string {
	if d.Lang == "en" {
		return ""
	}
	// what introduces a name tells its gender better than the name itself
	if h := s.Tree.Word(i).Head; h >= 0 && s.cover[i] >= 0 && (syntax.Base(s.Tree, i) == "appos" || syntax.Base(s.Tree, i) == "flat") && syntax.Pos(s.Tree, h) == "NOUN" {
		i = h
	}
	for _, c := range s.Tree.Children(i) {
		if s.cover[i] >= 0 && s.cover[c] < 0 && syntax.Base(s.Tree, c) == "appos" && syntax.Pos(s.Tree, c) == "NOUN" {
			return genders[s.Tree.Word(c).Feats.Gender().String()] // "X, un mouvement"
		}
		if g := genders[s.Tree.Word(c).Feats.Gender().String()]; g != "" && (syntax.Base(s.Tree, c) == "det" || c == i-1 && syntax.Pos(s.Tree, c) == "DET") {
			return g
		}
	}
	if m, ok := s.At(i); ok && m.Type != gazetteer.Country {
		return "" // the tagger only guesses the gender of a bare name
	}
	if d.Lang == "de" && s.cover[i] >= 0 {
		return "n" // states without an article are neuter
	}
	return genders[s.Tree.Word(i).Feats.Gender().String()]
}

var genders = map[string]string{"Masc": "m", "Fem": "f", "Neut": "n"}

// candidate is an entity that may be meant, with its salience.
type candidate struct {
	entity, typ string
	score       int
	at          salient // its last mention
}

// candidates ranks the entities mentioned in the last sentences that are of
// one of the types, of the gender, and not excluded.
func (d *Document) candidates(k, reach int, types []string, gender string, not map[string]bool) []candidate {
	personal := gender != "" || d.animate // a pronoun that means persons rather than things
	by := map[string]*candidate{}
	inSentence := map[string]map[int]int{}
	agreed := map[string]bool{}
	for _, c := range d.last {
		if not[c.entity] || k-c.sentence > nominalReach || !d.ofType(c, types) || c.plural && !d.plural && strings.HasPrefix(c.entity, nobody) {
			continue
		}
		if d.number && !d.inNumber(c) {
			continue
		}
		if d.orPlural && c.plural && c.typ != gazetteer.Person {
			agreed[c.entity] = true // "die Vereinten Nationen … deren"
		} else if d.agreesIn(c, gender) && !(c.plural && gender != "") {
			agreed[c.entity] = true
		} else if c.gender != "" && c.noun && c.typ != gazetteer.Person {
			agreed[c.entity] = false // "la formation" takes up "le parti": what follows agrees with the last noun
		}
		if by[c.entity] == nil {
			by[c.entity] = &candidate{entity: c.entity, typ: c.typ}
			inSentence[c.entity] = map[int]int{}
		}
		by[c.entity].at = c
		inSentence[c.entity][c.sentence] = max(inSentence[c.entity][c.sentence], c.weight)
	}
	var out []candidate
	for _, id := range slices.Sorted(maps.Keys(by)) {
		c := by[id]
		if k-c.at.sentence > reach || !agreed[id] {
			continue
		}
		for j, w := range inSentence[id] {
			c.score += w * 16 >> (k - j)
		}
		if len(inSentence[id]) > 1 {
			c.score = c.score * 5 / 4 // what the text keeps speaking of
		}
		if personal && c.typ == gazetteer.Person {
			c.score = c.score * 3 / 2
		}
		out = append(out, *c)
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return b.score - a.score })
	return out
}

// ofType: the mention is of one of the types. States and organs are
// organizations too, but "the group" is none of them.
func (d *Document) ofType(c salient, types []string) bool {
	if c.typ == "Organization" && d.isDiscovered(c.entity) && len(d.called[c.entity]) == 0 && slices.ContainsFunc(types, func(t string) bool {
		return t != gazetteer.Country && t != "Organization" && d.know.Ontology.IsA(t, "Organization")
	}) {
		return true // the article does not say what it is
	}
	if d.group != "" && c.typ == gazetteer.Company && d.isCalled(c.entity, d.group) {
		return true // "the dairy group X … the group"
	}
	if d.loose && d.isDiscovered(c.entity) && d.vague(c, types) {
		return true
	}
	for _, t := range types {
		if c.typ == t || t != "Organization" && d.know.Ontology.IsA(c.typ, t) {
			return true
		}
	}
	return false
}

// vague: the article does not say what kind of body it is, or only by a noun
// that says little ("the group"), and does not say that it is something else.
func (d *Document) vague(c salient, types []string) bool {
	if c.typ != "Organization" && c.typ != gazetteer.PoliticalGroup {
		return false
	}
	if !slices.ContainsFunc(types, func(t string) bool {
		return t != gazetteer.Country && t != "Organization" && d.know.Ontology.IsA(t, "Organization")
	}) {
		return false
	}
	for noun := range d.called[c.entity] {
		if k := d.lex.kinds[noun]; k != "" && !d.lex.Group.has(noun) && !slices.Contains(types, k) {
			return false
		}
	}
	return c.typ == "Organization" || len(d.called[c.entity]) > 0
}

// agreesIn: persons agree by sex, all else by the grammatical gender of its words.
func (d *Document) agreesIn(c salient, gender string) bool {
	if gender == "" {
		return true
	}
	g := c.gender
	if c.typ == gazetteer.Person {
		g = d.genderOf(c.entity)
		return g == "" || g == gender
	}
	return g == gender
}

// choose gives the candidate that clearly surpasses the others.
func clear1(cs []candidate) (candidate, bool) {
	if len(cs) == 0 {
		return candidate{}, false
	}
	if len(cs) == 1 {
		return cs[0], !strings.HasPrefix(cs[0].entity, nobody)
	}
	if strings.HasPrefix(cs[0].entity, nobody) {
		return candidate{}, false
	}
	m := margin
	if cs[0].typ == gazetteer.Person {
		m = marginPersons
	}
	if (cs[0].typ == gazetteer.Person) != (cs[1].typ == gazetteer.Person) {
		m = marginMixed
	}
	return cs[0], cs[0].score*100 >= cs[1].score*m
}

// genderOf is "m", "f" or "" for a person: from the words before the name
// ("Frau", "présidente"), else from the first name.
func (d *Document) genderOf(id string) string {
	if g, ok := d.sex[id]; ok {
		return g
	}
	e := d.entities[id]
	if e == nil || len(e.Labels) == 0 {
		return ""
	}
	return d.know.genderOfName(e.Labels[0].Text)
}

// introductions notes by which nouns, and with which sex, names are introduced.
func (d *Document) introductions() {
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			if m.Kind != Name {
				continue
			}
			if m.Type == gazetteer.Person {
				d.introducePerson(s, m)
			} else if n := d.introducer(s, m.First, m.Last); n != "" {
				d.call(d.state(m).Entity, n)
			}
		}
	}
}

func (d *Document) introducePerson(s *Sentence, m Mention) {
	note := func(i int) bool {
		if i < 0 || i >= s.Tree.Len() || s.cover[i] >= 0 {
			return false
		}
		if d.lex.PersonTitle.at(s.Tree, i) {
			d.call(m.Entity, syntax.Lemma(s.Tree, i))
		}
		r := s.role[i]
		if r == nil {
			return false
		}
		d.call(m.Entity, syntax.Lemma(s.Tree, i))
		d.roles[m.Entity] = append(d.roles[m.Entity], r.Kind)
		if r.Gender != "" && d.sex[m.Entity] == "" {
			d.sex[m.Entity] = string(r.Gender)
		}
		return true
	}
	if d.Lang == "fr" && m.First > 2 && syntax.Form(s.Tree, m.First-2) == "," && s.role[m.First-1] == nil && d.title(s, m.First-1) {
		note(d.officeBefore(s, m.First-1)) // "l’évêque de X, Mgr Y"
	}
	if note(m.First-1) || m.First > 1 && syntax.Form(s.Tree, m.First-1) == "," && note(d.officeBefore(s, m.First)) {
		return
	}
	if m.Last < s.Tree.Len() && syntax.Form(s.Tree, m.Last) == "," { // "X, the Slovak defence minister"
		for i := m.Last + 1; i < s.Tree.Len() && i < m.Last+8; i++ {
			if p := syntax.Pos(s.Tree, i); p == "VERB" || p == "AUX" || p == "PUNCT" || note(i) {
				return
			}
		}
	}
	if h := s.Tree.Word(m.Head).Head; h >= 0 && (syntax.Base(s.Tree, m.Head) == "appos" || syntax.Base(s.Tree, m.Head) == "flat") {
		note(h)
	}
	for _, c := range s.Tree.Children(m.Head) {
		if syntax.Base(s.Tree, c) == "appos" {
			note(c)
		}
	}
}

// mates are the entities that cannot be meant by word i because they act in
// its own clause: "the country accused Belarus" is not about Belarus.
func (d *Document) mates(s *Sentence, i int) map[string]bool {
	t, out := s.Tree, map[string]bool{}
	add := func(w int) {
		if w == i || w < i && t.Word(w).Head == t.Word(i).Head && syntax.Base(t, w) == "nsubj" && syntax.Base(t, i) == "nsubj" {
			return // of two subjects of one verb one is another verb's: "Armenia, a member until it left, …"
		}
		for _, m := range d.refs(s, w, 0) {
			out[m.Entity], out[d.state(m).Entity] = true, true
		}
	}
	if syntax.Genitive(t, i) || syntax.Base(t, i) == "det" { // "his counterpart X" is not X's
		n := t.Word(i).Head
		if n < 0 {
			return out
		}
		if m, ok := s.At(n); ok {
			out[m.Entity] = true
		}
		for _, m := range d.beside(s, n) {
			out[m.Entity] = true
		}
		if h := t.Word(n).Head; h > n && syntax.Base(t, n) == "appos" { // "son complice, l’homme d’affaires X, …"
			for _, m := range d.beside(s, h) {
				out[m.Entity] = true
			}
		}
		return out
	}
	for _, c := range t.Children(i) { // "the group's ally X"
		if syntax.Base(t, c) == "appos" {
			add(c)
			first, last := t.Subtree(c)
			for _, m := range s.Mentions { // "the group, a subsidiary of X, …"
				if m.First >= first && m.Last <= last && c > i {
					out[m.Entity] = true
				}
			}
		}
	}
	v := i
	for n := 0; n < 4 && t.Word(v).Head >= 0 && (v == i || !syntax.Verbal(t, v)); n++ {
		v = t.Word(v).Head
	}
	d.argumentsOf(s, v, add)
	d.sentAway(s, i, v, out)
	if syntax.Base(t, i) != "nsubj" {
		if w := syntax.Surface(t, v); w >= 0 {
			add(w)
			for _, q := range d.qualifiers(s, w, 1) {
				if q = d.state(q); q.Type == gazetteer.Country {
					out[q.Entity] = true // "Kyiv's ambassador asked the government"
				}
			}
			for _, m := range d.refs(s, w, 0) { // a minister acts on others than the own state, a chairman blames others than the own firm
				a := d.Affiliation(m.Entity)
				if m.Type == gazetteer.Person && a != "" && (d.typeOfEntity(a) == gazetteer.Country || d.lex.Blaming.at(t, v)) {
					out[a] = true
				}
			}
		}
	}
	return out
}

// sentAway adds to out the states of those who are told to leave: "ordered the French
// ambassador out of the country", "gave the French envoy two days to leave the country".
func (d *Document) sentAway(s *Sentence, i, v int, out map[string]bool) {
	t := s.Tree
	for n := 0; n < 4 && v >= 0; n, v = n+1, t.Word(v).Head {
		if !syntax.Verbal(t, v) {
			continue
		}
		for _, c := range syntax.Args(t, v) {
			if c == i || !oneOf(syntax.Base(t, c), "obj", "iobj", "obl", "nsubj") || !d.lex.State.at(t, c) && s.roleAt[c] == nil {
				continue
			}
			for _, q := range d.qualifiers(s, c, 1) {
				if q = d.state(q); q.Type == gazetteer.Country && (t.Word(c).Head == v && syntax.Base(t, c) != "nsubj" || d.lex.Leaving.at(t, v)) {
					out[q.Entity] = true
				}
			}
		}
		if !d.lex.Leaving.at(t, v) {
			return
		}
	}
}

// argumentsOf calls add for each argument of verb v, and of the verbs that
// share its subject.
func (d *Document) argumentsOf(s *Sentence, v int, add func(int)) {
	t := s.Tree
	for _, c := range syntax.Args(t, v) {
		switch syntax.Base(t, c) {
		case "nsubj", "obj", "iobj", "obl":
			for _, j := range syntax.Coordinated(t, c) {
				add(j)
			}
		case "xcomp", "advcl", "conj":
			if syntax.Verbal(t, c) && syntax.Own(t, c) < 0 {
				for _, g := range t.Children(c) {
					if b := syntax.Base(t, g); b == "obj" || b == "iobj" || b == "obl" && syntax.Base(t, c) == "advcl" { // "Founded by X, it …"
						add(g)
					}
				}
			}
		}
	}
}

// mentionOf makes the back-reference at word i.
func (s *Sentence) mentionOf(i int, entity, typ string, kind Kind) Mention {
	w := s.Tree.Word(i)
	return Mention{First: i, Last: i + 1, Head: i, Kind: kind, Entity: entity, Type: typ, Span: graph.Span{Start: w.Start, End: w.End}}
}
