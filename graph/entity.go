package graph

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// Name is one way to write an entity's name.
type Name struct {
	Text string `json:"text"`
	Lang string `json:"lang,omitempty"` // ISO 639-1; "" for names of no language
}

// Entity is a person, state, group, place or thing.
type Entity struct {
	ID      string   // IRI; curated: a bare slug ("iran"), discovered: class:slug ("person:ada_lovelace")
	Type    string   // a type of the ontology, "Country"
	Labels  []Name   // preferred name, at most one a language, sorted by language
	Aliases []Name   // other names, sorted
	SameAs  []string // "wd:Q794"
	Country string   // ID of the state in which it lies or of which it is part, where curated data say so
	Curated bool     // from the gazetteer: its quads are labelled kg:gazetteer, not with the article
}

// Label is the preferred name in lang, else in English, else the first, else the ID.
func (e Entity) Label(lang string) string {
	var first, english string
	for _, n := range e.Labels {
		switch {
		case n.Lang == lang:
			return n.Text
		case n.Lang == "en":
			english = n.Text
		case first == "":
			first = n.Text
		}
	}
	if english != "" {
		return english
	}
	if first != "" {
		return first
	}
	return e.ID
}

// Normalize sorts and de-duplicates names so that equal entities are equal values.
func (e *Entity) Normalize() {
	e.Labels = sortNames(e.Labels)
	e.Aliases = sortNames(e.Aliases)
	sort.Strings(e.SameAs)
}

func sortNames(in []Name) []Name {
	out := append([]Name(nil), in...)
	sort.Slice(out, func(i, j int) bool {
		if out[i].Lang != out[j].Lang {
			return out[i].Lang < out[j].Lang
		}
		return out[i].Text < out[j].Text
	})
	return slices.Compact(out)
}

// EventID names an event that has no name of its own by who holds it and its
// kind: the meeting of <mek> is "event:mek_meeting" in every article.
func EventID(owner, kind string) string {
	if _, rest, ok := strings.Cut(owner, ":"); ok {
		owner = rest
	}
	return "event:" + owner + "_" + kind
}

// ArticleEventID and StatementID name the n-th event of its kind, from 1, and the
// n-th statement, that an article tells of without a name: nobody can tell
// whether two articles mean the same one, so the names hold within the article.
func ArticleEventID(article, kind string, n int) string {
	return fmt.Sprintf("event:%s_%s_%d", Slug(article), Slug(kind), n)
}

// StatementID is described with ArticleEventID.
func StatementID(article string, n int) string {
	return fmt.Sprintf("statement:%s_%d", Slug(article), n)
}

// Slug makes the part of an IRI that stands for a name: letters and digits of
// the folded name, runs of anything else as one underscore; hyphens stay.
// It is empty for a name without letters or digits.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range Fold(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(r)
		case r == '-' && b.Len() > 0 && !gap:
			b.WriteByte('-')
		case r == '\'':
			// "Ka'nani" stays one word
		default:
			gap = true
		}
	}
	return strings.TrimRight(b.String(), "-_")
}
