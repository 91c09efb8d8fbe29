package mention

import (
	"cmp"
	"slices"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Whose state an office is of that stands without one: where its holder receives somebody, where he is posted, where the report was written.

// concernedHolder: "L’intéressé, X, …" holds the office of the state of which the sentence before spoke last without a name.
func (d *Document) concernedHolder(k int, m Mention) (Office, bool) {
	s := d.Sentences[k]
	if k == 0 || m.First < 2 || syntax.Form(s.Tree, m.First-1) != "," || d.lex.latter[d.withThis(s, m.First-2)] == "" {
		return Office{}, false
	}
	before := d.Sentences[k-1]
	for w := before.Tree.Len() - 1; w >= 0; w-- {
		r := before.role[w]
		if !before.office(w) || before.Tree.Word(w).Feats.Number().String() == "Plur" && !before.inRole[w] {
			continue
		}
		if r.Kind != "minister" && r.Kind != "head_of_government" {
			return Office{}, false
		}
		body, ok := d.Body(k, BareTitle{Person: m, Title: r.Lemma, Kind: r.Kind, Word: m.First - 2, types: []string{gazetteer.Country}})
		return Office{Person: m, Body: body, Title: r.Lemma, Word: m.First - 2}, ok
	}
	return Office{}, false
}

// counterpartHost: "reçu à Astana par son homologue X": whoever receives his counterpart at a place is of its state.
func (d *Document) counterpartHost(s *Sentence, m Mention) (Office, bool) {
	w := m.First - 1
	if w > 0 && syntax.Form(s.Tree, w) == "," {
		w--
	}
	if w < 0 || !d.lex.Counterpart.at(s.Tree, w) || len(d.qualifiers(s, w, 1)) > 1 {
		return Office{}, false
	}
	id := cmp.Or(d.hostAt(s, m), d.inWhere(s, m.Head))
	return Office{Person: m, Body: Mention{Entity: id, Type: gazetteer.Country, Kind: Nominal}, Title: syntax.Lemma(s.Tree, w), Word: w}, id != ""
}

// postedAbroad: "l’ambassadrice à Douchanbé, X, …" is of the state of which the article tells, where that is another one.
func (d *Document) postedAbroad(k int, m Mention) (Office, bool) {
	s := d.Sentences[k]
	t := s.Tree
	i := m.First - 1
	if i > 0 && t.Word(i).Form == "," {
		i--
	}
	at, ok := s.At(i)
	if !ok || at.Kind != Name || at.Type != gazetteer.Place && at.Type != gazetteer.Country || at.First < 2 || !d.lex.Locative.has(syntax.Form(t, at.First-1)) {
		return Office{}, false
	}
	w := at.First - 2
	if !s.office(w) || s.role[w].Kind != "ambassador" || d.possessedTitle(s, w) {
		return Office{}, false
	}
	id := d.Setting()
	if there := d.StateWith(at); id == "" || there == "" || there == id {
		return Office{}, false
	}
	return Office{Person: m, Body: Mention{Entity: id, Type: gazetteer.Country, Kind: Nominal}, Title: s.role[w].Lemma, Word: w}, true
}

// calledIn is the state of the ambassador whom another state has summoned, sent away or received: the article's own.
func (d *Document) calledIn(s *Sentence, p officePhrase) (candidate, bool) {
	t := s.Tree
	if syntax.Base(t, p.word) != "obj" || p.noun >= 0 {
		return candidate{}, false
	}
	w := syntax.Own(t, t.Word(p.word).Head)
	id := d.Setting()
	if w < 0 || id == "" {
		return candidate{}, false
	}
	ms := d.refs(s, w, 0)
	if len(ms) != 1 {
		return candidate{}, false
	}
	host := d.state(ms[0])
	return candidate{entity: id, typ: gazetteer.Country}, host.Type == gazetteer.Country && host.Entity != id
}

// hostAt is the state of the place where the person receives somebody: "reçu à Vilnius par la présidente X"; "" for none.
func (d *Document) hostAt(s *Sentence, person Mention) string {
	t := s.Tree
	i := person.Head
	for n := 0; n < 4 && t.Word(i).Head >= 0 && oneOf(syntax.Base(t, i), "appos", "flat", "compound"); n++ {
		i = t.Word(i).Head
	}
	v := t.Word(i).Head
	if v < 0 || !d.lex.Hosting.at(t, v) || !syntax.Verbal(t, v) || t.Negated(v) {
		return ""
	}
	agent := syntax.Passive(t, v) && oneOf(syntax.Preposition(t, i), "par", "by", "von", "vom")
	if !agent && (syntax.Base(t, i) != "nsubj" || syntax.Passive(t, v)) {
		return ""
	}
	for _, c := range t.Children(v) {
		if m, ok := s.At(c); ok && m.Type == gazetteer.Place && d.inPlace(s, c) {
			return d.StateWith(m)
		}
	}
	return ""
}

// atHome is the state of the dateline, if the text tells of it and the paragraph up to sentence k of no other; "" for none.
func (d *Document) atHome(k int, b BareTitle, not map[string]bool) string {
	id := d.datelined()
	if id == "" || not[id] || b.Kind == "military" || b.Kind == "police" || !d.nation(id) {
		return ""
	}
	for j := k; j >= 0; j-- {
		for _, m := range d.Sentences[j].Mentions {
			m = d.state(m)
			if in := cmp.Or(d.StateWith(m), d.domestic(m), d.Affiliation(m.Entity)); in != "" && in != id && d.typeOfEntity(in) == gazetteer.Country {
				return ""
			}
		}
		if d.Sentences[j].opens {
			break
		}
	}
	return id
}

// nation: the text names the state, be it by an adjective. A province has ministers, too, where only its towns are named.
func (d *Document) nation(id string) bool {
	for k, s := range d.Sentences {
		if k > 0 && s.endsInDash() {
			continue
		}
		if slices.ContainsFunc(s.Mentions, func(m Mention) bool { return m.Entity == id }) {
			return true
		}
	}
	return false
}

// adjectiveState is the state whose adjective stands from word first to last; "" for none.
func (s *Sentence) adjectiveState(first, last int) string {
	for i := first; i < last; i++ {
		if m, ok := s.At(i); ok && m.Kind == Adjective && m.Type == gazetteer.Country {
			return m.Entity
		}
	}
	return ""
}

// stateBefore is the state of an office to which the one at word p is in apposition: "l'émissaire togolais, l'ancien
// premier ministre X"; "" for none.
func (d *Document) stateBefore(s *Sentence, p int) string {
	for p > 0 && (s.inRole[p] || s.cover[p] < 0 && oneOf(syntax.Pos(s.Tree, p), "DET", "ADJ")) {
		p--
	}
	m, ok := s.At(p - 1)
	if !ok || p < 2 || syntax.Form(s.Tree, p) != "," || m.Kind != Adjective || m.Type != gazetteer.Country || m.First < 1 || !d.official(s, m.First-1) && s.roleAt[m.First-1] == nil {
		return ""
	}
	return m.Entity
}
