package unit

import (
	"strings"
	"testing"

	"kg/graph"
	"kg/internal/diag"
)

func TestContradict(t *testing.T) {
	u, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"12 dead", "30 dead", true},
		{"12 dead", "12 injured", false},
		{"≥12 dead", "30 dead", false},
		{"12 soldier", "30 member", false},
		{"3000 member", "3100 member", false},
		{"3000 member", "1000 member", true},
		{"200 dead", "210 dead", true},
		{"40 km", "25 mile", false},
		{"40 km", "30 mile", true},
		{"40 km from tirana", "≈30 km from tirana", true},
		{"12 km from tirana", "13 km from tirana", false},
		{"40 km from tirana", "90 km from durres", false},
		{"24 hour", "1 day", false},
		{"24 hour", "3 day", true},
		{"5 USD", "6 EUR", false},
		{"5", "6", false},
		{"5 Bücher", "6 Bücher", true},
	} {
		a, err1 := graph.ParseQuantity(c.a)
		b, err2 := graph.ParseQuantity(c.b)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if u.Contradict(a, b) != c.want || u.Contradict(b, a) != c.want {
			t.Errorf("%s against %s: want %v", c.a, c.b, c.want)
		}
		if u.Contradict(a, a) {
			t.Errorf("%s contradicts itself", c.a)
		}
	}
	if !u.Grows("dead") || u.Grows("km") || u.Dimension("km") != "length" || u.Dimension("spoon") != "" {
		t.Error("what units are")
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"km|length":             "u:1:1: not three columns",
		"dead|person|1|shrinks": "u:1:1: not three columns",
		"km|length|0":           `bad factor "0"`,
		"a|x|1\na|x|2":          "u:2:1: unit \"a\" is listed twice",
	} {
		var faults diag.List
		Read("u", text, &faults)
		if err := faults.Err(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
