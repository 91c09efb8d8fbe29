package engine

import (
	"sort"
	"strings"

	"kg/ingest/parse/linear"
	"kg/ingest/parse/ud"
)

// scorer is a linear classifier in training or frozen.
type scorer interface {
	Scores(fs []uint32, out []int32)
}

// tagset is the closed list of fine tags of a language.
type tagset struct {
	names []string
	upos  []ud.UPOS
	index map[string]int
	fin   []bool // finite verbs
}

func newTagset(names []string) *tagset {
	t := &tagset{names: names, index: map[string]int{}}
	for i, n := range names {
		base, _, _ := strings.Cut(n, "|")
		u, _ := ud.ParseUPOS(base)
		t.upos = append(t.upos, u)
		t.fin = append(t.fin, strings.HasPrefix(n, "VERB|Fin|")) // see fineTag
		t.index[n] = i
	}
	return t
}

func collectTags(data []*Gold) *tagset {
	seen := map[string]bool{}
	for _, g := range data {
		for i := range g.Forms {
			seen[g.fineTag(i)] = true
		}
	}
	var names []string
	for n := range seen {
		names = append(names, n)
	}
	sort.Strings(names)
	return newTagset(names)
}

const (
	atomNone = 1 // before and after the sentence
	atomRoot = 2
)

// formFeats makes those features for the tag of a word that look at its form
// alone.
func formFeats(src uint32, c *atoms, fs []uint32) []uint32 {
	fs = append(fs,
		linear.F1(1, 0), linear.F1(2, c.w), linear.F1(3, c.lc),
		linear.F1(5, c.s1), linear.F1(6, c.s2), linear.F1(7, c.s3), linear.F1(8, c.s4), linear.F1(9, c.s5),
		linear.F1(10, c.p1), linear.F1(11, c.p2), linear.F1(12, c.p3), linear.F1(13, c.p4),
		linear.F2(29, c.s2, c.shape), linear.F2(40, src, c.lc), linear.F2(41, src, c.s3), linear.F3(43, src, c.shape, c.s2),
	)
	if c.lex != 0 {
		fs = append(fs, linear.F1(50, c.lex), linear.F2(53, c.lex, c.shape), linear.F2(56, c.lex, c.s3), linear.F1(58, c.lexMorph))
	}
	return fs
}

// noWord is what stands before and after the sentence.
var noWord = atoms{w: atomNone, lc: atomNone, s2: atomNone, s3: atomNone, shape: atomNone, lex: atomNone}

// contextFeats makes the other features for the tag of word i. prev are the tags
// given so far (indexes); next are the tags of an earlier pass, nil in the first.
func contextFeats(src uint32, a []atoms, i int, prev, next []uint8, fs []uint32) []uint32 {
	at := func(j int) *atoms {
		if j < 0 || j >= len(a) {
			return &noWord
		}
		return &a[j]
	}
	c, l1, l2, r1, r2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	t1, t2 := uint32(255), uint32(255)
	if i > 0 {
		t1 = uint32(prev[i-1])
	}
	if i > 1 {
		t2 = uint32(prev[i-2])
	}
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	fs = append(fs,
		linear.F2(4, c.shape, first), linear.F1(14, t1), linear.F2(15, t1, t2), linear.F2(16, t1, c.lc), linear.F2(17, t1, c.s3),
		linear.F1(18, l1.lc), linear.F1(19, r1.lc), linear.F1(20, l2.lc), linear.F1(21, r2.lc),
		linear.F1(22, r1.s3), linear.F2(23, r1.s2, r1.shape), linear.F1(24, l1.s3),
		linear.F2(25, l1.lc, c.lc), linear.F2(26, c.lc, r1.lc), linear.F2(27, l1.lc, c.s3), linear.F2(28, c.s3, r1.lc),
		linear.F3(30, t1, t2, c.lc), linear.F2(31, l1.shape, c.shape),
		linear.F3(32, l1.lc, c.shape, r1.lc), linear.F2(33, t1, r1.s2), linear.F2(34, c.shape, r1.shape), linear.F2(42, src, t1),
	)
	if c.lex != 0 {
		fs = append(fs, linear.F2(51, c.lex, t1), linear.F2(52, c.lex, r1.lex), linear.F1(54, r1.lex),
			linear.F3(55, l1.lex, c.lex, r1.lex), linear.F2(57, c.lex, first), linear.F2(59, t1, r1.lex))
	}
	if next != nil {
		n1, n2, own := uint32(255), uint32(255), uint32(next[i])
		if i+1 < len(a) {
			n1 = uint32(next[i+1])
		}
		if i+2 < len(a) {
			n2 = uint32(next[i+2])
		}
		fs = append(fs, linear.F1(70, own), linear.F1(71, n1), linear.F2(72, n1, n2), linear.F2(73, n1, c.lc),
			linear.F2(74, t1, n1), linear.F3(75, t1, n1, own), linear.F2(76, n1, c.s3), linear.F3(77, t1, n1, c.lc), linear.F2(78, own, c.lc),
			linear.F3(79, n1, n2, own))
	}
	return fs
}

// tagFeats makes all features for the tag of word i.
func tagFeats(src uint32, a []atoms, i int, prev, next []uint8, fs []uint32) []uint32 {
	return contextFeats(src, a, i, prev, next, formFeats(src, &a[i], fs[:0]))
}

// tagPass tags left to right, each decision seeing the ones before it. known
// gives the scores of the features of a word's form, if they were kept.
func tagPass(m *linear.Model, src uint32, a []atoms, known func(i int) []int32, next, out []uint8, s *scratch) {
	for i := range a {
		if known == nil {
			s.fs = tagFeats(src, a, i, out, next, s.fs)
			m.Scores(s.fs, s.sc)
		} else {
			copy(s.sc, known(i))
			s.fs = contextFeats(src, a, i, out, next, s.fs[:0])
			m.Add(s.fs, s.sc)
		}
		out[i] = uint8(s.ts.best(&a[i], s.sc))
	}
}

// best returns the tag with the highest score. What has letters or digits is no
// punctuation, however strange it looks; what is known for a name,
// a verb or a noun is one.
func (t *tagset) best(a *atoms, sc []int32) int {
	b := -1
	for i := range t.upos {
		if !t.allows(a, i) {
			continue
		}
		if b < 0 || sc[i] > sc[b] {
			b = i
		}
	}
	return max(b, 0)
}

// allows reports whether a word can have tag i, by what is known of it.
func (t *tagset) allows(a *atoms, i int) bool {
	u := t.upos[i]
	switch {
	case u == ud.PUNCT && a.word:
		return false
	case a.known == Name:
		return u == ud.PROPN
	case a.known == Verb:
		return u == ud.VERB || u == ud.AUX
	case a.known == Adjective:
		return u == ud.ADJ
	case a.known == Finite:
		return t.fin[i]
	case a.known == Noun:
		return u == ud.NOUN || u == ud.PROPN
	case a.known == Common:
		return u == ud.NOUN
	case a.known == Nominal:
		return u == ud.NOUN || u == ud.PROPN || u == ud.ADJ || u == ud.NUM || u == ud.X
	case a.known == Determiner:
		return u == ud.DET || u == ud.PRON || u == ud.NUM
	case a.known == Preposition:
		return u == ud.ADP
	case a.known == Particle:
		return u == ud.ADP || u == ud.ADV
	case a.known == Pronoun:
		return u == ud.PRON
	case a.known == Content:
		return !functional(u)
	}
	return true
}

// functional reports whether the tag is one of the closed classes.
func functional(u ud.UPOS) bool {
	switch u {
	case ud.ADP, ud.AUX, ud.CCONJ, ud.DET, ud.PART, ud.PRON, ud.SCONJ:
		return true
	}
	return false
}

// trainTagger trains one pass; first are the tags of the pass before, nil for
// the first pass.
func trainTagger(data []*Gold, srcs []uint32, at [][]atoms, first [][]uint8, ts *tagset, epochs int) *linear.Trainer {
	tr := linear.NewTrainer(len(ts.names))
	s := newScratch(ts)
	r := newRand(7)
	order := sequence(len(data))
	var out []uint8
	for e := 0; e < epochs; e++ {
		r.shuffle(order)
		for _, k := range order {
			a := at[k]
			out = append(out[:0], make([]uint8, len(a))...)
			var next []uint8
			if first != nil {
				next = first[k]
			}
			for i := range a {
				s.fs = tagFeats(srcs[k], a, i, out, next, s.fs)
				tr.Scores(s.fs, s.sc)
				p, g := linear.Argmax(s.sc[:len(ts.names)]), ts.index[data[k].fineTag(i)]
				tr.Tick()
				if p != g {
					tr.Update(s.fs, g, p)
				}
				out[i] = uint8(p)
			}
		}
	}
	return tr
}

// scratch is the reusable memory of one analysis.
type scratch struct {
	fs []uint32
	sc []int32
	ts *tagset
}

func newScratch(ts *tagset) *scratch {
	return &scratch{fs: make([]uint32, 0, 128), sc: make([]int32, 256), ts: ts}
}

func sequence(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// rand is xorshift64: the same numbers on every machine and Go version.
type rand uint64

func newRand(seed uint64) *rand { r := rand(seed*2654435761 + 1); return &r }

func (r *rand) next() uint64 {
	*r ^= *r << 13
	*r ^= *r >> 7
	*r ^= *r << 17
	return uint64(*r)
}

func (r *rand) shuffle(a []int) {
	for i := len(a) - 1; i > 0; i-- {
		j := int(r.next() % uint64(i+1))
		a[i], a[j] = a[j], a[i]
	}
}
