package mention

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// maxOffice bounds how many words the complement of an office may have before the name of its holder.
const maxOffice = 8

// holderBehind: a name that begins with a first name stands right behind an office and its complement in French: "l’ancien numéro
// deux de la police fédérale Juan Raffo", "l’avocate du parti Ana Blanco". The noun before the name tells the body, not the name.
// A firm may be called so ("le patron de la société Jean Lassale"). Behind a comma the name is always the holder's: "le chef de ses services
// secrets, Kim Jae-kyu".
func (d *Document) holderBehind(s *Sentence, first, last int) bool {
	t := s.Tree
	if n := last - first; d.Lang != "fr" || n < 2 || n > 4 || !d.namelike(s, first, last) || d.ordinary(t, first, last) || d.beginsAs(t, first, last) != "" {
		return false
	}
	from := first - 1
	if first > 2 && syntax.Form(t, from) == "," {
		from--
	} else if k := d.nounBefore(s, first); k == gazetteer.Company || k == gazetteer.ThreatActor || !d.know.Gazetteer.FirstName(t.Word(first).Form) {
		return false
	}
	complement := false
	for i := from; i >= 0 && i >= from-maxOffice; i-- {
		switch syntax.Pos(t, i) {
		case "ADJ", "NOUN", "DET", "NUM", "PROPN":
		case "ADP":
			if !oneOf(syntax.Form(t, i), "de", "d'", "d’", "des", "du", "en", "à") {
				return false
			}
			complement = true
		default:
			return false
		}
		if complement && syntax.Pos(t, i) == "NOUN" && s.cover[i] < 0 && (s.role[i] != nil || d.official(s, i) || d.title(s, i)) && i > 0 && syntax.Pos(t, i-1) != "ADP" {
			return true
		}
	}
	return false
}

// holder is the person named right behind the office at word i and its complement, a body without a name of its own: "la directrice des
// services de renseignement colombiens Ana Blanco".
func (d *Document) holder(s *Sentence, i int) (Mention, bool) {
	if d.Lang != "fr" || s.roleAt[i] == nil {
		return Mention{}, false
	}
	t := s.Tree
	complement := false
	for j := i + 1; j < t.Len() && j <= i+maxOffice; j++ {
		if m, ok := s.At(j); ok && m.Kind != Adjective {
			return m, complement && m.First == j && m.Kind == Name && m.Type == gazetteer.Person && syntax.Pos(t, j-1) != "ADP" && m.Last-m.First > 1
		}
		switch syntax.Pos(t, j) {
		case "ADJ", "NOUN", "DET", "NUM":
		case "ADP":
			if !oneOf(syntax.Form(t, j), "de", "d'", "d’", "en") {
				return Mention{}, false
			}
			complement = true
		default:
			return Mention{}, false
		}
	}
	return Mention{}, false
}

// AddOffice records that a person holds or held an office, so that "the prime
// minister" can later stand for the person. The body is "" where nobody tells it.
func (d *Document) AddOffice(person, body, title string) {
	o := office{title: graph.Fold(title), body: body}
	for _, h := range d.know.Gazetteer.MatchRoles(d.Lang, strings.Fields(title)) {
		o.kind = h.Roles[0].Kind
	}
	d.offices[person] = append(d.offices[person], o)
}

// Affiliation is the body for which a person speaks, "" if the article does not say.
func (d *Document) Affiliation(person string) string {
	for _, o := range d.offices[person] {
		if o.body != "" {
			return o.body
		}
	}
	return ""
}

// officeHolder finds the one person of the article whose title the noun is.
func (d *Document) officeHolder(s *Sentence, i, depth int) (Mention, bool) {
	t := s.Tree
	if !d.definite(s, i) || d.Lang != "de" && t.Word(i).Feats.Number().String() == "Plur" || d.fresh(s, i) {
		return Mention{}, false
	}
	gender := ""
	if r := s.roleAt[i]; r != nil {
		gender = string(r.Gender)
	}
	words := []string{graph.Fold(t.Word(i).Form), graph.Fold(t.Word(i).Lemma)}
	var bodies []string
	for _, q := range d.qualifiers(s, i, max(2, depth)) {
		bodies = append(bodies, q.Entity)
	}
	found := ""
	for p, list := range d.offices {
		if g := d.genderOf(p); g != "" && gender != "" && g != gender {
			continue
		}
		for _, o := range list {
			if !d.titleFits(o, words, s.roleAt[i]) && !(len(bodies) > 0 && headOf(o, s.roleAt[i])) || len(bodies) > 0 && !oneOf(o.body, bodies...) {
				continue
			}
			if found != "" && found != p {
				return Mention{}, false
			}
			found = p
		}
	}
	if found == "" {
		return Mention{}, false
	}
	w := t.Word(i)
	return Mention{First: i, Last: i + 1, Head: i, Kind: Nominal, Entity: found, Type: gazetteer.Person, Span: graph.Span{Start: w.Start, End: w.End}}, true
}

// fresh: an adjective says that whoever holds the office is new in it: "die neuen Machthaber" are not the one who was deposed.
func (d *Document) fresh(s *Sentence, i int) bool {
	return slices.ContainsFunc(s.Tree.Children(i), func(c int) bool {
		return syntax.Base(s.Tree, c) == "amod" && d.lex.Fresh.at(s.Tree, c)
	})
}

// titleFits: the office has the noun in its title, a part of which it may be
// ("die Ministerin", for a Verteidigungsministerin), or is of its kind.
func (d *Document) titleFits(o office, words []string, r *gazetteer.Role) bool {
	if r != nil && headOfState[r.Kind] && strings.Contains(r.Lemma, " ") {
		return r.Kind == o.kind // "le chef du gouvernement" is no other "chef"
	}
	if titleHas(o.title, words) {
		return true
	}
	if r == nil {
		return false
	}
	if d.Lang == "de" && r.Compound {
		for _, w := range words {
			if len(w) > 4 && strings.HasSuffix(o.title, w) {
				return true
			}
		}
	}
	return headOfState[o.kind] && (r.Kind == o.kind || r.Kind == "leader")
}

// heads are the kinds of office of which a body that is no state has one.
var heads = map[string]bool{"head_of_organization": true, "company_head": true, "party_leader": true, "leader": true}

// headOf: the office and the noun are both for whoever leads a body: "son dirigeant" for its chairman.
func headOf(o office, r *gazetteer.Role) bool { return r != nil && heads[r.Kind] && heads[o.kind] }

// headOfState are the kinds of office of which a state has one: "the head of
// government" is the prime minister, whatever the word.
var headOfState = map[string]bool{"head_of_state": true, "head_of_government": true}

func titleHas(title string, words []string) bool {
	for _, f := range strings.Fields(title) {
		for _, w := range words {
			if f == w {
				return true
			}
		}
	}
	return false
}

// definite: the noun has a definite article, a demonstrative, or a possessor.
func (d *Document) definite(s *Sentence, i int) bool {
	t := s.Tree
	for _, c := range t.Children(i) {
		if syntax.Base(t, c) == "det" && d.lex.Definite.at(t, c) {
			return true
		}
		if c == i-1 && syntax.Pos(t, c) == "DET" && d.lex.Definite.at(t, c) {
			return true // whatever the parser calls it
		}
		if syntax.Genitive(t, c) {
			return true
		}
		// "zum", "du": the article is part of the preposition
		if syntax.Base(t, c) == "case" && d.lex.Definite.at(t, c) {
			return true
		}
	}
	return false
}
