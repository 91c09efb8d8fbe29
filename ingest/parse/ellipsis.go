package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// standIns are auxiliaries that stand for a verb told before.
var standIns = map[string]bool{"did": true, "does": true, "do": true, "has": true, "have": true, "had": true}

// asDid: of "Mexico stood by Maduro, as did Bolivia" Bolivia is the subject of a
// clause of its own, joined to nobody.
func asDid(m *mender, i int) bool {
	words := m.words
	if i < 2 || i+2 >= len(words) || !strings.EqualFold(words[i].Form, "as") || !standIns[strings.ToLower(words[i+1].Form)] {
		return false
	}
	verb := i - 1
	for verb >= 0 && words[verb].UPOS != ud.VERB {
		verb--
	}
	s := i + 2
	for s < len(words) && words[s].UPOS == ud.DET {
		s++
	}
	if verb < 0 || s >= len(words) || !nominal(words[s]) {
		return false
	}
	for n := 0; n < 8 && words[s].Head > i+1 && nominal(words[words[s].Head]); n++ {
		s = words[s].Head
	}
	if under(words, verb, i+1) || under(words, verb, s) {
		return false
	}
	setRel(&words[i+1], verb, "advcl")
	setRel(&words[s], i+1, "nsubj")
	setRel(&words[i], i+1, "mark")
	return true
}

// calledUpon: nobody is called upon in news: a name before its verb that the parser
// took so, cut off by an insertion or a list, is the subject.
func calledUpon(m *mender, i int) bool {
	words := m.words
	v := words[i].Head
	if words[i].Rel.String() != "vocative" || !nominal(words[i]) || v <= i || words[v].UPOS != ud.VERB && words[v].UPOS != ud.AUX || m.dependent(v, "nsubj", "csubj", "expl") >= 0 {
		return false
	}
	setRel(&words[i], v, "nsubj")
	return true
}

// bareThat is the word of "denied that, saying …" that opens no clause: it stands
// right behind its verb and before a comma or the end. -1 if there is none.
func bareThat(t *Tree) int {
	if t.lang != "en" {
		return -1
	}
	for i := 1; i+1 < len(t.words); i++ {
		w := t.words[i]
		if w.UPOS == ud.SCONJ && strings.EqualFold(w.Form, "that") && t.words[i-1].UPOS == ud.VERB && (t.words[i+1].Form == "," || t.words[i+1].Form == ".") && i+3 < len(t.words) && t.words[i+2].UPOS == ud.VERB {
			return i
		}
	}
	return -1
}
