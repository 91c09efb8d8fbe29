package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	pgflavor "github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// postgres is the engine on PostgreSQL, or a server that speaks its protocol.
//
// It uses Cayley's tables, so that Cayley reads them, and writes them itself:
// Cayley's writer sends one statement a quad, and cannot delete and add in one
// transaction. Writers follow one another: each locks one row for the length
// of its transaction. Readers see a snapshot and wait for nobody.
type postgres struct {
	db     *sql.DB
	dsn    string
	name   string // without the password
	cayley graph.QuadStore
}

var _ engine = (*postgres)(nil)

// The tables are those of Cayley 0.7.7 without foreign keys, which would lock
// the rows of hub nodes, and with indexes that its queries and ours need.
const tables = `
CREATE TABLE nodes (
	hash BYTEA PRIMARY KEY, refs INT NOT NULL, value BYTEA, value_string TEXT, datatype TEXT, language TEXT,
	iri BOOLEAN, bnode BOOLEAN, value_int BIGINT, value_bool BOOLEAN, value_float DOUBLE PRECISION,
	value_time TIMESTAMP WITH TIME ZONE);
CREATE TABLE quads (
	horizon BIGSERIAL PRIMARY KEY, subject_hash BYTEA NOT NULL, predicate_hash BYTEA NOT NULL,
	object_hash BYTEA NOT NULL, label_hash BYTEA, ts TIMESTAMP);
CREATE UNIQUE INDEX spo_unique ON quads (subject_hash, predicate_hash, object_hash) WHERE label_hash IS NULL;
CREATE UNIQUE INDEX spol_unique ON quads (subject_hash, predicate_hash, object_hash, label_hash);
CREATE INDEX ops_index ON quads (object_hash, predicate_hash, subject_hash);
CREATE INDEX pos_index ON quads (predicate_hash, object_hash, subject_hash);
CREATE INDEX label_index ON quads (label_hash, subject_hash);
CREATE TABLE kg_index (k BYTEA PRIMARY KEY, v TEXT NOT NULL);`

const (
	schemaKey = "m" + sep + "schema"
	writerKey = "m" + sep + "writer" // the row that writers lock
)

func openPostgres(ctx context.Context, dsn string, o Options) (*Store, error) {
	name := redacted(dsn)
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, fmt.Errorf("address of the store %s: %w", name, err)
	}
	e := &postgres{db: db, dsn: dsn, name: name}
	if err := e.prepare(ctx, o.ReadOnly); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if e.cayley, err = csql.New(pgflavor.Type, dsn, nil); err != nil {
		return nil, errors.Join(e.failed("open", err), db.Close())
	}
	return &Store{eng: e, name: name, kind: "postgres", ro: o.ReadOnly}, nil
}

func redacted(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		return "postgres://…"
	}
	return u.Redacted()
}

// prepare checks the schema, and makes the tables where there are none.
func (e *postgres) prepare(ctx context.Context, readOnly bool) error {
	schema, err := e.schema(ctx)
	if code(err) == undefinedTable {
		if readOnly {
			return hint(ErrNotFound, err, "there is no store in %s; make one with `kg ingest`", e.name)
		}
		if err := e.create(ctx); err != nil {
			return err
		}
		schema, err = e.schema(ctx)
	}
	switch {
	case err != nil:
		return hint(ErrNotFound, err, "cannot open the store %s: %v; check that the server runs and the address is right", e.name, err)
	case schema != strconv.Itoa(Schema):
		return hint(ErrSchema, nil, "store %s has schema %s, this kg reads schema %d; use the kg that made it, or another database", e.name, schema, Schema)
	}
	return nil
}

func (e *postgres) schema(ctx context.Context) (v string, err error) {
	err = e.db.QueryRowContext(ctx, `SELECT v FROM kg_index WHERE k = $1`, []byte(schemaKey)).Scan(&v)
	return v, err
}

func (e *postgres) create(ctx context.Context) error {
	err := e.retry(ctx, func() error {
		tx, err := e.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := tx.ExecContext(ctx, tables); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO kg_index (k, v) VALUES ($1, $2), ($3, '')`,
			[]byte(schemaKey), strconv.Itoa(Schema), []byte(writerKey))
		if err != nil {
			return err
		}
		return tx.Commit()
	})
	if c := code(err); c == duplicateTable || c == uniqueViolation {
		if _, again := e.schema(ctx); again == nil {
			return nil // another process made them at the same time
		}
		return hint(ErrDamaged, err, "the database %s holds other tables of the names kg uses (nodes, quads); use an empty database", e.name)
	} else if err != nil {
		return e.failed("create tables in", err)
	}
	return nil
}

// Codes of PostgreSQL, https://www.postgresql.org/docs/current/errcodes-appendix.html
const (
	undefinedTable      = "42P01"
	undefinedFunction   = "42883"
	duplicateTable      = "42P07"
	uniqueViolation     = "23505"
	serializationFailed = "40001"
	deadlock            = "40P01"
	diskFull            = "53100"
	readOnlyTransaction = "25006"
	noPrivilege         = "42501"
)

func code(err error) string {
	var e *pq.Error
	if errors.As(err, &e) {
		return string(e.Code)
	}
	return ""
}

// retry runs fn again while the server says that another transaction was in
// its way; distributed servers do that, PostgreSQL seldom.
func (e *postgres) retry(ctx context.Context, fn func() error) error {
	for wait := 5 * time.Millisecond; ; wait = min(2*wait, time.Second) {
		err := fn()
		if c := code(err); c != serializationFailed && c != deadlock {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait/2 + rand.N(wait)):
		}
	}
}

func (e *postgres) failed(what string, err error) error {
	switch code(err) {
	case diskFull:
		return hint(ErrFull, err, "no space left on the server of %s; free some space and run the command again", e.name)
	case readOnlyTransaction, noPrivilege:
		return hint(ErrReadOnly, err, "the server does not let this user write to %s: %v", e.name, err)
	}
	return fmt.Errorf("%s the store %s: %w", what, e.name, err)
}

func (e *postgres) close() error { return errors.Join(e.cayley.Close(), e.db.Close()) }

func (e *postgres) size() (int64, error) {
	var n int64
	err := e.db.QueryRow(`SELECT pg_total_relation_size('nodes') + pg_total_relation_size('quads') + pg_total_relation_size('kg_index')`).Scan(&n)
	if code(err) == undefinedFunction {
		return 0, nil // not a PostgreSQL server; it does not say
	}
	return n, err
}

func (e *postgres) source() (source, func(), error) {
	return source{DSN: e.dsn}, func() {}, nil
}

// workerEnvironment is what a worker needs to reach the server as this process does.
func workerEnvironment() []string {
	var out []string
	for _, v := range os.Environ() {
		if strings.HasPrefix(v, "PG") || strings.HasPrefix(v, "HOME=") {
			out = append(out, v)
		}
	}
	return out
}

func (e *postgres) view(ctx context.Context) (view, error) {
	tx, err := e.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, e.failed("read", err)
	}
	return newPGView(tx, e.cayley), nil
}

func (e *postgres) update(ctx context.Context, fn func(view) (batch, error)) error {
	return e.retry(ctx, func() error {
		tx, err := e.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
		if err != nil {
			return e.failed("write to", err)
		}
		defer tx.Rollback()
		// From here on each statement sees what writers before this one committed.
		if _, err := tx.ExecContext(ctx, `SELECT v FROM kg_index WHERE k = $1 FOR UPDATE`, []byte(writerKey)); err != nil {
			return e.failed("write to", err)
		}
		b, err := fn(newPGView(tx, e.cayley))
		if err != nil || b.empty() {
			return err
		}
		if err := pgApply(ctx, tx, b); err != nil {
			return e.failed("write to", err)
		}
		if err := tx.Commit(); err != nil {
			return e.failed("write to", err)
		}
		return nil
	})
}

// pgView reads in a transaction, or, in a worker, statement by statement. A
// script and what completes its rows read side by side.
type pgView struct {
	tx     reads
	cayley graph.QuadStore

	mu     sync.Mutex                     // held while a page is read
	values map[graph.ValueHash]quad.Value // read so far; a hash always means the same
}

// maxValues bounds the values that a view remembers.
const maxValues = 20_000

// reads is a transaction or a database.
type reads interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func newPGView(tx reads, cayley graph.QuadStore) *pgView {
	return &pgView{tx: tx, cayley: cayley, values: map[graph.ValueHash]quad.Value{}}
}

func (v *pgView) close() error {
	tx, ok := v.tx.(*sql.Tx)
	if !ok {
		return nil
	}
	// The end of a script ends what its native functions read, and the driver may
	// drop the connection with that. A view has nothing to undo.
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) && !errors.Is(err, driver.ErrBadConn) {
		return err
	}
	return nil
}

// quadStore is Cayley's own, on connections of its own: each of its queries
// sees what is committed when it runs.
func (v *pgView) quadStore() graph.QuadStore { return v.cayley }

func (v *pgView) quads() int64 {
	var n int64
	if err := v.tx.QueryRowContext(context.Background(), `SELECT count(*) FROM quads`).Scan(&n); err != nil {
		return -1
	}
	return n
}

func (v *pgView) get(ctx context.Context, key string) (val string, ok bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	err = v.tx.QueryRowContext(ctx, `SELECT v FROM kg_index WHERE k = $1`, []byte(key)).Scan(&val)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return val, err == nil, err
}

// firstPage is the number of rows of the first page of an answer; each page is
// four times as large as the one before. A connection reads one answer at a
// time, so that an answer cannot be left open between two rows.
const (
	firstPage = 64
	lastPage  = 1 << 16
)

func (v *pgView) scan(ctx context.Context, prefix string) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		from, end := []byte(prefix), prefixEnd(prefix)
		for n := firstPage; ; n = min(4*n, lastPage) {
			page, err := v.entries(ctx, from, end, n)
			if err != nil {
				yield(entry{}, err)
				return
			}
			for _, e := range page {
				if !yield(e, nil) {
					return
				}
			}
			if len(page) < n {
				return
			}
			from = append([]byte(page[n-1].key), 0)
		}
	}
}

// prefixEnd is the first key after all that begin with the prefix, which ends
// in a byte below 0xff.
func prefixEnd(prefix string) []byte {
	b := []byte(prefix)
	b[len(b)-1]++
	return b
}

func (v *pgView) entries(ctx context.Context, from, end []byte, n int) ([]entry, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	rows, err := v.tx.QueryContext(ctx, `SELECT k, v FROM kg_index WHERE k >= $1 AND k < $2 ORDER BY k LIMIT $3`, from, end, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []entry
	for rows.Next() {
		var k []byte
		var val string
		if err := rows.Scan(&k, &val); err != nil {
			return nil, err
		}
		out = append(out, entry{string(k), val})
	}
	return out, rows.Err()
}

func (v *pgView) find(ctx context.Context, p pattern) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		last := int64(-1 << 63)
		for n := firstPage; ; n = min(4*n, lastPage) {
			page, at, err := v.page(ctx, p, last, n)
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			for _, q := range page {
				if !yield(q, nil) {
					return
				}
			}
			if len(page) < n {
				return
			}
			last = at
		}
	}
}

func (v *pgView) objects(ctx context.Context, subject, predicate quad.Value) ([]quad.Value, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	s, p := graph.HashOf(subject), graph.HashOf(predicate)
	found, err := v.objectHashes(ctx, s, p)
	if err == nil {
		err = v.fetch(ctx, found)
	}
	if err != nil {
		return nil, err
	}
	var out []quad.Value
	for _, h := range found {
		out = append(out, v.values[h.Object])
	}
	sortValues(out)
	return out, nil
}

func (v *pgView) objectHashes(ctx context.Context, s, p graph.ValueHash) ([]graph.QuadHash, error) {
	rows, err := v.tx.QueryContext(ctx, `SELECT DISTINCT object_hash FROM quads WHERE subject_hash = $1 AND predicate_hash = $2`, s[:], p[:])
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []graph.QuadHash
	for rows.Next() {
		var o csql.NodeHash
		if err := rows.Scan(&o); err != nil {
			return nil, err
		}
		out = append(out, graph.QuadHash{Object: o.ValueHash})
	}
	return out, rows.Err()
}

// page reads quads that match, after the row of that number.
func (v *pgView) page(ctx context.Context, p pattern, last int64, n int) ([]quad.Quad, int64, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	hashes, at, err := v.hashes(ctx, p, last, n)
	if err == nil {
		err = v.fetch(ctx, hashes)
	}
	if err != nil {
		return nil, 0, err
	}
	out := make([]quad.Quad, len(hashes))
	for i, h := range hashes {
		out[i] = v.quad(h)
	}
	return out, at, nil
}

// hashes reads one page of the quads that match, after the row of that number.
func (v *pgView) hashes(ctx context.Context, p pattern, last int64, n int) ([]graph.QuadHash, int64, error) {
	where := []string{"horizon > $1"}
	args := []any{last}
	for _, c := range []struct {
		column string
		val    quad.Value
	}{{"subject_hash", p.Subject}, {"predicate_hash", p.Predicate}, {"object_hash", p.Object}, {"label_hash", p.Label}} {
		if c.val != nil {
			h := graph.HashOf(c.val)
			v.remember(h, c.val)
			args = append(args, h[:])
			where = append(where, fmt.Sprintf("%s = $%d", c.column, len(args)))
		}
	}
	rows, err := v.tx.QueryContext(ctx, `SELECT horizon, subject_hash, predicate_hash, object_hash, label_hash FROM quads WHERE `+
		strings.Join(where, " AND ")+` ORDER BY horizon LIMIT `+strconv.Itoa(n), args...)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	var out []graph.QuadHash
	for rows.Next() {
		var s, p, o, l csql.NodeHash
		if err := rows.Scan(&last, &s, &p, &o, &l); err != nil {
			return nil, 0, err
		}
		out = append(out, graph.QuadHash{Subject: s.ValueHash, Predicate: p.ValueHash, Object: o.ValueHash, Label: l.ValueHash})
	}
	return out, last, rows.Err()
}

func (v *pgView) remember(h graph.ValueHash, val quad.Value) { v.values[h] = val }

func (v *pgView) quad(h graph.QuadHash) quad.Quad {
	return quad.Quad{Subject: v.values[h.Subject], Predicate: v.values[h.Predicate], Object: v.values[h.Object], Label: v.values[h.Label]}
}

// fetch reads the values of the hashes that are not known yet.
func (v *pgView) fetch(ctx context.Context, qs []graph.QuadHash) error {
	if len(v.values) > maxValues {
		clear(v.values)
	}
	need := map[graph.ValueHash]bool{}
	var list [][]byte
	for _, q := range qs {
		for _, h := range q.Dirs() {
			if _, known := v.values[h]; !known && h.Valid() && !need[h] {
				need[h] = true
				list = append(list, h[:])
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	rows, err := v.tx.QueryContext(ctx, `SELECT hash, value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time
		FROM nodes WHERE hash = ANY($1)`, pq.ByteaArray(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		h, val, err := scanNode(rows)
		if err != nil {
			return err
		}
		v.remember(h, val)
		delete(need, h)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for h := range need {
		return fmt.Errorf("a quad names the node %x, which is not in the store", h[:])
	}
	return nil
}
