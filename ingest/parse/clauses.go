package parse

import (
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

// regovern repairs two things in German that no treebank sentence has and the
// parser often makes: an infinitive clause with "um" whose first noun phrase it
// took for a prepositional phrase ("…, um Montenegro zu unterstützen"), and a
// genitive that it took for a second object ("forderte die Diplomaten der
// Vertretung auf"). It reports whether it changed anything.
func regovern(words []Word) (changed bool) {
	for i := range words {
		changed = toldInfinitive(words, i) || changed
		switch strings.ToLower(words[i].Form) {
		case "um":
			changed = openInfinitive(words, i) || changed
		case "der", "des":
			changed = secondObject(words, i) || changed
		}
	}
	return changed
}

var (
	relAdvcl, _ = ud.ParseRel("advcl")
	relMark, _  = ud.ParseRel("mark")
	relObj, _   = ud.ParseRel("obj")
)

// openInfinitive: "um" at word i, behind a comma or first, opens the clause of
// an infinitive with "zu"; it is no preposition of the noun behind it.
func openInfinitive(words []Word, i int) bool {
	n := words[i].Head
	if words[i].UPOS != ud.ADP || !words[i].Rel.Is("case") || n <= i || i > 0 && words[i-1].Form != "," {
		return false
	}
	if u := words[n].UPOS; u != ud.NOUN && u != ud.PROPN && u != ud.PRON || slices.Contains([]string{"Uhr", "Prozent", "Euro", "Dollar"}, words[n].Form) {
		return false
	}
	v := words[n].Head
	if v <= n || words[v].UPOS != ud.VERB || words[v].Feats.VerbForm() != ud.VerbFormInf || !withZu(words, v) || !words[n].Rel.Is("obl") {
		return false
	}
	for k := i + 1; k < v; k++ {
		if words[k].Form == "," {
			return false
		}
	}
	words[i].Head, words[i].Rel = v, relMark
	words[n].Rel = relObj
	if words[v].Rel.Is("xcomp") || words[v].Rel.Is("ccomp") || words[v].Rel.Is("conj") {
		words[v].Rel = relAdvcl
	}
	return true
}

// toldInfinitive: an infinitive clause behind a comma is of the verb, not of whose
// words they are: "drohte nach Angaben zweier Diplomaten, sein Veto einzulegen".
func toldInfinitive(words []Word, v int) bool {
	n := words[v].Head
	if n < 0 || n > v || words[v].UPOS != ud.VERB || !words[v].Rel.Is("acl") || words[v].Feats.VerbForm() != ud.VerbFormInf || !nominal(words[n]) {
		return false
	}
	for k := 0; k < 4 && nominal(words[n]) && words[n].Head >= 0; k++ {
		switch words[n].Lemma {
		case "Angabe", "Angaben", "Bericht", "Medienbericht", "Aussage", "Darstellung", "Einschätzung", "Auskunft", "Mitteilung":
			if h := words[n].Head; words[n].Rel.Is("obl") && words[h].UPOS == ud.VERB && h < v {
				return hang(words, v, h, "xcomp")
			}
		}
		n = words[n].Head
	}
	return false
}

// withZu: the infinitive has its "zu" before it or within ("einzudämmen").
func withZu(words []Word, v int) bool {
	return v > 0 && strings.EqualFold(words[v-1].Form, "zu") || strings.Contains(words[v].Form[1:], "zu")
}

// secondObject: the article "der" or "des" at word i belongs to an object, which
// it cannot be by its form, right behind another object of the same verb: it is
// the genitive of that.
func secondObject(words []Word, i int) bool {
	n := words[i].Head
	if n <= i || i == 0 || !words[i].Rel.Is("det") || !words[n].Rel.Is("obj") || words[n].UPOS != ud.NOUN && words[n].UPOS != ud.PROPN {
		return false
	}
	o := i - 1
	if words[o].UPOS != ud.NOUN || !words[o].Rel.Is("obj") || words[o].Head != words[n].Head || words[o].Head > o {
		return false
	}
	words[n].Head, words[n].Rel = o, relNmod
	words[n].Feats = words[n].Feats.With(ud.AttrCase, int(ud.CaseGen))
	return true
}
