// Package ask maps questions in plain words to canned queries, by rules. What
// it knows of English, German and French is in data/<lang>.yaml: verbs with
// their relation, the forms of sentences in which one asks, other questions,
// and words for times. It never guesses: a question that no form fits, or whose
// names name nothing, is refused.
package ask

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strings"

	"kg/graph"
	"kg/internal/diag"
	"kg/queries"
)

//go:embed data/*.yaml
var data embed.FS

// Match is what a question means.
type Match struct {
	Command string            // "query", or one of Commands
	Query   string            // the canned query, for "query"
	Params  map[string]string // names of entities as written, relations, dates
	Lang    string            // of the question
}

// Commands answer questions beside the canned queries. Their names are in the
// parameters: of path a and b, of the others x, which conflicts, agree and
// timeline can do without.
func Commands() []string { return []string{"show", "path", "conflicts", "agree", "timeline"} }

// Names tells whether a store knows a name.
type Names interface {
	Known(ctx context.Context, name string) (bool, error)
}

// ErrNotUnderstood says that no form of question fits.
var ErrNotUnderstood = errors.New("the question was not understood")

// UnknownError says that a form fits, but that nothing is known by a name in it.
type UnknownError struct {
	Match Match
	Name  string
}

func (e *UnknownError) Error() string { return fmt.Sprintf("nothing is called %q", e.Name) }

// Mapper maps questions. It is read-only and may serve several goroutines.
type Mapper struct{ langs []*language }

// Load reads the languages that kg ships.
func Load() (*Mapper, error) { return load(data, "ask/", false) }

// Check reads the languages that kg ships, and every form in them. The error
// holds all findings (diag.From).
func Check() error {
	_, err := load(data, "ask/", true)
	return err
}

// load reads the files data/<lang>.yaml of a folder; dir is its name in findings.
func load(folder fs.FS, dir string, check bool) (*Mapper, error) {
	files, err := fs.Glob(folder, "data/*.yaml")
	if err != nil {
		return nil, err
	}
	m := &Mapper{}
	var found diag.List
	for _, f := range files {
		b, err := fs.ReadFile(folder, f)
		if err != nil {
			return nil, fmt.Errorf("read the questions: %w", err)
		}
		l, err := parse(strings.TrimSuffix(path.Base(f), ".yaml"), dir+f, b, check)
		found = append(found, diag.From(err)...)
		m.langs = append(m.langs, l)
	}
	return m, found.Err()
}

// candidate is a rule that fits, with what stands in its slots.
type candidate struct {
	Match
	literal int // bytes of the question that the rule itself says
	unknown string
}

// Map finds the query of the catalogue that a question asks for. Errors:
// ErrNotUnderstood, *UnknownError, and those of names.
func (m *Mapper) Map(ctx context.Context, question string, catalogue []queries.Query, names Names) (Match, error) {
	var found []candidate
	for _, l := range m.langs {
		more, err := l.candidates(ctx, question, catalogue, names)
		if err != nil {
			return Match{}, err
		}
		found = append(found, more...)
	}
	// What is known before what is not, then what leaves least to names.
	sort.SliceStable(found, func(i, j int) bool {
		if a, b := found[i].unknown == "", found[j].unknown == ""; a != b {
			return a
		}
		return found[i].literal > found[j].literal
	})
	switch {
	case len(found) == 0:
		return Match{}, ErrNotUnderstood
	case found[0].unknown != "":
		return Match{}, &UnknownError{found[0].Match, found[0].unknown}
	}
	return found[0].Match, nil
}

// maxQuestion bounds a question, in bytes.
const maxQuestion = 500

func (l *language) candidates(ctx context.Context, question string, catalogue []queries.Query, names Names) ([]candidate, error) {
	text := normal(question)
	if len(text) > maxQuestion || l.refuse != nil && l.refuse.MatchString(text) {
		return nil, nil
	}
	text, times := l.takeTimes(text)
	words := map[string]bool{}
	for _, w := range strings.Fields(text) {
		words[w] = true
	}
	var out []candidate
	for _, r := range l.rules {
		if !r.mayFit(words) {
			continue
		}
		q, _ := queries.Find(catalogue, r.query)
		at, ok := r.times(q, times)
		if !ok {
			continue
		}
		c, ok, err := l.fit(ctx, r, text, at, names)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, c)
		}
	}
	return out, nil
}

// times gives the parameters for the times that a question names. It is false
// when the query has no use for them.
func (r rule) times(q queries.Query, found []timeFound) (map[string]string, bool) {
	out := map[string]string{}
	for _, t := range found {
		kinds := []string{t.kind}
		if t.kind == "at" && !q.Has("at") {
			kinds = []string{"since", "until"}
			if !q.Has("until") {
				return nil, false
			}
		}
		for _, k := range kinds {
			if !q.Has(k) {
				return nil, false
			}
			out[k] = t.date
		}
	}
	return out, true
}

// fit tries one rule.
func (l *language) fit(ctx context.Context, r rule, text string, times map[string]string, names Names) (candidate, bool, error) {
	at := r.form().FindStringSubmatchIndex(text)
	if at == nil {
		return candidate{}, false, nil
	}
	c := candidate{Match: Match{Command: r.command, Query: r.query, Lang: l.name, Params: map[string]string{}}, literal: len(text)}
	for k, v := range r.set {
		c.Params[k] = v
	}
	for i, slot := range r.form().SubexpNames() {
		if slot == "" || at[2*i] < 0 {
			continue
		}
		written := text[at[2*i]:at[2*i+1]]
		c.literal -= len(written)
		name, known, err := l.find(ctx, written, names)
		if err != nil {
			return c, false, err
		}
		if !known && c.unknown == "" {
			c.unknown = name
		}
		c.Params[param(r, slot)] = name
	}
	for k, v := range times {
		c.Params[k] = v
	}
	return c, true, nil
}

func param(r rule, slot string) string {
	if p := r.slots[slot]; p != "" {
		return p
	}
	return slot
}

// find finds the name in a slot, which may have an article before it.
func (l *language) find(ctx context.Context, written string, names Names) (string, bool, error) {
	whole := strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(written, "' ", "'"), " 's", "'s"))
	tries := []string{whole}
	for _, a := range l.articles {
		if rest, ok := strings.CutPrefix(whole+" ", a+" "); ok && !strings.HasSuffix(a, "'") {
			tries = append(tries, strings.TrimSpace(rest))
		} else if strings.HasSuffix(a, "'") && strings.HasPrefix(whole, a) {
			tries = append(tries, strings.TrimSpace(whole[len(a):]))
		}
	}
	for _, t := range tries {
		if t == "" {
			continue
		}
		known, err := names.Known(ctx, t)
		if known || err != nil {
			return t, known, err
		}
	}
	return tries[len(tries)-1], false, nil
}

var (
	punctuation = regexp.MustCompile(`[?!.,;:"“”„«»()\[\]{}<>|\\]+`)
	elided      = regexp.MustCompile(`(^| )(l|d|qu|n|s|j|c|m|t|jusqu|lorsqu)'`)
	possessive  = regexp.MustCompile(`'s( |$)`)
)

// normal is a question folded, without punctuation, with a space before each
// word, elided words and possessives apart: " qui a condamne l' iran".
func normal(question string) string {
	s := punctuation.ReplaceAllString(graph.Fold(question), " ")
	s = elided.ReplaceAllString(s, "$1$2' ")
	s = elided.ReplaceAllString(s, "$1$2' ") // "s'il n'a": a space serves one of two neighbours
	s = possessive.ReplaceAllString(s, " 's$1")
	return " " + strings.Join(strings.Fields(s), " ")
}
