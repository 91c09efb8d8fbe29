package mention

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// mergeParts makes one thing of a name and a part of it by which the article
// calls it elsewhere: a body by its first words ("Hanjin" for "Hanjin
// Precision"), a person by any words in a row ("Kirkegaard Holm", the given
// name where that is the custom: "Mr Kittisak"). A part that fits two names is
// left alone.
func (d *Document) mergeParts() {
	var ids []string
	for id, e := range d.entities {
		if !e.Curated && len(e.Labels) > 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids) // the same order in every run
	words, having := d.nameWords(append(d.listedBodies(), ids...))
	for _, id := range ids {
		e := d.entities[id]
		if e == nil {
			continue
		}
		short := words[id]
		if len(short) == 0 || len(short) > 3 || len(short) == 1 && (len(short[0]) < 4 || d.generalWord(short[0])) {
			continue
		}
		if whole := d.wholeOf(id, words, having); whole != "" {
			d.rename(id, whole, e.Labels[0].Text)
		}
	}
}

// listedBodies are the firms, groups and media of the lists of which the article
// speaks: it may call them by their first words, too ("Colonial" for "Colonial Pipeline").
func (d *Document) listedBodies() []string {
	var out []string
	for id, e := range d.entities {
		if !e.Curated || len(e.Labels) == 0 || d.Lang != "en" {
			continue
		}
		switch d.types[id] {
		case gazetteer.Company, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Media:
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// nameWords are the folded words of each entity's name, and the entities that
// have a word, in the order of ids.
func (d *Document) nameWords(ids []string) (words, having map[string][]string) {
	words, having = make(map[string][]string, len(ids)), map[string][]string{}
	for _, id := range ids {
		words[id] = strings.Fields(graph.Fold(d.entities[id].Labels[0].Text))
		for _, w := range words[id] {
			if l := having[w]; len(l) == 0 || l[len(l)-1] != id {
				having[w] = append(l, id)
			}
		}
	}
	return words, having
}

// lastWords lets the last word of a body's name stand for it, with a capital
// and an article: "the Brigades", "the Alliance", also where a list has another
// body of that name.
func (d *Document) lastWords(s *Sentence) {
	t := s.Tree
	for i := 1; i < t.Len(); i++ {
		if !capital(t.Word(i).Form) || !d.lex.Definite.has(syntax.Form(t, i-1)) || i+1 < t.Len() && capital(t.Word(i+1).Form) && joined(s, i) {
			continue
		}
		if k := s.cover[i]; k >= 0 && (s.Mentions[k].Last-s.Mentions[k].First != 1 || d.isDiscovered(s.Mentions[k].Entity)) {
			continue
		}
		id := d.endsIn(graph.Fold(trimPossessive(t.Word(i).Form)))
		if id == "" {
			continue
		}
		if k := s.cover[i]; k >= 0 {
			s.Mentions[k].Entity, s.Mentions[k].Type, s.Mentions[k].Kind = id, d.types[id], Name
			continue
		}
		s.add(Mention{First: i, Last: i + 1, Head: i, Span: s.spanOf(i, i+1), Kind: Name, Entity: id, Type: d.types[id]})
	}
}

// endsIn is the one discovered body whose name has the word behind its first.
func (d *Document) endsIn(word string) string {
	told := d.lex.suffixes[word] != ""
	if !told && len(word) < 5 {
		return ""
	}
	found := ""
	for id, e := range d.entities {
		if !told && e != nil && (len(e.Labels) == 0 || !strings.HasSuffix(graph.Fold(e.Labels[0].Text), "'s "+word)) {
			continue // "People's Compact … the Compact"
		}
		if e.Curated || len(e.Labels) == 0 || !strings.Contains(graph.Fold(e.Labels[0].Text)+" ", " "+word+" ") || !d.know.Ontology.IsA(d.types[id], "Organization") {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return found
}

// generalWord: the word tells a kind, an office or a part of a state, and so
// calls nobody in particular.
func (d *Document) generalWord(w string) bool {
	return d.lex.kinds[w] != "" || d.lex.suffixes[w] != "" || d.lex.State.has(w) || d.lex.Portfolio.has(w)
}

// wholeOf is the one entity of the article that part's name is a part of the
// name of. Only those that have its rarest word are looked at: an article may
// have tens of thousands of names.
func (d *Document) wholeOf(part string, words, having map[string][]string) string {
	short := words[part]
	ids := having[short[0]]
	for _, w := range short[1:] {
		if l := having[w]; len(l) < len(ids) {
			ids = l
		}
	}
	found := ""
	for _, id := range ids {
		if d.entities[id] == nil || id == part {
			continue
		}
		long := words[id]
		if len(long) <= len(short) || !d.partOf(part, short, id, long) {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return found
}

func (d *Document) partOf(part string, short []string, whole string, long []string) bool {
	at := -1
	for i := 0; i+len(short) <= len(long); i++ {
		if slices.Equal(long[i:i+len(short)], short) {
			at = i
			break
		}
	}
	if at < 0 {
		return false
	}
	types := d.types[part]
	switch d.types[whole] {
	case gazetteer.Person:
		if len(short) == 1 && d.nouns != nil && d.nouns(short[0]) {
			return false // "Rights groups" and "Fortify Rights"
		}
		return types == gazetteer.Person || types == gazetteer.Organization && (at > 0 || d.Lang == "en" && len(short) == 1)
	case gazetteer.Company, gazetteer.PoliticalGroup, gazetteer.ThreatActor, gazetteer.Organization, gazetteer.Media:
		return (at == 0 || len(short) >= 2 && types != gazetteer.Person) && (types == d.types[whole] || types == gazetteer.Organization || types == gazetteer.Person && !d.know.Gazetteer.FirstName(strings.ToUpper(short[0][:1])+short[0][1:]))
	}
	return false
}
