package cayleykv

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestNodeOrder: numbers sort as they are, none begins another, and all are
// read back.
func TestNodeOrder(t *testing.T) {
	nums := []node{0, 1, 127, 128, 255, 256, 16383, 16384, 1<<21 - 1, 1 << 21, 1<<28 - 1, 1 << 28, 1<<35 - 1, 1 << 42, 1<<49 - 1, 1<<56 - 1, 1 << 56, 1<<63 - 1, 1 << 63, 1<<64 - 1}
	r := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		nums = append(nums, node(r.Uint64()>>r.IntN(64)))
	}
	for _, a := range nums {
		ka := appendNode(nil, a)
		n, rest, err := readNode(append(ka, 7))
		if err != nil || n != a || len(rest) != 1 {
			t.Fatalf("%d is read as %d, rest %v: %v", a, n, rest, err)
		}
		for i := range ka {
			if _, _, err := readNode(ka[:i]); err == nil {
				t.Errorf("%d, cut, is read", a)
			}
		}
		for _, b := range nums {
			kb := appendNode(nil, b)
			if c := bytes.Compare(ka, kb); (c < 0) != (a < b) || (c == 0) != (a == b) {
				t.Fatalf("%d and %d sort as %d", a, b, c)
			}
			if a != b && bytes.HasPrefix(kb, ka) {
				t.Fatalf("%d begins %d", a, b)
			}
		}
	}
}

// FuzzRead: damaged keys and values are errors, never panics.
func FuzzRead(f *testing.F) {
	f.Add([]byte{0xff})
	f.Add(appendList(nil, []po{{1, 2}, {300, 1 << 60}}))
	f.Add([]byte{valueOther, 0xff, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		if list, err := readList(b); err == nil {
			if again, err := readList(appendList(nil, list)); err != nil || len(again) != len(list) {
				t.Errorf("%v: %v, %v", list, again, err)
			}
		}
		var l link
		_ = readNodes(append([]byte{'s'}, b...), &l[0], &l[1], &l[2], &l[3])
		_, _ = decodeCounts(b)
		if v, err := decodeValue(b); err == nil && v == nil {
			t.Error("no value and no error")
		}
	})
}
