package explore

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"kg/graph/export"
	"kg/graph/store"
)

// problem is an error as RFC 9457 has it.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

// fail writes an error as application/problem+json.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody listens any more
	}
	code := status(err)
	p := problem{Type: "about:blank", Title: http.StatusText(code), Status: code, Detail: err.Error()}
	switch code {
	case http.StatusInternalServerError:
		p.Detail = "the store could not be read; `kg verify` checks it"
	case http.StatusGatewayTimeout:
		p.Detail = "this takes longer than " + s.o.Timeout.String() + "; ask for less: fewer nodes, one relation, one article"
	case http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", strconv.Itoa(retrySeconds))
		p.Detail = "the store cannot be read now; try again in a moment" // where it is, is for the log
	case http.StatusMethodNotAllowed:
		w.Header().Set("Allow", "GET, HEAD")
	}
	if code >= 500 && s.o.Report != nil {
		s.o.Report(r, err)
	}
	body, err := export.MarshalJSON(p)
	if err != nil {
		body = []byte(`{}`) // four plain fields
	}
	send(w, code, "application/problem+json", body)
}

// retrySeconds is when to ask again while the store cannot be read.
const retrySeconds = 2

func status(err error) int {
	var b *badRequest
	var n *notFound
	var m *notAllowed
	var u *unavailable
	switch {
	case errors.As(err, &b):
		return http.StatusBadRequest
	case errors.As(err, &n):
		return http.StatusNotFound
	case errors.As(err, &m):
		return http.StatusMethodNotAllowed
	case errors.As(err, &u):
		return http.StatusServiceUnavailable
	case errors.Is(err, store.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	case errors.Is(err, store.ErrQuery):
		return http.StatusUnprocessableEntity
	}
	return http.StatusInternalServerError
}

// send writes a whole answer. What changes with the store is not kept by
// anybody; browsers must take the type as it is said.
func send(w http.ResponseWriter, code int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write(body) // the client went away; nothing is to be done
}

// file is an answer that is no JSON.
type file struct {
	name, contentType string
	body              []byte
}

func (f file) write(w http.ResponseWriter) {
	w.Header().Set("Content-Disposition", `attachment; filename="`+f.name+`"`)
	w.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
	send(w, http.StatusOK, f.contentType, f.body)
}
