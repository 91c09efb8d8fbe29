// Package syntax reads the arguments of verbs and nouns off a Universal
// Dependencies tree as they are meant, not as they stand: who acts and who is
// acted upon is the same in the active, the passive, a participle, a relative
// clause, under control and in a conjunction (cf. "enhanced" and "deep" UD,
// Schuster & Manning 2016).
package syntax

import (
	"slices"
	"strings"

	"kg/ingest/parse"
)

// maxClimb bounds every walk towards the root, so that odd trees cost little.
const maxClimb = 12

// Rel is the relation of word i to its head, sub-type included.
func Rel(t *parse.Tree, i int) string { return t.Word(i).Rel.String() }

// Base is the relation of word i without its sub-type.
func Base(t *parse.Tree, i int) string { return base(Rel(t, i)) }

func base(rel string) string {
	if k := strings.IndexByte(rel, ':'); k >= 0 {
		return rel[:k]
	}
	return rel
}

// Pos is the universal part of speech of word i.
func Pos(t *parse.Tree, i int) string { return t.Word(i).UPOS.String() }

// Lemma is the lemma of word i in lower case; that of a German separable verb
// with its particle: "wies … zurück" is "zurückweisen".
func Lemma(t *parse.Tree, i int) string {
	l := t.LowerLemma(i)
	if t.Lang() != "de" || t.Word(i).UPOS != parse.VERB {
		return l
	}
	for _, c := range t.Children(i) {
		if Rel(t, c) == "compound:prt" {
			if p := Form(t, c); !strings.HasPrefix(l, p) {
				return p + l
			}
		}
	}
	return l
}

// Form is the word as written, in lower case.
func Form(t *parse.Tree, i int) string { return t.LowerForm(i) }

// Is reports whether the lemma or the form of word i is among the words.
func Is(t *parse.Tree, i int, words ...string) bool {
	return slices.Contains(words, Lemma(t, i)) || slices.Contains(words, Form(t, i))
}

// Verbal reports whether word i heads a clause: a verb, or a predicate with a copula.
func Verbal(t *parse.Tree, i int) bool {
	p := Pos(t, i)
	return p == "VERB" || p == "AUX" || t.Child(i, "cop") >= 0
}

// Antecedent is the noun that a relative pronoun stands for, and any other word itself.
func Antecedent(t *parse.Tree, i int) int { return antecedent(t, i) }

// antecedent replaces a relative pronoun by the noun that its clause modifies.
func antecedent(t *parse.Tree, i int) int {
	p := Pos(t, i)
	if (p != "PRON" && p != "DET" && p != "SCONJ") || !relative(t, i) {
		return i
	}
	for n, k := 0, t.Word(i).Head; k >= 0 && n < maxClimb; n, k = n+1, t.Word(k).Head {
		if Base(t, k) == "acl" && t.Word(k).Head >= 0 {
			return firstOfMany(t, i, described(t, t.Word(k).Head))
		}
		if !Verbal(t, k) && Base(t, k) != "obl" && Base(t, k) != "nmod" {
			break
		}
	}
	return firstOfMany(t, i, nounBefore(t, i))
}

// firstOfMany: of "X and Y, who are thought to live in Z" the pronoun at word i stands
// for both, and so for the first, to which noun n is joined: its verb is in the plural.
func firstOfMany(t *parse.Tree, i, n int) int {
	v := t.Word(i).Head
	if t.Lang() != "en" || !Is(t, i, "who") || n < 0 || v < 0 || Base(t, n) != "conj" || Pos(t, n) != "PROPN" {
		return n
	}
	h := t.Word(n).Head
	if h < 0 || h > n || Pos(t, h) != "PROPN" {
		return n
	}
	for _, f := range append([]int{v}, t.Aux(v)...) {
		w := t.Word(f)
		if w.Feats.VerbForm().String() == "Fin" && w.Feats.Number().String() == "Plur" && (w.Feats.Tense().String() == "Pres" || w.Form == "were") {
			return h
		}
	}
	return n
}

// phraseBefore is the head of the noun phrase that ends before word i, -1 if none does.
func phraseBefore(t *parse.Tree, i int) int {
	p := i - 1
	if p < 0 || Pos(t, p) != "NOUN" && Pos(t, p) != "PROPN" && !(Form(t, p) == "old" && p > 0 && Form(t, p-1) == "-") { // "the 63-year-old, who …"
		return -1
	}
	for n := 0; n < maxClimb; n++ {
		h, b := t.Word(p).Head, Base(t, p)
		if h < 0 || h > p || b != "flat" && b != "compound" && (b != "appos" || french(t) && Pos(t, p) == "PROPN") && b != "fixed" {
			break
		}
		p = h
	}
	return p
}

// nounBefore finds the antecedent where the parser tied the relative clause
// elsewhere: the noun phrase that ends right before the comma.
func nounBefore(t *parse.Tree, i int) int {
	p := i - 1
	for p >= 0 && (Pos(t, p) == "ADP" || Pos(t, p) == "PUNCT" && Form(t, p) != ".") {
		p--
	}
	if p < 0 || p == i-1 && t.Lang() == "de" {
		return i
	}
	if n := phraseBefore(t, p+1); n >= 0 {
		return n
	}
	return i
}

// Args gives the dependents of word v in surface order, with those that the
// parser hung on its auxiliaries: by UD an auxiliary has none of its own, yet
// in German, where verb and auxiliary stand far apart, it often gets them.
func Args(t *parse.Tree, v int) []int {
	kids := t.Children(v)
	var out []int
	for _, a := range kids {
		if b := Base(t, a); b != "aux" && b != "cop" || len(t.Children(a)) == 0 {
			continue
		}
		if out == nil {
			out = append(out, kids...)
		}
		out = append(out, t.Children(a)...)
	}
	for _, b := range bracket(t, v) {
		if out == nil {
			out = append(out, kids...)
		}
		for _, c := range t.Children(b) {
			if c != v {
				out = append(out, c)
			}
		}
	}
	if out == nil {
		return kids
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var germanAux = words("haben sein werden können müssen sollen wollen dürfen")

// bracket gives the finite verbs that form the German verbal bracket with the
// participle or infinitive v, where the parser took both for full verbs ("Die
// USA haben die Hamas von der Liste gestrichen").
func bracket(t *parse.Tree, v int) []int {
	f := t.Word(v).Feats.VerbForm().String()
	if t.Lang() != "de" || f != "Part" && f != "Inf" || len(t.Aux(v)) > 0 {
		return nil
	}
	ok := func(w int) bool {
		x := t.Word(w)
		return x.UPOS.String() == "VERB" && w < v && germanAux[t.LowerLemma(w)] && x.Feats.VerbForm().String() == "Fin"
	}
	if h := t.Word(v).Head; h >= 0 && ok(h) && t.Child(v, "mark") < 0 {
		switch Base(t, v) {
		case "xcomp", "ccomp", "parataxis", "conj", "dep", "advcl":
			return []int{h}
		}
	}
	for _, c := range t.Children(v) {
		if b := Base(t, c); ok(c) && (b == "csubj" || b == "dep" || b == "nsubj" || b == "ccomp" || b == "advcl") {
			return []int{c}
		}
	}
	return nil
}

// child is the first argument of v with one of the relations, -1 if none.
func child(t *parse.Tree, v int, rels ...string) int {
	for _, c := range Args(t, v) {
		if (slices.Contains(rels, Rel(t, c)) || slices.Contains(rels, Base(t, c))) && !isReflexive(t, c) {
			return c
		}
	}
	return -1
}

// Own is the subject that stands with the verb itself, relative pronouns
// resolved; -1 if there is none.
func Own(t *parse.Tree, v int) int {
	for _, s := range Args(t, v) {
		if Base(t, s) == "nsubj" && isSubject(t, v, s) {
			return antecedent(t, s)
		}
	}
	if s := inverted(t, v); s >= 0 {
		return antecedent(t, s)
	}
	// "Iran claims MEK is responsible": the parser gave the subject to "claims"
	if h := t.Word(v).Head; h >= 0 && Base(t, v) == "ccomp" && finite(t, v) {
		first := v
		for _, c := range t.Children(v) {
			if b := Base(t, c); b == "cop" || b == "aux" {
				first = min(first, c)
			}
		}
		if o := t.Child(h, "obj"); o >= 0 && first < v && o == first-1 {
			return o
		}
	}
	return -1
}

// isSubject: nothing beside the tree says that s is no subject of verb v.
func isSubject(t *parse.Tree, v, s int) bool {
	return !isReflexive(t, s) && !sourcePhrase(t, s) && !sharesSubject(t, v, s) && !behindInfinitive(t, v, s) &&
		!obliqueRelative(t, s) && !obliqueArticle(t, s) && !passiveSubjectOfActive(t, v, s) && !fronted(t, v, s) && !topic(t, s, v) && s >= relativeMark(t, v) && !disagrees(t, v, s)
}

// obliqueRelative: "China, dem Tschechien Spionage vorwirft": the pronoun's
// form says that it is no subject, whatever the parser says.
func obliqueRelative(t *parse.Tree, s int) bool {
	p := Pos(t, s)
	return t.Lang() == "de" && (p == "PRON" || p == "DET") && slices.Contains([]string{"dem", "den", "denen", "dessen"}, Form(t, s))
}

// obliqueArticle: "bestellte den russischen Botschafter ein": the article says
// that the noun is no subject, whatever the parser says.
func obliqueArticle(t *parse.Tree, s int) bool {
	if t.Lang() != "de" {
		return false
	}
	d := t.Child(s, "det", "det:poss")
	if d < 0 || d > s {
		return false
	}
	switch f := Form(t, d); f {
	case "den", "dem", "des", "einen", "einem", "eines":
		return true
	default:
		return Rel(t, d) == "det:poss" && (strings.HasSuffix(f, "en") || strings.HasSuffix(f, "em") || strings.HasSuffix(f, "es"))
	}
}

// fronted: of "which Canada blamed on X" the relative pronoun is no subject,
// for another one stands between it and the verb.
//
// Nor is that of "die Miliz, die Chile als Terrorgruppe listet".
func fronted(t *parse.Tree, v, s int) bool {
	if t.Lang() == "de" {
		return s < v && Pos(t, s) == "PRON" && Is(t, s, "die", "das", "welche", "welches") && relative(t, s) && subjectBetween(t, s, v)
	}
	if t.Lang() != "en" || s > v || !Is(t, s, "which", "whom", "that", "who") || Pos(t, s) == "NOUN" {
		return false
	}
	if subjectBetween(t, s, v) {
		return true
	}
	if s+1 >= v || Is(t, s, "who") {
		return false
	}
	if p := Pos(t, s+1); p != "DET" && p != "PROPN" && p != "NOUN" {
		return false // "which the firm X links to Y"
	}
	p, ok := nounPhrase(t, s+1, v)
	return ok && p.last == VerbGroup(t, v)
}

// subjectBetween: verb v has a subject between word s and itself.
func subjectBetween(t *parse.Tree, s, v int) bool {
	for _, c := range t.Children(v) {
		if c > s && c < v && Base(t, c) == "nsubj" && !obliqueArticle(t, c) {
			return true
		}
	}
	return false
}

// topic: "Kashmir: Delhi accuses Islamabad": what stands before a colon is no
// subject, if another one stands behind it.
func topic(t *parse.Tree, s, v int) bool {
	for i := s + 1; i < v; i++ {
		if t.Word(i).Form != ":" {
			continue
		}
		for _, c := range Args(t, v) {
			if c > i && c < v && Base(t, c) == "nsubj" {
				return true
			}
		}
	}
	return false
}

// sharesSubject: in German a verb right behind "und" has the subject of the verb
// it is joined to; a nominative behind it is its object ("brach … ab und warf
// Teheran vor, …").
func sharesSubject(t *parse.Tree, v, s int) bool {
	if t.Lang() != "de" || s < v || Base(t, v) != "conj" || v == 0 || Pos(t, v-1) != "CCONJ" {
		return false
	}
	h := t.Word(v).Head
	return h >= 0 && Verbal(t, h) && child(t, h, "nsubj") >= 0
}

// sourcePhrase: "selon l’Iran" is nobody's subject, whatever the parser says.
func sourcePhrase(t *parse.Tree, i int) bool {
	k := t.Child(i, "case")
	if k < 0 {
		return false
	}
	if l := t.Lang(); (l == "fr" || l == "de") && Pos(t, k) == "ADP" {
		return true // no subject has a preposition
	}
	return Is(t, k, "according", "per")
}

// ObjectControl reports whether a verb's object does what the clause that
// depends on it says ("accuse", "order").
func ObjectControl(t *parse.Tree, v int) bool { return lexiconOf(t).control[Lemma(t, v)] }

// Passive reports whether verb v is in the passive: it has an auxiliary of
// the passive, or is a bare past participle that modifies a noun or heads a
// headline. What the tagger says of its voice does not count against a subject
// and an object beside it.
func Passive(t *parse.Tree, v int) bool {
	w := t.Word(v)
	form := w.Feats.VerbForm().String()
	present := form == "Ger" || w.Feats.Tense().String() == "Pres" && form == "Part" || strings.HasSuffix(Form(t, v), "ing") && t.Lang() == "en"
	if reflexive(t, v) || perfectWithSein(t, v) {
		return false // "s’est rendu", "sind einmarschiert"
	}
	if looseParticiple(t, v) || doneBy(t, v) || Pos(t, v) == "VERB" && joinedTail(t, v) >= 0 {
		return true
	}
	for _, b := range bracket(t, v) {
		if strings.EqualFold(t.Word(b).Lemma, "werden") && form == "Part" {
			return true
		}
	}
	being := french(t) && beingVerbs[Lemma(t, v)] && t.Child(v, "obl:agent") < 0 // "est arrivé"
	for _, a := range t.Aux(v) {
		r := Rel(t, a)
		if r == "aux:pass" && !being || !present && lexiconOf(t).passive[Lemma(t, a)] && r == "aux" && form == "Part" && t.Lang() == "en" {
			return true
		}
	}
	if being {
		return false
	}
	subject, object := child(t, v, "nsubj"), directObject(t, v)
	if object < 0 && form == "Part" && stative(t, v) {
		return true
	}
	switch {
	case subject >= 0 && object >= 0, present:
		return false
	case t.Lang() == "en" && len(t.Aux(v)) == 0 && pastTense(t, v):
		return false
	case subject >= 0: // "Three diplomats expelled": a headline leaves the auxiliary out
		return Rel(t, subject) == "nsubj:pass" && len(t.Aux(v)) == 0
	case len(t.Aux(v)) > 0 || object >= 0:
		return false
	}
	r := Base(t, v)
	if w.UPOS.String() == "ADJ" {
		return r == "amod" && t.Lang() == "de" && germanParticiple(Form(t, v)) && !FiniteForm(t, v)
	}
	return w.UPOS.String() == "VERB" && form == "Part" && (r == "acl" || r == "amod" || r == "advcl" || joinedPassive(t, v))
}

// joinedPassive: "X, blacklisted by Chad and financed by Mali": a participle that
// is joined to one in the passive is so, too, if that has no auxiliary either or
// somebody is named who does it.
func joinedPassive(t *parse.Tree, v int) bool {
	h := t.Word(v).Head
	if Base(t, v) != "conj" || h < 0 || h > v || !Passive(t, h) {
		return false
	}
	return len(t.Aux(h)) == 0 && Base(t, h) != "root" || t.Child(v, "obl:agent") >= 0
}

// perfectWithSein: a German verb of motion or change, whose perfect is formed
// with "sein" as others form their passive of state.
func perfectWithSein(t *parse.Tree, v int) bool {
	if t.Lang() != "de" || !lexiconOf(t).motion[Lemma(t, v)] && !lexiconOf(t).motion[infinitive(Form(t, v))] {
		return false
	}
	for _, a := range t.Aux(v) {
		if !strings.EqualFold(t.Word(a).Lemma, "sein") || Is(t, a, "worden") {
			return false
		}
	}
	return true
}

// stative: "die PKK ist in Deutschland verboten": participle and "sein" alone.
func stative(t *parse.Tree, v int) bool {
	aux := t.Aux(v)
	return t.Lang() == "de" && len(aux) == 1 && strings.EqualFold(t.Word(aux[0]).Lemma, "sein") && t.Word(aux[0]).Feats.VerbForm().String() == "Fin" && t.Word(v).UPOS.String() == "VERB"
}

// infinitive guesses the verb of a participle in "ge-…-t" ("gereiste": "reisen").
func infinitive(form string) string {
	for _, e := range []string{"te", "ten", "ter", "tes", "tem"} {
		if s, ok := strings.CutSuffix(form, e); ok {
			return strings.Replace(s, "ge", "", 1) + "en"
		}
	}
	return form
}

// pastTense: a bare "-ed" form that no auxiliary makes a passive is the past
// tense if its object stands right behind it ("X, who was minister, accused Y
// of …"), or if it is the last verb of a full sentence that could be finite.
func pastTense(t *parse.Tree, v int) bool {
	if onlyVerb(t, v) {
		return true
	}
	n := v + 1
	for n < t.Len() && Pos(t, n) == "ADV" {
		n++
	}
	if n >= t.Len() || timeWord(t, n) || lexiconOf(t).complement[Lemma(t, v)] || Pos(t, n) == "NUM" {
		return false
	}
	switch Pos(t, n) {
	case "DET", "PROPN":
	case "PRON":
		if relative(t, n) {
			return false
		}
	default:
		return false
	}
	p, ok := nounPhrase(t, n, t.Len())
	return ok && p.head < t.Len()
}

// reflexive: the verb has a reflexive pronoun as its object.
func reflexive(t *parse.Tree, v int) bool {
	for _, c := range t.Children(v) {
		if isReflexive(t, c) {
			return true
		}
	}
	return false
}

func isReflexive(t *parse.Tree, c int) bool {
	if p := Pos(t, c); p != "PRON" && p != "PART" {
		return false
	}
	return Is(t, c, "se", "s'", "s’", "soi", "sich")
}

// germanParticiple: "unterstützten", "verbotene": a past participle with the
// ending of an adjective.
func germanParticiple(f string) bool {
	for _, e := range []string{"em", "en", "er", "es", "e"} {
		if s, ok := strings.CutSuffix(f, e); ok {
			return strings.HasSuffix(s, "t") || strings.HasSuffix(s, "en")
		}
	}
	return false
}

// Surface is the grammatical subject of verb v: its own, or the one it shares
// with the clause it depends on (conjunction, control, participle). -1 if none.
func Surface(t *parse.Tree, v int) int { return surface(t, v, 0) }

func surface(t *parse.Tree, v, depth int) int {
	if s := Own(t, v); s >= 0 {
		return s
	}
	if looseParticiple(t, v) {
		if t.Lang() == "en" {
			return phraseBefore(t, v)
		}
		return phraseBefore(t, v-1)
	}
	h := t.Word(v).Head
	if h < 0 || depth > maxClimb {
		return -1
	}
	if g := behindBefore(t, v, h); g >= 0 {
		return surface(t, g, depth+1)
	}
	if s := acrossInsertion(t, v, h); s >= 0 {
		return s
	}
	if j := joinedTail(t, v); j >= 0 {
		return surface(t, j, depth+1)
	}
	if n := whose(t, v, h); n >= 0 {
		return n
	}
	if n := joinedSubject(t, v, h); n >= 0 {
		return n
	}
	switch Base(t, v) {
	case "conj":
		if n := strayApposition(t, v, h); n >= 0 {
			return n
		}
		if Verbal(t, h) && !(t.Lang() == "en" && newClause(t, h, v)) {
			return surface(t, h, depth+1)
		}
	case "obl", "dep":
		return strayApposition(t, v, h)
	case "xcomp", "advcl", "ccomp":
		if Base(t, v) == "advcl" && v > 1 && Pos(t, v-1) == "PUNCT" && Passive(t, v) {
			if n := phraseBefore(t, v-1); n >= 0 {
				return n // "the company X, based in Rennes, …"
			}
		}
		if !Verbal(t, h) {
			return h
		}
		if (Base(t, v) == "ccomp" || Base(t, v) == "advcl" && t.Lang() == "de") && finite(t, v) {
			return -1 // a finite clause without a subject of its own: say nothing
		}
		if Base(t, v) == "advcl" && v > 1 && Pos(t, v-1) == "PUNCT" && !finite(t, v) {
			h = matrix(t, h) // ", accusing it": of the sentence, not of its last infinitive
		}
		return controller(t, v, h, depth)
	case "acl":
		return acl(t, v, h, depth)
	case "amod":
		return h // a participle that stands as an adjective
	case "appos":
		if french(t) && Base(t, h) == "conj" && t.Word(v).Feats.Number().String() == "Plur" && t.Word(h).Head >= 0 {
			return t.Word(h).Head // "X et Y, membres de …"
		}
		return h // "X, a unit of Y": X is the unit
	case "parataxis":
		if !finite(t, v) && Verbal(t, h) {
			return controller(t, v, h, depth) // ", accusing …"
		}
	}
	return -1
}

// newClause: a semicolon stands between two joined verbs, and a noun right before the
// second: "Doha said it was hacked; U.S. officials later pointed to the Emirates".
func newClause(t *parse.Tree, h, v int) bool {
	g := VerbGroup(t, v)
	if g == 0 || Pos(t, g-1) != "NOUN" && Pos(t, g-1) != "PROPN" {
		return false
	}
	for i := h + 1; i < g; i++ {
		if Form(t, i) == ";" {
			return true
		}
	}
	return false
}

// acrossInsertion: "X, expelled from the party in March, has joined …", where
// the parser took the insertion for the main clause: X is the subject of both.
func acrossInsertion(t *parse.Tree, v, h int) int {
	b := Base(t, v)
	if b != "ccomp" && b != "parataxis" && b != "advcl" || h > v || !finite(t, v) || t.Child(v, "mark") >= 0 {
		return -1
	}
	s := Own(t, h)
	if s < 0 || s > h {
		return -1
	}
	first, _ := t.Subtree(v)
	if comma(t, s+1, h) && comma(t, h+1, max(first+1, v)) {
		return s
	}
	return -1
}

// comma reports whether one stands in the half-open range of words.
func comma(t *parse.Tree, first, last int) bool {
	for i := first; i < last; i++ {
		if t.Word(i).Form == "," {
			return true
		}
	}
	return false
}

// matrix climbs from an infinitive to the verb that governs it.
func matrix(t *parse.Tree, h int) int {
	for n := 0; n < maxClimb && Base(t, h) == "xcomp" && !finite(t, h) && t.Word(h).Head >= 0; n++ {
		h = t.Word(h).Head
	}
	return h
}

// Finite reports whether verb v heads a finite clause, its auxiliaries and those that it shares included.
func Finite(t *parse.Tree, v int) bool { return finite(t, v) }

func finite(t *parse.Tree, v int) bool {
	if t.Word(v).Feats.VerbForm().String() == "Fin" {
		return true
	}
	for _, a := range t.Aux(v) {
		if t.Word(a).Feats.VerbForm().String() == "Fin" {
			return true
		}
	}
	if len(bracket(t, v)) > 0 {
		return true
	}
	if c := t.Child(v, "cop"); c >= 0 && t.Word(c).Feats.VerbForm().String() == "Fin" {
		return true
	}
	// "… abgebrochen und ausgewiesen hatte": participles share one auxiliary
	if t.Lang() == "de" {
		for _, c := range t.Conjuncts(v) {
			for _, a := range t.Aux(c) {
				if a > c && t.Word(a).Feats.VerbForm().String() == "Fin" {
					return true
				}
			}
		}
	}
	return false
}

// controller finds whose action v is, when v depends without a subject of its
// own on the verb h: the object's for verbs that act on somebody (accuse,
// order, urge), else the subject's.
func controller(t *parse.Tree, v, h, depth int) int {
	if o := saidToBe(t, v, h); o >= 0 {
		return o
	}
	if Base(t, v) == "xcomp" || marked(t, v) {
		if ObjectControl(t, h) {
			if Passive(t, h) {
				return surface(t, h, depth+1)
			}
			if o := governed(t, v, h); o >= 0 {
				return o
			}
			for _, rel := range []string{"obj", "iobj", "obl:arg"} {
				if o := t.Child(h, rel); o >= 0 {
					return antecedent(t, o)
				}
			}
			if t.Lang() == "de" { // better nobody than whoever accuses
				if o := fieldObject(t, h); len(o) > 0 {
					return o[len(o)-1]
				}
				return -1
			}
		}
	}
	if o := faulted(t, v, h, depth); o >= 0 {
		return o
	}
	if a := purposeAgent(t, v, h); a >= 0 {
		return a
	}
	return surface(t, h, depth+1)
}

// faulted is the object of a verb of punishing or praising, where v stands
// behind its "for", or "pour avoir"; -1 if that is not so. What stands behind
// "to" is another's ("jailed X to silence Y").
func faulted(t *parse.Tree, v, h, depth int) int {
	m := t.Child(v, "mark", "case")
	if m < 0 || !Is(t, m, "for") && !(Is(t, m, "pour") && PerfectInfinitive(t, v)) || !lexiconOf(t).faults[Lemma(t, h)] {
		return -1
	}
	if Passive(t, h) {
		return surface(t, h, depth+1)
	}
	if o := directObject(t, h); o >= 0 {
		return antecedent(t, o)
	}
	return -1
}

// purposeAgent: "the spyware was used by Morocco to target X": who used it targets.
func purposeAgent(t *parse.Tree, v, h int) int {
	if t.Lang() != "en" || Base(t, v) != "advcl" && Base(t, v) != "xcomp" || !Is(t, max(t.Child(v, "mark"), 0), "to") || !Passive(t, h) || ObjectControl(t, h) {
		return -1
	}
	return agent(t, h)
}

// marked reports whether v is introduced by a preposition ("of having …",
// "d'avoir …") or is an infinitive clause: then verbs of accusing and ordering
// give it their object as subject.
func marked(t *parse.Tree, v int) bool {
	m := t.Child(v, "mark", "case")
	if m < 0 {
		return t.Word(v).Feats.VerbForm().String() == "Inf"
	}
	return Is(t, m, "of", "for", "to", "de", "d'", "à", "pour", "zu", "with", "from", "into", "as", "als", "comme")
}

// PerfectInfinitive: v is what somebody is said to have done: "d'avoir livré", "accueilli zu haben".
func PerfectInfinitive(t *parse.Tree, v int) bool {
	for _, a := range t.Aux(v) {
		if t.Word(a).Feats.VerbForm().String() == "Inf" {
			return true
		}
	}
	return false
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// acl finds the subject of a clause that modifies a noun.
func acl(t *parse.Tree, v, noun, depth int) int {
	if Passive(t, v) {
		return agreeing(t, v, noun) // "attacks carried out by": the noun is what is acted upon
	}
	f := t.Word(v).Feats.VerbForm().String()
	if f == "Inf" || t.Child(v, "mark") >= 0 && !finite(t, v) {
		// "accused the militia of having shelled X", with the clause on the noun
		if g := t.Word(noun).Head; g >= 0 && ObjectControl(t, g) {
			if b := Rel(t, noun); b == "obj" || b == "iobj" || b == "obl:arg" || b == "nsubj:pass" || b == "nsubj" && Passive(t, g) {
				return noun
			}
		}
		if g := t.Word(noun).Head; t.Lang() == "en" && suspicion[Lemma(t, noun)] && g >= 0 && Verbal(t, g) && Base(t, noun) == "obl" {
			if Passive(t, g) { // "detained on suspicion of spying"
				return surface(t, g, depth+1)
			}
			if o := directObject(t, g); o >= 0 {
				return antecedent(t, o)
			}
			return -1
		}
		// "the decision to cut ties": who decided is who cuts
		if p := Possessor(t, noun); p >= 0 {
			return p
		}
		if p := ofPhrase(t, noun, v); p >= 0 {
			return p
		}
		if p := t.Child(noun, "nmod"); p >= 0 && p < v && Is(t, max(t.Child(p, "case"), 0), "by", "durch", "par") {
			return p // "the decision by Mongolia to cut ties"
		}
		if h := t.Word(noun).Head; h >= 0 && Verbal(t, h) {
			return surface(t, h, depth+1)
		}
		return -1
	}
	if Rel(t, v) == "acl:relcl" && finite(t, v) {
		if t.Child(v, "obj") < 0 {
			return -1
		}
		for _, c := range Args(t, v) {
			if obliqueRelative(t, c) {
				return -1
			}
		}
	}
	return noun
}

// suspicion are nouns of what others are held to have done: "jailed X on charges
// of spying for Y".
var suspicion = words("suspicion charge charges accusation allegation pretext ground grounds")

// ofPhrase is the noun with "de" between a French noun and the infinitive that
// depends on it ("la décision de la Slovénie d’expulser …"), -1 if none.
func ofPhrase(t *parse.Tree, noun, v int) int {
	if !french(t) {
		return -1
	}
	for _, c := range t.Children(noun) {
		if c > noun && c < v && Base(t, c) == "nmod" && introducedBy(t, c, "de") {
			return c
		}
	}
	return -1
}

// Possessor is the word that stands in the genitive or possessive to noun n,
// -1 if none: "Iran's attack", "Irans Angriff", "ses relations".
func Possessor(t *parse.Tree, n int) int {
	for _, c := range t.Children(n) {
		if Genitive(t, c) {
			return c
		}
	}
	return -1
}

// Genitive reports whether word c stands in the genitive to its head.
func Genitive(t *parse.Tree, c int) bool {
	switch Rel(t, c) {
	case "nmod:poss", "det:poss":
		return true
	case "nmod", "appos":
		w := t.Word(c)
		if t.Child(c, "case") >= 0 {
			return Is(t, t.Child(c, "case"), "'s", "’s", "'")
		}
		return Rel(t, c) == "nmod" && (w.Feats.Case().String() == "Gen" || c < w.Head && Pos(t, c) == "PROPN" && strings.HasSuffix(w.Form, "s"))
	case "det":
		return t.Word(c).Feats.String() != "" && strings.Contains(t.Word(c).Feats.String(), "Poss=Yes")
	}
	return false
}

// Subjects gives the words that do what verb v says, conjuncts included.
func Subjects(t *parse.Tree, v int) []int {
	if Passive(t, v) || undergone(t, v) >= 0 {
		if a := agent(t, v); a >= 0 {
			return Coordinated(t, antecedent(t, a))
		}
		return nil
	}
	if s := Surface(t, v); s >= 0 {
		if m := members(t, s, v); m != nil {
			return m
		}
		all := Coordinated(t, s)
		if t.Lang() == "en" && Base(t, v) == "appos" && t.Word(v).Head == s && t.Word(v).Feats.Number().String() != "Plur" {
			all = slices.DeleteFunc(all, func(c int) bool { return c > v }) // "Turkey, an ally of Libya, and Egypt"
		}
		return owned(t, v, all)
	}
	return nil
}

func agent(t *parse.Tree, v int) int {
	if a := t.Agent(v); a >= 0 && !(t.Lang() == "de" && a > v && comma(t, v, a)) {
		return a
	}
	byPhrase := func(of int) int {
		for _, c := range Args(t, of) {
			if b := Base(t, c); b == "obl" || b == "nmod" {
				if k := t.Child(c, "case"); k >= 0 && Is(t, k, "by", "von", "vom", "durch", "par") && !(t.Lang() == "de" && c > of && comma(t, of, c)) {
					return c
				}
			}
		}
		return -1
	}
	if a := byPhrase(v); a >= 0 {
		return a
	}
	// "designated a terrorist group by Canada": the parser ties the phrase to
	// the noun before it
	for _, c := range Args(t, v) {
		switch Base(t, c) {
		case "obl", "obj", "nmod", "xcomp", "advcl":
			if a := byPhrase(c); a > v && !(t.Lang() == "de" && comma(t, v, a)) {
				return a
			}
		}
	}
	if h := t.Word(v).Head; french(t) && h >= 0 && h < v && (Base(t, v) == "amod" || Base(t, v) == "acl") {
		if a := byPhrase(h); a > v {
			return a // "une mesure jugée insuffisante par X"
		}
	}
	return sharedAgent(t, v)
}

// Objects gives the words that verb v acts upon, conjuncts included.
func Objects(t *parse.Tree, v int) []int {
	if Passive(t, v) {
		if s := Surface(t, v); s >= 0 {
			return owned(t, v, Coordinated(t, s))
		}
		return nil
	}
	if o := directObject(t, v); o >= 0 {
		return Coordinated(t, antecedent(t, o))
	}
	if o := undergone(t, v); o >= 0 {
		return Coordinated(t, o)
	}
	if o := relativeObject(t, v); o >= 0 {
		return Coordinated(t, o)
	}
	if o := secondSubject(t, v); o >= 0 {
		return Coordinated(t, o)
	}
	if o := bareName(t, v); o >= 0 {
		return Coordinated(t, o)
	}
	switch {
	case Base(t, v) == "conj" && Verbal(t, t.Word(v).Head):
		// "attacked and destroyed the camp": the object stands with the first verb
		if o := t.Child(t.Word(v).Head, "obj"); o > v {
			return Coordinated(t, o)
		}
	case Rel(t, v) == "acl:relcl" && Own(t, v) >= 0 && Own(t, v) != t.Word(v).Head:
		return []int{t.Word(v).Head} // "the group the US supports"
	}
	return nil
}

// secondSubject: a verb has one subject; where the parser found two, in a
// language that marks neither by its form ("China hat Japan kritisiert"), the
// second is the object.
func secondSubject(t *parse.Tree, v int) int {
	if t.Lang() != "de" {
		return -1
	}
	n := 0
	for _, c := range Args(t, v) {
		switch {
		case Base(t, c) == "nsubj" && (passiveSubjectOfActive(t, v, c) || obliqueArticle(t, c) && Form(t, t.Child(c, "det", "det:poss")) != "dem"):
			return c
		case Rel(t, c) == "nsubj":
			if n++; n == 2 || sharesSubject(t, v, c) {
				return c
			}
		}
	}
	return -1
}

// passiveSubjectOfActive: behind "haben" stands no passive. What the parser took
// for the subject of one is the object, where another phrase is the subject:
// one in the Vorfeld, or that of the verb before ("… und alle Diplomaten
// ausgewiesen hatte").
func passiveSubjectOfActive(t *parse.Tree, v, s int) bool {
	if t.Lang() != "de" || Rel(t, s) != "nsubj:pass" {
		return false
	}
	having := -1
	for _, a := range t.Aux(v) {
		switch t.LowerLemma(a) {
		case "haben":
			having = a
		case "werden", "sein":
			return false
		}
	}
	if having > v {
		return Base(t, v) == "conj"
	}
	return having >= 0 && having < s && having > 0 && Pos(t, 0) != "ADP" && Preposition(t, having-1) == ""
}

// bareName: in French a name without a preposition behind an active verb is its
// object, also where the parser took it for an adverbial ("il a rencontré X").
func bareName(t *parse.Tree, v int) int {
	if t.Lang() != "fr" || reflexive(t, v) {
		return -1
	}
	for _, c := range Args(t, v) {
		if b := Base(t, c); c > v && (b == "obl" || b == "nmod" || b == "dep") && Pos(t, c) == "PROPN" && Preposition(t, c) == "" {
			return c
		}
	}
	return -1
}

// sharesCase: a conjunct has no preposition of its own, or the same.
func sharesCase(t *parse.Tree, i, conjunct int) bool {
	p := Preposition(t, conjunct)
	return p == "" || p == Preposition(t, i)
}

// Coordinated gives word i and the words conjoined to it, in surface order.
// Conjuncts that head clauses of their own are left out.
func Coordinated(t *parse.Tree, i int) []int {
	out := []int{i}
	for _, c := range t.Conjuncts(i) {
		if k := t.Child(c, "cc"); !Verbal(t, c) && (k < 0 || !Is(t, k, "als")) && sharesCase(t, i, c) {
			out = append(out, c)
		}
	}
	out = append(out, joinedInside(t, i)...)
	for _, c := range out {
		out = append(out, joinedToName(t, c)...)
	}
	for _, c := range out {
		out = append(out, instances(t, c)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// joinedToName gives what the parser joined to the name that a noun introduces,
// and not to the noun: the association of "the group X and the association Y".
func joinedToName(t *parse.Tree, i int) []int {
	if Pos(t, i) != "NOUN" || i+1 >= t.Len() || Pos(t, i+1) != "PROPN" || Base(t, i+1) != "appos" || t.Word(i+1).Head != i {
		return nil
	}
	var out []int
	for _, c := range t.Conjuncts(i + 1) {
		if c > i && !Verbal(t, c) && Preposition(t, c) == "" && t.Child(c, "nsubj", "aux", "cop") < 0 {
			out = append(out, c)
		}
	}
	return out
}

// Preposition is the preposition that introduces word i, in lower case, its
// parts joined by spaces ("because of"); "" if there is none.
func Preposition(t *parse.Tree, i int) string {
	for _, c := range t.Children(i) {
		if Base(t, c) != "case" {
			continue
		}
		p := Lemma(t, c)
		for _, f := range t.Children(c) {
			if Base(t, f) == "fixed" {
				p += " " + Form(t, f)
			}
		}
		return p
	}
	return ""
}

// Definite reports whether noun n has a definite or demonstrative determiner.
func Definite(t *parse.Tree, n int) bool {
	for _, c := range t.Children(n) {
		if Base(t, c) != "det" && Base(t, c) != "case" {
			continue
		}
		f := t.Word(c).Feats
		if f.Definite().String() == "Def" || strings.HasPrefix(f.PronType().String(), "Dem") {
			return true
		}
	}
	return false
}
