package mention

import (
	"maps"
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// keywords are the words of the names of bodies that no dictionary has and no
// two names share: the article calls the body by them ("Hesketh" for "Hesketh
// Intel", "Lestari" for "PT Samudra Lestari", "Malbun" for "Treuhand Malbun AG").
func (d *Document) keywords() map[string]string {
	out := map[string]string{}
	for _, n := range d.bodyNames() {
		if !oneOf(d.types[n.id], gazetteer.Company, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Organization, gazetteer.Media) {
			continue
		}
		words := strings.Fields(d.entities[n.id].Labels[0].Text)
		for k, w := range words {
			if k > 0 && !capital(words[k-1]) && words[k-1] != "&" || len(words) < 2 || k == 0 && d.lex.lowerHeads[strings.ToLower(w)] != "" {
				break // what follows "of" tells whose it is; "Stadtwerke X" are X's
			}
			if !d.keyword(w) {
				continue
			}
			f := graph.Fold(w)
			if old, ok := out[f]; ok && old != n.id {
				out[f] = ""
				continue
			}
			out[f] = n.id
		}
	}
	return out
}

// keyword: the word is a name's alone.
func (d *Document) keyword(w string) bool {
	low := strings.ToLower(w)
	return capital(w) && letters(w) && len(w) > 4 && !acronym(w) && d.word != nil && !d.word(w) && (d.known == nil || d.Lang == "en" || !d.known(w)) && !d.generalWord(low) && !d.demonym(w) && !d.lex.plain.has(low) &&
		!d.lex.legal.has(low) && !d.lex.Slogans.has(low) && d.lex.begins[low] == "" && len(d.know.Gazetteer.Lookup(w)) == 0 && d.types[d.surnames[graph.Fold(w)]] != gazetteer.Person
}

// byKeyword lets a keyword stand for its body: what it alone was taken for is
// undone, and where it stood for nothing it is a mention.
func (d *Document) byKeyword() {
	d.keys = d.keywords()
	for _, f := range slices.Sorted(maps.Keys(d.keys)) {
		id, old := d.keys[f], d.aliases[f]
		if id == "" || old == "" || old == id || !d.isDiscovered(old) || len(d.offices[old]) > 0 || !d.know.Ontology.IsA(d.types[old], gazetteer.Organization) {
			continue
		}
		d.rename(old, id, d.entities[old].Labels[0].Text)
	}
	for _, s := range d.Sentences {
		d.keywordsIn(s)
	}
}

func (d *Document) keywordsIn(s *Sentence) {
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		w := t.Word(i).Form
		if s.cover[i] >= 0 || s.skip[i] || !capital(w) {
			continue
		}
		f := graph.Fold(trimPossessive(w))
		id := d.keys[f]
		if id == "" || d.entities[id] == nil || d.aliases[f] != "" && d.aliases[f] != id || d.know.Gazetteer.FirstName(w) || d.inLongerName(s, i) {
			continue
		}
		d.alias(id, d.textOf(s, i, i+1))
		s.add(Mention{First: i, Last: i + 1, Head: i, Span: d.nameSpan(s, i, i+1), Kind: Name, Entity: id, Type: d.types[id]})
	}
}

// inLongerName: another word of a name that is not found stands right beside word i.
func (d *Document) inLongerName(s *Sentence, i int) bool {
	t := s.Tree
	beside := func(k int) bool {
		return k >= 0 && k < t.Len() && capital(t.Word(k).Form) && s.cover[k] < 0 && syntax.Pos(t, k) == "PROPN"
	}
	return i > 0 && joined(s, i-1) && beside(i-1) && !d.title(s, i-1) || joined(s, i) && beside(i+1)
}
