package relation

import (
	"strings"

	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

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
