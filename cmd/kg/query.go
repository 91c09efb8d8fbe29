package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kg/cmd/kg/internal/conf"
	"kg/cmd/kg/internal/out"
	"kg/graph"
	"kg/graph/answer"
	"kg/graph/store"
	"kg/internal/diag"
	"kg/internal/near"
	"kg/queries"
)

// newQuery builds one command for each canned query. config is the file named
// on the command line, because it says where a person's own queries are.
func newQuery(a *app, config string) *cobra.Command {
	list, err := a.catalogue(config)
	c := &cobra.Command{
		Use: "query [NAME]", Short: "Ask a canned question",
		Long:    "Asks one of the canned questions. Without NAME it lists them;\n`kg query NAME --help` describes one. Names of entities may be given in English,\nGerman or French, or as IRIs.",
		Example: "  kg query\n  kg query severed\n  kg query accused --to Iran --lang de\n  kg query between Albania Iran --format csv",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownQuery(args[0], list)
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error {
			if err != nil {
				return &failure{exitInput, err}
			}
			return a.listQueries(list)
		},
	}
	c.Flags().Bool("list", false, "list the questions (as without NAME)")
	f := c.PersistentFlags()
	f.Int("limit", 0, "at most `N` rows, 0: all (query.limit)")
	f.String("timeout", "", "longest `TIME`, such as 30s (query.timeout)")
	f.Bool("iris", false, "IRIs in place of names")
	f.StringArray("param", nil, "parameter as `NAME=VALUE`, in place of --NAME VALUE")
	a.sets("query.limit", f.Lookup("limit"))
	a.sets("query.timeout", f.Lookup("timeout"))
	for _, q := range list {
		c.AddCommand(newCanned(a, q))
	}
	return c
}

func unknownQuery(name string, list []queries.Query) error {
	var names []string
	for _, q := range list {
		names = append(names, q.Name)
	}
	hint := ""
	if n := near.Nearest(name, names, 3); n != "" {
		hint = fmt.Sprintf(" did you mean %s?", n)
	}
	return fail(exitUsage, "there is no query %q;%s `kg query` lists them", name, hint)
}

// catalogue reads the queries that kg ships and those of the configured
// folders. Where the configuration is wrong, the shipped ones are enough to
// build the commands: running one then says what is wrong.
func (a *app) catalogue(config string) ([]queries.Query, error) {
	folders := []fs.FS{queries.Shipped()}
	if cfg, err := conf.Load(conf.Source{File: config, Environ: a.env}); err == nil {
		for _, dir := range cfg.Query.Paths {
			folders = append(folders, os.DirFS(dir))
		}
	}
	list, err := queries.Catalogue(folders...)
	if err != nil {
		shipped, _ := queries.Catalogue(queries.Shipped()) // the tests prove that it has no error
		return shipped, fmt.Errorf("queries of query.paths: %w", err)
	}
	return list, nil
}

func (a *app) listQueries(list []queries.Query) error {
	t := out.Table{Columns: []string{"name", "question", "parameters"}}
	for _, q := range list {
		var params []string
		for _, p := range q.Params {
			name := "--" + p.Name
			if p.Default != "" {
				name += "=" + p.Default
			}
			if !p.Required() {
				name = "[" + name + "]"
			}
			params = append(params, name)
		}
		t.Rows = append(t.Rows, []string{q.Name, q.Question, strings.Join(params, " ")})
	}
	return a.printer().Print(t)
}

// newCanned is the command of one query: its parameters are flags, and those
// that it needs may be given without their names, in order.
func newCanned(a *app, q queries.Query) *cobra.Command {
	use := q.Name
	var needed []queries.Param
	for _, p := range q.Params {
		if p.Required() {
			use += " " + strings.ToUpper(p.Name)
			needed = append(needed, p)
		}
	}
	c := &cobra.Command{
		Use: use, Short: q.Title, Long: q.Question + "\n\n" + columnsHelp(q) + scanHelp(q), Args: cobra.MaximumNArgs(len(needed)),
		RunE: func(cmd *cobra.Command, args []string) error {
			given, err := arguments(cmd, q, needed, args)
			if err != nil {
				return err
			}
			iris, _ := cmd.Flags().GetBool("iris") // defined above
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.ask(cmd.Context(), st, q, given, iris) })
		},
		ValidArgsFunction: a.completeEntity,
	}
	for _, p := range q.Params {
		if c.InheritedFlags().Lookup(p.Name) != nil {
			continue
		}
		c.Flags().Var(&paramValue{p.Default, p.Type}, p.Name, p.Help)
		if p.Type == queries.Entity {
			_ = c.RegisterFlagCompletionFunc(p.Name, a.completeEntity) // the flag was defined above
		}
		if p.Type == queries.Relation {
			_ = c.RegisterFlagCompletionFunc(p.Name, a.completeRelation)
		}
	}
	return c
}

// paramValue is the value of a parameter's flag; its type shows in the help.
type paramValue struct {
	text string
	typ  queries.Type
}

func (v *paramValue) String() string     { return v.text }
func (v *paramValue) Set(s string) error { v.text = s; return nil }
func (v *paramValue) Type() string       { return strings.ToUpper(string(v.typ)) }

func columnsHelp(q queries.Query) string {
	var b strings.Builder
	b.WriteString("Columns:\n")
	for _, col := range q.Columns {
		fmt.Fprintf(&b, "  %-12s %s\n", col.Name, col.Help)
	}
	return b.String()
}

// scanHelp says when a query reads much of the store.
func scanHelp(q queries.Query) string {
	if q.Scan == nil {
		return ""
	}
	when := "It reads"
	if len(q.Scan.Without) > 0 {
		when = "Without --" + strings.Join(q.Scan.Without, " and --") + " it reads"
	}
	return fmt.Sprintf("\n%s %s: in a large store that takes long.\n", when, q.Scan.Help)
}

// arguments gathers the parameters from flags, --param and plain arguments.
func arguments(cmd *cobra.Command, q queries.Query, needed []queries.Param, args []string) (map[string]string, error) {
	given := map[string]string{}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		for _, p := range q.Params {
			if p.Name == f.Name {
				given[p.Name] = f.Value.String()
			}
		}
	})
	extra, _ := cmd.Flags().GetStringArray("param") // defined above
	for _, e := range extra {
		k, v, ok := strings.Cut(e, "=")
		if !ok {
			return nil, fail(exitUsage, "--param %q is not NAME=VALUE", e)
		}
		given[k] = v
	}
	for _, p := range needed {
		if _, ok := given[p.Name]; !ok && len(args) > 0 {
			given[p.Name], args = args[0], args[1:]
		}
	}
	if len(args) > 0 {
		return nil, fail(exitUsage, "query %s does not need %q: its parameters have been given", q.Name, args[0])
	}
	return given, nil
}

// slow is how long a query may take before kg says why.
const slow = 2 * time.Second

// limit is what --limit says, 0: all. A person who does not say how many gets at
// most so many, a program all.
func (a *app) limit(most int) int {
	switch {
	case a.given()["query.limit"] != nil:
		return a.cfg.Query.Limit
	case a.cfg.Output.Format == "table":
		return most
	}
	return 0
}

// ask runs a query and prints its answer.
func (a *app) ask(ctx context.Context, st *store.Store, q queries.Query, given map[string]string, iris bool) error {
	began, found, more := time.Now(), 0, false
	limit := a.cfg.Query.Limit
	named := 0
	if a.cfg.Output.Format == "table" {
		named = mostListed
	}
	answers := a.printer().Stream()
	err := a.reader(st).RunEach(ctx, q, given, answer.Limits{Rows: limit, Time: a.cfg.Query.Timeout, Names: named}, func(part answer.Table) error {
		found, more = found+len(part.Rows), part.More
		return answers.Add(a.rows(part, iris))
	})
	if werr := answers.Close(err == nil); err == nil {
		err = werr
	}
	var params *answer.ParamError
	if errors.As(err, &params) {
		return fail(exitUsage, "%w\n`kg query %s --help` describes it", err, q.Name)
	}
	if err != nil {
		if found > 0 {
			a.note("kg: note: the answer is not whole: it was broken off after %s", answer.Plural(found, "row"))
		}
		return err
	}
	if took := time.Since(began); took > slow && q.Scans(given) {
		a.note("kg: note: %s took %s, because it read %s; `kg query %s --help` says what makes it quick", q.Name, took.Round(100*time.Millisecond), q.Scan.Help, q.Name)
	}
	if more {
		a.note("kg: note: there are more than %d rows; --limit 0 gives all", limit)
	}
	if found == 0 {
		a.note("kg: the articles in the store say nothing of that")
		return quiet(exitNone)
	}
	return nil
}

// rows lays an answer out. For programs every column of things has the IRIs,
// and a second one, with _label, the names.
func (a *app) rows(answered answer.Table, iris bool) out.Table {
	wide := a.cfg.Output.Format == "csv"
	t := out.Table{}
	for _, c := range answered.Columns {
		t.Columns = append(t.Columns, c.Name)
		if wide && c.Type.Thing() {
			t.Columns = append(t.Columns, c.Name+"_label")
		}
		if c.Type == queries.Int {
			t.Right = append(t.Right, c.Name)
		}
	}
	for _, row := range answered.Rows {
		var cells []string
		obj := out.Object{}
		for i, cell := range row {
			c := answered.Columns[i]
			cells = append(cells, texts(cell, c.Type, wide, iris)...)
			obj = member(obj, c, cell)
		}
		t.Rows = append(t.Rows, cells)
		t.Values = append(t.Values, obj)
	}
	return t
}

// texts are the one or two texts that stand for a cell in a row.
func texts(cell answer.Cell, t queries.Type, wide, iris bool) []string {
	switch {
	case wide && t.Thing():
		return []string{strings.Join(cell.IDs(), " "), strings.Join(cell.Labels(), "; ")}
	case wide:
		return []string{strings.Join(cell.Labels(), "; ")}
	case iris:
		return []string{cut(shortened(cell.IDs()), t)}
	}
	return []string{cut(shortened(cell.Labels()), t)}
}

// mostText is the number of characters of a text in a table; programs get the whole.
const mostText = 90

// cut shortens a long text, such as a passage, after a word.
func cut(s string, t queries.Type) string {
	runes := []rune(s)
	if t != queries.Text || len(runes) <= mostText {
		return s
	}
	short := string(runes[:mostText-1])
	if i := strings.LastIndexByte(short, ' '); i > len(short)*3/4 {
		short = short[:i]
	}
	return short + "…"
}

// member adds a cell to a JSON object.
func member(obj out.Object, c queries.Column, cell answer.Cell) out.Object {
	add := func(key string, list []string) {
		obj.Keys = append(obj.Keys, key)
		if c.Type.List() {
			obj.Values = append(obj.Values, list)
		} else {
			obj.Values = append(obj.Values, strings.Join(list, " "))
		}
	}
	add(c.Name, cell.IDs())
	if c.Type.Thing() {
		add(c.Name+"_label", cell.Labels())
	}
	return obj
}

// mostListed is the number of values of a list in a table.
const mostListed = 6

// shortened joins a list for a person, who does not read hundreds of names.
func shortened(list []string) string {
	if len(list) <= mostListed {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:mostListed-1], ", "), len(list)-mostListed+1)
}

// completeEntity offers names from the store that begin with what was typed.
func (a *app) completeEntity(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	const most = 50
	var names []string
	err := a.completing(cmd, func(st *store.Store) error {
		want := graph.Fold(typed)
		for e, err := range st.Entities(cmd.Context()) {
			if err != nil || len(names) == most {
				return err
			}
			label := e.Label(a.cfg.Output.Lang)
			if strings.HasPrefix(graph.Fold(label), want) {
				names = append(names, label+"\t"+a.typeLabel(e.Type, a.cfg.Output.Lang))
			}
		}
		return nil
	})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeRelation(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	if err := a.configure(cmd); err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var names []string
	for _, n := range a.onto.Relations() {
		if strings.HasPrefix(n, typed) {
			names = append(names, n+"\t"+a.relationLabel(n, a.cfg.Output.Lang))
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// completing opens the store while the shell waits: no store, no names.
func (a *app) completing(cmd *cobra.Command, f func(*store.Store) error) error {
	if err := a.configure(cmd); err != nil {
		return err
	}
	return a.reading(cmd.Context(), f)
}

// findings are the diagnostics anywhere in an error that joins several.
func findings(err error) diag.List {
	var out diag.List
	switch e := err.(type) {
	case nil:
	case *diag.Error:
		out = append(out, e.List...)
	case interface{ Unwrap() []error }:
		for _, x := range e.Unwrap() {
			out = append(out, findings(x)...)
		}
	default:
		if u := errors.Unwrap(err); u != nil {
			return findings(u)
		}
	}
	return out
}
