// Package relation finds who did what to whom. Frames are data: which word
// of which language evokes a relation, and where in the dependency tree its
// subject and object stand (cf. frame semantics, Fillmore 1982; valency
// lexicons). The assertion layer then says whether it is so, and who says it.
package relation

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"kg/graph/ontology"
	"kg/ingest/syntax"
	"kg/internal/diag"
)

// Example is a sentence with the edges that a frame must find in it.
type Example struct {
	Text   string
	Expect []Triple // empty: the frame must make no edge
}

// Triple names a relation's ends as they are written in the example.
type Triple struct{ Subject, Relation, Object string }

// Frame ties the words that evoke a relation to the places of its arguments.
type Frame struct {
	ID       string // lang.relation.name, unique
	Lang     string
	Relation string
	File     string
	Line     int

	pos      string        // NOUN, VERB or ADJ: what the trigger must be
	triggers []string      // lemmas; "*ending"; "carry out" with its particle
	voice    string        // "active", "passive" or "" for both
	has, not []syntax.Path // must, must not lead anywhere
	subject  syntax.Path
	object   syntax.Path
	subjType []string
	objType  []string
	open     string        // a word of openObjects where the object is known from what the article told before
	unnamed  []unnamedPath // where the object stands if it has no name
	speaker  bool          // the subject is whoever says so
	told     string        // the subject is one that the rest of the article tells, see openSubjects
	negated  bool          // the words deny or suppose by themselves: "would not tolerate", "had no part in"
	set      []qualifier
	modality string
	Yes, No  []Example
	Miss     []Example // known misses: what it should find and does not yet
}

// unnamedPath leads to the word for an event or a statement that has no name.
type unnamedPath struct {
	path syntax.Path
	open string // UnnamedEvent or UnnamedStatement
}

type qualifier struct{ key, value string }

// raw is a frame as the file has it.
type raw struct {
	ID          string            `yaml:"id"`
	Verb        []string          `yaml:"verb"`
	Noun        []string          `yaml:"noun"`
	Adj         []string          `yaml:"adj"`
	Voice       string            `yaml:"voice"`
	Has         []string          `yaml:"has"`
	Not         []string          `yaml:"not"`
	Subject     string            `yaml:"subject"`
	Object      string            `yaml:"object"`
	Event       string            `yaml:"event"`
	Statement   string            `yaml:"statement"`
	SubjectType []string          `yaml:"subject_type"`
	ObjectType  []string          `yaml:"object_type"`
	Set         map[string]string `yaml:"set"`
	Modality    string            `yaml:"modality"`
	Negated     bool              `yaml:"negated"`
	Yes         []string          `yaml:"yes"`
	No          []string          `yaml:"no"`
	Miss        []string          `yaml:"miss"`
}

var rawKeys = map[string]bool{"id": true, "verb": true, "noun": true, "adj": true, "voice": true, "has": true, "not": true,
	"subject": true, "object": true, "event": true, "statement": true, "subject_type": true, "object_type": true, "set": true, "modality": true, "negated": true, "yes": true, "no": true, "miss": true}

var frameName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// Language is all that one language's files say.
type Language struct {
	Lang   string
	Lists  syntax.Lists
	Frames []*Frame

	byLemma  map[string][]*Frame
	suffix   []suffixFrame // triggers "*ending"
	assert   *assertion
	texts    map[string]bool // nouns for what is said or written: $texts
	attacks  *syntax.Words   // nouns for attacks: $attack
	light    *syntax.Words   // verbs that only say that it is done: $carryout
	acts     *syntax.Words   // nouns for any act: $step ("decision")
	charges  *syntax.Words   // nouns for accusations: $charge
	also     *syntax.Words   // adverbs that say that others did the same: $also
	callsIn  *syntax.Words   // verbs of calling in an envoy: $callin
	envoys   *syntax.Words   // nouns for diplomats: $envoy
	courts   *syntax.Words   // nouns for courts and prosecutors: $court
	contests *syntax.Words   // words that only sport has: $contest
	bans     *syntax.Words   // nouns for sanctions: $sanctions
	lists    *syntax.Words   // nouns for lists of those whom they strike: $listing
	kinds    []eventKind     // happenings.yaml
}

type suffixFrame struct {
	ending string
	frame  *Frame
}

// Load reads and checks the frames of one language from dir: lists.yaml,
// assertion.yaml and frames/*.yaml. The error holds all findings.
func Load(fsys fs.FS, dir, lang string, o *ontology.Ontology) (*Language, error) {
	l := &loader{fsys: fsys, o: o, ids: map[string]bool{}, out: &Language{Lang: lang, Lists: syntax.Lists{}, byLemma: map[string][]*Frame{}}}
	l.lists(path.Join(dir, "lists.yaml"))
	l.happenings(path.Join(dir, "happenings.yaml"))
	l.assertion(path.Join(dir, "assertion.yaml"))
	names, err := fs.Glob(fsys, path.Join(dir, "frames", "*.yaml"))
	if err != nil || len(names) == 0 {
		l.diags.Add(dir, 0, 0, "add frames/*.yaml", "language %q has no frames", lang)
	}
	sort.Strings(names)
	for _, n := range names {
		l.frames(n)
	}
	if err := l.diags.Err(); err != nil {
		return nil, err
	}
	l.out.index()
	return l.out, nil
}

func (l *Language) index() {
	l.attacks, _ = syntax.ReadWords(l.Lists["attack"], l.Lists)
	l.light, _ = syntax.ReadWords(l.Lists["carryout"], l.Lists)
	l.charges, _ = syntax.ReadWords(l.Lists["charge"], l.Lists)
	l.also, _ = syntax.ReadWords(l.Lists["also"], l.Lists)
	l.callsIn, _ = syntax.ReadWords(l.Lists["callin"], l.Lists)
	l.envoys, _ = syntax.ReadWords(l.Lists["envoy"], l.Lists)
	l.courts, _ = syntax.ReadWords(l.Lists["court"], l.Lists)
	l.contests, _ = syntax.ReadWords(l.Lists["contest"], l.Lists)
	l.bans, _ = syntax.ReadWords(l.Lists["sanctions"], l.Lists)
	l.lists, _ = syntax.ReadWords(l.Lists["listing"], l.Lists)
	l.acts, _ = syntax.ReadWords(l.Lists["step"], l.Lists)
	l.texts, _ = syntax.Expand(l.Lists["texts"], l.Lists) // checked when the lists were read
	for _, f := range l.Frames {
		for _, w := range f.triggers {
			first, _, _ := strings.Cut(w, " ")
			if ending, ok := strings.CutPrefix(first, "*"); ok {
				l.suffix = append(l.suffix, suffixFrame{ending, f})
				continue
			}
			l.byLemma[first] = append(l.byLemma[first], f)
		}
	}
}

type loader struct {
	fsys  fs.FS
	o     *ontology.Ontology
	out   *Language
	ids   map[string]bool
	diags diag.List
}

func (l *loader) read(name string) *yaml.Node {
	src, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.diags.Add(name, 0, 0, "every language needs this file", "cannot be read: %v", err)
		return nil
	}
	var root yaml.Node
	if err := yaml.Unmarshal(src, &root); err != nil {
		l.diags.Add(name, yamlLine(err), 1, "correct the YAML", "%v", err)
		return nil
	}
	if len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		l.diags.Add(name, 1, 1, "write `key: value` pairs", "the file is not a mapping")
		return nil
	}
	return root.Content[0]
}

var yamlLineNumber = regexp.MustCompile(`line (\d+)`)

func yamlLine(err error) int {
	n := 0
	if m := yamlLineNumber.FindStringSubmatch(err.Error()); m != nil {
		fmt.Sscan(m[1], &n)
	}
	return n
}

// words gives each key of the mapping and its list of words to take; called is how a
// message names a key.
func (l *loader) words(name string, mapping *yaml.Node, called string, take func(k, v *yaml.Node, words []string)) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		k, v := mapping.Content[i], mapping.Content[i+1]
		var words []string
		if err := v.Decode(&words); err != nil {
			l.diags.Add(name, v.Line, v.Column, "write [word, word]", called+": %v", k.Value, err)
			continue
		}
		take(k, v, words)
	}
}

func (l *loader) lists(name string) {
	n := l.read(name)
	if n == nil {
		return
	}
	l.words(name, n, "list %q", func(k, _ *yaml.Node, words []string) {
		if l.out.Lists[k.Value] != nil {
			l.diags.Add(name, k.Line, k.Column, "join the two", "list %q is there twice", k.Value)
		}
		l.out.Lists[k.Value] = words
	})
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if _, err := syntax.Expand(l.out.Lists[k.Value], l.out.Lists); err != nil {
			l.diags.Add(name, k.Line, k.Column, "define the list above or below", "list %q: %v", k.Value, err)
		}
	}
}

func (l *loader) frames(name string) {
	n := l.read(name)
	if n == nil {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if l.o.Relation(k.Value) == nil && k.Value != Echo {
			l.diags.Add(name, k.Line, k.Column, "define it in ontology.yaml, or correct the name", "unknown relation %q", k.Value)
			continue
		}
		if v.Kind != yaml.SequenceNode {
			l.diags.Add(name, v.Line, v.Column, "write a list of frames, each with `- id:`", "relation %q has no list", k.Value)
			continue
		}
		for _, item := range v.Content {
			l.frame(name, k.Value, item)
		}
	}
}

func (l *loader) frame(file, relation string, n *yaml.Node) {
	add := func(hint, problem string, args ...any) { l.diags.Add(file, n.Line, n.Column, hint, problem, args...) }
	if n.Kind != yaml.MappingNode {
		add("write `id: …` and the other keys", "frame of %s is not a mapping", relation)
		return
	}
	for i := 0; i < len(n.Content); i += 2 {
		if k := n.Content[i]; !rawKeys[k.Value] {
			l.diags.Add(file, k.Line, k.Column, "see CONTRIBUTING.md for the keys of a frame", "unknown key %q", k.Value)
		}
	}
	var r raw
	if err := n.Decode(&r); err != nil {
		add("", "%v", err)
		return
	}
	f := &Frame{ID: l.out.Lang + "." + relation + "." + r.ID, Lang: l.out.Lang, Relation: relation, File: file, Line: n.Line, voice: r.Voice, modality: r.Modality, negated: r.Negated}
	if !frameName.MatchString(r.ID) {
		add("use lower-case letters, digits and hyphens", "frame id %q", r.ID)
	}
	if l.ids[f.ID] {
		add("choose another id", "frame %q is there twice", f.ID)
	}
	l.ids[f.ID] = true
	l.triggers(f, r, add)
	l.paths(f, r, add)
	l.details(f, r, add)
	l.examples(f, r, add)
	l.out.Frames = append(l.out.Frames, f)
}

// openObjects are the words for objects that the rest of the article tells. One
// may stand alone or as the last alternative.
var openObjects = map[string]string{"accuser": Accuser, "foe": Foe, "same": Same, "rival": Rival, "likewise": Likewise, "culprit": Culprit, "wronged": Wronged}

// openSubjects are the words for subjects that the rest of the article tells.
var openSubjects = map[string]string{"court": Court, "lister": Lister, "intruder": Intruder}

type addFunc func(hint, problem string, args ...any)

func (l *loader) triggers(f *Frame, r raw, add addFunc) {
	kinds := 0
	for _, k := range []struct {
		pos   string
		words []string
	}{{"VERB", r.Verb}, {"NOUN", r.Noun}, {"ADJ", r.Adj}} {
		if len(k.words) == 0 {
			continue
		}
		kinds++
		f.pos = k.pos
		set, err := syntax.Expand(k.words, l.out.Lists)
		if err != nil {
			add("define the list in lists.yaml", "%v", err)
		}
		for w := range set {
			f.triggers = append(f.triggers, w)
		}
	}
	sort.Strings(f.triggers)
	if kinds != 1 {
		add("give one of verb, noun, adj", "frame %s needs one kind of trigger, has %d", f.ID, kinds)
	}
}

func (l *loader) paths(f *Frame, r raw, add addFunc) {
	parse := func(what, s string) syntax.Path {
		p, err := syntax.ParsePath(s, l.out.Lists)
		if err != nil {
			add("see CONTRIBUTING.md for paths", "frame %s, %s: %v", f.ID, what, err)
		}
		return p
	}
	if r.Subject == "" || r.Object == "" && r.Event == "" && r.Statement == "" {
		add("say where they stand, e.g. subject: subj", "frame %s lacks a subject or an object", f.ID)
		return
	}
	if r.Object != "" && (r.Event != "" || r.Statement != "") {
		add("write a frame of its own for objects without a name", "frame %s has an object beside an event or a statement", f.ID)
	}
	if r.Event != "" {
		f.unnamed = append(f.unnamed, unnamedPath{parse("event", r.Event), UnnamedEvent})
	}
	if r.Statement != "" {
		f.unnamed = append(f.unnamed, unnamedPath{parse("statement", r.Statement), UnnamedStatement})
	}
	f.speaker, f.told = r.Subject == "speaker", openSubjects[r.Subject]
	if !f.speaker && f.told == "" {
		f.subject = parse("subject", r.Subject)
	}
	object := r.Object
	for word, open := range openObjects {
		if head, ok := strings.CutSuffix(object, word); ok {
			f.open = open
			object = strings.TrimRight(head, " |")
			break
		}
	}
	if object != "" {
		f.object = parse("object", object)
	}
	for _, s := range r.Has {
		f.has = append(f.has, parse("has", s))
	}
	for _, s := range r.Not {
		f.not = append(f.not, parse("not", s))
	}
}

func (l *loader) details(f *Frame, r raw, add addFunc) {
	if r.Voice != "" && r.Voice != "active" && r.Voice != "passive" {
		add("write active or passive", "frame %s: voice %q", f.ID, r.Voice)
	}
	switch r.Modality {
	case "", "factual", "alleged", "possible", "planned", "hypothetical":
	default:
		add("write factual, alleged, possible, planned or hypothetical", "frame %s: modality %q", f.ID, r.Modality)
	}
	f.subjType, f.objType = r.SubjectType, r.ObjectType
	for _, t := range append(append([]string(nil), r.SubjectType...), r.ObjectType...) {
		if l.o.Type(strings.TrimPrefix(t, "!")) == nil {
			add("define it in ontology.yaml", "frame %s: unknown type %q", f.ID, t)
		}
	}
	for k, v := range r.Set {
		f.set = append(f.set, qualifier{k, v})
	}
	sort.Slice(f.set, func(i, j int) bool { return f.set[i].key < f.set[j].key })
}

func (l *loader) examples(f *Frame, r raw, add addFunc) {
	if len(r.Yes) == 0 || len(r.No) == 0 {
		add("add at least one sentence to `yes` and one to `no`", "frame %s lacks examples", f.ID)
	}
	positive := func(what string, in []string) (out []Example) {
		for _, s := range in {
			e, err := ParseExample(s, func(w string) bool { return l.o.Relation(w) != nil })
			if err == nil && len(e.Expect) == 0 {
				err = fmt.Errorf("no edge is named")
			}
			if err != nil {
				add("write: sentence => Subject relation Object", "frame %s, %s: %v", f.ID, what, err)
			}
			out = append(out, e)
		}
		return out
	}
	f.Yes, f.Miss = positive("yes", r.Yes), positive("miss", r.Miss)
	for _, s := range r.No {
		f.No = append(f.No, Example{Text: s})
	}
}

// ParseExample reads "sentence => Subject relation Object; Subject relation Object";
// known tells which words are relations.
func ParseExample(s string, known func(string) bool) (Example, error) {
	text, rest, ok := strings.Cut(s, "=>")
	e := Example{Text: strings.TrimSpace(text)}
	if !ok {
		return e, fmt.Errorf("%q has no =>", s)
	}
	for _, t := range strings.Split(rest, ";") {
		w := strings.Fields(t)
		k := 1
		for k < len(w) && !known(w[k]) {
			k++
		}
		if k+1 >= len(w) {
			return e, fmt.Errorf("%q is not `Subject relation Object`", strings.TrimSpace(t))
		}
		e.Expect = append(e.Expect, Triple{strings.Join(w[:k], " "), w[k], strings.Join(w[k+1:], " ")})
	}
	return e, nil
}
