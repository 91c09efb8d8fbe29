package engine

import (
	"sort"

	"kg/ingest/parse/linear"
	"kg/ingest/parse/ud"
)

// The morphology of a word is a bundle of feature values. A bundle's score is
// the sum of the scores of its values, so that values learn from every bundle
// they are in, and only bundles seen with the tag are possible.
type bundles struct {
	list   [][]ud.Feats // for each fine tag, most frequent first
	values int
}

// valueBase[a] is the class of the attribute's value 0 (none).
func valueBase() (base [ud.NumAttr]int, total int) {
	for a := range base {
		base[a] = total
		total += ud.ValueCount(ud.Attr(a)) + 1
	}
	return base, total
}

func collectBundles(data []*Gold, ts *tagset) *bundles {
	count := make([]map[ud.Feats]int, len(ts.names))
	for _, g := range data {
		for i, f := range g.Feats {
			t := ts.index[g.fineTag(i)]
			if count[t] == nil {
				count[t] = map[ud.Feats]int{}
			}
			count[t][f]++
		}
	}
	b := &bundles{}
	_, b.values = valueBase()
	for t := range count {
		var l []ud.Feats
		for f := range count[t] {
			l = append(l, f)
		}
		sort.Slice(l, func(i, j int) bool {
			if x, y := count[t][l[i]], count[t][l[j]]; x != y {
				return x > y
			}
			return l[i] < l[j]
		})
		b.list = append(b.list, l)
	}
	return b
}

// agreement keeps what neighbours can agree in.
func agreement(f ud.Feats) uint32 {
	return uint32(f.Get(ud.AttrCase))<<8 | uint32(f.Get(ud.AttrNumber))<<4 | uint32(f.Get(ud.AttrGender))
}

func morphFeats(src uint32, a []atoms, tags []uint8, i int, out []ud.Feats, fs []uint32) []uint32 {
	fs = fs[:0]
	none := atoms{w: atomNone, lc: atomNone, s2: atomNone, s3: atomNone, lex: atomNone, lexMorph: atomNone}
	at := func(j int) *atoms {
		if j < 0 || j >= len(a) {
			return &none
		}
		return &a[j]
	}
	tag := func(j int) uint32 {
		if j < 0 || j >= len(a) {
			return 255
		}
		return uint32(tags[j])
	}
	agr := func(j int) uint32 {
		if j < 0 {
			return 1 << 20
		}
		return agreement(out[j])
	}
	c, l1, l2, r1, r2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	t, tl, tr := tag(i), tag(i-1), tag(i+1)
	g1, g2 := agr(i-1), agr(i-2)
	fs = append(fs,
		linear.F1(1, t), linear.F2(2, t, c.lc), linear.F2(3, t, c.s2), linear.F2(4, t, c.s3), linear.F2(5, t, c.s4),
		linear.F2(6, t, c.s5), linear.F2(7, t, c.s1), linear.F2(8, t, tl), linear.F2(9, t, tr), linear.F3(10, t, tl, tr),
		linear.F2(11, t, l1.lc), linear.F3(12, t, l1.lc, c.s2), linear.F3(13, t, l1.lc, l2.lc), linear.F2(14, t, r1.lc),
		linear.F3(15, t, c.lc, r1.s2), linear.F3(16, t, c.lc, l1.lc), linear.F2(17, t, l2.lc), linear.F3(18, t, c.s2, l1.s2),
		linear.F3(19, t, g1, tl), linear.F4(20, t, g1, tl, c.s2), linear.F4(21, t, g1, g2, tl), linear.F4(22, t, tl, tag(i-2), g2),
		linear.F4(23, t, tl, l2.lc, l1.s2), linear.F3(24, t, r1.lexMorph, c.lc), linear.F2(25, t, c.lexMorph),
		linear.F3(26, t, c.lexMorph, g1), linear.F3(27, t, c.lexMorph, l1.lc), linear.F4(28, t, c.s3, tr, r1.s2),
		linear.F3(29, t, tr, r2.lc), linear.F3(30, t, c.lc, tag(i+2)), linear.F3(31, t, c.lexSu, g1), linear.F2(32, t, c.lexSu),
		linear.F4(33, t, c.lexMorph, g1, tl), linear.F3(34, t, r1.lexMorph, r1.s1),
		linear.F2(35, src, t), linear.F3(36, src, t, c.lc), linear.F3(37, src, t, c.s2),
	)
	return fs
}

func best(b *bundles, base *[ud.NumAttr]int, tag uint8, sc []int32) ud.Feats {
	l := b.list[tag]
	if len(l) == 0 {
		return 0
	}
	top, at := int32(-1<<31), 0
	for k, f := range l {
		var s int32
		for a := 0; a < ud.NumAttr; a++ {
			s += sc[base[a]+f.Get(ud.Attr(a))]
		}
		if s > top {
			top, at = s, k
		}
	}
	return l[at]
}

func morphPass(m scorer, b *bundles, src uint32, a []atoms, tags []uint8, out []ud.Feats, s *scratch) {
	base, _ := valueBase()
	for i := range a {
		if len(b.list[tags[i]]) == 1 {
			out[i] = b.list[tags[i]][0]
			continue
		}
		s.fs = morphFeats(src, a, tags, i, out, s.fs)
		m.Scores(s.fs, s.sc)
		out[i] = best(b, &base, tags[i], s.sc)
	}
}

// trainMorph trains on gold tags.
func trainMorph(data []*Gold, srcs []uint32, at [][]atoms, ts *tagset, b *bundles, epochs int) *linear.Trainer {
	base, total := valueBase()
	tr := linear.NewTrainer(total)
	s := newScratch(ts)
	r := newRand(13)
	order := sequence(len(data))
	for e := 0; e < epochs; e++ {
		r.shuffle(order)
		for _, k := range order {
			g, a := data[k], at[k]
			tags := make([]uint8, len(a))
			for i := range tags {
				tags[i] = uint8(ts.index[g.fineTag(i)])
			}
			out := make([]ud.Feats, len(a))
			for i := range a {
				if len(b.list[tags[i]]) == 1 {
					out[i] = g.Feats[i]
					continue
				}
				s.fs = morphFeats(srcs[k], a, tags, i, out, s.fs)
				tr.Scores(s.fs, s.sc)
				tr.Tick()
				out[i] = best(b, &base, tags[i], s.sc)
				for x := 0; out[i] != g.Feats[i] && x < ud.NumAttr; x++ {
					p, q := out[i].Get(ud.Attr(x)), g.Feats[i].Get(ud.Attr(x))
					if p != q {
						tr.Update(s.fs, base[x]+q, base[x]+p)
					}
				}
			}
		}
	}
	return tr
}
