package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"kg/graph/store/pebblekv"
)

// Errors that callers tell apart with errors.Is. The messages that wrap them
// name the store and say what to do.
var (
	ErrLocked   = errors.New("store is in use")
	ErrNotFound = errors.New("not found")
	ErrReadOnly = errors.New("store is read-only")
	ErrSchema   = errors.New("store has another schema")
	ErrDamaged  = errors.New("store is damaged")
	ErrFull     = errors.New("disk is full")
	ErrQuery    = errors.New("query failed") // a faulty script, or one that took too long
)

// hintError is an error of a kind, with what to do next.
type hintError struct {
	kind  error
	what  string
	cause error // may be nil
}

func (e *hintError) Error() string { return e.what }

func (e *hintError) Unwrap() []error {
	if e.cause == nil {
		return []error{e.kind}
	}
	return []error{e.kind, e.cause}
}

func hint(kind, cause error, format string, args ...any) error {
	return &hintError{kind, fmt.Sprintf(format, args...), cause}
}

// openError says what is wrong with the store at path.
func openError(path string, err error) error {
	switch {
	case errors.Is(err, pebblekv.ErrLocked):
		return hint(ErrLocked, err, "store %s is in use by another process; wait until it ends, or choose another store with --db", path)
	case errors.Is(err, fs.ErrPermission) && unreadable(path):
		return hint(ErrReadOnly, err, "store %s cannot be read: permission denied; ask its owner for the right to read the folder and its files, or choose another store with --db", path)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return hint(ErrReadOnly, err, "store %s cannot be written: %v; check the permissions of the folder, or choose another store with --db", path, err)
	case errors.Is(err, syscall.ENOSPC):
		return hint(ErrFull, err, "no space for the store %s; free some space and run the command again", path)
	case errors.Is(err, pebblekv.ErrFailed) && !pebblekv.Corrupt(err):
		return hint(ErrDamaged, err, "store %s cannot be written: %v; what was ingested before is safe: run the command again when the disk is well", path, err)
	case errors.Is(err, fs.ErrNotExist):
		return hint(ErrNotFound, err, "store %s lacks files: %v; restore it with `kg import` from an export, or move it away and ingest again", path, err)
	}
	what, _, _ := strings.Cut(err.Error(), "\n") // Pebble adds lines of detail
	return hint(ErrDamaged, err, "store %s is damaged: %s; restore it with `kg import` from an export, or move it away and ingest again", path, what)
}

// unreadable tells whether this user may not read the store, or what is in it.
func unreadable(dir string) bool {
	denied := false
	look := func(name string) []fs.DirEntry {
		list, err := os.ReadDir(name)
		denied = denied || errors.Is(err, fs.ErrPermission)
		return list
	}
	for _, d := range []string{dir, filepath.Join(dir, dataDir)} {
		for _, e := range look(d) {
			if !e.Type().IsRegular() {
				continue
			}
			f, err := os.Open(filepath.Join(d, e.Name()))
			if err == nil {
				f.Close()
			}
			denied = denied || errors.Is(err, fs.ErrPermission)
		}
	}
	return denied
}
