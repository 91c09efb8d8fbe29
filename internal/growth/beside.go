package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"kg/graph"
	"kg/graph/store"
)

// beside writes the same quads with kg and with `cayley load` on its bolt
// backend, one after the other.
func beside(ctx context.Context, w io.Writer, o options) error {
	cayley, err := buildCayley(ctx, o.dir)
	if err != nil {
		return err
	}
	nq := filepath.Join(o.dir, "compare.nq")
	s, err := store.Open(ctx, filepath.Join(o.dir, "compare"), store.Options{})
	if err != nil {
		return err
	}
	m, quads := newMaker(o), 0
	var kg, kgCPU time.Duration
	for n := 0; n < o.compare; {
		var recs []graph.Record
		for ; n < o.compare && len(recs) < o.batch; n++ {
			recs = append(recs, m.article(n))
		}
		began, used := time.Now(), processorTime()
		c, err := s.Put(ctx, recs)
		if err != nil {
			return errors.Join(err, s.Close())
		}
		kg, kgCPU, quads = kg+time.Since(began), kgCPU+processorTime()-used, quads+c.QuadsAdded
	}
	if err := errors.Join(writeQuads(ctx, s, nq), s.Close()); err != nil {
		return err
	}
	bolt := filepath.Join(o.dir, "bolt")
	began := time.Now()
	cmd := exec.CommandContext(ctx, cayley, "load", "--init", "-d", "bolt", "-a", bolt, "-i", nq)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("cayley load: %w: %s", err, out)
	}
	load, loadCPU := time.Since(began), cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()
	fmt.Fprintf(w, "\nThe same %d quads: kg %.0f a second, in transactions of %d articles with all its indexes; `cayley load` on bolt %.0f: %.1f times as fast, with 1/%.1f of the processor time\n",
		quads, float64(quads)/kg.Seconds(), o.batch, float64(quads)/load.Seconds(), load.Seconds()/kg.Seconds(), loadCPU.Seconds()/kgCPU.Seconds())
	return nil
}

// writeQuads writes all quads as Cayley reads them.
func writeQuads(ctx context.Context, s *store.Store, file string) (err error) {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	for q, err := range s.Quads(ctx) {
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, q.NQuad()+"\n"); err != nil {
			return err
		}
	}
	return w.Flush()
}

// buildCayley builds Cayley's own program, of the version that kg uses. What
// it needs beyond kg goes into a copy of go.mod.
func buildCayley(ctx context.Context, dir string) (string, error) {
	for _, f := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile(f)
		if err != nil {
			return "", fmt.Errorf("run it in the folder of the repository: %w", err)
		}
		if err := os.WriteFile(filepath.Join(dir, f), b, 0o644); err != nil {
			return "", err
		}
	}
	exe := filepath.Join(dir, "cayley")
	cmd := exec.CommandContext(ctx, "go", "build", "-mod=mod", "-modfile="+filepath.Join(dir, "go.mod"), "-o", exe, "github.com/cayleygraph/cayley/cmd/cayley")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build cayley: %w: %s", err, out)
	}
	return exe, nil
}
