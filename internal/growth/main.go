// Growth measures the embedded store as it grows, and beside Cayley's own.
//
//	go run ./internal/growth                        100,000 articles of 400 words: table, plot, answers
//	go run ./internal/growth -articles 5000 -svg "" a quick look
//	go run ./internal/growth -answers -dir DIR      only the answers, on the store that -keep left there
//
// It prints Markdown, as docs/store.md has it, and draws docs/img/growth.svg.
// The articles are made: sentences with names that vary, about a world in
// which some entities are in most articles and most in few.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"time"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"
)

func main() {
	if os.Getenv(store.WorkerEnv) != "" {
		os.Exit(store.WorkerMain())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "growth:", err)
		os.Exit(1)
	}
}

type options struct {
	articles, words, batch, compare, ingest int
	svg, dir, profile                       string
	keep, queries, answers                  bool
}

// steps are the rows of the table.
const steps = 10

func run(ctx context.Context, w io.Writer, args []string) error {
	var o options
	f := flag.NewFlagSet("growth", flag.ContinueOnError)
	f.IntVar(&o.articles, "articles", 100_000, "how many")
	f.IntVar(&o.words, "words", 400, "of an article")
	f.IntVar(&o.batch, "batch", 50, "articles a transaction")
	f.IntVar(&o.compare, "compare", 10_000, "articles that cayley load writes too; 0: none")
	f.IntVar(&o.ingest, "ingest", 900, "files that kg ingest reads; 0: none")
	f.StringVar(&o.svg, "svg", "docs/img/growth.svg", "where to draw; empty: nowhere")
	f.StringVar(&o.dir, "dir", "", "folder for the store; empty: a temporary one")
	f.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile of the growth")
	f.BoolVar(&o.keep, "keep", false, "leave the store there")
	f.BoolVar(&o.queries, "queries", true, "time the canned queries")
	f.BoolVar(&o.answers, "answers", false, "only time answers, on the store that -keep left in -dir")
	if err := f.Parse(args); err != nil {
		return err
	}
	if o.articles < steps*o.batch {
		return fmt.Errorf("-articles %d: give at least %d", o.articles, steps*o.batch)
	}
	if o.dir == "" {
		dir, err := os.MkdirTemp("", "kg-growth-")
		if err != nil {
			return err
		}
		o.dir = dir
	}
	if !o.keep && !o.answers {
		defer os.RemoveAll(o.dir)
	}
	db, kg := filepath.Join(o.dir, "store"), filepath.Join(o.dir, "kg")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", kg, "./cmd/kg").CombinedOutput(); err != nil {
		return fmt.Errorf("build kg: %w: %s", err, out)
	}
	if o.answers {
		return answers(ctx, w, o, db, kg)
	}
	rows, err := profiled(o.profile, func() ([]row, error) { return grow(ctx, w, o, db) })
	if err != nil {
		return err
	}
	if o.svg != "" {
		if err := os.WriteFile(o.svg, plot(rows), 0o644); err != nil {
			return err
		}
	}
	if err := answers(ctx, w, o, db, kg); err != nil {
		return err
	}
	if o.ingest > 0 {
		if err := endToEnd(ctx, w, o, kg); err != nil {
			return err
		}
	}
	if o.compare > 0 {
		return beside(ctx, w, o)
	}
	return nil
}

// profiled writes a CPU profile of fn, if file is given.
func profiled(file string, fn func() ([]row, error)) ([]row, error) {
	if file == "" {
		return fn()
	}
	f, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	defer pprof.StopCPUProfile()
	return fn()
}

// row is the state after one step.
type row struct {
	Articles  int
	Clock     float64 // articles a second, in this step
	Processor float64 // articles a second of processor time
	Memory    int64   // peak so far, bytes
	Disk      int64   // bytes
	Text      int64   // bytes of the articles
	Quads     int
}

// maker makes articles of about so many words: facts, and text without any.
type maker struct {
	g     *storetest.Gen
	words int
}

const (
	facts  = 8 // of an article: some 120 quads
	filler = "The delegation left the building after several hours without speaking to the reporters who had waited outside. "
)

func newMaker(o options) maker {
	return maker{storetest.NewGen(1, o.articles/10+100), o.words}
}

func (m maker) article(n int) graph.Record {
	r := m.g.Article(fmt.Sprintf("a%07d", n), facts)
	for have := facts * 5; have+17 <= m.words; have += 17 {
		r.Article.Text += filler
	}
	return r
}

// grow fills the store, and prints a row for each step.
func grow(ctx context.Context, w io.Writer, o options, db string) (rows []row, err error) {
	s, err := store.Open(ctx, db, store.Options{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	fmt.Fprintf(w, "%d articles of %d words, %d a transaction\n\n", o.articles, o.words, o.batch)
	fmt.Fprintln(w, "| articles | articles a second | a second of processor time | peak memory, MB | disk, MB | disk / text |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|")
	m, text, quads := newMaker(o), int64(0), 0
	for step := range steps {
		var took, cpu time.Duration
		first, end := o.articles*step/steps, o.articles*(step+1)/steps
		for n := first; n < end; {
			var recs []graph.Record
			for ; n < end && len(recs) < o.batch; n++ {
				r := m.article(n)
				text += int64(len(r.Article.Text))
				recs = append(recs, r)
			}
			began, used := time.Now(), processorTime()
			c, err := s.Put(ctx, recs)
			if err != nil {
				return rows, err
			}
			took, cpu, quads = took+time.Since(began), cpu+processorTime()-used, quads+c.QuadsAdded
		}
		st, err := s.Status(ctx)
		if err != nil {
			return rows, err
		}
		n := float64(end - first)
		r := row{Articles: end, Clock: n / took.Seconds(), Processor: n / cpu.Seconds(), Memory: peakMemory(), Disk: st.Bytes, Text: text, Quads: quads}
		rows = append(rows, r)
		fmt.Fprintf(w, "| %d | %.0f | %.0f | %d | %d | %.1f |\n", r.Articles, r.Clock, r.Processor, r.Memory>>20, r.Disk>>20, float64(r.Disk)/float64(r.Text))
	}
	last := rows[len(rows)-1]
	fmt.Fprintf(w, "\n%d quads, %.0f bytes a quad; last tenth to first: %.2f by the clock, %.2f by processor time\n", last.Quads,
		float64(last.Disk)/float64(last.Quads), last.Clock/rows[0].Clock, last.Processor/rows[0].Processor)
	return rows, nil
}
