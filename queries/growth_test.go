package queries_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/answer"
	"kg/graph/ontology"
	"kg/graph/store"
	"kg/graph/store/storetest"
	"kg/queries"
)

// TestGrowth measures every canned query on a store of made articles, asked of
// an entity that few articles name, and of nobody where it may be. It runs only
// when KG_GROWTH gives the number of articles:
// KG_GROWTH=10000 go test ./queries -run Growth -v -timeout 1h
func TestGrowth(t *testing.T) {
	total, err := strconv.Atoi(os.Getenv("KG_GROWTH"))
	if err != nil {
		t.Skip("set KG_GROWTH to a number of articles")
	}
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "store"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	g := storetest.NewGen(1, total/10+100)
	for n := 0; n < total; n += 50 {
		var recs []graph.Record
		for i := range 50 {
			recs = append(recs, g.Article(fmt.Sprintf("a%07d", n+i), 8))
		}
		if _, err := s.Put(ctx, recs); err != nil {
			t.Fatal(err)
		}
	}
	onto, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := &answer.Reader{Store: s, Onto: onto, Lang: "en"}
	for _, q := range catalogue(t) {
		named := selective(q)
		measure(t, r, q, named)
		if q.Scans(nil) && !q.Scans(named) {
			measure(t, r, q, required(q, named))
		}
	}
}

// selective gives values to what a query needs, and to one entity.
func selective(q queries.Query) map[string]string {
	out := map[string]string{}
	who := []string{"state-60", "state-61"}
	for _, p := range q.Params {
		switch {
		case p.Type == queries.Entity && (p.Required() || len(who) == 2):
			out[p.Name], who = who[0], who[1:]
		case !p.Required():
		case p.Type == queries.Relation:
			out[p.Name] = "accused"
		case p.Type == queries.Article:
			out[p.Name] = "a0000007"
		case p.Type == queries.Date:
			out[p.Name] = "2024-05-02"
		}
	}
	return out
}

// required keeps the parameters that the query cannot do without.
func required(q queries.Query, all map[string]string) map[string]string {
	out := map[string]string{}
	for _, p := range q.Params {
		if p.Required() {
			out[p.Name] = all[p.Name]
		}
	}
	return out
}

func measure(t *testing.T, r *answer.Reader, q queries.Query, args map[string]string) {
	start, used := time.Now(), cpu()
	table, err := r.Run(context.Background(), q, args, answer.Limits{Rows: 1000, Time: time.Minute})
	note := ""
	if q.Scans(args) {
		note = "scans"
	}
	t.Logf("%-18s %-40s %5d rows %6d ms, %6d ms of processor time %s %v", q.Name, fmt.Sprint(args)[3:], len(table.Rows),
		time.Since(start).Milliseconds(), (cpu() - used).Milliseconds(), note, err)
}

func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
