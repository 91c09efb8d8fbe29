package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// ErrOwned says that a quad belongs to an article or to the curated names, and
// is changed by Put and Forget only.
var ErrOwned = errors.New("quad belongs to kg")

// Find lists the quads that have what p has; a nil value of p is any. Each
// comes once, in an order that depends on the engine.
func (s *Store) Find(ctx context.Context, p quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		err := s.with(ctx, func(v view) error {
			for q, err := range v.find(ctx, pattern{Subject: p.Subject, Predicate: p.Predicate, Object: p.Object, Label: p.Label}) {
				if err != nil {
					return err
				}
				if !yield(q, nil) {
					return errStop
				}
			}
			return nil
		})
		end(err, yield)
	}
}

// Edit deletes and adds single quads, all in one transaction or none: those
// that other programs write through Cayley's interfaces. What is there already,
// or is not there to be deleted, is passed over. Quads labelled with an article
// or as curated are ErrOwned, so that every promise about them holds.
func (s *Store) Edit(ctx context.Context, add, del []quad.Quad) error {
	if err := s.writable(); err != nil {
		return err
	}
	var err error
	if add, err = editable(add); err != nil {
		return err
	}
	if del, err = editable(del); err != nil {
		return err
	}
	return s.eng.update(ctx, func(v view) (batch, error) {
		var b batch
		seen := map[string]bool{}
		for i, list := range [][]quad.Quad{del, add} {
			for _, q := range list {
				key := q.NQuad()
				if seen[key] {
					continue
				}
				seen[key] = true
				there, err := holds(ctx, v, q)
				switch {
				case err != nil:
					return batch{}, err
				case i == 0 && there:
					b.del = append(b.del, q)
				case i == 1 && !there:
					b.add = append(b.add, q)
				}
			}
		}
		return b, nil
	})
}

// EditNode deletes the quads that have the value anywhere, under the rules of
// Edit. It gives their number.
func (s *Store) EditNode(ctx context.Context, node quad.Value) (int, error) {
	seen := map[string]bool{}
	var del []quad.Quad
	for _, p := range []quad.Quad{{Subject: node}, {Predicate: node}, {Object: node}, {Label: node}} {
		for q, err := range s.Find(ctx, p) {
			if err != nil {
				return 0, err
			}
			if key := q.NQuad(); !seen[key] {
				seen[key] = true
				del = append(del, q)
			}
		}
	}
	return len(del), s.Edit(ctx, nil, del)
}

func editable(list []quad.Quad) ([]quad.Quad, error) {
	out := make([]quad.Quad, len(list))
	for i, q := range list {
		var err error
		if out[i], err = typed(q); err != nil {
			return nil, err
		}
		if l := iri(q.Label); l == graph.Gazetteer || strings.HasPrefix(l, graph.ArticlePrefix) {
			return nil, hint(ErrOwned, nil, "%v belongs to %v: `kg ingest` and `kg rm` change it", q, q.Label)
		}
	}
	return out, nil
}

// holds reports whether the quad is there, with its very label.
func holds(ctx context.Context, v view, want quad.Quad) (bool, error) {
	for q, err := range v.find(ctx, pattern{Subject: want.Subject, Predicate: want.Predicate, Object: want.Object, Label: want.Label}) {
		if err != nil {
			return false, fmt.Errorf("look for %v: %w", want, err)
		}
		if q.NQuad() == want.NQuad() { // times of one moment differ as values
			return true, nil
		}
	}
	return false, nil
}
