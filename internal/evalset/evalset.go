// Package evalset reads the hand-made evaluation set (articles, gold facts,
// aliases) and scores extracted facts against it.
//
// The set's format is described in docs/evaluation-set.md. The package knows
// nothing of how facts are extracted, so that a score says something.
package evalset

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// The two halves of the set. Only Dev may be read when rules are tuned.
const (
	Dev  = "dev"
	Test = "test"
)

// Weights of a gold fact.
const (
	Core = "core" // must be found
	Opt  = "opt"  // correct, but not required
	No   = "no"   // must not become an edge
)

// Article is one passage of the set.
type Article struct {
	Doc  string // file name without .txt, unique over all languages
	Lang string // en, de, fr
	Half string // Dev or Test
	Path string // slash-separated, relative to the root of the set
	Text string // the whole file, valid UTF-8
}

// Fact is one line of gold.psv. Subject and Object are canonical English
// names; Object "*" stands for any object.
type Fact struct {
	Doc, Subject, Relation, Object string
	Date                           string // EDTF, or ""
	Certainty                      string // see Certainties
	Speaker                        string // who says so, "" for the article itself
	Weight                         string // Core, Opt or No
	Evidence                       string // verbatim passage of the article
	Line                           int    // line in gold.psv, from 1
}

// Set is the evaluation set, checked. Articles are in order of Path, facts in
// order of the file.
type Set struct {
	Articles []Article
	Facts    []Fact
	aliases  aliasTable
}

// Canonical folds a name and resolves it through the set's aliases. Two names
// count as the same entity if Canonical returns the same string for both.
func (s Set) Canonical(name string) string { return s.aliases.canonical(name) }

// Relations returns the names of the ontology's relations that a gold fact may
// use, in alphabetical order.
func Relations() []string {
	return []string{
		"accused", "allied_with", "applied_to", "attacked", "attributed", "claimed",
		"condemned", "criticized", "delisted", "denied", "designated", "expelled",
		"hosted_in", "influenced", "leaked", "linked_to", "located_in", "member_of",
		"met", "official_of", "opposes", "organized", "part_of", "recalled",
		"requested", "sanctioned", "severed", "summoned", "supplied", "supports",
		"targeted", "threatened", "visited",
	}
}

// Certainties returns the values of the certainty column. The first two make
// an edge; the others go with weight No: "none" marks words that look like a
// fact and state none (another sense, a figure of speech, a title).
func Certainties() []string {
	return []string{"asserted", "alleged", "denied", "negated", "planned", "hypothetical", "none"}
}

// Load reads a set from the root of fsys: gold.psv, aliases.psv and
// <lang>/<half>/<doc>.txt. All problems are reported at once, joined, each as
// "file:line:col: problem; hint"; the Set is then not to be used.
func Load(fsys fs.FS) (Set, error) {
	var p problems
	set := Set{Articles: loadArticles(fsys, &p)}
	set.aliases = loadAliases(fsys, "aliases.psv", &p)
	set.Facts = loadFacts(fsys, "gold.psv", &p)
	checkFacts(&set, "gold.psv", &p)
	return set, p.err()
}

// problems gathers messages in the order they are found.
type problems []error

func (p *problems) add(file string, line, col int, format string, args ...any) {
	*p = append(*p, fmt.Errorf("%s:%d:%d: %s", file, line, col, fmt.Sprintf(format, args...)))
}

func (p problems) err() error { return errors.Join(p...) }

// readText reads a file that must be clean UTF-8 text; ok tells whether it is.
func readText(fsys fs.FS, name string, p *problems) (text string, ok bool) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		p.add(name, 1, 1, "cannot be read: %v; the set needs this file", err)
		return "", false
	}
	if !utf8.Valid(b) {
		p.add(name, 1, 1, "not valid UTF-8; save it as UTF-8")
		return "", false
	}
	if i := strings.IndexAny(string(b), "\x00\r\uFEFF"); i >= 0 {
		line := 1 + strings.Count(string(b[:i]), "\n")
		p.add(name, line, i-strings.LastIndex(string(b[:i]), "\n"), "NUL, CR or byte order mark; remove it")
		return "", false
	}
	return string(b), true
}

func loadArticles(fsys fs.FS, p *problems) []Article {
	names, err := fs.Glob(fsys, "*/*/*.txt")
	if err != nil {
		p.add(".", 1, 1, "cannot list articles: %v; check the pattern", err)
	}
	slices.Sort(names)
	var out []Article
	for _, name := range names {
		text, ok := readText(fsys, name, p)
		if !ok {
			continue
		}
		parts := strings.Split(name, "/")
		a := Article{Doc: strings.TrimSuffix(path.Base(name), ".txt"), Lang: parts[0], Half: parts[1], Path: name, Text: text}
		checkArticle(a, p)
		out = append(out, a)
	}
	checkDocNames(out, p)
	return out
}

func checkArticle(a Article, p *problems) {
	if !slices.Contains([]string{"de", "en", "fr"}, a.Lang) {
		p.add(a.Path, 1, 1, "unknown language folder %q; use de, en or fr", a.Lang)
	}
	if a.Half != Dev && a.Half != Test {
		p.add(a.Path, 1, 1, "unknown half %q; use dev or test", a.Half)
	}
	lines := strings.SplitN(a.Text, "\n", 3)
	if len(lines) < 3 || strings.TrimSpace(lines[0]) == "" || lines[1] != "" {
		p.add(a.Path, 1, 1, "no headline; the first line is the headline, the second is empty")
	}
}

// checkDocNames refuses names of which one begins with the other, because
// facts are matched to a document by the start of a file name.
func checkDocNames(articles []Article, p *problems) {
	for i, a := range articles {
		for j, b := range articles {
			if i != j && strings.HasPrefix(b.Doc, a.Doc) && (a.Doc != b.Doc || i < j) {
				p.add(b.Path, 1, 1, "name begins with %q, which is %s; rename one", a.Doc, a.Path)
			}
		}
	}
}
