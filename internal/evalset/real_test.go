package evalset

import (
	"strings"
	"testing"
)

// TestRealSet loads the set and asserts that it is as large and as even as
// docs/evaluation-set.md says.
func TestRealSet(t *testing.T) {
	set := loadReal(t)
	halves, docs := map[string]int{}, map[string]string{}
	for _, a := range set.Articles {
		if n := len(strings.Fields(a.Text)); n < 60 || n > 220 {
			t.Errorf("%s: %d words; a passage has 60 to 220", a.Path, n)
		}
		halves[a.Lang+"/"+a.Half]++
		docs[a.Doc] = a.Lang + "/" + a.Half
	}
	for _, h := range []string{"de/dev", "de/test", "en/dev", "en/test", "fr/dev", "fr/test"} {
		if halves[h] != 12 {
			t.Errorf("%s: %d passages, want 12", h, halves[h])
		}
	}
	weights, core := map[string]int{}, map[string]int{}
	for _, f := range set.Facts {
		weights[f.Weight]++
		if f.Weight == Core {
			core[docs[f.Doc]]++
			core[f.Relation]++
		}
	}
	if weights[Core] != 653 || weights[Opt] != 602 || weights[No] != 170 {
		t.Errorf("weights: %v; correct this test and docs/evaluation-set.md", weights)
	}
	for h := range halves {
		if core[h] < 100 {
			t.Errorf("%s: %d core facts, want 100 or more", h, core[h])
		}
	}
	for _, r := range Relations() {
		if core[r] < 3 {
			t.Errorf("relation %s: %d core facts, want 3 or more", r, core[r])
		}
	}
}

// TestRealSetIsConsistent scores the gold against itself: what it lists is
// found and right, and what it forbids is a violation each time.
func TestRealSetIsConsistent(t *testing.T) {
	set := loadReal(t)
	var good, bad []Extracted
	for _, f := range set.Facts {
		x := Extracted{Source: f.Doc + ".txt", Subject: f.Subject, Predicate: f.Relation, Object: f.Object, Edge: true}
		if f.Weight == No {
			bad = append(bad, x)
		} else {
			good = append(good, x)
		}
	}
	if r := Score(set, good, "", "").Strict; r.Recall() != 1 || r.Precision() != 1 || r.Violated != 0 {
		t.Errorf("the gold does not agree with itself: %+v", r)
	}
	table := Score(set, bad, "", "")
	for _, r := range []Row{table.Strict, table.Lenient} {
		if r.Violated != r.No {
			t.Errorf("the forbidden facts are not all violations: %+v", r)
		}
	}
	if r := table.Strict; r.Right != 0 {
		t.Errorf("forbidden facts are right: %+v", r)
	}
}

// TestNamesAreSpelledOneWay checks that the canonical names are spelled one way: no
// name of the gold differs from another only in case or accents.
func TestNamesAreSpelledOneWay(t *testing.T) {
	set := loadReal(t)
	spelled := map[string]string{}
	for _, f := range set.Facts {
		for _, n := range []string{f.Subject, f.Object, f.Speaker} {
			if n == "" || n == "*" {
				continue
			}
			c := set.Canonical(n)
			if old, ok := spelled[c]; ok && old != n {
				t.Errorf("line %d: %q is spelled %q elsewhere", f.Line, n, old)
			}
			spelled[c] = n
		}
	}
}
