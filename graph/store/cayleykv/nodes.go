package cayleykv

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
)

// allNodes is a shape of iterator: all nodes, in the order in which they came.
type allNodes struct{ s *Store }

var _ graph.IteratorShapeCompat = (*allNodes)(nil)

func (a *allNodes) String() string                                       { return "Nodes" }
func (a *allNodes) SubIterators() []graph.IteratorShape                  { return nil }
func (a *allNodes) Iterate() graph.Scanner                               { return &nodeScanner{s: a.s} }
func (a *allNodes) Lookup() graph.Index                                  { return &nodeLookup{s: a.s} }
func (a *allNodes) Optimize(context.Context) (graph.IteratorShape, bool) { return a, false }

// AsLegacy gives the older interface that Cayley 0.7 still uses in places.
func (a *allNodes) AsLegacy() graph.Iterator {
	it := &legacy{shape: a}
	it.Iterator = graph.NewLegacy(a, it)
	return it
}

// Stats gives the exact number of nodes.
func (a *allNodes) Stats(context.Context) (graph.IteratorCosts, error) {
	c, err := a.s.counts()
	return graph.IteratorCosts{ContainsCost: 1, NextCost: 2, Size: graph.Size{Size: c.nodes, Exact: true}}, err
}

type nodeScanner struct {
	cursor
	s   *Store
	cur node
}

func (n *nodeScanner) String() string { return "Nodes" }

func (n *nodeScanner) Result() graph.Ref {
	if n.cur == 0 {
		return nil
	}
	return n.cur
}

func (n *nodeScanner) Next(ctx context.Context) bool {
	n.cur = 0
	if n.done || n.err != nil {
		return false
	}
	if n.it == nil {
		n.it = n.s.r.Scan([]byte{keyNode})
	}
	if n.err = ctx.Err(); n.err != nil {
		return false
	}
	if !n.it.Next() {
		n.err = n.it.Err()
		n.Close()
		return false
	}
	n.err = readNodes(n.it.Key(), &n.cur)
	return n.err == nil
}

// nodeLookup says of any node that it is in the store: they come from nowhere else.
type nodeLookup struct {
	s   *Store
	cur graph.Ref
}

func (k *nodeLookup) String() string                  { return "Nodes" }
func (k *nodeLookup) TagResults(map[string]graph.Ref) {}
func (k *nodeLookup) NextPath(context.Context) bool   { return false }
func (k *nodeLookup) Err() error                      { return nil }
func (k *nodeLookup) Close() error                    { return nil }
func (k *nodeLookup) Result() graph.Ref               { return k.cur }

func (k *nodeLookup) Contains(_ context.Context, v graph.Ref) bool {
	k.cur = nil
	if n, ok := v.(node); !ok || n == 0 {
		return false
	}
	k.cur = v
	return true
}
