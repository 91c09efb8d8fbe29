package syntax

import (
	"slices"
	"strings"

	"kg/ingest/parse"
)

// In English the order of words says who does what: the subject stands before
// the verb, the object right behind it, prepositional phrases follow. These
// functions read arguments off that order by the tags alone, as a second way
// where the tree leads nowhere (cf. partial parsing by finite-state cascades,
// Abney 1996). They know French word order as well, but no path asks them there.

// nounRun is a noun phrase found by tags: its first word (the preposition, if
// it has one), the word behind it, its head, its prepositions.
type nounRun struct {
	first, last, head int
	preps             []string
	joined            bool // by "and" or a comma to the phrase before it
}

// nounPhrase reads the noun phrase that begins at word i and ends before word
// limit; ok tells whether one does.
func nounPhrase(t *parse.Tree, i, limit int) (p nounRun, ok bool) {
	p = nounRun{first: i, head: -1}
	noun := func(k int) bool { return Pos(t, k) == "NOUN" || Pos(t, k) == "PROPN" }
	for k := i; k < limit; k++ {
		if p.head >= 0 && (timeWord(t, k) || t.Lang() == "fr" && Is(t, k, "m.", "mme", "mm.", "monsieur", "madame")) {
			break
		}
		switch pos := Pos(t, k); {
		case noun(k):
			if t.Lang() != "fr" || p.head < 0 {
				p.head = k
			}
			p.last = k + 1
			continue
		case pos == "PART" && p.head >= 0 && Is(t, k, "'s", "’s", "'", "’"):
			continue // the possessor is within the phrase
		case pos == "PRON" && p.head < 0 && k == i && !RelativePronoun(t, k):
			if k+1 < limit && (noun(k+1) || Pos(t, k+1) == "ADJ") {
				continue // "its ambassador"
			}
			return nounRun{first: i, last: k + 1, head: k}, true
		case pos == "ADJ" && (p.head < 0 || t.Lang() == "fr" || followedByNoun(t, k, limit)):
			if t.Lang() == "fr" && p.head >= 0 {
				p.last = k + 1
			}
			continue
		case p.head < 0 && (pos == "DET" || pos == "NUM" || pos == "SYM"):
			continue
		case p.head < 0 && pos == "ADV" && followedByNoun(t, k, limit) && k > i:
			continue
		case p.head < 0 && pos == "VERB" && followedByNoun(t, k, limit) && t.Word(k).Feats.VerbForm().String() != "Fin" && t.Lang() == "en":
			continue // "neighbouring Colombia", "the jailed leader"
		case pos == "PUNCT" && shortMark(t, k):
			continue
		}
		break
	}
	return p, p.head >= 0
}

// timeWord: word k begins an adverbial of time: "visited Honduras last week".
func timeWord(t *parse.Tree, k int) bool {
	return t.Lang() == "en" && Is(t, k, "last", "next", "this", "yesterday", "today", "tomorrow", "earlier", "later", "early", "late",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
}

// followedByNoun: only adjectives stand between word k and a noun.
func followedByNoun(t *parse.Tree, k, limit int) bool {
	for k++; k < limit; k++ {
		switch Pos(t, k) {
		case "NOUN", "PROPN":
			return true
		case "ADJ":
		default:
			return false
		}
	}
	return false
}

func shortMark(t *parse.Tree, i int) bool {
	return strings.ContainsAny(t.Word(i).Form, "\"'“”„«»‘’`-") && len([]rune(t.Word(i).Form)) <= 2
}

// behind gives the phrases behind word v up to the end of its clause.
func behind(t *parse.Tree, v int) []nounRun {
	var out []nounRun
	for i := v + 1; i < t.Len(); {
		pos := Pos(t, i)
		switch {
		case pos == "ADV" || pos == "PUNCT" && shortMark(t, i) || pos == "PART" && !Is(t, i, "to"):
			i++
			continue
		case pos == "CCONJ" || pos == "PUNCT" && Form(t, i) == ",":
			p, ok := joinedPhrase(t, i, out)
			if !ok {
				return out
			}
			out = append(out, p)
			i = p.last
			continue
		}
		p, ok := prepositionalPhrase(t, i, t.Len())
		if !ok {
			if pos == "ADP" {
				i++
				continue // a particle
			}
			return out
		}
		out = append(out, p)
		i = p.last
	}
	return out
}

// prepositionalPhrase reads a noun phrase with the prepositions before it.
func prepositionalPhrase(t *parse.Tree, i, limit int) (nounRun, bool) {
	var preps []string
	k := i
	for k < limit && (Pos(t, k) == "ADP" || Pos(t, k) == "SCONJ" && len(preps) == 0 && Is(t, k, "of", "as", "de", "comme")) && len(preps) < 3 {
		preps = append(preps, Lemma(t, k))
		k++
	}
	p, ok := nounPhrase(t, k, limit)
	if ok && Pos(t, p.head) == "PRON" && len(preps) == 0 && k > 0 && Is(t, p.head, "who", "which", "that", "qui", "que") {
		return p, false
	}
	p.first, p.preps = i, preps
	return p, ok
}

// joinedPhrase reads ", X" and "and X" behind a phrase, unless a clause begins there.
func joinedPhrase(t *parse.Tree, i int, before []nounRun) (nounRun, bool) {
	if len(before) == 0 || before[len(before)-1].last != i {
		return nounRun{}, false
	}
	k := i + 1
	if k < t.Len() && Pos(t, k) == "CCONJ" {
		k++
	}
	p, ok := nounPhrase(t, k, t.Len())
	if !ok || Pos(t, p.head) == "PRON" {
		return p, false
	}
	if Form(t, i) == "," && k == i+1 && (Pos(t, k) != "PROPN" || !listGoesOn(t, p.last)) {
		return p, false // an apposition, or another clause
	}
	if p.last < t.Len() {
		switch Pos(t, p.last) {
		case "VERB", "AUX":
			return p, false // "attacked Ukraine and Belarus closed its border"
		}
	}
	p.joined, p.preps = true, before[len(before)-1].preps
	return p, true
}

func listGoesOn(t *parse.Tree, i int) bool {
	return i+1 < t.Len() && (Pos(t, i) == "CCONJ" || Form(t, i) == "," && (Pos(t, i+1) == "PROPN" || Pos(t, i+1) == "CCONJ"))
}

// ObjectField gives the heads of the bare noun phrases right behind verb v:
// its object, or its indirect and its direct object. particle is the word that
// belongs to the verb ("in" of "call in"), "" if there is none.
func ObjectField(t *parse.Tree, v int, particle string) []int {
	var out []int
	for k, p := range behind(t, v) {
		bare := len(p.preps) == 0 || k == 0 && len(p.preps) == 1 && p.preps[0] == particle
		if !bare && k < 2 && french(t) && len(out) == 0 && heavy(t, v) {
			continue // "inscrit sur sa liste noire deux officiers"
		}
		if !bare && !p.joined || !bare && k == 0 {
			break
		}
		if bare {
			out = append(out, p.head)
		}
	}
	return out
}

// heavy: an object may stand behind a prepositional phrase: the verb is in the
// active, and none stands before it.
func heavy(t *parse.Tree, v int) bool {
	return !PassiveField(t, v) && !reflexive(t, v) && t.Child(v, "obj", "ccomp", "xcomp") < 0 && !beingVerbs[Lemma(t, v)]
}

// PrepositionField gives the heads of the phrases behind word i that begin
// with one of the prepositions.
func PrepositionField(t *parse.Tree, i int, preps []string) []int {
	var out []int
	for _, p := range behind(t, i) {
		if len(p.preps) > 0 && (slices.Contains(preps, p.preps[0]) || slices.Contains(preps, p.preps[len(p.preps)-1])) {
			out = append(out, p.head)
		}
	}
	return out
}

// VerbGroup is the first word of the group of auxiliaries, negation and
// adverbs that ends in verb v.
func VerbGroup(t *parse.Tree, v int) int {
	g := v
	for g > 0 {
		switch p := Pos(t, g-1); {
		case p == "AUX", p == "ADV" && !clauseAdverb(t, g-1), p == "PART" && !Is(t, g-1, "'s", "’s"):
			g--
			continue
		case t.Lang() == "fr" && p == "PRON" && Is(t, g-1, "se", "s'", "s’", "le", "la", "l'", "l’", "en", "y", "lui", "leur"):
			g--
			continue
		}
		break
	}
	return g
}

func clauseAdverb(t *parse.Tree, i int) bool {
	return Is(t, i, "when", "where", "why", "how", "quand", "où")
}

// maxVerbs bounds how many verbs SubjectField goes back over.
const maxVerbs = 4

// SubjectField gives the heads of the noun phrase that stands where the
// subject of verb v does; nil if another kind of word stands there.
func SubjectField(t *parse.Tree, v int) []int {
	return subjectField(t, v, 0)
}

func subjectField(t *parse.Tree, v, depth int) []int {
	if depth > maxVerbs {
		return nil
	}
	g := VerbGroup(t, v)
	if Is(t, g, "to") && g > 0 {
		if Pos(t, g-1) == "VERB" && !ObjectControl(t, g-1) {
			return subjectField(t, g-1, depth+1) // "vowed to attack"
		}
		return nil
	}
	if g == 0 {
		return afterOpening(t, v)
	}
	switch p := g - 1; {
	case Pos(t, p) == "CCONJ":
		return sharedSubject(t, p, depth)
	case Form(t, p) == ",":
		return acrossComma(t, v, p, depth)
	case (Pos(t, p) == "PRON" || Pos(t, p) == "SCONJ" || Pos(t, p) == "DET") && RelativePronoun(t, p) && p > 0:
		end := p
		if Form(t, end-1) == "," {
			end--
		}
		return phraseEnding(t, end)
	}
	return phraseEnding(t, g)
}

// afterOpening: "Having severed ties with X, Y is …": the subject of the
// clause behind the comma.
func afterOpening(t *parse.Tree, v int) []int {
	if finite(t, v) || t.Word(v).Feats.VerbForm().String() == "Fin" {
		return nil
	}
	for i := v + 1; i < t.Len(); i++ {
		if Form(t, i) != "," {
			continue
		}
		if p, ok := nounPhrase(t, i+1, t.Len()); ok {
			return []int{p.head}
		}
	}
	return nil
}

// sharedSubject: "closed the border and accused X": the subject of the verb before.
func sharedSubject(t *parse.Tree, and, depth int) []int {
	for i := and - 1; i >= 0; i-- {
		if Pos(t, i) == "VERB" && !followedByNoun(t, i, t.Len()) || Pos(t, i) == "VERB" && t.Word(i).Feats.VerbForm().String() == "Fin" {
			return subjectField(t, i, depth+1)
		}
		if Form(t, i) == ";" || Pos(t, i) == "SCONJ" {
			return nil
		}
	}
	return nil
}

// acrossComma: ", accusing X" has the subject of the clause before; "Y, a
// neighbour of Z, accused X" has the phrase before the insertion.
func acrossComma(t *parse.Tree, v, comma, depth int) []int {
	if f := t.Word(v).Feats.VerbForm().String(); f != "Fin" && !finite(t, v) && VerbGroup(t, v) == v {
		for i := comma - 1; i >= 0; i-- {
			if Pos(t, i) == "VERB" && t.Word(i).Feats.VerbForm().String() == "Fin" {
				return subjectField(t, i, depth+1)
			}
		}
	}
	for i := comma - 1; i > 0 && i > comma-16; i-- {
		if Form(t, i) == "," {
			return phraseEnding(t, i)
		}
	}
	return nil
}

// phraseEnding gives the bare noun phrase of the run of phrases that ends
// before word end, with those joined to it: "Prosecutors" of "Prosecutors in
// Milan", "hackers" of "hackers working for Belarus".
func phraseEnding(t *parse.Tree, end int) []int {
	first := end
	for first > 0 && inPhrases(t, first-1) {
		first--
	}
	var run []nounRun
	bound := -1 // the last word that was no phrase
	for i := first; i < end; {
		if p, ok := prepositionalPhrase(t, i, end); ok {
			if n := len(run); n > 0 && bound == i-1 && Pos(t, bound) == "CCONJ" {
				p.joined = true
				p.preps = append([]string(nil), run[n-1].preps...)
			}
			if bound != i-1 || bound < 0 || Pos(t, bound) != "VERB" {
				run = append(run, p)
			}
			i = p.last
			continue
		}
		bound = i
		i++
	}
	return lastBare(run)
}

func inPhrases(t *parse.Tree, i int) bool {
	switch Pos(t, i) {
	case "NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "SYM", "CCONJ":
		return true
	case "PART":
		return !Is(t, i, "to")
	case "PRON":
		return !RelativePronoun(t, i)
	case "PUNCT":
		return shortMark(t, i)
	case "VERB": // "hackers working for X", "the jailed leader"
		return t.Word(i).Feats.VerbForm().String() != "Fin" && t.Word(i).Feats.VerbForm().String() != "Inf"
	}
	return false
}

func lastBare(run []nounRun) []int {
	for k := len(run) - 1; k >= 0; k-- {
		if len(run[k].preps) > 0 {
			continue
		}
		out := []int{run[k].head}
		for k > 0 && run[k].joined {
			k--
			out = append(out, run[k].head)
		}
		slices.Sort(out)
		return out
	}
	return nil
}

// PassiveField reports by the words around verb v whether it is in the passive.
func PassiveField(t *parse.Tree, v int) bool {
	w := t.Word(v)
	if onlyVerb(t, v) {
		return false
	}
	if Passive(t, v) {
		return true
	}
	if w.Feats.VerbForm().String() != "Part" || w.Feats.Tense().String() == "Pres" {
		return false
	}
	for i := VerbGroup(t, v); i < v; i++ {
		if Is(t, i, "be", "être") {
			return true
		}
	}
	return false
}

// onlyVerb: a bare "-ed" form in a sentence without any finite verb is the past
// tense: "The Dutch prime minister called on Israel".
func onlyVerb(t *parse.Tree, v int) bool {
	if VerbGroup(t, v) != v || v+1 < t.Len() && Is(t, v+1, "by") || !strings.HasSuffix(Form(t, v), "ed") || t.Lang() != "en" || v == 0 {
		return false
	}
	if w := t.Word(v); w.Feats.Tense().String() == "Pres" {
		return false
	}
	for i := 0; i < t.Len(); i++ {
		if p := Pos(t, i); i != v && (p == "VERB" || p == "AUX") && t.Word(i).Feats.VerbForm().String() != "Inf" {
			return false
		}
	}
	last := t.Word(t.Len() - 1).Form
	return last == "." || last == "”" || last == "\""
}

// Listed reports whether words a and b are members of one list: only nouns,
// commas and conjunctions stand between them.
func Listed(t *parse.Tree, a, b int) bool {
	and := false
	for i := a + 1; i < b; i++ {
		switch Pos(t, i) {
		case "CCONJ":
			and = true
		case "PUNCT":
			and = and || Form(t, i) == ","
		case "NOUN", "PROPN", "ADJ", "DET", "PART", "NUM":
		default:
			return false
		}
	}
	return and
}
