package ingest

import (
	"context"
	"fmt"
	"strings"

	"kg/graph"
	"kg/ingest/article"
	"kg/internal/diag"
)

// Lint reads the example sentences of all frames and patterns and reports
// those that do not give what they promise: each `yes` sentence must give its
// edges by that very rule, each `no` sentence must give no edge by it, and a
// known miss that is found is reported, too.
func (p *Pipeline) Lint(ctx context.Context) (diag.List, error) {
	var out diag.List
	for _, lang := range p.options.Languages {
		for _, f := range p.frames[lang].Frames {
			if err := ctx.Err(); err != nil {
				return out, err
			}
			file := "ingest/relation/" + f.File
			for _, e := range f.Yes {
				for _, want := range e.Expect {
					if got, ok := p.example(ctx, lang, e.Text, f.ID, triple{want.Subject, want.Relation, want.Object}); !ok {
						out.Add(file, f.Line, 0, got, "%s: no edge %s %s %s in %q", f.ID, want.Subject, want.Relation, want.Object, e.Text)
					}
				}
			}
			for _, e := range f.Miss {
				for _, want := range e.Expect {
					if _, ok := p.example(ctx, lang, e.Text, f.ID, triple{want.Subject, want.Relation, want.Object}); ok {
						out.Add(file, f.Line, 0, "move it to yes", "%s: a known miss is found now: %q", f.ID, e.Text)
					}
				}
			}
			for _, e := range f.No {
				if got, ok := p.example(ctx, lang, e.Text, f.ID, triple{}); ok {
					out.Add(file, f.Line, 0, got, "%s: makes an edge of the near miss %q", f.ID, e.Text)
				}
			}
		}
	}
	return out, nil
}

type triple struct{ subject, relation, object string }

// example reads a sentence and reports whether the rule makes the edge (any
// edge, for the zero triple), and what it made.
func (p *Pipeline) example(ctx context.Context, lang, sentence, rule string, want triple) (string, bool) {
	doc, err := article.Parse("example", []byte(sentence))
	if err != nil {
		return err.Error(), false
	}
	doc.Lang = lang
	doc.Blocks = []article.Block{{Span: graph.Span{Start: 0, End: len(doc.Text)}, Kind: article.Text}}
	r := p.reading(&doc)
	if err := r.run(ctx, doc.Analysed()); err != nil {
		return err.Error(), false
	}
	names := map[string]graph.Entity{}
	for _, e := range r.entities() {
		names[e.ID] = e
	}
	var all []string
	for k := range r.facts {
		for _, f := range r.facts[k] {
			c := r.claim(k, f)
			all = append(all, fmt.Sprintf("%s %s %s (%s)", c.Subject, c.Predicate, c.Object, strings.Join(strings.Fields(c.Rule+" "+c.Polarity+" "+c.Modality), " ")))
			if !c.Edge() || c.Rule != rule {
				continue
			}
			if want == (triple{}) || c.Predicate == want.relation && called(doc.Text, names[c.Subject], c.SubjectAt, want.subject) && called(doc.Text, names[c.Object], c.ObjectAt, want.object) {
				return strings.Join(all, "; "), true
			}
		}
	}
	if len(all) == 0 {
		return "found: nothing", false
	}
	return "found: " + strings.Join(all, "; "), false
}

// called reports whether an example's name is a name of the entity, or how it is written there; "*" is any name.
func called(stored string, e graph.Entity, at graph.Span, name string) bool {
	if name == "*" {
		return true
	}
	want := graph.Fold(name)
	if graph.Fold(stored[at.Start:at.End]) == want || e.ID == name {
		return true
	}
	for _, n := range append(append([]graph.Name(nil), e.Labels...), e.Aliases...) {
		if graph.Fold(n.Text) == want {
			return true
		}
	}
	return false
}
