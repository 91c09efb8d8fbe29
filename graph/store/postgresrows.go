package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/lib/pq"
)

// scanNode reads a row of Cayley's table of nodes.
func scanNode(rows *sql.Rows) (graph.ValueHash, quad.Value, error) {
	var (
		hash          csql.NodeHash
		data          []byte
		str, typ, tag sql.NullString
		iri, bnode    sql.NullBool
		integer       sql.NullInt64
		boolean       sql.NullBool
		float         sql.NullFloat64
		moment        sql.NullTime
	)
	if err := rows.Scan(&hash, &data, &str, &typ, &tag, &iri, &bnode, &integer, &boolean, &float, &moment); err != nil {
		return graph.ValueHash{}, nil, err
	}
	var v quad.Value
	switch {
	case str.Valid && iri.Bool:
		v = quad.IRI(str.String)
	case str.Valid && bnode.Bool:
		v = quad.BNode(str.String)
	case str.Valid && tag.Valid:
		v = quad.LangString{Value: quad.String(str.String), Lang: tag.String}
	case str.Valid && typ.Valid:
		v = quad.TypedString{Value: quad.String(str.String), Type: quad.IRI(typ.String)}
	case str.Valid:
		v = quad.String(str.String)
	case integer.Valid:
		v = quad.Int(integer.Int64)
	case boolean.Valid:
		v = quad.Bool(boolean.Bool)
	case float.Valid:
		v = quad.Float(float.Float64)
	case moment.Valid:
		v = quad.Time(moment.Time)
	default:
		var err error
		if v, err = pquads.UnmarshalValue(data); err != nil {
			return graph.ValueHash{}, nil, fmt.Errorf("value of a node: %w", err)
		}
	}
	return hash.ValueHash, v, nil
}

// nodeColumns are the columns of a node that hold its value, with their types.
// The type of a value decides which of them are set.
var nodeColumns = [...]struct{ name, typ string }{
	{"value", "bytea"}, {"value_string", "text"}, {"datatype", "text"}, {"language", "text"}, {"iri", "boolean"},
	{"bnode", "boolean"}, {"value_int", "bigint"}, {"value_bool", "boolean"}, {"value_float", "double precision"},
	{"value_time", "timestamptz"},
}

// nodeRow gives a value the texts of its columns.
func nodeRow(v quad.Value) (row [len(nodeColumns)]sql.NullString, err error) {
	set := func(i int, s string) { row[i] = sql.NullString{String: s, Valid: true} }
	switch v := v.(type) {
	case quad.IRI:
		set(1, string(v))
		set(4, "true")
	case quad.BNode:
		set(1, string(v))
		set(5, "true")
	case quad.String:
		set(1, string(v))
	case quad.TypedString:
		set(1, string(v.Value))
		set(2, string(v.Type))
	case quad.LangString:
		set(1, string(v.Value))
		set(3, v.Lang)
	case quad.Int:
		set(6, strconv.FormatInt(int64(v), 10))
	case quad.Bool:
		set(7, strconv.FormatBool(bool(v)))
	case quad.Float:
		set(8, strconv.FormatFloat(float64(v), 'g', -1, 64))
	case quad.Time:
		set(9, time.Time(v).Format(time.RFC3339Nano))
	default:
		b, err := pquads.MarshalValue(v)
		if err != nil {
			return row, fmt.Errorf("value %v: %w", v, err)
		}
		set(0, fmt.Sprintf(`\x%x`, b))
	}
	return row, nil
}

// pgApply writes a batch with a statement for each kind of change.
func pgApply(ctx context.Context, tx *sql.Tx, b batch) error {
	values := map[graph.ValueHash]quad.Value{}
	refs := map[graph.ValueHash]int{} // by how much the number of quads of a node changes
	const match = `q.subject_hash = d.s AND q.predicate_hash = d.p AND q.object_hash = d.o AND q.label_hash IS NOT DISTINCT FROM d.l`
	const columns = `unnest($1::bytea[]) AS s, unnest($2::bytea[]) AS p, unnest($3::bytea[]) AS o, unnest($4::bytea[]) AS l`
	if len(b.del) > 0 {
		err := changeQuads(ctx, tx, `DELETE FROM quads AS q USING (SELECT `+columns+`) AS d WHERE `+match+
			` RETURNING q.subject_hash, q.predicate_hash, q.object_hash, q.label_hash`, b.del, -1, values, refs)
		if err != nil {
			return err
		}
	}
	if len(b.add) > 0 {
		err := changeQuads(ctx, tx, `INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash, ts)
			SELECT s, p, o, l, now() FROM (SELECT `+columns+`) AS d ON CONFLICT DO NOTHING
			RETURNING subject_hash, predicate_hash, object_hash, label_hash`, b.add, +1, values, refs)
		if err != nil {
			return err
		}
	}
	if err := changeNodes(ctx, tx, values, refs); err != nil {
		return err
	}
	return changeEntries(ctx, tx, b)
}

// changeQuads runs a statement over the quads, and counts for each node in how
// many of the quads that it really changed it is.
func changeQuads(ctx context.Context, tx *sql.Tx, stmt string, qs []quad.Quad, by int, values map[graph.ValueHash]quad.Value, refs map[graph.ValueHash]int) error {
	var cols [4][][]byte
	for _, q := range qs {
		for i, d := range quad.Directions {
			v := q.Get(d)
			if v == nil {
				cols[i] = append(cols[i], nil)
				continue
			}
			h := graph.HashOf(v)
			values[h] = v
			cols[i] = append(cols[i], h[:])
		}
	}
	args := make([]any, 4)
	for i := range cols {
		args[i] = byteaArray(cols[i])
	}
	rows, err := tx.QueryContext(ctx, stmt, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var hs [4]csql.NodeHash
		if err := rows.Scan(&hs[0], &hs[1], &hs[2], &hs[3]); err != nil {
			return err
		}
		for _, h := range hs {
			if h.Valid() {
				refs[h.ValueHash] += by
			}
		}
	}
	return rows.Err()
}

// byteaArray is an array of bytea in which nil is NULL.
func byteaArray(list [][]byte) any {
	out := make([]sql.NullString, len(list))
	for i, b := range list {
		if b != nil {
			out[i] = sql.NullString{String: fmt.Sprintf(`\x%x`, b), Valid: true}
		}
	}
	return pq.Array(out)
}

// changeNodes counts nodes up and down, makes new ones, and removes those that
// no quad names any more.
func changeNodes(ctx context.Context, tx *sql.Tx, values map[graph.ValueHash]quad.Value, refs map[graph.ValueHash]int) error {
	var up, down []graph.ValueHash
	for _, k := range sortedHashes(refs) {
		switch n := refs[k]; {
		case n > 0:
			up = append(up, k)
		case n < 0:
			down = append(down, k)
		}
	}
	if len(up) > 0 {
		stmt, args, err := upsert(up, values, refs)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, stmt, args...); err != nil {
			return err
		}
	}
	if len(down) == 0 {
		return nil
	}
	hashes, counts := make([][]byte, len(down)), make([]int64, len(down))
	for i, h := range down {
		hashes[i], counts[i] = append([]byte(nil), h[:]...), int64(refs[h])
	}
	_, err := tx.ExecContext(ctx, `UPDATE nodes SET refs = refs + d.n FROM (SELECT unnest($1::bytea[]) AS h, unnest($2::bigint[])::int AS n) AS d WHERE hash = d.h`,
		byteaArray(hashes), pq.Array(counts))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM nodes WHERE hash = ANY($1::bytea[]) AND refs <= 0`, byteaArray(hashes))
	return err
}

// upsert is the statement that counts nodes up or makes them.
func upsert(up []graph.ValueHash, values map[graph.ValueHash]quad.Value, refs map[graph.ValueHash]int) (string, []any, error) {
	hashes, counts := make([][]byte, len(up)), make([]int64, len(up))
	var cols [len(nodeColumns)][]sql.NullString
	for i, h := range up {
		hashes[i], counts[i] = append([]byte(nil), h[:]...), int64(refs[h])
		row, err := nodeRow(values[h])
		if err != nil {
			return "", nil, err
		}
		for c := range row {
			cols[c] = append(cols[c], row[c])
		}
	}
	names := []string{"hash", "refs"}
	selects := []string{"unnest($1::bytea[])", "unnest($2::bigint[])::int"}
	args := []any{byteaArray(hashes), pq.Array(counts)}
	for c, col := range nodeColumns {
		args = append(args, pq.Array(cols[c]))
		names = append(names, col.name)
		selects = append(selects, fmt.Sprintf("unnest($%d::%s[])", len(args), col.typ))
	}
	return `INSERT INTO nodes (` + strings.Join(names, ", ") + `) SELECT ` + strings.Join(selects, ", ") +
		` ON CONFLICT (hash) DO UPDATE SET refs = nodes.refs + EXCLUDED.refs`, args, nil
}

// changeEntries writes the store's own index.
func changeEntries(ctx context.Context, tx *sql.Tx, b batch) error {
	if len(b.unset) > 0 {
		keys := make([][]byte, len(b.unset))
		for i, k := range b.unset {
			keys[i] = []byte(k)
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM kg_index WHERE k = ANY($1::bytea[])`, byteaArray(keys)); err != nil {
			return err
		}
	}
	if len(b.set) == 0 {
		return nil
	}
	keys, vals := make([][]byte, len(b.set)), make([]string, len(b.set))
	for i, e := range b.set {
		keys[i], vals[i] = []byte(e.key), e.value
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO kg_index (k, v) SELECT unnest($1::bytea[]), unnest($2::text[])
		ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v`, byteaArray(keys), pq.Array(vals))
	return err
}

func sortedHashes(m map[graph.ValueHash]int) []graph.ValueHash {
	keys := make(map[string]graph.ValueHash, len(m))
	for h := range m {
		keys[string(h[:])] = h
	}
	out := make([]graph.ValueHash, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		out = append(out, keys[k])
	}
	return out
}
