package engine

import (
	"strings"

	"kg/ingest/parse/conllu"
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
