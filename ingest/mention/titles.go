package mention

import (
	"maps"
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// BareTitle is a person whom a sentence introduces by an office without naming
// the body: "Prime Minister X said", "Geschäftsführerin Y".
type BareTitle struct {
	Person Mention
	Title  string // lemma of the word for the office
	Kind   string // of the office, as the gazetteer has it
	Word   int    // the last word of the title
	types  []string
}

// BareTitles finds the persons of a sentence that have an office right before
// their name and none recorded.
func (d *Document) BareTitles(s *Sentence) []BareTitle {
	var out []BareTitle
	for _, m := range s.Mentions {
		p := m.First - 1
		if m.Type != gazetteer.Person || m.Kind != Name || p < 0 || d.Affiliation(m.Entity) != "" {
			continue
		}
		if syntax.Form(s.Tree, p) == "," && p > 0 {
			p--
		}
		p = d.beforePortfolio(s, d.beforeAddress(s, p))
		r := s.role[p]
		if d.Lang == "fr" && (p > 1 && syntax.Form(s.Tree, p-2) == "dont" || p > 0 && syntax.Form(s.Tree, p-1) == "dont") {
			continue // "des responsables géorgiens, dont le ministre X": of the state of those
		}
		if r == nil || s.cover[p] >= 0 || d.possessedTitle(s, p) {
			continue
		}
		if first, _, ok := strings.Cut(s.Tree.Word(p).Form, "-"); ok && d.Lang == "de" && acronym(first) {
			continue // "NRW-Justizminister X": of a body that no list has
		}
		types := d.bodyTypes(s, p, r)
		if types == nil && d.HomeOf(BareTitle{Title: r.Lemma}) != "" {
			types = []string{gazetteer.Country}
		}
		if types != nil {
			out = append(out, BareTitle{Person: m, Title: r.Lemma, Kind: r.Kind, Word: p, types: types})
		}
	}
	return out
}

// beforeAddress goes from the form of address in "the emir, Sheikh X" back to the
// office before it; p if there is none.
func (d *Document) beforeAddress(s *Sentence, p int) int {
	if p < 2 || s.cover[p] >= 0 || !d.title(s, p) || syntax.Form(s.Tree, p-1) != "," || s.role[p-2] == nil || s.cover[p-2] >= 0 {
		return p
	}
	return p - 2
}

// beforePortfolio goes from the last word of "ministre chargé des Mines et de
// l’Énergie" back to the office, in French; p if there is none.
func (d *Document) beforePortfolio(s *Sentence, p int) int {
	for k := p; d.Lang == "fr" && k >= 0 && k > p-12; k-- {
		if s.role[k] != nil {
			return k
		}
		if m, ok := s.At(k); ok && m.Kind == Adjective {
			continue // "ministre ivoirien des Transports"
		}
		f := syntax.Form(s.Tree, k)
		if !d.lex.Portfolio.has(f) && !oneOf(f, "de", "d'", "d’", "des", "du", "la", "le", "les", "l'", "l’", "et", ",", "à", "chargé", "chargée", "délégué", "déléguée",
			"sortant", "sortante", "intérimaire", "élu", "élue", "provisoire", "actuel", "actuelle", "démissionnaire") {
			break
		}
	}
	return p
}

// bodies tells by the kind of a role what it can be an office of, where no
// body stands beside it.
var bodies = map[string][]string{
	"company_head":         {gazetteer.Company, gazetteer.Organization},
	"company_officer":      {gazetteer.Company, gazetteer.Organization},
	"party_leader":         {gazetteer.PoliticalGroup},
	"head_of_organization": {gazetteer.Company, gazetteer.Organization, gazetteer.InternationalOrganization, gazetteer.PoliticalGroup, gazetteer.GovernmentBody},
	"spokesperson":         {gazetteer.Company, gazetteer.Organization, gazetteer.InternationalOrganization, gazetteer.PoliticalGroup, gazetteer.GovernmentBody},
}

// bodyTypes gives the types of the body that the office at word p is of; nil if
// that cannot be told.
func (d *Document) bodyTypes(s *Sentence, p int, r *gazetteer.Role) []string {
	form := syntax.Form(s.Tree, p)
	if d.lex.StateTitle.has(strings.ToLower(r.Lemma)) {
		return []string{gazetteer.Country}
	}
	if t := d.titlePrefix(form); t != "" { // "Konzernchefin", "Regierungssprecher"
		return []string{t}
	}
	if p > 0 && d.Lang == "en" && syntax.Base(s.Tree, p-1) == "compound" && s.cover[p-1] < 0 { // "company spokesman", "army chief"
		if d.lex.Organ.at(s.Tree, p-1) {
			return []string{gazetteer.Country}
		}
		if k := d.lex.kindOf(s.Tree, p-1); k != "" {
			return []string{k}
		}
		return nil
	}
	return bodies[r.Kind]
}

// titlePrefix is the type that the first part of a German compound tells.
func (d *Document) titlePrefix(form string) string {
	if d.Lang != "de" {
		return ""
	}
	for end := len(form) - 4; end >= 4; end-- {
		first := strings.TrimRight(form[:end], "-")
		for _, w := range []string{first, strings.TrimSuffix(first, "s")} {
			if d.lex.Organ.words[w] {
				return gazetteer.Country
			}
			if k := d.lex.kinds[w]; k != "" {
				return k
			}
		}
	}
	return ""
}

// possessedTitle: a possessive stands with the title that ends at word p.
func (d *Document) possessedTitle(s *Sentence, p int) bool {
	for i := p - 1; i >= 0 && i >= p-4; i-- {
		if x, ok := d.lex.Pronouns[syntax.Form(s.Tree, i)]; ok && x.Possessive && (syntax.Pos(s.Tree, i) == "PRON" || syntax.Pos(s.Tree, i) == "DET") {
			return true
		}
		if oneOf(syntax.Form(s.Tree, i), "whose", "dont") {
			return true
		}
		if s.cover[i] >= 0 || syntax.Pos(s.Tree, i) == "PUNCT" {
			break
		}
	}
	return false
}

// Body is the body of an office that sentence k names without it: what the
// sentences before clearly speak of, if the article as a whole does, or if it
// is a state that did something in the sentence before; else the state of which
// the article speaks most.
func (d *Document) Body(k int, b BareTitle) (Mention, bool) {
	near, ok := clear1(d.candidates(k, pronounReach, b.types, "", nil))
	id := d.foremost(b.types)
	state := b.types[0] == gazetteer.Country
	switch {
	case state && d.inWhere(d.Sentences[k], b.Person.Head) != "":
		id = d.inWhere(d.Sentences[k], b.Person.Head)
	case ok && (near.entity == id || state && d.inLead(near.entity) && (id == "" || near.at.weight == asSubject && k-near.at.sentence <= 1)):
		id = near.entity
	case state && id != "":
	case state && d.homeland() != "":
		id = d.homeland()
	default:
		return Mention{}, false
	}
	if state && d.actsOn(d.Sentences[k], id, b.Person.Head) {
		return Mention{}, false // "Canada put Vice-President X on its list"
	}
	return Mention{Entity: id, Type: d.typeOfEntity(id), Kind: Nominal}, true
}

// inWhere is the state of the place that "où" stands for in the clause of word
// i: "à Asmara, où elle doit rencontrer le président X"; "" if there is none.
func (d *Document) inWhere(s *Sentence, i int) string {
	t := s.Tree
	for n := 0; d.Lang == "fr" && n < 6 && i >= 0; n, i = n+1, t.Word(i).Head {
		for _, c := range t.Children(i) {
			if p := syntax.Where(t, c); p >= 0 {
				for _, m := range d.refs(s, p, 0) {
					if m = d.state(m); m.Type == gazetteer.Country {
						return m.Entity
					}
				}
			}
		}
	}
	return ""
}

// homeland is the one state in which all places of an article lie that names no
// state: a local paper's own; "" where there are fewer than two such places.
func (d *Document) homeland() string {
	home, places := "", map[string]bool{}
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			if m.Type == gazetteer.Country && m.Kind != Adjective {
				return ""
			}
			in := d.domestic(m)
			if in == "" {
				continue
			}
			if home != "" && home != in {
				return ""
			}
			home, places[m.Entity] = in, true
		}
	}
	if len(places) < 2 {
		return ""
	}
	return home
}

// lead is how many sentences, the headline among them, tell what the text is about.
const lead = 3

// inLead reports whether the first sentences name the state, or something of it.
func (d *Document) inLead(state string) bool {
	for _, s := range d.Sentences[:min(lead, len(d.Sentences))] {
		for _, m := range s.Mentions {
			if m = d.state(m); m.Entity == state || d.domestic(m) == state {
				return true
			}
		}
	}
	return false
}

// domestic is the state of a body of state or of a place, "" for all else: what
// a foreign group or firm does is told in the news of other states.
func (d *Document) domestic(m Mention) string {
	e := d.know.Gazetteer.Entry(m.Entity)
	if e == nil || e.Type != gazetteer.GovernmentBody && e.Type != gazetteer.Place {
		return ""
	}
	return d.stateOf(e)
}

// HomeOf is the state that alone has an office of such a name, "" if several do
// and the article speaks of another ("Bundespräsident", in Germany unless it tells of Austria).
func (d *Document) HomeOf(b BareTitle) string {
	for _, first := range slices.Sorted(maps.Keys(d.lex.Home)) {
		states := d.lex.Home[first]
		if len(states) == 0 || !strings.HasPrefix(strings.ToLower(b.Title), first) {
			continue
		}
		for _, other := range states[1:] {
			if d.tellsOf(other) {
				return ""
			}
		}
		return states[0]
	}
	return ""
}

// actsOn: the state is the subject of the verb whose object the name at word i,
// or the noun that it stands beside, is.
func (d *Document) actsOn(s *Sentence, state string, i int) bool {
	t := s.Tree
	for n := 0; n < 4 && t.Word(i).Head >= 0 && oneOf(syntax.Base(t, i), "appos", "flat", "compound", "conj"); n++ {
		i = t.Word(i).Head
	}
	if b := syntax.Base(t, i); b != "obj" && b != "iobj" {
		return false
	}
	w := syntax.Own(t, t.Word(i).Head)
	return w >= 0 && slices.ContainsFunc(d.refs(s, w, 0), func(m Mention) bool { return d.state(m).Entity == state })
}
