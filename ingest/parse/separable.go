package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// joinParticles gives a German verb with a separated particle the lemma of the
// whole verb: "brach … ab" is abbrechen. The particle keeps its own lemma and
// the relation compound:prt.
func joinParticles(words []Word) {
	for i := range words {
		p := &words[i]
		if p.Rel.String() != "compound:prt" || p.Head < 0 {
			continue
		}
		if v := particleOf(words, i); v >= 0 {
			p.Head = v
		}
		for k := range words { // a particle has no dependents
			if w := &words[k]; w.Head == i && nominal(*w) && caseOf(words, k) < 0 {
				w.Head, w.Rel = p.Head, relObj
			}
		}
		v := &words[p.Head]
		part := strings.ToLower(p.Form)
		if v.UPOS == ud.VERB && !strings.HasPrefix(v.Lemma, part) {
			v.Lemma = part + v.Lemma
		}
	}
}

// particleOf is the finite verb to which the particle at i belongs where the
// parser tied it to a participle, which has none that stands apart: "stufte die
// AfD als gesichert extremistisch ein". -1 if all is well, or there is no such verb.
func particleOf(words []Word, i int) int {
	h := words[i].Head
	if h+1 < i && words[h+1].Form == "," { // the clause of h is over: "rief nach dem Angriff, den er Israel zuschrieb, den Rat an"
		for k, n := words[h].Head, 0; k >= 0 && n < 6; k, n = words[k].Head, n+1 {
			if k < h && words[k].UPOS == ud.VERB && words[k].Feats.VerbForm() == ud.VerbFormFin {
				return k
			}
		}
	}
	if f := words[h].Feats.VerbForm(); f == ud.VerbFormFin || f == ud.VerbFormInf && h < i || words[h].UPOS != ud.VERB {
		return -1
	}
	for j := i - 1; j >= 0; j-- {
		w := words[j]
		switch {
		case w.UPOS == ud.PUNCT && w.Form == "," || w.UPOS == ud.SCONJ:
			return -1
		case w.UPOS == ud.VERB && w.Feats.VerbForm() == ud.VerbFormFin:
			return j
		}
	}
	return -1
}

// plainNouns replaces lemmas of German nouns that have little in common with
// their form, where a rule for rare endings went astray, by the form without
// the ending of its case.
func plainNouns(words []Word) {
	for i := range words {
		w := &words[i]
		if w.UPOS != ud.NOUN || len(w.Form) < 8 {
			continue
		}
		f, l := strings.ToLower(w.Form), strings.ToLower(w.Lemma)
		if strings.HasSuffix(f, "sandten") && !strings.HasPrefix(f, l) { // "Gesandten": of an adjective's kind, as rare as its ending
			w.Lemma = strings.TrimSuffix(w.Form, "n")
			continue
		}
		same := 0
		for same < len(f) && same < len(l) && f[same] == l[same] {
			same++
		}
		if same >= len(f)-5 || strings.ContainsAny(l+f, "äöüß") {
			continue
		}
		for _, e := range []string{"es", "en", "s", "n"} {
			if stem, ok := strings.CutSuffix(w.Form, e); ok {
				w.Lemma = stem
				break
			}
		}
	}
}

// TreebankLemma returns the lemma of word i as the treebanks give it: for a
// German verb with a separated particle that of the bare verb.
func (t *Tree) TreebankLemma(i int) string {
	w := t.Word(i)
	if t.lang != "de" || w.UPOS != ud.VERB {
		return w.Lemma
	}
	if c := t.Child(i, "compound:prt"); c >= 0 {
		if rest := strings.TrimPrefix(w.Lemma, strings.ToLower(t.words[c].Form)); rest != "" {
			return rest
		}
	}
	return w.Lemma
}
