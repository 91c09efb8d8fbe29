package pebblekv

import (
	"errors"

	"github.com/cockroachdb/pebble/v2"
)

var errDone = errors.New("pebblekv: batch is closed")

// Batch is a set of writes that reach the disk together or not at all. It is
// the DB's only writer until Commit or Close. What it will write is not read
// before that. It must be used by one goroutine.
type Batch struct {
	d *DB
	b *pebble.Batch // nil: closed
}

// Begin waits for the writer before it, if there is one, and begins.
func (d *DB) Begin() (*Batch, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	d.wmu.Lock()
	if err := d.check(); err != nil {
		d.wmu.Unlock()
		return nil, err
	}
	return &Batch{d: d, b: d.db.NewBatch()}, nil
}

// Set plans to write a key; the last call counts. It copies both.
func (b *Batch) Set(key, val []byte) error {
	if b.b == nil {
		return errDone
	}
	return b.b.Set(key, val, nil)
}

// Delete plans to delete a key, which need not be there.
func (b *Batch) Delete(key []byte) error {
	if b.b == nil {
		return errDone
	}
	return b.b.Delete(key, nil)
}

// Len is the number of writes planned.
func (b *Batch) Len() int {
	if b.b == nil {
		return 0
	}
	return int(b.b.Count())
}

// Commit writes the batch to disk, all of it or nothing, and closes it.
func (b *Batch) Commit() error {
	if b.b == nil {
		return errDone
	}
	if b.b.Empty() {
		return b.Close()
	}
	batch := b.b
	b.b = nil
	defer b.d.wmu.Unlock()
	return b.d.commit(batch)
}

// Close gives up what was not committed, and lets the next writer in.
func (b *Batch) Close() error {
	if b.b == nil {
		return nil
	}
	batch := b.b
	b.b = nil
	defer b.d.wmu.Unlock()
	return batch.Close()
}
