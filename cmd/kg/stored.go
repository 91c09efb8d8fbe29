package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"strings"
	"time"

	"kg/graph"
	"kg/ingest"
	"kg/ingest/article"
)

// ingestStored reads the articles of the store again by the rules in force.
func (a *app) ingestStored(ctx context.Context, args []string, again bool) error {
	if len(args) > 0 {
		return fail(exitUsage, "--stored reads the articles of the store; leave out %s", strings.Join(args, ", "))
	}
	began := time.Now()
	sum := newSummary(0)
	n := 0
	err := a.feeding(ctx, 0, again, func(f *feeder, p *ingest.Pipeline) error {
		n = len(f.all)
		return a.ingestAll(ctx, f, p, f.storedDocs(), n, sum)
	})
	return a.conclude(ctx, sum, began, n, err)
}

// storedDocs gives the articles that were read by other rules.
func (f *feeder) storedDocs() iter.Seq2[article.Doc, error] {
	return func(yield func(article.Doc, error) bool) {
		for _, x := range f.all {
			if f.ctx.Err() != nil {
				return
			}
			if x.Rules == f.rules && !f.again {
				f.unchanged++
				f.passed.Add(1)
				continue
			}
			if !yield(f.storedDoc(x)) {
				return
			}
		}
	}
}

// storedDoc is the article of its file, if that still has the bytes that were
// read, else of the stored text. What it is called does not change.
func (f *feeder) storedDoc(x graph.Article) (article.Doc, error) {
	raw, err := article.Read(context.WithoutCancel(f.ctx), article.File(x.Source), f.limit)
	sum := sha256.Sum256(raw)
	name := x.Source
	if err != nil || hex.EncodeToString(sum[:]) != x.SHA256 {
		whole, err := f.st.Article(context.WithoutCancel(f.ctx), x.ID)
		if err != nil {
			return article.Doc{}, err
		}
		raw, name = []byte(whole.Text), "stored.txt" // a stored text has no markup left
	}
	doc, err := article.Parse(name, bytes.Clone(raw))
	if err != nil {
		return article.Doc{}, fmt.Errorf("%s: %w", article.Printable(x.Source), err)
	}
	doc.ID, doc.Source, doc.SHA256 = x.ID, x.Source, x.SHA256
	return doc, nil
}
