package answer

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"kg/graph"
	"kg/graph/store"
	"kg/queries"
)

// Value is one value of a cell: the IRI of a thing, or a text, and what a
// person calls it.
type Value struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Cell is what one column of a row holds: mostly one value, none where there
// is none, several in a list.
type Cell []Value

// IDs are the bare IRIs and texts of a cell.
func (c Cell) IDs() []string {
	out := make([]string, len(c))
	for i, v := range c {
		out[i] = v.ID
	}
	return out
}

// Labels are the names of what is in a cell.
func (c Cell) Labels() []string {
	out := make([]string, len(c))
	for i, v := range c {
		out[i] = v.Label
	}
	return out
}

// Table is the answer to a canned query.
type Table struct {
	Columns []queries.Column // those of the query; what else a script emits is left out
	Rows    [][]Cell
	More    bool // the limit cut rows off
}

// Limits bound a query. Zero values: none.
type Limits struct {
	Rows  int
	Time  time.Duration
	Names int // values of a list that are named; of the others the label is the ID
}

// ParamError says that a query cannot run with these parameters.
type ParamError struct{ err error }

func (e *ParamError) Error() string { return e.err.Error() }
func (e *ParamError) Unwrap() error { return e.err }

// Run asks a canned query. The values of parameters are as a person typed
// them: names of entities, relations and articles are resolved. Errors:
// *NameError, *ParamError, store.ErrQuery for a script that failed.
func (r *Reader) Run(ctx context.Context, q queries.Query, typed map[string]string, l Limits) (Table, error) {
	all := Table{Columns: q.Columns}
	size := 0
	err := r.RunEach(ctx, q, typed, l, func(part Table) error {
		for _, row := range part.Rows {
			for _, c := range row {
				for _, v := range c {
					size += len(v.ID) + len(v.Label)
				}
			}
		}
		if size > maxHeld {
			return fmt.Errorf("query %s: %w: the answer is larger than %d MB; add a limit, or select less", q.Name, store.ErrQuery, maxHeld>>20)
		}
		all.Rows, all.More = append(all.Rows, part.Rows...), part.More
		return nil
	})
	if err != nil {
		return Table{}, err
	}
	return all, nil
}

// maxHeld bounds an answer that is held in memory, in bytes of its values.
const maxHeld = 64 << 20

// RunEach is Run for answers that need not be held: give is called with some
// rows after the other, those of a query that says so as they are found. More is
// set in the last part. An error of give ends the query and is returned.
func (r *Reader) RunEach(ctx context.Context, q queries.Query, typed map[string]string, l Limits, give func(Table) error) error {
	given := make(map[string]string, len(typed))
	for name, text := range typed {
		given[name] = text
	}
	for _, p := range q.Params {
		text, ok := given[p.Name]
		if !ok {
			continue
		}
		id, err := r.resolve(ctx, p.Type, text)
		if err != nil {
			return err
		}
		given[p.Name] = id
	}
	params, err := q.Bind(given)
	if err != nil {
		return &ParamError{err}
	}
	var broken error // not the query's
	err = r.Store.GizmoEach(ctx, store.Query{Script: q.Script, Prelude: queries.Prelude(r.Onto), Params: params,
		Columns: q.ColumnNames(), Sort: !q.Given, Stream: q.Given, Order: q.Order, Limit: l.Rows, Timeout: l.Time, Fill: fills(q, params), Keep: keeps(q, params)},
		func(rows store.Rows) error {
			var part Table
			if part, broken = r.table(ctx, q, rows, l.Names); broken == nil {
				broken = give(part)
			}
			return broken
		})
	if broken != nil {
		return broken
	}
	if err != nil {
		return fmt.Errorf("query %s: %w", q.Name, err)
	}
	return nil
}

func (r *Reader) resolve(ctx context.Context, t queries.Type, text string) (string, error) {
	switch t {
	case queries.Entity:
		e, err := r.Entity(ctx, text)
		return e.ID, err
	case queries.Relation:
		return r.Relation(text)
	case queries.Article:
		x, err := r.Article(ctx, text)
		return x.ID, err
	}
	return text, nil
}

// fills and keeps put the values of parameters where the header names them.
func fills(q queries.Query, params map[string]any) []store.Fill {
	var out []store.Fill
	for _, c := range q.Columns {
		if len(c.Of) == 0 {
			continue
		}
		term := func(of string) string {
			if name, ok := strings.CutPrefix(of, "param."); ok {
				return fmt.Sprint(params[name])
			}
			return of
		}
		out = append(out, store.Fill{Column: c.Name, Subject: term(c.Of[0]), Predicate: term(c.Of[1]), Object: term(c.Of[2])})
	}
	return out
}

func keeps(q queries.Query, params map[string]any) []store.Keep {
	number := func(s string, none int) int {
		if n, ok := params[s].(int); ok {
			return n
		}
		if n, err := strconv.Atoi(s); err == nil {
			return n
		}
		return none
	}
	var out []store.Keep
	for _, k := range q.Keep {
		out = append(out, store.Keep{Column: k.Column, AtLeast: number(k.AtLeast, 0), AtMost: number(k.AtMost, -1)})
	}
	return out
}

// table names what the cells stand for, of lists the first so many, 0: all.
func (r *Reader) table(ctx context.Context, q queries.Query, rows store.Rows, named int) (Table, error) {
	entities, articles := map[string]bool{}, map[string]bool{}
	for _, row := range rows.Rows {
		for j, c := range q.Columns { // the store gives these first
			for i, v := range row[j] {
				if named > 0 && i == named {
					break
				}
				switch c.Type {
				case queries.Entity, queries.Entities:
					entities[Text(v)] = true
				case queries.Article, queries.Articles:
					articles[strings.TrimPrefix(Text(v), graph.ArticlePrefix)] = true
				}
			}
		}
	}
	l := labels{r: r}
	var err error
	if l.entities, err = r.Store.Labels(ctx, slices.Sorted(maps.Keys(entities))); err != nil {
		return Table{}, err
	}
	if l.articles, err = r.Store.Sources(ctx, slices.Sorted(maps.Keys(articles))); err != nil {
		return Table{}, err
	}
	out := Table{More: rows.More, Rows: make([][]Cell, len(rows.Rows)), Columns: q.Columns}
	for i, row := range rows.Rows {
		out.Rows[i] = make([]Cell, len(q.Columns))
		for j, c := range q.Columns {
			for _, v := range row[j] {
				out.Rows[i][j] = append(out.Rows[i][j], l.value(v, c.Type))
			}
		}
	}
	return out, nil
}

// labels are the names of what a table is about.
type labels struct {
	r        *Reader
	entities map[string]graph.Entity
	articles map[string]graph.Article
}

func (l labels) value(v quad.Value, t queries.Type) Value {
	id := Text(v)
	label := id
	switch t {
	case queries.Entity, queries.Entities:
		if e, ok := l.entities[id]; ok {
			label = e.Label(l.r.Lang)
		}
	case queries.Relation:
		label = l.r.RelationLabel(id)
	case queries.Article, queries.Articles:
		if a, ok := l.articles[strings.TrimPrefix(id, graph.ArticlePrefix)]; ok {
			label = a.SourceName()
		}
	}
	return Value{id, label}
}

// Text is the bare text of a value.
func Text(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	}
	return fmt.Sprint(v.Native())
}
