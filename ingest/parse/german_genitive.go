package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// nameGenitive makes a genitive of a name with an s behind a noun, which the parser
// took for an apposition: of a state ("das Vorgehen Ugandas"), and of anybody
// behind a noun for an act ("die Festnahme Nawalnys", "die Rede Mohammed Mursis").
// It reports whether it changed anything.
func nameGenitive(words []Word, names []int, i int) bool {
	h := words[i].Head
	if words[i].UPOS != ud.PROPN || h < 0 || h >= i || words[h].UPOS != ud.NOUN || !words[i].Rel.Is("appos") && !words[i].Rel.Is("flat") || !onlyAdjectives(words, h+1, i) {
		return false
	}
	last := i
	for last+1 < len(words) && words[last+1].UPOS == ud.PROPN && words[last+1].Rel.Is("flat") && words[last+1].Head == i {
		last++
	}
	form := strings.ToLower(words[last].Form)
	if len(form) < 4 || !strings.HasSuffix(form, "s") {
		return false
	}
	list := listsOf("de")
	state := names != nil && names[words[i].Token] >= State && !list.classes["ending"][form]
	if !state && !actNoun(list.acts, strings.ToLower(words[h].Form)) {
		return false
	}
	words[i].Rel = relNmod
	words[i].Feats = words[i].Feats.With(ud.AttrCase, int(ud.CaseGen))
	return true
}

// onlyAdjectives: none but adjectives stand from word from up to word to.
func onlyAdjectives(words []Word, from, to int) bool {
	for i := from; i < to; i++ {
		if words[i].UPOS != ud.ADJ {
			return false
		}
	}
	return true
}

// actNoun: the noun has one of the ends.
func actNoun(ends []string, noun string) bool {
	for _, e := range ends {
		if strings.HasSuffix(noun, e) {
			return true
		}
	}
	return false
}
