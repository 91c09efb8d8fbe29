package pebblekv_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kg/graph/store/pebblekv"

	"github.com/cockroachdb/pebble/v2/vfs"
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

func get(t *testing.T, r pebblekv.Reader, k string) string {
	t.Helper()
	v, ok, err := r.Get([]byte(k))
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return "-"
	}
	return string(v)
}

func put(t *testing.T, db *pebblekv.DB, k, v string) {
	t.Helper()
	b := begin(t, db)
	defer b.Close()
	if err := errors.Join(b.Set([]byte(k), []byte(v)), b.Commit()); err != nil {
		t.Fatal(err)
	}
}

func begin(t *testing.T, db *pebblekv.DB) *pebblekv.Batch {
	t.Helper()
	b, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBatchIsOneWrite(t *testing.T) {
	db := open(t, "db", pebblekv.Options{FS: vfs.NewMem()})
	put(t, db, "a", "1")
	put(t, db, "c", "1")
	before, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	b := begin(t, db)
	if err := errors.Join(b.Set([]byte("a"), []byte("2")), b.Set([]byte("b"), nil), b.Delete([]byte("c")), b.Delete([]byte("none"))); err != nil {
		t.Fatal(err)
	}
	if got := get(t, db, "a"); got != "1" {
		t.Errorf("seen before the commit: a = %s", got)
	}
	if err := b.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := get(t, db, "a") + get(t, db, "b") + get(t, db, "c"); got != "2-" {
		t.Errorf("after the commit: %s", got)
	}
	if got := get(t, before, "a") + get(t, before, "b") + get(t, before, "c"); got != "1-1" {
		t.Errorf("the snapshot moved: %s", got)
	}
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	if b.Set([]byte("d"), nil) == nil || b.Delete([]byte("d")) == nil || b.Commit() == nil {
		t.Error("a batch that was committed takes more")
	}
}

func TestBatchGivenUp(t *testing.T) {
	db := open(t, "db", pebblekv.Options{FS: vfs.NewMem()})
	b := begin(t, db)
	b.Set([]byte("a"), []byte("1"))
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if got := get(t, db, "a"); got != "-" {
		t.Errorf("a = %s", got)
	}
	put(t, db, "a", "3") // the next writer is let in
}

// TestScan holds prefix scans against a map, with prefixes of every length and
// bytes at the ends of their range.
func TestScan(t *testing.T) {
	db := open(t, "db", pebblekv.Options{FS: vfs.NewMem(), NoSync: true})
	r := rand.New(rand.NewPCG(1, 1))
	letters := []byte{0, 1, 'a', 0xfe, 0xff}
	word := func(n int) string {
		w := make([]byte, n)
		for i := range w {
			w[i] = letters[r.IntN(len(letters))]
		}
		return string(w)
	}
	have := map[string]string{}
	for n := range 400 {
		b := begin(t, db)
		for range 5 {
			k := word(1 + r.IntN(4))
			if r.IntN(3) == 0 {
				delete(have, k)
				b.Delete([]byte(k))
			} else {
				have[k] = fmt.Sprint(n)
				b.Set([]byte(k), []byte(have[k]))
			}
		}
		if err := b.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	for range 300 {
		prefix := word(r.IntN(5))
		var want, got []string
		for _, k := range slices.Sorted(maps.Keys(have)) {
			if strings.HasPrefix(k, prefix) {
				want = append(want, k+"="+have[k])
			}
		}
		it := db.Scan([]byte(prefix))
		for it.Next() {
			got = append(got, string(it.Key())+"="+string(it.Val()))
		}
		if err := errors.Join(it.Err(), it.Close()); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", prefix, got, want)
		}
		from := prefix + word(r.IntN(3))
		at, _ := slices.BinarySearchFunc(want, from, func(kv, k string) int { return strings.Compare(kv[:strings.LastIndex(kv, "=")], k) })
		it = db.Scan([]byte(prefix))
		if ok := it.Seek([]byte(from)); ok != (at < len(want)) || ok && string(it.Key())+"="+string(it.Val()) != want[at] {
			t.Errorf("%q: seek to %q: %v, want %q", prefix, from, ok, want[at:])
		}
		if err := it.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLarge: a batch larger than what Pebble keeps in memory.
func TestLarge(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "db"), pebblekv.Options{})
	b := begin(t, db)
	val := bytes.Repeat([]byte("x"), 1<<20)
	for i := range 40 {
		if err := b.Set([]byte{byte(i)}, val); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := get(t, db, "\x27"); len(got) != len(val) {
		t.Errorf("%d bytes", len(got))
	}
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
		if _, err := r.Begin(); !errors.Is(err, pebblekv.ErrReadOnly) {
			t.Errorf("write to a checkpoint: %v", err)
		}
	}
}
