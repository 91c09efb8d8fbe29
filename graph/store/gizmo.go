package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// Query is a Gizmo script and how to run it.
type Query struct {
	Script  string
	Prelude string         // runs before the script: functions it uses
	Params  map[string]any // reach the script as the object `param`; any JSON value
	Columns []string       // order of the columns; columns not named come after, sorted
	Sort    bool           // sort the rows, before Limit is applied
	Stream  bool           // give rows as the script finds them, with Columns only; else Sort may apply
	Order   []string       // columns to sort by, the others follow; "#col": by its number of values; "-" before either: descending
	Limit   int            // rows; 0: no limit
	Fill    []Fill         // columns that are filled with the articles of an edge
	Keep    []Keep         // conditions on rows, applied before Limit
	Timeout time.Duration  // 0: none but the context's
}

// Cell is what one column of a row holds: mostly one value, none when the
// script gave none, several for a list.
type Cell []quad.Value

// Fill puts the articles that support an edge into a column, as IRIs, sorted.
// Rows in which the script gave the column a value stay as they are; rows
// whose edge no article supports are dropped.
type Fill struct {
	Column                     string
	Subject, Predicate, Object string // a column, or an IRI in angle brackets
}

// Keep is a condition on the number of values in a column.
type Keep struct {
	Column          string
	AtLeast, AtMost int // AtMost below 0: any
}

// Rows is the answer to a query.
type Rows struct {
	Columns []string
	Rows    [][]Cell
	More    bool // the limit cut rows off
}

// gizmoHere runs a script in this process. Only for scripts that are trusted:
// a faulty one can end the process (see docs/store.md).
func (s *Store) gizmoHere(ctx context.Context, q Query, give func(Rows) error) error {
	if q.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, q.Timeout)
		defer cancel()
	}
	v, err := s.eng.view(ctx)
	if err != nil {
		return err
	}
	it, err := runGizmo(ctx, v, q, give)
	if stopScript(it) { // else it keeps its view
		err = errors.Join(err, v.close())
	}
	return err
}

// grace is how long a script that was stopped may take to notice.
const grace = 2 * time.Second

// stopScript ends a script and waits until it no longer reads. It is false for
// one that does not notice.
func stopScript(it query.Iterator) bool {
	if it == nil {
		return true
	}
	it.Close()
	done := make(chan struct{})
	go func() {
		for it.Next(context.Background()) { // ends when the script has
		}
		close(done)
	}()
	select {
	case <-done:
		return true
	case <-time.After(grace):
		return false
	}
}

// runGizmo runs one script on one session, as Cayley demands, and gives its
// rows as they are found, or, where they are sorted, at the end. The iterator
// is nil where the script was not started.
func runGizmo(ctx context.Context, v view, q Query, give func(Rows) error) (query.Iterator, error) {
	script, err := withParams(q)
	if err != nil {
		return nil, err
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel() // ends what native functions are reading
	native := &natives{ctx: inner, v: v, q: q}
	session := gizmo.NewSession(withNative{v.quadStore(), native.value()})
	it, err := session.Execute(ctx, script, query.Options{Collation: query.Raw, Limit: -1})
	if err != nil {
		return nil, scriptError(err, 0)
	}
	if q.Stream {
		return it, streamRows(ctx, v, it, q, give)
	}
	rows, err := readRows(ctx, v, it, q)
	for err == nil {
		part := rows
		part.Rows = rows.Rows[:min(len(rows.Rows), mostEmitted)]
		rows.Rows = rows.Rows[len(part.Rows):]
		part.More = rows.More && len(rows.Rows) == 0
		if err = give(part); len(rows.Rows) == 0 {
			break
		}
	}
	return it, err
}

// pauseBetween is the time after which a row is given without waiting for more.
const pauseBetween = 20 * time.Millisecond

// streamRows gives rows as the script finds them: the first at once, then more
// and more together. Columns that the query does not name are left out.
func streamRows(ctx context.Context, v view, it query.Iterator, q Query, give func(Rows) error) error {
	buf := Rows{Columns: q.Columns}
	size, given, last := 1, 0, time.Time{}
	flush := func() error {
		given += len(buf.Rows)
		err := give(buf)
		buf.Rows, size, last = nil, min(2*size, mostEmitted), time.Now()
		return err
	}
	for row, err := range scriptRows(ctx, v, it, q) {
		if err != nil { // what was found before is given
			if len(buf.Rows) > 0 {
				err = errors.Join(give(buf), err)
			}
			return err
		}
		one := Rows{Columns: q.Columns, Rows: [][]Cell{inColumns(row, q.Columns)}}
		if err := fill(ctx, v, &one, q.Fill, 0); err != nil {
			return err
		}
		if keep(&one, q.Keep); len(one.Rows) == 0 {
			continue
		}
		if q.Limit > 0 && given+len(buf.Rows) == q.Limit {
			buf.More = true
			break
		}
		buf.Rows = append(buf.Rows, one.Rows...)
		if len(buf.Rows) >= size || time.Since(last) > pauseBetween {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return give(buf)
}

func inColumns(row map[string]Cell, columns []string) []Cell {
	out := make([]Cell, len(columns))
	for i, c := range columns {
		out[i] = row[c]
	}
	return out
}

// scriptRows gives the rows of a script. It ends with an error where the
// script does not come to its end.
func scriptRows(ctx context.Context, v view, it query.Iterator, q Query) iter.Seq2[map[string]Cell, error] {
	return func(yield func(map[string]Cell, error) bool) {
		ended := false
		for it.Next(ctx) {
			ended = ended || isEnd(it.Result())
			rows, err := toRows(ctx, v.quadStore(), it.Result())
			if err != nil {
				yield(nil, err)
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
		}
		switch err := it.Err(); {
		case err != nil && ctx.Err() != nil:
			yield(nil, timeout(ctx))
		case err != nil:
			yield(nil, scriptError(err, 2+strings.Count(q.Prelude, "\n")))
		case !ended:
			yield(nil, errCrashed)
		}
	}
}

// readRows reads all rows that can be among those given.
func readRows(ctx context.Context, v view, it query.Iterator, q Query) (Rows, error) {
	var found []map[string]Cell
	more, size := false, 0
	for row, err := range scriptRows(ctx, v, it, q) {
		if err != nil {
			return Rows{}, err
		}
		if !q.whole() && q.Limit > 0 && len(found) == q.Limit {
			more = true
			break
		}
		found = append(found, row)
		if size += rowSize(row); size > maxAnswer {
			return Rows{}, errTooLarge()
		}
	}
	rows := arrange(found, q.Columns)
	rows.More = more
	return finish(ctx, v, rows, q)
}

func errTooLarge() error {
	return hint(ErrQuery, nil, "the answer is larger than %d MB; add a limit, or select less", maxAnswer>>20)
}

// finish fills, keeps, sorts and cuts rows. Where order and conditions do not
// look at the columns that are filled, only the rows that are given are.
func finish(ctx context.Context, v view, rows Rows, q Query) (Rows, error) {
	early := q.needsFilled()
	if early {
		if err := fill(ctx, v, &rows, q.Fill, 0); err != nil {
			return Rows{}, err
		}
		keep(&rows, q.Keep)
	}
	if q.Sort {
		sortRows(rows, q.Order)
	}
	if !early {
		if err := fill(ctx, v, &rows, q.Fill, q.Limit); err != nil {
			return Rows{}, err
		}
	}
	if q.Limit > 0 && len(rows.Rows) > q.Limit {
		rows.Rows, rows.More = rows.Rows[:q.Limit], true
	}
	return rows, nil
}

// needsFilled tells whether filled columns say which rows are given, and where.
func (q Query) needsFilled() bool {
	if len(q.Keep) > 0 || len(q.Fill) > 1 {
		return true
	}
	for _, f := range q.Fill {
		for _, o := range q.Order {
			if strings.TrimLeft(o, "-#") == f.Column {
				return true
			}
		}
	}
	return false
}

// whole tells whether all rows are needed before some can be given.
func (q Query) whole() bool { return q.Sort || len(q.Fill)+len(q.Keep) > 0 }

// endMark is the value of the last statement of every script. A panic in the
// goroutine that runs a script closes its channels before it ends the process,
// which looks like an end without an error; only a whole run gives the mark.
const endMark = "end of script"

// errCrashed: the script's goroutine panicked, and the process is about to end.
var errCrashed = errors.New("the query failed inside Cayley")

func isEnd(res any) bool {
	r, ok := res.(*gizmo.Result)
	return ok && r.Meta && r.Val == endMark
}

// maxAnswer bounds an answer, in bytes of its values.
const maxAnswer = 32 << 20

func rowSize(row map[string]Cell) int {
	n := 0
	for k, c := range row {
		n += len(k) + cellsSize([]Cell{c})
	}
	return n
}

func cellsSize(cells []Cell) int {
	n := 64
	for _, c := range cells {
		n += 16
		for _, v := range c {
			n += len(quad.ToString(v)) + 16
		}
	}
	return n
}

func timeout(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return hint(ErrQuery, ctx.Err(), "the query took too long and was stopped; start it from a named entity, add a limit, or give it more time")
	}
	return ctx.Err()
}

// withParams puts the parameters and the prelude before the script.
// They go as JSON inside a string literal, so no value can become code.
func withParams(q Query) (string, error) {
	if _, err := goja.Compile("", q.Script, false); err != nil {
		return "", scriptError(err, 0)
	}
	params := q.Params
	if params == nil {
		params = map[string]any{}
	}
	text, err := json.Marshal(params)
	if err != nil {
		return "", fmt.Errorf("parameters of the query: %w", err)
	}
	literal, err := json.Marshal(string(text))
	if err != nil {
		return "", fmt.Errorf("parameters of the query: %w", err)
	}
	return "var param = JSON.parse(" + string(literal) + ");\n" + q.Prelude + "\n" + q.Script + "\n;\"" + endMark + "\";", nil
}

var (
	place  = regexp.MustCompile(`(?:<eval>|\(anonymous\)|SyntaxError: : Line )[: ]?(\d+):(\d+)`)
	atLine = regexp.MustCompile(`Line (\d+):(\d+) `)
)

// scriptError words an error of the script, with its line and column. At run
// time so many lines stand before the script.
func scriptError(err error, before int) error {
	msg := strings.TrimSpace(err.Error())
	line, col := 0, 0
	if m := atLine.FindStringSubmatch(msg); m != nil { // from the parser, without the first line
		line, _ = strconv.Atoi(m[1])
		col, _ = strconv.Atoi(m[2])
		msg = strings.Replace(msg, m[0], "", 1)
	} else if m := place.FindStringSubmatch(msg); m != nil { // at run time
		line, _ = strconv.Atoi(m[1])
		line -= before
		col, _ = strconv.Atoi(m[2])
	}
	var ex *goja.Exception
	if errors.As(err, &ex) && ex.Value() != nil {
		msg = ex.Value().String()
	}
	msg = strings.TrimPrefix(msg, "SyntaxError: : ")
	if line > 0 {
		return hint(ErrQuery, err, "script, line %d, column %d: %s", line, col, msg)
	}
	return hint(ErrQuery, err, "script: %s", msg)
}

// toRows makes rows of what the script gave: the tags of a path, a value that
// it emitted, or what a native function did. The value of the script itself
// gives none.
func toRows(ctx context.Context, qs graph.QuadStore, res any) ([]map[string]Cell, error) {
	r, ok := res.(*gizmo.Result)
	if !ok || r.Meta {
		return nil, nil
	}
	row := map[string]Cell{}
	if r.Tags == nil {
		switch val := r.Val.(type) {
		case *emitted:
			return val.rows, nil
		case map[string]any:
			for k, v := range val {
				row[k] = toCell(v)
			}
		default:
			row["value"] = toCell(r.Val)
		}
		return []map[string]Cell{row}, nil
	}
	for _, k := range slices.Sorted(maps.Keys(r.Tags)) {
		v, err := nameOfRef(ctx, qs, r.Tags[k])
		if err != nil {
			return nil, err
		}
		if v != nil {
			row[k] = Cell{v}
		}
	}
	return []map[string]Cell{row}, nil
}

func nameOfRef(ctx context.Context, qs graph.QuadStore, ref graph.Ref) (quad.Value, error) {
	if b, ok := qs.(graph.BatchQuadStore); ok {
		vals, err := b.ValuesOf(ctx, []graph.Ref{ref})
		if err != nil {
			return nil, err
		}
		return vals[0], nil
	}
	return qs.NameOf(ref), nil
}

// toCell makes quad values of what JavaScript knows: "<x>" is an IRI.
func toCell(v any) Cell {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		var out Cell
		for _, x := range v {
			out = append(out, toCell(x)...)
		}
		return out
	case quad.Value:
		return Cell{v}
	case string:
		if len(v) > 2 && v[0] == '<' && v[len(v)-1] == '>' && !strings.ContainsAny(v[1:len(v)-1], "<> \"") {
			return Cell{quad.IRI(v[1 : len(v)-1])}
		}
		return Cell{quad.String(v)}
	case bool:
		return Cell{quad.Bool(v)}
	case int64:
		return Cell{quad.Int(v)}
	case int:
		return Cell{quad.Int(v)}
	case float64:
		return Cell{quad.Float(v)}
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return Cell{quad.String(fmt.Sprint(v))}
	}
	return Cell{quad.String(strings.TrimSpace(b.String()))}
}

// arrange gives all rows the same columns.
func arrange(found []map[string]Cell, order []string) Rows {
	names := map[string]bool{}
	for _, r := range found {
		for k := range r {
			names[k] = true
		}
	}
	var cols []string
	for _, c := range order {
		cols = append(cols, c)
		delete(names, c)
	}
	if names["id"] && len(order) == 0 {
		cols = append(cols, "id") // the end of the path first
		delete(names, "id")
	}
	cols = append(cols, slices.Sorted(maps.Keys(names))...)
	out := Rows{Columns: cols, Rows: make([][]Cell, len(found))}
	for i, r := range found {
		row := make([]Cell, len(cols))
		for j, c := range cols {
			row[j] = r[c]
		}
		out.Rows[i] = row
	}
	return out
}

// sortRows sorts by the columns of order, then by all in turn.
func sortRows(rows Rows, order []string) {
	type by struct {
		col         int
		desc, count bool
	}
	var keys []by
	for _, o := range order {
		name, desc := strings.CutPrefix(o, "-")
		name, count := strings.CutPrefix(name, "#")
		if i := slices.Index(rows.Columns, name); i >= 0 {
			keys = append(keys, by{i, desc, count})
		}
	}
	for i := range rows.Columns {
		keys = append(keys, by{col: i})
	}
	sort.SliceStable(rows.Rows, func(i, j int) bool {
		for _, k := range keys {
			a, b := rows.Rows[i][k.col], rows.Rows[j][k.col]
			c := cmp.Compare(len(a), len(b))
			if !k.count {
				c = compareCells(a, b)
			}
			if c != 0 {
				return (c < 0) != k.desc
			}
		}
		return false
	})
}

// compareCells orders numbers by size and others as text, lists value by value.
func compareCells(a, b Cell) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		x, xn := number(a[i])
		y, yn := number(b[i])
		c := cmp.Compare(quad.StringOf(a[i]), quad.StringOf(b[i]))
		if xn && yn {
			c = cmp.Compare(x, y)
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

func number(v quad.Value) (float64, bool) {
	switch v := v.(type) {
	case quad.Int:
		return float64(v), true
	case quad.Float:
		return float64(v), true
	}
	return 0, false
}

// Gizmo runs a script over one state of the store. A script that fails, takes
// longer than its time, or needs too much memory is ErrQuery, with the line and
// column where there is one. See Options.Worker for where it runs.
func (s *Store) Gizmo(ctx context.Context, q Query) (Rows, error) {
	var all Rows
	size := 0
	err := s.GizmoEach(ctx, q, func(part Rows) error {
		all.Columns, all.More = part.Columns, part.More
		for _, row := range part.Rows {
			if size += cellsSize(row); size > maxAnswer {
				return errTooLarge()
			}
			all.Rows = append(all.Rows, row)
		}
		return nil
	})
	if err != nil {
		return Rows{}, err
	}
	return all, nil
}

// GizmoEach is Gizmo for answers that need not be held: give is called with
// some rows after the other, as the script finds them where they are not
// sorted. More is set in the last part. An error of give ends the script and
// is returned.
func (s *Store) GizmoEach(ctx context.Context, q Query, give func(Rows) error) error {
	var broken error // of give: not the store's
	err := s.gizmoEach(ctx, q, func(r Rows) error {
		broken = give(r)
		return broken
	})
	if broken != nil {
		return broken
	}
	return s.readError(err)
}

func (s *Store) gizmoEach(ctx context.Context, q Query, give func(Rows) error) error {
	if s.pool == nil {
		return s.gizmoHere(ctx, q, give)
	}
	params, err := json.Marshal(q.Params)
	if err != nil {
		return fmt.Errorf("parameters of the query: %w", err)
	}
	src, done, err := s.eng.source()
	if err != nil {
		return err
	}
	_, err = s.pool.run(ctx, src, done, workQuery{Script: q.Script, Prelude: q.Prelude, Params: params, Columns: q.Columns, Order: q.Order,
		Sort: q.Sort, Stream: q.Stream, Limit: q.Limit, Fill: q.Fill, Keep: q.Keep, Timeout: q.Timeout}, func(a workAnswer) error {
		rows, err := a.rows()
		if err != nil {
			return err
		}
		return give(rows)
	})
	return err
}
