package mention

import (
	"slices"

	"kg/graph"
	"kg/ingest/gazetteer"
)

// Names and nouns that stand for a state or a body: palaces, capitals, rulers.

// actor turns the name of a seat of government into the state it stands for.
func (d *Document) actor(m Mention) Mention {
	e := d.know.Gazetteer.Entry(m.Entity)
	if e == nil || e.Metonym == "" || e.Type == gazetteer.Place {
		return m // a place stays one where a relation allows it
	}
	if c := d.know.Gazetteer.Entry(e.Metonym); c != nil {
		d.keep(c.Entity())
		m.Entity, m.Type = c.ID, c.Type
	}
	return m
}

// state reads a capital as its state.
func (d *Document) state(m Mention) Mention {
	m = d.actor(m)
	if e := d.know.Gazetteer.Entry(m.Entity); e != nil && e.CapitalOf != "" {
		if c := d.know.Gazetteer.Entry(e.CapitalOf); c != nil {
			d.keep(c.Entity())
			m.Entity, m.Type = c.ID, c.Type
		}
	}
	return m
}

// ruled is the state that a person leads ("the Maduro government"), or the
// person where that is not known.
func (d *Document) ruled(m Mention) Mention {
	id := ""
	if e := d.know.Gazetteer.Entry(m.Entity); e != nil {
		id = e.Country
	}
	for _, o := range d.offices[m.Entity] {
		if id == "" && d.types[o.body] == gazetteer.Country {
			id = o.body
		}
	}
	if e := d.know.Gazetteer.Entry(id); e != nil && e.Type == gazetteer.Country {
		d.keep(e.Entity())
		m.Entity, m.Type = e.ID, e.Type
	}
	return m
}

// capital is the city that "the Omani capital" names without its name.
func (d *Document) capital(s *Sentence, i, depth int) (Mention, bool) {
	for _, q := range d.qualifiers(s, i, depth) {
		e := d.know.capitals[q.Entity]
		if q.Type != gazetteer.Country || e == nil {
			continue
		}
		d.keep(e.Entity())
		w := s.Tree.Word(i)
		return Mention{First: i, Last: i + 1, Head: i, Kind: Nominal, Entity: e.ID, Type: e.Type, Span: graph.Span{Start: w.Start, End: w.End}}, true
	}
	return Mention{}, false
}

// capitalNamed: a name follows the noun: "in der litauischen Hauptstadt Vilnius".
func (d *Document) capitalNamed(s *Sentence, i int) bool {
	m, ok := s.At(i + 1)
	return ok && m.Kind == Name
}

// SeatOf is the organization for which a capital stands in this article, ""
// for none: it has its seat there and is spoken of, and the state is not. In
// French it need not be spoken of: who means Belgium by Brussels says so.
func (d *Document) SeatOf(capital string) string {
	org := d.lex.Seats[capital]
	e := d.know.Gazetteer.Entry(capital)
	if org == "" || e == nil || d.toldByName(e.CapitalOf) {
		return ""
	}
	if d.entities[org] == nil {
		o := d.know.Gazetteer.Entry(org)
		if d.Lang != "fr" || o == nil {
			return ""
		}
		d.keep(o.Entity())
	}
	return org
}

// toldByName reports whether the article has the entity under a name of its own, an adjective or a demonym: not only as what its capital stands for.
func (d *Document) toldByName(id string) bool {
	for _, s := range d.Sentences {
		if slices.ContainsFunc(s.Mentions, func(m Mention) bool { return m.Entity == id }) {
			return true
		}
	}
	return false
}
