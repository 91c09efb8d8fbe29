// Package queries is the catalogue of canned Gizmo queries: the files
// *.gizmo of this folder, and of any folder a user adds.
//
// A file begins with a header of comment lines and goes on with a script:
//
//	// title: Severed ties
//	// question: Who broke off relations with whom, and which articles say so?
//	// param by entity optional: only ties that this one broke off
//	// param least int = 1: only where so many articles say so
//	// column subject entity: who broke them off
//	// column sources articles: the articles that say so
//	// column where articles of subject <severed> object: ..., filled in by kg
//	// keep: #sources >= least
//	// order: -#sources subject      or `order: given`: as the script gives the rows, each at once
//	// scans without by with: reads all statements of the relation
//
// Parameters reach the script as the object `param`; entities, relations and
// articles in Gizmo's notation for IRIs, "<iran>". One that is optional and
// not given is undefined. What the script emits under the names of the columns
// become the rows. The functions of prelude.js are there for every script.
package queries

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"kg/graph/ontology"
	"kg/internal/diag"

	"github.com/dop251/goja"
)

//go:embed *.gizmo
var shipped embed.FS

//go:embed prelude.js
var prelude string

// Prelude is the script that runs before each query: functions they share, and
// what the ontology says.
func Prelude(o *ontology.Ontology) string {
	known := struct {
		Relations []string        `json:"relations"` // "<accused>", …
		Symmetric map[string]bool `json:"symmetric"`
		Types     []string        `json:"types"`
		Actors    []string        `json:"actors"` // types of those who act
	}{Symmetric: map[string]bool{}, Types: []string{}, Actors: []string{}}
	for _, r := range o.Relations() {
		known.Relations = append(known.Relations, "<"+r+">")
		if o.Relation(r).Symmetric {
			known.Symmetric["<"+r+">"] = true
		}
	}
	for _, t := range o.Types() {
		known.Types = append(known.Types, t)
		if o.IsA(t, "Agent") {
			known.Actors = append(known.Actors, t)
		}
	}
	b, err := json.Marshal(known)
	if err != nil {
		panic(err) // a struct of strings
	}
	return "var ontology = " + string(b) + ";\n" + prelude
}

// Shipped is the folder of the queries that come with kg.
func Shipped() fs.FS { return shipped }

// Type of a parameter or column.
type Type string

// Types. The plural ones are lists and only for columns.
const (
	Entity   Type = "entity"
	Relation Type = "relation"
	Article  Type = "article"
	Claim    Type = "claim"
	Text     Type = "text"
	Int      Type = "int"
	Date     Type = "date" // a year, month or day: 2022, 2022-09, 2022-09-07
	Entities Type = "entities"
	Articles Type = "articles"
	Texts    Type = "texts"
)

func (t Type) param() bool {
	switch t {
	case Entity, Relation, Article, Text, Int, Date:
		return true
	}
	return false
}

func (t Type) column() bool {
	switch t {
	case Claim, Entities, Articles, Texts:
		return true
	}
	return t.param()
}

// List reports whether cells of the type hold several values.
func (t Type) List() bool { return t == Entities || t == Articles || t == Texts }

// Thing reports whether values of the type are IRIs of things that have names.
func (t Type) Thing() bool {
	switch t {
	case Entity, Entities, Relation, Article, Articles:
		return true
	}
	return false
}

// Param is a parameter of a query.
type Param struct {
	Name     string
	Type     Type
	Help     string
	Optional bool   // may be left out, then it has no value
	Default  string // its value when left out; "" for none
}

// Required reports whether the query cannot do without it.
func (p Param) Required() bool { return !p.Optional && p.Default == "" }

// Column is a column of the answer.
type Column struct {
	Name string
	Type Type
	Help string
	Of   []string // subject, predicate and object of the edge whose articles stand here: columns, "param.NAME" or "<iri>"
}

// Keep is a condition that rows must meet.
type Keep struct {
	Column  string
	AtLeast string // so many values: a number or a parameter; "" for none
	AtMost  string
}

// Scan says when a query reads much of the store.
type Scan struct {
	Without []string // when none of these parameters is given; empty: always
	Help    string   // what it reads
}

// Query is one canned query.
type Query struct {
	Name     string // file name without .gizmo
	File     string
	Title    string
	Question string
	Params   []Param
	Columns  []Column
	Order    []string // columns to sort by, all others follow; "#col": by its number of values; "-" before either: descending
	Given    bool     // the script gives the rows in their order: none waits for those after it
	Keep     []Keep
	Scan     *Scan  // nil: it begins at something named
	Script   string // the whole file, so that errors name its lines
}

// Scans tells whether the query reads much of the store when it is asked with
// these parameters.
func (q Query) Scans(given map[string]string) bool {
	if q.Scan == nil {
		return false
	}
	for _, p := range q.Scan.Without {
		if given[p] != "" {
			return false
		}
	}
	return true
}

// Has tells whether the query has the parameter.
func (q Query) Has(param string) bool {
	for _, p := range q.Params {
		if p.Name == param {
			return true
		}
	}
	return false
}

// ColumnNames are the names of the columns in their order.
func (q Query) ColumnNames() []string {
	out := make([]string, len(q.Columns))
	for i, c := range q.Columns {
		out[i] = c.Name
	}
	return out
}

// Catalogue reads the queries of the folders, sorted by name. A query of a
// later folder takes the place of one of the same name. It reports all
// problems of all files at once (diag.From); a missing folder is an error.
func Catalogue(folders ...fs.FS) ([]Query, error) {
	var found diag.List
	byName := map[string]Query{}
	for _, f := range folders {
		files, err := fs.Glob(f, "*.gizmo")
		if err != nil {
			return nil, fmt.Errorf("list queries: %w", err)
		}
		if _, err := fs.Stat(f, "."); err != nil {
			return nil, fmt.Errorf("list queries: %w", err)
		}
		for _, file := range files {
			b, err := fs.ReadFile(f, file)
			if err != nil {
				return nil, fmt.Errorf("read query: %w", err)
			}
			q, err := Parse(file, string(b))
			if err != nil {
				found = append(found, diag.From(err)...)
				continue
			}
			byName[q.Name] = q
		}
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	out := make([]Query, 0, len(byName))
	for _, q := range byName {
		out = append(out, q)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, nil
}

// Find gives the query of the name.
func Find(list []Query, name string) (Query, bool) {
	for _, q := range list {
		if q.Name == name {
			return q, true
		}
	}
	return Query{}, false
}

// Bind checks the arguments, which are texts as a person typed them (names
// of entities already resolved to IDs), and gives the value of `param`.
// It reports all problems at once.
func (q Query) Bind(args map[string]string) (map[string]any, error) {
	var errs []error
	out := map[string]any{}
	known := map[string]bool{}
	for _, p := range q.Params {
		known[p.Name] = true
		text, given := args[p.Name]
		if !given {
			if p.Required() {
				errs = append(errs, fmt.Errorf("query %s needs --%s: %s", q.Name, p.Name, p.Help))
			}
			if p.Default == "" {
				continue
			}
			text = p.Default
		}
		v, err := p.Type.value(text)
		if err != nil {
			errs = append(errs, fmt.Errorf("--%s %q: %w", p.Name, text, err))
			continue
		}
		out[p.Name] = v
	}
	for name := range args {
		if !known[name] {
			errs = append(errs, fmt.Errorf("query %s has no parameter %s; it has: %s", q.Name, name, q.paramNames()))
		}
	}
	sort.Slice(errs, func(i, j int) bool { return errs[i].Error() < errs[j].Error() })
	return out, errors.Join(errs...)
}

func (q Query) paramNames() string {
	if len(q.Params) == 0 {
		return "none"
	}
	var out []string
	for _, p := range q.Params {
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}

// value reads a parameter's text.
func (t Type) value(text string) (any, error) {
	switch t {
	case Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, errors.New("want a whole number")
		}
		return n, nil
	case Text:
		return text, nil
	case Date:
		if !dateForm.MatchString(text) {
			return nil, errors.New("want a date such as 2022, 2022-09 or 2022-09-07")
		}
		return text, nil
	}
	id := strings.TrimSuffix(strings.TrimPrefix(text, "<"), ">")
	if t == Article && !strings.HasPrefix(id, "article:") {
		id = "article:" + id
	}
	if id == "" || strings.ContainsAny(id, "<>\x00") {
		return nil, fmt.Errorf("want the ID of one %s", t)
	}
	return "<" + id + ">", nil
}

var (
	nameForm   = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	ident      = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	headerLine = regexp.MustCompile(`^//\s*([a-z]+)\b\s*([^:]*?)\s*:\s*(.*)$`)
	paramForm  = regexp.MustCompile(`^(\S+)\s+(\S+)(?:\s+(optional)|\s*=\s*(.+))?$`)
	columnForm = regexp.MustCompile(`^(\S+)\s+(\S+)(?:\s+of\s+(\S+)\s+(\S+)\s+(\S+))?$`)
	keepForm   = regexp.MustCompile(`^#(\S+)\s*(>=|<=)\s*(\S+)$`)
	dateForm   = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
	paramUse   = regexp.MustCompile(`\bparam\.([A-Za-z_][A-Za-z0-9_]*)`)
	syntaxAt   = regexp.MustCompile(`Line (\d+):(\d+) (.*?)(?: \(and \d+ more errors?\))?$`)
)

// parser reads one file.
type parser struct {
	q     Query
	found diag.List
	lines map[string]int // where a parameter is declared
	line  int            // 1-based
}

// Parse reads a query. The error holds all findings (diag.From).
func Parse(file, text string) (Query, error) {
	p := &parser{q: Query{File: file, Name: strings.TrimSuffix(path.Base(file), ".gizmo"), Script: text}, lines: map[string]int{}}
	if !nameForm.MatchString(p.q.Name) {
		p.found.Add(file, 0, 0, "use lower case letters, digits and single hyphens", "bad name for a query: %q", p.q.Name)
	}
	for i, l := range strings.Split(text, "\n") {
		l = strings.TrimRight(l, "\r \t")
		if !strings.HasPrefix(l, "//") {
			break
		}
		p.line = i + 1
		p.header(l)
	}
	p.complete()
	p.script(text)
	return p.q, p.found.Err()
}

func (p *parser) bad(hint, problem string, args ...any) {
	p.found.Add(p.q.File, p.line, 1, hint, problem, args...)
}

func (p *parser) header(l string) {
	m := headerLine.FindStringSubmatch(l)
	if m == nil {
		p.bad("write `// key: value`; keys are title, question, param, column, keep, order, scans", "not a line of a header: %s", l)
		return
	}
	key, args, text := m[1], m[2], strings.TrimSpace(m[3])
	switch key {
	case "title":
		p.once(key, &p.q.Title, text)
	case "question":
		p.once(key, &p.q.Question, text)
	case "keep":
		p.keep(text)
	case "scans":
		p.q.Scan = &Scan{Without: strings.Fields(strings.TrimPrefix(args, "without")), Help: text}
		if text == "" {
			p.bad("say what it reads after the colon", "scans has no help")
		}
	case "order":
		if p.q.Given = text == "given"; !p.q.Given {
			p.q.Order = append(p.q.Order, strings.Fields(text)...)
		}
	case "param":
		p.param(args, text)
	case "column":
		p.column(args, text)
	default:
		p.bad("keys are title, question, param, column, keep, order, scans", "unknown key %q", key)
	}
}

func (p *parser) once(key string, field *string, text string) {
	if *field != "" {
		p.bad("keep one", "%s is given twice", key)
	}
	*field = text
}

func (p *parser) param(args, help string) {
	m := paramForm.FindStringSubmatch(args)
	if m == nil || !ident.MatchString(m[1]) {
		p.bad("write `// param NAME TYPE [optional | = DEFAULT]: help`", "cannot read the parameter %q", args)
		return
	}
	d := Param{Name: m[1], Type: Type(m[2]), Optional: m[3] != "", Default: strings.TrimSpace(m[4]), Help: help}
	switch {
	case !d.Type.param():
		p.bad("types are entity, relation, article, text, int, date", "parameter %s has the unknown type %q", d.Name, d.Type)
	case p.lines[d.Name] > 0:
		p.bad("keep one", "parameter %s is declared twice", d.Name)
	case help == "":
		p.bad("say what it does after the colon", "parameter %s has no help", d.Name)
	}
	if d.Default != "" && d.Type.param() {
		if _, err := d.Type.value(d.Default); err != nil {
			p.bad("", "default of %s: %v", d.Name, err)
		}
	}
	p.lines[d.Name] = p.line
	p.q.Params = append(p.q.Params, d)
}

func (p *parser) column(args, help string) {
	m := columnForm.FindStringSubmatch(args)
	if m == nil || !ident.MatchString(m[1]) {
		p.bad("write `// column NAME TYPE: help`", "cannot read the column %q", args)
		return
	}
	c := Column{Name: m[1], Type: Type(m[2]), Help: help}
	if m[3] != "" {
		c.Of = m[3:6]
		if c.Type != Articles {
			p.bad("make it a column of the type articles", "column %s is filled with the articles of an edge", c.Name)
		}
	}
	if !c.Type.column() {
		p.bad("types are entity, relation, article, claim, text, int, date, entities, articles, texts", "column %s has the unknown type %q", c.Name, c.Type)
	}
	for _, o := range p.q.Columns {
		if o.Name == c.Name {
			p.bad("keep one", "column %s is declared twice", c.Name)
		}
	}
	p.q.Columns = append(p.q.Columns, c)
}

func (p *parser) keep(text string) {
	m := keepForm.FindStringSubmatch(text)
	if m == nil {
		p.bad("write `// keep: #COLUMN >= NUMBER` or <=; in place of a number, a parameter", "cannot read the condition %q", text)
		return
	}
	k := Keep{Column: m[1], AtLeast: m[3]}
	if m[2] == "<=" {
		k.AtLeast, k.AtMost = "", m[3]
	}
	p.q.Keep = append(p.q.Keep, k)
}

// complete looks for what the header lacks.
func (p *parser) complete() {
	p.line = 1
	if p.q.Title == "" {
		p.bad("begin with `// title: ...`", "no title")
	}
	if p.q.Question == "" {
		p.bad("add `// question: ...`, in plain words", "no question")
	}
	if len(p.q.Columns) == 0 {
		p.bad("add `// column NAME TYPE: help` for each", "no columns")
	}
	for _, o := range p.q.Order {
		if !p.known(strings.TrimPrefix(strings.TrimPrefix(o, "-"), "#")) {
			p.bad("name columns, with - before those that descend", "order names the unknown column %q", o)
		}
	}
	p.references()
}

// references checks what conditions and filled columns name.
func (p *parser) references() {
	for _, k := range p.q.Keep {
		n := k.AtLeast + k.AtMost
		if _, err := strconv.Atoi(n); err != nil && p.lines[n] == 0 {
			p.bad("write a number, or the name of a parameter of the type int", "keep compares with %q", n)
		}
		if !p.known(k.Column) {
			p.bad("name a column", "keep names the unknown column %q", k.Column)
		}
	}
	for _, c := range p.q.Columns {
		for _, of := range c.Of {
			name, param := strings.CutPrefix(of, "param.")
			switch {
			case strings.HasPrefix(of, "<"), param && p.lines[name] > 0, !param && p.known(of):
			default:
				p.bad("name a column, <a relation>, or param.NAME", "column %s is filled from the unknown %q", c.Name, of)
			}
		}
	}
	if p.q.Scan == nil {
		return
	}
	for _, w := range p.q.Scan.Without {
		if p.lines[w] == 0 {
			p.bad("name parameters", "scans names the unknown parameter %q", w)
		}
	}
}

func (p *parser) known(column string) bool {
	for _, c := range p.q.Columns {
		if c.Name == column {
			return true
		}
	}
	return false
}

// script checks that it compiles and uses the parameters that are declared.
func (p *parser) script(text string) {
	if _, err := goja.Compile(p.q.File, text, false); err != nil {
		line, col, msg := 0, 0, err.Error()
		if m := syntaxAt.FindStringSubmatch(msg); m != nil {
			line, _ = strconv.Atoi(m[1])
			col, _ = strconv.Atoi(m[2])
			msg = m[3]
		}
		p.found.Add(p.q.File, line, col, "", "script: %s", msg)
		return
	}
	used := p.usedInHeader()
	for i, l := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(l), "//") {
			continue
		}
		for _, m := range paramUse.FindAllStringSubmatchIndex(l, -1) {
			name := l[m[2]:m[3]]
			used[name] = true
			if p.lines[name] == 0 {
				p.found.Add(p.q.File, i+1, m[0]+1, "declare it in the header", "the script uses the parameter %s", name)
			}
		}
	}
	for _, d := range p.q.Params {
		if !used[d.Name] {
			p.found.Add(p.q.File, p.lines[d.Name], 1, "remove it, or use param."+d.Name, "the script does not use the parameter %s", d.Name)
		}
	}
}

// usedInHeader are the parameters that conditions and filled columns name.
func (p *parser) usedInHeader() map[string]bool {
	used := map[string]bool{}
	for _, k := range p.q.Keep {
		used[k.AtLeast+k.AtMost] = true
	}
	for _, c := range p.q.Columns {
		for _, of := range c.Of {
			used[strings.TrimPrefix(of, "param.")] = true
		}
	}
	return used
}
