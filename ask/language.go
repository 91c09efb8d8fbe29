package ask

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"kg/graph"
	"kg/internal/diag"
)

// language is what a file says.
type language struct {
	name     string
	articles []string       // folded; longest first
	refuse   *regexp.Regexp // words of questions that ask for something else; nil for none
	months   map[string]string
	times    []timeForm
	rules    []rule
}

// rule is one form of question.
type rule struct {
	form    func() *regexp.Regexp // compiled when first needed
	words   []string              // of which a question has one, if the rule is to fit
	command string
	query   string
	set     map[string]string // parameters that the rule itself gives
	slots   map[string]string // slot to parameter, where they differ
	at      string            // where it stands in the file
}

// file is the form of data/<lang>.yaml.
type file struct {
	Articles []string          `yaml:"articles"`
	Refuse   []string          `yaml:"refuse"`
	Macros   map[string]string `yaml:"macros"`
	Months   map[string]string `yaml:"months"`
	Times    []yaml.Node       `yaml:"times"`
	Actions  []yaml.Node       `yaml:"actions"`
	Verbs    map[string][]verb `yaml:"verbs"`
	Other    []question        `yaml:"questions"`
}

// verb is a way to say a relation: its forms, as alternatives, by name.
type verb map[string]string

// question is another form, or several, for one query.
type question struct {
	Query   string            `yaml:"query"`
	Command string            `yaml:"command"`
	Set     map[string]string `yaml:"set"`
	Slots   map[string]string `yaml:"slots"`
	Ask     []yaml.Node       `yaml:"ask"`
}

type parser struct {
	l     *language
	file  string
	f     file
	found diag.List
}

// parse reads a file; with check it compiles every form.
func parse(name, path string, src []byte, check bool) (*language, error) {
	p := &parser{l: &language{name: name}, file: path}
	dec := yaml.NewDecoder(strings.NewReader(string(src)))
	dec.KnownFields(true)
	if err := dec.Decode(&p.f); err != nil {
		p.yaml(err)
		return p.l, p.found.Err()
	}
	for _, a := range p.f.Articles {
		p.l.articles = append(p.l.articles, graph.Fold(a))
	}
	slices.SortStableFunc(p.l.articles, func(a, b string) int { return len(b) - len(a) })
	if len(p.f.Refuse) > 0 {
		var words []string
		for _, w := range p.f.Refuse {
			words = append(words, regexp.QuoteMeta(graph.Fold(w)))
		}
		p.l.refuse = regexp.MustCompile(` (?:` + strings.Join(words, "|") + `)(?: |$)`)
	}
	p.l.months = map[string]string{}
	for m, n := range p.f.Months {
		for _, form := range strings.Split(m, "|") {
			p.l.months[graph.Fold(form)] = n
		}
	}
	p.times()
	p.questions() // of two that fit as well, the more special comes first
	p.actions()
	if check {
		for _, r := range p.l.rules {
			r.form()
		}
	}
	return p.l, p.found.Err()
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

// yaml reports what the decoder found.
func (p *parser) yaml(err error) {
	all := yamlLine.FindAllStringSubmatch(err.Error(), -1)
	for _, m := range all {
		line := 0
		fmt.Sscan(m[1], &line)
		p.found.Add(p.file, line, 1, "the keys are articles, refuse, macros, months, times, actions, verbs, questions", "%s", m[2])
	}
	if len(all) == 0 {
		p.found.Add(p.file, 0, 0, "", "%v", err)
	}
}

// bad reports a finding, once: a form is compiled with each verb.
func (p *parser) bad(n yaml.Node, hint, problem string, args ...any) {
	var one diag.List
	one.Add(p.file, n.Line, n.Column, hint, problem, args...)
	if !slices.Contains(p.found, one[0]) {
		p.found = append(p.found, one[0])
	}
}

func (p *parser) at(n yaml.Node) string { return fmt.Sprintf("%s:%d:%d", p.file, n.Line, n.Column) }

// actions makes a rule of each verb in each form of sentence that asks for it.
func (p *parser) actions() {
	relations := make([]string, 0, len(p.f.Verbs))
	for r := range p.f.Verbs {
		relations = append(relations, r)
	}
	slices.Sort(relations)
	for _, rel := range relations {
		for _, v := range p.f.Verbs[rel] {
			for _, form := range p.f.Actions {
				p.action(rel, v, form)
			}
		}
	}
}

// optional are the forms of a verb that it may lack: "severed ties with" has a
// noun and a preposition, "condemned" has neither.
var optional = []string{"noun", "prep", "particle"}

// action makes a rule, unless the verb lacks a form that the sentence needs and
// for which it has no alternative.
func (p *parser) action(relation string, v verb, form yaml.Node) {
	text, query, _ := strings.Cut(form.Value, " => ")
	for _, name := range wordsOf(text) {
		if _, own := p.f.Macros[name]; own || v[name] != "" || slices.Contains(optional, name) {
			continue
		}
		text = strings.ReplaceAll(strings.ReplaceAll(text, "|$"+name, ""), "$"+name+"|", "")
		if slices.Contains(wordsOf(text), name) {
			return
		}
	}
	r := rule{form: p.lazy(form, text, v), words: v.words(), at: p.at(form), command: "query", query: "relation", set: map[string]string{"relation": relation},
		slots: map[string]string{"s": "by", "o": "to", "in": "in"}}
	if query != "" {
		r.query = strings.TrimSpace(query)
	}
	p.l.rules = append(p.l.rules, r)
}

func (p *parser) questions() {
	for _, q := range p.f.Other {
		for _, form := range q.Ask {
			r := rule{form: p.lazy(form, form.Value, nil), words: plain(form.Value), at: p.at(form), command: "query", query: q.Query, set: q.Set, slots: q.Slots}
			if q.Command != "" {
				r.command = q.Command
			}
			if q.Command != "" && !slices.Contains(Commands(), q.Command) {
				p.bad(form, "take one of "+strings.Join(Commands(), ", "), "%q is no command that answers", q.Command)
			}
			if (q.Query == "") == (q.Command == "") {
				p.bad(form, "name a canned query, or a command that answers", "the question has neither query nor command, or both")
			}
			p.l.rules = append(p.l.rules, r)
		}
	}
}

var (
	macro = regexp.MustCompile(`\$([a-z]+)`)
	slot  = regexp.MustCompile(`\{([a-z]+)\}`)
)

// lazy compiles a form when it is first asked for: a question needs few of
// thousands.
func (p *parser) lazy(n yaml.Node, text string, v verb) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return p.compile(n, text, v) })
}

// plain are the words that stand in a form, folded.
func plain(form string) []string {
	return strings.FieldsFunc(graph.Fold(slot.ReplaceAllString(macro.ReplaceAllString(form, " "), " ")), func(r rune) bool { return strings.ContainsRune(" ()|?.", r) })
}

// words are those of the verb's own forms.
func (v verb) words() []string {
	var out []string
	for name, form := range v {
		if !slices.Contains(optional, name) {
			out = append(out, plain(form)...)
		}
	}
	if len(out) == 0 {
		out = plain(v["particle"])
	}
	return out
}

// mayFit tells whether a question has one of the rule's words.
func (r rule) mayFit(words map[string]bool) bool {
	for _, w := range r.words {
		if words[w] {
			return true
		}
	}
	return len(r.words) == 0
}

func wordsOf(text string) []string {
	var out []string
	for _, m := range macro.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

// never fits: in place of a form that cannot be read, which the check reports.
var never = regexp.MustCompile(`^\b$`)

// maxDepth bounds macros within macros.
const maxDepth = 5

// compile makes a form one expression over a whole normal question. A form is
// words with a space between them: alternatives in brackets, (a|b c); "?"
// after what that may be left out; $name for a macro, or a form of the verb;
// {name} for a name of the world; "..." for words that do not matter.
func (p *parser) compile(n yaml.Node, text string, v verb) *regexp.Regexp {
	for range maxDepth {
		text = macro.ReplaceAllStringFunc(text, func(m string) string {
			name := m[1:]
			if form, ok := v[name]; ok {
				return group(form)
			}
			if form, ok := p.f.Macros[name]; ok {
				return group(form)
			}
			if v == nil {
				p.bad(n, "define it under macros", "unknown macro %s", m)
			}
			return ""
		})
	}
	var b strings.Builder
	b.WriteString("^")
	for _, w := range split(graph.Fold(text)) {
		b.WriteString(word(w))
	}
	b.WriteString("$")
	if strings.Contains(b.String(), `\|`) || strings.Contains(b.String(), `\(`) || strings.Contains(b.String(), `\)`) {
		p.bad(n, "put a space before and after brackets, and close each", "brackets within a word, or left open, in %q", n.Value)
		return never
	}
	re, err := regexp.Compile(b.String())
	if err != nil {
		p.bad(n, "see ask/data/en.yaml for the form", "cannot read %q: %v", n.Value, err)
		return never
	}
	return re
}

func group(form string) string {
	if form == "" || !strings.ContainsAny(form, "| ") || strings.HasPrefix(form, "(") && closes(form) == len(form)-1 {
		return form
	}
	if !strings.Contains(form, "|") {
		return form // words that follow one another
	}
	return "(" + form + ")"
}

// closes is where the bracket closes with which the text begins.
func closes(s string) int {
	depth := 0
	for i, c := range s {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// split cuts a form at the spaces outside of brackets.
func split(text string) []string {
	var out []string
	depth, start := 0, 0
	for i, c := range text {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ' ' && depth == 0:
			if i > start {
				out = append(out, text[start:i])
			}
			start = i + 1
		}
	}
	return append(out, text[start:])
}

// word is one element of a form as an expression, with the space before it.
func word(w string) string {
	if w == "" {
		return ""
	}
	w, optional := strings.CutSuffix(w, "?")
	var e string
	switch {
	case slot.MatchString(w):
		e = slot.ReplaceAllString(w, "(?P<$1>.+?)")
		e = " " + e
	case w == "...":
		e = " .+?"
	case strings.HasPrefix(w, "(") && strings.HasSuffix(w, ")"):
		var arms []string
		for _, arm := range alternatives(w[1 : len(w)-1]) {
			var b strings.Builder
			for _, x := range split(arm) {
				b.WriteString(word(x))
			}
			arms = append(arms, b.String())
		}
		e = "(?:" + strings.Join(arms, "|") + ")"
	default:
		e = " " + regexp.QuoteMeta(w)
	}
	if optional {
		return "(?:" + e + ")?"
	}
	return e
}

// alternatives cuts at the bars outside of brackets.
func alternatives(text string) []string {
	var out []string
	depth, start := 0, 0
	for i, c := range text {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '|' && depth == 0:
			out = append(out, text[start:i])
			start = i + 1
		}
	}
	return append(out, text[start:])
}
