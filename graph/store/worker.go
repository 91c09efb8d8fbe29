package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
)

// WorkerEnv is set in the environment of a child process that runs Gizmo.
// A program that gives itself as Options.Worker looks for it first thing in
// main, and calls WorkerMain.
const WorkerEnv = "KG_GIZMO_WORKER"

const (
	workerMemory  = 512             // MB above what the process needs to start
	workerSlack   = 2 * time.Second // beyond the deadline, for a worker to say so itself
	workerQueries = 1000            // queries after which a worker is replaced
	maxWorkers    = 4               // at a time
)

// source says where a worker finds the quads: nobody writes there.
type source struct {
	Dir string `json:"dir,omitempty"` // of Pebble
	DSN string `json:"dsn,omitempty"` // of PostgreSQL
}

// workQuery and workAnswer are what a worker reads and writes, one JSON value
// after the other. The first value it reads is the source.
type workQuery struct {
	Script, Prelude string
	Params          json.RawMessage
	Columns, Order  []string
	Sort, Stream    bool
	Limit           int
	Fill            []Fill
	Keep            []Keep
	Timeout         time.Duration
	Free            *Script `json:",omitempty"` // in place of Script
}

type workAnswer struct {
	Columns []string
	Rows    [][][][]byte // rows, cells, values in Cayley's encoding
	More    bool
	Part    bool   // more answers to the same query follow
	JSON    []byte // of a Free script
	Error   string // of the script
	Damage  string // of the store
	Sound   bool   // the worker can be asked again
}

// pool keeps workers that wait for a query.
type pool struct {
	exe  string
	slot chan struct{} // one for each worker that may run

	mu     sync.Mutex
	idle   []*worker
	closed bool
}

func newPool(exe string) *pool {
	return &pool{exe: exe, slot: make(chan struct{}, maxWorkers)}
}

// worker is a child process.
type worker struct {
	src  source
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *json.Decoder
	errs *head
	runs int
	done func() // lets go of the source
}

// head keeps the beginning of what is written to it.
type head struct {
	mu sync.Mutex
	b  []byte
}

func (h *head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if room := 4096 - len(h.b); room > 0 {
		h.b = append(h.b, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return string(h.b)
}

// run runs a query on a worker, and gives what comes before the last answer to
// part. src and done come from the engine; done is called when the source is no
// longer needed.
func (p *pool) run(ctx context.Context, src source, done func(), q workQuery, part func(workAnswer) error) (workAnswer, error) {
	select {
	case p.slot <- struct{}{}:
		defer func() { <-p.slot }()
	case <-ctx.Done():
		done()
		return workAnswer{}, timeout(ctx)
	}
	w := p.take(src)
	if w != nil {
		done() // it holds the source already
	} else {
		var err error
		if w, err = startWorker(p.exe, src, done); err != nil {
			done()
			return workAnswer{}, fmt.Errorf("start a process for the query: %w", err)
		}
	}
	a, err := w.ask(ctx, q, part)
	if w.runs++; a.Sound && w.runs < workerQueries && p.give(w) {
		return a, err
	}
	w.kill()
	return a, err
}

// take gives an idle worker on the source, and ends those on older ones.
func (p *pool) take(src source) *worker {
	p.mu.Lock()
	defer p.mu.Unlock()
	var keep []*worker
	var found *worker
	for _, w := range p.idle {
		switch {
		case w.src != src:
			w.kill()
		case found == nil:
			found = w
		default:
			keep = append(keep, w)
		}
	}
	p.idle = keep
	return found
}

func (p *pool) give(w *worker) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.idle = append(p.idle, w)
	return true
}

func (p *pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, w := range p.idle {
		w.kill()
	}
	p.idle = nil
}

func startWorker(exe string, src source, done func()) (*worker, error) {
	cmd := exec.Command(exe)
	cmd.Env = []string{WorkerEnv + "=1", "GOTRACEBACK=none", "GOMAXPROCS=2", "GOMEMLIMIT=" + strconv.Itoa(workerMemory) + "MiB"}
	if src.DSN != "" {
		cmd.Env = append(cmd.Env, workerEnvironment()...)
	}
	cmd.SysProcAttr = childAttr()
	w := &worker{src: src, cmd: cmd, errs: &head{}, done: done}
	cmd.Stderr = w.errs
	var err error
	if w.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.out = json.NewDecoder(out)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	// What the child cannot read it says with its first answer.
	if err := json.NewEncoder(w.in).Encode(src); err != nil && !errors.Is(err, os.ErrClosed) && !brokenPipe(err) {
		w.done = func() {}
		w.kill()
		return nil, err
	}
	return w, nil
}

// kill ends the process, by its own id, and waits for it.
func (w *worker) kill() {
	w.in.Close()
	w.cmd.Process.Kill()
	w.cmd.Wait()
	w.done()
}

// ask sends the query and waits for the last answer, which says whether the
// worker can be asked again.
func (w *worker) ask(ctx context.Context, q workQuery, part func(workAnswer) error) (workAnswer, error) {
	if d, has := ctx.Deadline(); has && (q.Timeout == 0 || time.Until(d) < q.Timeout) {
		q.Timeout = max(time.Until(d), time.Millisecond)
	}
	if q.Timeout > 0 {
		outer := ctx
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(outer), q.Timeout+workerSlack)
		defer cancel()
		defer context.AfterFunc(outer, func() { // whoever asked is gone; its deadline has the slack
			if errors.Is(outer.Err(), context.Canceled) {
				cancel()
			}
		})()
	}
	a, err := w.last(ctx, q, part)
	if err != nil {
		return workAnswer{}, err
	}
	switch {
	case a.Error != "":
		return a, hint(ErrQuery, nil, "%s", a.Error)
	case a.Damage != "":
		return a, errors.New(a.Damage)
	}
	return a, nil
}

// last sends the query, hands on what comes before the last answer, and gives that.
func (w *worker) last(ctx context.Context, q workQuery, part func(workAnswer) error) (workAnswer, error) {
	type answered struct {
		workAnswer
		err error
	}
	got := make(chan answered)
	gone := make(chan struct{}) // whoever asked no longer listens
	defer close(gone)
	go func() {
		err := json.NewEncoder(w.in).Encode(q)
		for more := err == nil || brokenPipe(err); ; {
			var a answered
			if a.err = err; more {
				a.err = w.out.Decode(&a.workAnswer)
			}
			select {
			case got <- a:
			case <-gone:
				return
			}
			if a.err != nil || !a.Part {
				return
			}
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return workAnswer{}, timeout(ctx)
		case a := <-got:
			switch {
			case a.err != nil:
				return workAnswer{}, w.died()
			case !a.Part:
				return a.workAnswer, nil
			}
			if err := part(a.workAnswer); err != nil {
				return workAnswer{}, err
			}
		}
	}
}

// died says in words of the user why the process ended.
func (w *worker) died() error {
	w.cmd.Process.Kill()
	w.cmd.Wait()
	msg := w.errs.String()
	switch {
	case strings.Contains(msg, "out of memory"), strings.Contains(msg, "cannot allocate memory"):
		return hint(ErrQuery, nil, "the query needed more than %d MB of memory and was stopped; add a limit, or collect less in the script", workerMemory)
	case strings.Contains(msg, "stack overflow"), strings.Contains(msg, "stack exceeds"):
		return hint(ErrQuery, nil, "the query was stopped: it calls itself, or emits a value that contains itself, without end, or is nested too deep")
	}
	if ws, ok := w.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && ws.Signaled() && ws.Signal() == syscall.SIGKILL && msg == "" {
		return errors.New("the query's process was killed, by somebody or by a system short of memory; run the query again")
	}
	first, _, _ := strings.Cut(strings.TrimSpace(msg), "\n")
	first = strings.TrimSuffix(strings.TrimPrefix(first, "panic: "), " [recovered, repanicked]")
	if first == "" {
		first = "its process ended (" + w.cmd.ProcessState.String() + ")"
	}
	return hint(ErrQuery, nil, "the query failed inside Cayley, mostly over an argument of the wrong kind: %s", first)
}

func (a workAnswer) rows() (Rows, error) {
	out := Rows{Columns: a.Columns, More: a.More, Rows: make([][]Cell, len(a.Rows))}
	for i, r := range a.Rows {
		out.Rows[i] = make([]Cell, len(r))
		for j, c := range r {
			for _, b := range c {
				v, err := pquads.UnmarshalValue(b)
				if err != nil {
					return Rows{}, fmt.Errorf("answer of the query: %w", err)
				}
				out.Rows[i][j] = append(out.Rows[i][j], v)
			}
		}
	}
	return out, nil
}

func encodeRows(r Rows) (workAnswer, error) {
	a := workAnswer{Columns: r.Columns, More: r.More, Rows: make([][][][]byte, len(r.Rows))}
	for i, row := range r.Rows {
		a.Rows[i] = make([][][]byte, len(row))
		for j, c := range row {
			for _, v := range c {
				b, err := pquads.MarshalValue(v)
				if err != nil {
					return a, fmt.Errorf("value %s: %w", quad.StringOf(v), err)
				}
				a.Rows[i][j] = append(a.Rows[i][j], b)
			}
		}
	}
	return a, nil
}

// WorkerMain is the main function of a process that runs Gizmo for another:
// it reads queries from stdin and writes answers to stdout until stdin ends.
// It gives the exit code. See WorkerEnv.
func WorkerMain() int {
	limitMemory(workerMemory)
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	var src source
	if err := in.Decode(&src); err != nil {
		return 1
	}
	v, err := src.open(context.Background())
	if err != nil {
		_ = out.Encode(workAnswer{Damage: err.Error()}) // nobody is left to tell
		return 1
	}
	for {
		var q workQuery
		if err := in.Decode(&q); err != nil {
			return 0
		}
		a := answer(v, q, func(a workAnswer) error { return out.Encode(a) })
		if err := out.Encode(a); err != nil || !a.Sound {
			return 1
		}
	}
}

// crashWait is how long a worker that is about to die waits for it.
const crashWait = 5 * time.Second

// answer runs one query. Rows go to part, what it gives itself comes last.
func answer(v view, q workQuery, part func(workAnswer) error) workAnswer {
	ctx := context.Background()
	if q.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, q.Timeout)
		defer cancel()
	}
	if q.Free != nil {
		b, sound, err := runFree(ctx, v, *q.Free)
		return failed(workAnswer{JSON: b, Sound: sound}, err)
	}
	var params map[string]any
	d := json.NewDecoder(bytes.NewReader(q.Params))
	d.UseNumber()
	if err := d.Decode(&params); err != nil {
		return workAnswer{Error: "parameters: " + err.Error(), Sound: true}
	}
	it, err := runGizmo(ctx, v, Query{Script: q.Script, Prelude: q.Prelude, Params: params, Columns: q.Columns, Order: q.Order,
		Sort: q.Sort, Stream: q.Stream, Limit: q.Limit, Fill: q.Fill, Keep: q.Keep}, func(r Rows) error {
		a, err := encodeRows(r)
		if err != nil {
			return err
		}
		a.Part = true
		return part(a)
	})
	if errors.Is(err, errCrashed) {
		time.Sleep(crashWait) // the runtime is writing why; whoever asked reads it there
		return workAnswer{Error: err.Error()}
	}
	return failed(workAnswer{Sound: stopScript(it)}, err)
}

// failed makes an answer of an error, if there is one.
func failed(a workAnswer, err error) workAnswer {
	switch {
	case errors.Is(err, ErrQuery):
		return workAnswer{Error: err.Error(), Sound: a.Sound}
	case err != nil:
		return workAnswer{Damage: err.Error()}
	}
	return a
}
