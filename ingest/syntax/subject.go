package syntax

import (
	"slices"
	"strings"

	"kg/ingest/parse"
)

// Own is the subject that stands with the verb itself, relative pronouns
// resolved; -1 if there is none.
func Own(t *parse.Tree, v int) int {
	for _, s := range Args(t, v) {
		if Base(t, s) == "nsubj" && isSubject(t, v, s) {
			return antecedent(t, s)
		}
	}
	if s := inverted(t, v); s >= 0 {
		return antecedent(t, s)
	}
	// "Iran claims MEK is responsible": the parser gave the subject to "claims"
	if h := t.Word(v).Head; h >= 0 && Base(t, v) == "ccomp" && finite(t, v) {
		first := v
		for _, c := range t.Children(v) {
			if b := Base(t, c); b == "cop" || b == "aux" {
				first = min(first, c)
			}
		}
		if o := t.Child(h, "obj"); o >= 0 && first < v && o == first-1 {
			return o
		}
	}
	return -1
}

// isSubject: nothing beside the tree says that s is no subject of verb v.
func isSubject(t *parse.Tree, v, s int) bool {
	return !isReflexive(t, s) && !sourcePhrase(t, s) && !sharesSubject(t, v, s) && !behindInfinitive(t, v, s) &&
		!obliqueRelative(t, s) && !obliqueArticle(t, s) && !passiveSubjectOfActive(t, v, s) && !fronted(t, v, s) && !topic(t, s, v) && s >= relativeMark(t, v) && !disagrees(t, v, s)
}

// obliqueRelative: "China, dem Tschechien Spionage vorwirft": the pronoun's
// form says that it is no subject, whatever the parser says.
func obliqueRelative(t *parse.Tree, s int) bool {
	p := Pos(t, s)
	return t.Lang() == "de" && (p == "PRON" || p == "DET") && slices.Contains([]string{"dem", "den", "denen", "dessen"}, Form(t, s))
}

// obliqueArticle: "bestellte den russischen Botschafter ein": the article says
// that the noun is no subject, whatever the parser says.
func obliqueArticle(t *parse.Tree, s int) bool {
	if t.Lang() != "de" {
		return false
	}
	d := t.Child(s, "det", "det:poss")
	if d < 0 || d > s {
		return false
	}
	switch f := Form(t, d); f {
	case "den", "dem", "des", "einen", "einem", "eines":
		return true
	default:
		return Rel(t, d) == "det:poss" && (strings.HasSuffix(f, "en") || strings.HasSuffix(f, "em") || strings.HasSuffix(f, "es"))
	}
}

// fronted: of "which Canada blamed on X" the relative pronoun is no subject,
// for another one stands between it and the verb.
//
// Nor is that of "die Miliz, die Chile als Terrorgruppe listet".
func fronted(t *parse.Tree, v, s int) bool {
	if t.Lang() == "de" {
		return s < v && Pos(t, s) == "PRON" && Is(t, s, "die", "das", "welche", "welches") && RelativePronoun(t, s) && subjectBetween(t, s, v)
	}
	if t.Lang() != "en" || s > v || !Is(t, s, "which", "whom", "that", "who") || Pos(t, s) == "NOUN" {
		return false
	}
	if subjectBetween(t, s, v) {
		return true
	}
	if s+1 >= v || Is(t, s, "who") {
		return false
	}
	if p := Pos(t, s+1); p != "DET" && p != "PROPN" && p != "NOUN" {
		return false // "which the firm X links to Y"
	}
	p, ok := nounPhrase(t, s+1, v)
	return ok && p.last == VerbGroup(t, v)
}

// subjectBetween: verb v has a subject between word s and itself.
func subjectBetween(t *parse.Tree, s, v int) bool {
	for _, c := range t.Children(v) {
		if c > s && c < v && Base(t, c) == "nsubj" && !obliqueArticle(t, c) {
			return true
		}
	}
	return false
}

// topic: "Kashmir: Delhi accuses Islamabad": what stands before a colon is no
// subject, if another one stands behind it.
func topic(t *parse.Tree, s, v int) bool {
	for i := s + 1; i < v; i++ {
		if t.Word(i).Form != ":" {
			continue
		}
		for _, c := range Args(t, v) {
			if c > i && c < v && Base(t, c) == "nsubj" {
				return true
			}
		}
	}
	return false
}

// sharesSubject: in German a verb right behind "und" has the subject of the verb
// it is joined to; a nominative behind it is its object ("brach … ab und warf
// Teheran vor, …").
func sharesSubject(t *parse.Tree, v, s int) bool {
	if t.Lang() != "de" || s < v || Base(t, v) != "conj" || v == 0 || Pos(t, v-1) != "CCONJ" {
		return false
	}
	h := t.Word(v).Head
	return h >= 0 && Verbal(t, h) && child(t, h, "nsubj") >= 0
}

// sourcePhrase: "selon l’Iran" is nobody's subject, whatever the parser says.
func sourcePhrase(t *parse.Tree, i int) bool {
	k := t.Child(i, "case")
	if k < 0 {
		return false
	}
	if l := t.Lang(); (l == "fr" || l == "de") && Pos(t, k) == "ADP" {
		return true // no subject has a preposition
	}
	return Is(t, k, "according", "per")
}

// ObjectControl reports whether a verb's object does what the clause that
// depends on it says ("accuse", "order").
func ObjectControl(t *parse.Tree, v int) bool { return lexiconOf(t).control[Lemma(t, v)] }

// Surface is the grammatical subject of verb v: its own, or the one it shares
// with the clause it depends on (conjunction, control, participle). -1 if none.
func Surface(t *parse.Tree, v int) int { return surface(t, v, 0) }

func surface(t *parse.Tree, v, depth int) int {
	if s := Own(t, v); s >= 0 {
		return s
	}
	if looseParticiple(t, v) {
		if t.Lang() == "en" {
			return phraseBefore(t, v)
		}
		return phraseBefore(t, v-1)
	}
	h := t.Word(v).Head
	if h < 0 || depth > maxClimb {
		return -1
	}
	if g := behindBefore(t, v, h); g >= 0 {
		return surface(t, g, depth+1)
	}
	if s := acrossInsertion(t, v, h); s >= 0 {
		return s
	}
	if j := joinedTail(t, v); j >= 0 {
		return surface(t, j, depth+1)
	}
	if n := whose(t, v, h); n >= 0 {
		return n
	}
	if n := joinedSubject(t, v, h); n >= 0 {
		return n
	}
	switch Base(t, v) {
	case "conj":
		if n := strayApposition(t, v, h); n >= 0 {
			return n
		}
		if Verbal(t, h) && !(t.Lang() == "en" && newClause(t, h, v)) {
			return surface(t, h, depth+1)
		}
	case "obl", "dep":
		return strayApposition(t, v, h)
	case "xcomp", "advcl", "ccomp":
		if Base(t, v) == "advcl" && v > 1 && Pos(t, v-1) == "PUNCT" && Passive(t, v) {
			if n := phraseBefore(t, v-1); n >= 0 {
				return n // "the company X, based in Rennes, …"
			}
		}
		if !Verbal(t, h) {
			return h
		}
		if (Base(t, v) == "ccomp" || Base(t, v) == "advcl" && t.Lang() == "de") && finite(t, v) {
			return -1 // a finite clause without a subject of its own: say nothing
		}
		if Base(t, v) == "advcl" && v > 1 && Pos(t, v-1) == "PUNCT" && !finite(t, v) {
			h = matrix(t, h) // ", accusing it": of the sentence, not of its last infinitive
		}
		return controller(t, v, h, depth)
	case "acl":
		return acl(t, v, h, depth)
	case "amod":
		return h // a participle that stands as an adjective
	case "appos":
		if french(t) && Base(t, h) == "conj" && t.Word(v).Feats.Number().String() == "Plur" && t.Word(h).Head >= 0 {
			return t.Word(h).Head // "X et Y, membres de …"
		}
		return h // "X, a unit of Y": X is the unit
	case "parataxis":
		if !finite(t, v) && Verbal(t, h) {
			return controller(t, v, h, depth) // ", accusing …"
		}
	}
	return -1
}

// newClause: a semicolon stands between two joined verbs, and a noun right before the
// second: "Doha said it was hacked; U.S. officials later pointed to the Emirates".
func newClause(t *parse.Tree, h, v int) bool {
	g := VerbGroup(t, v)
	if g == 0 || Pos(t, g-1) != "NOUN" && Pos(t, g-1) != "PROPN" {
		return false
	}
	for i := h + 1; i < g; i++ {
		if Form(t, i) == ";" {
			return true
		}
	}
	return false
}

// acrossInsertion: "X, expelled from the party in March, has joined …", where
// the parser took the insertion for the main clause: X is the subject of both.
func acrossInsertion(t *parse.Tree, v, h int) int {
	b := Base(t, v)
	if b != "ccomp" && b != "parataxis" && b != "advcl" || h > v || !finite(t, v) || t.Child(v, "mark") >= 0 {
		return -1
	}
	s := Own(t, h)
	if s < 0 || s > h {
		return -1
	}
	first, _ := t.Subtree(v)
	if comma(t, s+1, h) && comma(t, h+1, max(first+1, v)) {
		return s
	}
	return -1
}

// comma reports whether one stands in the half-open range of words.
func comma(t *parse.Tree, first, last int) bool {
	for i := first; i < last; i++ {
		if t.Word(i).Form == "," {
			return true
		}
	}
	return false
}

// matrix climbs from an infinitive to the verb that governs it.
func matrix(t *parse.Tree, h int) int {
	for n := 0; n < maxClimb && Base(t, h) == "xcomp" && !finite(t, h) && t.Word(h).Head >= 0; n++ {
		h = t.Word(h).Head
	}
	return h
}

// Finite reports whether verb v heads a finite clause, its auxiliaries and those that it shares included.
func Finite(t *parse.Tree, v int) bool { return finite(t, v) }

func finite(t *parse.Tree, v int) bool {
	if t.Word(v).Feats.VerbForm().String() == "Fin" {
		return true
	}
	for _, a := range t.Aux(v) {
		if t.Word(a).Feats.VerbForm().String() == "Fin" {
			return true
		}
	}
	if len(bracket(t, v)) > 0 {
		return true
	}
	if c := t.Child(v, "cop"); c >= 0 && t.Word(c).Feats.VerbForm().String() == "Fin" {
		return true
	}
	// "… abgebrochen und ausgewiesen hatte": participles share one auxiliary
	if t.Lang() == "de" {
		for _, c := range t.Conjuncts(v) {
			for _, a := range t.Aux(c) {
				if a > c && t.Word(a).Feats.VerbForm().String() == "Fin" {
					return true
				}
			}
		}
	}
	return false
}

// controller finds whose action v is, when v depends without a subject of its
// own on the verb h: the object's for verbs that act on somebody (accuse,
// order, urge), else the subject's.
func controller(t *parse.Tree, v, h, depth int) int {
	if o := saidToBe(t, v, h); o >= 0 {
		return o
	}
	if Base(t, v) == "xcomp" || marked(t, v) {
		if ObjectControl(t, h) {
			if Passive(t, h) {
				return surface(t, h, depth+1)
			}
			if o := governed(t, v, h); o >= 0 {
				return o
			}
			for _, rel := range []string{"obj", "iobj", "obl:arg"} {
				if o := t.Child(h, rel); o >= 0 {
					return antecedent(t, o)
				}
			}
			if t.Lang() == "de" { // better nobody than whoever accuses
				if o := fieldObject(t, h); len(o) > 0 {
					return o[len(o)-1]
				}
				return -1
			}
		}
	}
	if o := faulted(t, v, h, depth); o >= 0 {
		return o
	}
	if a := purposeAgent(t, v, h); a >= 0 {
		return a
	}
	return surface(t, h, depth+1)
}

// faulted is the object of a verb of punishing or praising, where v stands
// behind its "for", or "pour avoir"; -1 if that is not so. What stands behind
// "to" is another's ("jailed X to silence Y").
func faulted(t *parse.Tree, v, h, depth int) int {
	m := t.Child(v, "mark", "case")
	if m < 0 || !Is(t, m, "for") && !(Is(t, m, "pour") && PerfectInfinitive(t, v)) || !lexiconOf(t).faults[Lemma(t, h)] {
		return -1
	}
	if Passive(t, h) {
		return surface(t, h, depth+1)
	}
	if o := directObject(t, h); o >= 0 {
		return antecedent(t, o)
	}
	return -1
}

// purposeAgent: "the spyware was used by Morocco to target X": who used it targets.
func purposeAgent(t *parse.Tree, v, h int) int {
	if t.Lang() != "en" || Base(t, v) != "advcl" && Base(t, v) != "xcomp" || !Is(t, max(t.Child(v, "mark"), 0), "to") || !Passive(t, h) || ObjectControl(t, h) {
		return -1
	}
	return agent(t, h)
}

// marked reports whether v is introduced by a preposition ("of having …",
// "d'avoir …") or is an infinitive clause: then verbs of accusing and ordering
// give it their object as subject.
func marked(t *parse.Tree, v int) bool {
	m := t.Child(v, "mark", "case")
	if m < 0 {
		return t.Word(v).Feats.VerbForm().String() == "Inf"
	}
	return Is(t, m, "of", "for", "to", "de", "d'", "à", "pour", "zu", "with", "from", "into", "as", "als", "comme")
}

// PerfectInfinitive: v is what somebody is said to have done: "d'avoir livré", "accueilli zu haben".
func PerfectInfinitive(t *parse.Tree, v int) bool {
	for _, a := range t.Aux(v) {
		if t.Word(a).Feats.VerbForm().String() == "Inf" {
			return true
		}
	}
	return false
}

// acl finds the subject of a clause that modifies a noun.
func acl(t *parse.Tree, v, noun, depth int) int {
	if Passive(t, v) {
		return agreeing(t, v, noun) // "attacks carried out by": the noun is what is acted upon
	}
	f := t.Word(v).Feats.VerbForm().String()
	if f == "Inf" || t.Child(v, "mark") >= 0 && !finite(t, v) {
		// "accused the militia of having shelled X", with the clause on the noun
		if g := t.Word(noun).Head; g >= 0 && ObjectControl(t, g) {
			if b := Rel(t, noun); b == "obj" || b == "iobj" || b == "obl:arg" || b == "nsubj:pass" || b == "nsubj" && Passive(t, g) {
				return noun
			}
		}
		if g := t.Word(noun).Head; t.Lang() == "en" && suspicion[Lemma(t, noun)] && g >= 0 && Verbal(t, g) && Base(t, noun) == "obl" {
			if Passive(t, g) { // "detained on suspicion of spying"
				return surface(t, g, depth+1)
			}
			if o := directObject(t, g); o >= 0 {
				return antecedent(t, o)
			}
			return -1
		}
		// "the decision to cut ties": who decided is who cuts
		if p := Possessor(t, noun); p >= 0 {
			return p
		}
		if p := ofPhrase(t, noun, v); p >= 0 {
			return p
		}
		if p := t.Child(noun, "nmod"); p >= 0 && p < v && Is(t, max(t.Child(p, "case"), 0), "by", "durch", "par") {
			return p // "the decision by Mongolia to cut ties"
		}
		if h := t.Word(noun).Head; h >= 0 && Verbal(t, h) {
			return surface(t, h, depth+1)
		}
		return -1
	}
	if Rel(t, v) == "acl:relcl" && finite(t, v) {
		if t.Child(v, "obj") < 0 {
			return -1
		}
		for _, c := range Args(t, v) {
			if obliqueRelative(t, c) {
				return -1
			}
		}
	}
	return noun
}

// suspicion are nouns of what others are held to have done: "jailed X on charges
// of spying for Y".
var suspicion = words("suspicion charge charges accusation allegation pretext ground grounds")

// ofPhrase is the noun with "de" between a French noun and the infinitive that
// depends on it ("la décision de la Slovénie d’expulser …"), -1 if none.
func ofPhrase(t *parse.Tree, noun, v int) int {
	if !french(t) {
		return -1
	}
	for _, c := range t.Children(noun) {
		if c > noun && c < v && Base(t, c) == "nmod" && introducedBy(t, c, "de") {
			return c
		}
	}
	return -1
}
