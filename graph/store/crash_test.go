package store_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// The writer is this test binary, started again: it does the steps of a
// random sequence on a store, and prints the number of each when it is done.
const writerEnv = "KG_TEST_WRITER" // "DIR|first step|steps|write that fails, 0: none"

const crashSeed = 11

func writerMain() int {
	arg := strings.Split(os.Getenv(writerEnv), "|")
	first, _ := strconv.Atoi(arg[1])
	steps, _ := strconv.Atoi(arg[2])
	failAt, _ := strconv.Atoi(arg[3])
	o := store.Options{}
	if failAt > 0 {
		o = o.WithFS(failingFS(int64(failAt)))
	}
	s, err := store.Open(context.Background(), arg[0], o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "open:", err)
		return 3
	}
	for k := first; k < first+steps; k++ {
		if err := storetest.Step(s, crashSeed, uint64(k)); err != nil {
			fmt.Fprintln(os.Stderr, "step:", err)
			if !errors.Is(err, store.ErrFull) {
				return 4
			}
			return 3
		}
		fmt.Println(k)
	}
	if err := s.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "close:", err)
		return 3
	}
	return 0
}

// failingFS runs full at the n-th operation that writes, and stays full.
func failingFS(n int64) vfs.FS {
	var count atomic.Int64
	return errorfs.Wrap(vfs.Default, errorfs.InjectorFunc(func(op errorfs.Op) error {
		switch op.Kind {
		case errorfs.OpFileWrite, errorfs.OpFileWriteAt, errorfs.OpFileSync, errorfs.OpFileSyncData, errorfs.OpFileSyncTo,
			errorfs.OpCreate, errorfs.OpFilePreallocate, errorfs.OpReuseForWrite:
			if count.Add(1) >= n {
				return syscall.ENOSPC
			}
		}
		return nil
	}))
}

// crashed is a store that writers die over, and what it must hold.
type crashed struct {
	t    *testing.T
	dir  string
	ref  *store.Store // holds what the steps before next did
	next int
}

func newCrashed(t *testing.T) *crashed {
	ref := open(t, "mem:")
	t.Cleanup(func() { ref.Close() })
	return &crashed{t: t, dir: filepath.Join(t.TempDir(), "store"), ref: ref}
}

// start runs a writer from the next step on.
func (c *crashed) start(steps, failAt int) (*exec.Cmd, *bytes.Buffer, *bytes.Buffer) {
	exe, err := os.Executable()
	if err != nil {
		c.t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s|%d|%d|%d", writerEnv, c.dir, c.next, steps, failAt))
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	return cmd, &out, &errs
}

// check opens the store and holds it against the reference: everything that
// the writer acknowledged must be there, and of the step it died in all or nothing.
func (c *crashed) check(out *bytes.Buffer) (acknowledged int) {
	c.t.Helper()
	last := c.next - 1
	for sc := bufio.NewScanner(out); sc.Scan(); {
		if k, err := strconv.Atoi(sc.Text()); err == nil {
			last = k
		}
	}
	acknowledged = last + 1 - c.next
	for ; c.next <= last; c.next++ {
		c.refStep()
	}
	s, err := store.Open(context.Background(), c.dir, store.Options{})
	if err != nil {
		c.t.Fatalf("after step %d: %v", last, err)
	}
	defer s.Close()
	got := storetest.Lines(c.t, s)
	if !slices.Equal(got, storetest.Lines(c.t, c.ref)) {
		c.refStep() // the step that was not acknowledged may be there
		c.next++
	}
	storetest.Compare(c.t, fmt.Sprintf("after step %d", last), s, c.ref)
	if c.t.Failed() {
		c.t.FailNow()
	}
	return acknowledged
}

func (c *crashed) refStep() {
	if err := storetest.Step(c.ref, crashSeed, uint64(c.next)); err != nil {
		c.t.Fatal(err)
	}
}

// TestKill kills writers with SIGKILL at random moments.
func TestKill(t *testing.T) {
	kills := 120
	if testing.Short() {
		kills = 15
	}
	c := newCrashed(t)
	r := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	begin, done := time.Now(), 0
	cmd, out, errs := c.start(4, 0) // to see how fast this machine is
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, errs)
	}
	c.check(out)
	took := time.Since(begin)
	for i := range kills {
		if time.Since(begin) > 90*time.Second {
			t.Logf("stopped after %d kills: this machine is slow", i)
			break
		}
		cmd, out, _ := c.start(1<<20, 0)
		time.Sleep(time.Duration(r.Int64N(int64(2 * took))))
		cmd.Process.Kill()
		cmd.Wait()
		done += c.check(out)
	}
	t.Logf("%d steps were acknowledged between the kills", done)
	if done == 0 {
		t.Error("no writer got anything done")
	}
}

// TestFullDisk lets the disk run full at every kind of moment: the writer says
// so and ends by itself, and nothing acknowledged is lost.
func TestFullDisk(t *testing.T) {
	c := newCrashed(t)
	rounds := 60
	if testing.Short() {
		rounds = 12
	}
	r := rand.New(rand.NewPCG(5, 5))
	full := 0
	for i := range rounds {
		n := 1 + i
		if i >= 20 {
			n = 1 + r.IntN(90)
		}
		cmd, out, errs := c.start(12, n)
		timer := time.AfterFunc(30*time.Second, func() { cmd.Process.Kill() })
		cmd.Wait()
		if !timer.Stop() {
			t.Fatalf("write %d: the writer hangs", n)
		}
		msg := errs.String()
		if code := cmd.ProcessState.ExitCode(); code != 0 && code != 3 || strings.Contains(msg, "goroutine ") {
			t.Fatalf("write %d: exit %d: %s", n, code, msg)
		}
		if strings.Contains(msg, "space") {
			full++
		}
		c.check(out)
	}
	t.Logf("%d of %d writers met the full disk", full, rounds)
	if full == 0 {
		t.Error("no writer met a full disk")
	}
}

// TestFullDiskMounted fills a real file system, where one can be mounted.
func TestFullDiskMounted(t *testing.T) {
	mnt := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mnt).CombinedOutput(); err != nil {
		t.Skipf("needs the right to mount a file system: %v: %s", err, out)
	}
	defer exec.Command("umount", "-l", mnt).Run()
	dir := filepath.Join(mnt, "store")
	s := open(t, dir)
	g := storetest.NewGen(1, 500)
	last := -1
	var err error
	for i := 0; i < 20000; i++ {
		if _, err = s.Put(context.Background(), []graph.Record{g.Article(fmt.Sprintf("a%05d", i), 10)}); err != nil {
			break
		}
		last = i
	}
	if !errors.Is(err, store.ErrFull) || !strings.Contains(err.Error(), dir) {
		t.Fatalf("after %d articles: %v", last+1, err)
	}
	t.Logf("full after %d articles: %v", last+1, err)
	if out, err := exec.Command("mount", "-o", "remount,size=256m", mnt).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	// The process that met the full disk keeps the folder until it ends: look with another.
	copyDir := filepath.Join(mnt, "copy")
	if out, err := exec.Command("cp", "-r", dir, copyDir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s2 := open(t, copyDir)
	defer s2.Close()
	as, err := s2.Articles(context.Background())
	if err != nil || len(as) < last+1 || len(as) > last+2 {
		t.Errorf("%d articles, %d were acknowledged: %v", len(as), last+1, err)
	}
	if _, err := s2.Put(context.Background(), []graph.Record{g.Article("more", 10)}); err != nil {
		t.Error(err)
	}
}

// TestPowerLoss drops what was not forced to disk, at random.
func TestPowerLoss(t *testing.T) {
	fs := vfs.NewCrashableMem()
	s, err := store.OpenFS(fs)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for k := range uint64(40) {
		if err := storetest.Step(s, crashSeed, k); err != nil {
			t.Fatal(err)
		}
		cfg := vfs.CrashCloneCfg{UnsyncedDataPercent: int(k*7) % 101, RNG: rand.New(rand.NewPCG(k, 1))}
		after, err := store.OpenFS(fs.CrashClone(cfg))
		if err != nil {
			t.Fatalf("step %d: %v", k, err)
		}
		storetest.Compare(t, fmt.Sprint("step ", k), after, s)
		after.Close()
	}
}
