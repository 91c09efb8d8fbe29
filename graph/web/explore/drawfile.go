package explore

import (
	"bytes"
	"slices"
	"sort"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/export"
)

// export writes what the drawing shows in a format of another tool. Claims
// that make no edge are not in it: those formats have no word for them.
func (v *view) export(format string, shown map[string]bool) (any, error) {
	claims := slices.DeleteFunc(slices.Clone(v.claims), func(c graph.Claim) bool { return !shown[c.Subject] || !shown[c.Object] })
	sort.SliceStable(claims, func(i, j int) bool { return claims[i].Article < claims[j].Article })
	seq := func(yield func(graph.Claim, error) bool) {
		for _, c := range claims {
			if !yield(c, nil) {
				return
			}
		}
	}
	o := export.Options{Resolver: brief{v.q.names}, Lang: v.q.lang, Relation: v.q.s.relationLabel}
	var b bytes.Buffer
	switch format {
	case "dot":
		d := export.DotOptions{Options: o, Symmetric: v.q.s.symmetric, Type: v.q.s.typeLabel}
		if len(v.centres) == 1 {
			d.Center = sorted(v.centres)[0]
		}
		err := export.DOT(&b, seq, d)
		return file{"graph.dot", "text/vnd.graphviz; charset=utf-8", b.Bytes()}, err
	case "gexf":
		err := export.GEXF(&b, seq, o)
		return file{"graph.gexf", "application/gexf+xml; charset=utf-8", b.Bytes()}, err
	}
	return nil, bad("format is %q; it can be json, dot or gexf", format)
}

// brief gives entities with names of bounded length.
type brief struct{ *answer.Names }

// Entity implements export.Resolver.
func (b brief) Entity(id string) graph.Entity {
	e := b.Names.Entity(id)
	e.Labels = slices.Clone(e.Labels)
	for i := range e.Labels {
		e.Labels[i].Text = short(e.Labels[i].Text)
	}
	return e
}
