package engine

import (
	"fmt"
	"io"

	"kg/ingest/parse/ud"
)

// Scores counts what a model gets right with gold words.
type Scores struct {
	Words, UPOS, Feats, Lemma int
	Arcs, UAS, LAS            int // without punctuation
	All, AllUAS, AllLAS       int // with it, base relations, as CoNLL 2018 counts
	Core, CoreRight           int // subjects, objects, agents
	Obl, OblRight             int // obl, nmod, conj
}

// simple keeps of the subtypes only those that facts depend on.
func simple(r ud.Rel) string {
	switch s := r.String(); s {
	case "nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "compound:prt":
		return s
	}
	return r.Base().String()
}

// Score runs the model on the words of the sentences.
func Score(m *Model, data []*Gold) Scores {
	var s Scores
	for _, g := range data {
		s.add(g, m.AnalyzeAs(g.Forms, m.Style(g.Source)))
	}
	return s
}

func (s *Scores) add(g *Gold, a *Analysis) {
	for i := range g.Forms {
		s.Words++
		s.UPOS += one(a.UPOS[i] == g.UPOS[i])
		s.Feats += one(a.Feats[i] == g.Feats[i])
		s.Lemma += one(a.Lemmas[i] == g.Lemmas[i])
		head := a.Heads[i] == g.Heads[i]
		rel, want := simple(a.Rels[i]), simple(g.Rels[i])
		s.All++
		s.AllUAS += one(head)
		s.AllLAS += one(head && a.Rels[i].Base() == g.Rels[i].Base())
		if g.UPOS[i] == ud.PUNCT {
			continue
		}
		s.Arcs++
		s.UAS += one(head)
		s.LAS += one(head && rel == want)
		switch want {
		case "nsubj", "nsubj:pass", "obj", "iobj", "obl:agent":
			s.Core++
			s.CoreRight += one(head && rel == want)
		case "obl", "nmod", "conj":
			s.Obl++
			s.OblRight += one(head && rel == want)
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func pct(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// Print writes one line.
func (s *Scores) Print(w io.Writer, name string) {
	fmt.Fprintf(w, "%-24s UPOS %.2f feats %.2f lemma %.2f | UAS %.2f LAS %.2f | all UAS %.2f LAS %.2f | core %.1f obl+nmod+conj %.1f\n", name,
		pct(s.UPOS, s.Words), pct(s.Feats, s.Words), pct(s.Lemma, s.Words), pct(s.UAS, s.Arcs), pct(s.LAS, s.Arcs),
		pct(s.AllUAS, s.All), pct(s.AllLAS, s.All), pct(s.CoreRight, s.Core), pct(s.OblRight, s.Obl))
}

// Merge adds the counts of another set of sentences.
func (s *Scores) Merge(o Scores) {
	for _, p := range [][2]*int{{&s.Words, &o.Words}, {&s.UPOS, &o.UPOS}, {&s.Feats, &o.Feats}, {&s.Lemma, &o.Lemma},
		{&s.Arcs, &o.Arcs}, {&s.UAS, &o.UAS}, {&s.LAS, &o.LAS}, {&s.All, &o.All}, {&s.AllUAS, &o.AllUAS}, {&s.AllLAS, &o.AllLAS},
		{&s.Core, &o.Core}, {&s.CoreRight, &o.CoreRight}, {&s.Obl, &o.Obl}, {&s.OblRight, &o.OblRight}} {
		*p[0] += *p[1]
	}
}
