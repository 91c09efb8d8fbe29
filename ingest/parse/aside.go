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
	asides = m.withAdverbials(tokens, asides)
	for len(asides) > 0 {
		p := m.without(tokens, names, asides)
		good := p.good(asides)
		if slices.Equal(good, asides) {
			return p.join(asides)
		}
		asides = good
	}
	return m.ParseNamed(tokens, names)
}

// parts is a sentence that was parsed without its asides.
type parts struct {
	m      *Model
	tokens []Token
	names  []int
	tree   *Tree
	at     []int // by token: the first word of the tree, for an aside's of what follows it
}

func (m *Model) without(tokens []Token, names []int, asides []Range) *parts {
	p := &parts{m: m, tokens: tokens, names: names, at: make([]int, len(tokens)+1)}
	var rest []Token
	var known []int
	var kept []int // by token of rest: the token
	next := 0
	for i, t := range tokens {
		if next < len(asides) && i >= asides[next].Last {
			next++
		}
		if next < len(asides) && i >= asides[next].First {
			continue
		}
		rest, kept = append(rest, t), append(kept, i)
		if names != nil {
			known = append(known, names[i])
		}
	}
	p.tree = m.ParseNamed(rest, known)
	w := 0
	for i := range p.at {
		p.at[i] = w
		for w < p.tree.Len() && kept[p.tree.words[w].Token] == i {
			w++
		}
	}
	for i := range p.tree.words {
		p.tree.words[i].Token = kept[p.tree.words[i].Token]
	}
	p.tree.names = names
	return p
}

// good are the asides that stand beside a verb, and those that may with the
// preposition before them ("in 2022").
func (p *parts) good(asides []Range) []Range {
	var out []Range
	end := 1 // the first token stays
	for _, a := range asides {
		before := p.at[a.Last] - 1
		if p.verbBeside(a) < 0 && a.First > end && before >= 0 && p.tree.words[before].UPOS == ADP {
			out = append(out, Range{a.First - 1, a.Last})
		} else if p.verbBeside(a) >= 0 {
			out = append(out, a)
		}
		end = a.Last
	}
	return out
}

// verbBeside is the verb that an aside belongs to: the one that follows it,
// where a subject stands before, or the one before it. It is -1 where the words
// beside the aside are of other kinds, so that it may be part of a phrase.
func (p *parts) verbBeside(a Range) int {
	after := p.at[a.Last]
	before := after - 1
	if before < 0 || after >= p.tree.Len() {
		return -1
	}
	l, r := p.tree.words[before], p.tree.words[after]
	switch {
	case r.UPOS == VERB || r.UPOS == AUX:
		switch l.UPOS {
		case NOUN, PROPN, PRON, PUNCT, VERB, AUX, ADV:
			if before > 0 || l.UPOS != ADV { // "Erst 2018 war …": the verb's second place counts it
				return p.predicate(after)
			}
		}
	case l.UPOS == VERB || l.UPOS == AUX:
		switch r.UPOS {
		case NOUN, PROPN, PRON, DET, NUM, ADP, ADJ, ADV:
			return p.predicate(before)
		case PUNCT, SCONJ, CCONJ:
			if p.m.lang == "fr" { // "qui a enquêté de son côté, …"
				return p.predicate(before)
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
		verb[k] = p.verbBeside(a)
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
	return out
}
