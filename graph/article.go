package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

// Span is a half-open range of bytes in an article's stored text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// In reports whether the span lies inside a text of n bytes.
func (s Span) In(n int) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= n }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Article is a text and what is known of where it came from.
type Article struct {
	ID        string // stable for a path or URL; the IRI is "article:" + ID
	Source    string // path as given (slashes), or URL
	SHA256    string // hex, of the bytes that were read
	Lang      string // ISO 639-1, "und" when unknown
	Title     string
	Outlet    string // who published it, "" when the text does not say
	Agency    string // wire service credited, "" when none
	Place     string // dateline place
	Published string // EDTF, "" when unknown
	URL       string
	Rules     string // version of the rules that read it
	Text      string // stored text: UTF-8, NFC, LF line ends; all offsets count its bytes
}

// IRI is the article's name in the graph.
func (a Article) IRI() string { return ArticlePrefix + a.ID }

// SourceName is how an article is told apart by a person: its file name, or
// its URL, or the ID when neither is known.
func (a Article) SourceName() string {
	switch {
	case strings.Contains(a.Source, "://"):
		return a.Source
	case a.Source != "":
		return path.Base(a.Source)
	}
	return a.ID
}

// TextSHA256 is the hex hash of the stored text.
func (a Article) TextSHA256() string {
	h := sha256.Sum256([]byte(a.Text))
	return hex.EncodeToString(h[:])
}

// Record is all that one article adds to the graph.
// It is written, replaced and taken out as a whole.
type Record struct {
	Article  Article
	Entities []Entity // every entity that a claim of the article names, and those mentioned
	Claims   []Claim
}
