package pattern

import (
	"strings"
	"testing"
	"testing/fstest"

	"kg/graph/ontology"
	"kg/internal/diag"
)

func testOntology(t testing.TB) *ontology.Ontology {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// Each faulty line must be reported with its place, all in one go.
func TestLoadReportsAllFindings(t *testing.T) {
	src := `lists:
  ties: [ties, links]
  idle: [never used]
  ties2: ["{S:Country}"]
rules:
  - id: ok
    relation: severed
    pattern: "{S:Country} [cut] $ties with {O:Country}"
    yes: ["[Mali|Country] cut ties with [Chad|Country]. => Mali severed Chad"]
    no: ["[Mali|Country] kept ties with [Chad|Country]."]
  - id: unknown-relation
    relation: severd
    pattern: "{S:Country} [cut] {O:Country}"
    yes: ["[A|Country] cut [B|Country] => A severd B"]
    no: ["x"]
  - id: bad-type
    relation: official_of
    pattern: "{S:Country} [leads] {O:Country}"
    yes: ["[A|Country] leads [B|Country] => A official_of B"]
    no: ["x"]
  - id: syntax
    relation: severed
    pattern: "{S:Country} ( [cut] {O:Country}"
    yes: ["[A|Country] cut [B|Country] => A severed B"]
    no: ["x"]
  - id: no-examples
    relation: severed
    pattern: "{S:Country} [cut] {O:Country}"
  - id: no-object
    relation: severed
    pattern: "{S:Country} [cut] ties"
    yes: ["[A|Country] cut [B|Country] => A severed B"]
    no: ["x"]
  - id: no-cue
    relation: severed
    pattern: "{S:Country} cut {O:Country}"
    yes: ["[A|Country cut"]
    no: ["[A|Robot] cut"]
  - id: ok
    relation: severed
    pattern: "{S:Country} [$nolist] &nopart {O:Country} ..99"
    color: red
    qualifiers: {title: "@nogroup"}
    yes: ["[A|Country] cut [B|Country]"]
    no: ["[A|Country] cut [B|Country] => A severed B"]
  - id: group
    relation: severed
    pattern: "{S:Country} [cut] {O:Country}"
    qualifiers: {title: "@nogroup"}
    yes: ["[A|Country] cut [B|Country] => A severed B"]
    no: ["x"]
more: 1
`
	_, err := Load(fstest.MapFS{"en/a.yaml": {Data: []byte(src)}}, testOntology(t))
	var all []string
	for _, d := range diag.From(err) {
		all = append(all, d.String())
	}
	got := strings.Join(all, "\n")
	for _, want := range []string{
		`en/a.yaml:3:3: $idle is never used`,
		`en/a.yaml:4:11: a list entry has a slot`,
		`en/a.yaml:12:15: rule unknown-relation has the unknown relation "severd"`,
		`en/a.yaml:18:14: rule bad-type: Country cannot be the subject of official_of`,
		`en/a.yaml:23:28: a bracket is not closed`,
		`rule no-examples has no example that it must match`,
		`rule no-examples has no example that it must not match`,
		`rule no-object: a match must fill {O:…} exactly once, not 0 to 0 times`,
		`rule no-cue: no cue is marked`,
		`bad example: a mark is not closed`,
		`unknown type "Robot"`,
		`rule ok exists already`,
		`a gap must be of 1 to 12 tokens`,
		`unknown key "color"`,
		`the example does not say what it must give`,
		`an example under ` + "`no:`" + ` expects a match`,
		`qualifier title names the unknown group "nogroup"`,
		`unknown key "more"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no finding %q in:\n%s", want, got)
		}
	}
}

func TestLoadReportsBadYAML(t *testing.T) {
	for _, src := range []string{"rules: [", "rules:\n  - id: {", "\x00", "- a", "rules: 5", "lists: {a: {b: c}}", "rules: [1, [2]]"} {
		_, err := Load(fstest.MapFS{"en/a.yaml": {Data: []byte(src)}}, testOntology(t))
		if len(diag.From(err)) == 0 {
			t.Errorf("%q: no findings, error %v", src, err)
		}
	}
	if _, err := Load(fstest.MapFS{}, testOntology(t)); err == nil {
		t.Error("no files: no error")
	}
}

func TestCircleOfParts(t *testing.T) {
	src := `parts: {a: "&b", b: "x &a"}
rules:
  - id: r
    relation: severed
    pattern: "{S:Country} [&a] {O:Country}"
    yes: ["[A|Country] x [B|Country] => A severed B"]
    no: ["x"]
`
	_, err := Load(fstest.MapFS{"en/a.yaml": {Data: []byte(src)}}, testOntology(t))
	if err == nil || !strings.Contains(err.Error(), "&a contains itself") {
		t.Errorf("got %v", err)
	}
}
