package relation

import (
	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// climb is one walk from a trigger to the root of its sentence.
type climb struct {
	a   *assertion
	t   *parse.Tree
	out Assertion
	// start is the trigger
	start int
	// act: the trigger is itself an act of saying ("Bahrain's accusations"):
	// whoever rejects it does not make it unsaid
	act bool
	// unreal: a verb stands in the German past subjunctive: what is only
	// supposed, or, where somebody says it, what is reported ("… hätten gekämpft")
	unreal bool
}

// Assert says how the statement that word i evokes is held.
func (l *Language) Assert(t *parse.Tree, i int) Assertion {
	return l.assertAct(t, i, false, false, false)
}

// assertAct does the same; act says that the word names an act of saying
// ("Poland's demand"), which stands though others reject it; standing, that it
// names what somebody or something is: a noun phrase takes that for granted,
// whatever is said of it ("the firm's head, X, may resign"); lasts, that it is a state
// that what is added behind a comma takes for granted.
func (l *Language) assertAct(t *parse.Tree, i int, act, standing, lasts bool) Assertion {
	c := &climb{a: l.assert, t: t, start: i}
	c.act = !syntax.Verbal(t, i) && (act || c.a.is(t, i, "claim") || c.a.is(t, i, "deny") || c.a.is(t, i, "speech"))
	c.own(i)
	if syntax.Base(t, i) == "appos" && !syntax.Verbal(t, i) {
		return c.out // what stands in apposition is taken for granted
	}
	if standing && argument(t, i) {
		return c.out
	}
	// direct: so far every step went from a complement to what governs it, so
	// that what is said of the governor is said of the statement
	direct := true
	first, granted := syntax.Granted(t, i)
	granted = granted && lasts
	for n, k := i, 0; k < 16; k++ {
		h := t.Word(n).Head
		if h < 0 || granted && h < first {
			break
		}
		direct = c.step(n, h, direct) && direct
		n = h
	}
	if c.imagined() {
		c.out.weaken(graph.Hypothetical)
	}
	if c.discussed(i) {
		c.out.weaken(graph.Planned)
	}
	if len(c.out.Speakers) == 0 {
		c.framed()
	}
	if len(c.out.Speakers) == 0 && c.out.Reported {
		c.overheard(i)
	}
	if c.invented(i) {
		c.out.weaken(graph.Hypothetical)
	}
	c.belie(i)
	switch {
	case c.unreal && len(c.out.Speakers) > 0:
		c.out.Reported = true
		c.out.weaken(graph.Alleged)
	case c.unreal:
		c.out.weaken(graph.Hypothetical)
	}
	if q := lastMark(t); q == "?" {
		c.out.weaken(graph.Asked)
	}
	c.out.Confidence = c.confidence()
	return c.out
}

// assertByOrder reads what stands right before word i, for facts that were
// found by the order of the words: there the tree may have hung auxiliaries
// and negations elsewhere.
func (l *Language) assertByOrder(t *parse.Tree, i int, out *Assertion) {
	a, g := l.assert, syntax.VerbGroup(t, i)
	for k := g; k < i; k++ {
		switch {
		case a.is(t, k, "negator"):
			out.Polarity = graph.Denied
		case a.is(t, k, "modal_would"):
			out.weaken(graph.Hypothetical)
		case a.is(t, k, "modal_may"):
			out.weaken(graph.Possible)
		case a.is(t, k, "modal_will"):
			out.weaken(graph.Planned)
		}
	}
	if g == 0 || !syntax.Is(t, g, "to", "de", "d'", "à") {
		return
	}
	switch {
	case a.is(t, g-1, "negative"), a.is(t, g-1, "deny"):
		out.Polarity = graph.Denied
	case a.is(t, g-1, "planned"):
		out.weaken(graph.Planned)
	}
}

// argument: word i heads a noun phrase that is no predicate.
func argument(t *parse.Tree, i int) bool {
	switch syntax.Base(t, i) {
	case "nsubj", "obj", "iobj", "nmod":
		return !syntax.Verbal(t, i)
	}
	return false
}

// assertHead: where the verb over a noun says who acts ("rief zum Sturz auf"),
// what negates or weakens the verb holds for the act. A noun in a phrase of
// time is no part of what the verb says.
func (l *Language) assertHead(t *parse.Tree, i int, a *Assertion) {
	h := t.Word(i).Head
	if h < 0 || l.assert.class["adjunct"].Has(syntax.Preposition(t, i)) {
		return
	}
	c := &climb{a: l.assert, t: t, out: *a}
	if c.negated(h) {
		a.Polarity = graph.Denied
	}
	c.mood(h)
	switch {
	case c.unreal && len(a.Speakers) > 0:
		c.out.weaken(graph.Alleged) // "hätten im Auftrag Chinas spioniert, teilte X mit"
	case c.unreal:
		c.out.weaken(graph.Hypothetical)
	}
	a.weaken(c.out.Modality)
}

// step goes from word n to its head h. It reports whether the statement is
// still what h is about.
func (c *climb) step(n, h int, direct bool) bool {
	t := c.t
	rel := syntax.Rel(t, n)
	if w := c.contentNoun(n); w >= 0 && w != h {
		c.governor(n, w, direct, true) // and not h: "confirms X's suspicion that …"
		c.above(h, false)
		return false
	}
	switch base := syntax.Base(t, n); {
	case rel == "acl:relcl" || rel == "advcl:relcl" || (base == "acl" || base == "ccomp" && !syntax.Verbal(t, h)) && c.german() && relativeClause(t, n):
		// a relative clause stands by itself: only who speaks carries over
		c.marksAbove(h)
		c.inserted(h)
		return false
	case base == "advcl":
		if t.Lang() == "fr" && n < h && t.Child(n, "mark") < 0 && c.saying(h) && tagSubject(t, h) > h {
			c.governor(n, h, false, true) // "…, affirme la société"
		}
		if syntax.Preposition(t, n) != "" || t.Child(n, "mark") >= 0 && syntax.Is(t, t.Child(n, "mark"), "of", "for", "de", "d'", "zu", "pour") {
			c.governor(n, h, direct, true)
		}
		// "nothing allows to say that …": an infinitive is not free of its governor
		c.above(h, direct && t.Word(n).Feats.VerbForm().String() == "Inf" && t.Child(n, "mark") >= 0 && !c.a.is(t, t.Child(n, "mark"), "purpose"))
		return false
	case base == "conj":
		c.above(h, false)
		return direct
	case base == "parataxis":
		if n < h && c.saying(h) && tagSubject(t, h) >= 0 {
			c.governor(n, h, false, true) // "…, a déclaré l’Iran"
		}
		c.above(h, false)
		return false
	default:
		// what is said of "an attack" by an adjective or in the passive is said of it
		if c.german() && c.warned(n, h) {
			c.out.weaken(graph.Possible)
		}
		if base == "nsubj" && c.german() && !syntax.Verbal(t, n) && c.supposed(h) {
			c.out.weaken(graph.Hypothetical) // "ein Angriff wäre eine Katastrophe"
		}
		about := base == "nsubj" && (rel == "nsubj:pass" || syntax.Pos(t, h) == "ADJ" || syntax.Passive(t, h))
		if (base == "obl" || base == "nmod" && t.Lang() == "fr") && c.a.class["factive"].Has(syntax.Preposition(t, n)) {
			c.above(h, false) // "suspended its work after the attack"
			return false
		}
		complement := about || base == "ccomp" || base == "xcomp" || base == "csubj" || base == "acl" || base == "obl" || base == "obj" || base == "nmod"
		if base == "obl" && c.a.class["adjunct"].Has(syntax.Preposition(t, n)) {
			complement = false // "bei ihrem Besuch sagte sie Hilfe zu"
		}
		c.governor(n, h, direct && complement, base != "nsubj" || about)
		c.above(h, direct && (base == "ccomp" || base == "xcomp" || base == "obj") && !c.a.is(t, h, "factive"))
		return complement
	}
}

// relativeClause: a relative pronoun opens the German clause of word n, behind a comma
// or a preposition, and the noun is one that there is: who demands a government that
// threatens nobody tells of none.
func relativeClause(t *parse.Tree, n int) bool {
	if det := t.Child(t.Word(n).Head, "det"); det < 0 && syntax.Pos(t, t.Word(n).Head) == "NOUN" || det >= 0 && syntax.Is(t, det, "ein", "kein", "irgendein", "jeder") {
		return false
	}
	for _, c := range t.Children(n) {
		if c < n && syntax.Pos(t, c) == "PRON" && syntax.RelativePronoun(t, c) &&
			c > 0 && (syntax.Form(t, c-1) == "," || syntax.Pos(t, c-1) == "ADP") {
			return true
		}
	}
	return false
}

// contentNoun is the noun of saying, believing or proving right before the
// conjunction of clause n, whose content the clause is, wherever the parser tied
// it; -1 if there is none.
func (c *climb) contentNoun(n int) int {
	m := c.t.Child(n, "mark")
	if m < 1 || !syntax.Verbal(c.t, n) || !syntax.Is(c.t, m, "that", "dass", "daß", "que", "qu'", "qu’") {
		return -1
	}
	w := m - 1
	if w > 0 && c.t.Word(w).Form == "," {
		w--
	}
	if syntax.Pos(c.t, w) == "NOUN" && (c.saying(w) || c.a.is(c.t, w, "evidence")) {
		return w
	}
	return -1
}

// supposed: the predicate h is in the past subjunctive, or "würde".
func (c *climb) supposed(h int) bool {
	for _, x := range append(c.t.Aux(h), c.t.Child(h, "cop"), h) {
		if x < 0 {
			continue
		}
		f := c.t.Word(x).Feats
		if c.a.is(c.t, x, "modal_would") || f.Mood().String() == "Sub" && f.Tense().String() == "Past" && !syntax.LikeIndicative(c.t, x) {
			return true
		}
	}
	return false
}

// above reads what hangs on a word over the trigger.
func (c *climb) above(h int, complement bool) {
	if complement {
		if !c.persisting(h) && c.negated(h) {
			c.out.Polarity = graph.Denied
		}
		if !c.saying(h) {
			c.mood(h)
		}
	}
	c.marksAbove(h)
	c.inserted(h)
}

// persisting: two negations say that it is so: "n’a cessé de nier", "did not hesitate to accuse".
func (c *climb) persisting(h int) bool { return c.a.is(c.t, h, "persisting") }

func (c *climb) marksAbove(h int) {
	for _, d := range c.t.Children(h) {
		if b := syntax.Base(c.t, d); (b == "mark" || b == "advmod") && c.a.is(c.t, d, "if") {
			c.out.weaken(graph.Hypothetical)
		}
	}
}

// discussed: the gerund i tells what a talk or a vote is on: "opened talks on joining the EU".
func (c *climb) discussed(i int) bool {
	t := c.t
	m := t.Child(i, "mark", "case")
	return m > 0 && m < i && syntax.Is(t, m, "on", "about", "over", "toward", "towards") && c.a.is(t, m-1, "discussion") && syntax.Pos(t, m-1) == "NOUN"
}

// imagined: the sentence begins by asking one to imagine it: "Supposons que …",
// „Angenommen, …“, „Man stelle sich vor, …“.
func (c *climb) imagined() bool {
	for i := 0; i < min(3, c.t.Len()); i++ {
		if !c.a.is(c.t, i, "suppose") {
			continue
		}
		switch m := c.t.Word(i).Feats.Mood().String(); {
		case i == 0, m == "Imp", m == "Sub":
			return true
		}
	}
	return false
}

func (c *climb) saying(h int) bool {
	return c.a.is(c.t, h, "speech") || c.a.is(c.t, h, "claim") || c.a.is(c.t, h, "conclude") || c.a.is(c.t, h, "deny") || c.a.is(c.t, h, "belief")
}

// governor applies what the word h does to a statement, headed by n, that it governs.
func (c *climb) governor(n, h int, direct, argument bool) {
	if !argument {
		return
	}
	t := c.t
	switch {
	case c.a.is(t, h, "factive"):
	case c.a.is(t, h, "evidence") && !syntax.Verbal(t, h) && syntax.Verbal(t, n):
		c.presented(h)
	case c.act && (c.a.is(t, h, "deny") || c.a.is(t, h, "claim") || c.a.is(t, h, "speech") || c.a.is(t, h, "unmet")):
	case c.a.is(t, h, "deny"):
		c.out.Polarity = graph.Denied
		c.says(n, h, "deny")
	case c.a.is(t, h, "claim"):
		c.says(n, h, "claim")
		c.out.weaken(graph.Alleged)
	case c.a.is(t, h, "conclude"):
		c.says(n, h, "conclude")
	case c.a.is(t, h, "belief"):
		c.says(n, h, "belief")
		c.out.weaken(graph.Alleged)
	case c.a.is(t, h, "speech"):
		c.says(n, h, "speech")
		if c.german() && direct && bareInfinitive(t, n) {
			c.out.weaken(graph.Planned) // "kündigte an, den Botschafter einzubestellen"
		}
	case !direct:
	case c.proving(n, h):
	case c.nounBefore(n, h):
	case c.persisting(h) && c.negated(h):
	case c.a.is(t, h, "negative"), c.a.is(t, h, "forbid") && syntax.Verbal(t, n):
		c.out.Polarity = graph.Denied
	case c.a.is(t, h, "planned") && syntax.Pos(t, h) == "ADJ" && t.Lang() == "en" && syntax.Finite(t, n) && t.Child(n, "mark") >= 0:
		c.out.weaken(graph.Alleged) // "likely that X was responsible"
	case c.a.is(t, h, "planned") && !causal(t, h):
		c.out.weaken(graph.Planned)
	case c.a.is(t, h, "ask"):
		c.out.weaken(graph.Asked)
	case c.a.is(t, h, "possible"):
		c.out.weaken(graph.Possible)
	}
}

// nounBefore: a noun between the verb h and its infinitive n says how the act
// is held, where the tree hangs both on the verb: "être sur le point de rompre".
func (c *climb) nounBefore(n, h int) bool {
	t := c.t
	k := syntax.VerbGroup(t, n) - 1
	for k > h && t.Word(k).Head == n {
		k--
	}
	if k <= h || t.Word(k).Head != h || syntax.Pos(t, k) != "NOUN" || !syntax.Verbal(t, n) {
		return false
	}
	switch {
	case c.a.is(t, k, "negative"):
		c.out.Polarity = graph.Denied
	case c.a.is(t, k, "planned"):
		c.out.weaken(graph.Planned)
	case c.a.is(t, k, "possible"):
		c.out.weaken(graph.Possible)
	default:
		return false
	}
	return true
}

// causal: "due to the flood" names a cause, "due to meet" a plan.
func causal(t *parse.Tree, h int) bool {
	if t.Lang() != "en" || h+2 >= t.Len() || syntax.Form(t, h) != "due" || syntax.Form(t, h+1) != "to" {
		return false
	}
	p := syntax.Pos(t, h+2)
	return p == "DET" || p == "PROPN" || p == "NOUN" || p == "PRON" || p == "ADJ"
}

// bareInfinitive: an infinitive with no auxiliary: what is still to be done.
func bareInfinitive(t *parse.Tree, n int) bool {
	return t.Word(n).Feats.VerbForm().String() == "Inf" && len(t.Aux(n)) == 0 && syntax.Verbal(t, n)
}
