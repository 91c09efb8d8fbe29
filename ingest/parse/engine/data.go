// Package engine trains and runs the language models: tagger, morphology,
// lemmatizer and dependency parser, all linear classifiers over hashed features.
package engine

import (
	"fmt"

	"kg/ingest/parse/conllu"
	"kg/ingest/parse/ud"
)

// A Gold is an annotated sentence to learn from or to score against.
type Gold struct {
	Forms  []string
	Lemmas []string
	UPOS   []ud.UPOS
	Feats  []ud.Feats
	Heads  []int // index of the head, -1 for the root
	Rels   []ud.Rel
	Multi  []conllu.Multi
	Source string // which treebank it is from
	Origin *Gold  // of a copy with other word order or a phrase more: the sentence that it was made of
}

// FromCoNLLU turns a sentence of a treebank into a Gold. It fails on a tag or
// relation outside Universal Dependencies v2.
func FromCoNLLU(s *conllu.Sentence, source string) (*Gold, error) {
	g := &Gold{Multi: s.Multi, Source: source}
	for i := range s.Words {
		w := &s.Words[i]
		u, ok := ud.ParseUPOS(w.UPOS)
		if !ok {
			return nil, &conllu.Error{Line: s.Line + i, Msg: fmt.Sprintf("%q is no universal part-of-speech tag", w.UPOS)}
		}
		r, ok := ud.ParseRel(w.Rel)
		if !ok {
			return nil, &conllu.Error{Line: s.Line + i, Msg: fmt.Sprintf("%q is no universal relation", w.Rel)}
		}
		lemma := w.Lemma
		if lemma == "_" && w.Form != "_" {
			lemma = w.Form
		}
		g.Forms = append(g.Forms, w.Form)
		g.Lemmas = append(g.Lemmas, lemma)
		g.UPOS = append(g.UPOS, u)
		g.Feats = append(g.Feats, ud.ParseFeats(w.Feats))
		g.Heads = append(g.Heads, w.Head-1)
		g.Rels = append(g.Rels, r)
	}
	return g, nil
}

// fineTag is what the tagger predicts: the universal tag with the features
// that syntax needs. Separated verb particles have a tag of their own.
func (g *Gold) fineTag(i int) string {
	f := g.Feats[i]
	t := g.UPOS[i].String()
	switch g.UPOS[i] {
	case ud.VERB, ud.AUX:
		t += "|" + f.VerbForm().String() + "|" + f.Mood().String()
		if f.VerbForm() == ud.VerbFormPart {
			t += "|" + f.Tense().String()
		}
	case ud.PRON, ud.DET:
		t += "|" + f.PronType().String()
		if f.Poss() {
			t += "|Poss"
		}
	case ud.ADP:
		if g.Rels[i].String() == "compound:prt" {
			t += "|prt"
		}
	case ud.ADV:
		switch f.PronType() {
		case ud.PronTypeInt, ud.PronTypeRel:
			t += "|" + f.PronType().String()
		}
	case ud.NOUN, ud.PROPN:
		if f.Number() == ud.NumberPlur {
			t += "|Plur"
		}
	}
	return t
}
