package parse_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kg/ingest/article"
	"kg/ingest/parse"
	"kg/ingest/text"
	"kg/seeds"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds the analysis of the five articles: for each word number,
// form, lemma, tag, features, head and relation. It shows what a change of the
// models or the code does; that a line stands there does not make it right, see
// docs/parser.md for the known mistakes.
func TestGolden(t *testing.T) {
	const file = "testdata/articles.txtar"
	var ar txtar.Archive
	for _, name := range names(t) {
		raw, err := fs.ReadFile(seeds.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := article.Parse(name, raw)
		if err != nil {
			t.Fatal(err)
		}
		ar.Files = append(ar.Files, txtar.File{Name: name, Data: analysis(t, doc)})
	}
	got := txtar.Format(&ar)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the analysis differs from %s%s\nif that is meant: go test ./ingest/parse -run TestGolden -update", file, firstDiff(got, want))
	}
}

func analysis(t *testing.T, doc article.Doc) []byte {
	lang, _ := text.Detect(doc.Text)
	m, err := parse.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, s := range text.Segment(lang, doc.Text, doc.Analysed()) {
		toks := make([]parse.Token, len(s.Tokens))
		for i, k := range s.Tokens {
			toks[i] = parse.Token{Form: k.Text, Start: k.Start, End: k.End}
		}
		tree := m.Parse(toks)
		fmt.Fprintf(&b, "# %s\n%s\n", strings.Join(strings.Fields(doc.Text[s.Start:s.End]), " "), tree)
	}
	return b.Bytes()
}

func names(t *testing.T) []string {
	entries, err := fs.ReadDir(seeds.FS(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if path.Ext(e.Name()) == ".txt" {
			out = append(out, e.Name())
		}
	}
	return out
}

func firstDiff(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf(", line %d:\ngot  %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf(": %d lines, want %d", len(g), len(w))
}
