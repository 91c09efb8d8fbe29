package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// rejoin repairs English verb phrases joined by "and" that the parser hung too
// low: a finite verb is no conjunct of a noun ("rejected the accusation and
// called in the ambassador"), and of a list of verbs behind "said" without
// "that" ("said 18 had died, summoned the envoy and warned of consequences")
// the first is "said". It reports whether it changed anything.
func rejoin(words []Word) (changed bool) {
	rel := func(i int) string { r, _, _ := strings.Cut(words[i].Rel.String(), ":"); return r }
	for v := range words {
		w := &words[v]
		h := w.Head
		if (w.UPOS == ud.PROPN || w.UPOS == ud.NOUN) && h >= 0 && h < v && rel(v) == "appos" && hasConjunction(words, v) {
			w.Rel, _ = ud.ParseRel("conj") // "ministers of Iran and Saudi Arabia"
			changed = true
			continue
		}
		if strings.HasSuffix(w.Form, "ing") && rel(v) == "advcl" && h == v-1 && words[h].UPOS == ud.VERB && !introduced(words, v) {
			w.Rel, _ = ud.ParseRel("xcomp") // "denied having expelled": no comma, no conjunction
			changed = true
			continue
		}
		if w.UPOS == ud.VERB && rel(v) == "conj" && underConjunction(words, v) {
			changed = true
			continue
		}
		if w.UPOS != ud.VERB || rel(v) != "conj" || h < 0 || h > v || v == 0 || inNonFinite(words, v) {
			continue
		}
		switch p := words[h].UPOS; {
		case p == ud.ADJ && rel(h) == "xcomp" && words[h].Head >= 0 && words[h].Head < h && words[words[h].Head].UPOS == ud.VERB && joinedAt(words, v):
			w.Head, changed = words[h].Head, true // "called the charges baseless and accused …"
		case p == ud.NOUN || p == ud.PROPN || p == ud.PRON || p == ud.NUM:
			if g := verbAbove(words, h); g >= 0 && g < h && joinedAt(words, v) && !predicate(words, h) {
				w.Head, changed = g, true
			}
		case rel(h) == "ccomp" && words[v-1].Form == "," && !introduced(words, h):
			if g := words[h].Head; g >= 0 && g < h && words[g].UPOS == ud.VERB && rel(g) != "conj" {
				w.Head, changed = g, true
			}
		}
	}
	return changed
}

// clauseOpeners are prepositions that open clauses as well.
var clauseOpeners = map[string]bool{"after": true, "before": true, "since": true, "until": true, "till": true, "as": true}

// underConjunction repairs "lodged a protest after a Chinese vessel rammed one of its
// boats", where the parser took "after" for a preposition and the verb behind its
// noun for one joined to the verb before: a finite verb right behind the noun
// phrase, joined by no "and", is the verb of a clause that "after" opens.
func underConjunction(words []Word, v int) bool {
	s := v - 1
	for s >= 0 && (words[s].UPOS == ud.AUX || words[s].UPOS == ud.ADV) {
		s--
	}
	if s < 1 || words[s].UPOS != ud.NOUN && words[s].UPOS != ud.PROPN || inNonFinite(words, v) || hasConjunction(words, v) || hasSubject(words, v) {
		return false
	}
	for i := range words[:s] {
		if words[i].Head != s || words[i].Rel.String() != "case" || !clauseOpeners[strings.ToLower(words[i].Form)] {
			continue
		}
		if under(words, v, s) {
			words[v].Head = words[s].Head
		}
		if words[v].Head < 0 || under(words, words[v].Head, v) {
			return false
		}
		words[v].Rel, _ = ud.ParseRel("advcl")
		words[s].Head = v
		words[s].Rel, _ = ud.ParseRel("nsubj")
		words[i].Head = v
		words[i].Rel, _ = ud.ParseRel("mark")
		words[i].UPOS = ud.SCONJ
		return true
	}
	return false
}

// under: word i hangs, by however many steps, on word top.
func under(words []Word, i, top int) bool {
	for n := 0; i >= 0 && n <= len(words); n++ {
		if i == top {
			return true
		}
		i = words[i].Head
	}
	return false
}

func hasSubject(words []Word, v int) bool {
	for i := range words {
		if words[i].Head == v && strings.HasPrefix(words[i].Rel.String(), "nsubj") {
			return true
		}
	}
	return false
}

// inNonFinite: the verb is an infinitive or an "-ing" form.
func inNonFinite(words []Word, v int) bool {
	f := words[v].Feats
	return f.VerbForm().String() == "Inf" || f.VerbForm().String() == "Ger" || f.Tense().String() == "Pres" && f.VerbForm().String() == "Part"
}

// joinedAt: a conjunction stands before the verb, with adverbs at most between.
func joinedAt(words []Word, v int) bool {
	for i := v - 1; i >= 0 && i > v-4; i-- {
		switch words[i].UPOS {
		case ud.CCONJ:
			return true
		case ud.ADV, ud.AUX:
		default:
			return false
		}
	}
	return false
}

// hasConjunction: word v has an "and" of its own before it.
func hasConjunction(words []Word, v int) bool {
	for i := v - 1; i >= 0 && i > v-4; i-- {
		if words[i].Head == v && words[i].Rel.String() == "cc" {
			return true
		}
	}
	return false
}

func predicate(words []Word, h int) bool {
	for i := range words {
		if words[i].Head == h && words[i].Rel.String() == "cop" {
			return true
		}
	}
	return false
}

// introduced: a conjunction opens the clause of word h.
func introduced(words []Word, h int) bool {
	for i := range words {
		if words[i].Head == h && words[i].Rel.String() == "mark" {
			return true
		}
	}
	return false
}

// verbAbove is the nearest verb that governs word h through nouns.
func verbAbove(words []Word, h int) int {
	for n := 0; n < 6 && h >= 0; n++ {
		r, _, _ := strings.Cut(words[h].Rel.String(), ":")
		h = words[h].Head
		if h < 0 {
			return -1
		}
		if words[h].UPOS == ud.VERB {
			return h
		}
		if r != "nmod" && r != "conj" && r != "appos" && r != "compound" {
			return -1
		}
	}
	return -1
}
