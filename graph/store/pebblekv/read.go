package pebblekv

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/cockroachdb/pebble/v2"
	"github.com/hidal-go/hidalgo/kv"
)

// readTx reads from a snapshot.
type readTx struct {
	r     *pebble.Snapshot
	owned bool // close the snapshot with the transaction
}

func (t *readTx) Get(_ context.Context, k kv.Key) (kv.Value, error) {
	if t.r == nil {
		return nil, errDone
	}
	var b [64]byte
	return getCopy(t.r, appendKey(b[:0], k))
}

func (t *readTx) GetBatch(ctx context.Context, ks []kv.Key) ([]kv.Value, error) {
	return kv.GetBatch(ctx, t, ks)
}

func (t *readTx) Put(kv.Key, kv.Value) error   { return kv.ErrReadOnly }
func (t *readTx) Del(kv.Key) error             { return kv.ErrReadOnly }
func (t *readTx) Commit(context.Context) error { return t.Close() }

func (t *readTx) Close() error {
	r := t.r
	t.r = nil
	if r == nil || !t.owned {
		return nil
	}
	return r.Close()
}

func (t *readTx) Scan(p kv.Key) kv.Iterator {
	if t.r == nil {
		return &iter{err: errDone}
	}
	return newIter(t.r, p, nil)
}

// iter lists the keys that begin with a prefix, in order.
type iter struct {
	it      *pebble.Iterator
	own     io.Closer // closed with the iterator
	started bool
	err     error
}

func newIter(r pebble.Reader, p kv.Key, own io.Closer) *iter {
	pre := appendKey(nil, p)
	if len(p) == 1 && wholeBucket(p[0]) {
		pre = append(pre, 0)
	}
	i := &iter{own: own}
	defer catch(&i.err)
	i.it, i.err = r.NewIter(&pebble.IterOptions{LowerBound: pre, UpperBound: after(pre)})
	return i
}

func (i *iter) Next(ctx context.Context) (ok bool) {
	defer catch(&i.err)
	if i.it == nil || i.err != nil {
		return false
	}
	if i.err = ctx.Err(); i.err != nil {
		return false
	}
	if !i.started {
		i.started = true
		return i.it.First()
	}
	return i.it.Next()
}

func (i *iter) Key() kv.Key { return splitKey(i.it.Key()) }

func (i *iter) Val() kv.Value {
	defer catch(&i.err)
	v, err := i.it.ValueAndErr()
	if err != nil {
		i.err = err
	}
	return v
}

func (i *iter) Err() error {
	if i.err != nil || i.it == nil {
		return i.err
	}
	return i.it.Error()
}

func (i *iter) Close() (err error) {
	defer catch(&err)
	var errs []error
	if it := i.it; it != nil {
		i.it = nil
		errs = append(errs, it.Close())
	}
	if i.own != nil {
		errs = append(errs, i.own.Close())
		i.own = nil
	}
	return errors.Join(append(errs, i.err)...)
}

// wholeBucket names the buckets of Cayley that it scans as a whole; any other
// key of one part is a prefix of bucket names.
func wholeBucket(b []byte) bool { return string(b) == "log" || string(b) == "meta" }

// folded reports a key of Cayley's value buckets.
func folded(k kv.Key) bool {
	return len(k) == 2 && len(k[0]) == 3 && (k[0][0] == 'v' || k[0][0] == 'n')
}

func appendKey(buf []byte, k kv.Key) []byte {
	if len(k) == 0 {
		return buf
	}
	b := k[0]
	if folded(k) {
		b = b[:1]
	}
	buf = append(buf, b...)
	for _, p := range k[1:] {
		buf = append(buf, 0)
		buf = append(buf, p...)
	}
	return buf
}

const hashLen = 20 // of a Cayley value hash, SHA-1

func splitKey(b []byte) kv.Key {
	bucket, rest, ok := bytes.Cut(b, []byte{0})
	if !ok {
		return kv.Key{bucket}
	}
	if len(bucket) == 1 && (bucket[0] == 'v' || bucket[0] == 'n') && len(rest) == hashLen {
		bucket = []byte{bucket[0], rest[0], rest[1]}
	}
	return kv.Key{bucket, rest}
}

// after is the first key beyond all that begin with p; nil: there is none.
func after(p []byte) []byte {
	e := append([]byte(nil), p...)
	for i := len(e) - 1; i >= 0; i-- {
		if e[i]++; e[i] != 0 {
			return e[:i+1]
		}
	}
	return nil
}
