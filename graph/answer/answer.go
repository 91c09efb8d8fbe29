// Package answer answers questions about what a store holds, as plain values
// with the names of what they speak of: what is known of an entity (Show), the
// passages that prove an edge (Why), how two are connected (Path), the rows of
// a canned query (Run), what texts say (Search). Commands and web pages only
// show what it gives.
//
// What a person typed is resolved by Entity, Relation and Article; where it
// names nothing, or several things, the error is a *NameError, which lists
// what could be meant. Where the articles say nothing it is a *NothingError.
package answer

import (
	"context"
	"strings"

	"kg/graph"
	"kg/graph/export"
	"kg/graph/ontology"
	"kg/graph/store"
)

// Reader answers from one store, with labels in one language. Its methods may
// be called from several goroutines.
type Reader struct {
	Store *store.Store
	Onto  *ontology.Ontology
	Lang  string // of labels, ISO 639-1; "" is English
	Most  int    // passages of an answer of Why…, in the order of articles; 0: all
}

// Named is a thing and what a person calls it.
type Named struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Type  string `json:"type"`
}

func (r *Reader) named(e graph.Entity) Named { return Named{e.ID, e.Label(r.Lang), e.Type} }

// RelationLabel is a relation's label, its name with spaces if it is unknown.
func (r *Reader) RelationLabel(name string) string {
	if x := r.Onto.Relation(name); x != nil {
		return x.Label(r.Lang)
	}
	return strings.ReplaceAll(name, "_", " ")
}

// TypeLabel is the label of a type of entities, its name if it is unknown.
func (r *Reader) TypeLabel(name string) string {
	if t := r.Onto.Type(name); t != nil {
		return t.Label(r.Lang)
	}
	return name
}

// Symmetric reports whether a relation reads the same both ways.
func (r *Reader) Symmetric(relation string) bool {
	x := r.Onto.Relation(relation)
	return x != nil && x.Symmetric
}

// Labels are the options with which exports name things.
func (r *Reader) Labels(names export.Resolver) export.Options {
	return export.Options{Resolver: names, Lang: r.Lang, Relation: func(name, _ string) string { return r.RelationLabel(name) }}
}

// Claims reads all claims of a filter.
func (r *Reader) Claims(ctx context.Context, f store.Filter) ([]graph.Claim, error) {
	var out []graph.Claim
	for c, err := range r.Store.Claims(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Bare takes the angle brackets off an IRI.
func Bare(s string) string {
	if strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
		return s[1 : len(s)-1]
	}
	return s
}

// Sequence makes a sequence of claims that are at hand.
func Sequence(claims []graph.Claim) export.Claims {
	return func(yield func(graph.Claim, error) bool) {
		for _, c := range claims {
			if !yield(c, nil) {
				return
			}
		}
	}
}
