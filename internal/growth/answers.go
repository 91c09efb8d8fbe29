package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"kg/graph/store"
	"kg/queries"
)

// answers times what people wait for, on the full store.
func answers(ctx context.Context, w io.Writer, o options, db, kg string) error {
	fmt.Fprintf(w, "\n| on %d articles | median of 5, ms |\n|---|---|\n", o.articles)
	if err := ownAnswers(ctx, w, db); err != nil || !o.queries {
		return err
	}
	list, err := queries.Catalogue(queries.Shipped())
	if err != nil {
		return err
	}
	for _, q := range list {
		args := []string{"--db", db, "query", q.Name, "--limit", "20"}
		for _, p := range q.Params {
			if p.Required() {
				args = append(args, "--"+p.Name, example[p.Type])
			}
		}
		err := report(w, fmt.Sprintf("`kg query %s`, the whole process", q.Name), func() error {
			cmd := exec.CommandContext(ctx, kg, args...)
			_, err := cmd.Output()
			if cmd.ProcessState.ExitCode() == 1 { // nothing found
				return nil
			} else if err != nil {
				var ended *exec.ExitError
				errors.As(err, &ended)
				fmt.Fprintf(w, "| `kg query %s`: %s | |\n", q.Name, firstLine(ended))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// firstLine is what a command that failed said.
func firstLine(e *exec.ExitError) string {
	if e == nil {
		return "could not be started"
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(e.Stderr)), "\n")
	return line
}

// example is a value for a parameter of a type. Landia 0 is in most articles.
var example = map[queries.Type]string{
	queries.Entity: "Landia 60", queries.Entities: "Landia 0", queries.Article: "a0000007", queries.Articles: "a0000007",
	queries.Relation: "accused", queries.Text: "2024", queries.Int: "3", queries.Date: "2024-01-01",
}

func ownAnswers(ctx context.Context, w io.Writer, db string) error {
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	open := func(readOnly bool, use func(*store.Store) error) func() error {
		return func() error {
			s, err := store.Open(ctx, db, store.Options{ReadOnly: readOnly, Worker: exe})
			if err != nil {
				return err
			}
			if err := use(s); err != nil {
				s.Close()
				return err
			}
			return s.Close()
		}
	}
	hops := store.Query{Script: `g.V("<state-60>").in("<rdf:subject>").out("<rdf:object>").limit(100).all()`}
	cold := []struct {
		what string
		run  func() error
	}{
		{"open for reading, and close", open(true, func(*store.Store) error { return nil })},
		{"open for writing, and close", open(false, func(*store.Store) error { return nil })},
		{"open for reading, two hops in Gizmo in a new worker, close", open(true, func(s *store.Store) error {
			_, err := s.Gizmo(ctx, hops)
			return err
		})},
	}
	for _, c := range cold {
		if err := report(w, c.what, c.run); err != nil {
			return err
		}
	}
	s, err := store.Open(ctx, db, store.Options{Worker: exe})
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	warm := []struct {
		what string
		run  func() error
	}{
		{"find an entity by name", func() error { _, _, err := s.FindEntity(ctx, "landia 60"); return err }},
		{"suggest for a misspelt name", func() error { _, _, err := s.FindEntity(ctx, "lnadia 60"); return err }},
		{"claims of an entity", func() error {
			for _, err := range s.Claims(ctx, store.Filter{Subject: "state-60"}) {
				if err != nil {
					return err
				}
			}
			return nil
		}},
		{"forget an article", func() error { n++; _, err := s.Forget(ctx, fmt.Sprintf("a%07d", 100+n)); return err }},
		{"status", func() error { _, err := s.Status(ctx); return err }},
	}
	for _, c := range warm {
		if err := report(w, c.what, c.run); err != nil {
			return err
		}
	}
	return nil
}

// slow is what is measured once only.
const slow = 2 * time.Second

// report runs fn five times and prints the median.
func report(w io.Writer, what string, fn func() error) error {
	var took []time.Duration
	for range 5 {
		began := time.Now()
		if err := fn(); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if took = append(took, time.Since(began)); took[0] > slow {
			break
		}
	}
	slices.Sort(took)
	_, err := fmt.Fprintf(w, "| %s | %.1f |\n", what, took[len(took)/2].Seconds()*1000)
	return err
}
