package linear

// table maps features to rows. It is an open hash table, several times faster
// than a map for this one use.
type table struct {
	keys []uint32
	rows []int32 // row+1; 0 is an empty slot
	n    int
}

func (t *table) slot(f uint32) int {
	mask := uint32(len(t.keys) - 1)
	i := (f * 0x9E3779B1) >> 7 & mask
	for t.rows[i] != 0 && t.keys[i] != f {
		i = (i + 1) & mask
	}
	return int(i)
}

// find returns the row of a feature, -1 if it has none.
func (t *table) find(f uint32) int32 {
	if t.n == 0 {
		return -1
	}
	return t.rows[t.slot(f)] - 1
}

// add gives a feature that has no row the next one.
func (t *table) add(f uint32) int32 {
	if 2*(t.n+1) > len(t.keys) {
		t.grow()
	}
	i := t.slot(f)
	t.n++
	t.keys[i], t.rows[i] = f, int32(t.n)
	return int32(t.n - 1)
}

func (t *table) grow() {
	old := *t
	size := max(2*len(old.keys), 1<<12)
	t.keys, t.rows = make([]uint32, size), make([]int32, size)
	for i, r := range old.rows {
		if r != 0 {
			j := t.slot(old.keys[i])
			t.keys[j], t.rows[j] = old.keys[i], r
		}
	}
}
