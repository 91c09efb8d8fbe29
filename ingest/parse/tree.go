package parse

import (
	"fmt"
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

// A Tree is the dependency tree of a sentence. It is immutable; the methods
// take and return word indexes, -1 for none, and never panic on an index that
// the tree does not have.
type Tree struct {
	words []Word
	lang  string
	names []int // by token: the known name that it is part of, 0 for none; may be nil
	kids  []int // children of all words, in surface order, word by word
	first []int // kids[first[i]:first[i+1]] are the children of word i
	left  []int // leftmost and one past the rightmost word of the subtree
	right []int
	root  int
	lower []lowered // by word
}

// lowered is a word's form and lemma in lower case, which the rules ask for
// again and again.
type lowered struct{ form, lemma string }

// finish computes what depends on the lemmas, when they are settled.
func (t *Tree) finish() {
	t.lower = make([]lowered, len(t.words))
	for i := range t.words {
		w := &t.words[i]
		t.lower[i] = lowered{strings.ToLower(w.Form), strings.ToLower(w.Lemma)}
	}
}

// index computes what the methods look up.
func (t *Tree) index() {
	n := len(t.words)
	t.root = -1
	t.first = make([]int, n+2)
	for i := range t.words {
		if h := t.words[i].Head; h < 0 {
			t.root = i
		} else {
			t.first[h+2]++
		}
	}
	for i := 2; i < len(t.first); i++ {
		t.first[i] += t.first[i-1]
	}
	t.kids = make([]int, t.first[n+1])
	for i := range t.words {
		if h := t.words[i].Head; h >= 0 {
			t.kids[t.first[h+1]] = i
			t.first[h+1]++
		}
	}
	t.first = t.first[:n+1]
	t.spans()
}

// spans fills left and right from the leaves up, without recursion: a tree can
// be as deep as the sentence is long.
func (t *Tree) spans() {
	n := len(t.words)
	t.left, t.right = make([]int, n), make([]int, n)
	open := make([]int, n)
	var ready []int
	for i := range t.words {
		t.left[i], t.right[i] = i, i+1
		if open[i] = len(t.Children(i)); open[i] == 0 {
			ready = append(ready, i)
		}
	}
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		h := t.words[i].Head
		if h < 0 {
			continue
		}
		t.left[h], t.right[h] = min(t.left[h], t.left[i]), max(t.right[h], t.right[i])
		if open[h]--; open[h] == 0 {
			ready = append(ready, h)
		}
	}
}

func (t *Tree) has(i int) bool { return i >= 0 && i < len(t.words) }

// Len returns the number of words.
func (t *Tree) Len() int { return len(t.words) }

// Lang returns the language of the model that made the tree.
func (t *Tree) Lang() string { return t.lang }

// OtherNames reports whether word i is part of a name that was known when the
// sentence was parsed, and word j is not part of the same.
func (t *Tree) OtherNames(i, j int) bool {
	if t.names == nil || !t.has(i) || !t.has(j) {
		return false
	}
	a, b := t.names[t.words[i].Token], t.names[t.words[j].Token]
	return a > 0 && a != b
}

// State is added to the number of a name that is a state's, see ParseNamed.
const State = 1 << 24

// StateName reports whether word i is part of the name of a state that was known
// when the sentence was parsed.
func (t *Tree) StateName(i int) bool {
	return t.names != nil && t.has(i) && t.names[t.words[i].Token] >= State
}

// Word returns word i, the zero Word with head -1 if there is none.
func (t *Tree) Word(i int) Word {
	if !t.has(i) {
		return Word{Head: -1, Token: -1}
	}
	return t.words[i]
}

// LowerForm returns the form of word i in lower case, "" if there is none.
func (t *Tree) LowerForm(i int) string {
	if !t.has(i) {
		return ""
	}
	return t.lower[i].form
}

// LowerLemma returns the lemma of word i in lower case, "" if there is none.
func (t *Tree) LowerLemma(i int) string {
	if !t.has(i) {
		return ""
	}
	return t.lower[i].lemma
}

// Root returns the root word, -1 for an empty tree.
func (t *Tree) Root() int { return t.root }

// Children returns the children of a word in surface order. The slice belongs
// to the tree and must not be changed.
func (t *Tree) Children(i int) []int {
	if !t.has(i) {
		return nil
	}
	return t.kids[t.first[i]:t.first[i+1]:t.first[i+1]]
}

// Child returns the first child with one of the relations, exact ("obl:agent")
// or base ("obl", which takes every subtype too).
func (t *Tree) Child(i int, rels ...string) int {
	for _, c := range t.Children(i) {
		if t.is(c, rels) {
			return c
		}
	}
	return -1
}

func (t *Tree) is(i int, rels []string) bool {
	for _, r := range rels {
		if t.words[i].Rel.Is(r) {
			return true
		}
	}
	return false
}

// Subject returns the subject of a predicate, active or passive.
func (t *Tree) Subject(i int) int { return t.Child(i, "nsubj", "csubj") }

// Object returns the direct object.
func (t *Tree) Object(i int) int { return t.Child(i, "obj") }

// agentPreps are the prepositions of the agent of a passive.
var agentPreps = []string{"by", "von", "durch", "par"}

// Agent returns who acts in a passive clause: obl:agent, or an oblique with
// by, von, durch or par.
func (t *Tree) Agent(i int) int {
	if c := t.Child(i, "obl:agent"); c >= 0 {
		return c
	}
	if !t.Passive(i) {
		return -1
	}
	for _, c := range t.Children(i) {
		if b := t.words[c].Rel.Base(); (b == relObl || b == relNmod) && slices.Contains(agentPreps, t.Preposition(c)) {
			return c
		}
	}
	return -1
}

var (
	relObl, _  = ud.ParseRel("obl")
	relNmod, _ = ud.ParseRel("nmod")
	relCase, _ = ud.ParseRel("case")
	relConj, _ = ud.ParseRel("conj")
	relAux, _  = ud.ParseRel("aux")
)

// Obliques returns the obl and nmod children that have one of the prepositions
// (lemmas), all of them if none is given.
func (t *Tree) Obliques(i int, preps ...string) []int {
	var out []int
	for _, c := range t.Children(i) {
		if b := t.words[c].Rel.Base(); b != relObl && b != relNmod {
			continue
		}
		if len(preps) == 0 || slices.Contains(preps, t.Preposition(c)) {
			out = append(out, c)
		}
	}
	return out
}

// Preposition returns the lemma of a word's preposition; more than one, or one
// of several words ("because of"), are joined with blanks; "" if there is none.
func (t *Tree) Preposition(i int) string {
	var b strings.Builder
	for _, c := range t.Children(i) {
		if t.words[c].Rel.Base() != relCase {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ToLower(t.words[c].Lemma))
		for _, f := range t.Children(c) {
			if t.words[f].Rel.Is("fixed") {
				b.WriteString(" " + strings.ToLower(t.words[f].Lemma))
			}
		}
	}
	return b.String()
}

// Conjuncts returns the words coordinated with word i and after it.
func (t *Tree) Conjuncts(i int) []int {
	var out []int
	for _, c := range t.Children(i) {
		if t.words[c].Rel.Base() == relConj {
			out = append(out, c)
		}
	}
	return out
}

// Negated tells whether a word is negated by a particle, adverb or determiner
// of its own: not, never, no; nicht, nie, kein; ne … pas, aucun.
func (t *Tree) Negated(i int) bool {
	for _, c := range t.Children(i) {
		w := &t.words[c]
		if !w.Rel.Is("advmod") && !w.Rel.Is("det") {
			continue
		}
		if w.Feats.Polarity() == ud.PolarityNeg || w.Feats.PronType() == ud.PronTypeNeg || slices.Contains(negators[t.lang], strings.ToLower(w.Lemma)) {
			return true
		}
	}
	return false
}

var negators = map[string][]string{
	"en": {"not", "n't", "never", "no", "neither", "nor"},
	"de": {"nicht", "nichts", "nie", "niemals", "kein", "keinesfalls", "keineswegs"},
	"fr": {"ne", "n'", "pas", "jamais", "aucun", "aucunement", "nullement"},
}

// Passive tells whether a predicate is in the passive voice.
func (t *Tree) Passive(i int) bool { return t.Child(i, "aux:pass", "nsubj:pass", "csubj:pass") >= 0 }

// Aux returns the auxiliaries of a predicate, without the copula.
func (t *Tree) Aux(i int) []int {
	var out []int
	for _, c := range t.Children(i) {
		if t.words[c].Rel.Base() == relAux {
			out = append(out, c)
		}
	}
	return out
}

// Subtree returns the smallest range of words, first to before last, that holds
// word i and all that depends on it.
func (t *Tree) Subtree(i int) (first, last int) {
	if !t.has(i) {
		return 0, 0
	}
	return t.left[i], t.right[i]
}

// String writes the tree word by word, for tests and people: number, form,
// lemma, tag, features, head, relation.
func (t *Tree) String() string {
	var b strings.Builder
	for i := range t.words {
		w := &t.words[i]
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t%d\t%s\n", i+1, w.Form, w.Lemma, w.UPOS, w.Feats, w.Head+1, w.Rel)
	}
	return b.String()
}
