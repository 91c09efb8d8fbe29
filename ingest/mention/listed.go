package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Names behind a comma or in a list, and the noun before them that tells who they are.

// listBehind: several names behind a comma are none of a French noun in the singular: "deux groupes liés au renseignement russe, X et Y".
func (d *Document) listBehind(s *Sentence, i int, m Mention) bool {
	t := s.Tree
	if d.Lang != "fr" || m.First < i+2 || syntax.Form(t, m.First-1) != "," || t.Word(i).Feats.Number().String() != "Sing" || m.Last+1 >= t.Len() || syntax.Pos(t, m.Last) != "CCONJ" {
		return false
	}
	next, ok := s.At(m.Last + 1)
	return ok && next.Kind == Name && next.First == m.Last+1
}

// behindRole: "le chef de l’État nigérian X": the person's name behind the words
// of an office and the adjectives that follow it.
func (d *Document) behindRole(s *Sentence, i int) (Mention, bool) {
	if s.roleAt[i] == nil {
		return d.behindComplement(s, i)
	}
	j := i + 1
	for ; j < s.Tree.Len(); j++ {
		if m, ok := s.At(j); ok && m.Kind != Adjective || !ok && !s.inRole[j] && syntax.Pos(s.Tree, j) != "ADJ" {
			break
		}
	}
	m, ok := s.At(j)
	return m, ok && j > i+1 && m.First == j && m.Kind == Name && m.Type == gazetteer.Person
}

// behindComplement: "l'ancien agent de la NSA X": the person's name right behind the body
// that the noun for a person is of.
func (d *Document) behindComplement(s *Sentence, i int) (Mention, bool) {
	j := i + 1
	for j < s.Tree.Len() && (syntax.Pos(s.Tree, j) == "ADJ" || oneOf(syntax.Form(s.Tree, j), "de", "d'", "d’", "le", "la", "l'", "l’", "les")) && s.cover[j] < 0 {
		j++
	}
	body, ok := s.At(j)
	if d.Lang != "fr" || !ok || j == i+1 || body.First != j || body.Kind != Name || body.Type == gazetteer.Person {
		return Mention{}, false
	}
	m, ok := s.At(body.Last)
	return m, ok && m.First == body.Last && m.Kind == Name && d.personOf(s, i, m)
}

// joinedPersons are the further persons of "ministers A and B".
func (d *Document) joinedPersons(s *Sentence, i int, m Mention) []Mention {
	t := s.Tree
	var out []Mention
	for d.Lang != "de" && m.Type == gazetteer.Person && t.Word(i).Feats.Number().String() == "Plur" && m.Last+1 < t.Len() && oneOf(syntax.Form(t, m.Last), "and", "et", ",") {
		next, ok := s.At(m.Last + 1)
		if !ok || next.First != m.Last+1 || next.Type != gazetteer.Person || next.Kind != Name {
			break
		}
		out, m = append(out, next), next
	}
	return out
}

// afterComma: "le chef de la diplomatie française, X, …": an office, its
// complement, a comma and a person's name that a comma, verb or full stop
// ends are one person, wherever the parser hung the name.
func (d *Document) afterComma(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	if !d.official(s, i) && !(d.Lang != "de" && t.Word(i).Feats.Number().String() == "Plur" && (d.lex.PersonTitle.at(t, i) || d.Lang == "en" && d.agentNoun(s, i))) {
		return d.firstListed(s, i)
	}
	for j, end := i+1, i+9; j < t.Len() && j < end; j++ {
		if m, ok := s.At(j); ok && d.Lang == "fr" && m.First == j && m.Kind == Name && m.Type != gazetteer.Person {
			end += m.Last - m.First // "le directeur de l’Agence … (Anssi), X"
			j = m.Last - 1
			continue
		}
		if d.Lang == "fr" && j+2 < t.Len() && t.Word(j).Form == "(" && t.Word(j+2).Form == ")" {
			j, end = j+2, end+3
			continue
		}
		switch syntax.Pos(t, j) {
		case "CCONJ":
			if d.Lang == "en" && t.Word(i).Feats.Number().String() == "Plur" {
				continue // "the foreign ministers of Chad and Niger, X and Y"
			}
			return Mention{}, false
		case "VERB", "AUX", "SCONJ", "PRON":
			return Mention{}, false
		}
		if syntax.Form(t, j) != "," {
			if syntax.Pos(t, j) == "PUNCT" {
				return Mention{}, false
			}
			continue
		}
		for d.Lang == "en" && j+2 < t.Len() && s.cover[j+1] < 0 && d.title(s, j+1) {
			j++ // "the president, General X"
		}
		if j+3 < t.Len() && syntax.Pos(t, j+1) == "DET" && s.cover[j+2] < 0 && (d.Lang != "en" && d.title(s, j+2) || d.Lang == "en" && (d.title(s, j+2) || d.lex.Trades.at(t, j+2))) {
			j += 2 // "son chef, le général X"
		}
		m, ok := s.At(j + 1)
		if !ok || m.First != j+1 || m.Type != gazetteer.Person || m.Kind != Name {
			return Mention{}, false
		}
		if d.Lang != "de" && t.Word(i).Feats.Number().String() == "Plur" && len(d.joinedPersons(s, i, m)) > 0 {
			return m, true // "deux officiers du GRU, X et Y", "two commanders of the Front, X and Y"
		}
		if m.Last < t.Len() && syntax.Pos(t, m.Last) != "PUNCT" && syntax.Pos(t, m.Last) != "VERB" && syntax.Pos(t, m.Last) != "AUX" {
			return Mention{}, false
		}
		return m, true
	}
	return Mention{}, false
}

// firstListed: "deux filiales de X, Y et Z": the first of the names that a comma
// parts from a French plural for bodies.
func (d *Document) firstListed(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	if d.Lang != "fr" || t.Word(i).Feats.Number().String() != "Plur" || syntax.Pos(t, i) != "NOUN" || d.kindOf(s, i) == "" || d.kindOf(s, i) == gazetteer.Place {
		return Mention{}, false
	}
	for j := i + 1; j+1 < t.Len() && j < i+9; j++ {
		switch syntax.Pos(t, j) {
		case "VERB", "AUX", "CCONJ", "SCONJ", "PRON":
			return Mention{}, false
		}
		if syntax.Form(t, j) != "," && t.Word(j).Form != ":" {
			continue
		}
		m, ok := s.At(j + 1)
		if !ok || m.First != j+1 || m.Kind != Name || m.Type == gazetteer.Person || m.Type == gazetteer.Country || m.Type == gazetteer.Place || len(d.joinedNames(s, m)) == 0 {
			return Mention{}, false
		}
		return m, true
	}
	return Mention{}, false
}

// joinedNames are the names of bodies that follow name m in a list.
func (d *Document) joinedNames(s *Sentence, m Mention) []Mention {
	t := s.Tree
	var out []Mention
	for m.Last+1 < t.Len() && oneOf(syntax.Form(t, m.Last), "et", ",") {
		next, ok := s.At(m.Last + 1)
		if !ok || next.First != m.Last+1 || next.Kind != Name || next.Type == gazetteer.Person || next.Type == gazetteer.Country || next.Type == gazetteer.Place {
			break
		}
		out, m = append(out, next), next
	}
	return out
}
