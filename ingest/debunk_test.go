package ingest

import "testing"

// TestRefuted: what an article tells in order to refute it makes no edge, what it
// tells besides does.
func TestRefuted(t *testing.T) {
	for _, c := range []struct{ lang, text, no, yes string }{
		{"en", "Fact check: No, Kenya did not expel the Ugandan ambassador\n\nClaim: Kenya has expelled the Ugandan ambassador.\n\nVerdict: False. Tanzania condemned Rwanda in May.", "kenya expelled", "tanzania condemned"},
		{"en", "Kenyan rumours\n\nA website claimed that Norway had attacked Russia. None of this is true. Norway supports Ukraine.", "norway attacked", "norway supports"},
		{"de", "Faktencheck: Gerüchte um Botschafter\n\nBehauptung: Kenia habe den Botschafter Ugandas ausgewiesen.\n\nBewertung: Falsch. Tansania verurteilte Ruanda im Mai.", "kenya expelled", "tanzania condemned"},
		{"fr", "Non, le Kenya n’a pas expulsé l’ambassadeur d’Ouganda\n\nUne vidéo affirme que le Kenya a expulsé l’ambassadeur d’Ouganda. C’est faux. La Tanzanie a condamné le Rwanda en mai.", "kenya expelled", "tanzania condemned"},
	} {
		got := objects(readAs(t, "a.txt", c.lang, c.text))
		if e, ok := got[c.no]; ok {
			t.Errorf("%q: %s %s is an edge", c.text, c.no, e.ID)
		}
		if _, ok := got[c.yes]; !ok {
			t.Errorf("%q: no edge %s", c.text, c.yes)
		}
	}
}
