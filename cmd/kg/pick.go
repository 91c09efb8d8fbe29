package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"sort"
	"strings"

	"kg/cmd/kg/internal/conf"
	"kg/graph"
	"kg/graph/export"
	"kg/graph/store"
)

// entity finds the one entity that a person named by IRI, label or alias.
func (a *app) entity(ctx context.Context, st *store.Store, name string) (graph.Entity, error) {
	matches, suggestions, err := st.FindEntity(ctx, name)
	switch {
	case err != nil:
		return graph.Entity{}, err
	case len(matches) == 1:
		return matches[0], nil
	case len(matches) > 1:
		return graph.Entity{}, fail(exitNone, "%q can be any of these; name one by its IRI:\n%s", name, a.listEntities(matches))
	case len(suggestions) > 0:
		return graph.Entity{}, fail(exitNone, "nothing is called %q. Did you mean one of these?\n%s", name, a.listEntities(suggestions))
	}
	return graph.Entity{}, fail(exitNone, "nothing in the store is called %q; names are matched in English, German and French, whatever their case and accents", name)
}

func (a *app) listEntities(list []graph.Entity) string {
	const most = 12
	var lines []string
	for i, e := range list {
		if i == most {
			lines = append(lines, fmt.Sprintf("  and %d more", len(list)-most))
			break
		}
		lines = append(lines, fmt.Sprintf("  <%s>  %s (%s)", e.ID, e.Label(a.cfg.Output.Lang), a.typeLabel(e.Type, a.cfg.Output.Lang)))
	}
	return strings.Join(lines, "\n")
}

// bare takes the brackets off an IRI.
func bare(s string) string {
	if strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
		return s[1 : len(s)-1]
	}
	return s
}

// relation finds a relation by its name or its label in any language.
func (a *app) relation(name string) (string, error) {
	want := graph.Fold(bare(name))
	var names []string
	for _, n := range a.onto.Relations() {
		r := a.onto.Relation(n)
		names = append(names, n)
		if want == n || want == strings.ReplaceAll(n, "_", " ") {
			return n, nil
		}
		for _, lang := range []string{"de", "en", "fr"} {
			if want == graph.Fold(r.Labels[lang]) {
				return n, nil
			}
		}
	}
	near := ""
	for best, i := 3, 0; i < len(names); i++ {
		if d := conf.Distance(want, names[i]); d < best {
			best, near = d, fmt.Sprintf("; did you mean %s?", names[i])
		}
	}
	return "", fail(exitUsage, "there is no relation %q%s\nThe relations are: %s", name, near, strings.Join(names, ", "))
}

// errNoArticle says that no article has the name that was given.
var errNoArticle = errors.New("no such article")

// article finds the one article that a person named by ID, the beginning of
// it, IRI, path or file name. The text is not read.
func (a *app) article(ctx context.Context, st *store.Store, name string) (graph.Article, error) {
	all, err := st.Articles(ctx)
	if err != nil {
		return graph.Article{}, err
	}
	return pickArticle(all, name)
}

func pickArticle(all []graph.Article, name string) (graph.Article, error) {
	id := strings.TrimPrefix(bare(name), graph.ArticlePrefix)
	var found []graph.Article
	for _, match := range []func(graph.Article) bool{
		func(x graph.Article) bool { return x.ID == id },
		func(x graph.Article) bool {
			return x.Source == name || x.Source == path.Clean(name) || x.URL != "" && x.URL == name
		},
		func(x graph.Article) bool { return path.Base(x.Source) == name },
		func(x graph.Article) bool { return id != "" && strings.HasPrefix(x.ID, id) },
	} {
		for _, x := range all {
			if match(x) {
				found = append(found, x)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	switch len(found) {
	case 0:
		return graph.Article{}, &failure{exitNone, fmt.Errorf("%w: %q is no ID, beginning of an ID, path or file name; `kg sources` lists the articles", errNoArticle, name)}
	case 1:
		return found[0], nil
	}
	var lines []string
	for _, x := range found {
		lines = append(lines, fmt.Sprintf("  %s  %s", x.ID, x.Source))
	}
	sort.Strings(lines)
	return graph.Article{}, fail(exitNone, "%q is the beginning of several articles; name one:\n%s", name, strings.Join(lines, "\n"))
}

// resolver looks up what IDs stand for and keeps what it found. The first
// error of the store is kept in err.
type resolver struct {
	ctx      context.Context // of the one command that made it
	st       *store.Store
	entities map[string]graph.Entity
	articles map[string]graph.Article // without texts
	texts    bool                     // articles are wanted with their texts
	last     graph.Article            // with its text: claims come article by article
	err      error
}

func newResolver(ctx context.Context, st *store.Store, texts bool) *resolver {
	return &resolver{ctx: ctx, st: st, texts: texts, entities: map[string]graph.Entity{}}
}

var _ export.Resolver = (*resolver)(nil)

func (r *resolver) keep(err error) {
	if err != nil && r.err == nil && !errors.Is(err, store.ErrNotFound) {
		r.err = err
	}
}

// Entity gives the entity, one with nothing but the ID if it is not known.
func (r *resolver) Entity(id string) graph.Entity {
	e, ok := r.entities[id]
	if !ok {
		var err error
		e, err = r.st.Entity(r.ctx, id)
		r.keep(err)
		e.ID = id
		r.entities[id] = e
	}
	return e
}

// Article gives the article, one with nothing but the ID if it is not known.
func (r *resolver) Article(id string) graph.Article {
	if r.texts {
		if r.last.ID != id {
			a, err := r.st.Article(r.ctx, id)
			r.keep(err)
			a.ID = id
			r.last = a
		}
		return r.last
	}
	if r.articles == nil {
		all, err := r.st.Articles(r.ctx)
		r.keep(err)
		r.articles = map[string]graph.Article{}
		for _, a := range all {
			r.articles[a.ID] = a
		}
	}
	a := r.articles[id]
	a.ID = id
	return a
}
