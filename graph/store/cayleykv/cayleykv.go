// Package cayleykv makes Cayley's key-value quad store exact and quick.
//
// It wraps github.com/cayleygraph/cayley/graph/kv and changes three things:
//
//   - Sizes are honest. Stock Cayley says of every prefix scan that it gives
//     half the store, so that a query of two hops reads all of it.
//   - A scan of a whole-quad index reads the quads from its keys, without
//     fetching each from the log.
//   - Writing a set of deltas is one transaction, deletions and additions in
//     their order (stock Cayley loses a subject when both are in one), and a
//     deleted quad leaves nothing behind (stock Cayley keeps it, marked dead,
//     in the log and in every index list).
package cayleykv

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"

	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/cayley/graph"
	ckv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv"
)

// Indexes are the indexes of the store, none of them unique (a unique one
// makes Cayley drop quads). The first two hold whole quads, so that no key
// has a long list of ids that every write would have to read and write again;
// the third finds the quads of an article.
func Indexes() []ckv.QuadIndex {
	s, p, o, l := quad.Subject, quad.Predicate, quad.Object, quad.Label
	return []ckv.QuadIndex{
		{Dirs: []quad.Direction{s, p, o, l}},
		{Dirs: []quad.Direction{o, p, s, l}},
		{Dirs: []quad.Direction{l, s}},
	}
}

// Cayley's keys (graph/kv/indexing.go, data version 2).
const dataVersion = 2

func metaKey(name string) kv.Key { return kv.SKey("meta", name) }

func logKey(id uint64) kv.Key {
	return kv.Key{[]byte("log"), binary.BigEndian.AppendUint64(nil, id)}
}

// Init writes what Cayley needs into an empty database. It does nothing where
// that is there already. Cayley's own Init takes its indexes from a global and
// from the environment, and is not one transaction.
func Init(ctx context.Context, db kv.KV) error {
	indexes, err := json.Marshal(Indexes())
	if err != nil {
		return err
	}
	return kv.Update(ctx, db, func(tx kv.Tx) error {
		_, err := tx.Get(ctx, metaKey("version"))
		if err == nil || !errors.Is(err, kv.ErrNotFound) {
			return err
		}
		if err := tx.Put(metaKey("version"), binary.LittleEndian.AppendUint64(nil, dataVersion)); err != nil {
			return err
		}
		return tx.Put(metaKey("indexes"), indexes)
	})
}

// Store is a quad store over a database, a snapshot of one, or a group.
// After its own ApplyDeltas it must not be in use by another goroutine: give
// each reader a Store of its own, on a snapshot.
type Store struct {
	*ckv.QuadStore
	db      kv.KV
	indexes []ckv.QuadIndex
}

var _ graph.BatchQuadStore = (*Store)(nil)

// New opens the quad store in db, which Init has prepared.
// It reads two keys: cheap enough for one Store a query.
func New(db kv.KV) (*Store, error) {
	qs, err := ckv.New(db, graph.Options{ckv.OptNoBloom: true})
	if err != nil {
		return nil, fmt.Errorf("open quad store: %w", err)
	}
	return &Store{QuadStore: qs.(*ckv.QuadStore), db: db, indexes: Indexes()}, nil
}

// group is a kv.KV whose transactions are committed together.
type group interface {
	kv.KV
	Commit() error
}

// open begins a group; inside one it joins it, and its commit is left to the owner.
func (s *Store) open() (group, error) {
	switch db := s.db.(type) {
	case *pebblekv.DB:
		return db.Group()
	case *pebblekv.Group:
		return joined{db}, nil
	}
	return nil, kv.ErrReadOnly
}

type joined struct{ kv.KV }

func (joined) Commit() error { return nil }
func (joined) Close() error  { return nil }

// ApplyDeltas writes the deltas in their order, all or none.
func (s *Store) ApplyDeltas(in []graph.Delta, o graph.IgnoreOpts) error {
	g, err := s.open()
	if err != nil {
		return err
	}
	defer g.Close()
	deleted := false
	for len(in) > 0 {
		n := 1
		for n < len(in) && in[n].Action == in[0].Action {
			n++
		}
		run := in[:n]
		in = in[n:]
		if run[0].Action == graph.Delete {
			deleted = true
			err = deleteRun(g, run, o)
		} else {
			err = addRun(g, run, o)
		}
		if err != nil {
			return err
		}
	}
	if err := g.Commit(); err != nil || !deleted {
		return err
	}
	return s.forgetIDs()
}

// forgetIDs drops Cayley's cache of node ids, which knows deleted ones.
func (s *Store) forgetIDs() error {
	fresh, err := New(s.db)
	if err != nil {
		return err
	}
	s.QuadStore = fresh.QuadStore
	return nil
}

// inner is stock Cayley on the group, without memory of earlier writes:
// after one that failed its memory is wrong.
func inner(g kv.KV) (graph.QuadStore, error) {
	return ckv.New(g, graph.Options{ckv.OptNoBloom: true})
}

func addRun(g kv.KV, run []graph.Delta, o graph.IgnoreOpts) error {
	a, err := newAbsent(context.Background(), g)
	if err != nil {
		return err
	}
	qs, err := inner(a)
	if err != nil {
		return err
	}
	return qs.ApplyDeltas(run, o)
}

func deleteRun(g kv.KV, run []graph.Delta, o graph.IgnoreOpts) error {
	s, err := New(g)
	if err != nil {
		return err
	}
	ctx := context.Background()
	var dead []link
	if o.IgnoreMissing {
		run = distinct(run)
	}
	for _, d := range run {
		l, ok, err := s.lookup(ctx, d.Quad)
		if err != nil {
			return err
		}
		if ok {
			dead = append(dead, l)
		}
	}
	qs, err := inner(g)
	if err != nil {
		return err
	}
	if err := qs.ApplyDeltas(run, o); err != nil {
		return err
	}
	return kv.Update(ctx, g, func(tx kv.Tx) error {
		for _, l := range dead {
			if err := s.purge(ctx, tx, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// distinct drops repeated deletions, which Cayley would count twice.
func distinct(run []graph.Delta) []graph.Delta {
	seen := make(map[quad.Quad]bool, len(run))
	out := make([]graph.Delta, 0, len(run))
	for _, d := range run {
		if !seen[d.Quad] {
			seen[d.Quad] = true
			out = append(out, d)
		}
	}
	return out
}
