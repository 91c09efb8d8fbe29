package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"kg/graph/store/cayleykv"
	"kg/graph/store/pebblekv"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// Schema is the version of the layout of quads and index. A store of another
// version is refused.
const Schema = 4 // 2: the words of texts are in the index; 3: quads are keys of cayleykv's own, claims are in the index; 4: cards of articles

// Options of Open.
type Options struct {
	ReadOnly bool // write nothing, and create nothing
	CacheMB  int  // block cache of the embedded store; 0: 256
	// Worker is the program that runs Gizmo scripts, each in a process of its
	// own: the path of a program that calls WorkerMain (see WorkerEnv), mostly
	// os.Executable(). Without one, scripts run in this process, and a faulty
	// one can end it.
	Worker string

	fs vfs.FS // for tests; nil: the operating system's
}

// Store is an open store. Its methods may be called from several goroutines;
// writes follow one another, and readers do not wait for them.
type Store struct {
	eng  engine
	name string // as the user wrote it
	kind string
	ro   bool
	half bool  // an import was interrupted
	pool *pool // of Gizmo workers, nil: in this process
}

// Open opens the store that dsn names:
//
//	mem:                   in memory, gone with Close
//	DIR or pebble:DIR      embedded, in a folder; made if missing, unless ReadOnly
//	postgres://…           a PostgreSQL server
//
// One process at a time can write to an embedded store. Readers do not meet it:
// each reads a copy of its own, out of hard links, of the state it began with.
//
// Errors: ErrLocked (another process has it; at once), ErrNotFound, ErrReadOnly,
// ErrSchema, ErrDamaged, ErrFull.
func Open(ctx context.Context, dsn string, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var s *Store
	var err error
	switch {
	case dsn == "":
		return nil, errors.New("no store named; give a folder with --db")
	case dsn == "mem:":
		s, err = openMemory(ctx, o)
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		s, err = openPostgres(ctx, dsn, o)
	default:
		s, err = openFolder(ctx, strings.TrimPrefix(dsn, "pebble:"), o)
	}
	if err != nil {
		return nil, err
	}
	if o.Worker != "" {
		s.pool = newPool(o.Worker)
	}
	if err := s.checkImport(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close releases the store.
func (s *Store) Close() error {
	if s.pool != nil {
		s.pool.close()
	}
	var known *hintError
	if err := s.eng.close(); errors.As(err, &known) {
		return err
	} else if err != nil {
		return fmt.Errorf("close store %s: %w", s.name, err)
	}
	return nil
}

// Stale reports whether somebody else has written to the store since this one
// was opened for reading. A reader sees one state of an embedded store: the one
// it was opened in. (A server's store is never stale.)
func (s *Store) Stale() bool {
	e, ok := s.eng.(*embedded)
	return ok && e.slot != nil && e.seen != filesState(filepath.Join(e.path, dataDir))
}

// Blocks reports whether nobody can write to the store while this one is open
// for reading: where a reader cannot have a copy of its own.
func (s *Store) Blocks() bool {
	e, ok := s.eng.(*embedded)
	return ok && s.ro && e.mem == nil && e.slot == nil
}

// Name is the store's folder or address, as given to Open.
func (s *Store) Name() string { return s.name }

func openMemory(ctx context.Context, o Options) (*Store, error) {
	fs := vfs.NewMem()
	db, err := pebblekv.Open("mem", pebblekv.Options{FS: fs, CacheMB: o.CacheMB})
	if err != nil {
		return nil, fmt.Errorf("open store in memory: %w", err)
	}
	if err := cayleykv.Init(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Store{eng: &embedded{path: "mem:", mem: fs, db: db}, name: "mem:", kind: "memory", ro: o.ReadOnly}, nil
}

func openFolder(ctx context.Context, dir string, o Options) (*Store, error) {
	fresh, err := checkFolder(dir, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	e := &embedded{path: dir, data: filepath.Join(dir, dataDir), readOnly: o.ReadOnly}
	if o.ReadOnly {
		err = e.openReader(ctx, o)
	} else {
		err = e.openWriter(ctx, o, fresh)
	}
	if err != nil {
		return nil, openError(dir, err)
	}
	if v, err := e.view(ctx); err != nil {
		return nil, openError(dir, errors.Join(err, e.close()))
	} else if err := v.close(); err != nil {
		return nil, openError(dir, errors.Join(err, e.close()))
	}
	return &Store{eng: e, name: dir, kind: "embedded", ro: o.ReadOnly}, nil
}

// openWriter opens the store's own files. It waits a moment for readers that
// are copying them.
func (e *embedded) openWriter(ctx context.Context, o Options, fresh bool) (err error) {
	until := time.Now().Add(lockWait)
	for {
		e.db, err = pebblekv.Open(e.data, pebblekv.Options{FS: o.fs, CacheMB: o.CacheMB})
		if !errors.Is(err, pebblekv.ErrLocked) || time.Now().After(until) {
			break
		}
		if err := pause(ctx, retryWait); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	if err = sweep(e.path); err == nil && fresh {
		if err = cayleykv.Init(e.db); err == nil {
			err = writeMarker(e.path)
		}
	}
	if err != nil {
		return errors.Join(err, e.db.Close())
	}
	e.stop = make(chan struct{})
	e.served.Go(func() { e.serveSlots(e.stop) })
	return nil
}

// openReader opens a copy of its own, so that it does not meet a writer, and
// no writer meets it. Where none can be made, since the folder cannot be
// written or its file system has no hard links, it opens the store's files.
func (e *embedded) openReader(ctx context.Context, o Options) error {
	po := pebblekv.Options{FS: o.fs, ReadOnly: true, CacheMB: o.CacheMB}
	s, err := e.copyOfMine(ctx)
	switch {
	case err == nil:
		e.slot, e.data, po.NoLock = s, s.dir, true
		if e.db, err = pebblekv.Open(s.dir, po); err != nil {
			err = errors.Join(err, s.free())
		}
		return err
	case errors.Is(err, pebblekv.ErrLocked), ctx.Err() != nil:
		return err
	}
	e.db, err = pebblekv.Open(e.data, po)
	if errors.Is(err, os.ErrPermission) || isReadOnlyFS(err) {
		po.NoLock = true // nobody can write there
		e.db, err = pebblekv.Open(e.data, po)
	}
	return err
}

// copyOfMine fills a new slot.
func (e *embedded) copyOfMine(ctx context.Context) (*slot, error) {
	if err := sweep(e.path); err != nil {
		return nil, err
	}
	s, err := newSlot(e.path)
	if err != nil {
		return nil, err
	}
	e.seen = filesState(e.data)
	if err := s.fill(ctx, e.data); err != nil {
		return nil, errors.Join(err, s.free())
	}
	return s, nil
}

// checkImport notes whether an import was interrupted.
func (s *Store) checkImport(ctx context.Context) error {
	v, err := s.eng.view(ctx)
	if err != nil {
		return err
	}
	defer v.close()
	_, s.half, err = v.get(ctx, importMarker)
	return err
}
