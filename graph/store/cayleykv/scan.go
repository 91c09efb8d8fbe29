package cayleykv

import (
	"context"
	"fmt"
	"slices"

	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

const maxKeys = 512 // keys that are counted before a size is estimated

// index is one of those that quads are found by.
type index struct {
	order
	dirs []quad.Direction // of the key
}

var (
	subjects = &index{bySubject, []quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}}
	objects  = &index{byObject, []quad.Direction{quad.Object, quad.Predicate, quad.Subject, quad.Label}}
	labels   = &index{byLabel, []quad.Direction{quad.Label, quad.Subject}}

	// where prefixes are as long, the first: what one article says is little
	indexes = []*index{labels, subjects, objects}
)

// read adds the quads of a key to into.
func (x *index) read(it *pebblekv.Iter, into []link) ([]link, error) {
	var l link
	if len(x.dirs) == len(l) {
		err := readNodes(it.Key(), &l[x.at[0]], &l[x.at[1]], &l[x.at[2]], &l[x.at[3]])
		return append(into, l), err
	}
	if err := readNodes(it.Key(), &l[x.at[0]], &l[x.at[1]]); err != nil {
		return nil, err
	}
	list, err := readList(it.Val())
	for _, e := range list {
		l[1], l[2] = e.p, e.o
		into = append(into, l)
	}
	return into, err
}

// bound are the nodes that quads must have; no quad has the node 0.
type bound map[quad.Direction]node

func (b bound) has(d quad.Direction) bool {
	_, ok := b[d]
	return ok
}

// scan picks the index with the longest prefix among the nodes; the others are
// checked on each quad.
func (s *Store) scan(nodes bound) *scan {
	best, n := subjects, 0
	for _, x := range indexes {
		m := 0
		for m < len(x.dirs) && nodes.has(x.dirs[m]) {
			m++
		}
		if m > n {
			best, n = x, m
		}
	}
	c := &scan{s: s, index: best}
	for _, d := range best.dirs[:n] {
		c.vals = append(c.vals, nodes[d])
	}
	for _, d := range quad.Directions {
		if v := nodes[d]; nodes.has(d) && !slices.Contains(best.dirs[:n], d) {
			c.rest = append(c.rest, constraint{d, v})
		}
	}
	return c
}

type constraint struct {
	dir  quad.Direction
	node node
}

// scan is a shape of iterator: the quads under a prefix of an index that pass
// the constraints.
type scan struct {
	s     *Store
	index *index
	vals  []node
	rest  []constraint
	size  graph.Size
	cost  int64 // of a step
	know  bool  // size and cost are set
}

var _ graph.IteratorShapeCompat = (*scan)(nil)

func (c *scan) String() string {
	return fmt.Sprintf("Index(%v, %d of them)", c.index.dirs, len(c.vals))
}
func (c *scan) SubIterators() []graph.IteratorShape                  { return nil }
func (c *scan) Iterate() graph.Scanner                               { return &scanner{scan: c} }
func (c *scan) Lookup() graph.Index                                  { return &lookup{scan: c} }
func (c *scan) Optimize(context.Context) (graph.IteratorShape, bool) { return c, false }

// AsLegacy gives the older interface that Cayley 0.7 still uses in places.
func (c *scan) AsLegacy() graph.Iterator {
	it := &legacy{shape: c}
	it.Iterator = graph.NewLegacy(c, it)
	return it
}

type legacy struct {
	shape graph.IteratorShape
	graph.Iterator
}

func (l *legacy) AsShape() graph.IteratorShape {
	l.Close()
	return l.shape
}

// Stats counts up to maxKeys keys; beyond that it says eight times as many.
func (c *scan) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	var err error
	if !c.know {
		if len(c.vals) == 0 {
			err = c.countAll()
		} else {
			c.cost = 2
			c.size, err = c.count(ctx)
		}
		c.know = err == nil
	}
	return graph.IteratorCosts{ContainsCost: 1, NextCost: c.cost, Size: c.size}, err
}

func (c *scan) count(ctx context.Context) (graph.Size, error) {
	it := c.s.r.Scan(appendKey(nil, c.index.tag, c.vals...))
	defer it.Close()
	n, keys := int64(0), 0
	var buf []link
	for it.Next() {
		var err error
		if buf, err = c.index.read(it, buf[:0]); err != nil {
			return graph.Size{}, err
		}
		n += int64(len(buf))
		if keys++; keys >= maxKeys {
			return graph.Size{Size: n * 8}, ctx.Err()
		}
	}
	return graph.Size{Size: n, Exact: len(c.rest) == 0}, it.Err()
}

// countAll gives the size of a scan of the whole store. Of the quads of one
// predicate there is a count; each of them costs the reading of those between.
func (c *scan) countAll() error {
	all, err := c.s.counts()
	c.cost, c.size = 2, graph.Size{Size: all.quads, Exact: len(c.rest) == 0}
	if err != nil || len(c.rest) != 1 || c.rest[0].dir != quad.Predicate {
		return err
	}
	n, err := readCount(c.s.r, appendKey(nil, keyRelates, c.rest[0].node))
	c.size = graph.Size{Size: n, Exact: true}
	c.cost = 2 * (all.quads/max(n, 1) + 1)
	return err
}

// cursor is what all that read keys one after another have: nothing to tag, one
// path to each result, an iterator that is opened when first needed.
type cursor struct {
	it   *pebblekv.Iter
	err  error
	done bool
}

func (n *cursor) TagResults(map[string]graph.Ref) {}
func (n *cursor) NextPath(context.Context) bool   { return false }
func (n *cursor) Err() error                      { return n.err }

func (n *cursor) Close() error {
	if n.it != nil {
		if err := n.it.Close(); n.err == nil {
			n.err = err
		}
		n.it = nil
	}
	n.done = true
	return n.err
}

// scanner reads the quads one after another.
type scanner struct {
	cursor
	scan *scan
	buf  []link // read
	next int    // of buf to be given
	cur  link
	have bool // cur is set
}

func (n *scanner) String() string { return n.scan.String() }

func (n *scanner) Result() graph.Ref {
	if !n.have {
		return nil
	}
	return n.cur
}

func (n *scanner) Next(ctx context.Context) bool {
	n.have = false
	if n.done || n.err != nil {
		return false
	}
	if n.it == nil {
		n.it = n.scan.s.r.Scan(appendKey(nil, n.scan.index.tag, n.scan.vals...))
	}
	for {
		for n.next < len(n.buf) {
			n.cur = n.buf[n.next]
			n.next++
			if n.scan.passes(n.cur) {
				n.have = true
				return true
			}
		}
		if n.err = ctx.Err(); n.err != nil {
			return false
		}
		if !n.it.Next() {
			n.err = n.it.Err()
			n.Close()
			return false
		}
		n.next = 0
		if n.buf, n.err = n.scan.index.read(n.it, n.buf[:0]); n.err != nil {
			return false
		}
	}
}

func (c *scan) passes(l link) bool {
	for _, r := range c.rest {
		if l.at(r.dir) != r.node {
			return false
		}
	}
	return true
}

// lookup checks quads against the prefix and the constraints.
type lookup struct {
	scan *scan
	cur  graph.Ref
}

func (k *lookup) String() string                  { return k.scan.String() }
func (k *lookup) TagResults(map[string]graph.Ref) {}
func (k *lookup) NextPath(context.Context) bool   { return false }
func (k *lookup) Err() error                      { return nil }
func (k *lookup) Close() error                    { return nil }
func (k *lookup) Result() graph.Ref               { return k.cur }

func (k *lookup) Contains(_ context.Context, v graph.Ref) bool {
	k.cur = nil
	l, ok := v.(link)
	if !ok || !k.scan.passes(l) {
		return false
	}
	for i, n := range k.scan.vals {
		if l.at(k.scan.index.dirs[i]) != n {
			return false
		}
	}
	k.cur = v
	return true
}

// OptimizeShape makes a set of filters on quads one scan of an index, takes
// from a union the arms that are known to be empty, over which Cayley panics,
// and sees that recursion gives the right tags.
func (s *Store) OptimizeShape(sh shape.Shape) (shape.Shape, bool) {
	switch sh := sh.(type) {
	case shape.Union:
		return withoutEmpty(sh)
	case shape.Intersect:
		return walkRecursive(sh)
	case shape.QuadsAction:
		return s.scanShape(sh)
	}
	return sh, false
}

func (s *Store) scanShape(a shape.QuadsAction) (shape.Shape, bool) {
	if len(a.Filter) == 0 {
		return a, false
	}
	nodes := bound{}
	for d, v := range a.Filter {
		n, ok := v.(node)
		if !ok {
			return a, false
		}
		nodes[d] = n
	}
	a.Filter = nil
	return a.SimplifyFrom(indexShape{s, nodes}), true
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
	s     *Store
	nodes bound
}

func (i indexShape) BuildIterator(graph.QuadStore) graph.Iterator {
	return i.s.scan(i.nodes).AsLegacy()
}
func (i indexShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return i, false }
