package engine

import (
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"kg/ingest/parse/linear"
	"kg/ingest/parse/ud"
)

// A model file is a magic number with the version of the format, the SHA-256 of
// what follows, and a flate stream: a JSON header, the word tables and the
// classifiers.
const magic = "KGUD\x00\x02"

// ErrDamaged is the error for a file that is not the one that was written.
var ErrDamaged = errors.New("damaged model file")

// maxInflated bounds the memory that a model file can ask for.
const maxInflated = 256 << 20

type header struct {
	Lang    string
	Version string
	Tags    []string
	Bundles [][]uint64
	Feats   []string // the order of attributes that Bundles were packed with
	Rels    []string
	Upper   [ud.NumUPOS]bool
	Endings []string
	Unsure  []string
	Reverse []bool // of each parser
	Sources []string
	Style   int
	// LemmasOnly tells that the tagger was trained without the dictionary.
	LemmasOnly bool
}

// Write writes the model. The same model gives the same bytes.
func (m *Model) Write(w io.Writer) error {
	var body bytes.Buffer
	z, err := flate.NewWriter(&body, flate.BestCompression)
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	b := bufio.NewWriterSize(z, 1<<16)
	if err := m.writeBody(b); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	if err := errors.Join(b.Flush(), z.Close()); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	sum := sha256.Sum256(body.Bytes())
	for _, p := range [][]byte{[]byte(magic), sum[:], body.Bytes()} {
		if _, err := w.Write(p); err != nil {
			return fmt.Errorf("write model: %w", err)
		}
	}
	return nil
}

func (m *Model) writeBody(b *bufio.Writer) error {
	h := header{Lang: m.Lang, Version: m.Version, Tags: m.tags.names, Upper: m.lemmas.upper,
		Endings: sortedSet(m.split.endings), Unsure: sortedSet(m.split.unsure), Feats: ud.Layout(),
		Sources: m.sources, Style: m.style, LemmasOnly: m.lex == nil && m.lemmas.lex != nil}
	for _, l := range m.bundles.list {
		packed := make([]uint64, len(l))
		for i, f := range l {
			packed[i] = uint64(f)
		}
		h.Bundles = append(h.Bundles, packed)
	}
	for _, r := range m.rels {
		h.Rels = append(h.Rels, r.String())
	}
	for _, a := range m.arcs {
		h.Reverse = append(h.Reverse, a.reverse)
	}
	js, err := json.Marshal(h)
	if err != nil {
		return err
	}
	writeString(b, string(js))
	for _, t := range []map[string]string{m.lemmas.forms, m.lemmas.rules, m.split.whole} {
		writeTable(b, t)
	}
	if err := m.lemmas.lex.write(b); err != nil {
		return err
	}
	for _, c := range m.classifiers() {
		if err := c.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// classifiers lists the linear models in the order of the file.
func (m *Model) classifiers() []*linear.Model {
	l := []*linear.Model{m.split.choose, m.tag[0], m.tag[1], m.morph, m.rank, m.rel}
	for _, a := range m.arcs {
		l = append(l, a.act, a.lab)
	}
	return l
}

func writeString(b *bufio.Writer, s string) {
	var v [binary.MaxVarintLen64]byte
	b.Write(v[:binary.PutUvarint(v[:], uint64(len(s)))])
	b.WriteString(s)
}

func writeTable(b *bufio.Writer, t map[string]string) {
	var v [binary.MaxVarintLen64]byte
	b.Write(v[:binary.PutUvarint(v[:], uint64(len(t)))])
	for _, k := range slices.Sorted(maps.Keys(t)) {
		writeString(b, k)
		writeString(b, t[k])
	}
}

// ReadModel reads a model file. Any change of a byte gives ErrDamaged.
func ReadModel(data []byte) (*Model, error) { return readModel(data, false) }

// Prune makes a model file smaller: it leaves out the features of the parsers
// whose weights are all below a level, see linear.Model.Prune.
func Prune(data []byte, min int, w io.Writer) error {
	m, err := readModel(data, true)
	if err != nil {
		return err
	}
	for i := range m.arcs {
		a := &m.arcs[i]
		for _, c := range []**linear.Model{&a.act, &a.lab} {
			if *c, err = (*c).Prune(min); err != nil {
				return fmt.Errorf("prune: %w", err)
			}
		}
	}
	return m.Write(w)
}

// WithLemmas gives a model that was trained without a dictionary one for its
// lemmas.
func WithLemmas(data []byte, lex *Lexicon, w io.Writer) error {
	m, err := readModel(data, true)
	if err != nil {
		return err
	}
	if m.lex != nil {
		return errors.New("the model was trained with a dictionary")
	}
	m.lemmas.lex, m.lemmas.veto = lex, true
	return m.Write(w)
}

func readModel(data []byte, keep bool) (*Model, error) {
	const head = len(magic) + sha256.Size
	if len(data) < head || string(data[:4]) != magic[:4] {
		return nil, fmt.Errorf("%w: not a model file", ErrDamaged)
	}
	if string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("model file has format %d, want %d", data[len(magic)-1], magic[len(magic)-1])
	}
	if sum := sha256.Sum256(data[head:]); !bytes.Equal(sum[:], data[len(magic):head]) {
		return nil, fmt.Errorf("%w: the checksum differs", ErrDamaged)
	}
	r := bufio.NewReaderSize(io.LimitReader(flate.NewReader(bytes.NewReader(data[head:])), maxInflated), 1<<16)
	m, err := readBody(r, keep)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return m, nil
}

func readBody(r *bufio.Reader, keep bool) (*Model, error) {
	js, err := readString(r)
	if err != nil {
		return nil, err
	}
	var h header
	if err := json.Unmarshal([]byte(js), &h); err != nil {
		return nil, err
	}
	m, err := h.model()
	if err != nil {
		return nil, err
	}
	for _, t := range []*map[string]string{&m.lemmas.forms, &m.lemmas.rules, &m.split.whole} {
		if *t, err = readTable(r); err != nil {
			return nil, err
		}
	}
	if m.lemmas.lex, err = readLexicon(r); err != nil {
		return nil, err
	}
	if m.lemmas.veto = h.LemmasOnly; !h.LemmasOnly {
		m.lex = m.lemmas.lex
	}
	var cs []*linear.Model
	for range 6 + 2*len(h.Reverse) {
		c, err := linear.Read(r, keep)
		if err != nil {
			return nil, err
		}
		cs = append(cs, c)
	}
	m.split.choose, m.tag[0], m.tag[1], m.morph, m.rank, m.rel = cs[0], cs[1], cs[2], cs[3], cs[4], cs[5]
	for i, rev := range h.Reverse {
		m.arcs = append(m.arcs, arcModel{act: cs[6+2*i], lab: cs[7+2*i], reverse: rev})
	}
	return m, m.check()
}

// model makes a model of the header alone.
func (h *header) model() (*Model, error) {
	m := &Model{Lang: h.Lang, Version: h.Version, tags: newTagset(h.Tags), bundles: &bundles{}, sources: h.Sources, style: h.Style}
	m.lemmas = &lemmatizer{upper: h.Upper}
	m.split = &splitter{endings: set(h.Endings), unsure: set(h.Unsure)}
	if len(h.Bundles) != len(h.Tags) || len(h.Tags) == 0 || len(h.Tags) > 250 {
		return nil, errors.New("tags and their features do not match")
	}
	if !ud.SameLayout(h.Feats) {
		return nil, errors.New("other morphological features than this program's")
	}
	for _, l := range h.Bundles {
		fs := make([]ud.Feats, len(l))
		for i, f := range l {
			fs[i] = ud.Feats(f)
			if !fs[i].Valid() {
				return nil, errors.New("morphological features out of range")
			}
		}
		m.bundles.list = append(m.bundles.list, fs)
	}
	for _, s := range h.Rels {
		r, ok := ud.ParseRel(s)
		if !ok {
			return nil, fmt.Errorf("relation %q", s)
		}
		m.rels = append(m.rels, r)
	}
	return m, nil
}

// check makes sure that no classifier can answer out of range.
func (m *Model) check() error {
	_, values := valueBase()
	ok := m.split.choose.Classes() == 2 && m.tag[0].Classes() == len(m.tags.names) &&
		m.tag[1].Classes() == len(m.tags.names) && m.morph.Classes() == values && m.rank.Classes() == 1 && m.rel.Classes() == len(m.rels) && len(m.arcs) > 0 && len(m.arcs) <= maxCands && m.style >= 0
	for _, a := range m.arcs {
		ok = ok && a.act.Classes() == nActions && a.lab.Classes() == len(m.rels)
	}
	if !ok {
		return errors.New("classes of the classifiers do not match")
	}
	for _, e := range m.lemmas.rules {
		if e == "" || e[0] < 'a' || e[0] > 'a'+20 {
			return errors.New("lemma rule out of range")
		}
	}
	return nil
}

func set(l []string) map[string]bool {
	m := make(map[string]bool, len(l))
	for _, s := range l {
		m[s] = true
	}
	return m
}

const maxString = 16 << 20

func readString(r *bufio.Reader) (string, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return "", err
	}
	if n > maxString {
		return "", errors.New("text too long")
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return "", err
	}
	return string(b), nil
}

func readTable(r *bufio.Reader) (map[string]string, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	t := make(map[string]string, min(n, 1<<18))
	for range n {
		k, err := readString(r)
		if err != nil {
			return nil, err
		}
		if t[k], err = readString(r); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// write stores the dictionary: its classes as text, then for each class its
// keys in ascending order, as differences.
func (l *Lexicon) write(b *bufio.Writer) error {
	var v [binary.MaxVarintLen64]byte
	put := func(x uint64) { b.Write(v[:binary.PutUvarint(v[:], x)]) }
	if l == nil {
		put(0)
		return nil
	}
	put(uint64(len(l.classes)))
	keys := make([][]uint32, len(l.classes))
	for i, c := range l.class {
		if c > 0 {
			keys[c-1] = append(keys[c-1], l.keys[i])
		}
	}
	for i, c := range l.classes {
		put(uint64(len(c.readings)))
		for _, r := range c.readings {
			put(uint64(r.upos))
			put(uint64(r.feats))
			writeString(b, r.edit)
		}
		slices.Sort(keys[i])
		put(uint64(len(keys[i])))
		last := uint32(0)
		for _, k := range keys[i] {
			put(uint64(k - last))
			last = k
		}
	}
	return nil
}

func readLexicon(r *bufio.Reader) (*Lexicon, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil || n == 0 {
		return nil, err
	}
	if n >= 1<<16-1 {
		return nil, errors.New("too many classes in the dictionary")
	}
	l := &Lexicon{}
	for i := range n {
		rs, err := readReadings(r)
		if err != nil {
			return nil, err
		}
		l.classes = append(l.classes, newLexClass(rs))
		count, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, err
		}
		key := uint64(0)
		for range count {
			d, err := binary.ReadUvarint(r)
			if err != nil {
				return nil, err
			}
			if key += d; key >= 1<<32 {
				return nil, errors.New("dictionary key out of range")
			}
			l.add(uint32(key), uint16(i))
		}
	}
	return l, nil
}

func readReadings(r *bufio.Reader) ([]analysis, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	var rs []analysis
	for range n {
		u, err1 := binary.ReadUvarint(r)
		f, err2 := binary.ReadUvarint(r)
		e, err3 := readString(r)
		if err := errors.Join(err1, err2, err3); err != nil {
			return nil, err
		}
		if u >= uint64(ud.NumUPOS) || !ud.Feats(f).Valid() || e == "" || e[0] < 'a' || e[0] > 'a'+20 {
			return nil, errors.New("reading in the dictionary out of range")
		}
		rs = append(rs, analysis{ud.UPOS(u), ud.Feats(f), e})
	}
	return rs, nil
}
