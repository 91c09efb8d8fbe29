package ingest

import (
	"context"
	"fmt"
	"io"
	"strings"

	"kg/ingest/article"
)

// Explain writes how an article was read: each sentence with its tree, what
// its words stand for, and the facts found, each with its rule.
func (p *Pipeline) Explain(ctx context.Context, w io.Writer, doc article.Doc, trees bool) error {
	blocks := doc.Analysed()
	if doc.Lang == "" {
		doc.Lang = detect(doc.Text, blocks)
	}
	if p.frames[doc.Lang] == nil {
		return fmt.Errorf("%s: language %s is not read; kg reads English, German and French", doc.Source, doc.Lang)
	}
	r := p.reading(&doc)
	if err := r.run(ctx, blocks); err != nil {
		return err
	}
	for k, s := range r.d.Sentences {
		fmt.Fprintf(w, "\n%d  %s\n", k+1, strings.Join(strings.Fields(doc.Text[s.Start:s.End]), " "))
		if trees {
			fmt.Fprint(w, s.Tree.String())
		}
		for _, m := range s.Mentions {
			fmt.Fprintf(w, "   %-10s %s [%s] %s\n", m.Kind, doc.Text[m.Span.Start:m.Span.End], m.Type, m.Entity)
		}
		for i := 0; i < s.Tree.Len(); i++ {
			for _, a := range s.Anaphors(i) {
				fmt.Fprintf(w, "   %-10s %s -> %s\n", a.Kind, s.Tree.Word(i).Form, a.Entity)
			}
		}
		if r.speakers[k] != "" {
			fmt.Fprintf(w, "   speaker    %s\n", r.speakers[k])
		}
		for _, f := range r.facts[k] {
			c := r.claim(k, f)
			fmt.Fprintf(w, "   => %s %s %s  (%s) edge=%v %s %s by=%v %s %v %v %s\n", c.Subject, c.Predicate, c.Object, c.Rule, c.Edge(), c.Polarity, c.Modality, c.Speakers, c.Date, c.Qualifiers, c.Quantities, c.Place)
		}
	}
	return nil
}
