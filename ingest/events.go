package ingest

import (
	"kg/graph"
	"kg/ingest/facet"
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// event is a planned event that the article tells of: a summit, an election.
type event struct {
	ref   relation.Ref
	kind  string
	owner relation.Ref // who holds it; Entity "" if only the place is known
	place relation.Ref
	k     int // sentence
}

// eventReach is how many sentences back "the summit" may refer.
const eventReach = 8

// events finds what becomes of planned events in sentence k: postponed, cancelled or held.
func (r *reading) events(k int) {
	t := r.d.Sentences[k].Tree
	for i := 0; i < t.Len(); i++ {
		if e, ok := r.event(k, i, nil); ok {
			r.happenings = append(r.happenings, e)
		}
	}
	for i := 0; i < t.Len(); i++ {
		outcome, nouns, holders := r.outcome(k, i)
		for _, w := range nouns {
			if e, ok := r.event(k, w, holders); ok {
				r.happenings = append(r.happenings, e)
				r.befell(k, i, e, outcome)
			}
		}
	}
}

// outcome is what word i says becomes of events, the words for these, and those for who may hold them.
func (r *reading) outcome(k, i int) (o facet.Outcome, events, holders []int) {
	t := r.d.Sentences[k].Tree
	second := func(w string) bool {
		for _, c := range t.Children(i) {
			if syntax.Is(t, c, w) {
				return true
			}
		}
		return false
	}
	if syntax.Verbal(t, i) {
		if o = r.words.Outcome(syntax.Lemma(t, i), second); o == "" {
			o = r.words.Outcome(syntax.Form(t, i), second)
		}
		if o == "" {
			return "", nil, nil
		}
		subjects, objects := syntax.Subjects(t, i), r.eventNouns(k, syntax.Objects(t, i))
		if len(objects) == 0 {
			return o, r.eventNouns(k, subjects), nil // "the summit was to take place"
		}
		return o, objects, subjects
	}
	if o = r.words.OutcomeNoun(syntax.Lemma(t, i)); o == "" || syntax.Pos(t, i) != "NOUN" {
		return "", nil, nil
	}
	for _, c := range t.Children(i) {
		if b := syntax.Base(t, c); syntax.Genitive(t, c) || b == "nmod" || b == "obj" || b == "compound" {
			events = append(events, c)
		}
	}
	return o, r.eventNouns(k, events), nil
}

func (r *reading) eventNouns(k int, words []int) []int {
	var out []int
	for _, w := range words {
		if r.kind(k, w) != "" || r.again(k, w) {
			out = append(out, w)
		}
	}
	return out
}

func (r *reading) kind(k, w int) string {
	t := r.d.Sentences[k].Tree
	if p := syntax.Pos(t, w); p != "NOUN" && p != "PROPN" {
		return ""
	}
	if m, ok := r.d.Sentences[k].At(w); ok && m.Type != "Event" {
		return "" // the Security Council
	}
	if s := r.words.Kind(syntax.Lemma(t, w)); s != "" {
		return s
	}
	return r.words.Kind(syntax.Form(t, w))
}

func (r *reading) again(k, w int) bool {
	t := r.d.Sentences[k].Tree
	return syntax.Pos(t, w) == "NOUN" && (r.words.Again(syntax.Lemma(t, w)) || r.words.Again(syntax.Form(t, w)))
}

// event is the event that noun w stands for: one that has a name; one that its own words tie to who holds it ("the MEK
// conference"); the one told of last, if the noun is definite; else one held by whoever the verb names.
func (r *reading) event(k, w int, holders []int) (event, bool) {
	s := r.d.Sentences[k]
	kind, again := r.kind(k, w), r.again(k, w)
	if kind == "" && !again {
		return event{}, false
	}
	e := event{kind: kind, k: k}
	e.owner, e.place = r.heldBy(k, w)
	for _, x := range r.refs(k)(w, syntax.Whole) {
		if x.Type == "Event" {
			e.ref = x
		}
	}
	last, told := r.lastEvent(k, kind)
	refers := told && (again || syntax.Definite(s.Tree, w)) && e.owner.Entity == "" && e.ref.Entity == "" && !r.qualified(k, w)
	switch {
	case refers:
		last.k = k
		last.ref.At = graph.Span{Start: s.Tree.Word(w).Start, End: s.Tree.Word(w).End}
		last.owner.At, last.place.At = graph.Span{}, graph.Span{}
		return last, true
	case kind == "":
		return event{}, false
	case e.owner.Entity == "":
		e.owner = r.agent(k, holders)
	}
	if e.owner.Entity == "" && told && e.ref.Entity != "" && last.ref.Entity == e.ref.Entity {
		e.owner = last.owner
	}
	if e.owner.Entity == "" && e.place.Entity == "" {
		return event{}, false
	}
	if e.ref.Entity == "" {
		e.ref = r.nameless(k, w, e)
	}
	return e, true
}

// qualified: a name beside the noun says which event it is ("the Marrakesh forum"), be it nothing that holds events.
func (r *reading) qualified(k, w int) bool {
	t := r.d.Sentences[k].Tree
	for _, c := range t.Children(w) {
		switch syntax.Base(t, c) {
		case "nmod", "compound", "appos", "flat", "amod":
			if syntax.Pos(t, c) == "PROPN" && !r.inDate(k, t.Word(c).Token) {
				return true
			}
		}
	}
	return false
}

// lastEvent is the event told of last, of the kind if one is given.
func (r *reading) lastEvent(k int, kind string) (event, bool) {
	for n := len(r.happenings) - 1; n >= 0; n-- {
		e := r.happenings[n]
		if e.k < k-eventReach {
			break
		}
		if kind == "" || e.kind == kind {
			return e, true
		}
	}
	return event{}, false
}

// heldBy reads who holds an event, and where, off its own noun phrase.
func (r *reading) heldBy(k, w int) (owner, place relation.Ref) {
	t := r.d.Sentences[k].Tree
	for _, c := range t.Children(w) {
		b := syntax.Base(t, c)
		p := syntax.Preposition(t, c)
		own := syntax.Genitive(t, c) || b == "compound" || b == "amod" || b == "nmod" && (p == "of" || p == "by" || p == "de" || p == "du" || p == "von" || p == "")
		where := (b == "nmod" || b == "obl") && r.words.Place(p)
		if !own && !where {
			continue
		}
		for _, x := range r.refs(k)(c, syntax.Whole) {
			switch {
			case own && owner.Entity == "" && r.holds(x):
				owner = x
			case where && place.Entity == "" && r.isPlace(x.Type):
				place = x
			}
		}
	}
	if owner.Entity == "" {
		for _, x := range r.refs(k)(w, syntax.PrefixOnly) { // "NATO-Gipfel"
			if r.holds(x) {
				owner = x
			}
		}
	}
	if r.kind(k, w) == "election" && owner.Entity == "" && place.Type == gazetteer.Country {
		owner = place
	}
	return owner, place
}

// holds: states, groups and bodies hold events; a new name that nothing but its
// capital tells to be a body may be any thing ("la fête des Fraises").
func (r *reading) holds(x relation.Ref) bool {
	if x.Type == gazetteer.Organization && r.p.know.Gazetteer.Entry(x.Entity) == nil {
		return false
	}
	return !x.Open() && r.p.ontology.IsA(x.Type, "Organization") && x.Type != gazetteer.Media
}

func (r *reading) agent(k int, words []int) relation.Ref {
	for _, w := range words {
		for _, x := range r.refs(k)(w, syntax.Whole) {
			if x.Alt != nil && r.p.ontology.IsA(x.Type, gazetteer.Place) {
				x = *x.Alt
			}
			if r.holds(x) {
				return x
			}
		}
	}
	return relation.Ref{}
}

// nameless gives an event without a name one by who holds it, or where.
func (r *reading) nameless(k, w int, e event) relation.Ref {
	s := r.d.Sentences[k]
	by := e.owner
	if by.Entity == "" {
		by = e.place
	}
	id := graph.EventID(by.Entity, e.kind)
	word := s.Tree.Word(w)
	at := graph.Span{Start: word.Start, End: word.End}
	if _, known := r.made[id]; !known {
		name := r.doc.Text[at.Start:at.End]
		if m, ok := s.At(w - 1); ok && m.Entity == by.Entity && m.Kind == mention.Name {
			name = r.doc.Text[m.Span.Start:at.End]
		} else {
			name += " (" + r.label(by.Entity) + ")"
		}
		r.made[id] = graph.Entity{ID: id, Type: "Event", Labels: []graph.Name{{Text: name, Lang: r.doc.Lang}}}
	}
	return relation.Ref{Entity: id, Type: "Event", At: at, Via: string(mention.Nominal)}
}

// label is the name of an entity in the language of the article.
func (r *reading) label(id string) string {
	if e := r.p.know.Gazetteer.Entry(id); e != nil {
		return e.Entity().Label(r.doc.Lang)
	}
	for _, e := range r.d.Entities() {
		if e.ID == id {
			return e.Label(r.doc.Lang)
		}
	}
	return id
}

// befell notes what became of an event, on the fact that a frame found in the same words, else as a fact of its own.
func (r *reading) befell(k, trigger int, e event, o facet.Outcome) {
	note := []graph.Qualifier{{Key: "event", Value: e.kind}, {Key: "status", Value: string(o)}}
	rel, subject, object := "organized", e.owner, e.ref
	if subject.Entity == "" {
		rel, subject, object = "located_in", e.ref, e.place
	}
	for i, f := range r.facts[k] {
		if f.Relation == rel && f.Trigger == trigger && f.Object.Entity == object.Entity {
			r.facts[k][i].Qualifiers = append(f.Qualifiers, note...)
			return
		}
	}
	subject, object, ok := relation.Fit(r.p.ontology, rel, subject, object)
	if !ok {
		return
	}
	r.facts[k] = append(r.facts[k], relation.Fact{Rule: r.doc.Lang + "." + rel + ".event-" + string(o), Relation: rel, Subject: subject, Object: object,
		Trigger: trigger, Assertion: r.lang.Assert(r.d.Sentences[k].Tree, trigger), Qualifiers: note})
}
