package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// stances finds the states, bodies and persons inside adjectives that tell where
// somebody stands: German "kremlnah", "russlandfreundlich", "assadtreu",
// "prorussisch". They are compounds: the adjective's noun is not theirs.
func (d *Document) stances(s *Sentence) {
	if len(d.lex.StanceAfter) == 0 && len(d.lex.StanceBefore) == 0 {
		return
	}
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		form := t.Word(i).Form
		if len(form) < 6 || s.cover[i] >= 0 || d.compounded(s, i) || capital(form) && i > 0 || strings.ContainsAny(form, "-") {
			continue
		}
		e, from, to := d.stance(strings.ToLower(form))
		if e == nil {
			continue
		}
		at := s.spanOf(i, i+1)
		if to > at.End-at.Start {
			continue // the text writes the word otherwise
		}
		at = graph.Span{Start: at.Start + from, End: at.Start + to}
		d.keep(e.Entity())
		s.add(Mention{First: i, Last: i + 1, Head: i, Kind: Compound, Span: at, Entity: e.ID, Type: e.Type})
	}
}

// stance is who or what the adjective in small letters speaks of, and where in it
// that stands; nil where it is no such adjective.
func (d *Document) stance(form string) (e *gazetteer.Entry, from, to int) {
	for _, b := range d.lex.StanceBefore {
		if rest, ok := strings.CutPrefix(form, b); ok {
			return d.governed(d.listed(rest)), len(b), len(form)
		}
	}
	stem := adjectiveStem(form)
	for _, a := range d.lex.StanceAfter {
		first, ok := strings.CutSuffix(stem, a)
		if !ok || len(first) < 4 {
			continue
		}
		if known := d.know.Gazetteer.Entry(d.aliases[graph.Fold(first)]); known != nil {
			return d.governed(known), 0, len(first)
		}
		return d.governed(d.listed(titled(first))), 0, len(first)
	}
	return nil, 0, 0
}

// titled is the word with a capital.
func titled(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}

// listed is the one thing of the lists that the word means, nil if it is not in
// them or common.
func (d *Document) listed(word string) *gazetteer.Entry {
	for _, h := range d.know.Gazetteer.Match(d.Lang, []string{word}) {
		if h.Form != gazetteer.Compound && !h.Context && len(h.Entries) == 1 {
			return h.Entries[0]
		}
	}
	return nil
}

// governed is the state for which a capital or a seat of government stands, else the entry.
func (d *Document) governed(e *gazetteer.Entry) *gazetteer.Entry {
	if e == nil {
		return nil
	}
	for _, id := range []string{e.CapitalOf, e.Metonym} {
		if c := d.know.Gazetteer.Entry(id); id != "" && c != nil {
			return c
		}
	}
	return e
}

// stanceWord: word i is an adjective with a hyphen that tells where somebody
// stands ("Hamas-nahe"), and begins no name.
func (d *Document) stanceWord(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	k := strings.LastIndexByte(f, '-')
	if k < 1 || capital(f[k+1:]) {
		return false
	}
	stem := adjectiveStem(syntax.Form(s.Tree, i)[k+1:])
	for _, a := range d.lex.StanceAfter {
		if stem == a {
			return true
		}
	}
	return false
}
