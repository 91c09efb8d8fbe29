package parse

import (
	"unicode"

	"kg/ingest/parse/ud"
)

// missedFrenchVerb finds the finite verb of a French sentence that was taken for a noun: "Son chef, X, reproche à l’Egypte
// d’exiger …" has no other verb, and the word stands without an article behind a name or a comma. -1 if there is none.
func missedFrenchVerb(t *Tree, finite func(string) bool) int {
	n := len(t.words)
	if t.lang != "fr" || n < 4 || t.words[n-1].Form != "." || !nominal(t.words[t.root]) || t.Child(t.root, "cop") >= 0 {
		return -1
	}
	found := -1
	for i, w := range t.words {
		if finiteWord(w) && !w.Rel.Is("acl") {
			return -1
		}
		if found >= 0 || i < 1 || i+1 >= n || w.UPOS != ud.NOUN && w.UPOS != ud.ADJ || !unicode.IsLower(first(w.Form)) || !finite(w.Form) {
			continue
		}
		if l := t.words[i-1]; l.Form != "," && l.UPOS != ud.PROPN {
			continue
		}
		if quotationMark(t.words[i+1].Form) {
			found = i // "Lima juge « indigne » …"
		}
		switch t.words[i+1].UPOS {
		case ud.DET, ud.ADP, ud.PRON, ud.ADV:
			found = i
		}
	}
	return found
}
