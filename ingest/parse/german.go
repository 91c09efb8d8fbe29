package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// missedVerb finds the finite verb of a German sentence that was taken for a
// participle: "Baku dementierte Berichte" has no other verb, and the word
// stands where the finite verb does, behind the first phrase. -1 if there is none.
func missedVerb(t *Tree) int {
	if t.lang != "de" {
		return -1
	}
	found := -1
	for i, w := range t.words {
		switch {
		case (w.UPOS == VERB || w.UPOS == AUX) && w.Feats.VerbForm() == ud.VerbFormFin:
			return -1
		case w.UPOS == PUNCT && !strings.ContainsAny(w.Form, "„“”\"»«"), w.UPOS == SCONJ:
			return found
		case found < 0 && i > 0 && i+1 < len(t.words) && w.UPOS != NOUN && w.UPOS != PROPN && weakVerb(w.Form) &&
			(t.words[i-1].UPOS == NOUN || t.words[i-1].UPOS == PROPN) && t.words[i+1].UPOS != PUNCT:
			found = i
		}
	}
	return found
}

// weakVerb: the form can be the finite form of a weak verb whose participle
// has no "ge-".
func weakVerb(f string) bool {
	if len(f) < 6 || f != strings.ToLower(f) {
		return false
	}
	for _, p := range []string{"ge", "ab", "an", "auf", "aus", "ein", "fest", "nach", "vor", "zu", "zurück"} {
		if strings.HasPrefix(f, p) {
			return false
		}
	}
	return strings.HasSuffix(f, "t") || strings.HasSuffix(f, "te") || strings.HasSuffix(f, "ten")
}
