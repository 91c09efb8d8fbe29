package store

import (
	"context"
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

// readersDir holds checkpoints for child processes, in the folder of a store.
// All are of the process that has the store open: the next one sweeps them.
const readersDir = "readers"

// published is the newest checkpoint of a store that is open for writing.
type published struct {
	mu   sync.Mutex
	n    int // checkpoints made
	seq  int64
	dir  string
	refs map[string]int // users of a folder, and one for the newest
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
		dir, err := e.publish()
		if err != nil {
			return source{}, nil, fmt.Errorf("publish a checkpoint of %s: %w", e.path, err)
		}
		p.release(p.dir)
		p.dir, p.seq = dir, seq
		p.hold(dir)
	}
	dir := p.dir
	p.hold(dir)
	var once sync.Once
	return source{Dir: dir}, func() {
		once.Do(func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.release(dir)
		})
	}, nil
}

func (p *published) hold(dir string) {
	if p.refs == nil {
		p.refs = map[string]int{}
	}
	p.refs[dir]++
}

func (p *published) release(dir string) {
	if dir == "" {
		return
	}
	if p.refs[dir]--; p.refs[dir] == 0 {
		delete(p.refs, dir)
		os.RemoveAll(dir) // what is left is swept when the store is opened next
	}
}

// publish makes a checkpoint: in the store's folder, out of hard links, or of
// a store in memory in a temporary one.
func (e *embedded) publish() (string, error) {
	e.pub.n++
	if e.mem == nil {
		parent := filepath.Join(e.path, readersDir)
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return "", err
		}
		dir := filepath.Join(parent, fmt.Sprintf("%d-%d", os.Getpid(), e.pub.n))
		return dir, e.db.Checkpoint(dir)
	}
	dir, err := os.MkdirTemp("", "kg-mem-")
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("checkpoint-%d", e.pub.n)
	if err := e.db.Checkpoint(name); err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	if _, err := vfs.Clone(e.mem, vfs.Default, name, dir); err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	return dir, e.mem.RemoveAll(name)
}

// sweep removes what an earlier process left.
func sweep(dir string) error { return os.RemoveAll(filepath.Join(dir, readersDir)) }

// unpublish removes the newest checkpoint.
func (e *embedded) unpublish() {
	e.pub.mu.Lock()
	defer e.pub.mu.Unlock()
	e.pub.release(e.pub.dir)
	e.pub.dir = ""
	if e.mem == nil && !e.readOnly {
		os.Remove(filepath.Join(e.path, readersDir)) // if it is empty
	}
}

// open opens the source for reading, in the child.
func (s source) open(ctx context.Context) (view, error) {
	if s.DSN != "" {
		qs, err := csql.New(pgflavor.Type, s.DSN, nil)
		if err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
		return newPGView(nil, qs), nil // a worker uses its quad store only
	}
	db, err := pebblekv.Open(s.Dir, pebblekv.Options{ReadOnly: true, NoLock: true, CacheMB: 32})
	if err != nil {
		return nil, fmt.Errorf("open checkpoint: %w", err)
	}
	return (&embedded{path: s.Dir, db: db, readOnly: true}).view(ctx)
}
