package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph"
	"kg/graph/export"
	"kg/graph/store"
)

func newWhy(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "why SUBJECT RELATION OBJECT | A B | CLAIM | ARTICLE", Short: "The passages that prove an edge",
		Long: `Shows every passage that says something: with three arguments what proves an
edge, with two what is said between two entities in either direction, with one
the passage of a claim (claim:...), or all passages of an article.

Statements that make no edge (denied, possible, planned) are shown too, and say
so. Subject, object and the word that ties them are marked: in colour on a
terminal, else between **.`,
		Example: "  kg why Albania severed Iran\n  kg why MEK hosted_in Manëz\n  kg why Albanien Iran --lang de\n  kg why claim:x7k2…",
		Args:    cobra.RangeArgs(1, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(st *store.Store) error { return a.why(cmd.Context(), st, args) })
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return a.completeRelation(cmd, args, typed)
			}
			return a.completeEntity(cmd, args, typed)
		},
	}
}

func (a *app) why(ctx context.Context, st *store.Store, args []string) error {
	var claims []graph.Claim
	var err error
	switch {
	case len(args) == 3:
		claims, err = a.whyEdge(ctx, st, args[0], args[1], args[2])
	case len(args) == 2:
		claims, err = a.whyPair(ctx, st, args[0], args[1])
	case strings.HasPrefix(bare(args[0]), graph.ClaimPrefix):
		claims, err = a.whyClaim(ctx, st, bare(args[0]))
	default:
		claims, err = a.whyArticle(ctx, st, args[0])
	}
	if err != nil {
		return err
	}
	return a.printClaims(ctx, st, claims)
}

// collect reads all claims of a filter.
func collect(ctx context.Context, st *store.Store, f store.Filter) ([]graph.Claim, error) {
	var out []graph.Claim
	for c, err := range st.Claims(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func (a *app) whyEdge(ctx context.Context, st *store.Store, subject, relation, object string) ([]graph.Claim, error) {
	r, err := a.relation(relation)
	if err != nil {
		return nil, err
	}
	s, err := a.entity(ctx, st, subject)
	if err != nil {
		return nil, err
	}
	o, err := a.entity(ctx, st, object)
	if err != nil {
		return nil, err
	}
	claims, err := collect(ctx, st, store.Filter{Subject: s.ID, Predicate: r, Object: o.ID, Pair: a.symmetric(r)})
	if err != nil || len(claims) > 0 {
		return claims, err
	}
	others, err := collect(ctx, st, store.Filter{Subject: s.ID, Object: o.ID, Pair: true})
	if err != nil {
		return nil, err
	}
	lang := a.cfg.Output.Lang
	return nil, fail(exitNone, "no article says: %s %s %s%s", s.Label(lang), r, o.Label(lang), a.between(others, s, o))
}

// between lists what is said of two entities instead.
func (a *app) between(claims []graph.Claim, s, o graph.Entity) string {
	if len(claims) == 0 {
		return "; the articles say nothing between the two"
	}
	counts := map[string]int{}
	for _, c := range claims {
		from, to := s, o
		if c.Subject == o.ID {
			from, to = o, s
		}
		counts[fmt.Sprintf("%s %s %s", from.Label(a.cfg.Output.Lang), c.Predicate, to.Label(a.cfg.Output.Lang))]++
	}
	var lines []string
	for k, n := range counts {
		lines = append(lines, fmt.Sprintf("  %s (%s)", k, plural(n, "passage")))
	}
	sort.Strings(lines)
	return "\nWhat they say between the two:\n" + strings.Join(lines, "\n")
}

func (a *app) whyPair(ctx context.Context, st *store.Store, one, other string) ([]graph.Claim, error) {
	x, err := a.entity(ctx, st, one)
	if err != nil {
		return nil, err
	}
	y, err := a.entity(ctx, st, other)
	if err != nil {
		return nil, err
	}
	claims, err := collect(ctx, st, store.Filter{Subject: x.ID, Object: y.ID, Pair: true})
	if err == nil && len(claims) == 0 {
		err = fail(exitNone, "the articles say nothing between %s and %s; `kg show` tells what they say of each", x.Label(a.cfg.Output.Lang), y.Label(a.cfg.Output.Lang))
	}
	return claims, err
}

// whyClaim finds a claim by its IRI: its article is the label of its quads.
func (a *app) whyClaim(ctx context.Context, st *store.Store, iri string) ([]graph.Claim, error) {
	none := fail(exitNone, "there is no claim %s in the store", iri)
	if strings.ContainsAny(iri, "<>") {
		return nil, none
	}
	rows, err := st.Gizmo(ctx, store.Query{Script: `g.V(param.claim).labels().forEach(function (a) { g.emit({article: a.id}); });`,
		Params: map[string]any{"claim": "<" + iri + ">"}, Columns: []string{"article"}, Timeout: a.cfg.Query.Timeout})
	if err != nil {
		return nil, err
	}
	for _, row := range rows.Rows {
		for _, v := range row[0] {
			claims, err := collect(ctx, st, store.Filter{Article: strings.TrimPrefix(bare(plain(v)), graph.ArticlePrefix)})
			if err != nil {
				return nil, err
			}
			for _, c := range claims {
				if c.IRI() == iri {
					return []graph.Claim{c}, nil
				}
			}
		}
	}
	return nil, none
}

func (a *app) whyArticle(ctx context.Context, st *store.Store, name string) ([]graph.Claim, error) {
	x, err := a.article(ctx, st, name)
	if errors.Is(err, errNoArticle) {
		return nil, fail(exitUsage, "%w\nTo see what proves an edge give SUBJECT RELATION OBJECT, for a pair A B; `kg show %s` tells what is known of an entity", err, name)
	}
	if err != nil {
		return nil, err
	}
	claims, err := collect(ctx, st, store.Filter{Article: x.ID})
	if err == nil && len(claims) == 0 {
		err = fail(exitNone, "nothing was read out of article %s", x.ID)
	}
	return claims, err
}

// printClaims shows claims with their passages.
func (a *app) printClaims(ctx context.Context, st *store.Store, claims []graph.Claim) error {
	r := newResolver(ctx, st, true)
	o := a.labels(r)
	t := out.Table{Columns: []string{"subject", "relation", "object", "source", "passage", "start", "end", "how", "speaker", "date", "rule"}}
	var blocks []string
	p := a.printer()
	for i, c := range claims {
		f := export.NewFact(c, o)
		t.Values = append(t.Values, f)
		t.Rows = append(t.Rows, []string{f.SubjectLabel, f.Predicate, f.ObjectLabel, f.Source, f.Quote,
			strconv.Itoa(f.Start), strconv.Itoa(f.End), held(c), f.Speaker, f.Date, f.Rule})
		blocks = append(blocks, a.passage(p, i+1, c, f, r))
	}
	if r.err != nil {
		return r.err
	}
	t.Plain = func(p *out.Printer) error {
		_, err := fmt.Fprintf(p.W, "%s\n\n%s\n", a.headline(p, claims), strings.Join(blocks, "\n\n"))
		return err
	}
	return p.Print(t)
}

func (a *app) headline(p *out.Printer, claims []graph.Claim) string {
	articles, edges := map[string]bool{}, 0
	for _, c := range claims {
		articles[c.Article] = true
		if c.Edge() {
			edges++
		}
	}
	s := fmt.Sprintf("%s in %s", plural(len(claims), "passage"), plural(len(articles), "article"))
	switch n := len(claims) - edges; {
	case n == 1:
		s += "; 1 of them makes no edge"
	case n > 1:
		s += fmt.Sprintf("; %d of them make no edge", n)
	}
	return p.Paint(out.Bold, s)
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// passage is one claim for a person: what it says, the passage, and the facts
// about it.
func (a *app) passage(p *out.Printer, n int, c graph.Claim, f export.Fact, r *resolver) string {
	v := export.Visible
	var b strings.Builder
	statement := fmt.Sprintf("%s · %s · %s", v(f.SubjectLabel), a.relationLabel(c.Predicate, a.cfg.Output.Lang), v(f.ObjectLabel))
	fmt.Fprintf(&b, "%3d  %s", n, p.Paint(out.Bold, statement))
	if how := held(c); how != "stated" {
		fmt.Fprintf(&b, "  %s", p.Paint(out.Bad, "["+how+"]"))
	}
	text := r.Article(c.Article).Text
	fmt.Fprintf(&b, "\n%s\n", out.Wrap("“"+marked(p, text, c)+"”", "     ", p.Width))
	where := []string{f.Source}
	for _, s := range []string{f.Outlet, f.Published} {
		if s != "" {
			where = append(where, s)
		}
	}
	where = append(where, f.Lang, fmt.Sprintf("bytes %d–%d", f.Start, f.End))
	fmt.Fprintf(&b, "     %s", p.Paint(out.Dim, v(strings.Join(where, " · "))))
	if facts := a.facts(c, f, r); facts != "" {
		fmt.Fprintf(&b, "\n     %s", p.Paint(out.Dim, v(facts)))
	}
	return b.String()
}

// held says how a claim holds what it says, in one word or two.
func held(c graph.Claim) string {
	var parts []string
	if c.Polarity != graph.Affirmed {
		parts = append(parts, c.Polarity)
	}
	if c.Modality != graph.Factual {
		parts = append(parts, c.Modality)
	}
	if len(parts) == 0 {
		return "stated"
	}
	return strings.Join(parts, ", ")
}

// facts are what else is known of a claim, for one line.
func (a *app) facts(c graph.Claim, f export.Fact, r *resolver) string {
	var parts []string
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+" "+value)
		}
	}
	var chain []string
	for _, s := range c.Speakers {
		chain = append(chain, r.Entity(s).Label(a.cfg.Output.Lang))
	}
	add("according to", strings.Join(chain, " → "))
	add("date", f.Date)
	add("certainty", f.Confidence)
	add("number", f.Quantity)
	add("place", f.Place)
	for _, q := range c.Qualifiers {
		add(q.Key, q.Value)
	}
	add("rule", f.Rule)
	return strings.Join(parts, " · ")
}

// marked is the passage on one line with subject, object and cue marked. The
// marks are spans of the article's text; those outside the passage are left.
func marked(p *out.Printer, text string, c graph.Claim) string {
	type mark struct {
		graph.Span
		style string
	}
	var marks []mark
	for _, m := range []mark{{c.SubjectAt, out.Actor}, {c.ObjectAt, out.Target}, {c.CueAt, out.Cue}} {
		if m.Len() > 0 && c.Span.Contains(m.Span) {
			marks = append(marks, m)
		}
	}
	sort.SliceStable(marks, func(i, j int) bool { return marks[i].Start < marks[j].Start })
	if !c.Span.In(len(text)) {
		return export.Visible(c.Exact)
	}
	var b strings.Builder
	at := c.Span.Start
	for _, m := range marks {
		if m.Start < at {
			continue // within another mark
		}
		b.WriteString(piece(text[at:m.Start]))
		b.WriteString(p.Mark(m.style, export.Visible(text[m.Start:m.End])))
		at = m.End
	}
	b.WriteString(piece(text[at:c.Span.End]))
	return strings.TrimSpace(b.String())
}

// piece makes a part of a passage visible and keeps the space at its ends.
func piece(s string) string {
	v := export.Visible(s)
	if v == "" {
		if s != "" {
			return " "
		}
		return ""
	}
	if trimmed := strings.TrimLeft(s, " \t\r\n\u00a0"); trimmed != s {
		v = " " + v
	}
	if trimmed := strings.TrimRight(s, " \t\r\n\u00a0"); trimmed != s {
		v += " "
	}
	return v
}
