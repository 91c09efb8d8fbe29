package pattern

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"kg/graph/ontology"
	"kg/internal/diag"
)

// Load reads all <language>/*.yaml of fsys, checks them against the ontology
// and compiles them. The error carries all findings (package diag).
func Load(fsys fs.FS, o *ontology.Ontology) (*Set, error) {
	files, err := fs.Glob(fsys, "*/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list pattern files: %w", err)
	}
	ld := &loader{onto: o, set: &Set{onto: o, langs: map[string]*language{}}, langs: map[string]*source{}, ids: map[string]string{}}
	for _, name := range files {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		ld.file(name, data)
	}
	if len(files) == 0 {
		ld.diags.Add(".", 0, 0, "pattern files are <language>/<name>.yaml", "there are no pattern files")
	}
	for _, lang := range slices.Sorted(maps.Keys(ld.langs)) {
		ld.language(lang)
	}
	if err := ld.diags.Err(); err != nil {
		return nil, err
	}
	return ld.set, nil
}

// source is what the files of one language say, before it is compiled.
type source struct {
	expander
	at           map[string]position // where lists and parts are defined
	barriers     map[string]bool
	negations    map[string]bool
	conjunctions []node
	articles     []node
	rules        []*rawRule
}

type position struct {
	file      string
	line, col int
}

type rawRule struct {
	Rule
	tree                         node
	notAfter, notBefore, notNear node
	quals                        []rawQual
	clause                       bool
	pos, patternPos              position
}

type rawQual struct {
	key, value string
	pos        position
}

type loader struct {
	onto  *ontology.Ontology
	set   *Set
	langs map[string]*source
	ids   map[string]string // rule ID -> file
	diags diag.List
	name  string  // the file being read
	src   *source // its language
}

func (ld *loader) add(n *yaml.Node, hint, problem string, args ...any) {
	ld.diags.Add(ld.name, n.Line, n.Column, hint, problem, args...)
}

func (ld *loader) addAt(p position, hint, problem string, args ...any) {
	ld.diags.Add(p.file, p.line, p.col, hint, problem, args...)
}

func (ld *loader) pos(n *yaml.Node) position { return position{ld.name, n.Line, n.Column} }

var yamlLine = regexp.MustCompile(`line (\d+)`)

func (ld *loader) file(name string, data []byte) {
	ld.name = name
	lang := path.Dir(name)
	if ld.src = ld.langs[lang]; ld.src == nil {
		ld.src = &source{at: map[string]position{}, barriers: map[string]bool{}, negations: map[string]bool{},
			expander: expander{lists: map[string][]node{}, parts: map[string]node{}, used: map[string]bool{}}}
		ld.langs[lang] = ld.src
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		line := 0
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			fmt.Sscan(m[1], &line)
		}
		ld.diags.Add(name, line, 1, "quote texts that hold `: `, `#` or start with [ { & * ! % @", "bad YAML: %v", err)
		return
	}
	if len(root.Content) == 0 {
		return
	}
	ld.each(root.Content[0], func(k, v *yaml.Node) {
		switch k.Value {
		case "lists":
			ld.each(v, ld.list)
		case "parts":
			ld.each(v, ld.part)
		case "barriers":
			for _, n := range ld.items(v) {
				ld.src.barriers[foldWord(n.Value)] = true
			}
		case "negations":
			for _, n := range ld.items(v) {
				ld.src.negations[foldWord(n.Value)] = true
			}
		case "conjunctions":
			ld.src.conjunctions = append(ld.src.conjunctions, ld.entries(v)...)
		case "articles":
			ld.src.articles = append(ld.src.articles, ld.entries(v)...)
		case "rules":
			ld.rules(lang, v)
		default:
			ld.add(k, "the keys are lists, parts, barriers, negations, conjunctions, articles, rules", "unknown key %q", k.Value)
		}
	})
}

// each visits the entries of a mapping and reports keys given twice.
func (ld *loader) each(n *yaml.Node, f func(k, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		ld.add(n, "write `key: value`", "not a mapping")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if seen[k.Value] {
			ld.add(k, "remove one of the two", "%q is given twice", k.Value)
			continue
		}
		seen[k.Value] = true
		f(k, n.Content[i+1])
	}
}

// items gives the texts of a sequence.
func (ld *loader) items(n *yaml.Node) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		ld.add(n, "write [a, b] or a line with - for each", "not a list")
		return nil
	}
	var out []*yaml.Node
	for _, m := range n.Content {
		if m.Kind != yaml.ScalarNode || strings.TrimSpace(m.Value) == "" {
			ld.add(m, "quote the word: \"no\", \"on\"", "not a text")
			continue
		}
		out = append(out, m)
	}
	return out
}

func (ld *loader) entries(n *yaml.Node) []node {
	var out []node
	for _, m := range ld.items(n) {
		if t := ld.parse(m); t != nil {
			if a, b := counts(t, 'S'); a+b > 0 {
				ld.add(m, "use `parts:` for patterns with slots", "a list entry has a slot")
				continue
			}
			out = append(out, t)
		}
	}
	return out
}

// parse reads a pattern and reports its syntax error at its own column.
func (ld *loader) parse(n *yaml.Node) node {
	if n.Kind != yaml.ScalarNode {
		ld.add(n, "write the pattern as one quoted text", "not a text")
		return nil
	}
	t, err := parsePattern(n.Value)
	if err == nil {
		return t
	}
	var se *syntaxError
	if errors.As(err, &se) {
		at := *n
		if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			at.Column++
		}
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
			at.Column += se.at
		}
		ld.add(&at, se.hint, "%s", se.problem)
	}
	return nil
}

func (ld *loader) list(k, v *yaml.Node) {
	if ld.define("$", k) {
		ld.src.lists[k.Value] = ld.entries(v)
	}
}

func (ld *loader) part(k, v *yaml.Node) {
	if ld.define("&", k) {
		if t := ld.parse(v); t != nil {
			ld.src.parts[k.Value] = t
		}
	}
}

var partName = regexp.MustCompile(`^[a-z0-9_]+$`)

func (ld *loader) define(sigil string, k *yaml.Node) bool {
	name := sigil + k.Value
	if !partName.MatchString(k.Value) {
		ld.add(k, "use lower-case letters, digits and underscores", "bad name %q", k.Value)
		return false
	}
	if p, ok := ld.src.at[name]; ok {
		ld.add(k, "remove one of the two", "%s is already defined at %s:%d", name, p.file, p.line)
		return false
	}
	ld.src.at[name] = ld.pos(k)
	return true
}

func (ld *loader) rules(lang string, v *yaml.Node) {
	if v.Kind != yaml.SequenceNode {
		ld.add(v, "write `- id: …` for each rule", "rules are not a list")
		return
	}
	for _, n := range v.Content {
		r := &rawRule{pos: ld.pos(n)}
		r.Lang, r.File, r.Line = lang, ld.name, n.Line
		fields := map[string]*yaml.Node{}
		ld.each(n, func(k, v *yaml.Node) { fields[k.Value] = v; ld.field(r, k, v) })
		ld.complete(r, n, fields)
	}
}

func (ld *loader) field(r *rawRule, k, v *yaml.Node) {
	switch k.Value {
	case "id":
		r.ID = v.Value
	case "relation":
		r.Relation = v.Value
	case "note":
	case "pattern":
		r.Pattern, r.patternPos = v.Value, ld.pos(v)
		r.tree = ld.parse(v)
	case "headline":
		r.Headline = ld.flag(k, v)
	case "clause":
		r.clause = ld.flag(k, v)
	case "not_after":
		r.notAfter = ld.parse(v)
	case "not_before":
		r.notBefore = ld.parse(v)
	case "not_near":
		r.notNear = ld.parse(v)
	case "qualifiers":
		ld.each(v, func(k, v *yaml.Node) { r.quals = append(r.quals, rawQual{k.Value, v.Value, ld.pos(v)}) })
	case "yes", "no":
	default:
		ld.add(k, "the keys are id, relation, pattern, headline, clause, not_after, not_before, not_near, qualifiers, note, yes, no", "unknown key %q", k.Value)
	}
}

func (ld *loader) flag(k, v *yaml.Node) bool {
	if v.Value != "true" && v.Value != "false" {
		ld.add(v, "", "%s must be true or false", k.Value)
	}
	return v.Value == "true"
}

var ruleID = regexp.MustCompile(`^[a-z][a-z0-9_.-]*$`)

// complete checks one rule as a whole and reads its examples.
func (ld *loader) complete(r *rawRule, n *yaml.Node, fields map[string]*yaml.Node) {
	switch {
	case !ruleID.MatchString(r.ID):
		ld.add(n, "use lower-case letters, digits, - _ .", "bad or missing id %q", r.ID)
	case ld.ids[r.ID] != "":
		ld.add(n, "rename one of the two", "rule %s exists already in %s", r.ID, ld.ids[r.ID])
	default:
		ld.ids[r.ID] = ld.name
	}
	if ld.onto.Relation(r.Relation) == nil {
		at := n
		if f := fields["relation"]; f != nil {
			at = f
		}
		ld.add(at, "the relations are "+strings.Join(ld.onto.Relations(), ", "), "rule %s has the unknown relation %q", r.ID, r.Relation)
		r.tree = nil
	}
	if fields["pattern"] == nil {
		ld.add(n, "add `pattern:`", "rule %s has no pattern", r.ID)
	}
	r.Yes, r.No = ld.examples(r, fields["yes"], n), ld.examples(r, fields["no"], n)
	if fields["yes"] == nil || len(r.Yes) == 0 {
		ld.add(n, "add `yes:` with a sentence => Subject relation Object", "rule %s has no example that it must match", r.ID)
	}
	if fields["no"] == nil || len(r.No) == 0 {
		ld.add(n, "add `no:` with a near miss", "rule %s has no example that it must not match", r.ID)
	}
	if r.tree != nil {
		ld.src.rules = append(ld.src.rules, r)
	}
}

func (ld *loader) examples(r *rawRule, v *yaml.Node, rule *yaml.Node) []Example {
	if v == nil {
		return nil
	}
	yes := false
	for i := 0; i+1 < len(rule.Content); i += 2 {
		yes = yes || rule.Content[i].Value == "yes" && rule.Content[i+1] == v
	}
	var out []Example
	for _, n := range ld.items(v) {
		e, err := parseExample(n.Value, r.Relation)
		switch {
		case err != nil:
			ld.add(n, "write: [Name|Type] … [Name|Type/form]. => Subject relation Object", "bad example: %v", err)
			continue
		case yes && len(e.Expect) == 0:
			ld.add(n, "add => Subject relation Object", "the example does not say what it must give")
			continue
		case !yes && len(e.Expect) > 0:
			ld.add(n, "remove the => …", "an example under `no:` expects a match")
			continue
		}
		for _, m := range e.Marks {
			if ld.onto.Type(m.Type) == nil {
				ld.add(n, "the types are "+strings.Join(ld.onto.Types(), ", "), "the example has the unknown type %q", m.Type)
			}
		}
		e.Line = n.Line
		out = append(out, e)
	}
	return out
}

// language compiles the rules of one language.
func (ld *loader) language(name string) {
	src := ld.langs[name]
	l := &language{name: name, feats: &features{ids: map[string]int32{}}, barriers: src.barriers, negations: src.negations}
	var err error
	if l.conjunctions, err = src.optional(src.conjunctions); err == nil {
		l.articles, err = src.optional(src.articles)
	}
	if err != nil {
		ld.diags.Add(name, 0, 0, "", "conjunctions and articles: %v", err)
		return
	}
	for _, r := range src.rules {
		ld.rule(l, src, r)
	}
	names := slices.Sorted(maps.Keys(src.at))
	for _, n := range names {
		if !src.used[n] {
			ld.addAt(src.at[n], "remove it, or use it", "%s is never used", n)
		}
	}
	l.index()
	ld.set.langs[name] = l
}

func (s *source) optional(items []node) (node, error) {
	if len(items) == 0 {
		return nil, nil
	}
	all, err := s.all(items)
	if err != nil {
		return nil, err
	}
	return merge(all), nil
}

// rule expands, checks and compiles one rule.
func (ld *loader) rule(l *language, src *source, r *rawRule) {
	src.size = 0
	tree, err := src.expand(r.tree)
	if err == nil {
		err = ld.checkTree(r, tree)
	}
	p := &program{rule: len(ld.set.rules), relation: r.Relation, headline: r.Headline, clause: r.clause, groups: []string{""}}
	if err == nil {
		c := &compiler{lang: l, prog: p}
		if err = c.compile(tree); err == nil {
			_, err = c.emit(inst{op: opAccept})
		}
	}
	if err == nil {
		err = l.guards(src, r, p)
	}
	if err == nil {
		err = ld.qualifiers(p, r)
	}
	if err != nil {
		hint := ""
		var ce *compileError
		if errors.As(err, &ce) {
			hint = ce.hint
		}
		ld.addAt(r.patternPos, hint, "rule %s: %v", r.ID, err)
		return
	}
	p.first = p.firsts()
	p.trigger = slices.Sorted(maps.Keys(l.trigger(tree)))
	l.programs = append(l.programs, p)
	ld.set.rules = append(ld.set.rules, r.Rule)
}

func (l *language) guards(src *source, r *rawRule, p *program) (err error) {
	if p.notAfter, err = l.guard(src, r.notAfter); err != nil {
		return err
	}
	if p.notBefore, err = l.guard(src, r.notBefore); err != nil {
		return err
	}
	p.notNear, err = l.guard(src, r.notNear)
	return err
}

func (l *language) guard(src *source, n node) (*pred, error) {
	if n == nil {
		return nil, nil
	}
	t, err := src.expand(n)
	if err != nil {
		return nil, err
	}
	tok, ok := t.(*tokNode)
	if !ok {
		return nil, &compileError{"not_after, not_before and not_near take single words, classes and tags only", "write a|b|<ADP>|$list"}
	}
	p := l.pred(tok)
	return &p, nil
}

// checkTree finds slots that are missing, doubled or of a type that the relation does not allow.
func (ld *loader) checkTree(r *rawRule, tree node) error {
	rel := ld.onto.Relation(r.Relation)
	for _, role := range []byte{'S', 'O'} {
		lo, hi := counts(tree, role)
		if lo != 1 || hi != 1 {
			return &compileError{fmt.Sprintf("a match must fill {%c:…} exactly once, not %d to %d times", role, lo, hi),
				fmt.Sprintf("use {%c:Type+} for names in a row", role)}
		}
	}
	if _, some := hasCue(tree); !some {
		return &compileError{"no cue is marked", "put [ ] round the words that tie the two"}
	}
	return ld.checkSlots(rel, tree)
}

func (ld *loader) checkSlots(rel *ontology.Relation, n node) error {
	var sub []node
	switch n := n.(type) {
	case *seqNode:
		sub = n.items
	case *altNode:
		sub = n.items
	case *repNode:
		sub = []node{n.item}
	case *groupNode:
		sub = []node{n.item}
	case *cueNode:
		sub = []node{n.item}
	case *slotNode:
		return ld.checkSlot(rel, n)
	}
	for _, m := range sub {
		if err := ld.checkSlots(rel, m); err != nil {
			return err
		}
	}
	return nil
}

func (ld *loader) checkSlot(rel *ontology.Relation, s *slotNode) error {
	allowed, side := rel.Domain, "subject"
	if s.role == 'O' {
		allowed, side = rel.Range, "object"
	}
	for _, t := range append(append([]string(nil), s.types...), s.except...) {
		if ld.onto.Type(t) == nil {
			return &compileError{fmt.Sprintf("unknown type %q", t), "the types are " + strings.Join(ld.onto.Types(), ", ")}
		}
	}
	for _, t := range s.types {
		ok := s.role == '_'
		for _, a := range allowed {
			ok = ok || ld.onto.IsA(t, a)
		}
		if !ok {
			return &compileError{fmt.Sprintf("%s cannot be the %s of %s", t, side, rel.Name), "allowed are " + strings.Join(allowed, ", ") + " and their sub-types"}
		}
	}
	return nil
}

// qualifiers reads "text", "@group" and "@group=text".
func (ld *loader) qualifiers(p *program, r *rawRule) error {
	sort.SliceStable(r.quals, func(i, j int) bool { return r.quals[i].key < r.quals[j].key })
	for _, q := range r.quals {
		if !strings.HasPrefix(q.value, "@") {
			p.quals = append(p.quals, qualRule{q.key, -1, q.value})
			continue
		}
		name, value, _ := strings.Cut(q.value[1:], "=")
		group := 0
		for i, g := range p.groups {
			if i > 0 && g == name {
				group = i
			}
		}
		if group == 0 {
			return &compileError{fmt.Sprintf("qualifier %s names the unknown group %q", q.key, name), "write (" + name + ": …) in the pattern"}
		}
		p.quals = append(p.quals, qualRule{q.key, group, value})
	}
	return nil
}
