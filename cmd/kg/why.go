package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kg/cmd/kg/internal/out"
	"kg/graph"
	"kg/graph/answer"
	"kg/graph/export"
	"kg/graph/store"
)

func newWhy(a *app) *cobra.Command {
	c := &cobra.Command{
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
	a.limits(c)
	return c
}

// passagesShown is the number of passages that a person is shown.
const passagesShown = 100

func (a *app) why(ctx context.Context, st *store.Store, args []string) error {
	r, limit := a.reader(st), a.limit(passagesShown)
	if limit > 0 {
		r.Most = limit + 1
	}
	proofs, err := a.proofs(ctx, r, args)
	if err != nil {
		return err
	}
	if limit > 0 && len(proofs) > limit {
		proofs = proofs[:limit]
		defer a.note("kg: note: there are more than %d passages; --limit 0 gives all", limit)
	}
	return a.printProofs(proofs)
}

func (a *app) proofs(ctx context.Context, r *answer.Reader, args []string) ([]answer.Proof, error) {
	switch {
	case len(args) == 3:
		return whyEdge(ctx, r, args[0], args[1], args[2])
	case len(args) == 2:
		x, err := r.Entity(ctx, args[0])
		if err != nil {
			return nil, err
		}
		y, err := r.Entity(ctx, args[1])
		if err != nil {
			return nil, err
		}
		return r.WhyPair(ctx, x, y)
	case strings.HasPrefix(answer.Bare(args[0]), graph.ClaimPrefix):
		return r.WhyClaim(ctx, args[0])
	}
	x, err := r.Article(ctx, args[0])
	if isNoArticle(err) {
		return nil, fail(exitUsage, "%w\nTo see what proves an edge give SUBJECT RELATION OBJECT, for a pair A B; `kg show %s` tells what is known of an entity", err, args[0])
	}
	if err != nil {
		return nil, err
	}
	return r.WhyArticle(ctx, x.ID)
}

func whyEdge(ctx context.Context, r *answer.Reader, subject, relation, object string) ([]answer.Proof, error) {
	rel, err := r.Relation(relation)
	if err != nil {
		return nil, err
	}
	s, err := r.Entity(ctx, subject)
	if err != nil {
		return nil, err
	}
	o, err := r.Entity(ctx, object)
	if err != nil {
		return nil, err
	}
	return r.WhyEdge(ctx, s, rel, o)
}

// printProofs shows claims with their passages.
func (a *app) printProofs(proofs []answer.Proof) error {
	t := out.Table{Columns: []string{"subject", "relation", "object", "source", "passage", "start", "end", "how", "speaker", "date", "rule"}}
	var blocks []string
	p := a.printer()
	for i, x := range proofs {
		t.Values = append(t.Values, x.Fact)
		t.Rows = append(t.Rows, []string{x.SubjectLabel, x.Predicate, x.ObjectLabel, x.Source, x.Quote,
			strconv.Itoa(x.Start), strconv.Itoa(x.End), x.Held, x.Speaker, x.Date, x.Rule})
		blocks = append(blocks, passage(p, fmt.Sprintf("%3d  ", i+1), x))
	}
	t.Plain = func(p *out.Printer) error {
		_, err := fmt.Fprintf(p.W, "%s\n\n%s\n", headline(p, proofs), strings.Join(blocks, "\n\n"))
		return err
	}
	return p.Print(t)
}

func headline(p *out.Printer, proofs []answer.Proof) string {
	articles, edges := map[string]bool{}, 0
	for _, x := range proofs {
		articles[x.Article] = true
		if x.Edge {
			edges++
		}
	}
	s := fmt.Sprintf("%s in %s", plural(len(proofs), "passage"), plural(len(articles), "article"))
	switch n := len(proofs) - edges; {
	case n == 1:
		s += "; 1 of them makes no edge"
	case n > 1:
		s += fmt.Sprintf("; %d of them make no edge", n)
	}
	return p.Paint(out.Bold, s)
}

func plural(n int, what string) string { return answer.Plural(n, what) }

// passage is one claim for a person: what it says, the passage, and the facts
// about it, the first line after a lead of five columns.
func passage(p *out.Printer, lead string, x answer.Proof) string {
	v := export.Visible
	var b strings.Builder
	statement := fmt.Sprintf("%s · %s · %s", v(x.SubjectLabel), x.RelationLabel, v(x.ObjectLabel))
	fmt.Fprintf(&b, "%s%s", lead, p.Paint(out.Bold, statement))
	if x.Held != "stated" {
		fmt.Fprintf(&b, "  %s", p.Paint(out.Bad, "["+x.Held+"]"))
	}
	fmt.Fprintf(&b, "\n%s\n", out.Wrap("“"+marked(p, x.Pieces)+"”", "     ", p.Width))
	where := []string{x.Source}
	for _, s := range []string{x.Outlet, x.Published} {
		if s != "" {
			where = append(where, s)
		}
	}
	where = append(where, x.Lang, fmt.Sprintf("bytes %d–%d", x.Start, x.End))
	fmt.Fprintf(&b, "     %s", p.Paint(out.Dim, v(strings.Join(where, " · "))))
	if f := facts(x); f != "" {
		fmt.Fprintf(&b, "\n     %s", p.Paint(out.Dim, v(f)))
	}
	return b.String()
}

// facts are what else is known of a claim, for one line.
func facts(x answer.Proof) string {
	var parts []string
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+" "+value)
		}
	}
	var chain []string
	for _, s := range x.Chain {
		chain = append(chain, s.Label)
	}
	add("according to", strings.Join(chain, " → "))
	add("date", x.Date)
	add("certainty", x.Confidence)
	add("number", x.Quantity)
	add("place", x.Place)
	for _, q := range x.Claim.Qualifiers {
		add(q.Key, q.Value)
	}
	add("rule", x.Rule)
	return strings.Join(parts, " · ")
}

// marked is the passage on one line with subject, object and cue marked.
func marked(p *out.Printer, pieces []answer.Piece) string {
	styles := map[answer.Role]string{answer.Subject: out.Actor, answer.Object: out.Target, answer.Cue: out.Cue, answer.Hit: out.Cue}
	var b strings.Builder
	for i := 0; i < len(pieces); i++ {
		x := pieces[i]
		if x.Role == answer.Plain {
			b.WriteString(piece(x.Text))
			continue
		}
		for !p.Color && i+1 < len(pieces) && pieces[i+1].Role != answer.Plain { // side by side they have one pair of marks
			i++
			x.Text += pieces[i].Text
		}
		b.WriteString(p.Mark(styles[x.Role], export.Visible(x.Text)))
	}
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
