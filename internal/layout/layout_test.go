// Package layout holds the rule of who may import whom. Dependencies point
// inward: the domain knows nobody, stages know the domain, only commands know
// the store, the web and the configuration.
package layout

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// forbidden lists, for packages below a path, what they must not import.
var forbidden = []struct{ pkg, imports, why string }{
	{"kg/graph", "kg/ingest", "the domain knows no pipeline"},
	{"kg/graph", "kg/cmd", "the domain knows no command"},
	{"kg/ingest", "kg/graph/store", "reading an article needs no store"},
	{"kg/ingest", "kg/graph/export", "reading an article needs no export"},
	{"kg/ingest", "kg/cmd", "stages know no command"},
	{"kg/ingest", "github.com/cayleygraph/cayley", "Cayley stays in the packages that own the store"},
	{"kg/graph/export", "kg/graph/store", "exports are plain functions on plain values"},
	{"kg/graph/export", "github.com/cayleygraph/cayley", "Cayley stays in the packages that own the store"},
	{"kg/graph/store", "kg/graph/web", "the store knows no web"},
	{"kg/graph/export", "kg/graph/web", "exports are plain functions on plain values"},
	{"kg/graph/answer", "github.com/cayleygraph/cayley", "Cayley stays in the packages that own the store"},
	{"kg/graph/store", "kg/graph/answer", "the store answers nothing by itself"},
	{"kg/graph/web/explore", "github.com/cayleygraph", "the explorer gives plain values"},
	{"kg/ask", "kg/graph/store", "what a question means is found without a store"},
	{"kg/ask", "github.com/spf13", "the command line stays in commands"},
	{"kg/queries", "github.com/cayleygraph/cayley", "the catalogue is data"},
	{"kg/ingest", "github.com/spf13/viper", "configuration stays in commands"},
	{"kg/graph", "github.com/spf13/viper", "configuration stays in commands"},
	{"kg/graph", "github.com/spf13/cobra", "the command line stays in commands"},
	{"kg/ingest", "github.com/spf13/cobra", "the command line stays in commands"},
	{"kg/ingest/parse", "kg/graph", "the parser serves other projects too"},
	{"kg/internal", "kg/cmd", "tools know no command"},
}

// alone lists packages that may import nothing of ours but what is named.
var alone = map[string][]string{
	"kg/graph":            nil,
	"kg/internal/diag":    nil,
	"kg/internal/near":    nil,
	"kg/internal/infile":  nil,
	"kg/graph/ontology":   {"kg/internal/diag"},
	"kg/graph/edtf":       nil,
	"kg/graph/unit":       {"kg/graph", "kg/internal/diag"},
	"kg/graph/compare":    {"kg/graph", "kg/graph/edtf", "kg/graph/ontology", "kg/graph/unit", "kg/internal/extsort"},
	"kg/internal/extsort": nil,
	"kg/ingest/syntax":    {"kg/ingest/parse", "kg/ingest/parse/ud", "kg/internal/diag"},
	"kg/seeds":            nil,
}

type pkg struct {
	ImportPath string
	Imports    []string
}

func TestImports(t *testing.T) {
	for _, p := range list(t) {
		for _, f := range forbidden {
			if !below(p.ImportPath, f.pkg) {
				continue
			}
			for _, i := range p.Imports {
				if below(i, f.imports) {
					t.Errorf("%s imports %s: %s", p.ImportPath, i, f.why)
				}
			}
		}
		allowed, ok := alone[p.ImportPath]
		if !ok {
			continue
		}
		for _, i := range p.Imports {
			if below(i, "kg") && !contains(allowed, i) {
				t.Errorf("%s imports %s: it may import only %v of ours", p.ImportPath, i, allowed)
			}
		}
	}
}

func below(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func list(t *testing.T) []pkg {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "kg/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
