package main

import (
	"os"
	"path/filepath"
	"sort"
	"strings"

	"kg/graph"
)

const countriesHeader = `# States and territories.
# Sources: names from Unicode CLDR 48 (npm cldr-localenames-full 48.2.0, Unicode-3.0); Wikidata identifiers and
# sovereignty from npm @rapideditor/country-coder 5.6.1 (ISC); long forms and further names by hand
# (internal/gen/labels.tsv, official.tsv). Generated: do not edit; add names in countries_more.tsv.
#kind: entities
id	type	en	de	fr	same_as	country
`

type border struct{ ISO, Wikidata, Country string }

// uninhabited territories are places; nobody acts in their name.
var uninhabited = map[string]bool{"AQ": true, "BV": true, "GS": true, "HM": true, "IO": true, "TF": true, "UM": true, "SJ": true}

// qid corrects identifiers where the source has the whole realm and not the state.
var qid = map[string]string{"DK": "Q35", "NL": "Q55"}

// countries writes countries.tsv and gives the ID of each ISO code.
func countries(dump, data string) (map[string]string, error) {
	var names map[string]map[string]string
	if err := readJSON(dump, "territories.json", &names); err != nil {
		return nil, err
	}
	var borders []border
	if err := readJSON(dump, "borders.json", &borders); err != nil {
		return nil, err
	}
	own, err := overrides()
	if err != nil {
		return nil, err
	}
	var list []border
	ids := map[string]string{}
	for _, b := range borders {
		if !state(b.ISO, names["en"]) {
			continue
		}
		labels := nameCells(b.ISO, names, own)
		list = append(list, b)
		ids[b.ISO] = graph.Slug(strings.TrimLeft(strings.Split(labels[0], "|")[0], "?"))
	}
	sort.Slice(list, func(i, j int) bool { return ids[list[i].ISO] < ids[list[j].ISO] })
	var out strings.Builder
	out.WriteString(countriesHeader)
	for _, b := range list {
		cells := nameCells(b.ISO, names, own)
		typ := "Country"
		if uninhabited[b.ISO] {
			typ = "Place"
		}
		q := b.Wikidata
		if qid[b.ISO] != "" {
			q = qid[b.ISO]
		}
		line := append([]string{ids[b.ISO], typ}, cells...)
		line = append(line, "wd:"+q, ids[b.Country])
		out.WriteString(strings.TrimRight(strings.Join(line, "\t"), "\t") + "\n")
	}
	return ids, os.WriteFile(filepath.Join(data, "countries.tsv"), []byte(out.String()), 0o644)
}

// state keeps ISO 3166-1 territories of CLDR and leaves out groupings and exclaves.
func state(iso string, names map[string]string) bool {
	switch iso {
	case "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "SU", "FX":
		return false
	}
	return len(iso) == 2 && names[iso] != ""
}

type override struct{ labels, official map[string][]string }

func overrides() (override, error) {
	o := override{labels: map[string][]string{}, official: map[string][]string{}}
	labels, err := readTable("labels.tsv")
	if err != nil {
		return o, err
	}
	for _, r := range labels {
		o.labels[r[0]] = r[1:]
	}
	official, err := readTable("official.tsv")
	if err != nil {
		return o, err
	}
	for _, r := range official {
		o.official[r[0]] = r[1:]
	}
	return o, nil
}

// nameCells gives the cells en, de, fr of a territory.
func nameCells(iso string, names map[string]map[string]string, o override) []string {
	cells := make([]string, 3)
	for i, lang := range []string{"en", "de", "fr"} {
		var list []string
		if own := o.labels[iso]; own != nil {
			list = strings.Split(own[i], "|")
		} else {
			list = []string{names[lang][iso]}
		}
		list = append(list, longForm(lang, strings.TrimLeft(list[0], "?"), o.official[iso])...)
		cells[i] = distinct(list)
	}
	return cells
}

// longForm is "Republic of X" in a language.
func longForm(lang, label string, official []string) []string {
	if official == nil {
		return nil
	}
	form := official[0]
	switch lang {
	case "en":
		return []string{map[string]string{"R": "Republic of ", "K": "Kingdom of ", "S": "State of ", "P": "Principality of "}[form] + label}
	case "de":
		return []string{map[string]string{"R": "Republik ", "K": "Königreich* ", "S": "Staat* ", "P": "Fürstentum* "}[form] + strings.TrimSuffix(label, "*")}
	}
	return []string{map[string]string{"R": "République ", "K": "Royaume ", "S": "État ", "P": "Principauté "}[form] + official[1]}
}

// distinct joins names, each once.
func distinct(list []string) string {
	var out []string
	seen := map[string]bool{}
	for _, n := range list {
		if n = plain(n); !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return strings.Join(out, "|")
}
