package store

import (
	"context"
	"maps"
	"slices"
	"sort"
	"strings"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// Mentions lists the IDs of articles that mention the entity, sorted; at most
// limit, of the many that mention a hub.
func (s *Store) Mentions(ctx context.Context, entity string, limit int) ([]string, error) {
	ids := map[string]bool{}
	err := s.with(ctx, func(v view) error {
		for q, err := range v.find(ctx, pattern{Predicate: quad.IRI(graph.SchemaMentions), Object: quad.IRI(entity)}) {
			if err != nil {
				return err
			}
			ids[strings.TrimPrefix(iri(q.Subject), graph.ArticlePrefix)] = true
			if len(ids) == limit {
				return nil
			}
		}
		return nil
	})
	return slices.Sorted(maps.Keys(ids)), err
}

// maxBeginnings bounds the names that one look-up by beginning reads.
const maxBeginnings = 4000

// EntitiesNamed lists entities of which a name, or a word of one, begins with
// the text, in any language and whatever its case and accents: first those with
// just that name, then those whose whole name begins so, shorter names before
// longer ones. At most limit.
func (s *Store) EntitiesNamed(ctx context.Context, text string, limit int) ([]graph.Entity, error) {
	folded := foldName(text)
	if folded == "" {
		return nil, nil
	}
	var out []graph.Entity
	err := s.with(ctx, func(v view) error {
		best := map[string]int{} // entity → rank of its best name
		left := maxBeginnings
		for e, err := range v.scan(ctx, nameKeys+folded) {
			if err != nil {
				return err
			}
			if left--; left < 0 {
				break
			}
			tail, name, id, ok := parseName(e.key)
			if !ok {
				continue
			}
			rank := rankName(folded, tail, name)
			if old, seen := best[id]; !seen || rank < old {
				best[id] = rank
			}
		}
		ids := slices.Sorted(maps.Keys(best))
		sort.SliceStable(ids, func(i, j int) bool { return best[ids[i]] < best[ids[j]] })
		var err error
		out, err = entities(ctx, v, ids[:min(limit, len(ids))])
		return err
	})
	return out, err
}

// rankName is lower for a name that is nearer to what was typed.
func rankName(typed, tail, name string) int {
	switch {
	case name == typed:
		return 0
	case tail == name:
		return 1 + len(name)
	}
	return 1 + maxName + len(name)
}
