package mention

import (
	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
	"maps"
	"slices"
)

// salient is something that later words may refer to.
type salient struct {
	sentence, word int
	entity, typ    string
	subject        bool
}

const (
	pronounReach  = 1 // sentences back that a pronoun reaches
	nominalReach  = 4 // sentences back that a definite noun reaches
	maxCandidates = 64
)

// Resolve finds, in the order of the text, what pronouns and definite nouns
// refer to (rules after Hobbs 1978 and Lappin & Leass 1994: recency, grammatical
// role, agreement). Where two candidates are as good as each other, or none
// fits, nothing is resolved: a wrong antecedent is a wrong edge.
// speaker tells who speaks in a sentence's quotation, "" if unknown.
func (d *Document) Resolve(speaker func(sentence int) string) {
	d.last = d.last[:0]
	for k, s := range d.Sentences {
		clear(s.anaph)
		for i := 0; i < s.Tree.Len(); i++ {
			d.refer(s, k, i, speaker)
			d.remember(s, k, i)
		}
	}
}

func (d *Document) remember(s *Sentence, k, i int) {
	var m Mention
	if x, ok := s.byHead[i]; ok {
		m = d.actor(s.Mentions[x])
		if m.Kind == Adjective {
			return
		}
	} else if x := s.anaph[i]; len(x) == 1 {
		m = x[0]
	} else if ms := d.nominal(s, i, 0); len(ms) == 1 && syntax.Pos(s.Tree, i) == "NOUN" {
		m = ms[0]
	} else {
		return
	}
	if !d.inPlace(s, i) {
		m = d.state(m) // "relations with Tehran": what follows may speak of Iran
	}
	d.last = append(d.last, salient{sentence: k, word: i, entity: m.Entity, typ: m.Type, subject: syntax.Base(s.Tree, i) == "nsubj"})
	if len(d.last) > maxCandidates {
		d.last = d.last[len(d.last)-maxCandidates:]
	}
}

// inPlace: the word stands behind a preposition of place.
func (d *Document) inPlace(s *Sentence, i int) bool {
	p := syntax.Preposition(s.Tree, i)
	return p != "" && d.lex.locative.has(p)
}

// refer resolves word i, if it is a pronoun or a definite noun that refers back.
func (d *Document) refer(s *Sentence, k, i int, speaker func(int) string) {
	t := s.Tree
	if s.cover[i] >= 0 {
		return
	}
	pos := syntax.Pos(t, i)
	if pos == "PROPN" && !capital(t.Word(i).Form) {
		pos = "NOUN"
	}
	switch {
	case pos == "PRON" || pos == "DET" || pos == "ADJ":
		p, ok := d.lex.Pronouns[syntax.Form(t, i)]
		if !ok {
			return
		}
		if p.Person == 1 {
			d.firstPerson(s, i, p, speaker(k))
			return
		}
		if c, ok := d.sayer(s, i, p.Type, p.Gender); ok {
			d.set(s, i, c, Pronoun)
		} else if c, ok := d.antecedent(s, k, i, p.Type, p.Gender, pronounReach); ok {
			d.set(s, i, c, Pronoun)
		}
	case pos == "NOUN":
		types := d.lex.Anaphors[syntax.Lemma(t, i)]
		if types == nil {
			types = d.lex.Anaphors[syntax.Form(t, i)]
		}
		if types == nil && d.lex.organ.at(t, i) {
			types = []string{gazetteer.Country} // "l’armée", "the police"
		}
		if types == nil && d.lex.members.at(t, i) && t.Word(i).Feats.Number().String() == "Plur" {
			types = []string{gazetteer.PoliticalGroup, gazetteer.ThreatActor} // "the militants"
		} else if t.Word(i).Feats.Number().String() == "Plur" {
			return
		}
		if types == nil || !d.bare(s, i) {
			return
		}
		if c, ok := d.described(s, k, i, types); ok {
			d.set(s, i, c, Nominal)
		}
	}
}

// sayer: in "Moscow said it …" the pronoun is who says so, if it can be.
func (d *Document) sayer(s *Sentence, i int, types []string, gender string) (salient, bool) {
	t := s.Tree
	v := t.Word(i).Head
	if v < 0 || syntax.Base(t, i) != "nsubj" || syntax.Base(t, v) != "ccomp" {
		return salient{}, false
	}
	h := t.Word(v).Head
	if h < 0 || h > i || !syntax.Verbal(t, h) {
		return salient{}, false
	}
	w := syntax.Own(t, h)
	if w < 0 || w > i {
		return salient{}, false
	}
	ms := d.refs(s, w, 0)
	if len(ms) != 1 {
		return salient{}, false
	}
	m := d.state(ms[0])
	c := salient{entity: m.Entity, typ: m.Type}
	return c, d.fits(c, types, gender)
}

func (d *Document) set(s *Sentence, i int, c salient, kind Kind) {
	w := s.Tree.Word(i)
	s.anaph[i] = []Mention{{First: i, Last: i + 1, Head: i, Kind: kind, Entity: c.entity, Type: c.typ, Span: graph.Span{Start: w.Start, End: w.End}}}
}

// firstPerson: "I" is the speaker; "we" and "our" are those the speaker speaks for.
func (d *Document) firstPerson(s *Sentence, i int, p pronoun, speaker string) {
	if speaker == "" {
		return
	}
	if p.Plural {
		if a := d.Affiliation(speaker); a != "" {
			speaker = a
		} else if d.types[speaker] == gazetteer.Person {
			return
		}
	}
	d.set(s, i, salient{entity: speaker, typ: d.types[speaker]}, Pronoun)
}

// bare: a definite noun that nothing further qualifies.
func (d *Document) bare(s *Sentence, i int) bool {
	t := s.Tree
	if !d.definite(s, i) {
		return false
	}
	if len(d.beside(s, i)) > 0 {
		return false
	}
	for _, c := range t.Children(i) {
		if s.skip[c] {
			continue // a date hangs on it: "das Land am Mittwoch"
		}
		switch syntax.Base(t, c) {
		case "nmod":
			// "accused the bloc of blackmail": it is of the accusing
			h := t.Word(i).Head
			if syntax.Base(t, i) == "obj" && h >= 0 && syntax.ObjectControl(syntax.Lemma(t, h)) && oneOf(syntax.Preposition(t, c), "of", "for", "de", "pour") {
				continue
			}
			if syntax.Base(t, i) == "obj" && oneOf(syntax.Preposition(t, c), "with", "avec", "mit") {
				continue // "threatened the island with sanctions"
			}
			return false
		case "compound":
			if !d.lex.portfolio.at(t, c) { // "the foreign ministry"
				return false
			}
		case "acl", "appos", "flat", "nummod":
			return false
		case "amod":
			if m, ok := s.At(c); ok && m.Kind == Adjective || d.lex.contrast.at(t, c) && !(d.lex.organ.at(t, i) && d.lex.portfolio.at(t, c)) {
				return false
			}
		}
	}
	return true
}

// antecedent chooses among what was mentioned before: the nearest sentence,
// in it subjects before others, then the nearest. Things that act in the same
// clause as the pronoun cannot be meant by it.
func (d *Document) antecedent(s *Sentence, k, i int, types []string, gender string, reach int) (salient, bool) {
	best, score := salient{}, -1
	tie := false
	for _, c := range d.last {
		if k-c.sentence > reach || !d.fits(c, types, gender) {
			continue
		}
		if c.sentence == k && (d.coArgument(s, c.word, i) || d.ownSubject(s, c.entity, i)) {
			continue
		}
		v := 100 - 40*(k-c.sentence)
		if c.subject {
			v += 30
		}
		switch {
		case c.entity == best.entity:
			if v > score {
				best, score = c, v
			}
		case v > score:
			best, score, tie = c, v, false
		case v == score:
			tie = true
			best = c // the nearer of the two, should nothing better come
		}
	}
	if score < 0 || tie && gender == "" && len(types) > 3 {
		return salient{}, false
	}
	return best, true
}

func (d *Document) fits(c salient, types []string, gender string) bool {
	ok := false
	for _, t := range types {
		// states and organs are organizations too, but "the group" is none of them
		ok = ok || c.typ == t || t != "Organization" && d.know.Ontology.IsA(c.typ, t)
	}
	if !ok || gender == "" || c.typ != gazetteer.Person {
		return ok
	}
	g := d.genderOf(c.entity)
	return g == "" || g == gender
}

// genderOf is "m", "f" or "" for a person.
func (d *Document) genderOf(id string) string {
	e := d.entities[id]
	if e == nil || len(e.Labels) == 0 {
		return ""
	}
	return d.know.genderOfName(e.Labels[0].Text)
}

// coArgument: both hang on the same verb, and the pronoun is not a possessive:
// "Iran attacked it" is not about Iran.
func (d *Document) coArgument(s *Sentence, word, i int) bool {
	t := s.Tree
	if syntax.Genitive(t, i) || syntax.Base(t, i) == "det" {
		return false
	}
	return t.Word(word).Head == t.Word(i).Head
}

// ownSubject: the entity is the subject, be it shared, of the verb whose object
// the pronoun is: in "Albania cut ties with Iran, accusing it" it is not Albania.
func (d *Document) ownSubject(s *Sentence, entity string, i int) bool {
	t := s.Tree
	v := t.Word(i).Head
	if v < 0 || syntax.Base(t, i) != "obj" && syntax.Base(t, i) != "iobj" && syntax.Base(t, i) != "obl" {
		return false
	}
	w := syntax.Surface(t, v)
	if w < 0 {
		return false
	}
	for _, m := range d.refs(s, w, 0) {
		if m.Entity == entity || d.state(m).Entity == entity {
			return true
		}
	}
	return false
}

// described resolves a definite noun: first to what the article introduced by
// that very noun ("the Mai-Mai militia … the militia"); organs of the state to
// the state of which the article speaks most; the rest by salience.
func (d *Document) described(s *Sentence, k, i int, types []string) (salient, bool) {
	noun := syntax.Lemma(s.Tree, i)
	if id := d.byNoun[noun]; id != "" && d.entities[id] != nil && d.seen(id) {
		return salient{entity: id, typ: d.types[id]}, true
	}
	if d.lex.organ.has(noun) {
		if id := d.protagonist(); id != "" {
			return salient{entity: id, typ: gazetteer.Country}, true
		}
	}
	c, ok := d.antecedent(s, k, i, types, "", nominalReach)
	if ok && d.know.Gazetteer.Entry(c.entity) != nil && c.typ == gazetteer.Place {
		return salient{}, false // "the village" is no capital
	}
	return c, ok
}

// seen: the entity was mentioned before.
func (d *Document) seen(id string) bool {
	for _, c := range d.last {
		if c.entity == id {
			return true
		}
	}
	return false
}

// protagonist is the state that the article speaks of clearly more than of any
// other; "" if there is none. Subjects and the headline count double.
func (d *Document) protagonist() string {
	if d.main != nil {
		return *d.main
	}
	points := map[string]int{}
	for k, s := range d.Sentences {
		for _, m := range s.Mentions {
			m = d.state(m)
			if m.Type != gazetteer.Country {
				continue
			}
			n := 1
			if k == 0 {
				n++
			}
			if d.subjectOrItsState(s, m) {
				n++
			}
			points[m.Entity] += n
		}
	}
	best, first, second := "", 0, 0
	for _, id := range slices.Sorted(maps.Keys(points)) {
		switch n := points[id]; {
		case n > first:
			best, first, second = id, n, first
		case n > second:
			second = n
		}
	}
	if first*2 < second*3 { // less than half as much again as the next
		best = ""
	}
	d.main = &best
	return best
}
