package explore

import (
	"slices"
	"strings"

	"kg/graph/answer"
)

// statement is what claims speak of.
type statement struct {
	Subject  node `json:"subject"`
	Relation term `json:"relation"`
	Object   node `json:"object"`
}

// conflict is a fact on which sources differ, with the passages of each side.
type conflict struct {
	statement
	Kind  string `json:"kind"`
	What  string `json:"what"` // unit of numbers, kind of event; "" else
	Why   string `json:"why"`  // in English
	Sides []side `json:"sides"`
}

type side struct {
	Value    string    `json:"value"` // EDTF, quantity, place, status
	Text     string    `json:"text"`  // the same for a person, in English
	Sources  int       `json:"sources"`
	Total    int       `json:"total"`    // passages
	Passages []passage `json:"passages"` // the first of them
}

// agreement is a fact that several independent sources state.
type agreement struct {
	statement
	Sources     int       `json:"sources"`
	Originators []string  `json:"originators"` // agencies, outlets, articles
	Articles    int       `json:"articles"`
	Why         string    `json:"why"`
	Passages    []passage `json:"passages"`
}

type conflictList struct {
	Total int        `json:"total"`
	More  bool       `json:"more"`
	Items []conflict `json:"items"`
}

type agreementList struct {
	Total int         `json:"total"`
	More  bool        `json:"more"`
	Items []agreement `json:"items"`
}

// maxSidePassages is how many passages of one side are given.
const maxSidePassages = 5

// conflicts answers /conflicts: where sources differ about some entities.
func conflicts(q *request) (any, error) {
	ids, limit, err := q.compareParams()
	if err != nil {
		return nil, err
	}
	out := conflictList{Items: []conflict{}}
	seen := map[string]bool{}
	for _, id := range ids {
		found, err := q.reader.Compare(q.ctx, answer.CompareOptions{Entity: id})
		if err != nil {
			return nil, err
		}
		for _, c := range found.Conflicts {
			if key := strings.Join([]string{string(c.Kind), c.Subject.ID, c.Relation, c.Object.ID, c.Why}, "\x00"); seen[key] {
				continue
			} else {
				seen[key] = true
			}
			if out.Total++; len(out.Items) == limit {
				out.More = true
				continue
			}
			x := conflict{statement: q.statement(c.Subject.ID, c.Relation, c.Object.ID), Kind: string(c.Kind), What: c.What, Why: c.Why, Sides: []side{}}
			for _, s := range c.Sides {
				x.Sides = append(x.Sides, side{s.Value, s.Text, s.Independent, len(s.Passages), q.proofs(s.Passages)})
			}
			out.Items = append(out.Items, x)
		}
	}
	return out, nil
}

// agreements answers /agreements: what several independent sources say of
// some entities.
func agreements(q *request) (any, error) {
	ids, limit, err := q.compareParams()
	if err != nil {
		return nil, err
	}
	out := agreementList{Items: []agreement{}}
	seen := map[triple]bool{}
	for _, id := range ids {
		found, err := q.reader.Compare(q.ctx, answer.CompareOptions{Entity: id, Agreements: true})
		if err != nil {
			return nil, err
		}
		for _, a := range found.Agreements {
			key := triple{a.Subject.ID, a.Relation, a.Object.ID}
			if seen[key] {
				continue
			}
			seen[key] = true
			if out.Total++; len(out.Items) == limit {
				out.More = true
				continue
			}
			out.Items = append(out.Items, agreement{q.statement(a.Subject.ID, a.Relation, a.Object.ID), a.Independent, a.Originators, a.Articles, a.Why, q.proofs(a.Passages)})
		}
	}
	slices.SortStableFunc(out.Items, func(a, b agreement) int { return b.Sources - a.Sources })
	return out, nil
}

// compareParams reads which entities are asked about, and how much.
func (q *request) compareParams() (ids []string, limit int, err error) {
	if ids, err = q.nodes(); err != nil {
		return nil, 0, err
	}
	limit, err = q.number("limit", 20, 1, maxPage)
	return ids, limit, err
}

func (q *request) statement(subject, relation, object string) statement {
	return statement{q.node(subject), term{relation, q.s.relationLabel(relation, q.lang)}, q.node(object)}
}

func (q *request) proofs(list []answer.Proof) []passage {
	out := []passage{}
	for _, p := range list[:min(maxSidePassages, len(list))] {
		out = append(out, q.passage(p.Claim))
	}
	return out
}
