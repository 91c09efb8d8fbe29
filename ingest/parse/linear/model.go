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
	k     int
	shift uint
	slots []slot
	cells []uint16 // rows: a count, then cells of class<<8 | level
	keys  []uint32 // ascending; only for writing
}

// A slot of the open hash table; off 0 is an empty slot.
type slot struct{ key, off uint32 }

// Classes returns the number of classes.
func (m *Model) Classes() int { return m.k }

// Features returns the number of features with a weight.
func (m *Model) Features() int { return len(m.keys) }

// Bytes returns the memory that the model takes.
func (m *Model) Bytes() int { return 8*len(m.slots) + 2*cap(m.cells) + 4*len(m.keys) }

// Scores adds up the weights of the features for each class. len(out) must be
// at least the number of classes.
func (m *Model) Scores(fs []uint32, out []int32) {
	clear(out)
	m.Add(fs, out)
}

// Add is Scores on top of what out holds.
func (m *Model) Add(fs []uint32, out []int32) {
	mask := uint32(len(m.slots) - 1)
	for _, f := range fs {
		i := (f * 0x9E3779B1) >> m.shift
		for {
			s := m.slots[i&mask]
			if s.off == 0 {
				break
			}
			if s.key == f {
				n := uint32(m.cells[s.off])
				for _, c := range m.cells[s.off+1 : s.off+1+n] {
					w := int32(int8(c))
					out[c>>8] += w * max(w, -w)
				}
				break
			}
			i++
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

func (b *builder) model() *Model {
	bits := uint(4)
	for 1<<bits < len(b.keys)*3/2 {
		bits++
	}
	m := &Model{k: b.k, shift: 32 - bits, slots: make([]slot, 1<<bits), cells: b.cells, keys: b.keys}
	mask := uint32(1<<bits - 1)
	for j, f := range b.keys {
		i := (f * 0x9E3779B1) >> m.shift & mask
		for m.slots[i].off != 0 {
			i = (i + 1) & mask
		}
		m.slots[i] = slot{f, b.offs[j]}
	}
	return m
}

// Write writes the model: varints of k and the number of features, then for
// each of four columns all values: key differences, counts, classes, weights.
// Columns of one kind compress better than rows.
func (m *Model) Write(w *bufio.Writer) error {
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

// Read reads what Write wrote. It checks every number it uses as a place.
func Read(r *bufio.Reader) (*Model, error) {
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
		if key += d; key > 1<<32-1 || d == 0 && i > 0 {
			return nil, errDamaged
		}
		b.keys = append(b.keys, uint32(key))
	}
	if err := b.readRows(r, h[2]); err != nil {
		return nil, err
	}
	return b.model(), nil
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
