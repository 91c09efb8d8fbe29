package evalset

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func scoreSet(t *testing.T) Set {
	t.Helper()
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	set, err := Load(fstest.MapFS{
		"en/dev/01-a.txt":  file("Head\n\ntext\n"),
		"de/test/02-b.txt": file("Kopf\n\nText\n"),
		"aliases.psv":      file("Chad|Tschad|Chadian government\nCzech Republic|Czechia\n"),
		"gold.psv": file(goldHeader + "\n" +
			"01-a|Chad|severed|Sudan||asserted||core|text\n" +
			"01-a|Chad|accused|Sudan||asserted||core|text\n" +
			"01-a|Mali|met|Togo||asserted||core|text\n" +
			"01-a|African Union|condemned|*||asserted||core|text\n" +
			"01-a|Sudan|denied|Chad||asserted||opt|text\n" +
			"01-a|Niger|attacked|Mali||denied||no|text\n" +
			"01-a|Sudan|targeted|Chad||alleged||opt|text\n" +
			"02-b|Czech Republic|supplied|Armenia||asserted||core|Text\n" +
			"02-b|Slovakia|supplied|Armenia||planned||no|Text\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestScore(t *testing.T) {
	facts := []Extracted{
		{"seeds/01-a.txt", "Tschad", "severed", "the Sudan", true},
		{"01-a.txt", "Chadian government", "<severed>", "Sudan", true},     // the same fact again
		{"<article:01-a>", "Chad", "kg:attributed", "Sudan", true},         // family of accused
		{"/x/01-a.txt", "Togo", "met", "Mali", true},                       // symmetric
		{"01-a.txt", "African Union", "condemned", "anybody", true},        // any object
		{"01-a.txt", "Niger", "targeted", "Mali", true},                    // violates, lenient only
		{"01-a.txt", "Sudan", "severed", "Chad", true},                     // wrong way round
		{"01-a.txt", "Chad", "accused", "Mali", false},                     // no edge
		{"02-b.txt", "Slovakia", "supplied", "Armenia", true},              // violates
		{"99-z.txt", "Chad", "severed", "Sudan", true},                     // not in the set
		{"https://x/02-b.txt/", "Czechia", "ex/supplied", "ARMENIA", true}, // IRI, slash
	}
	all := Score(scoreSet(t), facts, "", "")
	check := func(name string, got, want Row) {
		t.Helper()
		want.Name = got.Name
		if got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
	check("strict", all.Strict, Row{Core: 5, Found: 4, Facts: 8, Right: 4, No: 2, Violated: 1})
	check("lenient", all.Lenient, Row{Core: 5, Found: 5, Facts: 8, Right: 5, No: 2, Violated: 2})
	if all.Unknown != 1 || len(all.Misses) != 0 || len(all.Extras) != 3 || len(all.Violations) != 2 {
		t.Errorf("lists: %+v", all)
	}
	de := Score(scoreSet(t), facts, "", "de")
	check("de", de.Lenient, Row{Core: 1, Found: 1, Facts: 2, Right: 1, No: 1, Violated: 1})
	if de.Unknown != 1 {
		t.Errorf("facts of another language count as unknown: %d", de.Unknown)
	}
	dev := Score(scoreSet(t), nil, Dev, "")
	check("nothing found", dev.Lenient, Row{Core: 4, No: 1})
	if len(dev.Misses) != 4 || dev.Lenient.F1() != 0 {
		t.Errorf("misses of nothing: %+v", dev.Misses)
	}
	if s := all.String(); !strings.Contains(s, "lenient") || !strings.Contains(s, "  met ") || !strings.Contains(s, "1 facts of articles") {
		t.Errorf("table:\n%s", s)
	}
}

// TestScoreAgreesWithPython compares the port with the script it was ported
// from, on the real set and on facts that are right, nearly right and wrong.
func TestScoreAgreesWithPython(t *testing.T) {
	script, err := filepath.Abs("../../../shared/score.py")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		t.Skipf("the original scorer is not beside the repository: %v", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skipf("no python3: %v", err)
	}
	set := loadReal(t)
	facts := spoiled(set)
	file := filepath.Join(t.TempDir(), "facts.jsonl")
	writeJSONL(t, file, facts)
	out, err := exec.Command(python, script, "--gold", withoutNo(t), "--aliases", realSet+"/aliases.psv", file).CombinedOutput()
	if err != nil {
		t.Fatalf("score.py: %v\n%s", err, out)
	}
	table := Score(set, facts, "", "")
	for _, r := range []Row{table.Strict, table.Lenient} {
		want := fmt.Sprintf("%-9s%6d%7d%8.3f%7d%7d%10.3f%7.3f", r.Name, r.Core, r.Found, r.Recall(), r.Facts, r.Right, r.Precision(), r.F1())
		if !strings.Contains(string(out), want) {
			t.Errorf("score.py does not say %q:\n%s", want, out)
		}
	}
}

// spoiled returns two of three gold facts, some of them with an alias-like
// spelling, a relation of the same family, swapped ends, or a wrong object.
func spoiled(set Set) []Extracted {
	var out []Extracted
	swap := map[string]string{"accused": "attributed", "attacked": "targeted", "official_of": "works_for", "supports": "linked_to"}
	for i, f := range set.Facts {
		x := Extracted{"seeds/" + f.Doc + ".txt", f.Subject, f.Relation, f.Object, f.Weight != No || i%2 == 0}
		switch i % 6 {
		case 0, 1:
			continue
		case 2:
			x.Subject = "THE " + strings.ToUpper(x.Subject)
		case 3:
			if p, ok := swap[x.Predicate]; ok {
				x.Predicate = "kg:" + p
			}
		case 4:
			x.Subject, x.Object = x.Object, x.Subject
		}
		out = append(out, x)
	}
	return out
}

func writeJSONL(t *testing.T, name string, facts []Extracted) {
	t.Helper()
	var b strings.Builder
	for _, x := range facts {
		line, err := json.Marshal(map[string]any{"source": x.Source, "subject_label": x.Subject, "predicate": x.Predicate, "object_label": x.Object, "edge": x.Edge})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// withoutNo writes the gold without the facts of weight no, which the script
// does not know.
func withoutNo(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(realSet + "/gold.psv")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(line, "|"); len(f) < 9 || f[7] != No {
			b.WriteString(line)
		}
	}
	name := filepath.Join(t.TempDir(), "gold.psv")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
