// Package ud has the closed vocabularies of Universal Dependencies v2
// (https://universaldependencies.org) as small values: universal part-of-speech
// tags, morphological features, and dependency relations.
package ud

// UPOS is a universal part-of-speech tag. The zero value is X.
type UPOS uint8

// The universal part-of-speech tags.
const (
	X UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	NumUPOS int = iota
)

var uposNames = [...]string{"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
	"PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"}

// String returns the tag as Universal Dependencies writes it.
func (u UPOS) String() string {
	if int(u) < len(uposNames) {
		return uposNames[u]
	}
	return "X"
}

// ParseUPOS returns the tag with the name; false for an unknown name.
func ParseUPOS(s string) (UPOS, bool) {
	for i, n := range uposNames {
		if n == s {
			return UPOS(i), true
		}
	}
	return X, false
}
