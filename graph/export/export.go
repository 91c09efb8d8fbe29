// Package export writes the graph in the formats of other tools, one file a
// format. Its functions are plain: claims or quads in, bytes out. They know no
// store; what an ID stands for they ask a Resolver.
//
// Formats of claims (one row a claim, also those that make no edge): JSONL, CSV.
// Formats of edges (merged over articles): DOT, GraphML, GEXF.
// Format of quads (loses nothing, can be read back): NQuads, ReadNQuads.
package export

import (
	"fmt"
	"iter"
	"sort"
	"strings"

	"kg/graph"
)

// Claims is a sequence of claims in the order in which they are to be written.
// A claim that comes with an error ends the export with that error.
type Claims = iter.Seq2[graph.Claim, error]

// Resolver says what the IDs in a claim stand for. An unknown ID gives a value
// that holds nothing but the ID.
type Resolver interface {
	Entity(id string) graph.Entity
	Article(id string) graph.Article
}

// Options are common to all formats.
type Options struct {
	Resolver Resolver                       // nil: IDs stand for themselves
	Lang     string                         // language of labels, ISO 639-1; "" is English
	Relation func(name, lang string) string // label of a relation; nil: the name with spaces
}

func (o Options) entity(id string) graph.Entity {
	if o.Resolver == nil || id == "" {
		return graph.Entity{ID: id}
	}
	return o.Resolver.Entity(id)
}

func (o Options) article(id string) graph.Article {
	if o.Resolver == nil {
		return graph.Article{ID: id}
	}
	return o.Resolver.Article(id)
}

func (o Options) relation(name string) string {
	if o.Relation != nil {
		if l := o.Relation(name, o.Lang); l != "" {
			return l
		}
	}
	return strings.ReplaceAll(name, "_", " ")
}

// Edge is what is said of a pair of entities, merged over the articles that
// say it. Order of a slice of edges: subject, predicate, object.
type Edge struct {
	Subject, Predicate, Object string
	Articles                   []string // IDs, sorted, each once
	Claims                     int      // passages that prove it
	Alleged                    bool     // no passage states it as fact
	First, Last                string   // EDTF: earliest and latest date given, "" when none
}

// Edges merges the claims that make an edge. Claims that do not are left out.
func Edges(claims Claims) ([]Edge, error) {
	type key struct{ s, p, o string }
	merged := map[key]*Edge{}
	for c, err := range claims {
		if err != nil {
			return nil, err
		}
		if !c.Edge() {
			continue
		}
		k := key{c.Subject, c.Predicate, c.Object}
		e := merged[k]
		if e == nil {
			e = &Edge{Subject: c.Subject, Predicate: c.Predicate, Object: c.Object, Alleged: true}
			merged[k] = e
		}
		e.add(c)
	}
	out := make([]Edge, 0, len(merged))
	for _, e := range merged {
		e.Articles = union(e.Articles, nil)
		out = append(out, *e)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].less(out[j]) })
	return out, nil
}

func (e *Edge) add(c graph.Claim) {
	e.Claims++
	e.Alleged = e.Alleged && c.Modality == graph.Alleged
	if c.Date != "" {
		if e.First == "" || c.Date < e.First {
			e.First = c.Date
		}
		if c.Date > e.Last {
			e.Last = c.Date
		}
	}
	if n := len(e.Articles); n == 0 || e.Articles[n-1] != c.Article { // doubles that remain go at the end
		e.Articles = append(e.Articles, c.Article)
	}
}

func (e Edge) less(f Edge) bool {
	switch {
	case e.Subject != f.Subject:
		return e.Subject < f.Subject
	case e.Predicate != f.Predicate:
		return e.Predicate < f.Predicate
	}
	return e.Object < f.Object
}

// MinSources keeps the claims whose edge is supported by n articles or more.
// It holds one set of article IDs an edge in memory and reads claims twice.
func MinSources(claims Claims, n int) Claims {
	if n <= 1 {
		return claims
	}
	return func(yield func(graph.Claim, error) bool) {
		edges, err := Edges(claims)
		if err != nil {
			yield(graph.Claim{}, err)
			return
		}
		keep := map[[3]string]bool{}
		for _, e := range edges {
			if len(e.Articles) >= n {
				keep[[3]string{e.Subject, e.Predicate, e.Object}] = true
			}
		}
		for c, err := range claims {
			if err != nil || keep[[3]string{c.Subject, c.Predicate, c.Object}] {
				if !yield(c, err) {
					return
				}
			}
		}
	}
}

// slice is the text at a span, "" for the zero span and for spans outside.
func slice(text string, s graph.Span) string {
	if !s.In(len(text)) {
		return ""
	}
	return text[s.Start:s.End]
}

func wrap(format string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("write %s: %w", format, err)
}
