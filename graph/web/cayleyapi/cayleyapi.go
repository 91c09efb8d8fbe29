// Package cayleyapi is Cayley's HTTP API, versions 1 and 2, as its clients use
// it, over a store of kg. Scripts run in processes of their own (package
// store), a bounded number at a time. It writes only where it is allowed to,
// and never what belongs to an article.
//
// The answers are those of Cayley 0.7.7's own server
// (github.com/cayleygraph/cayley, internal/http and server/http), which the
// tests compare; but for Cross-Origin headers, which let any web page in, and
// for limits, which it does not have.
package cayleyapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"kg/graph/store"
	"kg/graph/web/live"
)

// Options of New.
type Options struct {
	Source live.Source
	// Write runs a function on the store, opened for writing; nil: the API is
	// read-only. It is store.ErrLocked where another process writes.
	Write   func(context.Context, func(*store.Store) error) error
	Timeout time.Duration // of a query
	// Unavailable answers when there is no view of the store, and Fault is
	// told of errors that are not the client's.
	Unavailable func(http.ResponseWriter, error)
	Fault       func(error)
}

const (
	maxQuery  = 1 << 20         // bytes of a query, as Cayley has it
	maxWrite  = 256 << 20       // bytes of quads in one request
	scripts   = 3               // at a time; the store has one process more, for canned queries
	turnWait  = 5 * time.Second // for one of these to end
	viewLimit = 100             // results of a query that does not say how many, as Cayley has it
)

// API answers requests to the API.
type API struct {
	o     Options
	slots chan struct{} // of scripts
	held  chan struct{} // of what holds much memory
	mu    sync.Mutex    // writes of this server follow one another
}

// New makes the API.
func New(o Options) *API {
	return &API{o: o, slots: make(chan struct{}, scripts), held: make(chan struct{}, 1)}
}

// Register adds the routes to mux.
func (a *API) Register(mux *http.ServeMux) {
	mux.HandleFunc("POST /api/v1/query/{lang}", a.queryV1)
	mux.HandleFunc("POST /api/v1/shape/{lang}", a.shapeV1)
	mux.HandleFunc("POST /api/v1/write", a.writing(a.writeV1))
	mux.HandleFunc("POST /api/v1/write/file/nquad", a.writing(a.writeFileV1))
	mux.HandleFunc("POST /api/v1/delete", a.writing(a.deleteV1))
	mux.HandleFunc("GET /api/v2/query", a.queryV2)
	mux.HandleFunc("POST /api/v2/query", a.queryV2)
	mux.HandleFunc("GET /api/v2/read", a.read)
	mux.HandleFunc("POST /api/v2/read", a.read)
	mux.HandleFunc("GET /api/v2/formats", a.formats)
	mux.HandleFunc("POST /api/v2/write", a.writing(a.write))
	mux.HandleFunc("POST /api/v2/delete", a.writing(a.delete))
	mux.HandleFunc("POST /api/v2/node/delete", a.writing(a.deleteNode))
}

// Running is the number of scripts that run now.
func (a *API) Running() int { return len(a.slots) }

// fail answers with an error.
func fail(w http.ResponseWriter, code int, format string, args ...any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": fmt.Sprintf(format, args...)}) // a client that is gone
}

// failed answers with the error of the store or of a request's body.
func (a *API) failed(w http.ResponseWriter, err error) {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		w.Header().Set("Connection", "close") // the rest is not read
		fail(w, http.StatusRequestEntityTooLarge, "the request is larger than %d bytes", large.Limit)
	case errors.Is(err, errMany):
		w.Header().Set("Retry-After", "5")
		fail(w, http.StatusServiceUnavailable, "%v", err)
	case errors.Is(err, store.ErrQuery), errors.Is(err, errInput):
		fail(w, http.StatusBadRequest, "%v", err)
	case errors.Is(err, store.ErrOwned):
		fail(w, http.StatusForbidden, "%v", err)
	case errors.Is(err, context.Canceled):
		panic(http.ErrAbortHandler) // nobody waits for the answer
	default:
		a.o.Fault(err)
		fail(w, http.StatusInternalServerError, "the request failed; the server's log says why")
	}
}

var (
	errMany  = errors.New("as many requests of the kind are worked on already as this server does at a time; try again in a moment")
	errInput = errors.New("the request cannot be read")
)

// input marks an error as the client's.
func input(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", errInput, err)
}

// view runs f on a view of the store.
func (a *API) view(w http.ResponseWriter, r *http.Request, f func(*store.Store) error) {
	st, release, err := a.o.Source.View(r.Context())
	if err != nil {
		a.o.Unavailable(w, err)
		return
	}
	defer release()
	if err := f(st); err != nil {
		a.failed(w, err)
	}
}

// run runs a script when it is its turn.
func (a *API) run(ctx context.Context, st *store.Store, sc store.Script) ([]byte, error) {
	done, err := turn(ctx, a.slots)
	if err != nil {
		return nil, err
	}
	defer done()
	sc.Timeout = a.o.Timeout
	return st.Run(ctx, sc)
}

// turn waits for a place among those who work at a time, and gives a function
// that leaves it.
func turn(ctx context.Context, places chan struct{}) (func(), error) {
	late := time.NewTimer(turnWait)
	defer late.Stop()
	select {
	case places <- struct{}{}:
		return func() { <-places }, nil
	case <-late.C:
		return nil, errMany
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func body(w http.ResponseWriter, r *http.Request) (string, error) {
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxQuery))
	if err != nil {
		return "", input(err)
	}
	return string(b), nil
}

func (a *API) queryV1(w http.ResponseWriter, r *http.Request) {
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit")) // as Cayley: what is no number is none
	if limit == 0 {
		limit = viewLimit
	}
	a.v1(w, r, store.Script{Limit: limit})
}

func (a *API) shapeV1(w http.ResponseWriter, r *http.Request) { a.v1(w, r, store.Script{Shape: true}) }

// v1 answers with text: Cayley's page parses it itself, and fails where the
// browser has done so already.
func (a *API) v1(w http.ResponseWriter, r *http.Request, sc store.Script) {
	text, err := body(w, r)
	if err != nil {
		a.failed(w, err)
		return
	}
	sc.Text, sc.Language = text, r.PathValue("lang")
	a.view(w, r, func(st *store.Store) error {
		out, err := a.run(r.Context(), st, sc)
		if err == nil {
			answer(w, "text/plain; charset=utf-8", sc, out)
		}
		return err
	})
}

// answer writes what a script gave: of GraphQL and for a shape as it is,
// otherwise as a result.
func answer(w http.ResponseWriter, contentType string, sc store.Script, out []byte) {
	w.Header().Set("Content-Type", contentType)
	if !sc.Shape && sc.Language != "graphql" {
		out = append(append([]byte(`{"result":`), out...), "}\n"...)
	}
	_, _ = w.Write(out) // a client that is gone
}

func (a *API) queryV2(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	sc := store.Script{Language: q.Get("lang"), Text: q.Get("qu"), Limit: viewLimit, Plain: true}
	if r.Method == http.MethodPost {
		var err error
		if sc.Text, err = body(w, r); err != nil {
			a.failed(w, err)
			return
		}
	}
	switch {
	case sc.Language == "":
		fail(w, http.StatusBadRequest, "query language not specified: add ?lang=gizmo")
		return
	case sc.Text == "":
		fail(w, http.StatusBadRequest, "query is empty")
		return
	}
	contentType := "application/json"
	switch {
	case sc.Language == "graphql":
		contentType = "text/plain; charset=utf-8" // as Cayley
	case accepted(r, "Accept") == "application/ld+json":
		sc.JSONLD, contentType = true, "application/ld+json"
	}
	a.view(w, r, func(st *store.Store) error {
		out, err := a.run(r.Context(), st, sc)
		if err == nil {
			answer(w, contentType, sc, out)
		}
		return err
	})
}
