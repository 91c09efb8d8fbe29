package syntax

import (
	"slices"
	"strings"

	"kg/ingest/parse"
)

// Topological fields of the German clause (Drach 1937; Höhle 1986): in a main
// clause one phrase stands before the finite verb (Vorfeld), the others
// between it and the end of the verbal bracket (Mittelfeld). They need no
// tree, only tags, and so hold where a tree fails.

// Vorfeld gives the head of the bare noun phrase that stands directly before
// the finite verb of the clause of verb v, in a subordinate clause that of the
// first bare noun phrase; nil if another kind of phrase stands there.
func Vorfeld(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	if c.finite < 0 || Passive(t, v) {
		return nil
	}
	if c.verbFinal {
		// "…, dass das Land gestern seine Beziehungen abgebrochen hat": the
		// first bare phrase is the subject
		for _, p := range c.phrases {
			if p.bare() {
				return []int{p.head}
			}
		}
		return nil
	}
	if p := c.vorfeld(); p != nil && p.bare() {
		return Coordinated(t, p.head)
	}
	return nil
}

// Mittelfeld gives the heads of the bare noun phrases behind the finite verb
// of the clause of verb v, in surface order.
func Mittelfeld(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	if c.finite < 0 {
		return nil
	}
	var out []int
	first := true
	for _, p := range c.phrases {
		if !p.bare() || p.cases == genitive || !c.verbFinal && p.first < c.finite {
			continue
		}
		if c.verbFinal && first { // the subject
			first = false
			continue
		}
		out = append(out, p.head)
	}
	return out
}

// clause is the stretch of words between the marks and conjunctions around a
// verb, and the noun phrases in it.
type clause struct {
	t           *parse.Tree
	first, last int // half-open
	finite      int // the finite verb; -1 if it has none
	verbFinal   bool
	pronoun     int // the relative pronoun that opens it; -1 if none does
	attribute   int // the noun that the clause stands before as an attribute; -1 if it is none
	phrases     []phrase
}

// phrase is a noun phrase found by tags alone.
type phrase struct {
	first, head, last int    // its first word, its noun, the word after it
	prep              string // lemma of its preposition
	genitive          bool   // it may stand in the genitive to the phrase before it
	cases             caseSet
}

func (p phrase) bare() bool { return p.prep == "" && !p.genitive }

func clauseOf(t *parse.Tree, v int) clause {
	c := clause{t: t, attribute: -1, pronoun: -1}
	if n := attributeOf(t, v); n >= 0 && !FiniteForm(t, v) {
		c.first, c.last, c.finite, c.attribute = attributeStart(t, v), v, -1, n
		c.phrases = phrasesIn(t, c.first, c.last)
		return c
	}
	c.first, c.last, c.finite = bounds(t, v)
	c.phrases = phrasesIn(t, c.first, c.last)
	if c.finite < 0 {
		c.finite = c.untaggedFinite()
	}
	if c.pronoun = c.relativePronoun(); c.pronoun >= 0 {
		c.phrases = phrasesIn(t, c.pronoun+1, c.last)
	}
	if c.finite == c.first {
		c.phrases = append(c.beforeInsertion(), c.phrases...)
	}
	c.verbFinal = c.finite >= 0 && verbFinal(t, c.finite, c.last)
	return c
}

// vorfeld is the one phrase before the finite verb of a main clause, nil if
// there is none or another word stands between.
func (c *clause) vorfeld() *phrase {
	end := c.first
	var found *phrase
	for i := range c.phrases {
		p := &c.phrases[i]
		if p.last > c.finite {
			break
		}
		if found == nil {
			found = p
		} else if p.first != end || p.bare() {
			return nil // two phrases: not one constituent
		}
		end = p.last
	}
	if found == nil || end != c.finite {
		return nil
	}
	return found
}

// verbFinal: the finite verb closes its clause, as in subordinate clauses.
func verbFinal(t *parse.Tree, finite, last int) bool {
	for i := finite + 1; i < last; i++ {
		if p := Pos(t, i); p != "VERB" && p != "AUX" && p != "PART" && !quoteMark(t, i) {
			return false
		}
	}
	return true
}

// bounds is the range of words between the marks and conjunctions around verb
// v, and its finite verb, -1 if it has none.
func bounds(t *parse.Tree, v int) (first, last, finite int) {
	first, last = 0, t.Len()
	for i := v - 1; i >= 0; i-- {
		if boundary(t, i) || joinsClauses(t, i) {
			first = i + 1
			break
		}
	}
	for i := v + 1; i < t.Len(); i++ {
		if boundary(t, i) || joinsClauses(t, i) {
			last = i
			break
		}
	}
	finite = -1
	for i := first; i < last; i++ {
		w := t.Word(i)
		if p := w.UPOS.String(); (p == "VERB" || p == "AUX") && w.Feats.VerbForm().String() == "Fin" {
			return first, last, i
		}
	}
	return first, last, finite
}

// ClauseOf is the half-open range of words between the marks and conjunctions
// around verb v.
func ClauseOf(t *parse.Tree, v int) (first, last int) {
	first, last, _ = bounds(t, v)
	return first, last
}

// ClosesClause reports whether the clause of the finite verb v ends in the word
// w, as the particle of a separable verb does, wherever the parser hung it.
func ClosesClause(t *parse.Tree, v int, w string) bool {
	_, last, finite := bounds(t, v)
	k := last - 1
	for k > v && quoteMark(t, k) {
		k--
	}
	if finite != v || k <= v+1 || Form(t, k) != w {
		return false
	}
	switch Pos(t, k) {
	case "ADP", "ADV", "PART", "ADJ":
		return true
	}
	return false
}

func boundary(t *parse.Tree, i int) bool {
	switch Pos(t, i) {
	case "PUNCT":
		return !quoteMark(t, i)
	case "SCONJ":
		return true
	}
	return false
}

// joinsClauses: a conjunction with a finite verb on either side before the next
// mark joins clauses, not nouns.
func joinsClauses(t *parse.Tree, i int) bool {
	return Pos(t, i) == "CCONJ" && finiteWithin(t, i-1, -1) && finiteWithin(t, i+1, 1)
}

func finiteWithin(t *parse.Tree, i, step int) bool {
	for ; i >= 0 && i < t.Len() && !boundary(t, i); i += step {
		if p := Pos(t, i); (p == "VERB" || p == "AUX") && t.Word(i).Feats.VerbForm().String() == "Fin" {
			return true
		}
	}
	return false
}

func quoteMark(t *parse.Tree, i int) bool {
	return slices.Contains([]string{"„", "“", "”", "\"", "»", "«", "‚", "‘", "'"}, t.Word(i).Form)
}

// FiniteForm reports whether word i is a finite verb that the tagger took for
// a participle: "Polen versorgt Kiew mit Panzern". It stands where the finite
// verb does, behind the one phrase of the Vorfeld, and the clause has no other.
func FiniteForm(t *parse.Tree, i int) bool {
	if t.Lang() != "de" || !looksFinite(t, i) {
		return false
	}
	first, last, finite := bounds(t, i)
	if finite >= 0 {
		return false
	}
	c := clause{t: t, first: first, last: last, phrases: phrasesIn(t, first, last)}
	return c.untaggedFinite() == i
}

func (c *clause) untaggedFinite() int {
	if k := c.last - 1; k > c.first && c.first > 0 && looksFinite(c.t, k) && (Pos(c.t, c.first-1) == "SCONJ" || Pos(c.t, c.first) == "PRON" && RelativePronoun(c.t, c.first)) {
		return k // "…, die von Libyen aus operiert"
	}
	if k := c.last - 1; k > c.first+1 && c.first > 0 && c.t.Word(c.first-1).Form == "," && RelativePronoun(c.t, c.first) && pluralForm(c.t, k) {
		return k // "…, den Polen und Estland Minsk zuschreiben"
	}
	for i := c.first + 1; i < c.last-1; i++ {
		if !looksFinite(c.t, i) {
			continue
		}
		d := *c
		d.finite = i
		if p := d.vorfeld(); p != nil && p.first == c.first {
			return i
		}
		return -1
	}
	return -1
}

// looksFinite: a weak verb with an inseparable prefix has forms that are also
// those of its participle ("versorgt", "beschuldigte").
func looksFinite(t *parse.Tree, i int) bool {
	if p := Pos(t, i); p != "ADJ" && p != "VERB" && p != "ADV" {
		return false
	}
	f := t.Word(i).Form
	if len(f) < 5 || f != strings.ToLower(f) || t.Word(i).Feats.VerbForm().String() == "Fin" || len(t.Aux(i)) > 0 {
		return false
	}
	return (strings.HasSuffix(f, "t") || strings.HasSuffix(f, "te") || strings.HasSuffix(f, "ten")) && !participlePrefix(f)
}

// pluralForm: an infinitive without "zu" and without a modal verb is the
// present plural.
func pluralForm(t *parse.Tree, k int) bool {
	w := t.Word(k)
	return w.UPOS.String() == "VERB" && w.Feats.VerbForm().String() == "Inf" && len(t.Aux(k)) == 0 && t.Child(k, "mark") < 0 && strings.HasSuffix(Form(t, k), "en") && !Is(t, k-1, "zu")
}

// participlePrefix: "gehackt", "lahmgelegt": a form that only a participle has.
func participlePrefix(f string) bool {
	for _, p := range []string{"", "ab", "an", "auf", "aus", "ein", "fest", "frei", "lahm", "los", "mit", "nach", "um", "vor", "weg", "wieder", "zu", "zurück"} {
		if strings.HasPrefix(f, p+"ge") {
			return true
		}
	}
	return false
}

// attributeOf is the noun before which the inflected participle v stands with
// its own complements ("die von der EU verhängten Sanktionen"); -1 if it does not.
func attributeOf(t *parse.Tree, v int) int {
	if t.Lang() != "de" || !inflectedParticiple(t, v) {
		return -1
	}
	for i := v + 1; i < t.Len() && i < v+4; i++ {
		switch Pos(t, i) {
		case "NOUN", "PROPN":
			return i
		case "ADJ", "NUM":
		default:
			return -1
		}
	}
	return -1
}

// inflectedParticiple: "verhängten", "nahestehende", "ansässigen".
func inflectedParticiple(t *parse.Tree, i int) bool {
	if p := Pos(t, i); p != "ADJ" && p != "VERB" {
		return false
	}
	f := t.Word(i).Form
	if t.Word(i).Feats.VerbForm().String() == "Fin" || f != strings.ToLower(f) {
		return false
	}
	return germanParticiple(f) || ActiveParticiple(f) != "" || strings.Contains(f, "ansässig")
}

// ActiveParticiple gives the infinitive of a German present participle in any
// ending ("nahestehende": "nahestehen"), "" if the form is none.
func ActiveParticiple(form string) string {
	for _, e := range []string{"em", "en", "er", "es", "e"} {
		if s, ok := strings.CutSuffix(form, e); ok && len(s) > 5 && strings.HasSuffix(s, "nd") {
			return s[:len(s)-1]
		}
	}
	return ""
}

// Attribute reports whether word i is a participle that stands before its noun.
func Attribute(t *parse.Tree, i int) bool { return attributeOf(t, i) >= 0 && !FiniteForm(t, i) }

// GenitiveOf gives the words that stand in the genitive to noun n, by the tree
// or, in German, by what stands beside it.
func GenitiveOf(t *parse.Tree, n int) []int {
	if out := possessors(t, n); len(out) > 0 || t.Lang() != "de" {
		return out
	}
	return fieldGenitive(t, n)
}

// attributeStart is where the complements of the attribute v begin: behind the
// article of its noun.
func attributeStart(t *parse.Tree, v int) int {
	for i := v - 1; i >= 0; i-- {
		if boundary(t, i) || Pos(t, i) == "VERB" || Pos(t, i) == "AUX" {
			return i + 1
		}
		if Pos(t, i) == "DET" && opensAttribute(t, i+1) {
			return i + 1
		}
	}
	return 0
}

// opensAttribute: what stands behind an article begins a phrase of its own.
func opensAttribute(t *parse.Tree, i int) bool {
	switch Pos(t, i) {
	case "ADP", "DET", "ADV":
		return true
	case "PRON":
		return Is(t, i, "sich")
	}
	return false
}

// phrasesIn finds the noun phrases of a range of words.
func phrasesIn(t *parse.Tree, first, last int) []phrase {
	var out []phrase
	for i := first; i < last; {
		if i+1 < last && Form(t, i) == "vor" && Form(t, i+1) == "allem" {
			i += 2
			continue
		}
		p, ok := phraseAt(t, i, last)
		if !ok {
			if k := len(out) - 1; k >= 0 && out[k].last == i && out[k].prep == "" && Is(t, i, "zufolge", "gegenüber") {
				out[k].prep, out[k].genitive, out[k].last = Form(t, i), false, i+1
			}
			i++
			continue
		}
		if k := len(out) - 1; k >= 0 && out[k].prep != "" && p.prep == "" && p.first == out[k].last+1 && Pos(t, out[k].last) == "CCONJ" {
			p.prep = out[k].prep // "gegen den Führer und die Firma"
		}
		p.genitive = p.prep == "" && p.cases.has(genitive) && len(out) > 0 && out[len(out)-1].last == p.first
		out = append(out, p)
		i = p.last
	}
	return out
}

// phraseAt reads ADP? DET? (ADJ|NUM)* (NOUN|PROPN)+ at word i, with a
// participle's complements between article and noun.
func phraseAt(t *parse.Tree, i, last int) (phrase, bool) {
	p := phrase{first: i, head: -1}
	if isPreposition(t, i, last) {
		p.prep = Lemma(t, i)
		i++
		if year(t, i) {
			return phrase{}, false // "war bis 2019 Botschafterin"
		}
	}
	for i < last && quoteMark(t, i) {
		i++
	}
	p.cases = allCases &^ genitive // a noun with nothing before it shows no genitive
	noun := i
	if i < last && Pos(t, i) == "DET" {
		p.cases = determinerCases(Form(t, i))
		if n := attributeNoun(t, i, last); n >= 0 {
			noun = n
		}
	}
	i = noun
	for i < last && (Pos(t, i) == "DET" || inflectedAdjective(t, i) || Pos(t, i) == "NUM" || quoteMark(t, i)) {
		switch {
		case i == p.first && Pos(t, i) == "ADJ":
			p.cases = adjectiveCases(Form(t, i))
		case i == p.first && Is(t, i, "zweier", "dreier", "mehrerer"):
			p.cases = genitive
		}
		i++
	}
	for i < last && (Pos(t, i) == "NOUN" || Pos(t, i) == "PROPN") {
		if p.head < 0 {
			p.head = i
		}
		i++
		if timeNoun(t, i-1) || i < last && separate(t, i) {
			break // "am Wochenende Kiew", "seit Mai Ministerpräsident"
		}
	}
	if p.head < 0 {
		return phrase{}, false
	}
	if p.head == p.first && Pos(t, p.head) == "PROPN" {
		p.cases = nameCases(t, p.head, i)
	}
	p.cases &= byGender(t, p)
	p.last = i
	return p, true
}

func year(t *parse.Tree, i int) bool {
	f := t.Word(i).Form
	return len(f) == 4 && strings.Trim(f, "0123456789") == ""
}

// byGender is what the gender and number of the noun leave of the cases of its
// article: "der Gruppe" is no nominative, "der Konzern" nothing else.
func byGender(t *parse.Tree, p phrase) caseSet {
	f := t.Word(p.head).Feats
	for i := p.first; i < p.head; i++ {
		if Pos(t, i) != "DET" {
			continue
		}
		plural, gender := f.Number().String() == "Plur", f.Gender().String()
		switch form := Form(t, i); {
		case strings.HasSuffix(form, "er") && form != "ihr" && plural:
			return genitive
		case strings.HasSuffix(form, "er") && form != "ihr" && gender == "Fem":
			return notDirect
		case form == "der" && (gender == "Masc" || gender == "Neut"):
			return nominative
		case strings.HasSuffix(form, "en") && plural && (strings.HasSuffix(Form(t, p.head), "n") || strings.HasSuffix(Form(t, p.head), "s")):
			return dative
		case strings.HasSuffix(form, "en") && plural:
			return accusative // no dative plural without -n: the tagger's number is wrong
		case strings.HasSuffix(form, "en") && !plural && gender == "Masc":
			return accusative
		case (form == "ein" || form == "kein" || form == "sein" || form == "ihr") && gender == "Masc":
			return nominative
		}
		return allCases
	}
	return allCases
}

// inflectedAdjective: the adjective stands before a noun; one without an
// ending is an adverb ("stellte sich demonstrativ hinter Ungarn").
func inflectedAdjective(t *parse.Tree, i int) bool {
	if Pos(t, i) != "ADJ" {
		return false
	}
	f := t.Word(i).Form
	if f != strings.ToLower(f) {
		return true // "Schweizer Behörden"
	}
	for _, e := range []string{"e", "en", "er", "es", "em"} {
		if strings.HasSuffix(f, e) {
			return !prepositions[f]
		}
	}
	return false
}

// separate: the name at i is another argument than the name before it ("hat
// Russland Odessa angegriffen"). A genitive belongs to the noun behind it ("Kolumbiens Armee").
func separate(t *parse.Tree, i int) bool {
	if Pos(t, i) == "NOUN" && i > 0 && t.Word(i-1).Feats.Case().String() == "Gen" {
		return false
	}
	if i > 0 && Pos(t, i-1) == "NOUN" && t.StateName(i) && !strings.HasSuffix(Form(t, i), "s") && !besideState(Form(t, i-1)) {
		return true // "Mitarbeiter der Botschaft Russland verlassen"
	}
	return t.OtherNames(i-1, i)
}

// besideState: the noun may stand in apposition to the name of a state ("die
// Atommacht Pakistan", "EU-Mitglied Ungarn").
func besideState(noun string) bool {
	for _, e := range []string{"land", "lands", "landes", "staat", "staats", "staates", "macht", "mitglied", "mitglieds", "partner", "partners", "nachbar", "nachbarn", "republik", "feind", "rivale", "rivalen", "kandidat", "kandidaten", "gastgeber", "königreich",
		"monarchie", "insel", "nation", "emirat", "sultanat", "diktatur", "krise", "region", "verbündete", "verbündeten", "verbündeter", "aggressor", "lieferant", "importeur", "exporteur", "gegner", "team", "reich", "union", "sorgenkind", "riese", "regime"} {
		if strings.HasSuffix(noun, e) {
			return true
		}
	}
	return false
}

var times = words(`montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar märz april mai juni juli august september oktober november dezember
	wochenende woche monat jahr tag abend morgen vormittag mittag nachmittag nacht frühjahr sommer herbst winter jahresende jahresbeginn anfang mitte ende`)

// timeNoun: the noun names a day or a time, behind which no name in apposition stands.
func timeNoun(t *parse.Tree, i int) bool {
	f := Form(t, i)
	return times[f] || times[Lemma(t, i)] || strings.HasSuffix(f, "abend") || strings.HasSuffix(f, "nacht") || strings.HasSuffix(f, "mittag")
}

// attributeNoun is where the noun of the phrase that begins with the article
// at i is to be looked for, behind a participle with complements; -1 if the
// noun phrase is a plain one.
func attributeNoun(t *parse.Tree, i, last int) int {
	if i+1 >= last || !opensAttribute(t, i+1) {
		return -1
	}
	for k := i + 2; k < last && k < i+14; k++ {
		if p := Pos(t, k); p == "AUX" || p == "VERB" && t.Word(k).Feats.VerbForm().String() == "Fin" {
			return -1
		}
		if n := attributeOf(t, k); n >= 0 && n < last {
			return n
		}
	}
	return -1
}

var prepositions = words("an auf aus außer bei durch für gegen hinter in mit nach neben ohne über um unter von vor wegen während zu zwischen")

// isPreposition: word i stands before a noun phrase as a preposition, be it
// that the tagger took it for an adverb.
func isPreposition(t *parse.Tree, i, last int) bool {
	if i+1 >= last {
		return false
	}
	next := Pos(t, i+1)
	nominal := next == "DET" || next == "NOUN" || next == "PROPN" || next == "ADJ" || next == "NUM" || quoteMark(t, i+1)
	switch Pos(t, i) {
	case "ADP":
		return !Is(t, i, "zufolge", "halber", "entlang") && (nominal || !Is(t, i, "gegenüber"))
	case "ADJ", "ADV", "SCONJ", "PART":
		return prepositions[Form(t, i)] && (next == "DET" || next == "PROPN" || next == "NOUN")
	}
	return false
}

// caseSet is a set of German cases.
type caseSet int

const (
	nominative caseSet = 1 << iota
	accusative
	dative
	genitive
	allCases  = nominative | accusative | dative | genitive
	direct    = nominative | accusative
	notDirect = dative | genitive
)

func (c caseSet) has(x caseSet) bool { return c&x != 0 }

// determinerCases is what the form of an article or possessive allows.
func determinerCases(form string) caseSet {
	switch form {
	case "der":
		return nominative | notDirect
	case "die", "das", "alle", "mehrere", "beide":
		return direct
	case "den":
		return accusative | dative
	case "dem":
		return dative
	case "des":
		return genitive
	}
	switch {
	case strings.HasSuffix(form, "es"):
		return direct | genitive
	case strings.HasSuffix(form, "em"):
		return dative
	case strings.HasSuffix(form, "en"):
		return accusative | dative
	case strings.HasSuffix(form, "er") && form != "ihr" && len(form) > 3:
		return nominative | notDirect
	case strings.HasSuffix(form, "e"):
		return direct
	}
	return direct // ein, sein, kein
}

// adjectiveCases is what the ending of an adjective without an article allows.
func adjectiveCases(form string) caseSet {
	switch {
	case strings.HasSuffix(form, "em"):
		return dative
	case strings.HasSuffix(form, "en"):
		return accusative | dative
	case strings.HasSuffix(form, "er"):
		return nominative | notDirect
	case strings.HasSuffix(form, "e"), strings.HasSuffix(form, "es"):
		return direct
	}
	return allCases
}

// nameCases: a name without an article is in the genitive if its last word
// ends in -s, behind which no article is left out ("Moskaus"); names that end
// so in all cases are few beside them.
func nameCases(t *parse.Tree, first, last int) caseSet {
	w := t.Word(last - 1)
	if strings.HasSuffix(w.Form, "s") && (w.Feats.Case().String() == "Gen" || !strings.HasSuffix(w.Lemma, "s")) {
		return genitive
	}
	return allCases &^ genitive
}

// The arguments of a verb by fields: where the tree leads nowhere, they are
// the phrases of its clause that their case or preposition allows.

// placeHeads are nouns behind which "von" tells whose they are, and not who acts.
var placeHeads = []string{"flughafen", "hafen", "stadt", "universität", "provinz", "region", "bezirk", "gebiet", "vorort", "innenstadt", "zentrum", "bürgermeister", "gouverneur", "erzbischof", "bischof", "bahnhof", "insel", "küste", "altstadt"}

// fieldSubject gives who does what verb v says.
func fieldSubject(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	switch {
	case c.attribute >= 0 && (ActiveParticiple(Form(t, v)) != "" || perfectWithSein(t, v)):
		return []int{c.attribute}
	case c.attribute >= 0:
		return c.prepositional([]string{"von", "durch"})
	case Passive(t, v):
		return slices.DeleteFunc(c.prepositional([]string{"von", "durch"}), func(i int) bool {
			return Base(t, i) == "nmod" && t.Word(i).Head >= 0 && t.Word(i).Head < i && Preposition(t, i) == "von" && Pos(t, t.Word(i).Head) == "NOUN" && Is(t, t.Word(i).Head, placeHeads...)
		})
	case Pos(t, v) == "NOUN" || Pos(t, v) == "PROPN":
		return c.predicateSubject(v)
	case c.finite < 0:
		return nil
	}
	return c.nominative()
}

// nominative is the subject of an active clause with a finite verb.
func (c *clause) nominative() []int {
	if r := c.relative(nominative); r >= 0 {
		return []int{r}
	}
	var found *phrase
	for i := range c.phrases {
		p := &c.phrases[i]
		if !p.bare() || !p.cases.has(nominative) {
			continue
		}
		if found == nil {
			found = p
			continue
		}
		if p.cases&direct == nominative && found.cases&direct != nominative {
			found = p // "Die Vorwürfe wies der Iran zurück"
		}
	}
	if found == nil {
		return nil
	}
	return c.row(*found)
}

// relativePronoun is the word that opens a relative clause, also where the
// tagger took it for an article: a clause behind a comma whose finite verb
// closes it needs one.
func (c *clause) relativePronoun() int {
	t, i := c.t, c.first
	if i == 0 || c.finite < 0 || t.Word(i-1).Form != "," || !verbFinal(t, c.finite, c.last) || c.finite == c.first {
		return -1
	}
	if Pos(t, i) == "ADP" && i+1 < c.last {
		i++
	}
	switch Form(t, i) {
	case "der", "die", "das", "dem", "den", "denen", "welcher", "welche", "welches", "welchem", "welchen":
		return i
	}
	return -1
}

// relative is the antecedent of the relative pronoun, if the pronoun can be in
// the case and no other phrase must be; -1 otherwise.
func (c *clause) relative(want caseSet) int {
	if c.pronoun < 0 || c.pronoun != c.first {
		return -1
	}
	cases := determinerCases(Form(c.t, c.pronoun))
	if f := Form(c.t, c.pronoun); f == "denen" {
		cases = dative
	} else if f == "der" {
		cases = nominative | dative
	}
	other := false // another phrase is the subject
	for _, p := range c.phrases {
		other = other || p.bare() && p.cases&direct == nominative
	}
	switch {
	case !cases.has(want), want == nominative && other:
		return -1
	case want == accusative && cases.has(nominative) && !other && !c.anotherSubject():
		return -1
	}
	end := c.first - 1
	for end > 0 && (Pos(c.t, end-1) == "VERB" || Pos(c.t, end-1) == "AUX") {
		end-- // "hätten an der Seite der M23 gekämpft, die …"
	}
	return phraseBefore(c.t, end)
}

// anotherSubject: a bare phrase can be the subject, so that the pronoun may be
// the object: only a name without an article leaves it open, and there the
// pronoun is taken for the subject.
func (c *clause) anotherSubject() bool {
	n := 0
	for _, p := range c.phrases {
		if p.bare() && p.cases.has(nominative) && Pos(c.t, p.first) == "DET" {
			n++
		}
	}
	return n == 1 && len(c.phrases) > 0
}

// beforeInsertion: "X, Sprecher von Y, wies das zurück": a clause that begins
// with its finite verb behind a comma has its first phrase before the insertion.
func (c *clause) beforeInsertion() []phrase {
	t := c.t
	if c.first < 3 || t.Word(c.first-1).Form != "," {
		return nil
	}
	comma := c.first - 2
	for comma > 0 && !boundary(t, comma) {
		comma--
	}
	if comma == 0 || t.Word(comma).Form != "," {
		return nil
	}
	start := comma
	for start > 0 && !boundary(t, start-1) && Pos(t, start-1) != "VERB" && Pos(t, start-1) != "AUX" {
		start--
	}
	out := phrasesIn(t, start, comma)
	end := start
	for i, p := range out {
		if p.first != end || i > 0 && p.bare() {
			return nil
		}
		end = p.last
	}
	if end != comma {
		return nil
	}
	return out
}

// predicateSubject: "X ist seit Mai Präsident von Y": the phrase of the
// Vorfeld is what the noun n is said to be.
func (c *clause) predicateSubject(n int) []int {
	if c.finite > n && Is(c.t, c.finite, "sein", "bleiben", "werden") {
		// "Drahtzieher sei der frühere Präsident"
		if p := c.vorfeld(); p != nil && p.head == n {
			for _, q := range c.phrases {
				if q.first > c.finite && q.bare() && q.cases.has(nominative) {
					return c.row(q)
				}
			}
		}
		return nil
	}
	if c.finite < 0 || c.finite > n || !Is(c.t, c.finite, "sein", "bleiben", "werden") || Pos(c.t, c.last-1) == "VERB" {
		return nil
	}
	for _, p := range c.phrases {
		if p.head == n && !p.bare() {
			return nil
		}
	}
	if p := c.vorfeld(); p != nil && p.bare() && p.cases.has(nominative) {
		return c.row(*p)
	}
	return nil
}

// fieldObject gives the bare phrases that verb v may act upon.
func fieldObject(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	switch {
	case c.attribute >= 0 && ActiveParticiple(Form(t, v)) == "":
		return []int{c.attribute}
	case c.attribute < 0 && c.finite < 0:
		return nil
	case Passive(t, v):
		return c.nominative()
	}
	return c.bare(accusative)
}

// fieldDative gives the bare phrases to whom verb v may do something.
func fieldDative(t *parse.Tree, v int) []int {
	c := clauseOf(t, v)
	if c.attribute < 0 && c.finite < 0 {
		return nil
	}
	if out := c.bare(dative); len(out) > 0 {
		return out
	}
	if !Passive(t, v) {
		return nil
	}
	var out []int
	for i, p := range c.phrases {
		if p.prep == "" && p.genitive && p.cases.has(dative) && (c.phrases[i-1].prep == "von" || c.phrases[i-1].prep == "durch") {
			out = append(out, c.row(p)...) // "wurde von Microsoft der Gruppe X zugerechnet"
		}
	}
	return out
}

// bare gives the phrases that the case allows, its subject left out.
func (c *clause) bare(want caseSet) []int {
	var subject []int
	if c.attribute < 0 {
		subject = c.nominative()
	}
	var out []int
	if r := c.relative(want); r >= 0 && !slices.Contains(subject, r) {
		out = append(out, r)
	}
	for _, p := range c.phrases {
		if p.bare() && p.cases.has(want) && !slices.Contains(subject, p.head) {
			out = append(out, c.row(p)...)
		}
	}
	return out
}

// prepositional gives the phrases of the clause that one of the prepositions introduces.
func (c *clause) prepositional(preps []string) []int {
	var out []int
	for _, p := range c.phrases {
		if p.prep != "" && slices.Contains(preps, p.prep) {
			out = append(out, c.row(p)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// row gives the head of a phrase and those of the bare phrases joined to it.
func (c *clause) row(p phrase) []int {
	out := Coordinated(c.t, p.head)
	for _, q := range c.phrases {
		if q.first == p.last+1 && q.prep == "" && Pos(c.t, p.last) == "CCONJ" && q.cases.has(p.cases) {
			out = append(out, q.head)
			p = q
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fieldPhrases gives the phrases with one of the prepositions that belong to
// word i: those of a verb's clause, or those that follow a noun without a gap.
func fieldPhrases(t *parse.Tree, i int, preps []string) []int {
	if Pos(t, i) != "NOUN" && Pos(t, i) != "PROPN" {
		c := clauseOf(t, i)
		if c.attribute < 0 && c.finite < 0 && !Verbal(t, i) {
			return nil
		}
		return c.prepositional(preps)
	}
	_, last, _ := bounds(t, i)
	c := clause{t: t, phrases: phrasesIn(t, i, last)}
	end := -1
	for _, p := range c.phrases {
		if end >= 0 && (p.first != end || p.bare()) {
			break
		}
		end = p.last
		if p.prep != "" && slices.Contains(preps, p.prep) {
			return c.row(p)
		}
	}
	return nil
}

// fieldGenitive gives the noun in the genitive right behind noun i, or the
// name in the genitive right before it and its adjectives.
func fieldGenitive(t *parse.Tree, i int) []int {
	if Pos(t, i) != "NOUN" && Pos(t, i) != "PROPN" {
		return nil
	}
	_, last, _ := bounds(t, i)
	c := clause{t: t, phrases: phrasesIn(t, i, last)}
	if ps := c.phrases; len(ps) > 1 && ps[1].genitive {
		return c.row(ps[1])
	}
	if ps := c.phrases; len(ps) > 0 && ps[0].head == i {
		for k := i + 1; k < ps[0].last; k++ {
			if Pos(t, k) == "PROPN" && strings.HasSuffix(t.Word(k).Form, "s") {
				return []int{k}
			}
		}
	}
	k := i - 1
	for k >= 0 && (Pos(t, k) == "ADJ" || Pos(t, k) == "NUM") {
		k--
	}
	if k >= 0 && Pos(t, k) == "PROPN" && nameCases(t, k, k+1) == genitive {
		return []int{k}
	}
	return nil
}

// fieldAdjectives gives the adjectives right before noun i.
func fieldAdjectives(t *parse.Tree, i int) []int {
	var out []int
	for k := i - 1; k >= 0 && (Pos(t, k) == "ADJ" || Pos(t, k) == "NUM"); k-- {
		out = append(out, k)
	}
	slices.Reverse(out)
	return out
}

// LikeIndicative: the form of word i is also that of the past indicative, so
// that a subjunctive is only guessed: the plural of strong verbs without an
// umlaut in the stem ("überfielen", "riefen") and all forms of weak ones
// ("verurteilten").
func LikeIndicative(t *parse.Tree, i int) bool {
	f := Form(t, i)
	if Pos(t, i) == "AUX" {
		return false
	}
	for _, p := range []string{"über", "zurück"} {
		f = strings.TrimPrefix(f, p)
	}
	if strings.HasSuffix(f, "te") || strings.HasSuffix(f, "ten") {
		return f != "hätte" && f != "hätten"
	}
	return strings.HasSuffix(f, "en") && !strings.ContainsAny(f, "äöü")
}
