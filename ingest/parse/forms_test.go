package parse

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestLists(t *testing.T) {
	if _, err := shipped(); err != nil {
		t.Fatal(err)
	}
	_, err := readLists(fstest.MapFS{
		"data/en-verbs.txt":  {Data: []byte("# verbs\naccuse\nAccused\naccuse\ntake part\n")},
		"data/en-nouns.txt":  {Data: []byte("actor\n accuse\n")},
		"data/en-other.txt":  {Data: []byte("x\n")},
		"data/xx-verbs.txt":  {Data: []byte("x\n")},
		"data/fr-asides.txt": {Data: []byte("du coup\ndu coup\n")},
	})
	if err == nil {
		t.Fatal("bad lists are taken")
	}
	for _, want := range []string{"data/en-verbs.txt:3:1: ", "data/en-verbs.txt:4:1: ", "data/en-verbs.txt:5:1: ", "data/en-nouns.txt:2:1: ",
		"data/en-other.txt: no kind", `no model for language "xx"`, "data/fr-asides.txt:2:1: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in\n%v", want, err)
		}
	}
}
