package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// log is what a server writes, read while it writes.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var serving = regexp.MustCompile(`serving \S+ at (http://\S+) `)

// start runs kg serve and gives its address, its log, and a function that
// stops it and gives its exit code.
func start(t *testing.T, env []string, args ...string) (url string, said *log, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	said = &log{}
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append(args, "--write", "--listen", "127.0.0.1:0"), streams{strings.NewReader(""), io.Discard, said}, env)
	}()
	stop = sync.OnceValue(func() int { cancel(); return <-ended })
	t.Cleanup(func() { stop() })
	for range 1000 {
		if m := serving.FindStringSubmatch(said.String()); m != nil {
			return m[1], said, stop
		}
		select {
		case code := <-ended:
			t.Fatalf("kg serve ended with %d: %s", code, said)
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Fatalf("kg serve did not start: %s", said)
	return "", nil, nil
}

func fetch(t *testing.T, method, url, body, token string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}

// TestServe: the server shows what other commands write meanwhile, and stops
// in good order.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	other := func(args ...string) {
		t.Helper()
		var e bytes.Buffer
		if code := run(context.Background(), append([]string{"--db", "s", "-q"}, args...), streams{strings.NewReader("<x> <y> <z> .\n"), io.Discard, &e}, nil); code != exitOK {
			t.Fatalf("%v: exit code %d\n%s", args, code, &e)
		}
	}
	other("ingest")
	url, said, stop := start(t, nil, "--db", "s", "serve")
	const count = `g.emit(g.V("<kg:Article>").in("<rdf:type>").count())`
	if code, text := fetch(t, "POST", url+"/api/v1/query/gizmo", count, ""); text != "{\"result\":[5]}\n" {
		t.Errorf("%d %s", code, text)
	}
	other("rm", "000")
	time.Sleep(time.Second) // a view is that of a moment ago
	if code, text := fetch(t, "POST", url+"/api/v1/query/gizmo", count, ""); text != "{\"result\":[4]}\n" {
		t.Errorf("after kg rm: %d %s", code, text)
	}
	other("verify")
	if code, text := fetch(t, "POST", url+"/api/v2/write", "<x> <y> \"z\" .", ""); code != 200 {
		t.Errorf("%d %s", code, text)
	}
	if code, text := fetch(t, "GET", url+"/api/v2/read?sub=<x>", "", ""); text != "<x> <y> \"z\" .\n" {
		t.Errorf("what was just written: %d %s", code, text)
	}
	for _, path := range []string{"/", "/explore", "/healthz", "/metrics", "/kg/queries.json"} {
		if code, text := fetch(t, "GET", url+path, "", ""); code != 200 {
			t.Errorf("%s: %d %.200s", path, code, text)
		}
	}
	if code := stop(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(said.String(), "POST /api/v2/write 200 ") {
		t.Errorf("log: %s", said)
	}
}

// TestServeMemory: a store in memory is served, and says that it is empty.
// With a token nothing but /healthz goes without.
func TestServeMemory(t *testing.T) {
	token := strings.Repeat("k", 32)
	url, said, _ := start(t, []string{"KG_TOKEN=" + token}, "--db", "mem:", "serve")
	if !strings.Contains(said.String(), "in memory is empty") {
		t.Errorf("log: %s", said)
	}
	for path, want := range map[string]int{"/healthz": 200, "/": 401, "/explore": 401, "/api/v2/read": 401, "/metrics": 401} {
		if code, text := fetch(t, "GET", url+path, "", ""); code != want {
			t.Errorf("%s: %d %.200s", path, code, text)
		}
	}
	for range 2 {
		if code, text := fetch(t, "POST", url+"/api/v2/write", "<x> <y> <z> .", token); code != 200 {
			t.Errorf("%d %s", code, text)
		}
	}
	if code, text := fetch(t, "GET", url+"/api/v2/read", "", token); text != "<x> <y> <z> .\n" {
		t.Errorf("%d %s", code, text)
	}
	if strings.Contains(said.String(), token) {
		t.Error("the token is in the log")
	}
}

// TestServePortInUse says so, and what to do.
func TestServePortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var e bytes.Buffer
	code := run(context.Background(), []string{"--db", "mem:", "serve", "--listen", l.Addr().String()}, streams{nil, io.Discard, &e}, nil)
	if code != exitStore || !strings.Contains(e.String(), "in use") || !strings.Contains(e.String(), "--listen") {
		t.Errorf("exit code %d: %s", code, &e)
	}
}

// TestServeOpen: --open gives the address to the desktop.
func TestServeOpen(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the program that opens pages has another name")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\necho \"$1\" >"+filepath.Join(dir, "opened.part")+
		" && mv "+filepath.Join(dir, "opened.part")+" "+filepath.Join(dir, "opened")+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	url, _, _ := start(t, nil, "--db", "mem:", "serve", "--open")
	for range 500 {
		if b, err := os.ReadFile(filepath.Join(dir, "opened")); err == nil {
			if got := strings.TrimSpace(string(b)); got != url {
				t.Errorf("opened %s, served %s", got, url)
			}
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("nothing was opened")
}
