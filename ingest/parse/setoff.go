package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

const (
	// maxSetOff bounds how many words a phrase may have that stands between a French verb and its object.
	maxSetOff = 16
	// maxSetOffTried bounds how many such phrases are tried in a sentence.
	maxSetOffTried = 2
)

// setOffFrench parses a French sentence apart from an adverbial phrase between commas that stands between a verb and its object ("a livré à
// X, avec l’accord de Y, les premiers chars"), where the parser found no object behind it. Nil where that gives none either.
func (m *Model) setOffFrench(t *Tree, s *split) *Tree {
	if len(t.words) > maxAround {
		return nil
	}
	tried := 0
	for c := 2; c+4 < len(t.words) && tried < maxSetOffTried; c++ {
		if t.words[c].Form != "," || t.words[c+1].UPOS != ud.ADP && t.words[c+1].UPOS != ud.ADV {
			continue
		}
		v, e := t.verbOf(c), t.endOfSetOff(c)
		if v < 0 || e < 0 || t.objectBehind(v, e) {
			continue
		}
		tried++
		if whole := m.joinSetOff(t, s, c, e, v); whole != nil {
			return whole
		}
	}
	return nil
}

// verbOf is the verb that stands before comma c with at most a short complement between; -1 if there is none, or if it has an object already.
func (t *Tree) verbOf(c int) int {
	for i := c - 1; i >= 0 && i >= c-6; i-- {
		w := t.words[i]
		switch w.UPOS {
		case ud.VERB:
			if w.Feats.VerbForm() == ud.VerbFormPart && len(t.Aux(i)) == 0 || t.Child(i, "obj", "ccomp", "aux:pass") >= 0 && t.Child(i, "obj", "ccomp") < c && t.Child(i, "obj", "ccomp") >= 0 {
				return -1
			}
			return i
		case ud.PUNCT, ud.PRON, ud.SCONJ, ud.CCONJ:
			return -1
		}
	}
	return -1
}

// endOfSetOff is the comma that ends the phrase beginning with comma c, with the article, number or preposition of an object behind it; -1
// if there is none.
func (t *Tree) endOfSetOff(c int) int {
	name := -1 // a comma with a name behind it that is of somebody within the phrase: "par la voix de son porte-parole, X, …"
	own := false
	for e := c + 2; e+2 < len(t.words) && e <= c+maxSetOff; e++ {
		w := t.words[e]
		if finiteWord(w) || opensClause(w) || closesClause(w) || w.Form == ";" || w.Form == ":" {
			break
		}
		own = own || w.UPOS == ud.DET && strings.Contains(w.Feats.String(), "Poss=Yes")
		if before := t.words[e-1]; w.Form != "," || !nominal(before) && before.UPOS != ud.ADJ && before.UPOS != ud.NUM {
			continue
		}
		switch t.words[e+1].UPOS {
		case ud.DET, ud.NUM:
			return e
		case ud.PROPN:
			if !own {
				return e
			}
			name = e
		}
	}
	return name
}

// objectBehind: an object of verb v, or a clause for one, begins behind word e.
func (t *Tree) objectBehind(v, e int) bool {
	for i := e + 1; i < len(t.words); i++ {
		if w := t.words[i]; w.Head == v && t.left[i] == e+1 && (w.Rel.Is("obj") || w.Rel.Is("ccomp") || w.Rel.Is("xcomp")) {
			return true
		}
	}
	return false
}

// joinSetOff parses the sentence without what stands from comma c to comma e, and joins the two. Nil where verb v gets no object behind it.
func (m *Model) joinSetOff(t *Tree, s *split, c, e, v int) *Tree {
	first, last := t.words[c].Token, t.words[e].Token
	outer := m.ParseNamed(append(append([]Token(nil), s.tokens[:first]...), s.tokens[last+1:]...), without(s.names, first, last+1))
	inner := ownTree(t, c+1, e)
	if inner == nil {
		inner = m.ParseNamed(s.tokens[first+1:last], part(s.names, first+1, last))
	}
	n := e - c + 1
	if outer.Len()+n != len(t.words) || inner.Len() != n-2 || inner.Len() == 0 {
		return nil
	}
	gained := false
	for i := c; i < outer.Len(); i++ {
		w := outer.words[i]
		gained = gained || w.Head == v && strings.HasPrefix(w.Rel.String(), "obj") && outer.left[i] == c
	}
	if !gained {
		return nil
	}
	out := &Tree{lang: t.lang, names: s.names, words: append([]Word(nil), t.words...)}
	out.place(outer, shifted(c, n))
	out.place(inner, shifted(0, c+1))
	root := inner.root + c + 1
	setRel(&out.words[root], v, "obl:mod")
	setRel(&out.words[c], root, "punct")
	setRel(&out.words[e], root, "punct")
	out.index()
	out.finish()
	return out
}
