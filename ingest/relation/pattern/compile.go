package pattern

import (
	"fmt"
	"strings"
)

type opcode uint8

const (
	opToken   opcode = iota // one token that meets preds[x]
	opGap                   // one token of a gap
	opSlot                  // a mention
	opSplit                 // x is tried before y
	opJump                  // x
	opSave                  // remember the position under number x
	opNot                   // the next token does not meet preds[x]
	opNotSlot               // no mention that fits begins here
	opBegin                 // only at the start of the sentence
	opEnd                   // only at its end, final punctuation skipped
	opAccept
)

type inst struct {
	op   opcode
	x, y int
	slot *slotNode
	gap  *gapNode
	last *pred // of a slot
}

// program is one compiled pattern.
type program struct {
	rule      int // index into Set.rules
	relation  string
	headline  bool
	clause    bool // no negation may stand in the clause
	insts     []inst
	preds     []pred
	groups    []string // names of groups; group i saves at 2i and 2i+1
	quals     []qualRule
	notAfter  *pred
	notBefore *pred
	notNear   *pred
	first     []int   // instructions that can take the first token
	trigger   []int32 // a sentence without one of these features cannot match; empty: none known
}

// The cue is saved like a group that has no name.
const cueGroup = 0

type qualRule struct {
	key   string
	group int    // -1: constant
	value string // constant, or what to say when the group matched; "": its text
}

// pred is a condition on one token, over feature numbers of the language.
type pred struct {
	any   map[int32]bool // words, lemmas, classes
	upos  map[int32]bool // parts of speech; never met by a barrier word
	parts []test         // beginnings and endings of the word
	conjs [][]featTest
}

type featTest struct {
	ids  []int32
	part test // beginning or ending, if it has a value
	not  bool
}

// features numbers the words, lemmas, classes and tags that patterns of a
// language mention; 0 means that none does.
type features struct{ ids map[string]int32 }

func featKey(k testKind, val string) string { return string(rune('a'+k)) + val }

func (f *features) intern(k testKind, val string) int32 {
	key := featKey(k, val)
	id, ok := f.ids[key]
	if !ok {
		id = int32(len(f.ids) + 1)
		f.ids[key] = id
	}
	return id
}

// language is all that is known of one language.
type language struct {
	name         string
	feats        *features
	programs     []*program
	byTrigger    map[int32][]int // feature -> programs
	always       []int           // programs without a trigger
	barriers     map[string]bool
	negations    map[string]bool
	articles     node // what may stand before each part of a coordination
	conjunctions node // what stands between the parts
}

// compiler turns the expanded syntax tree of one pattern into a program.
type compiler struct {
	lang *language
	prog *program
}

const maxProgram = 20000

type compileError struct{ problem, hint string }

func (e *compileError) Error() string { return e.problem }

func (c *compiler) emit(i inst) (int, error) {
	if len(c.prog.insts) >= maxProgram {
		return 0, &compileError{"the pattern is too large when its lists and parts are filled in", "split it into several rules"}
	}
	c.prog.insts = append(c.prog.insts, i)
	return len(c.prog.insts) - 1, nil
}

func (c *compiler) compile(n node) error {
	switch n := n.(type) {
	case *seqNode:
		for _, m := range n.items {
			if err := c.compile(m); err != nil {
				return err
			}
		}
		return nil
	case *altNode:
		return c.alt(n.items)
	case *repNode:
		return c.rep(n)
	case *tokNode:
		return c.token(n)
	case *groupNode:
		return c.saved(c.group(n.name), n.item)
	case *cueNode:
		return c.saved(cueGroup, n.item)
	case *slotNode:
		return c.slot(n)
	case *gapNode:
		for i := 0; i < n.max; i++ {
			split, err := c.emit(inst{op: opSplit})
			if err != nil {
				return err
			}
			c.prog.insts[split].x = len(c.prog.insts)
			c.prog.insts[split].y = split + 2
			if _, err := c.emit(inst{op: opGap, gap: n}); err != nil {
				return err
			}
		}
		return nil
	case *notNode:
		if s, ok := n.item.(*slotNode); ok {
			_, err := c.emit(inst{op: opNotSlot, slot: s})
			return err
		}
		t, ok := n.item.(*tokNode)
		if !ok {
			return &compileError{"`~` takes single words, classes and tags only", "leave out list entries of several words"}
		}
		c.prog.preds = append(c.prog.preds, c.lang.pred(t))
		_, err := c.emit(inst{op: opNot, x: len(c.prog.preds) - 1})
		return err
	case *anchorNode:
		op := opBegin
		if n.end {
			op = opEnd
		}
		_, err := c.emit(inst{op: op})
		return err
	}
	return fmt.Errorf("internal: node %T", n)
}

func (c *compiler) alt(items []node) error {
	var jumps []int
	for i, m := range items {
		split := -1
		if i < len(items)-1 {
			var err error
			if split, err = c.emit(inst{op: opSplit}); err != nil {
				return err
			}
			c.prog.insts[split].x = split + 1
		}
		if err := c.compile(m); err != nil {
			return err
		}
		if split >= 0 {
			j, err := c.emit(inst{op: opJump})
			if err != nil {
				return err
			}
			jumps = append(jumps, j)
			c.prog.insts[split].y = len(c.prog.insts)
		}
	}
	for _, j := range jumps {
		c.prog.insts[j].x = len(c.prog.insts)
	}
	return nil
}

func (c *compiler) rep(n *repNode) error {
	if n.min == 1 {
		if err := c.compile(n.item); err != nil {
			return err
		}
	}
	split, err := c.emit(inst{op: opSplit})
	if err != nil {
		return err
	}
	c.prog.insts[split].x = split + 1
	if err := c.compile(n.item); err != nil {
		return err
	}
	if n.max < 0 {
		if _, err := c.emit(inst{op: opJump, x: split}); err != nil {
			return err
		}
	}
	c.prog.insts[split].y = len(c.prog.insts)
	return nil
}

func (c *compiler) token(n *tokNode) error {
	c.prog.preds = append(c.prog.preds, c.lang.pred(n))
	_, err := c.emit(inst{op: opToken, x: len(c.prog.preds) - 1})
	return err
}

func (c *compiler) group(name string) int {
	for i, g := range c.prog.groups {
		if i > 0 && g == name {
			return i
		}
	}
	c.prog.groups = append(c.prog.groups, name)
	return len(c.prog.groups) - 1
}

func (c *compiler) saved(group int, item node) error {
	if _, err := c.emit(inst{op: opSave, x: 2 * group}); err != nil {
		return err
	}
	if err := c.compile(item); err != nil {
		return err
	}
	_, err := c.emit(inst{op: opSave, x: 2*group + 1})
	return err
}

// slot compiles {S:T}. A list {S:T+} becomes S ((comma S)* and S)?: names that
// commas alone part are not taken as one list, since the last may begin
// another clause ("backs the M23, the UN says").
func (c *compiler) slot(n *slotNode) error {
	in := inst{op: opSlot, slot: n}
	if n.last != nil {
		t, ok := n.last.(*tokNode)
		if !ok {
			return &compileError{"the condition of a slot takes single words, classes and tags only", "leave out list entries of several words"}
		}
		p := c.lang.pred(t)
		in.last = &p
	}
	if _, err := c.emit(in); err != nil {
		return err
	}
	if !n.list || c.lang.conjunctions == nil {
		return nil
	}
	one := *n
	one.list = false
	var name []node
	if c.lang.articles != nil {
		name = append(name, &repNode{c.lang.articles, 0, -1})
	}
	name = append(name, &one)
	comma := &tokNode{any: []conj{{test{kind: isWord, val: ","}}}}
	items := []node{&repNode{&seqNode{append([]node{comma}, name...)}, 0, -1}, c.lang.conjunctions}
	return c.rep(&repNode{&seqNode{append(items, name...)}, 0, 1})
}

func (l *language) pred(n *tokNode) pred {
	p := pred{any: map[int32]bool{}, upos: map[int32]bool{}}
	for _, cj := range n.any {
		if len(cj) == 1 && !cj[0].not {
			t := cj[0]
			if t.partial() {
				p.parts = append(p.parts, t)
				continue
			}
			for _, id := range l.testIDs(t) {
				if t.kind == isUPOS {
					p.upos[id] = true
				} else {
					p.any[id] = true
				}
			}
			continue
		}
		var fs []featTest
		for _, t := range cj {
			if t.partial() {
				fs = append(fs, featTest{part: t, not: t.not})
				continue
			}
			fs = append(fs, featTest{ids: l.testIDs(t), not: t.not})
		}
		p.conjs = append(p.conjs, fs)
	}
	return p
}

// partial: the test looks at a part of the word, so no feature tells it.
func (t test) partial() bool { return t.kind == isEnding || t.kind == isStart }

func (t test) partOf(word string) bool {
	if len(word) <= len(t.val) {
		return false
	}
	return t.kind == isEnding && strings.HasSuffix(word, t.val) || t.kind == isStart && strings.HasPrefix(word, t.val)
}

func (l *language) testIDs(t test) []int32 {
	if t.kind != isUPOS {
		return []int32{l.feats.intern(t.kind, t.val)}
	}
	var ids []int32
	for _, tag := range strings.Split(t.val, "|") {
		ids = append(ids, l.feats.intern(isUPOS, tag))
	}
	return ids
}

// firsts gives the instructions that can take the first token of a match.
func (p *program) firsts() []int {
	seen := make([]bool, len(p.insts))
	var out []int
	var walk func(pc int)
	walk = func(pc int) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := &p.insts[pc]; in.op {
		case opSplit:
			walk(in.x)
			walk(in.y)
		case opJump:
			walk(in.x)
		case opSave, opNot, opNotSlot, opBegin, opEnd:
			walk(pc + 1)
		case opToken, opGap, opSlot:
			out = append(out, pc)
		}
	}
	walk(0)
	return out
}

// counts gives how often, at least and at most, a match of n fills the role;
// a repetition without limit counts as 2.
func counts(n node, role byte) (min, max int) {
	switch n := n.(type) {
	case *seqNode:
		for _, m := range n.items {
			a, b := counts(m, role)
			min, max = min+a, max+b
		}
	case *altNode:
		for i, m := range n.items {
			a, b := counts(m, role)
			if i == 0 || a < min {
				min = a
			}
			if b > max {
				max = b
			}
		}
	case *repNode:
		a, b := counts(n.item, role)
		min, max = a*n.min, b
		if n.max < 0 {
			max = 2 * b
		}
	case *groupNode:
		return counts(n.item, role)
	case *cueNode:
		return counts(n.item, role)
	case *slotNode:
		if n.role == role {
			return 1, 1
		}
	}
	return min, max
}

// hasCue reports whether each match of n passes through a cue, and whether any does.
func hasCue(n node) (all, some bool) {
	switch n := n.(type) {
	case *seqNode:
		for _, m := range n.items {
			a, s := hasCue(m)
			all, some = all || a, some || s
		}
	case *altNode:
		all = true
		for _, m := range n.items {
			a, s := hasCue(m)
			all, some = all && a, some || s
		}
	case *repNode:
		a, s := hasCue(n.item)
		return a && n.min > 0, s
	case *groupNode:
		return hasCue(n.item)
	case *cueNode:
		return true, true
	}
	return all, some
}

// trigger gives features of which each match of n must hold one, the fewest
// it can tell; nil if there is no such set. The cue is preferred.
func (l *language) trigger(n node) map[int32]bool {
	switch n := n.(type) {
	case *seqNode:
		var best map[int32]bool
		for _, m := range n.items {
			t := l.trigger(m)
			if t == nil {
				continue
			}
			if all, _ := hasCue(m); all {
				return t
			}
			if best == nil || len(t) < len(best) {
				best = t
			}
		}
		return best
	case *altNode:
		union := map[int32]bool{}
		for _, m := range n.items {
			t := l.trigger(m)
			if t == nil {
				return nil
			}
			for id := range t {
				union[id] = true
			}
		}
		return union
	case *repNode:
		if n.min > 0 {
			return l.trigger(n.item)
		}
	case *groupNode:
		return l.trigger(n.item)
	case *cueNode:
		return l.trigger(n.item)
	case *tokNode:
		return l.tokenTrigger(n)
	}
	return nil
}

func (l *language) tokenTrigger(n *tokNode) map[int32]bool {
	out := map[int32]bool{}
	for _, cj := range n.any {
		found := false
		for _, t := range cj {
			if !t.not && !t.partial() {
				for _, id := range l.testIDs(t) {
					out[id] = true
				}
				found = true
				break
			}
		}
		if !found {
			return nil
		}
	}
	return out
}

// index prepares the lookup of programs by trigger.
func (l *language) index() {
	l.byTrigger = map[int32][]int{}
	for i, p := range l.programs {
		if len(p.trigger) == 0 {
			l.always = append(l.always, i)
			continue
		}
		for _, id := range p.trigger {
			l.byTrigger[id] = append(l.byTrigger[id], i)
		}
	}
}
