package answer

import (
	"context"
	"maps"
	"slices"
	"strings"

	"kg/graph"
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
	More       bool // than CompareOptions.Most
}

// CompareOptions say what to compare.
type CompareOptions struct {
	Entity      string // ID: only facts of which it is an end; "": all
	Kinds       []compare.Kind
	Independent int  // agreements of at least so many; 0: two
	Agreements  bool // give agreements, else conflicts
	Most        int  // so many at most; 0: all
	Whole       bool // read also claims that cannot differ from any other; the answer is the same
}

// Compare holds the sources against each other. It reads all claims of the store once, or all that an entity is an end of.
func (r *Reader) Compare(ctx context.Context, o CompareOptions) (Compared, error) {
	names := NewNames(ctx, r.Store, false)
	w, err := r.world(ctx, names)
	if err != nil {
		return Compared{}, err
	}
	if o.Agreements && o.Most > 0 {
		return r.foremostAgreements(ctx, o, w, names)
	}
	claims := r.Store.Claims(ctx, store.Filter{})
	switch {
	case o.Entity != "" && (o.Whole || o.Agreements):
		claims = r.Store.Claims(ctx, store.Filter{Subject: o.Entity, Pair: true})
	case o.Entity != "":
		marks, err := r.mayDiffer(ctx, o.Entity)
		if err != nil {
			return Compared{}, err
		}
		claims = r.Store.ClaimsOf(ctx, marks)
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
		if o.Most > 0 && len(out.Conflicts) == o.Most {
			out.More = true
			break
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
		if o.Most > 0 && len(out.Agreements) == o.Most {
			out.More = true
			break
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

// fact is what claims say of the same two, the same way round where that matters.
type fact struct {
	marks    []store.Mark
	articles int // that affirm it
}

// factOf is what a claim is about, the same way round where that matters.
func (r *Reader) factOf(m store.Mark) [3]string {
	if r.Symmetric(m.Predicate) && m.Object < m.Subject {
		return [3]string{m.Object, m.Predicate, m.Subject}
	}
	return [3]string{m.Subject, m.Predicate, m.Object}
}

// mayDiffer gives the claims about an entity that can be part of a conflict,
// by what the index knows. Most of the claims about one that everybody writes
// about cannot: nobody else says anything of the same, or all say the same.
func (r *Reader) mayDiffer(ctx context.Context, entity string) ([]store.Mark, error) {
	var all []store.Mark
	at := map[[3]string]*differing{}
	rejects, clocks := false, map[string]bool{} // articles with a weekday
	for m, err := range r.Store.Marks(ctx, entity, r.Onto.Relations()) {
		if err != nil {
			return nil, err
		}
		all = append(all, m)
		k := r.factOf(m)
		if at[k] == nil {
			at[k] = &differing{}
		}
		at[k].add(m)
		rejects = rejects || m.Edge && m.Predicate == "denied"
		if strings.Contains(m.Details, store.Weekday) {
			clocks[m.Article] = true
		}
	}
	return slices.DeleteFunc(all, func(m store.Mark) bool {
		accuses := m.Predicate == "accused" || m.Predicate == "attributed" || m.Predicate == "denied"
		return !at[r.factOf(m)].can() && !strings.ContainsAny(m.Details, store.Quantity+store.Fate) && !(rejects && accuses) && !clocks[m.Article]
	}), nil
}

// differing is what the claims of one fact have.
type differing struct {
	date             string
	dates, placed    int // different dates, claims with a place
	affirmed, denied bool
}

func (d *differing) add(m store.Mark) {
	if m.Date != "" && m.Date != d.date {
		d.date = m.Date
		d.dates++
	}
	if strings.Contains(m.Details, store.Placed) {
		d.placed++
	}
	d.affirmed = d.affirmed || m.Edge
	d.denied = d.denied || m.Polarity == graph.Denied
}

func (d *differing) can() bool { return d.affirmed && d.denied || d.dates > 1 || d.placed > 1 }

// facts lists the facts that several articles affirm, of an entity or of all,
// those with the most articles first.
func (r *Reader) facts(ctx context.Context, entity string, least int) ([]*fact, error) {
	at := map[[3]string]*fact{}
	for m, err := range r.Store.Marks(ctx, entity, r.Onto.Relations()) {
		if err != nil {
			return nil, err
		}
		if !m.Edge {
			continue
		}
		k := r.factOf(m)
		f := at[k]
		if f == nil {
			f = &fact{}
			at[k] = f
		}
		f.marks = append(f.marks, m)
	}
	var out []*fact
	for _, k := range slices.SortedFunc(maps.Keys(at), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		f := at[k]
		articles := map[string]bool{}
		for _, m := range f.marks {
			articles[m.Article] = true
		}
		if f.articles = len(articles); f.articles >= least {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *fact) int { return b.articles - a.articles })
	return out, nil
}

// foremostAgreements finds the agreements with the most originators without
// comparing all: a fact has no more originators than articles, so that it is
// known when no further one can be among them.
func (r *Reader) foremostAgreements(ctx context.Context, o CompareOptions, w compare.World, names *Names) (Compared, error) {
	least := max(o.Independent, 2)
	facts, err := r.facts(ctx, o.Entity, least)
	if err != nil {
		return Compared{}, err
	}
	var found []compare.Agreement
	for len(facts) > 0 {
		n := min(len(facts), o.Most+1)
		var marks []store.Mark
		for _, f := range facts[:n] {
			marks = append(marks, f.marks...)
		}
		facts = facts[n:]
		some, err := compare.Run(ctx, r.Store.ClaimsOf(ctx, marks), w)
		if err != nil {
			return Compared{}, err
		}
		found = append(found, some.Agreements...)
		compare.SortAgreements(found)
		if len(found) > o.Most && (len(facts) == 0 || len(found[o.Most].Originators) > facts[0].articles) {
			break
		}
	}
	var out Compared
	if err := r.agreements(ctx, found, o, names, &out); err != nil {
		return out, err
	}
	return out, names.Err()
}
