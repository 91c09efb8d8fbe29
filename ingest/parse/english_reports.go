package parse

import (
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

// listWarns repairs "The FBI, CISA and the NSA warn that X is …": the verb behind a list
// of names, which the parser takes for the last of them.
func listWarns(m *mender, i int) bool {
	words := m.words
	h := words[i].Head
	if h < 0 || h >= i || i+1 >= len(words) || words[i].UPOS != ud.NOUN || words[i].Rel.String() != "conj" || !m.inClass("declares", i) || words[i+1].Form != "that" || !nominal(words[h]) {
		return false
	}
	words[i].UPOS = ud.VERB
	words[i].Feats = words[i].Feats.With(ud.AttrVerbForm, int(ud.VerbFormFin)).With(ud.AttrMood, int(ud.MoodInd))
	setRel(&words[i], words[h].Head, words[h].Rel.String())
	setRel(&words[h], i, "nsubj")
	for k := range words {
		if k > i && words[k].Head == i && strings.HasPrefix(words[k].Rel.String(), "acl") {
			setRel(&words[k], i, "ccomp")
		}
		if k > i && words[k].Head == h {
			words[k].Head = i
		}
	}
	return true
}

// blamedFor repairs "blamed X, a group that …, for the breach at Y": what somebody is
// blamed for behind a comma hangs on the verb, and its place on what it follows.
func blamedFor(m *mender, i int) bool {
	words := m.words
	n := words[i].Head
	if i == 0 || words[i].UPOS != ud.ADP || words[i].Form != "for" || words[i-1].Form != "," || n <= i || words[n].UPOS != ud.NOUN {
		return false
	}
	v := i - 1
	for v >= 0 && !(words[v].UPOS == ud.VERB && m.inClass("blames", v)) {
		v--
	}
	if v < 0 || words[n].Head == v {
		return false
	}
	for k := v + 1; k < i; k++ {
		if words[k].UPOS == ud.ADP && words[k].Form == "for" && words[k].Head >= 0 && words[words[k].Head].Head == v {
			return false // what he is blamed for stands before
		}
	}
	old := words[n].Head
	for a := old; a != v; a = words[a].Head {
		if a < v {
			return false // it hangs on what stands before the verb
		}
	}
	setRel(&words[n], v, "obl")
	if n+1 < len(words) && words[n+1].UPOS == ud.ADP && words[n+1].Head > n+1 && words[words[n+1].Head].Head == old {
		setRel(&words[words[n+1].Head], n, "nmod")
	}
	return true
}

// sharesCode repairs "X shares code with Y", of which the parser makes one noun.
func sharesCode(m *mender, i int) bool {
	words := m.words
	n := words[i].Head
	if i == 0 || words[i].Form != "shares" || words[i].UPOS != ud.NOUN || n <= i || n > i+3 || words[n].UPOS != ud.NOUN || words[i-1].Head != i && words[i-1].Head != n || !nominal(words[i-1]) {
		return false
	}
	if !slices.ContainsFunc(words[n+1:], func(w Word) bool { return w.Form == "with" }) || strings.ToLower(words[i-1].Form) == words[i-1].Form {
		return false
	}
	words[i].UPOS, words[i].Lemma = ud.VERB, "share"
	words[i].Feats = words[i].Feats.With(ud.AttrVerbForm, int(ud.VerbFormFin)).With(ud.AttrMood, int(ud.MoodInd))
	setRel(&words[i], words[n].Head, words[n].Rel.String())
	setRel(&words[n], i, "obj")
	setRel(&words[i-1], i, "nsubj")
	for k := range words {
		if words[k].Head == n && words[k].Rel.String() == "punct" {
			words[k].Head = i
		}
	}
	return true
}

// relativeOfSaid repairs "a group that Britain says is part of Y": the relative pronoun,
// which the parser takes for the object of the saying, is the subject of what is said.
func relativeOfSaid(m *mender, i int) bool {
	words := m.words
	v := words[i].Head
	if words[i].UPOS != ud.PRON || v <= i || words[v].UPOS != ud.VERB || words[i].Rel.String() != "obj" || !strings.HasPrefix(words[v].Rel.String(), "acl") {
		return false
	}
	if f := words[i].Form; f != "that" && f != "which" && f != "who" {
		return false
	}
	c := m.dependent(v, "ccomp")
	if c < v || m.dependent(v, "nsubj") < 0 || m.dependent(c, "nsubj", "nsubj:pass", "csubj") >= 0 {
		return false
	}
	rel := "nsubj"
	if m.dependent(c, "aux:pass") >= 0 {
		rel = "nsubj:pass"
	}
	setRel(&words[i], c, rel)
	return true
}
