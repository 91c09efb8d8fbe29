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
	root := &cobra.Command{Use: "kgtrain", Short: "Train and evaluate language models from CoNLL-U treebanks", SilenceUsage: true}
	root.AddCommand(trainCmd(), evalCmd(), lexiconCmd())
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}

func trainCmd() *cobra.Command {
	o := engine.DefaultOptions()
	out := ""
	c := &cobra.Command{Use: "train --lang LANG --out FILE TREEBANK...", Short: "Train a model", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			data, err := readGold(args, o.Lang, true)
			if err != nil {
				return err
			}
			o.Log = c.ErrOrStderr()
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
	f.StringVar(&o.Lang, "lang", "", "language: en, de, fr")
	f.StringVar(&out, "out", "", "model file to write")
	f.StringVar(&o.Version, "version", o.Version, "version to write into the model")
	f.IntVar(&o.ArcEpochs, "arc-epochs", o.ArcEpochs, "passes over the data for the parser")
	c.MarkFlagRequired("lang")
	c.MarkFlagRequired("out")
	return c
}

func evalCmd() *cobra.Command {
	model := ""
	c := &cobra.Command{Use: "eval --model FILE TREEBANK...", Short: "Score a model with gold words", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			data, err := os.ReadFile(model)
			if err != nil {
				return err
			}
			m, err := engine.ReadModel(data)
			if err != nil {
				return fmt.Errorf("%s: %w", model, err)
			}
			for _, a := range args {
				g, err := readGold([]string{a}, m.Lang, false)
				if err != nil {
					return err
				}
				s := engine.Score(m, g)
				s.Print(c.OutOrStdout(), sourceName(a))
			}
			return nil
		}}
	c.Flags().StringVar(&model, "model", "", "model file")
	c.MarkFlagRequired("model")
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
