package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph/store"
	"kg/ingest"
)

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "The version of kg and of its rules", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := ingest.New(ingest.Options{Languages: a.cfg.Ingest.Languages})
			if err != nil {
				return &failure{exitInput, err}
			}
			version, commit := build()
			v := struct {
				Version string `json:"version"`
				Commit  string `json:"commit"`
				Go      string `json:"go"`
				Rules   string `json:"rules"`
				Schema  int    `json:"schema"`
			}{version, commit, runtime.Version(), p.Rules(), store.Schema}
			t := out.Table{Columns: []string{"version", "commit", "go", "rules"}, Whole: v,
				Rows: [][]string{{"kg " + version, commit, v.Go, v.Rules}}}
			return a.printer().Print(t)
		},
	}
}

// build tells what the Go tool recorded: the module's version and the commit.
func build() (version, commit string) {
	version, commit = "(devel)", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, commit
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			commit = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			commit += "+changes"
		}
	}
	return version, commit
}
