package linear

// entry is a slot of the table; row is the row+1, 0 in an empty slot.
type entry struct {
	key uint32
	row int32
}

// table maps features to rows. It is an open hash table, several times faster
// than a map for this one use.
type table struct {
	slots []entry
	n     int
}

func (t *table) slot(f uint32) int {
	mask := uint32(len(t.slots) - 1)
	i := (f * 0x9E3779B1) >> 7 & mask
	for t.slots[i].row != 0 && t.slots[i].key != f {
		i = (i + 1) & mask
	}
	return int(i)
}

// find returns the row of a feature, -1 if it has none.
func (t *table) find(f uint32) int32 {
	if t.n == 0 {
		return -1
	}
	return t.slots[t.slot(f)].row - 1
}

// add gives a feature that has no row the next one.
func (t *table) add(f uint32) int32 {
	if 2*(t.n+1) > len(t.slots) {
		t.grow()
	}
	i := t.slot(f)
	t.n++
	t.slots[i] = entry{f, int32(t.n)}
	return int32(t.n - 1)
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]entry, max(2*len(old), 1<<12))
	for _, e := range old {
		if e.row != 0 {
			t.slots[t.slot(e.key)] = e
		}
	}
}
