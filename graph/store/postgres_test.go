package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/internal/pgtest"
	"kg/graph/store/storetest"
)

func TestPostgres(t *testing.T) {
	srv := pgtest.Start(t)
	t.Run("here", func(t *testing.T) {
		storetest.Run(t, func(t testing.TB) *store.Store { return open(t, srv.Database(t)) })
	})
	t.Run("worker", func(t *testing.T) {
		storetest.Run(t, func(t testing.TB) *store.Store { return openWorker(t, srv.Database(t)) }, "Gizmo", "Fill", "Marks", "Stream")
	})
	t.Run("open", func(t *testing.T) { testPostgresOpen(t, srv) })
	t.Run("several writers", func(t *testing.T) { testPostgresWriters(t, srv) })
}

func testPostgresOpen(t *testing.T, srv *pgtest.Server) {
	dsn := srv.Database(t)
	ctx := context.Background()
	if _, err := store.Open(ctx, dsn, store.Options{ReadOnly: true}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("read an empty database: %v", err)
	}
	s := open(t, dsn)
	if _, err := s.Put(ctx, []graph.Record{storetest.NewGen(1, 9).Article("a", 3)}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	ro, err := store.Open(ctx, dsn, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	if _, err := ro.Forget(ctx, "a"); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("forget: %v", err)
	}
	_, err = store.Open(ctx, "postgres://me:secret@127.0.0.1:1/x?sslmode=disable", store.Options{})
	if !errors.Is(err, store.ErrNotFound) || strings.Contains(err.Error(), "secret") {
		t.Errorf("no server: %v", err)
	}
}

// testPostgresWriters: several stores write shares of the same articles, and
// take some out, at once; the result is that of one.
func testPostgresWriters(t *testing.T, srv *pgtest.Server) {
	dsn := srv.Database(t)
	const writers, each = 4, 12
	var all []graph.Record
	g := storetest.NewGen(3, 15)
	for i := range writers * each {
		all = append(all, g.Article(fmt.Sprintf("a%02d", i), 4))
	}
	var wg sync.WaitGroup
	for w := range writers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := share(dsn, all, w, each); err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
	got, want := open(t, dsn), open(t, "mem:")
	defer got.Close()
	defer want.Close()
	for i, r := range all {
		if i%each%3 != 0 {
			if _, err := want.Put(context.Background(), []graph.Record{r}); err != nil {
				t.Fatal(err)
			}
		}
	}
	storetest.Compare(t, "four writers", got, want)
}

// share writes a part of the articles, some of another's too, and takes every
// third of its own out again.
func share(dsn string, all []graph.Record, w, each int) error {
	ctx := context.Background()
	s, err := store.Open(ctx, dsn, store.Options{}) // makes the tables, all at once
	if err != nil {
		return err
	}
	defer s.Close()
	for i := range each {
		recs := []graph.Record{all[w*each+i]}
		if i%3 == 1 { // another writes it too, and nobody takes it out
			recs = append(recs, all[((w+1)*each+i)%len(all)])
		}
		if _, err := s.Put(ctx, recs); err != nil {
			return err
		}
	}
	for i := 0; i < each; i += 3 {
		if _, err := s.Forget(ctx, all[w*each+i].Article.ID); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkPostgresPut50 measures the rate at which articles are written.
func BenchmarkPostgresPut50(b *testing.B) {
	s := open(b, pgtest.Start(b).Database(b))
	defer s.Close()
	g := storetest.NewGen(1, 3000)
	quads, n := 0, 0
	for b.Loop() {
		b.StopTimer()
		var recs []graph.Record
		for range 50 {
			recs = append(recs, g.Article(fmt.Sprintf("a%07d", n), sentences))
			n++
		}
		b.StartTimer()
		c, err := s.Put(context.Background(), recs)
		if err != nil {
			b.Fatal(err)
		}
		quads += c.QuadsAdded
	}
	b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
}
