package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Polarity says whether the passage affirms or denies.
const (
	Affirmed = ""       // the default, not written
	Denied   = "denied" // negated, or rejected by the speaker
)

// Modality says how the passage holds what it says.
const (
	Factual      = ""             // stated as fact, the default, not written
	Alleged      = "alleged"      // said by somebody else than the article, or hedged so
	Possible     = "possible"     // may, might, could
	Planned      = "planned"      // will, intends to, threatens to
	Hypothetical = "hypothetical" // if, would, in order to
	Asked        = "asked"        // questions
)

// Qualifier is a further property of a claim, such as mode=cyber or title="prime minister".
type Qualifier struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Claim is one statement made by one passage of one article.
type Claim struct {
	Article   string // article ID
	Subject   string // entity ID
	Predicate string // relation of the ontology
	Object    string // entity ID

	Span  Span   // the passage
	Exact string // the passage, verbatim: Text[Span.Start:Span.End]
	// Where in the text the two names and the word that ties them stand.
	// The zero span means that the part is not written (an implied subject).
	SubjectAt, ObjectAt, CueAt Span

	Polarity   string
	Modality   string
	Speakers   []string // who says so, outermost first; entity IDs; empty: the article itself
	Confidence string   // as written: "moderate confidence"
	Date       string   // EDTF, of the event
	Quantities []Quantity
	Place      string // entity ID
	Qualifiers []Qualifier
	Rule       string // which rule made it
}

// Edge reports whether the claim supports an edge: it must be affirmed, and
// either factual or alleged. What is denied, possible, planned, hypothetical
// or asked is kept as a claim only, and so is how far away something lies:
// what is 40 km from Tirana is not in Tirana.
func (c Claim) Edge() bool {
	for _, q := range c.Quantities {
		if q.From != "" && q.From == c.Object {
			return false
		}
	}
	return c.Polarity == Affirmed && (c.Modality == Factual || c.Modality == Alleged)
}

// IRI names the claim by its content: the same claim has the same name in every store.
func (c Claim) IRI() string {
	h := sha256.New()
	w := func(parts ...string) {
		for _, p := range parts {
			fmt.Fprintf(h, "%d:%s", len(p), p) // length-prefixed, so that no two contents collide
		}
	}
	w(c.Article, c.Subject, c.Predicate, c.Object, c.Exact, c.marks())
	w(fmt.Sprint(c.Span.Start), fmt.Sprint(c.Span.End))
	w(c.Polarity, c.Modality, c.Confidence, c.Date, c.quantities(), c.Place, c.Rule)
	w(c.Speakers...)
	for _, q := range c.Qualifiers {
		w(q.Key, q.Value)
	}
	sum := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil))
	return ClaimPrefix + strings.ToLower(sum[:20])
}

// quantities writes all quantities as one text, "" if there are none.
func (c Claim) quantities() string {
	parts := make([]string, len(c.Quantities))
	for i, q := range c.Quantities {
		parts[i] = q.String()
	}
	return strings.Join(parts, "; ")
}

// Qualifier is the value of the first qualifier of that key, "" if there is none.
func (c Claim) Qualifier(key string) string {
	for _, q := range c.Qualifiers {
		if q.Key == key {
			return q.Value
		}
	}
	return ""
}

// Normalize sorts qualifiers and quantities so that equal claims are equal values.
func (c *Claim) Normalize() {
	sort.Slice(c.Quantities, func(i, j int) bool { return c.Quantities[i].String() < c.Quantities[j].String() })
	c.Quantities = slices.Compact(c.Quantities)
	sort.Slice(c.Qualifiers, func(i, j int) bool {
		a, b := c.Qualifiers[i], c.Qualifiers[j]
		if a.Key != b.Key {
			return a.Key < b.Key
		}
		return a.Value < b.Value
	})
}

// Check reports whether the claim may be stored with the article: an edge
// without a verbatim passage cannot exist.
func (c Claim) Check(a Article) error {
	switch {
	case c.Article != a.ID:
		return fmt.Errorf("claim of article %q in article %q", c.Article, a.ID)
	case c.Subject == "" || c.Predicate == "" || c.Object == "":
		return fmt.Errorf("claim at %d-%d lacks a subject, predicate or object", c.Span.Start, c.Span.End)
	case !c.Span.In(len(a.Text)) || c.Span.Len() == 0:
		return fmt.Errorf("claim %s %s %s: passage %d-%d is outside the text of %d bytes", c.Subject, c.Predicate, c.Object, c.Span.Start, c.Span.End, len(a.Text))
	case a.Text[c.Span.Start:c.Span.End] != c.Exact:
		return fmt.Errorf("claim %s %s %s: passage at %d-%d is not what the text says there", c.Subject, c.Predicate, c.Object, c.Span.Start, c.Span.End)
	}
	for _, m := range []Span{c.SubjectAt, c.ObjectAt, c.CueAt} {
		if !m.In(len(a.Text)) {
			return fmt.Errorf("claim %s %s %s: mark %d-%d is outside the text", c.Subject, c.Predicate, c.Object, m.Start, m.End)
		}
	}
	return nil
}

// marks writes the three mark spans as one short text, "12-18 40-44 20-27".
func (c Claim) marks() string {
	return fmt.Sprintf("%d-%d %d-%d %d-%d", c.SubjectAt.Start, c.SubjectAt.End,
		c.ObjectAt.Start, c.ObjectAt.End, c.CueAt.Start, c.CueAt.End)
}

func (c *Claim) setMarks(s string) error {
	n, err := fmt.Sscanf(s, "%d-%d %d-%d %d-%d", &c.SubjectAt.Start, &c.SubjectAt.End,
		&c.ObjectAt.Start, &c.ObjectAt.End, &c.CueAt.Start, &c.CueAt.End)
	if err != nil || n != 6 {
		return fmt.Errorf("marks %q: want three spans", s)
	}
	return nil
}
