package mention

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// places: who holds such an office holds it in a place.
func (k *Knowledge) places(kind string) bool {
	return len(k.bodies[kind]) == 1 && slices.Equal(k.bodies[kind][0], []string{gazetteer.Place})
}

// nounTypes gives the types of what noun i, beside an office, may be: by what
// it refers to when definite, and by its kind.
func (d *Document) nounTypes(s *Sentence, i int) []string {
	if ms := s.anaph[i]; len(ms) == 1 && ms[0].Type != gazetteer.Person {
		return []string{ms[0].Type}
	}
	if d.lex.OrganAdj.at(s.Tree, i) {
		return []string{gazetteer.Country}
	}
	if d.lex.Organ.at(s.Tree, i) {
		if d.lex.Apart.at(s.Tree, i) {
			return []string{gazetteer.GovernmentBody}
		}
		return []string{gazetteer.Country}
	}
	types, _ := d.anaphor(s, i)
	if slices.Contains(types, gazetteer.Person) {
		return nil
	}
	if k := d.kindOf(s, i); k != "" && !slices.Contains(types, k) && k != gazetteer.Event && k != gazetteer.Malware && k != gazetteer.Document {
		types = append(slices.Clone(types), k)
	}
	return types
}

// bareTypes gives the types of the body of an office beside which nothing tells
// it; none for words that need it ("le chef X" cooks).
func (d *Document) bareTypes(s *Sentence, p *officePhrase) {
	t := s.Tree
	form := syntax.Form(t, p.word)
	if k := d.titlePrefix(form); k != "" {
		p.types = []string{k}
		if k == gazetteer.Country && d.lex.Apart.at(t, p.word) {
			p.types = []string{gazetteer.GovernmentBody}
		}
		return
	}
	if d.lex.NeedsBody.at(t, p.word) || d.Lang == "de" && d.unknownPart(s, p.word) {
		return
	}
	if s.role[p.word].Kind == "head_of_state" && !president(s.role[p.word]) {
		return
	}
	for n, types := range d.know.bodies[s.role[p.word].Kind] {
		if n == 0 {
			p.rather = types
		}
		p.types = append(p.types, types...)
	}
}

// president: the word for an office is one that states and bodies have.
func president(r *gazetteer.Role) bool { return strings.Contains(graph.Fold(r.Lemma), "sident") }

// compoundOf is the first part of a German compound for an office, "" where the
// lexicon has the whole word.
func (d *Document) compoundOf(s *Sentence, w int) string {
	r := s.role[w]
	form, lemma := syntax.Form(s.Tree, w), strings.ToLower(r.Lemma)
	if d.Lang != "de" {
		return ""
	}
	for _, f := range append(slices.Clone(r.Forms), r.Lemma) {
		if strings.EqualFold(f, s.Tree.Word(w).Form) {
			return ""
		}
	}
	for _, f := range append(slices.Clone(r.Forms), lemma) {
		if part, ok := strings.CutSuffix(form, strings.ToLower(f)); ok {
			return strings.TrimRight(part, "-")
		}
	}
	return ""
}

// unknownPart: the German office is a compound whose first part tells neither a
// body nor a part of one: "Bandenchef", but not "Finanzchef".
func (d *Document) unknownPart(s *Sentence, w int) bool {
	part := d.compoundOf(s, w)
	return part != "" && !d.lex.Branch.has(part) && !d.lex.Branch.has(strings.TrimSuffix(part, "s"))
}
