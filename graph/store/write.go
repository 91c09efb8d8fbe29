package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// Change counts what a write did.
type Change struct {
	Added     int // articles that are new
	Changed   int // articles that were there and differ
	Unchanged int // articles that were there as they are
	Removed   int // articles taken out

	QuadsAdded, QuadsRemoved int
}

func (c *Change) add(d Change) {
	c.Added += d.Added
	c.Changed += d.Changed
	c.Unchanged += d.Unchanged
	c.Removed += d.Removed
	c.QuadsAdded += d.QuadsAdded
	c.QuadsRemoved += d.QuadsRemoved
}

// maxBatch bounds the quads of one transaction, and with them the memory it takes.
const maxBatch = 20_000

// Put writes the records, each wholly or not at all. One whose quads are those
// of the store already is left alone; of one that changed only the difference
// is written. Quads of curated entities (label kg:gazetteer) are kept once, as
// the record written last has them, while an article mentions the entity.
// Of several records of one article the last counts.
//
// Many records are written in several transactions; after an error the Change
// says what was done before it. Errors: ErrReadOnly, ErrFull, ErrDamaged, or a
// record that cannot be stored (claims without proof, bytes that are not text);
// it is named, and nothing of the transaction it was in is written.
func (s *Store) Put(ctx context.Context, recs []graph.Record) (Change, error) {
	var total Change
	if err := s.writable(); err != nil {
		return total, err
	}
	items, err := prepareAll(recs)
	if err != nil {
		return total, err
	}
	for len(items) > 0 {
		n, quads := 0, 0
		for n < len(items) && (n == 0 || quads+len(items[n].own) <= maxBatch) {
			quads += len(items[n].own)
			n++
		}
		c, err := s.putBatch(ctx, items[:n])
		if err != nil {
			return total, err
		}
		total.add(c)
		items = items[n:]
	}
	return total, nil
}

func (s *Store) putBatch(ctx context.Context, items []*item) (Change, error) {
	var c Change
	err := s.eng.update(ctx, func(v view) (batch, error) {
		w := newWrite(ctx, v)
		for _, it := range items {
			if err := w.put(it); err != nil {
				return batch{}, err
			}
		}
		b, err := w.finish()
		c = w.change
		return b, err
	})
	return c, err
}

// Forget takes exactly these articles out, all or none. What other articles
// say as well stays. An ID that is not in the store is ErrNotFound.
func (s *Store) Forget(ctx context.Context, ids ...string) (Change, error) {
	var c Change
	if err := s.writable(); err != nil {
		return c, err
	}
	err := s.eng.update(ctx, func(v view) (batch, error) {
		w := newWrite(ctx, v)
		for _, id := range ids {
			if err := w.forget(id); err != nil {
				return batch{}, err
			}
		}
		b, err := w.finish()
		c = w.change
		return b, err
	})
	if err != nil {
		return Change{}, err
	}
	return c, nil
}

func (s *Store) writable() error {
	switch {
	case s.ro:
		return hint(ErrReadOnly, nil, "store %s was opened for reading only", s.name)
	case s.half:
		return hint(ErrDamaged, nil, "an import into the store %s was interrupted; run `kg import` again", s.name)
	}
	return nil
}

// item is a record made ready to be written.
type item struct {
	id       string
	entry    articleEntry
	own      []quad.Quad            // labelled with the article
	mentions []string               // entities, sorted
	curated  map[string][]quad.Quad // by entity
}

func prepareAll(recs []graph.Record) ([]*item, error) {
	last := map[string]int{}
	for i, r := range recs {
		last[r.Article.ID] = i
	}
	var items []*item
	for i, r := range recs {
		if last[r.Article.ID] != i {
			continue
		}
		qs, err := r.Quads()
		if err != nil {
			return nil, err
		}
		it, err := prepare(r.Article.ID, qs)
		if err != nil {
			return nil, err
		}
		it.entry.Rules = r.Article.Rules
		items = append(items, it)
	}
	return items, nil
}

// prepare sorts the quads of an article by what they are.
func prepare(id string, qs []quad.Quad) (*item, error) {
	it := &item{id: id, curated: map[string][]quad.Quad{}}
	if id == "" || strings.Contains(id, sep) {
		return nil, fmt.Errorf("article ID %q cannot be stored", id)
	}
	label := quad.IRI(graph.ArticlePrefix + id)
	for _, q := range qs {
		if err := checkQuad(q); err != nil {
			return nil, fmt.Errorf("article %s: %w", id, err)
		}
		switch q.Label {
		case label:
			it.own = append(it.own, q)
		case quad.IRI(graph.Gazetteer):
			e := iri(q.Subject)
			it.curated[e] = append(it.curated[e], q)
		default:
			return nil, fmt.Errorf("article %s: quad with the label %v", id, q.Label)
		}
	}
	it.mentions = mentions(it.own)
	it.entry = articleEntry{Hash: hashQuads(it.own), Quads: len(it.own)}
	it.entry.Claims, it.entry.Edges = tally(it.own)
	for _, e := range it.mentions {
		if strings.Contains(e, sep) {
			return nil, fmt.Errorf("article %s: entity ID %q cannot be stored", id, e)
		}
	}
	return it, nil
}

// checkQuad refuses what not every backend can hold: text that is not UTF-8 or
// has a NUL in it.
func checkQuad(q quad.Quad) error {
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		var t string
		switch v := v.(type) {
		case quad.IRI:
			t = string(v)
		case quad.String:
			t = string(v)
		case quad.LangString:
			t = string(v.Value) + v.Lang
		}
		if !utf8.ValidString(t) || strings.Contains(t, sep) {
			return fmt.Errorf("%v %v: text with a NUL or bytes that are not UTF-8", q.Subject, q.Predicate)
		}
	}
	return nil
}

// mentions are the entities that the quads of an article mention, sorted.
func mentions(own []quad.Quad) []string {
	var out []string
	for _, q := range own {
		if q.Predicate == quad.IRI(graph.SchemaMentions) {
			out = append(out, iri(q.Object))
		}
	}
	sort.Strings(out)
	return out
}

// tally counts claims and edges among the quads of an article. An edge is a
// quad that is none of kg's own: its subject is neither the article nor a claim,
// and its predicate no term of a vocabulary.
func tally(own []quad.Quad) (claims, edges int) {
	for _, q := range own {
		s, p := iri(q.Subject), iri(q.Predicate)
		switch {
		case p == graph.RDFSubject:
			claims++
		case strings.HasPrefix(s, graph.ArticlePrefix), strings.HasPrefix(s, graph.ClaimPrefix):
		case strings.Contains(p, ":"):
		default:
			edges++
		}
	}
	return claims, edges
}

// hashQuads is the same for the same set of quads in any order.
func hashQuads(qs []quad.Quad) string {
	lines := make([]string, len(qs))
	for i, q := range qs {
		lines[i] = q.Subject.String() + " -- " + q.Predicate.String() + " -> " + q.Object.String()
	}
	sort.Strings(lines)
	h := sha256.New()
	var buf []byte
	for _, l := range lines {
		buf = append(strconv.AppendInt(buf[:0], int64(len(l)), 10), ':')
		h.Write(append(buf, l...))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func iri(v quad.Value) string {
	s, _ := v.(quad.IRI)
	return string(s)
}

func now() int64 { return time.Now().Unix() }
