package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/parse/conllu"
	"kg/ingest/text"
)

// parseCmd writes the trees of a text as a treebank: what an annotator starts from.
func parseCmd() *cobra.Command {
	model, lang, prefix := "", "", ""
	c := &cobra.Command{Use: "parse --lang LANG [--model FILE] TEXT", Args: cobra.ExactArgs(1),
		Short: "Write the trees of a text file (a paragraph a line) as CoNLL-U, to be corrected by hand",
		RunE: func(c *cobra.Command, args []string) error {
			m, err := loadModel(model, lang)
			if err != nil {
				return err
			}
			raw, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			return writeTrees(c.OutOrStdout(), m, prefix, string(raw))
		}}
	f := c.Flags()
	f.StringVar(&model, "model", "", "model file; default the one that kg ships")
	f.StringVar(&lang, "lang", "", "language: en, de, fr")
	f.StringVar(&prefix, "prefix", "s", "sent_id of the sentences: PREFIX-N")
	c.MarkFlagRequired("lang")
	return c
}

func loadModel(file, lang string) (*parse.Model, error) {
	if file == "" {
		return parse.Load(lang)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return parse.FromFile(data)
}

func writeTrees(w io.Writer, m *parse.Model, prefix, body string) error {
	var blocks []graph.Span
	at := 0
	for line := range strings.Lines(body) {
		if t := strings.TrimRight(line, "\r\n"); strings.TrimSpace(t) != "" {
			blocks = append(blocks, graph.Span{Start: at, End: at + len(t)})
		}
		at += len(line)
	}
	var out []conllu.Sentence
	for k, s := range text.Segment(m.Lang(), body, blocks) {
		toks := make([]parse.Token, len(s.Tokens))
		for i, t := range s.Tokens {
			toks[i] = parse.Token{Form: t.Text, Start: t.Start, End: t.End}
		}
		c := treeSentence(m.Parse(toks), toks)
		c.Comments = []string{fmt.Sprintf("sent_id = %s-%d", prefix, k+1), "text = " + c.Text()}
		out = append(out, c)
	}
	return conllu.Write(w, out)
}

// treeSentence turns a tree over tokens into a sentence of a treebank.
func treeSentence(t *parse.Tree, toks []parse.Token) conllu.Sentence {
	var s conllu.Sentence
	misc := func(tok int) string {
		if tok+1 < len(toks) && toks[tok+1].Start == toks[tok].End {
			return "SpaceAfter=No"
		}
		return "_"
	}
	for i := 0; i < t.Len(); {
		tok, j := t.Word(i).Token, i
		for j < t.Len() && t.Word(j).Token == tok {
			j++
		}
		if j-i > 1 {
			s.Multi = append(s.Multi, conllu.Multi{First: i + 1, Last: j, Form: toks[tok].Form, Feats: "_", Misc: misc(tok)})
		}
		for ; i < j; i++ {
			w := t.Word(i)
			c := conllu.Word{Form: w.Form, Lemma: t.TreebankLemma(i), UPOS: w.UPOS.String(), XPOS: "_", Feats: w.Feats.String(),
				Head: w.Head + 1, Rel: w.Rel.String(), Deps: "_", Misc: "_"}
			if len(s.Multi) == 0 || s.Multi[len(s.Multi)-1].Last < i+1 {
				c.Misc = misc(tok)
			}
			s.Words = append(s.Words, c)
		}
	}
	return s
}
