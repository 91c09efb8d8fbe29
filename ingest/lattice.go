package ingest

import (
	"kg/graph"
	"kg/ingest/mention"
	"kg/ingest/relation"
	"kg/ingest/relation/pattern"
	"kg/ingest/syntax"
)

// titles applies the token patterns: offices, appositions, headlines. They are
// applied twice: before pronouns are resolved, since "the minister" is known
// by them, and after, since "its director, X" needs that.
func (r *reading) titles(k int, resolved bool) {
	s := r.d.Sentences[k]
	toks, ms, names := r.lattice(s, resolved)
	for _, m := range r.matches(k, toks, ms) {
		sm, om := names[m.Subject], names[m.Object]
		if resolved && sm.Kind != mention.Pronoun && om.Kind != mention.Pronoun && sm.Kind != mention.Nominal && om.Kind != mention.Nominal {
			continue
		}
		sr, or, ok := relation.Fit(r.p.ontology, m.Relation, r.ref(r.d.Actor(sm)), r.ref(r.d.Actor(om)))
		if !ok {
			continue
		}
		trigger := cueHead(s, m)
		f := relation.Fact{Rule: m.Rule, Relation: m.Relation, Subject: sr, Object: or, Trigger: trigger, Qualifiers: m.Qualifiers}
		if r.misplacedOffice(k, f) {
			continue
		}
		if !static[m.Relation] {
			f.Assertion = r.lang.Assert(s.Tree, trigger)
		}
		r.facts[k] = append(r.facts[k], f)
		if m.Relation == "official_of" {
			r.d.AddOffice(sr.Entity, or.Entity, qualifier(m.Qualifiers, "title"))
		}
	}
}

// cueHead is the word that governs the cue from its first word up. The verb of
// the statement itself must not count as what holds it: "hat die Beziehungen
// abgebrochen" says that they are broken off, not that they did not come about.
func cueHead(s *mention.Sentence, m pattern.Match) int {
	w := s.WordOf(m.CueFirst)
	for w >= 0 {
		h := s.Tree.Word(w).Head
		if h < 0 {
			break
		}
		if tok := s.Tree.Word(h).Token; tok < m.CueFirst || tok >= m.CueLast {
			break
		}
		w = h
	}
	return w
}

// static relations hold whatever the clause says: "Edi Rama, the prime
// minister, may resign" still says that he is the prime minister.
var static = map[string]bool{"official_of": true, "located_in": true, "part_of": true, "member_of": true, "allied_with": true}

func qualifier(qs []graph.Qualifier, key string) string {
	for _, q := range qs {
		if q.Key == key {
			return q.Value
		}
	}
	return ""
}

// lattice gives a sentence in the form that the token patterns read, and the
// mentions in the order in which the patterns count them.
func (r *reading) lattice(s *mention.Sentence, resolved bool) ([]pattern.Token, []pattern.Mention, []mention.Mention) {
	toks := make([]pattern.Token, len(s.Tokens))
	for i, t := range s.Tokens {
		toks[i] = pattern.Token{Text: t.Text, Classes: s.Classes(i)}
		if w := s.WordOf(i); w >= 0 {
			toks[i].Lemma, toks[i].UPOS = syntax.Lemma(s.Tree, w), syntax.Pos(s.Tree, w)
		}
	}
	var ms []pattern.Mention
	var names []mention.Mention
	add := func(m mention.Mention) {
		first, last := s.Tree.Word(m.First).Token, s.Tree.Word(m.Last-1).Token+1
		ms = append(ms, pattern.Mention{First: first, Last: last, Type: m.Type, Form: string(m.Kind)})
		names = append(names, m)
		if alt := r.ref(m).Alt; alt != nil {
			ms = append(ms, pattern.Mention{First: first, Last: last, Type: alt.Type, Form: string(m.Kind)})
			names = append(names, m)
		}
	}
	for _, m := range s.Mentions {
		add(m)
	}
	if resolved {
		for i := 0; i < s.Tree.Len(); i++ {
			if m := s.Anaphors(i); len(m) == 1 {
				add(m[0])
			}
		}
	}
	return toks, ms, names
}
