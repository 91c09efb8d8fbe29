package gazetteer

// trie maps sequences of atoms to lists of payloads. Atoms are numbered, so
// that an edge is one integer key; that is smaller and faster to build than
// a map in each node.
type trie struct {
	ids   map[string]int32
	edges map[uint64]int32
	heads []int32 // by node: first item of its list, -1 for none
	items []item
}

type item struct{ value, next int32 }

func newTrie(atoms, edges int) trie {
	t := trie{ids: make(map[string]int32, atoms), edges: make(map[uint64]int32, edges)}
	t.heads = append(make([]int32, 0, edges), -1)
	return t
}

func edge(node, atom int32) uint64 { return uint64(uint32(node))<<32 | uint64(uint32(atom)) }

// add appends value to the list of the path.
func (t *trie) add(path []string, value int32) { t.put(t.node(path), value) }

// put appends value to the list of a node.
func (t *trie) put(node, value int32) {
	t.items = append(t.items, item{value: value, next: t.heads[node]})
	t.heads[node] = int32(len(t.items) - 1)
}

// node walks the path, making what is missing.
func (t *trie) node(path []string) int32 {
	node := int32(0)
	for _, a := range path {
		id, ok := t.ids[a]
		if !ok {
			id = int32(len(t.ids))
			t.ids[a] = id
		}
		next, ok := t.edges[edge(node, id)]
		if !ok {
			next = int32(len(t.heads))
			t.heads = append(t.heads, -1)
			t.edges[edge(node, id)] = next
		}
		node = next
	}
	return node
}

// id is the number of an atom, -1 when no path has it.
func (t *trie) id(a string) int32 {
	if id, ok := t.ids[a]; ok {
		return id
	}
	return -1
}

// step follows an edge; -1 when there is none.
func (t *trie) step(node, atom int32) int32 {
	if atom < 0 {
		return -1
	}
	if next, ok := t.edges[edge(node, atom)]; ok {
		return next
	}
	return -1
}

// values appends the payloads of a node.
func (t *trie) values(dst []int32, node int32) []int32 {
	for i := t.heads[node]; i >= 0; i = t.items[i].next {
		dst = append(dst, t.items[i].value)
	}
	return dst
}

// has reports whether a path ends at the node.
func (t *trie) has(node int32) bool { return t.heads[node] >= 0 }
