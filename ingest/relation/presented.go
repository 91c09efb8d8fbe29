package relation

import (
	"kg/graph"
	"kg/ingest/syntax"
)

// presented finds who holds what a piece of evidence says: whose it is, else
// whoever presents it. An inquiry or a report that yields it is whosever it is.
func (c *climb) presented(h int) {
	if who := c.holders(h, 0); len(who) > 0 {
		for _, w := range who {
			c.speaker(w, "conclude")
		}
		return
	}
	c.out.weaken(graph.Alleged)
}

// proving: the verb h over clause n says what an inquiry or its results say
// ("an inquiry which proves that …"): whoever presents them holds it.
func (c *climb) proving(n, h int) bool {
	if syntax.Base(c.t, n) != "ccomp" || !syntax.Verbal(c.t, h) {
		return false
	}
	for _, s := range syntax.Subjects(c.t, h) {
		if c.text(s) {
			c.presented(s)
			return true
		}
	}
	return false
}

// maxHolders bounds how many texts are looked through ("presented the results
// of an inquiry that yields evidence that …").
const maxHolders = 4

func (c *climb) holders(n, depth int) []int {
	t := c.t
	if depth > maxHolders {
		return nil
	}
	if p := syntax.Maker(t, n); p >= 0 && !c.text(p) {
		return []int{p}
	}
	h := t.Word(n).Head
	if h < 0 {
		return nil
	}
	if !syntax.Verbal(t, h) { // "the results of an inquiry"
		if b := syntax.Base(t, n); b == "nmod" || b == "appos" || b == "conj" {
			return c.holders(h, depth+1)
		}
		return nil
	}
	if b := syntax.Base(t, n); b == "nsubj" && !syntax.Passive(t, h) {
		return nil
	}
	var out []int
	for _, s := range syntax.Subjects(t, h) {
		if s == n {
			continue
		}
		if c.text(s) {
			out = append(out, c.holders(s, depth+1)...)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// text: the word names an inquiry or what it finds, not who made it.
func (c *climb) text(i int) bool { return c.a.is(c.t, i, "evidence") }

// invented: the statement is told as part of a made-up story: "in the novel X
// …", "a film in which …", "the series tells how …".
func (c *climb) invented(i int) bool {
	t := c.t
	for n, k := i, 0; k < 16; k++ {
		h := t.Word(n).Head
		if h < 0 {
			break
		}
		if c.story(h) && (syntax.Base(t, n) == "acl" || syntax.Base(t, n) == "appos" || syntax.Base(t, n) == "parataxis") {
			return true
		}
		if syntax.Base(t, n) == "parataxis" && c.parted(min(n, h), max(n, h)) {
			break // "la série imagine … ; son producteur dirige …"
		}
		if syntax.Verbal(t, h) && syntax.Base(t, n) != "conj" && c.teller(h) {
			return true
		}
		n = h
	}
	return c.setting(i) || c.staged(i)
}

// staged: a relative clause right behind a made-up story, or its title, tells what
// happens in it: "der Film „Grenzland“, in dem …".
func (c *climb) staged(i int) bool {
	t := c.t
	first, last := syntax.ClauseOf(t, i)
	opens := first
	if opens < last && syntax.Pos(t, opens) == "ADP" {
		opens++
	}
	if first < 2 || opens >= last || t.Word(first-1).Form != "," || !syntax.RelativePronoun(t, opens) {
		return false
	}
	k := first - 2
	if quotes[t.Word(k).Form] {
		for k--; k > 0 && !quotes[t.Word(k).Form]; k-- {
		}
		k--
	}
	return k >= 0 && c.story(k)
}

var quotes = map[string]bool{"„": true, "“": true, "\"": true, "«": true, "»": true, "”": true}

// parted: a semicolon stands between two words.
func (c *climb) parted(first, last int) bool {
	for i := first + 1; i < last; i++ {
		if c.t.Word(i).Form == ";" {
			return true
		}
	}
	return false
}

// teller: the subject of verb h is a made-up story.
func (c *climb) teller(h int) bool {
	s := c.t.Child(h, "nsubj")
	return s >= 0 && c.story(s)
}

// story: word i is a made-up story: not the series of "a series of attacks".
func (c *climb) story(i int) bool {
	if !c.a.is(c.t, i, "fiction") {
		return false
	}
	for _, d := range c.t.Children(i) {
		if d > i && syntax.Base(c.t, d) == "nmod" && syntax.Pos(c.t, d) != "PROPN" && !quotes[c.t.Word(i+1).Form] {
			return false
		}
	}
	return true
}

// setting: the sentence begins in a made-up story: "In the novel X, …".
func (c *climb) setting(i int) bool {
	t := c.t
	for w := 0; w < i && w < 6; w++ {
		if !c.story(w) {
			continue
		}
		if p := syntax.Form(t, 0); p == "in" || p == "im" || p == "dans" {
			return true
		}
	}
	return false
}
