package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"
)

// Run: go test ./graph/store -run '^$' -bench . -benchtime 2s

// sentences of a made article: some 110 quads.
const sentences = 8

func benchPut(b *testing.B, batch int) {
	s := open(b, filepath.Join(b.TempDir(), "store"))
	defer s.Close()
	g := storetest.NewGen(1, 3000)
	quads, n := 0, 0
	for b.Loop() {
		b.StopTimer()
		var recs []graph.Record
		for range batch {
			recs = append(recs, g.Article(fmt.Sprintf("a%07d", n), sentences))
			n++
		}
		b.StartTimer()
		c, err := s.Put(context.Background(), recs)
		if err != nil {
			b.Fatal(err)
		}
		quads += c.QuadsAdded
	}
	b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkPut1(b *testing.B)  { benchPut(b, 1) }
func BenchmarkPut50(b *testing.B) { benchPut(b, 50) }

// filled is a store of some 110,000 quads.
func filled(b *testing.B) *store.Store {
	s := open(b, filepath.Join(b.TempDir(), "store"))
	b.Cleanup(func() { s.Close() })
	g := storetest.NewGen(1, 3000)
	var recs []graph.Record
	for i := range 1000 {
		recs = append(recs, g.Article(fmt.Sprintf("a%07d", i), sentences))
	}
	if _, err := s.Put(context.Background(), recs); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	return s
}

func BenchmarkFindEntity(b *testing.B) {
	s := filled(b)
	for b.Loop() {
		ms, _, err := s.FindEntity(context.Background(), "LANDIA 1500")
		if err != nil || len(ms) != 1 {
			b.Fatal(ms, err)
		}
	}
}

func BenchmarkSuggest(b *testing.B) {
	s := filled(b)
	for b.Loop() {
		_, sg, err := s.FindEntity(context.Background(), "Lnadia 1500")
		if err != nil || len(sg) == 0 {
			b.Fatal(sg, err)
		}
	}
}

func BenchmarkClaimsBySubject(b *testing.B) {
	s := filled(b)
	n := 0
	for b.Loop() {
		n = 0
		for _, err := range s.Claims(context.Background(), store.Filter{Subject: "state-1501"}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	b.ReportMetric(float64(n), "claims")
}

func BenchmarkGizmoTwoHops(b *testing.B) {
	s := filled(b)
	n := 0
	for b.Loop() {
		rows, err := s.Gizmo(context.Background(), store.Query{Script: `g.V("<state-1501>").in("<rdf:subject>").out("<rdf:object>").all()`})
		if err != nil {
			b.Fatal(err)
		}
		n = len(rows.Rows)
	}
	b.ReportMetric(float64(n), "rows")
}

func BenchmarkForgetOne(b *testing.B) {
	s := filled(b)
	g := storetest.NewGen(1, 3000)
	for b.Loop() {
		b.StopTimer()
		if _, err := s.Put(context.Background(), []graph.Record{g.Article("a0000000", sentences)}); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := s.Forget(context.Background(), "a0000000"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStatus(b *testing.B) {
	s := filled(b)
	for b.Loop() {
		if _, err := s.Status(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
