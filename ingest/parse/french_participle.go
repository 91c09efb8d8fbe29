package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// sameParticiple hangs French participles that look like finite verbs on the noun before
// their comma: "Le groupe X, inscrit sur la liste de Y, a revendiqué …". It reports whether it did.
func sameParticiple(words []Word) bool {
	changed := false
	for i := range words {
		h, v := participleOf(words, i)
		if h < 0 {
			continue
		}
		words[h].Head, words[i].Head = v, h
		words[i].Rel, _ = ud.ParseRel("acl")
		words[i].Feats = words[i].Feats.With(ud.AttrVerbForm, int(ud.VerbFormPart)).With(ud.AttrTense, int(ud.TensePast)).With(ud.AttrVoice, int(ud.VoicePass)).
			With(ud.AttrMood, 0).With(ud.AttrPerson, 0)
		changed = true
	}
	return changed
}

// participleOf is the noun of which word i tells something as a participle, though it
// was taken for a finite verb, and the verb behind whose subject the noun is: word i stands
// between commas, and has no subject but that noun, and no object. -1 if that is not so.
func participleOf(words []Word, i int) (h, v int) {
	w := words[i]
	if i < 2 || i+2 >= len(words) || w.UPOS != ud.VERB || w.Feats.VerbForm() != ud.VerbFormFin || w.Feats.Number() == ud.NumberPlur || !likeParticiple(w.Form) ||
		words[i-1].Form != "," || words[i+1].UPOS != ud.ADP {
		return -1, -1
	}
	h = i - 2
	for n := 0; n < 4 && words[h].Head >= 0 && (words[h].Rel.Is("appos") || words[h].Rel.Is("flat")); n++ {
		h = words[h].Head
	}
	if v = words[h].Head; v == i {
		v = w.Head
	}
	if h > i-2 || !nominal(words[h]) || !words[h].Rel.Is("nsubj") || words[h].Feats.Number() == ud.NumberPlur || v <= i || words[v].UPOS != ud.VERB {
		return -1, -1
	}
	for k, c := range words {
		if c.Head == i && k != h && (c.Rel.Is("nsubj") || c.Rel.Is("obj") || c.Rel.Is("aux") || c.Rel.Is("expl") || c.Rel.Is("iobj") || c.Rel.Is("cc")) ||
			c.Head == v && k > i && c.Rel.Is("nsubj") {
			return -1, -1
		}
	}
	for k := i + 1; k < v; k++ {
		if words[k].Form == "," {
			return h, v
		}
	}
	return -1, -1
}

// likeParticiple: the past participle of such verbs looks like their present: "inscrit", "interdit", "contraint".
func likeParticiple(f string) bool {
	for _, e := range []string{"crit", "dit", "duit", "truit", "aint", "eint", "oint", "cuit"} {
		if strings.HasSuffix(f, e) {
			return true
		}
	}
	return false
}

// nearby: "près" is no object: "un convoi attaqué près de Goma". It reports whether it changed something.
func nearby(words []Word) bool {
	changed := false
	for i, w := range words {
		if w.UPOS == ud.ADV && strings.EqualFold(w.Form, "près") && w.Rel.Is("obj") && w.Head >= 0 && hang(words, i, w.Head, "advmod") {
			changed = true
		}
	}
	return changed
}
