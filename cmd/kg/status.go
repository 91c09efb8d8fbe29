package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph/store"
)

func newStatus(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "What the store holds, and whether it is well", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.reading(cmd.Context(), func(st *store.Store) error {
				s, err := st.Status(cmd.Context())
				if err != nil {
					return err
				}
				if err := a.printer().Print(statusTable(s)); err != nil {
					return err
				}
				if len(s.Problems) > 0 {
					return quiet(exitNone)
				}
				return nil
			})
		},
	}
}

func statusTable(s store.Status) out.Table {
	n := strconv.Itoa
	t := out.Table{Columns: []string{"what", "value"}, Whole: s}
	add := func(what, value string) { t.Rows = append(t.Rows, []string{what, value}) }
	add("store", s.Store)
	add("engine", fmt.Sprintf("%s, schema %d", s.Engine, s.Schema))
	add("articles", n(s.Articles))
	add("entities", n(s.Entities))
	add("claims", n(s.Claims))
	add("edges", n(s.Edges)+" (one for each article that says so)")
	add("quads", n(s.Quads))
	add("on disk", size(s.Bytes))
	var rules []string
	for _, r := range s.Rules {
		rules = append(rules, fmt.Sprintf("%s (%s)", r.Rules, plural(r.Articles, "article")))
	}
	add("rules", strings.Join(rules, ", "))
	if !s.LastIngest.IsZero() {
		add("last change", s.LastIngest.UTC().Format(time.RFC3339))
	}
	health := "well"
	if len(s.Problems) > 0 {
		health = strings.Join(s.Problems, "; ")
	}
	add("health", health)
	return t
}

// size writes a number of bytes for a person, in powers of 1024.
func size(n int64) string {
	f, unit := float64(n), "bytes"
	for _, u := range []string{"KiB", "MiB", "GiB", "TiB"} {
		if f < 1024 {
			break
		}
		f, unit = f/1024, u
	}
	if unit == "bytes" {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f %s", f, unit)
}
