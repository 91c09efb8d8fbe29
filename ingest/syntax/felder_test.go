package syntax

import (
	"strings"
	"testing"

	"kg/ingest/parse"
)

func readGerman(t *testing.T, sentence string) *parse.Tree {
	t.Helper()
	m, err := parse.Load("de")
	if err != nil {
		t.Fatal(err)
	}
	var toks []parse.Token
	at := 0
	for _, f := range strings.Fields(sentence) {
		toks = append(toks, parse.Token{Form: f, Start: at, End: at + len(f)})
		at += len(f) + 1
	}
	return m.Parse(toks)
}

// TestFelder checks what articles, endings and prepositions say of who does
// what, whatever the tree.
func TestFelder(t *testing.T) {
	for _, x := range []struct{ sentence, verb, subject, object, prep, phrases string }{
		{"Die Vorwürfe wies der Sprecher zurück .", "wies", "Sprecher", "Vorwürfe", "", ""},
		{"Am Montag bestellte der Minister den Botschafter ein .", "bestellte", "Minister", "Botschafter", "", ""},
		{"Der Konzern lieferte der Armee mit einem Schiff die Waffen .", "lieferte", "Konzern", "Waffen", "mit", "Schiff"},
		{"Die Gruppe , die der Minister unterstützt , schwieg .", "unterstützt", "Minister", "Gruppe", "", ""},
		{"Die von der Regierung verhängten Sanktionen wirken .", "verhängten", "Regierung", "Sanktionen", "von", "Regierung"},
		{"Der Minister besuchte die Stadt und lobte die Armee .", "besuchte", "Minister", "Stadt", "", ""},
		{"Das Land erließ gegen den General und die Firma neue Sanktionen .", "erließ", "Land", "Sanktionen", "gegen", "General Firma"},
	} {
		tree := readGerman(t, x.sentence)
		v := -1
		for i := 0; i < tree.Len(); i++ {
			if tree.Word(i).Form == x.verb {
				v = i
			}
		}
		if got := forms(tree, fieldSubject(tree, v)); got != x.subject {
			t.Errorf("%s\n  subject %q, want %q", x.sentence, got, x.subject)
		}
		if got := forms(tree, fieldObject(tree, v)); got != x.object {
			t.Errorf("%s\n  object %q, want %q", x.sentence, got, x.object)
		}
		if got := forms(tree, fieldPhrases(tree, v, []string{x.prep})); x.phrases != "" && got != x.phrases {
			t.Errorf("%s\n  %s: %q, want %q", x.sentence, x.prep, got, x.phrases)
		}
	}
}

// TestFelderOfAnything: whatever the words, fields stay within the sentence.
func TestFelderOfAnything(t *testing.T) {
	for _, s := range []string{"und", ", ,", "der der der", ", die , die hat", "von von dem und , und", "„ “ hat „", "hat", "ist , und ist", "der von verhängten", "Die die das den Männer hat"} {
		tree := readGerman(t, s)
		for i := 0; i < tree.Len(); i++ {
			for _, words := range [][]int{fieldSubject(tree, i), fieldObject(tree, i), fieldDative(tree, i), fieldPhrases(tree, i, []string{"von"}), fieldGenitive(tree, i), fieldAdjectives(tree, i), Vorfeld(tree, i), Mittelfeld(tree, i)} {
				for _, w := range words {
					if w < 0 || w >= tree.Len() {
						t.Errorf("%q: word %d", s, w)
					}
				}
			}
		}
	}
}
