package when

import (
	"slices"
	"strings"
)

// Kinds of rules beside the kinds of dates.
const (
	skipKind     Kind = "skip"     // neither a date nor a quantity, though it looks like one
	quantityKind Kind = "quantity" // a Quantity
	backKind     Kind = "back"     // an interval of n units that ends at the reference
	laterKind    Kind = "later"    // n units after Ref.Anchor
	earlierKind  Kind = "earlier"  // n units before Ref.Anchor
)

var ruleKinds = []Kind{Point, Since, Until, After, Before, Interval, Ago, Ahead, backKind, laterKind, earlierKind, skipKind, quantityKind}

// rule is one line under [rules]: a kind and a pattern.
type rule struct {
	kind    Kind
	file    string
	line    int
	pattern string
}

// element is one step of a pattern after optional parts and alternatives have been spelled out.
type element struct {
	sym     symbol
	value   float64 // with restrict: the only value accepted
	limited bool
	alone   bool // SYM^: forms marked ambiguous do not count
	context bool // <SYM>: must stand before the expression, is not part of it
	not     bool // !SYM: must not stand here; takes no text
}

// state is a step of the trie of patterns.
type state struct {
	edges []edge
	rule  int // index of the rule that ends here, -1 for none
}

type edge struct {
	element
	to *state
}

const maxSpellings = 4096 // of one pattern

// add enters one spelled-out pattern; the earlier rule keeps the place when two are equal.
func (s *state) add(seq []element, rule int) {
	for _, el := range seq {
		var to *state
		for i := range s.edges {
			if s.edges[i].element == el {
				to = s.edges[i].to
			}
		}
		if to == nil {
			to = &state{rule: -1}
			s.edges = append(s.edges, edge{el, to})
		}
		s = to
	}
	if s.rule < 0 {
		s.rule = rule
	}
}

// compileRules turns the lines under [rules] into the two tries.
func (b *builder) compileRules() {
	g := b.g
	g.dates, g.all = &state{rule: -1}, &state{rule: -1}
	for _, p := range b.ruleLines {
		kind, pattern, ok := strings.Cut(p.text, ":")
		if !ok || !slices.Contains(ruleKinds, Kind(strings.TrimSpace(kind))) {
			b.bad(p, "write: kind: pattern, with a kind of docs/dates.md", "not a rule")
			continue
		}
		pr := patternParser{b: b, p: p, src: p.text, at: len(kind) + 1}
		seqs := pr.alternatives()
		if pr.failed {
			continue
		}
		if pr.at < len(pr.src) {
			pr.fail("take out the bracket", "unexpected %q", pr.src[pr.at:])
			continue
		}
		g.rules = append(g.rules, rule{kind: Kind(strings.TrimSpace(kind)), file: p.file, line: p.line, pattern: strings.TrimSpace(pattern)})
		for _, seq := range seqs {
			if !b.usable(p, seq) {
				break
			}
			g.all.add(seq, len(g.rules)-1)
			if g.rules[len(g.rules)-1].kind == Point {
				g.dates.add(seq, len(g.rules)-1)
			}
		}
	}
}

// usable refuses patterns that match no text, and context that is not in front.
func (b *builder) usable(p located, seq []element) bool {
	text := false
	for _, el := range seq {
		switch {
		case el.context && text:
			b.bad(p, "put <...> first", "context stands after the expression")
			return false
		case !el.context && !el.not:
			text = true
		}
	}
	if !text {
		b.bad(p, "leave something in the pattern that is not optional", "the pattern matches nothing")
	}
	return text
}

// patternParser reads the pattern language: SYMBOL, SYMBOL^, SYMBOL:value, "words", <context>, !not, (a b | c), and ? after any.
type patternParser struct {
	b      *builder
	p      located
	src    string
	at     int
	depth  int
	failed bool
}

func (r *patternParser) fail(hint, problem string, args ...any) {
	if !r.failed {
		p := r.p
		p.col += r.at
		r.b.bad(p, hint, problem, args...)
	}
	r.failed = true
}

func (r *patternParser) space() {
	for r.at < len(r.src) && (r.src[r.at] == ' ' || r.src[r.at] == '\t') {
		r.at++
	}
}

func (r *patternParser) alternatives() [][]element {
	r.depth++
	defer func() { r.depth-- }()
	if r.depth > 8 {
		r.fail("write two rules", "brackets are nested too deep")
		return nil
	}
	var out [][]element
	for !r.failed {
		out = append(out, r.sequence()...)
		if r.at >= len(r.src) || r.src[r.at] != '|' {
			break
		}
		r.at++
	}
	return out
}

func (r *patternParser) sequence() [][]element {
	out := [][]element{nil}
	for !r.failed {
		r.space()
		if r.at >= len(r.src) || r.src[r.at] == '|' || r.src[r.at] == ')' {
			break
		}
		part := r.factor()
		if r.at < len(r.src) && r.src[r.at] == '?' {
			r.at++
			part = append(part, nil)
		}
		var longer [][]element
		for _, head := range out {
			for _, tail := range part {
				longer = append(longer, append(slices.Clone(head), tail...))
			}
		}
		if out = longer; len(out) > maxSpellings {
			r.fail("split the rule", "the pattern has more than %d spellings", maxSpellings)
		}
	}
	return out
}

func (r *patternParser) factor() [][]element {
	if r.src[r.at] == '(' {
		r.at++
		out := r.alternatives()
		if r.at >= len(r.src) || r.src[r.at] != ')' {
			r.fail("close it", "a bracket is open")
			return nil
		}
		r.at++
		return out
	}
	el := element{}
	switch r.src[r.at] {
	case '!':
		el.not = true
		r.at++
	case '<':
		el.context = true
		r.at++
	}
	r.symbol(&el)
	if el.context && !r.failed {
		if r.at >= len(r.src) || r.src[r.at] != '>' {
			r.fail("write <SYMBOL>", "the context is not closed")
			return nil
		}
		r.at++
	}
	return [][]element{{el}}
}

func (r *patternParser) symbol(el *element) {
	if r.at < len(r.src) && r.src[r.at] == '"' {
		r.literal(el)
		return
	}
	start := r.at
	for r.at < len(r.src) && (r.src[r.at] >= 'A' && r.src[r.at] <= 'Z' || r.src[r.at] >= '0' && r.src[r.at] <= '9') {
		r.at++
	}
	name := r.src[start:r.at]
	sym, ok := r.b.g.lex.byName[name]
	if !ok || name == "" {
		r.at = start
		r.fail("symbols are word classes of this language, built-in shapes, or words in quotation marks", "unknown symbol %q", name)
		return
	}
	el.sym = sym
	if c, ok := r.b.classes[name]; ok {
		c.used = true
		r.b.classes[name] = c
	}
	if r.at < len(r.src) && r.src[r.at] == '^' {
		el.alone = true
		r.at++
	}
	if r.at < len(r.src) && r.src[r.at] == ':' {
		r.at++
		r.value(el, name)
	}
}

func (r *patternParser) value(el *element, name string) {
	start := r.at
	for r.at < len(r.src) && !strings.ContainsRune(" ()|?>\t", rune(r.src[r.at])) {
		r.at++
	}
	text := r.src[start:r.at]
	v, hint := classSpecs[name].parseValue(text)
	if hint != "" || classSpecs[name].slot == noSlot {
		r.at = start
		r.fail(hint, "%s has no value %q", name, text)
	}
	el.limited, el.value = true, v
}

func (r *patternParser) literal(el *element) {
	start := r.at + 1
	end := strings.IndexByte(r.src[start:], '"')
	if end <= 0 {
		r.fail("close it, and put a word in", "quotation mark without partner")
		return
	}
	form := r.src[start : start+end]
	r.at = start + end + 1
	el.sym = r.b.g.lex.class(`"` + form + `"`)
	r.b.g.lex.add(form, entry{class: el.sym})
}
