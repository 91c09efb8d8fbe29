package mention

import (
	"maps"
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// OpenOffices finds the persons of sentence k whose office stands beside them
// without the name of a body, and the body that a reader takes it to be of: the
// one that a noun beside the office refers back to ("the movement's founder, X"),
// else the one of a kind that has such offices of which the text speaks
// ("Chief executive X"). Call it after Offices.
func (d *Document) OpenOffices(k int) []Office {
	s := d.Sentences[k]
	var out []Office
	for _, m := range s.Mentions {
		if m.Type != gazetteer.Person || m.Kind != Name || d.Affiliation(m.Entity) != "" {
			continue
		}
		p, ok := d.officePhrase(s, m)
		if b, in := d.regionBefore(s, m); in {
			out = append(out, b)
			continue
		}
		state, known := d.StateOf(m.Entity)
		if !ok && !(known && p.word >= 0 && d.compoundOf(s, p.word) != "") {
			continue
		}
		if known {
			if s.role[p.word].Kind == "spokesperson" && p.noun < 0 && !p.owner && state != "" {
				out = append(out, Office{Person: m, Body: Mention{Entity: state, Type: gazetteer.Country, Kind: Nominal, Span: m.Span}, Title: s.role[p.word].Lemma, Word: p.word})
			}
			continue // of whom the lists know more than the text
		}
		if b, ok := d.openBody(k, p); ok && !d.actsOn(s, b.Entity, m.Head) {
			out = append(out, Office{Person: m, Body: b, Title: s.role[p.word].Lemma, Word: p.word})
		}
	}
	return out
}

// entityName is the preferred name of an entity of the article.
func (d *Document) entityName(id string) string {
	if e := d.entities[id]; e != nil {
		return e.Label(d.Lang)
	}
	return ""
}

// regionBefore: "Bavarian premier X", "der bayerische Innenminister X", "Hessens
// Ministerpräsident X".
func (d *Document) regionBefore(s *Sentence, m Mention) (Office, bool) {
	w := d.officeLeft(s, m.First)
	if w < 0 {
		return Office{}, false
	}
	i := w
	for i > 0 && s.inRole[i-1] && s.role[i-1] == nil {
		i--
	}
	r, ok := s.At(i - 1)
	k := s.role[w].Kind
	if form := s.Tree.Word(max(i-1, 0)).Form; ok && r.Kind == Name && r.Last-r.First == 1 && !(d.Lang == "de" && strings.HasSuffix(form, "s") && !strings.HasSuffix(d.entityName(r.Entity), "s")) {
		return Office{}, false
	}
	if e := d.know.Gazetteer.Entry(r.Entity); !ok || r.Type != gazetteer.Place || e != nil && e.CapitalOf != "" || !ofStates[k] && !d.know.places(k) {
		return Office{}, false
	}
	return Office{Person: m, Body: r, Title: s.role[w].Lemma, Word: w}, true
}

// officePhrase is an office beside a person's name.
type officePhrase struct {
	person Mention
	word   int      // last word of the office
	noun   int      // the noun beside it for its body, -1 if there is none
	owner  bool     // a possessive stands before it
	types  []string // of the body
	rather []string // of these, those that come first
}

// officePhrase reads the words around the office beside a name; ok is false if
// there is none, if they name a body, or if they tell of a body that nothing refers to.
func (d *Document) officePhrase(s *Sentence, m Mention) (officePhrase, bool) {
	p := officePhrase{person: m, word: -1, noun: -1}
	first, last := 0, 0 // the words behind the office that may say whose it is
	left := d.officeLeft(s, m.First)
	if left >= 0 {
		p.word, first, last = left, left+1, m.First
	}
	if left < 0 || d.know.address[s.role[left].Kind] { // "Colonel X, the army spokesman"
		if w, end := d.officeRight(s, m.Last); w >= 0 {
			p.word, first, last = w, w+1, end
		}
	}
	if p.word < 0 || s.Tree.Word(p.word).Feats.Number().String() == "Plur" && d.Lang != "de" {
		return p, false
	}
	if !d.behindOffice(s, &p, first, last) || !d.beforeOffice(s, &p) {
		return p, false
	}
	if p.noun >= 0 {
		p.types = d.nounTypes(s, p.noun)
	} else if p.types == nil {
		d.bareTypes(s, &p)
	}
	return p, p.types != nil
}

// office: word i ends the word for an office by which one acts for a body.
func (s *Sentence) office(i int) bool {
	return i >= 0 && i < s.Tree.Len() && s.cover[i] < 0 && s.role[i] != nil && held[s.role[i].Kind]
}

// officeLeft is the office before the name that begins at word first: right
// before it, before a form of address ("spokesman Colonel X"), or before a comma
// and its complement; -1 if there is none.
func (d *Document) officeLeft(s *Sentence, first int) int {
	p := first - 1
	for p >= 0 && s.cover[p] < 0 && (s.role[p] != nil && d.know.address[s.role[p].Kind] || s.inRole[p] && s.role[p] == nil) {
		p--
	}
	if p < 0 {
		return -1
	}
	if s.office(p) {
		return p
	}
	if syntax.Form(s.Tree, p) == "," {
		if w := d.officeBefore(s, p+1); w >= 0 {
			return w
		}
	}
	if q := d.beforePortfolio(s, p); q != p && s.office(q) {
		return q
	}
	if s.office(first - 1) {
		return first - 1
	}
	return -1
}

// officeRight is the office in an apposition behind a name ("X, the firm's
// founder, said") and where the apposition ends; -1 if there is none.
func (d *Document) officeRight(s *Sentence, from int) (word, end int) {
	t := s.Tree
	word = -1
	if m, ok := s.At(from - 1); ok {
		if w := d.appointed(s, m); w >= 0 {
			return w, w + 1
		}
	}
	if from >= t.Len() || syntax.Form(t, from) != "," {
		return -1, 0
	}
	for i := from + 1; i < t.Len() && i < from+10; i++ {
		if s.cover[i] >= 0 {
			return -1, 0
		}
		switch p := syntax.Pos(t, i); {
		case p == "PUNCT" && syntax.Form(t, i) != "-":
			if !oneOf(syntax.Form(t, i), ",", ".") {
				return -1, 0
			}
			return word, i
		case p == "VERB" || p == "AUX" || p == "CCONJ" || p == "SCONJ" || p == "PRON" && word < 0 && d.pronounAt(s, i):
			return -1, 0
		}
		if word < 0 && s.office(i) {
			word = i
		}
	}
	return -1, 0
}

// appointed is the office that a verb gives to the person: "named X chief
// executive", "ernannte X zum Finanzminister", "X as chairman"; -1 if there is none.
func (d *Document) appointed(s *Sentence, m Mention) int {
	t := s.Tree
	v := t.Word(m.Head).Head
	if v < 0 || !d.lex.Appoint.at(t, v) || t.Negated(v) {
		return -1
	}
	for _, c := range t.Children(v) {
		if syntax.Base(t, c) == "aux" && !oneOf(syntax.Lemma(t, c), "have", "be", "avoir", "être", "haben", "sein", "werden") {
			return -1 // "may name"
		}
	}
	for i := m.Last; i < t.Len() && i < m.Last+7; i++ {
		switch p := syntax.Pos(t, i); {
		case s.cover[i] >= 0, p == "VERB", p == "PUNCT", p == "CCONJ":
			return -1
		case s.office(i):
			return i
		case !s.inRole[i] && p != "ADP" && p != "DET" && p != "ADJ" && p != "SCONJ" && p != "ADV":
			return -1
		}
	}
	return -1
}

// pronounAt: word i is a pronoun that owns nothing.
func (d *Document) pronounAt(s *Sentence, i int) bool {
	p, ok := d.pronoun(s, i)
	return !ok || !p.Possessive
}

// behindOffice reads the complement of an office: "head of the movement", "chef
// de la mission"; false if it names something, or tells of what no body is.
func (d *Document) behindOffice(s *Sentence, p *officePhrase, first, last int) bool {
	for i := first; i < last; i++ {
		if s.cover[i] >= 0 {
			return false
		}
		switch syntax.Pos(s.Tree, i) {
		case "VERB", "AUX", "SCONJ":
			return false
		case "DET":
			if d.firstTold(s, i) {
				return false // "the leader of a gang"
			}
		case "ADJ":
			if d.lex.OrganAdj.at(s.Tree, i) && p.noun < 0 {
				p.noun = i // "le porte-parole militaire"
			}
		case "NOUN", "PROPN":
			if !d.bodyNoun(s, p, i) {
				return false
			}
		}
	}
	return true
}

// beforeOffice reads what stands before an office in its phrase: "the firm's
// new", "company", "former army"; false if it names something.
func (d *Document) beforeOffice(s *Sentence, p *officePhrase) bool {
	t := s.Tree
	for i := p.word - 1; i >= 0 && i > p.word-8; i-- {
		if s.inRole[i] && s.role[i] == nil {
			continue // the first words of the office
		}
		if s.cover[i] >= 0 {
			return false
		}
		switch syntax.Pos(t, i) {
		case "DET", "PRON":
			return d.mayOpen(s, p, i)
		case "ADJ", "NUM", "PART":
			if d.lex.OrganAdj.at(t, i) && p.noun < 0 {
				p.noun = i // "military spokesman"
			}
		case "NOUN", "PROPN":
			if !d.bodyNoun(s, p, i) || i+1 < p.word && d.firstTold(s, i-1) {
				return false // "a gang's leader"
			}
		case "PUNCT":
			if syntax.Form(t, i) != "-" {
				return true
			}
		default:
			return true
		}
	}
	return true
}

// mayOpen: the article or possessive at word i, before an office, leaves it open
// whose it is. One of several spokesmen is of the body that the noun beside tells;
// what a person has is nobody else's.
func (d *Document) mayOpen(s *Sentence, p *officePhrase, i int) bool {
	if oneOf(syntax.Form(s.Tree, i), "dessen", "deren", "dont", "whose") {
		return false
	}
	if d.firstTold(s, i) {
		return p.noun >= 0
	}
	if x, ok := d.lex.Pronouns[syntax.Form(s.Tree, i)]; ok && x.Possessive {
		p.owner = true
		return len(s.anaph[i]) == 0 && (x.Gender == "" || d.Lang != "en")
	}
	return syntax.Pos(s.Tree, i) == "DET" && d.lex.Definite.at(s.Tree, i)
}

// firstTold: word i is an article before what the text speaks of for the first time.
func (d *Document) firstTold(s *Sentence, i int) bool {
	return i >= 0 && syntax.Pos(s.Tree, i) == "DET" && oneOf(syntax.Form(s.Tree, i), "a", "an", "un", "une", "ein", "eine", "einer", "einem", "einen", "eines")
}

// bodyNoun notes noun i as the one for the body; false if it is no such noun,
// nor tells a part of a body ("head of sales", "medical director").
func (d *Document) bodyNoun(s *Sentence, p *officePhrase, i int) bool {
	if s.inRole[i] || s.skip[i] || s.role[p.word].Kind == "minister" { // "ministre des Mines"
		return true
	}
	bare := i == p.word-1 || i > 0 && oneOf(syntax.Form(s.Tree, i-1), "of", "de", "d'", "d’", "für")
	if bare && (d.lex.Branch.at(s.Tree, i) || d.lex.Portfolio.at(s.Tree, i)) {
		return true
	}
	if d.know.places(s.role[p.word].Kind) && i == p.word-1 && (d.lex.Region.at(s.Tree, i) || d.kindOf(s, i) == gazetteer.Place) {
		return true // "state governor"
	}
	if d.nounTypes(s, i) == nil {
		return d.lex.Branch.at(s.Tree, i) || d.lex.Portfolio.at(s.Tree, i)
	}
	if p.noun < 0 {
		p.noun = i
	}
	return !d.contrasted(s, i)
}

// places: who holds such an office holds it in a place.
func (k *Knowledge) places(kind string) bool {
	return len(k.bodies[kind]) == 1 && slices.Equal(k.bodies[kind][0], []string{gazetteer.Place})
}

// contrasted: "the rival gang's leader", "the regional government's head".
func (d *Document) contrasted(s *Sentence, i int) bool {
	for _, c := range s.Tree.Children(i) {
		if syntax.Base(s.Tree, c) == "amod" && (d.lex.Contrast.at(s.Tree, c) && !d.lex.Once.at(s.Tree, c) || d.lex.Local.at(s.Tree, c)) {
			return true
		}
	}
	return false
}

// nounTypes gives the types of what noun i, beside an office, may be: by what
// it refers to when definite, and by its kind.
func (d *Document) nounTypes(s *Sentence, i int) []string {
	if ms := s.anaph[i]; len(ms) == 1 && ms[0].Type != gazetteer.Person {
		return []string{ms[0].Type}
	}
	if d.lex.OrganAdj.at(s.Tree, i) {
		return []string{gazetteer.Country}
	}
	if d.lex.Organ.at(s.Tree, i) {
		if d.lex.Apart.at(s.Tree, i) {
			return []string{gazetteer.GovernmentBody}
		}
		return []string{gazetteer.Country}
	}
	types, _ := d.anaphor(s, i)
	if slices.Contains(types, gazetteer.Person) {
		return nil
	}
	if k := d.kindOf(s, i); k != "" && !slices.Contains(types, k) && k != gazetteer.Event && k != gazetteer.Malware && k != gazetteer.Document {
		types = append(slices.Clone(types), k)
	}
	return types
}

// bareTypes gives the types of the body of an office beside which nothing tells
// it; none for words that need it ("le chef X" cooks).
func (d *Document) bareTypes(s *Sentence, p *officePhrase) {
	t := s.Tree
	form := syntax.Form(t, p.word)
	if k := d.titlePrefix(form); k != "" {
		p.types = []string{k}
		if k == gazetteer.Country && d.lex.Apart.at(t, p.word) {
			p.types = []string{gazetteer.GovernmentBody}
		}
		return
	}
	if d.lex.NeedsBody.at(t, p.word) || d.Lang == "de" && d.unknownPart(s, p.word) {
		return
	}
	if s.role[p.word].Kind == "head_of_state" && !president(s.role[p.word]) {
		return
	}
	for n, types := range d.know.bodies[s.role[p.word].Kind] {
		if n == 0 {
			p.rather = types
		}
		p.types = append(p.types, types...)
	}
}

// president: the word for an office is one that states and bodies have.
func president(r *gazetteer.Role) bool { return strings.Contains(graph.Fold(r.Lemma), "sident") }

// presides: "President X" is of the body that acted in the last sentences, and not
// of a state that did nothing so far.
func (d *Document) presides(k int, m Mention, state string) bool {
	p, ok := d.officePhrase(d.Sentences[k], m)
	if !ok || p.noun >= 0 || d.Sentences[k].role[p.word].Kind != "head_of_state" || !president(d.Sentences[k].role[p.word]) {
		return false
	}
	if slices.ContainsFunc(d.last, func(x salient) bool { return x.entity == state && x.weight == asSubject }) || d.kicker() == state {
		return false
	}
	c, _, ok := d.salientBody(k, p, p.types)
	return ok && len(d.called[c.entity]) > 0
}

// compoundOf is the first part of a German compound for an office, "" where the
// lexicon has the whole word.
func (d *Document) compoundOf(s *Sentence, w int) string {
	r := s.role[w]
	form, lemma := syntax.Form(s.Tree, w), strings.ToLower(r.Lemma)
	if d.Lang != "de" {
		return ""
	}
	for _, f := range append(slices.Clone(r.Forms), r.Lemma) {
		if strings.EqualFold(f, s.Tree.Word(w).Form) {
			return ""
		}
	}
	for _, f := range append(slices.Clone(r.Forms), lemma) {
		if part, ok := strings.CutSuffix(form, strings.ToLower(f)); ok {
			return strings.TrimRight(part, "-")
		}
	}
	return ""
}

// unknownPart: the German office is a compound whose first part tells neither a
// body nor a part of one: "Bandenchef", but not "Finanzchef".
func (d *Document) unknownPart(s *Sentence, w int) bool {
	part := d.compoundOf(s, w)
	return part != "" && !d.lex.Branch.has(part) && !d.lex.Branch.has(strings.TrimSuffix(part, "s"))
}

// openBody is the body that the office of sentence k is of.
func (d *Document) openBody(k int, p officePhrase) (Mention, bool) {
	s := d.Sentences[k]
	at := func(c candidate, ok bool) (Mention, bool) {
		if !ok || c.entity == p.person.Entity {
			return Mention{}, false
		}
		m := Mention{Entity: c.entity, Type: d.typeOfEntity(c.entity), Kind: Nominal}
		if p.noun >= 0 {
			m = s.mentionOf(p.noun, c.entity, m.Type, Nominal)
		}
		return m, true
	}
	if p.noun >= 0 {
		if ms := s.anaph[p.noun]; len(ms) == 1 {
			return ms[0], true
		}
		noun := syntax.Lemma(s.Tree, p.noun)
		if c, known, ok := d.sameNoun(k, noun, p.types, false, nil); known {
			return at(c, ok)
		}
		if c, known, ok := d.nameHas(k, noun); known {
			return at(c, ok)
		}
	}
	switch {
	case slices.Contains(p.types, gazetteer.Country):
		if s.role[p.word].Kind == "military" && p.noun < 0 && d.armedBands(k) {
			return Mention{}, false
		}
		if s.role[p.word].Kind == "ambassador" {
			return at(d.accredited(k, p))
		}
		if id := d.commands(k); id != "" && s.role[p.word].Kind == "military" {
			return Mention{Entity: id, Type: gazetteer.Country, Kind: Nominal}, true
		}
		if d.amongOthers(s, p.person.First) {
			return Mention{}, false
		}
		return d.Body(k, BareTitle{Person: p.person, Kind: s.role[p.word].Kind, types: []string{gazetteer.Country}})
	case slices.Equal(p.types, []string{gazetteer.Place}):
		return at(d.nearestPlace(k, p))
	}
	if p.rather != nil && len(p.rather) < len(p.types) {
		if c, any, ok := d.salientBody(k, p, p.rather); any {
			return at(c, ok)
		}
	}
	c, any, ok := d.salientBody(k, p, p.types)
	if s.role[p.word].Kind == "head_of_state" && len(d.called[c.entity]) == 0 {
		return Mention{}, false // the article does not say that it is a body
	}
	if !any {
		d.loose = true // "the group X … the company's director"
		c, _, ok = d.salientBody(k, p, p.types)
		d.loose = false
	}
	return at(c, ok)
}

// accredited is the state of an ambassador who is named without it: that of the
// embassy or envoy of which the text spoke last.
func (d *Document) accredited(k int, p officePhrase) (candidate, bool) {
	for j := k; j >= 0 && j >= k-pronounReach; j-- {
		s := d.Sentences[j]
		found := map[string]bool{}
		for i := range s.Tree.Len() {
			r := s.role[i]
			if j == k && i >= p.word || s.cover[i] >= 0 || !d.lex.Embassy.at(s.Tree, i) && (r == nil || r.Kind != "ambassador" && r.Kind != "diplomat") {
				continue
			}
			for _, m := range d.qualifiers(s, i, 1) {
				if m = d.state(m); m.Type == gazetteer.Country {
					found[m.Entity] = true
				}
			}
		}
		if len(found) > 0 {
			id := slices.Collect(maps.Keys(found))[0]
			return candidate{entity: id, typ: gazetteer.Country}, len(found) == 1
		}
	}
	return candidate{}, false
}

// commands is the state whose forces, or another body of which, acted in the
// last sentence; "" if none did.
func (d *Document) commands(k int) string {
	for _, x := range d.last {
		e := d.know.Gazetteer.Entry(x.entity)
		if e != nil && k-x.sentence == 1 && x.weight == asSubject && e.Type == gazetteer.GovernmentBody {
			return d.stateOf(e)
		}
	}
	return ""
}

// amongOthers: the name at word i is one of a list of whom something is told:
// "eleven people, among them the police chief, X".
func (d *Document) amongOthers(s *Sentence, i int) bool {
	for j := i - 1; j >= 0 && j > i-14; j-- {
		if d.lex.Among.has(syntax.Form(s.Tree, j)) {
			return true
		}
	}
	return false
}

// armedBands: the last sentences speak of a group that may have officers, too.
func (d *Document) armedBands(k int) bool {
	return slices.ContainsFunc(d.last, func(x salient) bool {
		return k-x.sentence <= nominalReach && (x.typ == gazetteer.PoliticalGroup || x.typ == gazetteer.ThreatActor)
	})
}

// nameHas gives the body, of those the text has named so far, whose name has the
// noun in it: the "Federation of Garment Workers" for "the federation"; known is
// true if any has, ok if only one.
func (d *Document) nameHas(k int, noun string) (c candidate, known, ok bool) {
	found := map[string]bool{}
	for _, x := range d.last {
		e := d.entities[x.entity]
		if e == nil || x.typ == gazetteer.Person || x.typ == gazetteer.Country || len(e.Labels) == 0 {
			continue
		}
		for _, f := range strings.Fields(graph.Fold(e.Labels[0].Text)) {
			if f == graph.Fold(noun) {
				found[x.entity] = true
				c = candidate{entity: x.entity, typ: x.typ}
			}
		}
	}
	return c, len(found) > 0, len(found) == 1
}

// clearBody is by how much, in percent, the body of an office must surpass the next.
const clearBody = 200

// salientBody is the body of one of the types of which the text speaks before the
// office: any is true if there is one. It must have a standing of its own, and
// surpass all others; where another acts near by, the article must speak of it most.
func (d *Document) salientBody(k int, p officePhrase, types []string) (c candidate, any, ok bool) {
	by := map[string]*candidate{}
	acts := map[string]bool{}
	for _, x := range d.last {
		if strings.HasPrefix(x.entity, nobody) || x.typ == gazetteer.Person || !d.ofType(x, types) || x.sentence == k && x.word >= p.person.First || p.owner && k-x.sentence != 1 || p.noun < 0 && !d.standing(k, x.entity) || p.noun >= 0 && !d.namedSoFar(k, x.entity) {
			continue
		}
		if by[x.entity] == nil {
			by[x.entity] = &candidate{entity: x.entity, typ: x.typ}
		}
		by[x.entity].score = max(by[x.entity].score, x.weight*16>>min(k-x.sentence, 10)+1)
		acts[x.entity] = acts[x.entity] || x.weight == asSubject && k-x.sentence <= nominalReach
	}
	var cs []candidate
	for _, id := range slices.Sorted(maps.Keys(by)) {
		cs = append(cs, *by[id])
	}
	slices.SortStableFunc(cs, func(a, b candidate) int { return b.score - a.score })
	switch {
	case len(cs) == 0:
		return candidate{}, false, false
	case p.owner && !acts[cs[0].entity]:
		return candidate{}, true, false
	case len(cs) == 1:
		return cs[0], true, true
	}
	ok = cs[0].score*100 >= cs[1].score*clearBody && (!acts[cs[1].entity] || d.foremost(types) == cs[0].entity)
	return cs[0], true, ok
}

// namedSoFar: a sentence up to k, other than a headline, names the entity.
func (d *Document) namedSoFar(k int, id string) bool {
	return slices.ContainsFunc(d.Sentences[:k+1], func(s *Sentence) bool {
		return !s.Heading && slices.ContainsFunc(s.Mentions, func(m Mention) bool { return m.Entity == id && (m.First == 0 || s.Tree.Word(m.First-1).Form != "(") })
	})
}

// standing: the text has named the entity up to sentence k, not only in a
// headline or between brackets, and more than once or as one that acts.
func (d *Document) standing(k int, id string) bool {
	names, told := 0, false
	for _, s := range d.Sentences[:k+1] {
		for _, m := range s.Mentions {
			if m.Entity != id && d.state(m).Entity != id {
				continue
			}
			if m.First > 0 && oneOf(s.Tree.Word(m.First-1).Form, "(", "[") || m.First == 0 && m.Last < s.Tree.Len() && oneOf(s.Tree.Word(m.Last).Form, "-", "–", "—") {
				continue // a party, a dateline
			}
			names++
			if !s.Heading {
				told = true
				if w := weight(s.Tree, m.Head); w == asSubject || w >= asObject && m.Kind == Name && d.introducer(s, m.First, m.Last) != "" {
					names++
				}
			}
		}
	}
	return told && names > 1
}

// nearestPlace is the place that a mayor or governor is of: the one that the
// nearest sentence naming any names, else the foremost of the article. Mayors are
// not of regions, nor governors of towns.
func (d *Document) nearestPlace(k int, p officePhrase) (candidate, bool) {
	region := d.Sentences[k].role[p.word].Kind == "governor"
	for j := k; j >= 0 && j >= k-nominalReach; j-- {
		s := d.Sentences[j]
		found := map[string]bool{}
		for _, m := range s.Mentions {
			if m.Type == gazetteer.Place && m.Kind == Name && !s.Heading && d.isRegion(m.Entity) == region && !(j == k && m.First > p.person.First) {
				found[m.Entity] = true
			}
		}
		for id := range found {
			if len(found) == 1 {
				return candidate{entity: id, typ: gazetteer.Place}, true
			}
		}
		if len(found) > 1 {
			break
		}
	}
	return candidate{}, false
}

// isRegion: the article calls the place a province, a state or the like.
func (d *Document) isRegion(id string) bool {
	for noun := range d.called[id] {
		if d.lex.Region.has(noun) {
			return true
		}
	}
	return false
}
