package evalset

import (
	"reflect"
	"strings"
	"testing"
)

func TestReadLinks(t *testing.T) {
	text, links, err := ReadLinks("Chad met Mali. [Both sides|Chad+Mali] said [it|] rained.")
	if err != nil || text != "Chad met Mali. Both sides said it rained." {
		t.Fatalf("%q, %v", text, err)
	}
	want := []Link{{15, 25, []string{"Chad", "Mali"}}, {31, 33, nil}}
	if !reflect.DeepEqual(links, want) {
		t.Errorf("%+v", links)
	}
	for _, bad := range []string{"[it", "[it|Chad", "[|Chad]", "[it]", "[a [b|c]]"} {
		if _, _, err := ReadLinks(bad); err == nil || !strings.Contains(err.Error(), "no mark") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestScoreLinks(t *testing.T) {
	text, links, err := ReadLinks("[It|Chad] said [they|Chad+Mali] knew [him|] and [her|X]. It rained.")
	if err != nil {
		t.Fatal(err)
	}
	at := func(w string, back bool, names ...string) Reference {
		i := strings.Index(text, w)
		return Reference{Start: i, End: i + len(w), Back: back, Names: names}
	}
	got := ScoreLinks(text, links, []Reference{at("It", true, "the Chad"), at("they", true, "Chad"), at("him", true, "Y"), at("rained", true, "Mali"), at("knew", false, "Z")})
	if got.Right != 1 || got.Wrong != 3 || got.Missing != 1 || len(got.Notes) != 4 {
		t.Errorf("%+v", got)
	}
}
