package engine

import (
	"fmt"
	"io"
	"sort"
	"sync"

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
	RelEpochs   int
	Folds       int     // for the tags that the parser learns on
	MinWeight   float64 // see linear.Trainer.Freeze
	MinOnce     float64
	Lexicon     *Lexicon
	Style       string    // treebank whose conventions the model follows
	Parsers     []bool    // one parser each; true reads from right to left
	Moved       bool      // learn from copies with other word order, too: see Moved
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
	m.lemmas = trainLemmas(data, o.Lexicon)
	m.split = trainSplitter(data)
	if o.Moved {
		data = Moved(data, o.Lang)
	}
	data = Augment(data)
	at := allAtoms(data, o.Lexicon)
	srcs := m.collectSources(data, o.Style)
	m.tags = collectTags(data)
	m.bundles = collectBundles(data, m.tags)
	m.rels = collectRels(data)
	tags, feats := m.jackknife(data, srcs, at, o)
	o.logf("%s: jackknifed tags of %d sentences: %s", o.Lang, len(data), tagAccuracy(data, tags, feats, m.tags))
	m.trainTags(data, srcs, at, nil, o)
	m.morph = trainMorph(data, srcs, at, m.tags, m.bundles, o.MorphEpochs).Freeze(o.MinWeight, o.MinOnce)
	o.logf("%s: tagger %d+%d features, morphology %d", o.Lang, m.tag[0].Features(), m.tag[1].Features(), m.morph.Features())
	m.trainParsers(data, srcs, at, tags, feats, o)
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
func (m *Model) trainTags(data []*Gold, srcs []uint32, at [][]atoms, keep []bool, o Options) {
	d, ds, a := filter(data, srcs, at, keep)
	group := groups(d)
	first := make([][]uint8, len(d))
	const folds = 2
	for f := 0; f < folds; f++ {
		use := make([]bool, len(d))
		for k := range d {
			use[k] = group[k]%folds != f
		}
		fd, fs, fa := filter(d, ds, a, use)
		t := trainTagger(fd, fs, fa, nil, m.tags, max(o.TagEpochs/2, 3)).Freeze(o.MinWeight, o.MinOnce)
		s := newScratch(m.tags)
		for k := range d {
			if !use[k] {
				first[k] = make([]uint8, len(a[k]))
				tagPass(t, ds[k], a[k], nil, nil, first[k], s)
			}
		}
	}
	m.tag[0] = trainTagger(d, ds, a, nil, m.tags, o.TagEpochs).Freeze(o.MinWeight, o.MinOnce)
	m.tag[1] = trainTagger(d, ds, a, first, m.tags, o.TagEpochs).Freeze(o.MinWeight, o.MinOnce)
}

func filter(data []*Gold, srcs []uint32, at [][]atoms, keep []bool) (d []*Gold, s []uint32, a [][]atoms) {
	if keep == nil {
		return data, srcs, at
	}
	for k := range data {
		if keep[k] {
			d, s, a = append(d, data[k]), append(s, srcs[k]), append(a, at[k])
		}
	}
	return d, s, a
}

// collectSources numbers the treebanks. style names the main one; if it is
// empty, that is the treebank with the most sentences.
func (m *Model) collectSources(data []*Gold, style string) []uint32 {
	count := map[string]int{}
	for _, g := range data {
		count[treebank(g.Source)]++
	}
	for s := range count {
		m.sources = append(m.sources, s)
	}
	sort.Strings(m.sources)
	for i, s := range m.sources {
		if style == "" && count[s] > count[m.sources[m.style]] || s == style {
			m.style = i
		}
	}
	srcs := make([]uint32, len(data))
	for k, g := range data {
		srcs[k] = uint32(m.Style(g.Source))
	}
	return srcs
}

// jackknife tags every sentence with a tagger that has not seen it, so that the
// parser learns to live with the tagger's errors.
func (m *Model) jackknife(data []*Gold, srcs []uint32, at [][]atoms, o Options) ([][]uint8, [][]ud.Feats) {
	tags, feats := make([][]uint8, len(data)), make([][]ud.Feats, len(data))
	s := newScratch(m.tags)
	group := groups(data)
	for f := 0; f < o.Folds; f++ {
		keep := make([]bool, len(data))
		for k := range data {
			keep[k] = group[k]%o.Folds != f
		}
		tm := &Model{tags: m.tags}
		tm.trainTags(data, srcs, at, keep, o)
		d, ds, a := filter(data, srcs, at, keep)
		mm := trainMorph(d, ds, a, m.tags, m.bundles, o.MorphEpochs).Freeze(o.MinWeight, o.MinOnce)
		for k := range data {
			if keep[k] {
				continue
			}
			n := len(at[k])
			t1 := make([]uint8, n)
			tags[k], feats[k] = make([]uint8, n), make([]ud.Feats, n)
			tagPass(tm.tag[0], srcs[k], at[k], nil, nil, t1, s)
			tagPass(tm.tag[1], srcs[k], at[k], nil, t1, tags[k], s)
			morphPass(mm, m.bundles, srcs[k], at[k], tags[k], feats[k], s)
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

func (m *Model) trainParsers(data []*Gold, srcs []uint32, at [][]atoms, tags [][]uint8, feats [][]ud.Feats, o Options) {
	views, heads, rels := make([]*view, len(data)), make([][]int32, len(data)), make([][]uint8, len(data))
	for k, g := range data {
		views[k] = &view{}
		fillView(views[k], srcs[k], at[k], tags[k], m.tags, feats[k])
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
	m.rel = m.trainRelabel(views, heads, rels, o.RelEpochs).Freeze(o.MinWeight, o.MinOnce)
	o.logf("%s: relations %d features", o.Lang, m.rel.Features())
	m.arcs = trainArcs(views, heads, rels, len(m.rels), o.ArcEpochs, o)
	for _, a := range m.arcs {
		o.logf("%s: parser %d features, labels %d", o.Lang, a.act.Features(), a.lab.Features())
	}
	m.rank = trainRanker(views, heads, rels, groups(data), len(m.rels), o)
	o.logf("%s: ranker %d features", o.Lang, m.rank.Features())
}

// trainArcs trains all parsers of a model, at the same time.
func trainArcs(views []*view, heads [][]int32, rels [][]uint8, nrel, epochs int, o Options) []arcModel {
	out := make([]arcModel, len(o.Parsers))
	var wg sync.WaitGroup
	for i, rev := range o.Parsers {
		wg.Go(func() {
			v, h, r := views, heads, rels
			if rev {
				v, h, r = reverseAll(views, heads, rels)
			}
			act, lab := trainArc(v, h, r, nrel, epochs, uint64(11+i))
			out[i] = arcModel{act: act.Freeze(o.MinWeight, o.MinOnce), lab: lab.Freeze(o.MinWeight, 1), reverse: rev}
		})
	}
	wg.Wait()
	return out
}

// rankFolds is in how many parts the data is cut to get honest parses for the
// ranker.
const rankFolds = 3

// trainRanker parses every sentence with parsers that have not seen it.
func trainRanker(views []*view, heads [][]int32, rels [][]uint8, group []int, nrel int, o Options) *linear.Model {
	lats, lcs := make([]*lattice, len(views)), make([][]int32, len(views))
	for f := 0; f < rankFolds && len(o.Parsers) > 1; f++ {
		var v []*view
		var h [][]int32
		var r [][]uint8
		for k := range views {
			if group[k]%rankFolds != f {
				v, h, r = append(v, views[k]), append(h, heads[k]), append(r, rels[k])
			}
		}
		arcs := trainArcs(v, h, r, nrel, max(o.ArcEpochs*2/3, 1), o)
		ps := make([]arcParser, len(arcs))
		for i, a := range arcs {
			ps[i] = arcParser{act: a.act, lab: a.lab, reverse: a.reverse, nrel: nrel}
		}
		var back view
		for k := range views {
			if group[k]%rankFolds != f {
				continue
			}
			runAll(ps, views[k], &back)
			lats[k] = &lattice{}
			lats[k].collect(ps, views[k].n)
			lcs[k] = append([]int32(nil), ps[0].st.lc...)
		}
	}
	if len(o.Parsers) < 2 {
		return linear.NewTrainer(1).Freeze(0, 0)
	}
	return trainRank(lats, lcs, views, heads, 6).Freeze(o.MinWeight, o.MinOnce)
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
// Models of little data keep more of what they saw once.
func DefaultOptions(lang string) Options {
	o := Options{Lang: lang, Version: "2", TagEpochs: 8, MorphEpochs: 6, ArcEpochs: 10, RelEpochs: 6,
		Parsers: []bool{false, true}, Folds: 4, MinWeight: 0.02, MinOnce: 0.15}
	switch lang { // smaller data, more kept
	case "en":
		o.MinOnce = 0.9
	case "fr":
		o.MinOnce = 0.4
	}
	return o
}
