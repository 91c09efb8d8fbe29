package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
	"kg/ingest/text"
)

// Whose "its chairman" is, right behind what a body did or said.

// ledOrgan: the head of what acts for a state, right behind what that did, is the state's: "La délégation
// éthiopienne a quitté la table. Son chef, X, …", "L'état-major s'en est défendu. Son chef, le général X, …".
func (d *Document) ledOrgan(s *Sentence, k, i int, not map[string]bool) (candidate, bool) {
	n := s.Tree.Word(i).Head
	if k == 0 || n < 0 || s.roleAt[n] == nil || d.pronounOf(s, i).Plural || len(d.last) > 0 && d.last[len(d.last)-1].sentence == k || !heads[s.roleAt[n].Kind] && s.roleAt[n].Kind != "military" && s.roleAt[n].Kind != "official" {
		return candidate{}, false
	}
	for _, c := range slices.Backward(d.last) {
		if c.sentence != k-1 {
			break
		}
		if c.weight != asSubject {
			if c.typ != gazetteer.Country && !strings.HasPrefix(c.entity, nobody) && d.know.Ontology.IsA(c.typ, "Organization") {
				break // "La police y voit la main du gang X. Son chef, …"
			}
			continue
		}
		t := d.Sentences[k-1].Tree
		organ := c.noun && c.typ == gazetteer.Country && !c.plural && (d.lex.Organ.at(t, c.word) || d.lex.Teams.at(t, c.word))
		return candidate{entity: c.entity, typ: c.typ, at: c}, organ && !not[c.entity]
	}
	return candidate{}, false
}

// subjectsOffice: "Sa présidente, X, …" at the beginning of a sentence is of the body, no state, that was the only subject of
// the one before, whatever else that spoke of.
func (d *Document) subjectsOffice(s *Sentence, k, i int, types []string, not map[string]bool) (candidate, bool) {
	n := s.Tree.Word(i).Head
	if k == 0 || i != 0 || n < 0 || len(types) == 0 || s.roleAt[n] == nil || !held[s.roleAt[n].Kind] || s.opens {
		return candidate{}, false
	}
	var found candidate
	for _, c := range d.last {
		if c.sentence != k-1 || c.weight != asSubject || c.entity == found.entity {
			continue
		}
		if found.entity != "" || strings.HasPrefix(c.entity, nobody) || c.typ == gazetteer.Country || c.typ == gazetteer.Person || c.typ == gazetteer.ThreatActor || not[c.entity] || d.number && !d.inNumber(c) || !d.ofType(c, types) {
			return candidate{}, false
		}
		found = candidate{entity: c.entity, typ: c.typ, at: c}
	}
	return found, found.entity != ""
}

// partysMinister: right behind what a party did "its minister" is one of its members, and of no state that it spoke of.
func (d *Document) partysMinister(s *Sentence, k, i int) bool {
	n := s.Tree.Word(i).Head
	if k == 0 || n < 0 || s.roleAt[n] == nil || s.roleAt[n].Kind != "minister" {
		return false
	}
	for _, c := range slices.Backward(d.last) {
		if c.sentence < k-1 {
			break
		}
		if c.sentence == k-1 && c.weight == asSubject {
			return c.typ == gazetteer.PoliticalGroup
		}
	}
	return false
}

// speakersOffice: of a quotation right behind what a firm or body said, "said its founder"
// speaks of that firm, whomever it spoke of, unless the words answer.
func (d *Document) speakersOffice(s *Sentence, k, i int, types []string, not map[string]bool) (candidate, bool) {
	t := s.Tree
	n := t.Word(i).Head
	if k == 0 || d.speaker == nil || n < 0 || s.roleAt[n] == nil || !held[s.roleAt[n].Kind] || !slices.ContainsFunc(s.Tokens[:t.Word(i).Token], func(x text.Token) bool { return isQuote(x.Text) }) {
		return candidate{}, false
	}
	if v := t.Word(n).Head; v < 0 || !syntax.Verbal(t, v) || d.lex.Answers.has(syntax.Lemma(t, v)) {
		return candidate{}, false
	}
	c := candidate{entity: d.speaker(k - 1)}
	c.typ = d.typeOfEntity(c.entity)
	if c.entity == "" || not[c.entity] || c.typ == gazetteer.Person || c.typ == gazetteer.Country || !d.know.Ontology.IsA(c.typ, "Organization") {
		return candidate{}, false
	}
	return c, d.ofType(salient{entity: c.entity, typ: c.typ}, types)
}
