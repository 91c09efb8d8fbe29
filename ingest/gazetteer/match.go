package gazetteer

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenAtom is an atom and the token in which it stands.
type tokenAtom struct {
	atom
	token int32
}

// sentence is a tokenised sentence cut into atoms.
type sentence struct {
	tokens []string
	atoms  []tokenAtom
	caps   bool // written all in capitals
}

func scan(tokens []string) *sentence {
	s := &sentence{tokens: tokens, atoms: make([]tokenAtom, 0, len(tokens)+8)}
	var buf [16]atom
	upper, low := 0, 0
	for i, t := range tokens {
		for _, a := range atoms(buf[:0], t) {
			s.atoms = append(s.atoms, tokenAtom{atom: a, token: int32(i)})
			switch a.shape {
			case caps:
				upper++
			case lower, title:
				low++
			}
		}
	}
	s.caps = upper > 1 && low == 0 || upper > 4*low && upper > 3 // a stray small word does not count
	return s
}

// lastOfToken reports whether no further atom of the same token follows,
// but for a possessive ending ("Iran's" left unsplit).
func (s *sentence) lastOfToken(i int) bool {
	if i+1 == len(s.atoms) || s.atoms[i+1].token != s.atoms[i].token {
		return true
	}
	n := s.atoms[i+1]
	return n.sep == '\'' && n.text == "s" && n.end == len(s.tokens[n.token])
}

// starts reports whether atom i begins its token. An elided article left
// unsplit ("l’Iran") does not count in French.
func (s *sentence) starts(i int, lang string) bool {
	a := s.atoms[i]
	switch {
	case i == 0 || s.atoms[i-1].token != a.token:
		return true
	case a.sep == '\'' && (lang == "fr" || lang == ""):
		p := s.atoms[i-1]
		return (i == 1 || s.atoms[i-2].token != a.token) && utf8.RuneCountInString(p.text) <= 2
	}
	return false
}

// found is a candidate match before it becomes a Hit.
type found struct {
	from, to int // atoms, half-open
	refs     []int32
}

// Match finds the names in a sentence, leftmost and longest, not overlapping;
// only hits of form Compound may share a token. lang is "en", "de" or "fr";
// "" takes names of every language. Tokens are Universal Dependencies surface
// tokens, in order.
//
// A name must be written with its capitals: "Who" and "who" are not the WHO.
// In a sentence all in capitals that cannot be seen; there, acronyms that are
// also words are not reported.
func (g *Gazetteer) Match(lang string, tokens []string) []Hit {
	s := scan(tokens)
	var out []Hit
	for i := 0; i < len(s.atoms); {
		f, ok := g.longest(s, i, lang)
		if !ok {
			i++
			continue
		}
		if h, ok := g.hit(s, f, lang); ok {
			out = append(out, h)
		}
		i = f.to
	}
	return g.dropLoose(s, out, lang)
}

// longest finds the longest name that begins at atom i.
func (g *Gazetteer) longest(s *sentence, i int, lang string) (found, bool) {
	if !s.starts(i, lang) && s.atoms[i].sep != '-' && s.atoms[i].sep != '/' {
		return found{}, false
	}
	best := found{to: -1}
	node := int32(0)
	for j := i; j < len(s.atoms); j++ {
		a := s.atoms[j]
		if (lang == "de" || lang == "") && g.endable(s, j) {
			best = g.genitive(s, i, j, node, lang, best)
		}
		if node = g.names.step(node, g.names.id(a.text)); node < 0 {
			break
		}
		if g.names.has(node) && g.endable(s, j) {
			if refs := g.fit(s, i, j+1, node, lang, false); len(refs) > 0 {
				best = found{from: i, to: j + 1, refs: refs}
			}
		}
	}
	return best, best.to > 0
}

// endable reports whether a name may end after atom j: at the end of its
// token or before a hyphen or slash.
func (g *Gazetteer) endable(s *sentence, j int) bool {
	return s.lastOfToken(j) || s.atoms[j+1].sep == '-' || s.atoms[j+1].sep == '/'
}

// genitive tries atom j without the German genitive ending: Irans, Amtes.
func (g *Gazetteer) genitive(s *sentence, i, j int, node int32, lang string, best found) found {
	a := s.atoms[j]
	if a.shape == lower || a.shape == caps && !s.caps {
		return best
	}
	for _, end := range [...]string{"s", "es"} {
		stem, ok := strings.CutSuffix(a.text, end)
		if !ok || utf8.RuneCountInString(stem) < 3 {
			continue
		}
		n := g.names.step(node, g.names.id(stem))
		if n < 0 || !g.names.has(n) {
			continue
		}
		if refs := g.fit(s, i, j+1, n, lang, true); len(refs) > 0 {
			return found{from: i, to: j + 1, refs: refs}
		}
	}
	return best
}

// fit gives the refs of a node that agree with language and capitals. Names
// in the language of the text come before those of other languages.
func (g *Gazetteer) fit(s *sentence, from, to int, node int32, lang string, genitive bool) []int32 {
	bit := langBit(lang)
	var own, other []int32
	compound := to < len(s.atoms) && s.atoms[to].token == s.atoms[to-1].token && !s.lastOfToken(to-1)
	for i := g.names.heads[node]; i >= 0; i = g.names.items[i].next {
		n := g.names.items[i].value
		r := g.refs[n]
		switch {
		case genitive && r.form != Name && r.form != Nickname:
		case r.prefix && !compound:
		case !g.capitals(s, from, to, r, lang):
		case r.langs&bit != 0:
			own = append(own, n)
		case r.langs&foreign != 0:
			other = append(other, n)
		}
	}
	if len(own) > 0 {
		return own
	}
	return other
}

// capitals checks the capitals of the atoms against what the name demands.
func (g *Gazetteer) capitals(s *sentence, from, to int, r ref, lang string) bool {
	for i := from; i < to; i++ {
		a := s.atoms[i]
		size := utf8.RuneCountInString(a.text)
		if a.punct {
			continue
		}
		ok := true
		switch r.demands >> (2 * (i - from)) & 3 {
		case wantTitle:
			ok = a.shape == title || a.shape == uncase || a.shape == single ||
				a.shape == caps && (size >= 4 || s.caps || to-from > 1)
		case wantCaps:
			ok = a.shape == caps || a.shape == title && size >= 4 && upperFirst(a.raw) && !g.common[lang+" "+a.text]
		case wantInner:
			ok = a.shape == caps && s.caps || a.shape == title && innerCapital(a.raw)
		}
		if !ok || !r.umlaut && hasUmlaut(a.raw) {
			return false
		}
	}
	if to-from == 1 && s.caps && g.common[lang+" "+s.atoms[from].text] {
		return false
	}
	return true
}

func upperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// noEntry marks phrases that hold a name but are none.
const noEntry = -1

// hit makes a Hit of a match; false when the match is a phrase.
func (g *Gazetteer) hit(s *sentence, f found, lang string) (Hit, bool) {
	first, last := s.atoms[f.from], s.atoms[f.to-1]
	h := Hit{First: int(first.token), Last: int(last.token) + 1, From: first.start, To: last.end}
	h.Form = g.choose(s, f, lang)
	h.Context = true
	var list []*Entry
	for _, n := range f.refs {
		r := g.refs[n]
		if naming(r.form) != naming(h.Form) {
			continue
		}
		if r.entry == noEntry {
			return Hit{}, false
		}
		e := g.list[r.entry]
		list = append(list, e)
		h.Context = h.Context && (r.context || e.Context)
	}
	if h.Entries = sortEntries(list); len(h.Entries) == 0 {
		return Hit{}, false
	}
	if last.end < len(s.tokens[last.token]) && s.tokens[last.token][last.end:] == "." {
		h.To = len(s.tokens[last.token]) // "St." and "Inc." keep their full stop
	}
	if !s.starts(f.from, lang) || !s.lastOfToken(f.to-1) {
		h.Form = Compound
	}
	return h, true
}

// naming separates names from words for people and their adjectives.
func naming(f Form) bool { return f != Adjective && f != DemonymNoun }

// choose picks the form where one spelling has several: a name before an
// adjective; "Français" with a capital inside a sentence is a person.
func (g *Gazetteer) choose(s *sentence, f found, lang string) Form {
	has := [Compound + 1]bool{}
	for _, n := range f.refs {
		has[g.refs[n].form] = true
	}
	for _, form := range [...]Form{Name, Acronym, Nickname} {
		if has[form] {
			return form
		}
	}
	if has[Adjective] && has[DemonymNoun] {
		if a := s.atoms[f.from]; a.shape == lower || f.from == 0 {
			return Adjective
		}
		if lang == "de" && f.to < len(s.atoms) && s.atoms[f.to].shape == title {
			return Adjective // "Schweizer Banken"
		}
		return DemonymNoun
	}
	if has[DemonymNoun] {
		return DemonymNoun
	}
	return Adjective
}

// dropLoose takes out compounds that are likely parts of other names. What
// stands beside a name in a hyphenated token must be another name, a small
// word ("Iran-backed") or, in German, a noun ("US-Regierung").
func (g *Gazetteer) dropLoose(s *sentence, hits []Hit, lang string) []Hit {
	if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Form == Compound }) {
		return hits
	}
	named := s.named(hits)
	out := hits[:0]
	for _, h := range hits {
		if h.Form != Compound || g.sound(s, h, named, lang) {
			out = append(out, h)
		}
	}
	return out
}

func (g *Gazetteer) sound(s *sentence, h Hit, named []bool, lang string) bool {
	from := sort.Search(len(s.atoms), func(i int) bool { return int(s.atoms[i].token) >= h.First })
	for i, a := range s.atoms[from:] {
		t := int(a.token)
		switch {
		case t >= h.Last:
			return true
		case t != h.First && t != h.Last-1 || named[from+i]:
			continue
		case t == h.First && a.end <= h.From: // before the name
			if a.shape != lower && !g.opening[a.text] && !(lang == "de" && a.shape == caps) {
				return false
			}
		case t == h.Last-1 && a.start >= h.To: // after it
			if a.shape != lower && lang != "de" {
				return false
			}
		}
	}
	return true
}

// named tells of each atom whether it is part of a hit. Hits are in order and
// do not overlap.
func (s *sentence) named(hits []Hit) []bool {
	out := make([]bool, len(s.atoms))
	for i, a := range s.atoms {
		t := int(a.token)
		for len(hits) > 0 && (t >= hits[0].Last || t == hits[0].Last-1 && a.start >= hits[0].To) {
			hits = hits[1:]
		}
		if len(hits) == 0 {
			break
		}
		h := hits[0]
		out[i] = t >= h.First && (t > h.First || a.start >= h.From) && (t < h.Last-1 || a.end <= h.To)
	}
	return out
}
