package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"kg/graph/store"
	"kg/graph/web"
	"kg/graph/web/explore"
	"kg/graph/web/live"
	"kg/internal/infile"
	"kg/queries"
)

// tokenEnv is the variable that holds the token of kg serve.
const tokenEnv = "KG_TOKEN"

type serveFlags struct {
	tokenFile string
	hosts     []string
	write     bool
	browse    bool
}

func newServe(a *app) *cobra.Command {
	var o serveFlags
	c := &cobra.Command{
		Use: "serve", Short: "Cayley's query page, its HTTP API, and the explorer",
		Long: `Serves the graph to browsers and programs until it is interrupted: Cayley's
query page at /, the explorer at /explore, Cayley's HTTP API below /api/v1/ and
/api/v2/. ` + "`kg ingest`" + ` works meanwhile.

Only this machine can reach it. Another address needs --listen and a token, in
the variable KG_TOKEN or in a file; give it as password, with any user name.
Traffic is not encrypted: put a proxy with TLS before it.`,
		Example: "  kg serve --open\n  kg serve --listen 127.0.0.1:8080\n  KG_TOKEN=$(openssl rand -hex 32) kg serve --listen 0.0.0.0:64210 --host kg.example.org",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context(), o) },
	}
	f := c.Flags()
	f.String("listen", "", "`ADDRESS` to listen on, port 0 for any that is free (serve.listen)")
	f.String("timeout", "", "longest `TIME` of a query (serve.timeout)")
	f.StringVar(&o.tokenFile, "token-file", "", "`FILE` with the token, in place of "+tokenEnv)
	f.StringArrayVar(&o.hosts, "host", nil, "further `NAME` under which the server is reached")
	f.BoolVar(&o.write, "write", false, "let clients write and delete quads that are no article's")
	f.BoolVar(&o.browse, "open", false, "open the page in the browser")
	a.sets("serve.listen", f.Lookup("listen"))
	a.sets("serve.timeout", f.Lookup("timeout"))
	return c
}

func (a *app) serve(ctx context.Context, o serveFlags) error {
	src, write, done, err := a.shared(ctx)
	if err != nil {
		return err
	}
	defer done()
	if !o.write {
		write = nil
	}
	srv, err := a.server(o, src, write)
	if err != nil {
		return err
	}
	st, release, err := src.View(ctx) // say now, not with the first request, what is wrong with the store
	if err != nil {
		return err
	}
	name := st.Name()
	release()
	address := a.cfg.Serve.Listen
	l, err := listen(ctx, address)
	if err != nil {
		return err
	}
	url := "http://" + browseAddress(l.Addr().String())
	a.note("kg: serving %s at %s (Ctrl-C stops)", name, url)
	if !web.Loopback(address) {
		a.note("kg: other machines can reach it; the token is wanted with every request, and nothing is encrypted")
	}
	if o.browse {
		if err := browse(url); err != nil {
			a.say("kg: cannot open the browser: %v; visit %s", err, url)
		}
	}
	return srv.Serve(ctx, l)
}

// writer runs a function on the store, opened for writing.
type writer func(context.Context, func(*store.Store) error) error

// shared gives requests the store, to read and to write, and a function to
// call at the end. A store in memory is this process's alone.
func (a *app) shared(ctx context.Context) (live.Source, writer, func(), error) {
	if a.cfg.Store.Path == "mem:" {
		st, err := a.open(ctx, false)
		if err != nil {
			return nil, nil, nil, err
		}
		a.note("kg: a store in memory is empty at the start and gone at the end; `kg ingest` writes to one of its own")
		write := func(_ context.Context, f func(*store.Store) error) error { return f(st) }
		return live.Fixed{Store: st}, write, func() { st.Close() }, nil
	}
	src := live.New(func(ctx context.Context) (*store.Store, error) { return a.open(ctx, true) })
	write := func(ctx context.Context, f func(*store.Store) error) error {
		defer src.Look()
		return a.writing(ctx, f)
	}
	return src, write, src.Close, nil
}

// server makes the server of the configuration.
func (a *app) server(o serveFlags, src live.Source, write writer) (*web.Server, error) {
	token, err := a.token(o.tokenFile)
	if err != nil {
		return nil, err
	}
	list, err := a.catalogue(a.file)
	if err != nil {
		return nil, &failure{exitInput, err}
	}
	var mu sync.Mutex // messages of requests that end together
	fault := func(err error) { mu.Lock(); defer mu.Unlock(); a.say("kg: %v", err) }
	explorer, err := a.explorer(src, list, fault)
	if err != nil {
		return nil, err
	}
	address := a.cfg.Serve.Listen
	srv, err := web.New(web.Options{
		Source: src, Write: write, Explore: explorer, Listen: address, Hosts: o.hosts, Token: token, Timeout: a.cfg.Serve.Timeout,
		Queries: list, Prelude: queries.Prelude(a.onto),
		Access: func(r web.Access) { mu.Lock(); defer mu.Unlock(); a.access(r) },
		Fault:  fault,
	})
	if errors.Is(err, web.ErrToken) {
		return nil, fail(exitUsage, "%s can be reached by other machines: give a token in %s or with --token-file (`openssl rand -hex 32` makes one)", address, tokenEnv)
	} else if err != nil {
		return nil, fail(exitUsage, "%w", err)
	}
	return srv, nil
}

// explorer makes the handler of the explorer's page and API.
func (a *app) explorer(src live.Source, list []queries.Query, fault func(error)) (http.Handler, error) {
	return explore.Handler(src, explore.Options{
		Ontology: a.onto, Queries: list, Limit: a.cfg.Query.Limit, Timeout: a.cfg.Serve.Timeout, Lang: a.cfg.Output.Lang,
		Report: func(r *http.Request, err error) { fault(fmt.Errorf("%s: %w", r.URL.EscapedPath(), err)) },
	})
}

// token reads the token from the file, else from the environment.
func (a *app) token(file string) (string, error) {
	if file == "" {
		return a.getenv(tokenEnv), nil
	}
	b, err := infile.Read(file, 1<<16)
	if err != nil {
		return "", fail(exitUsage, "token: %w", err)
	}
	token := strings.TrimSpace(string(b))
	if token == "" {
		return "", fail(exitUsage, "the token file %s is empty", file)
	}
	return token, nil
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fail(exitStore, "%s is in use, maybe by another `kg serve`; stop that, or choose another port with --listen 127.0.0.1:0", address)
	case errors.Is(err, syscall.EACCES):
		return nil, fail(exitStore, "this user may not listen on %s; choose a port above 1023 with --listen", address)
	case err != nil:
		return nil, fail(exitUsage, "listen on %s: %w", address, err)
	}
	return l, nil
}

// browseAddress is where a browser on this machine finds a server that
// listens on all addresses.
func browseAddress(address string) string {
	host, port, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return address
}

// access logs one request.
func (a *app) access(r web.Access) {
	a.note("%s %s %s %s %d %s %s", time.Now().UTC().Format(time.RFC3339), r.Remote, r.Method, r.Path, r.Code, size(r.Bytes), r.Took.Round(10*time.Microsecond))
}

// browse opens a page in the browser of the desktop.
func browse(url string) error {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if err := exec.Command(name, args...).Start(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
