package cayleyapi

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"kg/graph/store"
	"kg/graph/web/live"
)

const (
	writeBatch = 10_000           // quads in one transaction
	lockWait   = 3 * time.Second  // for another process that writes
	readPause  = 30 * time.Second // for a client to send something
	maxNode    = 128 << 10        // bytes of a node to delete, as Cayley has it
)

// writing lets a request through where this server may write.
func (a *API) writing(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if a.o.Write == nil {
			fail(w, http.StatusForbidden, "this server only reads; start it with --write")
			return
		}
		next(w, r)
	}
}

// edit runs f on the store, opened for writing, for as short a time as can be:
// nobody else can write meanwhile.
func (a *API) edit(ctx context.Context, f func(*store.Store) error) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	until := time.Now().Add(lockWait)
	for {
		err := a.o.Write(ctx, f)
		if !errors.Is(err, store.ErrLocked) {
			return err
		}
		if time.Now().After(until) {
			return fmt.Errorf("%w: %w", live.ErrBusy, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// written answers to a write: v1 with text, as to a query.
func (a *API) written(w http.ResponseWriter, r *http.Request, err error, format string, args ...any) {
	switch {
	case err == nil:
		w.Header().Set("Content-Type", "application/json")
		if strings.HasPrefix(r.URL.Path, "/api/v1/") {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		}
		fmt.Fprintf(w, format+"\n", args...)
	case errors.Is(err, live.ErrBusy):
		a.o.Unavailable(w, err)
	default:
		a.failed(w, err)
	}
}

// quadsV1 reads the quads of a request to API v1.
func quadsV1(w http.ResponseWriter, r *http.Request) ([]quad.Quad, error) {
	text, err := body(w, r)
	if err != nil {
		return nil, err
	}
	var in []struct{ Subject, Predicate, Object, Label string }
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		return nil, input(err)
	}
	out := make([]quad.Quad, len(in))
	for i, j := range in {
		out[i] = quad.Quad{Subject: quad.StringToValue(j.Subject), Predicate: quad.StringToValue(j.Predicate),
			Object: quad.StringToValue(j.Object), Label: quad.StringToValue(j.Label)}
		if !out[i].IsValid() {
			return nil, input(fmt.Errorf("invalid quad at index %d: %v", i, out[i]))
		}
	}
	return out, nil
}

func (a *API) writeV1(w http.ResponseWriter, r *http.Request) {
	qs, err := quadsV1(w, r)
	if err == nil {
		err = a.edit(r.Context(), func(st *store.Store) error { return st.Edit(r.Context(), qs, nil) })
	}
	a.written(w, r, err, `{"result": "Successfully wrote %d quads."}`, len(qs))
}

func (a *API) deleteV1(w http.ResponseWriter, r *http.Request) {
	qs, err := quadsV1(w, r)
	if err == nil {
		err = a.edit(r.Context(), func(st *store.Store) error { return st.Edit(r.Context(), nil, qs) })
	}
	a.written(w, r, err, `{"result": "Successfully deleted %d quads."}`, len(qs))
}

// writeFileV1 reads the file of Cayley's Write page, packed or not.
func (a *API) writeFileV1(w http.ResponseWriter, r *http.Request) {
	n, err := a.file(w, r)
	a.written(w, r, err, `{"result": "Successfully wrote %d quads."}`, n)
}

func (a *API) file(w http.ResponseWriter, r *http.Request) (int, error) {
	r.Body = a.patient(w, r)
	parts, err := r.MultipartReader()
	if err != nil {
		return 0, input(err)
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return 0, input(errors.New("there is no file NQuadFile in the form"))
		} else if err != nil {
			return 0, input(err)
		}
		if part.FormName() != "NQuadFile" {
			continue
		}
		rd, err := unpack(part)
		if err != nil {
			return 0, input(err)
		}
		qr := quad.FormatByName("nquads").Reader(rd)
		defer qr.Close()
		return a.apply(r.Context(), qr, true)
	}
}

// unpack reads gzip and bzip2 as well as plain text.
func unpack(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		zr, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		return &limited{r: zr, most: maxWrite}, nil
	case bytes.HasPrefix(head, []byte("BZh")):
		return &limited{r: bzip2.NewReader(b), most: maxWrite}, nil
	}
	return b, nil
}

// limited is an error after so many bytes, for what unpacks to much.
type limited struct {
	r    io.Reader
	most int64
	n    int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.n += int64(n); l.n > l.most {
		return n, &http.MaxBytesError{Limit: l.most}
	}
	return n, err
}

// patient is the request's body, bounded, with more time for as long as
// something comes.
func (a *API) patient(w http.ResponseWriter, r *http.Request) io.ReadCloser {
	return &patientBody{ReadCloser: http.MaxBytesReader(w, r.Body, maxWrite), control: http.NewResponseController(w)}
}

type patientBody struct {
	io.ReadCloser
	control *http.ResponseController
}

func (b *patientBody) Read(p []byte) (int, error) {
	until := time.Now().Add(readPause)
	for _, set := range []func(time.Time) error{b.control.SetReadDeadline, b.control.SetWriteDeadline} {
		if err := set(until); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return 0, fmt.Errorf("extend the time for the request: %w", err)
		}
	}
	return b.ReadCloser.Read(p)
}

func (a *API) write(w http.ResponseWriter, r *http.Request) {
	n, err := a.stream(w, r, true)
	a.written(w, r, err, `{"result": "Successfully wrote %d quads.", "count": %d}`, n, n)
}

func (a *API) delete(w http.ResponseWriter, r *http.Request) {
	n, err := a.stream(w, r, false)
	a.written(w, r, err, `{"result": "Successfully deleted %d quads.", "count": %d}`, n, n)
}

// stream adds or deletes the quads of the body.
func (a *API) stream(w http.ResponseWriter, r *http.Request, add bool) (int, error) {
	format := formatOf(r, "", "Content-Type")
	if format.Reader == nil {
		return 0, input(fmt.Errorf("quads are not read in the format %s", format.Name))
	}
	rd := io.Reader(a.patient(w, r))
	if accepted(r, "Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(rd)
		if err != nil {
			return 0, input(err)
		}
		rd = &limited{r: zr, most: maxWrite}
	}
	if holdsBody[format.Name] {
		done, err := turn(r.Context(), a.held)
		if err != nil {
			return 0, err
		}
		defer done()
		b, err := io.ReadAll(http.MaxBytesReader(w, io.NopCloser(rd), maxHeldBody))
		if err != nil {
			return 0, input(err)
		}
		if format.Name == "jsonld" {
			if err := local(b); err != nil {
				return 0, input(err)
			}
		}
		rd = bytes.NewReader(b)
	}
	qr := format.Reader(rd)
	defer qr.Close()
	return a.apply(r.Context(), qr, add)
}

// holdsBody are the formats whose readers hold all of the body.
var holdsBody = map[string]bool{"jsonld": true, "json": true}

const maxHeldBody = 16 << 20

// local refuses a JSON-LD document that would make its reader fetch another.
func local(b []byte) error {
	var doc any
	if err := json.Unmarshal(b, &doc); err != nil {
		return err
	}
	if _, ok := doc.(string); ok || remote(doc) {
		return errors.New("a JSON-LD document may not refer to contexts or documents elsewhere: nothing is fetched; put the context into it")
	}
	return nil
}

// remote finds the contexts that stand for an address.
func remote(v any) bool {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if remote(x) {
				return true
			}
		}
	case map[string]any:
		for k, x := range v {
			if k == "@import" || k == "@context" && named(x) || remote(x) {
				return true
			}
		}
	}
	return false
}

func named(context any) bool {
	switch c := context.(type) {
	case string:
		return true
	case []any:
		for _, x := range c {
			if named(x) {
				return true
			}
		}
	}
	return false
}

// apply adds or deletes quads in transactions of a bounded size. It gives the
// number of quads read; those before an error are written.
func (a *API) apply(ctx context.Context, qr quad.Reader, add bool) (int, error) {
	for n := 0; ; {
		qs, err := some(qr)
		end := errors.Is(err, io.EOF)
		if err != nil && !end {
			return n, input(err)
		}
		if len(qs) > 0 {
			err := a.edit(ctx, func(st *store.Store) error {
				if add {
					return st.Edit(ctx, qs, nil)
				}
				return st.Edit(ctx, nil, qs)
			})
			if err != nil {
				return n, err
			}
		}
		if n += len(qs); end {
			return n, nil
		}
	}
}

// some reads the quads of one transaction.
func some(qr quad.Reader) ([]quad.Quad, error) {
	var qs []quad.Quad
	for len(qs) < writeBatch {
		q, err := qr.ReadQuad()
		if err != nil {
			return qs, err
		}
		qs = append(qs, q)
	}
	return qs, nil
}

// deleteNode deletes all quads of a node.
func (a *API) deleteNode(w http.ResponseWriter, r *http.Request) {
	err := a.node(w, r)
	a.written(w, r, err, `{"result": "Successfully deleted %d nodes.", "count": %d}`, 1, 1)
}

func (a *API) node(w http.ResponseWriter, r *http.Request) error {
	format := formatOf(r, "", "Content-Type")
	if format.UnmarshalValue == nil {
		return input(fmt.Errorf("nodes are not read in the format %s", format.Name))
	}
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxNode))
	if err != nil {
		return input(err)
	}
	node, err := format.UnmarshalValue(b)
	if err != nil {
		return input(err)
	}
	if node == nil {
		return input(errors.New("there is no node in the request"))
	}
	return a.edit(r.Context(), func(st *store.Store) error {
		n, err := st.EditNode(r.Context(), node)
		if err == nil && n == 0 {
			err = input(fmt.Errorf("there is no node %v", node))
		}
		return err
	})
}
