package cayleykv

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// Cayley's recursive iterator, asked whether it has a node, may give the tags
// of the node it was asked for before: g.V(…).followRecursive(…).has(…) has
// wrong tags or right ones by the order in which nodes come. walked walks it
// to the end first.

// walkRecursive replaces the recursive parts among the shapes that a node must
// be in. Cayley tells nothing of them but the name of their type.
func walkRecursive(in shape.Intersect) (shape.Shape, bool) {
	out := make(shape.Intersect, len(in))
	changed := false
	for i, s := range in {
		var c bool
		out[i], c = walkOne(s)
		changed = changed || c
	}
	return out, changed
}

func walkOne(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Save:
		from, changed := walkOne(s.From)
		s.From = from
		return s, changed
	case walkedShape:
		return s, false
	}
	if fmt.Sprintf("%T", s) == "path.iteratorBuilder" {
		return walkedShape{s}, true
	}
	return s, false
}

type walkedShape struct{ shape.Shape }

func (w walkedShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return w, false }

func (w walkedShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	it := w.Shape.BuildIterator(qs)
	if _, ok := it.(*iterator.Recursive); !ok {
		return it
	}
	return (&walked{graph.AsShape(it)}).AsLegacy()
}

// walked is a recursive iterator that is asked for nodes only once all are known.
type walked struct{ graph.IteratorShape }

var _ graph.IteratorShapeCompat = (*walked)(nil)

func (w *walked) Lookup() graph.Index { return &walkedIndex{from: w.Iterate()} }

func (w *walked) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	in, changed := w.IteratorShape.Optimize(ctx)
	if changed {
		return &walked{in}, true
	}
	return w, false
}

// AsLegacy gives the older interface that Cayley 0.7 still uses in places.
func (w *walked) AsLegacy() graph.Iterator {
	it := &legacy{shape: w}
	it.Iterator = graph.NewLegacy(w, it)
	return it
}

type tags map[string]graph.Ref

type walkedIndex struct {
	from  graph.Scanner
	paths map[any][]tags // of each node; nil: not walked yet
	cur   graph.Ref
	left  []tags // paths of cur, the present one first
}

func (w *walkedIndex) walk(ctx context.Context) {
	w.paths = map[any][]tags{}
	for w.from.Next(ctx) {
		key := w.from.Result().Key()
		for {
			t := tags{}
			w.from.TagResults(t)
			w.paths[key] = append(w.paths[key], t)
			if !w.from.NextPath(ctx) {
				break
			}
		}
	}
}

func (w *walkedIndex) Contains(ctx context.Context, v graph.Ref) bool {
	if w.paths == nil {
		w.walk(ctx)
	}
	w.cur, w.left = nil, nil
	if v == nil || w.Err() != nil {
		return false
	}
	if w.left = w.paths[v.Key()]; w.left == nil {
		return false
	}
	w.cur = v
	return true
}

func (w *walkedIndex) NextPath(context.Context) bool {
	if len(w.left) < 2 {
		return false
	}
	w.left = w.left[1:]
	return true
}

func (w *walkedIndex) TagResults(dst map[string]graph.Ref) {
	if len(w.left) > 0 {
		for k, v := range w.left[0] {
			dst[k] = v
		}
	}
}

func (w *walkedIndex) Result() graph.Ref { return w.cur }
func (w *walkedIndex) Err() error        { return w.from.Err() }
func (w *walkedIndex) Close() error      { return w.from.Close() }
func (w *walkedIndex) String() string    { return "Walked" }
