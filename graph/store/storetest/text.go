package storetest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"kg/graph"
	"kg/graph/fulltext"
	"kg/graph/store"
)

// testText: what is found by words is what the texts have, after any sequence
// of puts, changes and removals.
func testText(t *testing.T, open Open) {
	s := fresh(t, open)
	ctx := context.Background()
	for k := range uint64(25) {
		if err := Step(s, 31, k); err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		as, err := s.Articles(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range as {
			whole, err := s.Article(ctx, a.ID)
			if err != nil {
				t.Fatal(err)
			}
			texts[a.ID] = whole.Text
		}
		for _, q := range []string{"accused", "attacked severed", "Landia met 10", "ada supports", "nothing"} {
			diff(t, q, found(t, s, q), brute(texts, q))
		}
	}
}

func found(t *testing.T, s *store.Store, query string) []string {
	t.Helper()
	hits, more, err := s.FindText(context.Background(), strings.Fields(query))
	if err != nil || more {
		t.Fatal(more, err)
	}
	var out []string
	for _, h := range hits {
		out = append(out, h.Article)
	}
	slices.Sort(out)
	return out
}

// brute finds by reading all texts, which are English.
func brute(texts map[string]string, query string) []string {
	var out []string
	for id, text := range texts {
		terms, _ := fulltext.Counts(text, "en")
		all := true
		for _, w := range strings.Fields(query) {
			for _, t := range fulltext.Terms(w, "en") {
				all = all && terms[t] > 0
			}
		}
		if all {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// testTextWords: endings, accents, languages; an import has the words as well.
func testTextWords(t *testing.T, open Open) {
	s := fresh(t, open)
	article := func(id, lang, text string) graph.Record {
		return graph.Record{Article: graph.Article{ID: id, Source: id, Lang: lang, Text: text}}
	}
	put(t, s, article("en", "en", "Albania severed its relations; sanctions hit Manëz."), article("de", "de", "Die Länder verhängten Sanktionen."),
		article("fr", "fr", "L’Iran a été condamné."), article("it", "it", "La città nuova."))
	check := func(s *store.Store) {
		t.Helper()
		for query, want := range map[string]string{
			"relation": "en", "sanction": "en", "sanktion": "de", "manez albania": "en", "manez iran": "", "lander": "de", "condamne": "fr", "iran": "fr", "citta": "it",
			"the its": "", "die sanktion": "de", "nuov": "",
		} {
			if got := strings.Join(found(t, s, query), " "); got != want {
				t.Errorf("%q finds %q, want %q", query, got, want)
			}
		}
	}
	check(s)
	again := fresh(t, open)
	if err := again.Import(context.Background(), s.Quads(context.Background())); err != nil {
		t.Fatal(err)
	}
	check(again)
	put(t, s, article("en", "fr", "Albania severed its relations; sanctions hit Manëz.")) // another language
	if got := found(t, s, "severed"); len(got) != 1 {
		t.Errorf("%v", got)
	}
	if _, err := s.Forget(context.Background(), "en", "de", "fr", "it"); err != nil {
		t.Fatal(err)
	}
	if got := found(t, s, "relation"); len(got) != 0 {
		t.Errorf("of nothing remain %v", got)
	}
}
