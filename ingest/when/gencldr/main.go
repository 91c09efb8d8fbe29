// Command gencldr writes data/LANG.cldr.when, the month and weekday names of one language, from the npm package
// cldr-dates-full (licence Unicode-3.0). Run it once when CLDR changes:
//
//	npm pack cldr-dates-full@48.2.0 && tar xzf cldr-dates-full-48.2.0.tgz
//	go run ./ingest/when/gencldr package de de de-AT > ingest/when/data/de.cldr.when
//
// The first argument is the unpacked package, the second the language, the rest the locales whose names are merged.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

type names struct {
	Wide        map[string]string `json:"wide"`
	Abbreviated map[string]string `json:"abbreviated"`
}

type context struct {
	Format names `json:"format"`
	Alone  names `json:"stand-alone"`
}

type gregorian struct {
	Months context `json:"months"`
	Days   context `json:"days"`
}

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: gencldr PACKAGE LANG LOCALE...")
		os.Exit(2)
	}
	if err := write(os.Stdout, os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, "gencldr:", err)
		os.Exit(1)
	}
}

func write(w io.Writer, pkg, lang string, locales []string) error {
	var all []gregorian
	for _, l := range locales {
		g, err := read(filepath.Join(pkg, "main", l, "ca-gregorian.json"), l)
		if err != nil {
			return err
		}
		all = append(all, g)
	}
	fmt.Fprintf(w, "# Month and weekday names of %q, from Unicode CLDR (npm cldr-dates-full 48.2.0, locales %s).\n", lang, strings.Join(locales, ", "))
	fmt.Fprintln(w, "# Licence: Unicode-3.0, see LICENSE-CLDR.txt. Written by gencldr; put changes into the file without \"cldr\".")
	fmt.Fprintln(w, "# A star marks abbreviations: they count only beside a day, a year or another part of a date.")
	keys := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}
	section(w, "MONTH", keys, all, func(g gregorian) context { return g.Months })
	section(w, "WEEKDAY", []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}, all, func(g gregorian) context { return g.Days })
	return nil
}

func read(file, locale string) (gregorian, error) {
	var doc struct {
		Main map[string]struct {
			Dates struct {
				Calendars struct {
					Gregorian gregorian `json:"gregorian"`
				} `json:"calendars"`
			} `json:"dates"`
		} `json:"main"`
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return gregorian{}, err
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		return gregorian{}, fmt.Errorf("read %s: %w", file, err)
	}
	return doc.Main[locale].Dates.Calendars.Gregorian, nil
}

// section prints "number = name, *abbreviation" for each key, in the order of the keys (January and Monday are 1).
func section(w io.Writer, class string, keys []string, all []gregorian, pick func(gregorian) context) {
	fmt.Fprintf(w, "\n[%s]\n", class)
	for i, key := range keys {
		var forms []string
		seen := map[string]bool{}
		add := func(form, mark string) {
			if form != "" && !seen[form] {
				seen[form] = true
				forms = append(forms, mark+form)
			}
		}
		for _, g := range all {
			add(pick(g).Format.Wide[key], "")
		}
		for _, g := range all {
			for _, abbr := range []string{pick(g).Format.Abbreviated[key], pick(g).Alone.Abbreviated[key]} {
				add(abbr, "*")
				add(strings.TrimSuffix(abbr, "."), "*")
				if len(abbr) < len(pick(g).Format.Wide[key]) && !strings.HasSuffix(abbr, ".") {
					add(abbr+".", "*")
				}
			}
		}
		fmt.Fprintf(w, "%d = %s\n", i+1, strings.Join(forms, ", "))
	}
}
