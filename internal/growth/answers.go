package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"kg/graph/store"
)

// answers times what people wait for, on the full store.
func answers(ctx context.Context, w io.Writer, o options, db, kg string) error {
	if err := ownAnswers(ctx, w, o, db); err != nil || !o.queries {
		return err
	}
	if err := cannedQueries(ctx, w, db, kg); err != nil {
		return err
	}
	return commands(ctx, w, db, kg)
}

func ownAnswers(ctx context.Context, w io.Writer, o options, db string) error {
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
	articles, err := size(ctx, db)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n| on %d articles | median of 5, ms |\n|---|---|\n", articles)
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
		{"forget an article", func() error {
			n++
			_, err := s.Forget(ctx, fmt.Sprintf("a%07d", 100+n))
			if o.answers && errors.Is(err, store.ErrNotFound) {
				return nil
			}
			return err
		}},
		{"status", func() error { _, err := s.Status(ctx); return err }},
	}
	for _, c := range warm {
		if err := report(w, c.what, c.run); err != nil {
			return err
		}
	}
	return nil
}

// size is the number of articles.
func size(ctx context.Context, db string) (int, error) {
	s, err := store.Open(ctx, db, store.Options{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	st, err := s.Status(ctx)
	return st.Articles, errors.Join(err, s.Close())
}

// slow is what is measured once only.
const slow = 2 * time.Second

// report runs fn five times and prints the median.
func report(w io.Writer, what string, fn func() error) error {
	took, err := median(func() (time.Duration, error) {
		began := time.Now()
		err := fn()
		return time.Since(began), err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	_, err = fmt.Fprintf(w, "| %s | %.1f |\n", what, took.Seconds()*1000)
	return err
}

// median measures five times, and once what is slow.
func median(measure func() (time.Duration, error)) (time.Duration, error) {
	var all []time.Duration
	for range 5 {
		took, err := measure()
		if err != nil {
			return 0, err
		}
		if all = append(all, took); took > slow {
			break
		}
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}
