// Package cayleykv is a quad store of Cayley's (graph.QuadStore) on Pebble.
//
// It stands where Cayley has its own key-value store, and differs from it in
// what a large store needs:
//
//   - A quad is two keys, each with all four nodes in it, and an entry in a
//     list of the quads of one subject in one article. Nothing that is written
//     grows with the store, and a scan reads quads from the keys.
//   - Sizes are honest. Stock Cayley says of each prefix scan that it gives
//     half the store, so that a query of two hops reads all of it.
//   - A set of deltas is one write, applied in their order (stock Cayley loses
//     a subject when a deletion and an addition are in one), and a deleted
//     quad leaves nothing behind (stock Cayley keeps it, marked dead).
package cayleykv

import (
	"context"
	"errors"
	"fmt"

	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// Store is a quad store over a snapshot, or over a database; over one of these
// it can be written.
type Store struct{ r pebblekv.Reader }

var (
	_ graph.QuadStore      = (*Store)(nil)
	_ graph.BatchQuadStore = (*Store)(nil)
)

// Init makes an empty database a quad store. It does nothing where that is one already.
func Init(db *pebblekv.DB) error {
	_, ok, err := db.Get([]byte{keyMeta})
	if err != nil || ok {
		return err
	}
	b, err := db.Begin()
	if err != nil {
		return err
	}
	defer b.Close()
	if err := b.Set([]byte{keyMeta}, counts{}.encode()); err != nil {
		return err
	}
	return b.Commit()
}

// New opens the quad store in r, which Init has prepared. It reads one key:
// cheap enough for one Store a query.
func New(r pebblekv.Reader) (*Store, error) {
	s := &Store{r}
	_, err := s.counts()
	return s, err
}

func (s *Store) counts() (counts, error) {
	b, ok, err := s.r.Get([]byte{keyMeta})
	if err != nil {
		return counts{}, fmt.Errorf("open quad store: %w", err)
	}
	if !ok {
		return counts{}, fmt.Errorf("open quad store: %w", graph.ErrNotInitialized)
	}
	c, err := decodeCounts(b)
	if err != nil {
		return counts{}, fmt.Errorf("open quad store: counts: %w", err)
	}
	return c, nil
}

// Size is the number of quads.
func (s *Store) Size() int64 {
	c, err := s.counts()
	if err != nil {
		return 0
	}
	return c.quads
}

// Stats counts quads and nodes, always exactly.
func (s *Store) Stats(context.Context, bool) (graph.Stats, error) {
	c, err := s.counts()
	return graph.Stats{Nodes: graph.Size{Size: c.nodes, Exact: true}, Quads: graph.Size{Size: c.quads, Exact: true}}, err
}

// Close does nothing: the database belongs to whoever opened it.
func (s *Store) Close() error { return nil }

// lookUp gives the node of a value, 0 if there is none.
func (s *Store) lookUp(v quad.Value) (node, error) { return lookUpKey(s.r, textKey(v)) }

func lookUpKey(r pebblekv.Reader, key []byte) (node, error) {
	b, ok, err := r.Get(key)
	if err != nil || !ok {
		return 0, err
	}
	n, rest, err := readNode(b)
	if err != nil || len(rest) > 0 || n == 0 {
		return 0, fmt.Errorf("node of a value: %w", errKey)
	}
	return n, nil
}

// value gives the value of a node, nil if there is none.
func (s *Store) value(n node) (quad.Value, error) {
	var buf [10]byte
	b, ok, err := s.r.Get(appendKey(buf[:0], keyNode, n))
	if err != nil || !ok {
		return nil, err
	}
	v, err := decodeValue(b)
	if err != nil {
		return nil, fmt.Errorf("value of node %d: %w", n, err)
	}
	return v, nil
}

// ValueOf gives the reference of a value, nil if it is not in the store.
func (s *Store) ValueOf(v quad.Value) graph.Ref {
	if v == nil {
		return nil
	}
	n, err := s.lookUp(v)
	if err != nil || n == 0 {
		return nil
	}
	return n
}

// NameOf gives the value of a reference.
func (s *Store) NameOf(r graph.Ref) quad.Value {
	vals, err := s.ValuesOf(context.Background(), []graph.Ref{r})
	if err != nil {
		return nil
	}
	return vals[0]
}

// RefsOf gives the references of values, as ValueOf does.
func (s *Store) RefsOf(_ context.Context, vals []quad.Value) ([]graph.Ref, error) {
	out := make([]graph.Ref, len(vals))
	for i, v := range vals {
		n := node(0)
		if v != nil {
			var err error
			if n, err = s.lookUp(v); err != nil {
				return nil, err
			}
		}
		out[i] = n
	}
	return out, nil
}

// ValuesOf gives the values of references, nil for those of nothing.
func (s *Store) ValuesOf(_ context.Context, refs []graph.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(refs))
	for i, r := range refs {
		switch r := r.(type) {
		case nil:
		case graph.PreFetchedValue:
			out[i] = r.NameOf()
		case node:
			if r == 0 {
				continue
			}
			var err error
			if out[i], err = s.value(r); err != nil {
				return out, err
			}
		default:
			return out, foreign(r)
		}
	}
	return out, nil
}

func foreign(r graph.Ref) error { return fmt.Errorf("reference of another store: %T", r) }

// Quad gives the quad of a reference, or an empty one.
func (s *Store) Quad(r graph.Ref) quad.Quad {
	l, ok := r.(link)
	if !ok {
		return quad.Quad{}
	}
	qs, err := s.quads([]link{l}, map[node]quad.Value{})
	if err != nil {
		return quad.Quad{}
	}
	return qs[0]
}

// QuadDirection gives a node of a quad, nil where it has none.
func (s *Store) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	l, ok := r.(link)
	if !ok || l.at(d) == 0 {
		return nil
	}
	return l.at(d)
}

// QuadIterator lists the quads that have the node in the direction.
func (s *Store) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	if r == nil {
		return iterator.NewNull()
	}
	n, ok := r.(node)
	if !ok {
		return iterator.NewError(foreign(r))
	}
	return s.scan(bound{d: n}).AsLegacy()
}

// QuadIteratorSize is the number of quads that QuadIterator gives, estimated
// where there are many.
func (s *Store) QuadIteratorSize(ctx context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	n, ok := r.(node)
	if !ok {
		return graph.Size{Exact: true}, nil
	}
	st, err := s.scan(bound{d: n}).Stats(ctx)
	return st.Size, err
}

// QuadsAllIterator lists all quads.
func (s *Store) QuadsAllIterator() graph.Iterator { return s.scan(nil).AsLegacy() }

// NodesAllIterator lists all nodes.
func (s *Store) NodesAllIterator() graph.Iterator { return (&allNodes{s}).AsLegacy() }

// ApplyDeltas writes the deltas in their order, all or none.
func (s *Store) ApplyDeltas(in []graph.Delta, o graph.IgnoreOpts) error {
	db, ok := s.r.(*pebblekv.DB)
	if !ok {
		return pebblekv.ErrReadOnly
	}
	b, err := db.Begin()
	if err != nil {
		return err
	}
	defer b.Close()
	if err := Apply(db, b, in, o, nil); err != nil {
		return err
	}
	return b.Commit()
}

// NewQuadWriter writes quads, those that are there already too, many at a time.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) { return &quadWriter{s: s}, nil }

type quadWriter struct {
	s   *Store
	buf []graph.Delta
	err error
}

const writerBatch = 10_000 // quads a transaction

func (w *quadWriter) WriteQuad(q quad.Quad) error {
	w.buf = append(w.buf, graph.Delta{Quad: q, Action: graph.Add})
	if len(w.buf) >= writerBatch {
		w.flush()
	}
	return w.err
}

func (w *quadWriter) WriteQuads(qs []quad.Quad) (int, error) {
	for i, q := range qs {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(qs), nil
}

func (w *quadWriter) flush() {
	if w.err == nil && len(w.buf) > 0 {
		w.err = w.s.ApplyDeltas(w.buf, graph.IgnoreOpts{IgnoreDup: true})
	}
	w.buf = w.buf[:0]
}

func (w *quadWriter) Close() error {
	w.flush()
	err := w.err
	if w.err == nil {
		w.err = errors.New("quad writer is closed")
	}
	return err
}
