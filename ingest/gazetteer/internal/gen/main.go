// Command gen writes those data files of the gazetteer that come from public
// data sets: countries.tsv, cities.tsv, firstnames.tsv. docs/gazetteer.md says
// how to run it. The same input gives the same bytes.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen DUMP_FOLDER DATA_FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dump, data string) error {
	c, err := countries(dump, data)
	if err != nil {
		return fmt.Errorf("countries: %w", err)
	}
	if err := cities(dump, data, c); err != nil {
		return fmt.Errorf("cities: %w", err)
	}
	if err := firstNames(dump, data); err != nil {
		return fmt.Errorf("first names: %w", err)
	}
	return nil
}

// readJSON reads one file of the dump.
func readJSON(dump, name string, v any) error {
	b, err := os.ReadFile(filepath.Join(dump, name))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// readTable reads a tab-separated file that stands beside the generator or
// among the data: rows of cells, comments left out.
func readTable(path string) ([][]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, line := range strings.Split(string(b), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		rows = append(rows, strings.Split(line, "\t"))
	}
	return rows, nil
}

// plain writes names with typewriter apostrophes and without surplus spaces.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("’", "'", "\u00a0", " ", "\u202f", " ").Replace(s)), " ")
}
