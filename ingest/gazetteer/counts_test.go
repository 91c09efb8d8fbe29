package gazetteer

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"sort"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kg/internal/diag"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What the data files hold, so that a change that loses entries is seen.
func TestCounts(t *testing.T) {
	g := gaz(t)
	var files, types bytes.Buffer
	paths, err := fs.Glob(embedded, "data/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		data, err := embedded.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		var l diag.List
		table := parseTable(p, data, &l)
		if len(l) > 0 || table == nil {
			t.Fatalf("%s: %v", p, l)
		}
		fmt.Fprintf(&files, "%s %s %d\n", path.Base(p), table.kind, len(table.rows))
	}
	count := map[string]int{}
	for _, e := range g.Entries() {
		count[e.Type]++
	}
	var names []string
	for n := range count {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Fprintf(&types, "%s %d\n", n, count[n])
	}
	golden(t, "testdata/counts.txtar", txtar.Archive{
		Comment: []byte("Rows of each data file; entities of each type. Written by go test ./ingest/gazetteer -run Counts -update\n"),
		Files:   []txtar.File{{Name: "files", Data: files.Bytes()}, {Name: "types", Data: types.Bytes()}},
	})
}

func golden(t *testing.T, file string, a txtar.Archive) {
	t.Helper()
	got := txtar.Format(&a)
	if *update {
		if err := os.MkdirAll(path.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; if that is meant, run with -update\n%s", file, got)
	}
}

// Two loads give the same gazetteer, whatever the order of maps.
func TestSameDataSameResult(t *testing.T) {
	a, b := gaz(t), gaz(t)
	if a.Version() != b.Version() || len(a.refs) != len(b.refs) {
		t.Fatalf("versions %s %s, refs %d %d", a.Version(), b.Version(), len(a.refs), len(b.refs))
	}
	for i := range a.refs {
		if a.refs[i] != b.refs[i] {
			t.Fatalf("ref %d differs", i)
		}
	}
	for _, e := range a.Entries() {
		if f := b.Entry(e.ID); fmt.Sprint(*e) != fmt.Sprint(*f) {
			t.Fatalf("%v\n%v", *e, *f)
		}
	}
}

// The gazetteer stays small: less than 30 MB of live memory.
func TestMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	g := gaz(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	mb := float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20)
	t.Logf("%d entities, %d spellings: %.1f MB", len(g.ids), len(g.refs), mb)
	if mb > 30 {
		t.Errorf("%.1f MB, want at most 30", mb)
	}
	runtime.KeepAlive(g)
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	g := gaz(b)
	tokens := strings.Fields("The Albanian government said on Wednesday that Iran was behind a cyber attack on the digital infrastructure of the country , the White House and NATO condemned it .")
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		g.Match("en", tokens)
		n += len(tokens)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
}

func FuzzMatch(f *testing.F) {
	g := gaz(f)
	for _, s := range []string{"Iran 's allies in the U.S.", "des Weißen Hauses", "l’Iran et l'OTAN", "US-Regierung irakisch-iranisch", "APT28/29", "\xff\x00\u202eIran", "İran ǅ ß ﬁ", "U.S.-led Côte d’Ivoire-Mali", "-- - '", "Außenministerinnen Vizeüberminister"} {
		f.Add("de", s)
		f.Add("fr", s)
		f.Add("", s)
	}
	f.Fuzz(func(t *testing.T, lang, text string) {
		tokens := strings.Split(text, " ")
		last := 0
		for _, h := range g.Match(lang, tokens) {
			if h.First < 0 || h.Last <= h.First || h.Last > len(tokens) || len(h.Entries) == 0 {
				t.Fatalf("bad hit %+v", h)
			}
			if h.From < 0 || h.From > len(tokens[h.First]) || h.To < 0 || h.To > len(tokens[h.Last-1]) || h.Last == h.First+1 && h.From >= h.To {
				t.Fatalf("bad part %d-%d of %q", h.From, h.To, tokens[h.First:h.Last])
			}
			if h.Form != Compound && h.First < last {
				t.Fatalf("hits overlap at token %d of %q", h.First, tokens)
			}
			last = h.Last
		}
		for _, h := range g.MatchRoles(lang, tokens) {
			if h.From < 0 || h.From >= len(tokens[h.First]) || len(h.Roles) == 0 {
				t.Fatalf("bad role %+v", h)
			}
		}
		for _, h := range g.MatchHeads(lang, tokens) {
			if h.From < 0 || h.From >= len(tokens[h.First]) || len(h.Heads) == 0 {
				t.Fatalf("bad head %+v", h)
			}
		}
		g.Lookup(text)
		g.FirstName(text)
	})
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("#kind: entities\nid\ttype\ten\nx\tPlace\tAuswärtiges+ Amt*|~X|?Y|!Z\n"))
	f.Add([]byte("#kind: heads\nlang\tlemma\tforms\ttype\tkind\tflags\nde\tAmt\tAmtes\tPlace\t\tcompound\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var l diag.List
		if tb := parseTable("f.tsv", data, &l); tb != nil {
			g := build([]*table{tb}, &l)
			g.Match("de", strings.Fields(string(data)))
			g.MatchHeads("de", strings.Fields(string(data)))
		}
	})
}
