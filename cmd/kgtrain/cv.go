package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"kg/ingest/parse/engine"
)

// cvCmd scores by cross-validation: for treebanks that are too small for a
// split of their own.
func cvCmd() *cobra.Command {
	lang, lex, style, moved := "", "", "", false
	folds := 5
	c := &cobra.Command{Use: "cv --lang LANG TREEBANK...", Args: cobra.MinimumNArgs(1),
		Short: "Cross-validate: every sentence is scored by a model that has not seen it",
		RunE: func(c *cobra.Command, args []string) error {
			if folds < 2 {
				return fmt.Errorf("%d folds, want 2 or more", folds)
			}
			train, err := readGold(args, lang, true)
			if err != nil {
				return err
			}
			test, err := readGold(args, lang, false)
			if err != nil {
				return err
			}
			o := engine.DefaultOptions(lang)
			o.Log, o.Style, o.Moved = c.ErrOrStderr(), style, moved
			if lex != "" {
				if o.Lexicon, err = readLexicon(lex); err != nil {
					return err
				}
			}
			total := engine.Scores{}
			by := map[string]*engine.Scores{}
			for f := range folds {
				var fit []*engine.Gold
				for k := range train {
					if k%folds != f {
						fit = append(fit, train[k])
					}
				}
				m, err := engine.Train(fit, o)
				if err != nil {
					return err
				}
				for k := f; k < len(test); k += folds {
					s := engine.Score(m, test[k:k+1])
					total.Merge(s)
					if by[test[k].Source] == nil {
						by[test[k].Source] = &engine.Scores{}
					}
					by[test[k].Source].Merge(s)
				}
			}
			for _, a := range args {
				if s := by[sourceName(a)]; s != nil {
					s.Print(c.OutOrStdout(), sourceName(a))
				}
			}
			total.Print(c.OutOrStdout(), fmt.Sprintf("all, %d folds", folds))
			return nil
		}}
	f := c.Flags()
	f.StringVar(&lang, "lang", "", "language: en, de, fr")
	f.StringVar(&lex, "lexicon", "", "table of forms, see kgtrain lexicon")
	f.BoolVar(&moved, "moved", false, "learn from copies of sentences with their parts moved, too")
	f.StringVar(&style, "style", "", "treebank whose conventions the model follows; default the largest")
	f.IntVar(&folds, "folds", folds, "number of parts")
	c.MarkFlagRequired("lang")
	return c
}
