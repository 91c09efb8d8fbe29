package parse

import "testing"

func TestSpell(t *testing.T) {
	m := load(t, "de")
	for form, want := range map[string]string{
		"Buergermeister": "Bürgermeister", "daß": "dass", "Daß": "Dass", "Strafmassnahmen": "Strafmaßnahmen", "ueber": "über",
		"Michael": "Michael", "Feuer": "Feuer", "Israel": "Israel", "neue": "neue", "Quelle": "Quelle", "Bauern": "Bauern",
	} {
		if got := m.Spell(form); got != want {
			t.Errorf("%s is spelled %s, want %s", form, got, want)
		}
	}
}

func TestMissedVerb(t *testing.T) {
	tr := load(t, "de").Parse(Spaced("Aserbaidschan dementierte Berichte ."))
	if v := find(t, tr, "dementierte"); tr.Word(v).UPOS != VERB || tr.Root() != v {
		t.Errorf("the verb was not seen:\n%s", tr)
	}
}
