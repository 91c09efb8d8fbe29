package linear

import "math/bits"

// A narrow index finds the weights of features for at most four classes. The
// parsers spend most of their time here, so it does without any branch that
// depends on the feature: a word of bits tells which of 64 features there are,
// and how many of them come before gives the place of the weights. A feature
// that is not there has the weights of row 0, which are none.
type narrow struct {
	words []word
	rows  []uint32 // a byte for the level of each class
}

// word is of 64 features that follow one another.
type word struct {
	has   uint64
	first uint32 // row of the first that is there
}

const (
	narrowClasses = 4
	narrowWords   = 1 << (keyBits - 6)
)

// squares are the weights of the levels, see Model.
var squares = func() (t [256]int32) {
	for i := range t {
		w := int32(int8(i))
		t[i] = w * max(w, -w)
	}
	return t
}()

// newNarrow makes an index of ascending features and their rows in cells.
func newNarrow(keys, offs []uint32, cells []uint16) *narrow {
	x := &narrow{words: make([]word, narrowWords), rows: make([]uint32, 1, len(keys)+1)}
	for j, f := range keys {
		w := &x.words[f>>6]
		if w.has == 0 {
			w.first = uint32(len(x.rows))
		}
		w.has |= 1 << (f & 63)
		at := offs[j]
		row := uint32(0)
		for _, c := range cells[at+1:][:cells[at]] {
			row |= uint32(uint8(c)) << (c >> 8 * 8)
		}
		x.rows = append(x.rows, row)
	}
	return x
}

// add adds up the weights of the features for each class. It looks at many
// places in a loop before it reads any weights, since most looks miss the cache.
func (x *narrow) add(fs []uint32, out []int32) {
	var sum [narrowClasses]int32
	var rows [chunk]uint32
	words := x.words[:narrowWords]
	for len(fs) > 0 {
		part := fs[:min(chunk, len(fs))]
		fs = fs[len(part):]
		for i, f := range part {
			w := &words[f>>6%narrowWords]
			bit := uint64(1) << (f & 63)
			r := w.first + uint32(bits.OnesCount64(w.has&(bit-1)))
			if w.has&bit == 0 {
				r = 0
			}
			rows[i%chunk] = r
		}
		for _, r := range rows[:len(part)] {
			row := x.rows[r]
			sum[0] += squares[uint8(row)]
			sum[1] += squares[uint8(row>>8)]
			sum[2] += squares[uint8(row>>16)]
			sum[3] += squares[row>>24]
		}
	}
	for i := range out[:min(narrowClasses, len(out))] {
		out[i] += sum[i]
	}
}
