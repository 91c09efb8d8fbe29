package syntax

import (
	"testing"
)

// TestFelder checks what articles, endings and prepositions say of who does
// what, whatever the tree.
func TestFelder(t *testing.T) {
	for _, x := range []fieldCase{
		{"Die Vorwürfe wies der Sprecher zurück .", "wies", "Sprecher", "Vorwürfe", "", ""},
		{"Am Montag bestellte der Minister den Botschafter ein .", "bestellte", "Minister", "Botschafter", "", ""},
		{"Der Konzern lieferte der Armee mit einem Schiff die Waffen .", "lieferte", "Konzern", "Waffen", "mit", "Schiff"},
		{"Die Gruppe , die der Minister unterstützt , schwieg .", "unterstützt", "Minister", "Gruppe", "", ""},
		{"Die von der Regierung verhängten Sanktionen wirken .", "verhängten", "Regierung", "Sanktionen", "von", "Regierung"},
		{"Der Minister besuchte die Stadt und lobte die Armee .", "besuchte", "Minister", "Stadt", "", ""},
		{"Das Land erließ gegen den General und die Firma neue Sanktionen .", "erließ", "Land", "Sanktionen", "gegen", "General Firma"},
	} {
		x.check(t, "de", fieldSubject, fieldObject, fieldPhrases)
	}
}

// TestFelderOfAnything: whatever the words, fields stay within the sentence.
func TestFelderOfAnything(t *testing.T) {
	for _, s := range []string{"und", ", ,", "der der der", ", die , die hat", "von von dem und , und", "„ “ hat „", "hat", "ist , und ist", "der von verhängten", "Die die das den Männer hat"} {
		tree := read(t, "de", s)
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
