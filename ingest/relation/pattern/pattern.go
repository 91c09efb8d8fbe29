// Package pattern finds relations in one sentence by patterns over its tokens
// and mentions. It is for what dependency trees do badly: titles, appositions,
// parentheses, headlines, place names in a row, and simple clauses with one
// strong cue. Full clauses are matched over trees elsewhere.
//
// Patterns are data (data/<language>/*.yaml); docs/patterns.md describes the
// language. The matcher simulates a nondeterministic automaton (Thompson
// 1968, with captures as in Pike's sam), so that its time is bounded by
// tokens × pattern size and no pattern can make it backtrack.
package pattern

import (
	"embed"
	"io/fs"
	"maps"
	"slices"

	"kg/graph"
	"kg/graph/ontology"
)

//go:embed data
var shipped embed.FS

// Shipped is the file system with the patterns that kg ships, one folder a language.
func Shipped() fs.FS {
	sub, err := fs.Sub(shipped, "data")
	if err != nil { // cannot happen: the name is valid
		return shipped
	}
	return sub
}

// Token is one surface token of a sentence with what was found out about it.
type Token struct {
	Text, Lemma, UPOS string
	Classes           []string // from lexicons of the pipeline: "role", "head:city", "former"
}

// The forms a mention can have.
const (
	FormName      = "name"
	FormAcronym   = "acronym"
	FormAdjective = "adjective" // "Albanian", "iranischen"
	FormDemonym   = "demonym"   // "Albanians", "ein Iraner"
	FormNominal   = "nominal"   // "iranischen Außenministeriums"
	FormCompound  = "compound"  // the EU of "EU-Sanktionen"; the range is the whole token
)

// Mention is a place in the sentence that names an entity. Several mentions
// may cover the same tokens, one for each reading ("Tirana": the place, the
// state), and may be nested.
type Mention struct {
	First, Last int    // half-open range of tokens
	Type        string // type of the ontology; "" or "Thing" if not known
	Form        string // one of the Form constants; "" counts as a name, any other fits no slot
}

// Match is one relation found. Ranges are half-open ranges of tokens.
type Match struct {
	Rule, Relation    string
	Subject, Object   int // indexes into the mentions
	First, Last       int // all tokens of the match
	CueFirst, CueLast int // the words that tie the two, from the first cue to the last; equal if there are none
	Qualifiers        []graph.Qualifier
}

// Triple is an expected result of an example, names as written there.
type Triple struct{ Subject, Relation, Object string }

// Mark is one mention marked in an example: bytes of Example.Text.
type Mark struct {
	Span       graph.Span
	Type, Form string
}

// Example is a sentence that a rule must, or must not, match.
type Example struct {
	Text   string   // without the marks
	Marks  []Mark   // the mentions marked with [name|Type/form]
	Expect []Triple // empty for a near miss
	Line   int
}

// Rule is one pattern with its examples.
type Rule struct {
	ID, Relation, Lang, File string
	Line                     int
	Pattern                  string
	Headline                 bool // applies to headlines only
	Yes, No                  []Example
}

// Set is a checked, compiled set of patterns. It is read-only and safe for
// concurrent use.
type Set struct {
	onto  *ontology.Ontology
	rules []Rule
	langs map[string]*language
}

// Rules lists the rules in file order.
func (s *Set) Rules() []Rule { return append([]Rule(nil), s.rules...) }

// Langs lists the languages that have patterns, sorted.
func (s *Set) Langs() []string { return slices.Sorted(maps.Keys(s.langs)) }

// RoleClasses names the classes of each token of a word for an office or a
// form of address; kind is the gazetteer's ("minister", "spokesperson").
func RoleClasses(kind string) []string { return []string{"role", "role:" + kind} }

// HeadClasses names the classes of each token of a noun that tells the type of
// what it names, such as "Company" and "bank". Kind may be empty.
func HeadClasses(typ, kind string) []string {
	out := []string{"head", "head:" + typ}
	if kind != "" {
		out = append(out, "head:"+kind)
	}
	return out
}
