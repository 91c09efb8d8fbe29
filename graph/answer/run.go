package answer

import (
	"context"
	"fmt"
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
	Columns []queries.Column // columns that the header does not name come last, without type
	Rows    [][]Cell
	More    bool // the limit cut rows off
}

// Limits bound a query. Zero values: none.
type Limits struct {
	Rows int
	Time time.Duration
}

// ParamError says that a query cannot run with these parameters.
type ParamError struct{ err error }

func (e *ParamError) Error() string { return e.err.Error() }
func (e *ParamError) Unwrap() error { return e.err }

// Run asks a canned query. The values of parameters are as a person typed
// them: names of entities, relations and articles are resolved. Errors:
// *NameError, *ParamError, store.ErrQuery for a script that failed.
func (r *Reader) Run(ctx context.Context, q queries.Query, typed map[string]string, l Limits) (Table, error) {
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
			return Table{}, err
		}
		given[p.Name] = id
	}
	params, err := q.Bind(given)
	if err != nil {
		return Table{}, &ParamError{err}
	}
	rows, err := r.Store.Gizmo(ctx, store.Query{Script: q.Script, Prelude: queries.Prelude(), Params: params,
		Columns: q.ColumnNames(), Sort: true, Order: q.Order, Limit: l.Rows, Timeout: l.Time})
	if err != nil {
		return Table{}, fmt.Errorf("query %s: %w", q.Name, err)
	}
	return r.table(ctx, q, rows)
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

// table names what the cells stand for.
func (r *Reader) table(ctx context.Context, q queries.Query, rows store.Rows) (Table, error) {
	known := map[string]queries.Column{}
	for _, c := range q.Columns {
		known[c.Name] = c
	}
	out := Table{More: rows.More, Rows: make([][]Cell, len(rows.Rows))}
	for _, name := range rows.Columns {
		c := known[name]
		c.Name = name
		out.Columns = append(out.Columns, c)
	}
	names := NewNames(ctx, r.Store, false)
	for i, row := range rows.Rows {
		out.Rows[i] = make([]Cell, len(row))
		for j, cell := range row {
			for _, v := range cell {
				out.Rows[i][j] = append(out.Rows[i][j], r.value(v, out.Columns[j].Type, names))
			}
		}
	}
	return out, names.Err()
}

func (r *Reader) value(v quad.Value, t queries.Type, names *Names) Value {
	id := Text(v)
	label := id
	switch t {
	case queries.Entity, queries.Entities:
		label = names.Entity(id).Label(r.Lang)
	case queries.Relation:
		label = r.RelationLabel(id)
	case queries.Article, queries.Articles:
		label = names.Article(strings.TrimPrefix(id, graph.ArticlePrefix)).SourceName()
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
