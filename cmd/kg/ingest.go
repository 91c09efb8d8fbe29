package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph"
	"kg/graph/store"
	"kg/ingest"
	"kg/ingest/article"
	"kg/seeds"
)

// What is written in one transaction: so many articles, or so much text.
const (
	batchArticles = 50
	batchBytes    = 8 << 20
)

// patience is how long the articles in hand may still take after an interrupt.
const patience = 2 * time.Second

func newIngest(a *app) *cobra.Command {
	var again, stored bool
	c := &cobra.Command{
		Use: "ingest [PATH...]", Short: "Read articles into the store",
		Long: `Reads articles and writes what they say to the store.

PATH is a file, a folder (with all that is below it: .txt, .text, .md, .markdown)
or - for standard input. Without PATH the folders of ingest.paths are read, and
where there are none, the five articles that kg ships.

An article that has not changed is passed over; one that has changed replaces its
own facts and no others. A file that cannot be read is named, the others go on
(exit code 3). An interrupt (Ctrl-C) stops after the articles in hand, or leaves
them where they take longer than two seconds; what was finished is kept.

With --stored the articles of the store are read again by the rules of this kg,
from their files where these are unchanged, else from the stored texts.`,
		Example: "  kg ingest\n  kg ingest news/ report.txt\n  curl -s https://example.org/a.txt | kg ingest -\n  kg ingest --stored",
		RunE: func(cmd *cobra.Command, args []string) error {
			if stored {
				return a.ingestStored(cmd.Context(), args, again)
			}
			return a.ingest(cmd.Context(), args, again)
		},
	}
	f := c.Flags()
	f.BoolVar(&again, "again", false, "read articles again that have not changed")
	f.BoolVar(&stored, "stored", false, "read the articles of the store again, after a change of rules")
	f.Int("workers", 0, "articles read at the same time, 0: one for each processor (ingest.workers)")
	f.Int("max-bytes", 0, "largest article that is read (ingest.max_bytes)")
	f.String("languages", "", "languages to read facts in, such as en,de (ingest.languages)")
	a.sets("ingest.workers", f.Lookup("workers"))
	a.sets("ingest.max_bytes", f.Lookup("max-bytes"))
	a.sets("ingest.languages", f.Lookup("languages"))
	return c
}

func (a *app) ingest(ctx context.Context, paths []string, again bool) error {
	began := time.Now()
	sources, bad := a.find(ctx, paths)
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(sources) == 0 {
		if bad == 0 {
			a.say("kg: no articles in %s; kg reads .txt, .text, .md and .markdown files", strings.Join(a.paths(paths), ", "))
		}
		return quiet(exitInput)
	}
	sum := newSummary(bad)
	err := a.feeding(ctx, len(sources), again, func(f *feeder, p *ingest.Pipeline) error {
		return a.ingestAll(ctx, f, p, f.docs(sources), len(sources), sum)
	})
	return a.conclude(ctx, sum, began, len(sources), err)
}

// manyArticles is how many make it worth while to read the models of all languages beforehand.
const manyArticles = 50

// pipeline is one for n articles.
func (a *app) pipeline(n int) (*ingest.Pipeline, error) {
	if n >= manyArticles {
		go func() { _ = ingest.LoadModels(a.cfg.Ingest.Languages) }() // the first article tells of an error
	}
	p, err := ingest.New(ingest.Options{Languages: a.cfg.Ingest.Languages, Workers: a.cfg.Ingest.Workers})
	if err != nil {
		return nil, &failure{exitInput, err}
	}
	return p, nil
}

// conclude prints the summary and says how the ingest of n articles ended.
func (a *app) conclude(ctx context.Context, sum *summary, began time.Time, n int, err error) error {
	sum.seconds = time.Since(began).Seconds()
	if sum.seen() > 0 || err == nil {
		err = errors.Join(err, a.printer().Print(sum.table()))
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return fail(exitInterrupt, "interrupted; %d of %d articles were done and are kept", sum.seen(), n)
	case sum.bad > 0:
		return quiet(exitInput)
	}
	if a.errTerminal() {
		a.note("Next: kg query, kg show NAME, kg why SUBJECT RELATION OBJECT")
	}
	return nil
}

// paths are those that were given, else the configured ones.
func (a *app) paths(given []string) []string {
	if len(given) == 0 {
		return a.cfg.Ingest.Paths
	}
	return given
}

// find gives the articles under the paths, or those that kg ships, and the
// number of paths that are bad, each of which it has named.
func (a *app) find(ctx context.Context, paths []string) ([]article.Source, int) {
	paths = a.paths(paths)
	var sources []article.Source
	var warnings []article.Warning
	if len(paths) == 0 {
		sources, warnings = article.FromFS(seeds.FS(), ".")
		for i := range sources {
			sources[i].Name = "seeds/" + sources[i].Name
		}
		a.note("kg: no paths given or configured: reading the five articles that kg ships")
	} else {
		sources, warnings = article.Find(ctx, paths, article.FindOptions{Stdin: a.in})
	}
	bad := 0
	for _, w := range warnings {
		if w.Note {
			a.detail("kg: note: %s", w)
			continue
		}
		bad++
		a.say("kg: %s", w)
	}
	return sources, bad
}

// feeding opens the store and the pipeline for fn to put articles through: n, if that is known.
func (a *app) feeding(ctx context.Context, n int, again bool, fn func(*feeder, *ingest.Pipeline) error) error {
	return a.writing(ctx, func(st *store.Store) error {
		p, err := a.pipeline(n)
		if err != nil {
			return err
		}
		f, err := newFeeder(ctx, a, st, p.Rules(), again)
		if err != nil {
			return err
		}
		return fn(f, p)
	})
}

// feeder reads sources one after the other and passes over those that are
// known. Its counts may be read when the sequence has ended.
type feeder struct {
	st        *store.Store
	ctx       context.Context // ends the sequence, not the article in hand
	limit     int64
	rules     string
	again     bool
	all       []graph.Article          // of the store, before the first is put in
	stored    map[string]graph.Article // the same by ID
	texts     map[string]string        // SHA-256 of the bytes to the ID of the article
	unchanged int
	notes     []string
	passed    atomic.Int64
}

func newFeeder(ctx context.Context, a *app, st *store.Store, rules string, again bool) (*feeder, error) {
	all, err := st.Articles(ctx)
	if err != nil {
		return nil, err
	}
	f := &feeder{st: st, ctx: ctx, limit: a.cfg.Ingest.MaxBytes, rules: rules, again: again, all: all,
		stored: map[string]graph.Article{}, texts: map[string]string{}}
	for _, x := range all {
		f.stored[x.ID] = x
		f.texts[x.SHA256] = x.ID
	}
	return f, nil
}

func (f *feeder) docs(sources []article.Source) iter.Seq2[article.Doc, error] {
	return func(yield func(article.Doc, error) bool) {
		for _, src := range sources {
			if f.ctx.Err() != nil {
				return
			}
			doc, err := f.read(src)
			if err == nil && f.skip(doc) {
				f.passed.Add(1)
				continue
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

func (f *feeder) read(src article.Source) (article.Doc, error) {
	raw, err := article.Read(context.WithoutCancel(f.ctx), src, f.limit)
	if err != nil {
		return article.Doc{}, err
	}
	doc, err := article.Parse(src.Name, raw)
	if err != nil {
		return article.Doc{}, fmt.Errorf("%s: %w", article.Printable(src.Name), err)
	}
	return doc, nil
}

// skip reports whether the article need not be read.
func (f *feeder) skip(doc article.Doc) bool {
	old, known := f.stored[doc.ID]
	if known && !f.again && old.SHA256 == doc.SHA256 && old.Rules == f.rules {
		f.unchanged++
		return true
	}
	if same, ok := f.texts[doc.SHA256]; ok && same != doc.ID && !known { // one that is known must not keep its old facts
		f.notes = append(f.notes, fmt.Sprintf("%s: same text as article %s; passed over", doc.Source, same))
		return true
	}
	f.texts[doc.SHA256] = doc.ID
	return false
}

// ingestAll puts n articles through the pipeline and into the store.
func (a *app) ingestAll(ctx context.Context, f *feeder, p *ingest.Pipeline, docs iter.Seq2[article.Doc, error], n int, sum *summary) error {
	whole := context.WithoutCancel(ctx) // what is read is written
	hand, stop := outlast(ctx, patience)
	defer stop()
	bar := a.progress(n)
	w := &batch{a: a, st: f.st, sum: sum}
	for r := range p.Run(hand, docs) {
		_ = bar.Set(int(f.passed.Load()) + sum.read + sum.bad) // a progress bar is not worth an error
		if r.Err != nil {
			if hand.Err() != nil {
				break // given up, which is no fault of the article
			}
			_ = bar.Clear()
			sum.bad++
			a.say("kg: %v", r.Err)
			if fault := (*ingest.Fault)(nil); errors.As(r.Err, &fault) {
				a.detail("%s", fault.Stack)
			}
			continue
		}
		for _, warning := range r.Stats.Warnings {
			_ = bar.Clear()
			a.warn(sum, warning)
		}
		sum.add(r)
		if err := w.add(whole, r.Record); err != nil {
			return err
		}
	}
	_ = bar.Finish()
	if hand.Err() == nil { // else the feeder may still be at an article
		for _, n := range f.notes {
			a.note("kg: note: %s", n)
		}
		sum.change.Unchanged += f.unchanged
		sum.same = len(f.notes)
	}
	return w.flush(whole)
}

// outlast is a context that ends some time after ctx.
func outlast(ctx context.Context, by time.Duration) (context.Context, context.CancelFunc) {
	out, cancel := context.WithCancel(context.WithoutCancel(ctx))
	unhook := context.AfterFunc(ctx, func() { time.AfterFunc(by, cancel) })
	return out, func() { unhook(); cancel() }
}

func (a *app) warn(sum *summary, w article.Warning) {
	if w.Note {
		a.detail("kg: note: %s", w)
		return
	}
	sum.warnings++
	a.note("kg: warning: %s", w)
}

// progress is a bar on a terminal, and nothing elsewhere.
func (a *app) progress(n int) *progressbar.ProgressBar {
	w := io.Discard
	if a.errTerminal() && a.cfg.Log.Level != "error" {
		w = a.err
	}
	return progressbar.NewOptions(n, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "█", SaucerPadding: "░", BarStart: "", BarEnd: ""}))
}

// batch gathers records and writes them together, while the next are read.
type batch struct {
	a       *app
	st      *store.Store
	sum     *summary
	recs    []graph.Record
	size    int
	writing chan written // of the batch that is being written, nil if there is none
}

// written is what became of a batch.
type written struct {
	change store.Change
	failed []string // articles that cannot be stored, and why
	err    error
}

func (b *batch) add(ctx context.Context, r graph.Record) error {
	b.recs = append(b.recs, r)
	b.size += len(r.Article.Text)
	if len(b.recs) < batchArticles && b.size < batchBytes {
		return nil
	}
	if err := b.wait(); err != nil {
		return err
	}
	recs := b.recs
	b.recs, b.size = nil, 0
	done := make(chan written, 1)
	b.writing = done
	go func() { done <- put(ctx, b.st, recs) }()
	return nil
}

// wait waits for the batch that is being written.
func (b *batch) wait() error {
	if b.writing == nil {
		return nil
	}
	w := <-b.writing
	b.writing = nil
	return b.done(w)
}

func (b *batch) done(w written) error {
	b.sum.plus(w.change)
	for _, f := range w.failed {
		b.sum.bad++
		b.a.say("kg: %s", f)
	}
	return w.err
}

// flush writes what is left.
func (b *batch) flush(ctx context.Context) error {
	if err := b.wait(); err != nil {
		return err
	}
	recs := b.recs
	b.recs, b.size = nil, 0
	return b.done(put(ctx, b.st, recs))
}

// put writes records. When one of them cannot be stored, they are written one
// by one, so that only the bad one is left out.
func put(ctx context.Context, st *store.Store, recs []graph.Record) (w written) {
	if len(recs) == 0 {
		return w
	}
	if w.change, w.err = st.Put(ctx, recs); w.err == nil || storeFailed(w.err) {
		return w
	}
	w = written{}
	for _, r := range recs {
		change, err := st.Put(ctx, []graph.Record{r})
		switch {
		case err == nil:
			w.change.Added += change.Added
			w.change.Changed += change.Changed
			w.change.Unchanged += change.Unchanged
		case storeFailed(err):
			w.err = err
			return w
		default:
			w.failed = append(w.failed, fmt.Sprintf("%s: %v", r.Article.Source, err))
		}
	}
	return w
}

func storeFailed(err error) bool {
	for _, e := range []error{store.ErrLocked, store.ErrReadOnly, store.ErrSchema, store.ErrDamaged, store.ErrFull, context.Canceled, os.ErrClosed} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// summary counts what an ingest did.
type summary struct {
	change    store.Change
	read      int // articles that went through the pipeline
	bad, same int
	languages map[string]int
	sentences int
	entities  map[string]bool
	claims    int
	edges     map[[4]string]bool
	warnings  int
	seconds   float64
}

func newSummary(bad int) *summary {
	return &summary{bad: bad, languages: map[string]int{}, entities: map[string]bool{}, edges: map[[4]string]bool{}}
}

func (s *summary) add(r ingest.Result) {
	s.read++
	s.languages[r.Stats.Lang]++
	s.sentences += r.Stats.Sentences
	s.claims += len(r.Record.Claims)
	for _, e := range r.Record.Entities {
		s.entities[e.ID] = true
	}
	for _, c := range r.Record.Claims {
		if c.Edge() {
			s.edges[[4]string{c.Subject, c.Predicate, c.Object, c.Article}] = true
		}
	}
}

func (s *summary) plus(c store.Change) {
	s.change.Added += c.Added
	s.change.Changed += c.Changed
	s.change.Unchanged += c.Unchanged
}

func (s *summary) seen() int { return s.change.Added + s.change.Changed + s.change.Unchanged }

// report is the summary as programs read it.
type report struct {
	Articles  int            `json:"articles"`
	Added     int            `json:"added"`
	Changed   int            `json:"changed"`
	Unchanged int            `json:"unchanged"`
	SameText  int            `json:"same_text"`
	Failed    int            `json:"failed"`
	Languages map[string]int `json:"languages"`
	Sentences int            `json:"sentences"`
	Entities  int            `json:"entities"`
	Claims    int            `json:"claims"`
	Edges     int            `json:"edges"`
	Warnings  int            `json:"warnings"`
	Seconds   float64        `json:"seconds"`
}

func (s *summary) table() out.Table {
	n := strconv.Itoa
	var langs []string
	for l, k := range s.languages {
		langs = append(langs, fmt.Sprintf("%s %d", l, k))
	}
	sort.Strings(langs)
	c := s.change
	rows := [][]string{{"articles", n(s.seen()), fmt.Sprintf("%d added, %d changed, %d unchanged", c.Added, c.Changed, c.Unchanged)},
		{"languages", n(len(s.languages)), strings.Join(langs, ", ")},
		{"sentences", n(s.sentences), ""},
		{"entities", n(len(s.entities)), "persons, states, groups, places and things named"},
		{"claims", n(s.claims), "statements, each proved by a passage"},
		{"edges", n(len(s.edges)), "who did what to whom, for each article that says so"},
		{"warnings", n(s.warnings), ""}}
	if s.same > 0 {
		rows = append(rows, []string{"same text", n(s.same), "passed over"})
	}
	if s.bad > 0 {
		rows = append(rows, []string{"failed", n(s.bad), "see above"})
	}
	rows = append(rows, []string{"seconds", strconv.FormatFloat(s.seconds, 'f', 1, 64), ""})
	t := out.Table{Columns: []string{"what", "number", "of which"}, Rows: rows, Right: []string{"number"}}
	r := report{s.seen(), c.Added, c.Changed, c.Unchanged, s.same, s.bad, s.languages, s.sentences, len(s.entities), s.claims, len(s.edges), s.warnings, s.seconds}
	t.Whole = r
	return t
}
