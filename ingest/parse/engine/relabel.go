package engine

import (
	"kg/ingest/parse/linear"
	"kg/ingest/parse/ud"
)

// A relabeler names the relations of a finished tree. It sees what the parser
// could not while building: all children of both words, what they are, and the
// word above. It works from the leaves up and from left to right under a head.
type relabeler struct {
	m    scorer
	nrel int
	bits []uint32 // for each relation what it tells about its head, see relBits

	head       []int32
	rel        []uint8
	first, nxt []int32 // children as lists
	order      []int32
	caseOf     []int32  // the child that is a preposition or a conjunction
	has        []uint32 // which relations the children of a word have
	prev       []uint8  // last relation given under a head
	lkid, rkid []int32
	nkids      []uint8
	fs         []uint32
	sc         []int32
}

// relBits gives each relation that says much about its head a bit.
func relBits(rels []ud.Rel) []uint32 {
	bits := make([]uint32, len(rels))
	for i, r := range rels {
		for b, n := range []string{"nsubj", "obj", "iobj", "cop", "aux", "mark", "case", "det", "ccomp", "xcomp", "expl", "csubj", "obl:agent", "aux:pass", "cc", "nsubj:pass"} {
			if r.String() == n || r.Base().String() == n {
				bits[i] |= 1 << b
			}
		}
	}
	return bits
}

func (x *relabeler) reset(v *view, head []int32) {
	n := v.n
	x.head = head
	x.rel, x.prev, x.nkids = resize(x.rel, n+2), resize(x.prev, n+2), resize(x.nkids, n+2)
	for _, p := range []*[]int32{&x.first, &x.nxt, &x.caseOf, &x.lkid, &x.rkid} {
		*p = resize(*p, n+2)
		clear(*p)
	}
	x.has = resize(x.has, n+2)
	clear(x.has)
	clear(x.nkids)
	for i := range x.rel {
		x.rel[i], x.prev[i] = noRel, noRel
	}
	for d := int32(n); d >= 1; d-- {
		h := head[d]
		x.nxt[d], x.first[h] = x.first[h], d
		if x.rkid[h] == 0 {
			x.rkid[h] = d
		}
		x.lkid[h] = d
		x.nkids[h] = min(x.nkids[h]+1, 5)
	}
	x.order = append(x.order[:0], int32(n+1))
	for i := 0; i < len(x.order); i++ {
		for c := x.first[x.order[i]]; c > 0; c = x.nxt[c] {
			x.order = append(x.order, c)
		}
	}
}

// run labels the tree; learn, if not nil, is called for every decision and may
// train on x.fs.
func (x *relabeler) run(v *view, head []int32, learn func(d int32, got int)) {
	x.reset(v, head)
	if x.sc == nil {
		x.sc = make([]int32, 256)
	}
	for i := len(x.order) - 1; i >= 0; i-- {
		h := x.order[i]
		for d := x.first[h]; d > 0; d = x.nxt[d] {
			x.features(v, h, d)
			x.m.Scores(x.fs, x.sc)
			r := linear.Argmax(x.sc[:x.nrel])
			if learn != nil {
				learn(d, r)
			}
			x.rel[d], x.prev[h] = uint8(r), uint8(r)
			x.has[h] |= x.bits[r]
			if x.bits[r]&(1<<5|1<<6) != 0 && x.caseOf[h] == 0 {
				x.caseOf[h] = d
			}
		}
	}
}

func (x *relabeler) features(v *view, h, d int32) {
	w, t, f, m := v.w, v.t, v.p, v.m
	dir := uint32(0)
	if d > h {
		dir = 1
	}
	g := int32(0)
	if int(h) <= v.n {
		g = x.head[h]
	}
	c := x.caseOf[d]
	td, th := t[d]<<1|dir, t[h]
	fd, fh := f[d]<<1|dir, f[h]
	has, hasH := x.has[d], x.has[h]
	pr := uint32(x.prev[h])
	var next int32
	if int(d) < v.n {
		next = d + 1
	}
	lr := func(i int32) uint32 {
		if i == 0 {
			return 254
		}
		return uint32(x.rel[i])
	}
	l, r := x.lkid[d], x.rkid[d]
	x.fs = append(x.fs[:0],
		linear.F1(0, dir), linear.F2(1, dir, w[d]), linear.F2(2, dir, w[h]), linear.F2(3, td, th), linear.F2(4, fd, fh),
		linear.F3(5, dir, w[d], th), linear.F3(6, dir, w[d], fh), linear.F2(7, td, w[h]), linear.F2(8, fd, w[h]),
		linear.F3(9, dir, w[d], w[h]), linear.F3(10, td, th, bucket(h-d)), linear.F3(11, fd, fh, w[c]), linear.F3(12, td, w[h], w[c]),
		linear.F4(13, fd, fh, m[d], w[c]), linear.F3(14, fd, fh, m[d]), linear.F4(15, fd, w[h], m[d], has), linear.F3(16, fd, fh, has),
		linear.F3(17, fd, has, hasH), linear.F3(18, fd, fh, hasH), linear.F3(19, fd, fh, pr), linear.F3(20, fd, w[h], hasH),
		linear.F4(21, fd, fh, m[d], hasH), linear.F4(22, td, th, m[d], m[h]), linear.F3(23, td, th, t[g]), linear.F4(24, fd, fh, w[g], dir),
		linear.F4(25, td, th, t[d-1], t[next]), linear.F3(26, td, th, w[d-1]), linear.F3(27, td, th, w[next]), linear.F3(28, v.s[d], td, th),
		linear.F3(29, v.s[d], fd, w[c]), linear.F3(30, v.s[h], td, w[c]), linear.F4(31, fd, fh, lr(l), lr(r)), linear.F3(32, td, w[l], th),
		linear.F3(33, td, w[r], th), linear.F4(34, fd, fh, uint32(x.nkids[d]), uint32(x.nkids[h])), linear.F3(35, w[h], w[c], dir),
		linear.F3(36, w[d], w[c], th), linear.F4(37, fd, has, m[d], w[c]), linear.F4(38, td, th, hasH, bucket(h-d)),
		linear.F4(39, fd, fh, t[x.lkid[h]], t[x.rkid[h]]), linear.F3(40, v.src, td, th), linear.F3(41, v.src, w[d], th), linear.F3(42, v.src, td, w[h]),
		linear.F4(43, v.src, fd, fh, w[c]), linear.F2(44, v.src, dir), linear.F3(45, v.l[d], fd, fh), linear.F4(46, v.src, fd, has, fh),
		linear.F3(47, fd, pr, hasH), linear.F4(48, m[d], fd, w[h], hasH),
	)
}

// trainRelabel learns on the gold trees with predicted tags.
func (m *Model) trainRelabel(views []*view, heads [][]int32, rels [][]uint8, epochs int) *linear.Trainer {
	tr := linear.NewTrainer(len(m.rels))
	x := &relabeler{m: tr, nrel: len(m.rels), bits: relBits(m.rels)}
	r := newRand(17)
	order := sequence(len(views))
	for range epochs {
		r.shuffle(order)
		for _, k := range order {
			x.run(views[k], heads[k], func(d int32, got int) {
				tr.Tick()
				if g := int(rels[k][d]); g != got {
					tr.Update(x.fs, g, got)
				}
			})
		}
	}
	return tr
}
