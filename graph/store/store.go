package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kg/graph/store/cayleykv"
	"kg/graph/store/pebblekv"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// Schema is the version of the layout of quads and index. A store of another
// version is refused.
const Schema = 1

// Options of Open.
type Options struct {
	ReadOnly bool // write nothing, and create nothing
	CacheMB  int  // block cache of the embedded store; 0: 64
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
	if err := s.eng.close(); err != nil {
		return fmt.Errorf("close store %s: %w", s.name, err)
	}
	return nil
}

// Name is the store's folder or address, as given to Open.
func (s *Store) Name() string { return s.name }

func openMemory(ctx context.Context, o Options) (*Store, error) {
	fs := vfs.NewMem()
	db, err := pebblekv.Open("mem", pebblekv.Options{FS: fs, CacheMB: o.CacheMB})
	if err != nil {
		return nil, fmt.Errorf("open store in memory: %w", err)
	}
	if err := cayleykv.Init(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Store{eng: &embedded{path: "mem:", mem: fs, db: db}, name: "mem:", kind: "memory", ro: o.ReadOnly}, nil
}

func openFolder(ctx context.Context, dir string, o Options) (*Store, error) {
	fresh, err := checkFolder(dir, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	db, err := openPebble(dir, o)
	if err != nil {
		return nil, openError(dir, err)
	}
	e := &embedded{path: dir, data: filepath.Join(dir, dataDir), db: db, readOnly: o.ReadOnly}
	if !o.ReadOnly {
		err = sweep(dir)
	}
	if err == nil && fresh {
		err = cayleykv.Init(ctx, db)
		if err == nil {
			err = writeMarker(dir)
		}
	}
	if err != nil {
		return nil, openError(dir, errors.Join(err, db.Close()))
	}
	if v, err := e.view(ctx); err != nil {
		return nil, openError(dir, errors.Join(err, db.Close()))
	} else if err := v.close(); err != nil {
		return nil, openError(dir, errors.Join(err, db.Close()))
	}
	return &Store{eng: e, name: dir, kind: "embedded", ro: o.ReadOnly}, nil
}

// openPebble opens the database. Where the folder itself cannot be written,
// a reader does without the lock: nobody can write there.
func openPebble(dir string, o Options) (*pebblekv.DB, error) {
	po := pebblekv.Options{FS: o.fs, ReadOnly: o.ReadOnly, CacheMB: o.CacheMB}
	db, err := pebblekv.Open(filepath.Join(dir, dataDir), po)
	if o.ReadOnly && (errors.Is(err, os.ErrPermission) || isReadOnlyFS(err)) {
		po.NoLock = true
		db, err = pebblekv.Open(filepath.Join(dir, dataDir), po)
	}
	return db, err
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
