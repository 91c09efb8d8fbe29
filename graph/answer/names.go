package answer

import (
	"context"
	"errors"

	"kg/graph"
	"kg/graph/export"
	"kg/graph/store"
)

// Names looks up what IDs stand for, and keeps what it found, for one answer.
// An unknown ID gives a value that holds nothing but the ID. It is not for
// several goroutines.
type Names struct {
	ctx      context.Context // of the one answer that it is for
	st       *store.Store
	texts    bool
	entities map[string]graph.Entity
	articles map[string]graph.Article // without texts
	last     graph.Article            // with its text: claims come article by article
	err      error
}

var _ export.Resolver = (*Names)(nil)

// NewNames makes one for an answer from the store; with texts its articles
// have their texts.
func NewNames(ctx context.Context, st *store.Store, texts bool) *Names {
	return &Names{ctx: ctx, st: st, texts: texts, entities: map[string]graph.Entity{}, articles: map[string]graph.Article{}}
}

// Err is the first error of the store. Look at it after the last use.
func (n *Names) Err() error { return n.err }

func (n *Names) keep(err error) {
	if err != nil && n.err == nil && !errors.Is(err, store.ErrNotFound) {
		n.err = err
	}
}

// Entity gives the entity of the ID.
func (n *Names) Entity(id string) graph.Entity {
	e, ok := n.entities[id]
	if !ok {
		var err error
		e, err = n.st.Entity(n.ctx, id)
		n.keep(err)
		e.ID = id
		n.entities[id] = e
	}
	return e
}

// Article gives the article of the ID.
func (n *Names) Article(id string) graph.Article {
	if n.texts {
		if n.last.ID != id {
			a, err := n.st.Card(n.ctx, id, true)
			n.keep(err)
			a.ID = id
			n.last = a
		}
		return n.last
	}
	a, ok := n.articles[id]
	if !ok {
		var err error
		a, err = n.st.Card(n.ctx, id, false)
		n.keep(err)
		a.ID = id
		n.articles[id] = a
	}
	return a
}
