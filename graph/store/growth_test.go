package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

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

// TestGrowth measures how the store grows. It runs only when KG_GROWTH gives
// the number of articles: KG_GROWTH=100000 go test ./graph/store -run Growth -v -timeout 1h
func TestGrowth(t *testing.T) {
	total, err := strconv.Atoi(os.Getenv("KG_GROWTH"))
	if err != nil {
		t.Skip("set KG_GROWTH to a number of articles")
	}
	dir := filepath.Join(t.TempDir(), "store")
	s := open(t, dir)
	g := storetest.NewGen(1, total/10+100)
	text := 0
	ctx := context.Background()
	const steps, batch = 10, 50
	for step := range steps {
		var took, cpu time.Duration
		for n := 0; n < total/steps; n += batch {
			var recs []graph.Record
			for i := range batch {
				r := g.Article(fmt.Sprintf("a%07d", step*total/steps+n+i), sentences)
				text += len(r.Article.Text)
				recs = append(recs, r)
			}
			start, used := time.Now(), cpuTime()
			if _, err := s.Put(ctx, recs); err != nil {
				t.Fatal(err)
			}
			took += time.Since(start)
			cpu += cpuTime() - used
		}
		t.Logf("%7d articles: %5.0f articles/s, %5.0f per second of processor time, peak memory %s", (step+1)*total/steps,
			float64(total/steps)/took.Seconds(), float64(total/steps)/cpu.Seconds(), peakMemory())
	}
	measure(t, "close", func() error { return s.Close() })
	measure(t, "open", func() (err error) { s, err = store.Open(ctx, dir, store.Options{}); return err })
	defer s.Close()
	measure(t, "find by name", func() error { _, _, err := s.FindEntity(ctx, "landia 60"); return err })
	measure(t, "suggest", func() error { _, _, err := s.FindEntity(ctx, "lnadia 60"); return err })
	measure(t, "two hops in Gizmo", func() error {
		_, err := s.Gizmo(ctx, store.Query{Script: `g.V("<state-60>").in("<rdf:subject>").out("<rdf:object>").limit(100).all()`})
		return err
	})
	measure(t, "claims of an entity", func() error {
		for _, err := range s.Claims(ctx, store.Filter{Subject: "state-60"}) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	measure(t, "forget one", func() error { _, err := s.Forget(ctx, "a0000007"); return err })
	var st store.Status
	measure(t, "status", func() (err error) { st, err = s.Status(ctx); return err })
	t.Logf("%d quads, %d MB on disk, %.1f bytes a quad, %d MB of text", st.Quads, st.Bytes>>20, float64(st.Bytes)/float64(st.Quads), text>>20)
}

// cpuTime is what this process has used of the processors. It tells more than
// the clock on a machine that others use too.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func peakMemory() string {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line)
}

func measure(t *testing.T, what string, fn func() error) {
	t.Helper()
	start := time.Now()
	if err := fn(); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	t.Logf("%-20s %v", what, time.Since(start).Round(100*time.Microsecond))
}
