// Evaluate measures extraction on kg's own set of unseen articles.
//
//	go run ./internal/evaluate                     all languages, both halves
//	go run ./internal/evaluate -half dev -lang de -misses -extras
//	go run ./internal/evaluate -explain FILE|TEXT  how an article was read
//	go run ./internal/evaluate -jsonl FILES        facts as score.py reads them
//	go run ./internal/evaluate -lint [-lang en]    the examples of the frames
//	go run ./internal/evaluate -sweep [-lang en] [-misses] [-extras] [-relations]
//	                                               testdata/sweep, text by text
//	go run ./internal/evaluate -rounds [-lang en] [-misses] [-extras] [-relations]
//	                                               testdata/rounds: whole articles and sentences, written round by round
//	go run ./internal/evaluate -blind [-causes]    testdata/blind: articles that nobody may read, totals only
//	go run ./internal/evaluate -causes [-rounds] [-misses]
//	                                               at which step facts were lost
//	go run ./internal/evaluate -vary [-lang de] [-misses]
//	                                               sweeps and rounds with other states and persons, and with a phrase more: what is lost by it
//	go run ./internal/evaluate -coref [-misses]    testdata/coref: what refers back to what
//	go run ./internal/evaluate -names [-misses]    testdata/names: whole names, their class, and which are one thing
//	go run ./internal/evaluate -nocoref …          any of these without back-references
//
// Only the dev half may be looked at when rules are written.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"

	"kg/graph"
	"kg/ingest"
	"kg/ingest/article"
	"kg/internal/evalset"
)

func main() {
	if err := run(context.Background(), os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type options struct {
	half, lang, set, sweeps, roundsIn, blindIn, corefs, nameSets, profile                                             string
	misses, extras, explain, trees, jsonl, relations, lint, sweep, rounds, coref, names, nocoref, causes, blind, vary bool
}

func run(ctx context.Context, w io.Writer, args []string) error {
	var o options
	f := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	f.StringVar(&o.half, "half", "", "dev or test; empty: both")
	f.StringVar(&o.lang, "lang", "", "one language")
	f.StringVar(&o.set, "set", "testdata/eval", "folder of the set")
	f.StringVar(&o.sweeps, "sweeps", "testdata/sweep", "folder of the sweeps")
	f.BoolVar(&o.sweep, "sweep", false, "read the sweeps")
	f.StringVar(&o.roundsIn, "rounds-in", "testdata/rounds", "folder of the rounds")
	f.BoolVar(&o.rounds, "rounds", false, "read the rounds")
	f.StringVar(&o.blindIn, "blind-in", "testdata/blind", "folder of the blind articles")
	f.BoolVar(&o.blind, "blind", false, "score the articles that nobody may read: totals only")
	f.StringVar(&o.corefs, "corefs", "testdata/coref", "folder of the passages with back-references")
	f.BoolVar(&o.coref, "coref", false, "score what refers back to what")
	f.StringVar(&o.nameSets, "namesets", "testdata/names", "folder of the passages with marked names")
	f.BoolVar(&o.names, "names", false, "score the names found")
	f.BoolVar(&o.nocoref, "nocoref", false, "resolve no pronouns and definite nouns")
	f.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile")
	f.BoolVar(&o.misses, "misses", false, "list the core facts that were not found (dev only)")
	f.BoolVar(&o.extras, "extras", false, "list what is not in the gold (dev only)")
	f.BoolVar(&o.relations, "relations", false, "a row for each relation")
	f.BoolVar(&o.explain, "explain", false, "show how each argument was read")
	f.BoolVar(&o.trees, "trees", false, "with -explain: show the trees")
	f.BoolVar(&o.jsonl, "jsonl", false, "print the facts of the files named")
	f.BoolVar(&o.causes, "causes", false, "count why facts were missed, by what was known of their sentences")
	f.BoolVar(&o.vary, "vary", false, "read variants of the sweeps and rounds: what is lost by other names and a phrase more")
	f.BoolVar(&o.lint, "lint", false, "read the examples of the frames")
	if err := f.Parse(args); err != nil {
		return err
	}
	if o.profile != "" {
		out, err := os.Create(o.profile)
		if err != nil {
			return err
		}
		defer out.Close()
		if err := pprof.StartCPUProfile(out); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	var langs []string
	if o.lang != "" {
		langs = []string{o.lang}
	}
	p, err := ingest.New(ingest.Options{Languages: langs, NoCoreference: o.nocoref})
	if err != nil {
		return err
	}
	switch {
	case o.lint:
		return lint(ctx, w, p)
	case o.coref:
		return coref(ctx, w, p, o)
	case o.names:
		return names(ctx, w, p, o)
	case o.blind:
		o.misses = false
		return blind(ctx, w, p, o)
	case o.vary:
		return variants(ctx, w, p, o, o.sweeps, o.roundsIn)
	case o.causes && o.rounds:
		return causesOfRounds(ctx, w, p, o, o.roundsIn)
	case o.causes:
		return causes(ctx, w, p, o)
	case o.sweep:
		return sweep(ctx, w, p, o, o.sweeps)
	case o.rounds:
		return sweep(ctx, w, p, o, o.roundsIn)
	case o.explain, o.jsonl:
		return each(ctx, w, p, o, f.Args())
	}
	return score(ctx, w, p, o)
}

// blind scores the blind articles and tells nothing but totals.
func blind(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options) error {
	if o.causes {
		return causesOfRounds(ctx, w, p, o, o.blindIn)
	}
	return sweep(ctx, w, p, o, o.blindIn)
}

func lint(ctx context.Context, w io.Writer, p *ingest.Pipeline) error {
	findings, err := p.Lint(ctx)
	for _, d := range findings {
		fmt.Fprintln(w, d)
	}
	if err == nil && len(findings) > 0 {
		err = fmt.Errorf("%d findings", len(findings))
	}
	return err
}

// each explains or prints the facts of files, or of a text given as argument.
func each(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options, args []string) error {
	for _, a := range args {
		b, err := os.ReadFile(a)
		name := filepath.Base(a)
		if err != nil {
			b, name = []byte(a), "argument"
		}
		doc, err := article.Parse(name, b)
		if err != nil {
			return fmt.Errorf("%s: %w", a, err)
		}
		if name == "argument" {
			doc.Lang = o.lang
			doc.Blocks = []article.Block{{Span: graph.Span{Start: 0, End: len(doc.Text)}, Kind: article.Text}}
		}
		if o.explain {
			if err := p.Explain(ctx, w, doc, o.trees); err != nil {
				return err
			}
			continue
		}
		facts, err := read(ctx, p, doc)
		if err != nil {
			return err
		}
		for _, x := range facts {
			line, _ := json.Marshal(map[string]any{"source": name, "subject_label": x.Subject, "predicate": x.Predicate, "object_label": x.Object, "edge": x.Edge})
			fmt.Fprintf(w, "%s\n", line)
		}
	}
	return nil
}

func read(ctx context.Context, p *ingest.Pipeline, doc article.Doc) ([]evalset.Extracted, error) {
	rec, _, err := p.Read(ctx, doc)
	if err != nil {
		return nil, err
	}
	labels := map[string]string{}
	for _, e := range rec.Entities {
		labels[e.ID] = e.Label("en")
	}
	var out []evalset.Extracted
	for _, c := range rec.Claims {
		out = append(out, evalset.Extracted{Source: doc.Source, Subject: labels[c.Subject], Predicate: c.Predicate, Object: labels[c.Object], Edge: c.Edge()})
	}
	return out, nil
}

// eachArticle goes through the articles of the set that the options ask for.
func eachArticle(set evalset.Set, o options, do func(evalset.Article, article.Doc) error) error {
	for _, a := range set.Articles {
		if o.lang != "" && a.Lang != o.lang || o.half != "" && a.Half != o.half {
			continue
		}
		doc, err := article.Parse(a.Doc+".txt", []byte(a.Text))
		if err != nil {
			return fmt.Errorf("%s: %w", a.Path, err)
		}
		doc.Lang = a.Lang
		if err := do(a, doc); err != nil {
			return err
		}
	}
	return nil
}

func score(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options) error {
	set, err := evalset.Load(os.DirFS(o.set))
	if err != nil {
		return err
	}
	var facts []evalset.Extracted
	err = eachArticle(set, o, func(_ evalset.Article, doc article.Doc) error {
		got, err := read(ctx, p, doc)
		facts = append(facts, got...)
		return err
	})
	if err != nil {
		return err
	}
	langs := []string{"en", "de", "fr"}
	if o.lang != "" {
		langs = []string{o.lang}
	}
	fmt.Fprintf(w, "%-10s%-6s%6s%7s%8s%7s%7s%10s%7s%5s%9s\n", "", "half", "core", "found", "recall", "facts", "right", "precision", "F1", "no", "violated")
	for _, lang := range append(langs, "") {
		for _, half := range []string{evalset.Dev, evalset.Test} {
			if o.half != "" && half != o.half || lang == "" && len(langs) == 1 {
				continue
			}
			t := evalset.Score(set, facts, half, lang)
			row(w, lang+" strict", half, t.Strict)
			row(w, lang+" lenient", half, t.Lenient)
			if o.relations {
				for _, r := range t.Relations {
					row(w, r.Name, half, r)
				}
			}
			details(w, t, o, half, lang)
		}
	}
	return nil
}

func row(w io.Writer, name, half string, r evalset.Row) {
	fmt.Fprintf(w, "%-14s%-6s%5d%7d%8.3f%7d%7d%10.3f%7.3f%5d%9d\n", name, half, r.Core, r.Found, r.Recall(), r.Facts, r.Right, r.Precision(), r.F1(), r.No, r.Violated)
}

// details are shown for the dev half only: the test half stays unseen.
func details(w io.Writer, t evalset.Table, o options, half, lang string) {
	if half != evalset.Dev || lang == "" {
		return
	}
	if o.misses {
		for _, m := range t.Misses {
			fmt.Fprintln(w, "miss ", m.Doc, "|", m.Subject, "|", m.Relation, "|", m.Object, "|", m.Evidence)
		}
	}
	if o.extras {
		for _, x := range t.Extras {
			fmt.Fprintln(w, "extra", x.Source, "|", x.Subject, "|", x.Predicate, "|", x.Object)
		}
		vs := slices.Clone(t.Violations)
		for _, v := range vs {
			fmt.Fprintln(w, "false", v.Gold.Doc, "|", v.By.Subject, "|", v.By.Predicate, "|", v.By.Object, "|", v.Gold.Certainty, "|", v.Gold.Evidence)
		}
	}
}
