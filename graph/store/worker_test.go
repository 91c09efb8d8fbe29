package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"
)

func TestMain(m *testing.M) {
	if os.Getenv(store.WorkerEnv) != "" {
		os.Exit(store.WorkerMain())
	}
	if os.Getenv(writerEnv) != "" {
		os.Exit(writerMain())
	}
	os.Exit(m.Run())
}

func openWorker(t testing.TB, dsn string) *store.Store {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(context.Background(), dsn, store.Options{Worker: exe})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestWorker runs the tests of scripts with scripts in child processes.
func TestWorker(t *testing.T) {
	t.Run("memory", func(t *testing.T) {
		storetest.Run(t, func(t testing.TB) *store.Store { return openWorker(t, "mem:") }, "Gizmo", "Fill", "Marks", "Stream")
	})
	t.Run("embedded", func(t *testing.T) {
		storetest.Run(t, func(t testing.TB) *store.Store { return openWorker(t, filepath.Join(t.TempDir(), "store")) }, "Gizmo", "Fill", "Marks", "Stream")
	})
}

// TestHostileScripts: each ends in an error of its own, and the next query works.
func TestHostileScripts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := openWorker(t, dir)
	defer s.Close()
	if _, err := s.Put(context.Background(), []graph.Record{storetest.NewGen(1, 9).Article("a", 20)}); err != nil {
		t.Fatal(err)
	}
	scripts := map[string]string{
		`iri(5)`:                              "wrong kind",
		`g.V().out({}).all()`:                 "",
		`g.V().labelContext({}).all()`:        "",
		`var a = {}; a.a = a; g.emit(a)`:      "without end",
		`function f() { return f() + 1 } f()`: "",
		`while(true){}`:                       "too long",
		`var s = "x"; while(true) s += s`:     "",
		`var a = []; while(true) a.push(new Array(1000).fill(1))`: "",
		`/(a+)+$/.test(Array(40).join("a") + "b")`:                "",
		`g.V().both().both().both().both().both().both().all()`:   "",
		`throw new Error("mine")`:                                 "mine",
		`new Array(5e8).fill(0).join("x")`:                        "",
	}
	for script, want := range scripts {
		start := time.Now()
		_, err := s.Gizmo(context.Background(), store.Query{Script: script, Timeout: time.Second})
		if strings.Contains(script, "(a+)+") && err == nil {
			continue // a regular expression engine that does not backtrack
		}
		if !errors.Is(err, store.ErrQuery) || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%s: %v, want %q", script, err, want)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", script, took)
		}
		if err != nil && strings.Contains(err.Error(), "goroutine") {
			t.Errorf("%s: a stack trace: %v", script, err)
		}
		took := time.Since(start).Round(time.Millisecond)
		rows, err2 := s.Gizmo(context.Background(), store.Query{Script: `g.emit(1)`})
		if err2 != nil || len(rows.Rows) != 1 {
			t.Fatalf("the query after %s: %v, %v", script, rows, err2)
		}
		t.Logf("%-60s %v: %v", script, took, err)
	}
}

// TestKilledWorker: a query whose process is killed says so, is not blamed on
// its script, and takes nothing else with it.
func TestKilledWorker(t *testing.T) {
	if _, err := os.Stat("/proc/self/task"); err != nil {
		t.Skip("finds the process in /proc")
	}
	s := openWorker(t, "mem:")
	defer s.Close()
	if _, err := s.Gizmo(context.Background(), store.Query{Script: `g.emit(1)`}); err != nil {
		t.Fatal(err)
	}
	before := children(t)
	got := make(chan error, 1)
	go func() {
		_, err := s.Gizmo(context.Background(), store.Query{Script: `while(true){}`, Timeout: time.Minute})
		got <- err
	}()
	for killed := false; !killed; time.Sleep(10 * time.Millisecond) {
		for pid, ticks := range children(t) {
			if was, ok := before[pid]; !ok && ticks > 5 || ok && ticks > was+5 { // the one at work
				if p, err := os.FindProcess(pid); err == nil && p.Kill() == nil {
					killed = true
				}
			}
		}
	}
	if err := <-got; err == nil || errors.Is(err, store.ErrQuery) || !strings.Contains(err.Error(), "was killed") {
		t.Errorf("killed: %v", err)
	}
	if rows, err := s.Gizmo(context.Background(), store.Query{Script: `g.emit(1)`}); err != nil || len(rows.Rows) != 1 {
		t.Errorf("the next query: %v, %v", rows, err)
	}
}

// children are the child processes of this one, and the clock ticks that each
// has run.
func children(t *testing.T) map[int]int {
	out := map[int]int{}
	tasks, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range tasks {
		b, _ := os.ReadFile(f) // a thread that is gone
		for _, w := range strings.Fields(string(b)) {
			pid, err := strconv.Atoi(w)
			if err != nil {
				t.Fatal(err)
			}
			stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
			_, rest, _ := strings.Cut(string(stat), ") ")
			if f := strings.Fields(rest); len(f) > 11 {
				out[pid], _ = strconv.Atoi(f[11])
			}
		}
	}
	return out
}

// TestWorkerSeesWrites: each query sees what was written before it, and old
// checkpoints go.
func TestWorkerSeesWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := openWorker(t, dir)
	g := storetest.NewGen(1, 9)
	count := store.Query{Script: `g.emit(g.V("<kg:Article>").in("<rdf:type>").count())`}
	for i := range 5 {
		if _, err := s.Put(context.Background(), []graph.Record{g.Article(fmt.Sprint("a", i), 3)}); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		rows, err := s.Gizmo(context.Background(), count)
		t.Log(time.Since(start))
		if err != nil || fmt.Sprint(rows.Rows) != fmt.Sprintf(`[[["%d"^^<xsd:integer>]]]`, i+1) {
			t.Errorf("after %d articles: %v, %v", i+1, rows.Rows, err)
		}
	}
	readers, err := os.ReadDir(filepath.Join(dir, "readers"))
	if err != nil || len(readers) != 2 { // a folder and its lock
		t.Errorf("checkpoints left: %v, %v", readers, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "readers")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("checkpoints left after Close: %v", err)
	}

	exe, _ := os.Executable()
	files := listing(t, dir)
	ro, err := store.Open(context.Background(), dir, store.Options{ReadOnly: true, Worker: exe})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := ro.Gizmo(context.Background(), count)
	if err != nil || len(rows.Rows) != 1 {
		t.Errorf("read-only: %v, %v", rows, err)
	}
	if err := ro.Close(); err != nil {
		t.Fatal(err)
	}
	if now := listing(t, dir); !slices.Equal(now, files) {
		t.Errorf("a read-only store was written to: %v, before %v", now, files)
	}
}

// listing is every file below dir with its size and time.
func listing(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "LOCK" { // locking makes the file anew
			i, _ := d.Info()
			out = append(out, fmt.Sprint(name, i.Size(), i.ModTime()))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func BenchmarkGizmoWorker(b *testing.B) {
	s := openWorker(b, filepath.Join(b.TempDir(), "store"))
	defer s.Close()
	g := storetest.NewGen(1, 3000)
	var recs []graph.Record
	for i := range 200 {
		recs = append(recs, g.Article(fmt.Sprintf("a%07d", i), sentences))
	}
	if _, err := s.Put(context.Background(), recs); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Gizmo(context.Background(), store.Query{Script: `g.V("<state-1501>").in("<rdf:subject>").out("<rdf:object>").all()`}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGizmoFirst measures a query that has to start its process.
func BenchmarkGizmoFirst(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "store")
	s := openWorker(b, dir)
	if _, err := s.Put(context.Background(), []graph.Record{storetest.NewGen(1, 9).Article("a", 20)}); err != nil {
		b.Fatal(err)
	}
	s.Close()
	exe, _ := os.Executable()
	for b.Loop() {
		s, err := store.Open(context.Background(), dir, store.Options{ReadOnly: true, Worker: exe})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Gizmo(context.Background(), store.Query{Script: `g.emit(1)`}); err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}
