package cayleyapi_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/client"
	"github.com/cayleygraph/quad"
)

// ask sends a request and gives status and answer.
func ask(t *testing.T, method, url, contentType string, body io.Reader) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body) // a connection that was cut
	return resp.StatusCode, string(b)
}

func TestReadOnly(t *testing.T) {
	base := serve(t, false)
	for _, path := range []string{"/api/v1/write", "/api/v1/delete", "/api/v1/write/file/nquad", "/api/v2/write", "/api/v2/delete", "/api/v2/node/delete"} {
		if code, text := ask(t, "POST", base+path, "", strings.NewReader("<mek> <type> <PoliticalGroup> .")); code != 403 || !strings.Contains(text, "--write") {
			t.Errorf("%s: %d %s", path, code, text)
		}
	}
	if code, text := ask(t, "GET", base+"/api/v2/read?sub=<mek>&pred=<type>", "", nil); code != 200 || !strings.Contains(text, "PoliticalGroup") {
		t.Errorf("%d %s", code, text)
	}
}

// TestOwned: what belongs to articles is not changed, and nothing else of the
// same request is.
func TestOwned(t *testing.T) {
	base := serve(t, true)
	body := "<x> <y> <z> .\n<iran> <severed> <mars> <article:001> .\n"
	if code, text := ask(t, "POST", base+"/api/v2/write", "application/n-quads", strings.NewReader(body)); code != 403 {
		t.Errorf("%d %s", code, text)
	}
	if _, text := ask(t, "GET", base+"/api/v2/read?sub=<x>", "", nil); text != "" {
		t.Errorf("half was written: %s", text)
	}
}

func TestLargeBodies(t *testing.T) {
	base := serve(t, true)
	large := strings.Repeat(" ", 10<<20)
	for _, path := range []string{"/api/v1/query/gizmo", "/api/v1/shape/gizmo", "/api/v1/query/graphql", "/api/v2/query?lang=gizmo", "/api/v1/write", "/api/v1/delete", "/api/v2/node/delete"} {
		if code, text := ask(t, "POST", base+path, "", strings.NewReader(large)); code != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d %.200s", path, code, text)
		}
	}
	if code, text := ask(t, "POST", base+"/api/v2/write", "application/json", strings.NewReader("["+large+large+"]")); code != http.StatusRequestEntityTooLarge {
		t.Errorf("JSON: %d %.200s", code, text)
	}
}

// TestNothingIsFetched: a JSON-LD document makes the server ask nobody.
func TestNothingIsFetched(t *testing.T) {
	base := serve(t, true)
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("fetched") }))
	defer other.Close()
	for _, doc := range []string{
		`{"@context": "%s", "@id": "a:x", "a:y": "z"}`, `"%s"`, `[{"@context": ["%s"]}]`, `{"@context": {"@import": "%s"}}`,
		`{"a:y": {"@context": [{}, "%s"], "@id": "a:z"}}`, `{"@context": {"p": {"@id": "a:p", "@context": "%s"}}, "p": {"a:b": 1}}`,
	} {
		if code, text := ask(t, "POST", base+"/api/v2/write", "application/ld+json", strings.NewReader(fmt.Sprintf(doc, other.URL))); code != 400 {
			t.Errorf("%s: %d %s", doc, code, text)
		}
	}
}

// TestScripts: faulty scripts, many at a time, are errors of their own.
func TestScripts(t *testing.T) {
	base := serve(t, false)
	query := base + "/api/v1/query/gizmo"
	for _, script := range []string{`iri(5)`, `g.V().out({}).all()`, `g.V().labelContext({}).all()`, `var a = []; a[0] = a; g.emit(a)`, strings.Repeat("(", 500_000)} {
		for _, u := range []string{query, base + "/api/v2/query?lang=gizmo", base + "/api/v1/shape/gizmo"} {
			code, text := ask(t, "POST", u, "", strings.NewReader(script))
			if strings.Contains(script, "emit") && strings.HasSuffix(u, "shape/gizmo") {
				continue // emits nothing
			}
			if code != 400 || !strings.Contains(text, `{"error":`) || strings.Contains(text, "goroutine") {
				t.Errorf("%s %.50s: %d %s", u, script, code, text)
			}
		}
	}
	var wg sync.WaitGroup
	codes := make(chan int, 10)
	for range cap(codes) {
		wg.Go(func() {
			code, _ := ask(t, "POST", query, "", strings.NewReader("while(true){}"))
			codes <- code
		})
	}
	time.Sleep(300 * time.Millisecond)
	wg.Wait()
	close(codes)
	count := map[int]int{}
	for c := range codes {
		count[c]++
	}
	if count[400] < 3 || count[400]+count[503] != 10 {
		t.Errorf("endless scripts: %v", count)
	}
	if code, text := ask(t, "POST", query, "", strings.NewReader("g.emit(1)")); code != 200 || text != "{\"result\":[1]}\n" {
		t.Errorf("afterwards: %d %s", code, text)
	}
}

// TestClient: Cayley's Go client writes and reads.
func TestClient(t *testing.T) {
	cli := client.New(serve(t, true))
	w, err := cli.QuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	var made []quad.Quad
	for i := range 12_000 { // several transactions
		made = append(made, quad.Make(quad.IRI(fmt.Sprint("n", i%100)), quad.IRI("value"), quad.Int(i), nil))
	}
	if _, err := w.WriteQuads(made); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := cli.QuadReader()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	qs, err := quad.ReadAll(r)
	if err != nil || len(qs) != 12_020 {
		t.Errorf("%d quads, %v", len(qs), err)
	}
}

// FuzzAPI: no request, whatever it holds, is an error of the server.
func FuzzAPI(f *testing.F) {
	for _, s := range []string{"g.V().all()", "{nodes{id}}", `[{"id": null}]`, "<a> <b> <c> .", `{"@id": "a:b"}`, "_:", "\x00", "\"x\"^^<xsd:integer>"} {
		for path := range 6 {
			f.Add(uint8(path), s)
		}
	}
	base := serve(f, true)
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		paths := []struct{ path, typ string }{{"/api/v1/query/mql", ""}, {"/api/v1/query/graphql", ""}, {"/api/v2/write", "application/n-quads"},
			{"/api/v2/delete", "application/json"}, {"/api/v2/write", "application/ld+json"}, {"/api/v2/node/delete", ""}}
		p := paths[int(which)%len(paths)]
		if code, answer := ask(t, "POST", base+p.path, p.typ, strings.NewReader(text)); code >= 500 {
			t.Errorf("%s %q: %d %s", p.path, text, code, answer)
		}
	})
}
