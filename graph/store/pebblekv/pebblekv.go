// Package pebblekv is Pebble (github.com/cockroachdb/pebble/v2) as kg needs it:
// one Batch at a time writes, all or nothing and forced to disk; a Snapshot is
// one state for as long as its reader likes; a Checkpoint is a second folder,
// of hard links, that another process can read. A disk that fails or is full
// is an error, never the end of the process.
package pebblekv

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// ErrLocked says that another process, or another DB of this one, has the folder open.
var ErrLocked = errors.New("pebblekv: folder is in use")

// ErrFailed says that a write did not reach the disk. The DB must be closed;
// what was committed before is found again when it is opened anew.
var ErrFailed = errors.New("pebblekv: write failed")

// Corrupt reports whether the error is that a file of the database does not hold
// what was written to it. (errors.Is does not know Pebble's mark.)
func Corrupt(err error) bool { return pebble.IsCorruptionError(err) }

// ErrReadOnly says that the DB was opened for reading.
var ErrReadOnly = errors.New("pebblekv: opened for reading only")

// Options of Open. The zero value is right for a store on disk.
type Options struct {
	FS       vfs.FS // file system; nil: the operating system's
	ReadOnly bool   // write nothing; Begin fails
	NoLock   bool   // do not lock the folder: only for a checkpoint that nobody writes
	NoSync   bool   // commits are not forced to disk: only for tests of speed
	CacheMB  int    // block cache; 0: 256
}

// DB is an open database. As a Reader it sees what was committed last.
// Its methods may be called from several goroutines.
type DB struct {
	db      *pebble.DB
	lock    io.Closer
	wo      *pebble.WriteOptions
	ro      bool
	written atomic.Bool

	failed  chan struct{} // closed when Pebble can write no more
	failure error         // why, readable once failed is closed
	once    sync.Once     // guards both

	wmu    sync.Mutex // held by the one open Batch
	cmu    sync.Mutex
	closed bool
}

// Tables of the upper levels are written again and again while a store grows.
// These make that seldom (docs/store.md, Compaction), at a price: the next Open
// after a crash, and a reader beside a writer, replay a longer log, and a scan
// merges up to half of l0Threshold tables more.
const (
	memTable    = 32 << 20  // bytes in memory; in the log they are a third
	l0Threshold = 12        // twice the tables over one another that are merged at once
	baseLevel   = 128 << 20 // bytes of the first level below them
)

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
	d := &DB{lock: lock, wo: pebble.Sync, ro: o.ReadOnly, failed: make(chan struct{})}
	if o.NoSync {
		d.wo = pebble.NoSync
	}
	if !o.ReadOnly {
		fs = faultFS{fs, d.fail}
	}
	po := d.pebbleOptions(fs, o)
	po.Lock = lock
	err = d.guard(func() (err error) {
		defer po.Cache.Unref()
		d.db, err = pebble.Open(dir, po)
		return err
	})
	if err != nil && !errors.Is(err, ErrFailed) {
		err = errors.Join(err, lock.Close())
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// fail notes that Pebble can write no more.
func (d *DB) fail(err error) {
	d.once.Do(func() {
		d.failure = fmt.Errorf("%w: %w", ErrFailed, err)
		close(d.failed)
	})
}

// guard runs fn, and gives up waiting for it when Pebble fails meanwhile:
// then fn may wait for ever. A panic of fn is a failure too.
func (d *DB) guard(fn func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				d.fail(fmt.Errorf("pebble: %v", r))
			}
		}()
		done <- fn()
	}()
	select {
	case err := <-done:
		return err
	case <-d.failed:
		return d.failure
	}
}

func (d *DB) pebbleOptions(fs vfs.FS, o Options) *pebble.Options {
	mb := o.CacheMB
	if mb == 0 {
		mb = 256 // room for the filters of some hundred million keys: every new value is looked for
	}
	po := &pebble.Options{
		FS:                    fs,
		Cache:                 pebble.NewCache(int64(mb) << 20),
		MemTableSize:          memTable,
		FormatMajorVersion:    pebble.FormatNewest,
		L0CompactionThreshold: l0Threshold,
		L0StopWritesThreshold: 3 * l0Threshold, // as with Pebble's own
		LBaseMaxBytes:         baseLevel,
		Logger:                failLogger{d},
		EventListener: &pebble.EventListener{
			BackgroundError: d.fail,
			DataCorruption:  func(pebble.DataCorruptionInfo) {}, // whoever reads gets the error, which is shorter
		},
		ReadOnly:         o.ReadOnly,
		ErrorIfNotExists: o.ReadOnly,
	}
	for i := range po.Levels {
		po.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
	}
	return po
}

// Lock keeps others from opening the database in dir until it is closed. It
// fails at once with ErrLocked when somebody has it open.
func Lock(dir string) (io.Closer, error) {
	l, err := pebble.LockDirectory(dir, vfs.Default)
	if err != nil {
		return nil, lockError(err)
	}
	return l, nil
}

// lockError tells a lock that somebody holds from a lock file that cannot be made.
func lockError(err error) error {
	if errors.Is(err, syscall.EAGAIN) || err.Error() == "lock held by current process" {
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return err
}

// failLogger drops messages. Pebble calls Fatalf where it cannot go on and
// expects that the process ends. Instead the DB fails. A call from one of our
// own goroutines ends in a panic that is caught there (catch, guard); one of
// Pebble's goroutines, which may hold its locks, stops where it is.
type failLogger struct{ d *DB }

func (failLogger) Infof(string, ...any)  {}
func (failLogger) Errorf(string, ...any) {}

func (l failLogger) Fatalf(f string, args ...any) {
	for _, a := range args {
		if _, ok := a.(error); ok { // keep ENOSPC and corruption recognizable
			f = strings.Replace(f, "%v", "%w", 1)
			f = strings.Replace(f, "%s", "%w", 1)
			break
		}
	}
	err := fmt.Errorf(f, args...)
	l.d.fail(err)
	if calledByUs() {
		panic(err)
	}
	select {}
}

// calledByUs reports whether a function of this package, which catches panics,
// is on the stack above Fatalf.
func calledByUs() bool {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		if strings.Contains(f.Function, "/graph/store/pebblekv.") && !strings.Contains(f.Function, "pebblekv.fault") {
			return true
		}
		if !more {
			return false
		}
	}
}

// catch turns a panic of Pebble, over damaged files, into an error.
func catch(err *error) {
	if r := recover(); r != nil {
		if e, ok := r.(error); ok {
			*err = fmt.Errorf("pebble: %w", e)
		} else {
			*err = fmt.Errorf("pebble: %v", r)
		}
	}
}

// noLock is a file system that locks nothing.
type noLock struct{ vfs.FS }

func (noLock) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }

// Unwrap gives the file system below.
func (n noLock) Unwrap() vfs.FS { return n.FS }

// Close releases the folder. What was committed is on disk already; the last
// writes are also sorted into tables, so that the next Open is quick.
// After a failure it gives the database up as it is, and keeps the folder
// locked until the process ends: some of Pebble's goroutines may still write.
func (d *DB) Close() error {
	d.cmu.Lock()
	defer d.cmu.Unlock()
	if d.closed {
		return nil
	}
	d.closed = true
	if d.check() != nil && !d.ro {
		return nil // whoever wrote has got the error
	}
	return d.guard(func() error {
		var err error
		if d.written.Load() {
			err = d.db.Flush()
		}
		return errors.Join(err, d.db.Close(), d.lock.Close())
	})
}

// Size is the number of bytes that the database takes on disk.
func (d *DB) Size() uint64 { return d.db.Metrics().DiskSpaceUsage() }

// Checkpoint makes dir a database with the present contents, out of hard links
// where the file system has them. dir must not exist. Nobody may write to it.
func (d *DB) Checkpoint(dir string) (err error) {
	defer catch(&err)
	if err := d.sound(); err != nil {
		return err
	}
	return d.db.Checkpoint(dir, pebble.WithFlushedWAL())
}

// commit writes the batch, and closes it.
func (d *DB) commit(b *pebble.Batch) error {
	d.written.Store(true)
	return d.guard(func() error { return errors.Join(d.db.Apply(b, d.wo), b.Close()) })
}

// check reports why nothing can be written.
func (d *DB) check() error {
	if d.ro {
		return ErrReadOnly
	}
	return d.sound()
}

// sound reports a failure. After one even a reader may wait for ever.
func (d *DB) sound() error {
	select {
	case <-d.failed:
		return d.failure
	default:
		return nil
	}
}
