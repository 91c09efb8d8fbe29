package gazetteer

import (
	"io/fs"
	"strings"
	"testing"
)

// foundAs reports whether the name, inside a sentence, is found as the entity
// whatever else it may be.
func foundAs(g *Gazetteer, lang, name, id string) bool {
	carrier := map[string][2]string{"en": {"they said", "did it"}, "de": {"sie sagten ,", "tat es"}, "fr": {"ils ont dit que", "l’ a fait"}}[lang]
	tokens := append(strings.Fields(carrier[0]), strings.Fields(name)...)
	first := len(strings.Fields(carrier[0]))
	last := len(tokens)
	tokens = append(tokens, strings.Fields(carrier[1])...)
	for _, h := range g.Match(lang, tokens) {
		if h.First != first || h.Last != last {
			continue
		}
		for _, e := range h.Entries {
			if e.ID == id {
				return true
			}
		}
	}
	return false
}

// Every name of every entity is found as that entity in a text of its language.
func TestEveryNameIsFound(t *testing.T) {
	g := gaz(t)
	labelOnly := shownOnly(t)
	for _, e := range g.Entries() {
		for _, n := range append(append(e.Labels[:0:0], e.Labels...), e.Aliases...) {
			if n.Lang == "" {
				n.Lang = "en"
			}
			if labelOnly[n.Text] {
				continue
			}
			if !foundAs(g, n.Lang, n.Text, e.ID) {
				t.Errorf("%s: %q (%s) is not found", e.ID, n.Text, n.Lang)
			}
		}
	}
}

// shownOnly reads from the data the names marked "!": shown, but not looked for.
func shownOnly(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	files, err := fs.Glob(embedded, "data/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := embedded.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range strings.FieldsFunc(string(data), func(r rune) bool { return r == '\t' || r == '|' || r == '\n' }) {
			if name, ok := strings.CutPrefix(cell, "!"); ok {
				out[name] = true
			}
		}
	}
	return out
}

func TestCountriesInEveryLanguage(t *testing.T) {
	g := gaz(t)
	n := 0
	for _, e := range g.Entries() {
		if e.Type != Country {
			continue
		}
		n++
		for _, lang := range []string{"en", "de", "fr"} {
			name := e.Label(lang)
			if !foundAs(g, lang, name, e.ID) {
				t.Errorf("%s: %q is not found in %s", e.ID, name, lang)
			}
			if lang == "de" && !strings.HasSuffix(name, "s") && !strings.Contains(name, " ") && len(name) > 3 {
				if !foundAs(g, lang, name+"s", e.ID) {
					t.Errorf("%s: the genitive %q is not found", e.ID, name+"s")
				}
			}
		}
	}
	if n < 230 {
		t.Errorf("%d states and territories, want all of ISO 3166-1 that are inhabited", n)
	}
}

// The members of the United Nations, and some states that are none, have
// adjectives and names for their people in three languages.
func TestAdjectives(t *testing.T) {
	g := gaz(t)
	for _, c := range []struct{ lang, form, text, id string }{
		{"en", "adjective", "Albanian", "albania"}, {"en", "adjective", "Dutch", "netherlands"},
		{"en", "demonym", "Iranians", "iran"}, {"en", "demonym", "Frenchmen", "france"},
		{"en", "adjective", "North Korean", "north_korea"}, {"en", "adjective", "Saudi", "saudi_arabia"},
		{"en", "adjective", "Swiss", "switzerland"}, {"en", "adjective", "Ivorian", "ivory_coast"},
		{"de", "adjective", "albanische", "albania"}, {"de", "adjective", "iranischen", "iran"},
		{"de", "adjective", "US-amerikanischer", "united_states"}, {"de", "adjective", "saudi-arabisches", "saudi_arabia"},
		{"de", "adjective", "tschechischem", "czechia"},
		{"de", "demonym", "Albanerinnen", "albania"}, {"de", "demonym", "Iranern", "iran"},
		{"de", "demonym", "Iraner:innen", "iran"}, {"de", "demonym", "Türkinnen", "turkey"},
		{"de", "demonym", "Chinesen", "china"}, {"de", "demonym", "Israelis", "israel"},
		{"de", "adjective", "Pariser", "paris"}, {"de", "adjective", "Teheraner", "tehran"},
		{"fr", "adjective", "albanais", "albania"}, {"fr", "adjective", "albanaises", "albania"},
		{"fr", "adjective", "iranienne", "iran"}, {"fr", "adjective", "nord-coréen", "north_korea"},
		{"fr", "adjective", "grecques", "greece"}, {"fr", "adjective", "saoudienne", "saudi_arabia"},
		{"fr", "demonym", "Iraniens", "iran"}, {"fr", "demonym", "Néo-Zélandais", "new_zealand"},
		{"fr", "demonym", "Belges", "belgium"}, {"fr", "demonym", "Turcs", "turkey"},
	} {
		got := hits(g, c.lang, "x "+c.text)
		if want := c.text + "=" + c.id + "/" + c.form; got != want {
			t.Errorf("%s: got %q, want %q", c.lang, got, want)
		}
	}
	for _, e := range g.Entries() {
		if e.Type != Country || len(e.SameAs) == 0 || e.Country != "" {
			continue
		}
		has := map[uint8]bool{}
		for _, r := range g.refs {
			if r.entry >= 0 && g.list[r.entry] == e && r.form == Adjective {
				has[r.langs&all] = true
			}
		}
		for _, l := range []uint8{en, de, fr} {
			if !has[l] && !noAdjective[e.ID] {
				t.Errorf("%s has no adjective in language bit %d", e.ID, l)
			}
		}
	}
}

// noAdjective are small states and territories that news name by their noun.
var noAdjective = map[string]bool{
	"dominica": true, "marshall_islands": true, "saint_kitts_and_nevis": true, "vatican": true, "trinidad_and_tobago": true,
	"saint_vincent_and_the_grenadines": true,
}

func TestCapitals(t *testing.T) {
	g := gaz(t)
	capital := map[string]string{}
	for _, e := range g.Entries() {
		if e.CapitalOf != "" {
			capital[e.CapitalOf] = e.ID
		}
	}
	for _, e := range g.Entries() {
		if e.Type == Country && e.Country == "" && len(e.SameAs) > 0 && capital[e.ID] == "" && !noCapital[e.ID] {
			t.Errorf("%s has no capital", e.ID)
		}
	}
	for state, want := range map[string]string{"iran": "tehran", "albania": "tirana", "russia": "moscow", "united_states": "washington", "kazakhstan": "astana", "ukraine": "kyiv"} {
		if capital[state] != want {
			t.Errorf("capital of %s: %q, want %q", state, capital[state], want)
		}
	}
}

// noCapital are states whose capital is disputed or the state itself.
var noCapital = map[string]bool{"israel": true, "palestine": true, "western_sahara": true}

func TestNothingInCommonWords(t *testing.T) {
	g := gaz(t)
	for _, line := range strings.Split(strings.TrimSpace(ordinary), "\n") {
		lang, text, _ := strings.Cut(line, "\t")
		for _, h := range g.Match(lang, strings.Fields(text)) {
			if !h.Context {
				t.Errorf("%s: %s\n found %v as %s", lang, text, strings.Fields(text)[h.First:h.Last], h.Entries[0].ID)
			}
		}
		for _, w := range strings.Fields(text) {
			if g.FirstName(w) && !allowedName[w] {
				t.Errorf("%s: %s\n %q is taken for a first name", lang, text, w)
			}
		}
	}
	if n := strings.Count(ordinary, "\n"); n < 60 {
		t.Errorf("only %d sentences", n)
	}
}

// allowedName are words of the sentences below that are first names too.
var allowedName = map[string]bool{}

// ordinary holds sentences without any name, with words that look like names.
const ordinary = `
en	Who is it that told us to do it as a man may ?
en	Who said so ?
en	The turkey was served on the best china .
en	It is a nice day for reading in the bath .
en	Nice work , they told us .
en	Reading is fun .
en	May I ask who it was ?
en	As a rule , an ant is no mole .
en	She wore a jersey made of jute .
en	The chad fell off the ballot .
en	The pole was bent and the polish had gone .
en	Let us go .
en	Let's go .
en	They split the bill and paid with a mobile phone .
en	A lot of people take the van .
en	The new play is a hit .
en	Is this the target ?
en	All is quiet and the fed cat sleeps .
en	Orange juice is good for you .
en	Apples and oranges are fruit .
en	The memorial stands near the orange tree .
en	We read the times table and the mirror .
en	A mad dog bit the guide .
en	The ice is thin and the shape is odd .
en	An eta is a letter , an alpha too .
en	He saw the sun , the stars and the moon .
en	The guinea pig ate a brazil nut .
en	Time flies and the world turns .
en	WHO IS BEHIND THE ATTACK ON US ?
en	IT IS NICE TO BE AN ANT .
en	The white house on the hill is red .
en	An islamic state of mind is no state .
en	Total costs rose and the signal was weak .
en	You will mark the bill .
en	The art of the deal is a book .
de	Man muss die Welt nicht retten .
de	Die Zeit heilt alle Wunden .
de	Das Essen war gut und die Halle war leer .
de	Die Reise ist an diesem Tag nicht lang .
de	Über 60 Prozent der Menschen haben das gesagt .
de	Am Ende des Tages ist das Bild klar .
de	Es ist an der Zeit , dass wir uns das Ziel setzen .
de	Wer hat das gesagt und warum ist das so ?
de	Grüne Wiesen und blaue Berge .
de	Im Spiegel sah er einen Stern .
de	Der Kanton und die Gemeinde streiten .
de	Die Löwen im Zoo leiden unter der Hitze .
de	Nach dem Leiden kommt die Freude .
de	Er ist schon einige Male da gewesen .
de	Die Linke und die Rechte Hand .
de	Ein Signal kam aus dem Weltall .
de	WER IST DAS UND WAS IST MIT UNS ?
de	Die Allianz der Willigen hat sich gebildet .
de	Das Alphabet hat viele Buchstaben .
de	Der Orange Saft war sauer .
de	Er aß ein Eis und trank Most .
de	Bis morgen muss der Plan stehen .
de	Laut Bericht war die Lage ernst .
de	Kein Rat , keine Tat .
de	Der Pole und die Pole des Magneten .
fr	On a vu un homme qui marche sur une route .
fr	Il est dans les tours et on ne sait pas où .
fr	Ils ont mis la nuit à faire ça .
fr	Tours et détours de la vie .
fr	Nous avons mangé une orange et un carré de chocolat .
fr	Le point est que le monde va mal .
fr	Un os , des os , une dent .
fr	Le son du cor au fond des bois .
fr	Les mers et les îles sont loin .
fr	Elle a pris le train au quai .
fr	Total des ventes en hausse .
fr	Au total , on est bien .
fr	La libération de la femme est en marche .
fr	Renaissance et lumière .
fr	UN HOMME EST MORT DANS UNE TOUR .
fr	Il a une mine de charbon et un air de rien .
fr	La paix est une belle chose .
fr	Pour lui , la vie est belle .
fr	Mais où est donc la sortie ?
fr	Car il est tard , il faut partir .
`
