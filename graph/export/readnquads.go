package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"kg/graph"
)

// maxLine bounds a line of N-Quads that is read, in bytes: room for the text
// of an article of 16 MiB with every byte escaped.
const maxLine = 128 << 20

// SyntaxError says where a line of N-Quads is wrong. Line and Col count from
// 1, Col in bytes.
type SyntaxError struct {
	Line, Col int
	Problem   string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Col, e.Problem)
}

// ReadNQuads reads what NQuads writes, and any other RDF 1.1 N-Quads document:
// comments, blank lines and all escapes of the grammar. IRIs under base and
// under the standard vocabularies become short ones. It stops at the first
// error, which is a *SyntaxError or one of r.
func ReadNQuads(r io.Reader, base string) Quads {
	return func(yield func(quad.Quad, error) bool) {
		if err := CheckBase(base); err != nil {
			yield(quad.Quad{}, err)
			return
		}
		sc := bufio.NewScanner(r)
		sc.Buffer(make([]byte, 1<<16), maxLine)
		n := 0
		for sc.Scan() {
			n++
			q, ok, err := parseLine(sc.Text(), base)
			if err != nil {
				err.Line = n
				yield(quad.Quad{}, err)
				return
			}
			if ok && !yield(q, nil) {
				return
			}
		}
		if err := sc.Err(); errors.Is(err, bufio.ErrTooLong) {
			yield(quad.Quad{}, &SyntaxError{Line: n + 1, Col: 1, Problem: fmt.Sprintf("line is longer than %d bytes", maxLine)})
		} else if err != nil {
			yield(quad.Quad{}, fmt.Errorf("read N-Quads: %w", err))
		}
	}
}

// lineParser walks one line. The first problem wins.
type lineParser struct {
	s    string
	i    int
	base string
	err  *SyntaxError
}

// parseLine reads one quad; ok is false for blank lines and comments.
func parseLine(line, base string) (q quad.Quad, ok bool, err *SyntaxError) {
	p := &lineParser{s: line, base: base}
	if !utf8.ValidString(line) {
		p.fail("not valid UTF-8")
		return q, false, p.err
	}
	if p.blank() {
		return q, false, nil
	}
	q.Subject = p.term(0)
	q.Predicate = p.term(1)
	q.Object = p.term(2)
	p.space()
	if p.err == nil && p.peek() != '.' {
		q.Label = p.term(3)
		p.space()
	}
	if p.err == nil && p.peek() != '.' {
		p.fail("want \".\" at the end of the quad")
	}
	p.i++
	if p.err == nil && !p.blank() {
		p.fail("want nothing after the \".\"")
	}
	return q, p.err == nil, p.err
}

func (p *lineParser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = &SyntaxError{Col: min(p.i, len(p.s)) + 1, Problem: fmt.Sprintf(format, args...)}
	}
}

func (p *lineParser) peek() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

func (p *lineParser) space() {
	for p.peek() == ' ' || p.peek() == '\t' {
		p.i++
	}
}

// blank reports whether the rest of the line says nothing.
func (p *lineParser) blank() bool {
	p.space()
	rest := p.s[min(p.i, len(p.s)):]
	return rest == "" || rest == "\r" || rest[0] == '#'
}

// term reads one term; pos 0 to 3 is subject, predicate, object, label.
func (p *lineParser) term(pos int) quad.Value {
	p.space()
	if p.err != nil {
		return nil
	}
	switch c := p.peek(); {
	case c == '<':
		return quad.IRI(graph.ShortenIRI(p.iri(), p.base))
	case c == '_' && pos != 1:
		return p.blankNode()
	case c == '"' && pos == 2:
		return p.literal()
	}
	p.fail("want %s", [...]string{"a subject: <IRI> or _:name", "a predicate: <IRI>",
		"an object: <IRI>, _:name or \"text\"", "a graph label or \".\""}[pos])
	return nil
}

func (p *lineParser) iri() string {
	start := p.i
	p.i++
	var b strings.Builder
	for p.err == nil {
		c := p.peek()
		switch {
		case p.i >= len(p.s):
			p.i = start
			p.fail("IRI has no closing \">\"")
		case c == '>':
			p.i++
			if !strings.Contains(b.String(), ":") {
				p.i = start
				p.fail("IRI <%s> is not absolute", b.String())
			}
			return b.String()
		case c == '\\':
			p.escape(&b, false)
		case c <= 0x20 || strings.IndexByte("<\"{}|^`", c) >= 0:
			p.fail("character %q cannot stand in an IRI", c)
		default:
			b.WriteByte(c)
			p.i++
		}
	}
	return ""
}

func (p *lineParser) blankNode() quad.Value {
	start := p.i
	if !strings.HasPrefix(p.s[p.i:], "_:") {
		p.fail("want _:name")
		return nil
	}
	p.i += 2
	end := p.i
	for end < len(p.s) && p.s[end] != ' ' && p.s[end] != '\t' && p.s[end] != '<' && p.s[end] != '"' {
		end++
	}
	name := strings.TrimRight(p.s[p.i:end], ".")
	p.i += len(name)
	if !blankLabel(name) {
		p.i = start
		p.fail("blank node name %q is not supported; use letters, digits and _", name)
		return nil
	}
	return quad.BNode(name)
}

func (p *lineParser) literal() quad.Value {
	start := p.i
	p.i++
	var b strings.Builder
	for p.err == nil && p.peek() != '"' {
		switch {
		case p.i >= len(p.s):
			p.i = start
			p.fail("text has no closing quote")
		case p.peek() == '\\':
			p.escape(&b, true)
		default:
			b.WriteByte(p.s[p.i])
			p.i++
		}
	}
	p.i++
	if p.err != nil {
		return nil
	}
	switch rest := p.s[p.i:]; {
	case strings.HasPrefix(rest, "@"):
		return p.langString(b.String())
	case strings.HasPrefix(rest, "^^<"):
		p.i += 2
		datatype := p.iri()
		return typedValue(b.String(), datatype, p.base)
	case strings.HasPrefix(rest, "^^"):
		p.fail("want <IRI> of a datatype after ^^")
	}
	return quad.String(b.String())
}

func (p *lineParser) langString(text string) quad.Value {
	p.i++
	end := p.i
	for end < len(p.s) && (p.s[end] == '-' || '0' <= p.s[end] && p.s[end] <= '9' || 'a' <= p.s[end]|0x20 && p.s[end]|0x20 <= 'z') {
		end++
	}
	lang := p.s[p.i:end]
	if !langTag(lang) {
		p.fail("language tag %q is not valid", lang)
		return nil
	}
	p.i = end
	return quad.LangString{Value: quad.String(text), Lang: lang}
}

// escape reads \n, \uXXXX and the like. Only \u and \U are allowed in IRIs.
func (p *lineParser) escape(b *strings.Builder, text bool) {
	p.i++
	c := p.peek()
	if i := strings.IndexByte(`tbnrf"'\`, c); text && c != 0 && i >= 0 {
		b.WriteByte("\t\b\n\r\f\"'\\"[i])
		p.i++
		return
	}
	n := map[byte]int{'u': 4, 'U': 8}[c]
	if n == 0 {
		p.i--
		p.fail("unknown escape")
		return
	}
	if p.i+1+n > len(p.s) {
		p.fail("escape \\%c needs %d hex digits", c, n)
		return
	}
	v, err := strconv.ParseUint(p.s[p.i+1:p.i+1+n], 16, 32)
	if err != nil || !utf8.ValidRune(rune(v)) || v > utf8.MaxRune {
		p.fail("escape \\%s is no character", p.s[p.i:p.i+1+n])
		return
	}
	b.WriteRune(rune(v))
	p.i += 1 + n
}

// typedValue keeps a value of its own type only where that loses nothing:
// writing it again must give the same text.
func typedValue(lexical, datatype, base string) quad.Value {
	var v quad.Value
	switch datatype {
	case xsdString:
		return quad.String(lexical)
	case xsdInteger:
		if n, err := strconv.ParseInt(lexical, 10, 64); err == nil {
			v = quad.Int(n)
		}
	case xsdBoolean:
		v = quad.Bool(lexical == "true")
	case xsdDouble:
		if f, err := strconv.ParseFloat(lexical, 64); err == nil {
			v = quad.Float(f)
		}
	case xsdDateTime:
		if t, err := time.Parse(time.RFC3339Nano, lexical); err == nil {
			v = quad.Time(t.UTC())
		}
	}
	if v != nil {
		if again, _, _, err := literal(v, base); err == nil && again == lexical {
			return v
		}
	}
	return quad.TypedString{Value: quad.String(lexical), Type: quad.IRI(graph.ShortenIRI(datatype, base))}
}
