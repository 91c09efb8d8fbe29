// Command kgtrain trains and evaluates the language models of kg from CoNLL-U
// treebanks.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kg/ingest/parse/conllu"
	"kg/ingest/parse/engine"
)

func main() {
	if err := rootCmd().Execute(); err != nil {
		os.Exit(1)
	}
}

func rootCmd() *cobra.Command {
	root := &cobra.Command{Use: "kgtrain", Short: "Train and evaluate language models from CoNLL-U treebanks", SilenceUsage: true}
	root.AddCommand(trainCmd(), evalCmd(), cvCmd(), parseCmd(), pruneCmd(), lemmasCmd(), lexiconCmd())
	return root
}

func trainCmd() *cobra.Command {
	lang, version, lex, style, out, moved := "", "", "", "", "", false
	c := &cobra.Command{Use: "train --lang LANG --out FILE TREEBANK...", Short: "Train a model", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			data, err := readGold(args, lang, true)
			if err != nil {
				return err
			}
			o := engine.DefaultOptions(lang)
			o.Log, o.Style, o.Moved = c.ErrOrStderr(), style, moved
			if version != "" {
				o.Version = version
			}
			if lex != "" {
				if o.Lexicon, err = readLexicon(lex); err != nil {
					return err
				}
			}
			m, err := engine.Train(data, o)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := m.Write(&b); err != nil {
				return err
			}
			return os.WriteFile(out, b.Bytes(), 0o644)
		}}
	f := c.Flags()
	f.StringVar(&lang, "lang", "", "language: en, de, fr")
	f.StringVar(&out, "out", "", "model file to write")
	f.StringVar(&version, "version", "", "version to write into the model")
	f.StringVar(&lex, "lexicon", "", "table of forms, see kgtrain lexicon")
	f.BoolVar(&moved, "moved", false, "learn from copies of sentences with their parts moved, too")
	f.StringVar(&style, "style", "", "treebank whose conventions the model follows; default the largest")
	c.MarkFlagRequired("lang")
	c.MarkFlagRequired("out")
	return c
}

func sourceName(path string) string { return strings.TrimSuffix(filepath.Base(path), ".conllu") }

func readGold(paths []string, lang string, harmonize bool) ([]*engine.Gold, error) {
	var out []*engine.Gold
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, err
		}
		s, err := conllu.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		for i := range s {
			if harmonize {
				engine.Harmonize(&s[i], lang)
			}
			g, err := engine.FromCoNLLU(&s[i], sourceName(p))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p, err)
			}
			out = append(out, g)
		}
	}
	return out, nil
}

func readLexicon(path string) (*engine.Lexicon, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	l, err := engine.ReadLexicon(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return l, nil
}

func pruneCmd() *cobra.Command {
	min, out := 0, ""
	c := &cobra.Command{Use: "prune --level N --out FILE MODEL", Args: cobra.ExactArgs(1),
		Short: "Leave out the parser's features whose weights are small",
		RunE: func(c *cobra.Command, args []string) error {
			data, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := engine.Prune(data, min, &b); err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return os.WriteFile(out, b.Bytes(), 0o644)
		}}
	c.Flags().IntVar(&min, "level", min, "smallest level to keep, of 127")
	c.Flags().StringVar(&out, "out", "", "model file to write")
	c.MarkFlagRequired("out")
	return c
}

func lemmasCmd() *cobra.Command {
	lex, out := "", ""
	c := &cobra.Command{Use: "lemmas --lexicon TABLE --out FILE MODEL", Args: cobra.ExactArgs(1),
		Short: "Give a model a dictionary for its lemmas only; tagger and parser stay as they were trained",
		RunE: func(c *cobra.Command, args []string) error {
			data, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			l, err := readLexicon(lex)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := engine.WithLemmas(data, l, &b); err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return os.WriteFile(out, b.Bytes(), 0o644)
		}}
	c.Flags().StringVar(&lex, "lexicon", "", "table of forms, see kgtrain lexicon")
	c.Flags().StringVar(&out, "out", "", "model file to write")
	c.MarkFlagRequired("lexicon")
	c.MarkFlagRequired("out")
	return c
}
