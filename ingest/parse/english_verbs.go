package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// inClass reports whether word i has a lemma of the class of words, see plainKinds.
func (m *mender) inClass(class string, i int) bool {
	return listsOf("en").classes[class][strings.ToLower(m.words[i].Lemma)]
}

// twoObjects: of "offered Estonia specialists" and "handed Peru two corvettes" the
// state is to whom, and no part of what is given.
func twoObjects(m *mender, i int) bool {
	words := m.words
	if i < 1 || m.names == nil || words[i].UPOS != ud.PROPN || m.names[words[i].Token] == 0 {
		return false
	}
	v := i - 1
	for v > 0 && (words[v].UPOS == ud.PROPN && m.names[words[v].Token] == m.names[words[i].Token] || words[v].UPOS == ud.DET) {
		v--
	}
	if words[v].UPOS != ud.VERB || !m.inClass("giving", v) {
		return false
	}
	switch r := relOf(words, i); {
	case r == "compound" && words[i].Head > i && m.bareGift(i, v):
		setRel(&words[i], v, "iobj")
		return true
	case r == "obj" && words[i].Head == v:
		return m.giftBehind(i, v)
	}
	return false
}

// bareGift: the common noun over name i is the object of verb v, and everything between
// the two describes it. What belongs to a state may be given as well ("sold Boeing jets"): only names of states count.
func (m *mender) bareGift(i, v int) bool {
	words := m.words
	n := words[i].Head
	if words[n].UPOS != ud.NOUN || words[n].Head != v || relOf(words, n) != "obj" || m.names[words[i].Token] < State {
		return false
	}
	for k := i + 1; k < n; k++ {
		if !under(words, k, n) || words[k].UPOS == ud.PART {
			return false
		}
	}
	return true
}

// giftBehind makes name i, the first of two objects of verb v, the one to whom.
// Of "gave Somalia armoured vehicles" the participle describes the vehicles.
func (m *mender) giftBehind(i, v int) bool {
	words := m.words
	for j := m.first[v]; j >= 0; j = m.next[j] {
		if j <= i || words[j].Head != v || j > i+5 {
			continue
		}
		if relOf(words, j) == "obj" && (words[j].UPOS == ud.NOUN || words[j].UPOS == ud.SYM) {
			setRel(&words[i], v, "iobj")
			return true
		}
		o := m.dependent(j, "obj")
		if j == i+1 && relOf(words, j) == "conj" && words[j].UPOS == ud.VERB && pastForm(words[j]) && o > j && words[o].UPOS == ud.NOUN && m.dependent(j, "cc") < 0 {
			setRel(&words[o], v, "obj")
			setRel(&words[j], o, "amod")
			setRel(&words[i], v, "iobj")
			return true
		}
	}
	return false
}

// behindDate: of "blamed the group on Thursday for the attack" the last phrase
// belongs to the verb, and not to the day.
func behindDate(m *mender, i int) bool {
	words := m.words
	d := words[i].Head
	if d < 0 || d > i || relOf(words, i) != "nmod" || !m.inClass("dates", d) {
		return false
	}
	v, k := words[d].Head, m.dependent(i, "case")
	if v < 0 || words[v].UPOS != ud.VERB || k < d || strings.EqualFold(words[k].Form, "of") {
		return false
	}
	setRel(&words[i], v, "obl")
	return true
}

// chargedOf: of "accused X, once editor of Y, of ties to Z" what follows the second
// comma says of what.
func chargedOf(m *mender, k int) bool {
	words := m.words
	if k < 4 || words[k-1].Form != "," || !strings.EqualFold(words[k].Form, "of") || words[k].Head <= k {
		return false
	}
	n := words[k].Head
	for v := k - 2; v >= 0 && v > k-25; v-- {
		switch words[v].Form {
		case ";", ":", "\"":
			return false
		}
		if words[v].UPOS != ud.VERB || !m.inClass("charging", v) {
			continue
		}
		if words[n].Head == v || m.hasOf(v, k) || under(words, v, n) {
			return false
		}
		rel := "obl"
		if words[n].UPOS == ud.VERB {
			rel = "advcl"
		}
		setRel(&words[n], v, rel)
		return true
	}
	return false
}

// hasOf: a phrase with "of" hangs on verb v before word k.
func (m *mender) hasOf(v, k int) bool {
	for j := m.first[v]; j >= 0 && j < k; j = m.next[j] {
		if c := m.dependent(j, "case", "mark"); m.words[j].Head == v && c > v && strings.EqualFold(m.words[c].Form, "of") {
			return true
		}
	}
	return false
}

// closingSpeaker: behind what was said stands who says so, and then the verb: "…", the
// army's chief, General X, said. The noun is no clause.
func closingSpeaker(m *mender, v int) bool {
	words := m.words
	if words[v].UPOS != ud.VERB || !m.inClass("saying", v) || words[v].Feats.VerbForm() != ud.VerbFormFin || m.dependent(v, "nsubj") >= 0 {
		return false
	}
	for n := v - 1; n >= 0; n-- {
		if words[n].Head != v || !nominal(words[n]) {
			continue
		}
		if r := relOf(words, n); r != "ccomp" && r != "parataxis" && r != "dep" && r != "advcl" || m.dependent(n, "cop", "case", "mark", "nsubj") >= 0 {
			return false
		}
		setRel(&words[n], v, "nsubj")
		return true
	}
	return false
}

// brokenName: no name goes on behind a preposition: of "X of the group Y" the second
// stands beside the group.
func brokenName(m *mender, i int) bool {
	words := m.words
	h := words[i].Head
	if h < 0 || h >= i-1 || words[i].UPOS != ud.PROPN || relOf(words, i) != "flat" || words[i-1].UPOS != ud.NOUN {
		return false
	}
	for k := h + 1; k < i-1; k++ {
		if words[k].UPOS == ud.ADP && strings.EqualFold(words[k].Form, "of") && words[k].Head == i-1 {
			setRel(&words[i], i-1, "appos")
			return true
		}
	}
	return false
}

// parallel: of "received drones from Iran and rifles from Sudan" the rifles are joined
// to the drones, and the second phrase belongs to them, as the first does to the first.
func parallel(m *mender, n int) bool {
	words := m.words
	if n+2 >= len(words) || words[n].UPOS != ud.NOUN || relOf(words, n) != "conj" || words[n+1].UPOS != ud.ADP || words[n+1].Head <= n {
		return false
	}
	i, a := words[n+1].Head, words[n].Head
	if r := relOf(words, i); a > n || relOf(words, n+1) != "case" || !nominal(words[i]) || r != "nmod" && r != "obl" {
		return false
	}
	k := m.dependent(a, "case") // the noun may hang on the name in the phrase before
	if words[a].UPOS == ud.PROPN && k > 0 && words[a].Head >= 0 && words[a].Head < k && words[words[a].Head].UPOS == ud.NOUN {
		a = words[a].Head
	} else {
		k = m.phraseOf(a, n)
	}
	if k < 0 || !strings.EqualFold(words[k].Form, words[n+1].Form) || words[n].Head == a && words[i].Head == n {
		return false
	}
	setRel(&words[n], a, "conj")
	setRel(&words[i], n, "nmod")
	return true
}

// phraseOf is the preposition of the phrase on noun a that stands before word n, -1 if there is none.
func (m *mender) phraseOf(a, n int) int {
	for j := m.first[a]; j >= 0 && j < n; j = m.next[j] {
		if relOf(m.words, j) == "nmod" && m.words[j].Head == a {
			if c := m.dependent(j, "case"); c > a {
				return c
			}
		}
	}
	return -1
}

// closingSource: of the headline "Port paralysed by hackers, says Estonia" what stands
// before the comma is what is said, and no second subject.
func closingSource(m *mender, v int) bool {
	words := m.words
	if v < 2 || words[v].UPOS != ud.VERB || words[v-1].Form != "," || !m.inClass("saying", v) {
		return false
	}
	first, second := -1, -1
	for j := m.first[v]; j >= 0; j = m.next[j] {
		if words[j].Head != v || !strings.HasPrefix(words[j].Rel.String(), "nsubj") {
			continue
		}
		if j < v {
			first = j
		} else if second < 0 {
			second = j
		}
	}
	if first < 0 || second < 0 {
		return false
	}
	setRel(&words[first], v, "ccomp")
	if p := m.dependent(first, "acl"); p > first && pastForm(words[p]) {
		setRel(&words[p], v, "ccomp")
		setRel(&words[first], p, "nsubj:pass")
	}
	return true
}

// behindAgent: of "paralysed by hackers tied to Minsk" the second participle tells of
// the hackers.
func behindAgent(m *mender, p int) bool {
	words := m.words
	if p < 2 || words[p].UPOS != ud.VERB || !pastForm(words[p]) || words[p-1].UPOS != ud.NOUN || words[p-1].Rel.String() != "obl:agent" {
		return false
	}
	if r := relOf(words, p); r != "xcomp" && r != "advcl" && r != "conj" || words[p].Head != words[p-1].Head || m.dependent(p, "aux", "nsubj", "mark", "cc") >= 0 {
		return false
	}
	setRel(&words[p], p-1, "acl")
	return true
}

// pastBehindGerund: of "accused Libya of arming rebels and recalled its ambassador" the
// last verb is no part of the accusation: a past tense is joined to a finite verb.
func pastBehindGerund(m *mender, v int) bool {
	words := m.words
	h := words[v].Head
	if words[v].UPOS != ud.VERB || relOf(words, v) != "conj" || h < 0 || h > v || !strings.HasSuffix(words[h].Form, "ing") || words[v].Feats.VerbForm() != ud.VerbFormFin || !pastForm(words[v]) && words[v].Feats.Tense() != ud.TensePres {
		return false
	}
	if words[h].UPOS != ud.VERB || !inNonFinite(words, h) || m.dependent(h, "aux") >= 0 || m.dependent(v, "nsubj") >= 0 || !joinedAt(words, v) && words[v-1].Form != "," {
		return false
	}
	g := words[h].Head
	for n := 0; n < 3 && g >= 0 && words[g].UPOS != ud.VERB; n++ {
		g = words[g].Head
	}
	if g < 0 || g > h || words[g].UPOS != ud.VERB || inNonFinite(words, g) {
		return false
	}
	setRel(&words[v], g, "conj")
	return true
}

// activeSubject: a verb that has an object and no auxiliary of the passive is active.
func activeSubject(m *mender, i int) bool {
	words := m.words
	v := words[i].Head
	if v < i || words[i].Rel.String() != "nsubj:pass" || words[v].UPOS != ud.VERB || m.dependent(v, "obj") < v {
		return false
	}
	for j := m.first[v]; j >= 0; j = m.next[j] {
		if words[j].Head == v && words[j].Rel.String() == "aux:pass" {
			return false
		}
	}
	setRel(&words[i], v, "nsubj")
	return true
}

// whoOfPerson: of "X, a member of the party Y, who has lived in Denmark" the clause tells
// of X: who is no body.
func whoOfPerson(m *mender, p int) bool {
	words := m.words
	v := words[p].Head
	if p < 3 || v <= p || !strings.EqualFold(words[p].Form, "who") || words[p-1].Form != "," || relOf(words, v) != "acl" {
		return false
	}
	h := words[v].Head
	if h < 0 || h > p || words[h].UPOS != ud.PROPN || words[h].Head < 0 || !m.inClass("bodies", words[h].Head) {
		return false
	}
	for n, k := words[h].Head, 0; k < 6 && n >= 0; n, k = words[n].Head, k+1 {
		if g := words[n].Head; relOf(words, n) == "appos" && g >= 0 && g < n && words[g].UPOS == ud.PROPN && words[n].UPOS == ud.NOUN {
			for g > 0 && (relOf(words, g) == "flat" || relOf(words, g) == "compound") && words[g].Head >= 0 && words[g].Head < p && words[words[g].Head].UPOS == ud.PROPN {
				g = words[g].Head
			}
			setRel(&words[v], g, "acl:relcl")
			return true
		}
	}
	return false
}

// bareConjunct: what is joined has a comma or a conjunction before it: of "director of the
// charity Novi Put" the name stands beside the charity, and of "Sepon Hills Mining" all is one name.
func bareConjunct(m *mender, i int) bool {
	words := m.words
	h := words[i].Head
	if h < 0 || h > i || words[i].UPOS != ud.PROPN || relOf(words, i) != "conj" {
		return false
	}
	for k := h + 1; k < i; k++ { // a comma before a noun opens an apposition: "X, director of the charity Novi Put"
		if words[k].UPOS == ud.CCONJ || words[k].Form == "," && k > h+1 && words[k+1].UPOS != ud.NOUN || words[k].Head == i && relOf(words, k) == "case" {
			return false
		}
	}
	first := i
	for first > h+1 && words[first-1].UPOS == ud.PROPN && words[first-1].Head == i {
		first--
	}
	before := first - 1
	switch {
	case before == h && words[h].UPOS == ud.PROPN:
		setRel(&words[i], h, "flat")
	case before > h && words[before].UPOS == ud.NOUN && !under(words, before, i):
		setRel(&words[i], before, "appos")
	default:
		return false
	}
	return true
}
