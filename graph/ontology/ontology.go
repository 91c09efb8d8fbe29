// Package ontology says what kinds of things and relations there are. The
// data is ontology.yaml, which an analyst can edit without Go; this package
// reads and checks it.
package ontology

import (
	_ "embed"
	"fmt"
	"regexp"
	"sort"

	"go.yaml.in/yaml/v3"

	"kg/internal/diag"
)

//go:embed ontology.yaml
var data []byte

const file = "graph/ontology/ontology.yaml"

// Type is a kind of entity.
type Type struct {
	Name   string
	Is     string            `yaml:"is"` // the wider type, "" for the root
	Labels map[string]string `yaml:"labels"`
	STIX   string            `yaml:"stix"` // STIX 2.1 object type
	FtM    string            `yaml:"ftm"`  // FollowTheMoney schema

	wider *Type // of Is
}

// Relation is a kind of edge, read from subject to object.
type Relation struct {
	Name      string
	Domain    []string          `yaml:"domain"` // types that a subject may have, sub-types included
	Range     []string          `yaml:"range"`  // types that an object may have, sub-types included
	Inverse   string            `yaml:"inverse"`
	Symmetric bool              `yaml:"symmetric"`
	Lasts     bool              `yaml:"lasts"`   // a state and no event
	OnceIn    int               `yaml:"once_in"` // days within which it happens but once between two: other dates then disagree; 0: it may happen daily
	Labels    map[string]string `yaml:"labels"`
	PLOVER    string            `yaml:"plover"`
	STIX      string            `yaml:"stix"`
	FtM       string            `yaml:"ftm"`
}

// Ontology is the checked content of the file. It is read-only.
type Ontology struct {
	types     map[string]*Type
	relations map[string]*Relation
	typeNames []string
	relNames  []string
}

// Load reads the ontology that kg ships.
func Load() (*Ontology, error) { return Parse(file, data) }

// Parse reads and checks an ontology; the error holds all findings (package diag).
func Parse(name string, src []byte) (*Ontology, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(src, &root); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := parser{file: name, o: &Ontology{types: map[string]*Type{}, relations: map[string]*Relation{}}}
	if len(root.Content) == 0 {
		p.diags.Add(name, 1, 1, "write `types:` and `relations:`", "the ontology is empty")
		return nil, p.diags.Err()
	}
	p.top(root.Content[0])
	p.check()
	if err := p.diags.Err(); err != nil {
		return nil, err
	}
	for _, t := range p.o.types {
		t.wider = p.o.types[t.Is]
	}
	sort.Strings(p.o.typeNames)
	sort.Strings(p.o.relNames)
	return p.o, nil
}

// Type returns the named type, nil if there is none.
func (o *Ontology) Type(name string) *Type { return o.types[name] }

// Relation returns the named relation, nil if there is none.
func (o *Ontology) Relation(name string) *Relation { return o.relations[name] }

// Types lists the names of all types, sorted.
func (o *Ontology) Types() []string { return o.typeNames }

// Relations lists the names of all relations, sorted.
func (o *Ontology) Relations() []string { return o.relNames }

// IsA reports whether type t is the type wider, or one of its sub-types.
func (o *Ontology) IsA(t, wider string) bool {
	if t == wider {
		return t != ""
	}
	x := o.types[t]
	for n := 0; x != nil && n <= len(o.types); n++ {
		if x.Name == wider {
			return true
		}
		x = x.wider
	}
	return false
}

// Allows reports whether the relation may hold between things of these types.
func (o *Ontology) Allows(relation, subject, object string) bool {
	r := o.relations[relation]
	return r != nil && o.any(subject, r.Domain) && o.any(object, r.Range)
}

func (o *Ontology) any(t string, wider []string) bool {
	for _, w := range wider {
		if o.IsA(t, w) {
			return true
		}
	}
	return false
}

// Label is the relation's label in lang, else in English.
func (r *Relation) Label(lang string) string { return label(r.Labels, lang, r.Name) }

// Label is the type's label in lang, else in English.
func (t *Type) Label(lang string) string { return label(t.Labels, lang, t.Name) }

func label(labels map[string]string, lang, name string) string {
	if s := labels[lang]; s != "" {
		return s
	}
	if s := labels["en"]; s != "" {
		return s
	}
	return name
}

var identifier = regexp.MustCompile(`^[a-z][a-z_]*$`)

type parser struct {
	file  string
	o     *Ontology
	diags diag.List
	at    map[string]*yaml.Node // where each type and relation is defined
}

func (p *parser) add(n *yaml.Node, hint, problem string, args ...any) {
	p.diags.Add(p.file, n.Line, n.Column, hint, problem, args...)
}

func (p *parser) top(n *yaml.Node) {
	p.at = map[string]*yaml.Node{}
	if n.Kind != yaml.MappingNode {
		p.add(n, "write `types:` and `relations:`", "the ontology is not a mapping")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		switch key.Value {
		case "version":
		case "types":
			p.each(val, func(k, v *yaml.Node) {
				t := &Type{Name: k.Value}
				p.decode(v, t, "is", "labels", "stix", "ftm")
				p.o.types[t.Name] = t
				p.o.typeNames = append(p.o.typeNames, t.Name)
			})
		case "relations":
			p.each(val, func(k, v *yaml.Node) {
				r := &Relation{Name: k.Value}
				p.decode(v, r, "domain", "range", "inverse", "symmetric", "lasts", "once_in", "labels", "plover", "stix", "ftm")
				p.o.relations[r.Name] = r
				p.o.relNames = append(p.o.relNames, r.Name)
			})
		default:
			p.add(key, "the keys are version, types and relations", "unknown key %q", key.Value)
		}
	}
}

func (p *parser) each(n *yaml.Node, f func(k, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.add(n, "write one `name: {…}` a line", "not a mapping")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if p.at[k.Value] != nil {
			p.add(k, "remove one of the two", "%q is defined twice", k.Value)
			continue
		}
		p.at[k.Value] = k
		f(k, n.Content[i+1])
	}
}

func (p *parser) decode(n *yaml.Node, into any, known ...string) {
	if n.Kind != yaml.MappingNode {
		p.add(n, "write {key: value, …}", "not a mapping")
		return
	}
	ok := map[string]bool{}
	for _, k := range known {
		ok[k] = true
	}
	for i := 0; i < len(n.Content); i += 2 {
		if k := n.Content[i]; !ok[k.Value] {
			p.add(k, fmt.Sprintf("the keys are %v", known), "unknown key %q", k.Value)
		}
	}
	if err := n.Decode(into); err != nil {
		p.add(n, "", "%v", err)
	}
}

func (p *parser) check() {
	for _, name := range p.o.typeNames {
		t, at := p.o.types[name], p.at[name]
		if t.Is != "" && p.o.types[t.Is] == nil {
			p.add(at, "define it, or correct the name", "type %s is of an unknown type %q", name, t.Is)
		}
		p.labels(at, name, t.Labels)
	}
	for _, name := range p.o.relNames {
		p.relation(name)
	}
	for _, name := range p.o.typeNames {
		if p.cyclic(name) {
			p.add(p.at[name], "break the circle of `is:`", "type %s is a kind of itself", name)
		}
	}
}

func (p *parser) cyclic(name string) bool {
	t := p.o.types[name]
	for n := 0; t != nil && t.Is != ""; n++ {
		if n > len(p.o.types) {
			return true
		}
		t = p.o.types[t.Is]
	}
	return false
}

func (p *parser) relation(name string) {
	r, at := p.o.relations[name], p.at[name]
	if !identifier.MatchString(name) {
		p.add(at, "use lower-case letters and underscores", "relation name %q cannot be typed in a query", name)
	}
	if len(r.Domain) == 0 || len(r.Range) == 0 {
		p.add(at, "name the types of subject and object", "relation %s lacks a domain or a range", name)
	}
	for _, t := range append(append([]string(nil), r.Domain...), r.Range...) {
		if p.o.types[t] == nil {
			p.add(at, "define it under types", "relation %s names an unknown type %q", name, t)
		}
	}
	if r.Symmetric == (r.Inverse != "") {
		p.add(at, "give `inverse: name`, or `symmetric: true`, not both", "relation %s must have an inverse or be symmetric", name)
	}
	if p.o.relations[r.Inverse] != nil {
		p.add(at, "an inverse is a name for reading backwards, not a relation", "inverse %q of %s is itself a relation", r.Inverse, name)
	}
	if r.OnceIn < 0 || r.Lasts && r.OnceIn > 0 {
		p.add(at, "give `lasts: true` for states, or `once_in: DAYS` for events", "relation %s has once_in %d", name, r.OnceIn)
	}
	if r.PLOVER == "" || r.STIX == "" || r.FtM == "" {
		p.add(at, `write "-" where the vocabulary has no code`, "relation %s lacks a plover, stix or ftm code", name)
	}
	p.labels(at, name, r.Labels)
}

func (p *parser) labels(at *yaml.Node, name string, labels map[string]string) {
	for _, lang := range []string{"en", "de", "fr"} {
		if labels[lang] == "" {
			p.add(at, "add labels: {en: …, de: …, fr: …}", "%s has no label in %q", name, lang)
		}
	}
}

// Source is the shipped file as it is, for the version of the rules.
func Source() []byte { return data }
