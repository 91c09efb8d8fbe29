package parse

import (
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

// aroundGerman parses a sentence without what stands between commas behind its
// first phrase: "X, seit Monaten von Unruhen geschwächt, wies …". Whatever stands
// there, the finite verb behind the second comma tells that the phrase before the
// first is the one in front of it. It is nil where the parser tied the two, or
// where nothing is gained.
func (m *Model) aroundGerman(t *Tree, tokens []Token, names []int) *Tree {
	in, ok := insertedGerman(t)
	if !ok {
		return nil
	}
	return m.parseAround(t, tokens, names, in)
}

func insertedGerman(t *Tree) (insertedClause, bool) {
	if len(t.words) > maxAround {
		return insertedClause{}, false
	}
	c := slices.IndexFunc(t.words, func(w Word) bool { return w.Form == "," })
	if c < 1 || c+2 >= len(t.words) || !nominal(t.words[c-1]) || t.words[0].UPOS == ud.ADP {
		return insertedClause{}, false
	}
	if w := t.words[c+1].UPOS; w == ud.PRON || w == ud.DET || w == ud.ADP && t.words[c+2].UPOS == ud.PRON {
		return insertedClause{}, false // "X, die von Y aus operiert, …", "X, mit dem …"
	}
	for _, w := range t.words[:c] {
		if w.UPOS == ud.VERB || w.UPOS == ud.AUX || w.UPOS == ud.SCONJ || w.UPOS == ud.PUNCT {
			return insertedClause{}, false
		}
	}
	for e := c + 2; e+1 < len(t.words) && e < c+maxInserted; e++ {
		switch w := t.words[e]; {
		case w.UPOS == ud.PUNCT && w.Form != "," || finiteWord(w) && w.Form != ",":
			return insertedClause{}, false // a relative clause, or another sentence
		case w.Form == "," && finiteWord(t.words[e+1]):
			if !participleLast(t, c+1, e) || tied(t, c, e) {
				return insertedClause{}, false
			}
			return insertedClause{c, e + 1, false}, true
		}
	}
	return insertedClause{}, false
}

// participleLast: the words from first to before end close with a participle.
func participleLast(t *Tree, first, end int) bool {
	w := t.words[end-1]
	if end-first < 2 || w.UPOS == ud.ADP {
		return false
	}
	f := strings.ToLower(w.Form)
	return w.Feats.VerbForm() == ud.VerbFormPart || (w.UPOS == ud.VERB || w.UPOS == ud.ADJ) && (strings.HasSuffix(f, "t") || strings.HasSuffix(f, "en")) && f == w.Form
}
