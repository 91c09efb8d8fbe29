package explore

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/graph/edtf"
)

// filterParams are the parameters that choose claims.
var filterParams = []string{"relation", "source", "article_lang", "held", "type", "since", "until", "min_sources"}

// held are the ways in which a claim can hold what it says. The first two make
// edges, and are what is chosen unless a request says otherwise.
var held = []string{"stated", "alleged", "denied", graph.Possible, graph.Planned, graph.Hypothetical, graph.Asked}

// heldOf is how a claim holds what it says, in the words of held.
func heldOf(c graph.Claim) string {
	switch {
	case c.Polarity != graph.Affirmed:
		return "denied"
	case c.Modality == graph.Factual:
		return "stated"
	}
	return c.Modality
}

// filter chooses claims. An empty set is any.
type filter struct {
	relations, sources, langs, held, types []string
	interval                               string // EDTF, "" for any time
	minSources                             int
}

// filter reads the parameters that choose claims.
func (q *request) filter() (filter, error) {
	f := filter{relations: q.values["relation"], sources: q.values["source"], langs: q.values["article_lang"], held: q.values["held"], types: q.values["type"]}
	if len(f.held) == 0 {
		f.held = held[:2]
	}
	for _, h := range f.held {
		if !slices.Contains(held, h) {
			return f, bad("held is %q; it can be %s", h, strings.Join(held, ", "))
		}
	}
	for _, r := range f.relations {
		if q.s.o.Ontology.Relation(r) == nil {
			return f, bad("there is no relation %q; /meta lists them", r)
		}
	}
	for _, t := range f.types {
		if q.s.o.Ontology.Type(t) == nil {
			return f, bad("there is no type %q; /meta lists them", t)
		}
	}
	var err error
	if f.minSources, err = q.number("min_sources", 1, 1, 1_000_000); err != nil {
		return f, err
	}
	f.interval, err = q.interval()
	return f, err
}

// interval makes one EDTF interval of since and until.
func (q *request) interval() (string, error) {
	since, until := q.values.Get("since"), q.values.Get("until")
	if since == "" && until == "" {
		return "", nil
	}
	for name, d := range map[string]string{"since": since, "until": until} {
		if _, err := edtf.Parse(d); d != "" && (err != nil || !plainDate(d)) {
			return "", bad("%s is %q; write it as 2022, 2022-09 or 2022-09-07", name, d)
		}
	}
	if since == "" {
		since = ".."
	}
	if until == "" {
		until = ".."
	}
	interval := since + "/" + until
	if _, err := edtf.Parse(interval); err != nil {
		return "", bad("from %s until %s is no time: %v", since, until, err)
	}
	return interval, nil
}

// plainDate accepts YYYY, YYYY-MM and YYYY-MM-DD, of all that EDTF has.
func plainDate(s string) bool {
	switch len(s) {
	case 4, 7, 10:
	default:
		return false
	}
	for i, r := range s {
		if dash := i == 4 || i == 7; dash != (r == '-') || !dash && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}

// matches reports whether the claim passes; min_sources counts over edges and
// is not looked at here.
func (q *request) matches(f filter, c graph.Claim) bool {
	any := func(set []string, s string) bool { return len(set) == 0 || slices.Contains(set, s) }
	switch {
	case !any(f.relations, c.Predicate), !any(f.sources, c.Article), !any(f.held, heldOf(c)):
		return false
	case f.interval != "" && (c.Date == "" || edtf.Contradicts(c.Date, f.interval)):
		return false
	case len(f.langs) > 0 && !slices.Contains(f.langs, q.head(c.Article).lang):
		return false
	}
	return true
}

// rightType reports whether both ends have types that the filter lets through;
// the nodes asked for are shown whatever their type.
func (q *request) rightType(f filter, c graph.Claim, centres map[string]bool) bool {
	if len(f.types) == 0 {
		return true
	}
	for _, id := range []string{c.Subject, c.Object} {
		if !centres[id] && !slices.Contains(f.types, q.names.Entity(id).Type) {
			return false
		}
	}
	return true
}
