package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// maxFronts bounds how many commas are tried as the end of what stands before the subject.
const maxFronts = 4

// frontedFrench parses a French sentence apart from the description of its subject that opens it ("Ancien trader de X et neveu d’un ministre,
// Y, mis en examen, a …"), where the parser did not tie both to the verb of the sentence. Nil where nothing is gained.
func (m *Model) frontedFrench(t *Tree, s *split) *Tree {
	if len(t.words) > maxAround || !m.opensFront(t, s.names) {
		return nil
	}
	open, tried := 0, 0
	for c := 1; c+3 < len(t.words) && tried < maxFronts; c++ {
		w := t.words[c]
		switch {
		case opensClause(w):
			open++
			continue
		case finiteWord(w):
			if open == 0 && !joined(t, c) {
				return nil
			}
			open = max(open-1, 0)
			continue
		case w.Form == ";" || w.Form == ":" || closesClause(w) && open == 0:
			return nil
		case w.Form != "," || open > 0 || !startsPhrase(t.words[c+1]) || t.possessed(c):
			continue
		}
		if t.tiedFront(c) {
			return nil
		}
		tried++
		if whole := m.joinFront(t, s, c, "advcl"); whole != nil {
			return whole
		}
	}
	return nil
}

// opensFront: the sentence begins with a participle, an adjective or a noun without an article.
func (m *Model) opensFront(t *Tree, names []int) bool {
	w := t.words[0]
	switch {
	case w.Rel.Is("case"): // "Suite à …", "Face à …"
		return false
	case names != nil && names[0] > 0 || len(t.words) < 6 || t.words[1].Form == "," || t.words[1].Form == ":":
		return false
	case w.UPOS == ud.VERB:
		return w.Feats.VerbForm() == ud.VerbFormPart && w.Feats.Tense() == ud.TensePast
	case w.UPOS == ud.ADJ:
		return true
	case w.UPOS == ud.NOUN: // not "M. Dupont, …"
		return t.words[1].UPOS == ud.ADP || t.words[1].UPOS == ud.ADJ
	case w.UPOS == ud.PROPN: // "Alliée de …", which the capital makes a name
		return m.Known(strings.ToLower(w.Form)) && t.words[1].UPOS == ud.ADP
	}
	return false
}

// possessed: before comma c stands "son avocat", and a name behind it that is his: "avec son avocat, X, le chanteur Y a …".
func (t *Tree) possessed(c int) bool {
	if t.words[c+1].UPOS != ud.PROPN || c < 2 || t.words[c-1].UPOS != ud.NOUN {
		return false
	}
	switch strings.ToLower(t.words[c-2].Form) {
	case "son", "sa", "ses", "leur", "leurs":
		return true
	}
	return false
}

// tiedFront: what stands before comma c is one phrase that hangs on the verb whose subject begins right behind it.
func (t *Tree) tiedFront(c int) bool {
	front := -1
	for i := range c {
		if h := t.words[i].Head; h < 0 || h > c {
			if front >= 0 {
				return false
			}
			front = i
		}
	}
	if front < 0 || t.words[front].Head < 0 || strings.HasPrefix(t.words[front].Rel.String(), "nsubj") {
		return false
	}
	v := t.words[front].Head
	for i := c + 1; i < v; i++ {
		if t.words[i].Head == v && strings.HasPrefix(t.words[i].Rel.String(), "nsubj") {
			return t.left[i] == c+1 && finiteOrHelped(t, v)
		}
	}
	return false
}

func finiteOrHelped(t *Tree, v int) bool {
	return finiteWord(t.words[v]) || len(t.Aux(v)) > 0 || t.Child(v, "cop") >= 0
}

// joinFront parses what stands before comma c and what stands behind it, and hangs the one on the verb of the other with relation rel. Nil
// where that has no subject right behind the comma.
func (m *Model) joinFront(t *Tree, s *split, c int, rel string) *Tree {
	at := t.words[c].Token
	rest := m.ParseNamed(s.tokens[at+1:], part(s.names, at+1, len(s.tokens)))
	front := ownTree(t, 0, c)
	if front == nil {
		front = m.ParseNamed(s.tokens[:at], part(s.names, 0, at))
	}
	front.reroot()
	if rest.Len()+front.Len()+1 != len(t.words) || rest.Len() == 0 || front.Len() == 0 || !finiteOrHelped(rest, rest.root) || !subjectFirst(rest) {
		return nil
	}
	out := &Tree{lang: t.lang, names: s.names, words: append([]Word(nil), t.words...)}
	copy(out.words, front.words)
	out.place(rest, shifted(0, c+1))
	setRel(&out.words[front.root], rest.root+c+1, rel)
	setRel(&out.words[c], front.root, "punct")
	out.index()
	out.finish()
	return out
}

// subjectFirst: the sentence begins with the subject of its verb.
func subjectFirst(t *Tree) bool {
	for i := range t.root {
		if t.words[i].Head == t.root && strings.HasPrefix(t.words[i].Rel.String(), "nsubj") {
			return t.left[i] == 0
		}
	}
	return false
}

// reroot makes the word that opens a description its root, where the parser took the verb of a relative clause in it for that: "réfugié à X,
// où il possède …".
func (t *Tree) reroot() {
	v := t.root
	if t.lang != "fr" || v < 1 || !finiteOrHelped(t, v) || opensClause(t.words[0]) {
		return
	}
	opener := -1
	for i := range v {
		if opensClause(t.words[i]) {
			opener = i
			break
		}
	}
	top := 0
	for n := 0; n < len(t.words) && t.words[top].Head >= 0 && t.words[top].Head != v; n++ {
		top = t.words[top].Head
	}
	noun := opener - 1
	for noun >= 0 && !nominal(t.words[noun]) {
		noun--
	}
	if opener < 1 || noun < 0 || top >= opener || t.words[top].Head != v {
		return
	}
	t.words[top].Head = -1
	t.words[top].Rel, _ = ud.ParseRel("root")
	setRel(&t.words[v], noun, "acl:relcl")
	t.index()
}
