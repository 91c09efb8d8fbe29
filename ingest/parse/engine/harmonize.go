package engine

import (
	"slices"
	"strings"

	"kg/ingest/parse/conllu"
	"kg/ingest/parse/ud"
)

// Harmonize brings the features of a PUD treebank nearer to those of the larger
// treebank of its language, since a model learns both as one. It is for
// training only; what is scored against is never changed.
func Harmonize(s *conllu.Sentence, lang string) {
	for i := range s.Words {
		w := &s.Words[i]
		switch lang {
		case "de":
			harmonizeGerman(w)
		case "fr":
			harmonizeFrench(w)
		}
	}
}

func harmonizeGerman(w *conllu.Word) {
	switch w.UPOS {
	case "VERB", "AUX":
		switch {
		case strings.Contains(w.Feats, "VerbForm="):
		case w.XPOS == "VBC" || strings.Contains(w.Feats, "Mood="):
			w.Feats = setFeat(w.Feats, "VerbForm", "Fin")
		case w.XPOS == "VBN":
			w.Feats = setFeat(w.Feats, "VerbForm", "Part")
		case w.XPOS == "VB":
			w.Feats = setFeat(w.Feats, "VerbForm", "Inf")
		}
		if strings.Contains(w.Feats, "VerbForm=Part") {
			w.Feats = setFeat(w.Feats, "Tense", "")
		}
		w.Feats = setFeat(w.Feats, "Voice", "")
	case "ADV":
		w.Feats = setFeat(w.Feats, "Degree", "")
		if w.XPOS == "WRB" {
			w.Feats = setFeat(w.Feats, "PronType", "Int")
		}
	case "PRON":
		if w.XPOS == "PRP" {
			w.Feats = setFeat(w.Feats, "PronType", "Prs")
		}
	}
}

func harmonizeFrench(w *conllu.Word) {
	if w.UPOS == "NUM" {
		w.Feats = setFeat(setFeat(w.Feats, "Number", ""), "NumType", "Card")
	}
}

// setFeat sets a feature in a FEATS column; an empty value takes it out.
func setFeat(feats, name, value string) string {
	var out []string
	for _, f := range strings.Split(feats, "|") {
		if f != "_" && !strings.HasPrefix(f, name+"=") {
			out = append(out, f)
		}
	}
	if value != "" {
		out = append(out, name+"="+value)
	}
	if len(out) == 0 {
		return "_"
	}
	return strings.Join(out, "|")
}

// Augment adds copies of some sentences as newspapers print them: one in thirty
// in capitals, as headlines are, one in fifteen without its final mark.
func Augment(data []*Gold) []*Gold {
	out := slices.Clone(data)
	for k, g := range data {
		if k%30 == 7 {
			c := *g
			c.Forms = make([]string, len(g.Forms))
			for i, f := range g.Forms {
				c.Forms[i] = strings.ToUpper(f)
			}
			c.Multi = nil
			out = append(out, &c)
		}
		if n := len(g.Forms) - 1; k%15 == 3 && n > 2 && g.UPOS[n] == ud.PUNCT && !slices.Contains(g.Heads, n) {
			c := *g
			c.Forms, c.Lemmas, c.UPOS, c.Feats, c.Heads, c.Rels = g.Forms[:n], g.Lemmas[:n], g.UPOS[:n], g.Feats[:n], g.Heads[:n], g.Rels[:n]
			c.Multi = nil
			out = append(out, &c)
		}
	}
	return out
}
