package syntax

import (
	"slices"
	"strings"

	"kg/ingest/parse"
)

// Topological fields of the German clause (Drach 1937; Höhle 1986): in a main
// clause one phrase stands before the finite verb (Vorfeld), the others
// between it and the end of the verbal bracket (Mittelfeld). They need no
// tree, only tags, and so hold where a tree fails.

// Vorfeld gives the head of the bare noun phrase that stands directly before
// the finite verb of the clause of verb v, in a subordinate clause that of the
// first bare noun phrase; nil if another kind of phrase stands there.
func Vorfeld(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	if c.finite < 0 || Passive(t, v) {
		return nil
	}
	if c.verbFinal {
		// "…, dass das Land gestern seine Beziehungen abgebrochen hat": the
		// first bare phrase is the subject
		for _, p := range c.phrases {
			if p.bare() {
				return []int{p.head}
			}
		}
		return nil
	}
	if p := c.vorfeld(); p != nil && p.bare() {
		return Coordinated(t, p.head)
	}
	return nil
}

// Mittelfeld gives the heads of the bare noun phrases behind the finite verb
// of the clause of verb v, in surface order.
func Mittelfeld(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	if c.finite < 0 {
		return nil
	}
	var out []int
	first := true
	for _, p := range c.phrases {
		if !p.bare() || p.cases == genitive || !c.verbFinal && p.first < c.finite {
			continue
		}
		if c.verbFinal && first { // the subject
			first = false
			continue
		}
		out = append(out, p.head)
	}
	return out
}

// fieldSubject gives who does what verb v says.
func fieldSubject(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	switch {
	case c.attribute >= 0 && (ActiveParticiple(Form(t, v)) != "" || perfectWithSein(t, v)):
		return []int{c.attribute}
	case c.attribute >= 0:
		return c.prepositional([]string{"von", "durch"})
	case Passive(t, v):
		return slices.DeleteFunc(c.prepositional([]string{"von", "durch"}), func(i int) bool {
			return Base(t, i) == "nmod" && t.Word(i).Head >= 0 && t.Word(i).Head < i && Preposition(t, i) == "von" && Pos(t, t.Word(i).Head) == "NOUN" && Is(t, t.Word(i).Head, placeHeads...)
		})
	case Pos(t, v) == "NOUN" || Pos(t, v) == "PROPN":
		return c.predicateSubject(v)
	case c.finite < 0:
		return nil
	}
	return c.nominative()
}

// nominative is the subject of an active clause with a finite verb.
func (c *clause) nominative() []int {
	if r := c.relative(nominative); r >= 0 {
		return []int{r}
	}
	var found *phrase
	for i := range c.phrases {
		p := &c.phrases[i]
		if !p.bare() || !p.cases.has(nominative) {
			continue
		}
		if found == nil {
			found = p
			continue
		}
		if p.cases&direct == nominative && found.cases&direct != nominative {
			found = p // "Die Vorwürfe wies der Iran zurück"
		}
	}
	if found == nil {
		return nil
	}
	return c.row(*found)
}

// relativePronoun is the word that opens a relative clause, also where the
// tagger took it for an article: a clause behind a comma whose finite verb
// closes it needs one.
func (c *clause) relativePronoun() int {
	t, i := c.t, c.first
	if i == 0 || c.finite < 0 || t.Word(i-1).Form != "," || !verbFinal(t, c.finite, c.last) || c.finite == c.first {
		return -1
	}
	if Pos(t, i) == "ADP" && i+1 < c.last {
		i++
	}
	switch Form(t, i) {
	case "der", "die", "das", "dem", "den", "denen", "welcher", "welche", "welches", "welchem", "welchen":
		return i
	}
	return -1
}

// relative is the antecedent of the relative pronoun, if the pronoun can be in
// the case and no other phrase must be; -1 otherwise.
func (c *clause) relative(want caseSet) int {
	if c.pronoun < 0 || c.pronoun != c.first {
		return -1
	}
	cases := determinerCases(Form(c.t, c.pronoun))
	if f := Form(c.t, c.pronoun); f == "denen" {
		cases = dative
	} else if f == "der" {
		cases = nominative | dative
	}
	other := false // another phrase is the subject
	for _, p := range c.phrases {
		other = other || p.bare() && p.cases&direct == nominative
	}
	switch {
	case !cases.has(want), want == nominative && other:
		return -1
	case want == accusative && cases.has(nominative) && !other && !c.anotherSubject():
		return -1
	}
	end := c.first - 1
	for end > 0 && (Pos(c.t, end-1) == "VERB" || Pos(c.t, end-1) == "AUX") {
		end-- // "hätten an der Seite der M23 gekämpft, die …"
	}
	return phraseBefore(c.t, end)
}

// anotherSubject: a bare phrase can be the subject, so that the pronoun may be
// the object: only a name without an article leaves it open, and there the
// pronoun is taken for the subject.
func (c *clause) anotherSubject() bool {
	n := 0
	for _, p := range c.phrases {
		if p.bare() && p.cases.has(nominative) && Pos(c.t, p.first) == "DET" {
			n++
		}
	}
	return n == 1 && len(c.phrases) > 0
}

// beforeInsertion: "X, Sprecher von Y, wies das zurück": a clause that begins
// with its finite verb behind a comma has its first phrase before the insertion.
func (c *clause) beforeInsertion() []phrase {
	t := c.t
	if c.first < 3 || t.Word(c.first-1).Form != "," {
		return nil
	}
	comma := c.first - 2
	for comma > 0 && !boundary(t, comma) {
		comma--
	}
	if comma == 0 || t.Word(comma).Form != "," {
		return nil
	}
	start := comma
	for start > 0 && !boundary(t, start-1) && Pos(t, start-1) != "VERB" && Pos(t, start-1) != "AUX" {
		start--
	}
	out := phrasesIn(t, start, comma)
	end := start
	for i, p := range out {
		if p.first != end || i > 0 && p.bare() {
			return nil
		}
		end = p.last
	}
	if end != comma {
		return nil
	}
	return out
}

// predicateSubject: "X ist seit Mai Präsident von Y": the phrase of the
// Vorfeld is what the noun n is said to be.
func (c *clause) predicateSubject(n int) []int {
	if c.finite > n && Is(c.t, c.finite, "sein", "bleiben", "werden") {
		// "Drahtzieher sei der frühere Präsident"
		if p := c.vorfeld(); p != nil && p.head == n {
			for _, q := range c.phrases {
				if q.first > c.finite && q.bare() && q.cases.has(nominative) {
					return c.row(q)
				}
			}
		}
		return nil
	}
	if c.finite < 0 || c.finite > n || !Is(c.t, c.finite, "sein", "bleiben", "werden") || Pos(c.t, c.last-1) == "VERB" {
		return nil
	}
	for _, p := range c.phrases {
		if p.head == n && !p.bare() {
			return nil
		}
	}
	if p := c.vorfeld(); p != nil && p.bare() && p.cases.has(nominative) {
		return c.row(*p)
	}
	return nil
}

// fieldObject gives the bare phrases that verb v may act upon.
func fieldObject(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	switch {
	case c.attribute >= 0 && ActiveParticiple(Form(t, v)) == "":
		return []int{c.attribute}
	case c.attribute < 0 && c.finite < 0:
		return nil
	case Passive(t, v):
		return c.nominative()
	}
	return c.bare(accusative)
}

// fieldDative gives the bare phrases to whom verb v may do something.
func fieldDative(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	if c.attribute < 0 && c.finite < 0 {
		return nil
	}
	if out := c.bare(dative); len(out) > 0 {
		return out
	}
	if !Passive(t, v) {
		return nil
	}
	var out []int
	for i, p := range c.phrases {
		if p.prep == "" && p.genitive && p.cases.has(dative) && (c.phrases[i-1].prep == "von" || c.phrases[i-1].prep == "durch") {
			out = append(out, c.row(p)...) // "wurde von Microsoft der Gruppe X zugerechnet"
		}
	}
	return out
}

// bare gives the phrases that the case allows, its subject left out.
func (c *clause) bare(want caseSet) []int {
	var subject []int
	if c.attribute < 0 {
		subject = c.nominative()
	}
	var out []int
	if r := c.relative(want); r >= 0 && !slices.Contains(subject, r) {
		out = append(out, r)
	}
	for _, p := range c.phrases {
		if p.bare() && p.cases.has(want) && !slices.Contains(subject, p.head) {
			out = append(out, c.row(p)...)
		}
	}
	return out
}

// prepositional gives the phrases of the clause that one of the prepositions introduces.
func (c *clause) prepositional(preps []string) []int {
	var out []int
	for _, p := range c.phrases {
		if p.prep != "" && slices.Contains(preps, p.prep) {
			out = append(out, c.row(p)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// row gives the head of a phrase and those of the bare phrases joined to it.
func (c *clause) row(p phrase) []int {
	out := Coordinated(c.t, p.head)
	for _, q := range c.phrases {
		if q.first == p.last+1 && q.prep == "" && Pos(c.t, p.last) == "CCONJ" && q.cases.has(p.cases) {
			out = append(out, q.head)
			p = q
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fieldPhrases gives the phrases with one of the prepositions that belong to
// word i: those of a verb's clause, or those that follow a noun without a gap.
func fieldPhrases(t *parse.Tree, i int, preps []string) []int {
	if Pos(t, i) != "NOUN" && Pos(t, i) != "PROPN" {
		c := clauseOf(t, i)
		if c.attribute < 0 && c.finite < 0 && !Verbal(t, i) {
			return nil
		}
		return c.prepositional(preps)
	}
	_, last, _ := bounds(t, i)
	c := clause{t: t, phrases: phrasesIn(t, i, last)}
	end := -1
	for _, p := range c.phrases {
		if end >= 0 && (p.first != end || p.bare()) {
			break
		}
		end = p.last
		if p.prep != "" && slices.Contains(preps, p.prep) {
			return c.row(p)
		}
	}
	return nil
}

// fieldGenitive gives the noun in the genitive right behind noun i, or the
// name in the genitive right before it and its adjectives.
func fieldGenitive(t *parse.Tree, i int) []int {
	if Pos(t, i) != "NOUN" && Pos(t, i) != "PROPN" {
		return nil
	}
	_, last, _ := bounds(t, i)
	c := clause{t: t, phrases: phrasesIn(t, i, last)}
	if ps := c.phrases; len(ps) > 1 && ps[1].genitive {
		return c.row(ps[1])
	}
	if ps := c.phrases; len(ps) > 0 && ps[0].head == i {
		for k := i + 1; k < ps[0].last; k++ {
			if Pos(t, k) == "PROPN" && strings.HasSuffix(t.Word(k).Form, "s") {
				return []int{k}
			}
		}
	}
	k := i - 1
	for k >= 0 && (Pos(t, k) == "ADJ" || Pos(t, k) == "NUM") {
		k--
	}
	if k >= 0 && Pos(t, k) == "PROPN" && nameCases(t, k, k+1) == genitive {
		return []int{k}
	}
	return nil
}

// fieldAdjectives gives the adjectives right before noun i.
func fieldAdjectives(t *parse.Tree, i int) []int {
	var out []int
	for k := i - 1; k >= 0 && (Pos(t, k) == "ADJ" || Pos(t, k) == "NUM"); k-- {
		out = append(out, k)
	}
	slices.Reverse(out)
	return out
}
