package engine

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kg/ingest/parse/conllu"
)

// readGold reads a treebank; it skips the test if the file is not there.
func readGold(t testing.TB, path string) []*Gold {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no treebank: %v", err)
	}
	defer f.Close()
	sents, err := conllu.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []*Gold
	for i := range sents {
		g, err := FromCoNLLU(&sents[i], filepath.Base(path))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

const table = "camp\tNOUN\tNumber=Sing\tcamp\ncamps\tNOUN\tNumber=Plur\tcamp\nembassies\tNOUN\tNumber=Plur\tembassy\n"

func tinyOptions(t testing.TB) Options {
	o := DefaultOptions("en")
	lex, err := ReadLexicon(strings.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	o.Lexicon, o.MinOnce, o.Folds = lex, 0, 2
	return o
}

func tiny(t testing.TB) (*Model, []*Gold) {
	t.Helper()
	gold := readGold(t, "testdata/tiny.conllu")
	// Each copy has an origin of its own, so that the folds part them: what is learned is to be known by heart.
	var data []*Gold
	for k, g := range slices.Repeat(gold, 11) {
		c := *g
		c.Origin = &Gold{Forms: []string{strconv.Itoa(k)}}
		data = append(data, &c)
	}
	m, err := Train(data, tinyOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	return m, gold
}

func modelBytes(t testing.TB, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLearnsByHeart(t *testing.T) {
	m, gold := tiny(t)
	read, err := ReadModel(modelBytes(t, m))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []*Model{m, read} {
		s := Score(x, gold)
		if s.UPOS != s.Words || s.LAS != s.Arcs || s.Feats != s.Words || s.Lemma != s.Words {
			s.Print(os.Stderr, "tiny")
			t.Error("the training sentences themselves are not right")
		}
	}
	words, token, width := read.Split([]string{"They", "don't", "see", "the", "mayor's", "car"})
	if got := strings.Join(words, " "); got != "They do n't see the mayor 's car" {
		t.Errorf("split %q", got)
	}
	if token[2] != 1 || width[2] != 3 {
		t.Errorf("token %v width %v", token, width)
	}
	if a := read.Analyze([]string{"Embassies", "closed", "."}); a.Lemmas[0] != "embassy" {
		t.Errorf("lemma by the dictionary: %q", a.Lemmas[0])
	}
}

func TestSameBytes(t *testing.T) {
	a, _ := tiny(t)
	b, _ := tiny(t)
	if !bytes.Equal(modelBytes(t, a), modelBytes(t, b)) {
		t.Error("two trainings give two models")
	}
}

func TestDamaged(t *testing.T) {
	m, _ := tiny(t)
	data := modelBytes(t, m)
	for _, i := range []int{0, 4, 10, len(magic) + 40, len(data) / 2, len(data) - 1} {
		bad := bytes.Clone(data)
		bad[i] ^= 1
		if _, err := ReadModel(bad); err == nil {
			t.Errorf("byte %d changed: no error", i)
		}
	}
	if _, err := ReadModel(data[:len(data)-1]); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut short: %v", err)
	}
	if _, err := ReadModel(nil); !errors.Is(err, ErrDamaged) {
		t.Errorf("empty: %v", err)
	}
}

func TestTooLittle(t *testing.T) {
	if _, err := Train(nil, DefaultOptions("en")); err == nil {
		t.Error("trained on nothing")
	}
}

// The two passes of the training over real data of some size must agree too;
// it catches maps and goroutines that show only there.
func TestSameBytesTreebank(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds")
	}
	gold := readGold(t, "../../../../shared/treebanks/de/de_gsd-ud-dev.conllu")[:30]
	o := DefaultOptions("de")
	o.TagEpochs, o.ArcEpochs, o.Folds = 2, 2, 2
	var data [2][]byte
	for i := range data {
		m, err := Train(gold, o)
		if err != nil {
			t.Fatal(err)
		}
		data[i] = modelBytes(t, m)
	}
	if !bytes.Equal(data[0], data[1]) {
		t.Error("two trainings give two models")
	}
}

// FuzzDecode gives the lattice arbitrary proposals on top of a tree and wants a
// tree.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{3, 1, 2, 3, 2, 1, 9, 4, 4})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return
		}
		n := int(data[0])%20 + 1
		var l lattice
		l.reset(n)
		at := func(i int) int { return int(data[i%len(data)]) }
		for d := 1; d <= n; d++ {
			h := int32(d - 1)
			if d == 1 {
				h = int32(n + 1)
			}
			l.propose(int32(d), h, 0, 0)
			for k := 1; k < 4; k++ {
				if h := at(d*k)%(n+1) + 1; h != d {
					l.propose(int32(d), int32(h), k, 0)
				}
			}
			for c := uint8(0); c < l.num[d]; c++ {
				l.score[d][c] = int32(at(d + int(c)))
			}
		}
		if !l.decode() {
			return // the caller takes the first parser's tree
		}
		roots := 0
		for d := int32(1); d <= int32(n); d++ {
			h, steps := d, 0
			for h <= int32(n) {
				if h = l.at(h); steps > n {
					t.Fatal("cycle")
				}
				steps++
			}
			if l.at(d) == int32(n+1) {
				roots++
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots", roots)
		}
	})
}

func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{"l’": "l'", "„So“": `"So"`, "«": `"`, "a–b": "a-b", "plain": "plain", "so\u00adft": "soft"} {
		if got := normalize(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestEdit(t *testing.T) {
	for _, p := range [][2]string{{"ging", "gehen"}, {"häuser", "haus"}, {"a", "a"}, {"étés", "été"}} {
		got, ok := applyEdit(p[0], edit(p[0], p[1]))
		if !ok || got != p[1] {
			t.Errorf("%v gives %q", p, got)
		}
	}
}

func TestGenderMark(t *testing.T) {
	for in, want := range map[string]string{"Diplomat:innen": "Diplomatinnen", "Expert*in": "Expertin", "in": "in", "Berlin": "Berlin", "12:in": "12:in"} {
		if got := plainGender(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
	if got := markGender("Diplomatin", "Diplomat:innen"); got != "Diplomat:in" {
		t.Errorf("lemma %q", got)
	}
}
