package queries_test

import (
	"strings"
	"testing"

	"kg/internal/diag"
	"kg/queries"
)

// FuzzParse: no text makes the parser panic, and what it refuses it says where.
func FuzzParse(f *testing.F) {
	f.Add("a", "// title: x\n// question: x?\n// column a text: a\n// param p int = 1: p\n\ng.emit({a: param.p})\n")
	f.Add("a-b", "// param x entity optional:\n//\n//: \n/*\n")
	f.Add("", "\x00\xff// title")
	f.Fuzz(func(t *testing.T, name, text string) {
		q, err := queries.Parse(name+".gizmo", text)
		if err != nil {
			if len(diag.From(err)) == 0 {
				t.Errorf("an error without a finding: %v", err)
			}
			return
		}
		for _, p := range q.Params {
			if p.Help == "" || !strings.Contains(text, "param."+p.Name) {
				t.Errorf("accepted: %+v", p)
			}
		}
	})
}
