// Package cayleyui serves Cayley's query page (query, query shape, visualize,
// write) and its documents. They stay Cayley's: they come from Cayley's module,
// see source.go, and are not part of this repository.
//
// What is changed on the way: style sheets no longer name fonts of another
// host; fabric.js, which no page uses and which makes code of texts, is left
// out; and each page gets one script of ours, which offers the canned queries in
// its editor.
package cayleyui

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"kg/graph"
	"kg/queries"
)

// UI serves the pages. They are read when the first is asked for.
type UI struct {
	queries []queries.Query
	prelude string
	load    func() (map[string]file, error)
}

// file is what is served under a path.
type file struct {
	data       []byte
	kind, etag string
	policy     string // Content-Security-Policy of a page; "" for what is no page
}

//go:embed own/queries.js own/visualize/*.gizmo
var own embed.FS

// New makes the pages, with these queries in their editor and the functions
// that they share. explore adds a link to the explorer.
func New(list []queries.Query, prelude string, explore bool) *UI {
	u := &UI{queries: list, prelude: prelude}
	u.load = sync.OnceValues(func() (map[string]file, error) {
		assets, err := Assets()
		if err != nil {
			return nil, err
		}
		return u.read(assets, explore)
	})
	return u
}

// Register adds the routes to mux.
func (u *UI) Register(mux *http.ServeMux) {
	for _, p := range []string{"GET /{$}", "GET /ui/{page}", "GET /static/", "GET /docs/{page}", "GET /favicon.ico", "GET " + ownPrefix} {
		mux.HandleFunc(p, u.serve)
	}
}

const ownPrefix = "/kg/" // what is ours

func (u *UI) serve(w http.ResponseWriter, r *http.Request) {
	files, err := u.load()
	if err != nil {
		missing(w, r, err)
		return
	}
	name := r.URL.Path
	if strings.HasPrefix(name, "/docs/") { // the pages name them in other letters than the files have
		name = strings.TrimSuffix(strings.ToLower(name), ".md")
	}
	f, ok := files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("ETag", f.etag)
	h.Set("Cache-Control", "no-cache") // ask again, and get 304
	if f.policy != "" {
		h.Set("Content-Security-Policy", f.policy)
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.data))
}

// missing says how to get the pages.
func missing(w http.ResponseWriter, r *http.Request, err error) {
	if r.URL.Path != "/" && !strings.HasPrefix(r.URL.Path, "/ui/") {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_ = missingPage.Execute(w, err.Error()) // a client that is gone
}

var missingPage = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>kg</title></head><body>
<h1>Cayley's query page is not in this kg</h1>
<p>{{.}}</p>
<p>The <a href="/explore">explorer</a> and the HTTP API below <code>/api/</code> work.</p>
</body></html>
`))

// read prepares all that is served.
func (u *UI) read(assets fs.FS, explore bool) (map[string]file, error) {
	files := map[string]file{}
	if err := pages(assets, files); err != nil {
		return nil, err
	}
	err := fs.WalkDir(assets, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(assets, name)
		if err != nil {
			return err
		}
		if path.Ext(name) == ".css" {
			b = local(b)
		}
		files["/"+name] = newFile(b, mime.TypeByExtension(path.Ext(name)))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("files of Cayley's page: %w", err)
	}
	docs, err := fs.Glob(assets, "docs/*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range docs {
		b, err := fs.ReadFile(assets, name)
		if err != nil {
			return nil, fmt.Errorf("documents of Cayley: %w", err)
		}
		files["/"+strings.TrimSuffix(strings.ToLower(name), ".md")] = newFile(b, "text/plain; charset=utf-8")
	}
	files["/favicon.ico"] = files["/static/favicon.ico"]
	return files, u.ours(files, explore)
}

func newFile(b []byte, kind string) file {
	if kind == "" {
		kind = "application/octet-stream"
	}
	sum := sha256.Sum256(b)
	return file{data: b, kind: kind, etag: `W/"` + hex.EncodeToString(sum[:12]) + `"`}
}

// pages makes the pages of the templates.
func pages(assets fs.FS, files map[string]file) error {
	t, err := template.ParseFS(assets, "templates/*")
	if err != nil {
		return fmt.Errorf("templates of Cayley's page: %w", err)
	}
	for name, routes := range map[string][]string{"query": {"/", "/ui/query"}, "query_shape": {"/ui/query_shape"},
		"visualize": {"/ui/visualize"}, "write": {"/ui/write"}} {
		var b bytes.Buffer
		if err := t.ExecuteTemplate(&b, name+".html", nil); err != nil {
			return fmt.Errorf("template %s of Cayley's page: %w", name, err)
		}
		text := unused.ReplaceAll(b.Bytes(), nil)
		page, found := bytes.CutSuffix(bytes.TrimSpace(text), []byte("</html>"))
		if !found {
			return fmt.Errorf("template %s of Cayley's page does not end as a page", name)
		}
		page = append(page, `<script src="`+ownPrefix+`queries.js"></script>`+"\n</html>\n"...)
		f := newFile(page, "text/html; charset=utf-8")
		f.policy = policy(page)
		for _, r := range routes {
			files[r] = f
		}
	}
	return nil
}

var unused = regexp.MustCompile(`<script src="[^"]*/fabric\.min\.js"></script>`)

var inline = regexp.MustCompile(`(?s)<script[^>]*>(.*?)</script>`)

// policy is as tight as the page allows: of inline scripts those that are in
// it now, by their hashes, and the event handler "t", with which jQuery finds out
// what the browser can do. Its libraries set styles.
func policy(page []byte) string {
	scripts := "'self' 'unsafe-hashes' " + sourceHash([]byte("t"))
	for _, m := range inline.FindAllSubmatch(page, -1) {
		if len(m[1]) > 0 {
			scripts += " " + sourceHash(m[1])
		}
	}
	return "default-src 'none'; script-src " + scripts + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
		"font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
}

// sourceHash is how a policy names an inline script.
func sourceHash(b []byte) string {
	sum := sha256.Sum256(b)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var (
	importElsewhere = regexp.MustCompile(`@import\s+(?:url\()?["']?(?:https?:)?//[^;]*;`)
	fontElsewhere   = regexp.MustCompile(`,?\s*url\(["']?(?:https?:)?//[^)]*\)(?:\s*format\([^)]*\))?`)
)

// local takes the addresses of other hosts out of a style sheet.
func local(css []byte) []byte {
	return fontElsewhere.ReplaceAll(importElsewhere.ReplaceAll(css, nil), nil)
}

// offer is what the script of ours shows in the page.
type offer struct {
	Explore   bool      `json:"explore"`
	Queries   []example `json:"queries"`
	Visualize []example `json:"visualize"`
}

type example struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Help   string `json:"help"`
	Script string `json:"script"`
}

// ours adds what is ours to the files.
func (u *UI) ours(files map[string]file, explore bool) error {
	o := offer{Explore: explore}
	for _, q := range u.queries {
		o.Queries = append(o.Queries, example{Name: q.Name, Title: q.Title, Help: q.Question, Script: standalone(q, u.prelude)})
	}
	list, err := fs.Glob(own, "own/visualize/*.gizmo")
	if err != nil {
		return err
	}
	for _, name := range list {
		b, err := fs.ReadFile(own, name)
		if err != nil {
			return err
		}
		title, _, ok := strings.Cut(strings.TrimPrefix(string(b), "// "), "\n")
		if !ok {
			return errors.New(name + " has no title")
		}
		o.Visualize = append(o.Visualize, example{Name: strings.TrimSuffix(path.Base(name), ".gizmo"), Title: title, Script: string(b)})
	}
	b, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("canned queries: %w", err)
	}
	files[ownPrefix+"queries.json"] = newFile(b, "application/json")
	if b, err = fs.ReadFile(own, "own/queries.js"); err != nil {
		return err
	}
	files[ownPrefix+"queries.js"] = newFile(b, "text/javascript; charset=utf-8")
	return nil
}

// standalone is a query as a text that runs by itself: its parameters to be
// filled in at the top, and at the end what queries share, which has to run
// before it.
func standalone(q queries.Query, prelude string) string {
	var b strings.Builder
	b.WriteString("var param = {\n")
	entities := []string{`"<albania>"`, `"<iran>"`}
	for _, p := range q.Params {
		value, open := p.Default, ""
		switch {
		case value != "" && p.Type != queries.Int:
			value = jsonString(value)
		case value != "":
		case p.Type == queries.Entity:
			value, entities = entities[0], []string{entities[1], entities[0]}
		case p.Type == queries.Relation:
			value = `"<accused>"`
		case p.Type == queries.Article:
			value = `g.V("<` + graph.KGArticle + `>").in("<` + graph.RDFType + `>").limit(1).toArray()[0]`
		case p.Type == queries.Date:
			value = `"2022-01-01"`
		case p.Type == queries.Int:
			value = "1"
		default:
			value = `""`
		}
		if !p.Required() && p.Default == "" {
			open = "// "
		}
		fmt.Fprintf(&b, "  %s%s: %s, // %s\n", open, p.Name, value, p.Help)
	}
	fmt.Fprintf(&b, "};\n\nfunction query() {\n%s\n}\n\n// What all canned queries share.\n%s\n\nquery();\n", strings.TrimSpace(q.Script), strings.TrimSpace(prelude))
	return b.String()
}

func jsonString(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""` // a string always has a form
	}
	return string(b)
}
