package mention

import (
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// Embassies: whose they are, and where they stand.

// embassy is a facility of its own: "the Iranian embassy in Tirana".
func (d *Document) embassy(s *Sentence, i int) (Mention, bool) {
	t := s.Tree
	var state, place Mention
	for _, c := range t.Children(i) {
		m, ok := s.At(c)
		if !ok {
			continue
		}
		p := syntax.Preposition(t, c)
		switch {
		case m.Type == gazetteer.Country && state.Entity == "" && !d.lex.Locative.has(p) || m.Type == gazetteer.Country && m.Kind == Adjective:
			state = m
		case p != "" && d.lex.Locative.has(p) && place.Entity == "":
			place = m
		}
	}
	if state.Entity == "" {
		return Mention{}, false
	}
	stateName := d.entities[state.Entity].Label("en")
	id, name := "place:embassy_of_"+strings.TrimPrefix(state.Entity, "place:"), "Embassy of "+stateName
	if place.Entity != "" {
		id += "_in_" + slugOf(place.Entity)
		name += " in " + d.entities[place.Entity].Label("en")
	}
	d.keep(graph.Entity{ID: id, Type: gazetteer.Facility, Labels: []graph.Name{{Text: name, Lang: "en"}}})
	m := Mention{First: i, Last: i + 1, Head: i, Kind: Nominal, Entity: id, Type: gazetteer.Facility, Span: d.widen(s, i, state.Span)}
	d.seats[id] = place
	d.owner[id] = state.Entity
	if place.Entity != "" {
		m.Span = graph.Span{Start: m.Span.Start, End: max(m.Span.End, place.Span.End)}
	}
	return m, true
}

func slugOf(id string) string {
	if k := strings.IndexByte(id, ':'); k >= 0 {
		return id[k+1:]
	}
	return id
}

// Seat is where an embassy of the article stands, if the article says so.
func (d *Document) Seat(embassy string) (Mention, bool) {
	m, ok := d.seats[embassy]
	return m, ok && m.Entity != ""
}

// Owner is the state whose embassy it is, "" if the entity is none.
func (d *Document) Owner(embassy string) string { return d.owner[embassy] }

// Embassies gives the embassy that word i is, if it is one and its seat is named with it.
func (d *Document) Embassies(s *Sentence, i int) []Mention {
	if !d.lex.Embassy.at(s.Tree, i) || s.cover[i] >= 0 {
		return nil
	}
	if m, ok := d.embassy(s, i); ok {
		return []Mention{m}
	}
	return nil
}
