package evalset

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

const realSet = "../../testdata/eval"

func loadReal(t *testing.T) Set {
	t.Helper()
	set, err := Load(os.DirFS(realSet))
	if err != nil {
		t.Fatalf("load %s:\n%v", realSet, err)
	}
	return set
}

// tiny is a small valid set.
func tiny() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"en/dev/01-a.txt":  file("Head\n\nChad severed ties with Sudan. Mali met Togo. Peru did not attack Chile.\n"),
		"de/test/02-b.txt": file("Kopf\n\nÖsterreich wirft Rußland Spionage vor.\n"),
		"aliases.psv":      file("# names\nChad|Tschad|Tchad\nAustria|Österreich\nRussia|Rußland\n"),
		"gold.psv": file(goldHeader + "\n" +
			"01-a|Chad|severed|Sudan|2024-05|asserted||core|Chad severed ties with Sudan\n" +
			"01-a|Mali|met|Togo||asserted||opt|Mali met Togo\n" +
			"01-a|Peru|attacked|Chile||negated||no|Peru did not attack Chile\n" +
			"02-b|Austria|accused|Russia||asserted||core|Österreich wirft Rußland Spionage vor\n"),
	}
}

func TestLoadTiny(t *testing.T) {
	set, err := Load(tiny())
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Articles) != 2 || len(set.Facts) != 4 {
		t.Fatalf("%d articles, %d facts", len(set.Articles), len(set.Facts))
	}
	a := set.Articles[0]
	if a.Doc != "02-b" || a.Lang != "de" || a.Half != Test {
		t.Errorf("first article: %+v", a)
	}
	if f := set.Facts[0]; f.Line != 2 || f.Date != "2024-05" || f.Weight != Core {
		t.Errorf("first fact: %+v", f)
	}
	if set.Canonical("the TSCHAD") != set.Canonical("Chad") {
		t.Error("alias does not resolve")
	}
}

// TestLoadProblems spoils the tiny set in one place each and wants a message
// with the right position.
func TestLoadProblems(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"relation", "gold.psv", "severed|Sudan", "cut|Sudan", `gold.psv:2:11: unknown relation "cut"`},
		{"evidence", "gold.psv", "Mali met Togo", "Mali saw Togo", "gold.psv:3:1: evidence is not in 01-a"},
		{"document", "gold.psv", "02-b|", "03-c|", `gold.psv:5:1: no article "03-c"`},
		{"fields", "gold.psv", "||core|Ö", "|core|Ö", "gold.psv:5:1: 8 fields"},
		{"date", "gold.psv", "2024-05", "2024-13", `gold.psv:2:25: date "2024-13" is not EDTF`},
		{"certainty", "gold.psv", "negated", "refuted", `unknown certainty "refuted"`},
		{"weight", "gold.psv", "|core|Ö", "|must|Ö", `unknown weight "must"`},
		{"weight and certainty", "gold.psv", "negated||no", "negated||opt", `weight "opt" does not go with certainty "negated"`},
		{"space", "gold.psv", "|Togo|", "| Togo|", `gold.psv:3:15: space around " Togo"`},
		{"empty", "gold.psv", "|Togo|", "||", "gold.psv:3:15: empty field 4"},
		{"header", "gold.psv", "# doc|", "# document|", "gold.psv:1:1: wrong header"},
		{"alias in gold", "gold.psv", "|Chad|", "|Tchad|", `"Tchad" is an alias; write the canonical name "Chad"`},
		{"ambiguous alias", "aliases.psv", "Russia|Rußland", "Russia|Tschad", `aliases.psv:4:8: "Tschad" already stands for "Chad"`},
		{"headline", "en/dev/01-a.txt", "Head\n\n", "Head\n", "en/dev/01-a.txt:1:1: no headline"},
		{"utf-8", "de/test/02-b.txt", "Ö", "\xd6", "de/test/02-b.txt:1:1: not valid UTF-8"},
		{"carriage return", "en/dev/01-a.txt", "Togo.", "Togo.\r", "en/dev/01-a.txt:3:45: NUL, CR"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := tiny()
			data := string(fsys[c.file].Data)
			if !strings.Contains(data, c.old) {
				t.Fatalf("nothing to spoil: %q", c.old)
			}
			fsys[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(data, c.old, c.new, 1))}
			_, err := Load(fsys)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("want %q, got:\n%v", c.want, err)
			}
		})
	}
}

func TestLoadAllProblemsAtOnce(t *testing.T) {
	fsys := tiny()
	delete(fsys, "aliases.psv")
	fsys["xx/dev/01.txt"] = &fstest.MapFile{Data: []byte("Head\n\ntext\n")}
	fsys["gold.psv"].Data = append(fsys["gold.psv"].Data,
		"01-a|Chad|severed|Sudan|2024-05|asserted||opt|Head\n01-a|Peru|attacked|Chile||asserted||opt|Head\n"...)
	_, err := Load(fsys)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`unknown language folder "xx"`, `name begins with "01"`, "aliases.psv:1:1: cannot be read",
		"gold.psv:6:1: same fact as line 2", "gold.psv:7:1: contradicts line 4",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("missing %q in:\n%v", want, err)
		}
	}
}

func TestEDTF(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "2024": true, "2024-05": true, "2024-05-17": true, "198X": true, "2020/..": true, "../2021-03": true,
		"2016/2021": true, "2024-5": false, "2024-00": false, "2024-01-32": false, "May 2024": false, "2024/": false, "24": false,
	} {
		if edtf(s) != want {
			t.Errorf("edtf(%q) = %v", s, !want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(goldHeader+"\n01-a|Chad|severed|Sudan||asserted||core|Head\n", "Chad|Tchad\n", "Head\n\nText\n")
	f.Add("|||||||||\n", "|\n", "\x00\xff")
	f.Fuzz(func(t *testing.T, gold, aliases, article string) {
		fsys := fstest.MapFS{
			"gold.psv":        {Data: []byte(gold)},
			"aliases.psv":     {Data: []byte(aliases)},
			"en/dev/01-a.txt": {Data: []byte(article)},
		}
		set, err := Load(fsys)
		if err != nil {
			return
		}
		for _, x := range set.Facts {
			if !strings.Contains(article, x.Evidence) {
				t.Errorf("evidence %q is not in the article", x.Evidence)
			}
		}
		Score(set, []Extracted{{"01-a", gold, aliases, article, true}}, "", "")
	})
}
