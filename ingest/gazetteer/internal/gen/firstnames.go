package main

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"kg/graph"
)

const firstNamesHeader = `# First names with the gender that they tell (m, f, u: both).
# Source: npm @faker-js/faker 10.6.0 (MIT), all locales in Latin script, plus firstnames_more of the generator.
# Names that are common words in English, German or French are left out. Generated: do not edit.
#kind: firstnames
name	gender
`

type fakerNames struct{ Generic, Female, Male []string }

// allFirstNames maps folded names to "m", "f" or "u".
func allFirstNames(dump string) (map[string]string, error) {
	spelled, err := spelledNames(dump)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for name, g := range spelled {
		k := graph.Fold(name)
		if have := out[k]; have != "" && have != g {
			g = "u"
		}
		out[k] = g
	}
	return out, nil
}

func spelledNames(dump string) (map[string]string, error) {
	var locales map[string]fakerNames
	if err := readJSON(dump, "firstnames.json", &locales); err != nil {
		return nil, err
	}
	out := map[string]string{}
	add := func(list []string, g string) {
		for _, n := range list {
			if !latinName(n) {
				continue
			}
			if have := out[n]; have != "" && have != g {
				out[n] = "u"
				continue
			}
			out[n] = g
		}
	}
	keys := make([]string, 0, len(locales))
	for k := range locales {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if k == "eo" || k == "en_AU_ocker" || k == "vi" || k == "th" {
			continue // Esperanto and slang; Vietnamese given names of several words
		}
		add(locales[k].Female, "f")
		add(locales[k].Male, "m")
	}
	for _, k := range keys {
		if k == "eo" || k == "vi" || k == "th" {
			continue
		}
		for _, n := range locales[k].Generic {
			if latinName(n) && out[n] == "" {
				out[n] = "u"
			}
		}
	}
	more, err := readTable("firstnames_more.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range more {
		for _, n := range strings.Fields(r[1]) {
			out[n] = r[0]
		}
	}
	return out, nil
}

// latinName keeps single words in Latin script with one capital, at the start.
func latinName(n string) bool {
	if len([]rune(n)) < 3 {
		return false
	}
	for i, r := range n {
		switch {
		case i == 0 && !unicode.IsUpper(r):
			return false
		case r == '-' || r == '\'':
		case !unicode.Is(unicode.Latin, r):
			return false
		}
	}
	return true
}

// firstNames writes firstnames.tsv.
func firstNames(dump, data string) error {
	names, err := spelledNames(dump)
	if err != nil {
		return err
	}
	drop := map[string]bool{}
	rows, err := readTable("not_firstnames.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, w := range strings.Fields(r[0]) {
			drop[graph.Fold(w)] = true
		}
	}
	list := make([]string, 0, len(names))
	for n := range names {
		if !drop[graph.Fold(n)] {
			list = append(list, n)
		}
	}
	sort.Strings(list)
	var out strings.Builder
	out.WriteString(firstNamesHeader)
	for _, n := range list {
		out.WriteString(n + "\t" + names[n] + "\n")
	}
	return os.WriteFile(filepath.Join(data, "firstnames.tsv"), []byte(out.String()), 0o644)
}
