package main

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"kg/ingest"
	"kg/ingest/article"
	"kg/internal/evalset"
	"kg/internal/vary"
)

// kinds of variants, in the order of the table.
var variantKinds = append([]string{"states", "states 2", "persons"}, vary.Kinds()...)

// kept counts the edges that were found in texts, and in their variants.
type kept struct{ texts, edges, lost int }

// variants reads the texts of a folder and their variants and prints how many of the edges found
// of a text are found of the variant. With -misses it lists those that are lost.
func variants(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options, folders ...string) error {
	counts := map[string]*kept{}
	for _, folder := range folders {
		err := eachSweep(folder, o, func(name string, s evalset.Sweep) error {
			for _, r := range s.Records {
				if err := varied(ctx, w, p, o, s.Lang, path.Join(folder, name), r, counts); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, lang := range []string{"en", "de", "fr"} {
		for _, kind := range variantKinds {
			if c := counts[lang+" "+kind]; c != nil {
				fmt.Fprintf(w, "%s  %-10s %4d texts, kept %4d of %4d edges (%.3f)\n", lang, kind, c.texts, c.edges-c.lost, c.edges, float64(c.edges-c.lost)/float64(max(1, c.edges)))
			}
		}
	}
	return nil
}

// varied reads one text and its variants.
func varied(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options, lang, file string, r evalset.SweepRecord, counts map[string]*kept) error {
	base, err := readSweep(ctx, p, lang, r)
	if err != nil {
		return err
	}
	found := r.Score(base).Found
	if len(found) == 0 {
		return nil
	}
	doc, err := sweepDoc(lang, r)
	if err != nil {
		return err
	}
	of, err := variantsOf(ctx, p, r, doc)
	if err != nil {
		return err
	}
	for _, kind := range variantKinds {
		v, ok := of[kind]
		if !ok || v.Text == doc.Text {
			continue
		}
		x := evalset.SweepRecord{Headline: r.Headline, Text: v.Text}
		for _, e := range found {
			x.Want = append(x.Want, evalset.SweepEdge{Subject: v.Rename(e.Subject), Relation: e.Relation, Object: v.Rename(e.Object), Line: e.Line})
		}
		edges, err := readSweep(ctx, p, lang, x)
		if err != nil {
			return err
		}
		c := counts[lang+" "+kind]
		if c == nil {
			c = &kept{}
			counts[lang+" "+kind] = c
		}
		missed := x.Score(edges).Missed
		c.texts, c.edges, c.lost = c.texts+1, c.edges+len(found), c.lost+len(missed)
		for _, e := range missed {
			if o.misses {
				fmt.Fprintf(w, "%s:%d: %s: lost %s | %s\n", file, e.Line, kind, e, strings.ReplaceAll(v.Text, "\n", " / "))
			}
		}
	}
	return nil
}

func variantsOf(ctx context.Context, p *ingest.Pipeline, r evalset.SweepRecord, doc article.Doc) (map[string]vary.Variant, error) {
	out := map[string]vary.Variant{}
	for i, kind := range variantKinds[:2] {
		v, ok, err := vary.States(doc.Lang, r.Text, 3+8*i)
		if err != nil {
			return nil, err
		}
		if ok {
			out[kind] = v
		}
	}
	if v, ok := vary.Persons(r.Text, persons(r), len(r.Text)); ok {
		out["persons"] = v
	}
	trace, _, err := p.Trace(ctx, doc)
	if err != nil {
		return nil, err
	}
	var at []vary.Opening
	for _, t := range trace {
		if x := t.Opening; x.Verb.End > 0 && t.Span.Start >= len(r.Headline) {
			at = append(at, vary.Opening{Sentence: t.Span, Subject: x.Subject, Verb: x.Verb, Pronoun: x.Pronoun, Common: x.Common})
		}
	}
	for _, kind := range vary.Kinds() {
		out[kind] = vary.Longer(doc.Lang, doc.Text, kind, at)
	}
	return out, nil
}

// persons are those who hold an office by the list: names of two words or more.
func persons(r evalset.SweepRecord) []string {
	var out []string
	for _, e := range append(slices.Clone(r.Want), r.Optional...) {
		if e.Relation == "official_of" && !slices.Contains(out, e.Subject) {
			out = append(out, e.Subject)
		}
	}
	return out
}
