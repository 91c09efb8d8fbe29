package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"kg/cmd/kg/internal/conf"
	"kg/cmd/kg/internal/out"
	"kg/graph/export"
	"kg/graph/ontology"
	"kg/graph/store"
)

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// app is what all commands share. It is made anew for each run.
type app struct {
	streams
	env   []string
	flags map[string][]*pflag.Flag // key of the configuration to the flags of commands that set it
	file  string                   // --config
	cfg   *conf.Config
	began bool // a command's own code has begun
	onto  *ontology.Ontology
}

// run runs a command line and gives its exit code. It is the only place that
// tells a person of an error.
func run(ctx context.Context, args []string, s streams, env []string) int {
	a := &app{streams: s, env: env, flags: map[string][]*pflag.Flag{}}
	root := newRoot(a, args)
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	code := exitCode(err)
	if !a.began && code == exitStore { // cobra's own: an unknown command, flags that exclude each other
		code = exitUsage
	}
	if msg := err.Error(); msg != "" {
		if errors.Is(err, context.Canceled) {
			msg = strings.ReplaceAll(msg, context.Canceled.Error(), "interrupted")
		}
		a.say("kg: %s", msg)
	}
	if code == exitUsage && !a.began && len(findings(err)) == 0 {
		a.say("Run 'kg help' for usage.")
	}
	return code
}

// say writes a message for a person to stderr, each line fit for a screen.
func (a *app) say(format string, args ...any) {
	lines := strings.Split(fmt.Sprintf(format, args...), "\n")
	for i, l := range lines {
		indent := len(l) - len(strings.TrimLeft(l, " "))
		lines[i] = l[:indent] + middleCut(export.Visible(l[indent:]))
	}
	fmt.Fprintln(a.err, strings.Join(lines, "\n"))
}

// middleCut shortens a line that repeats what was given, however long that is,
// and keeps both ends: what went wrong, and what to do.
func middleCut(s string) string {
	const end = 1000 // bytes kept at each side
	if len(s) <= 3*end {
		return s
	}
	return strings.ToValidUTF8(s[:end], "") + " … " + strings.ToValidUTF8(s[len(s)-end:], "")
}

// note is said unless -q; detail only with -v.
func (a *app) note(format string, args ...any) {
	if a.cfg.Log.Level != "error" {
		a.say(format, args...)
	}
}

func (a *app) detail(format string, args ...any) {
	if a.cfg.Log.Level == "debug" {
		a.say(format, args...)
	}
}

// sets lets a flag of a command override a key of the configuration.
func (a *app) sets(key string, f *pflag.Flag) { a.flags[key] = append(a.flags[key], f) }

// given are the flags on the command line that set keys. One command runs, so
// at most one flag of a key is given.
func (a *app) given() map[string]*pflag.Flag {
	out := map[string]*pflag.Flag{}
	for key, flags := range a.flags {
		for _, f := range flags {
			if f.Changed {
				out[key] = f
			}
		}
	}
	return out
}

// configure reads the configuration and the ontology, before any command.
func (a *app) configure(cmd *cobra.Command) error {
	cfg, err := conf.Load(conf.Source{File: a.file, Environ: a.env, Flags: a.given()})
	if err != nil {
		return &failure{exitUsage, err}
	}
	a.cfg = cfg
	for flag, level := range map[string]string{"quiet": "error", "verbose": "debug"} {
		if f := cmd.Flags().Lookup(flag); f != nil && f.Changed && f.Value.String() == "true" {
			cfg.SetLevel(level, "--"+flag)
		}
	}
	if a.onto, err = ontology.Load(); err != nil {
		return &failure{exitInput, err}
	}
	for _, name := range cfg.Ignored {
		a.detail("kg: note: the variable %s is no setting of kg and was passed over", name)
	}
	return nil
}

// printer writes answers to stdout in the configured format.
func (a *app) printer() *out.Printer {
	p := &out.Printer{W: a.out, Format: a.cfg.Output.Format}
	f, ok := a.out.(*os.File)
	p.Terminal = ok && isatty.IsTerminal(f.Fd())
	if p.Terminal {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil {
			p.Width = w
		}
	}
	switch a.cfg.Output.Color {
	case "always":
		p.Color = true
	case "auto":
		p.Color = p.Terminal && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb"
	}
	return p
}

func (a *app) getenv(name string) string {
	for _, e := range a.env {
		if v, ok := strings.CutPrefix(e, name+"="); ok {
			return v
		}
	}
	return ""
}

// errTerminal reports whether a person watches stderr.
func (a *app) errTerminal() bool {
	f, ok := a.err.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// open opens the store; to read it must exist.
func (a *app) open(ctx context.Context, readOnly bool) (*store.Store, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find kg's own program, which runs queries in a process of their own: %w", err)
	}
	return store.Open(ctx, a.cfg.Store.Path, store.Options{ReadOnly: readOnly, Worker: exe})
}

// reading runs f on the store, opened for reading.
func (a *app) reading(ctx context.Context, f func(*store.Store) error) error {
	st, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	return errors.Join(f(st), st.Close())
}

// writing runs f on the store, opened for writing.
func (a *app) writing(ctx context.Context, f func(*store.Store) error) error {
	st, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	return errors.Join(f(st), st.Close())
}

// relationLabel is a relation's label in the language of the output.
func (a *app) relationLabel(name, lang string) string {
	if r := a.onto.Relation(name); r != nil {
		return r.Label(lang)
	}
	return strings.ReplaceAll(name, "_", " ")
}

func (a *app) typeLabel(name, lang string) string {
	if t := a.onto.Type(name); t != nil {
		return t.Label(lang)
	}
	return name
}

func (a *app) symmetric(name string) bool {
	r := a.onto.Relation(name)
	return r != nil && r.Symmetric
}

// labels are the options with which exports name things.
func (a *app) labels(r export.Resolver) export.Options {
	return export.Options{Resolver: r, Lang: a.cfg.Output.Lang, Relation: a.relationLabel}
}
