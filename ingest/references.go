package ingest

import (
	"context"
	"fmt"

	"kg/graph"
	"kg/ingest/article"
	"kg/ingest/mention"
	"kg/ingest/syntax"
)

// Reference is a word of an article and what it was taken to stand for.
type Reference struct {
	Span     graph.Span
	Kind     mention.Kind
	Back     bool     // a pronoun or definite noun that refers back
	Entities []string // of the record; a capital, and the state that it stands for
}

// References reads an article as Read does and tells of each word that heads
// a mention what it stands for. An article in a language that kg does not read
// is an error.
func (p *Pipeline) References(ctx context.Context, doc article.Doc) ([]Reference, graph.Record, error) {
	r, err := p.readWhole(ctx, &doc)
	if err != nil {
		return nil, graph.Record{}, err
	}
	var out []Reference
	for _, s := range r.d.Sentences {
		for i := 0; i < s.Tree.Len(); i++ {
			back := len(s.Anaphors(i)) > 0
			for _, m := range r.d.Refs(s, i, syntax.Whole) {
				if !back && (m.Kind == mention.Name && m.Head != i || m.Kind == mention.Adjective) {
					continue
				}
				w := s.Tree.Word(i)
				x := Reference{Span: graph.Span{Start: w.Start, End: w.End}, Kind: m.Kind, Back: back, Entities: []string{m.Entity}}
				if alt := r.ref(m).Alt; alt != nil {
					x.Entities = append(x.Entities, alt.Entity)
				}
				out = append(out, x)
			}
		}
	}
	return out, graph.Record{Article: doc.Article, Entities: r.entities(), Claims: r.claims()}, nil
}

// Mentions reads an article as Read does and gives its names and the nouns that
// stand for something ("the Iranian embassy in Baku"), sentence by sentence. An article in a language that kg does not read is an error.
func (p *Pipeline) Mentions(ctx context.Context, doc article.Doc) ([]mention.Mention, graph.Record, error) {
	r, err := p.readWhole(ctx, &doc)
	if err != nil {
		return nil, graph.Record{}, err
	}
	var out []mention.Mention
	for _, s := range r.d.Sentences {
		out = append(out, s.Mentions...)
		for i := 0; i < s.Tree.Len(); i++ {
			for _, m := range r.d.Refs(s, i, syntax.Whole) {
				if m.Kind == mention.Nominal {
					out = append(out, m)
				}
			}
		}
	}
	return out, graph.Record{Article: doc.Article, Entities: r.entities(), Claims: r.claims()}, nil
}

func (p *Pipeline) readWhole(ctx context.Context, doc *article.Doc) (*reading, error) {
	if p.frames[doc.Lang] == nil {
		return nil, fmt.Errorf("%s: language %q is not read", doc.Source, doc.Lang)
	}
	r := p.reading(doc)
	if err := r.run(ctx, doc.Analysed()); err != nil {
		return nil, fmt.Errorf("%s: %w", doc.Source, err)
	}
	return r, nil
}
