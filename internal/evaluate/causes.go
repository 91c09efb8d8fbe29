package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"kg/graph"
	"kg/graph/ontology"
	"kg/ingest"
	"kg/ingest/article"
	"kg/internal/evalset"
)

// causes of a miss, by what was known when the fact should have been read.
const (
	noEntity  = "an end is no entity of the article"
	wrongType = "an end is of a type that the relation takes not"
	held      = "read, but as denied, planned or alleged"
	swapped   = "read with its ends swapped"
	otherwise = "another relation between the two"
	onPath    = "both in a sentence with a trigger: path, tree, type"
	noTrigger = "both in a sentence, no trigger"
	apart     = "a trigger, but an end only elsewhere: reference"
	nothing   = "no sentence has both, none a trigger"
)

var causeNames = []string{noEntity, wrongType, held, swapped, otherwise, onPath, noTrigger, apart, nothing}

// miss is a fact that was not found, as the trace of its article sees it.
type miss struct {
	relations       map[string]bool         // that count as the fact's
	subject, object func(graph.Entity) bool // whether an entity is that end
	at              []graph.Span            // where the gold has its passage; nil: anywhere
}

func cause(onto *ontology.Ontology, m miss, trace []ingest.SentenceTrace, entities []graph.Entity) string {
	s, o := map[string]bool{}, map[string]bool{}
	var subjects, objects []string // their types
	for _, e := range entities {
		if m.subject(e) {
			s[e.ID], subjects = true, append(subjects, e.Type)
		}
		if m.object(e) {
			o[e.ID], objects = true, append(objects, e.Type)
		}
	}
	if len(s) == 0 || len(o) == 0 {
		return noEntity
	}
	read := readAs(m, trace, s, o)
	if read == held || read == swapped {
		return read
	}
	if read == "" && !allowed(onto, m.relations, subjects, objects) {
		return wrongType
	}
	c := bestSentence(m, trace, s, o)
	if read == otherwise && c != onPath {
		return otherwise
	}
	return c
}

// bestSentence says what the sentence that had most of the fact lacked. One of which
// another relation between the two ends was read does not count: the fact may
// be told elsewhere.
func bestSentence(m miss, trace []ingest.SentenceTrace, s, o map[string]bool) string {
	best := nothing
	for _, t := range trace {
		if m.at != nil && !overlaps(t.Span, m.at) || between(t, s, o) {
			continue
		}
		hasS, hasO := hasAny(t, s), hasAny(t, o)
		trigger := false
		for r := range m.relations {
			trigger = trigger || t.Triggers[r]
		}
		switch {
		case hasS && hasO && trigger:
			return onPath
		case hasS && hasO:
			best = noTrigger
		case trigger && (hasS || hasO) && best == nothing:
			best = apart
		}
	}
	return best
}

// allowed: one of the relations may hold between things of some of these types.
func allowed(onto *ontology.Ontology, relations map[string]bool, subjects, objects []string) bool {
	for r := range relations {
		for _, s := range subjects {
			if slices.ContainsFunc(objects, func(o string) bool { return onto.Allows(r, s, o) }) {
				return true
			}
		}
	}
	return false
}

// taken tells what the ends were taken for, where that is why the fact was missed.
func taken(cause string, entities []graph.Entity, ends ...string) string {
	if cause != noEntity && cause != wrongType {
		return ""
	}
	return near(entities, ends...)
}

// near lists entities that share a longer word with a missing end, with their
// types: what the name was taken for.
func near(entities []graph.Entity, ends ...string) string {
	words := map[string]bool{}
	for _, end := range ends {
		for _, w := range strings.Fields(graph.Fold(end)) {
			words[w] = len(w) > 3
		}
	}
	var out []string
	for _, e := range entities {
		if slices.ContainsFunc(allNames(e), func(n string) bool {
			return slices.ContainsFunc(strings.Fields(graph.Fold(n)), func(w string) bool { return words[w] })
		}) {
			out = append(out, e.ID+" "+e.Type)
		}
	}
	return strings.Join(out, ", ")
}

// between: an edge between the two was read of the sentence, in either direction.
func between(t ingest.SentenceTrace, s, o map[string]bool) bool {
	return slices.ContainsFunc(t.Claims, func(c graph.Claim) bool {
		return c.Edge() && (s[c.Subject] && o[c.Object] || s[c.Object] && o[c.Subject])
	})
}

// readAs looks at what was read of the article between the two ends.
func readAs(m miss, trace []ingest.SentenceTrace, s, o map[string]bool) string {
	best := ""
	for _, t := range trace {
		if m.at != nil && !overlaps(t.Span, m.at) {
			continue
		}
		for _, c := range t.Claims {
			switch {
			case s[c.Subject] && o[c.Object] && m.relations[c.Predicate] && !c.Edge():
				return held
			case s[c.Object] && o[c.Subject] && m.relations[c.Predicate]:
				best = swapped
			case best == "" && c.Edge() && (s[c.Subject] && o[c.Object] || s[c.Object] && o[c.Subject]):
				best = otherwise
			}
		}
	}
	return best
}

func hasAny(t ingest.SentenceTrace, ids map[string]bool) bool {
	for id := range ids {
		if t.Named[id] || t.Referred[id] {
			return true
		}
	}
	return false
}

func overlaps(s graph.Span, at []graph.Span) bool {
	for _, a := range at {
		if a.Start < s.End && s.Start < a.End {
			return true
		}
	}
	return false
}

// causes counts why facts of the set were missed. Of the test half it prints
// numbers only.
func causes(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options) error {
	set, err := evalset.Load(os.DirFS(o.set))
	if err != nil {
		return err
	}
	counts := map[string]map[string]int{}
	var columns []string
	err = eachArticle(set, o, func(a evalset.Article, doc article.Doc) error {
		facts, err := read(ctx, p, doc)
		if err != nil {
			return err
		}
		trace, entities, err := p.Trace(ctx, doc)
		if err != nil {
			return err
		}
		column := a.Lang + " " + a.Half
		if counts[column] == nil {
			counts[column] = map[string]int{}
			columns = append(columns, column)
		}
		for _, f := range set.Missed(a.Doc, facts) {
			m := miss{relations: map[string]bool{}, at: found(doc.Text, f.Evidence),
				subject: func(e graph.Entity) bool { return set.Canonical(e.Label("en")) == set.Canonical(f.Subject) },
				object: func(e graph.Entity) bool {
					return f.Object == "*" || set.Canonical(e.Label("en")) == set.Canonical(f.Object)
				}}
			for _, r := range evalset.Family(f.Relation) {
				m.relations[r] = true
			}
			c := cause(p.Ontology(), m, trace, entities)
			counts[column][c]++
			if o.misses && a.Half == evalset.Dev {
				fmt.Fprintf(w, "%s | %s | %s %s %s | %s | %s\n", c, f.Doc, f.Subject, f.Relation, f.Object, f.Evidence, taken(c, entities, f.Subject, f.Object))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	table(w, columns, counts)
	return nil
}

// causesOfRounds does the same for the rounds.
func causesOfRounds(ctx context.Context, w io.Writer, p *ingest.Pipeline, o options, folder string) error {
	counts := map[string]map[string]int{}
	var columns []string
	err := eachSweep(folder, o, func(name string, s evalset.Sweep) error {
		column := strings.TrimSuffix(name, ".txt")
		columns, counts[column] = append(columns, column), map[string]int{}
		for _, r := range s.Records {
			doc, err := sweepDoc(s.Lang, r)
			if err != nil {
				return err
			}
			edges, err := readSweep(ctx, p, s.Lang, r)
			if err != nil {
				return err
			}
			trace, entities, err := p.Trace(ctx, doc)
			if err != nil {
				return err
			}
			for _, e := range r.Score(edges).Missed {
				m := miss{relations: map[string]bool{e.Relation: true},
					subject: func(x graph.Entity) bool { return evalset.Called(e.Subject, allNames(x)) },
					object:  func(x graph.Entity) bool { return evalset.Called(e.Object, allNames(x)) }}
				c := cause(p.Ontology(), m, trace, entities)
				counts[column][c]++
				if o.misses {
					fmt.Fprintf(w, "%s:%d: %s | %s | %s\n", path.Join(folder, name), e.Line, c, e, taken(c, entities, e.Subject, e.Object))
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	table(w, columns, counts)
	return nil
}

func table(w io.Writer, columns []string, counts map[string]map[string]int) {
	fmt.Fprintf(w, "%-55s", "")
	for _, c := range columns {
		fmt.Fprintf(w, "%9s", c)
	}
	fmt.Fprintln(w)
	for _, name := range causeNames {
		fmt.Fprintf(w, "%-55s", name)
		for _, c := range columns {
			fmt.Fprintf(w, "%9d", counts[c][name])
		}
		fmt.Fprintln(w)
	}
}

// found gives where a passage stands in a text; nil if it does not.
func found(text, passage string) []graph.Span {
	i := strings.Index(text, passage)
	if passage == "" || i < 0 {
		return nil
	}
	return []graph.Span{{Start: i, End: i + len(passage)}}
}
