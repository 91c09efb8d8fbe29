package evalset

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Extracted is one fact to be scored, by names and not by IRIs. Source is the
// path or IRI of the article; it is matched by the start of its last part.
// Facts with Edge false (denied, negated, hypothetical) are left out.
type Extracted struct {
	Source, Subject, Predicate, Object string
	Edge                               bool
}

// Row counts gold facts found and extracted facts that are right.
type Row struct {
	Name         string
	Core, Found  int // gold facts of weight core, and how many were found
	Facts, Right int // distinct extracted facts, and how many match core or opt
	No, Violated int // gold facts of weight no, and how many became an edge
}

// Recall is Found/Core, 0 if there is nothing to find.
func (r Row) Recall() float64 { return float64(r.Found) / float64(max(1, r.Core)) }

// Precision is Right/Facts, 0 if there are no facts. The gold is not
// exhaustive, so it is a lower bound.
func (r Row) Precision() float64 { return float64(r.Right) / float64(max(1, r.Facts)) }

// F1 is the harmonic mean of Recall and Precision.
func (r Row) F1() float64 {
	if s := r.Recall() + r.Precision(); s > 0 {
		return 2 * r.Recall() * r.Precision() / s
	}
	return 0
}

// Violation is an edge where the gold says there must be none.
type Violation struct {
	Gold Fact
	By   Extracted
}

// Table is the result of Score. Docs, Relations and the lists are counted the
// lenient way; lists are in order of the gold or of the facts.
type Table struct {
	Strict, Lenient Row
	Docs, Relations []Row
	Misses          []Fact      // core facts not found
	Extras          []Extracted // facts that match no gold fact
	Violations      []Violation
	Unknown         int // edges of articles that are not in the set
}

// candidate is a distinct extracted fact with its folded names.
type candidate struct {
	doc, s, p, o string
	raw          Extracted
}

// target is a gold fact with its folded names.
type target struct {
	Fact
	s, o string
}

// Score compares facts with the gold of one half and language; "" stands for
// all. Strict counts the same article, subject, relation and object; lenient
// takes relations of one family as the same (see families). Recall is over
// core facts; an extracted fact is right if it matches any core or opt fact. A
// fact of weight no is violated by an edge that matches it and is not right by
// another fact, and always by an edge of exactly its relation and object.
func Score(set Set, facts []Extracted, half, lang string) Table {
	docs := map[string]bool{}
	for _, a := range set.Articles {
		docs[a.Doc] = (half == "" || a.Half == half) && (lang == "" || a.Lang == lang)
	}
	var gold []target
	for _, f := range set.Facts {
		if docs[f.Doc] {
			gold = append(gold, newTarget(set, f))
		}
	}
	found, unknown := candidates(set, facts, docs)
	t := Table{Unknown: unknown}
	t.Strict = count("strict", gold, found, judge(gold, found, true))
	v := judge(gold, found, false)
	t.Lenient = count("lenient", gold, found, v)
	t.Docs = breakdown(gold, found, v, func(g target) string { return g.Doc }, func(c candidate) string { return c.doc })
	t.Relations = breakdown(gold, found, v, func(g target) string { return g.Relation }, func(c candidate) string { return c.p })
	fillLists(&t, gold, found, v)
	return t
}

func newTarget(set Set, f Fact) target {
	t := target{f, set.Canonical(f.Subject), "*"}
	if f.Object != "*" {
		t.o = set.Canonical(f.Object)
	}
	return t
}

// candidates keeps the distinct edges of the wanted documents (value true) and
// counts the edges of documents that the set does not know.
func candidates(set Set, facts []Extracted, docs map[string]bool) ([]candidate, int) {
	names := make([]string, 0, len(docs))
	for d := range docs {
		names = append(names, d)
	}
	slices.Sort(names)
	var out []candidate
	seen, unknown := map[[4]string]bool{}, 0
	for _, x := range facts {
		if !x.Edge {
			continue
		}
		doc, ok := documentOf(x.Source, names)
		if !ok {
			unknown++
		}
		if !ok || !docs[doc] {
			continue
		}
		c := candidate{doc, set.Canonical(x.Subject), predicateName(x.Predicate), set.Canonical(x.Object), x}
		if key := [4]string{c.doc, c.s, c.p, c.o}; !seen[key] {
			seen[key] = true
			out = append(out, c)
		}
	}
	return out, unknown
}

// documentOf finds the document whose name the last part of source begins with.
func documentOf(source string, docs []string) (string, bool) {
	base := path.Base(strings.TrimRight(strings.TrimRight(source, ">"), "/"))
	base = strings.TrimPrefix(strings.TrimPrefix(base, "<"), "article:")
	i := slices.IndexFunc(docs, func(d string) bool { return strings.HasPrefix(base, d) })
	if i < 0 {
		return "", false
	}
	return docs[i], true
}

// predicateName strips brackets and prefixes: <kg:severed> is severed.
func predicateName(s string) string {
	s = strings.Trim(s, "<>")
	s = s[strings.LastIndex(s, ":")+1:]
	return s[strings.LastIndex(s, "/")+1:]
}

// verdict holds, for each gold fact, the index of the candidate that matches
// it (-1: none), and for each candidate whether it is right. For a gold fact
// of weight no a candidate that is right by another fact counts only if it is
// exactly what is forbidden.
type verdict struct {
	by    []int
	right []bool
}

func judge(gold []target, found []candidate, strict bool) verdict {
	v := verdict{make([]int, len(gold)), make([]bool, len(found))}
	for j, c := range found {
		v.right[j] = slices.ContainsFunc(gold, func(g target) bool { return g.Weight != No && same(g, c, strict) })
	}
	for i, g := range gold {
		v.by[i] = -1
		for j, c := range found {
			if same(g, c, strict) && (g.Weight != No || !v.right[j] || exact(g, c)) {
				v.by[i] = j
				break
			}
		}
	}
	return v
}

// exact reports whether a candidate that matches a gold fact does so by its
// own relation and object, not by a family or by "any object".
func exact(g target, c candidate) bool { return g.Relation == c.p && g.o != "*" }

func same(g target, c candidate, strict bool) bool {
	if g.Doc != c.doc || !related(g.Relation, c.p, strict) {
		return false
	}
	if g.s == c.s && (g.o == "*" || g.o == c.o) {
		return true
	}
	return symmetric(c.p) && g.s == c.o && g.o == c.s
}

func (r *Row) addGold(g target, by int) {
	hit := 0
	if by >= 0 {
		hit = 1
	}
	switch g.Weight {
	case Core:
		r.Core++
		r.Found += hit
	case No:
		r.No++
		r.Violated += hit
	}
}

func (r *Row) addFact(right bool) {
	r.Facts++
	if right {
		r.Right++
	}
}

func count(name string, gold []target, found []candidate, v verdict) Row {
	r := Row{Name: name}
	for i, g := range gold {
		r.addGold(g, v.by[i])
	}
	for j := range found {
		r.addFact(v.right[j])
	}
	return r
}

// breakdown counts by a key of the gold facts and of the extracted facts.
func breakdown(gold []target, found []candidate, v verdict, ofGold func(target) string, ofFact func(candidate) string) []Row {
	m := map[string]*Row{}
	at := func(name string) *Row {
		if m[name] == nil {
			m[name] = &Row{Name: name}
		}
		return m[name]
	}
	for i, g := range gold {
		at(ofGold(g)).addGold(g, v.by[i])
	}
	for j, c := range found {
		at(ofFact(c)).addFact(v.right[j])
	}
	out := make([]Row, 0, len(m))
	for _, r := range m {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Row) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func fillLists(t *Table, gold []target, found []candidate, v verdict) {
	for i, g := range gold {
		switch {
		case g.Weight == Core && v.by[i] < 0:
			t.Misses = append(t.Misses, g.Fact)
		case g.Weight == No && v.by[i] >= 0:
			t.Violations = append(t.Violations, Violation{g.Fact, found[v.by[i]].raw})
		}
	}
	for j, c := range found {
		if !v.right[j] {
			t.Extras = append(t.Extras, c.raw)
		}
	}
}

// String renders the table, one line for each row.
func (t Table) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-28s%6s%7s%8s%7s%7s%10s%7s%5s%9s\n", "", "core", "found", "recall", "facts", "right", "precision", "F1", "no", "violated")
	line := func(r Row, indent string) {
		fmt.Fprintf(&b, "%-28s%6d%7d%8.3f%7d%7d%10.3f%7.3f%5d%9d\n", indent+r.Name, r.Core, r.Found, r.Recall(), r.Facts, r.Right, r.Precision(), r.F1(), r.No, r.Violated)
	}
	line(t.Strict, "")
	line(t.Lenient, "")
	for _, r := range t.Relations {
		line(r, "  ")
	}
	for _, r := range t.Docs {
		line(r, "  ")
	}
	if t.Unknown > 0 {
		fmt.Fprintf(&b, "%d facts of articles that the set does not hold were left out\n", t.Unknown)
	}
	return b.String()
}

// symmetric reports whether subject and object of a relation may be swapped.
func symmetric(relation string) bool {
	return relation == "allied_with" || relation == "met" || relation == "linked_to"
}

// related reports whether two relations count as the same.
func related(p, q string, strict bool) bool {
	return p == q || (!strict && slices.ContainsFunc(families(), func(f []string) bool {
		return slices.Contains(f, p) && slices.Contains(f, q)
	}))
}

// families returns the groups of relations that lenient scoring does not tell
// apart. Names beyond the ontology are those other systems use.
func families() [][]string {
	return [][]string{
		{"attributed", "accused", "charged", "blamed"},
		{"condemned", "criticized", "criticised", "denounced"},
		{"attacked", "targeted", "fought", "perpetrated", "compromised"},
		{"hosted_in", "located_in", "based_in", "relocated_from", "part_of"},
		{"supports", "supported", "allied_with", "aided", "sponsored", "protects"},
		{"threatened", "warned"},
		{"requested", "demanded", "appealed_to"},
		{"leaked", "targeted_leak"},
		{"linked_to", "affiliated_with", "attributed_to", "part_of", "member_of", "controlled_by", "supports", "sponsored"},
		{"expelled", "recalled", "summoned"},
		{"denied", "rejected"},
		{"designated", "banned", "accused"},
		{"member_of", "joined"},
		{"official_of", "holds_position", "leads", "works_for"},
		{"claimed", "claimed_responsibility"},
		{"opposes", "opposed"},
		{"sanctioned"},
	}
}

// Missed are the core facts of an article that are not among the facts read of
// it, relations of one family taken as the same.
func (s Set) Missed(doc string, facts []Extracted) []Fact {
	found, _ := candidates(s, facts, map[string]bool{doc: true})
	var gold []target
	for _, f := range s.Facts {
		if f.Doc == doc && f.Weight == Core {
			gold = append(gold, newTarget(s, f))
		}
	}
	var out []Fact
	for i, j := range judge(gold, found, false).by {
		if j < 0 {
			out = append(out, gold[i].Fact)
		}
	}
	return out
}

// Family are the relations that lenient scoring takes for the same as r, and r.
func Family(r string) []string {
	for _, f := range families() {
		if slices.Contains(f, r) {
			return f
		}
	}
	return []string{r}
}
