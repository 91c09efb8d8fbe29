package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"kg/graph/store/pebblekv"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// readersDir holds slots, in the folder of a store.
const readersDir = "readers"

// slot is a place for a copy of the store, out of hard links, that nobody
// writes: NAME is Pebble's folder, NAME.lock is locked while the slot is in
// use, and NAME.want asks the process that writes for a copy. A slot whose
// lock is free was left by a process that died; whoever comes next sweeps it.
type slot struct {
	dir  string
	lock io.Closer
}

const (
	lockExt, wantExt, partExt = ".lock", ".want", ".part"

	lockWait  = 500 * time.Millisecond // a reader holds the store's lock for some milliseconds
	copyWait  = 3 * time.Second        // for a writer's answer
	retryWait = 5 * time.Millisecond
	askWait   = 20 * time.Millisecond // between a writer's looks at readersDir
)

// newSlot makes a slot in the folder of the store.
func newSlot(store string) (*slot, error) {
	store, err := filepath.Abs(store) // the locks of one process are told apart by name
	if err != nil {
		return nil, err
	}
	parent := filepath.Join(store, readersDir)
	for range 10 {
		if err = os.MkdirAll(parent, 0o755); err != nil {
			return nil, err
		}
		s := &slot{dir: filepath.Join(parent, fmt.Sprintf("%d-%s", os.Getpid(), rand.Text()[:8]))}
		if s.lock, err = vfs.Default.Lock(s.dir + lockExt); err != nil {
			if errors.Is(err, fs.ErrPermission) {
				return nil, err
			}
			continue // the folder was just swept
		}
		if _, err = os.Stat(s.dir + lockExt); err == nil {
			return s, nil
		}
		s.lock.Close() // swept before it was locked
	}
	return nil, err
}

// free removes the slot.
func (s *slot) free() error {
	err := os.RemoveAll(s.dir)
	for _, ext := range []string{partExt, wantExt, lockExt} { // the lock last: it says that the others may stand
		err = errors.Join(err, os.RemoveAll(s.dir+ext))
	}
	err = errors.Join(err, s.lock.Close())
	os.Remove(filepath.Dir(s.dir)) // if it is empty
	return err
}

// sweep removes the slots that died processes left in the folder of the store.
func sweep(store string) error {
	store, err := filepath.Abs(store)
	if err != nil {
		return err
	}
	parent := filepath.Join(store, readersDir)
	list, err := os.ReadDir(parent)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range list {
		name, isLock := strings.CutSuffix(e.Name(), lockExt)
		if !isLock {
			name = strings.TrimSuffix(strings.TrimSuffix(name, wantExt), partExt)
			if _, err := os.Stat(filepath.Join(parent, name+lockExt)); err == nil {
				continue // it is met by its lock
			}
		}
		dead := &slot{dir: filepath.Join(parent, name)}
		if dead.lock, err = vfs.Default.Lock(dead.dir + lockExt); err == nil {
			err = errors.Join(err, dead.free())
		} else {
			err = nil // in use
		}
	}
	return err
}

// fill puts a copy of the store's present state into the slot: from its files,
// if nobody writes, or from the process that does. Errors: pebblekv.ErrLocked
// when that one does not answer.
func (s *slot) fill(ctx context.Context, data string) error {
	until := time.Now().Add(copyWait)
	asked := false
	for {
		err := s.link(data)
		if !errors.Is(err, pebblekv.ErrLocked) {
			return errors.Join(err, os.RemoveAll(s.dir+wantExt))
		}
		if !asked {
			if err := os.WriteFile(s.dir+wantExt, nil, 0o644); err != nil {
				return err
			}
			asked = true
		}
		if _, err := os.Stat(s.dir); err == nil {
			return os.RemoveAll(s.dir + wantExt)
		}
		if time.Now().After(until) {
			return err
		}
		if err := pause(ctx, retryWait); err != nil {
			return err
		}
	}
}

// link copies the files of a store that nobody has open: tables, which never
// change, as hard links.
func (s *slot) link(data string) error {
	if _, err := os.Stat(data); err != nil {
		return err // locking would make the folder
	}
	lock, err := pebblekv.Lock(data)
	if err != nil {
		return err
	}
	defer lock.Close()
	list, err := os.ReadDir(data)
	if err != nil {
		return err
	}
	part := s.dir + partExt
	if err := os.MkdirAll(part, 0o755); err != nil {
		return err
	}
	for _, e := range list {
		from, to := filepath.Join(data, e.Name()), filepath.Join(part, e.Name())
		switch {
		case e.Name() == "LOCK" || !e.Type().IsRegular():
		case strings.HasSuffix(e.Name(), ".sst"), strings.HasSuffix(e.Name(), ".blob"):
			err = os.Link(from, to)
		default:
			err = vfs.Copy(vfs.Default, from, to)
		}
		if err != nil {
			return errors.Join(err, os.RemoveAll(part))
		}
	}
	return os.Rename(part, s.dir)
}

// serveSlots gives readers the copies that they ask for, while this process
// has the store open for writing, until stop is closed.
func (e *embedded) serveSlots(stop <-chan struct{}) {
	tick := time.NewTicker(askWait)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		for _, dir := range asked(e.path) {
			if err := e.copyTo(dir); err != nil {
				os.RemoveAll(dir + partExt) // the reader gives up when nothing comes
			}
		}
	}
}

// asked are the slots that wait for a copy.
func asked(store string) []string {
	parent := filepath.Join(store, readersDir)
	list, _ := os.ReadDir(parent) // mostly there is none
	var out []string
	for _, e := range list {
		name, want := strings.CutSuffix(e.Name(), wantExt)
		dir := filepath.Join(parent, name)
		if _, err := os.Stat(dir); want && errors.Is(err, fs.ErrNotExist) {
			out = append(out, dir)
		}
	}
	return out
}

// copyTo makes dir a copy of the store, at once.
func (e *embedded) copyTo(dir string) error {
	if err := e.db.Checkpoint(dir + partExt); err != nil {
		return err
	}
	return os.Rename(dir+partExt, dir)
}

// filesState changes when something is written to a database.
func filesState(data string) string {
	list, _ := os.ReadDir(data)
	var b strings.Builder
	for _, e := range list {
		if strings.HasSuffix(e.Name(), ".sst") || e.Name() == "LOCK" {
			continue // named in the manifest
		}
		if i, err := e.Info(); err == nil {
			fmt.Fprintf(&b, "%s %d %d\n", e.Name(), i.Size(), i.ModTime().UnixNano())
		}
	}
	return b.String()
}

// pause waits, or not, when the context ends.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
