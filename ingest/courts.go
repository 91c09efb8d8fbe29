package ingest

import (
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// courts fills in whose courts act in sentence k, where its words do not say it
// ("was charged with fraud").
func (r *reading) courts(k int, facts []relation.Fact) []relation.Fact {
	return r.openSubjects(facts, relation.Court, func(f relation.Fact) (relation.Ref, bool) {
		e := r.p.know.Gazetteer.Entry(r.bench(k, f.Trigger))
		if e == nil || e.Type != gazetteer.Country {
			return relation.Ref{}, false
		}
		return relation.Ref{Entity: e.ID, Type: e.Type, Via: "court"}, true
	})
}

// openSubjects fills in the subjects of those facts that have the open one. A fact is
// dropped where the article does not tell who is meant, or where he does not fit.
func (r *reading) openSubjects(facts []relation.Fact, open string, who func(relation.Fact) (relation.Ref, bool)) []relation.Fact {
	kept := facts[:0]
	for _, f := range facts {
		if f.Subject.Entity == open {
			var ok bool
			if f.Subject, ok = who(f); !ok {
				continue
			}
			if f.Subject, f.Object, ok = relation.Fit(r.p.ontology, f.Relation, f.Subject, f.Object); !ok {
				continue
			}
		}
		kept = append(kept, f)
	}
	return kept
}

// heldIn is the state of the place where the trial of verb v is ("was charged in Oslo");
// "" if the verb does not tell.
func (r *reading) heldIn(k, v int) string {
	t := r.d.Sentences[k].Tree
	for _, c := range t.Children(v) {
		if p := syntax.Preposition(t, c); syntax.Base(t, c) != "obl" || p != "in" && p != "at" {
			continue
		}
		if state := r.stateIn(k, c); state != "" {
			return state
		}
	}
	return ""
}

// bench is the state whose courts verb v of sentence k speaks of without naming it: the
// one whose court or prosecutor the sentence names, or where the trial is held, or else
// the one whose court the article names before, if it is of one only; else that from
// which the report comes, or the one whose court it names later. "" where none is known.
func (r *reading) bench(k, v int) string {
	if state, n := r.courtIn(k); n > 0 {
		return only(state, n)
	}
	if state := r.heldIn(k, v); state != "" {
		return state
	}
	if state, n := r.courtsOf(0, k); n > 0 {
		return only(state, n)
	}
	if home := r.d.Home(); home != "" {
		return home
	}
	return only(r.courtsOf(k+1, len(r.d.Sentences)))
}

// courtsOf is the state whose courts the sentences from first to before last name, and
// how many states' they name.
func (r *reading) courtsOf(first, last int) (state string, n int) {
	for j := first; j < last; j++ {
		if s, m := r.courtIn(j); m > 0 && s != state {
			state, n = s, n+m
		}
	}
	return state, n
}

// only is the state if it is the only one of n.
func only(state string, n int) string {
	if n > 1 {
		return ""
	}
	return state
}

// courtIn is the state whose courts or prosecutors sentence k names, and how many
// states' it names.
func (r *reading) courtIn(k int) (state string, n int) {
	t := r.d.Sentences[k].Tree
	for i := 0; i < t.Len(); i++ {
		if !r.lang.Court(t, i) {
			continue
		}
		if s := r.courtOf(k, i); s != "" && s != state {
			state = s
			n++
		}
	}
	return state, n
}

// courtOf is the state of the court that word i means: "la justice kényane", "le
// tribunal de Lyon"; "" if it does not tell.
func (r *reading) courtOf(k, i int) string {
	t := r.d.Sentences[k].Tree
	words := []int{i}
	for _, c := range t.Children(i) {
		if syntax.Is(t, c, "international") {
			return "" // the tribunal in The Hague is not the Netherlands'
		}
		switch syntax.Base(t, c) {
		case "amod", "nmod", "compound":
			words = append(words, c)
		}
	}
	for _, w := range words {
		if state := r.stateIn(k, w); state != "" {
			return state
		}
	}
	return ""
}

// stateIn is the first state that word i of sentence k names, or in which a place
// that it names lies; "" if there is none.
func (r *reading) stateIn(k, i int) string {
	for _, x := range r.refs(k)(i, syntax.Whole) {
		if e := r.p.know.Gazetteer.Entry(x.Entity); e != nil {
			if state := r.d.StateWith(mention.Mention{Entity: e.ID, Type: e.Type}); state != "" {
				return state
			}
		}
	}
	return ""
}
