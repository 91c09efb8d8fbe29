package parse

import "testing"

// TestMend holds what is repaired in English trees, sentence by sentence: the
// word, the word that it hangs on, and how.
func TestMend(t *testing.T) {
	hangs(t, load(t, "en"), []hanging{
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
		{"The talks were over after fighters of the Lion Brigade raided the town .", "fighters", "raided", "nsubj"},
		{"The talks collapsed after the Farmers' Alliance , founded in 2009 , called on Viktor Lazarescu to withdraw its men .", "Alliance", "called", "nsubj"},
		{"He was killed after the raid , which lasted all night , police said .", "raid", "killed", "obl"},
		{"Its envoy Pedro Salas met Prime Minister Joao Costa in Luanda .", "Joao", "met", "obj"},
		{"The alliance denied allegations by neighbouring Latvia .", "Latvia", "allegations", "nmod"},
		{"He heads a unit that , according to Kyiv , has trained the group .", "that", "trained", "nsubj"},
		{"Also sanctioned was Ivan Petrov , head of the Volga Group .", "Petrov", "sanctioned", "nsubj"},
		{"Laos said the talks had failed and accused Fiji of lying .", "accused", "said", "conj"},
		{"Laos said Fiji had rejected the offer and accused Nepal of lying .", "accused", "rejected", "conj"},
		{"Ana Brook refused to concede and accused Peru of fraud .", "accused", "refused", "conj"},
		{"He vowed to stay and condemned Chile .", "Chile", "condemned", "obj"},
		{"Ghana expelled Mali in 2019 ; Togo did so two years later .", "Togo", "did", "nsubj"},
		{"Kenya asked in a letter that Somalia lift its blockade of Kismayo .", "blockade", "lift", "obj"},
		{"According to a report by the daily Meridian , the head of the Lotus militia , Leena Rautio , offered help to Latvia .", "head", "offered", "nsubj"},
		{"The militia received drones from Iran and rifles from Sudan .", "rifles", "drones", "conj"},
		{"Togo has bought helicopters from Israel and drones from Turkey .", "Turkey", "drones", "nmod"},
		{"Chad accused Libya of arming rebels and recalled its ambassador on Monday .", "recalled", "accused", "conj"},
		{"Estonia blamed the group on Thursday for an intrusion that crippled a port .", "intrusion", "blamed", "obl"},
		{"Gangs attacked a port paralysed by hackers tied to Minsk .", "tied", "hackers", "acl"},
		{"Ivan Horvat , director of the Zagreb charity Novi Put , denied the charge .", "Novi", "charity", "appos"},
	})
}

// hanging is a word of a text, whose words are parted by spaces, the word that it hangs on, and how.
type hanging struct{ text, word, head, rel string }

// hangs checks where words hang in the trees of their texts; of those with one form, the first.
func hangs(t *testing.T, m *Model, want []hanging) {
	t.Helper()
	for _, x := range want {
		tree := m.Parse(Spaced(x.text))
		w := tree.Word(find(t, tree, x.word))
		if head := tree.Word(w.Head).Form; head != x.head || !w.Rel.Is(x.rel) {
			t.Errorf("%s: %s hangs on %q as %s, want %s as %s", x.text, x.word, head, w.Rel, x.head, x.rel)
		}
	}
}
