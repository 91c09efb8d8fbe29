package store

import (
	"context"
	"slices"
	"strings"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// Tie is what the articles say between an entity and another: that one does
// something to the other.
type Tie struct {
	Subject   string `json:"subject"`
	Predicate string `json:"predicate"`
	Object    string `json:"object"`
	Articles  int    `json:"articles"` // that say so
}

// Other is the end of the tie that is not id.
func (t Tie) Other(id string) string {
	if t.Subject == id {
		return t.Object
	}
	return t.Subject
}

// mostTies bounds the quads that are read for one entity. What lies beyond
// depends on the backend.
const mostTies = 50_000

// Ties lists the edges of an entity, in both directions, sorted by subject,
// predicate and object; relations are those to follow when edges come in. It reads edges only,
// not the claims behind them. more says that the entity has too many edges to
// read them all.
func (s *Store) Ties(ctx context.Context, id string, relations []string) (ties []Tie, more bool, err error) {
	found := map[Tie]int{}
	err = s.with(ctx, func(v view) error {
		patterns := []pattern{{Subject: quad.IRI(id)}}
		for _, r := range relations {
			patterns = append(patterns, pattern{Predicate: quad.IRI(r), Object: quad.IRI(id)})
		}
		n := 0
		for _, p := range patterns {
			for q, err := range v.find(ctx, p) {
				if err != nil {
					return err
				}
				o, ok := q.Object.(quad.IRI)
				if !ok || !isEdge(q) || !slices.Contains(relations, iri(q.Predicate)) || p.Object != nil && iri(q.Subject) == id {
					continue
				}
				if n++; n > mostTies {
					more = true
					return nil
				}
				found[Tie{Subject: iri(q.Subject), Predicate: iri(q.Predicate), Object: string(o)}]++
			}
		}
		return nil
	})
	for t, n := range found {
		t.Articles = n
		ties = append(ties, t)
	}
	slices.SortFunc(ties, func(a, b Tie) int {
		return slices.Compare([]string{a.Subject, a.Predicate, a.Object}, []string{b.Subject, b.Predicate, b.Object})
	})
	return ties, more, err
}

// isEdge tells the quads that are edges from those that describe: the subject
// is neither an article nor a claim, and the predicate no term of a vocabulary.
func isEdge(q quad.Quad) bool {
	s, p := iri(q.Subject), iri(q.Predicate)
	return !strings.HasPrefix(s, graph.ArticlePrefix) && !strings.HasPrefix(s, graph.ClaimPrefix) && !strings.Contains(p, ":")
}

// EdgeArticles lists the IDs of the articles that support an edge, sorted.
func (s *Store) EdgeArticles(ctx context.Context, subject, predicate, object string) ([]string, error) {
	var out []string
	err := s.with(ctx, func(v view) (err error) {
		out, err = edgeArticles(ctx, v, subject, predicate, object)
		return err
	})
	return out, err
}

func edgeArticles(ctx context.Context, v view, subject, predicate, object string) ([]string, error) {
	var out []string
	for q, err := range v.find(ctx, pattern{Subject: quad.IRI(subject), Predicate: quad.IRI(predicate), Object: quad.IRI(object)}) {
		if err != nil {
			return nil, err
		}
		if id, ok := strings.CutPrefix(iri(q.Label), graph.ArticlePrefix); ok {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}
