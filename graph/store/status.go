package store

import (
	"context"
	"sort"
	"time"
)

// Status is what a store holds, and whether it is well.
type Status struct {
	Store  string `json:"store"`  // folder or address
	Engine string `json:"engine"` // "memory", "embedded", "postgres"
	Schema int    `json:"schema"`

	Articles int   `json:"articles"`
	Entities int   `json:"entities"`
	Claims   int   `json:"claims"`
	Edges    int   `json:"edges"` // one for each article that supports it
	Quads    int   `json:"quads"`
	Bytes    int64 `json:"bytes"` // on disk

	Rules      []RulesCount `json:"rules"`
	LastIngest time.Time    `json:"last_ingest"` // last time an article was written; zero: none is there
	Problems   []string     `json:"problems"`    // empty: the store is well
}

// RulesCount says how many articles were read with one version of the rules.
type RulesCount struct {
	Rules    string `json:"rules"`
	Articles int    `json:"articles"`
}

// Status counts. It reads the store's own index, not all quads.
func (s *Store) Status(ctx context.Context) (Status, error) {
	st := Status{Store: s.name, Engine: s.kind, Schema: Schema, Problems: []string{}}
	err := s.with(ctx, func(v view) error { return st.count(ctx, v) })
	if err != nil {
		return st, err
	}
	if st.Bytes, err = s.eng.size(); err != nil {
		return st, s.readError(err)
	}
	if s.half {
		st.Problems = append(st.Problems, "an import was interrupted; run `kg import` again")
	}
	return st, nil
}

func (st *Status) count(ctx context.Context, v view) error {
	rules := map[string]int{}
	var last int64
	own := 0
	for e, err := range v.scan(ctx, articleKeys) {
		if err != nil {
			return err
		}
		_, a, err := decodeArticle(e)
		if err != nil {
			return err
		}
		st.Articles++
		st.Claims += a.Claims
		st.Edges += a.Edges
		own += a.Quads
		rules[a.Rules]++
		last = max(last, a.Time)
	}
	for _, err := range v.scan(ctx, entityKeys) {
		if err != nil {
			return err
		}
		st.Entities++
	}
	st.Quads = int(v.quads())
	if st.Quads < own {
		st.Problems = append(st.Problems, "quads are missing; restore the store from an export, or ingest again")
	}
	for r, n := range rules {
		st.Rules = append(st.Rules, RulesCount{r, n})
	}
	sort.Slice(st.Rules, func(i, j int) bool { return st.Rules[i].Rules < st.Rules[j].Rules })
	if last > 0 {
		st.LastIngest = time.Unix(last, 0).UTC()
	}
	return nil
}
