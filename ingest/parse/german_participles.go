package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// joinParticiples: "hat die Lieferungen gestoppt und Jakarta Gewalt vorgeworfen":
// what stands between a conjunction and the second participle is that one's own,
// and no subject of it, for the auxiliary has the subject of both. It reports
// whether it changed anything; v is the second participle.
func joinParticiples(words []Word, v int) bool {
	if !participle(words, v) {
		return false
	}
	c, h := firstParticiple(words, v)
	if h < 0 {
		return false
	}
	a := auxiliaryBefore(words, h)
	if a < 0 || words[h].Head != v && words[v].Head != h && words[h].Head != a && words[v].Head != words[h].Head {
		return false
	}
	changed := false
	if words[v].Head != h { // the second was taken for the head of both
		up, rel := words[v].Head, words[v].Rel
		words[h].Head, words[h].Rel = up, rel
		words[v].Head = h
		for i := range words[:h] {
			if words[i].Head == v || words[i].Head == a && i != h {
				words[i].Head = h
			}
		}
		words[a].Head, words[a].UPOS = h, ud.AUX
		words[a].Rel, _ = ud.ParseRel("aux")
		words[h].Feats = words[v].Feats
		changed = true
	}
	changed = hang(words, v, h, "conj") || changed
	changed = hang(words, c, v, "cc") || changed
	for i := c + 1; i < v; i++ {
		if words[i].Head != h && words[i].Head != v {
			continue
		}
		rel := words[i].Rel.String()
		if words[i].Rel.Base().String() == "nsubj" || rel == "conj" {
			rel = "obj"
		}
		changed = hang(words, i, v, rel) || changed
	}
	return changed
}

// firstParticiple is the conjunction before the participle v, and the participle
// right before that; -1 if there are none in the clause. Some participles have the
// form of a finite verb ("verurteilt").
func firstParticiple(words []Word, v int) (c, h int) {
	for i := v - 1; i > 0 && i > v-12; i-- {
		switch {
		case words[i].UPOS == ud.CCONJ:
			f := strings.ToLower(words[i-1].Form)
			if !participle(words, i-1) && !(words[i-1].UPOS == ud.VERB && strings.HasSuffix(f, "t") && !strings.HasSuffix(f, "te")) {
				continue // joins nouns
			}
			return i, i - 1
		case words[i].UPOS == ud.AUX || words[i].UPOS == ud.SCONJ || words[i].UPOS == ud.VERB || words[i].Form == "," || words[i].Form == ";":
			return -1, -1
		}
	}
	return -1, -1
}

// auxiliaryBefore is the form of "haben" of the clause in which the participle h
// stands, -1 if it has none.
func auxiliaryBefore(words []Word, h int) int {
	for i := h - 1; i >= 0; i-- {
		switch f := strings.ToLower(words[i].Form); {
		case words[i].Form == ";" || words[i].UPOS == ud.SCONJ:
			return -1
		case strings.HasPrefix(f, "hat") && len(f) <= 6 || f == "haben" || f == "habe" || f == "hätte" || f == "hätten":
			if words[i].UPOS == ud.AUX || words[i].UPOS == ud.VERB {
				return i
			}
		case words[i].UPOS == ud.AUX || words[i].UPOS == ud.VERB:
			return -1
		}
	}
	return -1
}

// participle: word i is a verb's participle.
func participle(words []Word, i int) bool {
	return words[i].UPOS == ud.VERB && words[i].Feats.VerbForm() == ud.VerbFormPart
}
