package store

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// Import fills an empty store with the quads of an export, and gives the same
// store back: Quads of both are the same. The order of seq does not matter.
// When it is interrupted, the store says so and the import can be run again.
func (s *Store) Import(ctx context.Context, seq iter.Seq2[quad.Quad, error]) error {
	if s.ro {
		return s.writable()
	}
	if err := s.beginImport(ctx); err != nil {
		return err
	}
	s.half = true
	var buf []quad.Quad
	flush := func() error {
		err := s.eng.update(ctx, func(view) (batch, error) { return batch{add: buf}, nil })
		buf = buf[:0]
		return err
	}
	for q, err := range seq {
		if err != nil {
			return fmt.Errorf("import: %w", err)
		}
		if q, err = typed(q); err != nil {
			return fmt.Errorf("import: %w", err)
		}
		if buf = append(buf, q); len(buf) >= maxBatch/2 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if err := s.reindex(ctx); err != nil {
		return err
	}
	s.half = false
	return nil
}

// beginImport sets the marker, or finds that of an import that was interrupted.
func (s *Store) beginImport(ctx context.Context) error {
	return s.eng.update(ctx, func(v view) (batch, error) {
		if _, half, err := v.get(ctx, importMarker); err != nil || half {
			return batch{}, err
		}
		if n := v.quads(); n > 0 {
			return batch{}, fmt.Errorf("import: store %s holds %d quads already; import into a new one with --db", s.name, n)
		}
		return batch{set: []entry{{importMarker, "1"}}}, nil
	})
}

// typed gives a quad the values that the store uses, and refuses what it
// cannot hold.
func typed(q quad.Quad) (quad.Quad, error) {
	if ts, ok := q.Object.(quad.TypedString); ok {
		v, err := ts.ParseValue()
		if err != nil {
			return q, fmt.Errorf("%v: %w", q, err)
		}
		q.Object = v
	}
	if q.Subject == nil || q.Predicate == nil || q.Object == nil {
		return q, fmt.Errorf("%v: quad without subject, predicate or object", q)
	}
	return q, checkQuad(q)
}

// reindex builds the store's own index from the quads, and takes the import
// marker away with its last write.
func (s *Store) reindex(ctx context.Context) error {
	var ids []string
	err := s.with(ctx, func(v view) error {
		for q, err := range v.find(ctx, pattern{Predicate: quad.IRI(graph.RDFType), Object: quad.IRI(graph.KGArticle)}) {
			if err != nil {
				return err
			}
			ids = append(ids, strings.TrimPrefix(iri(q.Subject), graph.ArticlePrefix))
		}
		return nil
	})
	if err != nil {
		return err
	}
	const step = 200 // articles a transaction
	for i := 0; i < len(ids); i += step {
		part := ids[i:min(i+step, len(ids))]
		err := s.eng.update(ctx, func(v view) (batch, error) { return indexOf(ctx, v, part) })
		if err != nil {
			return err
		}
	}
	return s.eng.update(ctx, func(view) (batch, error) { return batch{unset: []string{importMarker}}, nil })
}

// indexOf gives the index entries that the articles account for.
func indexOf(ctx context.Context, v view, ids []string) (batch, error) {
	set := map[string]string{}
	for _, id := range ids {
		own, err := collect(ctx, v, pattern{Label: quad.IRI(graph.ArticlePrefix + id)})
		if err != nil {
			return batch{}, err
		}
		it, err := prepare(id, own)
		if err != nil {
			return batch{}, err
		}
		it.entry.Time = now()
		a, err := graph.ArticleFromQuads(articleQuads(own))
		if err != nil {
			return batch{}, err
		}
		it.entry.Rules = a.Rules
		set[articleKeys+id] = it.entry.encode()
		for _, e := range append(textEntries(id, own), claimEntries(id, own)...) {
			set[e.key] = e.value
		}
		for _, e := range it.mentions {
			if err := indexEntity(ctx, v, e, set); err != nil {
				return batch{}, err
			}
		}
	}
	var b batch
	for _, k := range slices.Sorted(maps.Keys(set)) {
		b.set = append(b.set, entry{k, set[k]})
	}
	return b, nil
}

func articleQuads(own []quad.Quad) []quad.Quad {
	var out []quad.Quad
	for _, q := range own {
		if strings.HasPrefix(iri(q.Subject), graph.ArticlePrefix) {
			out = append(out, q)
		}
	}
	return out
}

func indexEntity(ctx context.Context, v view, id string, set map[string]string) error {
	if _, done := set[entityKeys+id]; done {
		return nil
	}
	curated, err := collect(ctx, v, pattern{Subject: quad.IRI(id), Label: quad.IRI(graph.Gazetteer)})
	if err != nil {
		return err
	}
	set[entityKeys+id] = ""
	if len(curated) > 0 {
		set[entityKeys+id] = hashQuads(curated)
	}
	for _, p := range []string{graph.RDFSLabel, graph.SKOSAltLabel} {
		for q, err := range v.find(ctx, pattern{Subject: quad.IRI(id), Predicate: quad.IRI(p)}) {
			if err != nil {
				return err
			}
			if id, text, value, ok := nameOf(q); ok {
				for _, e := range nameEntries(id, text, value) {
					set[e.key] = ""
				}
			}
		}
	}
	return nil
}
