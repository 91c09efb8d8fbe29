// Package web serves the graph over HTTP: Cayley's query page and API, the
// explorer, and what operation needs. It is safe to open to a browser that
// also visits hostile pages (see guard.go) and to hostile queries, which run
// in processes of their own (package store).
package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/klauspost/compress/gzhttp"
	"golang.org/x/net/netutil"

	"kg/graph/store"
	"kg/graph/web/cayleyapi"
	"kg/graph/web/cayleyui"
	"kg/graph/web/live"
	"kg/queries"
)

// Options of New.
type Options struct {
	Source live.Source
	Listen string   // the address that is listened on: decides which names of this host are right
	Hosts  []string // further names under which the server is reached
	Token  string   // wanted with every request but /healthz; "" for none
	// Write runs a function on the store, opened for writing; nil: the API
	// only reads.
	Write func(context.Context, func(*store.Store) error) error
	// Timeout is the longest that a query may run; 0: 30 s.
	Timeout time.Duration
	Queries []queries.Query // offered in Cayley's page
	Prelude string          // functions that they share
	// Explore is the explorer's handler, for all below /explore and /api/kg/;
	// nil: none.
	Explore http.Handler
	// Access is told of every request when it has been answered; nil: nobody.
	Access func(Access)
	// Fault is told of errors that are not the client's; nil: nobody.
	Fault func(error)
}

const (
	headerTime        = 5 * time.Second  // for a client to send its header
	readTime          = 30 * time.Second // for a client to send all
	idleTime          = 2 * time.Minute  // of a kept connection
	writeTime         = 30 * time.Second // for a client to take the answer, beyond the query's time
	stopTime          = 10 * time.Second // for requests in hand when the server stops
	headerBytes       = 32 << 10
	connections       = 256
	silentConnections = connections / 2 // that have not asked anything yet
)

// Server answers requests.
type Server struct {
	o       Options
	handler http.Handler
	metrics *metrics
	slow    time.Duration // headerTime, shorter in a test
}

// New prepares a server. It does not listen yet.
func New(o Options) (*Server, error) {
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	g, err := newGuard(o)
	if err != nil {
		return nil, err
	}
	s := &Server{o: o, metrics: newMetrics(), slow: headerTime}
	zip, err := gzhttp.NewWrapper()
	if err != nil {
		return nil, fmt.Errorf("compression: %w", err)
	}
	s.handler = s.observe(g.wrap(zip(s.routes())))
	return s, nil
}

// Handler is the whole server as a handler.
func (s *Server) Handler() http.Handler { return s.handler }

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.health)
	mux.Handle("GET /metrics", s.metrics.handler())
	api := cayleyapi.New(cayleyapi.Options{Source: s.o.Source, Write: s.o.Write, Timeout: s.o.Timeout,
		Unavailable: s.unavailable, Fault: s.fault})
	api.Register(mux)
	s.metrics.scripts(api.Running)
	cayleyui.New(s.o.Queries, s.o.Prelude, s.o.Explore != nil).Register(mux)
	if s.o.Explore != nil {
		mux.Handle("/explore", s.o.Explore)
		mux.Handle("/explore/", s.o.Explore)
		mux.Handle("/api/kg/", s.o.Explore)
	}
	return mux
}

// Serve answers requests on l until ctx ends, then finishes those in hand.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: s.slow, ReadTimeout: readTime, IdleTimeout: idleTime,
		WriteTimeout:   s.o.Timeout + writeTime,
		MaxHeaderBytes: headerBytes,
		ErrorLog:       s.errorLog(),
		ConnState:      new(silent).state,
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(netutil.LimitListener(l, connections)) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := srv.Shutdown(stop); err != nil { // some did not end in time
		err = srv.Close()
		return errors.Join(err, ignoreClosed(<-done))
	}
	return ignoreClosed(<-done)
}

func ignoreClosed(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// health says whether the store can be read. It needs no token and tells
// nothing else.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), s.o.Timeout)
	defer cancel()
	st, release, err := s.o.Source.View(ctx)
	if err != nil {
		s.unavailable(w, err)
		return
	}
	defer release()
	for _, err := range st.Find(ctx, quad.Quad{Subject: quad.IRI("kg:healthz")}) { // nobody's: the cheapest question
		if err != nil {
			s.unavailable(w, err)
			return
		}
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}

// unavailable answers when there is no view of the store.
func (s *Server) unavailable(w http.ResponseWriter, err error) {
	if errors.Is(err, live.ErrBusy) {
		w.Header().Set("Retry-After", "1")
		fail(w, http.StatusServiceUnavailable, "the store is being written to; try again in a moment")
		return
	}
	s.fault(err)
	fail(w, http.StatusServiceUnavailable, "the store cannot be read; the server's log says why")
}

func (s *Server) fault(err error) {
	if s.o.Fault != nil {
		s.o.Fault(err)
	}
}
