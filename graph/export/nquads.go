package export

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"kg/graph"
	"kg/internal/extsort"
)

// Quads is a sequence of quads as the store gives them: IRIs in short form.
// A quad that comes with an error ends the export with that error.
type Quads = iter.Seq2[quad.Quad, error]

// Datatypes that have a value type of their own in a quad.
const (
	xsdInteger  = "http://www.w3.org/2001/XMLSchema#integer"
	xsdDouble   = "http://www.w3.org/2001/XMLSchema#double"
	xsdBoolean  = "http://www.w3.org/2001/XMLSchema#boolean"
	xsdDateTime = "http://www.w3.org/2001/XMLSchema#dateTime"
	xsdString   = "http://www.w3.org/2001/XMLSchema#string"
)

// NQuads writes canonical N-Quads (RDF 1.1 N-Quads; escapes and order of RDF
// Dataset Canonicalization 1.0): one quad a line, absolute IRIs, lines sorted
// by code point, no line twice. Short IRIs without a standard prefix are put
// under base, an absolute IRI such as "urn:x-kg:". The same quads give the
// same bytes. Large graphs are sorted through temporary files.
func NQuads(w io.Writer, quads Quads, base string) error {
	if err := CheckBase(base); err != nil {
		return err
	}
	s := extsort.New(extsort.Memory)
	defer s.Close()
	for q, err := range quads {
		if err != nil {
			return err
		}
		line, err := nquadLine(q, base)
		if err != nil {
			return wrap("nquads", err)
		}
		if err := s.Add(line); err != nil {
			return wrap("nquads", err)
		}
	}
	b := bufio.NewWriterSize(w, 1<<16)
	last := ""
	for line, err := range s.Lines() {
		if err != nil {
			return wrap("nquads", err)
		}
		if line == last {
			continue
		}
		last = line
		if _, err := b.WriteString(line + "\n"); err != nil {
			return wrap("nquads", err)
		}
	}
	return wrap("nquads", b.Flush())
}

// CheckBase reports why base cannot be put before short IRIs, or nil.
func CheckBase(base string) error {
	scheme, rest, ok := strings.Cut(base, ":")
	switch {
	case !ok || scheme == "" || rest == "":
		return fmt.Errorf("base IRI %q is not absolute; give one like \"https://example.org/kg/\" or \"urn:x-kg:\"", base)
	case strings.ContainsAny(base, "<>\"{}|^`\\ \t\r\n") || !utf8.ValidString(base) || strings.ContainsFunc(base, Unsafe):
		return fmt.Errorf("base IRI %q holds a character that IRIs may not have", base)
	}
	for i, r := range scheme {
		alpha := 'a' <= r|0x20 && r|0x20 <= 'z'
		if !alpha && (i == 0 || !strings.ContainsRune("0123456789+-.", r)) {
			return fmt.Errorf("base IRI %q has no valid scheme; give one like \"https://example.org/kg/\"", base)
		}
	}
	if graph.ShortenIRI(base+"x", base) != "x" || graph.ShortenIRI(base+"x", "") != base+"x" {
		return fmt.Errorf("base IRI %q lies in the namespace of a standard vocabulary; take another", base)
	}
	return nil
}

func nquadLine(q quad.Quad, base string) (string, error) {
	var b strings.Builder
	for i, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil && i == 3 {
			continue
		}
		if err := writeTerm(&b, v, base, i); err != nil {
			return "", fmt.Errorf("quad %v: %w", q, err)
		}
		b.WriteByte(' ')
	}
	b.WriteByte('.')
	return b.String(), nil
}

// writeTerm writes one term; pos 0 to 3 is subject, predicate, object, label.
func writeTerm(b *strings.Builder, v quad.Value, base string, pos int) error {
	switch v := v.(type) {
	case quad.IRI:
		return writeIRI(b, string(v), base)
	case quad.BNode:
		if pos == 1 || !blankLabel(string(v)) {
			return fmt.Errorf("blank node %q cannot be written", string(v))
		}
		b.WriteString("_:" + string(v))
		return nil
	}
	if pos != 2 {
		return fmt.Errorf("%T where only an IRI can stand", v)
	}
	lexical, datatype, lang, err := literal(v, base)
	if err != nil {
		return err
	}
	if !utf8.ValidString(lexical) {
		return fmt.Errorf("text %q is not valid UTF-8", lexical)
	}
	writeString(b, lexical)
	switch {
	case lang != "":
		if !langTag(lang) {
			return fmt.Errorf("language tag %q is not valid (BCP 47)", lang)
		}
		b.WriteString("@" + lang)
	case datatype != "":
		b.WriteString("^^")
		writeRawIRI(b, datatype)
	}
	return nil
}

func writeIRI(b *strings.Builder, short, base string) error {
	abs := graph.ExpandIRI(short, base)
	if short == "" || !utf8.ValidString(short) {
		return fmt.Errorf("IRI %q cannot be written", short)
	}
	if graph.ShortenIRI(abs, base) != short {
		return fmt.Errorf("IRI <%s> would be read back as <%s>; choose another base IRI", short, graph.ShortenIRI(abs, base))
	}
	writeRawIRI(b, abs)
	return nil
}

// writeRawIRI escapes what the grammar's IRIREF does not allow.
func writeRawIRI(b *strings.Builder, abs string) {
	b.WriteByte('<')
	for _, r := range abs {
		if r <= 0x20 || r == 0x7f || strings.ContainsRune("<>\"{}|^`\\", r) {
			fmt.Fprintf(b, `\u%04X`, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('>')
}

// literal gives a value's lexical form with its datatype or language.
// Plain strings have neither, as canonical N-Quads writes them.
func literal(v quad.Value, base string) (lexical, datatype, lang string, err error) {
	switch v := v.(type) {
	case quad.String:
		return string(v), "", "", nil
	case quad.LangString:
		return string(v.Value), "", v.Lang, nil
	case quad.TypedString:
		return string(v.Value), graph.ExpandIRI(string(v.Type), base), "", nil
	case quad.Int:
		return strconv.FormatInt(int64(v), 10), xsdInteger, "", nil
	case quad.Bool:
		return strconv.FormatBool(bool(v)), xsdBoolean, "", nil
	case quad.Float:
		return formatDouble(float64(v)), xsdDouble, "", nil
	case quad.Time:
		return time.Time(v).UTC().Format(time.RFC3339Nano), xsdDateTime, "", nil
	}
	return "", "", "", fmt.Errorf("value of type %T cannot be written as RDF", v)
}

// formatDouble is the canonical form of xsd:double (XML Schema 1.1 part 2).
func formatDouble(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.IsNaN(f):
		return "NaN"
	}
	mant, exp, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mant, ".") {
		mant += ".0"
	}
	n, _ := strconv.Atoi(exp)
	return mant + "E" + strconv.Itoa(n)
}

func writeString(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\b':
			b.WriteString(`\b`)
		case '\t':
			b.WriteString(`\t`)
		case '\n':
			b.WriteString(`\n`)
		case '\f':
			b.WriteString(`\f`)
		case '\r':
			b.WriteString(`\r`)
		default:
			if r < 0x20 || r == 0x7f || r == 0xfffe || r == 0xffff {
				fmt.Fprintf(b, `\u%04X`, r)
			} else {
				b.WriteRune(r)
			}
		}
	}
	b.WriteByte('"')
}

func langTag(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if part == "" {
			return false
		}
		for _, r := range part {
			alpha := 'a' <= r|0x20 && r|0x20 <= 'z'
			if !alpha && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}

func blankLabel(s string) bool {
	for _, r := range s {
		if !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_') {
			return false
		}
	}
	return s != ""
}
