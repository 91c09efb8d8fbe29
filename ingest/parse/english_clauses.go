package parse

import (
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

// openedClause: of "after fighters of the Brigade raided the town", "after the party,
// founded in 2009, condemned …" the preposition opens a clause, whose subject is the
// whole phrase behind it: a finite verb behind the phrase has no other. What hung on
// the verb from before the preposition is what the clause belongs to.
func openedClause(m *mender, c int) bool {
	words := m.words
	s := words[c].Head
	if s <= c || words[c].UPOS != ud.ADP || !words[c].Rel.Is("case") || !clauseOpeners[strings.ToLower(words[c].Form)] || !nominal(words[s]) {
		return false
	}
	v := verbOfPhrase(words, s)
	if v < 0 || hasSubject(words, v) || hasConjunction(words, v) {
		return false
	}
	if outer, ok := hangsFromBefore(words, c); !ok {
		return false
	} else if outer >= 0 {
		setRel(&words[outer], words[v].Head, words[v].Rel.String())
		setRel(&words[v], outer, "advcl")
		for i := range words[:c] {
			if words[i].Head >= c && i != outer {
				words[i].Head = outer // "the talks were over"
			}
		}
	} else {
		h := words[v].Head
		if under(words, v, s) {
			h = words[s].Head
		}
		if h < 0 || h >= c {
			return false
		}
		setRel(&words[v], h, "advcl")
	}
	setRel(&words[s], v, "nsubj")
	setRel(&words[c], v, "mark")
	words[c].UPOS = ud.SCONJ
	return true
}

// verbOfPhrase is the finite verb right behind the noun phrase of word s, or behind
// what stands between commas there; -1 if there is none.
func verbOfPhrase(words []Word, s int) int {
	commas, relative := 0, false
	for v := s + 1; v < len(words) && v < s+maxInserted; v++ {
		w := words[v]
		switch {
		case w.Form == ",":
			commas++
			relative = v+1 < len(words) && opensInsertion(words[v+1]) && words[v+1].UPOS == ud.PRON
			continue
		case commas%2 == 1 && !relative && finiteWord(w) && !agentFollows(&Tree{words: words}, v):
			return -1
		case w.Form == ";" || w.Form == ":" || w.Form == "\"" || w.UPOS == ud.CCONJ && commas%2 == 0 && !under(words, v, s):
			return -1
		case w.UPOS != ud.VERB || commas%2 == 1:
			continue
		case !pastForm(w) && !finiteWord(w) || agentFollows(&Tree{words: words}, v) || under(words, v, s) && !takesObject(words, v):
			return -1
		}
		for k := v - 1; k > s && words[k].Form != ","; k-- {
			if !under(words, k, s) && !under(words, k, v) {
				return -1
			}
		}
		return v
	}
	return -1
}

// takesObject: word v, a participle by its tree, has an object right behind it, which no
// passive participle has: "after gunmen of the gang stormed its clinic".
func takesObject(words []Word, v int) bool {
	if !words[v].Rel.Is("acl") || v+1 >= len(words) || !pastForm(words[v]) || !opensObject(words[v+1]) {
		return false
	}
	for i := v + 1; i < len(words) && i < v+6; i++ {
		if words[i].Head == v && words[i].Rel.Is("obj") {
			return true
		}
	}
	return false
}

// hangsFromBefore is the one word before word c that hangs on what follows, -1 if
// none does; ok is false where that is no predicate, or several are.
func hangsFromBefore(words []Word, c int) (outer int, ok bool) {
	outer = -1
	for i := range words[:c] {
		if words[i].Head < c || words[i].UPOS == ud.PUNCT || words[i].UPOS == ud.AUX && words[i].Rel.Is("cop") {
			continue
		}
		switch words[i].UPOS {
		case ud.VERB, ud.ADJ, ud.NOUN, ud.ADV:
		default:
			return -1, false
		}
		if outer >= 0 {
			return -1, false
		}
		outer = i
	}
	return outer, true
}

// titledName: of "met Prime Minister Joao Costa", "met Chilean President X" the
// adjective is of the title; the name takes its place.
func titledName(m *mender, i int) bool {
	words := m.words
	if words[i].UPOS != ud.ADJ || words[i].Head < 0 || words[i].Head > i || i+2 >= len(words) || !nominal(words[i+1]) {
		return false
	}
	switch relOf(words, i) {
	case "xcomp", "obj", "obl", "nsubj", "conj":
	default:
		return false
	}
	n := i + 1
	for n < len(words) && nominal(words[n]) && words[n].Head > n {
		n = words[n].Head
	}
	if n >= len(words) || n > i+4 || words[n].UPOS != ud.PROPN || words[n].Head != i || n == i+1 {
		return false
	}
	if r := relOf(words, n); r != "flat" && r != "appos" && r != "obj" {
		return false
	}
	rel := words[i].Rel.String()
	if rel == "xcomp" {
		rel = "obj"
	}
	setRel(&words[n], words[i].Head, rel)
	for k := range words {
		if words[k].Head == i && k != n {
			words[k].Head = n
		}
	}
	setRel(&words[i], i+1, "amod")
	return true
}

// bareMarks are prepositions that open clauses with "-ing" forms as well.
var bareMarks = map[string]bool{"by": true, "on": true, "of": true, "for": true, "with": true, "in": true, "at": true, "from": true, "against": true}

// markOfNoun: of "called on neighbouring Ghana" the word before the name is a
// preposition: "neighbouring" is no verb.
func markOfNoun(m *mender, i int) bool {
	words := m.words
	n := words[i].Head
	if n <= i || words[i].UPOS != ud.SCONJ || !bareMarks[strings.ToLower(words[i].Form)] || words[n].UPOS != ud.PROPN || m.dependent(n, "nsubj", "cop", "aux", "obj") >= 0 {
		return false
	}
	setRel(&words[i], n, "case")
	words[i].UPOS = ud.ADP
	if h := words[n].Head; h >= 0 {
		switch relOf(words, n) {
		case "advcl", "ccomp", "xcomp":
			setRel(&words[n], h, "obl")
		case "acl":
			setRel(&words[n], h, "nmod")
		}
	}
	return true
}

// makerBehindBy: of "denied allegations by neighbouring Latvia of …" the phrase
// with "by" right behind a noun tells whose they are.
func makerBehindBy(m *mender, b int) bool {
	words := m.words
	n := words[b].Head
	if b < 2 || n <= b || !strings.EqualFold(words[b].Form, "by") || !words[b].Rel.Is("case") || words[b-1].UPOS != ud.NOUN || m.period(b-1) || words[n].UPOS != ud.PROPN {
		return false
	}
	o := b - 1
	if h := words[n].Head; words[n].Rel.String() != "obl" || h < 0 || words[o].Head != h || relOf(words, o) != "obj" {
		return false
	}
	for k := b + 1; k < n; k++ {
		if !under(words, k, n) {
			return false
		}
	}
	setRel(&words[n], o, "nmod")
	return true
}

// relativeThat: of "a unit that, according to Kyiv, has trained …" the word is the
// subject of its clause, which has no other.
func relativeThat(m *mender, i int) bool {
	words := m.words
	v := words[i].Head
	if v <= i || !strings.EqualFold(words[i].Form, "that") || !words[i].Rel.Is("mark") || relOf(words, v) != "acl" || words[v].UPOS != ud.VERB || words[v].Head != i-1 || m.dependent(v, "nsubj", "csubj", "expl") >= 0 {
		return false
	}
	if !finiteWord(words[v]) && m.dependent(v, "aux") < 0 {
		return false
	}
	rel := "nsubj"
	if a := m.dependent(v, "aux"); a >= 0 && words[a].Rel.String() == "aux:pass" {
		rel = "nsubj:pass"
	}
	setRel(&words[i], v, rel)
	words[i].UPOS = ud.PRON
	return true
}

// participleFirst: "Also sanctioned was X" says that X was.
func participleFirst(m *mender, b int) bool {
	words := m.words
	n := words[b].Head
	if b < 1 || b > 3 || n <= b || words[b].UPOS != ud.AUX || words[b].Lemma != "be" || !words[b].Rel.Is("cop") || !nominal(words[n]) {
		return false
	}
	v := b - 1
	if words[v].UPOS != ud.VERB || !pastForm(words[v]) || words[n].Head != v && words[v].Head != n {
		return false
	}
	for k := range words[:v] {
		if words[k].UPOS != ud.ADV {
			return false
		}
	}
	if words[v].Head == n {
		setRel(&words[v], words[n].Head, words[n].Rel.String())
	}
	setRel(&words[n], v, "nsubj:pass")
	setRel(&words[b], v, "aux:pass")
	return true
}

// saidAnd: of "said the talks had failed and accused Laos of …" the second verb
// has the subject of the first. That it stands in what was said is as good a tree;
// but whoever says something mostly goes on to speak, and what he spoke of does not.
func saidAnd(m *mender, v int) bool {
	words := m.words
	acts := listsOf("en").classes["speech"]
	if words[v].UPOS != ud.VERB || relOf(words, v) != "conj" || !acts[words[v].Lemma] || !finiteWord(words[v]) && !pastForm(words[v]) || !joinedAt(words, v) || m.dependent(v, "nsubj", "aux", "mark") >= 0 {
		return false
	}
	c := words[v].Head
	for n := 0; n < 6 && c >= 0 && c < v && relOf(words, c) != "ccomp"; n++ {
		if relOf(words, c) == "root" || relOf(words, c) == "acl" {
			return false
		}
		c = words[c].Head
	}
	if c < 0 || c > v || relOf(words, c) != "ccomp" {
		return false
	}
	g := words[c].Head
	if g < 0 || g > c || words[g].UPOS != ud.VERB || words[g].Lemma != "say" && !acts[words[g].Lemma] || !finiteWord(words[g]) || words[g].Feats.Tense() != words[v].Feats.Tense() {
		return false
	}
	if s := m.dependent(c, "nsubj"); acts[words[c].Lemma] || s >= 0 && words[s].UPOS == ud.PROPN && words[c].Feats.Tense() == words[v].Feats.Tense() && finiteWord(words[c]) {
		return false // "said Iran had denied it and accused Iraq", "said Iran lied and accused Iraq"
	}
	setRel(&words[v], g, "conj")
	return true
}

// missedSubjunctive is the verb of what somebody demands: "demanded that Riyadh lift its
// blockade" read as "its blockade" of a "Riyadh lift". -1 if there is none.
func missedSubjunctive(t *Tree) int {
	if t.lang != "en" {
		return -1
	}
	for i := 2; i+1 < len(t.words); i++ {
		w := t.words[i]
		if w.UPOS != ud.NOUN && w.UPOS != ud.ADJ || w.Form != w.Lemma || !nominal(t.words[i-1]) || !opensObject(t.words[i+1]) && !strings.EqualFold(t.words[i+1].Form, "down") && !strings.EqualFold(t.words[i+1].Form, "aside") {
			continue
		}
		k := i - 1
		for k > 0 && k > i-5 && (nominal(t.words[k]) || t.words[k].UPOS == ud.DET || t.words[k].UPOS == ud.ADJ) {
			k--
		}
		if k < 1 || !strings.EqualFold(t.words[k].Form, "that") {
			continue
		}
		for j := k - 1; j >= 0 && j > k-8 && t.words[j].Form != ","; j-- {
			if listsOf("en").classes["mandative"][t.words[j].Lemma] {
				return i
			}
		}
	}
	return -1
}

// opensObject: the word begins a noun phrase.
func opensObject(w Word) bool {
	return w.UPOS == ud.DET || w.UPOS == ud.NUM || w.UPOS == ud.PROPN || w.UPOS == ud.PRON && w.Form != "that"
}

// frontedEnglish parses an English sentence apart from the phrase that opens it ("According to a
// report by the daily X, the head of Y, Z, offered …"), where the parser did not find the subject
// right behind its comma. Nil where nothing is gained.
func (m *Model) frontedEnglish(t *Tree, s *split) *Tree {
	if len(t.words) > maxAround || len(t.words) < 8 || t.words[0].UPOS != ud.ADP && !strings.EqualFold(t.words[0].Form, "according") || s.names != nil && s.names[0] > 0 {
		return nil
	}
	for c := 1; c+3 < len(t.words); c++ {
		w := t.words[c]
		switch {
		case finiteWord(w) || opensInsertion(w) && w.UPOS != ud.DET || opensRelative(t.words[c+1]) || w.Form == ";" || w.Form == ":" || w.Form == "\"":
			return nil
		case w.Form != "," || t.words[c-1].UPOS == ud.NUM || t.appositionBehind(c):
			continue
		case t.words[c+1].UPOS != ud.DET && !nominal(t.words[c+1]) && t.words[c+1].UPOS != ud.PRON || t.tiedFront(c):
			return nil
		}
		return m.joinFront(t, s, c, "obl")
	}
	return nil
}

// appositionBehind: behind the comma at c begins what stands beside a name before it.
func (t *Tree) appositionBehind(c int) bool {
	n := t.words[c+1].Head
	return t.words[c+1].Lemma == "a" && n > c && t.words[n].Rel.Is("appos") && t.words[n].Head < c && t.words[n].Head >= 0 && t.words[t.words[n].Head].UPOS == ud.PROPN && n+1 < len(t.words) && t.words[n+1].Form == ","
}

// joinedToInfinitive: of "refused to concede and accused Peru of fraud", "warned that
// Baku would respond and called in the envoy" the second verb is none of what was
// refused or would be: a past tense is joined to no infinitive.
func joinedToInfinitive(m *mender, v int) bool {
	words := m.words
	c := words[v].Head
	if c < 0 || c > v || m.dependent(v, "nsubj", "mark") >= 0 || !tensed(m, v) {
		return false
	}
	if relOf(words, v) == "conj" && bareForm(words[c]) {
		g := words[c].Head
		for n := 0; n < 8 && g >= 0 && g < c && !(words[g].UPOS == ud.VERB && !bareForm(words[g]) && pastForm(words[g])); n++ {
			g = words[g].Head
		}
		if g < 0 || g > c {
			return false
		}
		setRel(&words[v], g, "conj")
		return takeBehind(words, c, v) || true
	}
	if relOf(words, v) != "conj" {
		return false
	}
	changed := false // "vowed to stay and condemned Chile": the object may hang too low
	for k := c + 1; k < v; k++ {
		if words[k].UPOS == ud.VERB && bareForm(words[k]) && under(words, k, c) {
			changed = takeBehind(words, k, v) || changed
		}
	}
	return changed
}

// tensed: word v is, right behind an "and", a past tense or has a finite auxiliary:
// "and is a member of NATO".
func tensed(m *mender, v int) bool {
	words := m.words
	if a := m.dependent(v, "aux", "cop"); a >= 0 {
		l := words[a].Lemma
		return a < v && finiteWord(words[a]) && (l == "be" || l == "have") && joinedAt(words, a)
	}
	return words[v].UPOS == ud.VERB && pastForm(words[v]) && words[v].Form != words[v].Lemma && joinedAt(words, v)
}

// bareForm: an infinitive or "-ing" form.
func bareForm(w Word) bool {
	f := w.Feats.VerbForm()
	return w.UPOS == ud.VERB && (f == ud.VerbFormInf || f == ud.VerbFormGer)
}

// takeBehind gives verb v what hangs on word c from behind v.
func takeBehind(words []Word, c, v int) (changed bool) {
	for i := v + 1; i < len(words); i++ {
		if words[i].Head != c || words[i].UPOS == ud.PUNCT {
			continue
		}
		rel := words[i].Rel.String()
		if rel == "obl" && nominal(words[i]) && !hasCase(words, i) {
			rel = "obj"
		}
		setRel(&words[i], v, rel)
		changed = true
	}
	return changed
}

func hasCase(words []Word, i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if words[k].Head == i && words[k].Rel.Is("case") {
			return true
		}
	}
	return false
}

// didSo: of "Togo did so two years later" the word is a verb of its own.
func didSo(m *mender, i int) bool {
	words := m.words
	h := words[i].Head
	if words[i].UPOS != ud.AUX || words[i].Lemma != "do" || i+1 >= len(words) || h <= i+1 {
		return false
	}
	switch strings.ToLower(words[i+1].Form) {
	case "so", "likewise":
	default:
		return false
	}
	if words[h].UPOS == ud.VERB {
		return false // "did so much to help"
	}
	words[i].UPOS = ud.VERB
	setRel(&words[i], words[h].Head, words[h].Rel.String())
	setRel(&words[h], i, "advmod")
	setRel(&words[i+1], i, "advmod")
	for k := range words {
		if words[k].Head == h && k < i {
			words[k].Head = i
		}
	}
	return true
}

// joinedParticiple: of "denied it and blamed mercenaries of …" the participle with an
// "and" of its own before it is a verb, and the noun behind it its object.
func joinedParticiple(m *mender, v int) bool {
	words := m.words
	n := words[v].Head
	if words[v].UPOS != ud.VERB || relOf(words, v) != "amod" || n <= v || !pastForm(words[v]) || words[v].Form == words[v].Lemma || !hasConjunction(words, v) || words[v-1].UPOS != ud.CCONJ || v < 2 || words[v-2].UPOS == ud.ADJ && words[v-2].Head == n {
		return false
	}
	g := words[n].Head
	if g < 0 || g >= v-1 || words[g].UPOS != ud.VERB || !listsOf("en").classes["speech"][words[v].Lemma] {
		return false
	}
	for k := v + 1; k < n; k++ {
		if !under(words, k, n) {
			return false
		}
	}
	setRel(&words[v], g, "conj")
	setRel(&words[n], v, "obj")
	return true
}

// doTheSame: of "did the same last month" the same is what was done.
func doTheSame(m *mender, i int) bool {
	words := m.words
	if i < 2 || !strings.EqualFold(words[i].Form, "same") || !strings.EqualFold(words[i-1].Form, "the") || words[i-2].Lemma != "do" || words[i].Head <= i || !m.period(words[i].Head) {
		return false
	}
	setRel(&words[i], i-2, "obj")
	setRel(&words[i-1], i, "det")
	words[i-2].UPOS = ud.VERB
	return true
}

// behindApposition: of "sent its minister, X, to Lome" the phrase behind the second
// comma is the verb's, not the name's.
func behindApposition(m *mender, i int) bool {
	words := m.words
	h := words[i].Head
	if h < 0 || h > i || words[i].Rel.String() != "nmod" || words[h].UPOS != ud.PROPN || relOf(words, h) != "appos" {
		return false
	}
	k := m.dependent(i, "case")
	if k < 1 || k > i || words[k-1].Form != "," {
		return false
	}
	switch strings.ToLower(words[k].Form) {
	case "to", "into", "from", "with", "over", "for":
	default:
		return false
	}
	n := words[h].Head
	if n < 0 || n > h || !nominal(words[n]) || words[n].Head < 0 || words[n].Head > n || words[words[n].Head].UPOS != ud.VERB {
		return false
	}
	setRel(&words[i], words[n].Head, "obl")
	return true
}

// nameBehindNoun: of "led by the former gendarme Hervé Kosset" the name stands beside
// the noun right before it.
func nameBehindNoun(m *mender, i int) bool {
	words := m.words
	if i < 2 || words[i].UPOS != ud.PROPN || words[i-1].UPOS != ud.NOUN || words[i].Head < 0 || words[i].Head >= i-1 || words[i].Head != words[i-1].Head || words[words[i].Head].UPOS != ud.VERB {
		return false
	}
	if r := relOf(words, i); r != "xcomp" && r != "obj" || m.dependent(i, "case", "det") >= 0 || m.dependent(i-1, "det") < 0 || relOf(words, i-1) != "obl" {
		return false
	}
	setRel(&words[i], i-1, "appos")
	return true
}

// semicolonApart parses the two clauses that a semicolon parts each by itself, where both
// have a verb of their own: "Colombia offered to mediate; the Peruvian envoy, X, refused."
// Nil for any other sentence.
func (m *Model) semicolonApart(t *Tree, s *split) *Tree {
	if len(t.words) > maxAround {
		return nil
	}
	c := -1
	for i, w := range t.words {
		switch {
		case w.Form == "\"" || w.Form == "“" || w.Form == "(":
			return nil
		case w.Form == ";" && c >= 0:
			return nil // a list
		case w.Form == ";":
			c = i
		}
	}
	if c < 3 || c+4 > len(t.words) {
		return nil
	}
	at := t.words[c].Token
	left := m.ParseNamed(s.tokens[:at], part(s.names, 0, at))
	right := m.ParseNamed(s.tokens[at+1:], part(s.names, at+1, len(s.tokens)))
	if left.Len()+right.Len()+1 != len(t.words) || !hasFinite(left) || !finiteOrHelped(right, right.root) || !hasSubject(right.words, right.root) {
		return nil
	}
	out := &Tree{lang: t.lang, names: s.names, words: append([]Word(nil), t.words...)}
	out.place(left, shifted(0, 0))
	out.place(right, shifted(0, c+1))
	setRel(&out.words[right.root+c+1], left.root, "parataxis")
	setRel(&out.words[c], right.root+c+1, "punct")
	out.index()
	out.finish()
	return out
}

func hasFinite(t *Tree) bool { return slices.ContainsFunc(t.words, finiteWord) }

// behindRelative: of "added X, who is wanted by France, to the list" the phrase behind the
// relative clause is of the verb before it.
func behindRelative(m *mender, i int) bool {
	words := m.words
	k := m.dependent(i, "case")
	if k < 3 || k > i || words[k-1].Form != "," || !nominal(words[i]) {
		return false
	}
	switch strings.ToLower(words[k].Form) {
	case "to", "from", "off", "into":
	default:
		return false
	}
	r := words[i].Head
	for n := 0; n < 6 && r >= 0 && r < k && (words[r].UPOS != ud.VERB || m.dependent(r, "nsubj") < 0); n++ {
		r = words[r].Head
	}
	if r < 0 || r > k || words[r].UPOS != ud.VERB {
		return false
	}
	p := m.dependent(r, "nsubj")
	if p < 2 || p > r || words[p].UPOS != ud.PRON || !opensInsertion(words[p]) || words[p-1].Form != "," {
		return false
	}
	v := p - 2
	for n := 0; n < 8 && v >= 0 && words[v].UPOS != ud.VERB; n++ {
		v = words[v].Head
	}
	if v < 0 || v >= p || !finiteWord(words[v]) && !pastForm(words[v]) {
		return false
	}
	setRel(&words[i], v, "obl")
	return true
}
