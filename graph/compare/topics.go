package compare

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"kg/graph"
)

// Topics are what claims can differ on. Each claim is filed under every topic that it belongs to.
const (
	factTopic       = "fact"       // subject, relation, object
	numberTopic     = "number"     // subject, relation, object or the state in which it lies
	statusTopic     = "status"     // who holds an event, or where; its kind
	accusationTopic = "accusation" // accuser, accused
	weekdayTopic    = "weekday"    // a fact that several articles tell: their dates are of one year
)

const sep = "\x1f"

// file writes a line for each topic of each claim.
func (r *run) file(ctx context.Context, claims iter.Seq2[graph.Claim, error], add func(string) error) error {
	var article []said
	flush := func() error {
		err := r.fileArticle(article, add)
		article = article[:0]
		return err
	}
	for c, err := range claims {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if len(article) > 0 && article[0].Article != c.Article {
			if err := flush(); err != nil {
				return err
			}
		}
		article = append(article, said{c, c.IRI()})
	}
	return flush()
}

func (r *run) fileArticle(article []said, add func(string) error) error {
	var dated []said // whose date has a weekday beside it
	for _, s := range article {
		if s.Qualifier("weekday") != "" && !r.impossible(s) {
			dated = append(dated, s)
		}
	}
	filed := map[string]bool{}
	for _, s := range article {
		text, err := json.Marshal(s)
		if err != nil {
			return fmt.Errorf("compare: %w", err)
		}
		for _, key := range r.topics(s) {
			if err := add(key + "\t" + string(text)); err != nil {
				return err
			}
		}
		key := topic(weekdayTopic, s.Subject, s.Predicate, s.Object)
		if len(dated) == 0 || !s.Edge() || r.lasts(s.Predicate) || filed[key] {
			continue
		}
		filed[key] = true
		for _, d := range dated {
			text, err := json.Marshal(d)
			if err != nil {
				return fmt.Errorf("compare: %w", err)
			}
			if err := add(key + "\t" + string(text)); err != nil {
				return err
			}
		}
	}
	return nil
}

// topic makes a key; names hold no control characters, but a store may have been filled by others.
func topic(kind string, parts ...string) string {
	clean := strings.NewReplacer("\n", " ", "\r", " ", "\t", " ")
	return kind + sep + clean.Replace(strings.Join(parts, sep))
}

func (r *run) topics(s said) []string {
	subject, object := s.Subject, s.Object
	if r.symmetric(s.Predicate) && object < subject {
		subject, object = object, subject
	}
	out := []string{topic(factTopic, subject, s.Predicate, object)}
	if len(s.Quantities) > 0 {
		out = append(out, topic(numberTopic, subject, s.Predicate, r.state(s.Predicate, object)))
	}
	if s.Qualifier("status") != "" {
		owner := s.Subject
		if s.Predicate != "organized" {
			owner = s.Object // where it is held
		}
		out = append(out, topic(statusTopic, s.Predicate, owner, s.Qualifier("event")))
	}
	if accuser, accused, ok := sidesOf(s); ok {
		answers := r.whole(accused) // who is accused in person is not his state
		if s.Predicate == "denied" {
			answers = append(r.standsFor(accused), accused)
		}
		for _, x := range append(r.standsFor(accuser), accuser) {
			for _, y := range answers {
				if x != y {
					out = append(out, topic(accusationTopic, x, y))
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// state is the state in which a place lies where the relation is about where something is: "in Tirana" and "in Albania"
// then speak of the same.
func (r *run) state(relation, place string) string {
	x := r.Ontology.Relation(relation)
	if x == nil || !x.Lasts || !slices.Contains(x.Range, "Place") {
		return place
	}
	if wider := r.wider(place); len(wider) > 0 {
		return wider[len(wider)-1]
	}
	return place
}

// wider lists the places in which a place lies, the state last if it is known.
func (r *run) wider(place string) []string {
	var out []string
	var states []string
	todo := []string{place}
	for n := 0; n < len(todo) && n < 16; n++ {
		for _, x := range append(slices.Clone(r.Inside[todo[n]]), r.Entity(todo[n]).Country) {
			if x == "" || x == place || slices.Contains(todo, x) {
				continue
			}
			todo = append(todo, x)
			if r.Entity(x).Type == "Country" {
				states = append(states, x)
			} else {
				out = append(out, x)
			}
		}
	}
	slices.Sort(states)
	return append(out, slices.Compact(states)...)
}

// sidesOf tells who accuses whom in a claim that accuses, or that denies an accusation.
func sidesOf(s said) (accuser, accused string, ok bool) {
	if !s.Edge() {
		return "", "", false
	}
	switch s.Predicate {
	case "accused", "attributed":
		return s.Subject, s.Object, true
	case "denied":
		return s.Object, s.Subject, true
	}
	return "", "", false
}

// standsFor is the states for which a person speaks, else the bodies, else who they are.
func (r *run) standsFor(id string) []string {
	var states, bodies []string
	for _, b := range r.Offices[id] {
		e := r.Entity(b)
		switch {
		case e.Type == "Country":
			states = append(states, b)
		case e.Type == "GovernmentBody" && e.Country != "":
			states = append(states, e.Country)
		default:
			bodies = append(bodies, b)
		}
	}
	for _, out := range [][]string{states, bodies} {
		if len(out) > 0 {
			slices.Sort(out)
			return slices.Compact(out)
		}
	}
	return r.whole(id)
}

// whole is the state of which a body is part, else the body, or person, itself.
func (r *run) whole(id string) []string {
	if e := r.Entity(id); e.Type == "GovernmentBody" && e.Country != "" {
		return []string{e.Country}
	}
	return []string{id}
}

func (r *run) symmetric(relation string) bool {
	x := r.Ontology.Relation(relation)
	return x != nil && x.Symmetric
}

func (r *run) lasts(relation string) bool {
	x := r.Ontology.Relation(relation)
	return x != nil && x.Lasts
}

func (r *run) onceIn(relation string) int {
	if x := r.Ontology.Relation(relation); x != nil {
		return x.OnceIn
	}
	return 0
}
