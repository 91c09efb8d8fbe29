package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph"
	"kg/graph/answer"
	"kg/graph/store"
)

func newVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "verify", Short: "Check every passage against its article", Args: cobra.NoArgs,
		Long: `Reads every stored article again and checks that its text has the hash it had
when it was read, that every claim's passage stands in the text at its offsets,
that every claim has the name that its content gives, and that every edge is
proved by a claim. With -v it also tells which source files have changed or gone
since; that is no finding. Exit code 1 when there are findings.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.verify(cmd.Context(), st) })
		},
	}
}

// finding is something wrong in the store.
type finding struct {
	Article string `json:"article"`
	Claim   string `json:"claim"`
	Problem string `json:"problem"`
}

// verifier checks one article after the other: the store gives their quads in
// that order, so that only one article is in memory.
type verifier struct {
	findings         []finding
	articles, claims int
	sources          []graph.Article // without texts
}

func (a *app) verify(ctx context.Context, st *store.Store) error {
	v := &verifier{}
	if err := v.all(ctx, st); err != nil {
		return err
	}
	a.changedSources(v.sources)
	t := out.Table{Columns: []string{"article", "claim", "problem"}}
	for _, f := range v.findings {
		t.Rows = append(t.Rows, []string{f.Article, f.Claim, f.Problem})
		t.Values = append(t.Values, f)
	}
	if len(v.findings) > 0 || a.cfg.Output.Format != "table" {
		if err := a.printer().Print(t); err != nil {
			return err
		}
	}
	a.note("kg: checked %s in %s: %s", plural(v.claims, "passage"), plural(v.articles, "article"), plural(len(v.findings), "finding"))
	if len(v.findings) > 0 {
		return quiet(exitNone)
	}
	return nil
}

func (v *verifier) all(ctx context.Context, st *store.Store) error {
	var group []quad.Quad
	label := ""
	for q, err := range st.Quads(ctx) {
		if err != nil {
			return err
		}
		if l := answer.Text(q.Label); l != label {
			v.group(label, group)
			label, group = l, group[:0]
		}
		group = append(group, q)
	}
	v.group(label, group)
	sort.SliceStable(v.findings, func(i, j int) bool { return v.findings[i].Article < v.findings[j].Article })
	return nil
}

func (v *verifier) add(article, claim, format string, args ...any) {
	v.findings = append(v.findings, finding{article, claim, fmt.Sprintf(format, args...)})
}

// group checks the quads of one label.
func (v *verifier) group(label string, quads []quad.Quad) {
	if label == graph.Gazetteer || len(quads) == 0 {
		return
	}
	id, ok := strings.CutPrefix(label, graph.ArticlePrefix)
	if !ok {
		v.add("", "", "%s under the label %q, which is no article", plural(len(quads), "quad"), label)
		return
	}
	v.articles++
	bySubject := map[string][]quad.Quad{}
	var edges []quad.Quad
	for _, q := range quads {
		s := answer.Text(q.Subject)
		bySubject[s] = append(bySubject[s], q)
		if !strings.Contains(answer.Text(q.Predicate), ":") { // relations are bare names
			edges = append(edges, q)
		}
	}
	x := v.article(id, bySubject[label])
	proved := v.proofs(x, bySubject)
	for _, q := range edges {
		k := [3]string{answer.Text(q.Subject), answer.Text(q.Predicate), answer.Text(q.Object)}
		if !proved[k] {
			v.add(id, "", "the edge %s %s %s is proved by no claim", k[0], k[1], k[2])
		}
		delete(proved, k)
	}
	for _, k := range sorted(proved) {
		v.add(id, "", "the edge %s %s %s is missing, though a claim proves it", k[0], k[1], k[2])
	}
}

func sorted(m map[[3]string]bool) [][3]string {
	var out [][3]string
	for k := range m {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool { return strings.Join(out[i][:], "\n") < strings.Join(out[j][:], "\n") })
	return out
}

// article checks an article's text against the hash that was stored with it.
func (v *verifier) article(id string, quads []quad.Quad) graph.Article {
	x, err := graph.ArticleFromQuads(quads)
	if err != nil {
		v.add(id, "", "the article itself is missing: %v", err)
		return graph.Article{ID: id}
	}
	for _, q := range quads {
		if answer.Text(q.Predicate) == graph.KGTextSHA256 && answer.Text(q.Object) != x.TextSHA256() {
			v.add(id, "", "the text has changed: its SHA-256 is %s, not %s", x.TextSHA256(), answer.Text(q.Object))
		}
	}
	src := x
	src.Text = ""
	v.sources = append(v.sources, src)
	return x
}

// proofs checks the claims of an article and gives the edges that they prove.
func (v *verifier) proofs(x graph.Article, bySubject map[string][]quad.Quad) map[[3]string]bool {
	proved := map[[3]string]bool{}
	var iris []string
	for s := range bySubject {
		if strings.HasPrefix(s, graph.ClaimPrefix) {
			iris = append(iris, s)
		}
	}
	sort.Strings(iris)
	for _, iri := range iris {
		v.claims++
		c, err := graph.ClaimFromQuads(bySubject[iri])
		if err != nil {
			v.add(x.ID, iri, "cannot be read: %v", err)
			continue
		}
		if err := c.Check(x); err != nil {
			v.add(x.ID, iri, "%v", err)
		} else if c.IRI() != iri {
			v.add(x.ID, iri, "the content has changed: its name would be %s", c.IRI())
		}
		if c.Edge() {
			proved[[3]string{c.Subject, c.Predicate, c.Object}] = true
		}
	}
	return proved
}

// changedSources tells, with -v, which files differ from what was read.
func (a *app) changedSources(list []graph.Article) {
	if a.cfg.Log.Level != "debug" {
		return
	}
	for _, x := range list {
		if strings.Contains(x.Source, "://") || x.Source == "" {
			continue
		}
		file := filepath.FromSlash(x.Source)
		if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() { // a pipe would be read for ever
			a.say("kg: note: %s: what is now at %s is no file", x.ID, x.Source)
			continue
		}
		b, err := os.ReadFile(file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			a.say("kg: note: %s: the file %s is not there any more", x.ID, x.Source)
		case err != nil:
			a.say("kg: note: %s: the file %s cannot be read: %v", x.ID, x.Source, cause(err))
		case hash(b) != x.SHA256:
			a.say("kg: note: %s: the file %s has changed since it was read (%s bytes now); `kg ingest` reads it again", x.ID, x.Source, strconv.Itoa(len(b)))
		}
	}
}

func hash(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
