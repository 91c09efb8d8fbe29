package syntax

import (
	"strings"

	"kg/ingest/parse"
)

// members are those whom an inverted sentence names as among the ones that
// word s stands for, s being the subject of the relative clause of verb v; nil
// in any other sentence.
func members(t *parse.Tree, s, v int) []int {
	if v < s || !opensList(t, s) {
		return nil
	}
	for k := v + 1; k < t.Len(); k++ {
		if !lexiconOf(t).listing[Lemma(t, k)] || Pos(t, k) != "VERB" && Pos(t, k) != "AUX" {
			continue
		}
		if h := phraseBehind(t, k); h >= 0 {
			return Coordinated(t, h)
		}
	}
	return nil
}

// opensList: one of the opening prepositions stands before the noun phrase of
// word s, and nothing but a comma or conjunction before that.
func opensList(t *parse.Tree, s int) bool {
	for k := s - 1; k >= 0 && k >= s-4; k-- {
		if lexiconOf(t).openers[Form(t, k)] {
			return k == 0 || Pos(t, k-1) == "PUNCT" || Pos(t, k-1) == "CCONJ"
		}
		if p := Pos(t, k); p != "DET" && p != "ADJ" && p != "PRON" && p != "NUM" {
			break
		}
	}
	return false
}

// phraseBehind is the head of the noun phrase right behind verb k, adverbs
// skipped; -1 if none stands there.
func phraseBehind(t *parse.Tree, k int) int {
	for k++; k < t.Len(); k++ {
		if p := Pos(t, k); p == "ADV" || p == "PRON" && Is(t, k, "sich", "se", "s'", "-", "-t-") {
			continue
		}
		break
	}
	if k >= t.Len() || Pos(t, k) == "ADP" {
		return -1
	}
	if p, ok := nounPhrase(t, k, t.Len()); ok && Pos(t, p.head) != "PRON" {
		return p.head
	}
	return -1
}

// reducedRelative: a bare English participle right behind a noun, with its
// agent, is of that noun, wherever the parser tied it: "over a cyberattack
// carried out by X".
func reducedRelative(t *parse.Tree, v int) bool {
	if v < 2 || Pos(t, v) != "VERB" || Pos(t, v-1) != "NOUN" || len(t.Aux(v)) > 0 || t.Child(v, "cc", "nsubj", "obj", "cop") >= 0 {
		return false
	}
	switch Base(t, v) {
	case "parataxis", "dep", "ccomp", "conj", "advcl":
	default:
		return false
	}
	f := Form(t, v)
	if !strings.HasSuffix(f, "ed") && t.Word(v).Feats.VerbForm().String() != "Part" || strings.HasSuffix(f, "ing") {
		return false
	}
	for _, c := range Args(t, v) {
		if c < v {
			continue
		}
		if Preposition(t, c) == "by" {
			return phraseBefore(t, v) >= 0
		}
		for _, g := range t.Children(c) {
			if Preposition(t, g) == "by" && g > v {
				return phraseBefore(t, v) >= 0
			}
		}
	}
	return false
}

// whose is the subject of a verb in a relative clause that the parser joined to the verb
// before it: "said … the United States, whose president, X, has stood up for Y"; -1 if
// it is in none.
func whose(t *parse.Tree, v, h int) int {
	if t.Lang() != "en" || h >= v || Base(t, v) != "conj" {
		return -1
	}
	for i := v - 1; i > h; i-- {
		if Is(t, i, "whose") {
			return owner(t, i, v)
		}
		if Pos(t, i) == "VERB" || Pos(t, i) == "SCONJ" || Is(t, i, "and") || Is(t, i, "but") {
			return -1
		}
	}
	return -1
}

// owner is the noun behind the "whose" at i, or the name that stands for it, before verb v.
func owner(t *parse.Tree, i, v int) int {
	for n := i + 1; n < v; n++ {
		if Pos(t, n) != "NOUN" || n+1 < v && Pos(t, n+1) == "NOUN" {
			continue
		}
		for _, c := range t.Children(n) {
			if Base(t, c) == "appos" && c > n && c < v && Pos(t, c) == "PROPN" {
				return c
			}
		}
		return n
	}
	return -1
}

// Relative reports whether a clause behind word i tells more of it.
func Relative(t *parse.Tree, i int) bool {
	for _, c := range t.Children(i) {
		if c > i && Base(t, c) == "acl" {
			return true
		}
	}
	return false
}

// insertedIn: of a French verb of saying that stands inserted behind what is said ("« Ces barbares … », a lancé X"), which the parser takes
// for the main clause, the head of that clause; -1 for other verbs.
func insertedIn(t *parse.Tree, v int) int {
	h := t.Word(v).Head
	if !french(t) || Base(t, v) != "parataxis" || h < 0 || h > v || t.Child(v, "mark", "cc") >= 0 {
		return -1
	}
	g := VerbGroup(t, v)
	for g > 0 && Form(t, g-1) == "," {
		g--
	}
	if g == 0 || !closesQuote(t.Word(g-1).Form) {
		return -1
	}
	return h
}
