package explore

import (
	"strings"
	"unicode/utf8"

	"kg/graph"
)

// node is an entity in a few words.
type node struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Type  string `json:"type"`
}

// labelRunes is the longest label that is given; a hostile article can name
// things at any length.
const labelRunes = 200

func (q *request) node(id string) node {
	e := q.names.Entity(id)
	return node{ID: id, Label: short(e.Label(q.lang)), Type: e.Type}
}

func short(s string) string {
	if utf8.RuneCountInString(s) <= labelRunes {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:labelRunes-1])) + "…"
}

// term is a word of the ontology with its label.
type term struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// source is an article without its text.
type source struct {
	ID        string `json:"id"`
	Name      string `json:"name"` // file name or URL
	Title     string `json:"title"`
	Outlet    string `json:"outlet"`
	Agency    string `json:"agency"`
	Published string `json:"published"` // EDTF
	Lang      string `json:"lang"`
	URL       string `json:"url"`
}

func newSource(a graph.Article) source {
	return source{ID: a.ID, Name: short(a.SourceName()), Title: short(a.Title), Outlet: short(a.Outlet), Agency: short(a.Agency), Published: a.Published, Lang: a.Lang, URL: safeURL(a.URL)}
}

// safeURL keeps addresses that a person may follow.
func safeURL(u string) string {
	if strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		return u
	}
	return ""
}

// edge is what is said of a pair of entities, merged over the articles.
type edge struct {
	Subject   string         `json:"subject"`
	Relation  string         `json:"relation"`
	Object    string         `json:"object"`
	Label     string         `json:"label"`
	Tone      string         `json:"tone"`
	Symmetric bool           `json:"symmetric"`
	Edge      bool           `json:"edge"`    // a claim supports it: affirmed, and stated or alleged
	Sources   int            `json:"sources"` // independent ones
	Articles  []string       `json:"articles"`
	Passages  int            `json:"passages"`
	Held      map[string]int `json:"held"`
	First     string         `json:"first"` // EDTF
	Last      string         `json:"last"`
}

// count is how many claims have a value.
type count struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Count int    `json:"count"`
}
