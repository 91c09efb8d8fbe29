//go:build treebank

package pattern_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kg/graph"
	"kg/graph/ontology"
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/parse"
	"kg/ingest/relation/pattern"
	"kg/ingest/syntax"
	"kg/ingest/text"
)

// TestDump prints what the patterns find in text they were not written for: the
// sentences of a language's treebanks, or the lines of a text file. It is for
// reading, with the mentions and trees of the real pipeline:
//
//	KG_PATTERN_DUMP=de go test -tags treebank -run TestDump -v ./ingest/relation/pattern
func TestDump(t *testing.T) {
	lang := os.Getenv("KG_PATTERN_DUMP")
	if lang == "" {
		t.Skip("KG_PATTERN_DUMP names no language")
	}
	o, _ := ontology.Load()
	set, err := pattern.Load(pattern.Shipped(), o)
	if err != nil {
		t.Fatal(err)
	}
	gaz, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	know, err := mention.NewKnowledge(gaz, o, []string{"en", "de", "fr"})
	if err != nil {
		t.Fatal(err)
	}
	model, err := parse.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	if f := os.Getenv("KG_PATTERN_FILE"); f != "" {
		files = []string{f}
	} else {
		files, _ = filepath.Glob("../../../../shared/treebanks/" + lang + "/*.conllu")
	}
	if len(files) == 0 {
		t.Skip("no treebanks in ../shared/treebanks")
	}
	n := 0
	for _, f := range files {
		r, _ := os.Open(f)
		sc := bufio.NewScanner(r)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			line, ok := strings.CutPrefix(sc.Text(), "# text = ")
			if !ok {
				if !strings.HasSuffix(f, ".txt") {
					continue
				}
				line = sc.Text()
			}
			n++
			one(t, set, know, model, lang, line)
		}
		r.Close()
	}
	fmt.Println("lines", n)
}

func one(t *testing.T, set *pattern.Set, know *mention.Knowledge, model *parse.Model, lang, line string) {
	sents := text.Segment(lang, line, []graph.Span{{Start: 0, End: len(line)}})
	trees := make([]*parse.Tree, len(sents))
	for i, s := range sents {
		var pt []parse.Token
		for _, x := range s.Tokens {
			pt = append(pt, parse.Token{Form: x.Text, Start: x.Start, End: x.End})
		}
		trees[i] = model.Parse(pt)
	}
	d, err := mention.Read(know, lang, line, "", sents, trees, nil, func(int, int) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Sentences {
		toks := make([]pattern.Token, len(s.Tokens))
		for i, x := range s.Tokens {
			toks[i] = pattern.Token{Text: x.Text, Classes: s.Classes(i)}
			if w := s.WordOf(i); w >= 0 {
				toks[i].Lemma, toks[i].UPOS = syntax.Lemma(s.Tree, w), syntax.Pos(s.Tree, w)
			}
		}
		var ms []pattern.Mention
		var src []mention.Mention
		for _, m := range s.Mentions {
			first, last := s.Tree.Word(m.First).Token, s.Tree.Word(m.Last-1).Token+1
			ms = append(ms, pattern.Mention{First: first, Last: last, Type: m.Type, Form: string(m.Kind)})
			src = append(src, m)
			if e := know.Gazetteer.Entry(m.Entity); e != nil && e.CapitalOf != "" {
				c := know.Gazetteer.Entry(e.CapitalOf)
				ms = append(ms, pattern.Mention{First: first, Last: last, Type: c.Type, Form: string(m.Kind)})
				src = append(src, m)
			}
		}
		for _, m := range set.Match(lang, toks, ms, s.Heading && len(s.Tokens) < 14) {
			a, b := src[m.Subject].Span, src[m.Object].Span
			var q []string
			for _, x := range m.Qualifiers {
				q = append(q, x.Key+"="+x.Value)
			}
			fmt.Printf("%s\t[%s] %s [%s] {%s}\n\t%s\n", m.Rule, line[a.Start:a.End], m.Relation, line[b.Start:b.End], strings.Join(q, ";"), line[s.Span.Start:s.Span.End])
		}
	}
}
