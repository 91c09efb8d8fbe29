package gazetteer

import (
	"fmt"
	"strings"
	"testing"
)

// gaz loads the embedded data, or ends the test.
func gaz(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Load()
	if err != nil {
		t.Fatalf("the embedded data do not load:\n%v", err)
	}
	return g
}

// hits writes what was found as "tokens=ids/form", one after the other.
func hits(g *Gazetteer, lang, text string) string {
	tokens := strings.Fields(text)
	var out []string
	for _, h := range g.Match(lang, tokens) {
		var ids []string
		for _, e := range h.Entries {
			ids = append(ids, e.ID)
		}
		mark := ""
		if h.Context {
			mark = "?"
		}
		span := strings.Join(tokens[h.First:h.Last], " ")
		if h.Form == Compound {
			span = span[h.From:]
			if h.Last == h.First+1 {
				span = tokens[h.First][h.From:h.To]
			}
		}
		out = append(out, fmt.Sprintf("%s=%s/%s%s", span, strings.Join(ids, ","), h.Form, mark))
	}
	return strings.Join(out, "; ")
}

func TestMatch(t *testing.T) {
	g := gaz(t)
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Iran 's allies in the U.S. and the UK", "Iran=iran/name; U.S.=united_states/acronym; UK=united_kingdom/acronym"},
		{"en", "the Islamic Republic of Iran", "Islamic Republic of Iran=iran/name"},
		{"en", "Iran-backed militias", "Iran=iran/compound"},
		{"en", "the Albanian government and the Albanians", "Albanian=albania/adjective; Albanians=albania/demonym"},
		{"en", "the European commission and the Security Council", "European commission=european_commission/name; Security Council=un_security_council/name"},
		{"en", "the White House , Nato and UNESCO", "White House=white_house/name; Nato=nato/acronym; UNESCO=unesco/acronym"},
		{"en", "Iran's and Iran’s", "Iran's=iran/name; Iran’s=iran/name"},
		{"de", "Irans Regierung und die Regierung Albaniens", "Irans=iran/name; Albaniens=albania/name"},
		{"de", "in den Vereinigten Staaten und beim Auswärtigen Amt", "Vereinigten Staaten=united_states/name; Auswärtigen Amt=auswartiges_amt/name"},
		{"de", "des Weißen Hauses und des Auswärtigen Amtes", "Weißen Hauses=white_house/name; Auswärtigen Amtes=auswartiges_amt/name"},
		{"de", "die US-Regierung und die EU-Kommission", "US=united_states/compound; EU-Kommission=european_commission/name"},
		{"de", "an der irakisch-iranischen Grenze", "irakisch=iraq/compound; iranischen=iran/compound"},
		{"de", "die Franzosen und eine Französin , französische Diplomaten", "Franzosen=france/demonym; Französin=france/demonym; französische=france/adjective"},
		{"de", "bei Schweizer Banken arbeiten Schweizer", "Schweizer=switzerland/adjective; Schweizer=switzerland/demonym"},
		{"en", "guinea pigs and Guinea pigs from Guinea", "Guinea=guinea/name"},
		{"de", "Über Uber", "Uber=uber/name"},
		{"en", "WHO IS BEHIND THE ATTACK ON NATO ?", "NATO=nato/acronym"},
		{"en", "Cl0p , CL0P , LockBit , Lockbit , APT 28 , APT-28 and APT28", "Cl0p=clop/name; CL0P=clop/name; LockBit=lockbit/name; Lockbit=lockbit/name; APT 28=apt28/acronym; APT-28=apt28/acronym; APT28=apt28/acronym"},
		{"en", "Mojahedin-e-Khalq , Mujahedin-e Khalq and the MEK", "Mojahedin-e-Khalq=mek/name; Mujahedin-e Khalq=mek/name; MEK=mek/acronym"},
		{"de", "Wladimir Putins Krieg und Selenskyjs Antwort", "Wladimir Putins=vladimir_putin/name; Selenskyjs=volodymyr_zelensky/name"},
		{"de", "Oesterreich und die Tuerkei", "Oesterreich=austria/name; Tuerkei=turkey/name"},
		{"fr", "l’ Albanie , les États-Unis et l' Union européenne", "Albanie=albania/name; États-Unis=united_states/name; Union européenne=european_union/name"},
		{"fr", "l’Iran et l'OTAN", "l’Iran=iran/name; l'OTAN=nato/acronym"},
		{"fr", "le gouvernement iranien , les Iraniens et des Iraniennes", "iranien=iran/adjective; Iraniens=iran/demonym; Iraniennes=iran/demonym"},
		{"fr", "les relations franco-allemandes et israélo-palestiniennes", "franco=france/compound; allemandes=germany/compound; israélo=israel/compound; palestiniennes=palestine/compound"},
		{"fr", "le Quai d' Orsay et la Maison Blanche", "Quai d' Orsay=quai_d_orsay/name; Maison Blanche=white_house/name"},
		{"fr", "les Etats-Unis et l' Elysée", "Etats-Unis=united_states/name; Elysée=elysee/name"},
		{"en", "IRAN AND ALBANIA BREAK TIES", "IRAN=iran/name; ALBANIA=albania/name"},
		{"en", "Georgia and the two Congos", "Georgia=georgia,georgia_united_states/name"},
		{"en", "Congo", "Congo=dr_congo,republic_of_the_congo/name?"},
		{"en", "Washington , D.C. and Paris", "Washington , D.C.=washington/name; Paris=paris/name"},
		{"de", "Tirana , Paris und Rom", "Tirana=tirana/name; Paris=paris/name; Rom=rome/name"},
	} {
		if got := hits(g, c.lang, c.text); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.text, got, c.want)
		}
	}
}
