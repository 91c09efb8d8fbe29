package engine

import (
	"strings"
	"sync"

	"kg/ingest/parse/linear"
	"kg/ingest/parse/ud"
)

// A Model analyses sentences of one language. It is immutable and safe for
// concurrent use.
type Model struct {
	Lang    string
	Version string // names data and settings of the training
	tags    *tagset
	bundles *bundles
	rels    []ud.Rel
	tag     [2]*linear.Model // two passes
	morph   *linear.Model
	lemmas  *lemmatizer
	lex     *Lexicon
	arcs    []arcModel
	rank    *linear.Model // decides where the parsers differ
	rel     *linear.Model // names the relations of the finished tree
	split   *splitter
	sources []string  // the treebanks whose conventions it knows
	style   int       // the main one
	pool    sync.Pool // of *worker
}

type arcModel struct {
	act, lab *linear.Model
	reverse  bool
}

// An Analysis is what the model says of one sentence, word by word.
type Analysis struct {
	UPOS   []ud.UPOS
	Feats  []ud.Feats
	Lemmas []string
	Heads  []int // index of the head, -1 for the root
	Rels   []ud.Rel
}

// worker holds the memory of one analysis.
type worker struct {
	at      []atoms
	own     []*form // by word
	forms   []forms // by conventions
	t1, t2  []uint8
	feats   []ud.Feats
	view    view
	back    view
	parsers []arcParser
	lat     lattice
	label   relabeler
	src     uint32
	heads   []int32
	s       *scratch
}

func (m *Model) worker() *worker {
	if w, ok := m.pool.Get().(*worker); ok {
		return w
	}
	w := &worker{s: newScratch(m.tags), parsers: make([]arcParser, len(m.arcs))}
	w.label = relabeler{m: m.rel, nrel: len(m.rels), bits: relBits(m.rels)}
	for i, a := range m.arcs {
		w.parsers[i] = arcParser{act: a.act, lab: a.lab, reverse: a.reverse, nrel: len(m.rels)}
	}
	return w
}

// formsOf are the forms seen last by the conventions of a treebank.
func (w *worker) formsOf(src uint32) *forms {
	for int(src) >= len(w.forms) {
		w.forms = append(w.forms, forms{})
	}
	return &w.forms[src]
}

// Analyze tags, lemmatizes and parses the words of a sentence, by the
// conventions of the model's main treebank.
func (m *Model) Analyze(forms []string) *Analysis { return m.analyze(forms, nil, m.style, nil) }

// Known is what is known of a word before it is tagged.
type Known uint8

// A word may be part of a name, and tagged PROPN; a form that is a verb and
// nothing else; a finite verb; an adjective; a common noun or a name; a common noun; one of the two,
// an adjective or a number; a determiner or pronoun; a preposition; a pronoun; the particle of a verb; or anything but a function word.
const (
	Open Known = iota
	Name
	Verb
	Adjective
	Finite
	Noun
	Common
	Nominal
	Determiner
	Preposition
	Pronoun
	Particle
	Content
)

// AnalyzeKnown does the same with words of which something is known, for they
// help what is around them, too, by the conventions of a treebank (see Style).
// known may be nil. want, if it is not nil, is shown the analysis when it has
// no more than tags; if it says no, the words are not parsed and the analysis
// is nil.
func (m *Model) AnalyzeKnown(forms []string, known []Known, style int, want func(*Analysis) bool) *Analysis {
	return m.analyze(forms, known, style, want)
}

// Main is the number of the conventions of the model's main treebank.
func (m *Model) Main() int { return m.style }

// Style returns the number of a treebank's conventions; that of the main
// treebank for a treebank that the model does not know.
func (m *Model) Style(source string) int {
	for i, s := range m.sources {
		if s == treebank(source) {
			return i
		}
	}
	return m.style
}

// treebank returns the name of a treebank without its split.
func treebank(source string) string {
	name, _, _ := strings.Cut(source, "-ud-")
	return name
}

// AnalyzeAs is Analyze with the conventions of a treebank, see Style.
func (m *Model) AnalyzeAs(forms []string, style int) *Analysis {
	return m.analyze(forms, nil, style, nil)
}

func (m *Model) analyze(forms []string, known []Known, style int, want func(*Analysis) bool) *Analysis {
	n := len(forms)
	a := &Analysis{UPOS: make([]ud.UPOS, n), Feats: make([]ud.Feats, n), Lemmas: make([]string, n),
		Heads: make([]int, n), Rels: make([]ud.Rel, n)}
	if n == 0 {
		if want != nil && !want(a) {
			return nil
		}
		return a
	}
	w := m.worker()
	defer m.pool.Put(w)
	w.src = uint32(style)
	w.at, w.own = w.at[:0], w.own[:0]
	for i, f := range forms {
		own := w.formsOf(w.src).of(m, w.src, f, w.s)
		w.at, w.own = append(w.at, own.at), append(w.own, own)
		if known != nil {
			w.at[i].known = known[i]
		}
	}
	w.t1, w.t2, w.feats = resize(w.t1, n), resize(w.t2, n), resize(w.feats, n)
	tagPass(m.tag[0], w.src, w.at, func(i int) []int32 { return w.own[i].tags[0] }, nil, w.t1, w.s)
	tagPass(m.tag[1], w.src, w.at, func(i int) []int32 { return w.own[i].tags[1] }, w.t1, w.t2, w.s)
	for i := range forms {
		a.UPOS[i] = m.tags.upos[w.t2[i]]
	}
	if want != nil && !want(a) {
		return nil
	}
	morphPass(m.morph, m.bundles, w.src, w.at, w.t2, w.feats, w.s)
	for i := range forms {
		a.Feats[i] = w.feats[i]
		a.Lemmas[i] = markGender(m.lemmas.lemma(&w.at[i], a.UPOS[i], a.Feats[i]), forms[i])
	}
	m.parse(w, a)
	return a
}

func (m *Model) parse(w *worker, a *Analysis) {
	n := len(w.at)
	fillView(&w.view, w.src, w.at, w.t2, m.tags, w.feats)
	runAll(w.parsers, &w.view, &w.back)
	m.combine(w)
	w.label.run(&w.view, w.heads, nil)
	for i := 1; i <= n; i++ {
		h := w.heads[i]
		if int(h) == n+1 {
			a.Heads[i-1], a.Rels[i-1] = -1, rootRel
			continue
		}
		a.Heads[i-1] = int(h) - 1
		a.Rels[i-1] = m.rels[w.label.rel[i]]
	}
}

// runAll runs the parsers; back is memory for the reversed sentence.
func runAll(ps []arcParser, v, back *view) {
	reversed := false
	for i := range ps {
		if !ps[i].reverse {
			ps[i].run(v)
			continue
		}
		if !reversed {
			reverseView(back, v)
			reversed = true
		}
		ps[i].run(back)
	}
}

// arcOf returns what parser p says of word i, in positions from left to right.
func (p *arcParser) arcOf(i int) (head int32, rel uint8) {
	if !p.reverse {
		return p.st.head[i], p.st.rel[i]
	}
	n := p.st.n
	head, rel = p.st.head[n+1-i], p.st.rel[n+1-i]
	if int(head) <= n {
		head = int32(n+1) - head
	}
	return head, rel
}

// combine lets the ranker choose among the heads that the parsers propose.
func (m *Model) combine(w *worker) {
	n := len(w.at)
	w.heads = resize(w.heads, n+2)
	w.lat.collect(w.parsers, n)
	if len(w.parsers) > 1 {
		w.lat.rank(m.rank, &w.view, w.parsers[0].st.lc, w.s)
	}
	ok := w.lat.decode()
	for i := int32(1); i <= int32(n); i++ {
		w.heads[i] = w.lat.at(i)
		if !ok {
			w.heads[i], _ = w.parsers[0].arcOf(int(i))
		}
	}
}

var rootRel, _ = ud.ParseRel("root")

// fillView gives the parser the words with their tags.
func fillView(v *view, src uint32, at []atoms, tags []uint8, ts *tagset, feats []ud.Feats) {
	n := len(at)
	v.reset(n)
	v.src = src
	for i := 1; i <= n; i++ {
		a, t := &at[i-1], tags[i-1]
		u := ts.upos[t]
		v.w[i], v.t[i], v.p[i] = a.lc, uint32(u)+10, uint32(t)+40
		v.m[i] = agreement(feats[i-1])
		v.s[i], v.l[i] = a.s3, a.lexMorph
		v.verbs[i], v.commas[i], v.conj[i] = v.verbs[i-1], v.commas[i-1], v.conj[i-1]
		switch u {
		case ud.VERB, ud.AUX:
			v.verbs[i]++
		case ud.PUNCT:
			v.commas[i]++
		case ud.CCONJ, ud.SCONJ:
			v.conj[i]++
		}
	}
	v.verbs[n+1], v.commas[n+1], v.conj[n+1] = v.verbs[n], v.commas[n], v.conj[n]
}

// reverseView writes the sentence from right to left into b.
func reverseView(b, v *view) {
	n := v.n
	b.reset(n)
	b.src = v.src
	for i := 1; i <= n; i++ {
		j := n + 1 - i
		b.w[i], b.t[i], b.p[i], b.m[i], b.s[i], b.l[i] = v.w[j], v.t[j], v.p[j], v.m[j], v.s[j], v.l[j]
		b.verbs[i] = b.verbs[i-1] + v.verbs[j] - v.verbs[j-1]
		b.commas[i] = b.commas[i-1] + v.commas[j] - v.commas[j-1]
		b.conj[i] = b.conj[i-1] + v.conj[j] - v.conj[j-1]
	}
	b.verbs[n+1], b.commas[n+1], b.conj[n+1] = b.verbs[n], b.commas[n], b.conj[n]
}

// Split takes multiword tokens apart. words are the syntactic words; token[i]
// is the index of the surface token that word i is part of; width[i] is how many
// bytes of the token are the word, 0 if the word does not stand in the text as
// it is (de and le of du).
func (m *Model) Split(tokens []string) (words []string, token, width []int) {
	n := len(tokens) + 4
	words, token, width = make([]string, 0, n), make([]int, 0, n), make([]int, 0, n)
	for i, t := range tokens {
		pieces, widths := m.split.split(tokens, i)
		if pieces == nil {
			words, token, width = append(words, t), append(token, i), append(width, len(t))
			continue
		}
		for k, p := range pieces {
			w := 0
			if widths != nil {
				w = widths[k]
			}
			words, token, width = append(words, p), append(token, i), append(width, w)
		}
	}
	return words, token, width
}

// Noun reports whether the model's dictionary has the form as a common noun.
func (m *Model) Noun(form string) bool { return m.lex.Noun(form) }

// Known reports whether the dictionary has the form, or a compound that ends in what it has.
func (m *Model) Known(form string, compounds bool) bool { return m.lex.Known(form, compounds) }

// Word reports whether the dictionary has the form, be it one for lemmas only.
func (m *Model) Word(form string) bool {
	return m.lemmas.lex != nil && m.lemmas.lex.Known(form, false)
}

// FiniteVerb reports whether the dictionary has the form as a finite verb.
func (m *Model) FiniteVerb(form string) bool { return m.lex.FiniteVerb(form) }

// Adjective reports whether the dictionary has the form as an adjective.
func (m *Model) Adjective(form string) bool { return m.lex.Adjective(form) }

// Spell gives the dictionary's spelling of a form.
func (m *Model) Spell(form string) string { return m.lex.Spell(form) }
