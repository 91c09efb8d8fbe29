package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"kg/ingest"
	"kg/internal/evalset"
)

// linksOf holds what is resolved in testdata/coref: at least so many rightly,
// at most so many wrongly.
var linksOf = map[string]struct{ right, wrong int }{
	"en":  {183, 1},
	"de":  {179, 5},
	"fr":  {176, 7},
	"en2": {55, 3},
	"de2": {54, 11},
	"fr2": {74, 7},
}

// TestCoref holds what the rules make of the back-references of
// testdata/coref, and of the facts that hang on them.
func TestCoref(t *testing.T) {
	fsys := os.DirFS("../../testdata/coref")
	for lang, want := range linksOf {
		t.Run(lang, func(t *testing.T) {
			s, err := evalset.LoadSweep(fsys, lang+".txt")
			if err != nil {
				t.Fatal(err)
			}
			p, err := ingest.New(ingest.Options{Languages: []string{lang[:2]}})
			if err != nil {
				t.Fatal(err)
			}
			var details strings.Builder
			got, err := corefFile(context.Background(), &details, p, options{misses: true}, s, "testdata/coref/"+lang+".txt")
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d right, %d wrong, %d missing; %d of %d edges, %d forbidden", got.links.Right, got.links.Wrong, got.links.Missing, got.facts.found, got.facts.want, got.facts.forbidden)
			if got.links.Right < want.right || got.links.Wrong > want.wrong || got.facts.found < s.Floor || got.facts.forbidden > s.Forbidden {
				t.Errorf("want %d right, %d wrong, %d edges, %d forbidden\n%s", want.right, want.wrong, s.Floor, s.Forbidden, details.String())
			}
		})
	}
}
