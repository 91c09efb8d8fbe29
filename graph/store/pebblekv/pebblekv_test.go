package pebblekv_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"kg/graph/store/internal/cayleydata"
	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv/kvtest"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/hidal-go/hidalgo/kv"
	hkvtest "github.com/hidal-go/hidalgo/kv/kvtest"
)

func open(t testing.TB, dir string, o pebblekv.Options) *pebblekv.DB {
	t.Helper()
	db, err := pebblekv.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// TestCayley runs Cayley's own conformance suite for key-value engines.
func TestCayley(t *testing.T) {
	if testing.Short() {
		t.Skip("the suite takes half a minute; run without -short")
	}
	cayleydata.Chdir(t)
	kvtest.TestAll(t, func(t testing.TB) (kv.KV, graph.Options, func()) {
		db := open(t, "db", pebblekv.Options{FS: vfs.NewMem(), NoSync: true})
		return db, nil, func() { db.Close() }
	}, nil)
}

// TestHidalgo runs hidalgo's conformance suite.
func TestHidalgo(t *testing.T) {
	hkvtest.RunTestLocal(t, func(p string) (kv.KV, error) {
		return pebblekv.Open(p, pebblekv.Options{NoSync: true})
	})
}

func key(s string) kv.Key { return kv.SKey("b", s) }

func get(t *testing.T, db kv.KV, k string) string {
	t.Helper()
	tx, err := db.Tx(false)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Close()
	v, err := tx.Get(context.Background(), key(k))
	if errors.Is(err, kv.ErrNotFound) {
		return "-"
	} else if err != nil {
		t.Fatal(err)
	}
	return string(v)
}

func put(t *testing.T, db kv.KV, k, v string) {
	t.Helper()
	err := kv.Update(context.Background(), db, func(tx kv.Tx) error { return tx.Put(key(k), []byte(v)) })
	if err != nil {
		t.Fatal(err)
	}
}

func TestGroupIsOneWrite(t *testing.T) {
	db := open(t, "db", pebblekv.Options{FS: vfs.NewMem()})
	put(t, db, "a", "1")
	before, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()

	g, err := db.Group()
	if err != nil {
		t.Fatal(err)
	}
	put(t, g, "a", "2")
	put(t, g, "b", "2")
	if got := get(t, g, "a"); got != "2" {
		t.Errorf("the group does not see its own write: a = %s", got)
	}
	if got := get(t, db, "a"); got != "1" {
		t.Errorf("seen before the commit: a = %s", got)
	}
	if err := g.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := get(t, db, "a") + get(t, db, "b"); got != "22" {
		t.Errorf("after the commit: %s", got)
	}
	if got := get(t, before, "a") + get(t, before, "b"); got != "1-" {
		t.Errorf("the snapshot moved: %s", got)
	}
}

func TestGroupGivenUp(t *testing.T) {
	db := open(t, "db", pebblekv.Options{FS: vfs.NewMem()})
	g, _ := db.Group()
	put(t, g, "a", "1")
	tx, _ := g.Tx(true)
	tx.Put(key("b"), []byte("1"))
	tx.Close() // not committed
	if err := g.Commit(); err == nil {
		t.Error("a group with a transaction given up was committed")
	}
	if got := get(t, db, "a"); got != "-" {
		t.Errorf("a = %s", got)
	}
	put(t, db, "a", "3") // the next writer is let in
}

func TestLocked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	open(t, dir, pebblekv.Options{})
	if _, err := pebblekv.Open(dir, pebblekv.Options{}); !errors.Is(err, pebblekv.ErrLocked) {
		t.Errorf("second open: %v", err)
	}
}

func TestCheckpointIsReadBesideTheWriter(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "db"), pebblekv.Options{})
	put(t, db, "a", "1")
	cp := filepath.Join(dir, "cp")
	if err := db.Checkpoint(cp); err != nil {
		t.Fatal(err)
	}
	put(t, db, "a", "2")
	for range 2 { // two readers of one checkpoint
		r := open(t, cp, pebblekv.Options{ReadOnly: true, NoLock: true})
		if got := get(t, r, "a"); got != "1" {
			t.Errorf("a = %s", got)
		}
		if _, err := r.Tx(true); !errors.Is(err, kv.ErrReadOnly) {
			t.Errorf("write to a checkpoint: %v", err)
		}
	}
}
