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

// TestGermanClauses: what stands in a clause of its own is no part of the one around it.
func TestGermanClauses(t *testing.T) {
	for _, c := range []struct{ text, word, head, why string }{
		{"Die mit dem Iran verbündete Hisbollah feuerte Dutzende Raketen auf Israel .", "verbündete", "Hisbollah", "a participle between article and noun"},
		{"Der Iran rief nach dem Angriff auf sein Konsulat , den er Israel zuschrieb , den Sicherheitsrat an .", "an", "rief", "a particle behind an inserted clause"},
		{"Die Miliz Schahin , die Chile seit 2020 als Terrorgruppe listet , feuerte Raketen ab .", "listet", "Miliz", "a relative clause before the verb"},
		{"Ungarn drohte nach Angaben von Diplomaten , sein Veto einzulegen .", "einzulegen", "drohte", "whose words they are has no infinitive"},
		{"Der Sprecher der Karenischen Befreiungsunion dankte den Helfern .", "Karenischen", "Befreiungsunion", "an adjective of a name"},
		{"Während seines Besuchs in Äthiopien will er mit dem Präsidenten sprechen .", "Während", "Besuchs", "a preposition, for no clause begins with a genitive"},
		{"Ruanda , seit Monaten von Unruhen geschwächt , wies am Freitag vier Diplomaten aus .", "geschwächt", "Ruanda", "a participle between commas behind the subject"},
		{"Ruanda , seit Monaten von Unruhen geschwächt , wies am Freitag vier Diplomaten aus .", "Ruanda", "wies", "the subject before such a participle"},
	} {
		tr := load(t, "de").Parse(Spaced(c.text))
		if w := tr.Word(find(t, tr, c.word)); w.Head < 0 || tr.Word(w.Head).Form != c.head {
			t.Errorf("%s: %q is not of %q\n%s", c.why, c.word, c.head, tr)
		}
	}
}
