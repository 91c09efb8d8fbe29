package engine

import (
	"kg/ingest/parse/linear"
)

func bucket(d int32) uint32 {
	if d < 0 {
		d = -d
	}
	switch {
	case d <= 5:
		return uint32(d)
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

func few(d int32) uint32 { return uint32(min(d, 3)) }

// actionFeats makes the features of the next action, after Zhang and Nivre
// (2011), with morphology and what lies between.
func actionFeats(s *state, v *view, fs []uint32) []uint32 {
	var s0, s1, s2 int32
	if k := len(s.st); k > 0 {
		s0 = s.st[k-1]
		if k > 1 {
			s1 = s.st[k-2]
		}
		if k > 2 {
			s2 = s.st[k-3]
		}
	}
	at := func(k int32) int32 {
		if int(s.b+k) <= s.n+1 {
			return s.b + k
		}
		return 0
	}
	b0, b1, b2, b3 := s.b, at(1), at(2), at(3)
	w, t, f, m := v.w, v.t, v.p, v.m
	s0l, s0r, s1l, s1r, b0l := s.lc[s0], s.rc[s0], s.lc[s1], s.rc[s1], s.lc[b0]
	s0l2, s0r2, b0l2, s1r2 := s.lc2[s0], s.rc2[s0], s.lc2[b0], s.rc2[s1]
	dist, sdist := uint32(15), uint32(15)
	var between, sbetween uint32
	if s0 > 0 {
		dist = bucket(b0 - s0)
		between = few(v.verbs[b0-1]-v.verbs[s0])<<4 | few(v.commas[b0-1]-v.commas[s0])<<2 | few(v.conj[b0-1]-v.conj[s0])
	}
	if s1 > 0 {
		sdist = bucket(s0 - s1)
		sbetween = few(v.verbs[s0-1]-v.verbs[s1])<<4 | few(v.commas[s0-1]-v.commas[s1])<<2 | few(v.conj[s0-1]-v.conj[s1])
	}
	lv, rv := func(i int32) uint32 { return uint32(s.lv[i]) }, func(i int32) uint32 { return uint32(s.rv[i]) }
	r := func(i int32) uint32 {
		if i == 0 {
			return 254
		}
		return uint32(s.rel[i])
	}
	ws0, ts0, wb0, tb0, ts1, ws1 := w[s0], t[s0], w[b0], t[b0], t[s1], w[s1]
	return append(fs[:0],
		linear.F1(0, 0),
		linear.F1(1, ws0), linear.F1(2, ts0), linear.F2(3, ws0, ts0), linear.F2(4, ws1, ts1), linear.F1(5, ts1),
		linear.F1(6, ws1), linear.F1(7, wb0), linear.F1(8, tb0), linear.F2(9, wb0, tb0), linear.F2(10, w[b1], t[b1]),
		linear.F1(11, t[b1]), linear.F2(12, w[b2], t[b2]), linear.F1(13, t[b2]),
		linear.F4(14, ws0, ts0, wb0, tb0), linear.F3(15, ws0, ts0, wb0), linear.F3(16, ws0, wb0, tb0),
		linear.F3(17, ws0, ts0, tb0), linear.F3(18, ts0, wb0, tb0), linear.F2(19, ts0, tb0), linear.F2(20, ws0, wb0),
		linear.F2(21, ws1, ws0), linear.F2(22, ts1, ts0), linear.F2(23, ws1, ts0), linear.F2(24, ts1, ws0),
		linear.F3(25, ts1, ts0, tb0), linear.F3(26, t[s2], ts1, ts0), linear.F3(27, ts0, tb0, t[b1]),
		linear.F3(28, tb0, t[b1], t[b2]), linear.F3(29, ts0, t[s0l], tb0), linear.F3(30, ts0, t[s0r], tb0),
		linear.F3(31, ts0, tb0, t[b0l]), linear.F3(32, ts1, ts0, t[s0l]), linear.F3(33, ts1, ts0, t[s0r]),
		linear.F3(34, ts1, t[s1r], ts0), linear.F3(35, ts1, t[s1l], ts0), linear.F3(36, ts0, t[s0l], t[s0l2]),
		linear.F3(37, ts0, t[s0r], t[s0r2]), linear.F3(38, tb0, t[b0l], t[b0l2]), linear.F4(39, ts1, t[s1r], t[s1r2], ts0),
		linear.F2(40, ws0, dist), linear.F2(41, ts0, dist), linear.F2(42, tb0, dist), linear.F3(43, ts0, tb0, dist),
		linear.F3(44, ts0, lv(s0), rv(s0)), linear.F2(45, ws0, rv(s0)), linear.F3(46, ts1, rv(s1), ts0), linear.F2(47, tb0, lv(b0)),
		linear.F2(48, w[s0r], t[s0r]), linear.F2(49, w[s0l], t[s0l]), linear.F2(50, w[b0l], t[b0l]),
		linear.F2(51, r(s0l), ts0), linear.F2(52, r(s0r), ts0), linear.F2(53, r(b0l), tb0), linear.F3(54, r(s1r), ts1, ts0),
		linear.F4(55, r(s0l), r(s0r), ts0, tb0),
		// morphology
		linear.F4(60, m[s0], ts0, m[b0], tb0), linear.F4(61, m[s1], ts1, m[s0], ts0), linear.F3(62, m[s0], ts0, wb0),
		linear.F3(63, ws1, m[s0], ts0), linear.F3(64, m[b0], tb0, ws0), linear.F3(65, m[s0], ts0, tb0),
		// between and beyond
		linear.F3(70, ts0, tb0, between), linear.F3(71, ts1, ts0, sbetween), linear.F3(72, ts1, ts0, sdist),
		linear.F4(73, ts0, tb0, t[b1], t[b2]), linear.F4(74, ts1, ts0, tb0, t[b1]), linear.F4(75, t[b1], t[b2], t[b3], tb0),
		linear.F3(76, ws0, tb0, t[b1]), linear.F3(77, wb0, ts0, t[b1]), linear.F3(78, ts0, tb0, w[b1]),
		linear.F3(79, ts1, ws0, tb0), linear.F3(80, ws1, ts0, tb0), linear.F3(81, ts1, ts0, wb0),
		linear.F3(82, v.s[s0], ts0, tb0), linear.F3(83, v.s[b0], ts0, tb0), linear.F3(84, ts0, t[s0-min(s0, 1)], tb0),
		linear.F3(85, r(s1l), r(s1r), ts1), linear.F4(86, ws1, r(s1r), ts0, rv(s1)), linear.F3(87, ws0, w[s0l], tb0),
		linear.F3(88, ws1, ts0, w[s0l]), linear.F3(89, ts1, w[s0l], ts0), linear.F3(90, wb0, ts0, r(b0l)),
		// conventions of the treebank
		linear.F3(95, v.src, ts0, tb0), linear.F3(96, v.src, ts1, ts0), linear.F3(97, v.src, ws0, tb0), linear.F3(98, v.src, wb0, ts0),
		// fine tags
		linear.F1(100, f[s0]), linear.F1(101, f[s1]), linear.F1(102, f[b0]), linear.F1(103, f[b1]),
		linear.F2(104, f[s0], f[b0]), linear.F2(105, f[s1], f[s0]), linear.F3(106, f[s1], f[s0], f[b0]),
		linear.F2(107, ws0, f[b0]), linear.F2(108, f[s0], wb0), linear.F2(109, ws1, f[s0]), linear.F2(110, f[s1], ws0),
		linear.F3(111, f[s0], f[b0], f[b1]), linear.F3(112, f[s0], f[s0l], f[b0]), linear.F3(113, f[s0], f[b0], f[b0l]),
		linear.F3(114, f[s1], f[s1r], f[s0]),
	)
}

// labelFeats makes the features for the relation of dep under head, while
// parsing.
func labelFeats(s *state, v *view, h, d int32, fs []uint32) []uint32 {
	dir := uint32(0)
	if d > h {
		dir = 1
	}
	w, t, m := v.w, v.t, v.m
	r := func(i int32) uint32 {
		if i == 0 {
			return 254
		}
		return uint32(s.rel[i])
	}
	dl, dr, hl, hr := s.lc[d], s.rc[d], s.lc[h], s.rc[h]
	td, th := t[d]<<1|dir, t[h]
	var next int32
	if int(d) < v.n {
		next = d + 1
	}
	return append(fs[:0],
		linear.F1(0, dir), linear.F2(1, dir, w[d]), linear.F2(2, dir, w[h]), linear.F2(3, td, th), linear.F3(4, dir, w[d], th),
		linear.F2(5, td, w[h]), linear.F3(6, dir, w[d], w[h]), linear.F3(7, td, th, bucket(h-d)), linear.F3(8, td, th, w[dl]),
		linear.F4(9, td, th, t[dl], t[dr]), linear.F3(10, td, th, r(dl)), linear.F4(11, dir, th, w[dl], t[dl]),
		linear.F3(12, dir, w[h], w[dl]), linear.F4(13, td, th, t[d-1], t[next]), linear.F4(14, td, th, r(hl), r(hr)),
		linear.F4(15, td, w[h], r(hl), r(hr)), linear.F3(16, v.s[d], td, th), linear.F3(17, td, th, m[d]),
		linear.F4(18, td, th, m[d], m[h]), linear.F4(19, td, w[h], m[d], w[dl]), linear.F4(20, td, th, m[dl], m[d]),
		linear.F3(21, v.s[h], td, r(hl)), linear.F3(22, td, th, w[d-1]),
		linear.F3(23, dir, v.p[d], v.p[h]), linear.F3(24, dir, v.p[d], w[h]), linear.F3(25, dir, w[d], v.p[h]), linear.F4(26, v.p[d], v.p[h], dir, w[dl]),
		linear.F2(30, v.src, dir), linear.F3(31, v.src, td, th), linear.F3(32, v.src, td, w[h]), linear.F3(33, v.src, w[d], th), linear.F4(34, v.src, td, th, w[dl]),
	)
}

// arcParser is one greedy parser. A reverse parser reads from right to left.
type arcParser struct {
	act, lab scorer
	reverse  bool
	nrel     int
	st       state
	fs       []uint32
	sc       []int32
}

func (p *arcParser) pick(sc []int32) int {
	best := -1
	for a := 0; a < nActions; a++ {
		if p.st.valid(a) && (best < 0 || sc[a] > sc[best]) {
			best = a
		}
	}
	return best
}

func (p *arcParser) label(v *view, h, d int32) int {
	p.fs = labelFeats(&p.st, v, h, d, p.fs)
	p.lab.Scores(p.fs, p.sc)
	return linear.Argmax(p.sc[:p.nrel])
}

// run parses; the result stands in p.st.
func (p *arcParser) run(v *view) {
	p.st.reset(v.n)
	if p.sc == nil {
		p.sc = make([]int32, 256)
	}
	for !p.st.done() {
		p.fs = actionFeats(&p.st, v, p.fs)
		p.act.Scores(p.fs, p.sc)
		a := p.pick(p.sc)
		if a != shift {
			h, d := p.st.arc(a)
			p.st.rel[d] = uint8(p.label(v, h, d))
		}
		p.st.apply(a)
	}
}

// trainArc trains a greedy parser with a dynamic oracle and exploration.
func trainArc(views []*view, heads [][]int32, rels [][]uint8, nrel, epochs int, seed uint64) (act, lab *linear.Trainer) {
	act, lab = linear.NewTrainer(nActions), linear.NewTrainer(nrel)
	p := &arcParser{act: act, lab: lab, nrel: nrel, sc: make([]int32, 256)}
	r := newRand(seed)
	order := sequence(len(views))
	for e := 0; e < epochs; e++ {
		r.shuffle(order)
		for _, k := range order {
			p.st.reset(views[k].n)
			for !p.st.done() {
				p.trainStep(views[k], heads[k], rels[k], act, lab, e, r)
			}
		}
	}
	return act, lab
}

func (p *arcParser) trainStep(v *view, gold []int32, rels []uint8, act, lab *linear.Trainer, epoch int, r *rand) {
	p.fs = actionFeats(&p.st, v, p.fs)
	act.Scores(p.fs, p.sc)
	pred, best, low := p.pick(p.sc), -1, 1<<30
	var cost [nActions]int
	for a := 0; a < nActions; a++ {
		if cost[a] = 1 << 30; p.st.valid(a) {
			cost[a] = p.st.cost(a, gold)
			low = min(low, cost[a])
		}
	}
	for a := 0; a < nActions; a++ {
		if p.st.valid(a) && cost[a] == low && (best < 0 || p.sc[a] > p.sc[best]) {
			best = a
		}
	}
	act.Tick()
	if cost[pred] != low {
		act.Update(p.fs, best, pred)
	}
	a := best
	if epoch > 0 && r.next()%10 < 9 {
		a = pred
	}
	if a != shift {
		h, d := p.st.arc(a)
		l := p.label(v, h, d)
		if gold[d] == h {
			lab.Tick()
			if g := int(rels[d]); l != g {
				lab.Update(p.fs, g, l)
				if epoch == 0 {
					l = g
				}
			}
		}
		p.st.rel[d] = uint8(l)
	}
	p.st.apply(a)
}
