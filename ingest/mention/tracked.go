package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

const (
	maxNaming  = 12 // words between a verb by which analysts name a group and the name
	maxTracked = 2  // sentences back in which "the group" is named whose other name is told
)

// calledBy is the group or the program of intruders that analysts call by the name b:
// "X wird von Microsoft als Y geführt", "X, suivi par Microsoft sous le nom de Y",
// "Volexity tracks the actor as Y". Whoever tracks is none.
func (d *Document) calledBy(s *Sentence, b Mention) (Mention, bool) {
	if b.Kind != Name || b.First < 3 || !oneOf(b.Type, gazetteer.ThreatActor, gazetteer.Malware) && !d.isDiscovered(b.Entity) {
		return Mention{}, false
	}
	verb, ok := d.namingVerb(s, b)
	if !ok {
		return Mention{}, false
	}
	for k := len(s.Mentions) - 1; k >= 0; k-- {
		a := s.Mentions[k]
		if a.First >= b.First || a.Kind != Name || a.Entity == b.Entity {
			continue
		}
		if d.intruder(a) {
			return a, b.First-a.Last <= maxNaming+6 && d.oneNamed(a, b) && !d.namesBetween(s, a, b)
		}
	}
	return d.trackedBefore(s, b, verb)
}

// namesBetween: an intruder's name stands between the two that is not one of its other names.
func (d *Document) namesBetween(s *Sentence, a, b Mention) bool {
	for _, m := range s.Mentions {
		if m.Kind == Name && m.First >= a.Last && m.Last <= b.First && d.intruder(m) && m.Entity != a.Entity {
			return true
		}
	}
	return false
}

// intruder: the mention is of a group of intruders, or of a program of theirs.
func (d *Document) intruder(m Mention) bool {
	return oneOf(m.Type, gazetteer.ThreatActor, gazetteer.Malware) || m.Type == gazetteer.PoliticalGroup && d.threatReport()
}

// oneNamed: both may be names of one thing, of which the article alone knows one.
func (d *Document) oneNamed(a, b Mention) bool {
	if !d.isDiscovered(a.Entity) && !d.isDiscovered(b.Entity) {
		return false
	}
	return d.isDiscovered(b.Entity) && b.Type != gazetteer.Place || a.Type == b.Type
}

// namingVerb is the verb by which somebody gives the name b: "tracks … as b",
// "als b geführt", "suivi … sous le nom de b", "bekannt ist" behind b.
func (d *Document) namingVerb(s *Sentence, b Mention) (int, bool) {
	t := s.Tree
	p := b.First - 1
	if isQuote(t.Word(p).Form) {
		p--
	}
	switch d.Lang {
	case "fr":
		if oneOf(syntax.Form(t, p), "de", "d'", "d’") {
			p--
		}
		if p < 2 || !d.lex.Named.at(t, p) && !oneOf(syntax.Form(t, p), "noms", "appellation", "désignation") {
			return 0, false
		}
	case "de":
		if !(oneOf(syntax.Lemma(t, p), "name", "namen", "bezeichnung") && p > 1 && oneOf(syntax.Form(t, p-2), "unter")) && syntax.Form(t, p) != "als" {
			return 0, false
		}
		for i := b.Last; i < min(t.Len(), b.Last+maxNaming/2); i++ {
			if d.lex.CallsAs.at(t, i) {
				return i, true
			}
			if oneOf(syntax.Form(t, i), ".", ";") {
				break
			}
		}
	default:
		if syntax.Form(t, p) != "as" {
			return 0, false
		}
	}
	for i := p - 1; i >= max(0, p-maxNaming); i-- {
		if d.lex.CallsAs.at(t, i) && oneOf(syntax.Pos(t, i), "VERB", "ADJ") {
			return i, true
		}
	}
	return 0, false
}

// trackedBefore: "Volexity tracks the actor as Y": a noun for a group stands between the
// verb and the name, or around, and the sentences before name one group.
func (d *Document) trackedBefore(s *Sentence, b Mention, verb int) (Mention, bool) {
	t := s.Tree
	group := false
	for i := max(0, min(verb, b.First)-6); i < b.First && !group; i++ {
		group = s.cover[i] < 0 && syntax.Pos(t, i) == "NOUN" && i > 0 && d.lex.Definite.at(t, i-1) && (d.kindOf(s, i) == gazetteer.ThreatActor || d.lex.Group.at(t, i) && d.threatReport())
	}
	if !group {
		return Mention{}, false
	}
	at := -1
	for k := range d.Sentences {
		if d.Sentences[k] == s {
			at = k
		}
	}
	for k := at - 1; k >= max(0, at-maxTracked); k-- {
		var found *Mention
		for j := range d.Sentences[k].Mentions {
			m := &d.Sentences[k].Mentions[j]
			if m.Kind != Name || m.Type != gazetteer.ThreatActor || m.Entity == b.Entity {
				continue
			}
			if found != nil && found.Entity != m.Entity {
				return Mention{}, false // which of them is meant nobody knows
			}
			found = m
		}
		if found != nil {
			return *found, d.oneNamed(*found, b)
		}
	}
	return Mention{}, false
}
