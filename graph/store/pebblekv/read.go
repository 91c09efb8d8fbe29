package pebblekv

import (
	"errors"

	"github.com/cockroachdb/pebble/v2"
)

// Reader reads keys. A Snapshot and a DB are readers.
type Reader interface {
	// Get gives the value of a key, which the caller may keep.
	Get(key []byte) (val []byte, ok bool, err error)
	// Scan lists the keys that begin so, in order, as they are now. An error
	// is found by Err and Close.
	Scan(prefix []byte) *Iter
}

var _, _ Reader = (*DB)(nil), (*Snapshot)(nil)

// Get reads what was committed last.
func (d *DB) Get(key []byte) ([]byte, bool, error) {
	if err := d.sound(); err != nil {
		return nil, false, err
	}
	return get(d.db, key)
}

// Scan lists what was committed last.
func (d *DB) Scan(prefix []byte) *Iter {
	if err := d.sound(); err != nil {
		return &Iter{err: err}
	}
	return newIter(d.db, prefix)
}

// Snapshot is the state of a DB at one moment. Close it before the DB.
type Snapshot struct{ sn *pebble.Snapshot }

// Snapshot takes the present state.
func (d *DB) Snapshot() (*Snapshot, error) {
	if err := d.sound(); err != nil {
		return nil, err
	}
	return &Snapshot{d.db.NewSnapshot()}, nil
}

// Get reads the state of the snapshot.
func (s *Snapshot) Get(key []byte) ([]byte, bool, error) { return get(s.sn, key) }

// Scan lists the state of the snapshot.
func (s *Snapshot) Scan(prefix []byte) *Iter { return newIter(s.sn, prefix) }

// Close lets Pebble drop what only this snapshot kept.
func (s *Snapshot) Close() error {
	if s.sn == nil {
		return nil
	}
	sn := s.sn
	s.sn = nil
	return sn.Close()
}

func get(r pebble.Reader, key []byte) (val []byte, ok bool, err error) {
	defer catch(&err)
	v, c, err := r.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, false, nil
	} else if err != nil {
		return nil, false, err
	}
	val = append(make([]byte, 0, len(v)), v...)
	return val, true, c.Close()
}

// Iter lists keys. It must be closed.
type Iter struct {
	it      *pebble.Iterator
	started bool
	err     error
}

func newIter(r pebble.Reader, prefix []byte) *Iter {
	i := &Iter{}
	defer catch(&i.err)
	lower := append([]byte(nil), prefix...)
	i.it, i.err = r.NewIter(&pebble.IterOptions{LowerBound: lower, UpperBound: After(lower)})
	return i
}

// Next goes to the next key, at first to the first. It is false at the end and
// after an error.
func (i *Iter) Next() (ok bool) {
	if i.it == nil || i.err != nil {
		return false
	}
	defer catch(&i.err)
	if !i.started {
		i.started = true
		return i.it.First()
	}
	return i.it.Next()
}

// Seek goes to the first key of the prefix that is not below this one, and is
// false as Next is.
func (i *Iter) Seek(key []byte) (ok bool) {
	if i.it == nil || i.err != nil {
		return false
	}
	defer catch(&i.err)
	i.started = true
	if len(key) == 0 { // over which Pebble's own checks, of builds for tests, panic
		return i.it.First()
	}
	return i.it.SeekGE(key)
}

// Key is the whole key, valid until Next.
func (i *Iter) Key() []byte { return i.it.Key() }

// Val is the value, valid until Next.
func (i *Iter) Val() []byte {
	defer catch(&i.err)
	v, err := i.it.ValueAndErr()
	if err != nil {
		i.err = err
	}
	return v
}

// Err is why Next is false; nil at the end.
func (i *Iter) Err() error {
	if i.err != nil || i.it == nil {
		return i.err
	}
	return i.it.Error()
}

// Close ends the listing. It gives the error of Err too.
func (i *Iter) Close() (err error) {
	defer catch(&err)
	it := i.it
	i.it = nil
	if it != nil {
		if err := it.Close(); i.err == nil {
			i.err = err
		}
	}
	return i.err
}

// After is the first key beyond all that begin with p; nil: there is none.
func After(p []byte) []byte {
	e := append([]byte(nil), p...)
	for i := len(e) - 1; i >= 0; i-- {
		if e[i]++; e[i] != 0 {
			return e[:i+1]
		}
	}
	return nil
}
