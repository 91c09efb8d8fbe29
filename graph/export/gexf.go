package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// GEXF writes the edges in GEXF 1.3 (https://gexf.net), Gephi's own format:
// types as colours, the number of articles as weight. The same edges give the
// same bytes.
func GEXF(w io.Writer, claims Claims, o Options) error {
	edges, err := Edges(claims)
	if err != nil {
		return err
	}
	styles, err := loadStyles(styleYAML)
	if err != nil {
		return err
	}
	x := &xmlWriter{w: w}
	x.line(0, `<?xml version="1.0" encoding="UTF-8"?>`)
	x.line(0, `<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">`)
	x.line(1, `<graph mode="static" defaultedgetype="directed">`)
	x.line(2, `<attributes class="node"><attribute id="type" title="type" type="string"/></attributes>`)
	x.line(2, `<attributes class="edge"><attribute id="relation" title="relation" type="string"/><attribute id="passages" title="passages" type="integer"/>`+
		`<attribute id="alleged" title="alleged" type="boolean"/><attribute id="articles" title="articles" type="string"/></attributes>`)
	x.line(2, `<nodes>`)
	for _, id := range nodesOf(edges) {
		e := o.entity(id)
		x.line(3, `<node id="%s" label="%s"><attvalues><attvalue for="type" value="%s"/></attvalues>%s</node>`, attr(id), attr(e.Label(o.Lang)), attr(e.Type), vizColor(styles, e.Type))
	}
	x.line(2, `</nodes>`)
	x.line(2, `<edges>`)
	for i, e := range edges {
		x.line(3, `<edge id="%d" source="%s" target="%s" weight="%d" kind="%s" label="%s"><attvalues>`+
			`<attvalue for="relation" value="%s"/><attvalue for="passages" value="%d"/><attvalue for="alleged" value="%s"/><attvalue for="articles" value="%s"/></attvalues></edge>`,
			i+1, attr(e.Subject), attr(e.Object), len(e.Articles), attr(e.Predicate), attr(o.relation(e.Predicate)),
			attr(e.Predicate), e.Claims, strconv.FormatBool(e.Alleged), attr(strings.Join(e.Articles, " ")))
	}
	x.line(2, `</edges>`)
	x.line(1, `</graph>`)
	x.line(0, `</gexf>`)
	return wrap("gexf", x.err)
}

func vizColor(styles map[string]style, typ string) string {
	s, ok := styles[typ]
	if !ok {
		s = styles["other"]
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(s.Line, "#"), 16, 32)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(`<viz:color r="%d" g="%d" b="%d"/>`, n>>16, n>>8&255, n&255)
}
