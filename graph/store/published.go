package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"kg/graph/store/pebblekv"

	csql "github.com/cayleygraph/cayley/graph/sql"
	pgflavor "github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// published is the newest checkpoint of a store that is open for writing.
type published struct {
	mu   sync.Mutex
	seq  int64
	dir  string
	refs map[string]*copied // by folder
}

// copied is a checkpoint and the number of its users, the newest one's one more.
type copied struct {
	users int
	free  func() error
}

// source gives a folder with the present quads that a child can read, and a
// function to call when it is done with it.
func (e *embedded) source() (source, func(), error) {
	if e.readOnly {
		return source{Dir: e.data}, func() {}, nil // nobody writes while this process has it open
	}
	p := &e.pub
	p.mu.Lock()
	defer p.mu.Unlock()
	if seq := e.writes.Load(); p.dir == "" || p.seq != seq {
		dir, free, err := e.publish()
		if err != nil {
			return source{}, nil, fmt.Errorf("publish a checkpoint of %s: %w", e.path, err)
		}
		p.release(p.dir)
		if p.refs == nil {
			p.refs = map[string]*copied{}
		}
		p.dir, p.seq, p.refs[dir] = dir, seq, &copied{users: 1, free: free}
	}
	dir := p.dir
	p.refs[dir].users++
	var once sync.Once
	return source{Dir: dir}, func() {
		once.Do(func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.release(dir)
		})
	}, nil
}

func (p *published) release(dir string) {
	c := p.refs[dir]
	if c == nil {
		return
	}
	if c.users--; c.users == 0 {
		delete(p.refs, dir)
		c.free() // what is left is swept when the store is opened next
	}
}

// publish makes a checkpoint: in the store's folder, out of hard links, or of
// a store in memory in a temporary one. It gives the function that removes it.
func (e *embedded) publish() (dir string, free func() error, err error) {
	if e.mem == nil {
		s, err := newSlot(e.path)
		if err != nil {
			return "", nil, err
		}
		if err := e.copyTo(s.dir); err != nil {
			return "", nil, errors.Join(err, s.free())
		}
		return s.dir, s.free, nil
	}
	if dir, err = os.MkdirTemp("", "kg-mem-"); err != nil {
		return "", nil, err
	}
	free = func() error { return os.RemoveAll(dir) }
	name := filepath.Base(dir)
	if err := e.db.Checkpoint(name); err != nil {
		return "", nil, errors.Join(err, free())
	}
	if _, err := vfs.Clone(e.mem, vfs.Default, name, dir); err != nil {
		return "", nil, errors.Join(err, free())
	}
	return dir, free, e.mem.RemoveAll(name)
}

// unpublish removes the newest checkpoint.
func (e *embedded) unpublish() {
	e.pub.mu.Lock()
	defer e.pub.mu.Unlock()
	e.pub.release(e.pub.dir)
	e.pub.dir = ""
}

// open opens the source for reading, in the child.
func (s source) open(ctx context.Context) (view, error) {
	if s.DSN != "" {
		qs, err := csql.New(pgflavor.Type, s.DSN, nil)
		if err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
		db, err := sql.Open("postgres", s.DSN)
		if err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
		return newPGView(db, qs), nil
	}
	db, err := pebblekv.Open(s.Dir, pebblekv.Options{ReadOnly: true, NoLock: true, CacheMB: 32})
	if err != nil {
		return nil, fmt.Errorf("open checkpoint: %w", err)
	}
	return (&embedded{path: s.Dir, db: db, readOnly: true}).view(ctx)
}
