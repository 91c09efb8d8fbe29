package ontology

import (
	"strings"
	"testing"

	"kg/internal/diag"
)

func TestShippedOntology(t *testing.T) {
	o, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(o.Relations()); n < 25 {
		t.Errorf("%d relations, want at least 25", n)
	}
	if !o.IsA("Country", "Agent") || o.IsA("Place", "Agent") {
		t.Error("a Country must be an Agent, a Place not")
	}
	if !o.Allows("severed", "Country", "Country") || o.Allows("official_of", "Country", "Country") {
		t.Error("domain and range are not applied")
	}
}

func TestFindingsAreAllReportedWithPlace(t *testing.T) {
	src := `types:
  Agent: {labels: {en: a, de: a, fr: a}}
  Loop: {is: Loop, labels: {en: a, de: a, fr: a}}
  Bad: {is: Nothing, color: red, labels: {en: b}}
relations:
  holds: {domain: [Agent], range: [Agent], symmetric: true, lasts: true, once_in: 3, labels: {en: l, de: l, fr: l}, plover: "-", stix: "-", ftm: "-"}
  likes-it: {domain: [Agent], range: [Robot], labels: {en: l, de: l, fr: l}, plover: "-", stix: "-", ftm: "-"}
other: 1
`
	_, err := Parse("o.yaml", []byte(src))
	got := make([]string, 0)
	for _, d := range diag.From(err) {
		got = append(got, d.String())
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{
		"o.yaml:3:3: type Loop is a kind of itself",
		`unknown type "Nothing"`, `unknown key "color"`, `no label in "de"`,
		`cannot be typed in a query`, `unknown type "Robot"`, "relation holds has once_in 3", "must have an inverse or be symmetric", `unknown key "other"`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no finding %q in:\n%s", want, all)
		}
	}
}
