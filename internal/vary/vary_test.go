package vary

import (
	"testing"

	"kg/graph"
)

func TestStates(t *testing.T) {
	for _, c := range []struct{ lang, text, want, name, renamed string }{
		{"en", "Albania expelled Iranian diplomats. Tehran's envoy left Tirana.", "Argentina expelled Belarusian diplomats. Minsk's envoy left Buenos Aires.", "Embassy of Iran", "Embassy of Belarus"},
		{"de", "Albanien wies iranische Diplomaten aus; Albaniens Botschafter, ein Albaner, blieb.", "Algerien wies iranische Diplomaten aus; Algeriens Botschafter, ein Algerier, blieb.", "Albania", "Algeria"},
		{"fr", "L'Albanie a renvoyé les diplomates italiennes. Ukraine, Italie : rien.", "L'Algérie a renvoyé les diplomates argentines. Arménie, Argentine : rien.", "Italie", "Argentine"},
	} {
		v, ok, err := States(c.lang, c.text, 0)
		if err != nil || !ok {
			t.Fatalf("%s: %v %v", c.lang, ok, err)
		}
		if v.Text != c.want {
			t.Errorf("%s: got %q, want %q", c.lang, v.Text, c.want)
		}
		if got := v.Rename(c.name); got != c.renamed {
			t.Errorf("%s: %q is %q, want %q", c.lang, c.name, got, c.renamed)
		}
	}
}

func TestPersons(t *testing.T) {
	v, ok := Persons("Edi Rama spoke. Rama's aides did not.", []string{"Edi Rama", "Someone Else"}, 0)
	if want := "Edi Okonkwo spoke. Okonkwo's aides did not."; !ok || v.Text != want || v.Rename("Edi Rama") != "Edi Okonkwo" {
		t.Errorf("got %q %q", v.Text, v.Rename("Edi Rama"))
	}
}

func TestLonger(t *testing.T) {
	text := "Die Regierung wies ihn aus. Er ging."
	at := []Opening{{Sentence: graph.Span{Start: 0, End: 27}, Subject: graph.Span{Start: 0, End: 13}, Verb: graph.Span{Start: 14, End: 18}, Common: true}}
	for kind, want := range map[string]string{
		"participle": "Die Regierung, seit Monaten von Unruhen geschwächt, wies ihn aus. Er ging.",
		"date":       "Am Freitagabend wies die Regierung ihn aus. Er ging.",
		"end":        "Die Regierung wies ihn aus, zwei Tage vor einem Gipfel in Genf. Er ging.",
	} {
		if got := Longer("de", text, kind, at).Text; got != want {
			t.Errorf("%s: got %q, want %q", kind, got, want)
		}
	}
}
