package store

import (
	"context"
	"maps"
	"slices"
	"sort"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// write works out what one transaction changes, from the state before it and
// the articles that are put or taken out. It only reads.
type write struct {
	ctx    context.Context
	v      view
	change Change

	del, add *quadSet
	set      map[string]string
	unset    map[string]bool

	touched map[string]bool        // articles that are put anew or taken out
	named   map[string]bool        // entities mentioned by what is put
	dropped map[string]bool        // entities that an article no longer mentions
	curated map[string][]quad.Quad // curated quads as the last record has them
}

func newWrite(ctx context.Context, v view) *write {
	return &write{ctx: ctx, v: v,
		del: newQuadSet(), add: newQuadSet(),
		set: map[string]string{}, unset: map[string]bool{},
		touched: map[string]bool{}, named: map[string]bool{}, dropped: map[string]bool{},
		curated: map[string][]quad.Quad{},
	}
}

// put plans to write one article.
func (w *write) put(it *item) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	for e, qs := range it.curated {
		w.curated[e] = qs
	}
	for _, e := range it.mentions {
		w.named[e] = true
	}
	old, known, err := w.v.get(w.ctx, articleKeys+it.id)
	if err != nil {
		return err
	}
	if known {
		_, was, err := decodeArticle(entry{articleKeys + it.id, old})
		if err != nil {
			return err
		}
		if was.Hash == it.entry.Hash {
			w.change.Unchanged++
			return nil
		}
		w.change.Changed++
		if err := w.takeOut(it.id); err != nil {
			return err
		}
	} else {
		w.change.Added++
	}
	w.touched[it.id] = true
	for _, e := range append(textEntries(it.id, it.own), claimEntries(it.id, it.own)...) {
		w.set[e.key] = e.value
		delete(w.unset, e.key)
	}
	for _, q := range it.own {
		if !w.del.remove(q) {
			w.add.insert(q)
		}
	}
	it.entry.Time = now()
	w.set[articleKeys+it.id] = it.entry.encode()
	return nil
}

// forget plans to take one article out.
func (w *write) forget(id string) error {
	if w.touched[id] {
		return nil // named twice
	}
	_, known, err := w.v.get(w.ctx, articleKeys+id)
	if err != nil {
		return err
	}
	if !known {
		return hint(ErrNotFound, nil, "no article %s in the store; `kg sources` lists them", id)
	}
	w.change.Removed++
	w.touched[id] = true
	w.unset[articleKeys+id] = true
	return w.takeOut(id)
}

// takeOut plans to delete all quads of an article.
func (w *write) takeOut(id string) error {
	qs, err := collect(w.ctx, w.v, pattern{Label: quad.IRI(graph.ArticlePrefix + id)})
	if err != nil {
		return err
	}
	for _, q := range qs {
		w.del.insert(q)
	}
	for _, e := range mentions(qs) {
		w.dropped[e] = true
	}
	for _, e := range append(textEntries(id, qs), claimEntries(id, qs)...) {
		w.unset[e.key] = true
	}
	return nil
}

// finish works out what follows for entities and names.
func (w *write) finish() (batch, error) {
	for _, e := range slices.Sorted(maps.Keys(w.named)) {
		if err := w.keep(e); err != nil {
			return batch{}, err
		}
	}
	for _, e := range slices.Sorted(maps.Keys(w.dropped)) {
		if w.named[e] {
			continue
		}
		alive, err := w.mentioned(e)
		if err != nil {
			return batch{}, err
		}
		if !alive {
			if err := w.bury(e); err != nil {
				return batch{}, err
			}
		}
	}
	if err := w.names(); err != nil {
		return batch{}, err
	}
	b := batch{del: w.del.items(), add: w.add.items()}
	for _, k := range slices.Sorted(maps.Keys(w.set)) {
		b.set = append(b.set, entry{k, w.set[k]})
	}
	b.unset = slices.Sorted(maps.Keys(w.unset))
	w.change.QuadsAdded, w.change.QuadsRemoved = len(b.add), len(b.del)
	return b, nil
}

// keep sees that an entity that is mentioned is in the index, and its curated
// quads in the store as the record has them.
func (w *write) keep(e string) error {
	hash := ""
	qs, curated := w.curated[e]
	if curated {
		hash = hashQuads(qs)
	}
	was, known, err := w.v.get(w.ctx, entityKeys+e)
	if err != nil || known && (was == hash || !curated) {
		return err
	}
	w.set[entityKeys+e] = hash
	if known {
		if err := w.dropCurated(e); err != nil {
			return err
		}
	}
	for _, q := range qs {
		if !w.del.remove(q) {
			w.add.insert(q)
		}
	}
	return nil
}

func (w *write) dropCurated(e string) error {
	old, err := collect(w.ctx, w.v, pattern{Subject: quad.IRI(e), Label: quad.IRI(graph.Gazetteer)})
	for _, q := range old {
		w.del.insert(q)
	}
	return err
}

// bury takes an entity out that nothing mentions any more.
func (w *write) bury(e string) error {
	w.unset[entityKeys+e] = true
	return w.dropCurated(e)
}

// mentioned reports whether an article that this write does not touch mentions the entity.
func (w *write) mentioned(e string) (bool, error) {
	for q, err := range w.v.find(w.ctx, pattern{Predicate: quad.IRI(graph.SchemaMentions), Object: quad.IRI(e)}) {
		if err != nil {
			return false, err
		}
		if !w.del.has(q) {
			return true, nil
		}
	}
	return false, nil
}

// names keeps the index of names in step with the labels that come and go.
func (w *write) names() error {
	for _, q := range w.add.items() {
		if id, text, value, ok := nameOf(q); ok {
			for _, e := range nameEntries(id, text, value) {
				w.set[e.key] = ""
			}
		}
	}
	for _, q := range w.del.items() {
		id, text, value, ok := nameOf(q)
		if !ok {
			continue
		}
		stays, err := w.stillNamed(q)
		if err != nil {
			return err
		}
		if stays {
			continue
		}
		for _, e := range nameEntries(id, text, value) {
			if _, added := w.set[e.key]; !added {
				w.unset[e.key] = true
			}
		}
	}
	return nil
}

// stillNamed reports whether another quad, one that stays, gives the entity
// the same name as label or alias.
func (w *write) stillNamed(q quad.Quad) (bool, error) {
	for _, p := range []string{graph.RDFSLabel, graph.SKOSAltLabel} {
		for o, err := range w.v.find(w.ctx, pattern{Subject: q.Subject, Predicate: quad.IRI(p), Object: q.Object}) {
			if err != nil {
				return false, err
			}
			if !w.del.has(o) {
				return true, nil
			}
		}
	}
	return false, nil
}

// nameOf takes apart a quad that names an entity.
func nameOf(q quad.Quad) (id, text, value string, ok bool) {
	if p := iri(q.Predicate); p != graph.RDFSLabel && p != graph.SKOSAltLabel {
		return "", "", "", false
	}
	switch o := q.Object.(type) {
	case quad.String:
		text = string(o)
	case quad.LangString:
		text, value = string(o.Value), "@"+o.Lang
	default:
		return "", "", "", false
	}
	return iri(q.Subject), text, text + value, true
}

// quadSet is a set of quads that keeps the order in which they came.
type quadSet struct {
	at   map[quad.Quad]int
	list []quad.Quad // taken out: the zero quad
}

func newQuadSet() *quadSet { return &quadSet{at: map[quad.Quad]int{}} }

func (s *quadSet) has(q quad.Quad) bool {
	_, ok := s.at[q]
	return ok
}

func (s *quadSet) insert(q quad.Quad) {
	if !s.has(q) {
		s.at[q] = len(s.list)
		s.list = append(s.list, q)
	}
}

// remove takes the quad out, and reports whether it was there.
func (s *quadSet) remove(q quad.Quad) bool {
	if len(s.at) == 0 {
		return false // mostly; hashing a quad is not for nothing
	}
	i, ok := s.at[q]
	if ok {
		delete(s.at, q)
		s.list[i] = quad.Quad{}
	}
	return ok
}

func (s *quadSet) items() []quad.Quad {
	out := make([]quad.Quad, 0, len(s.at))
	for _, q := range s.list {
		if q.Subject != nil {
			out = append(out, q)
		}
	}
	return out
}

// sortQuads sorts by subject, predicate, object and label as text.
func sortQuads(qs []quad.Quad) {
	keys := make(map[quad.Quad]string, len(qs))
	for _, q := range qs {
		keys[q] = q.String()
	}
	sort.Slice(qs, func(i, j int) bool { return keys[qs[i]] < keys[qs[j]] })
}
