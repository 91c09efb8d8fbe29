package engine

import (
	"strings"

	"kg/ingest/parse/linear"
)

// forms remembers what depends on the form of a word alone, for the forms seen
// last: half of what it takes to tag a word.
type forms struct {
	slots []*form // by hash
}

// form is a word form. It is immutable.
type form struct {
	text string
	at   atoms
	tags [2][]int32 // for each pass of the tagger the scores of formFeats
}

// formSlots bounds the memory of a worker: a form takes up to 1 kB.
const formSlots = 1 << 12

// of returns a form, by the conventions src of a treebank.
func (f *forms) of(m *Model, src uint32, text string, s *scratch) *form {
	if f.slots == nil {
		f.slots = make([]*form, formSlots)
	}
	slot := &f.slots[linear.Hash(text)%formSlots]
	if x := *slot; x != nil && x.text == text {
		return x
	}
	keep := len(text) <= maxForm
	if keep {
		text = strings.Clone(text) // not the whole article with it
	}
	x := &form{text: text, at: makeAtoms(text, m.lex)}
	s.fs = formFeats(src, &x.at, s.fs[:0])
	n := len(m.tags.names)
	sum := make([]int32, 2*n)
	for pass := range x.tags {
		x.tags[pass] = sum[pass*n:][:n]
		m.tag[pass].Scores(s.fs, x.tags[pass])
	}
	if keep {
		*slot = x
	}
	return x
}
