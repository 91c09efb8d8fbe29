package cayleykv

import (
	"context"
	"encoding/binary"
	"errors"

	"github.com/hidal-go/hidalgo/kv"
)

// absent saves Cayley a quarter of its work when it writes: it looks for every
// key of an index before it writes it, also where the key names a node that is
// made in this very transaction, so that it cannot be there.
type absent struct {
	kv.KV
	horizon uint64 // last id given before the transaction
	buckets map[string]bool
}

// newAbsent wraps g for one call of ApplyDeltas that only adds.
func newAbsent(ctx context.Context, g kv.KV) (kv.KV, error) {
	a := &absent{KV: g, buckets: map[string]bool{}}
	for _, ind := range Indexes() {
		a.buckets[string(ind.Key(nil)[0])] = true
	}
	return a, kv.View(g, func(tx kv.Tx) error {
		v, err := tx.Get(ctx, metaKey("horizon"))
		if errors.Is(err, kv.ErrNotFound) {
			return nil
		} else if err != nil {
			return err
		}
		if len(v) != 8 {
			return errList
		}
		a.horizon = binary.LittleEndian.Uint64(v)
		return nil
	})
}

func (a *absent) Tx(rw bool) (kv.Tx, error) {
	tx, err := a.KV.Tx(rw)
	return &absentTx{tx, a}, err
}

type absentTx struct {
	kv.Tx
	a *absent
}

// GetBatch reads the keys that can be there.
func (t *absentTx) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	out := make([]kv.Value, len(keys))
	for i, k := range keys {
		if t.a.namesNewNode(k) {
			continue
		}
		v, err := t.Tx.Get(ctx, k)
		if err != nil && !errors.Is(err, kv.ErrNotFound) {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

func (a *absent) namesNewNode(k kv.Key) bool {
	if len(k) != 2 || !a.buckets[string(k[0])] {
		return false
	}
	for ids := k[1]; len(ids) >= 8; ids = ids[8:] {
		if binary.BigEndian.Uint64(ids) > a.horizon {
			return true
		}
	}
	return false
}
