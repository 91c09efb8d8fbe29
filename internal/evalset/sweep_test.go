package evalset

import (
	"strings"
	"testing"
	"testing/fstest"
)

func loadSweep(t *testing.T, text string) (Sweep, error) {
	t.Helper()
	return LoadSweep(fstest.MapFS{"en.txt": {Data: []byte(text)}}, "en.txt")
}

func TestLoadSweep(t *testing.T) {
	s, err := loadSweep(t, `# comment
floor: 2
forbidden: 1

Kenya expelled the Sudanese envoy.
=> Kenya expelled Sudan
!> Sudan * *

# a headline and two sentences
* Chad recalls envoy from Mali
Chad recalled its envoy.
It said: nothing.
?> Chad recalled Mali
+> Chad official_of Mali
!> *
`)
	if err != nil {
		t.Fatal(err)
	}
	if s.Lang != "en" || s.Floor != 2 || s.Forbidden != 1 || len(s.Records) != 2 {
		t.Fatalf("read %+v", s)
	}
	if r := s.Records[0]; r.Line != 5 || r.Want[0].String() != "Kenya expelled Sudan" || r.Never[0].String() != "Sudan * *" {
		t.Errorf("first record: %+v", r)
	}
	r := s.Records[1]
	if r.Headline != "Chad recalls envoy from Mali" || r.Text != "Chad recalls envoy from Mali\nChad recalled its envoy.\nIt said: nothing." {
		t.Errorf("second record: %+v", r)
	}
	if !r.Want[0].Known || len(r.Optional) != 1 || r.Never[0].String() != "* * *" {
		t.Errorf("second record: %+v", r)
	}
}

func TestLoadSweepRefuses(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"A b c.\n=> A hugged B\n", "en.txt:2:1: no edge"},
		{"A b c.\n=> accused B\n", "en.txt:2:1: no edge"},
		{"A b c.\n=> * accused A\n", "en.txt:2:1: *"},
		{"=> A accused B\n", "en.txt:1:1: an edge without a text"},
		{"A b c.\n=> A accused B\nmore\n", "en.txt:3:1: text behind"},
		{"floor: many\n", "en.txt:1:1: floor"},
	} {
		if _, err := loadSweep(t, x.text); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%q: %v, want %q", x.text, err, x.want)
		}
	}
}

func TestSweepScore(t *testing.T) {
	s, err := loadSweep(t, "Text.\n=> Kenya met Sudan\n=> Kenya accused Mali\n+> Chad met Mali\n!> * expelled Mali\n")
	if err != nil {
		t.Fatal(err)
	}
	edge := func(s, r, o string) NamedEdge { return NamedEdge{[]string{"other name", s}, []string{o}, r} }
	got := s.Records[0].Score([]NamedEdge{
		edge("Sudan", "met", "the Kenya"), edge("Mali", "accused", "Kenya"), edge("Chad", "met", "Mali"), edge("Chad", "expelled", "Mali"),
	})
	if len(got.Found) != 1 || len(got.Missed) != 1 || len(got.Forbidden) != 1 || len(got.Extra) != 1 {
		t.Fatalf("%+v", got)
	}
	if got.Extra[0].Relation != "accused" || got.Forbidden[0].Relation != "expelled" || got.Missed[0].Relation != "accused" {
		t.Errorf("%+v", got)
	}
}
