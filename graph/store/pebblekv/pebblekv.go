// Package pebblekv is a key-value engine for Cayley over Pebble
// (github.com/cockroachdb/pebble/v2), behind the hidalgo kv interface.
//
// It adds three things that Cayley's own engines lack: a Group, in which
// several Cayley transactions reach the disk as one; a Snapshot, in which all
// transactions of a reader see one state; and a Checkpoint, a second folder of
// hard links that another process can read.
//
// Keys: the parts of a kv.Key joined by a zero byte. No bucket name may
// contain one, nor be the beginning of another bucket's name. Cayley's
// buckets for values, "v"+2 and "n"+2 bytes of the hash, are folded to one
// byte, since the hash that follows repeats the two.
package pebblekv

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/hidal-go/hidalgo/kv"
)

// ErrLocked says that another process, or another DB of this one, has the folder open.
var ErrLocked = errors.New("pebblekv: folder is in use")

// ErrFailed says that a write did not reach the disk. The DB must be closed;
// what was committed before is found again when it is opened anew.
var ErrFailed = errors.New("pebblekv: write failed")

// Options of Open. The zero value is right for a store on disk.
type Options struct {
	FS       vfs.FS // file system; nil: the operating system's
	ReadOnly bool   // write nothing; Tx(true) fails
	NoLock   bool   // do not lock the folder: only for a checkpoint that nobody writes
	NoSync   bool   // commits are not forced to disk: only for tests of speed
	CacheMB  int    // block cache; 0: 64
}

// DB is an open Pebble database as a hidalgo key-value store.
// Its methods may be called from several goroutines.
type DB struct {
	db      *pebble.DB
	lock    io.Closer
	wo      *pebble.WriteOptions
	ro      bool
	written atomic.Bool
	failed  atomic.Pointer[error]

	wmu    sync.Mutex // held by the one open write transaction or group
	cmu    sync.Mutex
	closed bool
}

var _ kv.KV = (*DB)(nil)

const memTable = 16 << 20 // bounds the log that the next Open must replay

// Open opens or creates the database in dir.
// It fails at once with ErrLocked when somebody else has it open.
func Open(dir string, o Options) (*DB, error) {
	fs := o.FS
	if fs == nil {
		fs = vfs.Default
	}
	if o.NoLock {
		fs = noLock{fs}
	}
	if !o.ReadOnly {
		if err := fs.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	lock, err := pebble.LockDirectory(dir, fs)
	if err != nil {
		return nil, lockError(err)
	}
	po := pebbleOptions(fs, o)
	po.Lock = lock
	defer po.Cache.Unref()
	db, err := openPebble(dir, po)
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	d := &DB{db: db, lock: lock, wo: pebble.Sync, ro: o.ReadOnly}
	if o.NoSync {
		d.wo = pebble.NoSync
	}
	return d, nil
}

func pebbleOptions(fs vfs.FS, o Options) *pebble.Options {
	mb := o.CacheMB
	if mb == 0 {
		mb = 64
	}
	po := &pebble.Options{
		FS:                    fs,
		Cache:                 pebble.NewCache(int64(mb) << 20),
		MemTableSize:          memTable,
		FormatMajorVersion:    pebble.FormatNewest,
		L0CompactionThreshold: 4,
		Logger:                panicLogger{},
		ReadOnly:              o.ReadOnly,
		ErrorIfNotExists:      o.ReadOnly,
	}
	for i := range po.Levels {
		po.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
	}
	return po
}

// openPebble turns Pebble's panics over broken files into errors.
func openPebble(dir string, po *pebble.Options) (db *pebble.DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			db, err = nil, fmt.Errorf("open pebble: %v", r)
		}
	}()
	return pebble.Open(dir, po)
}

// lockError tells a lock that somebody holds from a lock file that cannot be made.
func lockError(err error) error {
	if errors.Is(err, syscall.EAGAIN) || err.Error() == "lock held by current process" {
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return err
}

// panicLogger drops messages. Pebble calls Fatalf where it cannot go on and
// expects not to return: the panic is recovered in Commit. In one of Pebble's
// own goroutines it ends the process; the store is whole when opened again.
type panicLogger struct{}

type fatal struct{ error }

func (panicLogger) Infof(string, ...any)  {}
func (panicLogger) Errorf(string, ...any) {}
func (panicLogger) Fatalf(f string, a ...any) {
	panic(fatal{fmt.Errorf(f, a...)})
}

// noLock is a file system that locks nothing.
type noLock struct{ vfs.FS }

func (noLock) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }

// Unwrap gives the file system below.
func (n noLock) Unwrap() vfs.FS { return n.FS }

// Close releases the folder. What was committed is on disk already; the last
// writes are also sorted into tables, so that the next Open is quick.
// After a failed write it gives the database up without touching it.
func (d *DB) Close() error {
	d.cmu.Lock()
	defer d.cmu.Unlock()
	if d.closed {
		return nil
	}
	d.closed = true
	if d.failed.Load() != nil {
		return d.lock.Close() // Pebble's pipeline hangs or panics after a fatal error
	}
	var err error
	if d.written.Load() {
		err = d.db.Flush()
	}
	return errors.Join(err, d.db.Close(), d.lock.Close())
}

// Size is the number of bytes that the database takes on disk.
func (d *DB) Size() uint64 { return d.db.Metrics().DiskSpaceUsage() }

// Checkpoint makes dir a database with the present contents, out of hard links
// where the file system has them. dir must not exist. Nobody may write to it.
func (d *DB) Checkpoint(dir string) error {
	return d.db.Checkpoint(dir, pebble.WithFlushedWAL())
}

// Tx opens a transaction: a snapshot to read from, or, one at a time, a write
// transaction that sees its own writes.
func (d *DB) Tx(rw bool) (kv.Tx, error) {
	if !rw {
		return &readTx{r: d.db.NewSnapshot(), owned: true}, nil
	}
	g, err := d.Group()
	if err != nil {
		return nil, err
	}
	return &writeTx{g: g, single: true}, nil
}

// Snapshot is the state of a DB at one moment, as a read-only kv.KV.
// Close it before the DB.
type Snapshot struct{ sn *pebble.Snapshot }

// Snapshot takes the present state.
func (d *DB) Snapshot() *Snapshot { return &Snapshot{d.db.NewSnapshot()} }

// Tx opens a transaction on the snapshot; all see the same state.
func (s *Snapshot) Tx(rw bool) (kv.Tx, error) {
	if rw {
		return nil, kv.ErrReadOnly
	}
	return &readTx{r: s.sn}, nil
}

// Close lets Pebble drop what only this snapshot kept.
func (s *Snapshot) Close() error {
	if s.sn == nil {
		return nil
	}
	sn := s.sn
	s.sn = nil
	return sn.Close()
}

var _ kv.KV = (*Snapshot)(nil)

// commit writes the batch and reports a write that failed in Pebble's depth.
func (d *DB) commit(b *pebble.Batch) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrFailed, r)
			if f, ok := r.(fatal); ok {
				err = fmt.Errorf("%w: %w", ErrFailed, f.error)
			}
			d.failed.Store(&err)
		}
	}()
	d.written.Store(true)
	return d.db.Apply(b, d.wo)
}

func (d *DB) check() error {
	if d.ro {
		return kv.ErrReadOnly
	}
	if e := d.failed.Load(); e != nil {
		return *e
	}
	return nil
}

func getCopy(r pebble.Reader, k []byte) (kv.Value, error) {
	v, c, err := r.Get(k)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, kv.ErrNotFound
	} else if err != nil {
		return nil, err
	}
	out := append(make([]byte, 0, len(v)), v...)
	return out, c.Close()
}
