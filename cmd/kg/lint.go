package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kg/ask"
	"kg/cmd/kg/internal/conf"
	"kg/cmd/kg/internal/out"
	"kg/graph/ontology"
	"kg/ingest"
	"kg/ingest/article"
	"kg/ingest/gazetteer"
	"kg/internal/diag"
	"kg/internal/infile"
	"kg/queries"
)

func newLint(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "lint [PATH...]", Short: "Check the data files: ontology, names, rules, queries",
		Long: `Checks the data that kg ships and the queries of query.paths: ontology, names,
frames and patterns with their example sentences, rules for pages, and canned
queries. With PATH it checks files of your own instead, or folders of them:
*.gizmo (queries), *.tsv (names), ontology.yaml, config.yaml.

All findings are given at once, as file:line:col: problem; hint. Exit code 1
when there are some.`,
		Example: "  kg lint\n  kg lint my-queries/",
		RunE: func(cmd *cobra.Command, args []string) error {
			list, checked, err := a.lint(cmd.Context(), args)
			if err != nil {
				return err
			}
			return a.printFindings(list, checked)
		},
	}
}

func (a *app) lint(ctx context.Context, paths []string) (diag.List, string, error) {
	if len(paths) == 0 {
		list, err := a.lintShipped(ctx)
		return list, "the data of kg and its examples", err
	}
	var list diag.List
	for _, p := range paths {
		found, err := lintPath(p)
		if err != nil {
			return nil, "", err
		}
		list = append(list, found...)
	}
	return list, plural(len(paths), "path"), nil
}

// lintShipped checks all that kg ships and what the configuration adds.
func (a *app) lintShipped(ctx context.Context) (diag.List, error) {
	var list diag.List
	keep := func(err error) error {
		found := findings(err)
		list = append(list, found...)
		if err != nil && len(found) == 0 {
			return &failure{exitInput, err}
		}
		return nil
	}
	_, catalogue := queries.Catalogue(queries.Shipped())
	if err := errors.Join(keep(catalogue), keep(article.Check()), keep(ask.Check())); err != nil {
		return nil, err
	}
	for _, dir := range a.cfg.Query.Paths {
		found, err := lintPath(dir)
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	p, err := ingest.New(ingest.Options{Languages: a.cfg.Ingest.Languages})
	if err != nil {
		return list, keep(err)
	}
	found, err := p.Lint(ctx)
	return append(list, found...), err
}

// lintPath checks a file, or all files of a folder that kg knows.
func lintPath(path string) (diag.List, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fail(exitInput, "cannot read %s: %w", path, cause(err))
	}
	if !info.IsDir() {
		list, known, err := lintFile(path)
		if err == nil && !known {
			err = fail(exitUsage, "kg lint does not know what %s is; it checks *.gizmo, *.tsv, ontology.yaml and config.yaml", path)
		}
		return list, err
	}
	var list diag.List
	any := false
	err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		found, known, err := lintFile(name)
		any = any || known
		list = append(list, found...)
		return err
	})
	if err == nil && !any {
		err = fail(exitInput, "there is nothing to check in %s; kg lint checks *.gizmo, *.tsv, ontology.yaml and config.yaml", path)
	}
	return list, err
}

// maxLinted is the largest data file that is checked, in bytes.
const maxLinted = 64 << 20

func lintFile(name string) (list diag.List, known bool, err error) {
	base := filepath.Base(name)
	ext := filepath.Ext(base)
	if ext != ".gizmo" && ext != ".tsv" && base != "ontology.yaml" && base != "config.yaml" {
		return nil, false, nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, true, fail(exitInput, "cannot check %s: it is not a file", name)
	}
	b, err := infile.Read(name, maxLinted)
	if err != nil {
		return nil, true, fail(exitInput, "cannot read %s: %w", name, cause(err))
	}
	switch {
	case ext == ".gizmo":
		_, err = queries.Parse(name, string(b))
	case ext == ".tsv":
		_, err = gazetteer.LoadWith(oneFile{os.DirFS(filepath.Dir(name)), base})
	case base == "ontology.yaml":
		_, err = ontology.Parse(name, b)
	default:
		_, err = conf.Load(conf.Source{File: name})
	}
	found := findings(err)
	if err != nil && len(found) == 0 {
		found.Add(name, 0, 0, "", "%v", err)
	}
	for i := range found {
		if found[i].File == base {
			found[i].File = name
		}
	}
	return found, true, nil
}

// oneFile is a folder with one of its files.
type oneFile struct {
	fs.FS
	name string
}

// ReadDir lists the one file.
func (o oneFile) ReadDir(dir string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.FS, dir)
	for _, e := range all {
		if dir == "." && e.Name() == o.name {
			return []fs.DirEntry{e}, nil
		}
	}
	return nil, err
}

func (a *app) printFindings(list diag.List, checked string) error {
	t := out.Table{Columns: []string{"file", "line", "col", "problem", "hint"}}
	if e := findings(list.Err()); e != nil {
		list = e // sorted
	}
	for _, d := range list {
		t.Rows = append(t.Rows, []string{d.File, strconv.Itoa(d.Line), strconv.Itoa(d.Col), d.Problem, d.Hint})
		t.Values = append(t.Values, d)
	}
	t.Plain = func(p *out.Printer) error {
		var b strings.Builder
		for _, d := range list {
			fmt.Fprintln(&b, article.Printable(d.String()))
		}
		_, err := fmt.Fprint(p.W, b.String())
		return err
	}
	if err := a.printer().Print(t); err != nil {
		return err
	}
	a.note("kg: checked %s: %s", checked, plural(len(list), "finding"))
	if len(list) > 0 {
		return quiet(exitNone)
	}
	return nil
}
