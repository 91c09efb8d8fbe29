package explore

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"kg/graph/answer"
	"kg/graph/export"
	"kg/graph/store"
)

// Bounds on what a request may ask for.
const (
	maxQuery   = 8 << 10 // bytes of a URL's query
	maxNodes   = 60      // nodes of a graph: what the eye can hold
	maxCentres = 12      // nodes whose neighbours are shown
	maxPage    = 200     // items of a list
	maxWindow  = 64 << 10
)

// request is one call of the API: its parameters, and one state of the store.
type request struct {
	ctx    context.Context
	s      *server
	st     *store.Store
	http   *http.Request
	values url.Values
	lang   string
	reader *answer.Reader
	names  *answer.Names // articles without their texts
	texts  *answer.Names // with them
}

// answer runs h for a request and writes what it returns as JSON. Parameters
// that are not named are refused; "param[]" stands for those of a query.
func (s *server) answer(h func(*request) (any, error), params ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.run(r, h, params)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if f, ok := v.(file); ok {
			f.write(w)
			return
		}
		body, err := export.MarshalJSON(v)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		send(w, http.StatusOK, "application/json; charset=utf-8", body)
	})
}

func (s *server) run(r *http.Request, h func(*request) (any, error), params []string) (any, error) {
	if len(r.URL.RawQuery) > maxQuery {
		return nil, bad("the query is longer than %d bytes", maxQuery)
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, bad("the query cannot be read: %v", err)
	}
	if err := known(values, params); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.o.Timeout)
	defer cancel()
	st, release, err := s.src.View(ctx)
	if err != nil {
		return nil, &unavailable{err}
	}
	defer release()
	q := &request{ctx: ctx, s: s, st: st, http: r, values: values, lang: s.o.Lang}
	if l := values.Get("lang"); l != "" {
		if !slices.Contains(languages, l) {
			return nil, bad("lang is %q; it can be one of %s", l, strings.Join(languages, ", "))
		}
		q.lang = l
	}
	q.reader = &answer.Reader{Store: st, Onto: s.o.Ontology, Lang: q.lang}
	q.names, q.texts = answer.NewNames(ctx, st, false), answer.NewNames(ctx, st, true)
	v, err := h(q)
	return v, errors.Join(err, q.names.Err(), q.texts.Err())
}

// languages are those of the ontology's labels.
var languages = []string{"de", "en", "fr"}

// known refuses parameters that are not listed, and text that is no UTF-8.
func known(values url.Values, params []string) error {
	for k, vs := range values {
		plain := k
		if _, ok := paramName(k); ok {
			plain = "param[]"
		}
		if !slices.Contains(params, plain) {
			list := slices.Clone(params)
			sort.Strings(list)
			return bad("there is no parameter %q here; there are: %s", k, strings.Join(list, ", "))
		}
		for _, v := range vs {
			if strings.ToValidUTF8(v, "") != v || strings.ContainsRune(v, 0) {
				return bad("the value of %q is no text in UTF-8", k)
			}
		}
	}
	return nil
}

// number reads a parameter: absent it is def; outside lo to hi it is refused.
func (q *request) number(name string, def, lo, hi int) (int, error) {
	text := q.values.Get(name)
	if text == "" {
		return def, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < lo || n > hi {
		return 0, bad("%s is %q; it must be a number from %d to %d", name, text, lo, hi)
	}
	return n, nil
}

// entityID gives the ID of the entity that a parameter names by its IRI.
func (q *request) entityID(name, value string) (string, error) {
	id := strings.TrimSuffix(strings.TrimPrefix(value, "<"), ">")
	if id == "" {
		return "", bad("%s is empty; give the ID of an entity, as /search finds it", name)
	}
	if _, err := q.st.Entity(q.ctx, id); err != nil {
		return "", err
	}
	return id, nil
}

// relationLabel is the label of a relation, the name with spaces if the
// ontology does not have it.
func (s *server) relationLabel(name, lang string) string {
	if r := s.o.Ontology.Relation(name); r != nil {
		return r.Label(lang)
	}
	return strings.ReplaceAll(name, "_", " ")
}

func (s *server) typeLabel(name, lang string) string {
	if t := s.o.Ontology.Type(name); t != nil {
		return t.Label(lang)
	}
	return name
}

func (s *server) symmetric(name string) bool {
	r := s.o.Ontology.Relation(name)
	return r != nil && r.Symmetric
}

// badRequest is what the client did wrong.
type badRequest struct{ detail string }

func (e *badRequest) Error() string { return e.detail }

func bad(format string, args ...any) error { return &badRequest{fmt.Sprintf(format, args...)} }

// notFound says that what the path names is not there.
type notFound struct{ detail string }

func (e *notFound) Error() string { return e.detail }

func noRoute(r *http.Request) error {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return &notAllowed{r.Method}
	}
	return &notFound{fmt.Sprintf("there is nothing at %s; %sopenapi.yaml describes the API", r.URL.Path, Prefix)}
}

// notAllowed says that the API only reads.
type notAllowed struct{ method string }

func (e *notAllowed) Error() string { return "the API only reads: GET, not " + e.method }

// unavailable says that the store cannot be read now.
type unavailable struct{ err error }

func (e *unavailable) Error() string { return e.err.Error() }
func (e *unavailable) Unwrap() error { return e.err }
