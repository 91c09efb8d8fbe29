package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// germanNames finds names made of German common nouns, which capitals do not
// tell: by an adjective with a capital ("die Schwarze Distel"), by the form of
// a firm ("die Feuerstein Spedition GmbH"), by what follows the word for a body
// ("das Zentrum für Golfstudien", "die Union Demokratischer Bauern").
func (d *Document) germanNames(s *Sentence) {
	if s.titleCase || allCapital(s) {
		return
	}
	if d.Lang != "de" {
		if s.Tree.Len() > 3 && s.cover[0] < 0 && capital(s.Tree.Word(0).Form) && syntax.Pos(s.Tree, 0) != "DET" {
			if first, last, typ := d.sloganName(s, 0); typ != "" && d.free(s, first, last) {
				d.introduce(s, first, last, d.textOf(s, first, last), typ)
			}
		}
		return
	}
	for i := 0; i < s.Tree.Len(); i++ {
		if s.cover[i] >= 0 && !d.ofCountry(s, i) || !capital(s.Tree.Word(i).Form) {
			continue
		}
		for _, find := range []func(*Sentence, int) (int, int, string){d.legalName, d.adjectiveName, d.bodyFor, d.directedBody, d.bodyOfState, d.sloganName, d.suffixName, d.closeName, d.partyName, d.groupOf} {
			first, last, typ := find(s, i)
			if typ != "" {
				d.uncoverAdjectives(s, first, last)
				if m, ok := s.At(last - 1); ok && m.First == first+2 && syntax.Form(s.Tree, first+1) == "von" {
					d.uncover(s, m.First, m.Last)
				}
			}
			if typ != "" && d.free(s, first, last) {
				d.introduce(s, first, last, d.baseForm(s, first, last), typ)
				break
			}
		}
	}
}

// uncoverAdjectives: an adjective of a state that has a capital within a name is but part of it.
func (d *Document) uncoverAdjectives(s *Sentence, first, last int) {
	for i := first; i < last; i++ {
		if m, ok := s.At(i); ok && m.Kind == Adjective && m.First == i && m.Last == i+1 && capital(s.Tree.Word(i).Form) && i > 0 {
			d.uncover(s, i, i+1)
		}
	}
}

// stateAdjective: "Brasilianischen" with a capital inside a sentence: in a name alone.
func (d *Document) stateAdjective(s *Sentence, k int) bool {
	m, ok := s.At(k)
	f := s.Tree.Word(k).Form
	return ok && m.Kind == Adjective && m.Last == k+1 && capital(f) && !opens(s, k) && !strings.HasSuffix(f, "er")
}

// ofCountry: such an adjective is one of a state, and of no region.
func (d *Document) ofCountry(s *Sentence, k int) bool {
	m, ok := s.At(k)
	return ok && m.Type == gazetteer.Country && d.stateAdjective(s, k)
}

// legalName: a run of words with capitals that ends in the form of a firm.
func (d *Document) legalName(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	f := t.Word(i).Form
	if i == 0 || !d.lex.legal.has(strings.ToLower(f)) || f == "Se" || f == "Ag" {
		return 0, 0, ""
	}
	k := i
	for k > 0 && joined(s, k-1) && s.cover[k-1] < 0 && i-k < 5 && (t.Word(k-1).Form == "&" || capital(t.Word(k-1).Form) && oneOf(syntax.Pos(t, k-1), "NOUN", "PROPN", "ADJ", "X")) && !d.title(s, k-1) && !(k < i && d.introduces(s, k-1)) {
		k--
	}
	if k == i || k == 0 && i == 1 && syntax.Pos(t, 0) == "DET" {
		return 0, 0, ""
	}
	return k, i + 1, gazetteer.Company
}

// adjectiveName: an adjective has a capital inside a sentence only as part of a
// name ("der Salafistische Ruf"); what opens a sentence or a quotation tells nothing.
func (d *Document) adjectiveName(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	state := i > 0 && d.ofCountry(s, i) && d.lex.Definite.at(t, i-1) // "von der Serbischen Erneuerung"
	if i == 0 || opens(s, i) || !state && !d.capitalAdjective(s, i) {
		return 0, 0, ""
	}
	k := i + 1
	for k < t.Len() && d.capitalAdjective(s, k) && joinedTo(s, k) {
		k++
	}
	if k >= t.Len() || !d.nameNoun(s, k) && !(state && syntax.Pos(t, k) == "PROPN" && capital(t.Word(k).Form) && joinedTo(s, k) && s.cover[k] < 0 && !d.title(s, k) && !d.know.Gazetteer.FirstName(t.Word(k).Form)) {
		return 0, 0, ""
	}
	introduced := d.introduces(s, i-1)
	typ = d.typeOfNoun(s, k)
	if typ == "" && introduced {
		typ = d.kindOf(s, i-1)
	}
	if typ == "" && k+1 < t.Len() && t.Word(k+1).Form == "," {
		typ = d.kindBeforeComma(s, i-1)
	}
	if state && (d.lex.State.at(t, k) || d.lex.Embassy.at(t, k) || d.kindOf(s, k) != "" && d.lex.suffixes[syntax.Form(t, k)] == "") {
		return 0, 0, ""
	}
	if typ == "" && (d.lex.Definite.at(t, i-1) || syntax.Pos(t, i-1) == "ADP") {
		typ = gazetteer.Organization
	}
	if d.lex.NotNames.has(strings.ToLower(canonical(d.textOf(s, i, k+1)))) {
		return 0, 0, ""
	}
	last = d.bodyTail(s, k)
	if d.typeOfNoun(s, k) != "" && d.typeOfNoun(s, k) != gazetteer.PoliticalGroup {
		last = d.branchOf(s, last)
	}
	return i, last, typ
}

// capitalAdjective: word i is an adjective with a capital, of no state, town or office.
func (d *Document) capitalAdjective(s *Sentence, i int) bool {
	t := s.Tree
	f := t.Word(i).Form
	if !capital(f) || len(f) < 4 || s.cover[i] >= 0 || s.inRole[i] || d.title(s, i) || acronym(f) || s.skip[i] || d.stanceWord(s, i) {
		return false
	}
	if pos := syntax.Pos(t, i); pos != "ADJ" && !(oneOf(pos, "NOUN", "NUM", "PROPN") && d.lex.NamingAdj.has(adjectiveStem(f))) {
		return false
	}
	if strings.HasSuffix(f, "er") && !(i > 0 && (d.introduces(s, i-1) || d.typeOfNoun(s, i-1) != "")) {
		return false // "Berliner"
	}
	return !strings.HasSuffix(strings.ToLower(f), "jährige") && adjectiveStem(f) != strings.ToLower(f)
}

// adjectiveStem is the adjective in small letters without its ending.
func adjectiveStem(f string) string {
	f = strings.ToLower(f)
	for _, e := range []string{"en", "em", "es", "er", "e"} {
		if s, ok := strings.CutSuffix(f, e); ok && len(s) > 2 {
			return s
		}
	}
	return f
}

// nameNoun: the noun that such an adjective can stand before in a name.
func (d *Document) nameNoun(s *Sentence, k int) bool {
	t := s.Tree
	f := t.Word(k).Form
	return oneOf(syntax.Pos(t, k), "NOUN", "PROPN") && capital(f) && joinedTo(s, k) && s.cover[k] < 0 && s.role[k] == nil && !d.official(s, k) && !d.title(s, k) &&
		!(d.know.Gazetteer.FirstName(f) && !d.commonNoun(f)) && (syntax.Pos(t, k) == "NOUN" || d.commonNoun(f) || d.typeOfNoun(s, k) != "") && d.surnames[strings.ToLower(f)] == ""
}

// typeOfNoun is the type that a noun tells as the head of a name, "" if none.
func (d *Document) typeOfNoun(s *Sentence, i int) string {
	t := s.Tree
	if i < 0 || syntax.Pos(t, i) != "NOUN" && syntax.Pos(t, i) != "PROPN" {
		return ""
	}
	if k := lookup(d.lex.suffixes, t, i); k != "" {
		return k
	}
	if k := d.kindOf(s, i); k != "" && k != gazetteer.Country {
		return k
	}
	return d.germanLowerHead(s, i)
}

// bodyFor: "das Zentrum für Golfstudien", "die Bewegung für die Rettung des
// Deltas", "die Union Demokratischer Bauern": the word for a body with what
// belongs to it. What follows "für" may also belong to the verb: it must hang on the word.
func (d *Document) bodyFor(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	typ = d.typeOfNoun(s, i)
	if typ == "" || oneOf(typ, gazetteer.Company, gazetteer.Malware, gazetteer.Place, gazetteer.ThreatActor) || s.inRole[i] || strings.Contains(syntax.Form(t, i), "minister") || d.lex.Embassy.at(t, i) {
		return 0, 0, ""
	}
	last = d.bodyTail(s, i)
	if last <= i+1 || !d.particular(s, i) && !d.capitalInside(s, i+1, last) {
		return 0, 0, ""
	}
	return i, last, typ
}

// capitalInside: an adjective of the range has a capital.
func (d *Document) capitalInside(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if syntax.Pos(s.Tree, i) == "ADJ" && capital(s.Tree.Word(i).Form) {
			return true
		}
	}
	return false
}

// particular: "das Zentrum", "vom Zentrum", "Zentrum": not "ein Zentrum", "mehrere Zentren", "sein Zentrum".
func (d *Document) particular(s *Sentence, i int) bool {
	t := s.Tree
	for k := i - 1; k >= 0; k-- {
		switch syntax.Pos(t, k) {
		case "ADJ":
			continue
		case "DET", "NUM", "PRON":
			return d.lex.Definite.at(t, k)
		}
		return true
	}
	return true
}

// bodyTail is the end of the name whose head is word i: over "für", "gegen"
// with a phrase that hangs on it, and over a genitive whose adjective has a
// capital; i+1 where nothing of the name follows.
func (d *Document) bodyTail(s *Sentence, i int) int {
	t := s.Tree
	j := i + 1
	if j+1 >= t.Len() || !joinedTo(s, j) {
		return i + 1
	}
	f := syntax.Form(t, j)
	link := d.lex.Links.has(f) && !capital(t.Word(j).Form)
	genitive := oneOf(f, "der", "des", "von")
	if link || genitive {
		j++
	}
	if link && oneOf(syntax.Form(t, j), "die", "den", "das", "der", "dem") {
		j++
	}
	k, adjective := j, false
	for k < t.Len() && (s.cover[k] < 0 || d.stateAdjective(s, k)) && joinedTo(s, k) && (syntax.Pos(t, k) == "ADJ" || k+1 < t.Len() && d.capitalAdjective(s, k) && syntax.Pos(t, k+1) == "NOUN") {
		adjective = adjective || capital(t.Word(k).Form) && !strings.HasSuffix(t.Word(k).Form, "er") || capital(t.Word(k).Form) && !genitive && !link
		k++
	}
	if k >= t.Len() || !capital(t.Word(k).Form) || !oneOf(syntax.Pos(t, k), "NOUN", "PROPN") || s.inRole[k] || d.know.Gazetteer.FirstName(t.Word(k).Form) && !d.commonNoun(t.Word(k).Form) {
		return i + 1
	}
	if m, ok := s.At(k); ok && (!link || m.Kind != Name || m.Last != k+1 || m.First != k) {
		return i + 1
	}
	hangs := t.Word(k).Head == i
	switch {
	case genitive && f == "der" && hangs && d.membersOf(s, i, k):
		return k + 1
	case adjective && (hangs || link || genitive || k > j):
	case link && hangs && (s.cover[k] < 0 || strings.HasPrefix(syntax.Form(t, i), "landes")):
	default:
		return i + 1
	}
	if m, ok := s.At(k); ok && m.Type == gazetteer.GovernmentBody && link && hangs && strings.HasPrefix(syntax.Form(t, i), "landes") {
		d.uncover(s, k, k+1) // "Landesamt für Verfassungsschutz"
	}
	if s.cover[k] >= 0 {
		return i + 1
	}
	return d.nounTail(s, k)
}

// nounTail goes on over "der Delegierten", "und Technik" that hang on noun k.
func (d *Document) nounTail(s *Sentence, k int) int {
	t := s.Tree
	for k+2 < t.Len() {
		f, n := syntax.Form(t, k+1), k+2
		if !oneOf(f, "der", "des", "und", "in") || syntax.Pos(t, k+1) == "PRON" {
			break
		}
		if f == "in" && oneOf(syntax.Form(t, n), "der", "den") {
			n++
		}
		if n < t.Len() && syntax.Pos(t, n) == "ADJ" && s.cover[n] < 0 {
			n++
		}
		if n >= t.Len() || syntax.Pos(t, n) != "NOUN" || !capital(t.Word(n).Form) || s.cover[n] >= 0 || s.inRole[n] || t.Word(n).Head != k || f == "und" && (n > k+2 || d.typeOfNoun(s, n) != "") || f == "in" {
			break
		}
		k = n
	}
	return k + 1
}

// sloganName: "Gerechtigkeit für Kachin, eine Gruppe", "der Verein Brot und Rosen".
func (d *Document) sloganName(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	if !d.lex.Slogans.has(syntax.Form(t, i)) && !opens(s, i) && !(i > 0 && d.introduces(s, i-1)) || i+2 >= t.Len() || d.know.Gazetteer.FirstName(t.Word(i).Form) {
		return 0, 0, ""
	}
	f, e := syntax.Form(t, i+1), i+3
	if !oneOf(f, "für", "gegen", "ohne", "statt", "und", "in", "for", "without", "against", "pour", "sans", "contre") || !d.lex.Slogans.has(syntax.Form(t, i)) && oneOf(f, "und", "in", "gegen", "contre", "against") {
		return 0, 0, ""
	}
	if oneOf(syntax.Form(t, i+2), "die", "den", "das", "der", "the", "la", "le", "les", "l'", "l’") {
		e++
	}
	if e > t.Len() || !capital(t.Word(e-1).Form) {
		return 0, 0, ""
	}
	for e < t.Len() && capital(t.Word(e).Form) && joinedTo(s, e) && s.cover[e] < 0 {
		e++
	}
	if i > 0 && d.introduces(s, i-1) {
		d.uncover(s, i, e)
		return i, e, d.kindOf(s, i-1)
	}
	if e+2 < t.Len() && t.Word(e).Form == "," && syntax.Pos(t, e+1) == "DET" && (i == 0 || syntax.Pos(t, i-1) != "DET") {
		for n := e + 2; n < min(t.Len(), e+5); n++ {
			if k := d.kindOf(s, n); oneOf(k, gazetteer.PoliticalGroup, gazetteer.Organization) {
				d.uncover(s, i, e)
				return i, e, k
			}
		}
	}
	return 0, 0, ""
}

// suffixName: "von Windmühle Energie", "bei Falken Aerospace": a noun before
// the last word of a firm's name; where the dictionary has the noun, behind a
// preposition only, for elsewhere both may be arguments.
func (d *Document) suffixName(s *Sentence, i int) (first, last int, typ string) {
	t := s.Tree
	if i == 0 || d.lex.suffixes[syntax.Form(t, i)] != gazetteer.Company && !d.lex.FirmWords.has(syntax.Form(t, i)) {
		return 0, 0, ""
	}
	if i+1 < t.Len() && d.lex.legal.has(syntax.Form(t, i+1)) && capital(t.Word(i+1).Form) {
		return 0, 0, "" // legalName finds "… Systemhaus GmbH"
	}
	k := i
	for k > 0 && i-k < 3 && joined(s, k-1) && s.cover[k-1] < 0 && capital(t.Word(k-1).Form) && oneOf(syntax.Pos(t, k-1), "NOUN", "PROPN", "ADJ", "X") && s.role[k-1] == nil && !d.introduces(s, k-1) && !d.title(s, k-1) {
		k--
	}
	if k == i || k == 0 || d.know.Gazetteer.FirstName(t.Word(k).Form) {
		return 0, 0, ""
	}
	common := false
	for n := k; n < i; n++ {
		common = common || d.commonNoun(t.Word(n).Form)
	}
	if common && !oneOf(syntax.Form(t, k-1), "von", "bei", "an", "gegen", "für", "mit", "durch") && !d.introduces(s, k-1) || !common && syntax.Pos(t, k-1) == "VERB" && d.commonNoun(t.Word(i).Form) {
		return 0, 0, ""
	}
	return k, i + 1, gazetteer.Company
}

// baseForm is the name as it stands in the nominative: "des Staatlichen
// Schutzdienstes" is "Staatliche Schutzdienst".
func (d *Document) baseForm(s *Sentence, first, last int) string {
	t := s.Tree
	genitive, dative, article := false, false, false
	for k := first - 1; k >= 0 && k > first-3; k-- {
		if p := syntax.Pos(t, k); p == "DET" {
			genitive, dative, article = syntax.Form(t, k) == "des", syntax.Form(t, k) == "den", true
			break
		} else if p != "ADJ" {
			break
		}
	}
	var out []string
	head := true
	for _, w := range strings.Fields(d.textOf(s, first, last)) {
		i := first + len(out)
		switch {
		case head && i < last && d.capitalAdjective(s, i) && !article && (strings.HasSuffix(w, "es") || strings.HasSuffix(w, "er")):
		case head && i < last && (d.capitalAdjective(s, i) || i == first && i > 0 && !opens(s, i) && strings.HasSuffix(w, "schen")):
			w = canonical(w + " x")
			w = strings.TrimSuffix(w, " x")
		case head && i < last:
			head = false
			if genitive {
				w = nominative(w)
			} else if one := strings.TrimSuffix(w, "n"); dative && d.commonNoun(one) {
				w = one // "den Demokratischen Kräften"
			}
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// nominative takes the ending of the genitive from a noun behind "des".
func nominative(w string) string {
	for _, e := range []string{"rates", "amtes", "dienstes", "bundes", "landes", "buches", "blattes", "krieges", "werkes"} {
		if strings.HasSuffix(strings.ToLower(w), e) {
			return strings.TrimSuffix(w, "es")
		}
	}
	if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 4 {
		return strings.TrimSuffix(w, "s")
	}
	return w
}

// membersOf: "die Gewerkschaft der Seeleute", "dem Bund der Flussfischer": behind the word
// for an association with a definite article stand in the genitive plural those whose it is.
func (d *Document) membersOf(s *Sentence, i, k int) bool {
	t := s.Tree
	return k == i+2 && i > 0 && d.lex.BodiesOf.has(syntax.Form(t, i)) && t.Word(i).Feats.Number().String() != "Plur" && t.Word(k).Feats.Number().String() == "Plur" && syntax.Pos(t, k) == "NOUN" &&
		(d.lex.Definite.at(t, i-1) || syntax.Pos(t, i-1) == "ADP") && d.kindOf(s, k) == "" && !d.lex.State.at(t, k) && !d.lex.Members.at(t, k) && (k+1 >= t.Len() || !capital(t.Word(k+1).Form) || syntax.Pos(t, k+1) == "PUNCT")
}

// kindBeforeComma is the kind that the noun before the comma at word c tells of what
// stands between it and the next: "Die Jugendorganisation der Partei, Junge Welle, …".
func (d *Document) kindBeforeComma(s *Sentence, c int) string {
	t := s.Tree
	if t.Word(c).Form != "," {
		return ""
	}
	kind := ""
	for k := c - 1; k >= 0 && k > c-6; k-- {
		switch syntax.Pos(t, k) {
		case "NOUN":
			if s.role[k] != nil || t.Word(k).Feats.Number().String() == "Plur" {
				return ""
			}
			if f := d.kindOf(s, k); f != "" && s.cover[k] < 0 {
				kind = f // the first noun of the phrase is its head
			}
		case "DET", "ADJ", "PROPN":
		default:
			return kind
		}
	}
	return kind
}
