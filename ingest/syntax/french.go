package syntax

import (
	"slices"

	"kg/ingest/parse"
)

// What is particular to French trees: typical errors of the parser, and word
// groups that do the work of one word.

func french(t *parse.Tree) bool { return t.Lang() == "fr" }

// beingVerbs form their past with "être" and have no passive: "est arrivé".
var beingVerbs = words(`aller venir arriver partir repartir entrer rentrer sortir retourner revenir devenir redevenir rester tomber
	naître mourir décéder parvenir intervenir survenir provenir monter descendre débarquer`)

// madeOf are verbs whose complement with "de" is no object: "parler des otages".
var madeOf = words(`parler discuter débattre dépendre profiter bénéficier disposer douter provenir venir revenir sortir partir relever user jouir traiter manquer
	convenir découler résulter émaner souffrir témoigner`)

// directObject is the object of verb v as the parser gives it, -1 if none. In
// French no object has a preposition, but "des" is often taken for one ("a
// visé des navires"), and the noun behind an infinitive for its subject.
func directObject(t *parse.Tree, v int) int {
	if !french(t) {
		return child(t, v, "obj")
	}
	inv := inverted(t, v)
	for _, c := range Args(t, v) {
		if c == inv || c < v && nameTail(t, c, v) {
			continue
		}
		if Base(t, c) == "obj" && !isReflexive(t, c) && !opensJoined(t, v, c) && !introducedBy(t, c, "par", "contre", "pour", "avec", "sur", "selon") && !(Pos(t, c) == "PROPN" && introducedBy(t, c, "de")) {
			return c
		}
	}
	for _, c := range Args(t, v) {
		if Base(t, c) == "nsubj" && behindInfinitive(t, v, c) || indefinite(t, v, c) {
			return c
		}
	}
	return -1
}

// clitics are the pronouns that stand before a French verb as its object.
var clitics = words("l' l’ le la les lui leur en y me m' m’ te t' t’ nous vous se s' s’ que qu' qu’")

// nameTail: word c before verb v is the end of the name that is its subject, which the parser took for a pronoun: the "saoudite"
// of "L’Arabie saoudite appuie …".
func nameTail(t *parse.Tree, c, v int) bool {
	return c > 0 && Pos(t, c) == "PRON" && !clitics[Form(t, c)] && Pos(t, c-1) == "PROPN" && t.Word(c-1).Head == v
}

// inverted is the subject that stands behind verb v, where the parser takes it
// for the object: behind a quotation ("« … », a martelé la ministre"), or behind
// a word that opens the clause right before the verb ("que soutient le Rwanda",
// "comme l’en accuse Kiev"); -1 if there is none.
func inverted(t *parse.Tree, v int) int {
	if !french(t) || Pos(t, v) != "VERB" || t.Child(v, "nsubj") >= 0 {
		return -1
	}
	g := VerbGroup(t, v)
	if opensInverted(t, g) && finite(t, v) {
		return bareBehind(t, v)
	}
	if g == 0 && finite(t, v) {
		return listed(t, v)
	}
	if g > 0 && Form(t, g-1) == "," {
		g--
	}
	if g < 1 || !closesQuote(t.Word(g-1).Form) || !finite(t, v) {
		return -1
	}
	if o := t.Child(v, "obj"); o > v && Preposition(t, o) == "" && !isReflexive(t, o) {
		return o
	}
	return bareBehind(t, v)
}

// opensInverted: right before word g stands a word behind which a French clause
// has its subject, be it before the verb or behind it.
func opensInverted(t *parse.Tree, g int) bool {
	if g < 1 {
		return false
	}
	switch Form(t, g-1) {
	case "que", "qu'", "qu’", "dont", "où", "laquelle", "lequel", "lesquels", "lesquelles", "auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles":
		return true
	case "comme":
		return Pos(t, g) == "PRON" // "comme l’affirme X", not "comme visé"
	}
	return false
}

// listed is the subject of a verb that opens its sentence ("Figurent sur la liste la société X et Y", "Ont été sanctionnés le
// général X et Y"): the noun behind it that begins with an article and no preposition; -1 if there is none.
func listed(t *parse.Tree, v int) int {
	if t.Word(v).Feats.Mood().String() == "Imp" {
		return -1
	}
	if o := t.Child(v, "obj"); o > v && Preposition(t, o) == "" && !isReflexive(t, o) {
		return o
	}
	return -1
}

// bareBehind is the noun without a preposition that hangs on verb v and begins
// right behind it.
func bareBehind(t *parse.Tree, v int) int {
	k := v + 1
	for k < t.Len() && (Pos(t, k) == "ADV" || Pos(t, k) == "PUNCT" && shortMark(t, k)) {
		k++
	}
	p, ok := nounPhrase(t, k, t.Len())
	if !ok || t.Word(p.head).Head != v || Pos(t, p.head) == "PRON" || Preposition(t, p.head) != "" {
		return -1
	}
	switch Base(t, p.head) {
	case "obj", "obl", "nmod", "appos", "xcomp":
		return p.head
	}
	return -1
}

func closesQuote(w string) bool { return w == "»" || w == "”" || w == "\"" }

// behindBefore: of "avant de mettre en cause", which the parser hangs on
// "avant", the verb that it tells the time of; -1 for other clauses.
func behindBefore(t *parse.Tree, v, h int) int {
	if !french(t) || Base(t, v) != "xcomp" && Base(t, v) != "ccomp" || Verbal(t, h) || !Is(t, h, "avant", "après", "afin", "quitte", "faute") {
		return -1
	}
	if g := t.Word(h).Head; g >= 0 && Pos(t, g) == "VERB" {
		return g
	}
	return -1
}

// undergone is whom the infinitive v befalls in "la Serbie s’est vu reprocher …
// par l’Union" and "il s’est fait expulser"; -1 for other verbs.
func undergone(t *parse.Tree, v int) int {
	if !french(t) || t.Word(v).Feats.VerbForm().String() != "Inf" {
		return -1
	}
	if c := t.Child(v, "aux:caus"); c >= 0 && Lemma(t, c) == "faire" && reflexive(t, v) {
		return causedSubject(t, v)
	}
	if h := t.Word(v).Head; h >= 0 && Base(t, v) == "xcomp" && Is(t, h, "voir", "faire", "laisser") && reflexive(t, h) {
		return surface(t, h, 1)
	}
	return -1
}

// causedSubject: "s’est fait expulser": the subject of the infinitive's clause.
func causedSubject(t *parse.Tree, v int) int {
	for _, c := range Args(t, v) {
		if Base(t, c) == "nsubj" {
			return antecedent(t, c)
		}
	}
	return -1
}

// looseParticiple: a bare past participle behind a noun and a comma, which the
// parser joined to the verb of the sentence, is of that noun: "a émis un mandat
// contre X, réfugiée en Inde".
func looseParticiple(t *parse.Tree, v int) bool {
	if t.Lang() == "en" {
		return reducedRelative(t, v)
	}
	if !french(t) || v < 2 || Pos(t, v) != "VERB" || Form(t, v-1) != "," || beingVerbs[Lemma(t, v)] {
		return false
	}
	w := t.Word(v)
	if w.Feats.VerbForm().String() != "Part" || w.Feats.Tense().String() == "Pres" || len(t.Aux(v)) > 0 || t.Child(v, "cc", "nsubj", "obj") >= 0 {
		return false
	}
	switch Base(t, v) {
	case "conj", "parataxis", "dep", "ccomp", "xcomp":
		return phraseBefore(t, v-1) >= 0
	}
	return false
}

// doneBy: a past participle without auxiliary right before "par": "le parti,
// dirigé par X, …", whatever else the parser hung on it.
func doneBy(t *parse.Tree, v int) bool {
	w := t.Word(v)
	return french(t) && v+1 < t.Len() && Form(t, v+1) == "par" && Pos(t, v) == "VERB" && w.Feats.VerbForm().String() == "Part" && w.Feats.Tense().String() != "Pres" &&
		len(t.Aux(v)) == 0 && Base(t, v) == "acl" && t.Child(v, "obl:agent") >= 0
}

// agreeing is the noun that participle v is of: where it differs in number from
// the noun on which the parser hung it, a noun further out that fits ("un centre
// de réponse aux incidents basé à Brest").
func agreeing(t *parse.Tree, v, noun int) int {
	if !french(t) || t.Word(v).Feats.VerbForm().String() != "Part" {
		return noun
	}
	number := func(i int) string { return t.Word(i).Feats.Number().String() }
	want := number(v)
	for n, k := 0, noun; want != "" && n < maxClimb && k >= 0; n, k = n+1, t.Word(k).Head {
		if p := Pos(t, k); p != "NOUN" && p != "PROPN" {
			break
		}
		if g := number(k); g == "" || g == want {
			return k
		}
		if b := Base(t, k); b != "nmod" && b != "conj" && b != "obl" {
			break
		}
	}
	return noun
}

func introducedBy(t *parse.Tree, i int, preps ...string) bool {
	p := Preposition(t, i)
	return p != "" && slices.Contains(preps, p)
}

// behindInfinitive: "avoir financé le groupe": what follows an infinitive is
// not its subject.
func behindInfinitive(t *parse.Tree, v, c int) bool {
	if c < v || !french(t) {
		return false
	}
	if t.Word(v).Feats.VerbForm().String() == "Inf" {
		return true
	}
	for _, a := range t.Aux(v) {
		if t.Word(a).Feats.VerbForm().String() == "Inf" {
			return true
		}
	}
	return false
}

// indefinite: c stands behind the active verb v with "des", the plural of "un",
// which the tokenizer took for "de les".
func indefinite(t *parse.Tree, v, c int) bool {
	if b := Base(t, c); c < v || b != "obl" && b != "nmod" || Pos(t, v) != "VERB" || reflexive(t, v) || madeOf[Lemma(t, v)] {
		return false
	}
	k := t.Child(c, "case")
	if k < 0 || k+1 >= t.Len() || Lemma(t, k) != "de" || t.Word(k+1).Token != t.Word(k).Token || Form(t, k+1) != "les" {
		return false
	}
	for _, a := range t.Aux(v) {
		if Rel(t, a) == "aux:pass" {
			return false
		}
	}
	return t.Word(v).Feats.VerbForm().String() != "Part" || len(t.Aux(v)) > 0 || Base(t, v) == "conj"
}

// saidToBe: "le groupe, qu’elle dit lié à Minsk": a participle or adjective
// behind a verb of saying or thinking is of its object. -1 if v is none.
func saidToBe(t *parse.Tree, v, h int) int {
	if !french(t) || Base(t, v) != "xcomp" || t.Word(v).Feats.VerbForm().String() == "Inf" || len(t.Aux(v)) > 0 || !holding[Lemma(t, h)] {
		return -1
	}
	if o := directObject(t, h); o >= 0 {
		return antecedent(t, o)
	}
	return relativeObject(t, h)
}

// holding are verbs of saying and thinking that take an object and what it is said to be.
var holding = words(`dire croire juger penser savoir estimer supposer soupçonner présumer déclarer tenir trouver`)

// relativeMark is the "que" that begins clause v right behind a noun, or behind
// a noun and a comma; -1 if there is none.
func relativeMark(t *parse.Tree, v int) int {
	if !french(t) || Base(t, v) == "xcomp" {
		return -1
	}
	m := t.Child(v, "mark")
	if m < 1 || m > v || !Is(t, m, "que", "qu'", "qu’") || Base(t, v) == "ccomp" && Form(t, m-1) != "," {
		return -1
	}
	return m
}

// relativeObject: "la France, qu’il accuse": the noun before "que" is the
// object of a verb that has none, where the parser took "que" for a conjunction.
func relativeObject(t *parse.Tree, v int) int {
	m := relativeMark(t, v)
	if m < 0 {
		return -1
	}
	p := m
	if Form(t, p-1) == "," {
		p--
	}
	n := phraseBefore(t, p)
	// "la société X, installée à Doha, qu’il accuse": of the place only the seat is told
	for k := 0; n >= 0 && k < maxClimb && introducedBy(t, n, "à", "en", "dans", "près"); k++ {
		n = t.Word(n).Head
	}
	for k := 0; n >= 0 && k < maxClimb && (Base(t, n) == "acl" || Base(t, n) == "advcl"); k++ {
		n = t.Word(n).Head
	}
	if p < m && n >= 0 && ObjectControl(t, v) {
		if name := describedName(t, n); name >= 0 {
			return name
		}
	}
	if n > 2 && Pos(t, n) == "NOUN" && Pos(t, n-1) == "DET" && Form(t, n-2) == "," {
		if name := phraseBefore(t, n-2); name >= 0 && Pos(t, name) == "PROPN" {
			return name // "X, une société …, qu’il accuse"
		}
	}
	return n
}

// describedName: "X, fondateur et mécène du parti, qu’il accuse": the name that
// the description ending in noun n stands beside; -1 if there is none.
func describedName(t *parse.Tree, n int) int {
	for k := 0; k < maxClimb && n >= 0; k++ {
		h := t.Word(n).Head
		if h < 0 || h > n {
			return -1
		}
		switch Base(t, n) {
		case "nmod", "conj":
			n = h
		case "appos":
			if Pos(t, n) == "NOUN" && t.Child(n, "det") < 0 && Pos(t, h) == "PROPN" {
				return h
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}

// joinedInside: "les Émirats arabes unis et Bahreïn", where the parser joins
// the second name to a part of the first.
func joinedInside(t *parse.Tree, i int) []int {
	if !french(t) {
		return nil
	}
	var out []int
	for _, c := range t.Children(i) {
		if c > i && (Pos(t, c) == "NOUN" || Pos(t, c) == "PROPN") && t.Child(c, "cop") < 0 { // "onze responsables, dont le ministre X"
			for _, k := range t.Children(c) {
				if k < c && Form(t, k) == "dont" {
					out = append(out, c)
				}
			}
		}
		if b := Base(t, c); c < i || b != "flat" && b != "amod" && (b != "nmod" || Preposition(t, c) != "") {
			continue
		}
		for _, j := range t.Conjuncts(c) {
			if j > c && Pos(t, j) == "PROPN" && Preposition(t, j) == "" {
				out = append(out, j)
			}
		}
	}
	return out
}

// Maker is who made the text that word i names: its possessor, or in French the
// noun with "de" behind it ("les messages du groupe"); -1 if none is named.
func Maker(t *parse.Tree, i int) int {
	if p := Possessor(t, i); p >= 0 || !french(t) {
		return p
	}
	return ofPhrase(t, i, t.Len())
}

// counted are nouns for an amount of what follows them: "des milliers de documents".
var counted = words(`millier centaine dizaine douzaine quinzaine vingtaine trentaine cinquantaine million milliard majorité totalité quasi-totalité intégralité
	partie série nombre lot ensemble poignée quantité volume masse multitude flot vague salve moitié tiers quart gigaoctet téraoctet go to train paquet volet type`)

// shared gives the complement of a noun that is joined to noun i, and that has
// none of its own: "fondateur et mécène du parti".
func (st step) shared(t *parse.Tree, i int) []int {
	for _, c := range t.Conjuncts(i) {
		if c > i && c <= i+3 && Pos(t, c) == "NOUN" && Pos(t, c-1) == "CCONJ" {
			return st.phrases(t, c, -1)
		}
	}
	return nil
}

// Where is the noun that the relative "où" c stands for, -1 for other words.
func Where(t *parse.Tree, c int) int { return where(t, c) }

// where is the noun that the relative "où" c stands for, -1 for other words.
func where(t *parse.Tree, c int) int {
	if !french(t) || Form(t, c) != "où" || c == 0 {
		return -1
	}
	end := c
	if Form(t, end-1) == "," {
		end--
	}
	if n := phraseBefore(t, end); n >= 0 {
		return described(t, n)
	}
	return -1
}

// amounts gives what noun i is an amount of.
func amounts(t *parse.Tree, i int) []int {
	if i&modeBits != 0 || !french(t) {
		return nil
	}
	some := Pos(t, i) == "NUM" || Is(t, i, "plusieurs", "certains", "certaines", "quatre", "un", "une", "quelques-uns")
	if !some && !counted[Lemma(t, i)] {
		return nil
	}
	var out []int
	of := func(c int) bool {
		b := Base(t, c)
		return c > i && (b == "nmod" || some && b == "obl") && introducedBy(t, c, "de")
	}
	for _, c := range t.Children(i) {
		if of(c) {
			out = append(out, Coordinated(t, c)...)
		}
	}
	if h := t.Word(i).Head; some && len(out) == 0 && h >= 0 {
		for _, c := range t.Children(h) { // "a expulsé deux de ses diplomates"
			if k := t.Child(c, "case"); of(c) && k == i+1 {
				out = append(out, Coordinated(t, c)...)
			}
		}
	}
	return out
}

// relators are nouns that make a preposition with those around them ("à
// l’encontre de", "en faveur de"), with the plain prepositions they stand for.
var relators = map[string][]string{
	"égard":         {"contre", "envers"},
	"encontre":      {"contre", "envers"},
	"endroit":       {"contre", "envers"},
	"profit":        {"à", "pour"},
	"bénéfice":      {"à", "pour"},
	"faveur":        {"à", "pour", "envers"},
	"destination":   {"à", "vers", "pour"},
	"intention":     {"à", "pour"},
	"direction":     {"vers", "sur"},
	"sein":          {"dans", "à"},
	"compte":        {"pour"},
	"compagnie":     {"avec"},
	"collaboration": {"avec"},
	"coordination":  {"avec"},
	"concertation":  {"avec"},
	"proximité":     {"près"},
	"cœur":          {"dans"},
	"intérieur":     {"dans"},
}

// behindRelator gives the nouns that such a group ties to word i, where it
// stands for one of the prepositions.
func (st step) behindRelator(t *parse.Tree, i int) []int {
	var out []int
	for _, c := range Args(t, i) {
		plain := relators[Lemma(t, c)]
		if b := Base(t, c); plain == nil || b != "obl" && b != "nmod" || !introducedBy(t, c, "à", "en", "pour", "au", "dans", "de") {
			continue
		}
		if !slices.ContainsFunc(plain, func(p string) bool { return slices.Contains(st.preps, p) }) {
			continue
		}
		for _, g := range t.Children(c) {
			if b := Base(t, g); (b == "nmod" || b == "obl") && introducedBy(t, g, "de", "avec") {
				out = append(out, Coordinated(t, g)...)
			}
		}
	}
	return out
}

// behindAdverb gives what follows an adverb that makes a preposition with "de", where the parser hung the adverb alone on word i:
// "a protesté auprès d’Ankara", "une raffinerie près de Toula".
func (st step) behindAdverb(t *parse.Tree, i int) []int {
	var out []int
	for _, c := range t.Children(i) {
		if Pos(t, c) != "ADV" || c < i || !slices.Contains(st.preps, Form(t, c)+" de") {
			continue
		}
		for _, g := range t.Children(c) {
			if g > c && introducedBy(t, g, "de") {
				out = append(out, Coordinated(t, g)...)
			}
		}
	}
	return out
}

// sharedObject is the object that verb v shares with the one that is joined to it right behind: "arme et entraîne le M23"; -1 if
// there is none.
func sharedObject(t *parse.Tree, v int) int {
	if !french(t) || Pos(t, v) != "VERB" || reflexive(t, v) || beingVerbs[Lemma(t, v)] {
		return -1
	}
	for _, c := range t.Conjuncts(v) {
		if c <= v || c > v+3 || Pos(t, c) != "VERB" || Pos(t, v+1) != "CCONJ" || t.Child(c, "nsubj") >= 0 || reflexive(t, c) {
			continue
		}
		if o := t.Child(c, "obj"); o > c && Preposition(t, o) == "" {
			return o
		}
	}
	return -1
}

// farPreps are prepositions that a noun's complement rarely governs, so that a
// phrase with one belongs to the noun of action before it, wherever the parser
// hung it: "l’espionnage des dirigeants danois par les États-Unis".
var farPreps = []string{"par", "contre", "envers", "visant"}

// nested gives the phrases with such a preposition inside the noun phrase of
// word i; and those with "de" behind a "par" ("le rappel par Rabat de son
// ambassadrice").
func (st step) nested(t *parse.Tree, i, depth int) []int {
	if depth == 0 {
		return nil
	}
	only := st
	only.preps = nil
	for _, p := range st.preps {
		if slices.Contains(farPreps, p) {
			only.preps = append(only.preps, p)
		}
	}
	var out []int
	for _, c := range t.Children(i) {
		if Base(t, c) != "nmod" {
			continue
		}
		if dated(t, c) {
			out = append(out, st.phrases(t, c, i)...) // "cible en janvier d’une attaque"
			continue
		}
		if slices.Contains(st.preps, "de") && (introducedBy(t, c, "par", "comme") || Pos(t, c) == "PROPN" && introducedBy(t, c, "à", "en", "dans") || Is(t, c, titular...) && t.Child(c, "det") < 0) {
			out = append(out, st.phrases(t, c, i)...)
		} else if len(only.preps) > 0 {
			out = append(out, only.phrases(t, c, i)...)
			out = append(out, only.nested(t, c, depth-1)...)
		}
	}
	return out
}

// dated: word c is a date, which has no complement of its own.
func dated(t *parse.Tree, c int) bool {
	return Pos(t, c) == "NUM" || timeNouns[Lemma(t, c)] || Rel(t, c) == "obl:tmod" || Rel(t, c) == "nmod:tmod"
}

var timeNouns = words(`janvier février mars avril mai juin juillet août septembre octobre novembre décembre
	lundi mardi mercredi jeudi vendredi samedi dimanche`)

// titular are the nouns of words that say how an office is held: "président en
// exercice", "chef de file".
var titular = []string{"exercice", "intérim", "titre", "chef", "file", "fonction", "fonctions", "office"}

// owned leaves out the words that are joined behind participle v to the noun
// that it stands behind: "X, alliée de Y, et Z" says nothing of Z.
func owned(t *parse.Tree, v int, list []int) []int {
	if !french(t) || Base(t, v) != "acl" || len(list) < 2 || list[0] > v {
		return list
	}
	included := instances(t, t.Word(v).Head)
	out := list[:0:0]
	for _, i := range list {
		if i < v || slices.Contains(included, i) {
			out = append(out, i)
		}
	}
	return out
}

// strayApposition is the noun that a description behind a comma is of, which the
// parser joined to the verb of the sentence: "Mandiant, une filiale de FireEye".
// -1 for other words.
func strayApposition(t *parse.Tree, v, h int) int {
	if !french(t) || Pos(t, v) != "NOUN" || Verbal(t, v) || Pos(t, h) != "VERB" {
		return -1
	}
	k := v
	for k > 0 && (Pos(t, k-1) == "DET" || Pos(t, k-1) == "ADJ" && k-1 > 0) {
		k--
	}
	if k < 2 || Form(t, k-1) != "," {
		return -1
	}
	k--
	if Form(t, k-1) == ")" {
		for k--; k > 0 && Form(t, k) != "("; k-- {
		}
	}
	return phraseBefore(t, k)
}

// addressing are verbs whose infinitive with "de" is done by whom they are
// addressed to: "a reproché à la Suède de protéger X".
var addressing = words(`reprocher ordonner demander enjoindre intimer permettre interdire imposer conseiller recommander suggérer commander proposer défendre prescrire signifier`)

// governed is who does the infinitive v that depends on a verb h of accusing or
// ordering whose object is no plain dependent: "a reproché à X de …", "que Y
// soupçonne de …". -1 if nobody is named.
func governed(t *parse.Tree, v, h int) int {
	if !french(t) {
		return -1
	}
	if addressing[Lemma(t, h)] {
		for _, c := range Args(t, h) {
			if b := Base(t, c); (b == "obl" || b == "iobj") && c < v && introducedBy(t, c, "à") {
				return antecedent(t, c)
			}
		}
		return -1
	}
	if o := relativeObject(t, h); o >= 0 {
		return o
	}
	if o := directObject(t, h); o >= 0 {
		return antecedent(t, o)
	}
	return -1
}

// dont is the noun whose noun i is by a "dont" that opens its clause, wherever the parser hung it: "dont le fondateur, X, …", "dont la
// presse a révélé les liens avec Y".
func dont(t *parse.Tree, i int) []int {
	own := func(of int) []int {
		for _, c := range t.Children(of) {
			if Is(t, c, "dont") {
				return []int{antecedent(t, c)}
			}
		}
		return nil
	}
	if out := own(i); out != nil {
		return out
	}
	h := t.Word(i).Head
	if b := Base(t, i); h < 0 || b != "obj" && b != "nsubj" || Pos(t, h) != "VERB" || madeOf[Lemma(t, h)] {
		return nil
	}
	if out := own(h); out != nil {
		return out
	}
	if b := Base(t, i); b == "obj" {
		if s := t.Child(h, "nsubj"); s >= 0 && s < h {
			return own(s)
		}
	}
	return nil
}

// joinedSubject is the noun behind an "et" that the parser took for an object of the verb
// before it, and that is the subject of the verb behind it: "X s'est défendu, et son
// ministre, Y, a balayé les critiques"; -1 if there is none.
func joinedSubject(t *parse.Tree, v, h int) int {
	if !french(t) || h >= v || Base(t, v) != "conj" || !finite(t, v) {
		return -1
	}
	for _, c := range t.Children(h) {
		if b := Base(t, c); c <= h || c >= v || b != "obj" && b != "nmod" || t.Child(c, "case") >= 0 || Pos(t, c) != "NOUN" && Pos(t, c) != "PROPN" {
			continue
		}
		first := c
		for first > 0 && t.Word(first-1).Head == c && Pos(t, first-1) != "CCONJ" && Pos(t, first-1) != "PUNCT" {
			first--
		}
		if first > 0 && Pos(t, first-1) == "CCONJ" {
			return c
		}
	}
	return -1
}

// opensJoined: noun c hangs on verb h and is the subject of one joined to it.
func opensJoined(t *parse.Tree, h, c int) bool {
	for _, v := range t.Children(h) {
		if v > c && Base(t, v) == "conj" && joinedSubject(t, v, h) == c {
			return true
		}
	}
	return false
}
