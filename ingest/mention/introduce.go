package mention

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// introduce makes an entity of a name and the mention of it.
func (d *Document) introduce(s *Sentence, first, last int, name, typ string) {
	id := d.identify(name, typ)
	if id == "" {
		return
	}
	s.add(Mention{First: first, Last: last, Head: s.headOf(first, last), Span: d.nameSpan(s, first, last), Kind: Name, Entity: id, Type: d.types[id]})
}

// introducer is the lemma of the common noun by which a name is introduced:
// right before it, right after it, behind "of", its last word, or an apposition.
func (d *Document) introducer(s *Sentence, first, last int) string {
	t := s.Tree
	common := func(i int) bool {
		return i >= 0 && i < t.Len() && s.cover[i] < 0 && d.kindOf(s, i) != "" && !capital(t.Word(i).Form) || d.Lang == "de" && i >= 0 && i < t.Len() && s.cover[i] < 0 && d.kindOf(s, i) != ""
	}
	switch {
	case common(first - 1):
		return syntax.Lemma(t, first-1)
	case common(last):
		return syntax.Lemma(t, last)
	case first > 1 && oneOf(syntax.Form(t, first-1), "of", "de", "von", "d'", "d’") && common(first-2):
		return syntax.Lemma(t, first-2)
	case first > 1 && isQuote(t.Word(first-1).Form) && common(first-2):
		return syntax.Lemma(t, first-2)
	case last-first >= 2 && d.lex.kinds[syntax.Form(t, last-1)] != "":
		return syntax.Form(t, last-1)
	}
	for _, c := range t.Children(s.headOf(first, last)) {
		if syntax.Base(t, c) == "appos" && common(c) {
			return syntax.Lemma(t, c)
		}
	}
	return ""
}

// classes are the coarse kinds that are part of a discovered entity's IRI: two
// articles that name it speak of one thing only if name and class agree.
var classes = map[string]string{"Person": "person", "Place": "place", "Facility": "place", "Event": "event", "Malware": "malware", "Document": "document"}

// identify gives the entity for a name, new or known.
func (d *Document) identify(name, typ string) string {
	folded := graph.Fold(name)
	if id := d.aliases[folded]; id != "" {
		return id
	}
	if id := d.genitive(folded); id != "" {
		return id
	}
	for _, e := range d.know.Gazetteer.Lookup(name) {
		if d.entities[e.ID] != nil {
			return e.ID // the article names it elsewhere, where it could be recognised
		}
	}
	if typ == gazetteer.Person && !strings.Contains(folded, " ") {
		if id := d.surnames[folded]; id != "" {
			return id
		}
	}
	slug := graph.Slug(name)
	if slug == "" {
		return ""
	}
	class := classes[typ]
	if class == "" {
		class = "org"
	}
	id := class + ":" + slug
	if d.entities[id] == nil {
		d.keep(graph.Entity{ID: id, Type: typ, Labels: []graph.Name{{Text: name, Lang: d.Lang}}})
		d.aliases[folded] = id
	}
	if typ == gazetteer.Person {
		d.callBy(name, folded, id)
	}
	if prefix, rest, ok := strings.Cut(folded, " "); ok && typ == gazetteer.Facility && oneOf(prefix, "mv", "hms", "uss", "hmas", "hmcs") && d.aliases[rest] == "" {
		d.aliases[rest] = id // "MV Sea Lark … the Sea Lark"
	}
	return id
}

// genitive is the person of the article whose name stands in the genitive:
// "Mukuvisis Sprecher", "" for none.
func (d *Document) genitive(folded string) string {
	base, ok := strings.CutSuffix(folded, "s")
	if d.Lang != "de" || !ok || len(base) < 5 {
		return ""
	}
	id := d.surnames[base]
	if id == "" {
		id = d.aliases[base]
	}
	if d.types[id] != gazetteer.Person || d.entities[id] == nil {
		return ""
	}
	return id
}

// surname remembers a family name, unless two persons of the article share it.
func (d *Document) surname(last, id string) {
	if old, ok := d.surnames[last]; ok && old != id {
		d.surnames[last] = ""
		return
	}
	d.surnames[last] = id
}

func (d *Document) keep(e graph.Entity) {
	if old := d.entities[e.ID]; old != nil {
		return
	}
	d.entities[e.ID] = &e
	d.types[e.ID] = e.Type
}

// quoted finds names between quotation marks that a noun introduces: a group
// named "X", le groupe « X ».
func (d *Document) quoted(s *Sentence) {
	t := s.Tree
	for i := 1; i+2 < t.Len(); i++ {
		if !isQuote(t.Word(i).Form) || s.cover[i+1] >= 0 || !capital(t.Word(i+1).Form) {
			continue
		}
		j := i + 1
		for j < t.Len() && j-i <= 6 && !isQuote(t.Word(j).Form) {
			j++
		}
		if j >= t.Len() || !isQuote(t.Word(j).Form) {
			continue
		}
		kind := d.kindOf(s, i-1)
		if kind == "" && i > 1 && d.lex.Named.at(t, i-1) {
			kind = d.kindOf(s, i-2)
		}
		if kind != "" && d.free(s, i+1, j) {
			d.introduce(s, i+1, j, d.textOf(s, i+1, j), kind)
		}
	}
}

func (d *Document) free(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if s.cover[i] >= 0 {
			return false
		}
	}
	return true
}

// brackets reads "People's Mojahedin Organization of Iran (PMOI)": the two
// names are one thing in this article.
func (d *Document) brackets(s *Sentence) {
	t := s.Tree
	for i := 1; i+2 < t.Len(); i++ {
		if t.Word(i).Form != "(" || t.Word(i+2).Form != ")" {
			continue
		}
		short := t.Word(i + 1).Form
		before, okBefore := s.At(i - 1)
		if !okBefore || before.Type == gazetteer.Place || !acronym(short) || !abbreviates(short, d.Text[before.Span.Start:before.Span.End]) {
			continue
		}
		inside, okInside := s.At(i + 1)
		switch {
		case !okInside:
			d.alias(before.Entity, short)
			s.add(Mention{First: i + 1, Last: i + 2, Head: i + 1, Span: s.spanOf(i+1, i+2), Kind: Name, Entity: before.Entity, Type: before.Type})
		case d.isDiscovered(before.Entity) && !d.isDiscovered(inside.Entity):
			d.rename(before.Entity, inside.Entity, d.Text[before.Span.Start:before.Span.End])
		case d.isDiscovered(inside.Entity):
			d.rename(inside.Entity, before.Entity, short)
		}
	}
}

// abbreviates: the letters of the short form come in this order in the long
// one, and both begin with the same letter: PMOI, but not "Tehran (AFP)".
func abbreviates(short, long string) bool {
	s, l := []rune(graph.Fold(short)), []rune(graph.Fold(long))
	if sameInitials(s, long) {
		return true
	}
	if len(s) == 0 || len(l) <= len(s) || s[0] != l[0] {
		return false
	}
	k := 0
	for _, r := range l {
		if k < len(s) && r == s[k] {
			k++
		}
	}
	return k == len(s)
}

// sameInitials: the letters are the initials of all longer words, in any order:
// "le Parti du congrès du Malawi (MCP)", by its name in another language.
func sameInitials(short []rune, long string) bool {
	var in []rune
	for _, w := range strings.Fields(graph.Fold(long)) {
		if r := []rune(w); len(r) > 3 {
			in = append(in, r[0])
		}
	}
	slices.Sort(in)
	return len(in) > 2 && slices.Equal(in, slices.Sorted(slices.Values(short)))
}

func (d *Document) isDiscovered(id string) bool {
	e := d.entities[id]
	return e != nil && !e.Curated
}

// alias gives an entity of the article another name.
func (d *Document) alias(id, name string) {
	d.aliases[graph.Fold(name)] = id
	if e := d.entities[id]; e != nil && !e.Curated {
		e.Aliases = append(e.Aliases, graph.Name{Text: name, Lang: d.Lang})
	}
}

// rename makes every mention of one entity a mention of another.
func (d *Document) rename(from, to, name string) {
	if from == to {
		return
	}
	for _, s := range d.Sentences {
		for i := range s.Mentions {
			if s.Mentions[i].Entity == from {
				s.Mentions[i].Entity, s.Mentions[i].Type = to, d.types[to]
			}
		}
	}
	for k, id := range d.aliases {
		if id == from {
			d.aliases[k] = to
		}
	}
	delete(d.entities, from)
	delete(d.types, from)
	d.alias(to, name)
}

// callBy remembers by what a person is called later: the last word, its
// first half ("Ledezma" for "Ledezma-Ochoa"), the words from the particle on
// ("Van den Broeck"), the first word before a given name of two syllables ("Chen" of "Chen Wei-ling").
func (d *Document) callBy(name, folded, id string) {
	words := strings.Fields(folded)
	if len(words) < 2 {
		return
	}
	last := words[len(words)-1]
	given := strings.Fields(name)
	if _, second, ok := strings.Cut(given[len(given)-1], "-"); ok && len(words) == 2 && len(words[0]) > 1 && second != "" && strings.ToLower(second) == second && !d.know.Gazetteer.FirstName(given[0]) {
		d.surname(words[0], id)
		return
	}
	d.surname(last, id)
	if len(words) == 3 && len(given) == 3 && len(words[0]) > 1 && shortWords(words) && !d.know.Gazetteer.FirstName(given[0]) && !d.lex.Particles.has(words[1]) {
		d.surname(words[0], id) // "Goh" for "Goh Teck Siong"
	}
	if n := len(words) - 2; n > 0 && len(words[n]) > 3 && len(given) == len(words) && !strings.Contains(words[n], "-") && !d.know.Gazetteer.FirstName(given[n]) && !d.lex.Particles.has(words[n]) && d.surnames[words[n]] == "" && !d.generalWord(words[n]) {
		d.surname(words[n], id) // "Quispe" for "Wilson Quispe Mamani"
	}
	if first, rest, ok := strings.Cut(last, "-"); ok && len(first) > 3 {
		d.surname(first, id)
	} else if ok && d.lex.Particles.has(first) && len(rest) > 3 && !d.generalWord(rest) {
		d.surname(rest, id) // "Jubeir" for "Adel al-Jubeir"
	}
	for k := 1; k < len(words)-1; k++ {
		if d.lex.Particles.has(words[k]) {
			if whole := strings.Join(words[k:], " "); d.aliases[whole] == "" {
				d.aliases[whole] = id
			}
			return
		}
	}
}

// shortWords: no word has more than five letters, as those of Chinese, Korean and Vietnamese names.
func shortWords(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return len([]rune(w)) > 5 })
}
