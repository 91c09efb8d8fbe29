package ingest

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/relation"
	"kg/ingest/syntax"
	"kg/ingest/when"
)

// maxReach bounds the steps from a date, number or place up to the word that it belongs to.
const maxReach = 5

// reach counts the steps from word w up to word i, within the clause; -1 where another event comes between: the July of
// "broke off relations after the July attack" dates the attack.
func (r *reading) reach(k, w, i int) int {
	t := r.d.Sentences[k].Tree
	for n, at := 0, w; at >= 0 && n < maxReach; n, at = n+1, t.Word(at).Head {
		switch {
		case at == i:
			return n
		case n == 0:
		case syntax.Verbal(t, at):
			if !r.told(k, at, i) {
				return -1
			}
			return n + 1
		case !syntax.Verbal(t, at) && r.lang.Evokes(t, at):
			return -1
		}
	}
	return -1
}

// told reports whether verb v tells what became of persons in the event that word i evokes: "a bomb attack that killed 74",
// "the raid left 12 wounded".
func (r *reading) told(k, v, i int) bool {
	t := r.d.Sentences[k].Tree
	if r.became(k, v) == "" {
		return false
	}
	h := t.Word(v).Head
	if h == i || syntax.Base(t, v) == "conj" && h >= 0 && r.told(k, h, i) {
		return true
	}
	for _, c := range t.Children(v) {
		if c == i {
			return true
		}
	}
	return false
}

func (r *reading) became(k, v int) string {
	t := r.d.Sentences[k].Tree
	second := func(w string) bool {
		for _, c := range t.Children(v) {
			if syntax.Is(t, c, w) {
				return true
			}
		}
		return false
	}
	if u := r.words.Became(syntax.Lemma(t, v), second); u != "" {
		return u
	}
	return r.words.Became(syntax.Form(t, v), second)
}

// dateFor is the date of the event that word i evokes: the nearest that hangs on it. It may have no value ("on Wednesday"),
// and is then still the date of that event and no other's; ok tells that there is one.
func (r *reading) dateFor(k, i int) (best when.Date, ok bool) {
	steps := maxReach + 1
	for _, d := range r.dates[k] {
		w := r.d.Sentences[k].HeadOfTokens(d.First, d.Last)
		if w < 0 {
			continue
		}
		if n := r.reach(k, w, i); n >= 0 && n < steps {
			best, steps = d, n
		}
	}
	return best, steps <= maxReach
}

// sharedDate is the date of word i, else of the clause that it completes without a subject of its own ("on Monday it cut
// ties, expelling …") and, where the statement is itself an act of saying (said), of the word of saying above it. A statement that follows from who
// says something (derived) has the date of the saying alone.
func (r *reading) sharedDate(k, i int, said, derived bool) when.Date {
	t := r.d.Sentences[k].Tree
	var d when.Date
	ok := false
	if !derived { // who told of the attack did so when he told of it
		d, ok = r.dateFor(k, i)
	}
	for n, steps := i, 0; !ok && t.Word(n).Head >= 0 && steps < maxReach; steps++ {
		h := t.Word(n).Head
		switch b := syntax.Base(t, n); {
		case said:
		case !syntax.Verbal(t, n) && (b == "obj" || b == "nsubj") && r.lang.CarriesOut(t, h): // "have carried out operations since 2021"
		case (b == "advcl" || b == "xcomp") && syntax.Own(t, n) < 0 && !syntax.Finite(t, n) && t.Child(n, "mark") < 0 && syntax.Verbal(t, n):
		default:
			return d
		}
		if syntax.Verbal(t, h) {
			d, ok = r.dateFor(k, h)
		}
		n = h
	}
	return d
}

// saying are the relations that are made by saying something: their date is when it was said.
var saying = map[string]bool{"accused": true, "attributed": true, "condemned": true, "criticized": true, "denied": true, "threatened": true, "requested": true}

// facets completes a claim from the clause of its trigger: date, numbers, place.
func (r *reading) facets(k int, f relation.Fact, c *graph.Claim) {
	derived := strings.HasSuffix(f.Rule, "+"+f.Relation) // of who says it: numbers and places are of what is said
	if d := r.sharedDate(k, f.Trigger, saying[f.Relation], derived); d.EDTF != "" {
		c.Date = d.EDTF
		if d.Weekday > 0 {
			c.Qualifiers = append(c.Qualifiers, graph.Qualifier{Key: "weekday", Value: when.WeekdayName(d.Weekday)})
		}
	}
	if derived {
		return
	}
	if len(c.Quantities) == 0 {
		c.Quantities = r.quantities(k, f)
	}
	c.Place = r.placeOf(k, f)
}

// quantities are the numbers that hang on the trigger of a fact. One that stands with the end of another fact of the same
// trigger ("expelled ten diplomats of A and five of B") is not of this one.
func (r *reading) quantities(k int, f relation.Fact) []graph.Quantity {
	s := r.d.Sentences[k]
	var out []graph.Quantity
	for n, q := range r.numbers[k] {
		if q.Problem != "" || q.Unit == "year of age" || r.away[k][n] {
			continue
		}
		w := s.HeadOfTokens(q.First, q.Last)
		if w < 0 || r.reach(k, w, f.Trigger) < 0 || r.othersNumber(k, w, f) {
			continue
		}
		x := q.Facet()
		if h := s.Tree.Word(w).Head; (q.Unit == "person" || q.Unit == "") && h >= 0 && syntax.Verbal(s.Tree, h) {
			if u := r.became(k, h); u != "" {
				x.Unit = u
			}
		}
		if x.Unit != "" {
			out = append(out, x)
		}
	}
	return out
}

// casualties ties numbers of dead and wounded to the attack of which the text spoke before ("12 people died in the attack").
func (r *reading) casualties(k int) {
	t := r.d.Sentences[k].Tree
	for v := 0; v < t.Len(); v++ {
		if !syntax.Verbal(t, v) || !r.ofTheAttack(k, v) {
			continue
		}
		e, ok := r.lastAttack(k-1, nil)
		if !ok || e.Relation != "attacked" {
			continue
		}
		f := relation.Fact{Rule: r.doc.Lang + ".attacked.casualties", Relation: e.Relation, Subject: e.Subject, Object: e.Object, Trigger: v,
			Assertion: r.lang.Assert(t, v), Qualifiers: e.Qualifiers}
		f.Subject.At, f.Object.At = graph.Span{}, graph.Span{} // not written here
		f.Quantities = slices.DeleteFunc(r.quantities(k, f), func(q graph.Quantity) bool {
			return r.became(k, v) == "" && !r.p.units.Grows(q.Unit)
		})
		if len(f.Quantities) > 0 {
			r.facts[k] = append(r.facts[k], f)
		}
	}
}

// ofTheAttack: the verb has "the attack" for its subject or adverbial, and nothing else in the sentence tells of one.
func (r *reading) ofTheAttack(k, v int) bool {
	for _, f := range r.facts[k] {
		if f.Relation == "attacked" {
			return false
		}
	}
	t := r.d.Sentences[k].Tree
	for _, c := range t.Children(v) {
		if r.lang.TheAttack(t, c) {
			return true
		}
	}
	return false
}

// othersNumber reports whether the counted noun w holds an end of another fact of the same trigger, and none of this.
func (r *reading) othersNumber(k, w int, f relation.Fact) bool {
	t := r.d.Sentences[k].Tree
	first, last := t.Subtree(w)
	if last <= first {
		return false
	}
	span := graph.Span{Start: t.Word(first).Start, End: t.Word(last - 1).End}
	in := func(x relation.Ref) bool { return x.At.Len() > 0 && x.At.Start < span.End && span.Start < x.At.End }
	if in(f.Subject) || in(f.Object) {
		return false
	}
	for _, g := range r.facts[k] {
		if g.Trigger == f.Trigger && (in(g.Subject) && g.Subject.Entity != f.Subject.Entity || in(g.Object) && g.Object.Entity != f.Object.Entity) {
			return true
		}
	}
	return false
}

// placeOf is where the event of a fact took place: the nearest place beside its trigger or its ends, behind a preposition
// that says where.
func (r *reading) placeOf(k int, f relation.Fact) string {
	s := r.d.Sentences[k]
	best, steps := "", maxReach+1
	for _, m := range s.Mentions {
		if !r.isPlace(m.Type) || m.Kind != mention.Name || m.Entity == f.Subject.Entity || m.Entity == f.Object.Entity ||
			!r.words.Place(syntax.Preposition(s.Tree, m.Head)) {
			continue
		}
		if n := r.reach(k, m.Head, f.Trigger); n >= 0 && n <= 2 && n < steps {
			best, steps = m.Entity, n
		}
	}
	return best
}

func (r *reading) isPlace(typ string) bool {
	return r.p.ontology.IsA(typ, gazetteer.Place) || typ == gazetteer.Country
}

// distances reads how far one place lies from another. What lies 30 km from Tirana is tied to Tirana by the distance, as a
// claim that makes no edge.
func (r *reading) distances(k int) {
	s := r.d.Sentences[k]
	r.away[k] = make([]bool, len(r.numbers[k]))
	for n, q := range r.numbers[k] {
		if r.p.units.Dimension(q.Unit) != "length" || q.Problem != "" {
			continue
		}
		origin, ok := r.origin(k, q)
		if !ok {
			continue
		}
		r.away[k][n] = true
		far := q.Facet()
		far.From = origin.Entity
		r.facts[k] = append(r.facts[k], r.distant(k, q, s.HeadOfTokens(q.First, q.Last), origin, far)...)
	}
}

// origin is the place from which a length is counted: the name behind it, after words such as "north of".
func (r *reading) origin(k int, q when.Quantity) (relation.Ref, bool) {
	s := r.d.Sentences[k]
	for i := q.Last; i < len(s.Tokens) && i < q.Last+7; i++ {
		w := s.WordOf(i)
		if w < 0 {
			continue
		}
		if m, ok := s.At(w); ok {
			x := r.ref(m)
			ok = i > q.Last && m.Kind == mention.Name && r.isPlace(x.Type)
			return x, ok
		}
		if !r.words.Distance(syntax.Form(s.Tree, w)) {
			return relation.Ref{}, false
		}
	}
	return relation.Ref{}, false
}

// distant gives the facts that a distance makes: of the place right before it, of who is hosted in that place or, where it
// has no name ("in a camp 40 km outside of …"), of who lives there, and of what lies so far away.
func (r *reading) distant(k int, q when.Quantity, w int, origin relation.Ref, far graph.Quantity) []relation.Fact {
	s := r.d.Sentences[k]
	var out []relation.Fact
	add := func(rel string, subject relation.Ref, trigger int, a relation.Assertion, more []graph.Quantity) {
		if from, to, ok := relation.Fit(r.p.ontology, rel, subject, origin); ok && to.Entity == origin.Entity {
			out = append(out, relation.Fact{Rule: r.doc.Lang + "." + rel + ".distance", Relation: rel, Subject: from, Object: to, Trigger: trigger,
				Assertion: a, Quantities: append(slices.Clone(more), far)})
		}
	}
	place, named := r.placeBefore(k, q)
	if named {
		add("located_in", place, w, relation.Assertion{}, nil)
	}
	for i, f := range r.facts[k] {
		if f.Relation != "hosted_in" {
			continue
		}
		switch {
		case f.Object.Entity == origin.Entity && f.Object.At == origin.At:
			r.facts[k][i].Quantities = append(r.quantities(k, f), far)
		case named && f.Object.Entity == place.Entity:
			add("hosted_in", f.Subject, f.Trigger, f.Assertion, r.quantities(k, f))
		}
	}
	if len(out) > 0 || w < 0 {
		return out
	}
	v := w
	for n := 0; n < maxReach && v >= 0 && !syntax.Verbal(s.Tree, v); n++ {
		v = s.Tree.Word(v).Head
	}
	if v < 0 || !syntax.Verbal(s.Tree, v) {
		return out
	}
	for _, sub := range syntax.Subjects(s.Tree, v) {
		for _, x := range r.group(k, sub) {
			if r.p.ontology.IsA(x.Type, gazetteer.Place) {
				add("located_in", x, v, r.lang.Assert(s.Tree, v), nil)
			} else if r.lang.Tells(s.Tree, v, "hosted_in") {
				add("hosted_in", x, v, r.lang.Assert(s.Tree, v), r.quantities(k, relation.Fact{Subject: x, Trigger: v}))
			}
		}
	}
	return out
}

// placeBefore is the name of a place right before a number: "the town of Manëz, around 30 km from …".
func (r *reading) placeBefore(k int, q when.Quantity) (relation.Ref, bool) {
	s := r.d.Sentences[k]
	for i := q.First - 1; i >= 0 && i >= q.First-4; i-- {
		w := s.WordOf(i)
		if w < 0 {
			continue
		}
		if m, ok := s.At(w); ok {
			return r.ref(m), m.Kind == mention.Name && r.p.ontology.IsA(m.Type, gazetteer.Place)
		}
		if p := syntax.Pos(s.Tree, w); p == "VERB" || p == "NOUN" || p == "CCONJ" {
			return relation.Ref{}, false
		}
	}
	return relation.Ref{}, false
}

// group is what word w stands for; where it counts members of a group without naming it ("some 1,000 members"), the group
// that the text spoke of last.
func (r *reading) group(k, w int) []relation.Ref {
	if out := r.refs(k)(w, syntax.Whole); len(out) > 0 {
		return out
	}
	counted := false
	for _, q := range r.numbers[k] {
		counted = counted || q.Unit == "member" && r.d.Sentences[k].HeadOfTokens(q.First, q.Last) == w
	}
	t := r.d.Sentences[k].Tree
	if !counted || len(t.Children(w)) > 0 && t.Child(w, "nmod:poss", "det:poss") >= 0 {
		return nil
	}
	for j := k - 1; j >= 0 && j >= k-3; j-- {
		if x, ok := r.onlyGroup(j); ok {
			return []relation.Ref{x}
		}
	}
	return nil
}

// onlyGroup is the one group that sentence j speaks of, by name or by reference.
func (r *reading) onlyGroup(j int) (relation.Ref, bool) {
	s := r.d.Sentences[j]
	var out relation.Ref
	found := func(m mention.Mention) bool {
		if m.Type != gazetteer.PoliticalGroup && m.Type != gazetteer.ThreatActor {
			return true
		}
		x := r.ref(m)
		if out.Entity != "" && out.Entity != x.Entity {
			return false
		}
		out = x
		return true
	}
	for _, m := range s.Mentions {
		if !found(m) {
			return relation.Ref{}, false
		}
	}
	for i := 0; i < s.Tree.Len(); i++ {
		for _, m := range s.Anaphors(i) {
			if !found(m) {
				return relation.Ref{}, false
			}
		}
	}
	out.At = graph.Span{} // not written in the sentence that counts them
	return out, out.Entity != ""
}
