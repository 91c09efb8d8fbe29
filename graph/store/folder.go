package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// The folder of an embedded store.
const (
	markerFile = "kg.json" // says that the folder is a store, and of which schema
	dataDir    = "data"    // Pebble's
)

type marker struct {
	Format string `json:"format"`
	Schema int    `json:"schema"`
}

const markerFormat = "kg store"

// checkFolder looks at the folder before the database is opened. It reports
// whether the store has still to be made, also when making it was interrupted.
func checkFolder(dir string, readOnly bool) (fresh bool, err error) {
	st, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if readOnly {
			return false, hint(ErrNotFound, err, "there is no store at %s; make one with `kg ingest`, or name another with --db", dir)
		}
		return true, nil
	case err != nil:
		return false, openError(dir, err)
	case !st.IsDir():
		return false, hint(ErrDamaged, nil, "%s is a file, not the folder of a store; choose another with --db", dir)
	}
	b, err := os.ReadFile(filepath.Join(dir, markerFile))
	if errors.Is(err, fs.ErrNotExist) {
		return true, checkUnmarked(dir, readOnly)
	} else if err != nil {
		return false, openError(dir, err)
	}
	var m marker
	if err := json.Unmarshal(b, &m); err != nil || m.Format != markerFormat {
		return false, openError(dir, fmt.Errorf("%s is not what kg writes there", markerFile))
	}
	if m.Schema != Schema {
		return false, hint(ErrSchema, nil, "store %s has schema %d, this kg reads schema %d; use the kg that made it, or ingest into a new store with --db", dir, m.Schema, Schema)
	}
	return false, nil
}

// checkUnmarked accepts a folder without the marker only where making a store
// can begin, or begin again.
func checkUnmarked(dir string, readOnly bool) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return openError(dir, err)
	}
	if readOnly {
		return hint(ErrNotFound, nil, "there is no store in %s; make one with `kg ingest`, or name another with --db", dir)
	}
	for _, e := range list {
		if e.Name() != dataDir && e.Name() != markerFile+".tmp" {
			return hint(ErrDamaged, nil, "%s holds other files (%s) and no store; choose an empty folder with --db", dir, e.Name())
		}
	}
	return nil
}

// writeMarker makes the folder a store: the last step of making one.
func writeMarker(dir string) error {
	b, err := json.Marshal(marker{markerFormat, Schema})
	if err != nil {
		return err
	}
	tmp := filepath.Join(dir, markerFile+".tmp")
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, markerFile)); err != nil {
		return err
	}
	return syncDir(dir)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func isReadOnlyFS(err error) bool { return errors.Is(err, syscall.EROFS) }
