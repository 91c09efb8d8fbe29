package syntax

import (
	"strings"

	"kg/ingest/parse"
)

// Passive reports whether verb v is in the passive: it has an auxiliary of
// the passive, or is a bare past participle that modifies a noun or heads a
// headline. What the tagger says of its voice does not count against a subject
// and an object beside it.
func Passive(t *parse.Tree, v int) bool {
	w := t.Word(v)
	form := w.Feats.VerbForm().String()
	present := form == "Ger" || w.Feats.Tense().String() == "Pres" && form == "Part" || strings.HasSuffix(Form(t, v), "ing") && t.Lang() == "en"
	if reflexive(t, v) || perfectWithSein(t, v) {
		return false // "s’est rendu", "sind einmarschiert"
	}
	if looseParticiple(t, v) || doneBy(t, v) || Pos(t, v) == "VERB" && joinedTail(t, v) >= 0 {
		return true
	}
	for _, b := range bracket(t, v) {
		if strings.EqualFold(t.Word(b).Lemma, "werden") && form == "Part" {
			return true
		}
	}
	if t.Lang() == "de" && form == "Part" && becoming(t, v) {
		return true
	}
	being := french(t) && beingVerbs[Lemma(t, v)] && t.Child(v, "obl:agent") < 0 // "est arrivé"
	for _, a := range t.Aux(v) {
		r := Rel(t, a)
		if r == "aux:pass" && !being || !present && lexiconOf(t).passive[Lemma(t, a)] && r == "aux" && form == "Part" && t.Lang() == "en" {
			return true
		}
	}
	if being {
		return false
	}
	subject, object := child(t, v, "nsubj"), directObject(t, v)
	if object < 0 && form == "Part" && stative(t, v) {
		return true
	}
	switch {
	case subject >= 0 && object >= 0, present:
		return false
	case t.Lang() == "en" && len(t.Aux(v)) == 0 && pastTense(t, v):
		return false
	case subject >= 0: // "Three diplomats expelled": a headline leaves the auxiliary out
		return Rel(t, subject) == "nsubj:pass" && len(t.Aux(v)) == 0
	case len(t.Aux(v)) > 0 || object >= 0:
		return false
	}
	r := Base(t, v)
	if w.UPOS.String() == "ADJ" {
		return r == "amod" && t.Lang() == "de" && germanParticiple(Form(t, v)) && !FiniteForm(t, v)
	}
	return w.UPOS.String() == "VERB" && form == "Part" && (r == "acl" || r == "amod" || r == "advcl" || joinedPassive(t, v))
}

// becoming: "würde X angegriffen": with a participle that is no infinitive "werden" makes
// the passive, whatever the parser called it.
func becoming(t *parse.Tree, v int) bool {
	if f := Form(t, v); !participlePrefix(f) && !strings.HasSuffix(f, "t") {
		return false
	}
	for _, a := range t.Aux(v) {
		if t.LowerLemma(a) == "werden" && a < v {
			return true
		}
	}
	return false
}

// joinedPassive: "X, blacklisted by Chad and financed by Mali": a participle that
// is joined to one in the passive is so, too, if that has no auxiliary either or
// somebody is named who does it.
func joinedPassive(t *parse.Tree, v int) bool {
	h := t.Word(v).Head
	if Base(t, v) != "conj" || h < 0 || h > v || !Passive(t, h) {
		return false
	}
	return len(t.Aux(h)) == 0 && Base(t, h) != "root" || t.Child(v, "obl:agent") >= 0
}

// perfectWithSein: a German verb of motion or change, whose perfect is formed
// with "sein" as others form their passive of state.
func perfectWithSein(t *parse.Tree, v int) bool {
	if t.Lang() != "de" || !lexiconOf(t).motion[Lemma(t, v)] && !lexiconOf(t).motion[infinitive(Form(t, v))] {
		return false
	}
	for _, a := range t.Aux(v) {
		if !strings.EqualFold(t.Word(a).Lemma, "sein") || Is(t, a, "worden") {
			return false
		}
	}
	return true
}

// stative: "die PKK ist in Deutschland verboten": participle and "sein" alone.
func stative(t *parse.Tree, v int) bool {
	aux := t.Aux(v)
	return t.Lang() == "de" && len(aux) == 1 && strings.EqualFold(t.Word(aux[0]).Lemma, "sein") && t.Word(aux[0]).Feats.VerbForm().String() == "Fin" && t.Word(v).UPOS.String() == "VERB"
}

// infinitive guesses the verb of a participle in "ge-…-t" ("gereiste": "reisen").
func infinitive(form string) string {
	for _, e := range []string{"te", "ten", "ter", "tes", "tem"} {
		if s, ok := strings.CutSuffix(form, e); ok {
			return strings.Replace(s, "ge", "", 1) + "en"
		}
	}
	return form
}

// pastTense: a bare "-ed" form that no auxiliary makes a passive is the past
// tense if its object stands right behind it ("X, who was minister, accused Y
// of …"), or if it is the last verb of a full sentence that could be finite.
func pastTense(t *parse.Tree, v int) bool {
	if onlyVerb(t, v) {
		return true
	}
	n := v + 1
	for n < t.Len() && Pos(t, n) == "ADV" {
		n++
	}
	if n >= t.Len() || timeWord(t, n) || lexiconOf(t).complement[Lemma(t, v)] || Pos(t, n) == "NUM" {
		return false
	}
	switch Pos(t, n) {
	case "DET", "PROPN":
	case "PRON":
		if RelativePronoun(t, n) {
			return false
		}
	default:
		return false
	}
	p, ok := nounPhrase(t, n, t.Len())
	return ok && p.head < t.Len()
}

// reflexive: the verb has a reflexive pronoun as its object.
func reflexive(t *parse.Tree, v int) bool {
	for _, c := range t.Children(v) {
		if isReflexive(t, c) {
			return true
		}
	}
	return false
}

func isReflexive(t *parse.Tree, c int) bool {
	if p := Pos(t, c); p != "PRON" && p != "PART" {
		return false
	}
	return Is(t, c, "se", "s'", "s’", "soi", "sich")
}

// germanParticiple: "unterstützten", "verbotene": a past participle with the
// ending of an adjective.
func germanParticiple(f string) bool {
	for _, e := range []string{"em", "en", "er", "es", "e"} {
		if s, ok := strings.CutSuffix(f, e); ok {
			return strings.HasSuffix(s, "t") || strings.HasSuffix(s, "en")
		}
	}
	return false
}

// passiveSubjectOfActive: behind "haben" stands no passive. What the parser took
// for the subject of one is the object, where another phrase is the subject:
// one in the Vorfeld, or that of the verb before ("… und alle Diplomaten
// ausgewiesen hatte").
func passiveSubjectOfActive(t *parse.Tree, v, s int) bool {
	if t.Lang() != "de" || Rel(t, s) != "nsubj:pass" {
		return false
	}
	having := -1
	for _, a := range t.Aux(v) {
		switch t.LowerLemma(a) {
		case "haben":
			having = a
		case "werden", "sein":
			return false
		}
	}
	if having > v {
		return Base(t, v) == "conj"
	}
	return having >= 0 && having < s && having > 0 && Pos(t, 0) != "ADP" && Pos(t, having-1) != "NUM" && Pos(t, having-1) != "ADV" && Preposition(t, having-1) == ""
}
