package engine

// A view is a sentence as the parser sees it: atoms by position, 0 for "none",
// 1..n for the words, n+1 for the root.
type view struct {
	n                int
	src              uint32   // which treebank's conventions
	w, t, p, m, s, l []uint32 // form, fine tag, universal tag, morphology, suffix, lexicon
	verbs, commas    []int32  // how many up to the position
	conj             []int32
}

func (v *view) reset(n int) {
	v.n = n
	for _, x := range []*[]uint32{&v.w, &v.t, &v.p, &v.m, &v.s, &v.l} {
		*x = resize(*x, n+2)
		(*x)[0], (*x)[n+1] = atomNone, atomRoot
	}
	for _, x := range []*[]int32{&v.verbs, &v.commas, &v.conj} {
		*x = resize(*x, n+2)
		(*x)[0] = 0
	}
}

// between abstracts what lies between two words: verbs, punctuation, conjunctions.
func (v *view) between(l, r int32) uint32 {
	return few(v.verbs[r-1]-v.verbs[l])<<4 | few(v.commas[r-1]-v.commas[l])<<2 | few(v.conj[r-1]-v.conj[l])
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// The actions of the arc-hybrid system (Kuhlmann et al. 2011).
const (
	shift = iota
	left  // the top of the stack gets the front of the buffer as its head
	right // the top of the stack gets the word under it as its head
	nActions
)

// A state of the parser. Positions are those of the view; the root stands at
// the end of the buffer.
type state struct {
	n                int
	st               []int32
	b                int32
	head             []int32
	lc, rc, lc2, rc2 []int32 // outermost and next children left and right
	lv, rv           []uint8 // number of children, at most 3
	rel              []uint8
}

func (s *state) reset(n int) {
	s.n, s.b, s.st = n, 1, s.st[:0]
	for _, x := range []*[]int32{&s.head, &s.lc, &s.rc, &s.lc2, &s.rc2} {
		*x = resize(*x, n+2)
		clear(*x)
	}
	s.lv, s.rv, s.rel = resize(s.lv, n+2), resize(s.rv, n+2), resize(s.rel, n+2)
	clear(s.lv)
	clear(s.rv)
	for i := range s.rel {
		s.rel[i] = noRel
	}
}

const noRel = 255

func (s *state) done() bool { return int(s.b) == s.n+1 && len(s.st) == 0 }

// valid keeps one root: the root takes a word only when it is the last one.
func (s *state) valid(a int) bool {
	end := int(s.b) == s.n+1
	switch a {
	case shift:
		return !end
	case left:
		return len(s.st) > 0 && (!end || len(s.st) == 1)
	default:
		return len(s.st) > 1
	}
}

// only returns the action if there is but one, -1 if there is a choice.
func (s *state) only() int {
	end := int(s.b) == s.n+1
	switch {
	case len(s.st) == 0:
		return shift
	case end && len(s.st) == 1:
		return left
	case end:
		return right
	}
	return -1
}

// arc returns the arc that the action makes.
func (s *state) arc(a int) (head, dep int32) {
	dep = s.st[len(s.st)-1]
	if a == left {
		return s.b, dep
	}
	return s.st[len(s.st)-2], dep
}

func (s *state) apply(a int) {
	if a == shift {
		s.st = append(s.st, s.b)
		s.b++
		return
	}
	h, d := s.arc(a)
	s.head[d] = h
	if d < h {
		s.lv[h] = min(s.lv[h]+1, 3)
		if s.lc[h] == 0 || d < s.lc[h] {
			s.lc2[h], s.lc[h] = s.lc[h], d
		} else {
			s.lc2[h] = d
		}
	} else {
		s.rv[h] = min(s.rv[h]+1, 3)
		if s.rc[h] == 0 || d > s.rc[h] {
			s.rc2[h], s.rc[h] = s.rc[h], d
		} else {
			s.rc2[h] = d
		}
	}
	s.st = s.st[:len(s.st)-1]
}

// cost is how many gold arcs the action makes unreachable (Goldberg and Nivre
// 2013). gold[i] is the head position of i.
func (s *state) cost(a int, gold []int32) int {
	c := 0
	top := int32(0)
	if len(s.st) > 0 {
		top = s.st[len(s.st)-1]
	}
	switch a {
	case shift:
		for i, k := range s.st {
			if gold[k] == s.b || i < len(s.st)-1 && gold[s.b] == k {
				c++
			}
		}
	case left:
		if gold[top] != s.b {
			if len(s.st) > 1 && gold[top] == s.st[len(s.st)-2] || gold[top] > s.b {
				c++
			}
		}
		for k := s.b; k <= int32(s.n); k++ {
			if gold[k] == top {
				c++
			}
		}
	case right:
		if gold[top] >= s.b {
			c++
		}
		for k := s.b; k <= int32(s.n); k++ {
			if gold[k] == top {
				c++
			}
		}
	}
	return c
}
