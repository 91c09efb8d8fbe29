package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kg/graph"
	"kg/ingest/parse/conllu"
)

// TestAlign holds the pairing of words against cases worked out by hand.
func TestAlign(t *testing.T) {
	u := func(start, end int, multi bool, form string) unit {
		return unit{span: graph.Span{Start: start, End: end}, multi: multi, form: form}
	}
	for name, c := range map[string]struct {
		gold, sys []unit
		want      []int
	}{
		"same":         {[]unit{u(0, 2, false, "ab"), u(2, 3, false, "c")}, []unit{u(0, 2, false, "ab"), u(2, 3, false, "c")}, []int{0, 1}},
		"cut too much": {[]unit{u(0, 2, false, "ab"), u(2, 3, false, "c")}, []unit{u(0, 1, false, "a"), u(1, 2, false, "b"), u(2, 3, false, "c")}, []int{-1, 2}},
		"multi":        {[]unit{u(0, 2, true, "de"), u(0, 2, true, "le"), u(2, 3, false, "x")}, []unit{u(0, 2, true, "de"), u(0, 2, true, "le"), u(2, 3, false, "x")}, []int{0, 1, 2}},
		"not split":    {[]unit{u(0, 3, true, "de"), u(0, 3, true, "les"), u(3, 4, false, "x")}, []unit{u(0, 3, false, "des"), u(3, 4, false, "x")}, []int{-1, -1, 1}},
		"other pieces": {[]unit{u(0, 3, true, "de"), u(0, 3, true, "les")}, []unit{u(0, 3, true, "De"), u(0, 3, true, "la")}, []int{0, -1}},
	} {
		if got := align(c.gold, c.sys); !equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func equal(a, b []int) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

func TestGoldText(t *testing.T) {
	sents, err := conllu.Read(strings.NewReader("# newdoc\n1-2\tzum\t_\t_\t_\t_\t_\t_\t_\t_\n1\tzu\tzu\tADP\t_\t_\t3\tcase\t_\t_\n2\tdem\tder\tDET\t_\t_\t3\tdet\t_\t_\n" +
		"3\tHaus\tHaus\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No\n4\t!\t!\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	raw, _, a := goldText(sents)
	if raw != "zum Haus! " || len(a.tokens) != 3 || len(a.words) != 4 || a.sents[0] != (graph.Span{Start: 0, End: 8}) {
		t.Errorf("%q %v", raw, a)
	}
}

// TestCommands trains and evaluates on a handful of sentences through the
// commands.
func TestCommands(t *testing.T) {
	const bank = "../../ingest/parse/engine/testdata/tiny.conllu"
	dir := t.TempDir()
	model := filepath.Join(dir, "en.model")
	run := func(args ...string) (string, error) {
		var out bytes.Buffer
		root := rootCmd()
		root.SetArgs(args)
		root.SetOut(&out)
		root.SetErr(&bytes.Buffer{})
		err := root.Execute()
		return out.String(), err
	}
	if _, err := run("train", "--lang", "en", "--out", model, bank); err != nil {
		t.Fatal(err)
	}
	out, err := run("eval", "--model", model, bank)
	if err != nil || !strings.Contains(out, "raw text") || !strings.Contains(out, "gold words") {
		t.Errorf("eval: %v\n%s", err, out)
	}
	if out, err = run("cv", "--lang", "en", "--folds", "2", bank); err != nil || !strings.Contains(out, "all, 2 folds") {
		t.Errorf("cv: %v\n%s", err, out)
	}
	bad := filepath.Join(dir, "bad.conllu")
	if err := os.WriteFile(bad, []byte("1\tx\n\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err = run("train", "--lang", "en", "--out", model, bad); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a bad treebank: %v", err)
	}
}
