package relation

import (
	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

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
		if (b == "nsubj" || b == "obj" || b == "obl" && c.german() && d != i) && c.noneOf(d) {
			return true // "zu keinem Zeitpunkt"
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
		case x != i && (c.reportedByModal(i, x) || c.stateOf(i, x)):
			c.out.weaken(graph.Alleged)
			c.out.Reported = true
		case x != i && c.a.is(t, x, "modal_will"):
			c.out.weaken(graph.Planned)
		case mood == "Cnd" && x != i: // "aurait attaqué": the press's conditional of hearsay
			c.out.weaken(graph.Alleged)
			c.out.Reported = true
		case mood == "Cnd" && c.hearsay(i):
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

// hearsay: a French verb for what lasts stands in the conditional in a clause of its own, without a condition: "X vivrait en Iran".
func (c *climb) hearsay(i int) bool {
	if c.t.Lang() != "fr" || !c.a.is(c.t, i, "state") || syntax.Base(c.t, i) == "ccomp" || syntax.Base(c.t, i) == "advcl" {
		return false
	}
	for _, k := range c.t.Children(i) {
		if syntax.Base(c.t, k) == "advcl" {
			return false // "s'il le pouvait"
		}
	}
	return true
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
	if h >= 0 && c.t.Lang() == "en" && syntax.Is(c.t, i, "join", "form", "found", "rejoin") && syntax.Is(c.t, h, "leave", "quit", "desert", "abandon", "break", "defect", "split", "resign") {
		return false // "left the party to join its rival"
	}
	if c.t.Lang() == "fr" && syntax.PerfectInfinitive(c.t, i) {
		return false // "condamné pour avoir livré des armes"
	}
	return syntax.Base(c.t, i) == "advcl" && (h < 0 || !c.a.is(c.t, h, "means"))
}

// reportedByModal: "soll … gearbeitet haben": with a perfect infinitive the German
// modal says that it is reported, or claimed by its subject ("will … haben").
func (c *climb) reportedByModal(i, modal int) bool {
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
