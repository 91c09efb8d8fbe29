package answer

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"

	"kg/graph"
	"kg/graph/export"
	"kg/graph/store"
)

// Role says what a marked part of a passage is.
type Role string

// Roles of the parts of a passage. Plain is the text between them.
const (
	Plain   Role = ""
	Subject Role = "subject"
	Object  Role = "object"
	Cue     Role = "cue" // the word that ties the two
)

// Piece is a part of a passage. Joined, the texts of all pieces are the
// passage, verbatim.
type Piece struct {
	Role Role   `json:"role"`
	Text string `json:"text"`
}

// Proof is a passage that says something, and the facts about it.
type Proof struct {
	export.Fact
	RelationLabel string      `json:"relation_label"`
	Held          string      `json:"held"`  // "stated", or how else: "alleged", "denied, planned"
	Chain         []Named     `json:"chain"` // who says so, outermost first; empty: the article itself
	Pieces        []Piece     `json:"pieces"`
	Claim         graph.Claim `json:"-"`
}

// WhyEdge gives the passages that say that subject does relation to object;
// of a symmetric relation also those that say it the other way round.
// Errors: *NothingError, with what else is said between the two.
func (r *Reader) WhyEdge(ctx context.Context, subject graph.Entity, relation string, object graph.Entity) ([]Proof, error) {
	claims, err := r.Claims(ctx, store.Filter{Subject: subject.ID, Predicate: relation, Object: object.ID, Pair: r.Symmetric(relation)})
	if err != nil {
		return nil, err
	}
	if len(claims) > 0 {
		return r.Prove(ctx, claims)
	}
	others, err := r.Claims(ctx, store.Filter{Subject: subject.ID, Object: object.ID, Pair: true})
	if err != nil {
		return nil, err
	}
	nothing := &NothingError{Text: fmt.Sprintf("no article says: %s %s %s", subject.Label(r.Lang), relation, object.Label(r.Lang)), Else: r.tally(others, subject, object)}
	if len(others) == 0 {
		nothing.Text += "; the articles say nothing between the two"
	}
	return nil, nothing
}

// tally counts the passages of each statement between two.
func (r *Reader) tally(claims []graph.Claim, x, y graph.Entity) []Statement {
	at := map[string]int{}
	var out []Statement
	for _, c := range claims {
		from, to := x, y
		if c.Subject == y.ID {
			from, to = y, x
		}
		key := from.ID + " " + c.Predicate
		if i, ok := at[key]; ok {
			out[i].Passages++
			continue
		}
		at[key] = len(out)
		out = append(out, Statement{r.named(from), c.Predicate, r.named(to), 1})
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Subject.ID != b.Subject.ID {
			return a.Subject.ID == x.ID
		}
		return a.Predicate < b.Predicate
	})
	return out
}

// WhyPair gives all that is said between two, in either direction.
// Errors: *NothingError.
func (r *Reader) WhyPair(ctx context.Context, x, y graph.Entity) ([]Proof, error) {
	claims, err := r.Claims(ctx, store.Filter{Subject: x.ID, Object: y.ID, Pair: true})
	if err != nil {
		return nil, err
	}
	if len(claims) == 0 {
		return nil, &NothingError{Text: fmt.Sprintf("the articles say nothing between %s and %s; `kg show` tells what they say of each", x.Label(r.Lang), y.Label(r.Lang))}
	}
	return r.Prove(ctx, claims)
}

// WhyClaim gives the passage of the claim with the IRI. Errors: *NothingError.
func (r *Reader) WhyClaim(ctx context.Context, iri string) ([]Proof, error) {
	c, err := r.Store.Claim(ctx, Bare(iri))
	if errors.Is(err, store.ErrNotFound) {
		return nil, &NothingError{Text: err.Error()}
	}
	if err != nil {
		return nil, err
	}
	return r.Prove(ctx, []graph.Claim{c})
}

// WhyArticle gives all passages of an article that say something.
// Errors: *NothingError.
func (r *Reader) WhyArticle(ctx context.Context, id string) ([]Proof, error) {
	claims, err := r.Claims(ctx, store.Filter{Article: id})
	if err != nil {
		return nil, err
	}
	if len(claims) == 0 {
		return nil, &NothingError{Text: fmt.Sprintf("nothing was read out of article %s", strings.TrimPrefix(id, graph.ArticlePrefix))}
	}
	return r.Prove(ctx, claims)
}

// Prove gives for each claim its passage and the facts about it. Claims of one
// article should follow one another: its text is then read once. Of more than
// Most it gives the first.
func (r *Reader) Prove(ctx context.Context, claims []graph.Claim) ([]Proof, error) {
	if r.Most > 0 && len(claims) > r.Most {
		claims = claims[:r.Most]
	}
	return r.prove(NewNames(ctx, r.Store, true), claims)
}

// prove is Prove with names that several answers share; they have texts.
func (r *Reader) prove(names *Names, claims []graph.Claim) ([]Proof, error) {
	labels := r.Labels(names)
	out := make([]Proof, 0, len(claims))
	for _, c := range claims {
		p := Proof{Fact: export.NewFact(c, labels), RelationLabel: r.RelationLabel(c.Predicate), Held: Held(c), Chain: []Named{},
			Pieces: pieces(names.Article(c.Article).Text, c), Claim: c}
		for _, s := range c.Speakers {
			p.Chain = append(p.Chain, r.named(names.Entity(s)))
		}
		out = append(out, p)
	}
	return out, names.Err()
}

// Held says how a claim holds what it says: "stated", "alleged", "denied", …
func Held(c graph.Claim) string {
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

// pieces cuts a passage at its marks. The marks are spans of the article's
// text; those outside the passage and those within another are left out.
func pieces(text string, c graph.Claim) []Piece {
	type mark struct {
		graph.Span
		role Role
	}
	if !c.Span.In(len(text)) {
		return []Piece{{Plain, c.Exact}}
	}
	var marks []mark
	for _, m := range []mark{{c.SubjectAt, Subject}, {c.ObjectAt, Object}, {c.CueAt, Cue}} {
		if m.Len() > 0 && c.Span.Contains(m.Span) {
			marks = append(marks, m)
		}
	}
	sort.SliceStable(marks, func(i, j int) bool { return marks[i].Start < marks[j].Start })
	var out []Piece
	at := c.Span.Start
	add := func(role Role, end int) {
		if at < end {
			out = append(out, Piece{role, text[at:end]})
			at = end
		}
	}
	for _, m := range marks {
		if m.Start < at {
			continue
		}
		add(Plain, m.Start)
		add(m.role, m.End)
	}
	add(Plain, c.Span.End)
	return out
}
