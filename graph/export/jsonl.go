package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"kg/graph"
)

// Fact is one claim with the names of what it speaks of: a line of JSONL, a
// row of CSV. Start and End count bytes of the article's stored text; Quote is
// the passage there, verbatim. Edge tells whether the claim supports an edge.
type Fact struct {
	ID           string            `json:"id"` // IRI of the claim
	Subject      string            `json:"subject"`
	SubjectLabel string            `json:"subject_label"`
	SubjectType  string            `json:"subject_type"`
	SubjectText  string            `json:"subject_text"` // the mention as written, "" when implied
	Predicate    string            `json:"predicate"`
	Object       string            `json:"object"`
	ObjectLabel  string            `json:"object_label"`
	ObjectType   string            `json:"object_type"`
	ObjectText   string            `json:"object_text"`
	Source       string            `json:"source"`  // file name or URL
	Article      string            `json:"article"` // ID
	Title        string            `json:"title"`
	Outlet       string            `json:"outlet"`
	Published    string            `json:"published"` // EDTF
	Lang         string            `json:"lang"`
	Quote        string            `json:"quote"`
	Start        int               `json:"start"`
	End          int               `json:"end"`
	Cue          string            `json:"cue"` // the word that ties the two, as written
	Edge         bool              `json:"edge"`
	Polarity     string            `json:"polarity"`
	Modality     string            `json:"modality"`
	Speaker      string            `json:"speaker"`  // label of the innermost speaker
	Speakers     []string          `json:"speakers"` // IDs, outermost first
	Confidence   string            `json:"confidence"`
	Date         string            `json:"date"` // EDTF, of the event
	Quantity     string            `json:"quantity"`
	Place        string            `json:"place"` // label
	Qualifiers   map[string]string `json:"qualifiers"`
	Rule         string            `json:"rule"`
}

// NewFact names what a claim speaks of. Polarity and modality are written out
// ("affirmed", "factual") where the claim has the default.
func NewFact(c graph.Claim, o Options) Fact {
	s, ob, a := o.entity(c.Subject), o.entity(c.Object), o.article(c.Article)
	f := Fact{
		ID: c.IRI(), Subject: c.Subject, Predicate: c.Predicate, Object: c.Object,
		SubjectLabel: s.Label(o.Lang), SubjectType: s.Type, SubjectText: slice(a.Text, c.SubjectAt),
		ObjectLabel: ob.Label(o.Lang), ObjectType: ob.Type, ObjectText: slice(a.Text, c.ObjectAt),
		Source: a.SourceName(), Article: c.Article, Title: a.Title, Outlet: a.Outlet, Published: a.Published, Lang: a.Lang,
		Quote: c.Exact, Start: c.Span.Start, End: c.Span.End, Cue: slice(a.Text, c.CueAt),
		Edge: c.Edge(), Polarity: orDefault(c.Polarity, "affirmed"), Modality: orDefault(c.Modality, "factual"),
		Speakers: append([]string{}, c.Speakers...), Confidence: c.Confidence, Date: c.Date, Quantity: joinQuantities(c.Quantities),
		Qualifiers: map[string]string{}, Rule: c.Rule,
	}
	if n := len(c.Speakers); n > 0 {
		f.Speaker = o.entity(c.Speakers[n-1]).Label(o.Lang)
	}
	if c.Place != "" {
		f.Place = o.entity(c.Place).Label(o.Lang)
	}
	for _, q := range c.Qualifiers {
		if old := f.Qualifiers[q.Key]; old != "" {
			q.Value = old + "; " + q.Value
		}
		f.Qualifiers[q.Key] = q.Value
	}
	return f
}

// joinQuantities writes quantities as one text: "≈3000 member; 30 km from tirana".
func joinQuantities(qs []graph.Quantity) string {
	parts := make([]string, len(qs))
	for i, q := range qs {
		parts[i] = q.String()
	}
	return strings.Join(parts, "; ")
}

// JSONL writes one claim a line as a JSON object with the fields of Fact, in
// that order. Every field is present in every line. Quotes are verbatim.
func JSONL(w io.Writer, claims Claims, o Options) error {
	b := bufio.NewWriter(w)
	for c, err := range claims {
		if err != nil {
			return err
		}
		line, err := MarshalJSON(NewFact(c, o))
		if err != nil {
			return wrap("jsonl", err)
		}
		if _, err := b.Write(append(line, '\n')); err != nil {
			return wrap("jsonl", err)
		}
	}
	return wrap("jsonl", b.Flush())
}

// MarshalJSON is json.Marshal without HTML escapes and with every character
// that can steer a terminal or reorder text written as \uXXXX: the value is the
// same, and looking at it is safe.
func MarshalJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return escapeUnsafe(bytes.TrimRight(b.Bytes(), "\n")), nil
}

func escapeUnsafe(in []byte) []byte {
	var out []byte
	last := 0
	for i, r := range string(in) {
		if r < 0x20 || !Unsafe(r) { // encoding/json has escaped what is below 0x20
			continue
		}
		out = append(out, in[last:i]...)
		out = append(out, []byte(jsonEscape(r))...)
		last = i + len(string(r))
	}
	if last == 0 {
		return in
	}
	return append(out, in[last:]...)
}

func orDefault(s, def string) string {
	if s == "" {
		return def
	}
	return s
}
