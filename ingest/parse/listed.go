package parse

import "kg/ingest/parse/ud"

// listedObjects repairs "attacked X, Y and Z" where the parser gave the verb an object
// more behind the comma of a list: what goes on with an "and" is one list. It reports
// whether it changed anything.
func listedObjects(words []Word) (changed bool) {
	for b := 2; b < len(words); b++ {
		v := words[b].Head
		if v < 0 || v >= b || words[b].Rel.String() != "obj" || !nominal(words[b]) || words[v].UPOS != ud.VERB {
			continue
		}
		c := joinedBehind(words, b)
		if c < 0 {
			continue
		}
		first, _ := reach(words, b)
		if first < 2 || words[first-1].Form != "," {
			continue
		}
		for a := first - 2; a > v; a-- {
			if words[a].Head != v || words[a].Rel.String() != "obj" || !nominal(words[a]) {
				continue
			}
			if _, end := reach(words, a); end == first-1 {
				words[b].Head, words[b].Rel = a, words[c].Rel
				words[c].Head = a
				changed = true
			}
			break
		}
	}
	return changed
}

// joinedBehind is the noun that a conjunction right behind word b, and what hangs on it,
// adds to it, or to its verb; -1 if there is none.
func joinedBehind(words []Word, b int) int {
	for c := b + 1; c < len(words); c++ {
		if words[c].Rel.String() != "conj" || !nominal(words[c]) || words[c].Head != b && words[c].Head != words[b].Head {
			continue
		}
		for k := b + 1; k < c; k++ {
			if words[k].UPOS == ud.VERB || words[k].UPOS == ud.AUX || words[k].UPOS == ud.PUNCT {
				return -1
			}
		}
		return c
	}
	return -1
}
