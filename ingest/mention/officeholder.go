package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// maxOffice bounds how many words the complement of an office may have before the name of its holder.
const maxOffice = 8

// holderBehind: a name that begins with a first name stands right behind an office and its complement in French: "l’ancien numéro
// deux de la police fédérale Juan Raffo", "l’avocate du parti Ana Blanco". The noun before the name tells the body, not the name.
// A firm may be called so ("le patron de la société Jean Lassale").
func (d *Document) holderBehind(s *Sentence, first, last int) bool {
	t := s.Tree
	if n := last - first; d.Lang != "fr" || n < 2 || n > 4 || !d.know.Gazetteer.FirstName(t.Word(first).Form) || !d.namelike(s, first, last) {
		return false
	}
	if k := d.nounBefore(s, first); k == gazetteer.Company || k == gazetteer.ThreatActor {
		return false
	}
	complement := false
	for i := first - 1; i >= 0 && i >= first-maxOffice; i-- {
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
