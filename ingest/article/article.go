// Package article reads articles: it finds files, turns their bytes into
// clean text, and says of each block what it is: title, text, caption, link to
// another article. Nothing is deleted as boilerplate; it is marked.
//
// The stored text is UTF-8 in Unicode normal form C with LF line ends. All
// spans are half-open ranges of its bytes. Which lines of a page are not the
// article is data, in data/*.tsv. See docs/reading.md.
package article

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kg/graph"
)

// Kind says what a block is.
type Kind string

// The kinds of blocks. Title, Heading and Text are analysed.
const (
	Title       Kind = "title"
	Heading     Kind = "heading"
	Text        Kind = "text"
	Byline      Kind = "byline"      // author, date, agency credited
	Dateline    Kind = "dateline"    // "Tirana (AFP) –" before the first words of the text
	Caption     Kind = "caption"     // of a picture, with its credit
	Boilerplate Kind = "boilerplate" // of the page, not of the article
	Links       Kind = "links"       // to other articles
)

// Block is a range of the text of one kind. Blocks are in order, do not
// overlap, and cover all that is not white space.
type Block struct {
	graph.Span
	Kind Kind
}

// Warning is something a person should know of a source.
type Warning struct {
	Source  string
	Problem string
	Hint    string
	Span    graph.Span // where in the stored text; zero for all of it
	Note    bool       // nothing is wrong: a folder held files of other kinds
}

// String gives "source: problem; hint".
func (w Warning) String() string {
	s := Printable(w.Source) + ": " + w.Problem
	if w.Hint != "" {
		s += "; " + w.Hint
	}
	return s
}

// Doc is an article with what its blocks are. Its Lang is "" unless the text
// itself names its language.
type Doc struct {
	graph.Article
	Blocks   []Block
	Warnings []Warning
}

// Analysed gives the spans of title, headings and text, in order, and of datelines
// that tell where their place lies.
func (d Doc) Analysed() []graph.Span {
	var out []graph.Span
	for _, b := range d.Blocks {
		switch b.Kind {
		case Title, Heading, Text:
			out = append(out, b.Span)
		case Dateline:
			if tellsWhere(d.Text[b.Span.Start:b.Span.End]) {
				out = append(out, b.Span)
			}
		}
	}
	return out
}

// tellsWhere: behind the place of the dateline stands another: "GOMA, Congo, July 9 -".
func tellsWhere(dateline string) bool {
	_, rest, _ := strings.Cut(dateline, ",")
	rest, _, _ = strings.Cut(rest, ",")
	rest, _, _ = strings.Cut(rest, "(")
	rest = strings.Trim(rest, " -–—:_")
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r) && !strings.ContainsAny(rest, "0123456789")
}

// Stdin is the name of standard input, for [Find] and [Parse].
const Stdin = "-"

// ID names an article after its path or URL: the start of the file's name and
// a hash of the whole name, so that it is the same whenever that is.
func ID(name string) string {
	h := sha256.Sum256([]byte(name))
	return stem(name) + "-" + short(h[:])
}

func short(hash []byte) string {
	return strings.ToLower(base32.StdEncoding.EncodeToString(hash[:5])[:6])
}

// stem is the slug of the file's name without its ending: ASCII letters,
// digits, - and _, at most 40.
func stem(name string) string {
	base := path.Base(strings.TrimRight(name, "/"))
	if ext := path.Ext(base); ext != "" && len(ext) < len(base) && len(ext) <= 9 {
		base = strings.TrimSuffix(base, ext)
	}
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(base) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
		if b.Len() >= 40 {
			break
		}
	}
	s := b.String()
	if len(s) > 40 {
		s = s[:40]
	}
	if s == "" {
		return "article"
	}
	return s
}

// Parse makes an article of the bytes of a file: it decodes and cleans them,
// takes what the text says of itself (title, outlet, agency, place, date,
// URL), and marks the blocks. It is pure: the same name and bytes give the
// same article. The errors are [ErrEmpty] and [ErrBinary].
func Parse(name string, raw []byte) (Doc, error) {
	rules, err := embedded()
	if err != nil {
		return Doc{}, err
	}
	sum := sha256.Sum256(raw)
	d := Doc{Article: graph.Article{Source: name, SHA256: hex.EncodeToString(sum[:])}}
	if name == Stdin {
		d.Source, d.ID = "stdin", "stdin-"+short(sum[:])
	} else {
		d.ID = ID(name)
	}
	if err := decode(&d, raw); err != nil {
		return Doc{}, err
	}
	var hints map[int]Kind // kinds that Markdown gives, by line
	if isMarkdown(name) {
		d.Text, hints = markdown(d.Text)
	}
	if strings.TrimFunc(d.Text, isSpace) == "" {
		return Doc{}, ErrEmpty
	}
	p := parser{doc: &d, rules: rules}
	p.read(hints)
	return d, nil
}

// Printable makes a name fit for a message: control characters and marks that
// turn the direction of writing are written as escapes.
func Printable(s string) string {
	clean := true
	for _, r := range s {
		clean = clean && r != unicode.ReplacementChar && unicode.IsPrint(r)
	}
	if clean {
		return s
	}
	const hexDigits = "0123456789abcdef"
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == unicode.ReplacementChar && n == 1 || !unicode.IsPrint(r):
			for _, c := range []byte(s[i : i+n]) {
				b.WriteString(`\x`)
				b.WriteByte(hexDigits[c>>4])
				b.WriteByte(hexDigits[c&15])
			}
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}
