package relation

import (
	"sort"
	"strings"

	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// assertion is one language's words for how things are said: assertion.yaml.
// Each class is a set of lemmas or forms of verbs, nouns, adjectives, adverbs.
type assertion struct {
	class map[string]*syntax.Words
	// phrases of confidence, as lower-case forms
	confidence [][]string
}

// The classes of assertion.yaml, and what a word of each does to a statement
// that it governs (cf. FactBank, Saurí & Pustejovsky 2009).
var assertionClasses = map[string]string{
	"speech":       "says so: the subject is the speaker",
	"claim":        "says so, unproved: the subject is the speaker, the statement alleged",
	"belief":       "holds it to be so, to himself: the speaker, the statement alleged, nobody accused",
	"conclude":     "has found so: the subject is the speaker, the statement alleged, an attribution",
	"deny":         "says it is not so",
	"planned":      "wants, plans, promises, demands it",
	"negative":     "it did not happen: fail, refuse, prevent",
	"persisting":   "negative, but negated they say that it did happen: has not ceased to, did not hesitate to",
	"forbid":       "it did not happen, where a verb says it: \"verbot ihm, zu liefern\", not \"verbot ihm die Einreise\"",
	"possible":     "may be so",
	"ask":          "asks whether",
	"factive":      "takes it for a fact: after, because, confirm",
	"means":        "with a purpose that was carried out: use, hire",
	"modal_would":  "auxiliaries: hypothetical",
	"modal_may":    "auxiliaries: possible",
	"modal_will":   "auxiliaries: planned",
	"if":           "conjunctions: hypothetical",
	"purpose":      "conjunctions: planned",
	"negator":      "words that negate a clause or noun",
	"neither":      "the first word of a pair that negates: neither",
	"nor":          "the second, where it means something else without the first: German noch",
	"hedge":        "adverbs and adjectives: alleged",
	"future":       "adjectives: planned",
	"according_to": "prepositions that name the speaker",
	"account":      "nouns: by whose account it is so",
	"fiction":      "nouns for made-up stories: what happens in them did not happen",
	"evidence":     "nouns for what proves a statement: whoever presents it holds it",
	"unmet":        "what one does to a demand that was made: refuse, ignore",
	"adjunct":      "prepositions of phrases that the verb's negation and mood do not reach: after, during",
	"reported":     "adverbs and phrases that say that it is only reported",
}

// Assertion is how a statement is held.
type Assertion struct {
	Polarity   string
	Modality   string
	Speakers   []int  // words that head the speakers, outermost first
	Class      string // of the word by which the innermost speaker says it: speech, claim, conclude, deny, according_to
	Reported   bool   // in the mood of reported speech, with no speaker in the sentence
	Confidence string
}

// rank orders modalities: a statement is held no more firmly than the weakest of what governs it.
var rank = map[string]int{graph.Factual: 0, graph.Alleged: 1, graph.Possible: 2, graph.Planned: 3, graph.Asked: 4, graph.Hypothetical: 5}

func (a *Assertion) weaken(m string) {
	if rank[m] > rank[a.Modality] {
		a.Modality = m
	}
}

// apply lets a frame say how firm its statement is: "factual" says that the
// plan is the deed (to promise support is to support), others weaken it.
func (a *Assertion) apply(modality string) {
	switch {
	case modality == "factual" && a.Modality == graph.Planned:
		a.Modality = graph.Factual
	case modality != "factual":
		a.weaken(modality)
	}
}

func (l *loader) assertion(name string) {
	n := l.read(name)
	a := &assertion{class: map[string]*syntax.Words{}}
	l.out.assert = a
	if n == nil {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		var words []string
		if err := v.Decode(&words); err != nil {
			l.diags.Add(name, v.Line, v.Column, "write [word, word]", "%s: %v", k.Value, err)
			continue
		}
		if k.Value == "confidence" {
			for _, w := range words {
				phrase := strings.Fields(strings.ToLower(w))
				if len(phrase) == 0 {
					l.diags.Add(name, v.Line, v.Column, "leave it out", "confidence: an empty phrase")
					continue
				}
				a.confidence = append(a.confidence, phrase)
			}
			continue
		}
		if assertionClasses[k.Value] == "" {
			l.diags.Add(name, k.Line, k.Column, "see the head of the file for the classes", "unknown class %q", k.Value)
			continue
		}
		set, err := syntax.ReadWords(words, l.out.Lists)
		if err != nil {
			l.diags.Add(name, k.Line, k.Column, "define the list in lists.yaml", "%s: %v", k.Value, err)
		}
		a.class[k.Value] = set
	}
	// the longest phrase wins
	sort.SliceStable(a.confidence, func(i, j int) bool { return len(a.confidence[i]) > len(a.confidence[j]) })
	for c := range assertionClasses {
		if a.class[c] == nil && c != "account" && c != "adjunct" && c != "unmet" && c != "forbid" && c != "neither" && c != "nor" {
			l.diags.Add(name, 1, 1, "add it, be it as an empty list", "class %q is missing: %s", c, assertionClasses[c])
		}
	}
}

func (a *assertion) is(t *parse.Tree, i int, class string) bool {
	return i >= 0 && a.class[class].Match(t, i)
}

// climb is one walk from a trigger to the root of its sentence.
type climb struct {
	a   *assertion
	t   *parse.Tree
	out Assertion
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
	c := &climb{a: l.assert, t: t}
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
	if len(c.out.Speakers) == 0 {
		c.framed()
	}
	if len(c.out.Speakers) == 0 && c.out.Reported {
		c.overheard(i)
	}
	if c.invented(i) {
		c.out.weaken(graph.Hypothetical)
	}
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
	if c.unreal {
		c.out.weaken(graph.Hypothetical)
	}
	a.weaken(c.out.Modality)
}

func lastMark(t *parse.Tree) string {
	for i := t.Len() - 1; i >= 0 && i > t.Len()-4; i-- {
		f := t.Word(i).Form
		if f == "?" || f == "!" || f == "." {
			return f
		}
	}
	return ""
}

// own looks at the words that hang on the trigger itself.
func (c *climb) own(i int) {
	t := c.t
	if c.negated(i) {
		c.out.Polarity = graph.Denied
	}
	c.mood(i)
	for _, d := range t.Children(i) {
		switch {
		case c.a.is(t, d, "hedge") && dependentModifier(t, d):
			c.out.weaken(graph.Alleged)
		case c.a.is(t, d, "future") && dependentModifier(t, d):
			c.out.weaken(graph.Planned)
		case c.a.is(t, d, "possible") && dependentModifier(t, d):
			c.out.weaken(graph.Possible)
		}
	}
	c.marks(i)
	c.inserted(i)
}

func dependentModifier(t *parse.Tree, d int) bool {
	switch syntax.Base(t, d) {
	case "amod", "advmod", "det", "obl", "acl", "compound":
		return true
	}
	return false
}

// constituent: the only negation on word i is French "non", which negates the
// word behind it ("persona non grata"), or "pas seulement", which does not negate.
func (c *climb) constituent(i int) bool {
	if c.t.Lang() != "fr" {
		return false
	}
	for k := i + 1; k < c.t.Len() && k < i+4; k++ {
		if syntax.Is(c.t, k, "seulement", "uniquement") && syntax.Is(c.t, k-1, "pas", "plus") {
			return true // "ne condamne pas seulement"
		}
	}
	if onlyBut(c.t, i) {
		return true
	}
	found := false
	for _, d := range c.t.Children(i) {
		b := syntax.Base(c.t, d)
		if b != "advmod" && b != "det" {
			continue
		}
		if syntax.Form(c.t, d) == "non" {
			found = true
		} else if c.t.Word(d).Feats.Polarity().String() == "Neg" || c.a.is(c.t, d, "negator") {
			return false
		}
	}
	return found
}

// onlyBut: "ne … que" restricts and does not negate: "n’est que la façade de X".
func onlyBut(t *parse.Tree, i int) bool {
	ne := t.Child(i, "advmod", "expl")
	if t.Lang() != "fr" || ne < 0 || !syntax.Is(t, ne, "ne", "n'", "n’") {
		return false
	}
	for k := ne + 1; k < t.Len() && k < ne+6; k++ {
		switch {
		case syntax.Is(t, k, "pas", "plus", "jamais", "aucun", "rien", "personne", "point", "guère", "nul", "ni"):
			return false
		case syntax.Is(t, k, "que", "qu'", "qu’"):
			return k+1 < t.Len() && syntax.Pos(t, k+1) != "PRON"
		case k != i && syntax.Pos(t, k) != "AUX":
			return false // "ne permet d’affirmer que …"
		}
	}
	return false
}

func (c *climb) negated(i int) bool {
	if c.constituent(i) {
		return false
	}
	if c.t.Negated(i) || c.german() && c.negatedInClause(i) {
		return true
	}
	for _, d := range c.t.Children(i) {
		b := syntax.Base(c.t, d)
		if b == "advmod" && c.noneOf(d) { // "no longer"
			return true
		}
		if (b == "advmod" || b == "det" || b == "cc" || b == "case" || b == "mark") && c.a.is(c.t, d, "negator") || c.nor(d) {
			return true
		}
		if (b == "nsubj" || b == "obj") && c.noneOf(d) {
			return true
		}
	}
	return false
}

// negatedInClause: in German "nicht" stands anywhere before the end of the
// verbal bracket, and the parser hangs it on what is next to it.
func (c *climb) negatedInClause(i int) bool {
	if !syntax.Verbal(c.t, i) && !syntax.FiniteForm(c.t, i) {
		return false
	}
	first, last := syntax.ClauseOf(c.t, i)
	for k := first; k < last; k++ {
		if syntax.Is(c.t, k, "nicht", "nie", "niemals", "keinesfalls", "keineswegs") && !(k+1 < last && syntax.Is(c.t, k+1, "nur", "zuletzt")) {
			return true
		}
	}
	return false
}

// nor reports whether word d is the second of a pair such as "weder … noch".
func (c *climb) nor(d int) bool {
	if !c.a.is(c.t, d, "nor") {
		return false
	}
	for k := d - 1; k >= 0; k-- {
		if c.a.is(c.t, k, "neither") {
			return true
		}
	}
	return false
}

// noneOf reports whether the noun has a determiner that says there is none.
func (c *climb) noneOf(n int) bool {
	if c.a.is(c.t, n, "negator") {
		return true
	}
	for _, d := range c.t.Children(n) {
		if b := syntax.Base(c.t, d); (b == "det" || b == "advmod") && c.a.is(c.t, d, "negator") || b == "cc" && c.a.is(c.t, d, "neither") {
			return true
		}
	}
	return false
}

// mood reads auxiliaries and verb forms of the clause that word i heads.
func (c *climb) mood(i int) {
	t := c.t
	for _, x := range t.Children(i) {
		if c.bound(i, x) {
			c.out.weaken(graph.Planned)
		}
	}
	heads := append([]int{i}, t.Aux(i)...)
	if cop := t.Child(i, "cop"); cop >= 0 && c.german() {
		heads = append(heads, cop) // "sei haltlos"
	}
	for _, x := range heads {
		if syntax.Rel(t, x) == "aux:pass" && syntax.Rel(t, i) != "aux:pass" && t.Word(x).Feats.Mood().String() != "Cnd" {
			continue // "wurde angegriffen": the auxiliary of the passive plans nothing
		}
		f := t.Word(x).Feats
		mood, tense := f.Mood().String(), f.Tense().String()
		switch {
		case x != i && c.a.is(t, x, "modal_would") && c.backshifted(i):
			c.out.weaken(graph.Planned)
		case x != i && c.a.is(t, x, "modal_would"):
			c.out.weaken(graph.Hypothetical)
		case x != i && c.a.is(t, x, "modal_may"):
			c.out.weaken(graph.Possible)
		case x != i && c.hearsay(i, x):
			c.out.weaken(graph.Alleged)
			c.out.Reported = true
		case x != i && c.a.is(t, x, "modal_will"):
			c.out.weaken(graph.Planned)
		case mood == "Cnd" && x != i: // "aurait attaqué": the press's conditional of hearsay
			c.out.weaken(graph.Alleged)
			c.out.Reported = true
		case mood == "Cnd":
			c.out.weaken(graph.Hypothetical)
		case mood == "Sub" && c.german() && tense != "Past":
			c.out.Reported = true
			c.out.weaken(graph.Alleged)
		case mood == "Sub" && c.german() && !syntax.LikeIndicative(t, x):
			c.unreal = true
		case tense == "Fut":
			c.out.weaken(graph.Planned)
		}
	}
}

// hearsay: "soll … gearbeitet haben": with a perfect infinitive the German
// modal says that it is reported, or claimed by its subject ("will … haben").
func (c *climb) hearsay(i, modal int) bool {
	t := c.t
	if !c.german() || !syntax.Is(t, modal, "sollen", "wollen", "soll", "will") || t.Word(modal).Feats.Mood().String() == "Sub" {
		return false
	}
	for _, x := range t.Aux(i) {
		if x > i && syntax.Is(t, x, "haben", "sein", "worden") && t.Word(x).Form != "sind" {
			return true
		}
	}
	return false
}

// bound: "is to meet": what one is to do is planned.
func (c *climb) bound(i, aux int) bool {
	return syntax.Is(c.t, aux, "be") && aux+1 < c.t.Len() && syntax.Is(c.t, aux+1, "to") && aux < i
}

// backshifted: in "said that Belarus would be held to account" the speaker
// said "will": behind a verb of saying in the past "would" is the future.
func (c *climb) backshifted(i int) bool {
	h := c.t.Word(i).Head
	return h >= 0 && syntax.Base(c.t, i) == "ccomp" && c.a.is(c.t, h, "speech") && c.t.Word(h).Feats.Tense().String() == "Past"
}

// german: only there is the subjunctive the mood of reported speech.
func (c *climb) german() bool { return c.a.class["reported"].Has("konjunktiv") }

// marks reads conjunctions and purpose clauses at word i.
func (c *climb) marks(i int) {
	for _, d := range c.t.Children(i) {
		b := syntax.Base(c.t, d)
		if b != "mark" && b != "advmod" && b != "case" {
			continue
		}
		switch {
		case c.a.is(c.t, d, "if"):
			c.out.weaken(graph.Hypothetical)
		case b == "mark" && c.a.is(c.t, d, "purpose") && c.purposive(i):
			c.out.weaken(graph.Planned)
		}
	}
}

// purposive: "did A to do B" leaves B open, unless A is a means that worked.
func (c *climb) purposive(i int) bool {
	h := c.t.Word(i).Head
	if h >= 0 && syntax.Passive(c.t, h) && (c.a.is(c.t, h, "conclude") || c.a.is(c.t, h, "claim") || c.a.is(c.t, h, "speech")) {
		return false // "is believed to be hiding"
	}
	if h >= 0 && c.t.Lang() == "en" && syntax.Is(c.t, h, "first", "last", "latest", "only", "earliest") {
		return false // "was among the first to link the attack to X"
	}
	if c.t.Lang() == "fr" && syntax.PerfectInfinitive(c.t, i) {
		return false // "condamné pour avoir livré des armes"
	}
	return syntax.Base(c.t, i) == "advcl" && (h < 0 || !c.a.is(c.t, h, "means"))
}

// inserted finds who says so in words that hang on i: "…, said X", "according to X".
func (c *climb) inserted(i int) {
	t := c.t
	for _, d := range t.Children(i) {
		switch syntax.Base(t, d) {
		case "parataxis", "ccomp", "dep", "discourse":
			c.quoteTag(i, d)
		case "advcl", "conj", "xcomp":
			if invertedTag(t, i, d) {
				c.quoteTag(i, d)
			} else if s := believed(t, d); s >= 0 {
				c.speaker(s, "according_to")
			}
		case "obl", "nmod", "advmod", "nsubj", "dislocated":
			p := syntax.Preposition(t, d)
			if c.account(d, p) {
				continue
			}
			if p != "" && c.a.class["according_to"].Has(p) {
				c.speaker(d, "according_to")
			} else if c.a.is(t, d, "reported") {
				c.out.weaken(graph.Alleged)
			}
		}
	}
}

// framed finds the one "according to X" that opens or closes the sentence,
// wherever the parser hung it: it holds for all of it.
func (c *climb) framed() {
	t, found := c.t, -1
	for w := 0; w < t.Len(); w++ {
		p := syntax.Preposition(t, w)
		if p == "" || !c.a.class["according_to"].Has(p) {
			continue
		}
		if found >= 0 {
			return
		}
		found = w
	}
	if found < 0 {
		return
	}
	first, last := t.Subtree(found)
	closes := last >= t.Len()-2 && first > 0 && syntax.Pos(t, first-1) == "PUNCT"
	if first <= 1 || closes {
		if !c.account(found, syntax.Preposition(t, found)) {
			c.speaker(found, "according_to")
		}
	}
}

// overheard: in the mood of reported speech, where the parser did not tie what
// is said to who says it: the one who says something before, in this sentence.
func (c *climb) overheard(i int) {
	who, class := -1, ""
	for v := 0; v < i; v++ {
		if !syntax.Verbal(c.t, v) || !c.saying(v) {
			continue
		}
		s := syntax.Own(c.t, v)
		if s < 0 || s == who {
			continue
		}
		if who >= 0 {
			return // which of them?
		}
		who = s
		for _, k := range []string{"speech", "claim", "conclude", "deny"} {
			if class == "" && c.a.is(c.t, v, k) {
				class = k
			}
		}
	}
	if who >= 0 && who < i && class != "deny" {
		c.speaker(who, class)
	}
}

// account reads "nach Angaben Teherans", "laut einem Bericht von X": the
// speaker is whose account it is.
func (c *climb) account(d int, prep string) bool {
	if !c.a.is(c.t, d, "account") || prep != "" && !c.a.class["according_to"].Has(prep) && !syntax.Is(c.t, c.t.Child(d, "case"), "nach", "in", "aus", "according", "by", "d'après", "aux", "à") {
		return false
	}
	for _, k := range c.t.Children(d) {
		b := syntax.Base(c.t, k)
		p := syntax.Preposition(c.t, k)
		if syntax.Genitive(c.t, k) || b == "amod" || b == "nmod" && (p == "von" || p == "aus" || p == "of" || p == "de" || p == "from" || p == "by") {
			c.speaker(k, "according_to")
			return true
		}
	}
	if g := syntax.GenitiveOf(c.t, d); len(g) > 0 {
		c.speaker(g[0], "according_to")
	}
	c.out.weaken(graph.Alleged)
	return true
}

// quoteTag reads a clause of saying that stands beside what is said.
func (c *climb) quoteTag(i, d int) {
	if syntax.Base(c.t, d) == "ccomp" && d < i {
		return
	}
	if first, _ := c.t.Subtree(d); c.t.Word(first).Form == ";" || first > 0 && c.t.Word(first-1).Form == ";" {
		return // a clause of its own
	}
	for _, class := range []string{"speech", "claim", "conclude"} {
		if c.a.is(c.t, d, class) {
			if s := tagSubject(c.t, d); s >= 0 {
				c.speaker(s, class)
				return
			}
		}
	}
}

// believed is whom one believes in "à en croire X", -1 in any other clause.
func believed(t *parse.Tree, d int) int {
	if t.Lang() != "fr" || syntax.Lemma(t, d) != "croire" || d < 2 || syntax.Form(t, d-1) != "en" || syntax.Form(t, d-2) != "à" {
		return -1
	}
	return t.Child(d, "obj")
}

// invertedTag: clause d stands behind i, unconnected, with its subject behind
// the verb: "…, ont annoncé les autorités".
func invertedTag(t *parse.Tree, i, d int) bool {
	if t.Lang() == "en" || d < i || t.Child(d, "mark", "cc") >= 0 {
		return false
	}
	first := d
	for _, a := range t.Aux(d) {
		first = min(first, a)
	}
	for _, k := range t.Children(d) {
		if k < d && syntax.Base(t, k) == "expl" { // "s’est insurgé"
			first = min(first, k)
		}
	}
	return first > 0 && syntax.Pos(t, first-1) == "PUNCT" && tagSubject(t, d) > d
}

// tagSubject is who speaks in a tag behind the quotation: its subject, or,
// where the order is turned round ("…, a assuré le ministre"), what follows it.
func tagSubject(t *parse.Tree, d int) int {
	if s := hearsay(t, d); s >= 0 {
		return s
	}
	if s := syntax.Own(t, d); s >= 0 {
		return s
	}
	for _, k := range t.Children(d) {
		if b := syntax.Base(t, k); k > d && (b == "obj" || b == "obl" || b == "iobj") && syntax.Preposition(t, k) == "" {
			return k
		}
	}
	return -1
}

// hearsay is whence it was heard in German: "…, hieß es in Moskau", "…,
// verlautete aus Diplomatenkreisen"; -1 in any other clause.
func hearsay(t *parse.Tree, d int) int {
	if t.Lang() != "de" || !syntax.Is(t, d, "heißen", "verlauten") {
		return -1
	}
	for _, k := range t.Children(d) {
		if p := syntax.Preposition(t, k); k > d && (p == "aus" || p == "in" || p == "von" || p == "seitens") {
			return k
		}
	}
	return -1
}

func (c *climb) speaker(w int, class string) {
	for _, s := range c.out.Speakers {
		if s == w {
			return
		}
	}
	c.out.Speakers = append([]int{w}, c.out.Speakers...)
	if c.out.Class == "" {
		c.out.Class = class
	}
	if class != "speech" {
		c.out.weaken(graph.Alleged)
	}
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
	case rel == "acl:relcl" || rel == "advcl:relcl" || base == "acl" && c.german() && relativeClause(t, n):
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

// relatives are the forms of the German relative pronoun.
var relatives = map[string]bool{"der": true, "die": true, "das": true, "dem": true, "den": true, "deren": true, "dessen": true, "denen": true, "welcher": true, "welche": true, "welches": true, "welchem": true, "welchen": true}

// relativeClause: a relative pronoun opens the German clause of word n, behind a comma
// or a preposition.
func relativeClause(t *parse.Tree, n int) bool {
	for _, c := range t.Children(n) {
		if c < n && syntax.Pos(t, c) == "PRON" && relatives[syntax.Form(t, c)] &&
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

func (c *climb) says(n, h int, class string) {
	var who []int
	if syntax.Verbal(c.t, h) {
		who = syntax.Subjects(c.t, h)
		if s := tagSubject(c.t, h); len(who) == 0 && n < h && s > h {
			who = []int{s} // "« … », a déclaré l’Iran"
		}
	} else if p := syntax.Maker(c.t, h); p >= 0 {
		who = []int{p}
	}
	for _, w := range who {
		c.speaker(w, class)
	}
}

// confidence finds the first phrase such as "with moderate confidence".
func (c *climb) confidence() string {
	t := c.t
	for i := range t.Len() {
		first := syntax.Form(t, i)
	next:
		for _, p := range c.a.confidence {
			if p[0] != first || i+len(p) > t.Len() {
				continue
			}
			for k, w := range p {
				if syntax.Form(t, i+k) != w {
					continue next
				}
			}
			return strings.Join(p, " ")
		}
	}
	return ""
}
