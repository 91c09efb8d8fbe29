package linear

import (
	"math"
	"slices"
)

// A Trainer is an averaged perceptron with k classes. It keeps only features
// that took part in an error. It is not safe for concurrent use.
type Trainer struct {
	k    int
	tab  table
	w    []int32  // weights, row by row
	tot  []int64  // sum of the weights over time
	ts   []uint32 // when tot was last brought up to date
	hits []uint32 // how many updates touched the row
	t    uint32
}

// NewTrainer returns a trainer with k classes, at most 256.
func NewTrainer(k int) *Trainer { return &Trainer{k: k} }

// Tick counts one example; averages are over examples.
func (tr *Trainer) Tick() { tr.t++ }

// Scores adds up the weights of the features for each class.
func (tr *Trainer) Scores(fs []uint32, out []int32) {
	clear(out)
	for _, f := range fs {
		r := tr.tab.find(f)
		if r < 0 {
			continue
		}
		w := tr.w[int(r)*tr.k : int(r)*tr.k+tr.k]
		for i, x := range w {
			out[i] += x
		}
	}
}

// Update moves the weights of the features towards good and away from bad.
func (tr *Trainer) Update(fs []uint32, good, bad int) {
	for _, f := range fs {
		r := tr.get(f)
		tr.hits[r]++
		tr.add(int(r)*tr.k+good, 1)
		tr.add(int(r)*tr.k+bad, -1)
	}
}

// Add changes the weight of one class for all features.
func (tr *Trainer) Add(fs []uint32, class int, by int32) {
	for _, f := range fs {
		r := tr.get(f)
		tr.hits[r]++
		tr.add(int(r)*tr.k+class, by)
	}
}

func (tr *Trainer) get(f uint32) int32 {
	if r := tr.tab.find(f); r >= 0 {
		return r
	}
	tr.hits = append(tr.hits, 0)
	for i := 0; i < tr.k; i++ {
		tr.w = append(tr.w, 0)
		tr.tot = append(tr.tot, 0)
		tr.ts = append(tr.ts, tr.t)
	}
	return tr.tab.add(f)
}

func (tr *Trainer) add(i int, d int32) {
	tr.tot[i] += int64(tr.t-tr.ts[i]) * int64(tr.w[i])
	tr.ts[i] = tr.t
	tr.w[i] += d
}

// Freeze averages and quantises. Left out are weights below min (in units of one
// update, averaged), and features that only one update touched unless a weight
// of theirs reaches minOnce.
func (tr *Trainer) Freeze(min, minOnce float64) *Model {
	avg := func(i int) float64 {
		return float64(tr.tot[i]+int64(tr.t-tr.ts[i])*int64(tr.w[i])) / float64(tr.t)
	}
	keys := tr.keep(avg, minOnce)
	scale := tr.scale(keys, avg)
	b := builder{k: tr.k}
	for _, f := range keys {
		base := int(tr.tab.find(f)) * tr.k
		b.start(f)
		for c := 0; c < tr.k; c++ {
			a := avg(base + c)
			if a < min && a > -min {
				continue
			}
			b.cell(c, level(a*scale))
		}
		b.end()
	}
	m, err := b.model()
	if err != nil { // too many weights: leave out more of the small ones
		return tr.Freeze(2*min+0.01, minOnce)
	}
	return m
}

// keep lists the features to store, in ascending order.
func (tr *Trainer) keep(avg func(int) float64, minOnce float64) []uint32 {
	keys := make([]uint32, 0, tr.tab.n)
	for _, e := range tr.tab.slots {
		r := e.row
		if r == 0 {
			continue
		}
		ok := tr.hits[r-1] > 1
		for c := 0; c < tr.k && !ok; c++ {
			ok = math.Abs(avg(int(r-1)*tr.k+c)) >= minOnce
		}
		if ok {
			keys = append(keys, e.key)
		}
	}
	slices.Sort(keys)
	return keys
}

// level is the signed root of a weight, rounded so that the square is nearest.
func level(w float64) int {
	l := min(int(math.Sqrt(math.Abs(w))+0.5), 127)
	if w < 0 {
		return -l
	}
	return l
}

// scale maps the largest weight to the highest level. Clipping instead, even of
// one weight in two thousand, costs two points: the largest weights are those
// of the most frequent features.
func (tr *Trainer) scale(keys []uint32, avg func(int) float64) float64 {
	top := 0.1
	for _, f := range keys {
		base := int(tr.tab.find(f)) * tr.k
		for c := 0; c < tr.k; c++ {
			top = max(top, math.Abs(avg(base+c)))
		}
	}
	return 127 * 127 / top
}
