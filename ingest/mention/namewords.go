package mention

import (
	"strings"
	"unicode"

	"kg/ingest/syntax"
)

// nameWord reports whether word i can be part of a name. In English and
// French a capital inside a sentence is the mark of a name, whatever the
// tagger says of a word it has never seen; in German all nouns have one.
func (d *Document) nameWord(s *Sentence, i int) bool {
	w := s.Tree.Word(i)
	if s.skip[i] || !capital(w.Form) {
		return false
	}
	if d.code(w.Form) || d.articled(s, i) {
		return true
	}
	pos := w.UPOS.String()
	if d.Lang == "en" && opens(s, i) && d.explainedStart(s, i) {
		return true
	}
	if d.lex.Technical.has(w.Form) || strings.HasPrefix(w.Form, "CVE-") || d.Lang == "fr" && ordinal(w.Form) || d.Lang == "de" && (d.lex.Regional[syntax.Form(s.Tree, i)] != "" || d.stanceWord(s, i)) {
		return false
	}
	if d.namingAdjective(s, i) || pos == "NOUN" && i > 0 && d.namingAdjective(s, i-1) {
		return true
	}
	if pos == "PROPN" {
		return i > 0 && !opens(s, i) || !d.commonAtStart(s, i)
	}
	if d.know.Gazetteer.FirstName(w.Form) && pos != "PRON" && pos != "DET" && i+1 < s.Tree.Len() && syntax.Pos(s.Tree, i+1) == "PROPN" && joined(s, i) {
		return true
	}
	if d.Lang == "de" && pos == "NOUN" && (d.bareUnknown(s, i) || d.nobleFirst(s, i)) || d.foreignRun(s, i) {
		return true
	}
	if d.Lang == "de" && i > 0 && pos == "NOUN" && joined(s, i-1) && s.role[i] == nil && d.unknownAfterName(s, i) {
		return true
	}
	if d.Lang == "de" && i > 0 && pos == "NOUN" && joined(s, i-1) && s.role[i] == nil && d.lex.kinds[syntax.Form(s.Tree, i)] == "" {
		// the word after a first name, or after a noun that introduces it
		return d.know.Gazetteer.FirstName(s.Tree.Word(i-1).Form) && syntax.Pos(s.Tree, i-1) == "PROPN" && s.cover[i-1] < 0 || d.introducedNoun(s, i)
	}
	if d.bareStart(s, i) || d.Lang == "fr" && pos == "NUM" && d.wordNotNumber(s, i) {
		return true
	}
	if d.Lang == "fr" && acronym(w.Form) && d.kindOf(s, i) != "" {
		return false // "l’ONG X"
	}
	if d.Lang == "en" && (opens(s, i) && (d.startsName(s, i) || d.strangeStart(s, i)) || d.campaign(s, i)) {
		return true
	}
	if d.Lang == "de" || s.titleCase || opens(s, i) {
		return false
	}
	if d.Lang == "en" && (pos == "AUX" || pos == "ADP") && i > 0 && capital(s.Tree.Word(i-1).Form) && syntax.Pos(s.Tree, i-1) == "PROPN" && joined(s, i-1) {
		return true // "Sidi Ould Cheikh", "Doctors Without Borders"
	}
	if d.Lang == "en" && pos == "ADP" && i > 0 && hyphenated(w.Form) && i+1 < s.Tree.Len() && capital(s.Tree.Word(i+1).Form) && joined(s, i) {
		return true // "the firm Pan-Melanesian Timbers"
	}
	return (pos == "NOUN" || pos == "ADJ" || pos == "X" || pos == "VERB" || pos == "ADV" || pos == "INTJ" || pos == "NUM" && lettered(w.Form)) && (!s.inRole[i] || d.roleInName(s, i) || d.Lang == "fr" && d.party(syntax.Form(s.Tree, i)))
}

// wordNotNumber: inside a sentence a word of letters with a capital is of a name, though the tagger takes it for a
// number, if no dictionary has it or another with a capital follows: "Pelagos Lines", "les Quatre Vents".
func (d *Document) wordNotNumber(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	if i == 0 || opens(s, i) || s.titleCase || len(f) < 5 || !letters(f) || acronym(f) {
		return false
	}
	return d.known != nil && !d.known(f) || i+1 < s.Tree.Len() && joined(s, i) && capital(s.Tree.Word(i+1).Form)
}

// lettered: "Sokil-17", "Storm-1877": a number that has a name before it.
func lettered(w string) bool {
	k := strings.IndexFunc(w, unicode.IsDigit)
	return k > 3 && letters(strings.TrimRight(w[:k], "-"))
}

// unknownAfterName: a word that no dictionary has, in whole or as a compound,
// right behind a name: "Abdi Warsame Guled", whatever the tagger says of it.
func (d *Document) unknownAfterName(s *Sentence, i int) bool {
	t := s.Tree
	f := t.Word(i).Form
	return d.known != nil && letters(f) && !d.known(f) && !d.commonNoun(f) && d.kindOf(s, i) == "" && !d.title(s, i) && syntax.Pos(t, i-1) == "PROPN" && s.cover[i-1] < 0 && capital(t.Word(i-1).Form)
}

// ordinal: "XVIe", "IIIème": a Roman numeral with an ending.
func ordinal(w string) bool {
	rest := strings.TrimLeft(w, "IVXLC")
	return len(rest) < len(w) && oneOf(rest, "e", "er", "ème", "re", "ère")
}

// startsName: an ordinary word that names of bodies begin with opens the
// sentence, and another word with a capital follows: "Quiet Storm, a network".
func (d *Document) startsName(s *Sentence, i int) bool {
	t := s.Tree
	if s.titleCase || s.Heading || i+1 >= t.Len() || !d.lex.plain.has(syntax.Form(t, i)) && !d.lex.WithName.has(syntax.Form(t, i)) || s.inRole[i] {
		return false
	}
	f := t.Word(i + 1).Form
	return capital(f) && s.cover[i+1] < 0 && joined(s, i) && !acronym(f) && !s.inRole[i+1] && oneOf(syntax.Pos(t, i+1), "PROPN", "NOUN", "ADJ") && !d.know.Gazetteer.FirstName(f)
}

// campaign: a word with a capital inside a sentence that begins the name of a
// campaign, which goes on over a small word: "Justice for Kachin", "Bread and Roses".
func (d *Document) campaign(s *Sentence, i int) bool {
	t := s.Tree
	if i == 0 || opens(s, i) || i+2 >= t.Len() || !d.lex.Slogans.has(syntax.Form(t, i)) || s.titleCase {
		return false
	}
	f := syntax.Form(t, i+1)
	return (d.lex.Links.has(f) || f == "and" || f == "without") && capital(t.Word(i+2).Form) && (f != "of" || s.cover[i+2] < 0)
}

// commonAtStart: the first word of a sentence, tagged as a name, is a word
// that the lexicons know as a common noun.
func (d *Document) commonAtStart(s *Sentence, i int) bool {
	f := syntax.Form(s.Tree, i)
	if d.Lang == "en" && len(f) > 5 && strings.HasSuffix(f, "ed") && i+1 < s.Tree.Len() && capital(s.Tree.Word(i+1).Form) && joined(s, i) && !d.know.Gazetteer.FirstName(s.Tree.Word(i).Form) {
		return true // "Jailed PKK founder X"
	}
	if f == "ngo" && s.Tree.Word(i).Form == "Ngo" {
		return false // the family name
	}
	return d.lex.State.has(f) || d.lex.Members.has(f) || d.lex.kinds[f] != "" || s.role[i] != nil || d.Lang == "en" && (d.lex.Members.has(syntax.Lemma(s.Tree, i)) || d.lex.Starters.has(f))
}

// opens: the word begins the sentence or a quotation in it.
func opens(s *Sentence, i int) bool {
	return i == 0 || syntax.Pos(s.Tree, i-1) == "PUNCT" && (isQuote(s.Tree.Word(i-1).Form) || s.Tree.Word(i-1).Form == ":")
}

// mostlyCapital: a headline in which every longer word has a capital.
func mostlyCapital(s *Sentence) bool {
	up, all := 0, 0
	for _, t := range s.Tokens {
		if len(t.Text) > 3 {
			all++
			if capital(t.Text) {
				up++
			}
		}
	}
	return all >= 3 && up*4 >= all*3
}

// allCapital: a headline in capitals.
func allCapital(s *Sentence) bool {
	words := 0
	for _, t := range s.Tokens {
		if strings.ToUpper(t.Text) != t.Text {
			return false
		}
		if len(t.Text) > 2 && capital(t.Text) {
			words++
		}
	}
	return words >= 3
}
