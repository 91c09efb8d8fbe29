package answer

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"kg/graph"
	"kg/internal/near"
)

// Kind says what a name was to name.
type Kind string

// Kinds of things that a person names.
const (
	AnEntity   Kind = "entity"
	ARelation  Kind = "relation"
	AnArticle  Kind = "article"
	mostListed      = 12
)

// NameError says that a name names nothing, or several things.
type NameError struct {
	Kind    Kind
	Name    string
	Matches []Named // several things that have the name
	Near    []Named // things with similar names: for the message only
	text    string
}

func (e *NameError) Error() string { return e.text }

// NothingError says that the articles say nothing of what was asked.
type NothingError struct {
	Text string
	Else []Statement // what they say of the same two instead
}

func (e *NothingError) Error() string {
	if len(e.Else) == 0 {
		return e.Text
	}
	var lines []string
	for _, s := range e.Else {
		lines = append(lines, fmt.Sprintf("  %s %s %s (%s)", s.Subject.Label, s.Predicate, s.Object.Label, Plural(s.Passages, "passage")))
	}
	sort.Strings(lines)
	return e.Text + "\nWhat they say between the two:\n" + strings.Join(lines, "\n")
}

// Statement is something that passages say of two.
type Statement struct {
	Subject   Named  `json:"subject"`
	Predicate string `json:"predicate"`
	Object    Named  `json:"object"`
	Passages  int    `json:"passages"`
}

// Plural counts things: "1 passage", "2 passages".
func Plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// Entity finds the one entity that a person named by IRI, label or alias.
// Errors: *NameError.
func (r *Reader) Entity(ctx context.Context, name string) (graph.Entity, error) {
	matches, similar, err := r.Store.FindEntity(ctx, name)
	if err != nil {
		return graph.Entity{}, err
	}
	if len(matches) == 1 {
		return matches[0], nil
	}
	e := &NameError{Kind: AnEntity, Name: name}
	for _, m := range matches {
		e.Matches = append(e.Matches, r.named(m))
	}
	for _, m := range similar {
		e.Near = append(e.Near, r.named(m))
	}
	switch {
	case len(matches) > 1:
		e.text = fmt.Sprintf("%q can be any of these; name one by its IRI:\n%s", name, r.list(e.Matches))
	case len(similar) > 0:
		e.text = fmt.Sprintf("nothing is called %q. Did you mean one of these?\n%s", name, r.list(e.Near))
	default:
		e.text = fmt.Sprintf("nothing in the store is called %q; names are matched in English, German and French, whatever their case and accents", name)
	}
	return graph.Entity{}, e
}

func (r *Reader) list(all []Named) string {
	var lines []string
	for i, e := range all {
		if i == mostListed {
			lines = append(lines, fmt.Sprintf("  and %d more", len(all)-mostListed))
			break
		}
		lines = append(lines, fmt.Sprintf("  <%s>  %s (%s)", e.ID, e.Label, r.TypeLabel(e.Type)))
	}
	return strings.Join(lines, "\n")
}

// Relation finds a relation by its name or its label in any language.
// Errors: *NameError.
func (r *Reader) Relation(name string) (string, error) {
	want := graph.Fold(Bare(name))
	names := r.Onto.Relations()
	for _, n := range names {
		if want == n || want == strings.ReplaceAll(n, "_", " ") {
			return n, nil
		}
		for _, label := range r.Onto.Relation(n).Labels {
			if want == graph.Fold(label) {
				return n, nil
			}
		}
	}
	e := &NameError{Kind: ARelation, Name: name}
	hint := ""
	if n := near.Nearest(want, names, 2); n != "" {
		e.Near = []Named{{ID: n, Label: r.RelationLabel(n), Type: string(ARelation)}}
		hint = fmt.Sprintf("; did you mean %s?", n)
	}
	e.text = fmt.Sprintf("there is no relation %q%s\nThe relations are: %s", name, hint, strings.Join(names, ", "))
	return "", e
}

// Article finds the one article that a person named by ID, the beginning of
// it, IRI, path, file name or URL. The text is not read. Errors: *NameError.
func (r *Reader) Article(ctx context.Context, name string) (graph.Article, error) {
	found, err := r.Store.FindArticles(ctx, name)
	if err != nil {
		return graph.Article{}, err
	}
	e := &NameError{Kind: AnArticle, Name: name}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		e.text = fmt.Sprintf("no such article: %q is no ID, beginning of an ID, path or file name; `kg sources` lists the articles", name)
		return graph.Article{}, e
	}
	var lines []string
	for i, x := range found {
		e.Matches = append(e.Matches, Named{ID: x.IRI(), Label: x.SourceName(), Type: graph.KGArticle})
		if i < mostListed {
			lines = append(lines, fmt.Sprintf("  %s  %s", x.ID, x.Source))
		}
	}
	if more := len(found) - mostListed; more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	e.text = fmt.Sprintf("%q is the beginning of several articles; name one:\n%s", name, strings.Join(lines, "\n"))
	return graph.Article{}, e
}
