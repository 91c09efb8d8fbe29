package main

import (
	"strings"

	"github.com/spf13/cobra"
)

const rootHelp = `kg reads news articles in English, German and French and answers, offline:
who did what to whom, when, according to whom, and do the sources agree?
Every answer is proved by a passage of an article.`

const rootExample = `  kg ingest                        read the articles that kg ships (or: kg ingest FOLDER)
  kg query severed                 who broke off relations with whom
  kg why Albania severed Iran      the passages that say so
  kg show MEK                      what is known of it
  kg conflicts                     where the sources disagree
  kg export --format svg -o g.svg  a drawing of the graph`

// newRoot builds the whole command line. args are looked at only for --config,
// because the queries that a person added are commands as well.
func newRoot(a *app, args []string) *cobra.Command {
	root := &cobra.Command{
		Use: "kg", Short: "Who did what to whom, according to whom", Long: rootHelp, Example: rootExample,
		SilenceErrors: true, SilenceUsage: true, Args: cobra.NoArgs,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Annotations["config"] == "none" {
				return nil
			}
			return a.configure(cmd)
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	a.globalFlags(root)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fail(exitUsage, "%w; run '%s --help'", err, cmd.CommandPath())
	})
	root.AddGroup(&cobra.Group{ID: "ask", Title: "Ask:"}, &cobra.Group{ID: "fill", Title: "Fill and keep:"}, &cobra.Group{ID: "other", Title: "Check and set up:"})
	for _, c := range []*cobra.Command{newAsk(a, configArg(args)), newQuery(a, configArg(args)), newWhy(a), newConflicts(a), newAgree(a), newTimeline(a), newShow(a), newPath(a), newSearch(a), newGizmo(a), newSources(a), newExport(a), newServe(a)} {
		c.GroupID = "ask"
		root.AddCommand(c)
	}
	for _, c := range []*cobra.Command{newIngest(a), newRm(a), newImport(a), newStatus(a)} {
		c.GroupID = "fill"
		root.AddCommand(c)
	}
	for _, c := range []*cobra.Command{newVerify(a), newLint(a), newConfig(a), newVersion(a)} {
		c.GroupID = "other"
		root.AddCommand(c)
	}
	root.AddCommand(newExitCodesHelp())
	root.SetHelpCommandGroupID("other")
	root.SetCompletionCommandGroupID("other")
	a.usageErrors(root)
	return root
}

// globalFlags are the flags that override the configuration.
func (a *app) globalFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&a.file, "config", "", "configuration `FILE` (default ./config.yaml, else ~/.config/kg/config.yaml)")
	f.String("db", "", "the store: a `DIR`, mem:, or postgres://... (store.path)")
	f.String("format", "", "`FORM` of the output: table, json, jsonl or csv (output.format)")
	f.String("lang", "", "`LANGUAGE` of labels: en, de or fr (output.lang)")
	f.String("color", "", "`WHEN` to use colours: auto, always or never (output.color)")
	f.BoolP("quiet", "q", false, "say only what went wrong")
	f.BoolP("verbose", "v", false, "say more")
	root.MarkFlagsMutuallyExclusive("quiet", "verbose")
	for key, flag := range map[string]string{"store.path": "db", "output.format": "format", "output.lang": "lang", "output.color": "color"} {
		a.sets(key, f.Lookup(flag))
	}
	complete(root, "lang", "en", "de", "fr")
	complete(root, "color", "auto", "always", "never")
	complete(root, "format", "table", "json", "jsonl", "csv")
}

// complete gives a flag's values to the shell. Registration fails only for a
// flag that does not exist, which the tests of the completion would show.
func complete(c *cobra.Command, flag string, values ...string) {
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// configArg finds --config before the command line is parsed.
func configArg(args []string) string {
	for i, arg := range args {
		switch {
		case arg == "--":
			return ""
		case arg == "--config" && i+1 < len(args):
			return args[i+1]
		case strings.HasPrefix(arg, "--config="):
			return strings.TrimPrefix(arg, "--config=")
		}
	}
	return ""
}

// usageErrors gives wrong numbers of arguments the exit code of wrong usage,
// and notes when a command's own code has begun: what fails before is wrong
// usage too.
func (a *app) usageErrors(c *cobra.Command) {
	if run := c.RunE; run != nil {
		c.RunE = func(cmd *cobra.Command, args []string) error {
			a.began = true
			return run(cmd, args)
		}
	}
	if check := c.Args; check != nil {
		c.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return fail(exitUsage, "%w; usage: %s", err, cmd.UseLine())
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		a.usageErrors(sub)
	}
}
