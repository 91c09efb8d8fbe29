package answer

import (
	"context"

	"kg/graph/compare"
	"kg/graph/store"
	"kg/graph/unit"
)

// Conflict is a fact on which sources differ, with the passages of both sides. Its schema is stable: fields are added, never
// renamed.
type Conflict struct {
	Kind          compare.Kind `json:"kind"`
	Subject       Named        `json:"subject"`
	Relation      string       `json:"relation"`
	RelationLabel string       `json:"relation_label"`
	Object        Named        `json:"object"`
	What          string       `json:"what"` // unit of numbers, kind of event; "" else
	Why           string       `json:"why"`  // in English
	Sides         []Side       `json:"sides"`
}

// Side is what some of the sources say.
type Side struct {
	Value       string  `json:"value"` // EDTF, quantity, place, status
	Text        string  `json:"text"`  // the same for a person, in English
	Independent int     `json:"independent"`
	Passages    []Proof `json:"passages"`
}

// Agreement is a fact that several independent sources state.
type Agreement struct {
	Subject       Named    `json:"subject"`
	Relation      string   `json:"relation"`
	RelationLabel string   `json:"relation_label"`
	Object        Named    `json:"object"`
	Independent   int      `json:"independent"` // how many say so of themselves
	Originators   []string `json:"originators"` // agencies, outlets, articles
	Articles      int      `json:"articles"`
	Repeats       int      `json:"repeats"` // articles that repeat another's report
	Why           string   `json:"why"`     // in English
	Passages      []Proof  `json:"passages"`
}

// Compared is what sources differ and agree on.
type Compared struct {
	Conflicts  []Conflict
	Agreements []Agreement
}

// CompareOptions say what to compare.
type CompareOptions struct {
	Entity      string // ID: only facts of which it is an end; "": all
	Kinds       []compare.Kind
	Independent int  // agreements of at least so many; 0: two
	Agreements  bool // give agreements, else conflicts
}

// Compare holds the sources against each other. It reads all claims of the store once, or all that an entity is an end of.
func (r *Reader) Compare(ctx context.Context, o CompareOptions) (Compared, error) {
	names := NewNames(ctx, r.Store, false)
	w, err := r.world(ctx, names)
	if err != nil {
		return Compared{}, err
	}
	claims := r.Store.Claims(ctx, store.Filter{})
	if o.Entity != "" {
		claims = r.Store.Claims(ctx, store.Filter{Subject: o.Entity, Pair: true})
	}
	found, err := compare.Run(ctx, claims, w)
	if err != nil {
		return Compared{}, err
	}
	var out Compared
	if o.Agreements {
		err = r.agreements(ctx, found.Agreements, o, names, &out)
	} else {
		err = r.conflicts(ctx, found.Conflicts, o, names, &out)
	}
	if err == nil {
		err = names.Err()
	}
	return out, err
}

// world collects what the comparison must know beside the claims: who speaks for whom, and what lies where.
func (r *Reader) world(ctx context.Context, names *Names) (compare.World, error) {
	units, err := unit.Shipped()
	if err != nil {
		return compare.World{}, err
	}
	w := compare.World{Ontology: r.Onto, Units: units, Article: names.Article, Entity: names.Entity, Offices: map[string][]string{}, Inside: map[string][]string{}}
	for relation, into := range map[string]map[string][]string{"official_of": w.Offices, "located_in": w.Inside} {
		seen := map[[2]string]bool{}
		for c, err := range r.Store.Claims(ctx, store.Filter{Predicate: relation}) {
			if err != nil {
				return w, err
			}
			if k := [2]string{c.Subject, c.Object}; c.Edge() && !seen[k] {
				seen[k] = true
				into[c.Subject] = append(into[c.Subject], c.Object)
			}
		}
	}
	return w, nil
}

func wanted(kinds []compare.Kind, k compare.Kind) bool {
	for _, x := range kinds {
		if x == k {
			return true
		}
	}
	return len(kinds) == 0
}

func (r *Reader) conflicts(ctx context.Context, found []compare.Conflict, o CompareOptions, names *Names, out *Compared) error {
	texts := NewNames(ctx, r.Store, true)
	for _, c := range found {
		if !wanted(o.Kinds, c.Kind) {
			continue
		}
		x := Conflict{Kind: c.Kind, Subject: r.named(names.Entity(c.Subject)), Relation: c.Predicate, RelationLabel: r.RelationLabel(c.Predicate),
			Object: r.named(names.Entity(c.Object)), What: c.What, Why: c.Why}
		for _, s := range c.Sides {
			proofs, err := r.prove(texts, s.Claims)
			if err != nil {
				return err
			}
			x.Sides = append(x.Sides, Side{Value: s.Value, Text: s.Text, Independent: s.Independent, Passages: proofs})
		}
		out.Conflicts = append(out.Conflicts, x)
	}
	return nil
}

func (r *Reader) agreements(ctx context.Context, found []compare.Agreement, o CompareOptions, names *Names, out *Compared) error {
	least := max(o.Independent, 2)
	texts := NewNames(ctx, r.Store, true)
	for _, a := range found {
		if len(a.Originators) < least {
			continue
		}
		proofs, err := r.prove(texts, a.Claims)
		if err != nil {
			return err
		}
		out.Agreements = append(out.Agreements, Agreement{Subject: r.named(names.Entity(a.Subject)), Relation: a.Predicate,
			RelationLabel: r.RelationLabel(a.Predicate), Object: r.named(names.Entity(a.Object)), Independent: len(a.Originators),
			Originators: a.Originators, Articles: a.Articles, Repeats: a.Repeats, Why: a.Why, Passages: proofs})
	}
	return nil
}
