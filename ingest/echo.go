package ingest

import (
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/relation"
)

// echoed are the relations of acts that others can do as well.
var echoed = map[string]bool{"severed": true, "expelled": true, "recalled": true, "summoned": true, "sanctioned": true, "designated": true, "delisted": true, "condemned": true,
	"criticized": true, "supports": true, "accused": true, "attributed": true, "denied": true, "visited": true, "requested": true, "applied_to": true, "supplied": true, "threatened": true}

// echoReach is how many sentences back the act may have been told of.
const echoReach = 1

// echo gives the facts of one who did what was told right before of another
// ("Bahrain did the same", "as did Bolivia"): the last act of the nearest sentence
// that tells of one, to whomever it was done. told are the facts before it in its
// own sentence.
func (r *reading) echo(k int, f relation.Fact, told []relation.Fact) []relation.Fact {
	for _, g := range r.facts[k] {
		if g.Subject.Entity == f.Subject.Entity && echoed[g.Relation] && g.Trigger > f.Trigger && !g.Object.Open() {
			return nil // "followed Mexico's example and broke off ties with Ecuador"
		}
	}
	verb := r.verbBefore(k, f.Trigger)
	for j := k; j >= 0 && j >= k-echoReach; j-- {
		from := r.facts[j]
		if j == k {
			from = told
		}
		last := -1
		for _, g := range from {
			if r.echoes(f, g) && (j < k || verb <= g.Trigger && g.Trigger < f.Trigger) {
				last = max(last, g.Trigger)
			}
		}
		if last < 0 && j == k && verb >= 0 && r.joined(k, f.Trigger) {
			return nil // "backed the measures, as did NATO", where nobody knows whose measures
		}
		if last < 0 {
			continue
		}
		var out []relation.Fact
		for _, g := range from {
			if g.Trigger != last || !r.echoes(f, g) {
				continue
			}
			s, o, ok := relation.Fit(r.p.ontology, g.Relation, f.Subject, g.Object)
			if !ok || s.Entity == g.Subject.Entity {
				continue
			}
			x := f
			x.Relation, x.Subject, x.Object = g.Relation, s, o
			x.Object.At = graph.Span{} // not written here
			out = append(out, x)
		}
		return out
	}
	return nil
}

// verbBefore is the verb before word i of sentence k, -1 if there is none.
func (r *reading) verbBefore(k, i int) int {
	t := r.d.Sentences[k].Tree
	for i--; i >= 0 && t.Word(i).UPOS != parse.VERB; i-- {
	}
	return i
}

// joined: word i of sentence k opens a clause that takes up the one before it.
func (r *reading) joined(k, i int) bool {
	t := r.d.Sentences[k].Tree
	return i > 0 && (t.LowerForm(i-1) == "as" || t.LowerForm(i-1) == "so")
}

// echoes: fact g is an act that fact f may take up.
func (r *reading) echoes(f, g relation.Fact) bool {
	real := g.Assertion.Polarity == graph.Affirmed && (g.Assertion.Modality == graph.Factual || g.Assertion.Modality == graph.Alleged)
	return echoed[g.Relation] && real && !g.Object.Open() && !g.Subject.Open() && g.Object.Entity != f.Subject.Entity &&
		(g.Object.Type != gazetteer.Person || g.Relation != "recalled" && g.Relation != "expelled")
}

// isEcho: the fact takes up another.
func isEcho(f relation.Fact) bool { return strings.Contains(f.Rule, "."+relation.Echo+".") }

// onlyEchoes: nothing is told but what takes up another fact, which needs little of the tree.
func onlyEchoes(facts []relation.Fact) bool {
	for _, f := range facts {
		if !isEcho(f) {
			return false
		}
	}
	return true
}
