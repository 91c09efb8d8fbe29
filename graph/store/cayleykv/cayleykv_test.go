package cayleykv_test

import (
	"testing"

	"kg/graph/store/cayleykv"
	"kg/graph/store/internal/cayleydata"
	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
	"github.com/cockroachdb/pebble/v2/vfs"
)

func open(t testing.TB) (*cayleykv.Store, *pebblekv.DB) {
	t.Helper()
	db, err := pebblekv.Open("db", pebblekv.Options{FS: vfs.NewMem(), NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := cayleykv.Init(db); err != nil {
		t.Fatal(err)
	}
	s, err := cayleykv.New(db)
	if err != nil {
		t.Fatal(err)
	}
	return s, db
}

// TestCayley runs Cayley's own conformance suite for quad stores.
func TestCayley(t *testing.T) {
	cayleydata.Chdir(t)
	graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
		s, db := open(t)
		return s, nil, func() { db.Close() }
	}, &graphtest.Config{NoPrimitives: true})
}
