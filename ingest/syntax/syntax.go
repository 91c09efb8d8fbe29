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
	if (p != "PRON" && p != "DET" && p != "SCONJ") || !RelativePronoun(t, i) {
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

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
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
		return Rel(t, c) == "nmod" && !besideGenitive(t, c) && (w.Feats.Case().String() == "Gen" || genitiveArticle(t, c) || c < w.Head && Pos(t, c) == "PROPN" && strings.HasSuffix(w.Form, "s"))
	case "det":
		return t.Word(c).Feats.String() != "" && strings.Contains(t.Word(c).Feats.String(), "Poss=Yes")
	}
	return false
}

// genitiveArticle: the German noun behind another has an article that may be a genitive,
// whatever case the tagger saw: "der Schritt der Kanadier".
func genitiveArticle(t *parse.Tree, c int) bool {
	d := t.Child(c, "det")
	return t.Lang() == "de" && c > t.Word(c).Head && Pos(t, c) == "NOUN" && Pos(t, t.Word(c).Head) == "NOUN" && d == t.Word(c).Head+1 && (Form(t, d) == "der" || Form(t, d) == "des")
}

// besideGenitive: a German name without an ending stands right behind the noun that it names, which the parser took for
// another's: "Anklage gegen Chef des Stahlkonzerns Moravit".
func besideGenitive(t *parse.Tree, c int) bool {
	return t.Lang() == "de" && c-1 > t.Word(c).Head && t.Word(c).Head >= 0 && len(t.Children(c)) == 0 && (Pos(t, c-1) == "NOUN" || Pos(t, c-1) == "PROPN") &&
		t.Word(c-1).Feats.Case().String() == "Gen" && !strings.ContainsAny(t.Word(c).Form[max(0, len(t.Word(c).Form)-1):], "sxz'")
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
		if t.Lang() == "de" && Attribute(t, v) { // "der in X lebende Y, dessen Bruder und die Firma Z"
			all = slices.DeleteFunc(all, func(c int) bool { return c != s && (t.Child(c, "det") >= 0 || possessors(t, c) != nil) })
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
	if o := sharedObject(t, v); o >= 0 {
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
