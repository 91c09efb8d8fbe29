package mention

import (
	"strings"
	"unicode"

	"kg/ingest/gazetteer"
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
	if d.Lang == "fr" && (ordinal(w.Form) || d.lex.Technical.has(w.Form) || strings.HasPrefix(w.Form, "CVE-")) || d.Lang == "de" && (d.lex.Regional[syntax.Form(s.Tree, i)] != "" || d.stanceWord(s, i)) {
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
	return (pos == "NOUN" || pos == "ADJ" || pos == "X" || pos == "VERB" || pos == "ADV" || pos == "INTJ" || pos == "NUM" && lettered(w.Form)) && (!s.inRole[i] || d.roleInName(s, i) || d.Lang == "fr" && d.party(syntax.Form(s.Tree, i)))
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
	return d.lex.State.has(f) || d.lex.Members.has(f) || d.lex.kinds[f] != "" || s.role[i] != nil || d.Lang == "en" && (d.lex.Members.has(syntax.Lemma(s.Tree, i)) || oneOf(f, "gunmen", "militants", "attackers", "hackers", "threat", "cocaine", "protesters", "troops", "rebels", "soldiers", "officials", "lawmakers", "ministers", "prosecutors", "police", "talks", "clashes", "fighting"))
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

// discover finds names that no list has.
func (d *Document) discover(s *Sentence) {
	t := s.Tree
	if allCapital(s) {
		return // capitals tell nothing here
	}
	d.lowerHeads(s)
	d.germanNames(s)
	for i := 0; i < t.Len(); {
		if s.endsInDash() && (t.Word(i).Form == "," || t.Word(i).Form == "(") {
			break // the dateline goes on with date and agency
		}
		if s.cover[i] >= 0 || !d.nameWord(s, i) {
			i++
			continue
		}
		j := d.runEnd(s, i)
		d.named(s, i, j)
		i = j
	}
	d.quoted(s)
	d.defined(s)
	d.brackets(s)
}

// runEnd is the end of the run of name words that begins at word i; particles
// between name words belong to it.
func (d *Document) runEnd(s *Sentence, i int) int {
	t := s.Tree
	j := i + 1
	for j < t.Len() {
		switch {
		case s.cover[j] < 0 && d.nameWord(s, j) && joinedTo(s, j):
			j++
		case j+1 < t.Len() && t.Word(j).Form == "&" && capital(t.Word(j+1).Form) && s.cover[j+1] < 0:
			j += 2 // "Finch & Rowe"
		case (j == i+1 || d.title(s, j-2)) && d.nicknameEnd(s, j) > j:
			j = d.nicknameEnd(s, j)
		case s.cover[j] < 0 && d.hyphenated(t.Word(j).Form) && joinedTo(s, j):
			j++
		case d.numbered(s, i, j):
			return j + 1
		case d.nobleTail(s, i, j) > j:
			return d.nobleTail(s, i, j)
		case j+1 < t.Len() && d.nobleParticle(s, i, j, j+1):
			j += 2
		case d.foreignLink(s, i, j) > j:
			j = d.foreignLink(s, i, j)
		case d.endsPerson(s, i, j):
			return j
		case d.ofPlace(s, i, j):
			m, _ := s.At(j + 1)
			d.uncover(s, m.First, m.Last)
			j = m.Last
		case j+2 < t.Len() && s.cover[j] < 0 && d.lex.Particles.has(syntax.Form(t, j)) && d.lex.Particles.has(syntax.Form(t, j+1)) && s.cover[j+2] < 0 && capital(t.Word(j+2).Form) && joinedTo(s, j) && joinedTo(s, j+1) && joinedTo(s, j+2) && !d.prepositionalVon(s, i, j, j+2):
			j += 3 // "Van den Broeck"
		case j+1 < t.Len() && s.cover[j] < 0 && s.cover[j+1] < 0 && d.lex.Particles.has(syntax.Form(t, j)) && capital(t.Word(j+1).Form) && syntax.Pos(t, j+1) != "PUNCT" && joinedTo(s, j) && joinedTo(s, j+1) && !d.prepositionalVon(s, i, j, j+1) && !d.ownedBy(s, i, j):
			j += 2
		case d.acronymOf(s, i, j) > j:
			j = d.acronymOf(s, i, j)
		case d.Lang == "fr" && (j == i+1 || j == i+2 && (d.articled(s, i) || oneOf(syntax.Form(t, i), "haute", "haut"))) && d.lowerTail(s, j) > j:
			return d.lowerTail(s, j)
		case d.Lang == "fr" && j == i+1 && d.adjectiveTail(s, j):
			return j + 1
		case d.Lang == "fr" && j == i+1 && d.eventOf(s, j) > j:
			end := d.eventOf(s, j)
			d.uncover(s, j+1, end)
			return end
		case d.Lang == "en" && d.companyAnd(s, j), d.Lang == "en" && d.hyphenTail(s, i, j):
			j += 2
		case d.Lang == "en" && d.forState(s, i, j):
			d.uncover(s, j+1, j+2)
			j += 2
		case d.Lang == "en" && d.goesOn(s, i, j):
			j += 2
		case d.andName(s, i, j) > j:
			j = d.andName(s, i, j)
		case j+1 < t.Len() && d.extends(s, j), j+1 < t.Len() && d.possessiveName(s, i, j):
			j += 2
		default:
			e := d.tail(s, i, j)
			if e <= j {
				return j
			}
			j = e
		}
	}
	return j
}

// numbered: "Division 44", "die Partei Polska 2050": the number at word j is of
// the name, because the word before it is one for a unit, or a noun introduces
// the name and nothing follows that could be counted.
func (d *Document) numbered(s *Sentence, i, j int) bool {
	t := s.Tree
	f := t.Word(j).Form
	if s.cover[j] >= 0 || !joinedTo(s, j) || len(f) > 5 || strings.Trim(f, "0123456789") != "" || s.titleCase {
		return false
	}
	if j+1 < t.Len() && !oneOf(syntax.Pos(t, j+1), "PUNCT", "AUX", "VERB", "ADP", "CCONJ", "PART", "SCONJ") {
		return false
	}
	if d.lex.Numbered.has(syntax.Form(t, j-1)) {
		return true
	}
	return len(f) <= 4 && (!s.skip[j] || futureYear(f)) && i > 0 && s.cover[i-1] < 0 && syntax.Pos(t, i-1) == "NOUN" && oneOf(d.kindOf(s, i-1), gazetteer.PoliticalGroup, gazetteer.ThreatActor)
}

// ofPlace: "Los Tigres del Guayas": a name that begins with an article goes on
// over a particle to a place.
func (d *Document) ofPlace(s *Sentence, i, j int) bool {
	m, ok := s.At(j + 1)
	return ok && j > i+1 && m.First == j+1 && m.Kind == Name && m.Type == gazetteer.Place && d.lex.articles.has(syntax.Form(s.Tree, i)) && d.lex.Particles.has(syntax.Form(s.Tree, j)) && joinedTo(s, j) && joinedTo(s, j+1)
}

// endsPerson: what looks like a particle is a preposition: behind it stands a
// common noun or the name of a body: "Lai Po-han von der Volksfront", "Juliaca
// von Polizisten", "Lai Po-han du Front populaire".
func (d *Document) endsPerson(s *Sentence, i, j int) bool {
	t := s.Tree
	f := syntax.Form(t, j)
	if d.Lang == "de" && oneOf(f, "der", "den", "die", "das", "dem", "des") && j+1 < t.Len() && syntax.Pos(t, j+1) == "NOUN" && d.commonNoun(t.Word(j+1).Form) {
		return true // "rechnen Badin der Gruppe APT28 zu"
	}
	if d.Lang == "de" && f == "von" || d.Lang == "fr" && oneOf(f, "du", "de", "des", "d'", "d’") && j-i >= 2 {
		k := j + 1
		for k < t.Len() && oneOf(syntax.Form(t, k), "der", "den", "dem", "la", "le", "l'", "l’") {
			k++
		}
		if k >= t.Len() || !capital(t.Word(k).Form) {
			return false
		}
		w := syntax.Form(t, k)
		return syntax.Pos(t, k) == "ADJ" || d.lex.suffixes[w] != "" || d.Lang == "de" && (syntax.Pos(t, k) == "NOUN" && d.commonNoun(t.Word(k).Form) || lookup(d.lex.suffixes, t, k) != "") ||
			d.Lang == "fr" && syntax.Pos(t, k) == "NOUN" && d.nouns != nil && d.nouns(w)
	}
	return false
}

// nicknameEnd: 'Tomás "El Sastre" Bravo' is one name: the end of the family name
// behind a nickname in quotation marks that begins at word j, else j.
func (d *Document) nicknameEnd(s *Sentence, j int) int {
	t := s.Tree
	if !isQuote(t.Word(j).Form) || !d.know.Gazetteer.FirstName(t.Word(j-1).Form) && !d.betweenNames(s, j) {
		return j
	}
	for k := j + 2; k < t.Len()-1 && k <= j+4; k++ {
		if !isQuote(t.Word(k).Form) {
			continue
		}
		if e := k + 2; capital(t.Word(k+1).Form) && s.cover[k+1] < 0 && oneOf(syntax.Pos(t, k+1), "PROPN", "NOUN", "X") && capital(t.Word(j+1).Form) {
			return e
		}
		break
	}
	return j
}

// betweenNames: the quotation that begins at word j is short, all in capitals,
// and stands between two words that the tagger takes for names and that name
// no body or office.
func (d *Document) betweenNames(s *Sentence, j int) bool {
	t := s.Tree
	plain := func(i int) bool {
		f := t.Word(i).Form
		return syntax.Pos(t, i) == "PROPN" && capital(f) && !acronym(f) && s.role[i] == nil && s.cover[i] < 0 && lookup(d.lex.suffixes, t, i) == "" && d.kindOf(s, i) == "" && !d.commonNoun(f)
	}
	if !plain(j-1) || t.Word(j).Start == t.Word(j-1).End {
		return false
	}
	for k := j + 1; k+1 < t.Len() && k <= j+3; k++ {
		if isQuote(t.Word(k).Form) {
			return k > j+1 && plain(k+1)
		}
		if !capital(t.Word(k).Form) {
			return false
		}
	}
	return false
}

// hyphenated: "al-Sudani", "el-Sissi", "d’Alva": a particle tied to a name by a
// hyphen or an apostrophe.
func (d *Document) hyphenated(form string) bool {
	for _, mark := range []string{"-", "’", "'"} {
		if particle, rest, ok := strings.Cut(form, mark); ok && (d.lex.Particles.has(particle) || particle == "d") && capital(rest) {
			return true
		}
	}
	return false
}

// articleNoun: a common noun with a capital behind an article: in French it
// begins a name ("la Garde nationale des frontières", "l’Appel salafiste").
func (d *Document) articleNoun(s *Sentence, i int) bool {
	t := s.Tree
	return i > 0 && syntax.Pos(t, i) == "NOUN" && d.nouns != nil && d.nouns(syntax.Form(t, i)) && s.role[i] == nil && !s.inRole[i] && !d.lex.Portfolio.has(syntax.Form(t, i)) &&
		(syntax.Pos(t, i-1) == "DET" || oneOf(syntax.Form(t, i-1), "du", "au", "aux", "des", "l'", "l’")) && !oneOf(syntax.Form(t, i), "état", "église")
}

// particularBody: a name made of words for organs that names one by what it is
// for ("Comité d’État à la sécurité nationale"), and that no state behind it claims.
func (d *Document) particularBody(s *Sentence, first, last int) bool {
	t := s.Tree
	f := syntax.Form(t, first)
	if d.manyAdjectives(s, first, last) {
		return true
	}
	if last-first < 3 || d.lex.Organ.has(f) || oneOf(f, "ministère", "assemblée", "chambre", "cour", "direction") {
		return false
	}
	linked := false
	for i := first; i < last; i++ {
		if syntax.Form(t, i) == "ministres" {
			return false
		}
		linked = linked || !capital(t.Word(i).Form) && d.lex.Links.has(syntax.Form(t, i))
	}
	for k := last; linked && k < t.Len() && k < last+3; k++ {
		if m, ok := s.At(k); ok {
			return m.Type != gazetteer.Country
		}
		if !oneOf(syntax.Form(t, k), "de", "du", "d'", "d’", "la", "l'", "l’") {
			break
		}
	}
	return linked
}

// eventOf is the end of "Forum de Doha", "Conférence de Munich", whose head ends
// before word j: an event with the name of its place; else j.
func (d *Document) eventOf(s *Sentence, j int) int {
	t := s.Tree
	if j+1 >= t.Len() || d.lex.suffixes[syntax.Form(t, j-1)] != gazetteer.Event || !oneOf(syntax.Form(t, j), "de", "d'", "d’", "du") {
		return j
	}
	if m, ok := s.At(j + 1); ok && m.First == j+1 && m.Kind == Name && (m.Type == gazetteer.Place || m.Type == gazetteer.Country) {
		return m.Last
	}
	return j
}

// adjectiveTail: "Rizières solidaires", "Bloc normand": an adjective right
// behind a single word that no list knows is of the name, if nothing hangs on it.
func (d *Document) adjectiveTail(s *Sentence, j int) bool {
	t := s.Tree
	f := t.Word(j).Form
	if syntax.Pos(t, j) != "ADJ" || capital(f) || s.cover[j] >= 0 || s.inRole[j] || t.Word(j).Head != j-1 || !joined(s, j-1) || opens(s, j-1) || len(t.Children(j)) > 0 {
		return false
	}
	if d.know.Gazetteer.FirstName(t.Word(j-1).Form) || acronym(t.Word(j-1).Form) || oneOf(f, "présent", "présente", "actif", "active", "seul", "seule", "responsable", "capable", "proche", "coupable", "même", "entier", "entière", "voisin", "voisine", "absent", "absente") || strings.HasSuffix(f, "é") || strings.HasSuffix(f, "ée") || strings.HasSuffix(f, "és") || strings.HasSuffix(f, "ées") {
		return false
	}
	return j+1 >= t.Len() || oneOf(syntax.Pos(t, j+1), "PUNCT", "AUX", "VERB", "CCONJ")
}

// party: the word begins the name of a party or movement, be it followed by an
// adjective only: "le Parti libéral".
func (d *Document) party(form string) bool {
	return d.lex.suffixes[form] == gazetteer.PoliticalGroup && form != "armée"
}

// phraseName: word i is a common noun with a capital, right behind the noun that
// tells what it names: "l’ONG Mines sans peur", "le mouvement Jeunesse du fleuve".
func (d *Document) phraseName(s *Sentence, i int) bool {
	if i > 1 && d.Lang == "fr" && syntax.Pos(s.Tree, i) == "NOUN" && syntax.Pos(s.Tree, i-1) == "ADJ" && !capital(s.Tree.Word(i-1).Form) && joined(s, i-1) && oneOf(d.kindAcross(s, i), gazetteer.Organization, gazetteer.PoliticalGroup) && oneOf(d.kindOf(s, i-2), gazetteer.Organization, gazetteer.PoliticalGroup) {
		return true // "l’ONG polonaise Frontière ouverte"
	}
	if i == 0 || syntax.Pos(s.Tree, i) != "NOUN" && !(oneOf(syntax.Pos(s.Tree, i), "ADV", "ADJ") && d.Lang == "fr" && capital(s.Tree.Word(i).Form) && !acronym(s.Tree.Word(i).Form) && s.role[i] == nil) && !(syntax.Pos(s.Tree, i) == "PROPN" && d.nouns != nil && (d.nouns(syntax.Form(s.Tree, i)) || strings.Contains(syntax.Form(s.Tree, i), "œ")) && !d.know.Gazetteer.FirstName(s.Tree.Word(i).Form)) || s.cover[i-1] >= 0 || !joined(s, i-1) || syntax.Pos(s.Tree, i-1) != "NOUN" {
		return false
	}
	switch d.kindOf(s, i-1) {
	case gazetteer.PoliticalGroup, gazetteer.Organization, gazetteer.ThreatActor, gazetteer.Media, gazetteer.Company:
		return true
	}
	return false
}

// companyAnd: "Halvorsen & Lie".
func (d *Document) companyAnd(s *Sentence, j int) bool {
	t := s.Tree
	return j+1 < t.Len() && t.Word(j).Form == "&" && capital(t.Word(j+1).Form) && s.cover[j+1] < 0
}

// hyphenTail: "Lim Hoon-min": a given name's second syllable in small letters.
func (d *Document) hyphenTail(s *Sentence, i, j int) bool {
	t := s.Tree
	if j-i != 2 || j+1 >= t.Len() || t.Word(j).Form != "-" || t.Word(j).Start != t.Word(j-1).End || t.Word(j+1).Start != t.Word(j).End {
		return false
	}
	f := t.Word(j + 1).Form
	return len(f) <= 6 && strings.ToLower(f) == f && !strings.HasSuffix(f, "ed") && !oneOf(f, "born", "led", "run", "wide", "style", "like", "only", "free", "made", "era", "held", "bound", "linked")
}

// forState: "Democratic Alliance for Lesotho": behind "for" the name of a state
// is of the name of a party.
func (d *Document) forState(s *Sentence, i, j int) bool {
	t := s.Tree
	if j-i < 2 || j+1 >= t.Len() || syntax.Form(t, j) != "for" || d.lex.suffixes[syntax.Form(t, j-1)] != gazetteer.PoliticalGroup {
		return false
	}
	m, ok := s.At(j + 1)
	return ok && m.Type == gazetteer.Country && m.Kind == Name && m.First == j+1 && m.Last == j+2
}

// goesOn: "Front for Concord and Renewal": the name of a body goes on behind
// "and" with a common noun that has a capital.
func (d *Document) goesOn(s *Sentence, i, j int) bool {
	t := s.Tree
	if j-i < 3 || j+1 >= t.Len() || syntax.Form(t, j) != "and" || s.cover[j+1] >= 0 || !capital(t.Word(j+1).Form) || !oneOf(syntax.Form(t, j-2), "for", "of") {
		return false
	}
	f := t.Word(j + 1).Form
	return syntax.Pos(t, j+1) != "VERB" && !acronym(f) && !d.know.Gazetteer.FirstName(f) && len(d.know.Gazetteer.Lookup(f)) == 0
}

// possessiveName: "People's Alliance", "St Brendan's Health": what follows the
// possessive belongs to the name.
func (d *Document) possessiveName(s *Sentence, i, j int) bool {
	t := s.Tree
	if f := t.Word(j).Form; f != "'s" && f != "’s" && f != "'" && f != "’" || !capital(t.Word(j+1).Form) || s.cover[j+1] >= 0 {
		return false
	}
	if oneOf(syntax.Form(t, i), "st", "st.") || d.lex.Possessors.has(syntax.Form(t, j-1)) {
		return true
	}
	if j > 1 && d.title(s, j-2) {
		return false // "Mr Dolinšek's Civic Alliance"
	}
	for k := j + 1; k < t.Len() && k < j+4 && capital(t.Word(k).Form); k++ {
		if typ := d.lex.suffixes[syntax.Form(t, k)]; typ != "" && typ != gazetteer.GovernmentBody && !d.know.Gazetteer.FirstName(t.Word(i).Form) {
			return true
		}
	}
	return false
}

// extends: "Council of Ministers", "Bank of Ghana's": a body's name goes on
// behind "of" with another capital.
func (d *Document) extends(s *Sentence, j int) bool {
	t := s.Tree
	if d.Lang == "en" && syntax.Form(t, j) == "of" && d.lex.suffixes[syntax.Form(t, j-1)] == gazetteer.Company && !oneOf(syntax.Form(t, j-1), "bank", "company", "corporation", "exchange") {
		return false // "Petrovac Steel of Niksic"
	}
	return oneOf(syntax.Form(t, j), "of", "for", "für", "de", "des", "du") && s.cover[j] < 0 && s.cover[j+1] < 0 &&
		capital(t.Word(j+1).Form) && d.lex.suffixes[syntax.Form(t, j-1)] != "" && joinedTo(s, j) && joinedTo(s, j+1)
}

// generic: a name made only of words for organs of the state ("Council of
// Ministers", "Foreign Ministry") names no organ in particular: it is read
// like a common noun, by what qualifies it.
func (d *Document) generic(s *Sentence, first, last int) bool {
	t := s.Tree
	for i := first + 1; i < last-1; i++ {
		if !capital(t.Word(i).Form) && oneOf(syntax.Form(t, i), "for", "on", "against") {
			return false // "State Committee for National Security"
		}
	}
	if d.Lang == "fr" && d.particularBody(s, first, last) {
		return false
	}
	if d.Lang == "fr" && last-first > 1 && (d.party(syntax.Form(t, first)) || d.phraseName(s, first)) {
		return false
	}
	if strings.Trim(t.Word(first).Form, "0123456789") == "" {
		return false // "444 Brigade"
	}
	if d.Lang == "en" && last-first > 2 && !d.lex.State.at(t, last-1) && oneOf(syntax.Form(t, last-1), "committee", "fund", "bank", "board", "institute", "centre", "center") {
		return false // "National Election Committee"
	}
	for i := first; i < last; i++ {
		f := syntax.Form(t, i)
		if !capital(t.Word(i).Form) || d.lex.State.has(f) || d.lex.State.at(t, i) || s.role[i] != nil || s.head[i] != nil || d.lex.Portfolio.has(f) {
			continue
		}
		return false
	}
	return true
}

// joinedTo: word j follows the one before it after a space or a hyphen only.
func joinedTo(s *Sentence, j int) bool { return joined(s, j-1) }

// named decides what a run of name words is.
func (d *Document) named(s *Sentence, first, last int) {
	if m, ok := s.At(last); ok && d.Lang == "en" && m.Type == gazetteer.Person && joined(s, last-1) && d.title(s, last-1) {
		return // "Public Safety Minister", whose name was found before
	}
	first = d.skipTitles(s, first, last)
	kind := ""
	for d.Lang == "de" && first < last-1 && s.cover[first] < 0 && d.kindOf(s, first) != "" && !joinedByHyphen(s, first) && !d.lex.WithName.has(syntax.Form(s.Tree, first)) {
		if d.title(s, first) { // "Gashändler X"
			kind = ""
			first++
			break
		}
		kind = d.kindOf(s, first) // "Chemiekonzern X": the noun is not of the name
		first++
	}
	if first >= last || d.Lang == "de" && first > 0 && oneOf(syntax.Form(s.Tree, first-1), "typ", "typs", "modell", "modells", "klasse", "marke", "baureihe", "kaliber", "bauart") {
		return // "Drohnen vom Typ Bayraktar"
	}
	if d.Lang == "de" && last-first > 2 && !particleBefore(s, last-1) && d.know.Gazetteer.FirstName(s.Tree.Word(first).Form) && !d.know.Gazetteer.FirstName(s.Tree.Word(last-2).Form) && (d.commonNoun(s.Tree.Word(last-1).Form) || syntax.Pos(s.Tree, last-1) == "NOUN" && d.known != nil && d.known(s.Tree.Word(last-1).Form)) && s.Tree.Word(last-2).Form != "&" && lookup(d.lex.suffixes, s.Tree, last-1) == "" && !syllables(s, first, last) || d.nameAndAdjective(s, first, last) {
		last-- // "warf Kofi Mensah Wahlbetrug vor"
		for last-first > 1 && d.lex.Particles.has(syntax.Form(s.Tree, last-1)) {
			last--
		}
	}
	if d.Lang == "de" && last-first > 2 && !particleBefore(s, last-1) && d.commonNoun(s.Tree.Word(last-1).Form) && lookup(d.lex.suffixes, s.Tree, last-1) == "" && s.Tree.Word(last-2).Form != "&" && d.noneCommon(s, first, last-1) && !syllables(s, first, last) {
		last-- // "gegen Wadim Krassikow Anklage"
	}
	if d.Lang == "fr" && last-first == 1 && opens(s, first) && d.nouns != nil && d.nouns(syntax.Form(s.Tree, first)) && !acronym(s.Tree.Word(first).Form) {
		return // "Actif depuis 2026, il …", "Campagne de …"
	}
	if d.Lang == "en" && d.numberOfName(s, first, last) {
		first--
	}
	first = d.dateOfName(s, first, last)
	name := d.textOf(s, first, last)
	if d.namingAdjective(s, first) {
		name = canonical(name)
	}
	if !plausible(name) && !d.lettered(s, first, last) {
		return
	}
	if d.besideOffice(s, first, last) || d.generic(s, first, last) || d.onlyTitles(s, first, last) || last-first == 1 && (d.demonym(name) || d.lex.NotNames.has(strings.ToLower(name))) {
		return
	}
	typ := kind
	if typ == gazetteer.Place && last-first > 1 && d.know.Gazetteer.FirstName(s.Tree.Word(first).Form) {
		typ = "" // "Kapitän zur See Heinrich Tödter"
	}
	if typ == "" {
		typ = d.typeOf(s, first, last)
	}
	if typ == "" {
		return
	}
	if d.Lang == "en" && last-first == 1 && opens(s, first) && d.lex.plain.has(syntax.Form(s.Tree, first)) {
		return // "Fire destroyed"
	}
	if m, ok := s.At(last); ok && typ == gazetteer.Company && m.First == last && m.Kind == Name && m.Type == gazetteer.Country && joinedTo(s, last) && !s.titleCase && !s.Heading && d.introducer(s, first, last) != "" {
		d.uncover(s, m.First, m.Last) // "la société Pellucid France", "der Dienstleister Pellucid Deutschland GmbH"
		last = m.Last
		if last < s.Tree.Len() && d.lex.legal.has(syntax.Form(s.Tree, last)) && capital(s.Tree.Word(last).Form) && s.cover[last] < 0 {
			last++
		}
		name = d.textOf(s, first, last)
	}
	if e := d.ofState(s, first, last); e < first && d.know.Ontology.IsA(typ, gazetteer.Organization) {
		first = e
		name = d.textOf(s, first, last)
	}
	d.introduce(s, first, last, name, typ)
}

// officeCompound: "FDP-Fraktionsvize": the last part is an ordinary word.
func (d *Document) officeCompound(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	k := strings.LastIndexByte(f, '-')
	return k > 1 && k+4 < len(f) && capital(f[k+1:]) && d.known != nil && d.known(f[k+1:]) && !d.know.Gazetteer.FirstName(f[k+1:])
}

// nameAndAdjective: "Alois Pichlmaier Untreue": behind a first name and a name
// that no dictionary has stands a word that the dictionary has.
func (d *Document) nameAndAdjective(s *Sentence, first, last int) bool {
	if d.Lang != "de" || last-first != 3 || d.known == nil || !d.know.Gazetteer.FirstName(s.Tree.Word(first).Form) {
		return false
	}
	family, w := s.Tree.Word(last-2).Form, s.Tree.Word(last-1).Form
	return letters(family) && !d.known(family) && !d.know.Gazetteer.FirstName(family) && letters(w) && len(w) > 5 && d.known(w)
}

// nth: "6th", "101st".
func nth(f string) bool {
	rest := strings.TrimLeft(f, "0123456789")
	return len(rest) < len(f) && oneOf(rest, "st", "nd", "rd", "th")
}

// syllables: three words or more as short as those of Vietnamese, Chinese and
// Korean names: "Tran Quoc Dung", where the dictionary has the last one.
func syllables(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if len([]rune(s.Tree.Word(i).Form)) > 5 {
			return false
		}
	}
	return last-first > 2
}

// noneCommon: no word of the range is one of the dictionary.
func (d *Document) noneCommon(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if d.commonNoun(s.Tree.Word(i).Form) {
			return false
		}
	}
	return true
}

// ofState: the adjective or name of a state right before a possessive or a word
// for an organ belongs to the name: "Philippine Coast Guard", "Taiwan People's
// Front". It is first where none does.
func (d *Document) ofState(s *Sentence, first, last int) int {
	t := s.Tree
	m, ok := s.At(first - 1)
	if d.Lang != "en" || !ok || s.titleCase || s.Heading || m.Last != first || !joinedTo(s, first) || m.Type != gazetteer.Country && m.Type != gazetteer.Place || m.Kind != Name && m.Kind != Adjective {
		return first
	}
	possessive := last-first > 2 && oneOf(t.Word(first+1).Form, "'s", "’s", "'", "’") && m.Kind == Name && d.lex.Possessors.has(syntax.Form(t, first))
	organ := m.Kind == Adjective && last-first == 2 && d.lex.suffixes[syntax.Form(t, last-1)] == gazetteer.GovernmentBody && oneOf(syntax.Form(t, last-1), "guard", "guards", "agency", "authority", "service", "bureau", "commission", "directorate", "council")
	group := m.Kind == Name && m.Type == gazetteer.Place && last-first == 2 && d.lex.suffixes[syntax.Form(t, last-1)] == gazetteer.PoliticalGroup                                                                                                                                         // "Azawad Defence Front"
	body := m.Kind == Name && m.Type == gazetteer.Country && last-first == 2 && s.cover[first] < 0 && oneOf(syntax.Form(t, last-1), "agency", "authority", "service", "bureau", "commission", "directorate", "council", "board", "corporation", "institute", "association", "federation") // "Uganda Revenue Authority"
	if !possessive && !organ && !group && !body {
		return first
	}
	d.uncover(s, m.First, m.Last)
	return m.First
}

// demonym: the word tells but of where somebody is ("Iranian"): nobody's name.
func (d *Document) demonym(word string) bool {
	for _, h := range d.know.Gazetteer.Match(d.Lang, []string{word}) {
		if h.Form == gazetteer.Adjective || h.Form == gazetteer.DemonymNoun {
			return true
		}
	}
	return false
}

// skipTitles leaves "Foreign Minister", "Mr" and the like out of the name: all
// up to the last title, if nothing but words for offices stands before it.
func (d *Document) skipTitles(s *Sentence, first, last int) int {
	if d.Lang == "fr" && last-first > 2 && d.phraseName(s, first) && !d.know.Gazetteer.FirstName(s.Tree.Word(first).Form) && !capital(s.Tree.Word(first+1).Form) {
		return first // "le groupe Soldats du Levant"
	}
	from := d.officeIn(s, first, last)
	for i := from; i < last-1; i++ {
		switch {
		case d.Lang == "de" && i == from && d.officeCompound(s, i) && d.know.Gazetteer.FirstName(s.Tree.Word(i+1).Form):
			from = i + 1 // "FDP-Fraktionsvize Lukas X"
		case i == first && i > 0 && syntax.Form(s.Tree, i-1) == "," && d.know.Gazetteer.FirstName(s.Tree.Word(i).Form) && !(oneOf(syntax.Form(s.Tree, i), "sheikh", "sheikha", "ayatollah", "imam", "mullah") && d.know.Gazetteer.FirstName(s.Tree.Word(i+1).Form)):
			return from // "the envoy, Amir Saeed Iravani"
		case d.Lang == "en" && i > 0 && d.know.Gazetteer.FirstName(s.Tree.Word(i).Form) && d.official(s, i-1) && oneOf(syntax.Form(s.Tree, i), "amir", "emir", "sultan", "malik", "shah", "sheikh", "khan", "major", "king", "prince", "duke", "earl", "dean", "bishop", "judge", "abbas"):
			return from // "foreign minister Amir Khan Muttaqi"
		case s.role[i] != nil && s.role[i].Kind == "person" && (syntax.Pos(s.Tree, i) == "ADJ" || d.roleInName(s, i)), i+1 < last && (oneOf(s.Tree.Word(i+1).Form, "'s", "’s") || i == from && oneOf(s.Tree.Word(i+1).Form, "of", "for") && d.lex.Slogans.has(syntax.Form(s.Tree, i))):
			return from // "National Frontier Guard", "Lord's Army"
		case d.Lang == "en" && oneOf(syntax.Form(s.Tree, i), "general", "king", "queen", "prince", "princess", "lord", "sir") && lookup(d.lex.suffixes, s.Tree, last-1) != "" && (oneOf(d.lex.suffixes[syntax.Form(s.Tree, i+1)], gazetteer.GovernmentBody, gazetteer.Organization) || last-i > 2 && d.lex.suffixes[syntax.Form(s.Tree, last-1)] == gazetteer.Facility):
			return from // "General Directorate for Roads", "King Edward VII's Hospital"
		case d.title(s, i) || d.official(s, i):
			from = i + 1
		case d.Lang == "fr" && i == from && i > 0 && d.lex.Portfolio.has(syntax.Form(s.Tree, i)) && oneOf(syntax.Form(s.Tree, i-1), "de", "du", "des", "la", "les", "l'", "l’") && d.beforePortfolio(s, i) < i:
			from = i + 1 // "ministre des Transports X"
		case d.lex.Portfolio.has(syntax.Form(s.Tree, i)) || d.lex.State.has(syntax.Form(s.Tree, i)):
		default:
			return from
		}
	}
	return from
}

// joinedByHyphen: no space stands behind the word.
func joinedByHyphen(s *Sentence, i int) bool {
	return i+1 < s.Tree.Len() && s.Tree.Word(i+1).Start == s.Tree.Word(i).End
}

// onlyTitles: "Crown Prince", "Secretary": offices with no name.
func (d *Document) onlyTitles(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if !s.inRole[i] && !d.title(s, i) && !d.official(s, i) {
			return false
		}
	}
	return true
}

func (d *Document) textOf(s *Sentence, first, last int) string {
	sp := s.spanOf(first, last)
	return strings.Join(strings.Fields(trimPossessive(d.Text[sp.Start:sp.End])), " ")
}

func trimPossessive(n string) string {
	for _, e := range []string{"'s", "’s", "'", "’"} {
		n = strings.TrimSuffix(n, e)
	}
	return n
}

// plausible refuses names without two letters, and runs too long for a name.
func plausible(name string) bool {
	letters := 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 2 && len(name) <= 120 && len(strings.Fields(name)) <= 10
}
