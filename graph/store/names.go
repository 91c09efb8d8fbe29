package store

import (
	"context"
	"maps"
	"slices"
	"sort"
	"strings"

	"kg/graph"
)

const (
	maxSuggestions = 5
	maxCandidates  = 4000 // names looked at for suggestions
)

// FindEntity finds entities by ID (with or without angle brackets), or by a
// name in any language, whatever its case, accents and quotes. Several match
// when a name is ambiguous: those whose preferred name it is come first.
// Where none matches it gives similar names as suggestions, for a message
// only: a similar name is never taken for the entity.
func (s *Store) FindEntity(ctx context.Context, name string) (matches, suggestions []graph.Entity, err error) {
	err = s.with(ctx, func(v view) error {
		ids, err := findIDs(ctx, v, name)
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			matches, err = entities(ctx, v, ids)
			sortMatches(matches, foldName(name))
			return err
		}
		if ids, err = similar(ctx, v, foldName(name)); err != nil {
			return err
		}
		suggestions, err = entities(ctx, v, ids)
		return err
	})
	return matches, suggestions, err
}

func entities(ctx context.Context, v view, ids []string) ([]graph.Entity, error) {
	var out []graph.Entity
	for _, id := range ids {
		e, err := entity(ctx, v, id)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// findIDs gives the entity with this ID, else those with this name, sorted.
func findIDs(ctx context.Context, v view, name string) ([]string, error) {
	id := strings.TrimSpace(name)
	if inner, ok := strings.CutPrefix(id, "<"); ok {
		id = strings.TrimSuffix(inner, ">")
	}
	if id == "" || strings.Contains(id, sep) {
		return nil, nil
	}
	if _, known, err := v.get(ctx, entityKeys+id); err != nil {
		return nil, err
	} else if known {
		return []string{id}, nil
	}
	folded := foldName(name)
	if folded == "" {
		return nil, nil
	}
	ids := map[string]bool{}
	for e, err := range v.scan(ctx, nameKeys+folded+sep+folded+sep) {
		if err != nil {
			return nil, err
		}
		if _, _, id, ok := parseName(e.key); ok {
			ids[id] = true
		}
	}
	return slices.Sorted(maps.Keys(ids)), nil
}

// sortMatches puts entities first whose preferred name is the one asked for,
// then curated ones; else by ID, as they come.
func sortMatches(es []graph.Entity, folded string) {
	rank := func(e graph.Entity) int {
		for _, n := range e.Labels {
			if foldName(n.Text) == folded {
				return 0
			}
		}
		if e.Curated {
			return 1
		}
		return 2
	}
	sort.SliceStable(es, func(i, j int) bool { return rank(es[i]) < rank(es[j]) })
}

// similar gives the entities with the most similar names, best first. It looks
// only at names of which a word begins like a word of the one asked for.
func similar(ctx context.Context, v view, folded string) ([]string, error) {
	best := map[string]float64{}
	left := maxCandidates
	for _, word := range strings.Fields(folded) {
		for _, n := range []int{3, 1} {
			if err := gather(ctx, v, prefix(word, n), folded, best, &left); err != nil {
				return nil, err
			}
			if len(best) > 0 {
				break
			}
		}
	}
	ids := slices.Sorted(maps.Keys(best))
	sort.SliceStable(ids, func(i, j int) bool { return best[ids[i]] > best[ids[j]] })
	if len(ids) > maxSuggestions {
		ids = ids[:maxSuggestions]
	}
	return ids, nil
}

const enough = 0.5 // similarity of a suggestion

func gather(ctx context.Context, v view, start, folded string, best map[string]float64, left *int) error {
	for e, err := range v.scan(ctx, nameKeys+start) {
		if err != nil {
			return err
		}
		if *left--; *left < 0 {
			return nil
		}
		tail, name, id, ok := parseName(e.key)
		if !ok {
			continue
		}
		score := max(similarity(folded, name), 0.9*similarity(folded, tail))
		if first, _, cut := strings.Cut(tail, " "); cut {
			score = max(score, 0.9*similarity(folded, first))
		}
		if score >= enough && score > best[id] {
			best[id] = score
		}
	}
	return nil
}

func prefix(word string, n int) string {
	for i := range word {
		if n == 0 {
			return word[:i]
		}
		n--
	}
	return word
}

// similarity is 1 less the edit distance (insertions, deletions, substitutions
// and swaps of neighbours) over the length of the longer text.
func similarity(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	longer := max(len(x), len(y))
	if longer == 0 {
		return 1
	}
	return 1 - float64(editDistance(x, y))/float64(longer)
}

// editDistance is the optimal string alignment distance.
func editDistance(x, y []rune) int {
	before := make([]int, len(y)+1)
	last := make([]int, len(y)+1)
	cur := make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		cur[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			cur[j] = min(last[j]+1, cur[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, last, cur = last, cur, before
	}
	return last[len(y)]
}
