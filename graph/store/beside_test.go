package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"
)

// TestReadersBesideWriter reads in every way while articles come, change and
// go. Run it with -race.
func TestReadersBesideWriter(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store"))
	defer s.Close()
	ctx := context.Background()
	g := storetest.NewGen(1, 9)
	if _, err := s.Put(ctx, []graph.Record{g.Article("base", 6)}); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	reader := func(read func() error) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				if err := read(); err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	reader(func() error { return whole(s) })
	reader(func() error { _, _, err := s.FindEntity(ctx, "landia 1"); return err })
	reader(func() error { _, err := s.Status(ctx); return err })
	reader(func() error {
		_, err := s.Gizmo(ctx, store.Query{Script: `g.V("<state-0>").in("<rdf:subject>").out("<rdf:object>").all()`})
		return err
	})
	for k := range uint64(60) {
		if err := storetest.Step(s, 21, k); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wg.Wait()
}

// whole checks that the quads of every article are all there or none.
func whole(s *store.Store) error {
	ctx := context.Background()
	per := map[string]int{}
	for q, err := range s.Quads(ctx) {
		if err != nil {
			return err
		}
		per[fmt.Sprint(q.Label)]++
	}
	for c, err := range s.Claims(ctx, store.Filter{}) {
		if err != nil {
			return err
		}
		if c.Exact == "" {
			return fmt.Errorf("half a claim: %+v", c)
		}
	}
	return nil
}
