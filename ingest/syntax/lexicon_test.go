package syntax

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestShippedWords(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
}

// TestBadWords: every mistake of every file is told at once, with its place.
func TestBadWords(t *testing.T) {
	good := "relatives: [qui]\ncontrol: []\nfaults: []\npassive: []\nopeners: []\nlisting: []\ncomplement: []\nmotion: []\n"
	_, err := loadLexicons(fstest.MapFS{
		"data/en.yaml": {Data: []byte(good + "moton: []\n")},
		"data/fr.yaml": {Data: []byte(strings.Replace(good, "motion: []\n", "", 1) + "listing: [être]\n")},
	})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"data/de.yaml", `data/en.yaml:9:1: unknown key "moton"`, `data/fr.yaml:1:1: key "motion" is missing`, `data/fr.yaml:8:1: key "listing" is there twice`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in: %v", want, err)
		}
	}
	if _, err := loadLexicons(fstest.MapFS{"data/en.yaml": {Data: []byte(strings.Replace(good, "[qui]", "[qui, qui]", 1))}}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a word that is there twice: %v", err)
	}
}

func TestListsThatHoldThemselves(t *testing.T) {
	lists := Lists{"a": {"one", "$b"}, "b": {"$a"}}
	if _, err := Expand([]string{"$a"}, lists); err == nil {
		t.Fatal("lists that hold one another were expanded")
	}
}
