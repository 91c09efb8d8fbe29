package queries_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/ontology"
	"kg/graph/store"
	"kg/internal/diag"
	"kg/queries"
)

func catalogue(t *testing.T) []queries.Query {
	t.Helper()
	list, err := queries.Catalogue(queries.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestShipped(t *testing.T) {
	for _, q := range catalogue(t) {
		for _, c := range q.Columns {
			if c.Help == "" {
				t.Errorf("%s: column %s has no help", q.File, c.Name)
			}
		}
		if !strings.HasSuffix(q.Question, "?") {
			t.Errorf("%s: the question %q is none", q.File, q.Question)
		}
	}
}

func TestFindings(t *testing.T) {
	bad := `// title: A
// title: B
// param by person: who
// param by entity
// param gone entity: never used
// param x int = many: a number
// column a nothing: x
// column a text: y
// order: -zzz
// colour: red
// keep: #zz >= many
// keep: sources > 2
// column c text of a b <met>: y
// column d articles of a param.zz e: y
// scans without nobody: it

g.V(param.who).all()
`
	_, err := queries.Catalogue(fstest.MapFS{"bad.gizmo": {Data: []byte(bad)}, "Worse_.gizmo": {Data: []byte("g.V((")}})
	got := diag.From(err)
	for _, want := range []string{
		"bad.gizmo:2:1: title is given twice", "bad.gizmo:3:1: parameter by has the unknown type", "bad.gizmo:4:1: not a line of a header",
		"bad.gizmo:5:1: the script does not use the parameter gone", "bad.gizmo:6:1: default of x: want a whole number",
		"bad.gizmo:7:1: column a has the unknown type", "bad.gizmo:8:1: column a is declared twice", `order names the unknown column "-zzz"`,
		`bad.gizmo:10:1: unknown key "colour"`, `keep compares with "many"`, `keep names the unknown column "zz"`,
		"bad.gizmo:12:1: cannot read the condition", "bad.gizmo:13:1: column c is filled with", `from the unknown "b"`, `from the unknown "param.zz"`,
		`scans names the unknown parameter "nobody"`, "bad.gizmo:17:5: the script uses the parameter who", "no question",
		"Worse_.gizmo: bad name", "Worse_.gizmo:1:6: script: Unexpected",
	} {
		found := false
		for _, d := range got {
			found = found || strings.Contains(d.String(), want)
		}
		if !found {
			t.Errorf("no finding %q in\n%v", want, err)
		}
	}
}

func TestUserFolderReplaces(t *testing.T) {
	mine := "// title: Mine\n// question: Mine?\n// column a text: a\n\ng.emit({a: 'mine'})\n"
	list, err := queries.Catalogue(queries.Shipped(), fstest.MapFS{"severed.gizmo": {Data: []byte(mine)}})
	if err != nil {
		t.Fatal(err)
	}
	if q, ok := queries.Find(list, "severed"); !ok || q.Title != "Mine" {
		t.Errorf("%+v", q)
	}
	if _, err := queries.Catalogue(os.DirFS("no-such-folder")); err == nil {
		t.Error("a missing folder gave no error")
	}
}

func TestBind(t *testing.T) {
	q, _ := queries.Find(catalogue(t), "relation")
	if _, err := q.Bind(map[string]string{"least": "x", "nosuch": "1", "by": "<a> <b>"}); err == nil ||
		strings.Count(err.Error(), "\n") != 3 {
		t.Errorf("not all problems at once: %v", err)
	}
	got, err := q.Bind(map[string]string{"relation": "<met>", "by": "iran"})
	if want := "map[by:<iran> least:1 relation:<met>]"; err != nil || fmt.Sprint(got) != want {
		t.Errorf("%v, %v; want %s", got, err, want)
	}
}

// world is a store in which little happened.
func world(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), "mem:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	claim := func(s, p, o string) graph.Claim { return graph.Claim{Subject: s, Predicate: p, Object: o} }
	denied := claim("b", "attacked", "a")
	denied.Polarity, denied.Speakers = graph.Denied, []string{"b"}
	alleged := claim("b", "attacked", "a")
	alleged.Modality, alleged.Speakers = graph.Alleged, []string{"a"}
	planned := claim("c", "severed", "b")
	planned.Modality = graph.Planned
	attributed := claim("c", "attributed", "b")
	attributed.Confidence, attributed.Date = "moderate confidence", "2022-08"
	met := claim("b", "met", "a")
	met.Place = "a"
	official := claim("d", "official_of", "a")
	official.Qualifiers = []graph.Qualifier{{Key: "title", Value: "prime minister"}}
	var recs []graph.Record
	for id, cs := range map[string][]graph.Claim{
		"1": {claim("a", "severed", "b"), alleged, planned, official, claim("d", "hosted_in", "a")},
		"2": {claim("a", "severed", "b"), denied, attributed, claim("a", "accused", "b")},
		"3": {claim("a", "severed", "b"), met, claim("b", "denied", "a"), claim("a", "designated", "d"), claim("d", "member_of", "c")},
	} {
		recs = append(recs, record(id, cs))
	}
	if _, err := s.Put(context.Background(), recs); err != nil {
		t.Fatal(err)
	}
	return s
}

func record(id string, cs []graph.Claim) graph.Record {
	r := graph.Record{Article: graph.Article{ID: id, Source: id, SHA256: "0", Lang: "en", Title: "T" + id, Published: "202" + id + "-03-01", Text: "Some text."}}
	seen := map[string]bool{}
	for i := range cs {
		cs[i].Article, cs[i].Span, cs[i].Exact = id, graph.Span{Start: i, End: i + 1}, r.Article.Text[i:i+1]
		for _, e := range append([]string{cs[i].Subject, cs[i].Object}, cs[i].Speakers...) {
			if !seen[e] {
				seen[e] = true
				r.Entities = append(r.Entities, graph.Entity{ID: e, Type: "Country", Curated: true, Labels: []graph.Name{{Text: "Name " + e, Lang: "en"}}})
			}
		}
	}
	r.Claims = cs
	return r
}

func TestAnswers(t *testing.T) {
	s := world(t)
	list := catalogue(t)
	for _, test := range []struct{ query, args, want string }{
		{"severed", "", "a,b,article:1 article:2 article:3"},
		{"severed", "by=c", ""},
		{"severed", "with=b", "a,b,article:1 article:2 article:3"},
		{"accused", "", "b,a,stated,e,article:2"},
		{"accused", "of=b since=2023", ""},
		{"accused", "of=b since=2021-04 until=2022", "b,a,stated,e,article:2"},
		{"attributed", "", "c,b,moderate confidence,2022-08,m,article:2"},
		{"hosted", "who=d", "d,a,stated,,article:1"},
		{"hosted", "in=a", "d,a,stated,,article:1"},
		{"between", "a=b b=c", "c,attributed,b,stated,article:2; c,severed,b,planned,article:1"},
		{"designated", "", "d,a,designated,article:3"},
		{"relation", "relation=severed least=3", "a,b,article:1 article:2 article:3"},
		{"relation", "relation=severed least=4", ""},
		{"relation", "relation=attacked to=a", "b,a,article:1"},
		{"relation", "relation=attributed since=2022-08-30 until=2023", "c,b,article:2"}, // by the date of the claim
		{"relation", "relation=attributed until=2022-07", ""},
		{"relation", "relation=severed since=2022", "a,b,article:2 article:3"}, // by the date of the article
		{"relation", "relation=severed since=2022 least=3", ""},
		{"relation", "relation=met by=a", "b,a,article:3"}, // symmetric
		{"relation", "relation=met by=a since=2022", "b,a,article:3"},
		{"relation", "relation=met in=a", "b,a,article:3"},
		{"relation", "relation=met in=b", ""},
		{"who-denies", "", "b,b,attacked,a,article:2; b,b,denied,a,article:3"},
		{"who-denies", "by=a", ""},
		{"who-denies", "by=b about=a", "b,b,attacked,a,article:2; b,b,denied,a,article:3"},
		{"said-by", "who=a", "b,attacked,a,alleged,article:1"},
		{"said-by", "who=a about=c", ""},
		{"sources-of", "who=d", "article:1,2021-03-01,,en,T1; article:3,2023-03-01,,en,T3"},
		{"members", "", "c,d,member_of,article:3"},
		{"officials", "of=a", "a,d,prime minister,,,article:1"},
		{"officials", "of=a at=2021", "a,d,prime minister,,,article:1"},
		{"officials", "of=a at=2024", ""},
		{"attacks", "", "b,a,,article:1"},
		{"attacks", "in=a", ""},
		{"about", "who=c", "c,attributed,b,stated,article:2; c,severed,b,planned,article:1; d,member_of,c,stated,article:3"},
		{"common", "a=a b=c", "b,< attacked < denied < met > accused > severed,> attributed; d,< hosted_in < official_of > designated,< member_of"},
		{"accusation-chains", "from=a", ""},
		{"allies", "", ""},
		{"allies", "of=a", ""},
		{"only-source", "article=3", "a,designated,d,article:3; b,denied,a,article:3; b,met,a,article:3; d,member_of,c,article:3"},
		{"sanctions", "", ""},
		{"speakers", "who=a", "a,1,article:1; b,1,article:2"},
		{"connected", "most=1", "a,11,2"},
		{"connected", "type=Person", ""},
		{"new", "since=2022", "a,accused,b,2022-03-01,article:2; c,attributed,b,2022-03-01,article:2"},
		{"new", "since=2023", "a,designated,d,2023-03-01,article:3; b,denied,a,2023-03-01,article:3; b,met,a,2023-03-01,article:3; d,member_of,c,2023-03-01,article:3"},
		{"happened-in", "place=a", "b,met,a,stated,article:3"},
		{"mentioned-with", "who=c least=3", "a,3,article:1 article:2 article:3; b,3,article:1 article:2 article:3"},
		{"criticism", "", ""},
		{"meetings", "who=a", "b,met,a,,article:3"},
		{"expelled", "", ""},
	} {
		q, ok := queries.Find(list, test.query)
		if !ok {
			t.Errorf("no query %s", test.query)
			continue
		}
		if got := ask(t, s, q, test.args); got != test.want {
			t.Errorf("%s %s\ngot  %s\nwant %s", test.query, test.args, got, test.want)
		}
	}
}

func ask(t *testing.T, s *store.Store, q queries.Query, text string) string {
	t.Helper()
	args := map[string]string{}
	for _, f := range strings.Fields(text) {
		k, v, _ := strings.Cut(f, "=")
		args[k] = v
	}
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	got, err := (&answer.Reader{Store: s, Onto: onto, Lang: "en"}).Run(context.Background(), q, args, answer.Limits{})
	if err != nil {
		t.Fatalf("%s: %v", q.Name, err)
	}
	if len(got.Columns) != len(q.Columns) && len(got.Rows) > 0 {
		t.Errorf("%s gives the columns %v, declared are %v", q.Name, got.Columns, q.ColumnNames())
	}
	var out []string
	for _, r := range got.Rows {
		var cells []string
		for _, c := range r {
			cells = append(cells, strings.Join(c.IDs(), " "))
		}
		out = append(out, strings.Join(cells, ","))
	}
	return strings.Join(out, "; ")
}

// A user's query may be faulty: its error names the line of the file.
func TestErrorNamesTheLine(t *testing.T) {
	q, err := queries.Parse("mine.gizmo", "// title: x\n// question: x?\n// column a text: a\n\n\nnosuch();\n")
	if err != nil {
		t.Fatal(err)
	}
	_, err = world(t).Gizmo(context.Background(), store.Query{Script: q.Script, Prelude: queries.Prelude(&ontology.Ontology{})})
	if err == nil || !strings.Contains(err.Error(), "line 6,") {
		t.Errorf("%v", err)
	}
}
