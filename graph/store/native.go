package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"kg/graph"

	cgraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// nativeName is the node whose value is the object of native functions:
// g.V("<kg:native>").toArray()[0] in a script. They do what would be slow in
// JavaScript for entities with many claims, and only read.
const nativeName = quad.IRI("kg:native")

// withNative adds the node of the native functions to a quad store.
type withNative struct {
	cgraph.QuadStore
	value quad.Value
}

func (s withNative) ValueOf(v quad.Value) cgraph.Ref {
	if v == nativeName {
		return cgraph.PreFetched(s.value)
	}
	return s.QuadStore.ValueOf(v)
}

// OptimizeShape passes the store's own optimizing on.
func (s withNative) OptimizeShape(sh shape.Shape) (shape.Shape, bool) {
	if look, ok := sh.(shape.Lookup); ok && slices.Contains(look, quad.Value(nativeName)) {
		return sh, false
	}
	if o, ok := s.QuadStore.(shape.Optimizer); ok {
		return o.OptimizeShape(sh)
	}
	return sh, false
}

// nativeValue is a value whose native form is a set of Go functions.
type nativeValue struct{ functions map[string]any }

func (*nativeValue) String() string { return nativeName.String() }
func (v *nativeValue) Native() any  { return v.functions }

// natives are the functions of one script.
type natives struct {
	ctx   context.Context
	v     view
	q     Query
	plain bool // rows are emitted as JavaScript knows them
	read  markReader
}

// nativeFunction is what goja makes a function of.
type nativeFunction = func(goja.FunctionCall, *goja.Runtime) goja.Value

func (n *natives) value() quad.Value {
	n.read = markReader{v: n.v, symmetric: map[string]bool{}}
	out := map[string]any{}
	for name, f := range map[string]func(*goja.Runtime, goja.FunctionCall) (any, error){
		"know": n.know, "claims": n.claims, "eachClaim": n.eachClaim, "edges": n.edges, "emitEdges": n.emitEdges, "emitGroups": n.emitGroups,
		"values": n.values, "ties": n.ties, "degrees": n.degrees, "neighbours": n.neighbours, "eachArticle": n.eachArticle,
		"emitTogether": n.emitTogether,
	} {
		out[name] = nativeFunction(func(call goja.FunctionCall, vm *goja.Runtime) goja.Value {
			x, err := f(vm, call)
			if err != nil {
				panic(vm.ToValue(err)) // goja throws it in the script
			}
			return vm.ToValue(x)
		})
	}
	return &nativeValue{out}
}

// know tells which relations there are, and which of them are symmetric.
func (n *natives) know(vm *goja.Runtime, call goja.FunctionCall) (any, error) {
	var o struct {
		Relations []string        `json:"relations"`
		Symmetric map[string]bool `json:"symmetric"`
	}
	b, err := call.Argument(0).ToObject(vm).MarshalJSON()
	if err == nil {
		err = json.Unmarshal(b, &o)
	}
	for _, r := range o.Relations {
		n.read.relations = append(n.read.relations, bare(r))
		n.read.symmetric[bare(r)] = o.Symmetric[r]
	}
	return nil, err
}

// bare takes the angle brackets off "<id>".
func bare(s string) string { return strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">") }

func pointed(s string) string { return "<" + s + ">" }

// wanted reads a filter that a script gives.
func wanted(v goja.Value) (want, error) {
	m, ok := v.Export().(map[string]any)
	if !ok {
		return want{}, errors.New("claims: give an object such as {subject: \"<iran>\"}")
	}
	var w want
	for k, x := range m {
		s, isText := x.(string)
		yes, isBool := x.(bool)
		switch {
		case x == nil:
			continue
		case k == "predicate" && isText:
			w.Predicates = []string{bare(s)}
		case k == "predicate":
			list, ok := x.([]any)
			if !ok {
				return w, fmt.Errorf("claims: predicate is %v", x)
			}
			for _, p := range list {
				w.Predicates = append(w.Predicates, bare(fmt.Sprint(p)))
			}
		case k == "subject" && isText:
			w.Subject = bare(s)
		case k == "object" && isText:
			w.Object = bare(s)
		case k == "speaker" && isText:
			w.Speaker = bare(s)
		case k == "place" && isText:
			w.Place = bare(s)
		case k == "article" && isText:
			w.Article = strings.TrimPrefix(bare(s), graph.ArticlePrefix)
		case k == "denied" && isBool:
			w.Denied = yes
		case k == "either" && isBool:
			w.Either = yes
		case k == "order" && (s == "object" || s == "subject"):
			w.ByObject = s == "object"
		default:
			return w, fmt.Errorf("claims: %s cannot be %v; the fields are subject, predicate, object, speaker, place, article, denied, either, order (subject or object)", k, x)
		}
	}
	for _, s := range []string{w.Subject, w.Object, w.Speaker, w.Place, w.Article} {
		if strings.Contains(s, sep) {
			return w, errors.New("claims: a NUL in a name")
		}
	}
	return w, nil
}

// row is a claim as a script sees it.
func (m Mark) row() map[string]any {
	out := map[string]any{"claim": pointed(m.Claim), "subject": pointed(m.Subject), "predicate": pointed(m.Predicate), "object": pointed(m.Object),
		"article": pointed(graph.ArticlePrefix + m.Article), "status": m.Status, "edge": m.Edge, "date": m.Date, "issued": m.Issued}
	if m.Polarity != "" {
		out["polarity"] = m.Polarity
	}
	if m.Modality != "" {
		out["modality"] = m.Modality
	}
	speakers := make([]any, len(m.Speakers))
	for i, s := range m.Speakers {
		speakers[i] = pointed(s)
	}
	out["speakers"] = speakers
	return out
}

func (n *natives) find(v goja.Value) (iter.Seq2[Mark, error], error) {
	w, err := wanted(v)
	if err == nil && w.nobody() {
		err = errors.New("claims: give a subject, a predicate, an object, a speaker, a place or an article: all claims are too many")
	}
	if err != nil {
		return nil, err
	}
	return n.read.find(n.ctx, w), nil
}

// claims gives a list of the claims wanted.
func (n *natives) claims(_ *goja.Runtime, call goja.FunctionCall) (any, error) {
	seq, err := n.find(call.Argument(0))
	if err != nil {
		return nil, err
	}
	out := []any{}
	for m, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, m.row())
	}
	return out, nil
}

// eachClaim calls a function with each claim wanted, until it gives false.
func (n *natives) eachClaim(vm *goja.Runtime, call goja.FunctionCall) (any, error) {
	fn, ok := goja.AssertFunction(call.Argument(1))
	if !ok {
		return nil, errors.New("eachClaim: give a function")
	}
	seq, err := n.find(call.Argument(0))
	if err != nil {
		return nil, err
	}
	for m, err := range seq {
		if err != nil {
			return nil, err
		}
		got, err := fn(goja.Undefined(), vm.ToValue(m.row()))
		if err != nil {
			return nil, rethrow(err)
		}
		if got != nil && got.Export() == false {
			break
		}
	}
	return nil, nil
}

// rethrow passes on what a script's function throws; an interrupted script ends.
func rethrow(err error) error {
	var stopped *goja.InterruptedError
	if errors.As(err, &stopped) {
		panic(stopped)
	}
	return err
}

// edges gives a list of the edges wanted.
func (n *natives) edges(_ *goja.Runtime, call goja.FunctionCall) (any, error) {
	w, err := wanted(call.Argument(0))
	if err != nil {
		return nil, err
	}
	w.Either = true
	out := []any{}
	for e, err := range n.read.edges(n.ctx, w) {
		if err != nil {
			return nil, err
		}
		out = append(out, map[string]any{"subject": pointed(e.Subject), "predicate": pointed(e.Predicate), "object": pointed(e.Object)})
	}
	return out, nil
}

// emitted are rows that a native function emits in place of values.
type emitted struct{ rows []map[string]Cell }

// mostEmitted is the number of rows that are emitted together; the first ones are not kept waiting.
const mostEmitted = 256

// emitter gives rows to g.emit.
type emitter struct {
	vm    *goja.Runtime
	emit  goja.Callable
	plain bool
	rows  []map[string]Cell
	size  int
}

func (n *natives) emitter(vm *goja.Runtime) (*emitter, error) {
	emit, ok := goja.AssertFunction(vm.Get("g").ToObject(vm).Get("emit"))
	if !ok {
		return nil, errors.New("g.emit is no function")
	}
	return &emitter{vm: vm, emit: emit, plain: n.plain, size: 1}, nil
}

func (e *emitter) add(row map[string]Cell) error {
	if e.rows = append(e.rows, row); len(e.rows) < e.size {
		return nil
	}
	e.size = min(2*e.size, mostEmitted)
	return e.flush()
}

func (e *emitter) flush() error {
	if len(e.rows) == 0 {
		return nil
	}
	values := []any{&emitted{e.rows}}
	if e.plain {
		values = nil
		for _, row := range e.rows {
			values = append(values, plainRow(row))
		}
	}
	e.rows = nil
	for _, v := range values {
		if _, err := e.emit(goja.Undefined(), e.vm.ToValue(v)); err != nil {
			return rethrow(err)
		}
	}
	return nil
}

// plainRow is a row as a script would emit it; lists are those of articles.
func plainRow(row map[string]Cell) map[string]any {
	out := map[string]any{}
	for k, c := range row {
		list := []any{}
		for _, v := range c {
			list = append(list, native(v))
		}
		if out[k] = list; len(list) == 1 && k != "sources" && k != "together" {
			out[k] = list[0]
		}
	}
	return out
}

// native is a value as Gizmo gives it to scripts.
func native(v quad.Value) any {
	x := v.Native()
	if v, ok := x.(quad.Value); ok {
		x = quad.StringOf(v)
	}
	return x
}

func iriCell(ids ...string) Cell {
	out := make(Cell, len(ids))
	for i, id := range ids {
		out[i] = quad.IRI(id)
	}
	return out
}

func articleCell(ids []string) Cell {
	out := make(Cell, len(ids))
	for i, id := range ids {
		out[i] = quad.IRI(graph.ArticlePrefix + id)
	}
	return out
}

// emitEdges emits the edges wanted, as they are found, with their articles in
// the column sources.
func (n *natives) emitEdges(vm *goja.Runtime, call goja.FunctionCall) (any, error) {
	w, err := wanted(call.Argument(0))
	if err != nil {
		return nil, err
	}
	w.Either = true
	out, err := n.emitter(vm)
	if err != nil {
		return nil, err
	}
	var held []edge
	for e, err := range n.read.edges(n.ctx, w) {
		switch {
		case err != nil:
		case n.q.Sort:
			held = append(held, e)
		default:
			err = out.add(e.row())
		}
		if err != nil {
			return nil, err
		}
	}
	for _, e := range foremost(held, n.q, func(e edge, column string) (int, bool) { return len(e.Articles), column == "#sources" }) {
		if err := out.add(e.row()); err != nil {
			return nil, err
		}
	}
	return nil, out.flush()
}

func (e edge) row() map[string]Cell {
	return map[string]Cell{"subject": iriCell(e.Subject), "predicate": iriCell(e.Predicate), "object": iriCell(e.Object), "sources": articleCell(e.Articles)}
}

// groupColumns are what emitGroups can group by.
var groupColumns = map[string]func(Mark) string{
	"subject":   func(m Mark) string { return pointed(m.Subject) },
	"predicate": func(m Mark) string { return pointed(m.Predicate) },
	"object":    func(m Mark) string { return pointed(m.Object) },
	"status":    func(m Mark) string { return m.Status },
	"date":      func(m Mark) string { return m.Date },
}

// claimGroup are claims that are alike in the columns.
type claimGroup struct {
	cells    []string
	articles []string // IDs
	n        int
}

// emitGroups emits a row for each combination of the columns among the claims
// of all filters, each claim counted once, with their number in statements and
// their articles in sources. A claim is in the group of each of its speakers,
// where these are a column.
func (n *natives) emitGroups(vm *goja.Runtime, call goja.FunctionCall) (any, error) {
	cols, filters, err := groupArguments(vm, call)
	if err != nil {
		return nil, err
	}
	groups, err := n.group(filters, cols)
	if err != nil {
		return nil, err
	}
	list := slices.Collect(maps.Values(groups))
	for _, g := range list {
		slices.Sort(g.articles)
		g.articles = slices.Compact(g.articles)
	}
	list = foremost(list, n.q, func(g *claimGroup, column string) (int, bool) {
		switch column {
		case "#sources":
			return len(g.articles), true
		case "statements":
			return g.n, true
		}
		return 0, false
	})
	slices.SortFunc(list, func(a, b *claimGroup) int { return slices.Compare(a.cells, b.cells) })
	out, err := n.emitter(vm)
	if err != nil {
		return nil, err
	}
	for _, g := range list {
		if err := out.add(g.row(cols)); err != nil {
			return nil, err
		}
	}
	return nil, out.flush()
}

// group reads the claims of the filters, list by list: no order is needed.
func (n *natives) group(filters []goja.Value, cols []string) (map[string]*claimGroup, error) {
	groups := map[string]*claimGroup{}
	seen := map[string]bool{}
	for _, f := range filters {
		w, err := wanted(f)
		if err != nil {
			return nil, err
		}
		lists, err := n.read.lists(n.ctx, w)
		if err != nil {
			return nil, err
		}
		for m, err := range inTurn(lists) {
			if err != nil {
				return nil, err
			}
			if len(filters) > 1 && seen[m.Claim] {
				continue
			}
			if len(filters) > 1 {
				seen[m.Claim] = true
			}
			addToGroups(groups, cols, m)
		}
	}
	return groups, nil
}

// foremost leaves those out that cannot be among the rows that are given,
// where the query sorts by a number first, the largest before the others, and
// has a limit.
func foremost[T any](list []T, q Query, number func(x T, column string) (int, bool)) []T {
	if !q.Sort || q.Limit <= 0 || len(list) <= q.Limit || len(q.Order) == 0 {
		return list
	}
	column, down := strings.CutPrefix(q.Order[0], "-")
	if _, known := number(list[0], column); !down || !known {
		return list
	}
	for _, k := range q.Keep {
		if k.AtMost >= 0 {
			return list
		}
	}
	sizes := make([]int, len(list))
	for i, x := range list {
		sizes[i], _ = number(x, column)
	}
	slices.Sort(sizes)
	least := sizes[len(sizes)-q.Limit-1] // one more, so that it is known that there are more
	return slices.DeleteFunc(list, func(x T) bool { n, _ := number(x, column); return n < least })
}

func groupArguments(vm *goja.Runtime, call goja.FunctionCall) (cols []string, filters []goja.Value, err error) {
	if err := vm.ExportTo(call.Argument(1), &cols); err != nil {
		return nil, nil, fmt.Errorf("emitGroups: columns: %w", err)
	}
	for _, c := range cols {
		if groupColumns[c] == nil && c != "speaker" {
			return nil, nil, fmt.Errorf("emitGroups: no column %s; there are subject, predicate, object, status, date, speaker", c)
		}
	}
	if o, ok := call.Argument(0).(*goja.Object); ok && o.ClassName() == "Array" {
		err = vm.ExportTo(o, &filters)
		return cols, filters, err
	}
	return cols, []goja.Value{call.Argument(0)}, nil
}

func addToGroups(groups map[string]*claimGroup, cols []string, m Mark) {
	speakers := []string{""}
	if slices.Contains(cols, "speaker") {
		speakers = m.Speakers
	}
	for _, s := range speakers {
		cells := make([]string, len(cols))
		for i, c := range cols {
			if f := groupColumns[c]; f != nil {
				cells[i] = f(m)
			} else {
				cells[i] = pointed(s)
			}
		}
		key := strings.Join(cells, sep)
		g := groups[key]
		if g == nil {
			g = &claimGroup{cells: cells}
			groups[key] = g
		}
		g.n++
		g.articles = append(g.articles, m.Article)
	}
}

func (g *claimGroup) row(cols []string) map[string]Cell {
	row := map[string]Cell{"statements": {quad.Int(g.n)}, "sources": articleCell(g.articles)}
	for i, c := range cols {
		row[c] = toCell(g.cells[i])
	}
	return row
}

// values gives what stands at the predicate of a node, sorted, as Gizmo gives
// it to scripts.
func (n *natives) values(_ *goja.Runtime, call goja.FunctionCall) (any, error) {
	found, err := n.v.objects(n.ctx, quad.StringToValue(call.Argument(0).String()), quad.StringToValue(call.Argument(1).String()))
	out := make([]any, len(found))
	for i, x := range found {
		out[i] = native(x)
	}
	return out, err
}

// ties gives for each entity that has edges with one: "> relation" for what
// that one does, "< relation" for what is done to it, sorted.
func (n *natives) ties(_ *goja.Runtime, call goja.FunctionCall) (any, error) {
	id := bare(call.Argument(0).String())
	found := map[string]map[string]bool{}
	add := func(other, how string) {
		if found[other] == nil {
			found[other] = map[string]bool{}
		}
		found[other][how] = true
	}
	for _, w := range []want{{Subject: id}, {Object: id}} {
		for _, p := range n.read.relations {
			for m, err := range n.read.ends(n.ctx, w, p) {
				switch {
				case err != nil:
					return nil, err
				case !m.Edge:
				case w.Subject != "":
					add(m.Object, "> "+p)
				default:
					add(m.Subject, "< "+p)
				}
			}
		}
	}
	out := make(map[string]any, len(found))
	for other, how := range found {
		list := []any{}
		for _, h := range slices.Sorted(maps.Keys(how)) {
			list = append(list, h)
		}
		out[pointed(other)] = list
	}
	return out, nil
}

// degrees lists all entities with the number of claims of which they are
// subject or object, the largest number first.
func (n *natives) degrees(*goja.Runtime, goja.FunctionCall) (any, error) {
	count := map[string]int{}
	for _, list := range []string{bySubject, byObject} {
		last, since := "", 0
		for e, err := range n.v.scan(n.ctx, list) {
			if err != nil {
				return nil, err
			}
			_, rest, _ := strings.Cut(e.key[len(list):], sep)
			end, _, _ := strings.Cut(rest, sep)
			if end != last {
				count[last] += since
				last, since = end, 0
			}
			since++
		}
		count[last] += since
	}
	delete(count, "")
	ids := slices.Sorted(maps.Keys(count))
	slices.SortStableFunc(ids, func(a, b string) int { return count[b] - count[a] })
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = map[string]any{"who": pointed(id), "statements": count[id]}
	}
	return out, nil
}

// neighbours is the number of others that claims tie an entity to.
func (n *natives) neighbours(_ *goja.Runtime, call goja.FunctionCall) (any, error) {
	id := bare(call.Argument(0).String())
	found := map[string]bool{}
	for _, list := range []string{bySubject, byObject} {
		for _, p := range n.read.relations {
			prefix := list + p + sep + id + sep
			last := ""
			for e, err := range n.v.scan(n.ctx, prefix) {
				if err != nil {
					return nil, err
				}
				if other, _, _ := strings.Cut(e.key[len(prefix):], sep); other != last {
					found[other], last = true, other
				}
			}
		}
	}
	delete(found, id)
	return len(found), nil
}

// eachArticle calls a function with each article that mentions an entity, in
// the order of IDs, or with each whose date begins within two days,
// {from: "2022-01-01", to: "2022-12-31"}, in the order of dates; until it
// gives false.
func (n *natives) eachArticle(vm *goja.Runtime, call goja.FunctionCall) (any, error) {
	var f struct{ Mentions, From, To string }
	if m, ok := call.Argument(0).Export().(map[string]any); ok {
		f.Mentions, _ = m["mentions"].(string)
		f.From, _ = m["from"].(string)
		f.To, _ = m["to"].(string)
	}
	fn, ok := goja.AssertFunction(call.Argument(1))
	if !ok || f.Mentions+f.From == "" {
		return nil, errors.New("eachArticle: give {mentions: \"<id>\"} or {from: DAY, to: DAY}, and a function")
	}
	seq := n.mentioning(bare(f.Mentions))
	if f.Mentions == "" {
		seq = n.dated(f.From, f.To)
	}
	for a, err := range seq {
		if err != nil {
			return nil, err
		}
		got, err := fn(goja.Undefined(), vm.ToValue(pointed(graph.ArticlePrefix+a.id)), vm.ToValue(a.issued))
		if err != nil {
			return nil, rethrow(err)
		}
		if got != nil && got.Export() == false {
			break
		}
	}
	return nil, nil
}

// few is the number of articles up to which those of an entity are looked up;
// of more, all articles are read in their order.
const few = 2000

// mentioning gives the articles that mention an entity, sorted by ID.
func (n *natives) mentioning(id string) iter.Seq2[articleNames, error] {
	return func(yield func(articleNames, error) bool) {
		ids, more, err := mentionedIn(n.ctx, n.v, id, few)
		if err != nil {
			yield(articleNames{}, err)
			return
		}
		if more {
			for e, err := range n.v.scan(n.ctx, nameLists) {
				a := readNames(e)
				if err == nil && !a.has(id) {
					continue
				}
				if !yield(a, err) {
					return
				}
			}
			return
		}
		for _, x := range ids {
			val, _, err := n.v.get(n.ctx, nameLists+x)
			if !yield(readNames(entry{nameLists + x, val}), err) {
				return
			}
		}
	}
}

// mentionedIn lists the IDs of articles that mention an entity, sorted; more
// says that there are more than most, of which only some are given.
func mentionedIn(ctx context.Context, v view, id string, most int) (ids []string, more bool, err error) {
	for q, err := range v.find(ctx, pattern{Predicate: quad.IRI(graph.SchemaMentions), Object: quad.IRI(id)}) {
		if err != nil {
			return nil, false, err
		}
		if len(ids) == most {
			return ids, true, nil
		}
		ids = append(ids, strings.TrimPrefix(iri(q.Subject), graph.ArticlePrefix))
	}
	slices.Sort(ids)
	return slices.Compact(ids), false, nil
}

// dated gives the articles whose date begins within the days, sorted by that day and ID.
func (n *natives) dated(from, to string) iter.Seq2[articleNames, error] {
	return func(yield func(articleNames, error) bool) {
		var all []articleNames
		for e, err := range n.v.scan(n.ctx, nameLists) {
			if err != nil {
				yield(articleNames{}, err)
				return
			}
			a := readNames(e)
			a.entities = ""
			if d := firstDay(a.issued); d != "" && d >= from && d <= to {
				all = append(all, a)
			}
		}
		slices.SortStableFunc(all, func(a, b articleNames) int { return strings.Compare(firstDay(a.issued), firstDay(b.issued)) })
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// firstDay of a year, month or day.
func firstDay(date string) string {
	switch len(date) {
	case 4:
		return date + "-01-01"
	case 7:
		return date + "-01"
	case 10:
		return date
	}
	return ""
}

// mostTogether is how many articles emitTogether names for one row.
const mostTogether = 100

// mate is who is mentioned together with somebody.
type mate struct {
	id       string
	articles int
	first    []string // IDs, up to mostTogether
}

// emitTogether emits who is mentioned in the same articles as an entity, in at
// least so many: the column with, their number in articles, the first of them
// in together.
func (n *natives) emitTogether(vm *goja.Runtime, call goja.FunctionCall) (any, error) {
	id, least := bare(call.Argument(0).String()), int(call.Argument(1).ToInteger())
	at := map[string]*mate{}
	for a, err := range n.mentioning(id) {
		if err != nil {
			return nil, err
		}
		for e := range strings.SplitSeq(a.entities, unitSep) {
			m := at[e]
			if m == nil {
				m = &mate{id: e}
				at[e] = m
			}
			if m.articles++; m.articles <= mostTogether {
				m.first = append(m.first, a.id)
			}
		}
	}
	delete(at, id)
	delete(at, "")
	var list []*mate
	for _, m := range at {
		if m.articles >= least {
			list = append(list, m)
		}
	}
	list = foremost(list, n.q, func(m *mate, column string) (int, bool) { return m.articles, column == "articles" })
	slices.SortFunc(list, func(a, b *mate) int { return strings.Compare(a.id, b.id) })
	out, err := n.emitter(vm)
	if err != nil {
		return nil, err
	}
	for _, m := range list {
		if err := out.add(map[string]Cell{"with": iriCell(m.id), "articles": {quad.Int(m.articles)}, "together": articleCell(m.first)}); err != nil {
			return nil, err
		}
	}
	return nil, out.flush()
}
