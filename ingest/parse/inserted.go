package parse

import (
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

const (
	// maxInserted bounds how many words a clause may have that stands between a
	// subject and its verb.
	maxInserted = 45
	// maxAround bounds the sentences that are parsed around such a clause, each
	// of which costs another reading of the sentence.
	maxAround = 150
)

// insertedClause is a range of words, the commas around it included, that stands
// between a subject and its verb: "X, which has ties to Y, attacked Z".
type insertedClause struct {
	first, last int
	open        bool // its last comma stays: "X, 54, who …, was …"
}

// inserted finds such a clause, if the parser did not tie the verb behind it to
// a subject before it: in a long insertion it takes another verb for the main one.
func inserted(t *Tree) (insertedClause, bool) {
	if len(t.words) > maxAround {
		return insertedClause{}, false
	}
	for c := 1; c+2 < len(t.words); c++ {
		aged := c > 2 && t.words[c-1].UPOS == ud.NUM && t.words[c-2].Form == "," && nominal(t.words[c-3])
		if t.words[c].Form != "," || !nominal(t.words[c-1]) && !aged {
			continue
		}
		relative := opensInsertion(t.words[c+1]) && t.words[c+1].UPOS != ud.DET || strings.EqualFold(t.words[c+1].Form, "which") || t.words[c+1].UPOS == ud.ADP && opensRelative(t.words[c+2])
		loose := !relative && !opensInsertion(t.words[c+1])
		if loose && (!opensLoose(t, c) || !firstVerbBehind(t, c)) {
			continue
		}
		e := closing(t, c, relative, loose)
		if e < 0 || tied(t, c, e) {
			continue
		}
		if aged {
			return insertedClause{c, e, true}, true
		}
		return insertedClause{c, e + 1, false}, true
	}
	return insertedClause{}, false
}

func opensInsertion(w Word) bool {
	switch strings.ToLower(w.Form) {
	case "who", "which", "whose", "whom", "a", "an", "the":
		return true
	}
	return false
}

// opensRelative: what a preposition before it leaves no other reading: "to which Angola belongs".
func opensRelative(w Word) bool {
	switch strings.ToLower(w.Form) {
	case "which", "whom", "whose":
		return true
	}
	return false
}

// opensLoose: behind comma c a participle, an adverb or a preposition opens what may
// stand between a subject and its verb: "X, toppled by Y, …", "X, once a refuge of Y,
// …", "X, under pressure from Y, …", "X, too, …".
func opensLoose(t *Tree, c int) bool {
	w := t.words[c+1]
	switch w.UPOS {
	case ud.VERB:
		return w.Feats.Tense() == ud.TensePast && c+2 < len(t.words) && t.words[c+2].UPOS != ud.DET && t.words[c+2].UPOS != ud.PRON && t.words[c+2].UPOS != ud.PROPN
	case ud.ADV, ud.ADP:
		return true
	}
	return false
}

// firstVerbBehind: no finite verb stands between the beginning of the clause and
// comma c, so that what stands before the comma can be a subject only.
func firstVerbBehind(t *Tree, c int) bool {
	for i := c - 1; i >= 0; i-- {
		switch w := t.words[i]; {
		case w.UPOS == ud.SCONJ || w.Form == ";" || w.Form == ":" || w.Form == "\"":
			return true
		case w.UPOS == ud.VERB || w.UPOS == ud.AUX || w.Form == ",":
			return false
		case w.UPOS == ud.ADP && i == 0:
			return false // "In Poland, after …"
		}
	}
	return true
}

// closing is the comma that ends the insertion beginning with comma c: a finite
// verb without a subject of its own stands behind it. -1 if there is none.
func closing(t *Tree, c int, relative, loose bool) int {
	verbs := 0
	for e := c + 2; e+1 < len(t.words) && e < c+maxInserted; e++ {
		w := t.words[e]
		if w.Form == ";" || w.Form == ":" || w.Form == "\"" {
			return -1
		}
		if finiteWord(w) && !agentFollows(t, e) {
			verbs++
			if !relative {
				return -1 // "In Paris, a man shot …"
			}
		}
		if w.Form != "," || relative && verbs == 0 {
			continue
		}
		k := e + 1
		for k < len(t.words) && t.words[k].UPOS == ud.ADV && k < e+3 {
			k++
		}
		if k < len(t.words) && (finiteWord(t.words[k]) || (relative || loose) && (pastWord(t, k) || overlookedPast(t, k))) {
			return e
		}
	}
	return -1
}

func finiteWord(w Word) bool {
	return (w.UPOS == ud.VERB || w.UPOS == ud.AUX) && w.Feats.VerbForm() == ud.VerbFormFin
}

// agentFollows: "by" behind the verb, or behind its particle, makes it a participle
// ("propped up by …").
func agentFollows(t *Tree, e int) bool {
	for k := e + 1; k < len(t.words) && k <= e+2; k++ {
		if strings.EqualFold(t.words[k].Form, "by") {
			return t.words[e].UPOS == ud.VERB
		}
		if t.words[k].UPOS != ud.ADP && t.words[k].UPOS != ud.ADV {
			return false
		}
	}
	return false
}

// pastWord: a verb that may be in the past tense, where the tagger saw a participle.
func pastWord(t *Tree, k int) bool {
	w := t.words[k]
	return w.UPOS == ud.VERB && w.Feats.VerbForm() == ud.VerbFormPart && w.Feats.Tense() == ud.TensePast && k+1 < len(t.words) && !strings.EqualFold(t.words[k+1].Form, "by")
}

// overlookedPast: the verb of "the party, founded in 2009, voiced support for …",
// which the tagger took for an adjective.
func overlookedPast(t *Tree, k int) bool {
	w := t.words[k]
	return w.UPOS == ud.ADJ && strings.HasSuffix(w.Form, "ed") && w.Head > k && k+1 < len(t.words)
}

// tied: a subject before comma c belongs to a verb behind comma e.
func tied(t *Tree, c, e int) bool {
	for i := 0; i < c; i++ {
		if h := t.words[i].Head; h > e && strings.HasPrefix(t.words[i].Rel.String(), "nsubj") && !t.words[h].Rel.Is("amod") {
			up := t.words[h].Head
			return up <= c || up >= e
		}
	}
	return false
}

// parseAround parses a sentence without the clause inserted in it, then the
// clause alone, and joins the two: the clause belongs to the subject before it.
// It is nil where that does not give the verb behind the clause its subject.
func (m *Model) parseAround(t *Tree, tokens []Token, names []int, in insertedClause) *Tree {
	first, last := t.words[in.first].Token, t.words[in.last-1].Token
	end, commas := last, []int{in.first, in.last - 1} // of what stands within the commas
	if in.open {
		end, commas = last+1, commas[:1]
	}
	outer := m.ParseNamed(slices.Concat(tokens[:first], tokens[last+1:]), without(names, first, last+1))
	inner := ownTree(t, in.first+1, in.last-len(commas)+1)
	if inner == nil {
		inner = m.ParseNamed(tokens[first+1:end], part(names, first+1, end))
	}
	inner.reroot()
	if outer.Len()+inner.Len()+len(commas) != len(t.words) || inner.Len() == 0 {
		return nil
	}
	subject := -1
	for i := in.first - 1; i >= 0; i-- {
		if outer.words[i].Head >= in.first && strings.HasPrefix(outer.words[i].Rel.String(), "nsubj") {
			subject = i
			break
		}
	}
	if subject < 0 {
		return nil
	}
	out := &Tree{lang: t.lang, names: names, words: slices.Clone(t.words)}
	out.place(outer, shifted(in.first, in.last-in.first))
	out.place(inner, shifted(0, in.first+1))
	root := inner.root + in.first + 1
	head, rel := asideOf(out, inner.words[inner.root], subject, in.first), insertedRel(inner)
	if t.lang == "en" {
		switch w := t.words[in.first+1]; {
		case w.UPOS == ud.ADV, w.UPOS == ud.ADP && !opensRelative(t.words[in.first+2]):
			head, rel = out.words[subject].Head, looseRel(inner.words[inner.root])
		case w.UPOS == ud.VERB && root == in.first+1: // a participle, as it was read in the whole
			rel, out.words[root].UPOS, out.words[root].Feats = "acl", ud.VERB, w.Feats
		}
	}
	setRel(&out.words[root], head, rel)
	for _, c := range commas {
		setRel(&out.words[c], root, "punct")
	}
	out.index()
	out.finish()
	return out
}

// place puts the tree of a part of the sentence where its words stand in the whole: at
// gives that for each. t has the words of the whole already.
func (t *Tree) place(part *Tree, at func(int) int) {
	for i, w := range part.words {
		k := at(i)
		w.Token = t.words[k].Token
		if w.Head >= 0 {
			w.Head = at(w.Head)
		}
		t.words[k] = w
	}
}

// shifted is where the words of a sentence stand behind n more from word first on.
func shifted(first, n int) func(int) int {
	return func(i int) int {
		if i >= first {
			return i + n
		}
		return i
	}
}

// ownTree is the tree of the words from first to last, of which the parser made one already, as they stand in French tree t; nil if it made several.
func ownTree(t *Tree, first, last int) *Tree {
	if t.lang != "fr" {
		return nil
	}
	out := &Tree{lang: t.lang, words: slices.Clone(t.words[first:last])}
	roots, token := 0, t.words[first].Token
	for i := range out.words {
		w := &out.words[i]
		w.Token -= token
		if w.Head -= first; w.Head < 0 || w.Head >= len(out.words) {
			w.Head = -1
			roots++
		}
	}
	if roots != 1 {
		return nil
	}
	out.index()
	return out
}

// insertedRel is the relation of what is inserted to what it stands behind.
func insertedRel(inner *Tree) string {
	w := inner.words[inner.root]
	switch {
	case inner.Child(inner.root, "cop") >= 0 || w.UPOS == ud.AUX:
		return "acl:relcl"
	case inner.lang != "en" && (w.UPOS == ud.ADJ || w.UPOS == ud.VERB && !finiteWord(w) && len(inner.Aux(inner.root)) == 0):
		return "acl" // "proche de X", "fondée par Y"
	case w.UPOS == ud.VERB:
		return "acl:relcl"
	case inner.lang == "fr" && inner.Child(inner.root, "case") >= 0:
		return "nmod" // "en conflit avec X"
	}
	return "appos"
}

// looseRel is the relation to the verb of what an adverb or preposition opens.
func looseRel(root Word) string {
	switch root.UPOS {
	case ud.VERB, ud.AUX:
		return "advcl"
	case ud.ADV:
		return "advmod"
	}
	return "obl"
}

// without gives the entries outside of a range, part those inside; nil of nil.
func without(names []int, first, last int) []int {
	if names == nil {
		return nil
	}
	return slices.Concat(names[:first], names[last:])
}

func part(names []int, first, last int) []int {
	if names == nil {
		return nil
	}
	return names[first:last]
}
