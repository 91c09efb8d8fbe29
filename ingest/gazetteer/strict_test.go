package gazetteer

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"kg/internal/diag"
)

// Faulty data give every finding at once, with file, line and column.
func TestFindings(t *testing.T) {
	fsys := fstest.MapFS{
		"a.tsv": {Data: []byte("#kind: entities\nid\ttype\ten\tde\tpart_of\tsame_as\tflags\n" +
			"albania\tCountry\tAlbania\tAlbanien\n" +
			"albania\tCountry\tAlbania again\n" +
			"Iran\tCountry\tIran\n" +
			"mars\tPlanet\tMars\n" +
			"eu\tOrganization\tEU|EU\tEuropäisch+ Union\tnowhere\tQ458\tloud\n" +
			"none\tCountry\n" +
			"wide\tCountry\ta\tb\tc\td\te\tf\n" +
			"space\tCountry\t Space\n" +
			"hidden\tCountry\tHid\u200bden\n")},
		"b.tsv": {Data: []byte("#kind: entities\nid\ttyp\ten\ten\n")},
		"c.tsv": {Data: []byte("id\ttype\n")},
		"d.tsv": {Data: []byte("#kind: entities\n# nothing else\n")},
		"e.tsv": {Data: []byte("#kind: poems\nid\n")},
		"f.tsv": {Data: []byte("#kind: entities\nid\ttype\n\xff\xfe\n")},
		"g.tsv": {Data: []byte("#kind: names\nid\ten\natlantis\tAtlantis\n")},
		"h.tsv": {Data: []byte("#kind: demonyms\nid\ten_adj\tde_adj\natlantis\tAtlantean\nalbania\tAlb|\talb+\n")},
		"i.tsv": {Data: []byte("#kind: roles\nlang\tlemma\tforms\tgender\tkind\tflags\nit\tministro\t\tm\tminister\nen\tking\tkings|kings\tx\t\tloud\n")},
		"j.tsv": {Data: []byte("#kind: heads\nlang\tlemma\tforms\ttype\tkind\tflags\nen\tgroup\t\tGroup\t\tloud\n")},
		"k.tsv": {Data: []byte("#kind: firstnames\nname\tgender\nAda\tx\n\tf\n")},
		"l.tsv": {Data: []byte("#kind: phrases\nlang\tphrase\nen\t-\n")},
		"n.tsv": {Data: []byte("#kind: regions\nid\tstates\natlantis\talbania\nalbania\talbania|nowhere\nalbania\talbania\n")},
		"p.tsv": {Data: []byte("#kind: statekinds\nid\tstates\nalbania\talbania\nrealms\tnowhere\n")},
		"o.tsv": {Data: []byte("#kind: borders\nid\tstates\natlantis\talbania\nalbania\tnowhere|albania\n")},
		"m.tsv": {Data: []byte("#kind: entities\nid\ttype\ten\ncafe\tPlace\tCafe\u0301\n")},
	}
	_, err := LoadFS(fsys)
	var e *diag.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want findings", err)
	}
	var got []string
	for _, d := range e.List {
		d.Hint = ""
		got = append(got, d.String())
	}
	if want := strings.Split(strings.TrimSpace(findings), "\n"); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("findings:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const findings = `
a.tsv:4:1: ID "albania" is already defined at a.tsv:3
a.tsv:5:1: bad ID "Iran"
a.tsv:6:6: unknown type "Planet"
a.tsv:7:20: name "EU" is there twice
a.tsv:7:23: an adjective with + must end in -e, -er, -es, -en or -em in "Europäisch+ Union"
a.tsv:7:42: link to unknown entity "nowhere"
a.tsv:7:50: bad identifier "Q458"
a.tsv:7:55: unknown flag "loud"
a.tsv:8:1: entity "none" has no name
a.tsv:9:1: 8 cells in a table of 7 columns
a.tsv:10:1: entity "space" has no name
a.tsv:10:15: white space at the edge of cell " Space"
a.tsv:10:15: empty name or stray white space in " Space"
a.tsv:11:19: invisible character U+200B in "Hid\u200bden"
b.tsv:2:1: column "type" is missing
b.tsv:2:4: unknown column "typ"
b.tsv:2:11: column "en" is there twice
c.tsv:1:1: the columns come before the kind of the file
d.tsv: no columns
e.tsv:1:7: unknown kind "poems"
f.tsv:3: not valid UTF-8
g.tsv:3:1: unknown entity "atlantis"
h.tsv:3:1: unknown entity "atlantis"
h.tsv:4:9: bad word ""
h.tsv:4:14: bad word "alb+"
i.tsv:3:1: unknown language "it"
i.tsv:4:9: form "kings" of "king" is there twice
i.tsv:4:21: unknown gender "x"
i.tsv:4:23: no kind
i.tsv:4:24: unknown flag "loud"
j.tsv:3:11: unknown type "Group"
j.tsv:3:18: unknown flag "loud"
k.tsv:3:5: unknown gender "x"
k.tsv:4:1: no name
l.tsv:3:4: no phrase
m.tsv: text is not in Unicode normal form C
n.tsv:3:1: unknown entity "atlantis"
n.tsv:4:9: unknown state "nowhere"
n.tsv:5:1: region "albania" is there twice
o.tsv:3:1: unknown state "atlantis"
o.tsv:4:9: unknown state "nowhere"
o.tsv:4:9: border of "albania" and "albania" is there twice, or of a state on itself
p.tsv:3:1: kind of states "albania" is an entity
p.tsv:3:1: region "albania" is there twice
p.tsv:4:8: unknown state "nowhere"
`

func TestOwnFiles(t *testing.T) {
	own := fstest.MapFS{
		"mine/cases.tsv": {Data: []byte("#kind: entities\nid\ttype\ten\tde\tpart_of\nacme\tCompany\tAcme Ltd|Acme\tAcme GmbH\tunited_kingdom\n")},
		"mine/names.tsv": {Data: []byte("#kind: names\nid\ten\nalbania\tShqipëria\n")},
	}
	g, err := LoadWith(own)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := hits(g, "en", "Acme left Shqipëria"), "Acme=acme/name; Shqipëria=albania/name"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if g.Version() == gaz(t).Version() {
		t.Error("other data have the same version")
	}
	if _, err := LoadFS(fstest.MapFS{"readme.txt": {Data: []byte("x")}}); err == nil {
		t.Error("a folder without data files loads")
	}
}

func TestLookup(t *testing.T) {
	g := gaz(t)
	for name, want := range map[string]string{
		"albania": "albania", "ALBANIE": "albania", "Albanien": "albania", "etats-unis": "united_states", "U.S.": "united_states",
		"people’s mojahedin organization of iran": "mek", "OTAN": "nato", "Weißes Haus": "white_house", "Fancy Bear": "apt28",
	} {
		es := g.Lookup(name)
		if len(es) != 1 || es[0].ID != want {
			t.Errorf("Lookup(%q): %v, want %s", name, ids(es), want)
		}
	}
	if got := ids(g.Lookup("Georgia")); got != "georgia georgia_united_states" {
		t.Errorf("Georgia: %s", got)
	}
	if g.Lookup("nobody knows this") != nil {
		t.Error("an unknown name is found")
	}
}

func ids(es []*Entry) string {
	var out []string
	for _, e := range es {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

func TestLinks(t *testing.T) {
	g := gaz(t)
	for _, c := range []struct{ id, what, want string }{
		{"tirana", g.Entry("tirana").CapitalOf, "albania"},
		{"tirana", g.Entry("tirana").Country, "albania"},
		{"kremlin", g.Entry("kremlin").Metonym, "russia"},
		{"white_house", g.Entry("white_house").PartOf, "united_states"},
		{"un_security_council", g.Entry("un_security_council").PartOf, "united_nations"},
		{"albania", strings.Join(g.Entry("albania").SameAs, " "), "wd:Q222"},
		{"denmark", strings.Join(g.Entry("denmark").SameAs, " "), "wd:Q35"},
		{"albania", g.Entry("albania").Label("fr"), "Albanie"},
		{"united_states", g.Entry("united_states").Label("de"), "Vereinigte Staaten"},
		{"apt28", g.Entry("apt28").Label("de"), "APT28"},
	} {
		if c.what != c.want {
			t.Errorf("%s: got %q, want %q", c.id, c.what, c.want)
		}
	}
	if g.Entry("nowhere") != nil {
		t.Error("an unknown ID has an entry")
	}
}
