package mention

import (
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
