package ingest

import (
	"strings"

	"kg/graph"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// complete fills in what a fact leaves open: whom a denial answers ("rejected
// the accusations"), and who struck or was struck in "the attack". A fact that
// nothing completes is dropped.
func (r *reading) complete() {
	for k := range r.facts {
		r.summons(k)
		var kept, unnamed []relation.Fact
		for _, f := range r.facts[k] {
			switch {
			case f.Relation == relation.Echo:
				kept = append(kept, r.echo(k, f, kept)...)
			case f.Object.Entity == relation.UnnamedEvent || f.Object.Entity == relation.UnnamedStatement:
				unnamed = append(unnamed, f)
			case f.Relation == "official_of" && strings.HasSuffix(f.Rule, ".amt-und-name") && r.elsewhere(f.Subject, f.Object):
			case !f.Object.Open() || r.fill(k, &f):
				kept = append(kept, f)
			}
		}
		for _, f := range unnamed {
			if f, ok := r.unnamed(k, f, kept); ok {
				kept = append(kept, f)
			}
		}
		r.facts[k] = kept
	}
}

func (r *reading) fill(k int, f *relation.Fact) bool {
	switch f.Object.Entity {
	case relation.Accuser:
		a, ok := r.accuser(k, *f)
		f.Object = a
		return ok
	case relation.Foe, relation.Doer:
		return r.doer(k, f)
	case relation.Same:
		return r.retold(k, f)
	case relation.Rival:
		return r.rival(k, f)
	case relation.Likewise:
		return r.likewise(k, f)
	case relation.Culprit, relation.Wronged:
		return r.sideOfDeed(k, f)
	}
	return r.ofAttack(k, f)
}

// ofAttack fills in who struck or was struck in the attack told of last.
func (r *reading) ofAttack(k int, f *relation.Fact) bool {
	at := f.Object.At
	e, ok := r.lastAttack(k, r.struckBy(k, at.Start))
	if !ok {
		return false
	}
	if f.Object.Entity == relation.Victim {
		f.Object = e.Object
	} else {
		f.Object = e.Subject
	}
	f.Object.At = at
	s, o, ok := relation.Fit(r.p.ontology, f.Relation, f.Subject, f.Object)
	f.Subject, f.Object = s, o
	return ok
}

// struckBy is whom or what the phrase of the noun for an attack says was struck, where
// the noun begins at a byte of the article: "the strikes on Tyre".
func (r *reading) struckBy(k, start int) map[string]bool {
	t := r.d.Sentences[k].Tree
	out := map[string]bool{}
	for i := 0; i < t.Len(); i++ {
		if t.Word(i).Start != start {
			continue
		}
		for _, c := range t.Children(i) {
			if b := syntax.Base(t, c); c < i || b != "nmod" && b != "obl" || syntax.Preposition(t, c) == "" {
				continue
			}
			for _, x := range r.refs(k)(c, syntax.Whole) {
				out[x.Entity] = true
				if x.Alt != nil {
					out[x.Alt.Entity] = true
				}
			}
		}
	}
	return out
}

// lastAttack is the attack told of last before sentence k, or in it. Where the
// last sentence tells of several, "the attack" is ambiguous. Of "the strikes on Tyre"
// it is the last on Tyre.
func (r *reading) lastAttack(k int, struck map[string]bool) (relation.Fact, bool) {
	for j := k; j >= 0; j-- {
		var found relation.Fact
		n := 0
		for _, f := range r.facts[j] {
			if f.Relation != "attacked" && f.Relation != "claimed" && f.Relation != "leaked" || f.Object.Open() || f.Assertion.Polarity != graph.Affirmed || len(struck) > 0 && !struck[f.Object.Entity] && !struck[r.home(f.Object)] {
				continue
			}
			if n == 0 || f.Subject.Entity != found.Subject.Entity || f.Object.Entity != found.Object.Entity {
				n++
			}
			found = f
		}
		if n > 0 {
			return found, n == 1
		}
	}
	return relation.Fact{}, false
}
