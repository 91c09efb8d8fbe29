package explore

import (
	"slices"

	"kg/graph"
	"kg/graph/store"
)

// metaAnswer is what a page needs before it asks for anything.
type metaAnswer struct {
	Languages []string       `json:"languages"` // of labels
	Types     []typeTerm     `json:"types"`
	Relations []relationTerm `json:"relations"`
	Held      []string       `json:"held"`
	MaxNodes  int            `json:"max_nodes"`
	Articles  int            `json:"articles"`
	Entities  int            `json:"entities"`
	Claims    int            `json:"claims"`
	Start     []node         `json:"start"` // entities to begin with: some that much is said of
}

type typeTerm struct {
	term
	Is string `json:"is"` // the wider type, "" for the root
}

type relationTerm struct {
	term
	Symmetric bool   `json:"symmetric"`
	Tone      string `json:"tone"` // "conflict", "cooperation" or "tie"
}

// meta answers /meta: the words of the ontology, and how much is in the store.
func meta(q *request) (any, error) {
	st, err := q.st.Status(q.ctx)
	if err != nil {
		return nil, err
	}
	o := q.s.o.Ontology
	m := metaAnswer{Languages: languages, Held: held, MaxNodes: maxNodes,
		Articles: st.Articles, Entities: st.Entities, Claims: st.Claims, Types: []typeTerm{}, Relations: []relationTerm{}}
	for _, name := range o.Types() {
		m.Types = append(m.Types, typeTerm{term{name, o.Type(name).Label(q.lang)}, o.Type(name).Is})
	}
	for _, name := range o.Relations() {
		m.Relations = append(m.Relations, relationTerm{term{name, o.Relation(name).Label(q.lang)}, q.s.symmetric(name), q.s.tone(name)})
	}
	m.Start, err = q.start()
	return m, err
}

// maxSample is how many articles are read to find entities to begin with.
const maxSample = 40

// start lists the entities that the claims of some articles name most often.
func (q *request) start() ([]node, error) {
	n := map[string]int{}
	articles := map[string]bool{}
	for c, err := range q.st.Claims(q.ctx, store.Filter{}) {
		if err != nil {
			return nil, err
		}
		if articles[c.Article] = true; len(articles) > maxSample {
			break
		}
		n[c.Subject]++
		n[c.Object]++
	}
	out := []node{}
	for _, c := range counts(n, func(string) string { return "" }) {
		if len(out) == 8 {
			break
		}
		out = append(out, q.node(c.ID))
	}
	return out, nil
}

// entityAnswer is the answer of /entities/{id}.
type entityAnswer struct {
	node
	TypeLabel string       `json:"type_label"`
	Labels    []graph.Name `json:"labels"`
	Aliases   []graph.Name `json:"aliases"`
	SameAs    []string     `json:"same_as"`
	Curated   bool         `json:"curated"`
}

// maxAliases is how many other names are given.
const maxAliases = 200

// entity answers /entities/{id}: its names.
func entity(q *request) (any, error) {
	e, err := q.st.Entity(q.ctx, q.http.PathValue("id"))
	if err != nil {
		return nil, err
	}
	out := entityAnswer{node: node{e.ID, short(e.Label(q.lang)), e.Type}, TypeLabel: q.s.typeLabel(e.Type, q.lang),
		Labels: []graph.Name{}, Aliases: []graph.Name{}, SameAs: append([]string{}, e.SameAs...), Curated: e.Curated}
	for _, n := range e.Labels {
		out.Labels = append(out.Labels, graph.Name{Text: short(n.Text), Lang: n.Lang})
	}
	for _, n := range e.Aliases[:min(maxAliases, len(e.Aliases))] {
		if !slices.Contains(e.Labels, n) {
			out.Aliases = append(out.Aliases, graph.Name{Text: short(n.Text), Lang: n.Lang})
		}
	}
	return out, nil
}
