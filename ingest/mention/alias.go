package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// maxAlias bounds the words between a name and another name for the same thing.
const maxAlias = 13

// otherNames ties a name to another that the text gives right behind it: "X,
// also known as Y", "das Bundesamt …, kurz BSI", "la Direction …, dite DGSE".
func (d *Document) otherNames(s *Sentence) {
	s.order()
	for k := 1; k < len(s.Mentions); k++ {
		a, b := s.Mentions[k-1], s.Mentions[k]
		for j := k - 2; j >= 0 && a.Kind == Adjective; j-- {
			a = s.Mentions[j] // "X, an Iranian group also known as Y"
		}
		if a.Kind != Name || b.Kind != Name || a.Entity == b.Entity || b.First < a.Last || b.First-a.Last > maxAlias || !d.isDiscovered(a.Entity) && !d.isDiscovered(b.Entity) {
			continue
		}
		if !d.alsoCalled(s, a, b) || !d.oneThing(a, b) {
			continue
		}
		d.join(s, a, b)
		for _, c := range s.Mentions[k+1:] { // "also known as APT48 and Cobalt Heron"
			if !d.nextAlias(s, a, b, c) {
				break
			}
			d.join(s, a, c)
			b = c
		}
	}
	for k, m := range s.Mentions {
		a, ok := d.trackedName(s, m)
		if !ok {
			continue
		}
		d.join(s, a, m)
		for _, c := range s.Mentions[k+1:] {
			if !d.nextAlias(s, a, m, c) {
				break
			}
			d.join(s, a, c)
			m = c
		}
	}
}

// nextAlias: c goes on with the list of the other names of the group a of which b is one.
func (d *Document) nextAlias(s *Sentence, a, b, c Mention) bool {
	if c.Kind != Name || c.Entity == a.Entity || c.First < b.Last || c.First > b.Last+3 || a.Type != gazetteer.ThreatActor || !d.isDiscovered(c.Entity) && !d.isDiscovered(a.Entity) ||
		c.Type != gazetteer.ThreatActor && !d.isDiscovered(c.Entity) {
		return false
	}
	for i := b.Last; i < c.First; i++ {
		if !oneOf(syntax.Form(s.Tree, i), ",", "/", "and", "or", "und", "oder", "et", "ou", "also", "auch", "de", "d'", "d’", "sowie") {
			return false
		}
	}
	// behind the comma that closes the description somebody else may follow
	return c.Type == gazetteer.ThreatActor || c.Last < s.Tree.Len() && (oneOf(s.Tree.Word(c.Last).Form, ",", ")", ".", "and", "or", "und", "oder", "et", "ou") || d.lex.CallsAs.at(s.Tree, c.Last))
}

// join makes one thing of two names.
func (d *Document) join(s *Sentence, a, b Mention) {
	from, to, name := b.Entity, a.Entity, d.textOf(s, b.First, b.Last)
	if !d.isDiscovered(from) {
		from, to, name = to, from, d.textOf(s, a.First, a.Last)
	}
	d.rename(from, to, name)
}

// trackedName is the group that a relative clause says is known under the number
// that is mention b: "Brass Meerkat, a gang which Kaspersky tracks as TA-8821".
func (d *Document) trackedName(s *Sentence, b Mention) (Mention, bool) {
	t := s.Tree
	if a, ok := d.whichCall(s, b); ok {
		return a, true
	}
	if a, ok := d.calledBy(s, b); ok {
		return a, true
	}
	if b.Kind != Name || b.Last != b.First+1 || !d.code(t.Word(b.First).Form) || b.First < 3 || !oneOf(syntax.Form(t, b.First-1), "as", "als", "unter", "comme", "de", "nom", "appellation") && !oneOf(syntax.Form(t, b.First-1), "namen") {
		return Mention{}, false
	}
	r := b.First - 1
	for r > 0 && r > b.First-9 && !(oneOf(syntax.Form(t, r), "which", "that", "die", "den", "das", "que", "qu'", "qu’") && (d.Lang == "en" || t.Word(r-1).Form == "," || d.Lang == "fr")) {
		r--
	}
	if r == 0 || r <= b.First-9 {
		return Mention{}, false
	}
	for k := r - 1; k >= 0 && k >= r-5; k-- {
		if m, ok := s.At(k); ok {
			return m, m.Kind == Name && m.Entity != b.Entity && d.isDiscovered(b.Entity) && oneOf(m.Type, gazetteer.ThreatActor, gazetteer.PoliticalGroup, gazetteer.Organization)
		}
		if syntax.Pos(t, k) == "VERB" {
			break
		}
	}
	return Mention{}, false
}

// whichCall is the group that others call by the name b: "X, a gang which others call Y".
func (d *Document) whichCall(s *Sentence, b Mention) (Mention, bool) {
	t := s.Tree
	v := b.First - 1
	if b.Kind != Name || b.Type != gazetteer.ThreatActor || v < 3 || d.Lang != "en" || !d.lex.Calls.has(syntax.Lemma(t, v)) || syntax.Pos(t, v) != "VERB" {
		return Mention{}, false
	}
	r := v - 1
	for r > 0 && r > v-6 && !oneOf(syntax.Form(t, r), "which", "that", "whom") {
		r--
	}
	if !oneOf(syntax.Form(t, r), "which", "that", "whom") {
		return Mention{}, false
	}
	for k := r - 1; k >= max(0, r-6); k-- {
		if a, ok := s.At(k); ok && a.Kind != Adjective {
			return a, a.Kind == Name && a.Entity != b.Entity && a.Type == gazetteer.ThreatActor && (d.isDiscovered(a.Entity) || d.isDiscovered(b.Entity))
		}
		if syntax.Pos(t, k) == "VERB" && syntax.Finite(t, k) {
			break
		}
	}
	return Mention{}, false
}

// oneThing: what the two were taken for does not tell that they are two things.
func (d *Document) oneThing(a, b Mention) bool {
	org := func(t string) bool { return d.know.Ontology.IsA(t, gazetteer.Organization) }
	return a.Type == b.Type || org(a.Type) && org(b.Type) || a.Type == gazetteer.Person && b.Type == gazetteer.Organization || b.Type == gazetteer.Person && a.Type == gazetteer.Organization && d.isDiscovered(a.Entity)
}

// alsoCalled: what stands between the two names says that the second is another name of the first.
func (d *Document) alsoCalled(s *Sentence, a, b Mention) bool {
	t := s.Tree
	var words []string
	commas := 0
	for i := a.Last; i < b.First; i++ {
		f := syntax.Form(t, i)
		switch {
		case f == ",":
			commas++
		case isQuote(t.Word(i).Form) || f == "(":
		case syntax.Pos(t, i) == "PUNCT" && f != "-":
			return false
		default:
			words = append(words, f)
		}
	}
	short := acronym(t.Word(b.First).Form) && b.Last == b.First+1
	spelled := short && abbreviates(t.Word(b.First).Form, d.Text[a.Span.Start:a.Span.End])
	if len(words) == 1 && oneOf(words[0], "or", "ou", "oder") {
		return commas > 0 && spelled
	}
	if len(words) == 1 && oneOf(words[0], "auch") && b.Last < t.Len() && syntax.Form(t, b.Last) == "genannt" {
		return true
	}
	if len(words) > 0 && oneOf(words[len(words)-1], "kurz", "dit", "dite", "dits") {
		return len(words) == 1 && (short || b.Type == gazetteer.Person || isQuote(t.Word(b.First-1).Form))
	}
	for _, also := range d.lex.Also {
		if n := len(also); n <= len(words) && slices.Equal(words[len(words)-n:], also) {
			return len(words) == n || commas > 0 && d.aside(words[:len(words)-n])
		}
	}
	return false
}

// aside: the words before "better known as" describe the name before: "a blogger".
func (d *Document) aside(words []string) bool {
	return len(words) <= 8 && oneOf(words[0], "a", "an", "the", "ein", "eine", "der", "die", "das", "un", "une", "le", "la", "also", "auch") && !slices.ContainsFunc(words, func(w string) bool { return oneOf(w, "and", "und", "et", "of", "von", "de") })
}

// phrase is the words of a phrase.
type phrase []string

// UnmarshalText reads the words of a phrase.
func (p *phrase) UnmarshalText(b []byte) error {
	*p = strings.Fields(string(b))
	return nil
}
