package ingest

import (
	"slices"

	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/parse"
	"kg/ingest/relation"
	"kg/ingest/relation/pattern"
	"kg/ingest/syntax"
)

// memory is what the readings of an article share. A second reading differs from
// the first in few sentences: what frames and patterns find in the others is
// taken over, if all that they ask for is answered as it was.
type memory struct {
	listed  []*gazetteer.Memo // by sentence: what the lists have of it
	found   map[int][]found   // by sentence, one for each tree
	matched map[int][]matched // by sentence, as it was before and after pronouns were resolved
}

// found is what the frames found in a tree, and what they asked on the way.
type found struct {
	tree  *parse.Tree
	asked []answer
	facts []relation.Fact
}

// matched is what the patterns found in a sentence that looked like this to them.
type matched struct {
	toks    []pattern.Token
	ms      []pattern.Mention
	matches []pattern.Match
}

func newMemory() *memory {
	return &memory{found: map[int][]found{}, matched: map[int][]matched{}}
}

// question is what a frame asks: what a word, or a part of it, stands for.
type question struct {
	word int
	mode syntax.Mode
}

type answer struct {
	question
	refs []relation.Ref
}

// asker answers frames that ask what words of a sentence stand for: each question
// once, since they all ask for the same words.
type asker struct {
	r     *reading
	s     *mention.Sentence
	known map[question]int // → index of the answer
	asked []answer
}

func (r *reading) asker(k int) *asker {
	return &asker{r: r, s: r.d.Sentences[k], known: map[question]int{}}
}

func (a *asker) refs(word int, mode syntax.Mode) []relation.Ref {
	return slices.Clone(a.answer(question{word, mode}))
}

func (a *asker) answer(q question) []relation.Ref {
	if at, ok := a.known[q]; ok {
		return a.asked[at].refs
	}
	var out []relation.Ref
	for _, m := range a.r.d.Refs(a.s, q.word, q.mode) {
		out = append(out, a.r.ref(m))
	}
	a.known[q] = len(a.asked)
	a.asked = append(a.asked, answer{q, out})
	return out
}

// same: the questions are answered as they were before. They are asked in the same
// order, up to the first whose answer differs.
func (a *asker) same(asked []answer) bool {
	for _, old := range asked {
		if !slices.EqualFunc(a.answer(old.question), old.refs, sameRef) {
			return false
		}
	}
	return true
}

func sameRef(a, b relation.Ref) bool {
	if a.Alt != nil && b.Alt != nil {
		if !sameRef(*a.Alt, *b.Alt) {
			return false
		}
		a.Alt, b.Alt = nil, nil
	}
	return a == b
}

// find gives what the frames find in sentence k, for the caller to change.
func (r *reading) find(k int, a *asker) []relation.Fact {
	all := r.memory.found[k]
	at := slices.IndexFunc(all, func(f found) bool { return f.tree == a.s.Tree })
	if at >= 0 && a.same(all[at].asked) {
		return slices.Clone(all[at].facts)
	}
	facts := r.lang.Find(a.s.Tree, a.refs, r.p.ontology)
	for i := range facts { // nobody appends to what is shared
		facts[i].Qualifiers = slices.Clip(facts[i].Qualifiers)
	}
	now := found{a.s.Tree, slices.Clip(a.asked), facts}
	if at >= 0 {
		all[at] = now
	} else {
		r.memory.found[k] = append(all, now)
	}
	return slices.Clone(facts)
}

// matches gives what the patterns find in sentence k.
func (r *reading) matches(k int, toks []pattern.Token, ms []pattern.Mention) []pattern.Match {
	all := r.memory.matched[k]
	at := slices.IndexFunc(all, func(x matched) bool {
		return slices.Equal(ms, x.ms) && slices.EqualFunc(toks, x.toks, sameToken)
	})
	if at >= 0 {
		return all[at].matches
	}
	out := r.p.patterns.Match(r.doc.Lang, toks, ms, r.d.Sentences[k].Heading)
	for i := range out {
		out[i].Qualifiers = slices.Clip(out[i].Qualifiers)
	}
	r.memory.matched[k] = append(all, matched{toks, ms, out})
	return out
}

func sameToken(a, b pattern.Token) bool {
	return a.Text == b.Text && a.Lemma == b.Lemma && a.UPOS == b.UPOS && slices.Equal(a.Classes, b.Classes)
}
