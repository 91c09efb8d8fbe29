package store

import (
	"cmp"
	"container/heap"
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// want selects claims of the index; an empty field is any.
type want struct {
	Subject, Object string   // entity IDs
	Predicates      []string // relations; none: all
	Speaker, Place  string   // entity IDs
	Article         string   // ID
	Denied          bool     // only those that are denied
	Either          bool     // of a symmetric relation, the ends may stand the other way round
	ByObject        bool     // sorted by object, subject, relation; else by subject, object, relation
}

func (w want) passes(m Mark) bool {
	is := func(want, got string) bool { return want == "" || want == got }
	return is(w.Subject, m.Subject) && is(w.Object, m.Object) && is(w.Article, m.Article) &&
		(len(w.Predicates) == 0 || slices.Contains(w.Predicates, m.Predicate)) &&
		(w.Speaker == "" || slices.Contains(m.Speakers, w.Speaker)) && (!w.Denied || m.Polarity == graph.Denied)
}

// turned is the same with the ends changed.
func (w want) turned() want {
	w.Subject, w.Object = w.Object, w.Subject
	return w
}

// nobody: it names nothing by which claims could be found.
func (w want) nobody() bool {
	return w.Subject+w.Object+w.Speaker+w.Place+w.Article == "" && len(w.Predicates) == 0 && !w.Denied
}

// order compares claims in the order of their list.
func (w want) order(a, b Mark) int {
	first := cmp.Or(strings.Compare(a.Subject, b.Subject), strings.Compare(a.Object, b.Object))
	if w.ByObject {
		first = cmp.Or(strings.Compare(a.Object, b.Object), strings.Compare(a.Subject, b.Subject))
	}
	return cmp.Or(first, strings.Compare(a.Predicate, b.Predicate), strings.Compare(a.Status, b.Status), strings.Compare(a.Article, b.Article), strings.Compare(a.Claim, b.Claim))
}

// markReader reads the index of claims.
type markReader struct {
	v         view
	relations []string // all there are
	symmetric map[string]bool
}

// find gives the claims wanted, each once, in the order of want.order, as they
// are read: the lists that hold them are merged.
func (r markReader) find(ctx context.Context, w want) iter.Seq2[Mark, error] {
	return func(yield func(Mark, error) bool) {
		lists, err := r.lists(ctx, w)
		if err != nil {
			yield(Mark{}, err)
			return
		}
		last := ""
		for m, err := range merge(lists, w.order) {
			if err == nil && m.Claim == last {
				continue
			}
			last = m.Claim
			if !yield(m, err) {
				return
			}
		}
	}
}

type markSeq = iter.Seq2[Mark, error]

// lists are the lists of the index that hold the claims, each in the order wanted.
func (r markReader) lists(ctx context.Context, w want) ([]markSeq, error) {
	switch {
	case w.Article != "":
		own, err := collect(ctx, r.v, pattern{Label: quad.IRI(graph.ArticlePrefix + w.Article)})
		var all []Mark
		for _, m := range marks(w.Article, own) {
			if w.passes(m.Mark) && (w.Place == "" || m.place == w.Place) {
				all = append(all, m.Mark)
			}
		}
		return []markSeq{sorted(all, w.order)}, err
	case w.Place != "":
		return r.other(ctx, w, byPlace, w.Place)
	case w.Subject+w.Object != "":
		var out []markSeq
		for _, p := range r.of(w) {
			out = append(out, r.ends(ctx, w, p))
			if w.Either && r.symmetric[p] && w.Subject != w.Object {
				out = append(out, r.ends(ctx, w.turned(), p))
			}
		}
		return out, nil
	case w.Speaker != "":
		return r.other(ctx, w, bySpeaker, w.Speaker)
	case w.Denied:
		return r.other(ctx, w, byDenied, "")
	}
	var out []markSeq
	for _, p := range r.of(w) {
		list := bySubject
		if w.ByObject {
			list = byObject
		}
		out = append(out, r.passing(ctx, w, list+p+sep))
	}
	return out, nil
}

func (r markReader) of(w want) []string {
	if len(w.Predicates) > 0 {
		return w.Predicates
	}
	return r.relations
}

// ends is the list of a relation with the ends, one or both, that are given.
func (r markReader) ends(ctx context.Context, w want, p string) markSeq {
	if w.Subject == "" {
		return r.passing(ctx, w, byObject+p+sep+w.Object+sep)
	}
	prefix := bySubject + p + sep + w.Subject + sep
	if w.Object != "" {
		prefix += w.Object + sep
	}
	return r.passing(ctx, w, prefix)
}

func (r markReader) passing(ctx context.Context, w want, prefix string) markSeq {
	return func(yield func(Mark, error) bool) {
		for m, err := range markList(ctx, r.v, prefix) {
			if err == nil && !w.passes(m) {
				continue
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

// other is a list that is sorted by subject; it is small enough to be sorted
// where another order is wanted.
func (r markReader) other(ctx context.Context, w want, list, key string) ([]markSeq, error) {
	seq := r.passing(ctx, w, list+key+sep)
	if !w.ByObject {
		return []markSeq{seq}, nil
	}
	var all []Mark
	for m, err := range seq {
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return []markSeq{sorted(all, w.order)}, nil
}

func sorted(all []Mark, order func(a, b Mark) int) markSeq {
	slices.SortFunc(all, order)
	return func(yield func(Mark, error) bool) {
		for _, m := range all {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// merge gives what the sequences give, in order.
func merge(seqs []markSeq, order func(a, b Mark) int) markSeq {
	if len(seqs) == 1 {
		return seqs[0]
	}
	return func(yield func(Mark, error) bool) {
		h := heads{order: order}
		for _, s := range seqs {
			next, stop := iter.Pull2(s)
			defer stop()
			m, err, ok := next()
			if err != nil {
				yield(m, err)
				return
			}
			if ok {
				h.list = append(h.list, listHead{m, next})
			}
		}
		heap.Init(&h)
		for len(h.list) > 0 {
			if !yield(h.list[0].Mark, nil) {
				return
			}
			m, err, ok := h.list[0].next()
			switch {
			case err != nil:
				yield(m, err)
				return
			case ok:
				h.list[0].Mark = m
				heap.Fix(&h, 0)
			default:
				heap.Pop(&h)
			}
		}
	}
}

// heads are the first claims of lists that are merged.
type heads struct {
	list  []listHead
	order func(a, b Mark) int
}

type listHead struct {
	Mark
	next func() (Mark, error, bool)
}

func (h *heads) Len() int           { return len(h.list) }
func (h *heads) Less(i, j int) bool { return h.order(h.list[i].Mark, h.list[j].Mark) < 0 }
func (h *heads) Swap(i, j int)      { h.list[i], h.list[j] = h.list[j], h.list[i] }
func (h *heads) Push(x any)         { h.list = append(h.list, x.(listHead)) }
func (h *heads) Pop() any {
	x := h.list[len(h.list)-1]
	h.list = h.list[:len(h.list)-1]
	return x
}

// edge is what articles state or allege, with the articles.
type edge struct {
	Subject, Predicate, Object string
	Articles                   []string // IDs, sorted
}

// edges gives the edges among the claims wanted, each once, in their order.
func (r markReader) edges(ctx context.Context, w want) iter.Seq2[edge, error] {
	return func(yield func(edge, error) bool) {
		var cur edge
		give := func() bool {
			if len(cur.Articles) == 0 {
				return true
			}
			slices.Sort(cur.Articles)
			cur.Articles = slices.Compact(cur.Articles)
			return yield(cur, nil)
		}
		for m, err := range r.find(ctx, w) {
			if err != nil {
				yield(edge{}, err)
				return
			}
			if !m.Edge {
				continue
			}
			if m.Subject != cur.Subject || m.Predicate != cur.Predicate || m.Object != cur.Object {
				if !give() {
					return
				}
				cur = edge{Subject: m.Subject, Predicate: m.Predicate, Object: m.Object}
			}
			cur.Articles = append(cur.Articles, m.Article)
		}
		give()
	}
}

// Marks lists what the index knows of the claims of which the entity is an
// end, each once, or, without an entity, of all; relations are those to look
// for. The order is that of the index.
func (s *Store) Marks(ctx context.Context, entity string, relations []string) iter.Seq2[Mark, error] {
	return func(yield func(Mark, error) bool) {
		err := s.with(ctx, func(v view) error {
			r := markReader{v: v, relations: relations}
			ways := []want{{Subject: entity}, {Object: entity}}
			if entity == "" {
				ways = []want{{}}
			}
			for i, w := range ways {
				lists, err := r.lists(ctx, w)
				if err != nil {
					return err
				}
				for m, err := range inTurn(lists) {
					if err != nil {
						return err
					}
					if i == 1 && m.Subject == entity {
						continue
					}
					if !yield(m, nil) {
						return errStop
					}
				}
			}
			return nil
		})
		end(err, yield)
	}
}

// inTurn gives one list after the other.
func inTurn(lists []markSeq) markSeq {
	return func(yield func(Mark, error) bool) {
		for _, list := range lists {
			for m, err := range list {
				if !yield(m, err) {
					return
				}
			}
		}
	}
}

// ClaimsOf reads the claims of the marks, in the order of Claims.
func (s *Store) ClaimsOf(ctx context.Context, marks []Mark) iter.Seq2[graph.Claim, error] {
	groups := map[string]map[string]bool{}
	for _, m := range marks {
		if groups[m.Article] == nil {
			groups[m.Article] = map[string]bool{}
		}
		groups[m.Article][m.Claim] = true
	}
	return func(yield func(graph.Claim, error) bool) {
		err := s.with(ctx, func(v view) error {
			for _, a := range slices.Sorted(maps.Keys(groups)) {
				cs, err := group{a, groups[a]}.load(ctx, v, Filter{})
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
