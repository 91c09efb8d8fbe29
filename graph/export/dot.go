package export

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/emicklei/dot"
	"go.yaml.in/yaml/v3"

	"kg/graph"
)

//go:embed style.yaml
var styleYAML []byte

//go:embed legend.yaml
var legendYAML []byte

// dotFont is a family with Latin, Greek, Cyrillic, Arabic and Hebrew glyphs,
// then what other systems have. Pango picks other fonts for other scripts.
const dotFont = "DejaVu Sans,Noto Sans,Segoe UI,Helvetica,Arial,sans-serif"

// maxLabelLines is how many relations the line between two entities names; the
// tooltip has them all.
const maxLabelLines = 6

// DotOptions are what a drawing needs beside Options.
type DotOptions struct {
	Options
	Title     string                         // written below the drawing, "" for none
	Center    string                         // entity drawn with a strong frame, "" for none
	Symmetric func(relation string) bool     // drawn without arrowheads; nil: none is
	Type      func(name, lang string) string // label of an entity type; nil: the name
}

// style is how one type of entity is drawn.
type style struct {
	Shape string `yaml:"shape"`
	Fill  string `yaml:"fill"`
	Line  string `yaml:"line"`
}

// DOT writes a drawing of the edges in Graphviz's language: entities coloured
// and shaped by type, one line for each ordered pair of entities with its
// relations and for each the number of articles that say so, thicker the more
// articles there are, dashed where it is only alleged, and a legend. The same
// edges give the same bytes.
func DOT(w io.Writer, claims Claims, o DotOptions) error {
	edges, err := Edges(claims)
	if err != nil {
		return err
	}
	styles, err := loadStyles(styleYAML)
	if err != nil {
		return err
	}
	legend, err := loadWords(legendYAML, o.Lang)
	if err != nil {
		return err
	}
	d := &drawing{o: o, styles: styles, words: legend, g: dot.NewGraph(dot.Directed), nodes: map[string]dot.Node{}, types: map[string]bool{}}
	d.frame()
	for _, p := range pairs(edges, o.Symmetric) {
		d.line(p)
	}
	d.legend(edges)
	var b bytes.Buffer
	d.g.Write(&b)
	_, err = w.Write(b.Bytes())
	return wrap("dot", err)
}

// words are those of the legend in one language.
type words struct {
	Entities string `yaml:"entities"`
	Edges    string `yaml:"edges"`
	Articles string `yaml:"articles"`
	Count    string `yaml:"count"`
	Alleged  string `yaml:"alleged"`
}

// loadWords gives the words in lang, else in English.
func loadWords(data []byte, lang string) (words, error) {
	var m map[string]words
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&m); err != nil {
		return words{}, fmt.Errorf("legend.yaml: %w", err)
	}
	for l, w := range m {
		if w.Entities == "" || w.Edges == "" || w.Articles == "" || w.Count == "" || w.Alleged == "" {
			return words{}, fmt.Errorf("legend.yaml: %s lacks a word; give entities, edges, articles, count and alleged", l)
		}
	}
	w, ok := m[lang]
	if !ok {
		w, ok = m["en"]
	}
	if !ok {
		return words{}, errors.New("legend.yaml: the language en is missing")
	}
	return w, nil
}

func loadStyles(data []byte) (map[string]style, error) {
	var m map[string]style
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&m); err != nil {
		return nil, fmt.Errorf("style.yaml: %w", err)
	}
	colour := regexp.MustCompile(`^#[0-9a-f]{6}$`)
	var errs []error
	for name, s := range m {
		if s.Shape == "" || !colour.MatchString(s.Fill) || !colour.MatchString(s.Line) {
			errs = append(errs, fmt.Errorf("style.yaml: %s needs shape, fill and line, colours as #rrggbb", name))
		}
	}
	if _, ok := m["other"]; !ok {
		errs = append(errs, errors.New("style.yaml: the style \"other\" is missing"))
	}
	return m, errors.Join(errs...)
}

// pair holds all edges from one entity to another; a symmetric pair holds
// those of both directions.
type pair struct {
	from, to  string
	symmetric bool
	edges     []Edge // most articles first
}

// pairs groups the edges. Order: first entity, second entity, directed first.
func pairs(edges []Edge, symmetric func(string) bool) []pair {
	type key struct {
		from, to string
		sym      bool
	}
	byKey := map[key]*pair{}
	var keys []key
	for _, e := range edges {
		k := key{e.Subject, e.Object, symmetric != nil && symmetric(e.Predicate)}
		if k.sym && k.to < k.from {
			k.from, k.to = k.to, k.from
		}
		p := byKey[k]
		if p == nil {
			p = &pair{from: k.from, to: k.to, symmetric: k.sym}
			byKey[k] = p
			keys = append(keys, k)
		}
		p.add(e)
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := keys[i], keys[j]
		if a.from != b.from {
			return a.from < b.from
		}
		if a.to != b.to {
			return a.to < b.to
		}
		return !a.sym && b.sym
	})
	out := make([]pair, len(keys))
	for i, k := range keys {
		p := byKey[k]
		sort.SliceStable(p.edges, func(i, j int) bool { return len(p.edges[i].Articles) > len(p.edges[j].Articles) })
		out[i] = *p
	}
	return out
}

// add puts an edge into the pair; the two directions of a symmetric relation
// are one edge.
func (p *pair) add(e Edge) {
	if p.symmetric {
		for i, f := range p.edges {
			if f.Predicate == e.Predicate {
				p.edges[i].Articles = union(f.Articles, e.Articles)
				p.edges[i].Alleged = f.Alleged && e.Alleged
				return
			}
		}
	}
	p.edges = append(p.edges, e)
}

func union(a, b []string) []string {
	all := append(append([]string(nil), a...), b...)
	sort.Strings(all)
	return slices.Compact(all)
}

// drawing builds the DOT graph.
type drawing struct {
	o      DotOptions
	styles map[string]style
	words  words
	g      *dot.Graph
	nodes  map[string]dot.Node
	types  map[string]bool
}

func (d *drawing) frame() {
	d.g.Attrs("rankdir", "LR", "bgcolor", "white", "charset", "UTF-8", "pad", "0.4",
		"nodesep", "0.35", "ranksep", "0.7", "splines", "true", "outputorder", "edgesfirst",
		"fontname", dotFont, "fontsize", "11", "fontcolor", "#4a5568")
}

func (d *drawing) styleOf(typ string) style {
	if s, ok := d.styles[typ]; ok {
		return s
	}
	return d.styles["other"]
}

func (d *drawing) node(id string) dot.Node {
	if n, ok := d.nodes[id]; ok {
		return n
	}
	e := d.o.entity(id)
	s := d.styleOf(e.Type)
	d.types[e.Type] = true
	n := d.g.Node(id)
	d.nodes[id] = n
	n.Attr("label", dotString(fold(e.Label(d.o.Lang), 22))).
		Attr("tooltip", dotString(tooltip(e, d.typeLabel(e.Type)))).
		Attr("shape", s.Shape).Attr("style", "rounded,filled").
		Attr("fillcolor", s.Fill).Attr("color", s.Line).Attr("penwidth", "1.3").
		Attr("fontname", dotFont).Attr("fontsize", "13").Attr("margin", "0.14,0.08")
	if s.Shape != "box" {
		n.Attr("style", "filled")
	}
	if id == d.o.Center {
		n.Attr("penwidth", "3.5").Attr("fontsize", "16")
	}
	return n
}

func tooltip(e graph.Entity, typ string) string {
	return fmt.Sprintf("%s (%s) <%s>", Visible(e.Label("")), typ, e.ID)
}

func (d *drawing) typeLabel(name string) string {
	if d.o.Type != nil {
		if l := d.o.Type(name, d.o.Lang); l != "" {
			return l
		}
	}
	if name == "" {
		return "?"
	}
	return name
}

func (d *drawing) line(p pair) {
	most, alleged := 0, true
	var label, tips []string
	for i, e := range p.edges {
		most = max(most, len(e.Articles))
		alleged = alleged && e.Alleged
		text := Visible(d.o.relation(e.Predicate))
		tips = append(tips, fmt.Sprintf("%s: %s", text, strings.Join(d.sources(e.Articles), ", ")))
		if len(e.Articles) > 1 {
			text += fmt.Sprintf(" ×%d", len(e.Articles))
		}
		if i < maxLabelLines {
			label = append(label, text)
		}
	}
	if more := len(p.edges) - maxLabelLines; more > 0 {
		label = append(label, fmt.Sprintf("+ %d", more))
	}
	colour := d.styleOf(d.o.entity(p.from).Type).Line
	e := d.g.Edge(d.node(p.from), d.node(p.to)).
		Attr("label", dotString(strings.Join(label, "\n"))).
		Attr("tooltip", dotString(strings.Join(tips, "\n"))).Attr("labeltooltip", dotString(strings.Join(tips, "\n"))).
		Attr("penwidth", fmt.Sprintf("%.1f", 0.9+0.6*float64(min(most, 8)-1))).
		Attr("color", colour).Attr("fontcolor", colour).
		Attr("fontname", dotFont).Attr("fontsize", "11").Attr("arrowsize", "0.8")
	if alleged {
		e.Attr("style", "dashed")
	}
	if p.symmetric {
		e.Attr("dir", "none").Attr("color", "#4a5568").Attr("fontcolor", "#4a5568")
	}
}

func (d *drawing) sources(articles []string) []string {
	out := make([]string, len(articles))
	for i, id := range articles {
		out[i] = Visible(d.o.article(id).SourceName())
	}
	return out
}

// legend goes into the graph's own label, so that it takes no part in the layout.
func (d *drawing) legend(edges []Edge) {
	types := make([]string, 0, len(d.types))
	for t := range d.types {
		types = append(types, t)
	}
	sort.Slice(types, func(i, j int) bool { return d.typeLabel(types[i]) < d.typeLabel(types[j]) })
	var b strings.Builder
	b.WriteString(`<table border="0" cellborder="0" cellspacing="6" cellpadding="4">`)
	if d.o.Title != "" {
		fmt.Fprintf(&b, `<tr><td colspan="%d"><b>%s</b></td></tr>`, max(len(types), 1), html.EscapeString(xmlText(Visible(d.o.Title))))
	}
	if len(types) > 0 {
		b.WriteString("<tr>")
		for _, t := range types {
			s := d.styleOf(t)
			fmt.Fprintf(&b, `<td border="1" style="rounded" bgcolor="%s" color="%s">%s</td>`, s.Fill, s.Line, html.EscapeString(xmlText(Visible(d.typeLabel(t)))))
		}
		b.WriteString("</tr>")
	}
	note := html.EscapeString(strings.Join([]string{d.counts(edges), d.words.Count, d.words.Alleged}, " · "))
	fmt.Fprintf(&b, `<tr><td colspan="%d"><font point-size="10">%s</font></td></tr></table>`, max(len(types), 1), note)
	d.g.Attr("label", dot.HTML(b.String()))
	d.g.Attr("labelloc", "b")
}

func (d *drawing) counts(edges []Edge) string {
	var articles []string
	for _, e := range edges {
		articles = append(articles, e.Articles...)
	}
	w := d.words
	return fmt.Sprintf("%d %s, %d %s, %d %s", len(d.nodes), w.Entities, len(edges), w.Edges, len(union(articles, nil)), w.Articles)
}

// dotString quotes a text for DOT so that it is shown as it is: no escape of
// Graphviz (\N, \L, \l) and no HTML entity in it is read. Line breaks stay.
func dotString(s string) dot.Literal {
	var b strings.Builder
	b.WriteByte('"')
	for _, line := range strings.SplitAfter(s, "\n") {
		brk := strings.HasSuffix(line, "\n")
		r := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;")
		b.WriteString(r.Replace(xmlText(Visible(line))))
		if brk {
			b.WriteString(`\n`)
		}
	}
	b.WriteByte('"')
	return dot.Literal(b.String())
}

// fold breaks a label into lines of about n characters at its spaces.
func fold(s string, n int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(Visible(s)) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > n {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(lines, line), "\n")
}
