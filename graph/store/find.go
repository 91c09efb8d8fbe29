package store

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// Claim gives the claim with the IRI, "claim:…" with or without angle
// brackets, or ErrNotFound. It reads the quads of that claim only.
func (s *Store) Claim(ctx context.Context, iri string) (graph.Claim, error) {
	id := strings.TrimSuffix(strings.TrimPrefix(iri, "<"), ">")
	var c graph.Claim
	err := s.with(ctx, func(v view) error {
		var qs []quad.Quad
		if strings.HasPrefix(id, graph.ClaimPrefix) && !strings.ContainsAny(id, "<>"+sep) {
			var err error
			if qs, err = collect(ctx, v, pattern{Subject: quad.IRI(id)}); err != nil {
				return err
			}
		}
		if len(qs) == 0 {
			return hint(ErrNotFound, nil, "there is no claim %s in the store", id)
		}
		var err error
		c, err = graph.ClaimFromQuads(qs)
		return err
	})
	return c, err
}

// ArticleHead gives one article without its text, or ErrNotFound.
func (s *Store) ArticleHead(ctx context.Context, id string) (graph.Article, error) {
	return s.article(ctx, id, false)
}

func (s *Store) article(ctx context.Context, id string, text bool) (graph.Article, error) {
	id = strings.TrimPrefix(id, graph.ArticlePrefix)
	var a graph.Article
	err := s.with(ctx, func(v view) error {
		_, known, err := v.get(ctx, articleKeys+id)
		if err != nil {
			return err
		}
		if !known {
			return hint(ErrNotFound, nil, "no article %s in the store; `kg sources` lists them", id)
		}
		a, err = article(ctx, v, id, text)
		return err
	})
	return a, err
}

// FindArticles finds the articles that a person may mean, without their
// texts: the one with this ID or IRI, else those read from this path or URL,
// else those whose ID begins so, else those with this file name; sorted by ID.
// Only the last way reads all articles.
func (s *Store) FindArticles(ctx context.Context, name string) ([]graph.Article, error) {
	id := strings.TrimSuffix(strings.TrimPrefix(name, "<"), ">")
	id = strings.TrimPrefix(id, graph.ArticlePrefix)
	if id == "" || strings.Contains(id, sep) {
		return nil, nil
	}
	var out []graph.Article
	err := s.with(ctx, func(v view) error {
		for _, look := range []func(context.Context, view, string) ([]string, error){articleOfID, articlesRead, articlesBeginning, articlesNamed} {
			key := id
			if !strings.HasPrefix(name, "<") && !strings.HasPrefix(name, graph.ArticlePrefix) {
				key = name
			}
			ids, err := look(ctx, v, key)
			if err != nil {
				return err
			}
			for _, id := range ids {
				a, err := article(ctx, v, id, false)
				if err != nil {
					return err
				}
				out = append(out, a)
			}
			if len(out) > 0 {
				return nil
			}
		}
		return nil
	})
	return out, err
}

func articleOfID(ctx context.Context, v view, id string) ([]string, error) {
	_, known, err := v.get(ctx, articleKeys+id)
	if !known || err != nil {
		return nil, err
	}
	return []string{id}, nil
}

func articlesRead(ctx context.Context, v view, name string) ([]string, error) {
	found := map[string]bool{}
	for _, p := range []pattern{
		{Predicate: quad.IRI(graph.KGSource), Object: quad.String(name)},
		{Predicate: quad.IRI(graph.KGSource), Object: quad.String(path.Clean(name))},
		{Predicate: quad.IRI(graph.SchemaURL), Object: quad.String(name)},
	} {
		for q, err := range v.find(ctx, p) {
			if err != nil {
				return nil, err
			}
			found[strings.TrimPrefix(iri(q.Subject), graph.ArticlePrefix)] = true
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

// mostBeginning bounds the articles that a beginning can mean: who types "a"
// is not helped by a hundred thousand.
const mostBeginning = 100

func articlesBeginning(ctx context.Context, v view, start string) ([]string, error) {
	var out []string
	for e, err := range v.scan(ctx, articleKeys+start) {
		if err != nil || len(out) == mostBeginning {
			return out, err
		}
		out = append(out, strings.TrimPrefix(e.key, articleKeys))
	}
	return out, nil
}

func articlesNamed(ctx context.Context, v view, name string) ([]string, error) {
	if strings.Contains(name, "/") {
		return nil, nil
	}
	var out []string
	for e, err := range v.scan(ctx, articleKeys) {
		if err != nil {
			return nil, err
		}
		id := strings.TrimPrefix(e.key, articleKeys)
		qs, err := collect(ctx, v, pattern{Subject: quad.IRI(graph.ArticlePrefix + id), Predicate: quad.IRI(graph.KGSource)})
		if err != nil {
			return nil, err
		}
		for _, q := range qs {
			if s, ok := q.Object.(quad.String); ok && path.Base(string(s)) == name {
				out = append(out, id)
				break
			}
		}
	}
	return out, nil
}
