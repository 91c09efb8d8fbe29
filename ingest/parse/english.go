package parse

import (
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

// repairs are what is mended at each word, in this order.
var repairs = []func(*mender, int) bool{
	prepositionalObject,
	list,
	whom,
	joinedToVerb,
	insertion,
	indefiniteApposition,
	secondSubject,
	participleWithAux,
	behindPreposition,
	makerOfNoun,
	relativeObject,
	whichClause,
	splitName,
	titleOfName,
	asDid,
	calledUpon,
	markOfNoun,
	openedClause,
	titledName,
	makerBehindBy,
	relativeThat,
	participleFirst,
	joinedParticiple,
	saidAnd,
	twoObjects,
	behindDate,
	chargedOf,
	closingSpeaker,
	brokenName,
	parallel,
	closingSource,
	behindAgent,
	pastBehindGerund,
	activeSubject,
	whoOfPerson,
	bareConjunct,
	joinedToInfinitive,
	didSo,
	doTheSame,
	behindApposition,
	nameBehindNoun,
	behindRelative,
	whoseClause,
	unwelcome,
	oneOfThem,
	demandedThat,
	listWarns,
	relativeOfSaid,
	blamedFor,
	sharesCode,
	calledThat,
	agentName,
	deputyTitle,
}

// mend repairs what the English parser gets wrong in long sentences of news, by
// what the words beside it tell. It reports whether it changed anything.
func mend(words []Word, names []int) (changed bool) {
	m := newMender(words)
	m.names = names
	for i := range words {
		for _, repair := range repairs {
			changed = repair(m, i) || changed
		}
	}
	return changed
}

// mender knows the dependents of each word as the parser gave them.
type mender struct {
	words       []Word
	names       []int // by token, see ParseNamed; may be nil
	first, next []int // of each word: its first dependent; the next with the same head
}

func newMender(words []Word) *mender {
	m := &mender{words: words, first: make([]int, len(words)), next: make([]int, len(words))}
	for i := range m.first {
		m.first[i] = -1
	}
	for i := len(words) - 1; i >= 0; i-- {
		if h := words[i].Head; h >= 0 {
			m.next[i], m.first[h] = m.first[h], i
		}
	}
	return m
}

// dependent is the first dependent of word head with one of the relations, -1 if
// there is none. What was mended since is not among them.
func (m *mender) dependent(head int, rels ...string) int {
	for i := m.first[head]; i >= 0; i = m.next[i] {
		if m.words[i].Head == head && slices.Contains(rels, relOf(m.words, i)) {
			return i
		}
	}
	return -1
}

func relOf(words []Word, i int) string {
	r, _, _ := strings.Cut(words[i].Rel.String(), ":")
	return r
}

func setRel(w *Word, head int, rel string) {
	w.Head = head
	w.Rel, _ = ud.ParseRel(rel)
}

func nominal(w Word) bool { return w.UPOS == ud.NOUN || w.UPOS == ud.PROPN }

// prepositionalObject: no object has a preposition ("fought … against Islamic State").
func prepositionalObject(m *mender, i int) bool {
	words := m.words
	if r := words[i].Rel.String(); r != "obj" && r != "iobj" || !nominal(words[i]) {
		return false
	}
	k := m.dependent(i, "case")
	if k < 0 || k > i || words[k].UPOS != ud.ADP {
		return false
	}
	setRel(&words[i], words[i].Head, "obl")
	return true
}

// list: the members of a list are conjuncts, however they are written.
func list(m *mender, i int) bool {
	words := m.words
	if words[i].Rel.String() != "list" || words[i].Head < 0 || !nominal(words[i]) || !nominal(words[words[i].Head]) {
		return false
	}
	setRel(&words[i], words[i].Head, "conj")
	return true
}

// whom is never a subject.
func whom(m *mender, i int) bool {
	words := m.words
	if !strings.EqualFold(words[i].Form, "whom") || relOf(words, i) != "nsubj" {
		return false
	}
	setRel(&words[i], words[i].Head, "obj")
	return true
}

// joinedToVerb: of "inveighed against Iran and its proxy" the proxy is joined to
// Iran, not to the verb: a noun without a verb of its own is no conjunct of one.
func joinedToVerb(m *mender, i int) bool {
	words := m.words
	h := words[i].Head
	if h < 0 || h > i || !nominal(words[i]) || words[h].UPOS != ud.VERB || relOf(words, i) != "conj" || m.dependent(i, "nsubj", "cop", "aux", "mark") >= 0 {
		return false
	}
	cc := m.dependent(i, "cc")
	if cc < 1 || cc > i || !nominal(words[cc-1]) {
		return false
	}
	for k := cc + 1; k < i; k++ { // nothing but its own words between
		if !under(words, k, i) {
			return false
		}
	}
	n := cc - 1
	for n > h && words[n].Head > h && nominal(words[words[n].Head]) && (relOf(words, n) == "flat" || relOf(words, n) == "compound") {
		n = words[n].Head
	}
	if n <= h || !under(words, n, h) || under(words, n, i) {
		return false
	}
	setRel(&words[i], n, "conj")
	return true
}

// insertion: of "ECOWAS, chaired by X, slapped sanctions on …" the second verb is
// the sentence's, the participle only modifies the name.
func insertion(m *mender, v int) bool {
	words := m.words
	w := &words[v]
	if w.UPOS != ud.VERB || !pastForm(*w) || v < 2 || v+1 >= len(words) || words[v-1].Form != "," || !strings.EqualFold(words[v+1].Form, "by") {
		return false
	}
	s := v - 2
	for n := 0; n < 8 && words[s].Head >= 0 && words[s].Head < v && nominal(words[words[s].Head]); n++ {
		s = words[s].Head
	}
	if !nominal(words[s]) || m.dependent(v, "aux") >= 0 || words[s].Head != v || !strings.HasPrefix(words[s].Rel.String(), "nsubj") {
		return false
	}
	main := -1
	for i := v + 2; i < len(words); i++ {
		if words[i].UPOS == ud.VERB && words[i-1].Form == "," && pastForm(words[i]) && under(words, i, v) && m.dependent(i, "nsubj") < 0 {
			main = i
			break
		}
	}
	if main < 0 {
		return false
	}
	setRel(&words[main], w.Head, w.Rel.String())
	setRel(&words[s], main, "nsubj")
	setRel(w, s, "acl")
	return true
}

func pastForm(w Word) bool { return w.Feats.Tense() == ud.TensePast }

// closers may follow a noun phrase that stands beside a name and is no subject.
var closers = map[string]bool{",": true, ".": true, ";": true, "that": true, "which": true, "who": true, "whose": true, "whom": true, "where": true, "of": true, "in": true, "from": true,
	"for": true, "at": true, "with": true, "near": true, "—": true, "–": true, ")": true}

// indefiniteApposition: "Halkbank, a lender controlled by …", "DarkSide, a gang
// believed to …": what stands so beside a name tells what it is, wherever the
// parser hung it.
func indefiniteApposition(m *mender, i int) bool {
	words := m.words
	if words[i].Form != "," || i < 1 || i+2 >= len(words) || words[i-1].UPOS != ud.PROPN || !strings.EqualFold(words[i+1].Form, "a") && !strings.EqualFold(words[i+1].Form, "an") {
		return false
	}
	n := words[i+1].Head
	if n <= i+1 || n+1 >= len(words) || !nominal(words[n]) {
		return false
	}
	if b := words[n+1]; !closers[b.Form] && !(b.UPOS == ud.VERB && b.Feats.VerbForm() == ud.VerbFormPart) {
		return false
	}
	name := i - 1
	for k := 0; k < 8 && words[name].Head >= 0 && words[name].Head < i && words[words[name].Head].UPOS == ud.PROPN && (relOf(words, name) == "flat" || relOf(words, name) == "compound"); k++ {
		name = words[name].Head
	}
	switch r := relOf(words, n); {
	case words[n].Head == name && r == "appos", r == "nsubj" && !m.otherSubject(n), r == "conj", words[n].Head < 0, under(words, name, n), m.dependent(n, "case") >= 0:
		return false
	}
	setRel(&words[n], name, "appos")
	return true
}

// otherSubject: the verb that word n is a subject of has another right before it: "according to X, a firm
// from Y, the intruders got in".
func (m *mender) otherSubject(n int) bool {
	v := m.words[n].Head
	for j := m.first[v]; j >= 0; j = m.next[j] {
		if j > n && j < v && m.words[j].Head == v && relOf(m.words, j) == "nsubj" && nominal(m.words[j]) && m.words[n+1].Form == "," {
			return true
		}
	}
	return false
}

// secondSubject: of "the party, Chadema, has been …" the second name stands
// beside the first: no verb has two subjects.
func secondSubject(m *mender, i int) bool {
	words := m.words
	h := words[i].Head
	if h < i || words[i].UPOS != ud.PROPN || !strings.HasPrefix(words[i].Rel.String(), "nsubj") {
		return false
	}
	first := i
	for first > 0 && under(words, first-1, i) {
		first--
	}
	if first < 2 || words[first-1].Form != "," {
		return false
	}
	for j := m.first[h]; j >= 0 && j < first-1; j = m.next[j] {
		if words[j].Head == h && strings.HasPrefix(words[j].Rel.String(), "nsubj") && nominal(words[j]) {
			setRel(&words[i], j, "appos")
			return true
		}
	}
	return false
}

// participleWithAux: of "had jointly imposed travel bans" the participle is the
// verb and no adjective of the noun: it has an auxiliary before it.
func participleWithAux(m *mender, i int) bool {
	words := m.words
	n := words[i].Head
	if words[i].UPOS != ud.VERB || relOf(words, i) != "amod" || n <= i || words[n].Head == i {
		return false
	}
	if a := m.dependent(i, "aux"); a < 0 || a > i || m.dependent(i, "nsubj") < 0 {
		return false
	}
	setRel(&words[i], words[n].Head, words[n].Rel.String())
	setRel(&words[n], i, "obj")
	return true
}

// behindPreposition: what follows a preposition stands beside nothing: Kim is no
// envoy in "expels envoy as row over Kim killing escalates".
func behindPreposition(m *mender, i int) bool {
	words := m.words
	h := words[i].Head
	if h < 0 || h > i || words[i].UPOS != ud.PROPN || relOf(words, i) != "appos" || words[i-1].UPOS != ud.ADP || words[i-1].Head < 0 || under(words, i, i-1) || words[i-1].Head == i {
		return false
	}
	setRel(&words[i], h, "nmod")
	setRel(&words[i-1], i, "case")
	return true
}

// period: word i is a noun that tells when, not what: "hit last week by …".
func (m *mender) period(i int) bool { return listsOf("en").classes["periods"][m.words[i].Lemma] }

// makerOfNoun: of "dismissed criticism by Amnesty" the phrase with "by" tells whose
// criticism it is: the verb is no passive.
func makerOfNoun(m *mender, i int) bool {
	words := m.words
	v := words[i].Head
	if v < 0 || v > i || words[i].Rel.String() != "obl:agent" || words[v].UPOS != ud.VERB || m.dependent(v, "aux") >= 0 {
		return false
	}
	k := m.dependent(i, "case")
	if k <= v+1 || words[k-1].UPOS != ud.NOUN || m.period(k-1) || !pastForm(words[v]) && words[v].Feats.VerbForm() != ud.VerbFormFin || m.dependent(v, "nsubj") < 0 {
		return false
	}
	n := k - 1
	for j := v + 1; j < n; j++ {
		switch words[j].UPOS {
		case ud.ADJ, ud.DET, ud.NUM, ud.NOUN:
		default:
			return false
		}
	}
	if under(words, v, n) {
		return false
	}
	setRel(&words[n], v, "obj")
	setRel(&words[i], n, "nmod")
	return true
}

// relativePronouns may be subject or object of their clause.
var relativePronouns = map[string]bool{"which": true, "that": true, "who": true}

// relativeObject: of "which researchers link to Russia" the pronoun is not the
// subject: the verb has one of its own.
func relativeObject(m *mender, i int) bool {
	words := m.words
	v := words[i].Head
	if v <= i+1 || words[i].UPOS != ud.PRON || !relativePronouns[strings.ToLower(words[i].Form)] || relOf(words, i) != "nsubj" || words[i].Rel.String() == "nsubj:pass" && !m.activePair(i, v) || words[v].UPOS != ud.VERB || m.dependent(v, "obj", "cop") >= 0 {
		return false
	}
	for j := m.first[v]; j >= 0; j = m.next[j] {
		if j > i && j < v && words[j].Head == v && relOf(words, j) == "nsubj" && (nominal(words[j]) || words[j].UPOS == ud.PRON) {
			setRel(&words[i], v, "obj")
			return true
		}
	}
	return false
}

// activePair: of "Algeria, which it has long suspected of …" both pronouns are read as subjects of a
// passive, but the verb has no form of "be".
func (m *mender) activePair(i, v int) bool {
	if i+1 >= len(m.words) || m.words[i+1].UPOS != ud.PRON || m.words[i+1].Head != v || relOf(m.words, i+1) != "nsubj" {
		return false
	}
	for j := m.first[v]; j >= 0; j = m.next[j] {
		if m.words[j].UPOS == ud.AUX && m.words[j].Lemma == "be" {
			return false
		}
	}
	setRel(&m.words[i+1], v, "nsubj")
	return true
}

// whichClause: a clause that begins with ", which" tells of the noun before the
// comma, not of the verb: "sanctions against Belarus, which they accuse of …".
func whichClause(m *mender, p int) bool {
	words := m.words
	v := words[p].Head
	if p < 2 || v <= p || words[p].UPOS != ud.PRON || !strings.EqualFold(words[p].Form, "which") && !strings.EqualFold(words[p].Form, "whom") || words[p-1].Form != "," || words[v].UPOS != ud.VERB {
		return false
	}
	r := relOf(words, v)
	ofName := r == "conj" && words[p-2].UPOS == ud.PROPN && m.dependent(v, "cc") < 0 && m.dependent(v, "nsubj") >= 0
	if r != "parataxis" && r != "ccomp" && r != "advcl" && !ofName || words[v].Head < 0 || words[v].Head > p {
		return false
	}
	n := p - 2
	for k := 0; k < 8 && words[n].Head >= 0 && words[n].Head < n && (relOf(words, n) == "flat" || relOf(words, n) == "compound"); k++ {
		n = words[n].Head
	}
	if !nominal(words[n]) || under(words, n, v) {
		return false
	}
	setRel(&words[v], n, "acl:relcl")
	return true
}

// splitName: of "headed by Daniel Noboa" the second word is no object beside the
// first: they are one name, unless two are known.
func splitName(m *mender, i int) bool {
	words := m.words
	if i < 2 || words[i].UPOS != ud.PROPN || words[i-1].UPOS != ud.PROPN || words[i].Rel.String() != "obj" || relOf(words, i-1) != "obl" || words[i].Head != words[i-1].Head || words[i].Head > i {
		return false
	}
	if m.names != nil && m.names[words[i].Token] != m.names[words[i-1].Token] || m.dependent(i-1, "case") < 0 {
		return false
	}
	setRel(&words[i], i-1, "flat")
	return true
}

// titleOfName: of "U.N. Secretary-General Antonio Guterres said" the last known
// name is who speaks; what stands before it says whose officer he is.
func titleOfName(m *mender, g int) bool {
	words := m.words
	h := words[g].Head
	if m.names == nil || h < 0 || h >= g || relOf(words, g) != "flat" || words[h].UPOS != ud.PROPN {
		return false
	}
	name, body := m.names[words[g].Token], m.names[words[h].Token]
	if name == 0 || body == 0 || name == body || name >= State || m.names[words[g-1].Token] == name || m.names[words[g-1].Token] == body {
		return false // there is a title between the two
	}
	for k := h + 1; k < g; k++ {
		if words[k].Head != h || !nominal(words[k]) && words[k].UPOS != ud.ADJ {
			return false
		}
	}
	setRel(&words[g], words[h].Head, words[h].Rel.String())
	for k := range words {
		switch {
		case k == g || words[k].Head != h:
		case k > h && k < g:
			setRel(&words[k], g, "nmod:desc")
		default:
			words[k].Head = g
		}
	}
	setRel(&words[h], g, "compound")
	return true
}
