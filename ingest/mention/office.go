package mention

import (
	"slices"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Office is an office beside the name of its holder, and whose office it is.
type Office struct {
	Person, Body Mention
	Title        string // lemma of the word for the office
	Word         int
}

// held are the kinds of role by which one acts for a body; a lawyer, an expert
// or a candidate does not.
var held = map[string]bool{"head_of_state": true, "head_of_government": true, "deputy_head_of_state": true, "minister": true,
	"spokesperson": true, "ambassador": true, "head_of_organization": true, "company_head": true, "company_officer": true,
	"founder": true, "owner": true, "party_leader": true, "leader": true, "official": true, "governor": true, "mayor": true,
	"military": true, "prosecutor": true, "parliament_head": true, "police": true, "diplomat": true, "editor": true,
	"former_head_of_state": true, "former_head_of_government": true, "former_minister": true}

// Offices finds the offices in a sentence whose body is known by reference
// only: "its chief executive, X", "le chef du mouvement, X". Call it after Resolve.
func (d *Document) Offices(s *Sentence) []Office {
	var out []Office
	for _, m := range s.Mentions {
		if m.Type != gazetteer.Person || m.Kind != Name {
			continue
		}
		if o, ok := d.succession(s, m); ok {
			out = append(out, o)
			continue
		}
		w := d.officeBefore(s, m.First)
		if w < 0 {
			w = d.officeOfHolder(s, m)
		}
		if w < 0 {
			if o, ok := d.namedByState(s, m); ok && !d.holds(m.Entity, o.Body.Entity) {
				out = append(out, o)
			}
			continue
		}
		owners := d.ownersOf(s, w, m.Entity)
		if o := d.officeBeforeRank(s, m.First); len(owners) == 0 && o >= 0 {
			w, owners = o, d.ownersOf(s, o, m.Entity)
		}
		for _, b := range owners {
			b = d.seatedIn(s, w, b)
			if b.Type != gazetteer.Person && !d.holds(m.Entity, b.Entity) {
				out = append(out, Office{Person: m, Body: b, Title: s.role[w].Lemma, Word: w})
				for _, x := range d.joinedPersons(s, w, m) { // "two leaders of the alliance, X and Y"
					if d.Lang == "en" && !d.holds(x.Entity, b.Entity) {
						out = append(out, Office{Person: x, Body: b, Title: s.role[w].Lemma, Word: w})
					}
				}
				break
			}
		}
	}
	return out
}

// seatedIn reads the capital beside an office that only states have as the state:
// "der Regierungssprecher in Libreville".
func (d *Document) seatedIn(s *Sentence, w int, b Mention) Mention {
	e := d.know.Gazetteer.Entry(b.Entity)
	if e == nil || e.CapitalOf == "" || s.role[w] == nil || !slices.Contains(d.bodyTypes(s, w, s.role[w]), gazetteer.Country) {
		return b
	}
	b.Entity, b.Type = e.CapitalOf, gazetteer.Country
	return b
}

// ownersOf is whose office word w is: what qualifies the word, or the words of the
// office before it, else what a possessive before them refers to.
func (d *Document) ownersOf(s *Sentence, w int, holder string) []Mention {
	if ms := d.qualifiers(s, w, 1); len(ms) > 0 && ms[0].Entity != holder {
		return d.ledBy(s, w, ms)
	}
	i := w - 1
	for ; i >= 0 && i > w-5 && s.cover[i] < 0; i-- {
		if s.inRole[i] && s.role[i] == nil {
			if ms := d.qualifiers(s, i, 1); len(ms) > 0 && ms[0].Entity != holder {
				return ms
			}
			continue
		}
		if p := syntax.Pos(s.Tree, i); p != "ADJ" && p != "NOUN" {
			break
		}
	}
	if i >= 0 {
		if p := syntax.Pos(s.Tree, i); p == "DET" || p == "PRON" {
			return d.ledBy(s, w, s.anaph[i])
		}
	}
	return nil
}

// forState are kinds of office that those who help a head of state or of
// government hold for the state: "Trump's national security adviser".
var forState = map[string]bool{"spokesperson": true, "minister": true, "official": true, "deputy_head_of_state": true, "ambassador": true, "diplomat": true, "military": true}

// ledBy reads "his spokesman" as that of the body that he leads, and what helps
// the head of a state as that of the state.
func (d *Document) ledBy(s *Sentence, w int, of []Mention) []Mention {
	if len(of) != 1 || of[0].Type != gazetteer.Person || s.role[w] == nil {
		return of
	}
	id := ""
	if s.role[w].Kind == "spokesperson" {
		id = d.Affiliation(of[0].Entity)
	}
	if id == "" && forState[s.role[w].Kind] && d.rules(of[0].Entity) {
		id = d.home(of[0].Entity)
	}
	if id != "" {
		return []Mention{{Entity: id, Type: d.typeOfEntity(id), Span: of[0].Span}}
	}
	return of
}

// rules: the person is the head of a state or government, as far as the article
// or the gazetteer tells.
func (d *Document) rules(person string) bool {
	for _, o := range d.offices[person] {
		if oneOf(o.kind, "head_of_state", "head_of_government") {
			return true
		}
	}
	return len(d.offices[person]) == 0 && d.know.Gazetteer.Entry(person) != nil
}

// succession: "son prédécesseur, X": who goes before or comes after a person in
// an office held it, too.
func (d *Document) succession(s *Sentence, m Mention) (Office, bool) {
	t := s.Tree
	for i, n := m.First-1, 0; i > 0 && n < 6; i, n = i-1, n+1 {
		if p := syntax.Pos(t, i); p == "VERB" || p == "AUX" || s.cover[i] >= 0 && p == "PROPN" {
			break
		}
		if !d.lex.Successor.at(t, i) {
			continue
		}
		for _, b := range d.qualifiers(s, i, 1) {
			for _, o := range d.offices[b.Entity] {
				if b.Type != gazetteer.Person || o.body == "" || b.Entity == m.Entity || d.holds(m.Entity, o.body) {
					continue
				}
				typ := d.types[o.body]
				if e := d.know.Gazetteer.Entry(o.body); e != nil {
					typ = e.Type
				}
				return Office{Person: m, Body: Mention{Entity: o.body, Type: typ, Span: b.Span}, Title: syntax.Lemma(t, i), Word: i}, true
			}
		}
		break
	}
	return Office{}, false
}

// officeOfHolder is the word for an office in an apposition behind the name that
// is another person's: "X, President Trump's national security adviser"; -1 if
// there is none.
func (d *Document) officeOfHolder(s *Sentence, m Mention) int {
	t := s.Tree
	if m.Last >= t.Len() || syntax.Form(t, m.Last) != "," {
		return -1
	}
	for i := m.Last + 1; i < t.Len() && i < m.Last+12; i++ {
		switch p := syntax.Pos(t, i); {
		case p == "PUNCT" && syntax.Form(t, i) != "-", p == "VERB", p == "AUX", p == "SCONJ", p == "CCONJ":
			return -1
		case s.office(i) && forState[s.role[i].Kind]:
			if d.namedBehind(s, i) {
				continue // "a critic of General X"
			}
			if q := d.qualifiers(s, i, 1); len(q) == 1 && q[0].Type == gazetteer.Person && q[0].Entity != m.Entity {
				return i
			}
		}
	}
	return -1
}

func (d *Document) holds(person, body string) bool {
	for _, o := range d.offices[person] {
		if o.body == body {
			return true
		}
	}
	return false
}

// officeBefore is the word for an office right before word first, or before a
// comma and behind it nothing but its complement; -1 if there is none.
func (d *Document) officeBefore(s *Sentence, first int) int {
	t := s.Tree
	is := s.office
	p := first - 1
	if p > 1 && s.cover[p] < 0 && !is(p) && d.title(s, p) && syntax.Form(t, p-1) == "," {
		p-- // "ihr Anführer, Mullah X"
	}
	if p < 0 || syntax.Form(t, p) != "," {
		if is(p) {
			return p
		}
		return -1
	}
	for i := p - 1; i >= 0 && i > p-8; i-- {
		switch syntax.Pos(t, i) {
		case "VERB", "AUX", "PUNCT", "CCONJ", "SCONJ":
			return -1
		}
		if is(i) {
			return i
		}
	}
	return -1
}

// officeBeforeRank is the office before a comma, an article and a rank: "son chef, le général X"; -1 if there is none.
func (d *Document) officeBeforeRank(s *Sentence, first int) int {
	p := first - 1
	if p < 3 || s.cover[p] >= 0 || !d.title(s, p) && !(d.Lang == "en" && d.lex.Trades.at(s.Tree, p)) || syntax.Pos(s.Tree, p-1) != "DET" || syntax.Form(s.Tree, p-2) != "," {
		return -1
	}
	return d.officeBefore(s, p-1)
}
