package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/dop251/goja"
)

// Script is a text in one of Cayley's query languages, as its HTTP API takes
// it. The answer is the JSON that Cayley gives.
type Script struct {
	Language string // one of Languages
	Text     string
	Shape    bool // the shape of the query, not its results
	JSONLD   bool // values in the manner of JSON-LD
	Plain    bool // <, > and & as they are, not as \u003c
	Limit    int  // results; below 1: no limit
	Timeout  time.Duration
}

// Languages are those of Script.
func Languages() []string { return []string{gizmo.Name, graphql.Name, mql.Name} }

// ErrNoWorker says that a Script needs Options.Worker: it is never run in the
// process that has the store open.
var ErrNoWorker = errors.New("scripts need a process of their own")

// Run runs a script over one state of the store, in a process of its own. For
// Gizmo and MQL the answer is a list, or null, of results, or the object that
// describes the query's shape; for GraphQL the whole answer, with the errors
// of the query in it. Errors: ErrQuery for a script that fails, takes longer
// than its time or needs too much memory, or a language that cannot be asked
// so; ErrNoWorker.
func (s *Store) Run(ctx context.Context, sc Script) ([]byte, error) {
	if s.pool == nil {
		return nil, ErrNoWorker
	}
	src, done, err := s.eng.source()
	if err != nil {
		return nil, s.readError(err)
	}
	a, err := s.pool.run(ctx, src, done, workQuery{Free: &sc, Timeout: sc.Timeout}, nil)
	if err != nil {
		return nil, s.readError(err)
	}
	return a.JSON, nil
}

// runFree runs a script with Cayley's own session. sound is false when it is
// left running.
func runFree(ctx context.Context, v view, sc Script) (out []byte, sound bool, err error) {
	qs := v.quadStore()
	lang := query.GetLanguage(sc.Language)
	switch {
	case lang == nil:
		return nil, true, hint(ErrQuery, nil, "unknown query language %q; there are %s", sc.Language, strings.Join(Languages(), ", "))
	case lang.HTTPQuery != nil && sc.Shape, lang.HTTPQuery == nil && lang.HTTP == nil:
		return nil, true, hint(ErrQuery, nil, "the language %s has no such interface", sc.Language)
	case lang.HTTPQuery != nil:
		var b answerBuffer
		lang.HTTPQuery(ctx, qs, &b, strings.NewReader(sc.Text))
		return b.Bytes(), true, b.err
	case sc.Shape:
		out, err = shapeOf(lang.HTTP(asWritten{qs}), sc)
		return out, true, err
	}
	if sc.Language == gizmo.Name {
		if _, err := goja.Compile("", sc.Text, false); err != nil {
			return nil, true, scriptError(err, 0)
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return results(ctx, lang.HTTP(withNative{qs, (&natives{ctx: ctx, v: v, plain: true}).value()}), sc)
}

// results runs a query and writes down what it gives.
func results(ctx context.Context, ses query.HTTP, sc Script) (out []byte, sound bool, err error) {
	o := query.Options{Collation: query.JSON, Limit: sc.Limit}
	if sc.JSONLD {
		o.Collation = query.JSONLD
	}
	it, err := ses.Execute(ctx, sc.Text, o)
	if err != nil {
		return nil, true, scriptError(err, 0)
	}
	list := listWriter{plain: sc.Plain}
	for err == nil && it.Next(ctx) {
		err = list.add(it.Result())
	}
	ended := err == nil && it.Err() == nil
	if err == nil && it.Err() != nil {
		err = scriptError(it.Err(), 0)
		if ctx.Err() != nil {
			err = timeout(ctx)
		}
	}
	_ = it.Close() // stops the script
	if !scriptEnds(ended) {
		return nil, false, errors.Join(err, errLeft)
	}
	return list.bytes(), true, err
}

var errLeft = hint(ErrQuery, nil, "the query did not stop")

// scriptEnds waits until the goroutine that Cayley runs a script in is gone.
// A script that panics there ends the process, but before that it looks like
// one that ended well; only its goroutine never goes.
func scriptEnds(well bool) bool {
	wait := grace
	if well {
		wait = crashWait
	}
	for until, nap := time.Now().Add(wait), 10*time.Microsecond; scriptRuns(); nap = min(2*nap, 10*time.Millisecond) {
		if time.Now().After(until) {
			return false
		}
		time.Sleep(nap)
	}
	return true
}

// scriptGoroutine is how the runtime says who started the goroutine.
var scriptGoroutine = []byte("created by github.com/cayleygraph/cayley/query/gizmo.(*results).Next")

func scriptRuns() bool {
	for size := 16 << 10; ; size *= 4 {
		b := make([]byte, size)
		if n := runtime.Stack(b, true); n < size {
			return bytes.Contains(b[:n], scriptGoroutine)
		}
	}
}

// asWritten hides what a store knows of optimizing, so that the shape is that
// of the query and not of the scan that answers it.
type asWritten struct{ graph.QuadStore }

// shapeOf describes the query as a graph. Cayley's page wants the links to be
// a list, also where there are none.
func shapeOf(ses query.HTTP, sc Script) ([]byte, error) {
	v, err := ses.ShapeOf(sc.Text)
	if err != nil {
		return nil, scriptError(err, 0)
	}
	if m, ok := v.(map[string]any); ok && m["nodes"] != nil {
		if b, err := json.Marshal(m["links"]); err == nil && string(b) == "null" {
			m["links"] = []any{}
		}
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil, hint(ErrQuery, err, "the shape of the query cannot be written as JSON: %v", err)
	}
	return b, tooLarge(len(b))
}

// listWriter writes a list as JSON, null if it is empty.
type listWriter struct {
	plain bool
	b     bytes.Buffer
}

func (l *listWriter) add(v any) error {
	if l.b.Len() == 0 {
		l.b.WriteByte('[')
	} else {
		l.b.WriteByte(',')
	}
	e := json.NewEncoder(&l.b)
	e.SetEscapeHTML(!l.plain)
	if err := e.Encode(v); err != nil {
		return hint(ErrQuery, err, "what the script emitted cannot be written as JSON: %v", err)
	}
	l.b.Truncate(l.b.Len() - 1) // the encoder's line end
	return tooLarge(l.b.Len())
}

func (l *listWriter) bytes() []byte {
	if l.b.Len() == 0 {
		return []byte("null")
	}
	return append(l.b.Bytes(), ']')
}

func tooLarge(n int) error {
	if n > maxAnswer {
		return hint(ErrQuery, nil, "the answer is larger than %d MB; add a limit, or select less", maxAnswer>>20)
	}
	return nil
}

// answerBuffer is where Cayley's own handler writes its answer.
type answerBuffer struct {
	bytes.Buffer
	err error
}

func (b *answerBuffer) WriteHeader(int) {}

func (b *answerBuffer) Write(p []byte) (int, error) {
	if b.err == nil {
		b.err = tooLarge(b.Len() + len(p))
	}
	if b.err != nil {
		return 0, fmt.Errorf("answer: %w", b.err)
	}
	return b.Buffer.Write(p)
}
