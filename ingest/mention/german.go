package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// In German every noun has a capital: what is a name must be told by other
// signs than in English and French.

// nounEndings make common nouns only; the dictionary has not all of these nouns.
var nounEndings = []string{"ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "tät", "ismus", "enz", "age", "nis", "nisse"}

// commonNoun: the word that the tagger took for a name is a common noun, by
// the dictionary or by its ending.
func (d *Document) commonNoun(form string) bool {
	if d.Lang != "de" || acronym(form) && (len(form) < 6 || d.nouns == nil || !d.nouns(form)) {
		return false
	}
	low := strings.ToLower(form)
	if oneOf(low, "niemand", "jemand", "jeder", "keiner", "alle", "alles", "nichts", "dies", "wer") {
		return true
	}
	for _, e := range nounEndings {
		if strings.HasSuffix(low, e) && len(low) > len(e)+2 {
			return true
		}
	}
	return d.nouns != nil && d.nouns(form)
}

// introducedNoun: word i, tagged as a common noun, is a name because a noun
// that tells a kind, or a title, stands before it ("die Firma Meridian Trading",
// "der Oppositionelle Siarhej Lukin"). A word of the dictionary is one only
// where the phrase opens the sentence and the verb follows: elsewhere it may
// be another argument ("meldete der Konzern Verluste").
func (d *Document) introducedNoun(s *Sentence, i int) bool {
	t := s.Tree
	k := i - 1
	for k > 0 && k > i-4 && syntax.Pos(t, k) == "NOUN" && s.cover[k] < 0 && joined(s, k) && !d.introduces(s, k) && capital(t.Word(k).Form) {
		k--
	}
	if k < 0 || !d.introduces(s, k) || !joined(s, k) || d.introduces(s, i) || d.lex.state.at(t, i) || d.lex.members.at(t, i) {
		return false
	}
	if (!d.commonNoun(t.Word(i).Form) || hyphenated(t.Word(i).Form)) && !d.indefinite(s, k) {
		return true
	}
	return d.opensSentence(s, k) && d.verbFollows(s, i)
}

// hyphenated: "Exil-Forum", "Kosmos-Bank".
func hyphenated(form string) bool {
	first, last, ok := strings.Cut(form, "-")
	return ok && capital(first) && capital(last)
}

// introduces: word k tells the kind of the name behind it.
func (d *Document) introduces(s *Sentence, k int) bool {
	t := s.Tree
	if s.cover[k] >= 0 || syntax.Pos(t, k) != "NOUN" && syntax.Pos(t, k) != "ADJ" || !capital(t.Word(k).Form) {
		return false
	}
	switch d.kindOf(s, k) {
	case gazetteer.Company, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Media, gazetteer.Malware, "Organization":
		return true
	case "":
		return d.lex.title.at(t, k)
	}
	return false
}

// indefinite: "eine Gruppe Soldaten" names nothing.
func (d *Document) indefinite(s *Sentence, k int) bool {
	for k--; k >= 0; k-- {
		switch syntax.Pos(s.Tree, k) {
		case "ADJ", "NUM":
			continue
		case "DET":
			return !d.lex.definite.at(s.Tree, k)
		}
		return k >= 0 && syntax.Pos(s.Tree, k) == "ADP"
	}
	return false
}

// opensSentence: only an article and adjectives stand before word k.
func (d *Document) opensSentence(s *Sentence, k int) bool {
	for j := 0; j < k; j++ {
		if p := syntax.Pos(s.Tree, j); p == "ADJ" || p == "DET" && d.lex.definite.at(s.Tree, j) || p == "PUNCT" && isQuote(s.Tree.Word(j).Form) {
			continue
		}
		return false
	}
	return true
}

// verbFollows: behind the nouns from word i on stands the finite verb.
func (d *Document) verbFollows(s *Sentence, i int) bool {
	t := s.Tree
	for i < t.Len() && (syntax.Pos(t, i) == "NOUN" || syntax.Pos(t, i) == "PROPN") {
		i++
	}
	if i >= t.Len() {
		return false
	}
	w := t.Word(i)
	return (w.UPOS.String() == "VERB" || w.UPOS.String() == "AUX") && w.Feats.VerbForm().String() == "Fin" || syntax.FiniteForm(t, i)
}

// namingAdjective: an adjective with a capital inside a sentence begins a name
// ("die Nationale Widerstandsfront"); those in "-er" of places ("Berliner
// Polizei") and those of offices do not.
func (d *Document) namingAdjective(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "de" || i == 0 || i+1 >= t.Len() || opens(s, i) || s.titleCase || syntax.Pos(t, i) != "ADJ" || s.cover[i] >= 0 {
		return false
	}
	f := t.Word(i).Form
	if len(f) < 4 || strings.HasSuffix(f, "er") || strings.EqualFold(f, "jährige") || strings.ToUpper(f) == f || s.inRole[i] {
		return false
	}
	noun := i + 1
	if p := syntax.Pos(t, noun); p != "NOUN" && p != "PROPN" || !capital(t.Word(noun).Form) || !joined(s, i) || s.cover[noun] >= 0 {
		return false
	}
	return s.role[noun] == nil && !d.official(s, noun) && !d.title(s, noun) && !d.lex.state.at(t, noun) && lookup(d.lex.suffixes, t, noun) != ""
}

// canonical writes a name that begins with an adjective as it stands behind
// an article in the nominative: "der Nationalen Widerstandsfront" is the
// "Nationale Widerstandsfront".
func canonical(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if !ok {
		return name
	}
	for _, e := range []string{"en", "em", "es"} {
		if s, ok := strings.CutSuffix(first, e); ok {
			return s + "e " + rest
		}
	}
	return name
}

// fromTowns finds the adjectives that German makes of any town's name ("der
// Turiner Konzern").
func (d *Document) fromTowns(s *Sentence) {
	t := s.Tree
	if d.Lang != "de" {
		return
	}
	for i := 0; i+1 < t.Len(); i++ {
		town, ok := strings.CutSuffix(t.Word(i).Form, "er")
		if !ok || len(town) < 4 || s.cover[i] >= 0 || s.skip[i] || !capital(town) || !joined(s, i) || d.kindOf(s, i+1) == "" && !d.lex.state.at(t, i+1) {
			continue
		}
		for _, name := range []string{town, town + "e", town + "en"} {
			if e := d.town(name); e != nil {
				if s.add(Mention{First: i, Last: i + 1, Head: i, Kind: Adjective, Span: s.spanOf(i, i+1), Entity: e.ID, Type: e.Type}) {
					d.keep(e.Entity())
				}
				break
			}
		}
	}
}

// town is the one town of the gazetteer with the name, nil if there is none.
func (d *Document) town(name string) *gazetteer.Entry {
	var found *gazetteer.Entry
	for _, e := range d.know.Gazetteer.Lookup(name) {
		if e.Type != gazetteer.Place || found != nil || e.Context {
			return nil
		}
		found = e
	}
	return found
}
