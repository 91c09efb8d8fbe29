package main

import (
	"context"
	"errors"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/store"
)

// reader answers from the store in the language of the output.
func (a *app) reader(st *store.Store) *answer.Reader {
	return &answer.Reader{Store: st, Onto: a.onto, Lang: a.cfg.Output.Lang}
}

// relation finds a relation by its name or its label in any language.
func (a *app) relation(name string) (string, error) { return a.reader(nil).Relation(name) }

// isNoArticle tells the error of a name that no article has.
func isNoArticle(err error) bool {
	var n *answer.NameError
	return errors.As(err, &n) && n.Kind == answer.AnArticle && len(n.Matches) == 0
}

// isNoEntity tells the error of a name that no entity has, or several.
func isNoEntity(err error) bool {
	var n *answer.NameError
	return errors.As(err, &n) && n.Kind == answer.AnEntity
}

// articles finds all articles that are named, each once, in the order of names.
func (a *app) articles(ctx context.Context, st *store.Store, names []string) ([]graph.Article, error) {
	var out []graph.Article
	seen := map[string]bool{}
	for _, n := range names {
		x, err := a.reader(st).Article(ctx, n)
		if err != nil {
			return nil, err
		}
		if !seen[x.ID] {
			seen[x.ID] = true
			out = append(out, x)
		}
	}
	return out, nil
}
