package parse

import (
	"bufio"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"kg/ingest/parse/engine"
)

//go:embed data/*.txt
var listFiles embed.FS

// lists are what is known of the forms of a language beside its model. Each is
// a file data/LANGUAGE-KIND.txt with one form a line, in lower case; lines with
// # are comments.
type lists struct {
	known    map[string]engine.Known    // forms, as written, that are one thing and nothing else
	function map[string]bool            // all that can be function words; nil if they are not listed
	acts     []string                   // ends of nouns for what somebody does or what befalls him: no name stands in apposition to them
	asides   map[string][][]string      // fixed adverbial phrases by their first word, the longest first
	classes  map[string]map[string]bool // plain sets of forms or lemmas by kind, see plainKinds
}

// languages are those that have a model.
var languages = []string{"de", "en", "fr"}

// knownKinds are the kinds of lists of forms that are one thing and nothing else.
var knownKinds = map[string]engine.Known{"verbs": engine.Verb, "nouns": engine.Common, "adjectives": engine.Adjective}

// plainKinds are the kinds of lists that are sets and nothing else; the head of each
// file says what its words do in a sentence, and whether they are lemmas or forms.
var plainKinds = []string{"blames", "bodies", "charging", "dates", "declares", "determiners", "ending", "fronted", "giving", "helpers", "mandative", "periods", "placed", "saying", "speech"}

// shipped are the lists by language.
var shipped = sync.OnceValues(func() (map[string]*lists, error) { return readLists(listFiles) })

// listsOf returns the lists of a language. Load has made sure that they are good.
func listsOf(lang string) *lists {
	if all, _ := shipped(); all[lang] != nil {
		return all[lang]
	}
	return &lists{}
}

// readLists reads all lists of a file system; the error has all findings.
func readLists(fsys fs.FS) (map[string]*lists, error) {
	names, err := fs.Glob(fsys, "data/*.txt")
	if err != nil {
		return nil, err
	}
	out := map[string]*lists{}
	var errs []error
	for _, name := range names {
		lang, kind, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".txt"), "-")
		if !slices.Contains(languages, lang) {
			errs = append(errs, fmt.Errorf("%s: no model for language %q; name it LANGUAGE-KIND.txt", name, lang))
			continue
		}
		if out[lang] == nil {
			out[lang] = &lists{known: map[string]engine.Known{}}
		}
		errs = append(errs, out[lang].read(fsys, name, kind))
	}
	return out, errors.Join(errs...)
}

func (l *lists) read(fsys fs.FS, name, kind string) error {
	add := l.adder(kind)
	if add == nil {
		return fmt.Errorf("%s: no kind of list %q; there are verbs, nouns, adjectives, function, acts, asides, %s", name, kind, strings.Join(plainKinds, ", "))
	}
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var errs []error
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		form := in.Text()
		if form == "" || form[0] == '#' {
			continue
		}
		problem := ""
		switch {
		case form != strings.Join(strings.Fields(form), " "):
			problem = "blanks around the form; take them out"
		case form != strings.ToLower(form):
			problem = "capitals; write it in lower case"
		case kind != "asides" && strings.Contains(form, " "):
			problem = "more than one word; write one form a line"
		case !add(form):
			problem = "is in a list already; take one out"
		}
		if problem != "" {
			errs = append(errs, fmt.Errorf("%s:%d:1: %q: %s", name, n, form, problem))
		}
	}
	for _, all := range l.asides {
		slices.SortFunc(all, func(a, b []string) int { return len(b) - len(a) })
	}
	return errors.Join(append(errs, in.Err())...)
}

// adder returns what adds a form to the list of a kind and tells whether it was
// in none, nil for an unknown kind.
func (l *lists) adder(kind string) func(string) bool {
	if k := knownKinds[kind]; k != engine.Open {
		return func(form string) bool {
			_, have := l.known[form]
			l.known[form] = k
			return !have
		}
	}
	set := func(of map[string]bool) func(string) bool {
		return func(form string) bool {
			have := of[form]
			of[form] = true
			return !have
		}
	}
	if slices.Contains(plainKinds, kind) {
		if l.classes == nil {
			l.classes = map[string]map[string]bool{}
		}
		l.classes[kind] = map[string]bool{}
		return set(l.classes[kind])
	}
	switch kind {
	case "function":
		l.function = map[string]bool{}
		return set(l.function)
	case "acts":
		return func(form string) bool {
			have := slices.Contains(l.acts, form)
			l.acts = append(l.acts, form)
			return !have
		}
	case "asides":
		l.asides = map[string][][]string{}
		return func(form string) bool {
			w := strings.Fields(form)
			have := slices.ContainsFunc(l.asides[w[0]], func(x []string) bool { return slices.Equal(x, w) })
			l.asides[w[0]] = append(l.asides[w[0]], w)
			return !have
		}
	}
	return nil
}
