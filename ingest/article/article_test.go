package article

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"kg/graph"
	"kg/ingest/parse/conllu"
	"kg/internal/diag"
)

var update = flag.Bool("update", false, "write the goldens anew")

func TestRules(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
}

func TestRulesAreChecked(t *testing.T) {
	bad := fstest.MapFS{
		"agencies.tsv": {Data: []byte("AFP\tAFP\n")},
		"xx.tsv": {Data: []byte("nonsense\tline\tx\nbyline\tregexp\t(\ta\tb\nbyline\tregexp\t^a$\tb\ta\nmonth\t13\tUndecember\n" +
			"header\tcolour\tFarbe\nbyline\tsuffix\tx\nbyline\nlinks\tline\t x\nbyline\tregexp\t^(?P<colour>a)$\ta\tb\nbyline\tregexp\tx\n")},
	}
	_, err := load(bad)
	got := diag.From(err)
	if len(got) != 12 {
		t.Errorf("%d findings, want 12:\n%v", len(got), err)
	}
	for _, d := range got {
		if d.Line == 0 || d.File == "" {
			t.Errorf("no place: %v", d)
		}
	}
}

// show writes what Parse made of an article, one fact a line.
func show(d Doc) string {
	var b strings.Builder
	for _, f := range [][2]string{{"title", d.Title}, {"outlet", d.Outlet}, {"agency", d.Agency}, {"place", d.Place},
		{"published", d.Published}, {"url", d.URL}, {"lang", d.Lang}} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s = %s\n", f[0], f[1])
		}
	}
	for _, x := range d.Blocks {
		fmt.Fprintf(&b, "%-11s %s\n", x.Kind, strings.ReplaceAll(d.Text[x.Start:x.End], "\n", "⏎"))
	}
	for _, w := range d.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", w)
	}
	return b.String()
}

func TestArticles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "articles", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := ar.Files[0]
			d, err := Parse(in.Name, in.Data)
			if err != nil {
				t.Fatal(err)
			}
			got := show(d)
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(ar.Files) != 2 || string(ar.Files[1].Data) != got {
				t.Errorf("got:\n%s", got)
			}
		})
	}
}

func TestID(t *testing.T) {
	for name, want := range map[string]string{
		"seeds/a_1.txt": "a_1-",
		"https://example.org/2021/Été à Paris": "Ete-a-Paris-",
		"…":                                 "article-",
		strings.Repeat("long", 20) + ".txt": strings.Repeat("long", 10) + "-",
		"a b'c\n.md":                        "a-b-c-",
	} {
		got := ID(name)
		if !strings.HasPrefix(got, want) || len(got) != len(want)+6 || got != ID(name) {
			t.Errorf("ID(%q) = %q", name, got)
		}
	}
	if ID("a/x.txt") == ID("b/x.txt") {
		t.Error("two paths have one ID")
	}
}

func TestStdinHasAnIDOfItsContent(t *testing.T) {
	a, err1 := Parse(Stdin, []byte("Some text."))
	b, err2 := Parse(Stdin, []byte("Another text."))
	if err1 != nil || err2 != nil || a.ID == b.ID || !strings.HasPrefix(a.ID, "stdin-") || a.Source != "stdin" {
		t.Errorf("%q %q %v %v", a.ID, b.ID, err1, err2)
	}
}

const sample = "Die Regierung erklärte: „Größe“ – 5 €. L’été à Lima."

func TestEncodings(t *testing.T) {
	latin1 := strings.NewReplacer("„", `"`, "“", `"`, "–", "-", "€", "EUR", "’", "'").Replace(sample)
	enc := func(s string, e interface {
		Bytes([]byte) ([]byte, error)
	}) []byte {
		b, err := e.Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"utf-8":             {[]byte(sample), sample},
		"utf-8 with mark":   {[]byte("\uFEFF" + sample), sample},
		"utf-16le":          {enc(sample, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()), sample},
		"utf-16be":          {enc(sample, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()), sample},
		"utf-16le, no mark": {enc(sample, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()), sample},
		"utf-32le":          {enc(sample, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder()), sample},
		"utf-32be":          {enc(sample, utf32.UTF32(utf32.BigEndian, utf32.UseBOM).NewEncoder()), sample},
		"windows-1252":      {enc(sample, charmap.Windows1252.NewEncoder()), sample},
		"latin-1":           {enc(latin1, charmap.ISO8859_1.NewEncoder()), latin1},
		"decomposed":        {[]byte("Lima en e\u0301te\u0301."), "Lima en été."},
		"line ends":         {[]byte("a\r\nb\rc\u2028d.\f"), "a\nb\nc\nd.\n"},
		"controls":          {[]byte("It is\x00a long enough\x07text to be read."), "It is a long enough text to be read."},
		"bidi":              {[]byte("a\u202eb\u2066c\u200ed."), "abcd."},
		"unseen":            {[]byte("\uFEFFa\u200bb\u00adc\u2060d."), "abcd."},
		"no-break space":    {[]byte("3\u00a0000 m."), "3\u00a0000 m."},
		"damaged utf-8":     {[]byte("Größe, Größe, Größe, Größe \xff."), "Größe, Größe, Größe, Größe \uFFFD."},
	} {
		d, err := Parse("a.txt", c.raw)
		if err != nil || d.Text != c.want {
			t.Errorf("%s: %q %v", name, d.Text, err)
		}
	}
}

func TestWarnings(t *testing.T) {
	d, err := Parse("a.txt", []byte("a\u202eb is a text\x01."))
	if err != nil || len(d.Warnings) != 2 {
		t.Errorf("%v %v", d.Warnings, err)
	}
}

func TestNotAnArticle(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		want error
	}{
		"empty":      {"", ErrEmpty},
		"blank":      {" \n\t\u00a0\n", ErrEmpty},
		"mark only":  {"\uFEFF", ErrEmpty},
		"zip":        {"PK\x03\x04\x14\x00\x00\x00\x08\x00", ErrBinary},
		"pdf":        {"%PDF-1.4\nsome text that could be read", ErrBinary},
		"elf":        {"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00", ErrBinary},
		"random":     {strings.Repeat("\x01\x02\x9f\xe3\x00\x00", 50), ErrBinary},
		"front only": {"\x00\x00\x00", ErrBinary},
	} {
		if d, err := Parse("a.txt", []byte(c.raw)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v %q", name, err, d.Text)
		}
	}
}

func TestPublished(t *testing.T) {
	r, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][3]string{
		{"7 September 2022", "", "2022-09-07"}, {"Sept. 7, 2022", "", "2022-09-07"}, {"7. September 2022", "", "2022-09-07"},
		{"le 1er août 2022", "", "2022-08-01"}, {"07.09.2022, 18:03 Uhr", "", "2022-09-07"}, {"2022-09-07T18:00", "", "2022-09-07"},
		{"07/09/2022", "fr.tsv", "2022-09-07"}, {"07/09/2022", "en.tsv", "2022"}, {"09/27/2022", "en.tsv", "2022-09-27"}, {"27/09/2022", "en.tsv", "2022-09-27"},
		{"31.02.2022", "", ""}, {"yesterday", "", ""}, {"5 apples 2022", "", ""}, {"2022-13-01", "", ""},
	} {
		if got, _ := r.date(c[0], c[1]); got != c[2] {
			t.Errorf("date(%q) = %q, want %q", c[0], got, c[2])
		}
	}
}

func TestDatelines(t *testing.T) {
	rest := " The government has recalled its ambassador, a minister said."
	for _, c := range []struct{ in, place, agency, published string }{
		{"Lima (AFP) –", "Lima", "AFP", ""},
		{"LIMA (Reuters) -", "LIMA", "Reuters", ""},
		{"LIMA, Peru (AP) —", "LIMA", "AP", ""},
		{"LIMA, 7 Sept 2022 (Reuters) -", "LIMA", "Reuters", "2022-09-07"},
		{"LIMA —", "LIMA", "", ""},
		{"NEW YORK, Sept. 7 –", "NEW YORK", "", ""},
		{"Lima/Rio de Janeiro (dpa) -", "Lima/Rio de Janeiro", "dpa", ""},
		{"Lima, le 7 septembre 2022 –", "Lima", "", "2022-09-07"},
		{"(AFP) -", "", "AFP", ""},
		{"Lima –", "Lima", "", ""},
		{"Lima () –", "Lima", "", ""},
	} {
		d, err := Parse("a.txt", []byte("Envoy is called back by the state\n\n"+c.in+rest+"\n"))
		if err != nil || len(d.Blocks) != 3 || d.Blocks[1].Kind != Dateline || d.Place != c.place || d.Agency != c.agency || d.Published != c.published {
			t.Errorf("%s: %s", c.in, show(d))
		}
	}
	for _, in := range []string{
		"Lima – which had waited – has recalled its ambassador, a minister said.",
		"The minister (AFP spoke to her) – has gone to the capital today.",
		"Peru (a state) has recalled its ambassador to the country.",
		"UN – led by others – has sent more of its people to the border.",
		"NATO has recalled its ambassador from the capital on Sunday.",
	} {
		d, err := Parse("a.txt", []byte("Envoy is called back by the state\n\n"+in+"\n"))
		if err != nil || d.Place != "" {
			t.Errorf("%s: %s", in, show(d))
		}
	}
}

// TestLong holds for time and memory: one line of 5 MB, many short lines,
// deep Markdown.
// TestJoined holds a paragraph that was put together line by line against the same read whole.
func TestJoined(t *testing.T) {
	text := "  One line of\nit, and “more\n” )\n12 dead. ” \nThe end!\n"
	p := parser{doc: &Doc{Article: graph.Article{Text: text}}}
	var got unit
	at := 0
	for line := range strings.Lines(text) {
		u := p.unit(at, at+len(line))
		if at += len(line); at == len(line) {
			got = u
		} else {
			got = p.joined(got, u)
		}
		if want := p.unit(0, at); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

func TestLong(t *testing.T) {
	for name, s := range map[string]string{
		"a.txt": strings.Repeat("a ", 2_500_000), "b.txt": strings.Repeat("a\n", 50_000), "c.md": strings.Repeat("> ", 100_000) + "x",
		"d.md": strings.Repeat("*", 200_000) + "x", "e.md": strings.Repeat("[", 100_000), "f.txt": strings.Repeat("Previous\n\nA headline of words\n\n", 5_000),
		"g.txt": strings.Repeat("e\u0301\u0301\u0301\u0301", 100_000), "h.txt": strings.Repeat("a: b\n", 10_000), "i.md": strings.Repeat("`*[a](b)*`", 30_000),
		"j.txt": strings.Repeat("\"\n", 30_000), "k.txt": strings.Repeat("Read more of it in the city\n", 10_000),
		"l.txt": strings.Repeat("The paragraph goes on for a hundred thousand lines as wide as this.\n", 100_000), "m.txt": strings.Repeat("About the author\nShe writes.\n", 50_000),
	} {
		from := time.Now()
		if _, err := Parse(name, []byte(s)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if d := time.Since(from); d > 10*time.Second {
			t.Errorf("%s: %v for %d bytes", name, d, len(s))
		}
	}
}

// tree makes files in a new folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func names(s []Source) string {
	var out []string
	for _, x := range s {
		out = append(out, x.Name)
	}
	return strings.Join(out, "|")
}

func problems(ws []Warning) string {
	var out []string
	for _, w := range ws {
		out = append(out, w.String())
	}
	return strings.Join(out, "\n")
}

func TestFind(t *testing.T) {
	dir := tree(t, map[string]string{"b.txt": "x", "a/c.md": "x", "a/d.TXT": "x", "a/.hidden.txt": "x", ".git/e.txt": "x", "f.pdf": "x", "a b'\n.txt": "x",
		"deep/" + strings.Repeat("d/", 200) + "g.txt": "x"})
	got, ws := Find(context.Background(), []string{".", "b.txt", "f.pdf"}, FindOptions{Dir: dir})
	want := "a b'\n.txt|a/c.md|a/d.TXT|b.txt|deep/" + strings.Repeat("d/", 200) + "g.txt|f.pdf"
	if names(got) != want {
		t.Errorf("got %q, want %q", names(got), want)
	}
	if len(ws) != 1 || !ws[0].Note || !strings.Contains(ws[0].Problem, ".pdf: 1") {
		t.Errorf("warnings: %s", problems(ws))
	}
	outside, _ := Find(context.Background(), []string{filepath.Join(dir, "b.txt")}, FindOptions{Dir: filepath.Join(dir, "a")})
	if names(outside) != filepath.ToSlash(filepath.Join(dir, "b.txt")) {
		t.Errorf("outside: %s", names(outside))
	}
}

func TestFindOddNames(t *testing.T) {
	dir := tree(t, map[string]string{"a\xff.txt": "x", "b\u202e.txt": "y"})
	got, _ := Find(context.Background(), []string{"."}, FindOptions{Dir: dir})
	if names(got) != "a%FF.txt|b\u202e.txt" {
		t.Errorf("got %q", names(got))
	}
	for _, s := range got {
		if raw, err := Read(context.Background(), s, 0); err != nil || len(raw) != 1 {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
	if w := (Warning{Source: got[1].Name, Problem: "x"}).String(); strings.Contains(w, "\u202e") {
		t.Errorf("a mark that turns the writing reaches the terminal: %q", w)
	}
}

func TestHTMLIsNoted(t *testing.T) {
	d, err := Parse("a.txt", []byte("<!DOCTYPE html><html><body><p>It is so.</p>"))
	if err != nil || len(d.Warnings) != 1 {
		t.Errorf("%v %v", d.Warnings, err)
	}
}

func TestFindFindings(t *testing.T) {
	dir := tree(t, map[string]string{"a/x.txt": "x", "b/y.txt": "y"})
	link := func(to, at string) {
		if err := os.Symlink(to, filepath.Join(dir, at)); err != nil {
			t.Skip(err)
		}
	}
	link("..", "a/up")
	link("self", "self")
	link("nowhere", "gone.txt")
	link("b", "twice")
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Skip(err)
	}
	got, ws := Find(context.Background(), []string{".", "missing.txt", "", "nul\x00byte", "/dev/null", "pipe.txt"}, FindOptions{Dir: dir})
	if names(got) != "a/x.txt|b/y.txt" {
		t.Errorf("got %q", names(got))
	}
	all := problems(ws)
	for _, want := range []string{"a/up: the link leads back", "self: ", "gone.txt: no such file", "same folder as b", "pipe.txt: not a file but a named pipe",
		"missing.txt: no such file", `"": the path is empty`, `nul\x00byte: the path holds a NUL`, "/dev/null: not a file but a device"} {
		if !strings.Contains(all, want) {
			t.Errorf("no finding %q in:\n%s", want, all)
		}
	}
}

func TestFindEnds(t *testing.T) {
	dir := tree(t, map[string]string{"a/x.txt": "x"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got, _ := Find(ctx, []string{"."}, FindOptions{Dir: dir}); len(got) != 0 {
		t.Error("went on after the end")
	}
}

func TestFromFS(t *testing.T) {
	fsys := fstest.MapFS{"seeds/b.txt": {Data: []byte("x")}, "seeds/a.md": {Data: []byte("y")}, "seeds/c.go": {Data: []byte("z")}}
	got, ws := FromFS(fsys, "seeds")
	if names(got) != "seeds/a.md|seeds/b.txt" || len(ws) != 0 {
		t.Errorf("%s %v", names(got), ws)
	}
	raw, err := Read(context.Background(), got[0], 0)
	if err != nil || string(raw) != "y" {
		t.Errorf("%q %v", raw, err)
	}
	if _, ws := FromFS(fsys, "nowhere"); len(ws) != 1 {
		t.Errorf("missing root: %v", ws)
	}
}

// stream is a source that is as long as is read of it.
type stream struct{ reads int }

func (s *stream) Read(p []byte) (int, error) {
	s.reads += len(p)
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
func (s *stream) Close() error { return nil }

func TestReadLimits(t *testing.T) {
	dir := tree(t, map[string]string{"big.txt": strings.Repeat("a", 2000), "empty.txt": "", "bin.txt": "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00"})
	src, _ := Find(context.Background(), []string{"."}, FindOptions{Dir: dir})
	want := map[string]error{"big.txt": ErrTooLarge, "empty.txt": ErrEmpty, "bin.txt": ErrBinary}
	for _, s := range src {
		_, err := Read(context.Background(), s, 1000)
		if !errors.Is(err, want[s.Name]) || !strings.HasPrefix(err.Error(), s.Name+": ") {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
	var endless stream
	_, err := Read(context.Background(), Source{Name: "endless", Open: func() (io.ReadCloser, error) { return &endless, nil }}, 1<<20)
	if !errors.Is(err, ErrTooLarge) || endless.reads > 8<<20 {
		t.Errorf("endless: %v after %d bytes", err, endless.reads)
	}
	if f, err := os.Create(filepath.Join(dir, "huge.txt")); err == nil { // 100 MB that are never read
		err = errors.Join(f.Truncate(100<<20), f.Close())
		src, _ := Find(context.Background(), []string{"huge.txt"}, FindOptions{Dir: dir})
		from := time.Now()
		if _, rerr := Read(context.Background(), src[0], 0); err != nil || !errors.Is(rerr, ErrTooLarge) || time.Since(from) > time.Second {
			t.Errorf("huge: %v %v", err, rerr)
		}
	}
}

// growing grows after it was first looked at.
type growing struct {
	io.Reader
	stats int
}

func (g *growing) Close() error { return nil }
func (g *growing) Stat() (fs.FileInfo, error) {
	g.stats++
	f, err := fstest.MapFS{"x": {Data: make([]byte, 9+g.stats)}}.Open("x")
	if err != nil {
		return nil, err
	}
	return f.Stat()
}

func TestReadFindings(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	open := func(r io.ReadCloser, err error) Source {
		return Source{Name: "a\nb", Open: func() (io.ReadCloser, error) { return r, err }}
	}
	_, err := Read(ctx, open(&growing{Reader: strings.NewReader("0123456789")}, nil), 0)
	if !errors.Is(err, ErrChanged) || !strings.HasPrefix(err.Error(), `a\nb: `) {
		t.Errorf("changed: %v", err)
	}
	if _, err := Read(ctx, open(nil, &fs.PathError{Op: "open", Path: "a", Err: fs.ErrPermission}), 0); err == nil || !strings.Contains(err.Error(), "may not be read") {
		t.Errorf("permission: %v", err)
	}
	dir := tree(t, map[string]string{"d/x.txt": "x"})
	d, derr := os.Open(filepath.Join(dir, "d"))
	if _, err := Read(ctx, open(d, derr), 0); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("folder: %v", err)
	}
	cancel()
	if _, err := Read(ctx, open(&growing{Reader: strings.NewReader("x")}, nil), 0); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	// a file that becomes a pipe between finding and opening does not hang
	src, _ := Find(context.Background(), []string{"d/x.txt"}, FindOptions{Dir: dir})
	if err := errors.Join(os.Remove(filepath.Join(dir, "d/x.txt")), syscall.Mkfifo(filepath.Join(dir, "d/x.txt"), 0o644)); err != nil {
		t.Skip(err)
	}
	if _, err := Read(context.Background(), src[0], 0); err == nil || !strings.Contains(err.Error(), "named pipe") {
		t.Errorf("pipe: %v", err)
	}
}

func BenchmarkParse(b *testing.B) {
	ar, err := txtar.ParseFile(filepath.Join("testdata", "articles", "en_wire.txtar"))
	if err != nil {
		b.Fatal(err)
	}
	in := ar.Files[0]
	b.SetBytes(int64(len(in.Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(in.Name, in.Data); err != nil {
			b.Fatal(err)
		}
	}
}

// prose gives the sentences of a treebank.
func prose(t *testing.T, name string) []conllu.Sentence {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "treebanks", name[:2], name+".conllu"))
	if err != nil {
		t.Skipf("the treebank is not there: %v", err)
	}
	defer f.Close()
	s, err := conllu.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestProseIsText holds for sentences of news and other edited text: the rules
// leave them alone, and set as articles of ten paragraphs with a headline
// they are text. What the treebanks hold that is no prose is let pass.
func TestProseIsText(t *testing.T) {
	for _, c := range []struct {
		name  string
		rules int // sentences of four words or more that a rule takes
		form  int // paragraphs that are neither text nor heading
	}{
		{"en_pud-ud-test", 0, 0}, {"de_pud-ud-test", 0, 0}, {"fr_pud-ud-test", 0, 0}, {"de_gsd-ud-test", 12, 21}, // datelines alone in a line
		{"fr_gsd-ud-dev", 0, 2}, {"fr_sequoia-ud-dev", 0, 2},
	} {
		r, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		sents := prose(t, c.name)
		rules, form := 0, 0
		for i := range sents {
			if s := sents[i].Text(); len(strings.Fields(s)) >= 4 {
				if k, _ := r.kindOf(s); k != "" {
					t.Logf("%s: rule, %s: %s", c.name, k, s)
					rules++
				}
			}
		}
		for i := 0; i+10 <= len(sents); i += 10 {
			text := "A headline of some words\n"
			for j := i; j < i+10; j++ {
				text += "\n" + sents[j].Text() + "\n"
			}
			d, err := Parse("a.txt", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range d.Blocks {
				switch b.Kind {
				case Title, Heading, Text, Dateline:
				default:
					t.Logf("%s: %s: %s", c.name, b.Kind, d.Text[b.Start:b.End])
					form++
				}
			}
		}
		if rules > c.rules || form > c.form {
			t.Errorf("%s: %d by rules, want at most %d; %d in all, want at most %d", c.name, rules, c.rules, form, c.form)
		}
	}
}
