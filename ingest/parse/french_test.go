package parse

import (
	"strings"
	"testing"
)

// TestParts holds what French sentences that are parsed in parts give: the word, the word that it hangs on, and how.
func TestParts(t *testing.T) {
	m := load(t, "fr")
	hangs(t, m, []hanging{
		// without what stands between commas behind the subject
		{"Le Hamas , dont le bureau est installé à Doha et dont le chef , Ismaïl Haniyeh , y réside , a démenti jeudi toute implication .", "Hamas", "démenti", "nsubj"},
		{"Les rebelles houthis , soutenus et armés par l' Iran selon Ryad , qui intervient au Yémen depuis mars 2015 , ont tiré un missile .", "rebelles", "tiré", "nsubj"},
		{"L' attentat contre la gare de Kandahar , que le Pakistan et l' Iran ont condamné , n' a pas été revendiqué .", "condamné", "attentat", "acl"},
		// apart from what describes the subject in front
		{"Ancien trader de la banque et neveu d' un ministre , Jérôme Valade , mis en examen à Paris , avait rejoint en 2019 un cabinet .", "Jérôme", "rejoint", "nsubj"},
		{"Réfugié à Dubaï , où il possède une villa , le milliardaire clame son innocence .", "Réfugié", "clame", "advcl"},
		{"Réfugié à Dubaï , où il possède une villa , le milliardaire clame son innocence .", "possède", "Dubaï", "acl"},
		// participles that look like finite verbs
		{"Le groupe Katiba Nord , inscrit sur la liste noire de l' ONU depuis 2019 , a revendiqué l' attentat .", "inscrit", "groupe", "acl"},
		{"Le groupe Katiba Nord , inscrit sur la liste noire de l' ONU depuis 2019 , a revendiqué l' attentat .", "groupe", "revendiqué", "nsubj"},
		// without a phrase between the verb and its object
		{"La Russie a expulsé , en guise de représailles , cinq diplomates lettons .", "diplomates", "expulsé", "obj"},
		{"La Chine a condamné , par la voix de son ambassadeur à Paris , Lu Shaye , la visite de Nancy Pelosi à Taïwan .", "visite", "condamné", "obj"},
		// what hangs amiss on nouns
		{"L' armée de l' air péruvienne a reçu lundi deux radars .", "péruvienne", "armée", "amod"},
		{"L' évêque de Puno , Mgr Teófilo Salas , a accusé le groupe .", "Teófilo", "évêque", "appos"},
		{"Celui-ci , filiale du géant néerlandais Van Loon , avait dénoncé l' accord .", "filiale", "Celui-ci", "appos"},
		{"Le vendeur , la holding mauricienne Grand Port , en détenait le contrôle depuis 2009 .", "vendeur", "détenait", "nsubj"},
		{"Le vendeur , la holding mauricienne Grand Port , en détenait le contrôle depuis 2009 .", "contrôle", "détenait", "obj"},
		{"La Grèce a menacé la Turquie de rompre ses relations et expulsé deux diplomates turcs .", "expulsé", "menacé", "conj"},
	})
	// an odd end, or nothing but commas, is no reason to fail
	for _, odd := range []string{"Proche de ,", "Accusé , le", ", , , , , ,", "Né à , où , le , a", "X a , avec , le"} {
		tree := m.Parse(Spaced(odd))
		roots := 0
		for i := range tree.Len() {
			if tree.Word(i).Head < 0 {
				roots++
			}
		}
		if roots != 1 || tree.Len() < len(strings.Fields(odd)) {
			t.Errorf("%q: %d roots in %d words", odd, roots, tree.Len())
		}
	}
}
