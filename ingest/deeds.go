package ingest

import (
	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/relation"
)

// deeds are the relations of acts to which anybody may react.
var deeds = map[string]bool{"attacked": true, "targeted": true, "leaked": true}

// blows are the relations of acts to which only those react whom they strike: others
// who speak up mean what was answered by them.
var blows = map[string]bool{"severed": true, "expelled": true, "recalled": true, "summoned": true, "sanctioned": true, "designated": true, "threatened": true}

// charges are the relations by which one is said to have done something.
var charges = map[string]bool{"accused": true, "attributed": true}

// deedReach is how many sentences back the deed may have been told of to which one reacts.
const deedReach = 2

// sideOfDeed fills in whose deed was told of last, or to whom it was done, where the
// words of a reaction name neither. The sentence that tells of deeds nearest before must
// tell of those of one side only, and the one who reacts be of the other or of none.
func (r *reading) sideOfDeed(k int, f *relation.Fact) bool {
	for _, j := range append(back(k, deedReach), r.ahead(k)...) {
		if told, ok := r.sideIn(j, k, f); told {
			return ok
		}
	}
	return false
}

// sideIn fills in the side from the deeds that sentence j tells of.
func (r *reading) sideIn(j, k int, f *relation.Fact) (told, ok bool) {
	culprit := f.Object.Entity == relation.Culprit
	self := r.side(f.Subject)
	sides := map[string]relation.Ref{}
	against := map[string]relation.Ref{} // of those who acted against the one who reacts
	for _, g := range r.facts[j] {
		doer, victim, ok := r.deed(g)
		if !ok || j == k && g.Trigger >= f.Trigger || blows[g.Relation] && !(culprit && r.onSide(self, victim)) {
			continue
		}
		told = true
		party, other := doer, victim
		if !culprit {
			party, other = victim, doer
		}
		if r.onSide(self, party) || !culprit && r.onSide(self, other) {
			continue
		}
		sides[r.home(party)] = party
		if r.onSide(self, other) {
			against[r.home(party)] = party
		}
	}
	if len(against) > 0 {
		sides = against
	}
	if len(sides) != 1 {
		return told, false
	}
	for _, party := range sides {
		ok = r.fitParty(f, party)
	}
	return told, ok
}

// fitParty makes a party the object of a fact, or the state that it is of or lies in.
func (r *reading) fitParty(f *relation.Fact, party relation.Ref) bool {
	party.At = f.Object.At
	s, o, ok := relation.Fit(r.p.ontology, f.Relation, f.Subject, party)
	if e := r.p.know.Gazetteer.Entry(r.home(party)); !ok && e != nil {
		s, o, ok = relation.Fit(r.p.ontology, f.Relation, f.Subject, relation.Ref{Entity: e.ID, Type: e.Type, At: party.At, Via: party.Via})
	}
	f.Subject, f.Object = s, o
	return ok
}

// deed gives who did what a fact tells of, and to whom.
func (r *reading) deed(g relation.Fact) (doer, victim relation.Ref, ok bool) {
	real := g.Assertion.Modality == graph.Factual || g.Assertion.Modality == graph.Alleged
	if !real || g.Assertion.Polarity != graph.Affirmed || g.Object.Open() || g.Subject.Open() {
		return doer, victim, false
	}
	switch {
	case deeds[g.Relation] || blows[g.Relation]:
		return g.Subject, g.Object, true
	case g.Relation == "attributed":
		return g.Object, g.Subject, true
	}
	return doer, victim, false
}

// home is the body that somebody acts for, himself if none is known: the deeds of
// a minister and of his state are those of one side.
func (r *reading) home(x relation.Ref) string {
	if a := r.d.Affiliation(x.Entity); a != "" {
		return a
	}
	if e := r.p.know.Gazetteer.Entry(x.Entity); e != nil {
		switch {
		case e.CapitalOf != "":
			return e.CapitalOf
		case e.Country != "" && (e.Type == gazetteer.GovernmentBody || e.Type == gazetteer.Facility || e.Type == gazetteer.Place):
			return e.Country
		}
	}
	return x.Entity
}

// side is the entities that stand for one who reacts.
func (r *reading) side(x relation.Ref) map[string]bool {
	out := r.speaksFor(x.Entity)
	out[r.home(x)] = true
	if x.Alt != nil {
		out[x.Alt.Entity] = true
	}
	return out
}

// onSide reports whether somebody is one of a side, or acts for one of it.
func (r *reading) onSide(side map[string]bool, x relation.Ref) bool {
	return side[x.Entity] || side[r.home(x)]
}
