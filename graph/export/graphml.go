package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// GraphML writes the edges in GraphML (http://graphml.graphdrawing.org), which
// Gephi, yEd, Cytoscape and NetworkX read. One edge for each subject, relation
// and object; its weight is the number of articles that say so. The same edges
// give the same bytes.
func GraphML(w io.Writer, claims Claims, o Options) error {
	edges, err := Edges(claims)
	if err != nil {
		return err
	}
	x := &xmlWriter{w: w}
	x.line(0, `<?xml version="1.0" encoding="UTF-8"?>`)
	x.line(0, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`)
	for _, k := range [][3]string{{"label", "node", "string"}, {"type", "node", "string"}, {"relation", "edge", "string"}, {"name", "edge", "string"},
		{"weight", "edge", "int"}, {"passages", "edge", "int"}, {"alleged", "edge", "boolean"}, {"first", "edge", "string"}, {"last", "edge", "string"}, {"articles", "edge", "string"}} {
		x.line(1, `<key id="%s" for="%s" attr.name="%s" attr.type="%s"/>`, k[0]+"_"+k[1], k[1], k[0], k[2])
	}
	x.line(1, `<graph id="kg" edgedefault="directed">`)
	for _, id := range nodesOf(edges) {
		e := o.entity(id)
		x.line(2, `<node id="%s"><data key="label_node">%s</data><data key="type_node">%s</data></node>`, attr(id), attr(e.Label(o.Lang)), attr(e.Type))
	}
	for i, e := range edges {
		x.line(2, `<edge id="e%d" source="%s" target="%s">`, i+1, attr(e.Subject), attr(e.Object))
		for _, d := range [][2]string{{"relation", e.Predicate}, {"name", o.relation(e.Predicate)}, {"weight", strconv.Itoa(len(e.Articles))},
			{"passages", strconv.Itoa(e.Claims)}, {"alleged", strconv.FormatBool(e.Alleged)}, {"first", e.First}, {"last", e.Last}, {"articles", strings.Join(e.Articles, " ")}} {
			if d[1] != "" {
				x.line(3, `<data key="%s_edge">%s</data>`, d[0], attr(d[1]))
			}
		}
		x.line(2, `</edge>`)
	}
	x.line(1, `</graph>`)
	x.line(0, `</graphml>`)
	return wrap("graphml", x.err)
}

// nodesOf lists the entities of the edges, sorted, each once.
func nodesOf(edges []Edge) []string {
	var ids []string
	for _, e := range edges {
		ids = append(ids, e.Subject, e.Object)
	}
	return union(ids, nil)
}

// attr escapes a text for an XML attribute or element.
func attr(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(xmlText(s))) // a strings.Builder takes all
	return b.String()
}

// xmlWriter writes lines and keeps the first error.
type xmlWriter struct {
	w   io.Writer
	err error
}

func (x *xmlWriter) line(indent int, format string, args ...any) {
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, strings.Repeat("  ", indent)+format+"\n", args...)
	}
}
