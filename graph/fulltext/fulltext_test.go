package fulltext

import (
	"slices"
	"strings"
	"testing"
)

func TestTerms(t *testing.T) {
	// Words that must be found by one another.
	for lang, groups := range map[string][]string{
		"en": {"sanction sanctions sanctioned SANCTIONS", "Manëz Manez manëz", "attack attacks attacked attacking", "MEK mek"},
		"de": {"Sanktion Sanktionen", "Angriff Angriffe Angriffen", "Länder Ländern Lander", "Straße strasse", "Beziehung Beziehungen"},
		"fr": {"condamné condamnée condamnés condamne", "relation relations", "diplomatique diplomatiques", "élu elu"},
		"it": {"città CITTÀ citta"},
	} {
		for _, g := range groups {
			words := strings.Fields(g)
			for _, w := range words[1:] {
				if !shared(Terms(words[0], Language(lang)), Terms(w, Language(lang))) {
					t.Errorf("%s: %s (%v) is not found by %s (%v)", lang, words[0], Terms(words[0], lang), w, Terms(w, lang))
				}
			}
		}
	}
	for _, w := range []string{"the", "The", "a", ""} {
		if got := Terms(w, "en"); got != nil {
			t.Errorf("%q has the terms %v", w, got)
		}
	}
	if shared(Terms("Niger", "en"), Terms("Nigeria", "en")) {
		t.Error("Niger is found as Nigeria")
	}
	if long := Terms(strings.Repeat("é", 500), "fr"); len(long[0]) > maxTerm {
		t.Errorf("a term of %d bytes", len(long[0]))
	}
}

func shared(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

func TestWords(t *testing.T) {
	text := "L’Iran's “Mujahideen-e-Khalq”, 2022: e\u0301lu\x00x"
	var got []string
	for w := range Words(text) {
		got = append(got, w.Text)
		if text[w.Start:w.End] != w.Text {
			t.Errorf("%q at %d-%d", w.Text, w.Start, w.End)
		}
	}
	if want := "Iran Mujahideen Khalq 2022 e\u0301lu"; strings.Join(got, " ") != want {
		t.Errorf("got %q", got)
	}
}

func FuzzTerms(f *testing.F) {
	f.Add("Grüße, l’été 2022", "fr")
	f.Fuzz(func(t *testing.T, text, lang string) {
		terms, _ := Counts(text, lang)
		for x := range terms {
			if len(x) > maxTerm || x == "" || strings.Contains(x, "\x00") {
				t.Errorf("term %q of %q", x, text)
			}
		}
	})
}
