package conllu

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sample = `# sent_id = 1
# text = Il parle du pont.
1	Il	il	PRON	_	_	2	nsubj	_	_
2	parle	parler	VERB	_	Mood=Ind	0	root	_	_
3-4	du	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	le	le	DET	_	_	5	det	_	_
5	pont	pont	NOUN	_	_	2	obl	_	SpaceAfter=No
6	.	.	PUNCT	_	_	2	punct	_	_
6.1	x	x	X	_	_	_	_	2:dep	_

`

func TestRoundTrip(t *testing.T) {
	s, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, s); err != nil {
		t.Fatal(err)
	}
	if b.String() != sample {
		t.Errorf("written again:\n%s", b.String())
	}
	if got := s[0].Text(); got != "Il parle du pont." || got != s[0].Comment("text") {
		t.Errorf("Text() = %q", got)
	}
	if n := len(s[0].Tokens()); n != 5 {
		t.Errorf("%d tokens, want 5", n)
	}
}

func TestErrors(t *testing.T) {
	word := func(id, head string) string { return id + "\ta\ta\tX\t_\t_\t" + head + "\tdep\t_\t_\n" }
	for name, c := range map[string]struct {
		in   string
		line int
	}{
		"columns":      {"1\ta\n\n", 1},
		"empty column": {"1\t\ta\tX\t_\t_\t0\troot\t_\t_\n\n", 1},
		"id":           {word("2", "0") + "\n", 1},
		"head":         {word("1", "x") + "\n", 1},
		"head range":   {word("1", "2") + "\n", 1},
		"self":         {word("1", "1") + "\n", 1},
		"two roots":    {word("1", "0") + word("2", "0") + "\n", 1},
		"cycle":        {"# c\n" + word("1", "0") + word("2", "3") + word("3", "2") + "\n", 2},
		"no end":       {word("1", "0"), 1},
		"no words":     {"# c\n\n", 2},
		"CR":           {"1\ta\r\n", 1},
		"multi past":   {"1-3\ta\t_\t_\t_\t_\t_\t_\t_\t_\n" + word("1", "0") + "\n", 3},
		"multi order":  {"2-3\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},
		"late comment": {word("1", "0") + "# c\n", 2},
	} {
		_, err := Read(strings.NewReader(c.in))
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v, want *Error", name, err)
		} else if e.Line != c.line {
			t.Errorf("%s: %v, want line %d", name, e, c.line)
		}
	}
}

// The treebanks are not part of the repository.
func TestTreebanks(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/treebanks/*/*.conllu")
	if len(files) == 0 {
		t.Skip("no treebanks at ../shared/treebanks beside the repository")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Read(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
			continue
		}
		var b bytes.Buffer
		if err := Write(&b, s); err != nil {
			t.Fatal(err)
		}
		for bytes.Contains(data, []byte("\n\n\n")) { // extra empty lines are not kept
			data = bytes.ReplaceAll(data, []byte("\n\n\n"), []byte("\n\n"))
		}
		if !bytes.Equal(b.Bytes(), bytes.TrimLeft(data, "\n")) {
			t.Errorf("%s: differs when written again", filepath.Base(f))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := Write(&b, s); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(&b); err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		for i := range s {
			s[i].Text()
		}
	})
}
