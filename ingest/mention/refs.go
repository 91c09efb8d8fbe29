package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Refs gives what word i of the sentence, or the part of it that mode says, stands for.
func (d *Document) Refs(s *Sentence, i int, mode syntax.Mode) []Mention {
	switch mode {
	case syntax.PrefixOnly:
		if k, ok := s.prefix[i]; ok {
			return []Mention{d.actor(s.Mentions[k])}
		}
		return nil
	case syntax.DemonymOnly:
		if m, ok := s.At(i); ok && m.Kind == Adjective {
			return []Mention{d.actor(m)}
		}
		return nil
	}
	return d.refs(s, i, 0)
}

// maxDepth bounds how many nouns are looked through ("a series of attacks by members of …").
const maxDepth = 4

// maxLooks bounds how many of these looks lie within each other, whatever asks for them: what
// one noun means may hang on another's that asks for the first again.
const maxLooks = 12

func (d *Document) refs(s *Sentence, i, depth int) []Mention {
	if depth > maxDepth || d.looks > maxLooks {
		return nil
	}
	d.looks++
	defer func() { d.looks-- }()
	if m, ok := s.At(i); ok {
		if m.Kind == Adjective || m.Kind == Demonym {
			if ms := d.namedBeside(s, i); len(ms) > 0 {
				return ms // "l’opposante bélarusse X"
			}
			if d.personalDemonym(s, i) || d.nativeFirm(s, i) {
				return s.anaph[i]
			}
		}
		if d.Lang == "en" && d.qualifiesPartner(s, m) {
			return d.partnerName(s, m.Last)
		}
		return []Mention{d.actor(m)}
	}
	if k, ok := s.byHead[i]; ok {
		return []Mention{d.actor(s.Mentions[k])}
	}
	if ms := s.anaph[i]; len(ms) > 0 {
		return ms
	}
	if d.lex.Partner.at(s.Tree, i) {
		if ms := d.partnerName(s, i); len(ms) > 0 {
			return ms
		}
	}
	if ms := d.beside(s, i); len(ms) > 0 {
		return ms
	}
	if m, ok := d.appositive(s, i); ok {
		return []Mention{d.actor(m)}
	}
	if ms := d.someNamed(s, i); len(ms) > 0 {
		return ms
	}
	if ms := d.predicated(s, i, depth); ms != nil {
		return ms
	}
	return d.nominal(s, i, depth)
}

// qualifiesPartner: "NATO" in "our NATO ally" does not mean NATO.
func (d *Document) qualifiesPartner(s *Sentence, m Mention) bool {
	return m.Last < s.Tree.Len() && joined(s, m.Last-1) && d.lex.Partner.has(syntax.Form(s.Tree, m.Last)) && m.Kind == Name
}

// partnerName is the state that follows the noun: "our NATO ally Albania",
// "son alliée, l’Estonie".
func (d *Document) partnerName(s *Sentence, noun int) []Mention {
	next := noun + 1
	for next < s.Tree.Len() && next < noun+4 && (syntax.Form(s.Tree, next) == "," || syntax.Pos(s.Tree, next) == "DET") {
		next++
	}
	if m, ok := s.At(next); ok && m.First == next && m.Kind == Name && m.Type == gazetteer.Country {
		return []Mention{m}
	}
	return nil
}
