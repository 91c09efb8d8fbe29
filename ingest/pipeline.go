package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"kg/graph"
	"kg/graph/ontology"
	"kg/graph/unit"
	"kg/ingest/article"
	"kg/ingest/facet"
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/parse"
	"kg/ingest/relation"
	"kg/ingest/relation/pattern"
	"kg/ingest/syntax"
	"kg/ingest/text"
	"kg/ingest/when"
)

// codeVersion is raised whenever the code of a stage changes what it finds, so
// that a store knows which articles to read again.
const codeVersion = "8"

// Options choose what a pipeline can read.
type Options struct {
	Languages []string // ISO 639-1; empty: all that kg knows
	Workers   int      // articles read at once; 0: one for each CPU

	NoCoreference bool // pronouns and definite nouns stay unresolved: to measure what resolving them gains
}

// Languages are those that kg has data for.
func Languages() []string { return []string{"de", "en", "fr"} }

// Pipeline reads articles. It is safe for concurrent use.
type Pipeline struct {
	options  Options
	ontology *ontology.Ontology
	know     *mention.Knowledge
	frames   map[string]*relation.Language
	patterns *pattern.Set
	grammars map[string]*when.Grammar
	words    map[string]*facet.Lexicon
	units    *unit.Table
	rules    string
}

// Stats counts what reading an article came upon.
type Stats struct {
	Lang      string
	Sentences int
	Tokens    int
	Warnings  []article.Warning
}

// LoadModels reads the models of the languages, which a pipeline else does when the
// first article in a language comes. It may run beside [New].
func LoadModels(languages []string) error {
	for _, lang := range languages {
		if _, err := parse.Load(lang); err != nil {
			return fmt.Errorf("load the model of %s: %w", lang, err)
		}
	}
	return nil
}

// New loads and checks all data files; the error holds all findings.
func New(o Options) (*Pipeline, error) {
	if len(o.Languages) == 0 {
		o.Languages = Languages()
	}
	p := &Pipeline{options: o, frames: map[string]*relation.Language{}, grammars: map[string]*when.Grammar{}, words: map[string]*facet.Lexicon{}}
	var err error
	if p.ontology, err = ontology.Load(); err != nil {
		return nil, fmt.Errorf("load the ontology: %w", err)
	}
	gaz, err := gazetteer.Load()
	if err != nil {
		return nil, fmt.Errorf("load the gazetteer: %w", err)
	}
	var errs []error
	keep := func(err error) {
		if err != nil {
			errs = append(errs, err)
		}
	}
	p.know, err = mention.NewKnowledge(gaz, p.ontology, o.Languages)
	keep(err)
	p.units, err = unit.Shipped()
	keep(err)
	keep(syntax.Check())
	p.patterns, err = pattern.Load(pattern.Shipped(), p.ontology)
	keep(err)
	for _, lang := range o.Languages {
		p.frames[lang], err = relation.Load(relation.Shipped(), "data/"+lang, lang, p.ontology)
		keep(err)
		p.grammars[lang], err = when.Load(lang)
		keep(err)
		p.words[lang], err = facet.Load(lang)
		keep(err)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	p.rules, err = version(gaz, o.Languages)
	return p, err
}

// Rules is the version of code, data and models: what the same text gives may
// differ only where this differs.
func (p *Pipeline) Rules() string { return p.rules }

// Ontology is the ontology in force.
func (p *Pipeline) Ontology() *ontology.Ontology { return p.ontology }

// Gazetteer is the curated names in force.
func (p *Pipeline) Gazetteer() *gazetteer.Gazetteer { return p.know.Gazetteer }

func version(gaz *gazetteer.Gazetteer, languages []string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, codeVersion, gaz.Version(), languages)
	h.Write(ontology.Source())
	for _, fsys := range []fs.FS{mention.Data(), relation.Shipped(), pattern.Shipped(), facet.Data(), syntax.Data()} {
		if err := hashFS(h, fsys); err != nil {
			return "", err
		}
	}
	for _, lang := range languages {
		sum, err := parse.Checksum(lang)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, lang, sum)
	}
	return "r" + codeVersion + "-" + hex.EncodeToString(h.Sum(nil)[:6]), nil
}

func hashFS(w interface{ Write([]byte) (int, error) }, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, path)
		if err != nil {
			return fmt.Errorf("hash the rules: %w", err)
		}
		fmt.Fprintf(w, "%s %d\n", path, len(b))
		_, err = w.Write(b)
		return err
	})
}

// Read turns one article into a record. An article in a language that kg does
// not read gives a record without claims, and a warning.
func (p *Pipeline) Read(ctx context.Context, doc article.Doc) (graph.Record, Stats, error) {
	doc.Rules = p.rules
	stats := Stats{Warnings: doc.Warnings}
	blocks := doc.Analysed()
	if doc.Lang == "" {
		doc.Lang = detect(doc.Text, blocks)
	}
	stats.Lang = doc.Lang
	if p.frames[doc.Lang] == nil {
		stats.Warnings = append(stats.Warnings, article.Warning{Source: doc.Source,
			Problem: fmt.Sprintf("its language is %s: the text is stored, no facts are read", doc.Lang),
			Hint:    "kg reads English, German and French"})
		return graph.Record{Article: doc.Article}, stats, nil
	}
	r := p.reading(&doc)
	if err := r.run(ctx, blocks); err != nil {
		return graph.Record{}, stats, fmt.Errorf("%s: %w", doc.Source, err)
	}
	stats.Sentences = len(r.d.Sentences)
	for _, s := range r.d.Sentences {
		stats.Tokens += len(s.Tokens)
	}
	stats.Warnings = append(stats.Warnings, r.warnings...)
	return graph.Record{Article: doc.Article, Entities: r.entities(), Claims: r.claims()}, stats, nil
}

func detect(stored string, blocks []graph.Span) string {
	var b []byte
	for _, s := range blocks {
		b = append(b, stored[s.Start:s.End]...)
		b = append(b, '\n')
	}
	lang, _ := text.Detect(string(b))
	return lang
}
