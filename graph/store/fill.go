package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// fill does what Query.Fill asks for; with a limit it stops when there is one
// row more. Gizmo itself cannot tell which articles support an edge: its
// labels() are those of a node.
func fill(ctx context.Context, v view, rows *Rows, fills []Fill, limit int) error {
	for _, f := range fills {
		col := slices.Index(rows.Columns, f.Column)
		if col < 0 {
			return hint(ErrQuery, nil, "the column %s that is to be filled is not among the columns", f.Column)
		}
		kept := rows.Rows[:0]
		for _, row := range rows.Rows {
			if len(row[col]) == 0 {
				var err error
				if row[col], err = supporters(ctx, v, rows.Columns, row, f); err != nil {
					return err
				}
			}
			if len(row[col]) > 0 {
				kept = append(kept, row)
			}
			if limit > 0 && len(kept) > limit {
				break
			}
		}
		rows.Rows = kept
	}
	return nil
}

// supporters are the articles of the edge that a row is about.
func supporters(ctx context.Context, v view, columns []string, row []Cell, f Fill) (Cell, error) {
	var edge [3]quad.Value
	for i, term := range []string{f.Subject, f.Predicate, f.Object} {
		var err error
		if edge[i], err = termOf(columns, row, term); edge[i] == nil {
			return nil, err
		}
	}
	if ctx.Err() != nil {
		return nil, timeout(ctx)
	}
	ids, err := edgeArticles(ctx, v, iri(edge[0]), iri(edge[1]), iri(edge[2]))
	if err != nil {
		return nil, err
	}
	out := make(Cell, len(ids))
	for i, id := range ids {
		out[i] = quad.IRI(graph.ArticlePrefix + id)
	}
	return out, nil
}

func termOf(columns []string, row []Cell, term string) (quad.Value, error) {
	if strings.HasPrefix(term, "<") {
		return quad.IRI(strings.Trim(term, "<>")), nil
	}
	i := slices.Index(columns, term)
	if i < 0 {
		return nil, hint(ErrQuery, nil, "there is no column %s to fill another from", term)
	}
	if len(row[i]) != 1 {
		return nil, nil
	}
	v, ok := row[i][0].(quad.IRI)
	if !ok {
		return nil, hint(ErrQuery, nil, "column %s holds %s, not an IRI", term, fmt.Sprint(row[i][0]))
	}
	return v, nil
}

// keep drops the rows that fail a condition.
func keep(rows *Rows, conditions []Keep) {
	for _, k := range conditions {
		col := slices.Index(rows.Columns, k.Column)
		if col < 0 {
			continue
		}
		rows.Rows = slices.DeleteFunc(rows.Rows, func(row []Cell) bool {
			n := len(row[col])
			return n < k.AtLeast || k.AtMost >= 0 && n > k.AtMost
		})
	}
}
