package explore

import (
	"errors"
	"fmt"
	"strings"

	"kg/graph"
	"kg/graph/answer"
	"kg/queries"
)

// queryInfo describes a canned query.
type queryInfo struct {
	Name     string       `json:"name"`
	Title    string       `json:"title"`
	Question string       `json:"question"`
	Params   []queryParam `json:"params"`
}

type queryParam struct {
	Name     string `json:"name"`
	Type     string `json:"type"` // entity, relation, article, claim, text, int or date
	Help     string `json:"help"`
	Required bool   `json:"required"`
	Default  string `json:"default"`
}

type queryList struct {
	Items []queryInfo `json:"items"`
}

// listQueries answers /queries.
func listQueries(q *request) (any, error) {
	out := queryList{[]queryInfo{}}
	for _, x := range q.s.o.Queries {
		info := queryInfo{x.Name, x.Title, x.Question, []queryParam{}}
		for _, p := range x.Params {
			info.Params = append(info.Params, queryParam{p.Name, string(p.Type), p.Help, p.Required(), p.Default})
		}
		out.Items = append(out.Items, info)
	}
	return out, nil
}

// queryRows is the answer of /queries/{name}.
type queryRows struct {
	Columns []queryColumn   `json:"columns"`
	Rows    [][]answer.Cell `json:"rows"` // a cell is a list of values
	More    bool            `json:"more"` // the limit cut rows off
}

type queryColumn struct {
	Name string `json:"name"`
	Type string `json:"type"` // "" for a column that the query does not describe
	Help string `json:"help"`
}

// runQuery answers /queries/{name}: the parameters of the query are those of
// the request, as a person would type them: param[by]=Albania.
func runQuery(q *request) (any, error) {
	name := q.http.PathValue("name")
	x, ok := queries.Find(q.s.o.Queries, name)
	if !ok {
		return nil, &notFound{fmt.Sprintf("there is no query %q; /queries lists them", name)}
	}
	typed := map[string]string{}
	for k := range q.values {
		if param, ok := paramName(k); ok {
			if v := strings.TrimSpace(q.values.Get(k)); v != "" {
				typed[param] = v
			}
		}
	}
	t, err := q.reader.Run(q.ctx, x, typed, answer.Limits{Rows: q.s.o.Limit, Time: q.s.o.Timeout})
	var wrongName *answer.NameError
	var wrongParam *answer.ParamError
	switch {
	case errors.As(err, &wrongName), errors.As(err, &wrongParam):
		return nil, bad("%v", err)
	case err != nil:
		return nil, err
	}
	out := queryRows{Columns: []queryColumn{}, Rows: t.Rows, More: t.More}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, queryColumn{c.Name, string(c.Type), c.Help})
	}
	if out.Rows == nil {
		out.Rows = [][]answer.Cell{}
	}
	for _, row := range out.Rows {
		for i, cell := range row {
			row[i] = plainCell(cell)
		}
	}
	return out, nil
}

// paramName takes the name out of "param[name]" (OpenAPI's deepObject style).
func paramName(key string) (string, bool) {
	inner, ok := strings.CutPrefix(key, "param[")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(inner, "]")
}

// plainCell is a cell whose list is never null, with labels of bounded length
// and articles named by ID.
func plainCell(cell answer.Cell) answer.Cell {
	out := answer.Cell{}
	for _, v := range cell {
		out = append(out, answer.Value{ID: strings.TrimPrefix(v.ID, graph.ArticlePrefix), Label: short(v.Label)})
	}
	return out
}
