package linear

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// A Model is a frozen classifier. It is immutable and safe for concurrent use.
//
// A weight is stored as a signed 8-bit level; the weight is the square of the
// level with its sign. Small weights decide together, so they need a finer
// scale than large ones: linear levels cost two points of attachment score.
type Model struct {
	k      int
	n      int
	narrow *narrow  // of a model with few classes, instead of slots and cells
	slots  []uint32 // open hash table: place in cells << tagBits | tag; 0 is empty
	cells  []uint16 // rows: a count, then cells of class<<8 | level
	keys   []uint32 // ascending; only in a model that is to be written
}

// A slot is small so that the table stays in the cache: features that the model
// does not have, the most of all, cost one look. home is a bijection of 24 bits;
// its high bits are the place in the table, its low bits are kept as the tag.
const (
	keyBits = 24
	tagBits = 10
	tagMask = 1<<tagBits - 1
	// maxPlace bounds the cells of a model.
	maxPlace = 1 << (32 - tagBits)
	// minSlots keeps a tag unambiguous: it has all bits that the place has not.
	minSlots = 1 << (keyBits - tagBits)
)

func home(f uint32) uint32 { return f * 0x9E3779B1 & (1<<keyBits - 1) }

// Classes returns the number of classes.
func (m *Model) Classes() int { return m.k }

// Features returns the number of features with a weight.
func (m *Model) Features() int { return m.n }

// Scores adds up the weights of the features for each class. len(out) must be
// at least the number of classes.
func (m *Model) Scores(fs []uint32, out []int32) {
	clear(out)
	m.Add(fs, out)
}

// Add is Scores on top of what out holds. Nearly every look at a table misses
// the cache, so it looks at many places in a loop without branches, which the
// processor does not have to guess, before it decides over any of them.
func (m *Model) Add(fs []uint32, out []int32) {
	if m.narrow != nil {
		m.narrow.add(fs, out[:m.k])
		return
	}
	var looks, rows [chunk]uint32
	for len(fs) > 0 {
		part := fs[:min(chunk, len(fs))]
		fs = fs[len(part):]
		size := uint64(len(m.slots))
		for i, f := range part {
			looks[i%chunk] = m.slots[uint64(home(f))*size>>keyBits]
		}
		n, k := 0, 0
		for i, f := range part {
			s := looks[i%chunk]
			hit, other := uint32(1), uint32(1)
			if s&tagMask != home(f)&tagMask {
				hit = 0
			}
			if s == 0 {
				hit, other = 0, 0
			}
			rows[n%chunk] = s >> tagBits
			n += int(hit)
			looks[k%chunk] = f // k <= i
			k += int(other &^ hit)
		}
		for _, f := range looks[:k] {
			rows[n%chunk] = m.row(f)
			n++
		}
		// Row 0 has no cells.
		for i, at := range rows[:n] {
			looks[i%chunk] = uint32(m.cells[at])
		}
		for i, at := range rows[:n] {
			for _, c := range m.cells[at+1:][:looks[i%chunk]] {
				out[c>>8] += squares[uint8(c)]
			}
		}
	}
}

// chunk is how many features Add looks for together.
const chunk = 64

// row finds the place in cells of a feature, 0 if the model does not have it.
func (m *Model) row(f uint32) uint32 {
	h := home(f)
	for i := int(uint64(h) * uint64(len(m.slots)) >> keyBits); ; i++ {
		if i == len(m.slots) {
			i = 0
		}
		s := m.slots[i]
		if s == 0 || s&tagMask == h&tagMask {
			return s >> tagBits
		}
	}
}

type builder struct {
	k     int
	keys  []uint32
	offs  []uint32
	cells []uint16
	first int
}

func (b *builder) start(f uint32) {
	if b.cells == nil {
		b.cells = []uint16{0} // offset 0 means none
	}
	b.first = len(b.cells)
	b.cells = append(b.cells, 0)
	b.keys = append(b.keys, f)
	b.offs = append(b.offs, uint32(b.first))
}

func (b *builder) cell(class, level int) {
	if level != 0 {
		b.cells = append(b.cells, uint16(class)<<8|uint16(uint8(int8(level))))
	}
}

func (b *builder) end() {
	n := len(b.cells) - b.first - 1
	if n == 0 { // no weight left: no feature
		b.cells = b.cells[:b.first]
		b.keys, b.offs = b.keys[:len(b.keys)-1], b.offs[:len(b.offs)-1]
		return
	}
	b.cells[b.first] = uint16(n)
}

var errTooMany = fmt.Errorf("more than %d weights", maxPlace)

func (b *builder) model() (*Model, error) {
	if len(b.cells) >= maxPlace {
		return nil, errTooMany
	}
	m := &Model{k: b.k, cells: b.cells, keys: b.keys, n: len(b.keys)}
	if b.k <= narrowClasses {
		m.narrow = newNarrow(b.keys, b.offs, b.cells)
		return m, nil
	}
	size := max(minSlots, len(b.keys)*3/2)
	m.slots = make([]uint32, size)
	for j, f := range b.keys {
		h := home(f)
		i := uint64(h) * uint64(size) >> keyBits
		for m.slots[i] != 0 {
			if i++; i == uint64(size) {
				i = 0
			}
		}
		m.slots[i] = b.offs[j]<<tagBits | h&tagMask
	}
	return m, nil
}

// Write writes the model: varints of k and the number of features, then for
// each of four columns all values: key differences, counts, classes, weights.
// Columns of one kind compress better than rows.
func (m *Model) Write(w *bufio.Writer) error {
	if len(m.keys) != m.n {
		return errNoKeys
	}
	var b [binary.MaxVarintLen64]byte
	put := func(v uint64) { w.Write(b[:binary.PutUvarint(b[:], v)]) }
	put(uint64(m.k))
	put(uint64(len(m.keys)))
	put(uint64(len(m.cells)))
	last := uint32(0)
	for _, k := range m.keys {
		put(uint64(k - last))
		last = k
	}
	rows := func(f func(c uint16)) {
		for i := 1; i < len(m.cells); {
			n := int(m.cells[i])
			for _, c := range m.cells[i+1 : i+1+n] {
				f(c)
			}
			i += n + 1
		}
	}
	for i := 1; i < len(m.cells); i += int(m.cells[i]) + 1 {
		put(uint64(m.cells[i]))
	}
	rows(func(c uint16) { w.WriteByte(byte(c >> 8)) })
	rows(func(c uint16) { w.WriteByte(byte(c)) })
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

var errDamaged = errors.New("damaged weights")

// maxCells bounds what a damaged file can ask for (512 MB of memory).
const maxCells = 1 << 28

// Prune leaves out the features whose weights are all below the level min, of
// 127. Of a classifier with many features, most decide nothing.
func (m *Model) Prune(min int) (*Model, error) {
	if len(m.keys) != m.n {
		return nil, errNoKeys
	}
	b := builder{k: m.k}
	at := 1
	for _, f := range m.keys {
		row := m.cells[at+1 : at+1+int(m.cells[at])]
		at += len(row) + 1
		keep := false
		for _, c := range row {
			l := int(int8(c))
			keep = keep || l >= min || l <= -min
		}
		if !keep {
			continue
		}
		b.start(f)
		b.cells = append(b.cells, row...)
		b.end()
	}
	return b.model()
}

var errNoKeys = errors.New("the features of the model were not kept when it was read")

// Read reads what Write wrote. It checks every number it uses as a place. Only
// a model that keeps its features can be written or pruned; it takes more
// memory.
func Read(r *bufio.Reader, keep bool) (*Model, error) {
	var h [3]uint64
	for i := range h {
		v, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, fmt.Errorf("read weights: %w", err)
		}
		h[i] = v
	}
	if h[0] == 0 || h[0] > 256 || h[1] > maxCells || h[2] > maxCells || h[1] > h[2] {
		return nil, errDamaged
	}
	b := builder{k: int(h[0])}
	key := uint64(0)
	for i := uint64(0); i < h[1]; i++ {
		d, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, fmt.Errorf("read weights: %w", err)
		}
		if key += d; key >= 1<<keyBits || d == 0 && i > 0 {
			return nil, errDamaged
		}
		b.keys = append(b.keys, uint32(key))
	}
	if err := b.readRows(r, h[2]); err != nil {
		return nil, err
	}
	m, err := b.model()
	if err != nil {
		return nil, err
	}
	if !keep {
		m.keys = nil
		if m.narrow != nil {
			m.cells = nil
		}
	}
	return m, nil
}

func (b *builder) readRows(r *bufio.Reader, cells uint64) error {
	b.offs = make([]uint32, len(b.keys))
	at := uint64(1)
	counts := make([]uint16, len(b.keys))
	for i := range counts {
		n, err := binary.ReadUvarint(r)
		if err != nil {
			return fmt.Errorf("read weights: %w", err)
		}
		if n == 0 || n > uint64(b.k) || at+n+1 > max(cells, 1) {
			return errDamaged
		}
		b.offs[i], counts[i] = uint32(at), uint16(n)
		at += n + 1
	}
	b.cells = make([]uint16, at)
	for half := 0; half < 2; half++ { // classes, then weights
		for i, o := range b.offs {
			b.cells[o] = counts[i]
			for j := uint32(1); j <= uint32(counts[i]); j++ {
				c, err := r.ReadByte()
				if err != nil {
					return fmt.Errorf("read weights: %w", noEOF(err))
				}
				if half == 0 {
					if int(c) >= b.k {
						return errDamaged
					}
					b.cells[o+j] = uint16(c) << 8
				} else {
					b.cells[o+j] |= uint16(c)
				}
			}
		}
	}
	return nil
}

func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
