package syntax

import (
	"strings"

	"kg/ingest/parse"
)

// Participles before a noun, with all that depends on them: "das von Albanien verurteilte Land".

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
