package syntax

import (
	"slices"
	"strings"

	"kg/ingest/parse"
)

// Where a German clause begins and ends, and which is its finite verb: told by tags
// and forms, without a tree.

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
