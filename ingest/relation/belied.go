package relation

import (
	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// belied: the sentence calls the clause of word i untrue: "It is false that …", „Dass
// …, nannte X eine Lüge“, „Berichte, wonach …, seien erfunden“.
func (c *climb) belied(i int) bool {
	t := c.t
	if c.a.class["untrue"] == nil || !syntax.Verbal(t, i) && !syntax.FiniteForm(t, i) {
		return false
	}
	first, last := syntax.ClauseOf(t, i)
	if !c.content(first, last) {
		return false
	}
	for w := 0; w < t.Len(); w++ {
		if (w < first || w >= last) && c.a.is(t, w, "untrue") && !c.denying(w) && (reaches(t, w, first) || reaches(t, last, w)) {
			return true
		}
	}
	return false
}

// content: the clause from first to last is what is said or believed: a conjunction
// opens it, or, in the subjunctive, a noun for what is said stands before it.
func (c *climb) content(first, last int) bool {
	t := c.t
	if first > 0 && syntax.Is(t, first-1, "dass", "daß", "wonach") || first < last && syntax.Is(t, first, "wonach", "dass", "daß") {
		return true
	}
	if first < 2 || t.Word(first-1).Form != "," {
		return false
	}
	n := first - 2
	if syntax.Pos(t, n) != "NOUN" || !c.saying(n) && !c.a.is(t, n, "evidence") && !c.a.is(t, n, "account") {
		return false
	}
	for k := first; k < last; k++ {
		if t.Word(k).Feats.Mood().String() == "Sub" {
			return true
		}
	}
	return false
}

// denying: what calls it untrue is negated itself.
func (c *climb) denying(w int) bool {
	h := c.t.Word(w).Head
	return c.negated(w) || h >= 0 && c.negated(h)
}

// reaches: between words a and b stand no further clause but that of who says so, and
// no end of a clause.
func reaches(t *parse.Tree, a, b int) bool {
	marks := 0
	for k := a; k < b && k < t.Len(); k++ {
		switch f := t.Word(k).Form; f {
		case ",":
			marks++
		case ";", ":", "–":
			return false
		}
	}
	return a <= b && marks <= 1
}

// warned: what somebody is warned of may come to pass, if it is not the one that is
// known ("warnte vor einem Angriff"); so may an attack that threatens ("es drohen Angriffe").
func (c *climb) warned(n, h int) bool {
	t := c.t
	if syntax.Verbal(t, n) || !syntax.Verbal(t, h) {
		return false
	}
	if syntax.Base(t, n) == "nsubj" {
		return n == c.start && syntax.Is(t, h, "drohen")
	}
	if !syntax.Is(t, h, "warnen", "gewarnt") || syntax.Preposition(t, n) != "vor" {
		return false
	}
	det := t.Child(n, "det")
	return det < 0 || syntax.Is(t, det, "ein", "weiter", "möglich")
}

// stateOf: "soll sich in X aufhalten": what lasts is no plan, the modal tells of hearsay.
func (c *climb) stateOf(i, modal int) bool {
	t := c.t
	return c.german() && syntax.Is(t, modal, "sollen", "soll") && t.Word(modal).Feats.Mood().String() != "Sub" &&
		c.a.is(t, i, "state") && !c.plannedFor(i)
}

// plannedFor: a word says that it is still to come.
func (c *climb) plannedFor(i int) bool {
	for _, d := range c.t.Children(i) {
		if syntax.Is(c.t, d, "künftig", "bald", "demnächst", "nun", "weiterhin", "weiter", "ab", "dort", "wieder", "morgen") || syntax.Preposition(c.t, d) == "ab" {
			return true
		}
	}
	return false
}

// belie marks what the sentence calls untrue as denied.
func (c *climb) belie(i int) {
	if c.belied(i) {
		c.out.Polarity = graph.Denied
	}
}
