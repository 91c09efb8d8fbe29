package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"

	"kg/graph"
	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/quad"
)

// Filter selects claims; an empty field is any.
type Filter struct {
	Subject, Predicate, Object string // entity ID, relation, entity ID
	Pair                       bool   // Subject and Object may also stand the other way round
	Article                    string // article ID
	Speaker                    string // entity ID, anywhere in the chain of speakers
}

func (f Filter) match(c graph.Claim) bool {
	is := func(want, got string) bool { return want == "" || want == got }
	ends := is(f.Subject, c.Subject) && is(f.Object, c.Object)
	if f.Pair && !ends {
		ends = is(f.Subject, c.Object) && is(f.Object, c.Subject)
	}
	if !ends || !is(f.Predicate, c.Predicate) || !is(f.Article, c.Article) {
		return false
	}
	if f.Speaker == "" {
		return true
	}
	for _, s := range c.Speakers {
		if s == f.Speaker {
			return true
		}
	}
	return false
}

// with opens a view, and closes it when fn is done.
func (s *Store) with(ctx context.Context, fn func(view) error) error {
	v, err := s.eng.view(ctx)
	if err != nil {
		return s.readError(err)
	}
	return s.readError(errors.Join(fn(v), v.close()))
}

func (s *Store) readError(err error) error {
	var known *hintError
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &known):
		return err
	case pebblekv.Corrupt(err):
		return openError(s.name, err)
	}
	return hint(ErrDamaged, err, "reading the store %s failed: %v; run `kg verify`, or restore it with `kg import` from an export", s.name, err)
}

// Articles lists the articles without their texts, sorted by ID.
func (s *Store) Articles(ctx context.Context) ([]graph.Article, error) {
	var out []graph.Article
	err := s.with(ctx, func(v view) error {
		for e, err := range v.scan(ctx, articleKeys) {
			if err != nil {
				return err
			}
			id := strings.TrimPrefix(e.key, articleKeys)
			a, err := article(ctx, v, id, false)
			if err != nil {
				return err
			}
			out = append(out, a)
		}
		return nil
	})
	return out, err
}

// Article gives one article with its text, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id string) (graph.Article, error) {
	return s.article(ctx, id, true)
}

// articleFields are the predicates of an article but for its text and mentions.
func articleFields() []string {
	return []string{graph.KGSource, graph.KGSHA256, graph.KGTextSHA256, graph.DCLanguage, graph.DCTitle,
		graph.DCPublisher, graph.KGAgency, graph.KGDateline, graph.DCIssued, graph.SchemaURL, graph.KGRules}
}

func article(ctx context.Context, v view, id string, text bool) (graph.Article, error) {
	fields := articleFields()
	if text {
		fields = append(fields, graph.KGText)
	}
	var qs []quad.Quad
	for _, f := range fields {
		more, err := collect(ctx, v, pattern{Subject: quad.IRI(graph.ArticlePrefix + id), Predicate: quad.IRI(f)})
		if err != nil {
			return graph.Article{}, err
		}
		qs = append(qs, more...)
	}
	a, err := graph.ArticleFromQuads(qs)
	if err != nil {
		return a, fmt.Errorf("article %s: %w", id, err)
	}
	return a, nil
}

// Entity gives an entity as the sources and the gazetteer describe it, or ErrNotFound.
func (s *Store) Entity(ctx context.Context, id string) (graph.Entity, error) {
	var e graph.Entity
	err := s.with(ctx, func(v view) error {
		_, known, err := v.get(ctx, entityKeys+id)
		if err != nil {
			return err
		}
		if !known {
			return hint(ErrNotFound, nil, "no entity %s in the store", id)
		}
		e, err = entity(ctx, v, id)
		return err
	})
	return e, err
}

func entity(ctx context.Context, v view, id string) (graph.Entity, error) {
	hash, _, err := v.get(ctx, entityKeys+id)
	if err != nil {
		return graph.Entity{}, err
	}
	var label quad.Value
	if hash != "" {
		label = quad.IRI(graph.Gazetteer)
	}
	var qs []quad.Quad
	for _, p := range []string{graph.RDFType, graph.RDFSLabel, graph.SKOSAltLabel, graph.OWLSameAs, graph.KGCountry} {
		more, err := described(ctx, v, id, p, label)
		if err != nil {
			return graph.Entity{}, err
		}
		qs = append(qs, more...)
	}
	return graph.EntityFromQuads(id, qs), nil
}

// described gives what is said of an entity: each value once where all can
// hold, else as often as articles say so, for the most frequent to be taken.
// Thousands of articles that give one name are not read.
func described(ctx context.Context, v view, id, predicate string, label quad.Value) ([]quad.Quad, error) {
	q := quad.Quad{Subject: quad.IRI(id), Predicate: quad.IRI(predicate), Label: label}
	values, err := v.objects(ctx, q.Subject, q.Predicate)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var out []quad.Quad
	for _, x := range values {
		kind := quad.StringOf(x)
		switch s := x.(type) {
		case quad.LangString:
			if predicate == graph.RDFSLabel {
				kind = s.Lang
			}
		default:
			if predicate == graph.RDFSLabel || predicate == graph.RDFType {
				kind = ""
			}
		}
		if seen[kind] {
			return collect(ctx, v, pattern{Subject: q.Subject, Predicate: q.Predicate})
		}
		seen[kind] = true
		q.Object = x
		out = append(out, q)
	}
	return out, nil
}

// Entities lists all entities that articles mention, sorted by ID.
func (s *Store) Entities(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return func(yield func(graph.Entity, error) bool) {
		err := s.with(ctx, func(v view) error {
			for en, err := range v.scan(ctx, entityKeys) {
				if err != nil {
					return err
				}
				e, err := entity(ctx, v, strings.TrimPrefix(en.key, entityKeys))
				if err != nil {
					return err
				}
				if !yield(e, nil) {
					return errStop
				}
			}
			return nil
		})
		end(err, yield)
	}
}

// errStop ends an iteration that the caller broke off.
var errStop = errors.New("stop")

func end[T any](err error, yield func(T, error) bool) {
	if err != nil && !errors.Is(err, errStop) {
		var zero T
		yield(zero, err)
	}
}

// Claims lists the claims that pass the filter, ordered by article, place in
// its text, and IRI. All come from one state of the store.
func (s *Store) Claims(ctx context.Context, f Filter) iter.Seq2[graph.Claim, error] {
	f.Article = strings.TrimPrefix(f.Article, graph.ArticlePrefix)
	return func(yield func(graph.Claim, error) bool) {
		err := s.with(ctx, func(v view) error {
			groups, err := claimGroups(ctx, v, f)
			if err != nil {
				return err
			}
			for g, err := range groups {
				if err != nil {
					return err
				}
				cs, err := g.load(ctx, v, f)
				if err != nil {
					return err
				}
				for _, c := range cs {
					if !yield(c, nil) {
						return errStop
					}
				}
			}
			return nil
		})
		end(err, yield)
	}
}

// group is an article, and those of its claims that may pass; nil: all.
type group struct {
	article string
	claims  map[string]bool
}

// claimGroups finds the articles that can have matching claims, sorted.
func claimGroups(ctx context.Context, v view, f Filter) (iter.Seq2[group, error], error) {
	if f.Article != "" {
		return one(group{article: f.Article}), nil
	}
	found, narrowed, err := candidates(ctx, v, f)
	if err != nil {
		return nil, err
	}
	if narrowed {
		return func(yield func(group, error) bool) {
			for _, a := range slices.Sorted(maps.Keys(found)) {
				if !yield(group{a, found[a]}, nil) {
					return
				}
			}
		}, nil
	}
	return func(yield func(group, error) bool) {
		for e, err := range v.scan(ctx, articleKeys) {
			if !yield(group{article: strings.TrimPrefix(e.key, articleKeys)}, err) {
				return
			}
		}
	}, nil
}

func one(g group) iter.Seq2[group, error] {
	return func(yield func(group, error) bool) { yield(g, nil) }
}

// candidates looks the claims up by the fields of the filter that an index
// serves, but for the relation, which most claims share. It gives them by
// article; they may still fail the filter.
func candidates(ctx context.Context, v view, f Filter) (map[string]map[string]bool, bool, error) {
	var ways [][]key // alternatives, each a list of fields that must hold
	ends := ends(f.Subject, f.Object)
	if f.Pair && len(ends) > 0 {
		ways = append(ways, ends, turned(ends))
	} else {
		ways = append(ways, ends)
	}
	if f.Speaker != "" {
		for i := range ways {
			ways[i] = append(slices.Clone(ways[i]), key{graph.KGSpeaker, f.Speaker})
		}
	}
	if len(ways[0]) == 0 {
		if f.Predicate == "" {
			return nil, false, nil
		}
		ways = [][]key{{{graph.RDFPredicate, f.Predicate}}}
	}
	out := map[string]map[string]bool{}
	for _, keys := range ways {
		if err := intersect(ctx, v, keys, f.Predicate, out); err != nil {
			return nil, false, err
		}
	}
	return out, true, nil
}

// key is a field that a claim must have.
type key struct{ predicate, object string }

func (k key) pattern() pattern {
	return pattern{Predicate: quad.IRI(k.predicate), Object: quad.IRI(k.object)}
}

func ends(subject, object string) []key {
	var out []key
	if subject != "" {
		out = append(out, key{graph.RDFSubject, subject})
	}
	if object != "" {
		out = append(out, key{graph.RDFObject, object})
	}
	return out
}

// turned puts subjects for objects and objects for subjects.
func turned(keys []key) []key {
	out := slices.Clone(keys)
	for i, k := range out {
		if out[i].predicate = graph.RDFObject; k.predicate == graph.RDFObject {
			out[i].predicate = graph.RDFSubject
		}
	}
	return out
}

// intersect adds the claims that have all the fields to out. It reads the list
// of each field in turn, so that a popular entity costs no more than its rare
// partner, and checks what the shorter list has. Of a relation it only checks.
func intersect(ctx context.Context, v view, keys []key, relation string, out map[string]map[string]bool) error {
	list, at, err := shortest(ctx, v, keys)
	if err != nil {
		return err
	}
	checks := slices.Delete(slices.Clone(keys), at, at+1)
	if relation != "" && keys[at].predicate != graph.RDFPredicate {
		checks = append(checks, key{graph.RDFPredicate, relation})
	}
	for _, q := range list {
		ok := true
		for _, c := range checks {
			p := c.pattern()
			p.Subject = q.Subject
			if ok, err = some(ctx, v, p); !ok || err != nil {
				break
			}
		}
		if err != nil {
			return err
		}
		if ok {
			a := strings.TrimPrefix(iri(q.Label), graph.ArticlePrefix)
			if out[a] == nil {
				out[a] = map[string]bool{}
			}
			out[a][iri(q.Subject)] = true
		}
	}
	return nil
}

// shortest reads the lists of all keys side by side until one ends, and gives
// that one.
func shortest(ctx context.Context, v view, keys []key) (list []quad.Quad, at int, err error) {
	if len(keys) == 1 {
		list, err = collect(ctx, v, keys[0].pattern())
		return list, 0, err
	}
	lists := make([][]quad.Quad, len(keys))
	next := make([]func() (quad.Quad, error, bool), len(keys))
	for i, k := range keys {
		var stop func()
		next[i], stop = iter.Pull2(v.find(ctx, k.pattern()))
		defer stop()
	}
	for {
		for i := range keys {
			q, err, more := next[i]()
			if err != nil || !more {
				return lists[i], i, err
			}
			lists[i] = append(lists[i], q)
		}
	}
}

// some reports whether there is a quad that matches.
func some(ctx context.Context, v view, p pattern) (bool, error) {
	for _, err := range v.find(ctx, p) {
		return err == nil, err
	}
	return false, nil
}

// load reads the claims of the group that pass the filter, in order.
func (g group) load(ctx context.Context, v view, f Filter) ([]graph.Claim, error) {
	bySubject := map[string][]quad.Quad{}
	if g.claims == nil {
		qs, err := collect(ctx, v, pattern{Label: quad.IRI(graph.ArticlePrefix + g.article)})
		if err != nil {
			return nil, err
		}
		for _, q := range qs {
			if s := iri(q.Subject); strings.HasPrefix(s, graph.ClaimPrefix) {
				bySubject[s] = append(bySubject[s], q)
			}
		}
	}
	for c := range g.claims {
		qs, err := collect(ctx, v, pattern{Subject: quad.IRI(c)})
		if err != nil {
			return nil, err
		}
		bySubject[c] = qs
	}
	out := make([]graph.Claim, 0, len(bySubject))
	for s, qs := range bySubject {
		c, err := graph.ClaimFromQuads(qs)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s, err)
		}
		if f.match(c) {
			out = append(out, c)
		}
	}
	sortClaims(out)
	return out, nil
}

func sortClaims(cs []graph.Claim) {
	iris := make(map[*graph.Claim]string, len(cs))
	ptrs := make([]*graph.Claim, len(cs))
	for i := range cs {
		c := cs[i]
		ptrs[i] = &c
		iris[&c] = c.IRI()
	}
	sort.Slice(ptrs, func(i, j int) bool {
		a, b := ptrs[i], ptrs[j]
		switch {
		case a.Span.Start != b.Span.Start:
			return a.Span.Start < b.Span.Start
		case a.Span.End != b.Span.End:
			return a.Span.End < b.Span.End
		}
		return iris[a] < iris[b]
	})
	for i, p := range ptrs {
		cs[i] = *p
	}
}

// Quads lists all quads in an order that depends on nothing but themselves:
// those of curated entities by entity, those of articles by article ID, then
// any others; each group sorted as text. It does not hold the store in memory.
func (s *Store) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		err := s.with(ctx, func(v view) error { return allQuads(ctx, v, yield) })
		end(err, yield)
	}
}

func allQuads(ctx context.Context, v view, yield func(quad.Quad, error) bool) error {
	var n int64
	give := func(qs []quad.Quad, err error) error {
		if err != nil {
			return err
		}
		sortQuads(qs)
		for _, q := range qs {
			n++
			if !yield(q, nil) {
				return errStop
			}
		}
		return nil
	}
	for e, err := range v.scan(ctx, entityKeys) {
		if err == nil && e.value == "" {
			continue
		}
		if err == nil {
			id := strings.TrimPrefix(e.key, entityKeys)
			err = give(collect(ctx, v, pattern{Subject: quad.IRI(id), Label: quad.IRI(graph.Gazetteer)}))
		}
		if err != nil {
			return err
		}
	}
	labels := map[quad.Value]bool{quad.IRI(graph.Gazetteer): true}
	for e, err := range v.scan(ctx, articleKeys) {
		if err != nil {
			return err
		}
		label := quad.IRI(graph.ArticlePrefix + strings.TrimPrefix(e.key, articleKeys))
		labels[label] = true
		if err := give(collect(ctx, v, pattern{Label: label})); err != nil {
			return err
		}
	}
	if n == v.quads() {
		return nil
	}
	var rest []quad.Quad // written by others, through Cayley's own interfaces
	for q, err := range v.find(ctx, pattern{}) {
		if err != nil {
			return err
		}
		if !labels[q.Label] {
			rest = append(rest, q)
		}
	}
	return give(rest, nil)
}
