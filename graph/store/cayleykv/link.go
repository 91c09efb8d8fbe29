package cayleykv

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	ckv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv"
)

// link is a stored quad: its id in the log and the ids of its four nodes.
type link = proto.Primitive

// lookup finds a quad.
func (s *Store) lookup(ctx context.Context, q quad.Quad) (link, bool, error) {
	var want link
	vals := make([]quad.Value, 0, 4)
	for _, d := range quad.Directions {
		vals = append(vals, q.Get(d))
	}
	refs, err := s.RefsOf(ctx, vals)
	if err != nil {
		return link{}, false, err
	}
	for i, d := range quad.Directions {
		id, _ := refs[i].(ckv.Int64Value)
		if vals[i] != nil && id == 0 {
			return link{}, false, nil
		}
		want.SetDirection(d, uint64(id))
	}
	tx, err := s.db.Tx(false)
	if err != nil {
		return link{}, false, err
	}
	defer tx.Close()
	v, err := tx.Get(ctx, s.indexes[0].KeyFor(&want))
	if errors.Is(err, kv.ErrNotFound) {
		return link{}, false, nil
	} else if err != nil {
		return link{}, false, err
	}
	id, n := binary.Uvarint(v)
	if n <= 0 {
		return link{}, false, errList
	}
	want.ID = id
	return want, true, nil
}

var errList = errors.New("index entry is damaged")

// purge takes a deleted quad out of the indexes and the log.
func (s *Store) purge(ctx context.Context, tx kv.Tx, l link) error {
	for _, ind := range s.indexes {
		k := ind.KeyFor(&l)
		v, err := tx.Get(ctx, k)
		if errors.Is(err, kv.ErrNotFound) {
			continue
		} else if err != nil {
			return err
		}
		rest, err := without(v, l.ID)
		if err != nil {
			return err
		}
		if len(rest) == 0 {
			err = tx.Del(k)
		} else {
			err = tx.Put(k, rest)
		}
		if err != nil {
			return err
		}
	}
	return tx.Del(logKey(l.ID))
}

// without is the list of uvarints v less the id.
func without(v []byte, id uint64) ([]byte, error) {
	out := make([]byte, 0, len(v))
	for len(v) > 0 {
		x, n := binary.Uvarint(v)
		if n <= 0 {
			return nil, errList
		}
		if x != id {
			out = append(out, v[:n]...)
		}
		v = v[n:]
	}
	return out, nil
}

// links reads quads from the log, in the order of the list; ids without an
// entry are left out.
func links(ctx context.Context, tx kv.Tx, list []byte) ([]*link, error) {
	var keys []kv.Key
	for len(list) > 0 {
		id, n := binary.Uvarint(list)
		if n <= 0 {
			return nil, errList
		}
		keys = append(keys, logKey(id))
		list = list[n:]
	}
	vals, err := tx.GetBatch(ctx, keys)
	if err != nil {
		return nil, err
	}
	out := make([]*link, 0, len(vals))
	for _, v := range vals {
		if v == nil {
			continue
		}
		l := new(link)
		if err := l.Unmarshal(v); err != nil {
			return nil, fmt.Errorf("log entry: %w", err)
		}
		if !l.Deleted {
			out = append(out, l)
		}
	}
	return out, nil
}

// Pattern selects quads; a nil value is any.
type Pattern struct{ Subject, Predicate, Object, Label quad.Value }

func (p Pattern) get(d quad.Direction) quad.Value {
	return quad.Quad{Subject: p.Subject, Predicate: p.Predicate, Object: p.Object, Label: p.Label}.Get(d)
}

// resolve turns the pattern into ids. It is false when a value is not in the store.
func (s *Store) resolve(ctx context.Context, p Pattern) (map[quad.Direction]uint64, bool, error) {
	ids := map[quad.Direction]uint64{}
	for _, d := range quad.Directions {
		v := p.get(d)
		if v == nil {
			continue
		}
		refs, err := s.RefsOf(ctx, []quad.Value{v})
		if err != nil {
			return nil, false, err
		}
		id, _ := refs[0].(ckv.Int64Value)
		if id == 0 {
			return nil, false, nil
		}
		ids[d] = uint64(id)
	}
	return ids, true, nil
}

// Find lists the quads that match, in the order of the index that serves best,
// which depends on the store's history.
func (s *Store) Find(ctx context.Context, p Pattern, yield func(quad.Quad) bool) error {
	ids, ok, err := s.resolve(ctx, p)
	if err != nil || !ok {
		return err
	}
	sc := s.scan(ids).Iterate()
	defer sc.Close()
	buf := make([]graph.Ref, 0, batch)
	for {
		more := sc.Next(ctx)
		if more {
			buf = append(buf, sc.Result())
		}
		if len(buf) == batch || !more {
			qs, err := s.quads(ctx, buf)
			if err != nil {
				return err
			}
			for _, q := range qs {
				if !yield(q) {
					return nil
				}
			}
			buf = buf[:0]
		}
		if !more {
			return sc.Err()
		}
	}
}

// quads fetches the values of a batch of links.
func (s *Store) quads(ctx context.Context, refs []graph.Ref) ([]quad.Quad, error) {
	var nodes []graph.Ref
	at := map[uint64]int{}
	for _, r := range refs {
		l := r.(*link)
		for _, d := range quad.Directions {
			id := l.GetDirection(d)
			if _, ok := at[id]; !ok {
				at[id] = len(nodes)
				nodes = append(nodes, ckv.Int64Value(id))
			}
		}
	}
	vals, err := s.ValuesOf(ctx, nodes)
	if err != nil {
		return nil, err
	}
	out := make([]quad.Quad, len(refs))
	for i, r := range refs {
		l := r.(*link)
		for _, d := range quad.Directions {
			id := l.GetDirection(d)
			v := vals[at[id]]
			if v == nil && id != 0 {
				return nil, fmt.Errorf("quad %d names node %d, which is not in the store", l.ID, id)
			}
			out[i].Set(d, v)
		}
	}
	return out, nil
}
