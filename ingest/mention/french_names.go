package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// lowTail is a French name of a body that goes on in small letters, as it is read word by word.
type lowTail struct {
	first, end    int    // of what follows the word with a capital
	linked, noun  bool   // behind a preposition; behind a noun behind it
	adjectives    int    // right behind the word with a capital
	party, phrase bool   // the word begins the name of a party; it is a common noun right behind the noun for its kind
	head, last    string // the word with a capital; the last preposition
}

// lowerTail: French names of bodies go on in small letters ("la Ligue des
// droits humains", "l’Agence nationale de la sécurité des systèmes
// d’information"): over adjectives, "de", "pour", "à" and common nouns. It is j
// where the name ends before word j.
func (d *Document) lowerTail(s *Sentence, j int) int {
	t := s.Tree
	f := syntax.Form(t, j-1)
	w := lowTail{first: j, end: j, head: f, phrase: d.phraseName(s, j-1)}
	w.party = d.party(f) || oneOf(d.lex.suffixes[f], gazetteer.Organization) || d.lex.kinds[f] == gazetteer.Organization || f == "syndicat"
	numbered := syntax.Pos(t, j-1) == "ADJ" && j < t.Len() && syntax.Pos(t, j) == "NOUN" && !capital(t.Word(j).Form) && s.cover[j] < 0 && t.Word(j-1).Head == j && j > 1
	if d.lex.suffixes[f] == "" && d.lex.kinds[f] == "" && !w.phrase && !numbered && !d.articleNoun(s, j-1) || opens(s, j-1) {
		return j
	}
	if numbered {
		w.end, w.party = j+1, true // "la Quatrième brigade de montagne"
		j++
	}
	if w.phrase && !oneOf(syntax.Pos(t, j-1), "NOUN", "PROPN", "ADJ") {
		w.linked = true // "Debout les mères", "Vu d’ici"
	}
	for k := j; k < t.Len() && k < j+9 && d.lowStep(s, k, &w); k++ {
	}
	if !w.linked && !w.party && !w.phrase && !d.adjectiveBody(s, w) {
		return w.first // "Ligue arabe" alone is left to the run of capitals
	}
	return w.end
}

// lowStep reads one word of the tail; false where the name has ended.
func (d *Document) lowStep(s *Sentence, k int, w *lowTail) bool {
	t := s.Tree
	if s.cover[k] >= 0 {
		return d.lowCovered(s, k, w)
	}
	form := syntax.Form(t, k)
	switch pos := syntax.Pos(t, k); {
	case w.linked && oneOf(form, "pouvoir", "tête"):
		return false // "au pouvoir", "à la tête de": told of the body
	case pos == "ADJ" && !capital(t.Word(k).Form) || k == w.first && pos == "NOUN" && strings.Contains(form, "-") && !capital(t.Word(k).Form):
		w.end = k + 1 // "Conseil café-cacao"
		if !w.linked {
			w.adjectives++
		}
	case w.phrase && oneOf(form, "et", "en", "contre", "avec") && k+1 < t.Len() && syntax.Pos(t, k+1) == "NOUN" && !capital(t.Word(k+1).Form) && s.role[k+1] == nil:
		w.linked = true // "Pain et dignité", "Terres en colère"
	case w.phrase && form == "et" && k == w.first && d.capitalPair(s, k):
		w.linked = true // "Terre et Maïs"
	case oneOf(form, "de", "du", "des", "d'", "d’", "pour", "à", "aux", "sans"):
		w.linked, w.last = true, form
	case (pos == "DET" || pos == "ADP" || articleForm(form)) && w.linked:
	case (pos == "NOUN" || pos == "PROPN") && w.linked:
		w.end, w.noun = k+1, true
	case oneOf(pos, "ADV", "INTJ") && w.phrase && k+1 < t.Len() && syntax.Pos(t, k+1) != "NOUN" && (w.end == k && !w.linked && !oneOf(form, "ne", "n'", "n’") || w.linked && w.end < k && oneOf(form, "ici", "demain", "maintenant")):
		w.end = k + 1 // "Paix maintenant", "Vu d’ici"
	case d.lowParticiple(s, k, w):
		w.end = k + 1
	default:
		return false
	}
	return true
}

// lowCovered: what a list knows stands in the name: the adjective of a state
// before what goes on ("Commission kényane des droits de l’homme"), or the
// place or state at its end.
func (d *Document) lowCovered(s *Sentence, k int, w *lowTail) bool {
	t := s.Tree
	m, _ := s.At(k)
	if m.Kind == Adjective && m.Last == k+1 && !capital(t.Word(k).Form) {
		if w.linked && w.noun && w.end == k && otherNumber(s, k, w.first-1) {
			d.uncover(s, k, k+1) // "Centre d’études arabes"
			w.end = k + 1
			return true
		}
		goesOn := k+2 < t.Len() && oneOf(syntax.Form(t, k+1), "de", "des", "d'", "d’", "du", "pour") && d.lowNoun(s, k+2)
		if goesOn && !w.linked && !d.lex.Organ.has(w.head) || w.linked && w.noun && d.party(w.head) {
			d.uncover(s, k, k+1)
			w.end = k + 1
			return true
		}
		return false
	}
	if k == w.first && w.phrase && m.First == k && m.Kind == Name && m.Type == gazetteer.Place {
		d.uncover(s, m.First, m.Last)
		w.end = m.Last // "l’ONG Actions Sahel"
		return false
	}
	if !w.linked || m.First != k || m.Kind != Name || k == w.first {
		return false
	}
	place, state := m.Type == gazetteer.Place, m.Type == gazetteer.Country
	of := oneOf(w.last, "de", "du", "des", "d'", "d’", "pour")
	switch {
	case place && d.lex.suffixes[w.head] == gazetteer.InternationalOrganization:
		// "la Communauté de développement de l’Afrique australe"
	case place && (w.end == w.first || d.party(w.head) || of && !w.noun) && d.lex.suffixes[w.head] != gazetteer.Place:
	case w.party && state && d.lex.suffixes[w.head] != gazetteer.Place, state && of && oneOf(w.head, "banque", "forces"):
		// "le Parti démocratique du Botswana", "la Banque du Liban"
	case place && of && w.head == "banque", state && of && w.adjectives > 0 && !d.lex.State.has(w.head) && !d.lex.Organ.has(w.head) && d.lex.suffixes[w.head] != gazetteer.GovernmentBody:
		// "la Banque de développement d’Afrique centrale", "le Groupement interpatronal du Cameroun"
	case w.phrase && of && (place || state) && !w.noun:
		// "le parti Cœur de la Tunisie"
	case w.noun && of && many(s, k-2-articles(s, k)) && (place && d.placedBody(w.head) || state && d.ownBody(w.head)):
		// "la Régie des transports d’Auckland", "l’Association des armateurs de Grèce"
	default:
		return false
	}
	d.uncover(s, m.First, m.Last)
	w.end = m.Last
	return false
}

// lowParticiple: "Confédération paysanne unifiée": a participle behind an adjective ends the
// name, where nothing hangs on it.
func (d *Document) lowParticiple(s *Sentence, k int, w *lowTail) bool {
	t := s.Tree
	return k > w.first && w.end == k && w.adjectives > 0 && !w.linked && syntax.Pos(t, k) == "VERB" && participleEnd(t.Word(k).Form) &&
		len(t.Children(k)) == 0 && k+1 < t.Len() && oneOf(syntax.Pos(t, k+1), "PUNCT", "AUX", "VERB", "CCONJ")
}

// ownBody: the word begins names of bodies that are no organs of a state.
func (d *Document) ownBody(head string) bool {
	k := d.lex.suffixes[head]
	if k == "" {
		k = d.lex.kinds[head]
	}
	return oneOf(k, gazetteer.PoliticalGroup, gazetteer.Organization)
}

// placedBody: what stands behind "de" at the end of the name belongs to it, if it is a place.
func (d *Document) placedBody(head string) bool {
	return !oneOf(d.lex.suffixes[head], gazetteer.Place, gazetteer.Facility) && !d.lex.Organ.has(head)
}

// many: word i is a noun in the plural.
func many(s *Sentence, i int) bool {
	return i > 0 && syntax.Pos(s.Tree, i) == "NOUN" && s.Tree.Word(i).Feats.Number().String() == "Plur"
}

// articles counts the articles right before word k.
func articles(s *Sentence, k int) int {
	n := 0
	for k-1-n > 0 && articleForm(syntax.Form(s.Tree, k-1-n)) {
		n++
	}
	return n
}

// articleForm: a French definite article, whatever the tagger says of it behind "de".
func articleForm(f string) bool { return oneOf(f, "le", "la", "les", "l'", "l’") }

// otherNumber: the adjective at word k and the noun before it are in the plural, and the word at head is not.
func otherNumber(s *Sentence, k, head int) bool {
	number := func(i int) string { return s.Tree.Word(i).Feats.Number().String() }
	return many(s, k-1) && number(k) == "Plur" && number(head) != "Plur"
}

// participleEnd: the word ends as a French participle does.
func participleEnd(f string) bool {
	for _, e := range []string{"é", "ée", "és", "ées"} {
		if strings.HasSuffix(f, e) {
			return true
		}
	}
	return false
}

// lowNoun: a common noun in small letters stands at word k, or behind an article there.
func (d *Document) lowNoun(s *Sentence, k int) bool {
	t := s.Tree
	for k < t.Len()-1 && oneOf(syntax.Form(t, k), "la", "le", "l'", "l’", "les") {
		k++
	}
	return syntax.Pos(t, k) == "NOUN" && !capital(t.Word(k).Form) && s.cover[k] < 0 && s.role[k] == nil
}

// adjectiveBody: adjectives alone make a name behind words for bodies that are no
// organs of every state ("l’Office anti-stupéfiants"), or two of them ("la Haute
// Cour constitutionnelle" has one and a capital more).
func (d *Document) adjectiveBody(s *Sentence, w lowTail) bool {
	if w.adjectives == 0 {
		return false
	}
	return w.adjectives > 1 || w.first > 1 && oneOf(syntax.Form(s.Tree, w.first-2), "haute", "haut") || d.lex.Adjectival.has(w.head) ||
		strings.Contains(s.Tree.Word(w.first).Form, "-")
}

// manyAdjectives: two adjectives in small letters, or one with a hyphen, tell
// which body is meant: "l’Autorité portuaire nationale", "l’Office anti-stupéfiants".
func (d *Document) manyAdjectives(s *Sentence, first, last int) bool {
	t := s.Tree
	n := 0
	for i := first + 1; i < last; i++ {
		f := t.Word(i).Form
		if capital(f) {
			continue
		}
		if syntax.Pos(t, i) != "ADJ" && !strings.Contains(f, "-") {
			return false
		}
		if n++; strings.Contains(f, "-") {
			n++
		}
	}
	return n > 1 || n == 1 && oneOf(syntax.Form(t, first), "haute", "haut")
}

// beforePlace: "l’usine Lubrizol de Petit-Quevilly", "le temple Guru Nanak de
// Surrey": the name ends before the "de" with which it tells where it is.
func (d *Document) beforePlace(s *Sentence, first, last int) int {
	for i := first + 1; i < last-1; i++ {
		if oneOf(syntax.Form(s.Tree, i), "de", "d'", "d’") && !capital(s.Tree.Word(i).Form) {
			return i
		}
	}
	return last
}

// ownedBy: "les Transformateurs de Succès Masra", "la scierie Siat d’Urmatt", "la
// CRP de Thomas Lubanga": behind the name of a body, "de" tells whose it is or where.
func (d *Document) ownedBy(s *Sentence, i, j int) bool {
	t := s.Tree
	if d.Lang != "fr" || !oneOf(syntax.Form(t, j), "de", "d'", "d’") {
		return false
	}
	if acronym(t.Word(i).Form) || d.articled(s, i) && d.know.Gazetteer.FirstName(t.Word(j+1).Form) {
		return true
	}
	return i > 0 && s.cover[i-1] < 0 && joined(s, i-1) && syntax.Pos(t, i-1) == "NOUN" && !d.title(s, i-1) && !d.know.Gazetteer.FirstName(t.Word(i).Form) &&
		oneOf(d.kindOf(s, i-1), gazetteer.PoliticalGroup, gazetteer.Company, gazetteer.Organization, gazetteer.Media, gazetteer.ThreatActor, gazetteer.Facility)
}

// articled: an article with a capital, inside a sentence, is the first word of a
// name: "La Provence", "L’Écho du Sahel", "La Ciotat".
func (d *Document) articled(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "fr" || i == 0 || i+1 >= t.Len() || opens(s, i) || s.titleCase || s.Heading || oneOf(t.Word(i-1).Form, ".", "?", "!", "…", "-", "–", "—", ")") {
		return false
	}
	f := t.Word(i).Form
	return oneOf(f, "La", "Le", "Les", "L'", "L’") && capital(t.Word(i+1).Form) && !s.skip[i] && !acronym(t.Word(i+1).Form)
}

// namedSo: one of the entries has the article before word first in its name: "La Haye".
func (d *Document) namedSo(s *Sentence, h gazetteer.Hit, first int) bool {
	return slices.ContainsFunc(h.Entries, func(e *gazetteer.Entry) bool { return namedBy(e, s.Tree.Word(first-1).Form) })
}

// acronymOf is the end of "ARS Île-de-France", "LKA Bayern": a single acronym
// that no list has, with the place right behind it; last where there is none.
func (d *Document) acronymOf(s *Sentence, first, last int) int {
	t := s.Tree
	if last-first != 1 || last >= t.Len() || s.titleCase || s.Heading || !acronym(t.Word(first).Form) || !letters(t.Word(first).Form) || !joinedTo(s, last) {
		return last
	}
	if m, ok := s.At(last); ok && m.First == last && m.Kind == Name && m.Type == gazetteer.Place {
		d.uncover(s, m.First, m.Last)
		return m.Last
	}
	return last
}

// personPart: the place or state is part of a person's name: a title stands
// before the word with a capital right before it: "la sénatrice Piedad Córdoba".
func (d *Document) personPart(s *Sentence, h gazetteer.Hit, first int) bool {
	t := s.Tree
	if first < 2 || s.titleCase || s.Heading || h.Entries[0].Type != gazetteer.Place && h.Entries[0].Type != gazetteer.Country || !joined(s, first-1) || s.cover[first-1] >= 0 {
		return false
	}
	f := t.Word(first - 1).Form
	if !capital(f) || acronym(f) || syntax.Pos(t, first-1) != "PROPN" || d.title(s, first-1) || s.inRole[first-1] || d.lex.directions.has(strings.ToLower(f)) || d.lex.begins[strings.ToLower(f)] != "" || d.lex.kindsOrState(strings.ToLower(f)) || d.demonym(f) {
		return false
	}
	return d.title(s, first-2) && s.cover[first-2] < 0 && joined(s, first-2)
}

// withSecondName is the end of a person's name that a list has, over another
// family name right behind it: "Álvaro Uribe Vélez".
func (d *Document) withSecondName(s *Sentence, e *gazetteer.Entry, first, last int) int {
	t := s.Tree
	if e.Type != gazetteer.Person || last-first < 2 || last >= t.Len() || s.titleCase || s.Heading || !joinedTo(s, last) || s.cover[last] >= 0 || s.inRole[last] || s.skip[last] {
		return last
	}
	f := t.Word(last).Form
	if !capital(f) || acronym(f) || !letters(f) || syntax.Pos(t, last) != "PROPN" || d.title(s, last) || d.commonNoun(f) || d.generalWord(strings.ToLower(f)) || len(d.know.Gazetteer.Lookup(f)) > 0 || d.known != nil && d.known(f) || last+1 < t.Len() && oneOf(t.Word(last+1).Form, "-", "'s", "’s") {
		return last
	}
	return last + 1
}

// capitalPair: around "et" at word k stand two common nouns with capitals, and
// the noun that introduces them is in the singular: "le parti Terre et Maïs".
func (d *Document) capitalPair(s *Sentence, k int) bool {
	t := s.Tree
	if k < 2 || k+1 >= t.Len() || s.cover[k+1] >= 0 || s.role[k+1] != nil || s.titleCase || t.Word(k-2).Feats.Number().String() != "Sing" {
		return false
	}
	f := t.Word(k + 1).Form
	return capital(f) && !acronym(f) && oneOf(syntax.Pos(t, k+1), "NOUN", "PROPN") && d.nouns != nil && d.nouns(f) && d.nouns(t.Word(k-1).Form) && !d.know.Gazetteer.FirstName(f)
}

// beginsFirm: right behind the state or place stands the capital of a word that ends names
// of firms: "Togo Phosphates", "Wallonie Carrières": French puts no noun there.
func (d *Document) beginsFirm(s *Sentence, h gazetteer.Hit, last int) bool {
	t := s.Tree
	if d.Lang != "fr" || s.titleCase || s.Heading || last >= t.Len() || h.Entries[0].Type != gazetteer.Country && h.Entries[0].Type != gazetteer.Place {
		return false
	}
	f := t.Word(last).Form
	return capital(f) && joinedTo(s, last) && !acronym(f) && d.lex.suffixes[syntax.Form(t, last)] == gazetteer.Company && !s.inRole[last]
}

// bareStart: a French sentence begins with a noun without an article, and a word with a
// capital stands right behind it: both are of a name ("Transparence Mélanésie, une ONG").
func (d *Document) bareStart(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "fr" || i != 0 || s.Heading || s.titleCase || t.Len() < 4 || syntax.Pos(t, 0) != "NOUN" || s.role[0] != nil || s.inRole[0] || d.title(s, 0) || s.skip[0] || s.skip[1] || d.kindOf(s, 0) != "" || d.know.Gazetteer.FirstName(t.Word(0).Form) {
		return false
	}
	f := t.Word(1).Form
	return capital(f) && letters(f) && !acronym(f) && joined(s, 0) && syntax.Pos(t, 1) == "PROPN" && !d.know.Gazetteer.FirstName(f) && !d.title(s, 1) && t.Word(0).Feats.Number().String() != "Plur"
}
