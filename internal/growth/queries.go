package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"time"

	"kg/queries"
)

// Landia 60 is in few articles, Landia 0 in most of them.
var (
	rare    = []string{"Landia 60", "Landia 61"}
	hubs    = []string{"Landia 0", "Landia 1"}
	example = map[queries.Type]string{queries.Article: "a0000007", queries.Relation: "accused", queries.Text: "2024", queries.Int: "3", queries.Date: "2024-01-01"}
)

// cannedQueries times every canned query as a person runs it, in milliseconds
// of the whole process: of an entity in few articles, of one in most, and of
// nobody where it may be.
func cannedQueries(ctx context.Context, w io.Writer, db, kg string) error {
	list, err := queries.Catalogue(queries.Shipped())
	if err != nil {
		return err
	}
	fmt.Fprint(w, "\n| `kg query … --limit 20`, ms | of one in few articles | of one in most | of nobody | scans | all rows: the first after |\n|---|---|---|---|---|---|\n")
	for _, q := range list {
		cells := []string{"–", "–", "–", "", ""}
		for i, names := range [][]string{rare, hubs, nil} {
			args, able := arguments(q, names)
			if !able {
				continue
			}
			if cells[i], err = wholeTime(ctx, kg, db, append([]string{"query", q.Name, "--limit", "20"}, args...)); err != nil {
				return err
			}
			if q.Scans(given(args)) {
				cells[3] = "yes"
				if cells[4], err = firstTime(ctx, kg, db, append([]string{"query", q.Name, "--limit", "0", "--format", "jsonl"}, args...)); err != nil {
					return err
				}
			}
		}
		if _, err := fmt.Fprintf(w, "| `%s` | %s |\n", q.Name, strings.Join(cells, " | ")); err != nil {
			return err
		}
	}
	return nil
}

// arguments gives the query what it needs, and its first entity where there
// are names. It is false where the query cannot be asked so.
func arguments(q queries.Query, names []string) ([]string, bool) {
	var args []string
	left := names
	for _, p := range q.Params {
		switch {
		case p.Type == queries.Entity && len(left) > 0 && (p.Required() || len(left) == len(names)):
			args, left = append(args, "--"+p.Name, left[0]), left[1:]
		case p.Type == queries.Entity && p.Required():
			return nil, false
		case p.Required():
			args = append(args, "--"+p.Name, example[p.Type])
		}
	}
	return args, len(names) == 0 || len(left) < len(names)
}

func given(args []string) map[string]string {
	out := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		out[strings.TrimPrefix(args[i], "--")] = args[i+1]
	}
	return out
}

// commands times the other commands that answer.
func commands(ctx context.Context, w io.Writer, db, kg string) error {
	fmt.Fprint(w, "\n| command, ms | of one in few articles | of one in most |\n|---|---|---|\n")
	for _, c := range [][]string{
		{"show", "X"}, {"why", "X", "accused", "Y"}, {"path", "X", "Y"}, {"timeline", "X", "--limit", "20"}, {"search", "X"},
		{"conflicts", "X", "--limit", "20"}, {"agree", "X", "--limit", "20"}, {"ask", "Who accused X?", "--limit", "20"},
	} {
		cells := []string{"`" + strings.Join(c, " ") + "`"}
		for _, names := range [][]string{rare, hubs} {
			args := slices.Clone(c)
			for i := range args {
				args[i] = strings.NewReplacer("X", names[0], "Y", names[1]).Replace(args[i])
			}
			took, err := wholeTime(ctx, kg, db, args)
			if err != nil {
				return err
			}
			cells = append(cells, took)
		}
		if _, err := fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | ")); err != nil {
			return err
		}
	}
	return nil
}

// wholeTime is how long a command takes, or why it ended without an answer.
func wholeTime(ctx context.Context, kg, db string, args []string) (string, error) {
	failed := ""
	took, err := median(func() (time.Duration, error) {
		began := time.Now()
		cmd := exec.CommandContext(ctx, kg, append([]string{"--db", db}, args...)...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		_, err := cmd.Output()
		var ended *exec.ExitError
		if errors.As(err, &ended) && ended.ExitCode() > 1 { // 1: nothing was found, or conflicts were
			failed, _, _ = strings.Cut(strings.TrimSpace(errs.String()), "\n")
		} else if err != nil && !errors.As(err, &ended) {
			return 0, fmt.Errorf("%v: %w", args, err)
		}
		return time.Since(began), nil
	})
	return fmt.Sprintf("%.0f %s", took.Seconds()*1000, failed), err
}

// firstTime is how long it takes until the first of all rows is there; then the
// command is ended.
func firstTime(ctx context.Context, kg, db string, args []string) (string, error) {
	took, err := median(func() (time.Duration, error) {
		began := time.Now()
		cmd := exec.CommandContext(ctx, kg, append([]string{"--db", db}, args...)...)
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			return 0, fmt.Errorf("%v: %w", args, err)
		}
		_, _ = out.Read(make([]byte, 1)) // its end is an answer too
		took := time.Since(began)
		_ = out.Close() // the command ends when it writes on
		_ = cmd.Wait()  // with a signal
		return took, nil
	})
	return fmt.Sprintf("%.0f", took.Seconds()*1000), err
}
