package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// demonym reads one row of a demonyms file: the adjectives of a state or
// region and the names of its people.
func (b *builder) demonym(r *row) {
	e := b.entries[r.get("id")]
	if e == nil {
		r.bad(b.diags, "id", "define it in a file of kind entities", "unknown entity %q", r.get("id"))
		return
	}
	b.people(e, r, "en_adj", "en", Adjective, same)
	b.people(e, r, "en_noun", "en", DemonymNoun, same)
	b.people(e, r, "de_adj", "de", Adjective, germanAdjective)
	b.people(e, r, "de_noun", "de", DemonymNoun, germanPeople)
	b.people(e, r, "fr", "fr", Adjective, frenchAdjective)
	b.people(e, r, "fr", "fr", DemonymNoun, frenchPeople)
	for _, p := range split(r.get("prefix")) {
		b.addRef(p, "any", ref{entry: b.num[e.ID], langs: all, form: Adjective, prefix: true})
	}
}

func split(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

func (b *builder) people(e *Entry, r *row, col, lang string, form Form, forms func(string) []string) {
	for _, w := range split(r.get(col)) {
		w, context := strings.CutPrefix(w, "?")
		if w == "" || strings.ContainsAny(w, "+*~!") {
			r.bad(b.diags, col, `words are separated by "|"; "?" before a word: needs context`, "bad word %q", w)
			continue
		}
		base := ref{entry: b.num[e.ID], langs: langBit(lang), form: form, context: context}
		for _, f := range forms(w) {
			b.addRef(f, lang, base)
			if lang == "de" && hasUmlaut(f) {
				b.addRef(umlauts.Replace(f), lang, base)
			}
		}
	}
}

func same(w string) []string { return []string{w} }

// germanAdjective declines an adjective; one with a capital ("Schweizer") has no endings.
func germanAdjective(w string) []string {
	last := w[strings.LastIndexByte(w, '-')+1:]
	if r, _ := utf8.DecodeRuneInString(last); unicode.IsUpper(r) {
		return []string{w}
	}
	return []string{w, w + "e", w + "en", w + "er", w + "es", w + "em"}
}

// germanPeople declines a noun for people: Albaner, Franzose, Israeli, and
// the female Albanerin with the forms that address both.
func germanPeople(w string) []string {
	switch {
	case strings.HasSuffix(w, "in"):
		stem := strings.TrimSuffix(w, "in")
		return []string{w, w + "nen", stem + ":innen", stem + ":in", stem + "Innen"}
	case strings.HasSuffix(w, "er"):
		return []string{w, w + "s", w + "n"}
	case strings.HasSuffix(w, "e"):
		return []string{w, w + "n"}
	case strings.HasSuffix(w, "s"):
		return []string{w}
	}
	return []string{w, w + "s"}
}

// frenchAdjective gives the four forms of "albanais/albanaise", the two of "belge".
func frenchAdjective(w string) []string {
	m, f, two := strings.Cut(w, "/")
	out := []string{m}
	if !strings.HasSuffix(m, "s") && !strings.HasSuffix(m, "x") && !strings.HasSuffix(m, "z") {
		out = append(out, m+"s")
	}
	if two {
		out = append(out, f, f+"s")
	}
	return out
}

// frenchPeople is frenchAdjective with capitals.
func frenchPeople(w string) []string {
	out := frenchAdjective(w)
	for i, f := range out {
		r, n := utf8.DecodeRuneInString(f)
		out[i] = string(unicode.ToUpper(r)) + f[n:]
	}
	return out
}

// cityAdjective gives capitals and other cities their German adjective:
// "Berliner Regierung". It is also a common kind of surname, so that it is
// believed without context for capitals only. Irregular ones ("Dresdner")
// stand in the demonyms files.
func (b *builder) cityAdjective(e *Entry) {
	if e.Type != Place || e.Country == "" || e.Context {
		return
	}
	for _, n := range e.Labels {
		if n.Lang != "de" && n.Lang != "" || strings.ContainsAny(n.Text, " -'") {
			continue
		}
		end := "er"
		switch {
		case strings.HasSuffix(n.Text, "e"):
			end = "r"
		case strings.HasSuffix(n.Text, "en") || strings.HasSuffix(n.Text, "er"):
			continue
		}
		b.addRef(n.Text+end, "de", ref{entry: b.num[e.ID], langs: de, form: Adjective, context: e.CapitalOf == ""})
	}
}
