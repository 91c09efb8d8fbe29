package when

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"kg/internal/diag"
)

const smallUnits = "# units\nperson|person|1\nkm|length|1000\n"

const smallGrammar = `[set]
decimal = .
group = ,
slash-dates = dmy
noun = plural
[MONTH]
5 = May
[UNIT]
person = people
[rules]
point: DAY MONTH YEAR?
quantity: NUM UNIT
`

func load(t *testing.T, grammar, units string) (*Grammar, error) {
	t.Helper()
	return LoadFS(fstest.MapFS{"xx.when": {Data: []byte(grammar)}, "units.psv": {Data: []byte(units)}}, "xx")
}

func TestLoadNewLanguage(t *testing.T) {
	g, err := load(t, smallGrammar, smallUnits)
	if err != nil {
		t.Fatal(err)
	}
	text := "on 7 May 2022 some 20 people"
	if got, want := facts(g, text, uaxTokens(text), Ref{}), "  date 2022-05-07 | point | 7 May 2022\n  quantity 20 person | 20 people\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestFaults breaks the small grammar in one way at a time; each fault must be told with its place.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"5 = May", "13 = May", "xx.when:7:1: MONTH has no value \"13\"; use a number from 1 to 12"},
		{"5 = May", "May", "xx.when:7:1: no value for words of MONTH"},
		{"5 = May", "5 = May,, Mai", "xx.when:7:9: empty form"},
		{"5 = May", "5 = ", "xx.when:7:4: empty form"},
		{"person = people", "folk = people", "xx.when:9:1: UNIT has no value \"folk\"; list it in units.psv first"},
		{"decimal = .", "decimal = ;", "xx.when:2:1: setting \"decimal\" cannot be \";\"; use one of: . ,"},
		{"decimal = .", "decimals = .", "known: decimal"},
		{"decimal = .\n", "", "xx.when: setting \"decimal\" is missing"},
		{"group = ,", "decimal = .", "setting \"decimal\" is already on line 2"},
		{"[MONTH]", "[Month]", "\"Month\" cannot name a word class"},
		{"[MONTH]", "[MONTH", "unfinished section heading"},
		{"[MONTH]", "[YEAR]", "\"YEAR\" cannot name a word class"},
		{"[set]", "set", "xx.when:1:1: line before the first section"},
		{"point: DAY", "date: DAY", "xx.when:11:1: not a rule"},
		{"DAY MONTH YEAR?", "DAY MOON", "xx.when:11:12: unknown symbol \"MOON\""},
		{"DAY MONTH YEAR?", "DAY (MONTH", "a bracket is open"},
		{"DAY MONTH YEAR?", "DAY MONTH)", "unexpected \")\""},
		{"DAY MONTH YEAR?", "DAY \"of MONTH", "quotation mark without partner"},
		{"DAY MONTH YEAR?", "DAY <MONTH>", "context stands after the expression"},
		{"DAY MONTH YEAR?", "<MONTH DAY", "the context is not closed"},
		{"DAY MONTH YEAR?", "MONTH? YEAR?", "the pattern matches nothing"},
		{"DAY MONTH YEAR?", "DAY MONTH:14", "MONTH has no value \"14\""},
		{"DAY MONTH YEAR?", "DAY", "xx.when:6:1: no rule uses the words of MONTH"},
		{"DAY MONTH YEAR?", "((((((((((DAY MONTH))))))))))", "nested too deep"},
		{"DAY MONTH YEAR?", "MONTH " + strings.Repeat("(DAY | YEAR)? ", 9), "more than 4096 spellings"},
		{"[rules]", "[ambiguous]\nJune\n[rules]", "\"June\" is listed in no word class"},
		{"5 = May", "5 = M\xffay", "the line is not UTF-8"},
	} {
		broken := strings.Replace(smallGrammar, c.old, c.new, 1)
		_, err := load(t, broken, smallUnits)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q: %v; want %s", c.new, c.old, err, c.want)
			continue
		}
		if diag.From(err) == nil {
			t.Errorf("%q for %q: the error carries no diagnostics", c.new, c.old)
		}
	}
	for line, want := range map[string]string{
		"km|length":           "units.psv:1:1: not three columns",
		"km|length|0":         "units.psv:1:11: bad factor",
		"a|x|1\nb|x|1\na|y|1": "units.psv:3:1: unit \"a\" is listed twice",
	} {
		if _, err := load(t, smallGrammar, line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("units %q: %v", line, err)
		}
	}
}

func TestLoadUnknownLanguage(t *testing.T) {
	for _, lang := range []string{"", "xx", "../en", "en.cldr", "de/../en"} {
		if _, err := Load(lang); err == nil {
			t.Errorf("Load(%q) succeeded", lang)
		}
	}
}

// TestRulesAreProved demands that each rule of each language matches in the golden file or in the list below.
func TestRulesAreProved(t *testing.T) {
	for _, lang := range Languages() {
		g := mustLoad(t, lang)
		used := make([]bool, len(g.rules))
		b, err := os.ReadFile("testdata/" + lang + ".golden")
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(b), "\n") {
			text, ok := strings.CutPrefix(line, "> ")
			if !ok {
				continue
			}
			s := newScan(g, uaxTokens(text))
			for at := 0; at < len(s.atoms); {
				m, ok := s.match(g.all, at)
				if !ok {
					at++
					continue
				}
				used[m.idx] = true
				for k := range int(m.nsub) {
					if sub, ok := s.match(g.dates, int(m.sub[k])); ok {
						used[sub.idx] = true
					}
				}
				at = int(m.end)
			}
		}
		for i, ok := range used {
			if !ok {
				t.Errorf("%s:%d: no example in testdata matches %s: %s", g.rules[i].file, g.rules[i].line, g.rules[i].kind, g.rules[i].pattern)
			}
		}
	}
}
