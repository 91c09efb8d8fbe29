package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// explained is the kind that a noun behind the name and a comma tells, whatever
// the parser ties it to: "Ushababi Mpya, la formation du maire", "Tallow Crane,
// an extortion crew", "Médecins du Sahel, eine Hilfsorganisation". A subject or
// the noun of a genitive tells of something else ("In Korvo, the army said",
// "X, the group's founder").
func (d *Document) explained(s *Sentence, first, last int) string {
	t := s.Tree
	if last+2 >= t.Len() || t.Word(last).Form != "," || syntax.Pos(t, last+1) != "DET" || d.lex.Definite.has(syntax.Form(t, last+1)) && s.Heading {
		return ""
	}
	if first > 0 && oneOf(syntax.Form(t, first-1), "in", "en", "dans", "im") {
		return "" // "les membres du groupe en Albanie, un mouvement …"
	}
	for n, end := last+2, min(t.Len(), last+6); n < end; n++ {
		m, ok := s.At(n)
		if d.Lang == "en" && n+2 < t.Len() && t.Word(n+1).Form == "-" && !capital(t.Word(n+2).Form) {
			n, end = n+2, min(t.Len(), end+3) // "a state-sponsored group"
			continue
		}
		switch p := syntax.Pos(t, n); {
		case ok && m.Kind == Adjective || p == "ADJ" || p == "ADV":
			continue
		case p != "NOUN" || ok || s.role[n] != nil || s.inRole[n]:
			return ""
		}
		if d.Lang == "en" && n+1 < t.Len() && joined(s, n) && syntax.Pos(t, n+1) == "NOUN" {
			continue // "an extortion crew"
		}
		if d.Lang == "fr" && oneOf(syntax.Form(t, last+1), "un", "une") && d.ofIntruders(s, n) {
			return gazetteer.ThreatActor
		}
		if syntax.Base(t, n) == "nsubj" && !d.sameSubject(s, first, last, n) || syntax.Base(t, n) == "obj" && t.Word(n).Head > n || t.Word(n).Feats.Number().String() == "Plur" || n+1 < t.Len() && oneOf(t.Word(n+1).Form, "'s", "’s", "'", "’") || d.official(s, n) || d.title(s, n) || d.lex.Members.at(t, n) && d.kindOf(s, n) == "" {
			return ""
		}
		if d.introducesOther(s, n+1) {
			return "" // "la mairie de Dolhain, le transporteur Gheysens et …"
		}
		if d.Lang == "en" && n+1 < t.Len() && syntax.Form(t, n+1) == "of" && oneOf(syntax.Lemma(t, n), "unit", "subsidiary", "division", "affiliate", "branch", "brand") {
			if oneOf(syntax.Lemma(t, n), "subsidiary", "brand") {
				return gazetteer.Company
			}
			return d.unitOf(s, n+2)
		}
		if d.vessel(s, n) {
			return gazetteer.Facility
		}
		if d.dealer(s, n, first, last) && !d.lex.Definite.has(syntax.Form(t, last+1)) {
			return gazetteer.Person
		}
		if k := d.kindOf(s, n); (!d.lex.Group.at(t, n) || k == gazetteer.ThreatActor) && !(acronym(t.Word(first).Form) && oneOf(k, gazetteer.Facility, gazetteer.Place)) && !(k == gazetteer.GovernmentBody && d.lex.State.at(t, n)) {
			return k
		}
		return ""
	}
	return ""
}

// sameSubject: the parser took both the name and the noun behind its comma for the
// subject of one verb, and no determiner but the noun's own begins a clause there.
func (d *Document) sameSubject(s *Sentence, first, last, n int) bool {
	t := s.Tree
	head, verb := s.headOf(first, last), t.Word(n).Head
	if verb > n && d.Lang == "fr" && colonBetween(t, n, verb) {
		return true // "un groupe de pirates dont plusieurs membres vivraient à Pune"
	}
	return syntax.Base(t, head) == "nsubj" && t.Word(head).Head == verb && verb > n
}

// opensDispatch: the name opens a dispatch: "Djouba (AFT) –", "GOMA, Congo, 9 July -", "Pirna (dpx)."
func (d *Document) opensDispatch(s *Sentence, first, last int) bool {
	t := s.Tree
	if first != 0 {
		return false
	}
	if s.endsInDash() && s.dateline() {
		return true
	}
	if s.Heading || last >= t.Len() || last > 3 {
		return false
	}
	dash := func(i int) bool {
		return i < t.Len() && oneOf(t.Word(i).Form, "-", "–", "—", "--") && t.Word(i).Start > t.Word(i-1).End
	}
	if dash(last) {
		return true
	}
	stop := func(i int) bool { return s.opens && i == t.Len()-1 && t.Word(i).Form == "." }
	if t.Word(last).Form == "(" {
		return last+2 < t.Len() && t.Word(last+2).Form == ")" && (dash(last+3) || s.endsInDash() || stop(last+3))
	}
	if t.Word(last).Form != "," {
		return false
	}
	i := last + 1
	for i < t.Len() && i < last+7 && s.skip[i] {
		i++
	}
	return i > last+1 && (dash(i) || s.endsInDash())
}

// wordAtStart: the one word with a capital opens the sentence and is one of the
// dictionary, which goes on in small letters: "Sugar magnate X", "Ransom crew X".
func (d *Document) wordAtStart(s *Sentence, i int) bool {
	t := s.Tree
	f := t.Word(i).Form
	return opens(s, i) && !acronym(f) && !(i+1 < t.Len() && d.official(s, i+1)) && d.word != nil && d.word(f) && i+1 < t.Len() && oneOf(syntax.Pos(t, i+1), "NOUN", "ADJ") && !capital(t.Word(i+1).Form) && joinedTo(s, i+1)
}

// introducesOther: behind the noun, or its adjectives, at word i stands another name.
func (d *Document) introducesOther(s *Sentence, i int) bool {
	t := s.Tree
	for i < t.Len() && (syntax.Pos(t, i) == "ADJ" || isQuote(t.Word(i).Form)) {
		i++
	}
	return i < t.Len() && capital(t.Word(i).Form) && (d.Lang != "de" || syntax.Pos(t, i) == "PROPN")
}

// unitOf is what "a unit of …" is, by the first noun that tells a kind in the phrase that begins at word i.
func (d *Document) unitOf(s *Sentence, i int) string {
	for k := i; k < min(s.Tree.Len(), i+6) && syntax.Pos(s.Tree, k) != "PUNCT"; k++ {
		if m, ok := s.At(k); ok && m.Kind == Name && m.Type == gazetteer.Company || s.cover[k] < 0 && d.kindOf(s, k) == gazetteer.Company {
			return gazetteer.Company
		}
	}
	return gazetteer.Organization
}
