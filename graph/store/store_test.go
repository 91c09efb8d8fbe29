package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"kg/graph/store"
	"kg/graph/store/storetest"
)

func open(t testing.TB, dsn string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), dsn, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMemory(t *testing.T) {
	storetest.Run(t, func(t testing.TB) *store.Store { return open(t, "mem:") })
}

func TestEmbedded(t *testing.T) {
	storetest.Run(t, func(t testing.TB) *store.Store { return open(t, filepath.Join(t.TempDir(), "store")) })
}
