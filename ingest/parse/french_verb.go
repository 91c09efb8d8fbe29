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
		if l := t.words[i-1]; l.Form != "," && l.UPOS != ud.PROPN && (l.UPOS != ud.ADJ || i < 3 || w.UPOS != ud.NOUN) {
			continue // "La junte malienne reproche à …": no noun stands behind the adjective of another
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

// missedFrenchConjunct finds a finite verb that was taken for a noun behind "et" or "mais", as nouns without an article that are
// joined to a verb are: "dit n’avoir pas été consultée et juge la décision …". -1 if there is none.
func missedFrenchConjunct(t *Tree, finite func(string) bool) int {
	if t.lang != "fr" {
		return -1
	}
	for i := 2; i+1 < len(t.words); i++ {
		w := t.words[i]
		if w.UPOS != ud.NOUN || !w.Rel.Is("conj") || w.Head < 0 || w.Head > i || t.words[w.Head].UPOS != ud.VERB || t.words[i-1].UPOS != ud.CCONJ ||
			!unicode.IsLower(first(w.Form)) || !finite(w.Form) || t.Child(i, "det", "case", "nummod") >= 0 {
			continue
		}
		switch t.words[i+1].UPOS {
		case ud.DET, ud.PRON:
			return i
		}
	}
	return -1
}

// missedClauseVerb is the same for one clause of several that semicolons part: "L’association X, qui …, reproche à Y d’avoir … ; Y n’a
// pas répondu". -1 if there is none.
func missedClauseVerb(t *Tree, finite func(string) bool) int {
	if t.lang != "fr" {
		return -1
	}
	first := 0
	for end := range t.words {
		if t.words[end].Form != ";" {
			continue
		}
		if i := bareVerb(t, first, end, finite); i >= 0 {
			return i
		}
		first = end + 1
	}
	if first == 0 {
		return -1
	}
	return bareVerb(t, first, len(t.words)-1, finite)
}

// bareVerb is the word of the clause from word from to before end that looks like its finite verb, where it has none but those of relative
// clauses: behind a comma or a name, without an article.
func bareVerb(t *Tree, from, end int, finite func(string) bool) int {
	found := -1
	for i := from; i < end; i++ {
		w := t.words[i]
		if finiteWord(w) && !relative(t, i) {
			return -1
		}
		if found >= 0 || i < from+2 || i+1 >= end || w.UPOS != ud.NOUN && w.UPOS != ud.ADJ || !unicode.IsLower(first(w.Form)) || !finite(w.Form) {
			continue
		}
		if l := t.words[i-1]; l.Form != "," && l.UPOS != ud.PROPN {
			continue
		}
		switch t.words[i+1].UPOS {
		case ud.DET, ud.ADP, ud.PRON:
			found = i
		}
	}
	return found
}

// relative: the finite word i is of a relative clause, or an auxiliary in one.
func relative(t *Tree, i int) bool {
	if h := t.words[i].Head; t.words[i].UPOS == ud.AUX && h >= 0 {
		i = h
	}
	return t.words[i].Rel.Is("acl")
}
