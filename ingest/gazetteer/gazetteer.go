// Package gazetteer knows names: states, places, organizations, government
// bodies, groups, companies, media, threat actors and malware, as they are
// written in English, German and French, and finds them in tokenised text.
//
// All knowledge is in TSV files (folder data, embedded) which an analyst can
// edit without Go; docs/gazetteer.md describes the format. The package never
// merges by similarity: a name is found only if the data hold it, up to case,
// diacritics, apostrophes, hyphens and the inflections that the data allow.
package gazetteer

import (
	"slices"
	"sort"

	"kg/graph"
)

// Type is the name of an entity type of the ontology.
type Type = string

// The entity types.
const (
	Person                    Type = "Person"
	Country                   Type = "Country"
	GovernmentBody            Type = "GovernmentBody"
	InternationalOrganization Type = "InternationalOrganization"
	Company                   Type = "Company"
	PoliticalGroup            Type = "PoliticalGroup"
	ThreatActor               Type = "ThreatActor"
	Media                     Type = "Media"
	Place                     Type = "Place"
	Facility                  Type = "Facility"
	Event                     Type = "Event"
	Malware                   Type = "Malware"
	Position                  Type = "Position"
	Document                  Type = "Document"
	Organization              Type = "Organization" // no closer type known
)

func knownType(t Type) bool {
	switch t {
	case Person, Country, GovernmentBody, InternationalOrganization, Company, PoliticalGroup,
		ThreatActor, Media, Place, Facility, Event, Malware, Position, Document, Organization:
		return true
	}
	return false
}

// Entry is one curated entity. Entries are shared and must not be changed.
type Entry struct {
	ID        string       // slug of the usual English name: "albania"
	Type      Type         //
	Labels    []graph.Name // preferred name, at most one a language, sorted by language
	Aliases   []graph.Name // other names, sorted; demonyms and adjectives are not among them
	SameAs    []string     // "wd:Q222"
	PartOf    string       // ID of the body, alliance or state it belongs to, or ""
	CapitalOf string       // ID of the state whose capital it is, or ""
	Country   string       // ID of the state in which it lies or is based, or ""
	Metonym   string       // ID of the state for which its name stands as an actor ("the Kremlin"), or ""
	Context   bool         // all its names are too common to be believed without context
}

// Entity gives the entry in the form in which the graph stores it.
func (e *Entry) Entity() graph.Entity {
	x := graph.Entity{ID: e.ID, Type: e.Type, Labels: e.Labels, Aliases: e.Aliases, SameAs: e.SameAs, Curated: true}
	if e.Type != Person && e.Type != Country {
		x.Country = e.Country
	}
	return x
}

// Label is the preferred name in lang, as graph.Entity.Label chooses it.
func (e *Entry) Label(lang string) string { return e.Entity().Label(lang) }

// Form says what kind of name was found.
type Form int

// The forms. Compound marks a name that is only a part of a hyphenated token:
// "US" in "US-Regierung", "Iran" in "Iran-backed".
const (
	Name Form = iota
	Acronym
	Adjective
	DemonymNoun
	Nickname
	Compound
)

var formNames = [...]string{"name", "acronym", "adjective", "demonym", "nickname", "compound"}

// String gives the form in lower case.
func (f Form) String() string {
	if f < 0 || int(f) >= len(formNames) {
		return "form?"
	}
	return formNames[f]
}

// Hit is one name found in a sentence.
type Hit struct {
	First, Last int      // half-open range of tokens
	Entries     []*Entry // what it may mean, sorted by ID; more than one: ambiguous
	Form        Form
	Context     bool // the name is also a common word or a person's name: believe it only if the context agrees
	// Where the name stands in its tokens: From is a byte offset in token
	// First, To in token Last-1. For all forms but Compound the name is the
	// whole of its tokens, but for an elided article ("l’Iran" left unsplit)
	// or a possessive ending ("Iran’s").
	From, To int
}

// Gazetteer is an immutable set of names. It is safe for concurrent use.
type Gazetteer struct {
	entries map[string]*Entry
	ids     []string // sorted
	names   trie     // payload: refs
	refs    []ref
	list    []*Entry
	lookup  func() map[string][]*Entry // made when first needed
	first   map[string]Gender
	roles   map[string][]*Role // by language
	roleAt  trie
	heads   map[string][]*Head
	headAt  trie
	common  map[string]bool            // "lang word": words that an all-capitals sentence hides an acronym in
	opening map[string]bool            // first elements of compounds after which a name may stand
	regions map[string]map[string]bool // region or group of states → IDs of its states
	borders map[string]map[string]bool // state → IDs of the states that it borders on
	version string
}

// Entry returns the entity with the ID, or nil.
func (g *Gazetteer) Entry(id string) *Entry { return g.entries[id] }

// States gives the IDs of the states that lie in a region, belong to a group or are
// of a kind ("west_africa", "nato", "kingdoms"); nil if the ID is not one of those. The map
// is shared and must not be changed.
func (g *Gazetteer) States(region string) map[string]bool { return g.regions[region] }

// Neighbours gives the IDs of the states that a state borders on, by land or
// across a narrow sea; nil if none are known. The map is shared and must not be changed.
func (g *Gazetteer) Neighbours(state string) map[string]bool { return g.borders[state] }

// Entries returns all entities, sorted by ID.
func (g *Gazetteer) Entries() []*Entry {
	out := make([]*Entry, len(g.ids))
	for i, id := range g.ids {
		out[i] = g.entries[id]
	}
	return out
}

// Version is a hash of the data: the same data have the same version.
func (g *Gazetteer) Version() string { return g.version }

// Lookup finds entities by ID, label or alias in any language, sorted by ID.
// Case, diacritics and typographic quotes do not matter (graph.Fold).
func (g *Gazetteer) Lookup(name string) []*Entry {
	if e := g.entries[name]; e != nil {
		return []*Entry{e}
	}
	return append([]*Entry(nil), g.lookup()[fold(name)]...)
}

func sortEntries(es []*Entry) []*Entry {
	sort.Slice(es, func(i, j int) bool { return es[i].ID < es[j].ID })
	return slices.Compact(es)
}
