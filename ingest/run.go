package ingest

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"

	"kg/graph"
	"kg/ingest/article"
)

// Result is what became of one article.
type Result struct {
	Record graph.Record
	Stats  Stats
	Err    error // of this article alone; the others go on
}

// Run reads articles on several processors and yields the results in the order
// of the input, whatever the number of workers. At most a few articles for
// each worker are held in memory. When ctx ends it returns at once; articles in
// hand are left, wherever they are.
func (p *Pipeline) Run(ctx context.Context, docs iter.Seq2[article.Doc, error]) iter.Seq[Result] {
	workers := p.options.Workers
	if workers <= 0 {
		workers = runtime.NumCPU()
	}
	return func(yield func(Result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		// each queued article has a channel of its own: the queue keeps the order
		queue := make(chan chan Result, 2*workers)
		slots := make(chan struct{}, workers)
		go p.feed(ctx, docs, queue, slots)
		for c := range queue {
			select {
			case r := <-c:
				if !yield(r) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

func (p *Pipeline) feed(ctx context.Context, docs iter.Seq2[article.Doc, error], queue chan<- chan Result, slots chan struct{}) {
	defer close(queue)
	for doc, err := range docs {
		if ctx.Err() != nil {
			return
		}
		c := make(chan Result, 1)
		select {
		case queue <- c:
		case <-ctx.Done():
			return
		}
		if err != nil {
			c <- Result{Err: err}
			continue
		}
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		go func() {
			defer func() { <-slots }()
			c <- p.result(ctx, doc)
		}()
	}
}

// A Fault is an error of kg itself over one article.
type Fault struct {
	Source string
	What   any    // what kg panicked with
	Stack  []byte // where
}

func (f *Fault) Error() string {
	return fmt.Sprintf("%s: kg failed over this article: %v; report it with the article, please", article.Printable(f.Source), f.What)
}

// result reads one article. If kg fails over it, the others are read all the same.
func (p *Pipeline) result(ctx context.Context, doc article.Doc) (out Result) {
	defer func() {
		if what := recover(); what != nil {
			out = Result{Err: &Fault{Source: doc.Source, What: what, Stack: debug.Stack()}}
		}
	}()
	rec, stats, err := p.Read(ctx, doc)
	return Result{Record: rec, Stats: stats, Err: err}
}
