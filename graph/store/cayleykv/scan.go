package cayleykv

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	ckv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv"
)

const (
	batch   = 100 // links whose values are fetched at once
	maxKeys = 512 // keys that are counted before a size is estimated
)

// scan picks the index for the ids given. It is the first with the longest
// prefix among them; the others are checked on each quad.
func (s *Store) scan(ids map[quad.Direction]uint64) *scan {
	best, n := s.indexes[0], 0
	for _, ind := range s.indexes {
		m := 0
		for m < len(ind.Dirs) && has(ids, ind.Dirs[m]) {
			m++
		}
		if m > n {
			best, n = ind, m
		}
	}
	sc := &scan{s: s, ind: best, vals: []uint64{}}
	for _, d := range best.Dirs[:n] {
		sc.vals = append(sc.vals, ids[d])
	}
	for _, d := range quad.Directions {
		if has(ids, d) && !contains(best.Dirs[:n], d) {
			sc.rest = append(sc.rest, constraint{d, ids[d]})
		}
	}
	return sc
}

func has(ids map[quad.Direction]uint64, d quad.Direction) bool {
	_, ok := ids[d]
	return ok
}

func contains(ds []quad.Direction, d quad.Direction) bool {
	for _, x := range ds {
		if x == d {
			return true
		}
	}
	return false
}

type constraint struct {
	dir quad.Direction
	id  uint64
}

// scan is a shape of iterator: the quads under a prefix of an index that pass
// the constraints.
type scan struct {
	s    *Store
	ind  ckv.QuadIndex
	vals []uint64
	rest []constraint
	size graph.Size
	know bool // size is set
}

var _ graph.IteratorShapeCompat = (*scan)(nil)

func (c *scan) String() string                                       { return fmt.Sprintf("Index(%v, %d of them)", c.ind.Dirs, len(c.vals)) }
func (c *scan) SubIterators() []graph.IteratorShape                  { return nil }
func (c *scan) Iterate() graph.Scanner                               { return &scanner{scan: c} }
func (c *scan) Lookup() graph.Index                                  { return &lookup{scan: c} }
func (c *scan) Optimize(context.Context) (graph.IteratorShape, bool) { return c, false }

// AsLegacy gives the older interface that Cayley 0.7 still uses in places.
func (c *scan) AsLegacy() graph.Iterator {
	it := &legacy{scan: c}
	it.Iterator = graph.NewLegacy(c, it)
	return it
}

type legacy struct {
	scan *scan
	graph.Iterator
}

func (l *legacy) AsShape() graph.IteratorShape {
	l.Close()
	return l.scan
}

// Stats counts up to maxKeys keys; beyond that it says eight times as many.
func (c *scan) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	var err error
	if !c.know {
		c.size, err = c.s.count(ctx, c.ind, c.vals)
		c.know = err == nil
		if len(c.rest) > 0 {
			c.size.Exact = false
		}
	}
	return graph.IteratorCosts{ContainsCost: 1, NextCost: 2, Size: c.size}, err
}

func (s *Store) count(ctx context.Context, ind ckv.QuadIndex, vals []uint64) (graph.Size, error) {
	if len(vals) == 0 {
		return graph.Size{Size: s.Size()}, nil
	}
	tx, err := s.db.Tx(false)
	if err != nil {
		return graph.Size{}, err
	}
	defer tx.Close()
	it := tx.Scan(ind.Key(vals))
	defer it.Close()
	n, keys := int64(0), 0
	for it.Next(ctx) {
		for _, b := range it.Val() {
			if b < 0x80 { // the last byte of a uvarint
				n++
			}
		}
		if keys++; keys >= maxKeys {
			return graph.Size{Size: n * 8}, nil
		}
	}
	return graph.Size{Size: n, Exact: true}, it.Err()
}

// scanner reads the quads one after another.
type scanner struct {
	scan *scan
	tx   kv.Tx
	it   kv.Iterator
	buf  []*link // read and not yet given
	cur  *link
	err  error
	done bool
}

func (n *scanner) String() string                  { return n.scan.String() }
func (n *scanner) TagResults(map[string]graph.Ref) {}
func (n *scanner) NextPath(context.Context) bool   { return false }
func (n *scanner) Err() error                      { return n.err }

func (n *scanner) Result() graph.Ref {
	if n.cur == nil {
		return nil
	}
	return n.cur
}

func (n *scanner) Close() error {
	if n.it != nil {
		if err := n.it.Close(); n.err == nil {
			n.err = err
		}
		n.it = nil
	}
	if n.tx != nil {
		if err := n.tx.Close(); n.err == nil {
			n.err = err
		}
		n.tx = nil
	}
	n.done = true
	return n.err
}

func (n *scanner) Next(ctx context.Context) bool {
	n.cur = nil
	if n.done || n.err != nil {
		return false
	}
	if n.it == nil {
		if n.tx, n.err = n.scan.s.db.Tx(false); n.err != nil {
			return false
		}
		n.it = n.tx.Scan(n.scan.ind.Key(n.scan.vals))
	}
	for {
		for len(n.buf) > 0 {
			l := n.buf[0]
			n.buf = n.buf[1:]
			if n.scan.passes(l) {
				n.cur = l
				return true
			}
		}
		if !n.it.Next(ctx) {
			n.err = n.it.Err()
			n.Close()
			return false
		}
		if n.buf, n.err = n.scan.read(ctx, n.tx, n.it); n.err != nil {
			return false
		}
	}
}

func (c *scan) passes(l *link) bool {
	for _, r := range c.rest {
		if l.GetDirection(r.dir) != r.id {
			return false
		}
	}
	return true
}

// read gives the quads of one key of the index: from the key itself where it
// holds all four nodes, else from the log.
func (c *scan) read(ctx context.Context, tx kv.Tx, it kv.Iterator) ([]*link, error) {
	if len(c.ind.Dirs) < 4 {
		return links(ctx, tx, it.Val())
	}
	k := it.Key()
	id, w := binary.Uvarint(it.Val())
	if len(k) != 2 || len(k[1]) != 32 || w <= 0 {
		return nil, errList
	}
	l := &link{ID: id}
	for i, d := range c.ind.Dirs {
		l.SetDirection(d, binary.BigEndian.Uint64(k[1][8*i:]))
	}
	return []*link{l}, nil
}

// lookup checks quads against the prefix and the constraints.
type lookup struct {
	scan *scan
	cur  *link
}

func (k *lookup) String() string                  { return k.scan.String() }
func (k *lookup) TagResults(map[string]graph.Ref) {}
func (k *lookup) NextPath(context.Context) bool   { return false }
func (k *lookup) Err() error                      { return nil }
func (k *lookup) Close() error                    { return nil }

func (k *lookup) Result() graph.Ref {
	if k.cur == nil {
		return nil
	}
	return k.cur
}

func (k *lookup) Contains(_ context.Context, v graph.Ref) bool {
	k.cur = nil
	l, ok := v.(*link)
	if !ok || !k.scan.passes(l) {
		return false
	}
	for i, id := range k.scan.vals {
		if l.GetDirection(k.scan.ind.Dirs[i]) != id {
			return false
		}
	}
	k.cur = l
	return true
}

// QuadIterator lists the quads that have the node in the direction.
func (s *Store) QuadIterator(d quad.Direction, v graph.Ref) graph.Iterator {
	if v == nil {
		return iterator.NewNull()
	}
	id, ok := v.(ckv.Int64Value)
	if !ok {
		return iterator.NewError(fmt.Errorf("node of another store: %T", v))
	}
	return s.scan(map[quad.Direction]uint64{d: uint64(id)}).AsLegacy()
}

// QuadIteratorSize is the number of quads that QuadIterator gives, estimated
// where there are many.
func (s *Store) QuadIteratorSize(ctx context.Context, d quad.Direction, v graph.Ref) (graph.Size, error) {
	id, ok := v.(ckv.Int64Value)
	if !ok {
		return graph.Size{Exact: true}, nil
	}
	st, err := s.scan(map[quad.Direction]uint64{d: uint64(id)}).Stats(ctx)
	return st.Size, err
}

// OptimizeShape makes a set of filters on quads one scan of an index, and takes
// from a union the arms that are known to be empty, over which Cayley panics.
func (s *Store) OptimizeShape(sh shape.Shape) (shape.Shape, bool) {
	if u, ok := sh.(shape.Union); ok {
		return withoutEmpty(u)
	}
	a, ok := sh.(shape.QuadsAction)
	if !ok || len(a.Filter) == 0 {
		return sh, false
	}
	ids := map[quad.Direction]uint64{}
	for d, v := range a.Filter {
		id, ok := v.(ckv.Int64Value)
		if !ok {
			return sh, false
		}
		ids[d] = uint64(id)
	}
	a.Filter = nil
	return a.SimplifyFrom(indexShape{s, ids}), true
}

func withoutEmpty(u shape.Union) (shape.Shape, bool) {
	var keep shape.Union
	for _, arm := range u {
		if arm != nil {
			keep = append(keep, arm)
		}
	}
	switch len(keep) {
	case len(u):
		return u, false
	case 0:
		return shape.Null{}, true
	case 1:
		return keep[0], true
	}
	return keep, true
}

// indexShape is a scan as a part of a query.
type indexShape struct {
	s   *Store
	ids map[quad.Direction]uint64
}

func (i indexShape) BuildIterator(graph.QuadStore) graph.Iterator { return i.s.scan(i.ids).AsLegacy() }
func (i indexShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return i, false }
