package article

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/unicode/norm"
)

// What keeps bytes from being an article.
var (
	ErrEmpty  = errors.New("no text in it")
	ErrBinary = errors.New("not a text file")
)

func decodeRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// decode sets the text from the bytes: UTF-8 where they are, else what a byte
// order mark or the bytes themselves show, else Windows-1252.
func decode(d *Doc, raw []byte) error {
	if len(raw) == 0 {
		return ErrEmpty
	}
	s, name, err := toUTF8(raw)
	if err != nil {
		return err
	}
	switch name {
	case "utf-8":
	case "utf-8-damaged":
		d.warn("some bytes are not UTF-8; each stands as \uFFFD", "save the file as UTF-8")
	default:
		d.warn("read as "+name, "")
		d.Warnings[len(d.Warnings)-1].Note = true
	}
	if strings.HasPrefix(http.DetectContentType([]byte(s[:min(len(s), 512)])), "text/html") {
		d.warn("looks like HTML, which is read as plain text", "save the page as text")
	}
	text, odd := clean(s)
	if odd.control > 0 {
		d.warn(fmt.Sprintf("%d control characters were replaced by blanks", odd.control), "")
	}
	if odd.bidi > 0 {
		d.warn(fmt.Sprintf("%d marks that turn the direction of writing were taken out", odd.bidi), "they can make a text look as it is not")
	}
	d.Text = norm.NFC.String(text)
	return nil
}

func (d *Doc) warn(problem, hint string) {
	d.Warnings = append(d.Warnings, Warning{Source: d.Source, Problem: problem, Hint: hint})
}

// toUTF8 decodes the bytes and names the encoding.
func toUTF8(raw []byte) (text, name string, err error) {
	if e, name := byMark(raw); e != nil {
		return decodeAs(e, raw, name)
	}
	if e := utf16Shape(raw); e != nil {
		return decodeAs(e, raw, "UTF-16 without a byte order mark")
	}
	if isBinary(raw) {
		return "", "", ErrBinary
	}
	if utf8.Valid(raw) {
		return string(bytes.TrimPrefix(raw, []byte("\uFEFF"))), "utf-8", nil
	}
	if good, bad := sequences(raw); good > 4*bad {
		return strings.ToValidUTF8(string(bytes.TrimPrefix(raw, []byte("\uFEFF"))), "\uFFFD"), "utf-8-damaged", nil
	}
	e, label, _ := charset.DetermineEncoding(raw, "text/plain")
	if e == nil || label == "utf-8" {
		e, label = charmap.Windows1252, "windows-1252"
	}
	return decodeAs(e, raw, label)
}

func decodeAs(e encoding.Encoding, raw []byte, name string) (string, string, error) {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return "", "", fmt.Errorf("decode as %s: %w", name, err)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), name, nil
}

// byMark gives the UTF-32 or UTF-16 that a byte order mark names.
func byMark(raw []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM), "UTF-32 little-endian"
	case bytes.HasPrefix(raw, []byte{0, 0, 0xFE, 0xFF}):
		return utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM), "UTF-32 big-endian"
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), "UTF-16 little-endian"
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), "UTF-16 big-endian"
	}
	return nil, ""
}

// utf16Shape recognises UTF-16 of Latin letters: every other byte is zero.
func utf16Shape(raw []byte) encoding.Encoding {
	n := min(len(raw), 4096) &^ 1
	var zero [2]int
	for i, c := range raw[:n] {
		if c == 0 {
			zero[i&1]++
		}
	}
	switch half := n / 2; {
	case half < 4:
	case zero[1]*10 >= half*8 && zero[0]*20 <= half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zero[0]*10 >= half*8 && zero[1]*20 <= half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// sequences counts the multi-byte characters that are UTF-8, and the bytes
// that are not.
func sequences(raw []byte) (good, bad int) {
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		raw = raw[n:]
	}
	return good, bad
}

// isBinary judges the start of the bytes: the mark of a known format, or too
// many control characters for a text.
func isBinary(raw []byte) bool {
	head := raw[:min(len(raw), 8192)]
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return true
	}
	if t := http.DetectContentType(head); !strings.HasPrefix(t, "text/") && t != "application/octet-stream" {
		return true
	}
	odd := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1B || c == 0x7F {
			odd++
		}
	}
	return odd*4 > len(head) || odd > 8 && odd*30 > len(head)
}

// odd counts what clean found.
type odd struct{ control, bidi int }

// clean makes line ends LF, replaces control characters by blanks, and takes
// out what is not seen: zero-width marks, soft hyphens, direction marks.
// No-break spaces stay.
func clean(s string) (string, odd) {
	var o odd
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		switch {
		case r == '\r':
			if i < len(s) && s[i] == '\n' {
				continue
			}
			b.WriteByte('\n')
		case r == '\n' || r == '\t':
			b.WriteByte(byte(r))
		case r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			b.WriteByte('\n')
		case r < ' ' || r >= 0x7F && r < 0xA0:
			o.control++
			b.WriteByte(' ')
		case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
			o.bidi++
		case r == 0x200B || r == 0x200E || r == 0x200F || r == 0xAD || r == 0xFEFF || r == 0x2060 || r == 0x061C:
		case r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF || r >= 0xE0000 && r <= 0xE0FFF:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), o
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', 0xA0, 0x1680, 0x202F, 0x205F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}
