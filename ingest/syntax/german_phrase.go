package syntax

import (
	"strings"

	"kg/ingest/parse"
)

// Noun phrases of the Vorfeld and the Mittelfeld: from determiner or preposition to head.

// phrase is a noun phrase found by tags alone.
type phrase struct {
	first, head, last int    // its first word, its noun, the word after it
	prep              string // lemma of its preposition
	genitive          bool   // it may stand in the genitive to the phrase before it
	cases             caseSet
}

func (p phrase) bare() bool { return p.prep == "" && !p.genitive }

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
