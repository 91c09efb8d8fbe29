package cayleyapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
	_ "github.com/cayleygraph/quad/dot" // the formats of Cayley's server
	_ "github.com/cayleygraph/quad/gml"
	_ "github.com/cayleygraph/quad/graphml"
	_ "github.com/cayleygraph/quad/json"
	_ "github.com/cayleygraph/quad/jsonld"
	_ "github.com/cayleygraph/quad/nquads"
	_ "github.com/cayleygraph/quad/pquads"

	"kg/graph/store"
)

const (
	maxValues  = 1000             // combinations of the values that are asked for
	batch      = 1000             // quads between two looks at the clock
	writePause = 30 * time.Second // for a client to take a batch
)

// holding are the formats whose writers keep all quads, or all nodes, until
// the end, with the quads that fit in some 160 MB. One is written at a time.
var holding = map[string]int{"jsonld": 100_000, "gml": 1_000_000, "graphml": 1_000_000}

// accepted is the first value of a header that lists some. Cayley does not
// look at the others.
func accepted(r *http.Request, header string) string {
	v := r.Header.Get(header)
	if i := strings.IndexAny(v, ",;"); i >= 0 {
		v = v[:i]
	}
	return strings.TrimSpace(v)
}

// formatOf is the format that the request names, in the form or in a header,
// else N-Quads.
func formatOf(r *http.Request, name, header string) *quad.Format {
	if f := quad.FormatByName(name); name != "" && f != nil {
		return f
	}
	if f := quad.FormatByMime(accepted(r, header)); f != nil {
		return f
	}
	return quad.FormatByName("nquads")
}

// read answers with the quads that have the values asked for.
func (a *API) read(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxQuery)
	if err := r.ParseForm(); err != nil {
		a.failed(w, input(err))
		return
	}
	format := formatOf(r, r.Form.Get("format"), "Accept")
	if format.Writer == nil {
		fail(w, http.StatusBadRequest, "the format %s cannot be read from this server", format.Name)
		return
	}
	patterns, err := patterns(r)
	if err != nil {
		a.failed(w, err)
		return
	}
	a.view(w, r, func(st *store.Store) error {
		if most := holding[format.Name]; most > 0 {
			done, err := turn(r.Context(), a.held)
			if err != nil {
				return err
			}
			defer done()
			if n, err := count(find(r.Context(), st, patterns), most); err != nil {
				return err
			} else if n > most {
				return fmt.Errorf("%w: more than %d quads as %s; ask for fewer with sub, pred, obj or label, or take nquads, json or pquads", errInput, most, format.Name)
			}
		}
		return a.copyQuads(w, r, format, find(r.Context(), st, patterns))
	})
}

// patterns are all combinations of the values of the form.
func patterns(r *http.Request) ([]quad.Quad, error) {
	out := []quad.Quad{{}}
	for _, f := range []struct {
		name string
		dir  quad.Direction
	}{{"sub", quad.Subject}, {"pred", quad.Predicate}, {"obj", quad.Object}, {"label", quad.Label}} {
		text := r.Form.Get(f.name)
		if text == "" {
			continue
		}
		names := strings.Split(text, ",")
		slices.Sort(names)
		names = slices.Compact(names)
		if len(names)*len(out) > maxValues {
			return nil, fmt.Errorf("%w: more than %d combinations of values", errInput, maxValues)
		}
		var next []quad.Quad
		for _, name := range names {
			for _, p := range out {
				p.Set(f.dir, quad.StringToValue(name))
				next = append(next, p)
			}
		}
		out = next
	}
	return out, nil
}

// find gives each quad once: no two patterns agree.
func find(ctx context.Context, st *store.Store, patterns []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, p := range patterns {
			for q, err := range st.Find(ctx, p) {
				if !yield(q, err) {
					return
				}
			}
		}
	}
}

func count(seq iter.Seq2[quad.Quad, error], most int) (n int, err error) {
	for _, err := range seq {
		if err != nil {
			return n, err
		}
		if n++; n > most {
			break
		}
	}
	return n, nil
}

// copyQuads writes quads as they are found. An error after the first byte
// cuts the connection, so that nobody takes a part for the whole.
func (a *API) copyQuads(w http.ResponseWriter, r *http.Request, format *quad.Format, seq iter.Seq2[quad.Quad, error]) (err error) {
	if len(format.Mime) > 0 {
		w.Header().Set("Content-Type", format.Mime[0])
	} else {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	}
	out := &counting{w: w}
	defer func() {
		if err == nil || out.n == 0 {
			return
		}
		if r.Context().Err() == nil { // else the client is gone
			a.o.Fault(err)
		}
		panic(http.ErrAbortHandler)
	}()
	closer := format.Writer(out)
	send := sender{w: shortened(closer, r.Form.Get("iri")), control: http.NewResponseController(w), format: format.Name}
	for q, err := range seq {
		if err == nil {
			err = send.add(q)
		}
		if err != nil {
			return err
		}
	}
	if err := send.flush(); err != nil {
		return err
	}
	return closer.Close()
}

// shortened writes IRIs with or without the prefixes of namespaces.
func shortened(w quad.Writer, iri string) quad.Writer {
	switch iri {
	case "short":
		return quad.IRIWriter(w, quad.IRIOptions{Format: quad.IRIShort})
	case "full":
		return quad.IRIWriter(w, quad.IRIOptions{Format: quad.IRIFull})
	}
	return w
}

// sender writes quads in batches. Whoever takes what is sent is given more
// time.
type sender struct {
	w       quad.Writer
	control *http.ResponseController
	format  string
	buf     []quad.Quad
}

func (s *sender) add(q quad.Quad) error {
	if s.buf = append(s.buf, q); len(s.buf) < batch {
		return nil
	}
	return s.flush()
}

func (s *sender) flush() error {
	if err := s.control.SetWriteDeadline(time.Now().Add(writePause)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("extend the time for the answer: %w", err)
	}
	if _, err := s.w.WriteQuads(s.buf); err != nil {
		return fmt.Errorf("write %s: %w", s.format, err)
	}
	s.buf = s.buf[:0]
	return nil
}

// counting counts bytes.
type counting struct {
	w http.ResponseWriter
	n int64
}

func (c *counting) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// formats lists the formats of quads, as Cayley does but in a fixed order.
func (a *API) formats(w http.ResponseWriter, _ *http.Request) {
	type format struct {
		ID     string   `json:"id"`
		Read   bool     `json:"read,omitempty"`
		Write  bool     `json:"write,omitempty"`
		Nodes  bool     `json:"nodes,omitempty"`
		Ext    []string `json:"ext,omitempty"`
		Mime   []string `json:"mime,omitempty"`
		Binary bool     `json:"binary,omitempty"`
	}
	var out []format
	for _, f := range quad.Formats() {
		out = append(out, format{ID: f.Name, Ext: f.Ext, Mime: f.Mime, Read: f.Reader != nil, Write: f.Writer != nil,
			Nodes: f.UnmarshalValue != nil, Binary: f.Binary})
	}
	slices.SortFunc(out, func(x, y format) int { return strings.Compare(x.ID, y.ID) })
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out) // a client that is gone
}
