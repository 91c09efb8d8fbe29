package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// province is the one region below a state with whose government the article
// deals, and with no other: it tells of offices or organs of the region, uses words
// of such politics ("Landtag", "regional"), and names neither the state nor a
// federal office. There "Interior Minister X" is the region's. "" if there is none.
func (d *Document) province() string {
	if d.landOf != nil {
		return *d.landOf
	}
	found, local := "", false
	for _, s := range d.Sentences {
		t := s.Tree
		for i := range t.Len() {
			form := syntax.Form(t, i)
			if d.Lang == "de" && strings.HasPrefix(form, "bundes") && (s.role[i] != nil || d.lex.Organ.has(strings.TrimPrefix(form, "bundes"))) {
				return d.setProvince("") // a minister may be the federal one
			}
			local = local || d.lex.Local.at(t, i) || d.lex.Province.at(t, i)
		}
		for _, m := range s.Mentions {
			if m.Type != gazetteer.Place || !d.ofProvince(s, m) {
				continue
			}
			if found != "" && found != m.Entity {
				return d.setProvince("")
			}
			found = m.Entity
		}
	}
	e := d.know.Gazetteer.Entry(found)
	if e == nil || !local || e.Country == "" || d.tellsOf(e.Country) {
		return d.setProvince("")
	}
	return d.setProvince(found)
}

func (d *Document) setProvince(id string) string {
	d.landOf = &id
	return id
}

// ofProvince: the place stands with an office or organ that only states and regions
// have: "Sachsens Ministerpräsident", "the Catalan government".
func (d *Document) ofProvince(s *Sentence, m Mention) bool {
	e := d.know.Gazetteer.Entry(m.Entity)
	if e == nil || e.CapitalOf != "" {
		return false
	}
	h := s.Tree.Word(m.Head).Head
	if h < 0 || s.cover[h] >= 0 {
		return false
	}
	if r := s.role[h]; r != nil {
		return ofStates[r.Kind]
	}
	for i := m.Last; i < s.Tree.Len() && i < m.Last+3; i++ {
		if r := s.role[i]; r != nil && ofStates[r.Kind] && m.Kind != Demonym {
			return true
		}
	}
	return m.Kind == Adjective && d.lex.Organ.at(s.Tree, h) || d.lex.Province.at(s.Tree, h)
}
