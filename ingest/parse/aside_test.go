package parse

import (
	"testing"
)

// TestParseAside: a date between subject, verb and object does not lead the
// parser astray, and hangs on the verb. | marks its ends.
func TestParseAside(t *testing.T) {
	for _, c := range []struct{ lang, text, verb, subject, object, under string }{
		{"en", "Britain | last month | expelled two Iranian diplomats .", "expelled", "Britain", "diplomats", "month"},
		{"en", "The ministry | Tuesday | blacklisted the firm .", "blacklisted", "ministry", "firm", "Tuesday"},
		{"en", "Poland in | 2022 | supplied tanks to Ukraine .", "supplied", "Poland", "tanks", "2022"},
		{"fr", "La Turquie avait condamné | le mois dernier | les frappes israéliennes .", "condamné", "Turquie", "frappes", "mois"},
		{"de", "Die EU verhängte | vergangene Woche | Sanktionen gegen Belarus .", "verhängte", "EU", "Sanktionen", "Woche"},
		{"en", "Germany supplied tanks to Ukraine .", "supplied", "Germany", "tanks", ""},
		{"en", "The | 2018 | summit failed .", "failed", "summit", "", ""},
	} {
		tokens, asides := marked(c.text)
		tree := load(t, c.lang).ParseAside(tokens, nil, asides)
		form := func(i int) string { return tree.Word(i).Form }
		v := tree.Root()
		if form(v) != c.verb || form(tree.Subject(v)) != c.subject || form(tree.Object(v)) != c.object {
			t.Errorf("%s: verb %q, subject %q, object %q", c.text, form(v), form(tree.Subject(v)), form(tree.Object(v)))
		}
		if tree.Len() < len(tokens) {
			t.Fatalf("%s: %d words", c.text, tree.Len())
		}
		for i := range tree.Len() {
			w := tree.Word(i)
			if w.Form != tokens[w.Token].Form && c.lang == "en" {
				t.Errorf("%s: word %d is %q of token %q", c.text, i, w.Form, tokens[w.Token].Form)
			}
			if w.Form == c.under && w.Head != v {
				t.Errorf("%s: %q hangs on %q", c.text, w.Form, form(w.Head))
			}
		}
	}
}

func marked(text string) (tokens []Token, asides []Range) {
	open := -1
	for _, t := range Spaced(text) {
		switch {
		case t.Form != "|":
			tokens = append(tokens, t)
		case open < 0:
			open = len(tokens)
		default:
			asides, open = append(asides, Range{open, len(tokens)}), -1
		}
	}
	return tokens, asides
}
