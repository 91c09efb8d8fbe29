package ingest

import (
	"strings"
	"testing"

	"kg/graph"
	"kg/ingest/article"
)

func readAs(t *testing.T, name, lang, text string) graph.Record {
	t.Helper()
	doc, err := article.Parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	doc.Lang = lang
	rec, _, err := pipeline(t).Read(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// objects are the edges of a record with the labels and IDs of their objects.
func objects(rec graph.Record) map[string]graph.Entity {
	all := map[string]graph.Entity{}
	for _, e := range rec.Entities {
		all[e.ID] = e
	}
	out := map[string]graph.Entity{}
	for _, c := range rec.Claims {
		if c.Edge() {
			out[c.Subject+" "+c.Predicate] = all[c.Object]
		}
	}
	return out
}

func TestUnnamedObjects(t *testing.T) {
	for _, c := range []struct{ lang, text, edge, class, label string }{
		{"en", "Kenya condemned the coup in Gabon.", "kenya condemned", "Event", "coup in Gabon"},
		{"en", "A bomb tore through a market in Mocha on Friday. Oman condemned the bombing.", "oman condemned", "Event", "bomb tore through a market in Mocha"},
		{"en", "Sierra Leone threatened to close its border.", "sierra_leone threatened", "Statement", "to close its border"},
		{"en", "Kenya was accused of rigging tenders worth $12 million. Kenya denied the charges.", "kenya denied", "Statement", "rigging tenders worth $12 million"},
		{"de", "Norwegen verurteilte die Tötung von sechs Blauhelmen.", "norway condemned", "Event", "Tötung von sechs Blauhelmen"},
		{"de", "Jordanien drohte, seine Soldaten abzuziehen.", "jordan threatened", "Statement", "seine Soldaten abzuziehen"},
		{"fr", "La Zambie a menacé de fermer sa frontière.", "zambia threatened", "Statement", "fermer sa frontière"},
		{"fr", "Le Ghana a condamné l’enlèvement de trois géologues.", "ghana condemned", "Event", "enlèvement de trois géologues"},
		// somebody is meant, and known
		{"en", "Zambia expelled four Malawian diplomats. Tanzania criticised the decision.", "tanzania criticized", "Country", "Zambia"},
		{"en", "Prosecutors in Mexico charged Mauricio Ledezma with fraud. His lawyer, Inés Carvajal, denied the charges.", "person:ines_carvajal denied", "Country", "Mexico"},
	} {
		got := objects(readAs(t, "a.txt", c.lang, c.text))[c.edge]
		if got.Type != c.class || got.Label(c.lang) != c.label && got.Label("en") != c.label {
			t.Errorf("%s: %s %s %q, want %s %q", c.text, c.edge, got.Type, got.Label(c.lang), c.class, c.label)
		}
	}
}

// TestUnnamedAreOfTheirArticle: an event told of again is the same within an
// article, and another in the next.
func TestUnnamedAreOfTheirArticle(t *testing.T) {
	text := "Kenya condemned the coup in Gabon. Uganda deplored the putsch. Ghana condemned the kidnapping of two doctors."
	a, again, b := objects(readAs(t, "a.txt", "en", text)), objects(readAs(t, "a.txt", "en", text)), objects(readAs(t, "b.txt", "en", text))
	coup, kidnapping := a["kenya condemned"].ID, a["ghana condemned"].ID
	if coup == "" || a["uganda condemned"].ID != coup || kidnapping == coup {
		t.Errorf("coup %q, putsch %q, kidnapping %q", coup, a["uganda condemned"].ID, kidnapping)
	}
	if again["kenya condemned"].ID != coup {
		t.Errorf("read again: %q and %q", coup, again["kenya condemned"].ID)
	}
	if other := b["kenya condemned"].ID; other == coup || !strings.HasPrefix(other, "event:b") {
		t.Errorf("two articles share %q", other)
	}
}

// TestUnnamedAreNamedByClaims: nothing without a name is left that no claim names.
func TestUnnamedAreNamedByClaims(t *testing.T) {
	for _, rec := range records(t, corpus(t), 2) {
		named := map[string]bool{}
		for _, c := range rec.Claims {
			named[c.Subject], named[c.Object] = true, true
		}
		for _, e := range rec.Entities {
			if own := graph.StatementID(rec.Article.ID, 1); (strings.HasPrefix(e.ID, own[:len(own)-1]) || strings.HasPrefix(e.ID, "event:"+graph.Slug(rec.Article.ID))) && !named[e.ID] {
				t.Errorf("%s: no claim names %s %q", rec.Article.ID, e.ID, e.Labels[0].Text)
			}
			if l := e.Label(rec.Article.Lang); strings.TrimSpace(l) == "" || strings.Contains(l, "\n") {
				t.Errorf("%s: label %q of %s", rec.Article.ID, l, e.ID)
			}
		}
	}
}
