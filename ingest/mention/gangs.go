package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// gangs finds the words that name a tool of extortion and those who run it:
// who has members and makes claims is a gang, whatever it is called elsewhere
// ("BlackTern ransomware … BlackTern affiliates …").
func (d *Document) gangs() {
	for _, s := range d.Sentences {
		t := s.Tree
		for i := 0; i < t.Len(); i++ {
			f := t.Word(i).Form
			if s.cover[i] < 0 && capital(f) && !d.gang[f] && d.runsAsGang(s, i) {
				if d.gang == nil {
					d.gang = map[string]bool{}
				}
				d.gang[f] = true
			}
		}
	}
}

// runsAsGang: what stands right beside word i, or is said of it, tells that it has members.
func (d *Document) runsAsGang(s *Sentence, i int) bool {
	t := s.Tree
	if i+1 < t.Len() && (i > 0 || syntax.Pos(t, i) == "PROPN") && d.Lang == "en" && !capital(t.Word(i+1).Form) && d.lex.GangWords.at(t, i+1) && d.crime(s) {
		return true
	}
	if i > 1 && d.Lang != "en" && d.lex.GangWords.at(t, i-1) && d.crime(s) {
		return true
	}
	h := t.Word(i).Head
	if h <= i || syntax.Base(t, i) != "nsubj" || syntax.Pos(t, h) != "NOUN" || t.Child(h, "cop") < 0 {
		return false
	}
	return d.kindOf(s, h) == gazetteer.ThreatActor
}

// crime: a word for malicious software or for those who break in stands in the article.
func (d *Document) crime(s *Sentence) bool {
	if d.cyber == nil {
		yes := false
		for _, x := range d.Sentences {
			for i := 0; i < x.Tree.Len() && !yes; i++ {
				yes = x.cover[i] < 0 && d.lex.Intruding.at(x.Tree, i)
			}
		}
		d.cyber = &yes
	}
	return *d.cyber
}

// label: "TECHNICAL DETAILS: The actors …": words in capitals before a colon, with which
// a paragraph opens, say what it tells of.
func (d *Document) label(s *Sentence, first, last int) bool {
	t := s.Tree
	if d.word == nil || last >= t.Len() || t.Word(last).Form != ":" {
		return false
	}
	for i := 0; i < last; i++ {
		if f := t.Word(i).Form; !acronym(f) || !d.word(strings.ToLower(f)) {
			return false
		}
	}
	return true
}
