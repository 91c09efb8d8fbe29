package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"kg/graph"
	"kg/ingest/article"
	"kg/ingest/relation"
)

// TestFault has kg fail over one article: the next is read all the same.
func TestFault(t *testing.T) {
	p := &Pipeline{frames: map[string]*relation.Language{"en": nil, "de": {}}} // German without grammars
	text := "Albanien hat die Beziehungen zum Iran abgebrochen."
	docs := []article.Doc{
		{Article: graph.Article{Source: "bad.txt", Lang: "de", Text: text}, Blocks: []article.Block{{Span: graph.Span{End: len(text)}, Kind: article.Text}}},
		{Article: graph.Article{Source: "good.txt", Lang: "fi", Text: "Hyvä."}},
	}
	var out []Result
	for r := range p.Run(context.Background(), func(yield func(article.Doc, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}) {
		out = append(out, r)
	}
	var fault *Fault
	if len(out) != 2 || !errors.As(out[0].Err, &fault) || !strings.HasPrefix(fault.Error(), "bad.txt: ") || len(fault.Stack) == 0 {
		t.Fatalf("%+v", out)
	}
	if out[1].Err != nil || out[1].Record.Article.Source != "good.txt" {
		t.Errorf("the next: %+v", out[1])
	}
}
