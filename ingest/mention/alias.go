package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// maxAlias bounds the words between a name and another name for the same thing.
const maxAlias = 8

// otherNames ties a name to another that the text gives right behind it: "X,
// also known as Y", "das Bundesamt …, kurz BSI", "la Direction …, dite DGSE".
func (d *Document) otherNames(s *Sentence) {
	s.order()
	for k := 1; k < len(s.Mentions); k++ {
		a, b := s.Mentions[k-1], s.Mentions[k]
		if a.Kind != Name || b.Kind != Name || a.Entity == b.Entity || b.First < a.Last || b.First-a.Last > maxAlias || !d.isDiscovered(a.Entity) && !d.isDiscovered(b.Entity) {
			continue
		}
		if !d.alsoCalled(s, a, b) || !d.oneThing(a, b) {
			continue
		}
		d.join(s, a, b)
	}
	for _, m := range s.Mentions {
		if a, ok := d.trackedName(s, m); ok {
			d.join(s, a, m)
		}
	}
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
	return len(words) <= 4 && oneOf(words[0], "a", "an", "the", "ein", "eine", "der", "die", "das", "un", "une", "le", "la", "also", "auch") && !slices.ContainsFunc(words, func(w string) bool { return oneOf(w, "and", "und", "et", "of", "von", "de") })
}

// phrase is the words of a phrase.
type phrase []string

// UnmarshalText reads the words of a phrase.
func (p *phrase) UnmarshalText(b []byte) error {
	*p = strings.Fields(string(b))
	return nil
}
