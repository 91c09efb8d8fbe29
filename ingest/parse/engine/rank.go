package engine

import (
	"math/bits"

	"kg/ingest/parse/linear"
)

// The parsers of a model propose heads; where they differ, a ranker decides. It
// sees who proposes what, both words, what lies between, and the words around
// them in the tree that the majority makes.

// propose notes that parser k wants head for dep.
func (l *lattice) propose(dep, head int32, k int, rel uint8) {
	for c := uint8(0); c < l.num[dep]; c++ {
		if l.head[dep][c] == head {
			l.mask[dep][c] |= 1 << k
			return
		}
	}
	if c := l.num[dep]; c < maxCands {
		l.head[dep][c], l.mask[dep][c], l.rel[dep][c] = head, 1<<k, rel
		l.num[dep]++
	}
}

// collect gathers the proposals of the parsers and picks the majority's; equal
// votes go to the first parser.
func (l *lattice) collect(ps []arcParser, n int) {
	l.reset(n)
	for d := int32(1); d <= int32(n); d++ {
		for k := range ps {
			h, r := ps[k].arcOf(int(d))
			l.propose(d, h, k, r)
		}
		top := -1
		for c := uint8(0); c < l.num[d]; c++ {
			votes := bits.OnesCount8(l.mask[d][c])
			l.score[d][c] = int32(votes)
			if votes > top {
				l.pick[d], top = c, votes
			}
		}
		l.major[d] = l.at(d)
	}
	l.major[n+1] = 0
}

// sibling returns the child of h, by majority, nearest to d on the way to h.
func (l *lattice) sibling(d, h int32) int32 {
	step := int32(1)
	if h < d {
		step = -1
	}
	for i, k := d+step, 0; i != h && k < 12; i, k = i+step, k+1 {
		if l.major[i] == h {
			return i
		}
	}
	return 0
}

func rankFeats(l *lattice, v *view, lc []int32, d int32, c uint8, fs []uint32) []uint32 {
	w, t, f, m := v.w, v.t, v.p, v.m
	h := l.head[d][c]
	mask, rel := uint32(l.mask[d][c])|uint32(l.num[d])<<8, uint32(l.rel[d][c])
	dir := uint32(0)
	if d > h {
		dir = 1
	}
	td, th, fd, fh := t[d]<<1|dir, t[h], f[d]<<1|dir, f[h]
	g := l.major[h]
	sib := l.sibling(d, h)
	p := lc[d]
	b := bucket(h - d)
	between := v.between(min(d, h), max(d, h))
	var dn, hn int32
	if int(d) < v.n {
		dn = d + 1
	}
	if int(h) < v.n {
		hn = h + 1
	}
	return append(fs[:0],
		linear.F1(1, mask), linear.F2(2, mask, td), linear.F2(3, mask, th), linear.F3(4, mask, td, th), linear.F2(5, mask, rel),
		linear.F2(6, mask, b), linear.F3(7, mask, w[p], dir), linear.F2(8, mask, w[d]), linear.F2(9, mask, w[h]),
		linear.F3(10, dir, w[d], w[h]), linear.F3(11, dir, w[d], th), linear.F2(12, td, w[h]), linear.F3(13, td, th, b),
		linear.F2(14, fd, fh), linear.F3(15, fd, fh, w[h]), linear.F3(16, fd, fh, w[d]), linear.F4(17, td, th, t[d-1], t[h-1]),
		linear.F4(18, td, th, t[dn], t[hn]), linear.F4(19, td, th, t[d-1], t[hn]), linear.F4(20, td, th, t[dn], t[h-1]),
		linear.F3(21, td, th, between), linear.F4(22, m[d], m[h], td, th), linear.F3(23, td, th, t[g]), linear.F3(24, td, th, t[sib]),
		linear.F3(25, td, w[h], t[sib]), linear.F3(26, td, w[h], w[sib]), linear.F3(27, rel, td, th), linear.F2(28, rel, w[d]),
		linear.F2(29, rel, w[h]), linear.F3(30, w[p], w[h], td), linear.F3(31, w[p], th, td), linear.F3(32, w[p], w[h], w[d]),
		linear.F3(33, w[p], fh, b), linear.F3(34, td, w[h], t[g]), linear.F3(35, fd, fh, between), linear.F3(36, v.src, td, th),
		linear.F3(37, v.s[d], v.s[h], dir), linear.F3(38, v.s[d], td, th), linear.F3(39, v.s[h], td, th), linear.F4(40, fd, fh, f[g], w[p]),
		linear.F4(41, td, th, t[g], t[sib]), linear.F4(42, fd, fh, b, between), linear.F1(43, b<<1|dir), linear.F2(44, td, b), linear.F2(45, th, b<<1|dir),
		linear.F4(46, td, th, t[d-1], t[dn]), linear.F4(47, td, th, t[h-1], t[hn]), linear.F3(48, rel, w[p], w[h]), linear.F3(49, w[d], t[g], th),
	)
}

// rank scores the heads of the words that the parsers differ on.
func (l *lattice) rank(m scorer, v *view, lc []int32, s *scratch) {
	var sc [1]int32
	for d := int32(1); d <= int32(l.n); d++ {
		for c := uint8(0); l.num[d] > 1 && c < l.num[d]; c++ {
			s.fs = rankFeats(l, v, lc, d, c, s.fs)
			m.Scores(s.fs, sc[:])
			l.score[d][c] = sc[0]
		}
	}
}

// trainRank learns from lattices of parsers that have not seen the sentence.
func trainRank(lats []*lattice, lcs [][]int32, views []*view, heads [][]int32, epochs int) *linear.Trainer {
	tr := linear.NewTrainer(1)
	var fs []uint32
	var sc [1]int32
	r := newRand(23)
	order := sequence(len(lats))
	for range epochs {
		r.shuffle(order)
		for _, k := range order {
			l, v := lats[k], views[k]
			for d := int32(1); d <= int32(l.n); d++ {
				gold, best, top := -1, -1, int32(0)
				for c := uint8(0); l.num[d] > 1 && c < l.num[d]; c++ {
					fs = rankFeats(l, v, lcs[k], d, c, fs)
					tr.Scores(fs, sc[:])
					if best < 0 || sc[0] > top {
						best, top = int(c), sc[0]
					}
					if l.head[d][c] == heads[k][d] {
						gold = int(c)
					}
				}
				if gold < 0 {
					continue
				}
				tr.Tick()
				if best != gold {
					fs = rankFeats(l, v, lcs[k], d, uint8(gold), fs)
					tr.Add(fs, 0, 1)
					fs = rankFeats(l, v, lcs[k], d, uint8(best), fs)
					tr.Add(fs, 0, -1)
				}
			}
		}
	}
	tr.Tick()
	return tr
}
