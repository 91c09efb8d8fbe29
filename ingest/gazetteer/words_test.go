package gazetteer

import (
	"fmt"
	"strings"
	"testing"
)

func TestRolesAndHeads(t *testing.T) {
	g := gaz(t)
	for _, c := range []struct{ lang, text, roles, heads string }{
		{"en", "the Albanian prime minister Edi Rama", "prime minister:head_of_government", ""},
		{"en", "President Biden 's national security adviser", "President:head_of_state national security adviser:official", ""},
		{"en", "Mr. Smith , a spokeswoman and the CEO", "Mr.:title spokeswoman:spokesperson CEO:company_head", ""},
		{"en", "the hacker group hit a cybersecurity firm", "", "hacker group:ThreatActor cybersecurity firm:Company"},
		{"en", "the foreign ministry , its embassy and a nuclear power plant", "", "foreign ministry:GovernmentBody embassy:Facility nuclear power plant:Facility"},
		{"de", "der albanische Ministerpräsident und die Außenministerin", "Ministerpräsident:head_of_government Außenministerin:minister", ""},
		{"de", "Vizeverteidigungsminister und Regierungssprecher", "Vizeverteidigungsminister:minister Regierungssprecher:spokesperson", ""},
		{"de", "das Innenministerium , die Oppositionspartei und ein Rüstungsunternehmen", "", "Innenministerium:GovernmentBody Oppositionspartei:PoliticalGroup Rüstungsunternehmen:Company"},
		{"de", "das Ministerium der Justiz verriet rat", "", "Ministerium:GovernmentBody"},
		{"fr", "le Premier ministre albanais et la porte-parole du ministère", "Premier ministre:head_of_government porte-parole:spokesperson", "ministère:GovernmentBody"},
		{"fr", "l’ambassadeur d’Iran , M. Dupont", "l’ambassadeur:ambassador M.:title", ""},
		{"fr", "un groupe de pirates informatiques et un rançongiciel", "", "groupe de pirates informatiques:ThreatActor rançongiciel:Malware"},
	} {
		tokens := strings.Fields(c.text)
		var roles, heads []string
		for _, h := range g.MatchRoles(c.lang, tokens) {
			roles = append(roles, fmt.Sprintf("%s:%s", strings.Join(tokens[h.First:h.Last], " "), h.Roles[0].Kind))
		}
		for _, h := range g.MatchHeads(c.lang, tokens) {
			heads = append(heads, fmt.Sprintf("%s:%s", strings.Join(tokens[h.First:h.Last], " "), h.Heads[0].Type))
		}
		if c.roles != "" && strings.Join(roles, " ") != c.roles {
			t.Errorf("%s: %s: roles %v, want %s", c.lang, c.text, roles, c.roles)
		}
		if c.heads != "" && strings.Join(heads, " ") != c.heads {
			t.Errorf("%s: %s: heads %v, want %s", c.lang, c.text, heads, c.heads)
		}
	}
	for _, w := range []string{"Demokrat", "Apparat", "Report", "Kapital", "Datenbank", "Auswahl", "Coronavirus", "Emirate", "Ausland", "Flugblatt"} {
		for _, h := range g.MatchHeads("de", []string{w}) {
			if h.From > 0 {
				t.Errorf("%q is taken apart: %q", w, w[h.From:])
			}
		}
	}
	h := g.MatchHeads("de", []string{"Außenhandelsministerium"})
	if len(h) != 1 || "Außenhandelsministerium"[h[0].From:] != "ministerium" {
		t.Errorf("the final element of a compound: %+v", h)
	}
	if len(g.Roles("de")) < 80 || len(g.Heads("fr")) < 30 || g.Roles("it") != nil {
		t.Errorf("roles de %d, heads fr %d, roles it %d", len(g.Roles("de")), len(g.Heads("fr")), len(g.Roles("it")))
	}
}

func TestFirstNames(t *testing.T) {
	g := gaz(t)
	for _, w := range []string{"Edi", "Jens", "Angela", "François", "Francois", "Mohammad", "Jean-Luc", "Adrienne", "Wladimir", "EMMANUEL", "Nasser", "Giorgia"} {
		if !g.FirstName(w) {
			t.Errorf("%q is not known as a first name", w)
		}
	}
	for _, w := range []string{"edi", "Paris", "Die", "The", "Nous", "Iran", "Montag", "President", "", "-", "Washington-Post", "Les", "Franco-Allemande", "Länder", "Dies"} {
		if g.FirstName(w) {
			t.Errorf("%q is taken for a first name", w)
		}
	}
	if x, _ := g.NameGender("Angela"); x != "f" {
		t.Errorf("Angela: %q", x)
	}
	if x, _ := g.NameGender("Jens"); x != "m" {
		t.Errorf("Jens: %q", x)
	}
}
