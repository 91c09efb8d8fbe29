package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

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

// Sources gives articles as Card does, by ID, all from one state of the store.
// Those that are not in it are left out.
func (s *Store) Sources(ctx context.Context, ids []string) (map[string]graph.Article, error) {
	out := make(map[string]graph.Article, len(ids))
	err := s.with(ctx, func(v view) error {
		for _, id := range ids {
			a, known, err := readCard(ctx, v, id)
			if err != nil {
				return err
			}
			if known {
				out[id] = a
			}
		}
		return nil
	})
	return out, err
}

// Card gives what is shown of an article, without hashes, rules and mentions,
// or ErrNotFound; with its text if that is asked for.
func (s *Store) Card(ctx context.Context, id string, withText bool) (graph.Article, error) {
	id = strings.TrimPrefix(id, graph.ArticlePrefix)
	var a graph.Article
	err := s.with(ctx, func(v view) error {
		var known bool
		var err error
		if a, known, err = readCard(ctx, v, id); err != nil {
			return err
		}
		if !known {
			return hint(ErrNotFound, nil, "no article %s in the store; `kg sources` lists them", id)
		}
		if !withText {
			return nil
		}
		texts, err := v.objects(ctx, quad.IRI(a.IRI()), quad.IRI(graph.KGText))
		for _, t := range texts {
			a.Text = text(t)
		}
		return err
	})
	return a, err
}

func readCard(ctx context.Context, v view, id string) (graph.Article, bool, error) {
	val, known, err := v.get(ctx, cardKeys+id)
	if err != nil || !known {
		return graph.Article{}, false, err
	}
	var c card
	if err := json.Unmarshal([]byte(val), &c); err != nil {
		return graph.Article{}, false, fmt.Errorf("card of article %s: %w", id, err)
	}
	return c.article(id), true, nil
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
