package web

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"kg/graph/store"
	"kg/graph/web/live"
)

const secret = "0123456789abcdef0123456789abcdef"

// viewer is a Source of a store that stays open, or of an error.
type viewer struct {
	st  *store.Store
	err error
}

func (v viewer) View(context.Context) (*store.Store, func(), error) { return v.st, func() {}, v.err }

func memory(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), "mem:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

func newServer(t *testing.T, o Options) *Server {
	t.Helper()
	if o.Listen == "" {
		o.Listen = "127.0.0.1:64210"
	}
	if o.Source == nil {
		o.Source = viewer{st: memory(t)}
	}
	o.Fault = func(err error) { t.Logf("fault: %v", err) }
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// request is a request as a browser or program would send it.
type request struct {
	method, path, body string
	header             map[string]string
}

func (q request) send(h http.Handler) *http.Response {
	method := q.method
	if method == "" {
		method = http.MethodGet
	}
	r := httptest.NewRequest(method, q.path, strings.NewReader(q.body))
	r.Host = "127.0.0.1:64210"
	for k, v := range q.header {
		if k == "Host" {
			r.Host = v
			continue
		}
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestGuard(t *testing.T) {
	local := newServer(t, Options{Hosts: []string{"Graph.example.org"}})
	remote := newServer(t, Options{Listen: "192.0.2.7:80", Token: secret})
	h := func(kv ...string) map[string]string {
		m := map[string]string{}
		for i := 0; i < len(kv); i += 2 {
			m[kv[i]] = kv[i+1]
		}
		return m
	}
	for _, c := range []struct {
		name   string
		s      *Server
		path   string
		header map[string]string
		want   int
	}{
		{"plain", local, "/metrics", nil, 200},
		{"localhost", local, "/metrics", h("Host", "localhost:64210"), 200},
		{"a tunnel's port", local, "/metrics", h("Host", "localhost:8080"), 200},
		{"IPv6", local, "/metrics", h("Host", "[::1]:64210"), 200},
		{"named", local, "/metrics", h("Host", "graph.example.org"), 200},
		{"rebinding", local, "/metrics", h("Host", "evil.example"), 421},
		{"rebinding with port", local, "/metrics", h("Host", "evil.example:64210"), 421},
		{"looks local", local, "/metrics", h("Host", "127.0.0.1.evil.example:64210"), 421},
		{"other address", local, "/metrics", h("Host", "192.0.2.7:64210"), 421},
		{"no host", local, "/metrics", h("Host", ""), 421},
		{"own origin", local, "/metrics", h("Origin", "http://127.0.0.1:64210"), 200},
		{"other origin", local, "/metrics", h("Origin", "http://evil.example"), 403},
		{"other port is another origin", local, "/metrics", h("Origin", "http://127.0.0.1:9999"), 403},
		{"sandboxed page", local, "/metrics", h("Origin", "null"), 403},
		{"image of another page", local, "/metrics", h("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"), 403},
		{"frame in another page", local, "/metrics", h("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"), 403},
		{"link from another page", local, "/metrics", h("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"), 200},
		{"link to the API", local, "/api/v2/query", h("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"), 403},
		{"no token", remote, "/metrics", h("Host", "192.0.2.7"), 401},
		{"wrong token", remote, "/metrics", h("Host", "192.0.2.7", "Authorization", "Bearer "+secret[1:]+"0"), 401},
		{"empty token", remote, "/metrics", h("Host", "192.0.2.7", "Authorization", "Bearer "), 401},
		{"token", remote, "/metrics", h("Host", "192.0.2.7", "Authorization", "Bearer "+secret), 200},
		{"token as password", remote, "/metrics", h("Host", "192.0.2.7", "Authorization", "Basic a2c6MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), 200},
		{"token does not excuse the host", remote, "/metrics", h("Host", "evil.example", "Authorization", "Bearer "+secret), 421},
		{"health needs none", remote, "/healthz", h("Host", "192.0.2.7"), 200},
	} {
		r := request{path: c.path, header: c.header}.send(c.s.Handler())
		if r.StatusCode != c.want {
			t.Errorf("%s: %d %s, want %d", c.name, r.StatusCode, text(t, r), c.want)
		}
		for k := range r.Header {
			if strings.HasPrefix(k, "Access-Control-") {
				t.Errorf("%s: header %s", c.name, k)
			}
		}
		if !strings.Contains(r.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: no policy", c.name)
		}
	}
}

func TestAddressesNeedATokenUnlessLocal(t *testing.T) {
	for address, local := range map[string]bool{
		"127.0.0.1:1": true, "[::1]:1": true, "localhost:1": true, "127.9.9.9:1": true, "[::ffff:127.0.0.1]:1": true,
		":1": false, "0.0.0.0:1": false, "[::]:1": false, "192.0.2.7:1": false, "kg.example.org:1": false,
	} {
		_, err := New(Options{Source: viewer{}, Listen: address})
		if (err == nil) != local || !local && !errors.Is(err, ErrToken) {
			t.Errorf("%s: %v", address, err)
		}
		if _, err := New(Options{Source: viewer{}, Listen: address, Token: "short"}); err == nil {
			t.Errorf("%s: a short token passed", address)
		}
	}
}

func TestBusyStore(t *testing.T) {
	s := newServer(t, Options{Source: viewer{err: live.ErrBusy}})
	r := request{path: "/healthz"}.send(s.Handler())
	if r.StatusCode != 503 || r.Header.Get("Retry-After") == "" {
		t.Errorf("%d %v", r.StatusCode, r.Header)
	}
	s = newServer(t, Options{Source: viewer{err: errors.New("/secret/path is broken")}})
	r = request{path: "/healthz"}.send(s.Handler())
	if body := text(t, r); r.StatusCode != 503 || strings.Contains(body, "secret") {
		t.Errorf("%d %s", r.StatusCode, body)
	}
}

func TestPanicIsAnAnswer(t *testing.T) {
	var seen []Access
	s := newServer(t, Options{Explore: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("oops") }),
		Access: func(a Access) { seen = append(seen, a) }})
	r := request{path: "/explore"}.send(s.Handler())
	if body := text(t, r); r.StatusCode != 500 || strings.Contains(body, "oops") {
		t.Errorf("%d %s", r.StatusCode, body)
	}
	if len(seen) != 1 || seen[0].Code != 500 {
		t.Errorf("%+v", seen)
	}
	if m := text(t, request{path: "/metrics"}.send(s.Handler())); !strings.Contains(m, `kg_http_requests_total{code="500",method="GET",route="/explore"} 1`) {
		t.Error(m)
	}
}

// TestLogLines: nobody writes lines of their own into the log.
func TestLogLines(t *testing.T) {
	var seen []Access
	s := newServer(t, Options{Access: func(a Access) { seen = append(seen, a) }})
	request{path: "/x%0A2026-01-01%20forged%1b[31m"}.send(s.Handler())
	if len(seen) != 1 || strings.ContainsAny(seen[0].Path, "\n\x1b ") {
		t.Errorf("%+v", seen)
	}
}

// TestMoreTime: a handler that sends for long can be given more time.
func TestMoreTime(t *testing.T) {
	s := newServer(t, Options{Explore: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Error(err)
		}
	})})
	srv := httptest.NewServer(s.Handler())
	defer srv.Close()
	for _, encoding := range []string{"identity", "gzip"} {
		r, err := http.NewRequest("GET", srv.URL+"/explore", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", encoding)
		resp, err := http.DefaultClient.Do(r)
		if err != nil || resp.StatusCode != 200 {
			t.Fatal(resp, err)
		}
		resp.Body.Close()
	}
}

// TestStop: a request in hand is finished, then the server ends.
func TestStop(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	s := newServer(t, Options{Explore: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-leave
		io.WriteString(w, "done")
	})})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	body := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + l.Addr().String() + "/explore")
		if err != nil {
			body <- err.Error()
			return
		}
		defer r.Body.Close()
		b, _ := io.ReadAll(r.Body)
		body <- string(b)
	}()
	<-entered
	cancel()
	time.Sleep(20 * time.Millisecond)
	close(leave)
	if got := <-body; got != "done" {
		t.Errorf("the request in hand got %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
