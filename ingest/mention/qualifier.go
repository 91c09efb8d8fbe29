package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// What qualifies a noun: an adjective, a possessor, a complement.

// through looks behind "a series of", "members of".
func (d *Document) through(s *Sentence, i, depth int) []Mention {
	t := s.Tree
	var out []Mention
	for _, c := range t.Children(i) {
		if b := syntax.Base(t, c); b != "nmod" && b != "obl" && b != "appos" {
			continue
		}
		if p := syntax.Preposition(t, c); oneOf(p, "of", "de", "von", "d'", "du", "des", "unter", "among", "from", "parmi") || syntax.Genitive(t, c) || p == "" {
			for _, j := range syntax.Coordinated(t, c) {
				out = append(out, d.refs(s, j, depth+1)...)
			}
		}
	}
	return out
}

// qualifiers gives the states and groups that qualify noun i: adjective,
// possessor, compound, "of …", and the name in front of its own hyphen.
func (d *Document) qualifiers(s *Sentence, i, depth int) []Mention {
	t := s.Tree
	if m, ok := d.governsFrom(s, i); ok {
		return []Mention{m}
	}
	if k, ok := s.prefix[i]; ok && !d.postedAt(s, i, s.Mentions[k]) {
		return []Mention{d.actor(s.Mentions[k])}
	}
	var out []Mention
	for _, c := range t.Children(i) {
		switch syntax.Base(t, c) {
		case "amod", "compound", "flat", "det", "name":
			out = append(out, d.qualifier(s, c, depth)...)
			if k := d.behindFollowers(s, i, c); k >= 0 {
				out = append(out, d.qualifier(s, k, depth)...)
			}
		case "nmod", "obl", "appos":
			p := syntax.Preposition(t, c)
			if d.Lang == "fr" && s.cover[c] < 0 && d.lex.Portfolio.at(t, c) {
				out = append(out, d.qualifiers(s, c, depth+1)...) // "ministres des Affaires étrangères de X et de Y"
			}
			if p == "" || syntax.Genitive(t, c) || oneOf(p, "of", "de", "von", "d'", "du", "des", "from", "in", "'s", "’s", "for", "at", "with", "within", "bei", "chez") {
				for _, j := range syntax.Coordinated(t, c) {
					out = append(out, d.qualifier(s, j, depth)...)
				}
			}
		case "acl":
			if k := d.behindFollowers(s, i, c); k >= 0 {
				out = append(out, d.qualifier(s, k, depth)...)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return out
}

// postedAt: word i is the ambassador of a state at the body: "der UN-Botschafter Polens".
func (d *Document) postedAt(s *Sentence, i int, body Mention) bool {
	return s.role[i] != nil && d.PostedAt(s.Tree.Word(i).Form, body.Entity, body.Type)
}

// PostedAt: whoever has the title at the body of that type is his state's, and not the body's.
func (d *Document) PostedAt(title, body, typ string) bool {
	return typ == gazetteer.InternationalOrganization && !d.know.Gazetteer.States("envoys")[body] && d.lex.Posted.has(strings.ToLower(title))
}

// behindFollowers: "gunmen belonging to X", "des pirates liés à l’Iran" act for whom
// they are tied to; -1 where clause c on word i says no such thing.
func (d *Document) behindFollowers(s *Sentence, i, c int) int {
	t := s.Tree
	if c < i || !d.lex.Tied.at(t, i) {
		return -1
	}
	by := d.lex.TiedBy[syntax.Lemma(t, c)]
	if by == nil {
		return -1
	}
	for _, k := range t.Children(c) {
		if slices.Contains(by, syntax.Preposition(t, k)) {
			return k
		}
	}
	return -1
}

// governsFrom: "the government in Budapest", where the parser may tie the
// capital to the verb: the state of the capital right behind the noun.
func (d *Document) governsFrom(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	if i+2 >= t.Len() || !d.lex.Organ.at(t, i) && !(d.lex.State.at(t, i) && d.kindOf(s, i) == gazetteer.GovernmentBody) || !oneOf(syntax.Form(t, i+1), "in", "à") {
		return Mention{}, false
	}
	m, ok := s.At(i + 2)
	if !ok || m.Type != gazetteer.Place {
		return Mention{}, false
	}
	c := d.state(m)
	return c, c.Type == gazetteer.Country
}

func (d *Document) qualifier(s *Sentence, c, depth int) []Mention {
	if m, ok := s.At(c); ok {
		return []Mention{d.actor(m)}
	}
	if ms := s.anaph[c]; len(ms) > 0 {
		return ms
	}
	if a := syntax.Antecedent(s.Tree, c); a != c { // "Qatar, whose ties …"
		return d.refs(s, a, depth+1)
	}
	if syntax.Pos(s.Tree, c) == "ADJ" {
		return nil
	}
	if ms := d.beside(s, c); len(ms) > 0 { // "researchers at the firm X"
		return ms
	}
	return d.nominal(s, c, depth+1)
}
