package ingest

import (
	"slices"

	"kg/ingest/gazetteer"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// summons finds who called in an envoy where nobody is said to ("Its ambassador was
// summoned on Tuesday"): the state with which his was at odds, else the one of which the
// article speaks.
func (r *reading) summons(k int) {
	t := r.d.Sentences[k].Tree
	for v := 0; v < t.Len(); v++ {
		if !syntax.Verbal(t, v) || !r.lang.CallsIn(t, v) || !syntax.Passive(t, v) || r.hasFact(k, v, "summoned") {
			continue
		}
		w := syntax.Surface(t, v)
		if h := t.Word(v).Head; w < 0 && h >= 0 && syntax.Base(t, v) == "acl" {
			w = h
		}
		if w < 0 || !r.lang.Envoy(t, w) {
			continue
		}
		state, ok := r.stateOfEnvoy(k, w)
		if !ok {
			state, ok = r.opponentsEnvoy(k, w, v)
		}
		if !ok {
			continue
		}
		f := relation.Fact{Relation: "summoned", Subject: state, Object: relation.Ref{Entity: relation.Rival}, Trigger: v, Assertion: r.lang.Assert(t, v)}
		if !r.rival(k, &f) {
			host := r.p.know.Gazetteer.Entry(r.d.Setting())
			if host == nil || host.ID == state.Entity {
				continue
			}
			f.Object = relation.Ref{Entity: host.ID, Type: host.Type}
		}
		f.Rule, f.Subject, f.Object = r.doc.Lang+".summoned.nobody-said", f.Object, state
		r.facts[k] = append(r.facts[k], f)
	}
}

// opponentsEnvoy is the state of "the ambassador", bare and definite, who was called in at word v: the one with which the
// article's own was at odds last.
func (r *reading) opponentsEnvoy(k, w, v int) (relation.Ref, bool) {
	host := r.p.know.Gazetteer.Entry(r.d.Setting())
	if host == nil || len(r.refs(k)(w, syntax.Whole)) > 0 || !r.d.Bare(k, w) {
		return relation.Ref{}, false
	}
	f := relation.Fact{Relation: "summoned", Subject: relation.Ref{Entity: host.ID, Type: host.Type}, Object: relation.Ref{Entity: relation.Rival}, Trigger: v}
	if !r.rival(k, &f) {
		return relation.Ref{}, false
	}
	return f.Object, f.Object.Type == gazetteer.Country
}

// hasFact: sentence k has a fact of the relation at word i.
func (r *reading) hasFact(k, i int, relationID string) bool {
	return slices.ContainsFunc(r.facts[k], func(f relation.Fact) bool { return f.Trigger == i && f.Relation == relationID })
}

// stateOfEnvoy is the state whose envoy word w of sentence k is.
func (r *reading) stateOfEnvoy(k, w int) (relation.Ref, bool) {
	for _, x := range r.refs(k)(w, syntax.Whole) {
		if x.Type == gazetteer.Country {
			return x, true
		}
		if e := r.p.know.Gazetteer.Entry(r.d.Affiliation(x.Entity)); x.Type == gazetteer.Person && e != nil && e.Type == gazetteer.Country {
			return relation.Ref{Entity: e.ID, Type: e.Type, At: x.At, Via: "envoy"}, true
		}
	}
	return relation.Ref{}, false
}
