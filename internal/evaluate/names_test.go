package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"kg/ingest"
	"kg/internal/evalset"
)

// namesOf holds what is found in testdata/names: names whole and of the right
// class, at least so many; names that are none, at most so many; names tied to
// the right thing and to a wrong one.
var namesOf = map[string]struct{ right, extra, linked, merged int }{
	"en":  {235, 6, 32, 0},
	"en2": {81, 3, 10, 0},
	"de":  {191, 15, 19, 0}, // "der Taiwanischen Volksfront" lost when capital adjectives in -isch got their tag
	"de2": {56, 10, 4, 0},
	"fr":  {214, 16, 27, 0},
	"fr2": {62, 17, 4, 0},
	"en3": {108, 7, 6, 1},
	"de3": {91, 11, 4, 0},
	"fr3": {98, 5, 6, 0},
	"en4": {48, 9, 2, 0},
	"de4": {44, 6, 2, 0},
	"fr4": {47, 4, 1, 0},
	"de5": {238, 20, 2, 3},
	"en5": {287, 8, 8, 1},
	"fr5": {277, 14, 4, 0},
	"de6": {82, 15, 0, 0},
	"en6": {96, 10, 7, 0},
	"fr6": {79, 17, 1, 0},
	"en7": {56, 2, 10, 0},
	"en8": {51, 3, 9, 0},
	"en9": {32, 5, 8, 0},
	"de7": {59, 0, 10, 2},
	"de8": {53, 4, 5, 0},
	"de9": {35, 3, 5, 0},
	"fr7": {64, 0, 13, 1},
	"fr8": {63, 3, 5, 1},
	"fr9": {41, 2, 8, 0},
}

// TestNames holds what the rules make of the names of testdata/names.
func TestNames(t *testing.T) {
	fsys := os.DirFS("../../testdata/names")
	for name, want := range namesOf {
		t.Run(name, func(t *testing.T) {
			lang := name[:2]
			s, err := evalset.LoadSweep(fsys, name+".txt")
			if err != nil {
				t.Fatal(err)
			}
			p, err := ingest.New(ingest.Options{Languages: []string{lang}})
			if err != nil {
				t.Fatal(err)
			}
			var details strings.Builder
			got, err := nameFile(context.Background(), &details, p, options{misses: true}, s, lang, "testdata/names/"+name+".txt")
			if err != nil {
				t.Fatal(err)
			}
			n := got.names
			extra := n.Given - n.Spans
			t.Logf("%d of %d right, %d extra; %d of %d linked, %d merged; %d of %d edges, %d forbidden", n.Right, n.Wanted, extra, n.LinksRight, n.Links, n.LinksWrong,
				got.facts.found, got.facts.want, got.facts.forbidden)
			if n.Right < want.right || extra > want.extra || n.LinksRight < want.linked || n.LinksWrong > want.merged || got.facts.found < s.Floor || got.facts.forbidden > s.Forbidden {
				t.Errorf("want %d right, %d extra, %d linked, %d merged, %d edges, %d forbidden\n%s", want.right, want.extra, want.linked, want.merged, s.Floor, s.Forbidden, details.String())
			}
		})
	}
}
