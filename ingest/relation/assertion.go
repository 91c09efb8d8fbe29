package relation

import (
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// assertion is one language's words for how things are said: assertion.yaml.
// Each class is a set of lemmas or forms of verbs, nouns, adjectives, adverbs.
type assertion struct {
	class map[string]*syntax.Words
	// phrases of confidence, as lower-case forms
	confidence [][]string
}

// The classes of assertion.yaml, and what a word of each does to a statement
// that it governs (cf. FactBank, Saurí & Pustejovsky 2009).
var assertionClasses = map[string]string{
	"speech":       "says so: the subject is the speaker",
	"claim":        "says so, unproved: the subject is the speaker, the statement alleged",
	"belief":       "holds it to be so, to himself: the speaker, the statement alleged, nobody accused",
	"conclude":     "has found so: the subject is the speaker, the statement alleged, an attribution",
	"deny":         "says it is not so",
	"planned":      "wants, plans, promises, demands it",
	"negative":     "it did not happen: fail, refuse, prevent",
	"persisting":   "negative, but negated they say that it did happen: has not ceased to, did not hesitate to",
	"forbid":       "it did not happen, where a verb says it: \"verbot ihm, zu liefern\", not \"verbot ihm die Einreise\"",
	"possible":     "may be so",
	"ask":          "asks whether",
	"factive":      "takes it for a fact: after, because, confirm",
	"means":        "with a purpose that was carried out: use, hire",
	"modal_would":  "auxiliaries: hypothetical",
	"modal_may":    "auxiliaries: possible",
	"modal_will":   "auxiliaries: planned",
	"if":           "conjunctions: hypothetical",
	"purpose":      "conjunctions: planned",
	"negator":      "words that negate a clause or noun",
	"neither":      "the first word of a pair that negates: neither",
	"nor":          "the second, where it means something else without the first: German noch",
	"hedge":        "adverbs and adjectives: alleged",
	"future":       "adjectives: planned",
	"according_to": "prepositions that name the speaker",
	"account":      "nouns: by whose account it is so",
	"fiction":      "nouns for made-up stories: what happens in them did not happen",
	"evidence":     "nouns for what proves a statement: whoever presents it holds it",
	"unmet":        "what one does to a demand that was made: refuse, ignore",
	"adjunct":      "prepositions of phrases that the verb's negation and mood do not reach: after, during",
	"reported":     "adverbs and phrases that say that it is only reported",
	"untrue":       "adjectives and nouns that call what is said untrue: false, a lie",
	"discussion":   "nouns for talks and votes: what they are on has not happened",
	"suppose":      "verbs that in the imperative ask one to imagine it: suppose",
	"verdict":      "words by which a short sentence calls untrue what was told right before: false, fake",
	"truth":        "words by which it does so if negated: true",
	"nothing":      "words that negate them: none, nothing",
	"rumour":       "words before a colon behind which stands what only goes round: claim",
	"state":        "verbs for what lasts: with the German \"soll\" and in the French conditional they tell what is reported, and no plan",
}

// optionalClasses are those that a language need not have.
var optionalClasses = map[string]bool{"account": true, "adjunct": true, "unmet": true, "forbid": true, "neither": true, "nor": true, "untrue": true, "state": true, "discussion": true, "suppose": true, "verdict": true, "truth": true, "nothing": true, "rumour": true}

// Assertion is how a statement is held.
type Assertion struct {
	Polarity   string
	Modality   string
	Speakers   []int  // words that head the speakers, outermost first
	Class      string // of the word by which the innermost speaker says it: speech, claim, conclude, deny, according_to
	Reported   bool   // in the mood of reported speech, with no speaker in the sentence
	Confidence string
}

// rank orders modalities: a statement is held no more firmly than the weakest of what governs it.
var rank = map[string]int{graph.Factual: 0, graph.Alleged: 1, graph.Possible: 2, graph.Planned: 3, graph.Asked: 4, graph.Hypothetical: 5}

func (a *Assertion) weaken(m string) {
	if rank[m] > rank[a.Modality] {
		a.Modality = m
	}
}

// apply lets a frame say how firm its statement is: "factual" says that the
// plan is the deed (to promise support is to support), others weaken it.
func (a *Assertion) apply(modality string) {
	switch {
	case modality == "factual" && a.Modality == graph.Planned:
		a.Modality = graph.Factual
	case modality != "factual":
		a.weaken(modality)
	}
}

func (l *loader) assertion(name string) {
	n := l.read(name)
	a := &assertion{class: map[string]*syntax.Words{}}
	l.out.assert = a
	if n == nil {
		return
	}
	l.words(name, n, "%s", func(k, v *yaml.Node, words []string) {
		if k.Value == "confidence" {
			for _, w := range words {
				phrase := strings.Fields(strings.ToLower(w))
				if len(phrase) == 0 {
					l.diags.Add(name, v.Line, v.Column, "leave it out", "confidence: an empty phrase")
					continue
				}
				a.confidence = append(a.confidence, phrase)
			}
			return
		}
		if assertionClasses[k.Value] == "" {
			l.diags.Add(name, k.Line, k.Column, "see the head of the file for the classes", "unknown class %q", k.Value)
			return
		}
		set, err := syntax.ReadWords(words, l.out.Lists)
		if err != nil {
			l.diags.Add(name, k.Line, k.Column, "define the list in lists.yaml", "%s: %v", k.Value, err)
		}
		a.class[k.Value] = set
	})
	// the longest phrase wins
	sort.SliceStable(a.confidence, func(i, j int) bool { return len(a.confidence[i]) > len(a.confidence[j]) })
	for c := range assertionClasses {
		if a.class[c] == nil && !optionalClasses[c] {
			l.diags.Add(name, 1, 1, "add it, be it as an empty list", "class %q is missing: %s", c, assertionClasses[c])
		}
	}
}

func (a *assertion) is(t *parse.Tree, i int, class string) bool {
	return i >= 0 && a.class[class].Match(t, i)
}
