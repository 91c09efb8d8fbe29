package parse

import "kg/ingest/parse/ud"

// joinStates hangs the states of a list of three or more ("A, the B, C and D")
// on its first, however the parser read them: it takes them for subjects side by
// side, appositions, or a chain. It reports whether it changed anything.
func (t *Tree) joinStates() (changed bool) {
	if t.names == nil {
		return false
	}
	for i := range t.words {
		if t.words[i].UPOS != ud.CCONJ {
			continue
		}
		if list := t.statesAround(i); len(list) >= 3 && t.hangList(list) {
			setRel(&t.words[i], list[len(list)-1], "cc")
			changed = true
		}
	}
	return changed
}

// statesAround gives the heads of the names of states that the conjunction at
// word i ends the list of.
func (t *Tree) statesAround(i int) []int {
	next := i + 1
	for t.has(next) && t.words[next].UPOS == ud.DET {
		next++
	}
	if !t.StateName(next) {
		return nil
	}
	list := []int{t.headOfName(next)}
	for at := i - 1; ; at-- {
		if t.has(at) && t.words[at].Form == "," {
			at--
		} else if len(list) > 1 {
			break
		}
		if at = t.nameEnding(at); at < 0 {
			break
		}
		list = append([]int{t.headOfName(at)}, list...)
		for k := at - 1; k >= 0 && k > at-6; k-- { // "Corée du Nord": small words are no part of a known name
			if t.sameName(at, k) {
				at = k
			}
		}
		for at > 0 && t.words[at-1].UPOS == ud.DET {
			at--
		}
	}
	return list
}

// nameEnding is a word of the state's name that word i ends, or that a small word
// at i completes ("Arabie saoudite"); -1 if there is none.
func (t *Tree) nameEnding(i int) int {
	if t.StateName(i) {
		return i
	}
	if h := t.Word(i).Head; h >= 0 && h < i && i-h <= 3 && t.StateName(h) && t.words[i].UPOS != ud.PUNCT {
		return h
	}
	return -1
}

// sameName: both words are parts of one known name.
func (t *Tree) sameName(i, j int) bool {
	return t.names[t.words[i].Token] == t.names[t.words[j].Token]
}

// headOfName is the word of the name at word i that hangs on none of its others.
func (t *Tree) headOfName(i int) int {
	for n := 0; n < len(t.words) && t.words[i].Head >= 0 && t.sameName(i, t.words[i].Head); n++ {
		i = t.words[i].Head
	}
	return i
}

// hangList makes the words of the list conjuncts of its first, which takes the
// place of whichever hung outside of the list.
func (t *Tree) hangList(list []int) (changed bool) {
	place := -1
	for _, w := range list {
		if !t.below(t.words[w].Head, list) {
			place = w
			break
		}
	}
	if place < 0 {
		return false
	}
	head, rel := t.words[place].Head, t.words[place].Rel
	if first := &t.words[list[0]]; first.Head != head || first.Rel != rel {
		first.Head, first.Rel, changed = head, rel, true
	}
	for _, w := range list[1:] {
		if t.words[w].Head != list[0] || relOf(t.words, w) != "conj" {
			setRel(&t.words[w], list[0], "conj")
			changed = true
		}
	}
	return changed
}

// below reports whether word i is in the list or hangs, at whatever depth, on a word that is.
func (t *Tree) below(i int, list []int) bool {
	for n := 0; i >= 0 && n <= len(t.words); i, n = t.words[i].Head, n+1 {
		for _, w := range list {
			if w == i {
				return true
			}
		}
	}
	return false
}
