package answer

import (
	"context"
	"slices"
	"sort"

	"kg/graph"
	"kg/graph/export"
	"kg/graph/store"
)

// Neighbour is one edge of an entity, merged over articles.
type Neighbour struct {
	Direction string   `json:"direction"` // "out": the entity is the subject
	Relation  string   `json:"relation"`
	Entity    string   `json:"entity"`
	Label     string   `json:"label"`
	Type      string   `json:"type"`
	Sources   int      `json:"sources"`
	Articles  []string `json:"articles"`
	Alleged   bool     `json:"alleged"`
	First     string   `json:"first"` // EDTF
	Last      string   `json:"last"`
}

// Portrait is what is known of an entity.
type Portrait struct {
	ID       string       `json:"id"`
	Label    string       `json:"label"`
	Type     string       `json:"type"`
	Labels   []graph.Name `json:"labels"`
	Aliases  []graph.Name `json:"aliases"`
	SameAs   []string     `json:"same_as"`
	Curated  bool         `json:"curated"`
	Articles int          `json:"articles"` // that say something of it
	Claims   int          `json:"claims"`
	NoEdge   int          `json:"no_edge"` // claims that are denied, possible, planned
	Edges    []Neighbour  `json:"edges"`   // "out" first, then by relation, number of sources, label
	More     int          `json:"more"`    // edges that the limit left out
}

// Show tells what is known of an entity. Of each relation and direction it
// gives at most so many edges, those with the most sources; 0: all.
func (r *Reader) Show(ctx context.Context, e graph.Entity, most int) (Portrait, error) {
	p := Portrait{ID: e.ID, Label: e.Label(r.Lang), Type: e.Type, Labels: e.Labels, Aliases: e.Aliases, SameAs: e.SameAs, Curated: e.Curated,
		Edges: []Neighbour{}}
	articles := map[string]bool{}
	var claims []graph.Claim
	for m, err := range r.Store.Marks(ctx, e.ID, r.Onto.Relations()) {
		if err != nil {
			return Portrait{}, err
		}
		p.Claims++
		articles[m.Article] = true
		if !m.Edge {
			p.NoEdge++
			continue
		}
		claims = append(claims, graph.Claim{Subject: m.Subject, Predicate: m.Predicate, Object: m.Object, Article: m.Article, Modality: m.Modality, Date: m.Date})
	}
	p.Articles = len(articles)
	edges, err := export.Edges(Sequence(claims))
	if err != nil {
		return p, err
	}
	shown := foremost(e.ID, edges, most)
	p.More = len(edges) - len(shown)
	names := NewNames(ctx, r.Store, false)
	for _, x := range shown {
		p.Edges = append(p.Edges, r.neighbour(e.ID, x, names))
	}
	sortNeighbours(p.Edges)
	return p, names.Err()
}

// foremost keeps of each relation and direction the edges with the most sources.
func foremost(id string, edges []export.Edge, most int) []export.Edge {
	if most <= 0 {
		return edges
	}
	slices.SortStableFunc(edges, func(a, b export.Edge) int { return len(b.Articles) - len(a.Articles) })
	kept := map[string]int{}
	return slices.DeleteFunc(edges, func(x export.Edge) bool {
		way := x.Predicate + " out"
		if x.Subject != id {
			way = x.Predicate + " in"
		}
		kept[way]++
		return kept[way] > most
	})
}

// Around reads all claims with the entity as subject or object, each once.
func (r *Reader) Around(ctx context.Context, id string) ([]graph.Claim, error) {
	claims, err := r.Claims(ctx, store.Filter{Subject: id})
	if err != nil {
		return nil, err
	}
	in, err := r.Claims(ctx, store.Filter{Object: id})
	if err != nil {
		return nil, err
	}
	for _, c := range in {
		if c.Subject != id {
			claims = append(claims, c)
		}
	}
	return claims, nil
}

func (r *Reader) neighbour(id string, x export.Edge, names *Names) Neighbour {
	n := Neighbour{Direction: "out", Relation: x.Predicate, Entity: x.Object, Sources: len(x.Articles), Articles: x.Articles,
		Alleged: x.Alleged, First: x.First, Last: x.Last}
	if x.Subject != id {
		n.Direction, n.Entity = "in", x.Subject
	}
	other := names.Entity(n.Entity)
	n.Label, n.Type = other.Label(r.Lang), other.Type
	return n
}

func sortNeighbours(list []Neighbour) {
	sort.SliceStable(list, func(i, j int) bool {
		x, y := list[i], list[j]
		switch {
		case x.Direction != y.Direction:
			return x.Direction > y.Direction
		case x.Relation != y.Relation:
			return x.Relation < y.Relation
		case x.Sources != y.Sources:
			return x.Sources > y.Sources
		case x.Label != y.Label:
			return x.Label < y.Label
		}
		return x.Entity < y.Entity
	})
}
