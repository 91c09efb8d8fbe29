package explore

import (
	"slices"
	"sort"
	"strings"

	"kg/graph"
	"kg/graph/store"
)

// Bounds on what one graph reads, in claims. A hub of a large store has more;
// the answer says so.
const (
	maxHub     = 10_000 // of the nodes asked for, each and in each direction
	maxBetween = 2_000  // between their neighbours, in all
	maxEach    = 300    // of these, by one neighbour
)

// maxEdges is how many edges a drawing has, like maxNodes.
const maxEdges = 150

// maxArticles is how many articles an edge names.
const maxArticles = 20

// drawing is the answer of /graph.
type drawing struct {
	Nodes   []drawnNode `json:"nodes"`
	Edges   []edge      `json:"edges"`
	LeftOut leftOut     `json:"left_out"`
	Facets  facets      `json:"facets"`
}

type drawnNode struct {
	node
	Expanded bool `json:"expanded"` // its neighbours were asked for
	Hidden   int  `json:"hidden"`   // edges to neighbours that are left out
}

// leftOut says what the bounds kept from the drawing. What the filters keep
// out is not counted: it was asked for.
type leftOut struct {
	Nodes     int     `json:"nodes"`
	Edges     int     `json:"edges"`
	Relations []count `json:"relations"` // of those edges
	Types     []count `json:"types"`     // of those nodes
	Unread    bool    `json:"unread"`    // a node has more claims than are read
}

// facets count the claims of the nodes asked for, before any filter.
type facets struct {
	Claims    int     `json:"claims"`
	Undated   int     `json:"undated"`
	Relations []count `json:"relations"`
	Sources   []count `json:"sources"`
	Langs     []count `json:"langs"`
	Held      []count `json:"held"`
	Types     []count `json:"types"`
}

// view is the graph while it is put together.
type view struct {
	q       *request
	f       filter
	centres map[string]bool
	claims  []graph.Claim // that pass the filters; of the centres first
	left    leftOut
	facets  facets
}

// neighbourhood answers /graph: some nodes, their neighbours, and the edges
// between all of them.
func neighbourhood(q *request) (any, error) {
	v, shown, err := q.look()
	if err != nil {
		return nil, err
	}
	if format := q.values.Get("format"); format != "" && format != "json" {
		return v.export(format, shown)
	}
	return v.drawing(shown), nil
}

// look reads what /graph shows.
func (q *request) look() (*view, map[string]bool, error) {
	f, err := q.filter()
	if err != nil {
		return nil, nil, err
	}
	limit, err := q.number("limit", maxNodes, 1, maxNodes)
	if err != nil {
		return nil, nil, err
	}
	v := &view{q: q, f: f, centres: map[string]bool{}}
	if err := v.readCentres(); err != nil {
		return nil, nil, err
	}
	shown := v.choose(limit)
	if err := v.readBetween(shown); err != nil {
		return nil, nil, err
	}
	v.claims = v.enough(v.claims)
	return v, shown, nil
}

// nodes reads which entities a request is about: IDs, sorted, each once.
func (q *request) nodes() ([]string, error) {
	ids := map[string]bool{}
	for _, text := range q.values["node"] {
		if len(ids) > maxCentres {
			break
		}
		id, err := q.entityID("node", text)
		if err != nil {
			return nil, err
		}
		ids[id] = true
	}
	switch {
	case len(ids) == 0:
		return nil, bad("node is missing; give the ID of one entity or more, as /search finds them")
	case len(ids) > maxCentres:
		return nil, bad("more than %d nodes cannot be asked about at once", maxCentres)
	}
	return sorted(ids), nil
}

// readCentres reads the claims of the nodes asked for.
func (v *view) readCentres() error {
	ids, err := v.q.nodes()
	if err != nil {
		return err
	}
	for _, id := range ids {
		v.centres[id] = true
	}
	fc := newFacetCounter(v.q)
	for c, err := range v.q.ofNodes(ids, &v.left.Unread) {
		if err != nil {
			return err
		}
		fc.add(c, v.centres)
		if v.q.matches(v.f, c) && v.q.rightType(v.f, c, v.centres) {
			v.claims = append(v.claims, c)
		}
	}
	v.facets = fc.done()
	v.claims = v.enough(v.claims)
	return nil
}

// enough keeps the claims whose edge has the sources that the filter wants.
func (v *view) enough(claims []graph.Claim) []graph.Claim {
	if v.f.minSources <= 1 {
		return claims
	}
	sources := map[triple]int{}
	for _, e := range v.merge(claims) {
		sources[triple{e.Subject, e.Relation, e.Object}] = e.Sources
	}
	return slices.DeleteFunc(slices.Clone(claims), func(c graph.Claim) bool {
		return sources[v.key(c)] < v.f.minSources
	})
}

// choose picks the nodes to draw: those asked for, then those that are tied to
// them by most sources, by most passages, by ID.
func (v *view) choose(limit int) map[string]bool {
	type rank struct {
		id                string
		sources, passages int
	}
	byID := map[string]*rank{}
	edges := v.merge(v.claims)
	for _, e := range edges {
		for _, id := range []string{e.Subject, e.Object} {
			if v.centres[id] {
				continue
			}
			r := byID[id]
			if r == nil {
				r = &rank{id: id}
				byID[id] = r
			}
			r.sources = max(r.sources, e.Sources)
			r.passages += e.Passages
		}
	}
	list := make([]*rank, 0, len(byID))
	for _, r := range byID {
		list = append(list, r)
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		switch {
		case a.sources != b.sources:
			return a.sources > b.sources
		case a.passages != b.passages:
			return a.passages > b.passages
		}
		return a.id < b.id
	})
	shown := map[string]bool{}
	for id := range v.centres {
		shown[id] = true
	}
	types := map[string]int{}
	for _, r := range list {
		if len(shown) < limit {
			shown[r.id] = true
			continue
		}
		v.left.Nodes++
		types[v.q.names.Entity(r.id).Type]++
	}
	v.left.Types = counts(types, func(t string) string { return v.q.s.typeLabel(t, v.q.lang) })
	v.leaveOut(edges, shown)
	return shown
}

// leaveOut counts the edges that are not drawn.
func (v *view) leaveOut(edges []edge, shown map[string]bool) {
	relations := map[string]int{}
	for _, e := range edges {
		if !shown[e.Subject] || !shown[e.Object] {
			relations[e.Relation]++
		}
	}
	v.left.drop(relations, func(r string) string { return v.q.s.relationLabel(r, v.q.lang) })
}

// readBetween adds the claims between neighbours. It reads no more than
// maxBetween: the ties of the nodes asked for are what the drawing is about.
func (v *view) readBetween(shown map[string]bool) error {
	budget := maxBetween
	for _, id := range sorted(shown) {
		if v.centres[id] {
			continue
		}
		n := 0
		for c, err := range v.q.st.Claims(v.q.ctx, store.Filter{Subject: id}) {
			if err != nil {
				return err
			}
			if budget == 0 || n == maxEach {
				v.left.Unread = true
				break
			}
			budget--
			n++
			if shown[c.Object] && !v.centres[c.Object] && v.q.matches(v.f, c) {
				v.claims = append(v.claims, c)
			}
		}
	}
	return nil
}

func (v *view) drawing(shown map[string]bool) drawing {
	d := drawing{Nodes: []drawnNode{}, Facets: v.facets}
	hidden := map[string]int{}
	var inside []edge
	for _, e := range v.merge(v.claims) {
		switch {
		case shown[e.Subject] && shown[e.Object]:
			inside = append(inside, e)
		case shown[e.Subject]:
			hidden[e.Subject]++
		default:
			hidden[e.Object]++
		}
	}
	d.Edges = v.strongest(inside)
	d.LeftOut = v.left
	for _, id := range sorted(shown) {
		d.Nodes = append(d.Nodes, drawnNode{node: v.q.node(id), Expanded: v.centres[id], Hidden: hidden[id]})
	}
	return d
}

// strongest keeps maxEdges of the edges, in their order: of each node the
// strongest one, then those with most sources. The others are left out.
func (v *view) strongest(edges []edge) []edge {
	if len(edges) <= maxEdges {
		return append([]edge{}, edges...)
	}
	order := make([]int, len(edges))
	for i := range order {
		order[i] = i
	}
	centred := func(e edge) bool { return v.centres[e.Subject] || v.centres[e.Object] }
	sort.SliceStable(order, func(i, j int) bool {
		a, b := edges[order[i]], edges[order[j]]
		switch {
		case a.Sources != b.Sources:
			return a.Sources > b.Sources
		case a.Passages != b.Passages:
			return a.Passages > b.Passages
		}
		return centred(a) && !centred(b)
	})
	keep, tied, n := make([]bool, len(edges)), map[string]bool{}, 0
	for _, i := range order {
		if e := edges[i]; centred(e) && (!tied[e.Subject] || !tied[e.Object]) {
			keep[i], tied[e.Subject], tied[e.Object] = true, true, true
			n++
		}
	}
	for _, i := range order {
		if !keep[i] && n < maxEdges {
			keep[i] = true
			n++
		}
	}
	out, dropped := []edge{}, map[string]int{}
	for i, e := range edges {
		if keep[i] {
			out = append(out, e)
		} else {
			dropped[e.Relation]++
		}
	}
	v.left.drop(dropped, func(r string) string { return v.q.s.relationLabel(r, v.q.lang) })
	return out
}

// drop adds edges to those that are left out, by relation.
func (l *leftOut) drop(relations map[string]int, label func(string) string) {
	for _, c := range l.Relations {
		relations[c.ID] += c.Count
	}
	l.Edges = 0
	for _, n := range relations {
		l.Edges += n
	}
	l.Relations = counts(relations, label)
}

// triple names an edge.
type triple struct{ subject, relation, object string }

// key is the edge that a claim speaks of; the two directions of a symmetric
// relation are one.
func (v *view) key(c graph.Claim) triple {
	k := triple{c.Subject, c.Predicate, c.Object}
	if k.object < k.subject && v.q.s.symmetric(c.Predicate) {
		k.subject, k.object = k.object, k.subject
	}
	return k
}

// merge makes edges of claims, sorted by subject, relation and object.
func (v *view) merge(claims []graph.Claim) []edge {
	byKey := map[triple]*edge{}
	for _, c := range claims {
		k := v.key(c)
		e := byKey[k]
		if e == nil {
			e = &edge{Subject: k.subject, Relation: k.relation, Object: k.object, Label: v.q.s.relationLabel(k.relation, v.q.lang),
				Tone: v.q.s.tone(k.relation), Symmetric: v.q.s.symmetric(k.relation), Held: map[string]int{}}
			byKey[k] = e
		}
		e.add(c)
	}
	out := make([]edge, 0, len(byKey))
	for _, e := range byKey {
		slices.Sort(e.Articles)
		e.Articles = slices.Compact(e.Articles)
		e.Sources = v.q.independent(e.Articles)
		e.Articles = e.Articles[:min(maxArticles, len(e.Articles))]
		out = append(out, *e)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		for _, d := range []int{strings.Compare(a.Subject, b.Subject), strings.Compare(a.Relation, b.Relation)} {
			if d != 0 {
				return d < 0
			}
		}
		return a.Object < b.Object
	})
	return out
}

func (e *edge) add(c graph.Claim) {
	e.Passages++
	e.Held[heldOf(c)]++
	e.Edge = e.Edge || c.Edge()
	e.Articles = append(e.Articles, c.Article)
	if c.Date != "" {
		if e.First == "" || c.Date < e.First {
			e.First = c.Date
		}
		e.Last = max(e.Last, c.Date)
	}
}

// tone of a relation; one that the ontology does not have is a tie.
func (s *server) tone(relation string) string {
	if t := s.tones[relation]; t != "" {
		return t
	}
	return "tie"
}

// independent counts the sources of an edge: articles that credit the same
// wire agency are one.
func (q *request) independent(articles []string) int {
	seen := map[string]bool{}
	for _, id := range articles {
		key := "article:" + id
		if a := q.head(id); a.agency != "" {
			key = "agency:" + a.agency
		}
		seen[key] = true
	}
	return len(seen)
}
