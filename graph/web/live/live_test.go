package live

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"
)

func put(t *testing.T, dir string, id string) {
	t.Helper()
	st, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.Put(t.Context(), []graph.Record{storetest.NewGen(1, 9).Article(id, 20)})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
}

func source(dir string) *Store {
	s := New(func(ctx context.Context) (*store.Store, error) {
		return store.Open(ctx, dir, store.Options{ReadOnly: true})
	})
	s.gap = 0
	return s
}

func articles(t *testing.T, s *Store) int {
	t.Helper()
	st, release, err := s.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	list, err := st.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// TestViewFollowsTheStore: a view stands still while it is used; the next one
// shows what was written meanwhile, and writers do not wait for either.
func TestViewFollowsTheStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	put(t, dir, "a")
	s := source(dir)
	defer s.Close()
	st, release, err := s.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "b")
	s.Look()
	if n := articles(t, s); n != 2 {
		t.Errorf("a new view has %d articles, want 2", n)
	}
	if list, err := st.Articles(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("the old view has %d articles, %v", len(list), err)
	}
	release()
	release() // twice is once
	if n := articles(t, s); n != 2 {
		t.Errorf("then %d articles, want 2", n)
	}
}

// TestViewsAreLeftBehindByNobody: after Close nothing of the readers is on disk.
func TestViewsAreLeftBehindByNobody(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	put(t, dir, "a")
	s := source(dir)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 10 {
				if articles(t, s) < 1 {
					t.Error("no article")
				}
			}
		})
	}
	for _, id := range []string{"b", "c", "d"} {
		put(t, dir, id)
	}
	wg.Wait()
	s.Close()
	if _, err := os.Stat(filepath.Join(dir, "readers")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("readers: %v", err)
	}
}

func TestViewIsLetGoWhenIdle(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	put(t, dir, "a")
	s := source(dir)
	s.idle = 10 * time.Millisecond
	articles(t, s)
	for range 200 {
		if _, err := os.Stat(filepath.Join(dir, "readers")); errors.Is(err, os.ErrNotExist) {
			if articles(t, s) != 1 {
				t.Error("no article afterwards")
			}
			s.Close()
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the view is still there")
}

func TestBusy(t *testing.T) {
	s := New(func(context.Context) (*store.Store, error) { return nil, store.ErrLocked })
	s.wait = 30 * time.Millisecond
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, _, err := s.View(t.Context()); !errors.Is(err, ErrBusy) {
				t.Errorf("got %v", err)
			}
		})
	}
	wg.Wait()
	s = New(func(context.Context) (*store.Store, error) { return nil, store.ErrNotFound })
	if _, _, err := s.View(t.Context()); !errors.Is(err, store.ErrNotFound) || errors.Is(err, ErrBusy) {
		t.Errorf("got %v", err)
	}
}
