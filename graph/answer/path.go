package answer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"kg/graph"
	"kg/graph/store"
)

// PathOptions say which paths are wanted.
type PathOptions struct {
	Relations  []string // only by these; empty: any
	Directed   bool     // only from subject to object
	Without    []string // entity IDs that no path may pass
	MinSources int      // only edges that so many articles say
	Most       int      // paths; 0: 3
	MaxHops    int      // 0: 4, which is the most
}

const (
	defaultPaths = 3
	maxHops      = 4
	// mostOpened bounds the entities whose edges are read for one answer:
	// where many lie between two, more would not be read either.
	mostOpened = 400
	mostChains = 100_000 // beginnings and ends of paths that are kept
)

// Hop is one step of a path: how two neighbours are tied.
type Hop struct {
	From  Named       `json:"from"`
	To    Named       `json:"to"`
	Ties  []store.Tie `json:"ties"`  // strongest first
	Proof Proof       `json:"proof"` // a passage for the first tie
}

// Path is a way from one entity to another.
type Path struct {
	Hops []Hop `json:"hops"`
}

// Paths is how two are connected: the shortest paths first, of equal ones
// those first whose weakest hop has most sources.
type Paths struct {
	From  Named  `json:"from"`
	To    Named  `json:"to"`
	Paths []Path `json:"paths"`
	// Cut names entities whose edges were not all followed, because they, or
	// what lies around them, are too many.
	Cut []Named `json:"cut"`
}

// Path finds how two are connected, with a passage for each hop.
// Errors: *NothingError.
func (r *Reader) Path(ctx context.Context, from, to graph.Entity, o PathOptions) (Paths, error) {
	out := Paths{From: r.named(from), To: r.named(to), Paths: []Path{}, Cut: []Named{}}
	if from.ID == to.ID {
		return out, &NothingError{Text: fmt.Sprintf("%s is one and the same; name two", from.Label(r.Lang))}
	}
	w := newWalk(r, o)
	chains, err := w.chains(ctx, from.ID, to.ID)
	if err != nil {
		return out, err
	}
	names := NewNames(ctx, r.Store, false)
	for _, id := range slices.Sorted(slices.Values(w.cut)) {
		out.Cut = append(out.Cut, r.named(names.Entity(id)))
	}
	if len(chains) == 0 {
		return out, w.nothing(from.Label(r.Lang), to.Label(r.Lang))
	}
	for _, c := range chains {
		var p Path
		for i := range len(c) - 1 {
			h := Hop{From: r.named(names.Entity(c[i])), To: r.named(names.Entity(c[i+1])), Ties: w.ties(c[i], c[i+1])}
			if h.Proof, err = r.proofOf(ctx, h.Ties[0]); err != nil {
				return out, err
			}
			p.Hops = append(p.Hops, h)
		}
		out.Paths = append(out.Paths, p)
	}
	return out, names.Err()
}

// proofOf gives the best passage for an edge: of the first articles that say
// so, the first that states it, else the first.
func (r *Reader) proofOf(ctx context.Context, t store.Tie) (Proof, error) {
	const most = 5
	articles, err := r.Store.EdgeArticles(ctx, t.Subject, t.Predicate, t.Object)
	if err != nil {
		return Proof{}, err
	}
	var claims []graph.Claim
	for _, a := range articles[:min(most, len(articles))] {
		more, err := r.Claims(ctx, store.Filter{Article: a, Subject: t.Subject, Predicate: t.Predicate, Object: t.Object})
		if err != nil {
			return Proof{}, err
		}
		claims = append(claims, more...)
	}
	claims = slices.DeleteFunc(claims, func(c graph.Claim) bool { return !c.Edge() })
	if len(claims) == 0 {
		return Proof{}, fmt.Errorf("no passage for the edge %s %s %s; `kg verify` checks the store", t.Subject, t.Predicate, t.Object)
	}
	best := max(0, slices.IndexFunc(claims, func(c graph.Claim) bool { return c.Modality == graph.Factual }))
	proofs, err := r.Prove(ctx, claims[best:best+1])
	if err != nil {
		return Proof{}, err
	}
	return proofs[0], nil
}

// walk searches one answer's paths.
type walk struct {
	r         *Reader
	o         PathOptions
	relations []string
	without   map[string]bool
	opened    map[string]map[string][]store.Tie // entity → neighbour → ties
	cut       []string
}

func newWalk(r *Reader, o PathOptions) *walk {
	w := &walk{r: r, o: o, relations: o.Relations, without: map[string]bool{}, opened: map[string]map[string][]store.Tie{}}
	if len(w.relations) == 0 {
		w.relations = r.Onto.Relations()
	}
	for _, id := range o.Without {
		w.without[id] = true
	}
	if w.o.Most <= 0 {
		w.o.Most = defaultPaths
	}
	if w.o.MaxHops <= 0 || w.o.MaxHops > maxHops {
		w.o.MaxHops = maxHops
	}
	return w
}

// chains gives the shortest paths as lists of entities, then longer ones, until
// there are enough. Chains grow from both ends, each time where fewer are.
func (w *walk) chains(ctx context.Context, from, to string) ([][]string, error) {
	var out [][]string
	heads, tails := [][]string{{from}}, [][]string{{to}}
	for hops := 1; hops <= w.o.MaxHops && len(out) < w.o.Most; hops++ {
		var err error
		if len(heads) <= len(tails) {
			heads, err = w.grow(ctx, heads, to, false)
		} else {
			tails, err = w.grow(ctx, tails, from, true)
		}
		if err != nil {
			return nil, err
		}
		found := join(heads, tails)
		slices.SortFunc(found, w.better)
		out = append(out, found...)
	}
	if len(out) > w.o.Most {
		out = out[:w.o.Most]
	}
	return out, nil
}

// grow makes each chain longer by one, in all ways that do not pass an entity
// twice nor the far end, which only a last hop reaches. With back the chains
// lead to the target, and are grown at their front.
func (w *walk) grow(ctx context.Context, chains [][]string, far string, back bool) ([][]string, error) {
	var out [][]string
	for _, c := range chains {
		at := c[len(c)-1]
		if back {
			at = c[0]
		}
		if at == far {
			continue
		}
		next, err := w.open(ctx, at)
		if err != nil {
			return nil, err
		}
		if len(out) > mostChains {
			w.cutAt(at)
			break
		}
		for _, id := range sortedKeys(next) {
			if slices.Contains(c, id) || w.without[id] || len(w.between(at, id, back)) == 0 {
				continue
			}
			if back {
				out = append(out, append([]string{id}, c...))
			} else {
				out = append(out, append(slices.Clone(c), id))
			}
		}
	}
	return out, nil
}

// open reads the edges of an entity, unless enough have been opened.
func (w *walk) open(ctx context.Context, id string) (map[string][]store.Tie, error) {
	if next, ok := w.opened[id]; ok {
		return next, nil
	}
	if len(w.opened) >= mostOpened {
		w.cutAt(id)
		return nil, nil
	}
	ties, more, err := w.r.Store.Ties(ctx, id, w.relations)
	if err != nil {
		return nil, err
	}
	if more {
		w.cutAt(id)
	}
	next := map[string][]store.Tie{}
	for _, t := range ties {
		if o := t.Other(id); o != id && t.Articles >= w.o.MinSources {
			next[o] = append(next[o], t)
		}
	}
	w.opened[id] = next
	return next, nil
}

func (w *walk) cutAt(id string) {
	if !slices.Contains(w.cut, id) {
		w.cut = append(w.cut, id)
	}
}

// between gives the ties by which a step may be taken; with back the step goes
// towards at.
func (w *walk) between(at, id string, back bool) []store.Tie {
	var out []store.Tie
	for _, t := range w.opened[at][id] {
		forth := t.Subject == at
		if back {
			forth = t.Object == at
		}
		if !w.o.Directed || forth || w.r.Symmetric(t.Predicate) {
			out = append(out, t)
		}
	}
	return out
}

// ties are those of one hop, strongest first.
func (w *walk) ties(from, to string) []store.Tie {
	out := w.between(from, to, false)
	if len(out) == 0 {
		out = w.between(to, from, true)
	}
	slices.SortStableFunc(out, func(a, b store.Tie) int { return cmp.Compare(b.Articles, a.Articles) })
	return out
}

// strength is the number of sources of the strongest tie of the weakest hop.
func (w *walk) strength(chain []string) int {
	least := 0
	for i := range len(chain) - 1 {
		n := w.ties(chain[i], chain[i+1])[0].Articles
		if i == 0 || n < least {
			least = n
		}
	}
	return least
}

func (w *walk) better(a, b []string) int {
	return cmp.Or(cmp.Compare(w.strength(b), w.strength(a)), slices.Compare(a, b))
}

// join puts chains together where a head ends as a tail begins.
func join(heads, tails [][]string) [][]string {
	byStart := map[string][][]string{}
	for _, t := range tails {
		byStart[t[0]] = append(byStart[t[0]], t)
	}
	var out [][]string
	for _, h := range heads {
		for _, t := range byStart[h[len(h)-1]] {
			if apart(h, t[1:]) {
				out = append(out, append(slices.Clone(h), t[1:]...))
			}
		}
	}
	return out
}

func apart(a, b []string) bool {
	for _, x := range b {
		if slices.Contains(a, x) {
			return false
		}
	}
	return true
}

func sortedKeys(m map[string][]store.Tie) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (w *walk) nothing(from, to string) error {
	text := fmt.Sprintf("no path of at most %s connects %s with %s", Plural(w.o.MaxHops, "hop"), from, to)
	var by []string
	if len(w.o.Relations) > 0 {
		by = append(by, "by "+strings.Join(w.o.Relations, ", "))
	}
	if w.o.Directed {
		by = append(by, "from subject to object")
	}
	if w.o.MinSources > 1 {
		by = append(by, fmt.Sprintf("over edges that %d articles say", w.o.MinSources))
	}
	if len(by) > 0 {
		text += " " + strings.Join(by, ", ")
	}
	return &NothingError{Text: text}
}
