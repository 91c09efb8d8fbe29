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

// front is what the features of actions look at: the words on top of the stack
// and at the front of the buffer, 0 for those that are not there.
type front struct{ s0, s1, s2, b0, b1, b2, b3 int32 }

func (s *state) front() (f front) {
	if k := len(s.st); k > 0 {
		f.s0 = s.st[k-1]
		if k > 1 {
			f.s1 = s.st[k-2]
		}
		if k > 2 {
			f.s2 = s.st[k-3]
		}
	}
	at := func(k int32) int32 {
		if int(s.b+k) <= s.n+1 {
			return s.b + k
		}
		return 0
	}
	f.b0, f.b1, f.b2, f.b3 = s.b, at(1), at(2), at(3)
	return f
}

// relAtom is the relation of word i to its head, if it has one yet.
func (s *state) relAtom(i int32) uint32 {
	if i == 0 {
		return noChild
	}
	return uint32(s.rel[i])
}

const noChild = 254 // as a relation: of a child that is not there

// The features of the next action, after Zhang and Nivre (2011), with
// morphology and what lies between, come in three parts. Those of the buffer
// are the same until its front is shifted; those of the stack are the same
// whenever a word is on its top, since the words below and their children, and
// its own children to the left, change only when it is gone.

// bufferFeats makes those of the words at the front of the buffer alone.
func bufferFeats(x front, v *view, fs []uint32) []uint32 {
	w, t := v.w, v.t
	wb0, tb0, b1, b2 := w[x.b0], t[x.b0], x.b1, x.b2
	return append(fs,
		linear.F1(0, 0), linear.F1(7, wb0), linear.F1(8, tb0), linear.F2(9, wb0, tb0), linear.F2(10, w[b1], t[b1]),
		linear.F1(11, t[b1]), linear.F2(12, w[b2], t[b2]), linear.F1(13, t[b2]),
		linear.F3(28, tb0, t[b1], t[b2]), linear.F4(75, t[b1], t[b2], t[x.b3], tb0), linear.F1(102, v.p[x.b0]), linear.F1(103, v.p[b1]),
	)
}

// stackFeats makes those of the words on the stack that last while s0 is on top.
func stackFeats(s *state, x front, v *view, fs []uint32) []uint32 {
	w, t, f, m := v.w, v.t, v.p, v.m
	s0, s1 := x.s0, x.s1
	s0l, s0l2, s1l, s1r, s1r2 := s.lc[s0], s.lc2[s0], s.lc[s1], s.rc[s1], s.rc2[s1]
	sdist, sbetween := uint32(15), uint32(0)
	if s1 > 0 {
		sdist, sbetween = bucket(s0-s1), v.between(s1, s0)
	}
	rv1, rs1r := uint32(s.rv[s1]), s.relAtom(s1r)
	ws0, ts0, ts1, ws1 := w[s0], t[s0], t[s1], w[s1]
	return append(fs,
		linear.F1(1, ws0), linear.F1(2, ts0), linear.F2(3, ws0, ts0), linear.F2(4, ws1, ts1), linear.F1(5, ts1), linear.F1(6, ws1),
		linear.F2(21, ws1, ws0), linear.F2(22, ts1, ts0), linear.F2(23, ws1, ts0), linear.F2(24, ts1, ws0), linear.F3(26, t[x.s2], ts1, ts0),
		linear.F3(32, ts1, ts0, t[s0l]), linear.F3(34, ts1, t[s1r], ts0), linear.F3(35, ts1, t[s1l], ts0), linear.F3(36, ts0, t[s0l], t[s0l2]),
		linear.F4(39, ts1, t[s1r], t[s1r2], ts0), linear.F3(46, ts1, rv1, ts0), linear.F2(49, w[s0l], t[s0l]),
		linear.F2(51, s.relAtom(s0l), ts0), linear.F3(54, rs1r, ts1, ts0),
		linear.F4(61, m[s1], ts1, m[s0], ts0), linear.F3(63, ws1, m[s0], ts0), linear.F3(71, ts1, ts0, sbetween), linear.F3(72, ts1, ts0, sdist),
		linear.F3(85, s.relAtom(s1l), rs1r, ts1), linear.F4(86, ws1, rs1r, ts0, rv1), linear.F3(88, ws1, ts0, w[s0l]), linear.F3(89, ts1, w[s0l], ts0),
		linear.F3(96, v.src, ts1, ts0),
		linear.F1(100, f[s0]), linear.F1(101, f[s1]), linear.F2(105, f[s1], f[s0]), linear.F2(109, ws1, f[s0]), linear.F2(110, f[s1], ws0),
		linear.F3(114, f[s1], f[s1r], f[s0]),
	)
}

// pairFeats makes those of the stack and the buffer together, and of the
// children that they may get while they are there.
func pairFeats(s *state, x front, v *view, fs []uint32) []uint32 {
	w, t, f, m := v.w, v.t, v.p, v.m
	s0, s1, b0, b1 := x.s0, x.s1, x.b0, x.b1
	s0l, s0r, s0r2, b0l, b0l2 := s.lc[s0], s.rc[s0], s.rc2[s0], s.lc[b0], s.lc2[b0]
	dist, between := uint32(15), uint32(0)
	if s0 > 0 {
		dist, between = bucket(b0-s0), v.between(s0, b0)
	}
	rv0, lvb, rs0r, rb0l := uint32(s.rv[s0]), uint32(s.lv[b0]), s.relAtom(s0r), s.relAtom(b0l)
	ws0, ts0, wb0, tb0, ts1, ws1 := w[s0], t[s0], w[b0], t[b0], t[s1], w[s1]
	return append(fs,
		linear.F4(14, ws0, ts0, wb0, tb0), linear.F3(15, ws0, ts0, wb0), linear.F3(16, ws0, wb0, tb0),
		linear.F3(17, ws0, ts0, tb0), linear.F3(18, ts0, wb0, tb0), linear.F2(19, ts0, tb0), linear.F2(20, ws0, wb0),
		linear.F3(25, ts1, ts0, tb0), linear.F3(27, ts0, tb0, t[b1]),
		linear.F3(29, ts0, t[s0l], tb0), linear.F3(30, ts0, t[s0r], tb0), linear.F3(31, ts0, tb0, t[b0l]), linear.F3(33, ts1, ts0, t[s0r]),
		linear.F3(37, ts0, t[s0r], t[s0r2]), linear.F3(38, tb0, t[b0l], t[b0l2]),
		linear.F2(40, ws0, dist), linear.F2(41, ts0, dist), linear.F2(42, tb0, dist), linear.F3(43, ts0, tb0, dist),
		linear.F3(44, ts0, uint32(s.lv[s0]), rv0), linear.F2(45, ws0, rv0), linear.F2(47, tb0, lvb),
		linear.F2(48, w[s0r], t[s0r]), linear.F2(50, w[b0l], t[b0l]), linear.F2(52, rs0r, ts0), linear.F2(53, rb0l, tb0),
		linear.F4(55, s.relAtom(s0l), rs0r, ts0, tb0),
		// morphology
		linear.F4(60, m[s0], ts0, m[b0], tb0), linear.F3(62, m[s0], ts0, wb0), linear.F3(64, m[b0], tb0, ws0), linear.F3(65, m[s0], ts0, tb0),
		// between and beyond
		linear.F3(70, ts0, tb0, between), linear.F4(73, ts0, tb0, t[b1], t[x.b2]), linear.F4(74, ts1, ts0, tb0, t[b1]),
		linear.F3(76, ws0, tb0, t[b1]), linear.F3(77, wb0, ts0, t[b1]), linear.F3(78, ts0, tb0, w[b1]),
		linear.F3(79, ts1, ws0, tb0), linear.F3(80, ws1, ts0, tb0), linear.F3(81, ts1, ts0, wb0),
		linear.F3(82, v.s[s0], ts0, tb0), linear.F3(83, v.s[b0], ts0, tb0), linear.F3(84, ts0, t[s0-min(s0, 1)], tb0),
		linear.F3(87, ws0, w[s0l], tb0), linear.F3(90, wb0, ts0, rb0l),
		// conventions of the treebank
		linear.F3(95, v.src, ts0, tb0), linear.F3(97, v.src, ws0, tb0), linear.F3(98, v.src, wb0, ts0),
		// fine tags
		linear.F2(104, f[s0], f[b0]), linear.F3(106, f[s1], f[s0], f[b0]), linear.F2(107, ws0, f[b0]), linear.F2(108, f[s0], wb0),
		linear.F3(111, f[s0], f[b0], f[b1]), linear.F3(112, f[s0], f[s0l], f[b0]), linear.F3(113, f[s0], f[b0], f[b0l]),
	)
}

// actionFeats makes all features of the next action.
func actionFeats(s *state, v *view, fs []uint32) []uint32 {
	x := s.front()
	return pairFeats(s, x, v, stackFeats(s, x, v, bufferFeats(x, v, fs[:0])))
}

// labelFeats makes the features for the relation of dep under head, while
// parsing.
func labelFeats(s *state, v *view, h, d int32, fs []uint32) []uint32 {
	dir := uint32(0)
	if d > h {
		dir = 1
	}
	w, t, m := v.w, v.t, v.m
	r := s.relAtom
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
	buffer   scores   // of the features of the buffer
	stack    []scores // by place on the stack: of the features of the stack while the word there is on top
}

// scores are sums of weights for each action, if they were made.
type scores struct {
	sum  [nActions]int32
	made bool
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
	p.stack, p.buffer.made = p.stack[:0], false
	if p.sc == nil {
		p.sc = make([]int32, 256)
	}
	for !p.st.done() {
		a := p.st.only()
		if a < 0 {
			a = p.pick(p.score(v))
		}
		if a != shift {
			h, d := p.st.arc(a)
			p.st.rel[d] = uint8(p.label(v, h, d))
			p.stack = p.stack[:len(p.stack)-1]
		} else {
			p.stack, p.buffer.made = append(p.stack, scores{}), false
		}
		p.st.apply(a)
	}
}

// score scores the next actions by their features, of which it looks up no more
// than have changed.
func (p *arcParser) score(v *view) []int32 {
	x := p.st.front()
	if b := &p.buffer; !b.made {
		p.fs = bufferFeats(x, v, p.fs[:0])
		p.act.Scores(p.fs, b.sum[:])
		b.made = true
	}
	top := &p.stack[len(p.stack)-1]
	if !top.made {
		p.fs = stackFeats(&p.st, x, v, p.fs[:0])
		p.act.Scores(p.fs, top.sum[:])
		top.made = true
	}
	p.fs = pairFeats(&p.st, x, v, p.fs[:0])
	p.act.Scores(p.fs, p.sc)
	for a := range nActions {
		p.sc[a] += p.buffer.sum[a] + top.sum[a]
	}
	return p.sc
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
