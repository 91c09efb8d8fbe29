package parse

import "kg/ingest/parse/ud"

// maxBeforeVerb bounds the clitics, auxiliaries and adverbs between a quotation and the verb that says whose it is.
const maxBeforeVerb = 5

// replied repairs French sentences that begin with a quotation and end with who said it: "« Des fables », a rétorqué la représentante
// de l’Unicef". What is quoted is no subject or object of the verb, which has its subject behind it. It reports whether it changed anything.
func replied(words []Word) (changed bool) {
	end := quoteEnd(words)
	if end < 0 {
		return false
	}
	v := sayingVerb(words, end+1)
	if v < 0 {
		return false
	}
	for i := 0; i < end; i++ {
		w := &words[i]
		if w.Head != v || w.UPOS == ud.PUNCT || w.Rel.Is("ccomp") {
			continue
		}
		setRel(w, v, "ccomp")
		changed = true
	}
	if hasSubject(words, v) {
		return changed
	}
	if s := subjectBehind(words, v); s >= 0 {
		setRel(&words[s], v, "nsubj")
		changed = true
	}
	return changed
}

// quoteEnd is the mark that closes the quotation with which the sentence begins, -1 if it begins with none. One that was opened in a
// sentence before counts as well.
func quoteEnd(words []Word) int {
	if len(words) == 0 {
		return -1
	}
	opened := quotationMark(words[0].Form)
	for i := 1; i < len(words); i++ {
		switch words[i].Form {
		case "«", "“", "„":
			return -1
		case "»", "”":
			return i
		case "\"":
			if opened {
				return i
			}
			return -1
		}
	}
	return -1
}

// sayingVerb is the finite verb that follows a quotation at word i, and has a noun or a name right behind it; -1 if none does.
func sayingVerb(words []Word, i int) int {
	if i < len(words) && words[i].Form == "," {
		i++
	}
	helped := false
	for n := 0; i+1 < len(words) && n < maxBeforeVerb; i, n = i+1, n+1 {
		switch w := words[i]; w.UPOS {
		case ud.AUX:
			helped = true
		case ud.ADV, ud.PRON:
		case ud.VERB:
			if !helped && !finiteWord(w) {
				return -1
			}
			return i
		default:
			return -1
		}
	}
	return -1
}

// subjectBehind is the noun phrase without a preposition that begins right behind verb v, adverbs skipped; -1 if there is none.
func subjectBehind(words []Word, v int) int {
	first := v + 1
	for first < len(words) && words[first].UPOS == ud.ADV {
		first++
	}
	if first >= len(words) || words[first].UPOS != ud.DET && words[first].UPOS != ud.PROPN && words[first].UPOS != ud.NOUN {
		return -1
	}
	for i := first; i < len(words) && i < first+maxBeforeVerb; i++ {
		if nominal(words[i]) {
			if words[i].Head == v {
				return i
			}
			return -1
		}
	}
	return -1
}
