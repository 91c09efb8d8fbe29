package store

import (
	"context"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// Labels gives entities with their preferred names only, by ID, all from one
// state of the store. Those that are not in it are left out.
func (s *Store) Labels(ctx context.Context, ids []string) (map[string]graph.Entity, error) {
	out := make(map[string]graph.Entity, len(ids))
	err := s.with(ctx, func(v view) error {
		for _, id := range ids {
			qs, err := described(ctx, v, id, graph.RDFSLabel, nil)
			if err != nil {
				return err
			}
			if len(qs) > 0 {
				out[id] = graph.EntityFromQuads(id, qs)
			}
		}
		return nil
	})
	return out, err
}

// Sources gives articles with nothing but where they were read from, by ID,
// all from one state of the store. Those that are not in it are left out.
func (s *Store) Sources(ctx context.Context, ids []string) (map[string]graph.Article, error) {
	out := make(map[string]graph.Article, len(ids))
	err := s.with(ctx, func(v view) error {
		for _, id := range ids {
			for q, err := range v.find(ctx, pattern{Subject: quad.IRI(graph.ArticlePrefix + id), Predicate: quad.IRI(graph.KGSource)}) {
				if err != nil {
					return err
				}
				if source, ok := q.Object.(quad.String); ok {
					out[id] = graph.Article{ID: id, Source: string(source)}
				}
			}
		}
		return nil
	})
	return out, err
}

// Named reports whether an entity has this ID or name, as FindEntity matches
// them; it looks for no similar ones.
func (s *Store) Named(ctx context.Context, name string) (bool, error) {
	found := false
	err := s.with(ctx, func(v view) error {
		ids, err := findIDs(ctx, v, name)
		found = len(ids) > 0
		return err
	})
	return found, err
}
