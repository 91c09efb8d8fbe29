package cayleyapi_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"kg/graph/store"
	"kg/graph/web/cayleyapi"
	"kg/graph/web/live"
)

var stock = flag.Bool("stock", false, "record the answers of Cayley's own server anew (fetches what it needs)")

func TestMain(m *testing.M) {
	if os.Getenv(store.WorkerEnv) != "" {
		os.Exit(store.WorkerMain())
	}
	os.Exit(m.Run())
}

// exchange is a request and the answer of Cayley's own server.
type exchange struct {
	name, method, path string
	header             http.Header
	body               string
}

// reply is an answer without what Cayley leaves to chance.
type reply struct {
	Status int
	Type   string
	Answer any
}

func exchanges(t *testing.T) []exchange {
	t.Helper()
	b, err := os.ReadFile("testdata/requests.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []exchange
	for _, part := range strings.Split("\n"+string(b), "\n== ")[1:] {
		head, body, _ := strings.Cut(part, "\n\n")
		lines := strings.Split(strings.TrimSpace(head), "\n")
		x := exchange{name: lines[0], header: http.Header{}, body: body}
		x.method, x.path, _ = strings.Cut(lines[1], " ")
		for _, l := range lines[2:] {
			k, v, _ := strings.Cut(l, ": ")
			x.header.Set(k, v)
		}
		if strings.HasPrefix(x.header.Get("Content-Type"), "multipart/") {
			x.body = strings.ReplaceAll(x.body, "\n", "\r\n") // as the form has it
		}
		out = append(out, x)
	}
	return out
}

func (x exchange) send(t *testing.T, base string) reply {
	t.Helper()
	r, err := http.NewRequest(x.method, base+x.path, strings.NewReader(x.body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = x.header
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatalf("%s: %v", x.name, err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("%s: %v", x.name, err)
	}
	out := reply{Status: resp.StatusCode}
	out.Type, _, _ = strings.Cut(resp.Header.Get("Content-Type"), ";")
	out.Answer = normal(t, x.format(out.Type), b)
	if m, ok := out.Answer.(map[string]any); ok && m["error"] != nil {
		out.Answer = "error"               // worded otherwise
		out.Status = http.StatusBadRequest // Cayley means to say that, and says 200
	}
	return out
}

// serve serves the API over a store with the quads of the test, and gives its
// address.
func serve(t testing.TB, writable bool) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "store")
	open := func(ctx context.Context) (*store.Store, error) {
		return store.Open(ctx, dir, store.Options{Worker: exe})
	}
	st, err := open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("testdata/quads.nq")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	qs, err := quad.ReadAll(quad.FormatByName("nquads").Reader(f))
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Edit(t.Context(), qs, nil); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	src := live.New(func(ctx context.Context) (*store.Store, error) {
		return store.Open(ctx, dir, store.Options{ReadOnly: true, Worker: exe})
	})
	t.Cleanup(src.Close)
	o := cayleyapi.Options{Timeout: 2 * time.Second, Source: src,
		Unavailable: func(w http.ResponseWriter, err error) { http.Error(w, err.Error(), http.StatusServiceUnavailable) },
		Fault:       func(err error) { t.Errorf("fault: %v", err) }}
	if writable {
		o.Write = func(ctx context.Context, f func(*store.Store) error) error {
			st, err := open(ctx)
			if err != nil {
				return err
			}
			defer src.Look()
			return errors.Join(f(st), st.Close())
		}
	}
	mux := http.NewServeMux()
	cayleyapi.New(o).Register(mux)
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv.URL
}

// TestStock: the answers are those of Cayley's own server over the same quads.
func TestStock(t *testing.T) {
	list := exchanges(t)
	if *stock {
		record(t, list)
	}
	b, err := os.ReadFile("testdata/stock.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]reply
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	base := serve(t, true)
	for _, x := range list {
		got := x.send(t, base)
		w, ok := want[x.name]
		if !ok {
			t.Fatalf("%s was not recorded", x.name)
		}
		if shape, ok := w.Answer.(map[string]any); ok && shape["nodes"] != nil && shape["links"] == nil {
			shape["links"] = []any{} // without, Cayley's page shows nothing
		}
		if w.Type == "" { // it is set too late
			got.Type = ""
		}
		if w.Answer == "error" {
			got.Type, w.Type = "", ""
		}
		var again any // as it is after a file
		b, err := json.Marshal(got.Answer)
		if err == nil {
			err = json.Unmarshal(b, &again)
		}
		if got.Answer = again; err != nil || !reflect.DeepEqual(got, w) {
			t.Errorf("%s: %v\n got %v\nwant %v", x.name, err, got, w)
		}
	}
}

// format is the format of quads that the answer is in, nil for another.
func (x exchange) format(typ string) *quad.Format {
	if !strings.HasPrefix(x.path, "/api/v2/read") {
		return nil
	}
	if u, err := url.Parse(x.path); err == nil && u.Query().Get("format") != "" {
		if f := quad.FormatByName(u.Query().Get("format")); f != nil {
			return f
		}
	}
	return quad.FormatByMime(typ)
}

// normal takes out of an answer what Cayley leaves to chance: the order of
// results and quads, and the names of blank nodes.
func normal(t *testing.T, f *quad.Format, b []byte) any {
	t.Helper()
	if f != nil && f.Reader != nil {
		qs, err := quad.ReadAll(f.Reader(bytes.NewReader(b)))
		if err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		out := []any{}
		for _, q := range qs {
			out = append(out, blank.ReplaceAllString(q.NQuad(), "_:b"))
		}
		return sorted(out)
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return string(b)
	}
	return sorted(v)
}

var blank = regexp.MustCompile(`_:\w+`)

func sorted(v any) any {
	switch v := v.(type) {
	case []any:
		slices.SortFunc(v, func(a, b any) int {
			x, _ := json.Marshal(sorted(a))
			y, _ := json.Marshal(sorted(b))
			return bytes.Compare(x, y)
		})
		for i, x := range v {
			v[i] = sorted(x)
		}
		return v
	case map[string]any:
		for k, x := range v {
			v[k] = sorted(x)
		}
	}
	return v
}

// record builds Cayley's own server, which is internal to its module, in a
// copy of the module, and asks it.
func record(t *testing.T, list []exchange) {
	dir := t.TempDir()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) {
		c := exec.Command(name, args...)
		c.Dir, c.Env = dir, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		if b, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, b)
		}
	}
	copyFile := func(from, to string) {
		b, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, to), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run("cp", "-r", strings.TrimSpace(string(out)), "cayley")
	run("chmod", "-R", "u+w", "cayley")
	run("mkdir", "cayley/kgstock")
	copyFile("testdata/kgstock.go.txt", "cayley/kgstock/main.go")
	copyFile("../../../go.mod", "go.mod")
	copyFile("../../../go.sum", "go.sum")
	run("go", "mod", "edit", "-module", "stock", "-replace", "github.com/cayleygraph/cayley=./cayley")
	run("go", "build", "-o", "kgstock", "github.com/cayleygraph/cayley/kgstock")
	quads, err := filepath.Abs("testdata/quads.nq")
	if err != nil {
		t.Fatal(err)
	}
	srv := exec.Command(filepath.Join(dir, "kgstock"), quads)
	srv.Stderr = io.Discard
	pipe, err := srv.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := srv.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { srv.Process.Kill(); srv.Wait() }()
	addr, err := bufio.NewReader(pipe).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]reply{}
	for _, x := range list {
		got[x.name] = x.send(t, "http://"+strings.TrimSpace(addr))
	}
	b, err := json.MarshalIndent(got, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("testdata/stock.json", append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
