// Package compare holds sources against each other: facts on which they differ, and facts on which independent ones agree.
//
// Two claims differ only where they can be compared: the same relation between the same two (or the same event), the same
// kind and unit of quantity, dates that may be of one occasion. What is less precise does not contradict what is more so.
// docs/conflicts.md says what is compared, and what is not.
package compare

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"kg/graph"
	"kg/graph/ontology"
	"kg/graph/unit"
	"kg/internal/extsort"
)

// Kind is what sources differ in.
type Kind string

// The kinds of conflicts.
const (
	Date       Kind = "date"       // when it happened, or since when it is so
	Number     Kind = "number"     // how many, how far, how much
	Place      Kind = "place"      // where it happened
	Status     Kind = "status"     // what became of an event: postponed, cancelled, held
	Denial     Kind = "denial"     // one says that it is so, another that it is not
	Accusation Kind = "accusation" // one accuses, the accused denies
	Weekday    Kind = "weekday"    // a date and a weekday that do not go together
)

// Kinds lists the kinds in the order in which conflicts are given.
func Kinds() []Kind { return []Kind{Date, Number, Place, Status, Denial, Accusation, Weekday} }

// Conflict is a fact on which sources differ.
type Conflict struct {
	Kind      Kind
	Subject   string // entity ID
	Predicate string // relation
	Object    string // entity ID
	What      string // of numbers: the unit, "km from tirana"; of events: their kind; else ""
	Sides     []Side // at least two; of a weekday that contradicts its own date, one
	Why       string // the verdict's reason, in English
}

// Side is what some of the sources say.
type Side struct {
	Value       string        // "2022-09-06", "1000 member", "postponed", "denied"
	Text        string        // the same for a person, in English
	Claims      []graph.Claim // in the order of articles and their texts
	Independent int           // how many independent originators say so
}

// Agreement is a fact that independent sources state.
type Agreement struct {
	Subject, Predicate, Object string
	Claims                     []graph.Claim
	Articles                   int      // how many say so
	Originators                []string // who says so of himself: agencies, outlets, articles; sorted
	Repeats                    int      // articles that repeat another's report
	Why                        string
}

// World is what must be known beside the claims.
type World struct {
	Ontology *ontology.Ontology
	Units    *unit.Table
	Article  func(id string) graph.Article // without its text
	Entity   func(id string) graph.Entity
	Offices  map[string][]string // person → states and bodies of which they hold an office
	Inside   map[string][]string // place → places in which it lies, from the articles
	Memory   int                 // bytes of claims kept in memory; 0: a common amount
}

// Result is all that a comparison found.
type Result struct {
	Conflicts  []Conflict
	Agreements []Agreement
}

// said is a claim under comparison.
type said struct {
	graph.Claim
	IRI string
}

// Run compares all claims, which come article by article. It keeps no more of them in memory than belong to one topic.
func Run(ctx context.Context, claims iter.Seq2[graph.Claim, error], w World) (Result, error) {
	if w.Memory == 0 {
		w.Memory = extsort.Memory
	}
	sorter := extsort.New(w.Memory)
	defer sorter.Close()
	r := &run{World: w, clashes: map[string]bool{}}
	if err := r.file(ctx, claims, sorter.Add); err != nil {
		return Result{}, err
	}
	topic := ""
	var group []string
	for line, err := range sorter.Lines() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return Result{}, err
		}
		key, text, _ := strings.Cut(line, "\t")
		if key != topic {
			if err := r.compare(topic, group); err != nil {
				return Result{}, err
			}
			topic, group = key, group[:0]
		}
		group = append(group, text)
	}
	if err := r.compare(topic, group); err != nil {
		return Result{}, err
	}
	r.order()
	r.fold()
	return r.out, nil
}

type run struct {
	World
	out     Result
	clashes map[string]bool // weekday clashes already told
}

// order sorts what was found, so that the same claims give the same answer.
func (r *run) order() {
	rank := map[Kind]int{}
	for i, k := range Kinds() {
		rank[k] = i
	}
	cs := r.out.Conflicts
	sort.SliceStable(cs, func(i, j int) bool {
		a, b := cs[i], cs[j]
		if a.Kind != b.Kind {
			return rank[a.Kind] < rank[b.Kind]
		}
		return strings.Join([]string{a.Subject, a.Predicate, a.Object, a.What}, "\x1f") < strings.Join([]string{b.Subject, b.Predicate, b.Object, b.What}, "\x1f")
	})
	SortAgreements(r.out.Agreements)
}

// SortAgreements puts those with the most originators first.
func SortAgreements(as []Agreement) {
	sort.SliceStable(as, func(i, j int) bool {
		a, b := as[i], as[j]
		if len(a.Originators) != len(b.Originators) {
			return len(a.Originators) > len(b.Originators)
		}
		return strings.Join([]string{a.Subject, a.Predicate, a.Object}, "\x1f") < strings.Join([]string{b.Subject, b.Predicate, b.Object}, "\x1f")
	})
}

// fold drops the accusations that say no more than another: those of the minister where those of his state hold them too.
func (r *run) fold() {
	type set map[string]bool
	holding := map[string][]int{} // claim → accusations that have it
	sets := make([]set, len(r.out.Conflicts))
	for i, c := range r.out.Conflicts {
		if c.Kind != Accusation {
			continue
		}
		sets[i] = set{}
		for _, s := range c.Sides {
			for _, x := range s.Claims {
				if k := s.Value + sep + x.IRI(); !sets[i][k] {
					sets[i][k] = true
					holding[k] = append(holding[k], i)
				}
			}
		}
	}
	person := func(i int) bool {
		c := r.out.Conflicts[i]
		return r.Entity(c.Subject).Type == "Person" || r.Entity(c.Object).Type == "Person"
	}
	covers := func(j, i int) bool {
		for k := range sets[i] {
			if !sets[j][k] {
				return false
			}
		}
		return j != i && (len(sets[j]) > len(sets[i]) || person(i) && !person(j) || person(i) == person(j) && j < i)
	}
	var kept []Conflict
	for i, c := range r.out.Conflicts {
		covered := false
		for k := range sets[i] {
			covered = slices.ContainsFunc(holding[k], func(j int) bool { return covers(j, i) })
			break // what covers it has each of its claims
		}
		if !covered {
			kept = append(kept, c)
		}
	}
	r.out.Conflicts = kept
}

// compare looks at the claims of one topic. One alone has nobody to differ with.
func (r *run) compare(topic string, lines []string) error {
	if len(lines) < 2 {
		return nil
	}
	group := make([]said, len(lines))
	for i, l := range lines {
		if err := json.Unmarshal([]byte(l), &group[i]); err != nil {
			return fmt.Errorf("compare: %w", err)
		}
	}
	kind, _, _ := strings.Cut(topic, sep)
	switch kind {
	case factTopic:
		r.dates(group)
		r.places(group)
		r.denials(group)
		r.agree(group)
	case numberTopic:
		r.numbers(group)
	case statusTopic:
		r.statuses(group)
	case accusationTopic:
		_, ends, _ := strings.Cut(topic, sep)
		accuser, accused, _ := strings.Cut(ends, sep)
		r.accusations(accuser, accused, group)
	case weekdayTopic:
		r.weekdays(group)
	}
	return nil
}

// passages keeps one claim for each passage, one that makes an edge if there is one.
func passages(list []said) []said {
	list = once(slices.Clone(list))
	var out []said
	for _, s := range list {
		n := len(out)
		switch {
		case n == 0 || out[n-1].Article != s.Article || out[n-1].Span != s.Span:
			out = append(out, s)
		case !out[n-1].Edge() && s.Edge():
			out[n-1] = s
		}
	}
	return out
}

// conflict adds what was found.
func (r *run) conflict(c Conflict, sides ...[]said) {
	for i := range sides {
		for _, s := range passages(sides[i]) {
			c.Sides[i].Claims = append(c.Sides[i].Claims, s.Claim)
		}
		c.Sides[i].Independent = len(r.originators(sides[i]))
	}
	r.out.Conflicts = append(r.out.Conflicts, c)
}
