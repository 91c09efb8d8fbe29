// Package explore serves the explorer: a page for people who look rather than
// type, and the JSON API that it uses. The API is described by openapi.yaml,
// which it serves; the page uses nothing but what is described there.
//
// All of it only reads. What an article says reaches the page as JSON values
// and is never made into HTML.
package explore

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"kg/graph/ontology"
	"kg/graph/store"
	"kg/queries"
)

// Prefix is the path below which the API is served, Page that of the page.
const (
	Prefix = "/api/kg/v1/"
	Page   = "/explore"
)

// Source gives each request one state of the store, which does not change
// until release is called.
type Source interface {
	View(ctx context.Context) (st *store.Store, release func(), err error)
}

// Options of Handler.
type Options struct {
	Ontology *ontology.Ontology // labels of types and relations; needed
	Queries  []queries.Query    // the catalogue
	Limit    int                // most rows that a query gives; 0: 1000
	Timeout  time.Duration      // longest time for a request; 0: 30 s
	Lang     string             // language of labels where the request asks for none; "" is English

	// Report is told of the errors that are not the client's doing; may be nil.
	Report func(*http.Request, error)
}

// server holds what all requests share.
type server struct {
	src   Source
	o     Options
	tones map[string]string // relation → tone
	heads heads
}

// Handler serves Page and what lies below it, and all below Prefix. It fails
// only when data files of the package or the options are wrong.
func Handler(src Source, o Options) (http.Handler, error) {
	if src == nil || o.Ontology == nil {
		return nil, errors.New("explore: a source and an ontology are needed")
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Limit <= 0 {
		o.Limit = 1000
	}
	if o.Lang == "" {
		o.Lang = "en"
	}
	tones, err := loadTones(o.Ontology)
	if err != nil {
		return nil, err
	}
	s := &server{src: src, o: o, tones: tones}
	mux := http.NewServeMux()
	for path, h := range s.routes() {
		mux.Handle("GET "+Prefix+path, h)
	}
	mux.HandleFunc(Prefix, func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, noRoute(r)) })
	if err := s.page(mux); err != nil {
		return nil, err
	}
	return mux, nil
}

// routes are the paths of the API below Prefix, as openapi.yaml has them.
func (s *server) routes() map[string]http.Handler {
	return map[string]http.Handler{
		"meta":           s.answer(meta, "lang"),
		"search":         s.answer(search, "q", "lang", "limit"),
		"texts":          s.answer(texts, "q", "article_lang", "limit", "lang"),
		"entities/{id}":  s.answer(entity, "lang"),
		"graph":          s.answer(neighbourhood, slices.Concat(filterParams, []string{"node", "limit", "lang", "format"})...),
		"passages":       s.answer(passages, slices.Concat(filterParams, []string{"claim", "subject", "object", "either", "limit", "offset", "lang"})...),
		"conflicts":      s.answer(conflicts, "node", "limit", "lang"),
		"agreements":     s.answer(agreements, "node", "limit", "lang"),
		"timeline":       s.answer(timeline, slices.Concat(filterParams, []string{"node", "limit", "lang"})...),
		"articles":       s.answer(articles, "limit", "offset"),
		"articles/{id}":  s.answer(article, "claim", "subject", "relation", "object", "from", "limit", "lang"),
		"queries":        s.answer(listQueries),
		"queries/{name}": s.answer(runQuery, "param[]", "lang"),
		"openapi.yaml":   http.HandlerFunc(openAPI),
	}
}
