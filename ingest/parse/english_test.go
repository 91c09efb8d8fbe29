package parse

import (
	"strings"
	"testing"
)

// TestMend holds what is repaired in English trees, sentence by sentence: the
// word, the word that it hangs on, and how.
func TestMend(t *testing.T) {
	m, err := Load("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ text, word, head, rel string }{
		{"He inveighed against Iran and its Lebanese proxy , Hezbollah .", "proxy", "Iran", "conj"},
		{"The junta announced the withdrawal of its ambassadors from Paris , Washington , Abuja and Lome .", "Washington", "Paris", "conj"},
		{"Adobe , which took over 99 domains in 2019 with the blessing of a court in Boise , has accused the same hackers of meddling .", "Adobe", "accused", "nsubj"},
		{"The main opposition party , Chadema , whose leader is on trial for treason , has been shut out of the election .", "Chadema", "party", "appos"},
		{"Billions were moved for Tehran through Halkbank , a lender controlled by the state .", "lender", "Halkbank", "appos"},
		{"Scott Morrison , the Australian prime minister , dined with Macron in June .", "Macron", "dined", "obl"},
		{"Hive , which researchers link to Conti , struck the hospital .", "which", "link", "obj"},
		{"Canada coordinated a fresh round of sanctions against Belarus , which they accuse of luring thousands of migrants to the border .", "accuse", "Belarus", "acl:relcl"},
		{"Ecuador 's government , headed by Daniel Noboa , defended the raid .", "Noboa", "Daniel", "flat"},
		{"Oslo has lodged a protest after a Danish vessel rammed one of its boats .", "vessel", "rammed", "nsubj"},
	} {
		var tokens []Token
		at := 0
		for _, f := range strings.Fields(x.text) {
			tokens = append(tokens, Token{Form: f, Start: at, End: at + len(f)})
			at += len(f) + 1
		}
		tree := m.Parse(tokens)
		for i := 0; i < tree.Len(); i++ {
			w := tree.Word(i)
			if w.Form != x.word {
				continue
			}
			if head := tree.Word(w.Head).Form; head != x.head || !w.Rel.Is(x.rel) {
				t.Errorf("%s: %s hangs on %q as %s, want %s as %s", x.text, x.word, head, w.Rel, x.head, x.rel)
			}
			break
		}
	}
}
