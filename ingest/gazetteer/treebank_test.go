package gazetteer

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// On text that people have tagged, what the gazetteer believes without
// context is a proper noun (or an adjective, or a noun like "Bundesregierung").
// The share of hits whose words are all verbs, function words or plain
// adjectives is the share that is surely wrong.
func TestSurelyWrongHits(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "treebanks")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the Universal Dependencies treebanks are not beside the repository (../shared/treebanks)")
	}
	g := gaz(t)
	for _, c := range []struct {
		lang, file string
		limit      float64 // most that may be wrong, in hundredths; adjectives like "Caribbean" are counted too
	}{
		{"en", "en/en_ewt-ud-dev.conllu", 1.5}, {"en", "en/en_pud-ud-test.conllu", 1.5},
		{"de", "de/de_gsd-ud-test.conllu", 1.5}, {"de", "de/de_pud-ud-test.conllu", 1.5},
		{"fr", "fr/fr_gsd-ud-dev.conllu", 1.5}, {"fr", "fr/fr_pud-ud-test.conllu", 1.5},
	} {
		sentences, err := readTagged(filepath.Join(root, c.file))
		if err != nil {
			t.Fatal(err)
		}
		total, propn := 0, 0
		var wrong []string
		for _, s := range sentences {
			for _, h := range g.Match(c.lang, s.tokens) {
				if h.Context || h.Form == Compound || h.Form == Adjective {
					continue
				}
				total++
				tags := strings.Join(s.tags[h.First:h.Last], " ")
				switch {
				case strings.Contains(tags, "PROPN"):
					propn++
				case !strings.Contains(tags, "NOUN") && !strings.Contains(tags, "X") && h.Last == h.First+1 && h.Form != DemonymNoun:
					wrong = append(wrong, fmt.Sprintf("%s=%s [%s]", s.tokens[h.First], h.Entries[0].ID, tags))
				}
			}
		}
		share := 100 * float64(len(wrong)) / float64(total)
		t.Logf("%s: %d hits, %.1f%% with a proper noun, %.1f%% surely wrong: %s", c.file, total, 100*float64(propn)/float64(total), share, strings.Join(wrong, ", "))
		if share > c.limit {
			t.Errorf("%s: %.1f%% of the hits are surely wrong, want at most %.1f%%", c.file, share, c.limit)
		}
	}
}

type tagged struct{ tokens, tags []string }

// readTagged reads surface tokens with the tags of their words.
func readTagged(file string) ([]tagged, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []tagged
	var s tagged
	inside := 0 // words of the multiword token still to come
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		cells := strings.Split(line, "\t")
		switch {
		case line == "":
			out = append(out, s)
			s = tagged{}
		case strings.HasPrefix(line, "#") || strings.Contains(cells[0], "."):
		case strings.Contains(cells[0], "-"):
			var a, b int
			if _, err := fmt.Sscanf(cells[0], "%d-%d", &a, &b); err != nil {
				return nil, err
			}
			s.tokens, s.tags = append(s.tokens, cells[1]), append(s.tags, "")
			inside = b - a + 1
		case inside > 0:
			inside--
			s.tags[len(s.tags)-1] += "+" + cells[3]
		default:
			s.tokens, s.tags = append(s.tokens, cells[1]), append(s.tags, cells[3])
		}
	}
	return out, sc.Err()
}
