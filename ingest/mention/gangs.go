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
			if s.cover[i] < 0 && capital(f) && !strings.HasSuffix(f, "-") && !d.gang[f] && d.runsAsGang(s, i) {
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
	if i > 1 && d.Lang != "en" && oneOf(syntax.Form(t, i-1), "von", "de", "d'", "d’") && d.lex.GangWords.at(t, i-2) && !d.lex.Members.at(t, i-2) && t.Word(i-2).Feats.Number().String() == "Plur" && d.threatReport() {
		return true // "les affiliés de X"
	}
	if i > 2 && d.Lang == "fr" && d.kindOf(s, i-1) == gazetteer.Malware && oneOf(syntax.Form(t, i-2), "de", "du", "d'", "d’") && d.kindOf(s, i-3) == gazetteer.ThreatActor {
		return true // "le groupe de rançongiciel X"
	}
	if i > 1 && d.Lang == "de" && syntax.Pos(t, i-1) == "NOUN" && d.kindOf(s, i-1) == gazetteer.ThreatActor {
		return true // "die Ransomware-Gruppe X", whose tool is called X, too
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

// fewReportWords is how many different words of a report on those who break into
// computers an article has at least that is one.
const fewReportWords = 2

// threatReport: the article is on those who break into computers, so that what it
// calls a mere group is one of them ("the group's servers").
func (d *Document) threatReport() bool {
	if d.report == nil {
		seen := map[string]bool{}
		for _, s := range d.Sentences {
			for i := range s.Tree.Len() {
				if s.cover[i] < 0 && d.lex.Reports.at(s.Tree, i) || d.code(s.Tree.Word(i).Form) {
					seen[syntax.Lemma(s.Tree, i)] = true
				}
			}
		}
		yes := len(seen) >= fewReportWords
		d.report = &yes
	}
	return *d.report
}

// groupOfReport: the noun i is a mere "group" in a report on those who break in, and so
// one of them. In French firms are groups, too: only a name right behind it is theirs,
// and none that owns something ("filiale du groupe X").
func (d *Document) groupOfReport(s *Sentence, i int) bool {
	t := s.Tree
	if !d.lex.Group.at(t, i) || !d.threatReport() {
		return false
	}
	if d.Lang != "fr" {
		return true
	}
	if i+1 >= t.Len() || !capital(t.Word(i+1).Form) && !isQuote(t.Word(i+1).Form) {
		return false
	}
	return i < 3 || !oneOf(syntax.Form(t, i-2), "de", "d'", "d’") || d.lex.kindOf(t, i-3) != gazetteer.Company
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
