package ingest

import (
	"slices"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// Whose accusations a denial answers.

// blames are the relations that one can answer by a denial.
var blames = map[string]bool{"accused": true, "attributed": true, "criticized": true}

func (r *reading) accuser(k int, denial relation.Fact) (relation.Ref, bool) {
	blamed := r.speaksFor(denial.Subject.Entity)
	for _, intruders := range []bool{false, true} {
		for j := k; j >= 0; j-- {
			r.answerable(j, denial.Subject.Entity, intruders, blamed)
			if a, ok := r.blamer(j, k, denial, blamed); ok {
				return a, true
			}
		}
	}
	if a, ok := r.accuserBySpeech(k, denial, blamed); ok {
		return a, true
	}
	if a, ok := r.lastAccuser(k, denial, blamed); ok {
		return a, true
	}
	if r.tellsWhat(k, denial.Trigger) {
		return relation.Ref{}, false
	}
	if a, ok := r.hearsay(k, denial, blamed); ok {
		return a, true
	}
	if a, ok := r.answeredBefore(k, denial); ok {
		return a, true
	}
	if a, ok := r.striker(k, denial, blamed); ok {
		return a, true
	}
	for _, j := range r.ahead(k) {
		r.answerable(j, denial.Subject.Entity, true, blamed)
		if a, ok := r.blamer(j, j, denial, blamed); ok {
			return a, true
		}
	}
	return relation.Ref{}, false
}

// tellsWhat: a clause at word i says what is denied, which need not be what the text
// then tells of.
func (r *reading) tellsWhat(k, i int) bool {
	t := r.d.Sentences[k].Tree
	for _, c := range t.Children(i) {
		if b := syntax.Base(t, c); b == "ccomp" || b == "xcomp" {
			return true
		}
	}
	return false
}

// blamer is who blames the one who denies in sentence j, or whom he denied there
// before: "these accusations from X … the allegations".
func (r *reading) blamer(j, k int, denial relation.Fact, blamed map[string]bool) (relation.Ref, bool) {
	var answered relation.Ref
	for i := len(r.facts[j]) - 1; i >= 0; i-- {
		f := r.facts[j][i]
		if f.Relation == "denied" && j < k && blamed[f.Subject.Entity] && !f.Object.Open() && f.Object.Type != "Statement" && f.Assertion.Polarity == graph.Affirmed {
			answered = f.Object
		}
		if blames[f.Relation] && blamed[f.Object.Entity] && f.Subject.Entity != denial.Subject.Entity && f.Assertion.Polarity == graph.Affirmed && !f.Subject.Open() && !isEcho(f) {
			return f.Subject, true
		}
	}
	return answered, answered.Entity != ""
}

// answerable adds those of whom sentence j tells and for whom a state speaks up: its
// envoys and services, and the intruders that are known to be its own.
func (r *reading) answerable(j int, state string, intruders bool, blamed map[string]bool) {
	for _, f := range r.facts[j] {
		e := r.p.know.Gazetteer.Entry(f.Object.Entity)
		if r.home(f.Object) == state || intruders && e != nil && e.Type == gazetteer.ThreatActor && e.Country == state {
			blamed[f.Object.Entity] = true
		}
	}
}

// chargeReach is how many sentences back "the charges" may have been told of
// where it is not said that they are against the one who denies them.
const chargeReach = 2

// lastAccuser is who made the accusations told of last, where a definite noun takes
// them up: a lawyer denies "the charges" against his client, a head of government
// "die Vorwürfe" against his party.
func (r *reading) lastAccuser(k int, denial relation.Fact, self map[string]bool) (relation.Ref, bool) {
	if !r.theCharges(k, denial.Trigger) {
		return relation.Ref{}, false
	}
	found := denial
	ok := r.lookBack(k, &found, chargeReach, func(g relation.Fact) (relation.Ref, bool) {
		if !charges[g.Relation] || g.Subject.Open() || self[g.Subject.Entity] || self[r.d.Affiliation(g.Subject.Entity)] {
			return relation.Ref{}, false
		}
		return g.Subject, true
	})
	return found.Object, ok
}

// theCharges reports whether what word i denies is a definite noun for
// accusations and no more: "the charges", "diese Vorwürfe".
func (r *reading) theCharges(k, i int) bool {
	t := r.d.Sentences[k].Tree
	for _, c := range append(syntax.Objects(t, i), syntax.Subjects(t, i)...) {
		c, mode := syntax.Split(c)
		if mode == syntax.Whole && r.lang.Charge(t, c) && syntax.Definite(t, c) && len(r.marks(k, c)) == 0 {
			return true
		}
		if syntax.Pos(t, c) == "PRON" && slices.Contains([]string{"das", "dies", "that", "this", "cela", "ceci", "ça"}, syntax.Form(t, c)) {
			return true // "Beide Regierungen stritten das ab"
		}
	}
	return false
}

// accuserBySpeech is who said something of the denier in the same sentence or
// the one before: "The army said the militia was armed by Uganda, a charge that
// Kampala rejected."
func (r *reading) accuserBySpeech(k int, denial relation.Fact, blamed map[string]bool) (relation.Ref, bool) {
	for j := k; j >= 0 && j >= k-1; j-- {
		who := r.speakers[j]
		if e := r.p.know.Gazetteer.Entry(who); e != nil && e.CapitalOf != "" {
			who = e.CapitalOf // a capital speaks for its state
		}
		if who == "" || blamed[who] || who == denial.Subject.Entity || blamed[r.d.Affiliation(who)] {
			continue
		}
		for _, f := range r.facts[j] {
			if blamed[f.Subject.Entity] && f.Relation != "denied" && f.Assertion.Polarity == graph.Affirmed {
				return relation.Ref{Entity: who, Type: r.d.Type(who)}, true
			}
		}
		if j < k && r.speaksOf(j, blamed) {
			return relation.Ref{Entity: who, Type: r.d.Type(who)}, true
		}
	}
	return relation.Ref{}, false
}

// hearsay is by whose account the sentence right before a denial tells what it tells: "According to X, the firm paid bribes. The firm
// denies it."
func (r *reading) hearsay(k int, denial relation.Fact, blamed map[string]bool) (relation.Ref, bool) {
	if k == 0 {
		return relation.Ref{}, false
	}
	for _, w := range r.lang.Sources(r.d.Sentences[k-1].Tree) {
		for _, x := range r.refs(k-1)(w, syntax.Whole) {
			if blamed[x.Entity] || blamed[r.home(x)] || x.Entity == denial.Subject.Entity {
				continue
			}
			if _, o, ok := relation.Fit(r.p.ontology, "denied", denial.Subject, x); ok {
				return o, true
			}
		}
	}
	return relation.Ref{}, false
}

// speaksOf reports whether sentence k names one of the entities, or the capital
// that stands for it.
func (r *reading) speaksOf(k int, who map[string]bool) bool {
	for _, m := range r.d.Sentences[k].Mentions {
		if x := r.ref(m); who[x.Entity] || x.Alt != nil && who[x.Alt.Entity] {
			return true
		}
	}
	return false
}

// answeredBefore is whom another answered right before, where one denies as well: "Auch die
// Miliz dementierte".
func (r *reading) answeredBefore(k int, denial relation.Fact) (relation.Ref, bool) {
	if !r.likewiseDenied(k, denial.Trigger) {
		return relation.Ref{}, false
	}
	found := denial
	ok := r.lookBack(k, &found, chargeReach, func(g relation.Fact) (relation.Ref, bool) {
		other := g.Relation == "denied" && g.Object.Type != "Statement" && g.Subject.Entity != denial.Subject.Entity
		return g.Object, other && g.Object.Entity != denial.Subject.Entity
	})
	return found.Object, ok
}

// likewiseDenied: a word beside the verb at i or its subject says that others did so: "also".
func (r *reading) likewiseDenied(k, i int) bool {
	t := r.d.Sentences[k].Tree
	for _, w := range append(syntax.Subjects(t, i), i) {
		w, _ = syntax.Split(w)
		for _, c := range t.Children(w) {
			if r.lang.Also(t, c) {
				return true
			}
		}
	}
	return false
}

// striker is the only one who took steps against the denier in the last sentences: those
// on a sanctions list, or called in, deny what they are listed for.
func (r *reading) striker(k int, denial relation.Fact, self map[string]bool) (relation.Ref, bool) {
	found := denial
	reach := 0
	for reach < stepReach && !r.accusing(k-reach) {
		reach++ // whoever is not known to have accused him since is answered, and not the striker
	}
	ok := r.lookBack(k, &found, reach, func(g relation.Fact) (relation.Ref, bool) {
		return g.Subject, punishes[g.Relation] && !g.Subject.Open() && self[g.Object.Entity] && !self[g.Subject.Entity] && g.Assertion.Modality == graph.Factual
	})
	return found.Object, ok
}

// accusing: a verb of sentence j accuses somebody.
func (r *reading) accusing(j int) bool {
	if j < 0 {
		return false
	}
	t := r.d.Sentences[j].Tree
	for i := 0; i < t.Len(); i++ {
		if syntax.Pos(t, i) == "VERB" && r.lang.Tells(t, i, "accused") && !r.lang.Tells(t, i, "denied") {
			return true
		}
	}
	return false
}

// punishes are the relations of steps for which one blames somebody.
var punishes = map[string]bool{"sanctioned": true, "designated": true, "expelled": true, "summoned": true, "severed": true}
