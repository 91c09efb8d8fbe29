// Package conllu reads and writes CoNLL-U, the file format of Universal
// Dependencies (https://universaldependencies.org/format.html).
//
// The reader is strict: a file that breaks the format gives an [Error] with its
// line number, never a shortened treebank. Only extra empty lines between sentences are let pass. What the package does not interpret
// (comments, the DEPS column, MISC) is kept as it stands, so that a file read
// and written again is the same byte for byte.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Sentence is one block of a CoNLL-U file.
type Sentence struct {
	Line     int      // line of its first word, from 1
	Comments []string // comment lines without the leading '#' and one blank
	Words    []Word   // syntactic words; Words[i] has ID i+1
	Multi    []Multi  // multiword tokens, in order, not overlapping
	Empty    []Empty  // empty nodes of enhanced graphs, kept only for writing
}

// A Word is a syntactic word. Its ID is its place in the sentence, from 1.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // ID of the head; 0 is the root
	Rel, Deps, Misc                string
}

// A Multi is a multiword token: one surface token that stands for the words
// First..Last (IDs, both included).
type Multi struct {
	First, Last       int
	Form, Feats, Misc string
}

// An Empty is an empty node; After is the ID of the word before it.
type Empty struct {
	After int
	Line  string
}

// A Token is what stands in the text: a multiword token or a single word.
type Token struct {
	Form        string
	First, Last int // IDs of its words, both included
	SpaceAfter  bool
}

// An Error says which line breaks the format, and how.
type Error struct {
	Line int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Msg) }

// maxLine bounds a line, so that a hostile file cannot take all memory.
const maxLine = 1 << 20

// Read reads all sentences. An error of the format is an [*Error].
func Read(r io.Reader) ([]Sentence, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	var out []Sentence
	var rd reader
	for sc.Scan() {
		rd.line++
		if err := rd.add(sc.Text()); err != nil {
			return nil, err
		}
		if rd.done {
			out = append(out, rd.cur)
			rd.reset()
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("after line %d: %w", rd.line, err)
	}
	if rd.open {
		return nil, rd.errorf("the last sentence does not end with an empty line")
	}
	return out, nil
}

type reader struct {
	line       int
	cur        Sentence
	open, done bool
}

func (r *reader) reset() { r.cur, r.open, r.done = Sentence{}, false, false }

func (r *reader) errorf(format string, args ...any) error {
	return &Error{Line: r.line, Msg: fmt.Sprintf(format, args...)}
}

// add takes one line; it sets r.done when a sentence is complete.
func (r *reader) add(line string) error {
	if strings.HasSuffix(line, "\r") {
		return r.errorf("carriage return at the end of the line; CoNLL-U ends lines with a line feed only")
	}
	if line == "" {
		return r.end()
	}
	if line[0] == '#' {
		if len(r.cur.Words) > 0 || len(r.cur.Multi) > 0 {
			return r.errorf("comment inside a sentence")
		}
		r.open = true
		r.cur.Comments = append(r.cur.Comments, strings.TrimPrefix(line[1:], " "))
		return nil
	}
	r.open = true
	col := strings.Split(line, "\t")
	if len(col) != 10 {
		return r.errorf("%d columns, want 10 with a tab between them", len(col))
	}
	for i, c := range col {
		if c == "" {
			return r.errorf("column %d is empty; write _ for no value", i+1)
		}
	}
	if a, b, ok := strings.Cut(col[0], "-"); ok {
		return r.multi(a, b, col)
	}
	if a, _, ok := strings.Cut(col[0], "."); ok {
		n, err := strconv.Atoi(a)
		if err != nil || n != len(r.cur.Words) {
			return r.errorf("empty node %q out of order", col[0])
		}
		r.cur.Empty = append(r.cur.Empty, Empty{After: n, Line: line})
		return nil
	}
	return r.word(col)
}

func (r *reader) multi(a, b string, col []string) error {
	first, err1 := strconv.Atoi(a)
	last, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil || first != len(r.cur.Words)+1 || last < first {
		return r.errorf("multiword token %q out of order", col[0])
	}
	if m := r.cur.Multi; len(m) > 0 && m[len(m)-1].Last >= first {
		return r.errorf("multiword token %q overlaps the one before", col[0])
	}
	r.cur.Multi = append(r.cur.Multi, Multi{First: first, Last: last, Form: col[1], Feats: col[5], Misc: col[9]})
	return nil
}

func (r *reader) word(col []string) error {
	id, err := strconv.Atoi(col[0])
	if err != nil || id != len(r.cur.Words)+1 {
		return r.errorf("ID %q, want %d", col[0], len(r.cur.Words)+1)
	}
	head, err := strconv.Atoi(col[6])
	if err != nil || head < 0 {
		return r.errorf("head %q is not a word ID", col[6])
	}
	if id == 1 {
		r.cur.Line = r.line
	}
	r.cur.Words = append(r.cur.Words, Word{Form: col[1], Lemma: col[2], UPOS: col[3], XPOS: col[4],
		Feats: col[5], Head: head, Rel: col[7], Deps: col[8], Misc: col[9]})
	return nil
}

// end checks a complete sentence: one root, heads in range, no cycle.
func (r *reader) end() error {
	if !r.open {
		return nil // files put together from parts have extra empty lines
	}
	n := len(r.cur.Words)
	if n == 0 {
		return r.errorf("sentence without words")
	}
	if m := r.cur.Multi; len(m) > 0 && m[len(m)-1].Last > n {
		return r.errorf("multiword token %d-%d goes past the last word", m[len(m)-1].First, m[len(m)-1].Last)
	}
	roots := 0
	for i := range r.cur.Words {
		w := &r.cur.Words[i]
		if w.Head > n || w.Head == i+1 {
			return &Error{Line: r.cur.Line, Msg: fmt.Sprintf("word %d has head %d in a sentence of %d words", i+1, w.Head, n)}
		}
		if w.Head == 0 {
			roots++
		}
	}
	if roots != 1 {
		return &Error{Line: r.cur.Line, Msg: fmt.Sprintf("%d roots, want 1", roots)}
	}
	if i := cycle(r.cur.Words); i > 0 {
		return &Error{Line: r.cur.Line, Msg: fmt.Sprintf("word %d is part of a cycle of heads", i)}
	}
	r.done = true
	return nil
}

// cycle returns the ID of a word that does not lead to the root, or 0.
func cycle(words []Word) int {
	seen := make([]int, len(words)+1) // the walk that reached the word
	for i := range words {
		j := i + 1
		for j != 0 && seen[j] == 0 {
			seen[j] = i + 1
			j = words[j-1].Head
		}
		if j != 0 && seen[j] == i+1 {
			return j
		}
	}
	return 0
}

// Write writes sentences so that [Read] gives them back.
func Write(w io.Writer, sents []Sentence) error {
	b := bufio.NewWriter(w)
	for i := range sents {
		writeSentence(b, &sents[i])
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write CoNLL-U: %w", err)
	}
	return nil
}

func writeSentence(b *bufio.Writer, s *Sentence) {
	for _, c := range s.Comments {
		b.WriteString("# " + c + "\n")
	}
	m, e := s.Multi, s.Empty
	empties := func(after int) {
		for len(e) > 0 && e[0].After <= after {
			b.WriteString(e[0].Line + "\n")
			e = e[1:]
		}
	}
	empties(0)
	for i := range s.Words {
		w := &s.Words[i]
		if len(m) > 0 && m[0].First == i+1 {
			row(b, fmt.Sprintf("%d-%d", m[0].First, m[0].Last), m[0].Form, "_", "_", "_", m[0].Feats, "_", "_", "_", m[0].Misc)
			m = m[1:]
		}
		row(b, strconv.Itoa(i+1), w.Form, w.Lemma, w.UPOS, w.XPOS, w.Feats, strconv.Itoa(w.Head), w.Rel, w.Deps, w.Misc)
		empties(i + 1)
	}
	b.WriteByte('\n')
}

func row(b *bufio.Writer, cols ...string) {
	for i, c := range cols {
		if i > 0 {
			b.WriteByte('\t')
		}
		if c == "" {
			c = "_"
		}
		b.WriteString(c)
	}
	b.WriteByte('\n')
}

// Tokens returns the surface tokens in order: multiword tokens once, and the
// words that belong to none.
func (s *Sentence) Tokens() []Token {
	out := make([]Token, 0, len(s.Words))
	m := s.Multi
	for i := 1; i <= len(s.Words); i++ {
		if len(m) > 0 && m[0].First == i {
			out = append(out, Token{Form: m[0].Form, First: i, Last: m[0].Last, SpaceAfter: spaceAfter(m[0].Misc)})
			i = m[0].Last
			m = m[1:]
			continue
		}
		w := &s.Words[i-1]
		out = append(out, Token{Form: w.Form, First: i, Last: i, SpaceAfter: spaceAfter(w.Misc)})
	}
	return out
}

// Text returns the sentence as it stands in the text, put together from the
// tokens and their SpaceAfter=No marks.
func (s *Sentence) Text() string {
	var b strings.Builder
	toks := s.Tokens()
	for i, t := range toks {
		b.WriteString(t.Form)
		if t.SpaceAfter && i < len(toks)-1 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Comment returns the value of a "# key = value" comment, "" if there is none.
func (s *Sentence) Comment(key string) string {
	for _, c := range s.Comments {
		if k, v, ok := strings.Cut(c, "="); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

func spaceAfter(misc string) bool {
	for misc != "" {
		var f string
		f, misc, _ = strings.Cut(misc, "|")
		if f == "SpaceAfter=No" {
			return false
		}
	}
	return true
}
