package text

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"kg/graph"
)

var learn = flag.Bool("learn", false, "learn the weights of sentence boundaries anew")

// example is one gap of the training data.
type example struct {
	features []string
	end      bool
}

// trainFiles are for learning; the test files and PUD are not seen.
var trainFiles = []string{"en_ewt-ud-train", "en_ewt-ud-dev", "de_gsd-ud-dev", "fr_gsd-ud-dev", "fr_sequoia-ud-train", "fr_sequoia-ud-dev"}

// examples gives the gaps at which the rules see no end.
func examples(g corpus, lang string) []example {
	ends := map[int]bool{}
	for _, s := range g.sents {
		ends[s.End] = true
	}
	z := tokenizer{text: g.text, rules: rulesOf(lang), style: UD}
	var out []example
	for _, b := range g.blocks {
		first := len(z.out)
		z.block(b)
		bt := blockTokens{first, len(z.out)}
		from := first
		for i := first; i+1 < bt.last; i++ {
			end := z.endsAt(i, bt, from)
			if !end && z.candidate(i, from, bt) {
				e := example{end: ends[z.out[i].End]}
				z.features(i, from, bt, func(f []byte) { e.features = append(e.features, string(f)) })
				out = append(out, e)
			}
			if end || ends[z.out[i].End] {
				from = i + 1
			}
		}
	}
	return out
}

// TestLearn writes data/boundary.txt:
//
//	go test ./ingest/text -run TestLearn -learn
//
// It is an averaged perceptron of 12 rounds over the gaps in a fixed order
// that a linear congruential generator mixes, so that it always gives the
// same bytes.
func TestLearn(t *testing.T) {
	if !*learn {
		t.Skip("only with -learn")
	}
	var all []example
	counts := map[string]int{}
	for _, name := range trainFiles {
		ex := examples(rebuild(treebank(t, name)), name[:2])
		weight := 1
		if name[:2] != "en" { // less data
			weight = 2
		}
		for range weight {
			all = append(all, ex...)
		}
		for _, e := range ex {
			for _, f := range e.features {
				counts[f]++
			}
		}
	}
	w, sum := map[string]float64{}, map[string]float64{}
	seed, step := uint64(1), 0.0
	for round := 0; round < 12; round++ {
		for i := len(all) - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int((seed >> 33) % uint64(i+1))
			all[i], all[j] = all[j], all[i]
		}
		for _, e := range all {
			step++
			s := 0.0
			for _, f := range e.features {
				s += w[f]
			}
			if (s > 0) == e.end {
				continue
			}
			d := -1.0
			if e.end {
				d = 1
			}
			for _, f := range e.features {
				if counts[f] >= 3 {
					w[f] += d
					sum[f] += d * step
				}
			}
		}
	}
	var lines []string
	for f, v := range w {
		if n := int(1000 * (v - sum[f]/step)); n > 100 || n < -100 {
			lines = append(lines, fmt.Sprintf("%d\t%s", n, f))
		}
	}
	sort.Slice(lines, func(i, j int) bool {
		_, a, _ := strings.Cut(lines[i], "\t")
		_, b, _ := strings.Cut(lines[j], "\t")
		return a < b
	})
	head := "# Weights of sentence boundaries without a full stop: weight, TAB, feature. Learned from UD English EWT (CC BY-SA 4.0),\n" +
		"# German GSD (CC BY-SA 4.0), French GSD (CC BY-SA 4.0) and French Sequoia (LGPL-LR); not to be edited by hand. See docs/reading.md.\n"
	if err := os.WriteFile(filepath.Join("data", "boundary.txt"), []byte(head+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d gaps, %d weights", len(all), len(lines))
}

// TestMargin prints sentence F1 by margin, to choose newsMargin:
//
//	go test ./ingest/text -run TestMargin -learn -v
func TestMargin(t *testing.T) {
	if !*learn {
		t.Skip("only with -learn")
	}
	for _, name := range append([]string{"en_ewt-ud-test", "de_gsd-ud-test", "fr_gsd-ud-test", "fr_sequoia-ud-test"}, "en_pud-ud-test", "de_pud-ud-test", "fr_pud-ud-test") {
		g := rebuild(treebank(t, name))
		row := name
		for _, margin := range []int32{-2000, 0, 1000, 2000, 4000, 8000, 16000, 1 << 30} {
			z := newTokenizer(name[:2], g.text, g.blocks, UD)
			z.margin = margin
			var got []graph.Span
			for _, s := range split(z) {
				got = append(got, s.Span)
			}
			row += fmt.Sprintf("  %d: %.2f", margin, compare(g.sents, got).f1())
		}
		t.Log(row)
	}
}
