package extsort

import (
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"testing"
)

func TestSorterSpills(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	s := New(2000)
	defer s.Close()
	var want []string
	for i := 0; i < 1000; i++ {
		l := fmt.Sprintf("%x é", r.Intn(500))
		want = append(want, l)
		if err := s.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.runs) < 5 {
		t.Fatalf("only %d runs", len(s.runs))
	}
	sort.Strings(want)
	var got []string
	for l, err := range s.Lines() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, l)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Error("lines are not in order, or lost")
	}
}
