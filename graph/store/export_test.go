package store

import (
	"context"

	"kg/graph/store/cayleykv"
	"kg/graph/store/pebblekv"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// WithFS makes the embedded store use another file system.
func (o Options) WithFS(fs vfs.FS) Options {
	o.fs = fs
	return o
}

// OpenFS opens a store that is wholly on the file system.
func OpenFS(fs vfs.FS) (*Store, error) {
	db, err := pebblekv.Open("db", pebblekv.Options{FS: fs})
	if err != nil {
		return nil, err
	}
	if err := cayleykv.Init(db); err != nil {
		return nil, err
	}
	return &Store{eng: &embedded{path: "db", db: db}, name: "db", kind: "test"}, nil
}

// IndexKeys lists the keys of the store's own index that begin so.
func IndexKeys(s *Store, prefix string) ([]string, error) {
	var out []string
	err := s.with(context.Background(), func(v view) error {
		for e, err := range v.scan(context.Background(), prefix) {
			if err != nil {
				return err
			}
			out = append(out, e.key)
		}
		return nil
	})
	return out, err
}
