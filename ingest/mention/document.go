// Package mention finds what the words of an article stand for: names that
// the gazetteer knows, names that the text introduces, nouns that stand for a
// state or a group ("the Iranian government", "MEK members"), and pronouns and
// descriptions that refer back.
package mention

import (
	"sort"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/text"
)

// Kind is how something is mentioned.
type Kind string

// The kinds.
const (
	Name      Kind = "name"
	Adjective Kind = "adjective" // "Iranian", "albanisch"
	Demonym   Kind = "demonym"   // "Iranians"
	Compound  Kind = "compound"  // the name inside a compound: the EU of "EU-Sanktionen"
	Nominal   Kind = "nominal"   // "the Iranian government", "the firm"
	Pronoun   Kind = "pronoun"
)

// Mention is a stretch of words that stands for an entity.
type Mention struct {
	First, Last int // half-open range of words
	Head        int // the word of the range that the rest of the sentence ties to
	Span        graph.Span
	Kind        Kind
	Entity      string // ID
	Type        string // of the ontology
}

// Sentence is a sentence with its tree and what its words stand for.
type Sentence struct {
	text.Sentence
	Tree     *parse.Tree
	Mentions []Mention
	Plot     bool // it tells the story of a novel or film: nothing of it is so

	listed *gazetteer.Memo
	byHead map[int]int // head word → index of its mention, compounds left out
	prefix map[int]int // word → index of the compound mention inside it
	cover  []int       // word → index of the name mention that covers it, -1
	words  [][2]int    // token → half-open range of words
	anaph  map[int][]Mention
	role   map[int]*gazetteer.Role // last word of a role → the role
	roleAt map[int]*gazetteer.Role // head word of a role → the role
	head   map[int]*gazetteer.Head // last word of a head noun → what it tells

	opens     bool       // the first of its paragraph
	titleCase bool       // a headline in which capitals tell nothing
	skip      []bool     // words that cannot be names
	inRole    []bool     // words that are part of a role ("Premier" of "Premier ministre")
	classes   [][]string // token → what the lexicons say of it
}

// Document is an article being read.
type Document struct {
	Lang      string
	Text      string
	Sentences []*Sentence

	know     *Knowledge
	lex      *lexicon
	nouns    func(form string) bool // the dictionary has the form as a common noun
	known    func(form string) bool // the dictionary has the form
	word     func(form string) bool // the dictionary has it as a noun or verb, or as a name
	entities map[string]*graph.Entity
	types    map[string]string
	surnames map[string]string          // folded last name → person
	aliases  map[string]string          // folded name defined in the article → entity
	begins   *beginnings                // of the aliases, once asked for
	beginsOf int                        // how many aliases there were then
	offices  map[string][]office        // person → offices
	seats    map[string]Mention         // embassy → where it stands
	owner    map[string]string          // embassy → its state
	called   map[string]map[string]bool // entity → lemmas of the nouns it was called by
	roles    map[string][]string        // person → kinds of role
	sex      map[string]string          // person → "m", "f", where a word says so
	place    string                     // where the dateline puts the article; may be empty
	told     map[string]int             // states and organizations that the article names, by their order, once asked for
	full     map[string]bool            // persons whom the article names in full, once asked for
	keys     map[string]string          // folded word of a body's name that is no other word → the body
	gang     map[string]bool            // words by which gangs go, though tools of theirs are called the same
	report   *bool                      // the article is a report on them, of which most groups in it are; nil: not looked yet
	cyber    *bool                      // the article is on those who break into computers; nil: not looked yet
	odd      map[string]string          // words of no language by which intruders go → their kind
	main     *string                    // the state it speaks of most, once known
	landOf   *string                    // the province whose politics it tells of, once asked for
	leisure  *bool                      // it tells of sport or the arts, once asked for
	last     []salient
	pairs    []pair
	sure     bool                      // names are found only whose kind the words around them tell
	plural   bool                      // a plural is being resolved
	animate  bool                      // a pronoun is being resolved that rather means a person
	written  string                    // the state of the place in the dateline, see Written
	number   bool                      // a pronoun is being resolved that agrees with its antecedent in number
	orPlural bool                      // a pronoun is being resolved that is the same in the plural: "deren"
	speaker  func(sentence int) string // who speaks in a sentence read before
	loose    bool                      // things of a vague kind are considered, too
	group    string                    // while such a noun is read: one that a firm may be called, too
	looks    int                       // looks at what nouns mean that lie within each other, see maxLooks
}

type office struct {
	title string // folded
	kind  string // of the role, "" if the lexicon does not know it
	body  string // entity
}

// Entities lists what the article mentions, sorted by ID.
func (d *Document) Entities() []graph.Entity {
	out := make([]graph.Entity, 0, len(d.entities))
	for _, e := range d.entities {
		c := *e
		if !c.Curated {
			c.Normalize()
		}
		out = append(out, c)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// Type is the ontology type of an entity of the article.
func (d *Document) Type(id string) string { return d.types[id] }

// newSentence ties tokens to the words of the tree.
func newSentence(s text.Sentence, t *parse.Tree) *Sentence {
	out := &Sentence{Sentence: s, Tree: t, byHead: map[int]int{}, prefix: map[int]int{}, anaph: map[int][]Mention{},
		role: map[int]*gazetteer.Role{}, roleAt: map[int]*gazetteer.Role{}, head: map[int]*gazetteer.Head{}}
	out.classes = make([][]string, len(s.Tokens))
	out.words = make([][2]int, len(s.Tokens))
	out.cover = make([]int, t.Len())
	out.skip = make([]bool, t.Len())
	out.inRole = make([]bool, t.Len())
	for i := range out.words {
		out.words[i] = [2]int{-1, -1}
	}
	for i := 0; i < t.Len(); i++ {
		out.cover[i] = -1
		k := t.Word(i).Token
		if k < 0 || k >= len(out.words) {
			continue
		}
		if out.words[k][0] < 0 {
			out.words[k][0] = i
		}
		out.words[k][1] = i + 1
	}
	return out
}

// wordRange gives the words of a range of tokens.
func (s *Sentence) wordRange(first, last int) (int, int) {
	a, b := -1, -1
	for k := first; k < last && k < len(s.words); k++ {
		if s.words[k][0] < 0 {
			continue
		}
		if a < 0 {
			a = s.words[k][0]
		}
		b = s.words[k][1]
	}
	return a, b
}

// headOf is the first word of the range whose governor lies outside.
func (s *Sentence) headOf(first, last int) int {
	for i := first; i < last; i++ {
		if h := s.Tree.Word(i).Head; h < first || h >= last {
			return i
		}
	}
	return first
}

// add stores a mention. A name that covers words already taken is refused.
func (s *Sentence) add(m Mention) bool {
	k := len(s.Mentions)
	if m.Kind == Compound {
		s.prefix[m.First] = k
		s.Mentions = append(s.Mentions, m)
		return true
	}
	for i := m.First; i < m.Last; i++ {
		if s.cover[i] >= 0 {
			return false
		}
	}
	for i := m.First; i < m.Last; i++ {
		s.cover[i] = k
	}
	s.byHead[m.Head] = k
	s.Mentions = append(s.Mentions, m)
	return true
}

// At is the mention whose name covers word i.
func (s *Sentence) At(i int) (Mention, bool) {
	if i < 0 || i >= len(s.cover) || s.cover[i] < 0 {
		return Mention{}, false
	}
	return s.Mentions[s.cover[i]], true
}

// order sorts the mentions by place and renews the indexes.
func (s *Sentence) order() {
	sort.SliceStable(s.Mentions, func(i, j int) bool {
		if s.Mentions[i].First != s.Mentions[j].First {
			return s.Mentions[i].First < s.Mentions[j].First
		}
		return s.Mentions[i].Kind < s.Mentions[j].Kind
	})
	clear(s.byHead)
	clear(s.prefix)
	for i := range s.cover {
		s.cover[i] = -1
	}
	for k, m := range s.Mentions {
		if m.Kind == Compound {
			s.prefix[m.First] = k
			continue
		}
		s.byHead[m.Head] = k
		for i := m.First; i < m.Last; i++ {
			s.cover[i] = k
		}
	}
}

// spanOf is the stretch of text from the first word to the last.
func (s *Sentence) spanOf(first, last int) graph.Span {
	return graph.Span{Start: s.Tree.Word(first).Start, End: s.Tree.Word(last - 1).End}
}

// WordOf is the first word of token k, -1 if it has none.
func (s *Sentence) WordOf(k int) int {
	if k < 0 || k >= len(s.words) {
		return -1
	}
	return s.words[k][0]
}

// HeadOfTokens is the word that a range of tokens ties to the sentence by, -1 if none.
func (s *Sentence) HeadOfTokens(first, last int) int {
	a, b := s.wordRange(first, last)
	if a < 0 {
		return -1
	}
	return s.headOf(a, b)
}

// Classes names what the lexicons say of token k: "role", "role:minister",
// "head:Place", as the token patterns read them.
func (s *Sentence) Classes(k int) []string { return s.classes[k] }

// Actor is what a mention stands for as an actor: the state for a seat of government.
func (d *Document) Actor(m Mention) Mention { return d.actor(m) }

// closers are the marks that close a quotation, by the one that opened it: “ opens in
// English and closes in German, « opens in French and closes in German.
var closers = map[string]string{"„": "“”\"", "“": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "\"": "\""}

// Opens: the sentence is the first of its paragraph.
func (s *Sentence) Opens() bool { return s.opens }

// GoesOn: the sentence goes on with the quotation that was open before it. None outlasts
// its paragraph, unless the next begins with a mark again.
func (s *Sentence) GoesOn(open string) bool {
	return open != "" && !(s.opens && len(s.Tokens) > 0 && closers[s.Tokens[0].Text] == "")
}

// OpenQuote is the mark that opened the quotation which is open after the sentence, ""
// where none is, given the one open before it.
func (d *Document) OpenQuote(s *Sentence, open string) string {
	if !s.GoesOn(open) {
		open = ""
	}
	for _, t := range s.Tokens {
		switch {
		case open != "" && strings.Contains(closers[open], t.Text):
			open = ""
		case oneOf(t.Text, "„", "“", "«", "‹", "\"") || d.Lang == "de" && open == "" && oneOf(t.Text, "»", "›"):
			open = t.Text
		}
	}
	return open
}

// Anaphors is what the pronoun or definite noun at word i refers back to; more
// than one for "both countries".
func (s *Sentence) Anaphors(i int) []Mention { return s.anaph[i] }
