package ingest

import (
	"context"
	"slices"

	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/syntax"
	"kg/ingest/text"
)

// secondReading parses those sentences by a second opinion that should have
// given a fact and gave none, and keeps it for those that then give one.
func (r *reading) secondReading(ctx context.Context, m *parse.Model, sentences []text.Sentence, trees []*parse.Tree) error {
	other := map[int]*parse.Tree{}
	for k, s := range sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !onlyEchoes(r.facts[k]) || !r.promising(k) {
			continue
		}
		if t := m.ParseAside(tokensOf(s), r.names(k, s), r.asides(k, s)); !sameTree(t, trees[k]) {
			other[k] = t
		}
	}
	if len(other) == 0 {
		return nil
	}
	second := slices.Clone(trees)
	for k, t := range other {
		second[k] = t
	}
	x := r.afresh()
	if err := x.interpret(ctx, nil, sentences, second); err != nil {
		return err
	}
	kept := 0
	for k := range other {
		if onlyEchoes(x.facts[k]) || !x.plain(k) {
			second[k] = trees[k]
		} else {
			kept++
		}
	}
	switch kept {
	case 0:
		return nil
	case len(other):
		*r = *x
		return nil
	}
	*r = *r.afresh()
	return r.interpret(ctx, nil, sentences, second)
}

// plain: the facts of sentence k are told as they stand, or make no edge. How a
// statement is held hangs on more of the tree than what it says, so that a
// second opinion is not trusted with it.
func (r *reading) plain(k int) bool {
	for _, f := range r.facts[k] {
		if c := r.claim(k, f); c.Edge() && c.Modality != graph.Factual {
			return false
		}
	}
	return true
}

// afresh is a reading of the same article of which only the dates and numbers are known.
func (r *reading) afresh() *reading {
	x := r.p.reading(r.doc)
	x.dates, x.numbers, x.warnings, x.memory = r.dates, r.numbers, r.warnings, r.memory
	return x
}

// promising: sentence k has a trigger and two ends that fit it.
func (r *reading) promising(k int) bool {
	s := r.d.Sentences[k]
	types := map[string]string{} // entity → type
	refs := r.refs(k)
	for i := range s.Tree.Len() {
		for _, a := range refs(i, syntax.Whole) {
			types[a.Entity] = a.Type
		}
	}
	if len(types) < 2 || s.Plot {
		return false
	}
	for i := range s.Tree.Len() {
		for _, relation := range r.lang.Told(s.Tree, i) {
			for x, tx := range types {
				for y, ty := range types {
					if x != y && r.p.ontology.Allows(relation, tx, ty) {
						return true
					}
				}
			}
		}
	}
	return false
}

// sameTree: the trees have the same words, tags, heads and relations.
func sameTree(a, b *parse.Tree) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		v, w := a.Word(i), b.Word(i)
		if v.Head != w.Head || v.Rel != w.Rel || v.UPOS != w.UPOS || v.Lemma != w.Lemma {
			return false
		}
	}
	return true
}
