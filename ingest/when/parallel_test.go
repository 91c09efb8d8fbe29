package when

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pud reads the sentences of a PUD treebank; ok is false where the treebanks are not beside the repository.
func pud(lang string) (sentences []string, ok bool) {
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "treebanks", lang, lang+"_pud-ud-test.conllu"))
	if err != nil {
		return nil, false
	}
	for _, line := range strings.Split(string(b), "\n") {
		if text, ok := strings.CutPrefix(line, "# text = "); ok {
			sentences = append(sentences, text)
		}
	}
	return sentences, true
}

// parallel reads the sentences of the three PUD treebanks, which are translations of each other in the same order.
func parallel(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, lang := range []string{"en", "de", "fr"} {
		sentences, ok := pud(lang)
		if !ok {
			t.Skip("the PUD treebanks are not in ../shared/treebanks")
		}
		out[lang] = sentences
	}
	return out
}

// values lists the dates (without doubt marks) and the quantities of known units in a sentence, sorted.
func values(g *Grammar, text string, ref Ref) []string {
	var out []string
	dates, quantities := g.Read(uaxTokens(text), ref)
	for _, d := range dates {
		if d.EDTF != "" {
			out = append(out, strings.TrimRight(d.EDTF, "?~"))
		}
	}
	for _, q := range quantities {
		if q.Known {
			out = append(out, fmt.Sprintf("%.6g %s", q.Value, q.Unit))
		}
	}
	slices.Sort(out)
	return out
}

// TestParallel reads a thousand sentences in three languages. Translations name the same dates and quantities, so that a
// difference is a fault of one grammar, or a free translation. The floor is what was reached, less a little.
func TestParallel(t *testing.T) {
	texts := parallel(t)
	ref := Ref{Published: Day{2016, 11, 20}}
	en := mustLoad(t, "en")
	for _, lang := range []string{"de", "fr"} {
		g := mustLoad(t, lang)
		same, all := 0, 0
		for i, text := range texts["en"] {
			a, b := values(en, text, ref), values(g, texts[lang][i], ref)
			for _, v := range a {
				if slices.Contains(b, v) {
					same += 2
				}
			}
			all += len(a) + len(b)
			if !slices.Equal(a, b) {
				t.Logf("%d\n  %s\n  %s\n  en %q\n  %s %q", i, text, texts[lang][i], a, lang, b)
			}
		}
		share := float64(same) / float64(all)
		t.Logf("en–%s: %.1f %% of %d values agree", lang, 100*share, all)
		if share < 0.85 {
			t.Errorf("en–%s: only %.1f %% of the values agree", lang, 100*share)
		}
	}
}
