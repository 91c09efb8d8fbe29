package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"
	"kg/graph/web/live"
)

func TestMain(m *testing.M) {
	if os.Getenv(store.WorkerEnv) != "" {
		os.Exit(store.WorkerMain())
	}
	os.Exit(m.Run())
}

// running is a server on a port of its own, over a store in a folder.
func running(t *testing.T, set ...func(*Server)) (url, dir string, s *Server) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(t.TempDir(), "store")
	write(t, dir, storetest.NewGen(1, 20).Article("first", 10))
	src := live.New(func(ctx context.Context) (*store.Store, error) {
		return store.Open(ctx, dir, store.Options{ReadOnly: true, Worker: exe})
	})
	s = newServer(t, Options{Source: src})
	s.slow = 200 * time.Millisecond
	for _, f := range set {
		f(s)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		src.Close()
	})
	return "http://" + l.Addr().String(), dir, s
}

func write(t *testing.T, dir string, r graph.Record) {
	t.Helper()
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Error(err)
		return
	}
	_, err = st.Put(context.Background(), []graph.Record{r})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Error(err)
	}
}

func post(url, script string) (int, string, error) {
	r, err := http.Post(url+"/api/v1/query/gizmo", "text/plain", strings.NewReader(script))
	if err != nil {
		return 0, "", err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	return r.StatusCode, string(b), err
}

// TestLoad: a fixed number of simple queries, none of which fails.
func TestLoad(t *testing.T) {
	url, _, _ := running(t)
	total := 4000
	if testing.Short() || raceDetector {
		total = 400
	}
	const script = `g.V("<article:first>").Out("<rdf:type>").All()`
	want := `{"result":[{"id":"\u003ckg:Article\u003e"}]}` + "\n"
	if _, _, err := post(url, script); err != nil { // the first opens the store and starts a worker
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rate := hammer(t, url, script, total, func(code int, text string) bool { return code == 200 && text == want })
	runtime.GC()
	runtime.ReadMemStats(&after)
	if rate < 500 && !raceDetector && !testing.Short() {
		t.Errorf("%.0f queries a second, want 500", rate)
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 16<<20 {
		t.Errorf("%d MB more after the queries", grown>>20)
	}
}

// TestLoadOf asks a server that runs elsewhere, so that its memory can be seen.
func TestLoadOf(t *testing.T) {
	url := os.Getenv("KG_LOAD_URL")
	if url == "" {
		t.Skip("KG_LOAD_URL names no server")
	}
	hammer(t, url, `g.V("<iran>").Out().All()`, 20_000, func(code int, _ string) bool { return code == 200 })
}

const clients = 16

// hammer sends so many queries, of several clients at a time, and gives the
// number a second.
func hammer(t *testing.T, url, script string, total int, right func(code int, text string) bool) float64 {
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = clients
	var left atomic.Int64
	left.Store(int64(total))
	var wg sync.WaitGroup
	start := time.Now()
	for range clients {
		wg.Go(func() {
			for left.Add(-1) >= 0 {
				if code, text, err := post(url, script); err != nil || !right(code, text) {
					t.Errorf("%d %s %v", code, text, err)
					return
				}
			}
		})
	}
	wg.Wait()
	rate := float64(total) / time.Since(start).Seconds()
	t.Logf("%d queries of %d clients, %.0f a second", total, clients, rate)
	return rate
}

// TestWritingBeside: articles are written while the server is asked, nobody
// waits for long, and no answer shows a part of an article.
func TestWritingBeside(t *testing.T) {
	url, dir, _ := running(t)
	g := storetest.NewGen(2, 20)
	claims := map[string]int{}
	var recs []graph.Record
	for i := range 20 {
		r := g.Article(fmt.Sprintf("a%02d", i), 5+i%7)
		recs = append(recs, r)
		claims["<article:"+r.Article.ID+">"] = len(r.Claims)
	}
	first := storetest.NewGen(1, 20).Article("first", 10)
	claims["<article:first>"] = len(first.Claims)
	written := make(chan bool)
	go func() {
		defer close(written)
		for _, r := range recs {
			write(t, dir, r)
		}
	}()
	const script = `g.V("<kg:Article>").in("<rdf:type>").forEach(function (a) { g.emit([a.id, g.V(a.id).in("<oa:hasSource>").count()]) })`
	most, done := 0, false
	for !done || most < len(claims) {
		select {
		case <-written:
			if done && most < len(claims) {
				time.Sleep(50 * time.Millisecond) // a view is that of a moment ago
			}
			done = true
		default:
		}
		code, text, err := post(url, script)
		if err != nil || code != 200 {
			t.Fatal(code, text, err)
		}
		var answer struct{ Result [][2]any }
		if err := json.Unmarshal([]byte(text), &answer); err != nil {
			t.Fatal(err)
		}
		for _, r := range answer.Result {
			if id := r[0].(string); int(r[1].(float64)) != claims[id] {
				t.Errorf("%s has %v claims, want %d", id, r[1], claims[id])
			}
		}
		if most = max(most, len(answer.Result)); t.Failed() {
			return
		}
	}
}

// TestSlowClient: who does not send a whole header is hung up on.
func TestSlowClient(t *testing.T) {
	url, _, _ := running(t)
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
	c.SetReadDeadline(time.Now().Add(10 * time.Second))
	if b, err := io.ReadAll(c); err != nil {
		t.Errorf("%q, %v", b, err)
	}
}

// TestCompression: large answers are packed for those who take it.
func TestCompression(t *testing.T) {
	url, _, _ := running(t)
	r, err := http.NewRequest("GET", url+"/api/v2/read", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip")
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.Header.Get("Content-Encoding") != "gzip" || resp.Header.Get("Content-Type") != "application/n-quads" {
		t.Errorf("%v", resp.Header)
	}
}
