package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"syscall"

	"kg/graph/store/cayleykv"
	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// own begins the keys of the store's own index, beside those of cayleykv.
const own = "k"

// embedded is the engine on Pebble.
type embedded struct {
	path     string // of the store, for messages
	data     string // Pebble's folder
	mem      vfs.FS // of a store in memory
	db       *pebblekv.DB
	readOnly bool
	writes   atomic.Int64 // commits so far
	nodes    cayleykv.Nodes
	pub      published
	slot     *slot         // a reader's copy, nil: it reads the store's own files
	seen     string        // state of the files that the slot was copied from
	stop     chan struct{} // ends serveSlots
	served   sync.WaitGroup
}

var _ engine = (*embedded)(nil)

func (e *embedded) close() error {
	if e.stop != nil {
		close(e.stop)
		e.served.Wait()
	}
	e.unpublish()
	err := e.db.Close()
	if e.slot != nil {
		err = errors.Join(err, e.slot.free())
	}
	if errors.Is(err, pebblekv.ErrFailed) {
		return e.writeError(err)
	}
	return err
}

func (e *embedded) size() (int64, error) { return int64(e.db.Size()), nil }

func (e *embedded) view(context.Context) (view, error) {
	v, err := newKVView(e.db)
	if errors.Is(err, pebblekv.ErrFailed) {
		return nil, e.writeError(err) // of an earlier write
	}
	if err != nil {
		return nil, err
	}
	return v, nil
}

func (e *embedded) update(ctx context.Context, fn func(view) (batch, error)) error {
	w, err := e.db.Begin()
	if err != nil {
		return e.writeError(err)
	}
	defer w.Close()
	v, err := newKVView(e.db)
	if err != nil {
		return err
	}
	defer v.close()
	b, err := fn(v)
	if pebblekv.Corrupt(err) {
		return openError(e.path, err)
	}
	if err != nil || b.empty() {
		return err
	}
	if err := e.apply(v.sn, w, b); err != nil {
		return e.writeError(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := w.Commit(); err != nil {
		return e.writeError(err)
	}
	e.writes.Add(1)
	return nil
}

// apply plans the batch in w; r is the state before it.
func (e *embedded) apply(r pebblekv.Reader, w *pebblekv.Batch, b batch) error {
	deltas := make([]graph.Delta, 0, len(b.del)+len(b.add))
	for _, q := range b.del {
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Delete})
	}
	for _, q := range b.add {
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
	}
	if err := cayleykv.Apply(r, w, deltas, graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}, &e.nodes); err != nil {
		return err
	}
	for _, k := range b.unset {
		if err := w.Delete([]byte(own + k)); err != nil {
			return err
		}
	}
	for _, s := range b.set {
		if err := w.Set([]byte(own+s.key), []byte(s.value)); err != nil {
			return err
		}
	}
	return nil
}

func (e *embedded) writeError(err error) error {
	switch {
	case errors.Is(err, pebblekv.ErrReadOnly):
		return hint(ErrReadOnly, err, "store %s was opened for reading only", e.path)
	case errors.Is(err, syscall.ENOSPC):
		return hint(ErrFull, err, "no space left to write to the store %s; what was ingested before is safe: free some space and run the command again", e.path)
	case pebblekv.Corrupt(err):
		return openError(e.path, err)
	case errors.Is(err, pebblekv.ErrFailed):
		return hint(ErrDamaged, err, "writing to the store %s failed: %v; what was ingested before is safe: run the command again", e.path, err)
	}
	return fmt.Errorf("write to store %s: %w", e.path, err)
}

// kvView is a view of a Pebble snapshot.
type kvView struct {
	sn *pebblekv.Snapshot
	qs *cayleykv.Store
}

func newKVView(db *pebblekv.DB) (*kvView, error) {
	sn, err := db.Snapshot()
	if err != nil {
		return nil, err
	}
	qs, err := cayleykv.New(sn)
	if err != nil {
		return nil, errors.Join(err, sn.Close())
	}
	return &kvView{sn, qs}, nil
}

func (v *kvView) close() error               { return v.sn.Close() }
func (v *kvView) quadStore() graph.QuadStore { return v.qs }
func (v *kvView) quads() int64               { return v.qs.Size() }

func (v *kvView) find(ctx context.Context, p pattern) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		err := v.qs.Find(ctx, p, func(q quad.Quad) bool { return yield(q, nil) })
		if err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

func (v *kvView) objects(ctx context.Context, subject, predicate quad.Value) ([]quad.Value, error) {
	out, err := v.qs.Objects(ctx, subject, predicate)
	sortValues(out)
	return out, err
}

func (v *kvView) get(_ context.Context, key string) (string, bool, error) {
	val, ok, err := v.sn.Get([]byte(own + key))
	return string(val), ok, err
}

func (v *kvView) scan(ctx context.Context, prefix string) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		it := v.sn.Scan([]byte(own + prefix))
		defer it.Close()
		for it.Next() {
			if err := ctx.Err(); err != nil {
				yield(entry{}, err)
				return
			}
			if !yield(entry{string(it.Key()[len(own):]), string(it.Val())}, nil) {
				return
			}
		}
		if err := it.Err(); err != nil {
			yield(entry{}, err)
		}
	}
}
