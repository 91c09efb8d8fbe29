package gazetteer

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"

	"kg/graph"
	"kg/internal/diag"
)

// builder fills a Gazetteer from tables.
type builder struct {
	*Gazetteer
	diags   *diag.List
	num     map[string]int32 // entry ID → number in list
	where   map[string]*row  // entry ID → row that defined it
	seen    map[refKey]int32
	generic map[string]bool // "lang word": head nouns, folded
	scratch []atom
	path    []string
}

type refKey struct {
	node    int32
	entry   int32
	demands uint32
	form    Form
	context bool
}

func build(tables []*table, l *diag.List) *Gazetteer {
	rows, first := 0, 0 // what the maps will hold, about
	for _, t := range tables {
		if t.kind == "firstnames" {
			first += len(t.rows)
			continue
		}
		rows += len(t.rows)
	}
	g := &Gazetteer{
		entries: make(map[string]*Entry, rows),
		names:   newTrie(2*rows, 5*rows), first: make(map[string]Gender, first),
		roles: map[string][]*Role{}, roleAt: newTrie(1024, 2048), heads: map[string][]*Head{}, headAt: newTrie(1024, 2048),
		common: map[string]bool{}, opening: map[string]bool{}, regions: map[string]map[string]bool{}, borders: map[string]map[string]bool{},
	}
	b := &builder{Gazetteer: g, diags: l, num: make(map[string]int32, rows), where: make(map[string]*row, rows),
		seen: make(map[refKey]int32, 4*rows), generic: map[string]bool{}}
	each := func(kind string, f func(*row)) {
		for _, t := range tables {
			if t.kind != kind {
				continue
			}
			for i := range t.rows {
				f(&t.rows[i])
			}
		}
	}
	each("heads", b.head)
	each("roles", b.role)
	each("common", b.commonWord)
	each("firstnames", b.firstName)
	each("prefixes", func(r *row) { g.opening[fold(r.get("word"))] = true })
	each("phrases", b.phrase)
	each("entities", b.entity)
	each("names", b.moreNames)
	each("demonyms", b.demonym)
	for _, e := range b.list {
		b.cityAdjective(e)
	}
	b.finish()
	each("entities", b.checkLinks)
	each("names", b.checkLinks)
	each("regions", b.region)
	each("statekinds", b.stateKind)
	each("borders", b.border)
	return g
}

// validID reports whether s is a slug: letters and digits in small letters,
// joined by single "_" or "-".
func validID(s string) bool {
	joint := true // the last rune was a joint, or there was none
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			return false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			joint = false
		case (r == '_' || r == '-') && !joint:
			joint = true
		default:
			return false
		}
	}
	return !joint
}

// validSameAs reports whether s is a Wikidata item: "wd:Q222".
func validSameAs(s string) bool {
	digits, ok := strings.CutPrefix(s, "wd:Q")
	if !ok || digits == "" || digits[0] == '0' {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// entity reads one row of an entities file.
func (b *builder) entity(r *row) {
	id := r.get("id")
	switch {
	case !validID(id):
		r.bad(b.diags, "id", "use the slug of the English name: north_macedonia", "bad ID %q", id)
		return
	case b.entries[id] != nil:
		first := b.where[id]
		r.bad(b.diags, "id", "to add names to it, use a file of kind names", "ID %q is already defined at %s:%d", id, first.file, first.line)
		return
	}
	e := &Entry{ID: id, Type: r.get("type")}
	if !knownType(e.Type) {
		r.bad(b.diags, "type", "types are those of the ontology: Country, Place, Company …", "unknown type %q", e.Type)
	}
	for _, f := range strings.Fields(r.get("flags")) {
		if f != "context" {
			r.bad(b.diags, "flags", "the only flag is context", "unknown flag %q", f)
			continue
		}
		e.Context = true
	}
	b.entries[id], b.where[id] = e, r
	b.num[id] = int32(len(b.list))
	b.list = append(b.list, e)
	b.fill(e, r)
	if len(e.Labels) == 0 {
		r.bad(b.diags, "id", "give at least one name in en, de, fr or any", "entity %q has no name", id)
	}
}

// moreNames reads a row that adds to an entity defined elsewhere.
func (b *builder) moreNames(r *row) {
	e := b.entries[r.get("id")]
	if e == nil {
		r.bad(b.diags, "id", "define it in a file of kind entities", "unknown entity %q", r.get("id"))
		return
	}
	b.fill(e, r)
}

// fill adds the names and links of a row to an entry.
func (b *builder) fill(e *Entry, r *row) {
	for _, lang := range [...]string{"en", "de", "fr", "any"} {
		if cell := r.get(lang); cell != "" {
			b.readNames(e, r, lang, cell)
		}
	}
	if cell := r.get("same_as"); cell != "" {
		for _, s := range strings.Split(cell, "|") {
			if !validSameAs(s) {
				r.bad(b.diags, "same_as", "write wd:Q222", "bad identifier %q", s)
				continue
			}
			e.SameAs = append(e.SameAs, s)
		}
	}
	set := func(dst *string, col string) {
		if v := r.get(col); v != "" {
			*dst = v
		}
	}
	set(&e.PartOf, "part_of")
	set(&e.Country, "country")
	set(&e.CapitalOf, "capital_of")
	set(&e.Metonym, "metonym")
}

// readNames reads one cell of names.
func (b *builder) readNames(e *Entry, r *row, lang, cell string) {
	at := r.col(lang)
	for i, spec := range strings.Split(cell, "|") {
		n, problem := parseName(spec)
		if problem != "" {
			b.diags.Add(r.file, r.line, at, nameHint, "%s in %q", problem, spec)
			at += len(spec) + 1
			continue
		}
		if !b.label(e, lang, n, i == 0) {
			b.diags.Add(r.file, r.line, at, "remove it", "name %q is there twice", spec)
		}
		if !n.labelOnly {
			b.addName(e, lang, n)
		}
		at += len(spec) + 1
	}
}

// label records a name as the entry's label or alias. It reports false when
// the entry has the very same name already.
func (b *builder) label(e *Entry, lang string, n name, first bool) bool {
	gn := graph.Name{Text: n.text, Lang: lang}
	if lang == "any" {
		gn.Lang = ""
	}
	taken := false
	for _, have := range e.Labels {
		if have == gn {
			return false
		}
		taken = taken || have.Lang == gn.Lang || gn.Lang == ""
	}
	for _, have := range e.Aliases {
		if have == gn {
			return false
		}
	}
	if first && !taken && !n.nickname {
		e.Labels = append(e.Labels, gn)
	} else {
		e.Aliases = append(e.Aliases, gn)
	}
	return true
}

// finish sorts what order of files must not show.
func (b *builder) finish() {
	for id, e := range b.entries {
		b.ids = append(b.ids, id)
		ent := e.Entity()
		ent.Normalize()
		e.Labels, e.Aliases, e.SameAs = ent.Labels, ent.Aliases, ent.SameAs
	}
	sort.Strings(b.ids)
	b.lookup = sync.OnceValue(b.Gazetteer.index)
}

// index maps folded labels and aliases to entities, sorted by ID. Only people
// who ask for an entity by name need it, so it is made when first asked for.
func (g *Gazetteer) index() map[string][]*Entry {
	m := make(map[string][]*Entry, 4*len(g.ids))
	for _, id := range g.ids {
		e := g.entries[id]
		for _, n := range append(e.Labels[:len(e.Labels):len(e.Labels)], e.Aliases...) {
			k := fold(n.Text)
			have := m[k]
			if len(have) > 0 && have[len(have)-1] == e {
				continue
			}
			m[k] = append(have, e)
		}
	}
	return m
}

// checkLinks reports links to entities that do not exist.
func (b *builder) checkLinks(r *row) {
	for _, col := range [...]string{"part_of", "country", "capital_of", "metonym"} {
		if id := r.get(col); id != "" && b.entries[id] == nil {
			r.bad(b.diags, col, "define it, or correct the ID", "link to unknown entity %q", id)
		}
	}
}

// border reads on which other states a state borders. Each pair stands once.
func (b *builder) border(r *row) {
	id := r.get("id")
	if e := b.entries[id]; e == nil || e.Type != Country {
		r.bad(b.diags, "id", "the ID of a state", "unknown state %q", id)
	}
	for _, s := range strings.Split(r.get("states"), "|") {
		if e := b.entries[s]; e == nil || e.Type != Country {
			r.bad(b.diags, "states", "IDs of states, separated by |", "unknown state %q", s)
		}
		if s == id || b.borders[id][s] {
			r.bad(b.diags, "states", "write each pair once", "border of %q and %q is there twice, or of a state on itself", id, s)
		}
		for _, pair := range [][2]string{{id, s}, {s, id}} {
			if b.borders[pair[0]] == nil {
				b.borders[pair[0]] = map[string]bool{}
			}
			b.borders[pair[0]][pair[1]] = true
		}
	}
}

// region reads which states lie in a region.
func (b *builder) region(r *row) {
	if id := r.get("id"); b.entries[id] == nil {
		r.bad(b.diags, "id", "define it, or correct the ID", "unknown entity %q", id)
	}
	b.states(r, Country)
}

// stateKind reads which states, and unions of states, are of a kind ("kingdoms").
func (b *builder) stateKind(r *row) {
	if id := r.get("id"); b.entries[id] != nil {
		r.bad(b.diags, "id", "give it a name that no entity has", "kind of states %q is an entity", id)
	}
	b.states(r, Country, InternationalOrganization)
}

// states reads the states of a region or kind, which are of the types given.
func (b *builder) states(r *row, types ...string) {
	id, states := r.get("id"), map[string]bool{}
	if b.regions[id] != nil {
		r.bad(b.diags, "id", "put its states into one row", "region %q is there twice", id)
	}
	for _, s := range strings.Split(r.get("states"), "|") {
		if e := b.entries[s]; e == nil || !slices.Contains(types, e.Type) {
			r.bad(b.diags, "states", "IDs of states, separated by |", "unknown state %q", s)
		}
		states[s] = true
	}
	b.regions[id] = states
}
