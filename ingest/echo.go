package ingest

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// echoed are the relations of acts that others can do as well.
var echoed = map[string]bool{"severed": true, "expelled": true, "recalled": true, "summoned": true, "sanctioned": true, "designated": true, "delisted": true, "condemned": true,
	"criticized": true, "supports": true, "accused": true, "attributed": true, "denied": true, "visited": true, "requested": true, "applied_to": true, "supplied": true, "threatened": true}

// echoReach is how many sentences back the act may have been told of.
const echoReach = 1

// spoken are those of them that are made by saying something: nobody follows suit in them.
var spoken = map[string]bool{"condemned": true, "criticized": true, "accused": true, "attributed": true, "denied": true, "requested": true, "threatened": true}

// suitReach is how many sentences back the act may have been told of in which others follow suit.
const suitReach = 3

// echo gives the facts of one who did what was told right before of another
// ("Bahrain did the same", "as did Bolivia"): the last act of the nearest sentence
// that tells of one, to whomever it was done. Whoever follows suit does more than
// speak, if any such act is told. told are the facts before it in its own sentence.
func (r *reading) echo(k int, f relation.Fact, told []relation.Fact) []relation.Fact {
	if r.ownAct(k, f) {
		return nil // "followed Mexico's example and broke off ties with Ecuador"
	}
	suit := followed[r.d.Sentences[k].Tree.LowerLemma(f.Trigger)]
	if lead := r.leaders(k, f.Trigger); lead != nil {
		if out := r.takenUp(k, f, told, suitReach, suit, lead); out != nil || suit {
			return out
		}
		return r.takenUp(k, f, told, suitReach, false, lead)
	}
	if suit {
		if out := r.takenUp(k, f, told, suitReach, true, nil); out != nil {
			return out
		}
	}
	return r.takenUp(k, f, told, echoReach, false, nil)
}

// followed are verbs of following somebody in what he did.
var followed = map[string]bool{"follow": true, "emboîter": true, "suivre": true, "imiter": true}

// ownAct: the sentence tells an act of the same subject behind it.
func (r *reading) ownAct(k int, f relation.Fact) bool {
	for _, g := range r.facts[k] {
		if g.Subject.Entity == f.Subject.Entity && echoed[g.Relation] && g.Trigger > f.Trigger && !g.Object.Open() {
			return true
		}
	}
	return false
}

// leaders are those whose lead or example the object of word i is; nil if it is nobody's.
func (r *reading) leaders(k, i int) map[string]bool {
	t := r.d.Sentences[k].Tree
	p := r.leader(t, i)
	if p < 0 {
		return nil
	}
	var out map[string]bool
	for _, x := range r.refs(k)(p, syntax.Whole) {
		if out == nil {
			out = map[string]bool{}
		}
		out[x.Entity] = true
		if x.Alt != nil {
			out[x.Alt.Entity] = true
		}
	}
	if out == nil && t.Word(p).UPOS == parse.PRON && t.Word(p).Feats.Number().String() == "Plur" {
		return r.together(k)
	}
	return out
}

// leader is the word for whose lead or example the object of word i is, or who is followed by it; -1 if there is none.
func (r *reading) leader(t *parse.Tree, i int) int {
	o := t.Child(i, "obj")
	if t.Lang() != "fr" {
		if o < 0 {
			return -1
		}
		if p := t.Child(o, "nmod:poss"); p >= 0 && t.Word(p).UPOS != parse.PRON {
			return p
		}
		return -1
	}
	if p := t.Child(i, "iobj"); p >= 0 || o < 0 {
		return p
	}
	if t.Word(o).UPOS == parse.PRON {
		return o // "l'a imité"
	}
	for _, c := range slices.Concat(t.Children(i), t.Children(o)) { // "emboîté le pas au Mexique"
		if syntax.Preposition(t, c) == "à" && t.Word(c).UPOS == parse.PROPN {
			return c
		}
	}
	return -1
}

// together are those who did one thing together in the nearest sentence within reach of k that tells of such.
func (r *reading) together(k int) map[string]bool {
	for j := k - 1; j >= 0 && j >= k-suitReach; j-- {
		by := map[int]map[string]bool{}
		for _, g := range r.facts[j] {
			if !echoed[g.Relation] || g.Object.Open() {
				continue
			}
			if by[g.Trigger] == nil {
				by[g.Trigger] = map[string]bool{}
			}
			by[g.Trigger][g.Subject.Entity] = true
		}
		for _, g := range r.facts[j] {
			if len(by[g.Trigger]) > 1 {
				return by[g.Trigger]
			}
		}
	}
	return nil
}

// takenUp gives what f takes up: the last act, of the leaders if there are any, of the
// nearest sentence within reach that tells of one; deeds: of more than words.
func (r *reading) takenUp(k int, f relation.Fact, told []relation.Fact, reach int, deeds bool, lead map[string]bool) []relation.Fact {
	verb := r.verbBefore(k, f.Trigger)
	for j := k; j >= 0 && j >= k-reach; j-- {
		from := r.facts[j]
		if j == k {
			from = told
		}
		last := -1
		for _, g := range from {
			if lead != nil && !lead[g.Subject.Entity] && !lead[r.d.Affiliation(g.Subject.Entity)] {
				continue // "followed Washington's lead": another's act
			}
			if r.echoes(f, g) && (j < k || verb <= g.Trigger && g.Trigger < f.Trigger) && !(deeds && spoken[g.Relation]) {
				last = max(last, g.Trigger)
			}
		}
		if last < 0 && j == k && (verb >= 0 && r.joined(k, f.Trigger) || r.behindSemicolon(k, f.Trigger)) {
			return nil // "backed the measures, as did NATO", where nobody knows whose measures
		}
		if last >= 0 {
			return r.copied(f, from, last)
		}
	}
	return nil
}

// behindSemicolon: the clause before word i of sentence k, behind a semicolon, tells what is taken up.
func (r *reading) behindSemicolon(k, i int) bool {
	t := r.d.Sentences[k].Tree
	for w := range i {
		if t.Word(w).Form == ";" {
			return true
		}
	}
	return false
}

// copied gives fact f with relation and object of those that word last evoked.
func (r *reading) copied(f relation.Fact, from []relation.Fact, last int) []relation.Fact {
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
