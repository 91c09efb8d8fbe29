package parse

import (
	"slices"
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
			loose := opensBare(words, a)
			if words[a].Head != v || !isSubject(words[a]) && !loose || words[a].UPOS != ud.NOUN {
				continue
			}
			if loose {
				if _, end := reach(words, a); end == first-1 {
					words[a].Head = b // "Son complice présumé, l’homme d’affaires X, a été jugé"
					words[a].Rel, _ = ud.ParseRel("appos")
					changed = true
				}
				break
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

// opensBare: noun a begins the sentence with its article or possessive and has no preposition, though the parser took it
// for an adverbial.
func opensBare(words []Word, a int) bool {
	if a < 1 || a > 2 || words[0].UPOS != ud.DET || words[0].Head != a || !strings.HasPrefix(words[a].Rel.String(), "obl") && !strings.HasPrefix(words[a].Rel.String(), "dislocated") {
		return false
	}
	for i := range words {
		if words[i].Head == a && words[i].Rel.Is("case") {
			return false
		}
	}
	return true
}

func isSubject(w Word) bool { return strings.HasPrefix(w.Rel.String(), "nsubj") }

// reach is the range of words, first to before last, from the first to the last that
// hangs on word i; a comma at its end is none of it.
func reach(words []Word, i int) (first, last int) {
	first, last = i, i+1
	for j := range words {
		if words[j].UPOS == ud.PUNCT {
			continue // commas of what stands between hang on either side
		}
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

// someOf repairs "sanctioned two of its members, Tokarev and Yermolin": the names
// explain the number, and not all the members, who hang on it and not on the verb.
// "of" is the preposition of the language. It reports whether it changed anything.
func someOf(words []Word, of ...string) (changed bool) {
	for i := 0; i+3 < len(words); i++ {
		if words[i].UPOS != ud.NUM && words[i].UPOS != ud.PRON || !slices.Contains(of, strings.ToLower(words[i+1].Form)) || words[i].Head < 0 {
			continue
		}
		n := words[i+1].Head
		if n <= i+1 || n > i+8 || words[n].UPOS != ud.NOUN || words[n].Feats.Number().String() != "Plur" || words[n].Head != i && words[n].Head != words[i].Head {
			continue
		}
		for a := n + 2; a < len(words); a++ {
			if words[a].Head != n || words[a].Rel.String() != "appos" || words[a].UPOS != ud.PROPN {
				continue
			}
			first := a
			for words[first-1].UPOS == ud.PROPN {
				first--
			}
			if before := words[first-1]; before.Form != "," && before.Form != ":" && (!changed || before.UPOS != ud.CCONJ) {
				continue
			}
			words[a].Head = i
			if words[n].Head != i {
				words[n].Head = i
				words[n].Rel, _ = ud.ParseRel("nmod")
			}
			changed = true
		}
	}
	return changed
}
