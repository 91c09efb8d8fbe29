package store

import (
	"context"
	"iter"
	"slices"
	"strings"

	"kg/graph/store/cayleykv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// pattern selects quads; a nil value is any.
type pattern = cayleykv.Pattern

// engine keeps quads and index entries. All backends are one of these.
type engine interface {
	// view gives a reader one state of the store, which later writes do not change.
	view(ctx context.Context) (view, error)
	// update shows fn the present state and writes the batch that it returns:
	// all of it, durably, or nothing. No other update comes between. fn may
	// be called again when another process was quicker.
	update(ctx context.Context, fn func(view) (batch, error)) error
	size() (int64, error) // bytes on disk
	// source gives the present state to a child process, and a function to
	// call when the child is done with it.
	source() (source, func(), error)
	close() error
}

// view is one state of the store.
type view interface {
	quadStore() graph.QuadStore
	quads() int64 // how many there are
	find(ctx context.Context, p pattern) iter.Seq2[quad.Quad, error]
	// objects are the different objects of a subject and a predicate, sorted as text
	objects(ctx context.Context, subject, predicate quad.Value) ([]quad.Value, error)
	get(ctx context.Context, key string) (value string, ok bool, err error)
	scan(ctx context.Context, prefix string) iter.Seq2[entry, error] // sorted by key
	close() error
}

// sortValues sorts by text.
func sortValues(vs []quad.Value) {
	slices.SortFunc(vs, func(a, b quad.Value) int { return strings.Compare(a.String(), b.String()) })
}

// entry is an entry of the store's own index.
type entry struct{ key, value string }

// batch is one write. What it deletes is there, what it adds is not.
type batch struct {
	del, add []quad.Quad
	set      []entry
	unset    []string
}

func (b batch) empty() bool {
	return len(b.del) == 0 && len(b.add) == 0 && len(b.set) == 0 && len(b.unset) == 0
}

// collect reads all quads that match.
func collect(ctx context.Context, v view, p pattern) ([]quad.Quad, error) {
	var out []quad.Quad
	for q, err := range v.find(ctx, p) {
		if err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	return out, nil
}
