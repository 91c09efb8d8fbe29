package gazetteer

import (
	"fmt"
	"testing"

	"kg/graph"
)

func TestAtoms(t *testing.T) {
	for text, want := range map[string]string{
		"U.S.":               "us",
		"U.S. Steel":         "us steel",
		"U.K":                "uk",
		"l’Iran":             "l iran",
		"Mujahedin-e-Khalq":  "mujahedin e khalq",
		"APT28":              "apt 28",
		"Côte d’Ivoire":      "cote d ivoire",
		"Procter & Gamble":   "procter & gamble",
		"St. Gallen":         "st gallen",
		"Straße":             "strasse",
		"Diplomat:innen":     "diplomat innen",
		"Washington, D.C.":   "washington , dc",
		"Μόσχα":              "μοσχα",
		"":                   "",
		"--":                 "",
		"\xff":               "\xff",
		"N’Djamena":          "n djamena",
		"Lapsus$":            "lapsus $",
		"ǅ":                  "dz",
		"NATO-Generals.":     "nato generals",
		"J.R.R. Tolkien":     "jrr tolkien",
		"Sept. 7":            "sept 7",
		"Amazon.com":         "amazon com",
		"e.V.":               "e v",
		"Erdoğan Łódź Støre": "erdogan lodz store",
	} {
		got := ""
		for i, a := range atoms(nil, text) {
			if i > 0 {
				got += " "
			}
			got += a.text
			if a.raw != text[a.start:a.end] {
				t.Errorf("%q: atom %q is not at %d-%d", text, a.raw, a.start, a.end)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The short cuts of fold agree with the general rule for every letter.
func TestFold(t *testing.T) {
	for r := rune(1); r < 0x2000; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		s := fmt.Sprintf("a%cb", r)
		if got, want := fold(s), letters.Replace(graph.Fold(s)); got != want {
			t.Errorf("%U: %q, want %q", r, got, want)
		}
	}
}
