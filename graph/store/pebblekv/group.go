package pebblekv

import (
	"bytes"
	"context"
	"errors"
	"sort"

	"github.com/cockroachdb/pebble/v2"
	"github.com/hidal-go/hidalgo/kv"
)

var (
	errDone    = errors.New("pebblekv: transaction is closed")
	errAborted = errors.New("pebblekv: a transaction of the group was given up")
	errKey     = errors.New("pebblekv: key has more than two parts, or a zero byte in its bucket")
)

// Group is a set of write transactions that reach the disk together or not at
// all. It is itself a kv.KV: every transaction opened on it, also one for
// reading, sees what earlier ones wrote. It is the DB's only writer until
// Commit or Close. It must be used by one goroutine.
type Group struct {
	d       *DB
	m       map[string][]byte // what was written; nil: deleted
	aborted bool
	done    bool
}

var _ kv.KV = (*Group)(nil)

// Group waits for the writer before it, if there is one, and begins.
func (d *DB) Group() (*Group, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	d.wmu.Lock()
	if err := d.check(); err != nil {
		d.wmu.Unlock()
		return nil, err
	}
	return &Group{d: d, m: map[string][]byte{}}, nil
}

// Tx opens a transaction inside the group. Its Commit hands the writes to the
// group; closed without one, the whole group can only be given up.
func (g *Group) Tx(rw bool) (kv.Tx, error) {
	if g.done {
		return nil, errDone
	}
	return &writeTx{g: g, ro: !rw}, nil
}

// Len is the number of keys that the group writes.
func (g *Group) Len() int { return len(g.m) }

// Commit writes the group to disk, all of it or nothing.
func (g *Group) Commit() error {
	if g.done {
		return errDone
	}
	if g.aborted {
		return errors.Join(errAborted, g.Close())
	}
	defer g.Close()
	if len(g.m) == 0 {
		return nil
	}
	b := g.d.db.NewBatch()
	if err := g.flush(b); err != nil {
		return errors.Join(err, b.Close())
	}
	return g.d.commit(b)
}

// Close gives up what was not committed, and lets the next writer in.
func (g *Group) Close() error {
	if !g.done {
		g.done = true
		g.m = nil
		g.d.wmu.Unlock()
	}
	return nil
}

func (g *Group) flush(b *pebble.Batch) error {
	keys := make([]string, 0, len(g.m))
	for k := range g.m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		var err error
		if v := g.m[k]; v == nil {
			err = b.Delete([]byte(k), nil)
		} else {
			err = b.Set([]byte(k), v, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeTx is a transaction of a group.
type writeTx struct {
	g      *Group
	single bool // the group has no other: commit it too
	ro     bool
	done   bool
}

func (t *writeTx) Get(_ context.Context, k kv.Key) (kv.Value, error) {
	if t.done {
		return nil, errDone
	}
	var b [64]byte
	key := appendKey(b[:0], k)
	if v, ok := t.g.m[string(key)]; ok {
		if v == nil {
			return nil, kv.ErrNotFound
		}
		return v, nil
	}
	return getCopy(t.g.d.db, key)
}

func (t *writeTx) GetBatch(ctx context.Context, ks []kv.Key) ([]kv.Value, error) {
	return kv.GetBatch(ctx, t, ks)
}

func (t *writeTx) Put(k kv.Key, v kv.Value) error {
	return t.set(k, append(make([]byte, 0, len(v)), v...))
}

func (t *writeTx) Del(k kv.Key) error { return t.set(k, nil) }

func (t *writeTx) set(k kv.Key, v []byte) error {
	switch {
	case t.done:
		return errDone
	case t.ro:
		return kv.ErrReadOnly
	case len(k) > 2 || len(k) == 2 && bytes.IndexByte(k[0], 0) >= 0 && !folded(k):
		return errKey
	}
	t.g.m[string(appendKey(nil, k))] = v
	return nil
}

func (t *writeTx) Commit(context.Context) error {
	if t.done {
		return errDone
	}
	t.done = true
	if t.single {
		return t.g.Commit()
	}
	return nil
}

func (t *writeTx) Close() error {
	if t.done {
		return nil
	}
	t.done = true
	t.g.aborted = t.g.aborted || !t.ro
	if t.single {
		return t.g.Close()
	}
	return nil
}

// Scan lists keys of the group and the database. It sorts what the group has
// written so far: fine for small groups, and Cayley does not scan when it writes.
func (t *writeTx) Scan(p kv.Key) kv.Iterator {
	if len(t.g.m) == 0 {
		return newIter(t.g.d.db, p, nil)
	}
	b := t.g.d.db.NewIndexedBatch()
	if err := t.g.flush(b); err != nil {
		return &iter{err: errors.Join(err, b.Close())}
	}
	return newIter(b, p, b)
}
