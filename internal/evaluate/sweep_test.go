package main

import (
	"context"
	"os"
	"path"
	"strings"
	"testing"

	"kg/ingest"
	"kg/internal/evalset"
)

// TestSweeps holds what the rules find of testdata/sweep: no fewer edges than
// the floor of each file, no more forbidden ones than it admits.
func TestSweeps(t *testing.T) { floors(t, "testdata/sweep") }

// TestRounds holds the same for testdata/rounds.
func TestRounds(t *testing.T) { floors(t, "testdata/rounds") }

// TestBlind checks only that the blind articles can be read: nobody is to tune
// to them, so that no floor is held.
func TestBlind(t *testing.T) {
	fsys := os.DirFS("../../testdata/blind")
	names, err := sweepFiles(fsys)
	if err != nil || len(names) != 3 {
		t.Fatalf("%d files, want 3: %v", len(names), err)
	}
	for _, name := range names {
		if s, err := evalset.LoadSweep(fsys, name); err != nil || len(s.Records) != 6 {
			t.Errorf("%s: %d articles, want 6: %v", name, len(s.Records), err)
		}
	}
}

func floors(t *testing.T, folder string) {
	fsys := os.DirFS("../../" + folder)
	names, err := sweepFiles(fsys)
	if err != nil || len(names) == 0 {
		t.Fatalf("no texts in %s: %v", folder, err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			s, err := evalset.LoadSweep(fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			p, err := ingest.New(ingest.Options{Languages: []string{s.Lang}})
			if err != nil {
				t.Fatal(err)
			}
			var details strings.Builder
			got, err := sweepFile(context.Background(), &details, p, options{misses: true}, s, path.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("found %d of %d edges in %d texts; %d forbidden", got.found, got.want, got.records, got.forbidden)
			if got.found < s.Floor || got.forbidden > s.Forbidden {
				t.Errorf("found %d edges, the floor is %d; %d forbidden, known are %d\n%s", got.found, s.Floor, got.forbidden, s.Forbidden, details.String())
			}
			if got.found > s.Floor || got.forbidden < s.Forbidden {
				t.Logf("better than the head of %s/%s says: write floor: %d and forbidden: %d", folder, name, got.found, got.forbidden)
			}
		})
	}
}
