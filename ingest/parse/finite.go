package parse

import (
	"kg/ingest/parse/engine"
	"kg/ingest/parse/ud"
)

// pastIsParticiple are the languages in which most verbs have one form for the
// past tense and the past participle.
var pastIsParticiple = map[string]bool{"en": true}

// overlooked is the word that is likely to be the verb of a sentence in which
// the parser has found none: "Germany supplied tanks to Ukraine" read as
// "Germany's tanks that were supplied". -1 where there is no doubt. Headlines,
// which end without a full stop, do without a verb.
func overlooked(t *Tree) int {
	n := len(t.words)
	if n < 4 || !pastIsParticiple[t.lang] || t.words[n-1].Form != "." {
		return -1
	}
	root := t.words[t.root]
	if t.lang == "en" && root.UPOS == NOUN && t.root > 1 && t.root+2 < n && root.Feats.Number() == ud.NumberPlur && t.words[t.root-1].UPOS == NOUN && t.words[t.root-1].Feats.Number() != ud.NumberPlur &&
		t.words[t.root-2].UPOS == DET && t.words[t.root+1].UPOS == ADP && t.Child(t.root, "cop") < 0 && t.Child(t.root, "conj") > t.root && t.words[t.Child(t.root, "conj")].UPOS == VERB {
		return t.root // "The tycoon lives in Dubai and has …"
	}
	if root.UPOS == VERB && root.Feats.VerbForm() != ud.VerbFormPart || t.Child(t.root, "cop", "aux", "expl") >= 0 {
		return -1
	}
	commas := 0
	for i := 1; i < n; i++ {
		w, l := t.words[i], t.words[i-1]
		if l.Form == "," {
			commas++
		}
		if w.UPOS != VERB || w.Feats.VerbForm() != ud.VerbFormPart || w.Feats.Tense() != ud.TensePast || t.Child(i, "aux") >= 0 {
			continue
		}
		switch l.UPOS {
		case NOUN, PROPN, PRON, ADV:
			if i == t.root || t.left[t.root] <= i && i < t.right[t.root] {
				return i
			}
		case PUNCT: // "Ruto, the president, dined with Macron": behind the second comma of an aside
			if l.Form == "," && commas%2 == 0 && nominal(root) && i < t.right[t.root] && t.Child(i, "obj", "obl", "conj", "xcomp", "ccomp", "advmod") >= 0 {
				return i
			}
		}
	}
	return -1
}

// finite gives the sentence another look with word i as a finite verb. It is
// nil where the verb does not become the root.
func (m *Model) finite(s *split, i int) *engine.Analysis {
	s.known[i] = engine.Finite
	if a := m.m.AnalyzeKnown(s.forms, s.known, m.style, nil); a.Heads[i] < 0 && a.Feats[i].VerbForm() == ud.VerbFormFin {
		return a
	}
	return nil
}
