package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/ontology"
	"kg/graph/store"
	"kg/ingest"
	"kg/ingest/article"
	"kg/seeds"
)

var pipelineOnce = func() func(t *testing.T) *ingest.Pipeline {
	var p *ingest.Pipeline
	return func(t *testing.T) *ingest.Pipeline {
		t.Helper()
		if p == nil {
			var err error
			if p, err = ingest.New(ingest.Options{Workers: 1}); err != nil {
				t.Fatal(err)
			}
		}
		return p
	}
}()

// heldAgainst holds articles against each other: one line for each conflict, "kind subject relation object: side | side", and
// for each agreement, "agree subject relation object: independent sources".
func heldAgainst(t *testing.T, files map[string][]byte) (conflicts, agreements []string) {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, "mem:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	var recs []graph.Record
	for _, name := range sortedNames(files) {
		doc, err := article.Parse(name, files[name])
		if err != nil {
			t.Fatal(err)
		}
		rec, _, err := pipelineOnce(t).Read(ctx, doc)
		if err != nil {
			t.Fatal(err)
		}
		recs = append(recs, rec)
	}
	if _, err := st.Put(ctx, recs); err != nil {
		t.Fatal(err)
	}
	r := &answer.Reader{Store: st, Onto: onto, Lang: "en"}
	found, err := r.Compare(ctx, answer.CompareOptions{})
	if err != nil {
		t.Fatal(err)
	}
	sameOfEach(t, r)
	for _, c := range found.Conflicts {
		var sides []string
		for _, s := range c.Sides {
			sides = append(sides, s.Value)
			if len(s.Passages) == 0 || s.Independent == 0 {
				t.Errorf("%s %s %s: the side %q has no passage", c.Subject.ID, c.Relation, c.Object.ID, s.Value)
			}
		}
		sort.Strings(sides)
		conflicts = append(conflicts, fmt.Sprintf("%s %s %s %s: %s", c.Kind, c.Subject.ID, c.Relation, c.Object.ID, strings.Join(sides, " | ")))
	}
	if found, err = r.Compare(ctx, answer.CompareOptions{Agreements: true}); err != nil {
		t.Fatal(err)
	}
	for _, a := range found.Agreements {
		agreements = append(agreements, fmt.Sprintf("agree %s %s %s: %d", a.Subject.ID, a.Relation, a.Object.ID, a.Independent))
	}
	return conflicts, agreements
}

// sameOfEach: of each entity the same is found whether all its claims are read
// or only those that the index says can differ, and with a limit the first.
func sameOfEach(t *testing.T, r *answer.Reader) {
	t.Helper()
	ctx := context.Background()
	compare := func(o answer.CompareOptions) answer.Compared {
		found, err := r.Compare(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	for e, err := range r.Store.Entities(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		some, all := compare(answer.CompareOptions{Entity: e.ID}), compare(answer.CompareOptions{Entity: e.ID, Whole: true})
		if !reflect.DeepEqual(some, all) {
			t.Errorf("%s: %d conflicts by the index, %d of all claims", e.ID, len(some.Conflicts), len(all.Conflicts))
		}
		agreed := compare(answer.CompareOptions{Entity: e.ID, Agreements: true}).Agreements
		if first := compare(answer.CompareOptions{Entity: e.ID, Agreements: true, Most: 1}).Agreements; !reflect.DeepEqual(first, agreed[:min(1, len(agreed))]) {
			t.Errorf("%s: the first agreement of %d is another with a limit", e.ID, len(agreed))
		}
	}
}

func sortedNames(files map[string][]byte) []string {
	var out []string
	for n := range files {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// TestConflictSets reads small sets of articles. `want` lists all conflicts that a careful reader finds, and some
// agreements; a line that begins with "!" is a known miss, one that begins with "?" a known false one, and one that begins with "~" may be
// found: it is right, and depends on passages that are hard to read.
func TestConflictSets(t *testing.T) {
	sets, err := filepath.Glob("testdata/conflicts/*.txtar")
	if err != nil || len(sets) < 15 {
		t.Fatalf("%d sets, %v", len(sets), err)
	}
	for _, set := range sets {
		t.Run(strings.TrimSuffix(filepath.Base(set), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(set)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string][]byte{}
			var want []string
			for _, f := range a.Files {
				if f.Name == "want" {
					want = strings.FieldsFunc(string(f.Data), func(c rune) bool { return c == '\n' })
					continue
				}
				files[f.Name] = f.Data
			}
			conflicts, agreements := heldAgainst(t, files)
			check(t, want, conflicts, agreements)
		})
	}
}

func check(t *testing.T, want, conflicts, agreements []string) {
	t.Helper()
	for _, w := range want {
		mark, line := "", w
		if strings.ContainsAny(w[:1], "!?~") {
			mark, line = w[:1], w[1:]
		}
		list := conflicts
		if strings.HasPrefix(line, "agree ") {
			list = agreements
		} else if k := strings.Index(line, ": "); k > 0 {
			sides := strings.Split(line[k+2:], " | ")
			sort.Strings(sides)
			line = line[:k+2] + strings.Join(sides, " | ")
		}
		found := slices.Contains(list, line)
		switch {
		case mark == "!" && found:
			t.Errorf("a known miss is found now; take the ! away: %s", line)
		case mark == "?" && !found:
			t.Errorf("a known false one is gone; take the line away: %s", line)
		case mark == "" && !found:
			t.Errorf("not found: %s", line)
		}
		conflicts = slices.DeleteFunc(conflicts, func(c string) bool { return c == line })
	}
	for _, c := range conflicts {
		t.Errorf("not wanted: %s", c)
	}
	if t.Failed() {
		t.Logf("agreements:\n%s", strings.Join(agreements, "\n"))
	}
}

// TestConflictsOfTheSeeds holds DESIGN §8 against what is found: the disagreements of the five articles, and nothing else.
func TestConflictsOfTheSeeds(t *testing.T) {
	files := map[string][]byte{}
	err := fs.WalkDir(seeds.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".txt") {
			files[path], err = fs.ReadFile(seeds.FS(), path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	conflicts, _ := heldAgainst(t, files)
	b, err := os.ReadFile("testdata/conflicts/seeds.want")
	if err != nil {
		t.Fatal(err)
	}
	check(t, strings.FieldsFunc(string(b), func(c rune) bool { return c == '\n' }), conflicts, nil)
}
