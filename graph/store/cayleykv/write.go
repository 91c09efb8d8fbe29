package cayleykv

import (
	"bytes"
	"cmp"
	"slices"

	"kg/graph/store/pebblekv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Apply works out what the deltas change, in their order, from the state that
// r reads, and plans it in b. r must be the state before b, and nothing else
// that b plans may touch the quads. After an error b can only be given up.
//
// Errors: a graph.DeltaError for a quad that is there already, or is not,
// unless o ignores that; one that is added twice by in is no error.
// kept may be nil.
func Apply(r pebblekv.Reader, b *pebblekv.Batch, in []graph.Delta, o graph.IgnoreOpts, kept *Nodes) error {
	if len(in) == 0 {
		return nil
	}
	before, err := (&Store{r}).counts()
	if err != nil {
		return err
	}
	if kept == nil {
		kept = &Nodes{}
	}
	w := &write{r: r, b: b, kept: kept, was: before, now: before,
		known: make(map[quad.Value]node, len(in)/2), texts: map[string]node{},
		links: make(map[link]change, len(in)), order: make([]link, 0, len(in)), left: map[node]int64{}}
	for _, d := range in {
		if err := w.delta(d, o); err != nil {
			return err
		}
	}
	return w.flush()
}

// Nodes keeps what the writes before have found in the store, for the next: the
// entities and terms that most articles have. One belongs to one database, and
// to whoever alone writes to it; it may be used by one write at a time.
type Nodes struct{ m map[string]node }

const mostKept = 100_000 // nodes; some 10 MB

func (k *Nodes) put(key []byte, n node) {
	if k.m == nil || len(k.m) >= mostKept {
		k.m = map[string]node{}
	}
	k.m[string(key)] = n
}

// write is one transaction.
type write struct {
	r        pebblekv.Reader
	b        *pebblekv.Batch
	kept     *Nodes
	was, now counts
	known    map[quad.Value]node // nodes of values that were looked for; 0: not there
	texts    map[string]node     // nodes that are new, by their keys
	made     []made
	links    map[link]change
	order    []link         // those of links, as they came
	left     map[node]int64 // quads with the predicates that changed
	key      []byte         // for reuse
}

// made is a node that is new, if a quad comes to use it.
type made struct {
	key   []byte
	value quad.Value
	used  bool
}

// change is whether a quad was there, and is.
type change struct{ was, is bool }

func (w *write) delta(d graph.Delta, o graph.IgnoreOpts) error {
	add := d.Action == graph.Add
	l, ok, err := w.resolve(d.Quad, add)
	if err != nil {
		return err
	}
	var c change
	if ok {
		if c, err = w.look(l); err != nil {
			return err
		}
	}
	switch {
	case add && c.is && c.was && !o.IgnoreDup:
		return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
	case !add && !c.is && !o.IgnoreMissing:
		return &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
	case c.is != add:
		if _, known := w.links[l]; !known {
			w.order = append(w.order, l)
		}
		w.links[l] = change{c.was, add}
	}
	return nil
}

// resolve gives the nodes of a quad. New ones are made, or it is false.
func (w *write) resolve(q quad.Quad, create bool) (l link, ok bool, err error) {
	for i, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		if l[i], err = w.node(v, create); err != nil || l[i] == 0 {
			return l, false, err
		}
	}
	return l, true, nil
}

func (w *write) node(v quad.Value, create bool) (node, error) {
	n, seen := w.known[v]
	if n != 0 || seen && !create {
		return n, nil
	}
	key := textKey(v)
	if n = w.texts[string(key)]; n == 0 && !seen {
		var err error
		if n, err = w.find(key); err != nil {
			return 0, err
		}
	}
	if n == 0 && create {
		w.now.last++
		n = w.now.last
		w.texts[string(key)] = n
		w.made = append(w.made, made{key: key, value: v})
	}
	w.known[v] = n
	return n, nil
}

// find gives the node of a key in the store, 0 if there is none.
func (w *write) find(key []byte) (node, error) {
	if n := w.kept.m[string(key)]; n != 0 {
		return n, nil
	}
	n, err := lookUpKey(w.r, key)
	if n != 0 {
		w.kept.put(key, n)
	}
	return n, err
}

// fresh reports whether a node is made by this write, so that nothing about it
// can be in the store.
func (w *write) fresh(n node) bool { return n > w.was.last }

// look tells whether a quad was there, and is by now.
func (w *write) look(l link) (change, error) {
	if c, ok := w.links[l]; ok {
		return c, nil
	}
	for _, n := range l {
		if w.fresh(n) {
			return change{}, nil
		}
	}
	w.key = appendKey(w.key[:0], keySubject, l[:]...)
	_, ok, err := w.r.Get(w.key)
	return change{ok, ok}, err
}

// flush plans what changed.
func (w *write) flush() error {
	var add, del []link
	for _, l := range w.order {
		switch c := w.links[l]; {
		case c.is && !c.was:
			add = append(add, l)
		case c.was && !c.is:
			del = append(del, l)
		}
	}
	if len(add)+len(del) == 0 {
		return nil
	}
	w.now.quads += int64(len(add) - len(del))
	for _, index := range []order{bySubject, byObject} {
		index.sort(add)
		index.sort(del)
		for _, l := range del {
			if err := w.b.Delete(index.key(w, l)); err != nil {
				return err
			}
		}
		for _, l := range add {
			if err := w.b.Set(index.key(w, l), nil); err != nil {
				return err
			}
		}
	}
	for _, step := range []func(add, del []link) error{w.lists, w.relations, w.newNodes, w.deadNodes} {
		if err := step(add, del); err != nil {
			return err
		}
	}
	return w.b.Set([]byte{keyMeta}, w.now.encode())
}

// order is that of an index: the places of its parts in a link.
type order struct {
	tag byte
	at  [4]int
}

var (
	bySubject = order{keySubject, [4]int{0, 1, 2, 3}}
	byObject  = order{keyObject, [4]int{2, 1, 0, 3}}
	byLabel   = order{keyLabel, [4]int{3, 0, 1, 2}}
)

func (o order) sort(ls []link) { slices.SortFunc(ls, o.compare) }

func (o order) compare(a, b link) int {
	for _, i := range o.at {
		if c := cmp.Compare(a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}

func (o order) key(w *write, l link) []byte {
	w.key = appendKey(w.key[:0], o.tag, l[o.at[0]], l[o.at[1]], l[o.at[2]], l[o.at[3]])
	return w.key
}

// lists keeps the lists of labels and subjects.
func (w *write) lists(add, del []link) error {
	all := slices.Concat(add, del)
	byLabel.sort(all)
	for len(all) > 0 {
		l, s := all[0][3], all[0][0]
		n := 1
		for n < len(all) && all[n][3] == l && all[n][0] == s {
			n++
		}
		if l != 0 {
			if err := w.list(l, s, all[:n]); err != nil {
				return err
			}
		}
		all = all[n:]
	}
	return nil
}

// list changes one list by what of the links is added and what deleted.
func (w *write) list(l, s node, changed []link) error {
	key := appendKey(nil, keyLabel, l, s)
	var list []po
	if !w.fresh(l) && !w.fresh(s) {
		old, _, err := w.r.Get(key)
		if err != nil {
			return err
		}
		if list, err = readList(old); err != nil {
			return err
		}
	}
	list = slices.DeleteFunc(list, func(e po) bool {
		c, ok := w.links[link{s, e.p, e.o, l}]
		return ok && !c.is
	})
	for _, q := range changed {
		if w.links[q].is {
			list = append(list, po{q[1], q[2]})
		}
	}
	if len(list) == 0 {
		return w.b.Delete(key)
	}
	slices.SortFunc(list, func(a, b po) int { return cmp.Or(cmp.Compare(a.p, b.p), cmp.Compare(a.o, b.o)) })
	return w.b.Set(key, appendList(nil, list))
}

// relations keeps the number of quads of each predicate.
func (w *write) relations(add, del []link) error {
	diff := map[node]int64{}
	for _, l := range add {
		diff[l[1]]++
	}
	for _, l := range del {
		diff[l[1]]--
	}
	for p, d := range diff {
		if d == 0 {
			continue
		}
		key := appendKey(nil, keyRelates, p)
		n, err := readCount(w.r, key)
		if err != nil {
			return err
		}
		n += d
		w.left[p] = n
		if n > 0 {
			err = w.b.Set(key, appendNode(nil, node(n)))
		} else {
			err = w.b.Delete(key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func readCount(r pebblekv.Reader, key []byte) (int64, error) {
	b, ok, err := r.Get(key)
	if err != nil || !ok {
		return 0, err
	}
	n, _, err := readNode(b)
	return int64(n), err
}

// newNodes writes the nodes that were made and are used.
func (w *write) newNodes(add, _ []link) error {
	for _, l := range add {
		for _, n := range l {
			if w.fresh(n) {
				w.made[n-w.was.last-1].used = true
			}
		}
	}
	var used []int
	for i, m := range w.made {
		if !m.used {
			continue
		}
		used = append(used, i)
		val, err := encodeValue(m.value)
		if err != nil {
			return err
		}
		w.key = appendKey(w.key[:0], keyNode, w.was.last+node(i)+1)
		if err := w.b.Set(w.key, val); err != nil {
			return err
		}
	}
	w.now.nodes += int64(len(used))
	slices.SortFunc(used, func(a, b int) int { return bytes.Compare(w.made[a].key, w.made[b].key) })
	for _, i := range used {
		if err := w.b.Set(w.made[i].key, appendNode(nil, w.was.last+node(i)+1)); err != nil {
			return err
		}
	}
	return nil
}

// deadNodes deletes the nodes that no quad has any more.
func (w *write) deadNodes(add, del []link) error {
	seen := map[node]bool{0: true}
	for _, l := range add {
		for _, n := range l {
			seen[n] = true
		}
	}
	for _, l := range del {
		for _, n := range l {
			if seen[n] {
				continue
			}
			seen[n] = true
			if err := w.bury(n); err != nil {
				return err
			}
		}
	}
	return nil
}

// bury deletes a node, which no quad that is added has, unless a quad that
// stays has it.
func (w *write) bury(n node) error {
	s := &Store{w.r}
	for _, d := range quad.Directions {
		alive, err := w.stays(s.scan(bound{d: n}))
		if alive || err != nil {
			return err
		}
	}
	v, err := s.value(n)
	if err != nil {
		return err
	}
	if v != nil {
		key := textKey(v)
		delete(w.kept.m, string(key)) // also when b is given up: it is found again
		if err := w.b.Delete(key); err != nil {
			return err
		}
	}
	w.now.nodes--
	return w.b.Delete(appendKey(nil, keyNode, n))
}

// stays reports whether a quad of the scan, of the state before, is not deleted.
func (w *write) stays(c *scan) (bool, error) {
	if len(c.vals) == 0 { // no index begins with predicates: they are counted
		return w.relates(c.rest[0].node)
	}
	it := c.s.r.Scan(appendKey(nil, c.index.tag, c.vals...))
	defer it.Close()
	var buf []link
	for it.Next() {
		var err error
		if buf, err = c.index.read(it, buf[:0]); err != nil {
			return false, err
		}
		for _, l := range buf {
			if c, ok := w.links[l]; !ok || c.is {
				return true, nil
			}
		}
	}
	return false, it.Err()
}

// relates reports whether quads with the predicate are left.
func (w *write) relates(p node) (bool, error) {
	if n, ok := w.left[p]; ok {
		return n > 0, nil
	}
	n, err := readCount(w.r, appendKey(nil, keyRelates, p))
	return n > 0, err
}
