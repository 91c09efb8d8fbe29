package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// sideBySide takes two known names apart that stand side by side behind the finite
// verb: they are two arguments of it, the first of which is the subject where the
// verb has no other ("hat Nordkorea Russland Munition geliefert"). Neither has
// a state's name another state in the genitive behind it ("griffen die Niederlande
// der Ukraine unter die Arme"). Word i begins the second. It reports whether it
// changed anything.
func sideBySide(words []Word, names []int, i int) bool {
	first, last, ok := nameRange(words, names, i)
	if !ok || first != i || i == 0 || words[i].UPOS != ud.PROPN {
		return false
	}
	p := i - 1
	if words[p].UPOS == ud.DET && strings.EqualFold(words[p].Form, "der") && p > 0 && names[words[i].Token] >= State {
		p-- // "die Niederlande der Ukraine"
		if names[words[p].Token] < State {
			return false
		}
	}
	from, _, ok := nameRange(words, names, p)
	if !ok || names[words[p].Token] == names[words[i].Token] || caseOf(words, headOf(words, from, p+1)) >= 0 {
		return false
	}
	a, b := headOf(words, from, p+1), headOf(words, first, last)
	if words[b].Head < from || words[b].Head > p {
		return false
	}
	v := verbOver(words, a)
	if v < 0 || finiteBefore(words, from, v) < 0 {
		return false
	}
	changed := false
	if subjectOf(words, v) < 0 || subjectOf(words, v) == a || words[a].Rel.Is("nsubj") {
		changed = hang(words, a, v, "nsubj")
	} else if !words[a].Rel.Is("obj") {
		return false
	}
	rel := "obj"
	for k := range words {
		if words[k].Head == v && words[k].Rel.String() == "obj" && k != a && k != b {
			rel = "obl:arg"
		}
	}
	if p < i-1 {
		rel = "obl:arg"
	}
	return hang(words, b, v, rel) || changed
}

// verbOver is the verb that word i depends on, over names and nouns; -1 if there is none.
func verbOver(words []Word, i int) int {
	v := words[i].Head
	for n := 0; n < 3 && v >= 0 && nominal(words[v]); n++ {
		v = words[v].Head
	}
	if v < 0 || words[v].UPOS != ud.VERB {
		return -1
	}
	return v
}

// finiteBefore is the finite verb of v's clause right before the name or its
// article, -1 if another word stands there.
func finiteBefore(words []Word, from, v int) int {
	k := from - 1
	if k >= 0 && words[k].UPOS == ud.DET {
		k--
	}
	if k < 0 || k != v && words[k].Head != v || words[k].UPOS != ud.VERB && words[k].UPOS != ud.AUX {
		return -1
	}
	return k
}
