package gazetteer

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"kg/internal/diag"
)

//go:embed data
var embedded embed.FS

// Load builds the gazetteer from the embedded data. It takes some tens of
// milliseconds: build it once.
func Load() (*Gazetteer, error) {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("open the embedded gazetteer: %w", err)
	}
	return LoadFS(sub)
}

// LoadWith builds the gazetteer from the embedded data and further files of
// the same format, which may add entities and add names to entities that exist.
func LoadWith(more ...fs.FS) (*Gazetteer, error) {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("open the embedded gazetteer: %w", err)
	}
	return load(append([]fs.FS{sub}, more...))
}

// LoadFS builds a gazetteer from all *.tsv files of fsys and its folders.
// Faulty data give an error that lists every finding (diag.From).
func LoadFS(fsys fs.FS) (*Gazetteer, error) { return load([]fs.FS{fsys}) }

func load(systems []fs.FS) (*Gazetteer, error) {
	var l diag.List
	var tables []*table
	sum := sha256.New()
	for _, fsys := range systems {
		files, err := list(fsys)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			data, err := fs.ReadFile(fsys, f)
			if err != nil {
				return nil, fmt.Errorf("read gazetteer file: %w", err)
			}
			fmt.Fprintf(sum, "%d:%s%d:", len(f), f, len(data))
			sum.Write(data)
			if t := parseTable(f, data, &l); t != nil {
				tables = append(tables, t)
			}
		}
	}
	g := build(tables, &l)
	g.version = hex.EncodeToString(sum.Sum(nil)[:8])
	if err := l.Err(); err != nil {
		return nil, err
	}
	return g, nil
}

// list gives the *.tsv files, sorted by path.
func list(fsys fs.FS) ([]string, error) {
	var files []string
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && strings.HasSuffix(p, ".tsv") {
			files = append(files, p)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list gazetteer files: %w", err)
	}
	if len(files) == 0 {
		return nil, errors.New("list gazetteer files: no *.tsv file found")
	}
	sort.Strings(files)
	return files, nil
}
