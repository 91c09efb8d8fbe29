package compare

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand"
	"reflect"
	"sort"
	"strings"
	"testing"

	"kg/graph"
	"kg/graph/ontology"
	"kg/graph/unit"
)

// world knows a few entities; articles are "id" or "id@published" or "id@published@agency".
func world(t testing.TB) World {
	t.Helper()
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	units, err := unit.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	entities := map[string]graph.Entity{}
	for _, e := range []graph.Entity{{ID: "paris", Type: "Place", Country: "france", Curated: true}, {ID: "lyon", Type: "Place", Country: "france", Curated: true},
		{ID: "rome", Type: "Place", Country: "italy", Curated: true}, {ID: "village", Type: "Place"}, {ID: "reuters", Type: "Media"},
		{ID: "france", Type: "Country"}, {ID: "italy", Type: "Country"}, {ID: "ministry", Type: "GovernmentBody", Country: "france"}} {
		entities[e.ID] = e
	}
	return World{Ontology: onto, Units: units,
		Article: func(id string) graph.Article {
			f := append(strings.Split(id, "@"), "", "")
			return graph.Article{ID: id, Source: f[0], Lang: "en", Published: f[1], Agency: f[2]}
		},
		Entity: func(id string) graph.Entity {
			e := entities[id]
			e.ID = id
			return e
		},
		Offices: map[string][]string{"spokesman": {"ministry", "party"}}, Inside: map[string][]string{"village": {"lyon"}}}
}

// claim reads "article subject predicate object key=value …"; each has a passage of its own.
func claim(t testing.TB, n int, line string) graph.Claim {
	t.Helper()
	f := strings.Fields(line)
	c := graph.Claim{Article: f[0], Subject: f[1], Predicate: f[2], Object: f[3], Span: graph.Span{Start: n * 100, End: n*100 + 90},
		Exact: fmt.Sprintf("passage %d of its own, with words %d %d %d", n, n*7, n*11, n*13)}
	for _, kv := range f[4:] {
		k, v, _ := strings.Cut(kv, "=")
		v = strings.ReplaceAll(v, "_", " ")
		switch k {
		case "on":
			c.Date = v
		case "at":
			c.Place = v
		case "by":
			c.Speakers = []string{v}
		case "not":
			c.Polarity = graph.Denied
		case "as":
			c.Modality = v
		case "says":
			c.Exact = v
		case "q":
			q, err := graph.ParseQuantity(v)
			if err != nil {
				t.Fatal(err)
			}
			c.Quantities = append(c.Quantities, q)
		default:
			c.Qualifiers = append(c.Qualifiers, graph.Qualifier{Key: k, Value: v})
		}
	}
	c.Normalize()
	return c
}

func all(t testing.TB, lines []string) []graph.Claim {
	var out []graph.Claim
	for i, l := range lines {
		out = append(out, claim(t, i, l))
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Article < out[j].Article })
	return out
}

func seq(cs []graph.Claim) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for _, c := range cs {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func found(t *testing.T, w World, cs []graph.Claim) (Result, string) {
	t.Helper()
	r, err := Run(context.Background(), seq(cs), w)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range r.Conflicts {
		var sides []string
		for _, s := range c.Sides {
			sides = append(sides, s.Value)
		}
		sort.Strings(sides)
		out = append(out, fmt.Sprintf("%s %s %s %s: %s", c.Kind, c.Subject, c.Predicate, c.Object, strings.Join(sides, " | ")))
	}
	return r, strings.Join(out, "; ")
}

func TestConflicts(t *testing.T) {
	for name, c := range map[string]struct {
		claims []string
		want   string
	}{
		"dates":                    {[]string{"a x severed y on=2022-09-06", "b x severed y on=2022-09-07"}, "date x severed y: 2022-09-06 | 2022-09-07"},
		"dates without a year":     {[]string{"a x severed y on=XXXX-09-06", "b x severed y on=XXXX-09-07"}, "date x severed y: XXXX-09-06 | XXXX-09-07"},
		"three dates":              {[]string{"a x severed y on=2022-09-06", "b x severed y on=2022-09-07", "c x severed y on=2022-09-08"}, "date x severed y: 2022-09-06 | 2022-09-07 | 2022-09-08"},
		"a month takes no side":    {[]string{"a x severed y on=2022-09-06", "b x severed y on=2022-09-07", "c x severed y on=2022-09"}, "date x severed y: 2022-09-06 | 2022-09-07"},
		"one article tells of two": {[]string{"a x severed y on=2022-09-06", "a x severed y on=2022-09-07", "b x severed y on=2022-09-07"}, ""},
		"years apart":              {[]string{"a x severed y on=2012-09-06", "b x severed y on=2022-09-07"}, ""},
		"it happens daily":         {[]string{"a x criticized y on=2022-09-06", "b x criticized y on=2022-09-07"}, ""},
		"two meetings":             {[]string{"a x met y on=2022-09-06", "b y met x on=2022-09-20"}, ""},
		"one meeting, either way":  {[]string{"a x met y on=2022-09-06", "b y met x on=2022-09-07"}, "date x met y: 2022-09-06 | 2022-09-07"},
		"since":                    {[]string{"a x hosted_in y on=2013/..", "b x hosted_in y on=2014/.."}, "date x hosted_in y: 2013/.. | 2014/.."},
		"since, more precise":      {[]string{"a x hosted_in y on=2013/..", "b x hosted_in y on=2013-05/..", "c x hosted_in y on=2015"}, ""},
		"planned":                  {[]string{"a x severed y on=2022-09-06 as=planned", "b x severed y on=2022-09-07"}, ""},

		"numbers":              {[]string{"a x expelled y q=4_diplomat", "b x expelled y q=6_diplomat"}, "number x expelled y: 4 diplomat | 6 diplomat"},
		"about":                {[]string{"a x expelled y q=≈50_diplomat", "b x expelled y q=52_diplomat"}, ""},
		"at least":             {[]string{"a x expelled y q=≥4_diplomat", "b x expelled y q=6_diplomat"}, ""},
		"other things":         {[]string{"a x expelled y q=4_diplomat", "b x expelled y q=6_journalist"}, ""},
		"year and since":       {[]string{"a x expelled y q=2_diplomat on=2018", "b x expelled y q=4_diplomat on=2018-12/.."}, ""},
		"both since":           {[]string{"a x expelled y q=2_diplomat on=2018/..", "b x expelled y q=4_diplomat on=2018/.."}, "number x expelled y: 2 diplomat | 4 diplomat"},
		"other years":          {[]string{"a x expelled y q=2_diplomat on=2018", "b x expelled y q=4_diplomat on=2020"}, ""},
		"published long apart": {[]string{"a@2018-01-01 x expelled y q=2_diplomat", "b@2020-01-01 x expelled y q=4_diplomat"}, ""},
		"two of one unit":      {[]string{"a x attacked y q=2_soldier q=9_soldier", "b x attacked y q=4_soldier"}, ""},
		"two voices":           {[]string{"a x attacked y q=12_dead by=police", "a x attacked y q=30_dead by=party"}, "number x attacked y: 12 dead | 30 dead"},
		"one voice, two":       {[]string{"a x attacked y q=12_dead", "a x attacked y q=30_dead", "b x attacked y q=12_dead"}, ""},
		"they grow":            {[]string{"a@2022-05-01 x attacked y q=12_dead", "b@2022-05-02 x attacked y q=30_dead"}, ""},
		"they shrink":          {[]string{"a@2022-05-01 x attacked y q=30_dead", "b@2022-05-02 x attacked y q=12_dead"}, "number x attacked y: 12 dead | 30 dead"},
		"kilometres and miles": {[]string{"a x located_in paris q=40_km_from_paris", "b x located_in paris q=25_mile_from_paris", "c x located_in paris q=40_mile_from_paris"}, "number x located_in paris: 25 mile from paris | 40 mile from paris"},
		"from elsewhere":       {[]string{"a x located_in paris q=40_km_from_paris", "b x located_in rome q=60_km_from_rome"}, ""},
		"in one state":         {[]string{"a x hosted_in paris q=1000_member", "b x hosted_in village q=3000_member"}, "number x hosted_in france: 1000 member | 3000 member"},
		"rounded":              {[]string{"a x hosted_in paris q=3000_member", "b x hosted_in paris q=3100_member"}, ""},

		"places":               {[]string{"a x met y at=paris on=2022-05-01", "b x met y at=rome on=2022-05-01"}, "place x met y: paris | rome"},
		"a place in another":   {[]string{"a x met y at=village on=2022-05-01", "b x met y at=france on=2022-05-01", "c x met y at=lyon on=2022-05-01"}, ""},
		"towns of one state":   {[]string{"a x met y at=paris on=2022-05-01", "b x met y at=lyon on=2022-05-01"}, "place x met y: lyon | paris"},
		"an unknown place":     {[]string{"a x met y at=nowhere on=2022-05-01", "b x met y at=rome on=2022-05-01"}, ""},
		"other days":           {[]string{"a x met y at=paris on=2022-05-01", "b x met y at=rome on=2022-08-01"}, ""},
		"attacked here, there": {[]string{"a x attacked y at=paris", "b x attacked y at=rome"}, "place x attacked y: paris | rome"},

		"status":              {[]string{"a x organized event:x_meeting status=postponed event=meeting", "b x organized event:x_meeting status=cancelled event=meeting"}, "status x organized event:x_meeting: cancelled | postponed"},
		"named and nameless":  {[]string{"a x organized event:expo status=postponed event=meeting", "b x organized event:x_meeting status=cancelled event=meeting"}, "status x organized event:expo: cancelled | postponed"},
		"two named":           {[]string{"a x organized event:expo status=postponed event=meeting", "b x organized event:gala status=cancelled event=meeting"}, ""},
		"other kinds":         {[]string{"a x organized event:x_meeting status=postponed event=meeting", "b x organized event:x_election status=cancelled event=election"}, ""},
		"it went on":          {[]string{"a@2022-05-01 x organized event:x_meeting status=postponed event=meeting", "b@2022-07-01 x organized event:x_meeting status=held event=meeting"}, ""},
		"earlier ones held":   {[]string{"a x organized event:x_meeting status=held event=meeting", "a x organized event:x_meeting status=cancelled event=meeting", "b x organized event:x_meeting status=cancelled event=meeting"}, ""},
		"held or not":         {[]string{"a x organized event:x_meeting status=held event=meeting", "b x organized event:x_meeting status=held event=meeting not=1"}, "status x organized event:x_meeting: held | not_held"},
		"in other years":      {[]string{"a x organized event:x_meeting status=postponed event=meeting on=2020", "b x organized event:x_meeting status=cancelled event=meeting on=2022"}, ""},
		"not held, cancelled": {[]string{"a x organized event:x_meeting status=cancelled event=meeting", "b x organized event:x_meeting status=held event=meeting not=1"}, ""},

		"denied":              {[]string{"a x attacked y", "b x attacked y not=1 by=x"}, "denial x attacked y: affirmed | denied"},
		"denied in one":       {[]string{"a x attacked y as=alleged by=y", "a x attacked y not=1 by=x"}, "denial x attacked y: affirmed | denied"},
		"one author":          {[]string{"a x attacked y", "a x attacked y not=1"}, ""},
		"supposed not":        {[]string{"a x attacked y", "b x attacked y not=1 as=hypothetical"}, ""},
		"not yet":             {[]string{"a@2022-01-01 x sanctioned y not=1", "b@2022-03-01 x sanctioned y"}, ""},
		"not that year":       {[]string{"a x attacked y on=2020", "b x attacked y not=1 on=2021"}, ""},
		"accused":             {[]string{"a x accused y", "b y denied x"}, "accusation x accused y: accused | denied"},
		"by a spokesman":      {[]string{"a x accused france", "b spokesman denied x"}, "accusation x accused france: accused | denied"},
		"denied another":      {[]string{"a x accused y", "b y denied z"}, ""},
		"weekday":             {[]string{"a x met y on=2022-09-09 weekday=Thursday"}, "weekday x met y: 2022-09-09 Thursday"},
		"right weekday":       {[]string{"a x met y on=2022-09-09 weekday=Friday"}, ""},
		"weekdays of a year":  {[]string{"a x severed y on=XXXX-09-07 weekday=Wednesday", "b x severed y", "b z condemned y on=XXXX-09-09 weekday=Thursday"}, "weekday x severed y: XXXX-09-07 Wednesday | XXXX-09-09 Thursday"},
		"weekdays that agree": {[]string{"a x severed y on=XXXX-09-07 weekday=Wednesday", "b x severed y", "b z condemned y on=XXXX-09-09 weekday=Friday"}, ""},
		"another story":       {[]string{"a x severed y on=XXXX-09-07 weekday=Wednesday", "b z condemned y on=XXXX-09-09 weekday=Thursday"}, ""},
		"year of the other":   {[]string{"a x severed y on=2022-09-07 weekday=Wednesday", "b x severed y on=XXXX-09-09 weekday=Thursday"}, "date x severed y: 2022-09-07 | XXXX-09-09; weekday x severed y: 2022-09-07 Wednesday | XXXX-09-09 Thursday"},
		"months before":       {[]string{"a x severed y on=XXXX-01-05 weekday=Wednesday", "b x severed y on=XXXX-09-09 weekday=Thursday"}, "date x severed y: XXXX-01-05 | XXXX-09-09"},
	} {
		t.Run(name, func(t *testing.T) {
			w := world(t)
			cs := all(t, c.claims)
			r, got := found(t, w, cs)
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			for _, x := range r.Conflicts {
				if !strings.HasSuffix(x.Why, ".") {
					t.Errorf("no reason: %q", x.Why)
				}
				for _, s := range x.Sides {
					if len(s.Claims) == 0 || s.Independent == 0 || s.Text == "" {
						t.Errorf("side %+v proves nothing", s)
					}
				}
			}
			// temporary files, or memory
			w.Memory = 200
			if again, _ := found(t, w, cs); !reflect.DeepEqual(r, again) {
				t.Error("through files it is another answer")
			}
		})
	}
}

func TestAgreements(t *testing.T) {
	copied := "says=Kenya_cut_diplomatic_relations_with_Somalia_on_Tuesday_the_government_in_Nairobi_said"
	for name, c := range map[string]struct {
		claims []string
		want   []string
	}{
		"two":             {[]string{"a x severed y", "b x severed y"}, []string{"a", "b"}},
		"one":             {[]string{"a x severed y", "a x severed y"}, nil},
		"one agency":      {[]string{"a@@AFP x severed y", "b@@AFP x severed y"}, nil},
		"agency and one":  {[]string{"a@@AFP x severed y", "b@@AFP x severed y", "c x severed y"}, []string{"AFP", "c"}},
		"quotes a medium": {[]string{"a x severed y by=reuters", "b x severed y by=reuters"}, nil},
		"the same words":  {[]string{"a x severed y " + copied, "b x severed y " + copied + "_today"}, nil},
		"denied":          {[]string{"a x severed y", "b x severed y not=1"}, nil},
		"alleged":         {[]string{"a x severed y", "b x severed y as=alleged"}, []string{"a", "b"}},
	} {
		r, _ := found(t, world(t), all(t, c.claims))
		var got []string
		for _, a := range r.Agreements {
			got = append(got, a.Originators...)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// TestSidesDoNotDependOnOrder: the answer does not depend on the articles' names.
func TestSidesDoNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	dates := []string{"2022-09-06", "2022-09-07", "2022-09", "2022-09-08", "XXXX-09-06"}
	for n := 0; n < 200; n++ {
		var lines []string
		for i := 0; i < 5; i++ {
			lines = append(lines, fmt.Sprintf("a%d x severed y on=%s", i, dates[r.Intn(len(dates))]))
		}
		_, one := found(t, world(t), all(t, lines))
		for i, j := range r.Perm(5) {
			lines[i] = fmt.Sprintf("a%d%s", j, lines[i][2:])
		}
		if _, other := found(t, world(t), all(t, lines)); one != other {
			t.Fatalf("%v: %s\nin another order: %s", lines, one, other)
		}
	}
}

func TestErrorsAndCancelling(t *testing.T) {
	broken := errors.New("broken")
	fail := func(yield func(graph.Claim, error) bool) { yield(graph.Claim{}, broken) }
	if _, err := Run(context.Background(), fail, world(t)); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, seq(all(t, []string{"a x severed y"})), world(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkRun compares the claims of 10,000 articles, 20 each.
func BenchmarkRun(b *testing.B) {
	w := world(b)
	r := rand.New(rand.NewSource(1))
	pick := func(n int) string { return fmt.Sprintf("e%d", r.Intn(n)) }
	relations := w.Ontology.Relations()
	var cs []graph.Claim
	for a := 0; a < 10000; a++ {
		for i := 0; i < 20; i++ {
			c := graph.Claim{Article: fmt.Sprintf("a%05d", a), Subject: pick(300), Predicate: relations[r.Intn(len(relations))], Object: pick(300),
				Span: graph.Span{Start: i * 100, End: i*100 + 90}, Exact: strings.Repeat("some words of a passage ", 6)}
			if r.Intn(3) == 0 {
				c.Date = fmt.Sprintf("2022-%02d-%02d", 1+r.Intn(12), 1+r.Intn(28))
			}
			if r.Intn(5) == 0 {
				c.Quantities = []graph.Quantity{{Value: float64(r.Intn(50)), Unit: "soldier"}}
			}
			cs = append(cs, c)
		}
	}
	w.Memory = 32 << 20
	b.ReportAllocs()
	for b.Loop() {
		out, err := Run(context.Background(), seq(cs), w)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(out.Conflicts)), "conflicts")
	}
	b.ReportMetric(float64(len(cs)*b.N)/b.Elapsed().Seconds(), "claims/s")
}
