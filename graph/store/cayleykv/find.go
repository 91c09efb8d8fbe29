package cayleykv

import (
	"context"
	"fmt"

	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/quad"
)

// Pattern selects quads; a nil value is any.
type Pattern struct{ Subject, Predicate, Object, Label quad.Value }

func (p Pattern) get(d quad.Direction) quad.Value {
	return quad.Quad{Subject: p.Subject, Predicate: p.Predicate, Object: p.Object, Label: p.Label}.Get(d)
}

// resolve turns the pattern into nodes. It is false when a value is not in the store.
func (s *Store) resolve(p Pattern) (bound, bool, error) {
	out := bound{}
	for _, d := range quad.Directions {
		v := p.get(d)
		if v == nil {
			continue
		}
		n, err := s.lookUp(v)
		if err != nil || n == 0 {
			return nil, false, err
		}
		out[d] = n
	}
	return out, true, nil
}

const (
	batch     = 100    // quads whose values are fetched at once
	mostKnown = 10_000 // values that are kept for the next batch
)

// Find lists the quads that match, in the order of the index that serves best,
// which depends on the store's history.
func (s *Store) Find(ctx context.Context, p Pattern, yield func(quad.Quad) bool) error {
	nodes, ok, err := s.resolve(p)
	if err != nil || !ok {
		return err
	}
	known := map[node]quad.Value{}
	sc := &scanner{scan: s.scan(nodes)}
	defer sc.Close()
	buf := make([]link, 0, batch)
	// the first is given at once: who asks whether there is any wants no more
	size := 1
	for {
		more := sc.Next(ctx)
		if more {
			buf = append(buf, sc.cur)
		}
		if len(buf) >= size || !more {
			qs, err := s.quads(buf, known)
			if err != nil {
				return err
			}
			for _, q := range qs {
				if !yield(q) {
					return nil
				}
			}
			buf, size = buf[:0], batch
			if len(known) > mostKnown {
				clear(known)
			}
		}
		if !more {
			return sc.Err()
		}
	}
}

// Objects lists the different objects of a subject and a predicate, in the
// order in which they came to the store. How many quads have them costs nothing.
func (s *Store) Objects(ctx context.Context, subject, predicate quad.Value) ([]quad.Value, error) {
	nodes, ok, err := s.resolve(Pattern{Subject: subject, Predicate: predicate})
	if err != nil || !ok {
		return nil, err
	}
	it := s.r.Scan(appendKey(nil, keySubject, nodes[quad.Subject], nodes[quad.Predicate]))
	defer it.Close()
	var out []quad.Value
	var l link
	for more := it.Next(); more; more = it.Seek(pebblekv.After(appendKey(nil, keySubject, l[:3]...))) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := readNodes(it.Key(), &l[0], &l[1], &l[2], &l[3]); err != nil {
			return nil, err
		}
		v, err := s.value(l[2])
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, fmt.Errorf("quad %v names node %d, which is not in the store", l, l[2])
		}
		out = append(out, v)
	}
	return out, it.Err()
}

// quads fetches the values of quads; those that are known are added to known.
func (s *Store) quads(ls []link, known map[node]quad.Value) ([]quad.Quad, error) {
	out := make([]quad.Quad, len(ls))
	for i, l := range ls {
		for _, d := range quad.Directions {
			n := l.at(d)
			if n == 0 {
				continue
			}
			v, ok := known[n]
			if !ok {
				var err error
				if v, err = s.value(n); err != nil {
					return nil, err
				}
				if v == nil {
					return nil, fmt.Errorf("quad %v names node %d, which is not in the store", l, n)
				}
				known[n] = v
			}
			out[i].Set(d, v)
		}
	}
	return out, nil
}
