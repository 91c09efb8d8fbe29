package conf

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"kg/graph/export"
)

// kind is the type of a key's value.
type kind int

const (
	text kind = iota
	whole
	list // of texts
	span // of time
)

func (k kind) String() string {
	return [...]string{"a text", "a whole number", "a list of texts", "a time such as 30s or 2m"}[k]
}

// Key is one setting: what it is called, what it is for, what it can be.
type Key struct {
	Name    string // "store.path"
	Default any    // string, int64, []string or time.Duration
	Help    string // comment in the default file
	Hint    string // what to write instead of an impossible value
	kind    kind
	paths   bool // values are paths: those of a file are relative to its folder
	check   func(v any) error
}

// Env is the name of the environment variable of the key: KG_STORE_PATH.
func (k Key) Env() string {
	return "KG_" + strings.ToUpper(strings.ReplaceAll(k.Name, ".", "_"))
}

// Languages that labels can be shown in, and articles be read in.
func languages() []string { return []string{"de", "en", "fr"} }

// Formats of data on stdout.
func Formats() []string { return []string{"table", "json", "jsonl", "csv"} }

// Keys are all settings, in the order in which they are shown.
func Keys() []Key {
	return []Key{
		{Name: "store.path", Default: ".kg/store", check: notEmpty, paths: true,
			Help: "Where the graph is kept: a folder, mem: (in memory, gone at the end), or postgres://...",
			Hint: "write the path of a folder, such as .kg/store"},
		{Name: "ingest.paths", Default: []string{}, kind: list, paths: true,
			Help: "Files and folders that `kg ingest` reads when it is given none.\nEmpty: the five articles that kg ships.",
			Hint: "write a list such as [articles, more/one.txt]"},
		{Name: "ingest.workers", Default: int64(0), kind: whole, check: between(0, 1024),
			Help: "Articles read at the same time. 0: one for each processor.", Hint: "write a number from 0 to 1024"},
		{Name: "ingest.max_bytes", Default: int64(16 << 20), kind: whole, check: between(1, 1<<30),
			Help: "Largest article that is read, in bytes.", Hint: "write a number from 1 to 1073741824"},
		{Name: "ingest.languages", Default: languages(), kind: list, check: someOf(languages()),
			Help: "Languages to read facts in. Articles in others are stored without facts.", Hint: "write a list of some of de, en, fr"},
		{Name: "query.paths", Default: []string{}, kind: list, paths: true,
			Help: "Folders with Gizmo queries of your own (*.gizmo). They come on top of those that kg ships.",
			Hint: "write a list of folders, such as [my-queries]"},
		{Name: "query.limit", Default: int64(1000), kind: whole, check: between(0, 1<<31),
			Help: "Most rows that a query gives. 0: all.", Hint: "write a number from 0"},
		{Name: "query.timeout", Default: 30 * time.Second, kind: span, check: positive,
			Help: "Longest time that a query may take.", Hint: "write a time such as 30s or 2m"},
		{Name: "output.format", Default: "table", check: oneOf(Formats()),
			Help: "Form of the output: table, json, jsonl or csv.", Hint: "write one of table, json, jsonl, csv"},
		{Name: "output.lang", Default: "en", check: oneOf(languages()),
			Help: "Language of names and labels in the output: de, en or fr.", Hint: "write one of de, en, fr"},
		{Name: "output.color", Default: "auto", check: oneOf([]string{"auto", "always", "never"}),
			Help: "Colours: auto (on a terminal, unless NO_COLOR is set), always or never.", Hint: "write one of auto, always, never"},
		{Name: "export.base", Default: "urn:x-kg:", check: baseIRI,
			Help: "Absolute IRI that is put before kg's own short IRIs in RDF."}, // the check gives the hint
		{Name: "export.timeout", Default: 60 * time.Second, kind: span, check: positive,
			Help: "Longest time that Graphviz may take for a drawing.", Hint: "write a time such as 60s"},
		{Name: "serve.listen", Default: "127.0.0.1:64210", check: address,
			Help: "Address that `kg serve` listens on. One that other machines can reach needs a token, see `kg serve --help`.",
			Hint: "write HOST:PORT, such as 127.0.0.1:64210"},
		{Name: "serve.timeout", Default: 30 * time.Second, kind: span, check: positive,
			Help: "Longest time that a query of a browser or a program may take.", Hint: "write a time such as 30s or 2m"},
		{Name: "log.level", Default: "info", check: oneOf([]string{"error", "info", "debug"}),
			Help: "What is written to stderr: error, info or debug.", Hint: "write one of error, info, debug"},
	}
}

func notEmpty(v any) error {
	s := v.(string)
	if strings.TrimSpace(s) == "" {
		return errors.New("is empty")
	}
	if strings.ContainsRune(s, 0) {
		return errors.New("holds a NUL character")
	}
	if strings.HasPrefix(s, "postgres:") || strings.HasPrefix(s, "postgresql:") {
		if _, err := url.Parse(s); err != nil {
			return errors.New("is not a valid address") // the address may hold a password: do not repeat it
		}
	}
	return nil
}

func address(v any) error {
	_, port, err := net.SplitHostPort(v.(string))
	if err != nil {
		return fmt.Errorf("%q is not an address", v)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("%q is not a port", port)
	}
	return nil
}

func between(low, high int64) func(any) error {
	return func(v any) error {
		if n := v.(int64); n < low || n > high {
			return fmt.Errorf("%d is not from %d to %d", n, low, high)
		}
		return nil
	}
}

func positive(v any) error {
	if d := v.(time.Duration); d <= 0 {
		return fmt.Errorf("%s is not longer than 0", d)
	}
	return nil
}

func oneOf(values []string) func(any) error {
	return func(v any) error {
		if !slices.Contains(values, v.(string)) {
			return fmt.Errorf("%q is not known", v)
		}
		return nil
	}
}

func someOf(values []string) func(any) error {
	return func(v any) error {
		l := v.([]string)
		if len(l) == 0 {
			return errors.New("is empty")
		}
		for _, s := range l {
			if err := oneOf(values)(s); err != nil {
				return err
			}
		}
		return nil
	}
}

func baseIRI(v any) error { return export.CheckBase(v.(string)) }

// parse reads a value that came as text, from the environment or a flag.
// Lists are separated by commas.
func (k Key) parse(s string) (any, error) {
	switch k.kind {
	case whole:
		n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not %s", s, k.kind)
		}
		return n, nil
	case span:
		d, err := time.ParseDuration(strings.TrimSpace(s))
		if err != nil {
			return nil, fmt.Errorf("%q is not %s", s, k.kind)
		}
		return d, nil
	case list:
		out := []string{}
		for _, part := range strings.Split(s, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
		return out, nil
	}
	return s, nil
}

// valid checks a value of the key's kind.
func (k Key) valid(v any) error {
	if k.check == nil {
		return nil
	}
	return k.check(v)
}

// Show writes a value as the configuration file would have it. Passwords in
// addresses are left out.
func Show(v any) string {
	switch v := v.(type) {
	case []string:
		parts := make([]string, len(v))
		for i, s := range v {
			parts[i] = Show(s)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case string:
		return quoteYAML(HidePassword(v))
	case time.Duration:
		return strings.TrimSuffix(v.String(), "m0s") + map[bool]string{true: "m"}[strings.HasSuffix(v.String(), "m0s")]
	}
	return fmt.Sprint(v)
}

// HidePassword takes the password out of an address.
func HidePassword(s string) string {
	if u, err := url.Parse(s); err == nil && u.User != nil {
		return u.Redacted()
	}
	return s
}

var plainYAML = regexp.MustCompile(`^[A-Za-z0-9_./-][A-Za-z0-9_./ -]*$`)

func quoteYAML(s string) string {
	if plainYAML.MatchString(s) && !strings.HasSuffix(s, " ") {
		return s
	}
	return strconv.Quote(s)
}
