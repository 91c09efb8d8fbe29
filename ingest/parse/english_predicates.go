package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// whoseClause: of "the council, whose seat is in Bamako, offered …" what stands
// behind "is" tells of the council, and is no phrase of the verb behind it.
func whoseClause(m *mender, p int) bool {
	words := m.words
	n := words[p].Head
	if p < 2 || n < p || !strings.EqualFold(words[p].Form, "whose") || relOf(words, n) != "nsubj" {
		return false
	}
	k := words[n].Head
	if k < n || m.dependent(k, "cop") < 0 {
		return false
	}
	a := p - 1
	if words[a].Form == "," {
		a--
	}
	for c := 0; c < 8 && words[a].Head >= 0 && words[a].Head < a && (relOf(words, a) == "flat" || relOf(words, a) == "compound"); c++ {
		a = words[a].Head
	}
	if r := relOf(words, k); !nominal(words[a]) || under(words, a, k) || r == "acl" && words[k].Head >= a {
		return false
	}
	h := words[a].Head
	if h == k || words[k].Head < 0 {
		return false // the whole sentence hangs on it
	}
	setRel(&words[k], a, "acl:relcl")
	return true
}

// unwelcome: of "declared the envoy, Li Wen, persona non grata" the Latin words
// are what he is declared, however they were tied to the name before them.
func unwelcome(m *mender, i int) bool {
	words := m.words
	if i+2 >= len(words) || !strings.HasPrefix(strings.ToLower(words[i].Form), "persona") || !strings.EqualFold(words[i+1].Form, "non") || !strings.HasPrefix(strings.ToLower(words[i+2].Form), "grata") {
		return false
	}
	v := i - 1
	for v >= 0 && (words[v].UPOS != ud.VERB || !unwelcoming[words[v].Lemma]) {
		v--
	}
	if v < 0 || words[i].Head == v && words[i].Rel.Is("xcomp") {
		return false
	}
	if under(words, v, i) || under(words, v, i+1) || under(words, v, i+2) {
		return false
	}
	for k := range words {
		if h := words[k].Head; h < i || h > i+2 || k >= i && k <= i+2 {
			continue
		}
		switch {
		case k > i || k < v:
			words[k].Head = v // "… and gave him a week"
		case k == i-1 && nominal(words[k]):
			setRel(&words[k], v, "obj") // "declared the ambassador persona …"
		case nominal(words[i-1]):
			words[k].Head = i - 1
		default:
			words[k].Head = v
		}
	}
	words[i].UPOS = ud.NOUN
	setRel(&words[i], v, "xcomp")
	setRel(&words[i+1], i, "flat")
	setRel(&words[i+2], i, "flat")
	return true
}

// unwelcoming are the verbs by which somebody becomes an unwelcome person.
var unwelcoming = map[string]bool{"declare": true, "name": true, "designate": true, "pronounce": true, "brand": true, "make": true}

// oneOfThem: of "One of them, Omar Sall, is in Chad" the name says who is meant:
// nobody is called.
func oneOfThem(m *mender, i int) bool {
	words := m.words
	if words[i].UPOS != ud.PROPN || !words[i].Rel.Is("vocative") {
		return false
	}
	first := i
	for first > 0 && under(words, first-1, i) {
		first--
	}
	if first > 0 && words[first].Form == "," {
		first++
	}
	if first < 2 || words[first-1].Form != "," {
		return false
	}
	if m.dependent(i, "case") >= 0 {
		return false
	}
	for n := first - 2; n >= 0; n-- {
		if r := relOf(words, n); r == "nsubj" && words[n].Head == words[i].Head && words[n].UPOS != ud.PRON && (n == first-2 || under(words, first-2, n)) {
			setRel(&words[i], n, "appos")
			return true
		}
	}
	return false
}

// demandedThat: of "demanded in return that Chad lift its blockade" the bare verb
// says what is demanded, and is no clause of the noun before "that".
func demandedThat(m *mender, t int) bool {
	words := m.words
	v := words[t].Head
	if t < 2 || v < t || !strings.EqualFold(words[t].Form, "that") || words[v].UPOS != ud.VERB || words[v].Form != words[v].Lemma {
		return false
	}
	s := m.dependent(v, "nsubj")
	if s < t || !nominal(words[s]) || words[s].Feats.Number() == ud.NumberPlur {
		return false
	}
	for g := t - 1; g > 0 && g > t-6 && words[g].Form != ","; g-- {
		if words[g].UPOS != ud.VERB || !m.inClass("mandative", g) {
			continue
		}
		if words[v].Head == g && words[v].Rel.Is("ccomp") || under(words, g, v) {
			return false
		}
		setRel(&words[v], g, "ccomp")
		setRel(&words[t], v, "mark")
		words[t].UPOS = ud.SCONJ
		return true
	}
	return false
}

// missedComplement is the adjective that says what somebody calls another's words:
// "called the charge grotesque" read as a "charge grotesque". -1 if there is none.
func missedComplement(t *Tree) int {
	if t.lang != "en" {
		return -1
	}
	for i := 3; i+1 < len(t.words); i++ {
		w := t.words[i]
		if w.UPOS != ud.NOUN || w.Head < 0 || w.Head >= i || !w.Rel.Is("obj") || !callings[t.words[w.Head].Lemma] || !adjectival(w.Form) {
			continue
		}
		if n := t.words[i-1]; n.UPOS == ud.NOUN && n.Head == i && (t.words[i-2].UPOS == ud.DET || t.words[i-2].UPOS == ud.PRON) && !nominal(t.words[i+1]) && t.words[i+1].UPOS != ud.ADP {
			return i
		}
	}
	return -1
}

// callings are the verbs with an object and what it is called.
var callings = map[string]bool{"call": true, "brand": true, "label": true, "term": true, "dub": true, "deem": true, "consider": true, "find": true, "think": true}

// adjectival: the form ends as adjectives do.
func adjectival(f string) bool {
	for _, end := range []string{"ous", "ful", "less", "able", "ible", "ive", "esque", "ical", "ish", "ed", "fair", "ate"} {
		if strings.HasSuffix(f, end) {
			return true
		}
	}
	return false
}

// calledThat: of "called that laughable" the pronoun is what is called so, and opens no clause.
func calledThat(m *mender, i int) bool {
	words := m.words
	x := words[i].Head
	if i < 1 || x != i+1 || !strings.EqualFold(words[i].Form, "that") || !words[i].Rel.Is("mark") || words[x].UPOS != ud.ADJ || words[x].Head != i-1 || !callings[words[i-1].Lemma] {
		return false
	}
	words[i].UPOS = ud.PRON
	setRel(&words[i], i-1, "obj")
	return true
}

// agentName: of "led by former banker Doreen Sackey" the name is who leads, and what stands before it tells who it is.
func agentName(m *mender, n int) bool {
	words := m.words
	v := words[n].Head
	if v < 0 || v > n || words[n].UPOS != ud.PROPN || words[v].UPOS != ud.VERB || !pastForm(words[v]) || relOf(words, n) != "xcomp" && relOf(words, n) != "obj" || v+1 >= n || !strings.EqualFold(words[v+1].Form, "by") {
		return false
	}
	if h := words[v+1].Head; h < 0 || h == n || !under(words, h, n) {
		return false
	}
	setRel(&words[v+1], n, "case")
	setRel(&words[n], v, "obl:agent")
	return true
}

// deputyTitle: of "a confidant of Deputy Prime Minister Ann Lee" the name is whose confidant he is.
func deputyTitle(m *mender, d int) bool {
	words := m.words
	h := words[d].Head
	if h < 0 || h > d || d+2 >= len(words) || m.dependent(d, "case") < 0 || !deputies[words[d].Form] || !nominal(words[d+1]) && words[d+1].UPOS != ud.ADJ {
		return false
	}
	n := d + 1
	for n < len(words) && words[n].Head > n && words[n].Head < d+5 {
		n = words[n].Head
	}
	if n == d+1 || words[n].UPOS != ud.PROPN || words[n].Head != h && words[n].Head != d || relOf(words, n) != "appos" && relOf(words, n) != "flat" {
		return false
	}
	rel := words[d].Rel.String()
	for k := range words {
		if words[k].Head == d && k != n {
			words[k].Head = n
		}
	}
	setRel(&words[n], h, rel)
	setRel(&words[d], n, "nmod:desc")
	return true
}

// deputies are words that stand before the title of an office.
var deputies = map[string]bool{"Deputy": true, "Vice": true, "Acting": true, "Former": true, "Interim": true, "Outgoing": true}
