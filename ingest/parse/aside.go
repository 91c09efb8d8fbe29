package parse

import (
	"slices"

	"kg/ingest/parse/ud"
)

// aside is the relation of an adverbial noun phrase.
var aside, _ = ud.ParseRel("obl:tmod")

// A Range is a half-open range of tokens.
type Range struct{ First, Last int }

// ParseAside does what ParseNamed does, with ranges of tokens that the caller
// knows to be adverbial phrases, such as the dates of "The ministry last week
// expelled two diplomats" and "a expulsé lundi deux diplomates". News language
// puts them between a verb and its subject or object, where they mislead the
// parser, which has learned from other kinds of text. So the sentence is parsed
// without them, and they are hung on the verb beside them; those that turn out
// to stand elsewhere are parsed in place. asides are in order, without overlap.
func (m *Model) ParseAside(tokens []Token, names []int, asides []Range) *Tree {
	if marks := m.quoted(tokens); len(marks) > 0 {
		return m.parseUnquoted(tokens, names, asides, marks)
	}
	return m.parseAside(tokens, names, asides)
}

func (m *Model) parseAside(tokens []Token, names []int, asides []Range) *Tree {
	asides = m.withAdverbials(tokens, asides)
	for len(asides) > 0 {
		p := m.without(tokens, names, asides)
		good := p.parse(asides)
		if slices.Equal(good, asides) {
			return p.join(asides)
		}
		asides = good
	}
	return m.ParseNamed(tokens, names)
}

// parts is a sentence without its asides.
type parts struct {
	m      *Model
	tokens []Token
	names  []int
	rest   *split
	kept   []int  // by token of rest: the token
	at     []int  // by token: the first word of rest, for an aside's of what follows it
	upos   []UPOS // by word of rest
	tree   *Tree  // of rest, with the tokens of the sentence
}

func (m *Model) without(tokens []Token, names []int, asides []Range) *parts {
	p := &parts{m: m, tokens: tokens, names: names, at: make([]int, len(tokens)+1)}
	var rest []Token
	var known []int
	next := 0
	for i, t := range tokens {
		if next < len(asides) && i >= asides[next].Last {
			next++
		}
		if next < len(asides) && i >= asides[next].First {
			continue
		}
		rest, p.kept = append(rest, t), append(p.kept, i)
		if names != nil {
			known = append(known, names[i])
		}
	}
	p.rest = m.split(rest, known)
	w := 0
	for i := range p.at {
		p.at[i] = w
		for w < len(p.rest.token) && p.kept[p.rest.token[w]] == i {
			w++
		}
	}
	return p
}

// parse parses the rest of the sentence, if by the tags of its words all asides
// are good, and returns those that are.
func (p *parts) parse(asides []Range) (good []Range) {
	p.tree = p.m.parse(p.rest, func(tags []UPOS) bool {
		p.upos = tags
		good = p.good(asides)
		return slices.Equal(good, asides)
	})
	if p.tree == nil {
		return good
	}
	p.upos = make([]UPOS, p.tree.Len()) // a second look at the sentence can have changed them
	for i := range p.tree.words {
		w := &p.tree.words[i]
		p.upos[i], w.Token = w.UPOS, p.kept[w.Token]
	}
	p.tree.names = p.names
	return p.good(asides)
}

// good are the asides that stand beside a verb, and those that may with the
// preposition before them ("in 2022").
func (p *parts) good(asides []Range) []Range {
	var out []Range
	end := 1 // the first token stays
	for _, a := range asides {
		before := p.at[a.Last] - 1
		switch {
		case p.verbBeside(a) >= 0:
			out = append(out, a)
		case a.First > end && before >= 0 && p.upos[before] == ADP:
			out = append(out, Range{a.First - 1, a.Last})
		}
		end = a.Last
	}
	return out
}

// verbBeside is the verb or auxiliary beside an aside to which it belongs: the
// one that follows it, where a subject stands before, or the one before it. It
// is -1 where the words beside the aside are of other kinds, so that it may be
// part of a phrase.
func (p *parts) verbBeside(a Range) int {
	after := p.at[a.Last]
	before := after - 1
	if before < 0 || after >= len(p.upos) {
		return -1
	}
	l, r := p.upos[before], p.upos[after]
	switch {
	case r == VERB || r == AUX:
		switch l {
		case NOUN, PROPN, PRON, PUNCT, VERB, AUX, ADV:
			if before > 0 || l != ADV { // "Erst 2018 war …": the verb's second place counts it
				return after
			}
		}
	case l == VERB || l == AUX:
		switch r {
		case NOUN, PROPN, PRON, DET, NUM, ADP, ADJ, ADV:
			return before
		case PUNCT, SCONJ, CCONJ:
			if p.m.lang == "fr" { // "qui a enquêté de son côté, …"
				return before
			}
		}
	}
	return -1
}

// predicate is what an auxiliary helps, else the word itself.
func (p *parts) predicate(i int) int {
	if w := p.tree.words[i]; w.UPOS == AUX && w.Head >= 0 && (w.Rel.Is("aux") || w.Rel.Is("cop")) {
		return w.Head
	}
	return i
}

// join puts the asides back, each under its verb.
func (p *parts) join(asides []Range) *Tree {
	out := &Tree{lang: p.tree.lang, names: p.names}
	moved := make([]int, p.tree.Len()) // words of the tree in out
	verb := make([]int, len(asides))
	subs := make([]*Tree, len(asides))
	for k, a := range asides {
		verb[k] = p.predicate(p.verbBeside(a))
		subs[k] = p.m.ParseNamed(p.tokens[a.First:a.Last], nil)
	}
	start := make([]int, len(asides))
	k := 0
	for i, w := range p.tree.words {
		for ; k < len(asides) && asides[k].First < w.Token; k++ {
			start[k] = len(out.words)
			out.words = append(out.words, subs[k].words...)
		}
		moved[i] = len(out.words)
		out.words = append(out.words, w)
	}
	for i := range p.tree.words {
		if w := &out.words[moved[i]]; w.Head >= 0 {
			w.Head = moved[w.Head]
		}
	}
	for k, a := range asides {
		for i := range subs[k].words {
			w := &out.words[start[k]+i]
			w.Token += a.First
			if w.Head >= 0 {
				w.Head += start[k]
			} else {
				w.Head, w.Rel = moved[verb[k]], aside
			}
		}
	}
	out.index()
	out.finish()
	return out
}
