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
		v := &words[p.Head]
		part := strings.ToLower(p.Form)
		if v.UPOS == ud.VERB && !strings.HasPrefix(v.Lemma, part) {
			v.Lemma = part + v.Lemma
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
