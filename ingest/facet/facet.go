// Package facet holds the words of a language by which dates, numbers, places and what becomes of events are tied to a
// statement: data/LANG.yaml. Nothing in the code knows a word of a language.
package facet

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"kg/graph/unit"
	"kg/internal/diag"
)

//go:embed data/*.yaml
var shipped embed.FS

// Data is the shipped files, for the version of the rules.
func Data() fs.FS { return shipped }

// Outcome is what becomes of a planned event.
type Outcome string

// The outcomes, in the order in which they can follow each other.
const (
	Postponed Outcome = "postponed"
	Cancelled Outcome = "cancelled"
	Held      Outcome = "held"
)

// Lexicon is one language's words. It does not change after Load.
type Lexicon struct {
	distance, place, again words
	became                 map[string]words  // unit → verbs
	kinds                  map[string]words  // kind of event → nouns
	verbs, nouns           map[Outcome]words // by outcome
}

// words holds lemmas or forms, "*endings", and verbs with a further word ("call off") by their first.
type words struct {
	plain  map[string][]string // first word → second words; "" for none
	ending []string
}

func (w words) match(s string, second func(string) bool) bool {
	for _, more := range w.plain[s] {
		if more == "" || second != nil && second(more) {
			return true
		}
	}
	for _, e := range w.ending {
		if len(s) > len(e) && strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// raw is the file as it is written; en.yaml says what each key means.
type raw struct {
	Distance []string            `yaml:"distance"`
	Place    []string            `yaml:"place"`
	Became   map[string][]string `yaml:"became"`
	Events   map[string][]string `yaml:"events"`
	Again    []string            `yaml:"again"`
	Status   map[Outcome]struct {
		Verb []string `yaml:"verb"`
		Noun []string `yaml:"noun"`
	} `yaml:"status"`
}

// Load reads the shipped words of a language; the error holds all findings.
func Load(lang string) (*Lexicon, error) { return LoadFS(shipped, "data/"+lang+".yaml") }

// LoadFS reads and checks one file.
func LoadFS(fsys fs.FS, name string) (*Lexicon, error) {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("facet: every language needs its words: %w", err)
	}
	var r raw
	d := yaml.NewDecoder(strings.NewReader(string(src)))
	d.KnownFields(true)
	if err := d.Decode(&r); err != nil {
		return nil, fmt.Errorf("facet: %s: %w", name, err)
	}
	var diags diag.List
	units, err := unit.Shipped()
	if err != nil {
		return nil, err
	}
	l := &Lexicon{became: map[string]words{}, kinds: map[string]words{}, verbs: map[Outcome]words{}, nouns: map[Outcome]words{}}
	set := func(key string, in []string, must bool) words {
		if must && len(in) == 0 {
			diags.Add(name, 1, 1, "list at least one word; en.yaml says what the key means", "%q is empty or missing", key)
		}
		return compile(name, key, in, &diags)
	}
	l.distance, l.place, l.again = set("distance", r.Distance, true), set("place", r.Place, true), set("again", r.Again, true)
	for u, in := range r.Became {
		if units.Dimension(u) != "person" {
			diags.Add(name, 1, 1, "take a unit of persons of graph/unit/units.psv", "became: %q is no unit of persons", u)
		}
		l.became[u] = set("became "+u, in, true)
	}
	for k, in := range r.Events {
		l.kinds[k] = set("events "+k, in, true)
	}
	for o, s := range r.Status {
		if !slices.Contains([]Outcome{Postponed, Cancelled, Held}, o) {
			diags.Add(name, 1, 1, "write postponed, cancelled or held", "status: %q is no outcome", o)
		}
		l.verbs[o], l.nouns[o] = set("status "+string(o), s.Verb, true), set("status "+string(o), s.Noun, false)
	}
	return l, diags.Err()
}

func compile(name, key string, in []string, diags *diag.List) words {
	w := words{plain: map[string][]string{}}
	for _, s := range in {
		if s != strings.ToLower(s) || strings.TrimSpace(s) == "" {
			diags.Add(name, 1, 1, "write it in lower case", "%s: %q", key, s)
		}
		if e, ok := strings.CutPrefix(s, "*"); ok {
			w.ending = append(w.ending, e)
			continue
		}
		first, second, _ := strings.Cut(s, " ")
		w.plain[first] = append(w.plain[first], second)
	}
	sort.Strings(w.ending)
	return w
}

// Distance reports whether a word may stand between a length and the place from which it is counted.
func (l *Lexicon) Distance(word string) bool { return l.distance.match(word, nil) }

// Place reports whether a preposition tells where something happens.
func (l *Lexicon) Place(preposition string) bool { return l.place.match(preposition, nil) }

// Again reports whether a noun refers back to the event told of last.
func (l *Lexicon) Again(noun string) bool { return l.again.match(noun, nil) }

// Became is the unit in which persons are counted of whom the verb tells ("killed" → "dead"), "" if it tells nothing. second
// tells whether a further word stands by the verb.
func (l *Lexicon) Became(verb string, second func(string) bool) string {
	return first(l.became, verb, second)
}

// Kind is the kind of event that a noun names, "" if it names none.
func (l *Lexicon) Kind(noun string) string { return first(l.kinds, noun, nil) }

// Outcome tells what the verb says becomes of an event.
func (l *Lexicon) Outcome(verb string, second func(string) bool) Outcome {
	return first(l.verbs, verb, second)
}

// OutcomeNoun does the same for nouns ("cancellation").
func (l *Lexicon) OutcomeNoun(noun string) Outcome { return first(l.nouns, noun, nil) }

// first is the alphabetically first key whose words match, so that the same words give the same answer.
func first[K ~string](m map[K]words, word string, second func(string) bool) K {
	var best K
	for k, w := range m {
		if w.match(word, second) && (best == "" || k < best) {
			best = k
		}
	}
	return best
}
