package explore

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"kg/graph"
	"kg/graph/ontology"
	"kg/graph/store"
	"kg/queries"
)

var update = flag.Bool("update", false, "write the expected answers anew")

// fixed is a source that always gives the same store.
type fixed struct {
	st  *store.Store
	err error
}

func (f fixed) View(context.Context) (*store.Store, func(), error) { return f.st, func() {}, f.err }

func handler(t testing.TB, records ...graph.Record) http.Handler {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, "mem:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if _, err := st.Put(ctx, records); err != nil {
		t.Fatal(err)
	}
	return handlerOf(t, fixed{st: st})
}

func handlerOf(t testing.TB, src Source) http.Handler {
	t.Helper()
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	list, err := queries.Catalogue(queries.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	h, err := Handler(src, Options{Ontology: onto, Queries: list, Report: func(r *http.Request, err error) { t.Logf("%s: %v", r.URL, err) }})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h http.Handler, method, target string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	return w
}

// writer makes records out of texts: [subject] {cue} (object) are marked in
// them, each with the ID after a bar.
type writer struct{ entities []graph.Entity }

var marked = regexp.MustCompile(`([\[({])([^\])}]*)[\])}]`)

// article reads "text with [Albania|albania] {cut|severed} ties with (Iran|iran)."
// sentence by sentence; each sentence is a claim.
func (w writer) article(t testing.TB, a graph.Article, sentences ...string) graph.Record {
	t.Helper()
	r := graph.Record{Entities: w.entities}
	for i, s := range sentences {
		if i > 0 {
			a.Text += "\n"
		}
		c := graph.Claim{Article: a.ID, Rule: "test"}
		start, last := len(a.Text), 0
		for _, m := range marked.FindAllStringSubmatchIndex(s, -1) {
			a.Text += s[last:m[0]]
			last = m[1]
			word, id, _ := strings.Cut(s[m[4]:m[5]], "|")
			at := graph.Span{Start: len(a.Text), End: len(a.Text) + len(word)}
			a.Text += word
			switch s[m[2]] {
			case '[':
				c.Subject, c.SubjectAt = id, at
			case '(':
				c.Object, c.ObjectAt = id, at
			case '{':
				id, c.Modality, _ = strings.Cut(id, "/")
				id, c.Date, _ = strings.Cut(id, "@")
				c.Predicate, c.CueAt = id, at
				if c.Modality == "denied" {
					c.Modality, c.Polarity = "", graph.Denied
				}
			}
		}
		a.Text += s[last:]
		c.Span = graph.Span{Start: start, End: len(a.Text)}
		c.Exact = a.Text[start:]
		if c.Predicate != "" {
			r.Claims = append(r.Claims, c)
		}
	}
	a.SHA256 = strings.Repeat("0", 64)
	r.Article = a
	return r
}

func names(id, typ string, labels ...string) graph.Entity {
	e := graph.Entity{ID: id, Type: typ, Curated: true}
	for _, l := range labels {
		lang, text, _ := strings.Cut(l, ":")
		e.Labels = append(e.Labels, graph.Name{Text: text, Lang: lang})
	}
	e.Normalize()
	return e
}

func sample(t testing.TB) []graph.Record {
	w := writer{[]graph.Entity{
		names("norland", "Country", "en:Norland", "de:Nordland", "fr:Norlande"), names("norburg", "Place", "en:Norburg", "fr:Norbourg"),
		names("sudia", "Country", "en:Sudia", "de:Südien", "fr:Soudie"), names("person:ada_berg", "Person", "en:Ada Berg"),
		names("league", "InternationalOrganization", "en:League of Ports"),
	}}
	return []graph.Record{
		w.article(t, graph.Article{ID: "a1", Source: "one.txt", Lang: "en", Title: "Ties cut", Outlet: "The Harbour", Published: "2021-03-04"},
			"[Norburg|norland] {cut|severed@2021-03-02} ties with (Sudia|sudia).", "[Sudia|sudia] {attacked|attacked@2021-02/alleged} ports of (Norland|norland).",
			"[Ada Berg|person:ada_berg], {minister|official_of} of (Norland|norland), spoke in Norburg."),
		w.article(t, graph.Article{ID: "a2", Source: "deux.txt", Lang: "fr", Agency: "AFP"},
			"La [Norlande|norland] a {rompu|severed@2021-03-05} avec la (Soudie|sudia).", "Elle dit que la [Soudie|sudia] n’a pas {attaqué|attacked/denied} la (Norlande|norland)."),
		w.article(t, graph.Article{ID: "a3", Source: "drei.txt", Lang: "de", Agency: "AFP"},
			"[Nordland|norland] {brach|severed} mit (Südien|sudia).", "(Nordland|norland) {will|member_of/planned} in den Bund: [Ada Berg|person:ada_berg] sagt es."),
	}
}

// requests are those whose answers are kept in testdata.
var requests = map[string]string{
	"meta":           "meta?lang=fr",
	"search":         "search?q=nordland&lang=en",
	"search-begin":   "search?q=n",
	"search-meant":   "search?q=Norbourg",
	"search-similar": "search?q=norlnad",
	"texts":          "texts?q=port&lang=de",
	"texts-none":     "texts?q=volcano",
	"entity":         "entities/person:ada_berg?lang=de",
	"graph":          "graph?node=norland",
	"graph-filters":  "graph?node=norland&node=sudia&relation=severed&article_lang=fr&held=stated&held=denied&since=2021-03&until=2021&lang=fr&min_sources=1",
	"graph-few":      "graph?node=norland&limit=2",
	"passages":       "passages?subject=norland&relation=severed&object=sudia&lang=de",
	"passages-pair":  "passages?subject=norland&object=sudia&either=true&held=denied",
	"passages-page":  "passages?source=a1&limit=1&offset=1",
	"articles":       "articles?limit=2",
	"article":        "articles/a1?subject=norland&relation=severed&object=sudia",
	"article-part":   "articles/a2?from=4&limit=11",
	"conflicts":      "conflicts?node=norland",
	"agreements":     "agreements?node=sudia",
	"timeline":       "timeline?node=norland",
	"queries":        "queries",
	"query":          "queries/severed?param%5Bby%5D=Nordland&lang=de",
}

func TestAnswers(t *testing.T) {
	h := handler(t, sample(t)...)
	schemas := newSchemas(t)
	for name, target := range requests {
		t.Run(name, func(t *testing.T) {
			w := get(h, "GET", Prefix+target)
			if w.Code != http.StatusOK {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			schemas.check(t, target, w)
			golden(t, name, w.Body.Bytes())
			if again := get(h, "GET", Prefix+target); !bytes.Equal(again.Body.Bytes(), w.Body.Bytes()) {
				t.Error("the second answer is another")
			}
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	switch name {
	case "queries", "meta", "conflicts", "agreements":
		return // the catalogue, the ontology and package compare have tests of their own
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, got, "", "  "); err != nil {
		t.Fatal(err)
	}
	pretty.WriteByte('\n')
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, pretty.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(pretty.Bytes(), want) {
		t.Errorf("%s is another; go test ./graph/web/explore -update writes it:\n%s", file, pretty.Bytes())
	}
}

// TestCompared: both sides of a conflict come with their passages.
func TestCompared(t *testing.T) {
	h := handler(t, sample(t)...)
	var c conflictList
	if err := json.Unmarshal(get(h, "GET", Prefix+"conflicts?node=norland&node=sudia").Body.Bytes(), &c); err != nil {
		t.Fatal(err)
	}
	dates := slices.DeleteFunc(c.Items, func(x conflict) bool { return x.Kind != "date" || x.Relation.ID != "severed" })
	if len(dates) != 1 || len(dates[0].Sides) != 2 {
		t.Fatalf("conflicts about the date: %+v", dates)
	}
	for i, words := range []string{"Norburg cut ties", "La Norlande a rompu"} {
		s := dates[0].Sides[i]
		var text strings.Builder
		for _, r := range s.Passages[0].Runs {
			text.WriteString(r.Text)
		}
		if s.Total != 1 || !strings.Contains(text.String(), words) {
			t.Errorf("side %d: %d passages, %q", i, s.Total, text.String())
		}
	}
	var a agreementList
	if err := json.Unmarshal(get(h, "GET", Prefix+"agreements?node=norland").Body.Bytes(), &a); err != nil {
		t.Fatal(err)
	}
	if len(a.Items) != 1 || a.Items[0].Sources != 2 || a.Items[0].Articles != 3 {
		t.Errorf("three articles, two of one agency: %+v", a.Items)
	}
}

// schemas are those of openapi.yaml.
type schemas struct {
	doc      map[string]any
	compiler *jsonschema.Compiler
}

func newSchemas(t testing.TB) *schemas {
	t.Helper()
	var doc map[string]any
	if err := yaml.Unmarshal(openapiYAML, &doc); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", plain); err != nil {
		t.Fatal(err)
	}
	return &schemas{plain.(map[string]any), c}
}

// dig walks into maps.
func dig(v any, path ...string) any {
	for _, p := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[p]
	}
	return v
}

// path is the documented path of a target.
func (s *schemas) path(target string) string {
	p, _, _ := strings.Cut("/"+target, "?")
	for _, form := range []string{"/entities/{id}", "/articles/{id}", "/queries/{name}"} {
		if base, _, _ := strings.Cut(form, "{"); strings.HasPrefix(p, base) {
			return form
		}
	}
	return p
}

// check wants the answer to be as documented.
func (s *schemas) check(t *testing.T, target string, w *httptest.ResponseRecorder) {
	t.Helper()
	ref, _ := dig(s.doc, "paths", s.path(target), "get", "responses", "200", "content", "application/json", "schema", "$ref").(string)
	want := "application/json; charset=utf-8"
	if w.Code != http.StatusOK {
		ref, want = "#/components/schemas/Problem", "application/problem+json"
	}
	if ref == "" {
		t.Fatalf("%s is not documented", target)
	}
	if got := w.Header().Get("Content-Type"); got != want {
		t.Errorf("content type %q, want %q", got, want)
	}
	schema, err := s.compiler.Compile("openapi.json" + ref)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Errorf("%s is not as documented: %v", target, err)
	}
}

// TestDocumented: the paths and parameters of openapi.yaml are those that there
// are.
func TestDocumented(t *testing.T) {
	s := newSchemas(t)
	h := handler(t, sample(t)...)
	paths := dig(s.doc, "paths").(map[string]any)
	server := &server{}
	for path := range server.routes() {
		if path != "openapi.yaml" && paths["/"+path] == nil {
			t.Errorf("%s is not documented", path)
		}
	}
	for path, item := range paths {
		if server.routes()[path[1:]] == nil {
			t.Errorf("%s is documented and not there", path)
		}
		target := strings.NewReplacer("{id}", "x", "{name}", "severed").Replace(path[1:])
		refused := get(h, "GET", Prefix+target+"?no_such=1").Body.String()
		_, allowed, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(refused), `"}`), "there are: ")
		got := strings.FieldsFunc(allowed, func(r rune) bool { return r == ',' || r == ' ' })
		var want []string
		list, _ := dig(item, "get", "parameters").([]any)
		for _, p := range list {
			ref := strings.TrimPrefix(dig(p, "$ref").(string), "#/components/parameters/")
			if dig(s.doc, "components", "parameters", ref, "in") == "path" {
				continue
			}
			if ref == "param" {
				ref = "param[]"
			}
			want = append(want, ref)
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s takes %v, documented are %v", path, got, want)
		}
	}
	if w := get(h, "GET", Prefix+"openapi.yaml"); w.Code != http.StatusOK || !bytes.Equal(w.Body.Bytes(), openapiYAML) {
		t.Error("openapi.yaml is not served")
	}
}

func TestRefused(t *testing.T) {
	h := handler(t, sample(t)...)
	s := newSchemas(t)
	for target, code := range map[string]int{
		"GET search":                                    400,
		"GET search?q=%20":                              400,
		"GET search?q=a&limit=0":                        400,
		"GET search?q=a&limit=x":                        400,
		"GET search?q=%ff":                              400,
		"GET search?q=a%00b":                            400,
		"GET search?q=a;b":                              400,
		"GET search?q=a&lang=xx":                        400,
		"GET search?q=" + strings.Repeat("x", maxQuery): 400,
		"GET texts?q=":                                  400,
		"GET texts?q=a&limit=99":                        400,
		"GET graph":                                     400,
		"GET graph?node=":                               400,
		"GET graph?node=nobody":                         404,
		"GET graph?node=norland&limit=61":               400,
		"GET graph?node=norland&held=maybe":             400,
		"GET graph?node=norland&relation=loves":         400,
		"GET graph?node=norland&type=Dragon":            400,
		"GET graph?node=norland&since=yesterday":        400,
		"GET graph?node=norland&since=2021-02-30":       400,
		"GET graph?node=norland&since=2022&until=2021":  400,
		"GET graph?node=norland&format=exe":             400,
		"GET entities/%00":                              404,
		"GET entities/..%2f..%2fetc":                    404,
		"GET passages":                                  400,
		"GET passages?claim=claim:x":                    400,
		"GET passages?subject=norland&either=perhaps":   400,
		"GET articles/none":                             404,
		"GET articles/a1?from=-1":                       400,
		"GET articles/a1?limit=1000000":                 400,
		"GET queries/none":                              404,
		"GET queries/between":                           400,
		"GET queries/severed?param[no]=1":               400,
		"GET queries/severed?param[by]=nobody":          400,
		"GET conflicts":                                 400,
		"GET timeline?node=norland&offset=1":            400,
		"GET none":                                      404,
		"POST search?q=a":                               405,
		"DELETE graph?node=norland":                     405,
	} {
		method, path, _ := strings.Cut(target, " ")
		w := get(h, method, Prefix+path)
		if w.Code != code {
			t.Errorf("%.80s: status %d, want %d: %.200s", target, w.Code, code, w.Body)
			continue
		}
		s.check(t, path, w)
	}
}

// TestUnavailable: while the store cannot be read, a client is told when to
// come again.
func TestUnavailable(t *testing.T) {
	h := handlerOf(t, fixed{err: errors.New("store /home/x is busy")})
	w := get(h, "GET", Prefix+"meta")
	if strings.Contains(w.Body.String(), "/home/x") {
		t.Errorf("the answer shows where the store is: %s", w.Body)
	}
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
}

// hostile has what no page and no terminal must act upon.
func hostile(t testing.TB) graph.Record {
	w := writer{[]graph.Entity{
		names("norland", "Country", "en:Norland"),
		{ID: "person:evil", Type: "Person", Labels: []graph.Name{{Text: `<img src=x onerror=alert(1)>` + "\u202egnp.exe", Lang: "en"}}},
		{ID: "person:long", Type: "Person", Labels: []graph.Name{{Text: strings.Repeat("Langer Name ", 5000), Lang: "en"}}},
	}}
	return w.article(t, graph.Article{ID: "x1", Source: `"><script>alert(1)</script>.txt`, Lang: "en", Title: "<script>alert(2)</script>", URL: "javascript:alert(3)"},
		"<script>document.title=4</script> [<b onclick=document.title=5>He</b>|person:evil] {attacked|attacked} (Norland|norland)\u202e\u2066.", "[Long|person:long] {accused|accused} (Norland|norland).")
}

func TestHostile(t *testing.T) {
	h := handler(t, hostile(t))
	for _, target := range []string{"graph?node=norland", "search?q=img", "texts?q=title", "passages?object=norland", "articles/x1?object=norland", "articles", "meta", "timeline?node=norland", "graph?node=norland&format=dot", "graph?node=norland&format=gexf"} {
		w := get(h, "GET", Prefix+target)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", target, w.Code, w.Body)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" || strings.Contains(w.Header().Get("Content-Type"), "html") {
			t.Errorf("%s: a browser could take it for a page: %v", target, w.Header())
		}
		body := w.Body.String()
		if strings.ContainsAny(body, "\u202e\u2066") && !strings.Contains(target, "gexf") { // XML has no escape that does not turn the line
			t.Errorf("%s: characters that turn the line are not escaped", target)
		}
		if strings.Contains(body, "javascript:") {
			t.Errorf("%s: an address that is a script", target)
		}
		if len(body) > 20_000 {
			t.Errorf("%s: %d bytes for a name that is too long", target, len(body))
		}
	}
}

// TestManyNeighbours: no more is drawn than the eye can hold, and what is left
// out is counted.
func TestManyNeighbours(t *testing.T) {
	w := writer{[]graph.Entity{names("hub", "Country", "en:Hub")}}
	var sentences []string
	for i := range 150 {
		id := fmt.Sprintf("person:p%03d", i)
		w.entities = append(w.entities, graph.Entity{ID: id, Type: "Person", Labels: []graph.Name{{Text: id, Lang: "en"}}})
		sentences = append(sentences, fmt.Sprintf("[P|%s] {accused|accused} (Hub|hub).", id))
	}
	sentences = append(sentences, "[P|person:p149] {accused|accused} the (Hub|hub) again.")
	h := handler(t, w.article(t, graph.Article{ID: "m", Source: "m.txt", Lang: "en"}, sentences...))
	var d drawing
	if err := json.Unmarshal(get(h, "GET", Prefix+"graph?node=hub").Body.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Nodes) != maxNodes || d.LeftOut.Nodes != 91 || d.LeftOut.Edges != 91 {
		t.Errorf("%d nodes, left out %d nodes and %d edges; want 60, 91, 91", len(d.Nodes), d.LeftOut.Nodes, d.LeftOut.Edges)
	}
	if !slices.ContainsFunc(d.Nodes, func(n drawnNode) bool { return n.ID == "person:p149" }) {
		t.Error("the neighbour with most passages is left out")
	}
	thirteen := "graph?node=hub"
	for i := range 12 {
		thirteen += fmt.Sprintf("&node=person:p%03d", i)
	}
	if w := get(h, "GET", Prefix+thirteen); w.Code != http.StatusBadRequest {
		t.Errorf("status %d for more nodes than can be asked about", w.Code)
	}
	if len(d.LeftOut.Types) != 1 || d.LeftOut.Types[0].Count != 91 {
		t.Errorf("left out by type: %v", d.LeftOut.Types)
	}
}

// TestManyEdges: of more edges than the eye can hold the strongest are drawn,
// and no node stands alone.
func TestManyEdges(t *testing.T) {
	var w writer
	id := func(i int) string { return fmt.Sprintf("c%02d", i) }
	for i := range 30 {
		w.entities = append(w.entities, names(id(i), "Country", "en:"+id(i)))
	}
	var sentences []string
	for i := range 30 {
		for j := range i {
			sentences = append(sentences, fmt.Sprintf("[A|%s] {accused|accused} (B|%s).", id(i), id(j)))
		}
	}
	h := handler(t, w.article(t, graph.Article{ID: "m", Source: "m.txt", Lang: "en"}, sentences...), w.article(t, graph.Article{ID: "n", Source: "n.txt", Lang: "en"}, "[A|c29] {accused|accused} (B|c28)."))
	var d drawing
	if err := json.Unmarshal(get(h, "GET", Prefix+"graph?node=c00").Body.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if want := 30 * 29 / 2; len(d.Edges) != maxEdges || d.LeftOut.Edges != want-maxEdges {
		t.Errorf("%d edges, %d left out; want %d and %d", len(d.Edges), d.LeftOut.Edges, maxEdges, want-maxEdges)
	}
	tied, strong := map[string]bool{}, false
	for _, e := range d.Edges {
		tied[e.Subject], tied[e.Object] = true, true
		strong = strong || e.Sources == 2
	}
	if len(tied) != 30 || !strong {
		t.Errorf("%d of 30 nodes have an edge; the edge of two sources is drawn: %v", len(tied), strong)
	}
}

func TestPage(t *testing.T) {
	h := handler(t)
	w := get(h, "GET", Page)
	csp := w.Header().Get("Content-Security-Policy")
	if w.Code != http.StatusOK || !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("status %d, policy %q", w.Code, csp)
	}
	if strings.Contains(w.Body.String(), "<style") || regexp.MustCompile(`(?i)\son\w+=|<script>`).MatchString(w.Body.String()) {
		t.Error("the page has style or script of its own, which the policy forbids")
	}
	for _, name := range []string{"app.js", "app.css", "icon.svg", "licenses.txt"} {
		w := get(h, "GET", Page+"/"+name)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") == "" {
			t.Errorf("%s: status %d, type %q", name, w.Code, w.Header().Get("Content-Type"))
		}
		r := httptest.NewRequest("GET", Page+"/"+name, nil)
		r.Header.Set("If-None-Match", w.Header().Get("ETag"))
		again := httptest.NewRecorder()
		h.ServeHTTP(again, r)
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s: status %d for what the browser has", name, again.Code)
		}
	}
}

// TestScriptIsClean: nothing in the page's own sources makes HTML of a text.
func TestScriptIsClean(t *testing.T) {
	files, err := filepath.Glob("ui/src/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("no sources", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if m := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc|setAttribute\('style'`).Find(b); m != nil {
			t.Errorf("%s uses %s", f, m)
		}
	}
}

// FuzzRuns: whatever the spans, the runs in their order are the text.
func FuzzRuns(f *testing.F) {
	f.Add("Äthiopien griff an.", 0, 21, 0, 10, 11, 16)
	f.Add("x", -1, 5, 0, 0, 1, 0)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, e, g int) {
		claims := []graph.Claim{{Span: graph.Span{Start: a, End: b}, SubjectAt: graph.Span{Start: c, End: d}, CueAt: graph.Span{Start: e, End: g}},
			{Span: graph.Span{Start: c, End: g}, ObjectAt: graph.Span{Start: a, End: d}}}
		part := graph.Span{Start: wholeRune(text, len(text)/4), End: len(text)}
		var got strings.Builder
		for _, r := range runs(text, part, claims) {
			got.WriteString(r.Text)
		}
		if got.String() != text[part.Start:part.End] {
			t.Errorf("the runs are %q, the text %q", got.String(), text[part.Start:part.End])
		}
		if claims[0].Span.In(len(text)) {
			if w := window(text, claims[0].Span, 9); !w.In(len(text)) || !w.Contains(claims[0].Span) {
				t.Errorf("window %v of %v", w, claims[0].Span)
			}
		}
	})
}
