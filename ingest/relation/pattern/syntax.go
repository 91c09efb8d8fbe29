package pattern

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The syntax tree of a pattern.
type node interface{}

type (
	seqNode struct{ items []node }
	altNode struct{ items []node }
	repNode struct {
		item     node
		min, max int // max -1: no limit
	}
	tokNode   struct{ any []conj } // one token that meets one of the conjunctions
	listNode  struct{ name string }
	partNode  struct{ name string }
	groupNode struct {
		name string
		item node
	}
	cueNode  struct{ item node }
	slotNode struct {
		role    byte // 'S', 'O' or '_'
		types   []string
		except  []string // but not these
		untyped bool     // also mentions whose type is not known
		forms   uint8
		list    bool // several, coordinated
		last    node // what the last token of the mention must meet, or nil
	}
	gapNode struct {
		max              int
		commas, mentions bool
	}
	notNode    struct{ item node } // the next token is not this
	anchorNode struct{ end bool }
)

type testKind uint8

const (
	isWord testKind = iota
	isLemma
	isClass
	isUPOS
	isEnding // the word is longer and ends so: *minister
	isStart  // the word is longer and begins so: ^ex-
)

// test is one condition on one token.
type test struct {
	kind testKind
	val  string
	not  bool
}

type conj []test

// Forms that a slot accepts, as bits.
const (
	formName uint8 = 1 << iota
	formAcronym
	formAdjective
	formDemonym
	formNominal
	formCompound
	formMetonym // a capital that stands for its state
)

const (
	formsProper  = formName | formAcronym
	formsDefault = formsProper | formNominal | formMetonym
	formsAny     = formsProper | formNominal | formAdjective | formDemonym
)

var slotForms = map[string]uint8{
	"name": formsProper, "acronym": formAcronym, "adj": formAdjective,
	"demonym": formDemonym, "nominal": formNominal, "compound": formCompound, "metonym": formMetonym, "any": formsAny,
}

// syntaxError is a problem at a byte of the pattern.
type syntaxError struct {
	at            int
	problem, hint string
}

func (e *syntaxError) Error() string { return e.problem }

const maxNesting = 32

type patternParser struct {
	src   string
	at    int
	depth int
	nodes int
	paren bool // the innermost bracket is ( ): there | separates whole sequences
}

// parsePattern reads one pattern. The error is a *syntaxError.
func parsePattern(src string) (node, error) {
	p := &patternParser{src: src}
	n, err := p.alternatives(0)
	if err != nil {
		return nil, err
	}
	return n, nil
}

func (p *patternParser) fail(at int, hint, problem string, args ...any) error {
	return &syntaxError{at: at, problem: fmt.Sprintf(problem, args...), hint: hint}
}

func (p *patternParser) space() {
	for p.at < len(p.src) && (p.src[p.at] == ' ' || p.src[p.at] == '\t' || p.src[p.at] == '\n') {
		p.at++
	}
}

// alternatives reads sequences separated by "|", up to the closing byte (0:
// the end). Within ( ) any "|" separates; elsewhere only one with spaces round
// it, since a|b without is one token there.
func (p *patternParser) alternatives(closing byte) (node, error) {
	open := p.at
	if p.depth++; p.depth > maxNesting {
		return nil, p.fail(p.at, "name the inner groups under `parts:`", "groups are nested more than %d deep", maxNesting)
	}
	defer func() { p.depth-- }()
	var alts []node
	var items []node
	for {
		p.space()
		if p.at >= len(p.src) {
			if closing != 0 {
				return nil, p.fail(open, fmt.Sprintf("add %q", string(closing)), "a bracket is not closed")
			}
			break
		}
		c := p.src[p.at]
		if c == closing && closing != 0 {
			p.at++
			break
		}
		if c == '|' {
			if len(items) == 0 {
				return nil, p.fail(p.at, "use `( … )?` for what may be missing", "an alternative is empty")
			}
			alts, items = append(alts, &seqNode{items}), nil
			p.at++
			continue
		}
		n, err := p.item()
		if err != nil {
			return nil, err
		}
		items = append(items, n)
	}
	if len(items) == 0 {
		return nil, p.fail(open, "use `( … )?` for what may be missing", "a pattern, group or alternative is empty")
	}
	if len(alts) == 0 {
		return &seqNode{items}, nil
	}
	return &altNode{append(alts, &seqNode{items})}, nil
}

func (p *patternParser) item() (node, error) {
	at := p.at
	if p.nodes++; p.nodes > 2000 {
		return nil, p.fail(at, "split it into several rules", "the pattern is too long")
	}
	n, err := p.atom()
	if err != nil {
		return nil, err
	}
	if p.at < len(p.src) {
		q := p.src[p.at]
		if q == '?' || q == '*' || q == '+' {
			p.at++
			switch n.(type) {
			case *anchorNode, *notNode, *gapNode:
				return nil, p.fail(p.at-1, "remove it", "%q cannot follow an anchor, a `~` or a gap", string(q))
			}
			switch q {
			case '?':
				n = &repNode{n, 0, 1}
			case '*':
				n = &repNode{n, 0, -1}
			case '+':
				n = &repNode{n, 1, -1}
			}
		}
	}
	if p.at < len(p.src) && p.src[p.at] == '|' && !p.paren {
		return nil, p.fail(p.at, "put the alternatives in ( )", "`|` after an element that is not a word")
	}
	if p.at < len(p.src) && !strings.ContainsRune(" \t\n)]|", rune(p.src[p.at])) {
		return nil, p.fail(p.at, "put a space between two elements", "unexpected %q after an element", string(p.src[p.at]))
	}
	return n, nil
}

func (p *patternParser) atom() (node, error) {
	at := p.at
	switch c := p.src[p.at]; {
	case c == '(':
		return p.group()
	case c == '[':
		p.at++
		outer := p.paren
		p.paren = false
		n, err := p.alternatives(']')
		p.paren = outer
		if err != nil {
			return nil, err
		}
		return &cueNode{n}, nil
	case c == ')' || c == ']' || c == '}':
		return nil, p.fail(at, `write \`+string(c)+" for the character itself", "%q closes nothing", string(c))
	case c == '{':
		return p.slot()
	case c == '~':
		p.at++
		if p.at < len(p.src) && p.src[p.at] == '{' {
			n, err := p.slot()
			return &notNode{n}, err
		}
		n, err := p.words()
		if err != nil {
			return nil, err
		}
		return &notNode{n}, nil
	case strings.HasPrefix(p.src[p.at:], "..") && !strings.HasPrefix(p.src[p.at:], "..."):
		return p.gap()
	case c == '^' || c == '$':
		if p.at+1 == len(p.src) || strings.IndexByte(" \t\n)", p.src[p.at+1]) >= 0 {
			p.at++
			return &anchorNode{end: c == '$'}, nil
		}
	}
	return p.words()
}

func (p *patternParser) group() (node, error) {
	p.at++
	save := p.at
	name := p.name()
	if name == "" || p.at >= len(p.src) || p.src[p.at] != ':' {
		p.at, name = save, ""
	} else {
		p.at++
	}
	outer := p.paren
	p.paren = true
	n, err := p.alternatives(')')
	p.paren = outer
	if err != nil {
		return nil, err
	}
	if name == "" {
		return n, nil
	}
	return &groupNode{name, n}, nil
}

func (p *patternParser) name() string {
	from := p.at
	for p.at < len(p.src) {
		c := p.src[p.at]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_') {
			break
		}
		p.at++
	}
	return p.src[from:p.at]
}

func (p *patternParser) gap() (node, error) {
	at := p.at
	p.at += 2
	from := p.at
	for p.at < len(p.src) && p.src[p.at] >= '0' && p.src[p.at] <= '9' {
		p.at++
	}
	n, err := strconv.Atoi(p.src[from:p.at])
	if err != nil || n < 1 || n > 12 {
		return nil, p.fail(at, "write ..3 for up to three tokens", "a gap must be of 1 to 12 tokens")
	}
	g := &gapNode{max: n}
	for p.at < len(p.src) {
		switch p.src[p.at] {
		case ',':
			g.commas = true
		case '@':
			g.mentions = true
		default:
			return g, nil
		}
		p.at++
	}
	return g, nil
}

// slot reads {S:Type|Type/form?+;condition}.
func (p *patternParser) slot() (node, error) {
	at := p.at
	end := strings.IndexByte(p.src[at:], '}')
	if end < 0 {
		return nil, p.fail(at, "add }", "a slot is not closed")
	}
	body := p.src[at+1 : at+end]
	p.at = at + end + 1
	role, rest, ok := strings.Cut(body, ":")
	if !ok || (role != "S" && role != "O" && role != "_") {
		return nil, p.fail(at, "write {S:Type} for the subject, {O:Type} for the object, {_:Type} for another mention", "bad slot {%s}", body)
	}
	s := &slotNode{role: role[0], forms: formsDefault}
	rest, cond, hasCond := strings.Cut(rest, ";")
	if hasCond {
		q := &patternParser{src: cond}
		n, err := q.words()
		if err != nil || q.at < len(cond) {
			return nil, p.fail(at, "after ; write what the last word must be: %role, *-backed", "bad condition %q in slot {%s}", cond, body)
		}
		s.last = n
		if !strings.HasPrefix(cond, "!") {
			s.forms |= formCompound
		}
	}
	if strings.HasSuffix(rest, "+") {
		s.list, rest = true, strings.TrimSuffix(rest, "+")
	}
	if strings.HasSuffix(rest, "?") {
		s.untyped, rest = true, strings.TrimSuffix(rest, "?")
	}
	types, form, hasForm := strings.Cut(rest, "/")
	if hasForm {
		s.forms &= formCompound
		for _, f := range strings.Split(form, "|") {
			bits, ok := slotForms[f]
			if !ok {
				return nil, p.fail(at, "forms are name, acronym, adj, demonym, nominal, compound, metonym, any", "unknown form %q in slot {%s}", f, body)
			}
			s.forms |= bits
		}
	}
	for _, t := range strings.Split(types, "|") {
		if name, not := strings.CutPrefix(t, "!"); not {
			s.except = append(s.except, name)
		} else {
			s.types = append(s.types, t)
		}
		if strings.TrimPrefix(t, "!") == "" {
			return nil, p.fail(at, "name a type of the ontology", "slot {%s} has an empty type", body)
		}
	}
	if len(s.types) == 0 {
		return nil, p.fail(at, "name a type besides the excluded ones", "slot {%s} accepts nothing", body)
	}
	return s, nil
}

// words reads alternatives for one token, and lists: a|=b|%c|<ADJ>|$list|&part.
func (p *patternParser) words() (node, error) {
	at := p.at
	tok := &tokNode{}
	var lists []node
	for {
		if p.at < len(p.src) && p.src[p.at] == '$' {
			p.at++
			name := p.name()
			if name == "" {
				return nil, p.fail(at, `write \$ for the character itself`, "`$` needs the name of a list")
			}
			lists = append(lists, &listNode{name})
		} else if p.at < len(p.src) && p.src[p.at] == '&' {
			p.at++
			name := p.name()
			if name == "" {
				return nil, p.fail(at, `write \& for the character itself`, "`&` needs the name of a part")
			}
			lists = append(lists, &partNode{name})
		} else {
			c, err := p.conj()
			if err != nil {
				return nil, err
			}
			tok.any = append(tok.any, c)
		}
		if p.at < len(p.src) && p.src[p.at] == '|' && !p.paren {
			p.at++
			continue
		}
		break
	}
	if len(tok.any) > 0 {
		lists = append(lists, tok)
	}
	if len(lists) == 1 {
		return lists[0], nil
	}
	return &altNode{lists}, nil
}

func (p *patternParser) conj() (conj, error) {
	var c conj
	for {
		t, err := p.test()
		if err != nil {
			return nil, err
		}
		c = append(c, t)
		if p.at < len(p.src) && p.src[p.at] == '&' {
			p.at++
			continue
		}
		return c, nil
	}
}

func (p *patternParser) test() (test, error) {
	var t test
	at := p.at
	if p.at < len(p.src) && p.src[p.at] == '!' {
		t.not = true
		p.at++
	}
	if p.at < len(p.src) {
		switch p.src[p.at] {
		case '%':
			t.kind = isClass
			p.at++
		case '=':
			t.kind = isLemma
			p.at++
		case '*':
			t.kind = isEnding
			p.at++
		case '^':
			t.kind = isStart
			p.at++
		case '<':
			t.kind = isUPOS
			p.at++
			return p.upos(t, at)
		}
	}
	t.val = p.word()
	if t.val == "" {
		return t, p.fail(at, `write \ before a special character to mean the character`, "a word is missing")
	}
	if t.kind != isClass {
		t.val = foldWord(t.val)
	}
	return t, nil
}

var uposTags = map[string]bool{"ADJ": true, "ADP": true, "ADV": true, "AUX": true, "CCONJ": true, "DET": true,
	"INTJ": true, "NOUN": true, "NUM": true, "PART": true, "PRON": true, "PROPN": true, "PUNCT": true,
	"SCONJ": true, "SYM": true, "VERB": true, "X": true}

func (p *patternParser) upos(t test, at int) (test, error) {
	end := strings.IndexByte(p.src[p.at:], '>')
	if end < 0 {
		return t, p.fail(at, "write <ADJ>", "a part of speech is not closed")
	}
	t.val = p.src[p.at : p.at+end]
	p.at += end + 1
	for _, tag := range strings.Split(t.val, "|") {
		if !uposTags[tag] {
			return t, p.fail(at, "use the tags of Universal Dependencies: NOUN, ADJ, VERB …", "unknown part of speech %q", tag)
		}
	}
	return t, nil
}

// word reads up to a special character; a backslash takes the next one literally.
func (p *patternParser) word() string {
	var b strings.Builder
	for p.at < len(p.src) {
		r, n := utf8.DecodeRuneInString(p.src[p.at:])
		if r == '\\' && p.at+1 < len(p.src) {
			r, n2 := utf8.DecodeRuneInString(p.src[p.at+1:])
			b.WriteRune(r)
			p.at += 1 + n2
			continue
		}
		if unicode.IsSpace(r) || strings.ContainsRune("()[]{}|?*+&~<>", r) {
			break
		}
		b.WriteRune(r)
		p.at += n
	}
	return b.String()
}

// foldWord makes words comparable: lower case, plain quotes, apostrophes and
// dashes. Diacritics stay, since French a and à differ.
func foldWord(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ', '´', '`':
			return '\''
		case '“', '”', '„', '«', '»', '‟':
			return '"'
		case '–', '—', '‑', '‐', '−':
			return '-'
		}
		return unicode.ToLower(r)
	}, s)
}
