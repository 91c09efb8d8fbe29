package pebblekv

import (
	"errors"
	"syscall"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// faultFS keeps Pebble from seeing that a write failed. Pebble answers a disk
// that is full or broken by ending the process, or by a panic in a goroutine
// of its own. Here the DB fails, and the goroutine that met the error stops
// where it is, so that nothing more is written on top of a write that is lost.
type faultFS struct {
	vfs.FS
	fail func(error)
}

// stop ends the use of the file system by this goroutine.
func (f faultFS) stop(err error) {
	f.fail(err)
	select {}
}

// broken tells a disk that cannot be written from other errors, such as a
// file that does not exist.
func broken(err error) bool {
	for _, e := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EIO, syscall.EROFS, syscall.EFBIG} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

func (f faultFS) file(file vfs.File, err error) (vfs.File, error) {
	if err != nil {
		if broken(err) {
			f.stop(err)
		}
		return nil, err
	}
	return faultFile{file, f}, nil
}

func (f faultFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return f.file(f.FS.Create(name, c))
}

func (f faultFS) OpenReadWrite(name string, c vfs.DiskWriteCategory, o ...vfs.OpenOption) (vfs.File, error) {
	return f.file(f.FS.OpenReadWrite(name, c, o...))
}

func (f faultFS) OpenDir(name string) (vfs.File, error) { return f.file(f.FS.OpenDir(name)) }

func (f faultFS) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return f.file(f.FS.ReuseForWrite(old, name, c))
}

func (f faultFS) Link(old, name string) error   { return f.pass(f.FS.Link(old, name)) }
func (f faultFS) Rename(old, name string) error { return f.pass(f.FS.Rename(old, name)) }

func (f faultFS) pass(err error) error {
	if broken(err) {
		f.stop(err)
	}
	return err
}

// Unwrap gives the file system below.
func (f faultFS) Unwrap() vfs.FS { return f.FS }

// faultFile is a file of a faultFS: no write and no sync of it may fail.
type faultFile struct {
	vfs.File
	fs faultFS
}

func (f faultFile) check(err error) error {
	if err != nil {
		f.fs.stop(err)
	}
	return nil
}

func (f faultFile) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	return n, f.check(err)
}

func (f faultFile) WriteAt(p []byte, off int64) (int, error) {
	n, err := f.File.WriteAt(p, off)
	return n, f.check(err)
}

func (f faultFile) Sync() error     { return f.check(f.File.Sync()) }
func (f faultFile) SyncData() error { return f.check(f.File.SyncData()) }

func (f faultFile) SyncTo(length int64) (bool, error) {
	full, err := f.File.SyncTo(length)
	return full, f.check(err)
}

// Preallocate does nothing: Pebble would take 18 MB for the log of the
// smallest store, twice.
func (f faultFile) Preallocate(int64, int64) error { return nil }
