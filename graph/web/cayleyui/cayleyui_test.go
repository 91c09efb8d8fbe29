package cayleyui

import (
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/dop251/goja"

	"kg/queries"
)

func catalogue(t *testing.T) []queries.Query {
	t.Helper()
	list, err := queries.Catalogue(queries.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func get(t *testing.T, h http.Handler, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func mux(t *testing.T, explore bool) *http.ServeMux {
	t.Helper()
	m := http.NewServeMux()
	New(catalogue(t), "function shared() {}", explore).Register(m)
	return m
}

func TestPages(t *testing.T) {
	m := mux(t, true)
	for path, want := range map[string]string{
		"/": "cayley_query.js", "/ui/query": "cayley_query.js", "/ui/query_shape": "cayley_shape.js", "/ui/visualize": "cayley_visualize.js",
		"/ui/write": "cayley_write.js", "/static/js/cayley_main.js": "CodeMirror", "/static/cayley.svg": "<svg", "/favicon.ico": "",
		"/docs/GizmoAPI": "graph.Vertex", "/docs/Quickstart-As-Application": "Getting Started", "/docs/MQL": "MQL", "/docs/Configuration": "store", "/docs/HTTP": "api/v1",
		"/kg/queries.json": `"explore":true`, "/kg/queries.js": "Canned queries",
	} {
		r := get(t, m, path)
		if text := body(t, r); r.StatusCode != 200 || !strings.Contains(text, want) {
			t.Errorf("%s: %d, %.100s", path, r.StatusCode, text)
		}
		if again := get(t, m, path, "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s again: %d", path, again.StatusCode)
		}
	}
	for _, path := range []string{"/ui/head", "/ui/none", "/static/", "/static/none.js", "/docs/none", "/docs/..%2fLICENSE", "/static/..%2ftemplates/query.html", "/kg/", "/kg/own"} {
		if r := get(t, m, path); r.StatusCode != 404 {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

var (
	loads  = regexp.MustCompile(`(?:src|href)=["']([^"']+)["']`)
	remote = regexp.MustCompile(`(?i)(?:url\(|@import\s*)["']?(?:https?:)?//`)
)

// TestNothingFromElsewhere: what pages load is here, and style sheets name no
// other host.
func TestNothingFromElsewhere(t *testing.T) {
	m := mux(t, false)
	for _, page := range []string{"/", "/ui/query_shape", "/ui/visualize", "/ui/write"} {
		for _, l := range loads.FindAllStringSubmatch(body(t, get(t, m, page)), -1) {
			if l[1] == "#" {
				continue
			}
			if !strings.HasPrefix(l[1], "/") || strings.HasPrefix(l[1], "//") {
				t.Errorf("%s loads %s", page, l[1])
			} else if r := get(t, m, l[1]); r.StatusCode != 200 {
				t.Errorf("%s leads to %s: %d", page, l[1], r.StatusCode)
			} else if strings.HasSuffix(l[1], ".css") && remote.MatchString(body(t, r)) {
				t.Errorf("%s names another host", l[1])
			}
		}
	}
}

func TestPolicy(t *testing.T) {
	p := get(t, mux(t, false), "/").Header.Get("Content-Security-Policy")
	if !strings.Contains(p, "script-src 'self' 'unsafe-hashes' 'sha256-") || strings.Contains(p, "unsafe-eval") || strings.Contains(strings.Split(p, "style-src")[0], "unsafe-inline") {
		t.Error(p)
	}
}

// TestUnused: what is left out of the pages none of their scripts uses.
func TestUnused(t *testing.T) {
	m := mux(t, false)
	for _, page := range []string{"/", "/ui/query_shape", "/ui/visualize", "/ui/write"} {
		text := body(t, get(t, m, page))
		for _, l := range loads.FindAllStringSubmatch(text, -1) {
			if strings.HasPrefix(l[1], "/static/js/") {
				text += body(t, get(t, m, l[1]))
			}
		}
		if strings.Contains(text, "fabric") {
			t.Errorf("%s uses fabric.js", page)
		}
	}
}

func TestLocal(t *testing.T) {
	for in, want := range map[string]string{
		`@import url("//fonts.example/css?a:4,7");a{}`: `a{}`, `@import 'https://x/y.css';b{}`: `b{}`, `@import "mine.css";`: `@import "mine.css";`,
		`src: local('A'), url(http://x/a.ttf) format('truetype');`: `src: local('A');`, `background:url(a.png)`: `background:url(a.png)`,
		`background:url("data:image/png;base64,//8=")`: `background:url("data:image/png;base64,//8=")`,
	} {
		if got := string(local([]byte(in))); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// TestStandalone: each canned query is a script of its own that is well formed.
func TestStandalone(t *testing.T) {
	for _, q := range catalogue(t) {
		if _, err := goja.Compile(q.Name, standalone(q, "function shared() {}"), false); err != nil {
			t.Errorf("%s: %v\n%s", q.Name, err, standalone(q, "function shared() {}"))
		}
		for _, p := range q.Params {
			if !strings.Contains(standalone(q, "function shared() {}"), p.Name+": ") {
				t.Errorf("%s: no %s", q.Name, p.Name)
			}
		}
	}
}

// TestMissing: without Cayley's files there is a page that says what to do.
func TestMissing(t *testing.T) {
	u := New(nil, "", false)
	u.load = func() (map[string]file, error) { return nil, errMissing }
	m := http.NewServeMux()
	u.Register(m)
	r := get(t, m, "/")
	if text := body(t, r); r.StatusCode != 404 || !strings.Contains(text, "go generate") {
		t.Errorf("%d %s", r.StatusCode, text)
	}
	if r := get(t, m, "/static/js/cayley_main.js"); r.StatusCode != 404 {
		t.Error(r.StatusCode)
	}
	for _, broken := range []fs.FS{fstest.MapFS{}, fstest.MapFS{"templates/query.html": {Data: []byte("{{")}}, fstest.MapFS{"templates/query.html": {Data: []byte("x")}}} {
		if _, err := u.read(broken, false); err == nil {
			t.Error("a broken folder was taken")
		}
	}
}
