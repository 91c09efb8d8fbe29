package engine

import (
	"fmt"
	"io"
	"sort"

	"kg/ingest/parse/linear"
	"kg/ingest/parse/ud"
)

// Options are the settings of a training.
type Options struct {
	Lang        string
	Version     string
	TagEpochs   int
	MorphEpochs int
	ArcEpochs   int
	Folds       int // for the tags that the parser learns on
	MinHits     int
	MinWeight   float64
	Lexicon     *Lexicon
	Parsers     []bool    // one parser each; true reads from right to left
	Log         io.Writer // progress, may be nil
}

func (o *Options) logf(format string, args ...any) {
	if o.Log != nil {
		fmt.Fprintf(o.Log, format+"\n", args...)
	}
}

// Train learns a model. The same data and options give the same model.
func Train(data []*Gold, o Options) (*Model, error) {
	if len(data) < o.Folds {
		return nil, fmt.Errorf("%d sentences are too few to train", len(data))
	}
	m := &Model{Lang: o.Lang, Version: o.Version, lex: o.Lexicon}
	at := allAtoms(data, o.Lexicon)
	m.tags = collectTags(data)
	m.bundles = collectBundles(data, m.tags)
	m.lemmas = trainLemmas(data)
	m.split = trainSplitter(data)
	m.rels = collectRels(data)
	tags, feats := m.jackknife(data, at, o)
	o.logf("%s: jackknifed tags of %d sentences: %s", o.Lang, len(data), tagAccuracy(data, tags, feats, m.tags))
	m.trainTags(data, at, nil, o)
	m.morph = trainMorph(data, at, m.tags, m.bundles, o.MorphEpochs).Freeze(o.MinWeight, o.MinHits)
	o.logf("%s: tagger %d+%d features, morphology %d", o.Lang, m.tag[0].Features(), m.tag[1].Features(), m.morph.Features())
	m.trainParsers(data, at, tags, feats, o)
	return m, nil
}

func allAtoms(data []*Gold, lex *Lexicon) [][]atoms {
	at := make([][]atoms, len(data))
	for k, g := range data {
		at[k] = make([]atoms, len(g.Forms))
		for i, f := range g.Forms {
			at[k][i] = makeAtoms(f, lex)
		}
	}
	return at
}

// trainTags trains both passes. The second learns on tags of the first that
// were made without the sentence; keep[k] false leaves sentence k out.
func (m *Model) trainTags(data []*Gold, at [][]atoms, keep []bool, o Options) {
	d, a := filter(data, at, keep)
	first := make([][]uint8, len(d))
	const folds = 4
	for f := 0; f < folds; f++ {
		use := make([]bool, len(d))
		for k := range d {
			use[k] = k%folds != f
		}
		fd, fa := filter(d, a, use)
		t := trainTagger(fd, fa, nil, m.tags, max(o.TagEpochs/2, 3)).Freeze(o.MinWeight, o.MinHits)
		s := newScratch(len(m.tags.names))
		for k := range d {
			if !use[k] {
				first[k] = make([]uint8, len(a[k]))
				tagPass(t, a[k], nil, first[k], s)
			}
		}
	}
	m.tag[0] = trainTagger(d, a, nil, m.tags, o.TagEpochs).Freeze(o.MinWeight, o.MinHits)
	m.tag[1] = trainTagger(d, a, first, m.tags, o.TagEpochs).Freeze(o.MinWeight, o.MinHits)
}

func filter(data []*Gold, at [][]atoms, keep []bool) ([]*Gold, [][]atoms) {
	if keep == nil {
		return data, at
	}
	var d []*Gold
	var a [][]atoms
	for k := range data {
		if keep[k] {
			d, a = append(d, data[k]), append(a, at[k])
		}
	}
	return d, a
}

// jackknife tags every sentence with a tagger that has not seen it, so that the
// parser learns to live with the tagger's errors.
func (m *Model) jackknife(data []*Gold, at [][]atoms, o Options) ([][]uint8, [][]ud.Feats) {
	tags, feats := make([][]uint8, len(data)), make([][]ud.Feats, len(data))
	s := newScratch(len(m.tags.names))
	for f := 0; f < o.Folds; f++ {
		keep := make([]bool, len(data))
		for k := range data {
			keep[k] = k%o.Folds != f
		}
		tm := &Model{tags: m.tags}
		tm.trainTags(data, at, keep, o)
		d, a := filter(data, at, keep)
		mm := trainMorph(d, a, m.tags, m.bundles, o.MorphEpochs).Freeze(o.MinWeight, o.MinHits)
		for k := range data {
			if keep[k] {
				continue
			}
			n := len(at[k])
			t1 := make([]uint8, n)
			tags[k], feats[k] = make([]uint8, n), make([]ud.Feats, n)
			tagPass(tm.tag[0], at[k], nil, t1, s)
			tagPass(tm.tag[1], at[k], t1, tags[k], s)
			morphPass(mm, m.bundles, at[k], tags[k], feats[k], s)
		}
	}
	return tags, feats
}

func tagAccuracy(data []*Gold, tags [][]uint8, feats [][]ud.Feats, ts *tagset) string {
	var n, u, f int
	for k, g := range data {
		for i := range g.Forms {
			n++
			if ts.upos[tags[k][i]] == g.UPOS[i] {
				u++
			}
			if feats[k][i] == g.Feats[i] {
				f++
			}
		}
	}
	return fmt.Sprintf("UPOS %.2f feats %.2f", 100*float64(u)/float64(n), 100*float64(f)/float64(n))
}

// minRel is how often a subtype must occur to be learned; rarer ones are
// learned as their base.
const minRel = 10

func collectRels(data []*Gold) []ud.Rel {
	var count [256]int
	for _, g := range data {
		for _, r := range g.Rels {
			count[r]++
		}
	}
	use := map[ud.Rel]bool{0: true}
	for _, g := range data {
		for _, r := range g.Rels {
			if count[r] < minRel {
				r = r.Base()
			}
			use[r] = true
		}
	}
	var out []ud.Rel
	for r := range use {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

func (m *Model) relIndex(r ud.Rel) uint8 {
	for pass := 0; pass < 2; pass++ {
		for i, x := range m.rels {
			if x == r {
				return uint8(i)
			}
		}
		r = r.Base()
	}
	return 0
}

func (m *Model) trainParsers(data []*Gold, at [][]atoms, tags [][]uint8, feats [][]ud.Feats, o Options) {
	views, heads, rels := make([]*view, len(data)), make([][]int32, len(data)), make([][]uint8, len(data))
	for k, g := range data {
		views[k] = &view{}
		fillView(views[k], at[k], tags[k], m.tags, feats[k])
		n := len(g.Forms)
		heads[k], rels[k] = make([]int32, n+2), make([]uint8, n+2)
		heads[k][0], heads[k][n+1] = -1, -1
		for i := range g.Forms {
			heads[k][i+1] = int32(g.Heads[i] + 1)
			if g.Heads[i] < 0 {
				heads[k][i+1] = int32(n + 1)
			}
			rels[k][i+1] = m.relIndex(g.Rels[i])
		}
	}
	for i, rev := range o.Parsers {
		v, h, r := views, heads, rels
		if rev {
			v, h, r = reverseAll(views, heads, rels)
		}
		act, lab := trainArc(v, h, r, len(m.rels), o.ArcEpochs, uint64(11+i))
		a := arcModel{act: act.Freeze(o.MinWeight, o.MinHits), lab: lab.Freeze(o.MinWeight, o.MinHits), reverse: rev}
		m.arcs = append(m.arcs, a)
		o.logf("%s: parser %d features, labels %d", o.Lang, a.act.Features(), a.lab.Features())
	}
}

func reverseAll(views []*view, heads [][]int32, rels [][]uint8) ([]*view, [][]int32, [][]uint8) {
	vs, hs, rs := make([]*view, len(views)), make([][]int32, len(views)), make([][]uint8, len(views))
	for k, v := range views {
		n := v.n
		vs[k], hs[k], rs[k] = &view{}, make([]int32, n+2), make([]uint8, n+2)
		reverseView(vs[k], v)
		hs[k][0], hs[k][n+1] = -1, -1
		for i := 1; i <= n; i++ {
			h := heads[k][i]
			if int(h) <= n {
				h = int32(n+1) - h
			}
			hs[k][n+1-i], rs[k][n+1-i] = h, rels[k][i]
		}
	}
	return vs, hs, rs
}

var _ = linear.F1

// DefaultOptions are the settings that the shipped models were trained with.
func DefaultOptions() Options {
	return Options{Version: "1", TagEpochs: 8, MorphEpochs: 6, ArcEpochs: 10, Parsers: []bool{false, true, false}, Folds: 4, MinHits: 2, MinWeight: 0.05}
}
