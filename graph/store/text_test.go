package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"kg/graph/store"
	"kg/graph/store/storetest"
)

// TestIndexIsEmptyInTheEnd: when all articles have been taken out, nothing of
// them is left in the index.
func TestIndexIsEmptyInTheEnd(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store"))
	defer s.Close()
	ctx := context.Background()
	for k := range uint64(30) {
		if err := storetest.Step(s, 77, k); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Articles(ctx)
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	for _, a := range all {
		if _, err := s.Forget(ctx, a.ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, prefix := range []string{"a\x00", "e\x00", "n\x00", "t\x00"} {
		if keys, err := store.IndexKeys(s, prefix); err != nil || len(keys) > 0 {
			t.Errorf("%d keys %q are left, such as %q (%v)", len(keys), prefix, keys[:min(1, len(keys))], err)
		}
	}
}
