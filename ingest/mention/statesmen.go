package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// namedByState is the state whose name or demonym right before a person's name says
// for whom the person acts: "Hungary's Viktor Orban", "Ungarns Viktor Orbán", "la
// Russie de Vladimir Poutine", "le Nigérian Bola Tinubu". Behind a demonym, and
// behind "de", only those of whom the gazetteer knows it: anybody may be a Nigerian.
func (d *Document) namedByState(s *Sentence, m Mention) (Office, bool) {
	i, sure := d.possessorBefore(s, m)
	state, ok := s.At(i)
	if !ok || state.Last != i+1 || state.Type != gazetteer.Country {
		return Office{}, false
	}
	known, told := d.StateOf(m.Entity)
	switch {
	case told && known != state.Entity, !told && !sure:
		return Office{}, false
	case state.Kind != Name && state.Kind != Demonym:
		return Office{}, false
	case !told && (m.Last-m.First < 2 || d.private(m.Entity) || d.pastime()):
		return Office{}, false
	}
	return Office{Person: m, Body: state, Word: m.Head}, true
}

// possessorBefore is the last word of what stands right before a name and owns it,
// and whether it can be nothing else; -1 if nothing does.
func (d *Document) possessorBefore(s *Sentence, m Mention) (i int, sure bool) {
	t, p := s.Tree, m.First-1
	if p < 0 {
		return -1, false
	}
	switch d.Lang {
	case "en":
		if p > 0 && oneOf(syntax.Form(t, p), "'s", "’s", "'", "’") {
			return p - 1, true
		}
	case "de":
		if x, ok := s.At(p); ok && x.Kind == Name {
			form := t.Word(p).Form
			genitive := strings.HasSuffix(form, "s") && !strings.HasSuffix(d.entityName(x.Entity), "s") && (p == 0 || syntax.Pos(t, p-1) != "ADP" || len(form) > 3)
			return p, genitive
		}
	case "fr":
		if p > 0 && oneOf(syntax.Form(t, p), "de", "d'", "d’") {
			return p - 1, false
		}
	}
	if x, ok := s.At(p); ok && x.Kind == Demonym {
		return p, false
	}
	return -1, false
}

// private: the article calls the person something by which one acts for no state.
func (d *Document) private(person string) bool {
	return slices.ContainsFunc(d.roles[person], func(kind string) bool { return !held[kind] && !d.know.public[kind] })
}

// pastime: the article tells of sport or of the arts, whose stars are named by
// their states as well ("Spain's Carlos Alcaraz").
func (d *Document) pastime() bool {
	if d.leisure == nil {
		found := map[string]bool{}
		for _, s := range d.Sentences {
			for i := range s.Tree.Len() {
				if s.cover[i] < 0 && d.lex.Pastime.at(s.Tree, i) {
					found[syntax.Lemma(s.Tree, i)] = true
				}
			}
		}
		leisure := len(found) > 0
		d.leisure = &leisure
	}
	return *d.leisure
}
