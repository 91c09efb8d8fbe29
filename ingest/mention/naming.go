package mention

import (
	"strings"
	"unicode"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// quotedNames finds names between quotation marks that a noun introduces, on
// either side, whatever words they are made of: the group "Free Karelia",
// „Kein Meter für Lithium“, ein Bündnis; le pétrolier « Alouette des mers ».
// The whole is the name: no place or state within it is meant.
func (d *Document) quotedNames(s *Sentence) {
	t := s.Tree
	for i := 0; i+2 < t.Len(); i++ {
		if !isQuote(t.Word(i).Form) {
			continue
		}
		j := i + 1
		for j < t.Len() && j-i <= 7 && !isQuote(t.Word(j).Form) {
			j++
		}
		if j >= t.Len() || !isQuote(t.Word(j).Form) || j == i+1 {
			continue
		}
		last := j
		if oneOf(t.Word(j-1).Form, ",", ".") {
			last-- // "Free Karelia," a group
		}
		if last > i+1 && d.nameShaped(s, i+1, last) {
			kind := d.quoteIntroduced(s, i)
			if kind == "" && (s.cover[i+1] < 0 || last-i > 2) {
				kind = d.quoteExplained(s, i, j)
			}
			d.nameQuoted(s, i+1, last, kind)
		}
		i = j
	}
}

// nameQuoted makes words between quotation marks a name of the kind, "" for none.
func (d *Document) nameQuoted(s *Sentence, first, last int, kind string) {
	if kind == "" || kind == gazetteer.Place || kind == gazetteer.Event || kind == gazetteer.GovernmentBody {
		return
	}
	if m, ok := s.At(first); ok && m.First == first && m.Last == last {
		return
	}
	if last-first == 1 && !capital(s.Tree.Word(first).Form) && !oneOf(kind, gazetteer.ThreatActor, gazetteer.PoliticalGroup, gazetteer.Malware) {
		return
	}
	d.uncover(s, first, last)
	if d.free(s, first, last) {
		d.introduce(s, first, last, d.textOf(s, first, last), kind)
	}
}

// nameShaped: the words between quotation marks can be a name and are no speech.
func (d *Document) nameShaped(s *Sentence, first, last int) bool {
	t := s.Tree
	if last-first == 1 && !capital(t.Word(first).Form) {
		return d.strangeWord(s, first)
	}
	if r := []rune(t.Word(first).Form)[0]; !unicode.IsUpper(r) && !unicode.IsDigit(r) || last-first > 6 {
		return false
	}
	for i := first; i < last; i++ {
		f := t.Word(i).Form
		if s.skip[i] && !(i > first && capital(f) && letters(f)) || oneOf(f, ",", ".", "!", "?", ";", ":") || syntax.Pos(t, i) == "AUX" || d.inQuotedClause(s, first, i) {
			return false
		}
		if d.Lang == "en" && len(f) > 4 && !capital(f) && !d.lex.Links.has(f) && !d.lex.Particles.has(f) {
			return false
		}
	}
	return true
}

// inQuotedClause: word i is a pronoun or a verb in small letters, which names have hardly.
func (d *Document) inQuotedClause(s *Sentence, first, i int) bool {
	p := syntax.Pos(s.Tree, i)
	return i > first && !capital(s.Tree.Word(i).Form) && (p == "PRON" || p == "VERB" || p == "SCONJ")
}

// quoteIntroduced is the kind that the words before the quotation mark i tell.
func (d *Document) quoteIntroduced(s *Sentence, i int) string {
	t := s.Tree
	k := i - 1
	if k > 0 && t.Word(k).Form == "," {
		k--
	}
	if k > 0 && d.lex.Named.at(t, k) {
		k--
		for n := 0; k > 0 && n < 2 && oneOf(syntax.Pos(t, k), "DET", "ADP"); n++ {
			k-- // "ein Kollektiv mit dem Namen „X“"
		}
	}
	if k < 0 || s.cover[k] >= 0 && d.Lang != "fr" {
		return ""
	}
	if s.cover[k] < 0 && oneOf(syntax.Pos(t, k), "NOUN", "PROPN", "ADJ") && s.role[k] == nil {
		if d.vessel(s, k) {
			return gazetteer.Facility
		}
		if kind := d.kindOf(s, k); kind != "" {
			return kind
		}
	}
	return d.kindAcross(s, k+1)
}

// quoteExplained is the kind that an apposition behind the quotation mark j
// tells: "…", a group banned in Russia. It must begin with an article.
func (d *Document) quoteExplained(s *Sentence, i, j int) string {
	t := s.Tree
	k := j + 1
	if k < t.Len() && t.Word(k).Form == "," {
		k++
	} else if t.Word(j-1).Form != "," {
		return ""
	}
	if k >= t.Len() || syntax.Pos(t, k) != "DET" {
		return ""
	}
	for n := k + 1; n < min(t.Len(), k+5); n++ {
		switch p := syntax.Pos(t, n); {
		case p == "NOUN" && s.role[n] == nil && s.cover[n] < 0:
			if d.vessel(s, n) {
				return gazetteer.Facility
			}
			if kind := d.kindOf(s, n); kind != "" {
				return kind
			}
		case oneOf(p, "PUNCT", "VERB", "AUX", "PRON", "ADP"):
			return ""
		}
	}
	return ""
}

// strangeWord: word i is none of the dictionary: it has a digit or an
// underscore among letters, or small letters only and a shape that no form of
// a common word has.
func (d *Document) strangeWord(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	if s.skip[i] || s.inRole[i] || s.role[i] != nil || s.head[i] != nil {
		return false
	}
	if handle(f) {
		return true
	}
	if len(f) < 5 || !letters(f) || strings.ToLower(f) != f || d.known == nil || d.known(f) || d.known(strings.TrimSuffix(f, "s")) || d.lex.plain.has(f) || d.lex.kinds[f] != "" {
		return false
	}
	if !oneOf(syntax.Pos(s.Tree, i), "NOUN", "PROPN", "X", "ADJ") {
		return false
	}
	if d.Lang == "en" && (i == 0 || !isQuote(s.Tree.Word(i-1).Form) && !d.lex.Named.at(s.Tree, i-1)) {
		return false // no dictionary: it must be called so
	}
	for _, e := range []string{"ing", "ed", "ers", "ly", "ists", "ant", "ent", "eur", "eurs", "iste", "istes", "isch", "ische", "ée", "ées", "és", "aux", "ment", "tion", "tions"} {
		if strings.HasSuffix(f, e) {
			return false
		}
	}
	return true
}

// handle: "0xVulture", "nightjar77", "mr_hibou": letters with digits or an
// underscore among them, that are no number with its unit, no ordinal and no
// checksum.
func handle(f string) bool {
	letters, digits, under, hex := 0, 0, 0, 0
	for _, r := range f {
		switch {
		case unicode.IsLetter(r):
			letters++
			if r >= 'a' && r <= 'f' {
				hex++
			}
		case unicode.IsDigit(r):
			digits++
		case r == '_':
			under++
		default:
			return false
		}
	}
	return letters >= 4 && letters > hex && digits+under > 0 && len(f) < 25
}

// letters: the word has nothing else.
func letters(f string) bool {
	return strings.IndexFunc(f, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// strangeNames finds what gangs call themselves in small letters or with
// digits: beside a word for intruders, or with an apposition that tells the
// kind ("0xVulture, a crew that …"); then wherever the word stands again.
func (d *Document) strangeNames(s *Sentence) {
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		if s.cover[i] >= 0 || d.odd[t.Word(i).Form] != "" || capital(t.Word(i).Form) && !handle(t.Word(i).Form) || !d.strangeWord(s, i) {
			continue
		}
		if kind := d.kindBeside(s, i); kind != "" {
			f := t.Word(i).Form
			if d.odd == nil {
				d.odd = map[string]string{}
			}
			d.odd[f] = kind
		}
	}
}

// kindBeside is the kind that a word for intruders or their tools beside word i tells.
func (d *Document) kindBeside(s *Sentence, i int) string {
	t := s.Tree
	intruders := func(k int) string {
		if k < 0 || k >= t.Len() || s.cover[k] >= 0 || syntax.Pos(t, k) != "NOUN" || s.role[k] != nil {
			return ""
		}
		switch kind := d.kindOf(s, k); kind {
		case gazetteer.ThreatActor, gazetteer.Malware:
			return kind
		case gazetteer.PoliticalGroup, gazetteer.Organization:
			if handle(t.Word(i).Form) {
				return gazetteer.ThreatActor
			}
		}
		return ""
	}
	if i > 1 && d.lex.Named.at(t, i-1) {
		if kind := intruders(i - 2); kind != "" {
			return kind // "a gang called qilin"
		}
	}
	if d.intrudersAcross(s, i) {
		return gazetteer.ThreatActor
	}
	for _, k := range []int{i - 1, i + 1} {
		if k == i+1 && d.Lang != "en" {
			continue
		}
		if kind := intruders(k); kind != "" {
			return kind
		}
	}
	if kind := d.kindAcross(s, i); kind == gazetteer.ThreatActor || kind == gazetteer.Malware {
		return kind
	}
	if i+3 < t.Len() && t.Word(i+1).Form == "," && syntax.Pos(t, i+2) == "DET" {
		for k := i + 3; k < min(t.Len(), i+6); k++ {
			if kind := intruders(k); kind != "" {
				return kind
			}
		}
	}
	return ""
}

// intrudersAcross: "le groupe de rançongiciel X": the complement of the noun
// for a group tells that it intrudes.
func (d *Document) intrudersAcross(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "fr" || i < 3 || !oneOf(syntax.Lemma(t, i-1), "hacker", "pirate", "cybercriminel", "cyberespion", "hacktiviste", "ransomware", "rançongiciel", "cyberespionnage") || !oneOf(syntax.Form(t, i-2), "de", "d'", "d’") {
		return false
	}
	return oneOf(d.kindOf(s, i-3), gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Company, gazetteer.Organization)
}

// strangeForms marks every place of the names that strangeNames found.
func (d *Document) strangeForms(s *Sentence) {
	t := s.Tree
	for i := 0; i < t.Len() && len(d.odd) > 0; i++ {
		f := t.Word(i).Form
		if kind := d.odd[f]; kind != "" && s.cover[i] < 0 {
			d.introduce(s, i, i+1, f, kind)
		}
	}
}

// unitNames finds, in German and French, units that a number names: "la 155e
// brigade mécanisée", "die 155. mechanisierte Brigade", "la 6e division d’infanterie".
func (d *Document) unitNames(s *Sentence) {
	t := s.Tree
	for i := 0; i+1 < t.Len() && d.Lang != "en"; i++ {
		f := t.Word(i).Form
		rest := strings.TrimLeft(f, "0123456789")
		if rest == f || s.cover[i] >= 0 || len(f) > 6 {
			continue
		}
		last := i
		if d.Lang == "fr" && oneOf(rest, "e", "er", "re", "ère", "ème") {
			last = d.frenchUnit(s, i+1)
		} else if d.Lang == "de" && (rest == "." || rest == "" && t.Word(i+1).Form == ".") {
			k := i + 1
			if rest == "" {
				k++
			}
			for k < t.Len()-1 && syntax.Pos(t, k) == "ADJ" && s.cover[k] < 0 {
				k++
			}
			if k < t.Len() && d.unitNoun(s, k) {
				last = k + 1
			}
		}
		if last > i+1 && d.free(s, i, last) {
			d.introduce(s, i, last, d.textOf(s, i, last), gazetteer.Organization)
		}
	}
}

// frenchUnit is the end of "brigade mécanisée", "division d’infanterie" from word k on, k where none stands there.
func (d *Document) frenchUnit(s *Sentence, k int) int {
	t := s.Tree
	if k >= t.Len() || !d.unitNoun(s, k) {
		return k - 1
	}
	e := k + 1
	for e < t.Len() && (syntax.Pos(t, e) == "ADJ" || syntax.Pos(t, e) == "VERB" && strings.HasSuffix(t.Word(e).Form, "ée")) && s.cover[e] < 0 && !capital(t.Word(e).Form) {
		e++
	}
	if e+1 < t.Len() && oneOf(syntax.Form(t, e), "de", "d'", "d’") && syntax.Pos(t, e+1) == "NOUN" && !capital(t.Word(e+1).Form) && s.cover[e+1] < 0 {
		e += 2
	}
	return e
}

// unitNoun: word i is one for a military unit.
func (d *Document) unitNoun(s *Sentence, i int) bool {
	return d.lex.Formations.has(syntax.Form(s.Tree, i))
}

// phraseFrom is the end of the name of common words behind the noun k for its kind; -1 if there is none.
func (d *Document) phraseFrom(s *Sentence, k int) int {
	if e := d.phraseBeforeVerb(s, k); e > k+1 && s.cover[k+1] < 0 {
		return e
	}
	if e := d.slogan(s, k+1); e > k+1 && !d.indefinite(s, k) {
		return e
	}
	switch {
	case d.capitalQualifier(s, k+1):
		if last := d.phraseEnd(s, k+2); last >= k+3 {
			return last
		}
	case d.bareNoun(s, k):
		if last := d.phraseLinks(s, k+1); last >= k+4 {
			return last
		}
		if m, ok := s.At(k + 2); ok && m.First == k+2 && m.Kind == Name && m.Type == gazetteer.Place && joinedTo(s, k+2) {
			return m.Last // "der Hilfsorganisation Brücke Aden"
		}
		if d.strangeBehind(s, k+2) {
			return k + 3 // "dem Netzwerk Bronze Heron"
		}
		if d.numberBehind(s, k+2) {
			return k + 3 // "die Gruppe Knockout 51"
		}
	}
	return -1
}

// introducedPhrase finds, in German, the name of a party, body or firm that
// common words make, behind the noun for its kind: a word that has a capital in
// names alone ("die Partei Unser Haus", "die Bewegung Freies Belarus Nord"), or
// a noun that stands in apposition and goes on ("der Verein Ruf des Ostens",
// "die Partei Recht und Freiheit").
func (d *Document) introducedPhrase(s *Sentence) {
	t := s.Tree
	if d.Lang != "de" || s.titleCase || allCapital(s) {
		return
	}
	for k := 0; k+2 < t.Len(); k++ {
		if !d.introduces(s, k) || d.kindOf(s, k) == "" || d.title(s, k) || s.role[k] != nil || !joinedTo(s, k+1) || s.cover[k+1] >= 0 && !d.capitalQualifier(s, k+1) && d.slogan(s, k+1) == k+1 {
			continue
		}
		last := d.phraseFrom(s, k)
		if last < 0 {
			continue
		}
		d.uncover(s, k+1, last)
		if d.free(s, k+1, last) {
			kind := d.kindOf(s, k)
			if d.codedBehind(s, last) {
				kind = gazetteer.ThreatActor
			}
			d.introduce(s, k+1, last, d.textOf(s, k+1, last), kind)
		}
	}
}

// capitalQualifier: an adjective, article or pronoun with a capital inside a sentence.
func (d *Document) capitalQualifier(s *Sentence, i int) bool {
	t := s.Tree
	f := t.Word(i).Form
	if !capital(f) || opens(s, i) || acronym(f) || d.title(s, i) || s.inRole[i] || d.demonym(f) || s.skip[i] {
		return false
	}
	if low := strings.ToLower(f); oneOf(low, "unser", "unsere", "mein", "meine", "kein", "keine", "alle", "ein", "eine", "mehr", "pro", "contra", "anti", "neue", "neuer", "neues", "freie", "freier", "freies", "junge", "junger", "junges", "die", "der", "das") {
		return true
	}
	return syntax.Pos(t, i) == "ADJ" && d.capitalAdjective(s, i)
}

// phraseEnd is the end of the nouns with capitals from word i on.
func (d *Document) phraseEnd(s *Sentence, i int) int {
	t := s.Tree
	e := i
	for e < t.Len() && e < i+3 && capital(t.Word(e).Form) && (e == i || joinedTo(s, e)) && oneOf(syntax.Pos(t, e), "NOUN", "PROPN", "ADJ") && s.role[e] == nil && !d.official(s, e) && !d.title(s, e) && !s.skip[e] {
		if m, ok := s.At(e); ok && (m.First < e || m.Kind == Compound) || e > i && d.commonNoun(t.Word(e).Form) && !d.direction(s, e) {
			break
		}
		e++
	}
	return e
}

// strangeBehind: word i is tagged as a name and no word of the dictionary.
func (d *Document) strangeBehind(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	return syntax.Pos(s.Tree, i) == "PROPN" && capital(f) && !acronym(f) && s.cover[i] < 0 && joinedTo(s, i) && letters(f) && d.known != nil && !d.known(f) && !d.know.Gazetteer.FirstName(f)
}

// numberBehind: word i is a number that counts nothing and tells no date.
func (d *Document) numberBehind(s *Sentence, i int) bool {
	t := s.Tree
	f := t.Word(i).Form
	return len(f) < 4 && strings.Trim(f, "0123456789") == "" && !s.skip[i] && i+1 < t.Len() && oneOf(syntax.Pos(t, i+1), "PUNCT", "VERB", "AUX", "ADP")
}

// direction: "Nord", "Mitte": ends names of bodies.
func (d *Document) direction(s *Sentence, i int) bool {
	return oneOf(syntax.Form(s.Tree, i), "nord", "süd", "ost", "west", "mitte", "sud", "est", "ouest", "international", "deutschland", "österreich", "schweiz")
}

// bareNoun: behind the noun k with its definite article stands a noun without any.
func (d *Document) bareNoun(s *Sentence, k int) bool {
	t := s.Tree
	f := t.Word(k + 1).Form
	return !d.indefinite(s, k) && k > 0 && syntax.Pos(t, k+1) == "NOUN" && capital(f) && s.cover[k+1] < 0 && (!d.official(s, k+1) && !d.title(s, k+1) || k+3 < t.Len() && d.lex.PersonTitle.at(t, k+1) && t.Word(k+1).Form != syntax.Lemma(t, k+1) && oneOf(syntax.Form(t, k+2), "des", "der")) &&
		!d.lex.Members.at(t, k+1) && !d.lex.State.at(t, k+1) && t.Word(k).Feats.Number().String() != "Plur" && d.definiteNoun(s, k)
}

// definiteNoun: "die rechte Partei", "der Partei", "vom Verein".
func (d *Document) definiteNoun(s *Sentence, k int) bool {
	for k--; k >= 0; k-- {
		if syntax.Pos(s.Tree, k) == "ADJ" || s.cover[k] >= 0 && syntax.Pos(s.Tree, k) != "PROPN" {
			continue
		}
		return d.lex.Definite.at(s.Tree, k)
	}
	return false
}

// phraseLinks is the end of "Ruf des Ostens", "Recht und Freiheit", "Hand in
// Hand" that begins at noun i; i+1 where it does not go on.
func (d *Document) phraseLinks(s *Sentence, i int) int {
	t := s.Tree
	e := i + 1
	if n := e + 1; n < t.Len() && oneOf(syntax.Form(t, e), "am", "im", "vom") && syntax.Pos(t, i) == "NOUN" && capital(t.Word(n).Form) && !s.skip[n] && d.opensSentence(s, i-1) && d.clauseGoesOn(s, n+1) && (s.cover[n] < 0 || s.Mentions[s.cover[n]].Last == n+1) {
		return n + 1 // "die Hilfsorganisation Ärzte am Nil"
	}
	for e+1 < t.Len() && oneOf(syntax.Form(t, e), "des", "und", "der", "für", "statt", "ohne", "von") && joinedTo(s, e) {
		n := e + 1
		if oneOf(syntax.Form(t, e), "für", "ohne") && oneOf(syntax.Form(t, n), "die", "das", "den", "alle") {
			n++
		}
		if m, ok := s.At(n); ok && syntax.Form(t, e) == "von" && m.First == n && m.Kind == Name && (m.Type == gazetteer.Place || m.Type == gazetteer.Country) {
			return m.Last // "Löwen von Harar"
		}
		if n >= t.Len() || syntax.Form(t, e) == "von" || !capital(t.Word(n).Form) || syntax.Pos(t, n) != "NOUN" || s.cover[n] >= 0 || s.role[n] != nil || d.kindOf(s, n) != "" || d.lex.Members.at(t, n) {
			break
		}
		e = n + 1
	}
	if e > i+1 && oneOf(syntax.Form(t, i+1), "und", "für") && !d.clauseGoesOn(s, e) {
		return i + 1
	}
	return e
}

// clauseGoesOn: behind the phrase stands the verb, a mark or a preposition;
// else its nouns may be arguments of a verb further on.
func (d *Document) clauseGoesOn(s *Sentence, e int) bool {
	return e < s.Tree.Len() && oneOf(syntax.Pos(s.Tree, e), "AUX", "PUNCT", "VERB", "ADP")
}
