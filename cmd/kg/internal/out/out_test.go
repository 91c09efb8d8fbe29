package out

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"
)

func TestTableFitsTheTerminal(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for _, width := range []int{40, 80, 120, 400} {
		var b bytes.Buffer
		p := &Printer{W: &b, Format: "table", Width: width}
		if err := p.Print(Table{Columns: []string{"a", "b", "c"}, Rows: [][]string{{"x", long, long + long}, {"東京", "é", "y"}}}); err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(b.String(), "\n") {
			if n := text.StringWidth(l); n > width && width > 40 {
				t.Errorf("a line of %d columns on a terminal of %d: %q", n, width, l)
			}
		}
	}
}

func TestTableIsSafe(t *testing.T) {
	var b bytes.Buffer
	p := &Printer{W: &b, Format: "table", Color: true}
	if err := p.Print(Table{Columns: []string{"a"}, Rows: [][]string{{"x\x1b]0;title\x07\n\u202ey"}}}); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); !strings.Contains(s, `x\x1b]0;title\x07 \u202ey`) {
		t.Errorf("%q", s)
	}
}

func TestFormats(t *testing.T) {
	tab := Table{Columns: []string{"b", "a"}, Rows: [][]string{{"1", "=2"}, {"3", "4"}}}
	for format, want := range map[string]string{
		"json":  "[\n  {\n    \"b\": \"1\",\n    \"a\": \"=2\"\n  },\n  {\n    \"b\": \"3\",\n    \"a\": \"4\"\n  }\n]\n",
		"jsonl": "{\"b\":\"1\",\"a\":\"=2\"}\n{\"b\":\"3\",\"a\":\"4\"}\n",
		"csv":   "b,a\n1,'=2\n3,4\n",
	} {
		var b bytes.Buffer
		if err := (&Printer{W: &b, Format: format}).Print(tab); err != nil || b.String() != want {
			t.Errorf("%s: %v\n%s", format, err, &b)
		}
	}
	var b bytes.Buffer
	if err := (&Printer{W: &b, Format: "json"}).Print(Table{Columns: []string{"a"}}); err != nil || !json.Valid(b.Bytes()) {
		t.Errorf("no rows: %v %q", err, &b)
	}
}

func TestWrap(t *testing.T) {
	p := &Printer{Color: true}
	s := p.Paint(Bold, "one") + " two three four five six seven"
	got := Wrap(s, "  ", 24)
	for _, l := range strings.Split(got, "\n") {
		if n := text.StringWidthWithoutEscSequences(l); n > 24 || !strings.HasPrefix(l, "  ") {
			t.Errorf("%q", l)
		}
	}
	if strings.Join(strings.Fields(got), " ") != s {
		t.Errorf("%q lost something: %q", s, got)
	}
}
