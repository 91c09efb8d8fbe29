package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// apposed repairs "Le chef d'état-major malien, le général X, s'est envolé", where the
// parser gave the verb two subjects: the second, between commas right behind the
// first, is in apposition to it. It reports whether it changed anything.
func apposed(words []Word) (changed bool) {
	for b := 2; b < len(words); b++ {
		v := words[b].Head
		if v <= b || !isSubject(words[b]) || words[b].UPOS != ud.NOUN && words[b].UPOS != ud.PROPN {
			continue
		}
		first, last := reach(words, b)
		if first < 2 || words[first-1].Form != "," || last >= len(words) || words[last].Form != "," {
			continue
		}
		for a := first - 2; a >= 0; a-- {
			if words[a].Head != v || !isSubject(words[a]) || words[a].UPOS != ud.NOUN {
				continue
			}
			if _, end := reach(words, a); end == first-1 {
				words[b].Head = a
				words[b].Rel, _ = ud.ParseRel("appos")
				changed = true
			}
			break
		}
	}
	return changed
}

func isSubject(w Word) bool { return strings.HasPrefix(w.Rel.String(), "nsubj") }

// reach is the range of words, first to before last, from the first to the last that
// hangs on word i; a comma at its end is none of it.
func reach(words []Word, i int) (first, last int) {
	first, last = i, i+1
	for j := range words {
		for k, n := j, 0; k >= 0 && n < len(words); k, n = words[k].Head, n+1 {
			if k == i {
				first, last = min(first, j), max(last, j+1)
				break
			}
		}
	}
	for last > i+1 && words[last-1].UPOS == ud.PUNCT {
		last--
	}
	return first, last
}
