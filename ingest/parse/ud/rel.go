package ud

import "strings"

// Rel is a dependency relation with its subtype, as "nsubj:pass". The zero
// value is "dep".
type Rel uint8

// relNames is the order of the values; model files name relations by their
// text, so the order may change.
var relNames = [...]string{
	"dep", "acl", "acl:relcl", "advcl", "advcl:cleft", "advcl:relcl", "advmod", "amod", "appos", "aux",
	"aux:caus", "aux:pass", "aux:tense", "case", "cc", "cc:preconj", "ccomp", "clf", "compound", "compound:prt",
	"conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep:comp", "det", "det:poss", "det:predet", "discourse",
	"dislocated", "expl", "expl:comp", "expl:pass", "expl:pv", "expl:subj", "fixed", "flat", "flat:foreign",
	"flat:name", "goeswith", "iobj", "iobj:agent", "list", "mark", "nmod", "nmod:desc", "nmod:poss",
	"nmod:unmarked", "nsubj", "nsubj:caus", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obj:agent", "obj:lvc",
	"obl", "obl:agent", "obl:arg", "obl:mod", "obl:tmod", "obl:unmarked", "orphan", "parataxis",
	"parataxis:insert", "punct", "reparandum", "root", "vocative", "xcomp", "nmod:tmod", "nmod:npmod", "obl:npmod",
}

var relIndex = func() map[string]Rel {
	m := make(map[string]Rel, len(relNames))
	for i, n := range relNames {
		m[n] = Rel(i)
	}
	return m
}()

var relBase = func() (b [len(relNames)]Rel) {
	for i, n := range relNames {
		base, _, _ := strings.Cut(n, ":")
		b[i] = relIndex[base]
	}
	return b
}()

// NumRel is the number of relations.
const NumRel = len(relNames)

// String returns the relation as Universal Dependencies writes it.
func (r Rel) String() string {
	if int(r) < len(relNames) {
		return relNames[r]
	}
	return "dep"
}

// Base returns the relation without its subtype: obl:agent gives obl.
func (r Rel) Base() Rel {
	if int(r) < len(relBase) {
		return relBase[r]
	}
	return 0
}

// Is tells whether the relation is name, or has name as its base.
func (r Rel) Is(name string) bool { return r.String() == name || r.Base().String() == name }

// ParseRel returns the relation with the name. An unknown subtype gives its
// base; an unknown base gives false.
func ParseRel(s string) (Rel, bool) {
	if r, ok := relIndex[s]; ok {
		return r, true
	}
	base, _, _ := strings.Cut(s, ":")
	r, ok := relIndex[base]
	return r, ok
}
