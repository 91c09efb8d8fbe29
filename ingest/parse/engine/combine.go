package engine

// maxCands is the number of different heads that parsers can propose for a word.
const maxCands = 8

// A lattice holds for every word the heads that the parsers propose, with a
// score each. Positions are those of the view; the root is n+1.
type lattice struct {
	n     int
	head  []([maxCands]int32)
	score []([maxCands]int32)
	mask  []([maxCands]uint8) // which parsers propose it
	rel   []([maxCands]uint8) // with which relation, the first of them
	major []int32             // the head that most parsers propose
	num   []uint8
	pick  []uint8 // which candidate is chosen
	mark  []int32
}

func (l *lattice) reset(n int) {
	l.n = n
	l.head, l.score = resize(l.head, n+2), resize(l.score, n+2)
	l.mask, l.rel, l.major = resize(l.mask, n+2), resize(l.rel, n+2), resize(l.major, n+2)
	l.num, l.pick, l.mark = resize(l.num, n+2), resize(l.pick, n+2), resize(l.mark, n+2)
	clear(l.num)
	clear(l.pick)
}

// decode picks the best head of every word and then repairs what is no tree:
// surplus roots, and cycles, each at the word where it costs least. It tells
// whether it found a tree; the first candidates always are one.
func (l *lattice) decode() bool {
	for d := 1; d <= l.n; d++ {
		l.pick[d] = 0
		for c := uint8(1); c < l.num[d]; c++ {
			if l.score[d][c] > l.score[d][l.pick[d]] {
				l.pick[d] = c
			}
		}
	}
	l.oneRoot()
	for range l.n {
		d := l.cycle()
		if d == 0 {
			return l.roots() == 1
		}
		if !l.mend(d) {
			return false
		}
	}
	return false
}

func (l *lattice) at(d int32) int32 { return l.head[d][l.pick[d]] }

func (l *lattice) roots() (n int) {
	for d := int32(1); d <= int32(l.n); d++ {
		if l.at(d) == int32(l.n+1) {
			n++
		}
	}
	return n
}

// oneRoot leaves one word under the root: the one that gains most by it.
func (l *lattice) oneRoot() {
	root := int32(l.n + 1)
	best, gain := int32(0), int32(-1<<30)
	for d := int32(1); d <= int32(l.n); d++ {
		if c, other := l.rootCand(d); c >= 0 {
			g := int32(1 << 20)
			if other >= 0 {
				g = l.score[d][c] - l.score[d][other]
			}
			if g > gain {
				best, gain = d, g
			}
		}
	}
	for d := int32(1); d <= int32(l.n); d++ {
		c, other := l.rootCand(d)
		if d == best {
			l.pick[d] = uint8(c)
		} else if l.at(d) == root && other >= 0 {
			l.pick[d] = uint8(other)
		}
	}
}

// rootCand returns the candidate that is the root and the best that is not.
func (l *lattice) rootCand(d int32) (root, other int) {
	root, other = -1, -1
	for c := 0; c < int(l.num[d]); c++ {
		if l.head[d][c] == int32(l.n+1) {
			root = c
		} else if other < 0 || l.score[d][c] > l.score[d][other] {
			other = c
		}
	}
	return root, other
}

// cycle returns a word on a cycle, 0 if there is none.
func (l *lattice) cycle() int32 {
	clear(l.mark)
	for i := int32(1); i <= int32(l.n); i++ {
		d := i
		for d <= int32(l.n) && l.mark[d] == 0 {
			l.mark[d] = i
			d = l.at(d)
		}
		if d <= int32(l.n) && l.mark[d] == i {
			return d
		}
	}
	return 0
}

// mend gives one word of the cycle through d another head that is not below
// the cycle, at the least cost.
func (l *lattice) mend(d int32) bool {
	word, cand, loss := int32(0), uint8(0), int32(1<<30)
	for x := d; ; {
		for c := uint8(0); c < l.num[x]; c++ {
			if h := l.head[x][c]; h <= int32(l.n) && !l.leads(h, d) {
				if k := l.score[x][l.pick[x]] - l.score[x][c]; k < loss {
					word, cand, loss = x, c, k
				}
			}
		}
		if x = l.at(x); x == d {
			break
		}
	}
	if word == 0 {
		return false
	}
	l.pick[word] = cand
	return true
}

// leads tells whether the heads from h reach the cycle through d.
func (l *lattice) leads(h, d int32) bool {
	for range l.n + 1 {
		if h > int32(l.n) {
			return false
		}
		if h == d {
			return true
		}
		h = l.at(h)
	}
	return true // a cycle of its own
}
