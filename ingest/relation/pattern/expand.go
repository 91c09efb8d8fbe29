package pattern

// expander fills the lists and parts of a language into a syntax tree.
type expander struct {
	lists map[string][]node
	parts map[string]node
	used  map[string]bool // "$list" and "&part" that were asked for
	open  []string        // parts being filled in, to find circles
	size  int
}

const maxExpanded = 40000

func (x *expander) expand(n node) (node, error) {
	if x.size++; x.size > maxExpanded {
		return nil, &compileError{"the pattern is too large when its lists and parts are filled in", "split it into several rules"}
	}
	switch n := n.(type) {
	case *seqNode:
		items, err := x.all(n.items)
		if err != nil || len(items) == 1 {
			return one(items), err
		}
		return &seqNode{items}, nil
	case *altNode:
		items, err := x.all(n.items)
		if err != nil {
			return nil, err
		}
		return merge(items), nil
	case *repNode:
		m, err := x.expand(n.item)
		return &repNode{m, n.min, n.max}, err
	case *groupNode:
		m, err := x.expand(n.item)
		return &groupNode{n.name, m}, err
	case *cueNode:
		m, err := x.expand(n.item)
		return &cueNode{m}, err
	case *notNode:
		m, err := x.expand(n.item)
		return &notNode{m}, err
	case *slotNode:
		if n.last == nil {
			return n, nil
		}
		m, err := x.expand(n.last)
		slot := *n
		slot.last = m
		return &slot, err
	case *listNode:
		return x.list(n.name)
	case *partNode:
		return x.part(n.name)
	}
	return n, nil
}

func (x *expander) all(items []node) ([]node, error) {
	out := make([]node, 0, len(items))
	for _, m := range items {
		e, err := x.expand(m)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func one(items []node) node {
	if len(items) == 0 {
		return nil
	}
	return items[0]
}

func (x *expander) list(name string) (node, error) {
	entries, ok := x.lists[name]
	if !ok {
		return nil, &compileError{"unknown list $" + name, "define it under `lists:` in a file of this language"}
	}
	x.used["$"+name] = true
	if err := x.enter("$" + name); err != nil {
		return nil, err
	}
	defer x.leave()
	items, err := x.all(entries)
	if err != nil {
		return nil, err
	}
	return merge(items), nil
}

func (x *expander) part(name string) (node, error) {
	n, ok := x.parts[name]
	if !ok {
		return nil, &compileError{"unknown part &" + name, "define it under `parts:` in a file of this language"}
	}
	x.used["&"+name] = true
	if err := x.enter("&" + name); err != nil {
		return nil, err
	}
	defer x.leave()
	return x.expand(n)
}

func (x *expander) enter(name string) error {
	for _, o := range x.open {
		if o == name {
			return &compileError{name + " contains itself", "break the circle"}
		}
	}
	x.open = append(x.open, name)
	return nil
}

func (x *expander) leave() { x.open = x.open[:len(x.open)-1] }

// merge makes one token test of all alternatives that are single tokens.
func merge(items []node) node {
	tok := &tokNode{}
	var rest []node
	for _, m := range items {
		switch m := m.(type) {
		case *tokNode:
			tok.any = append(tok.any, m.any...)
		case *altNode: // already merged
			for _, k := range m.items {
				if t, ok := k.(*tokNode); ok {
					tok.any = append(tok.any, t.any...)
				} else {
					rest = append(rest, k)
				}
			}
		default:
			rest = append(rest, m)
		}
	}
	if len(tok.any) > 0 {
		rest = append(rest, tok)
	}
	if len(rest) == 1 {
		return rest[0]
	}
	return &altNode{rest}
}
