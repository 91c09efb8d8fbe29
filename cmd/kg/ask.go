package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kg/ask"
	"kg/graph/answer"
	"kg/graph/store"
	"kg/queries"
)

func newAsk(a *app, config string) *cobra.Command {
	c := &cobra.Command{
		Use: "ask QUESTION", Short: "Ask in plain words",
		Long: `Answers a question in English, German or French with the canned query that it
means, and says which one that is. It works by rules (ask/data/*.yaml) and does
not guess: what no rule fits is refused. Names of things and places in the answer
are in the language of the question, unless --lang is given.`,
		Example: "  kg ask \"Who severed ties with Iran?\"\n  kg ask \"Wo leben die Volksmudschahedin?\"\n  kg ask Qui a condamné l’Iran depuis 2022",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := a.catalogue(config)
			if err != nil {
				return &failure{exitInput, err}
			}
			iris, _ := cmd.Flags().GetBool("iris") // defined below
			return a.reading(cmd.Context(), func(st *store.Store) error {
				return a.question(cmd.Context(), st, list, strings.Join(args, " "), iris)
			})
		},
	}
	f := c.Flags()
	f.Bool("iris", false, "IRIs in place of names")
	f.Int("limit", 0, "at most `N` rows, 0: all (query.limit)")
	f.String("timeout", "", "longest `TIME`, such as 30s (query.timeout)")
	a.sets("query.limit", f.Lookup("limit"))
	a.sets("query.timeout", f.Lookup("timeout"))
	return c
}

// storeNames are the names that a store knows.
type storeNames struct{ st *store.Store }

func (n storeNames) Known(ctx context.Context, name string) (bool, error) {
	return n.st.Named(ctx, name)
}

func (a *app) question(ctx context.Context, st *store.Store, list []queries.Query, text string, iris bool) error {
	m, err := ask.Load()
	if err != nil {
		return &failure{exitInput, err}
	}
	found, err := m.Map(ctx, text, list, storeNames{st})
	var unknown *ask.UnknownError
	switch {
	case errors.Is(err, ask.ErrNotUnderstood):
		return fail(exitNone, "the question was not understood: %s\n`kg query` lists what can be asked; `kg help ask` has examples", text)
	case errors.As(err, &unknown):
		a.note("kg: taken as: %s", commandLine(unknown.Match))
		if _, err := a.reader(st).Entity(ctx, unknown.Name); err != nil {
			return err
		}
		return fail(exitNone, "%w", err)
	case err != nil:
		return err
	}
	a.note("kg: asked: %s", commandLine(found))
	if a.given()["output.lang"] == nil {
		a.cfg.Output.Lang = found.Lang
	}
	var about []string
	if x := found.Params["x"]; x != "" {
		about = []string{x}
	}
	switch found.Command {
	case "conflicts":
		return a.conflicts(ctx, st, about, answer.CompareOptions{})
	case "agree":
		return a.agree(ctx, st, about, answer.CompareOptions{Independent: 2})
	case "timeline":
		return a.timeline(ctx, st, about, answer.TimelineOptions{Limit: a.cfg.Query.Limit}, "", "-")
	case "show":
		return a.show(ctx, st, found.Params["x"])
	case "path":
		return a.path(ctx, a.reader(st), []string{found.Params["a"], found.Params["b"]}, answer.PathOptions{})
	}
	q, _ := queries.Find(list, found.Query) // the shipped ones are there, and rules name no others
	return a.ask(ctx, st, q, found.Params, iris)
}

// commandLine is the command that a question means, as one would type it.
func commandLine(m ask.Match) string {
	words := []string{"kg", m.Command}
	if m.Command == "query" {
		words = append(words, m.Query)
	}
	for _, k := range slices.Sorted(maps.Keys(m.Params)) {
		v := m.Params[k]
		if strings.ContainsAny(v, " '\"$&;") {
			v = "'" + strings.ReplaceAll(v, "'", `'\''`) + "'"
		}
		if m.Command == "query" {
			words = append(words, "--"+k)
		}
		words = append(words, v)
	}
	return strings.Join(words, " ")
}
