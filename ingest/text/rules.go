package text

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"

	"kg/internal/diag"
)

//go:embed data/*.tsv
var data embed.FS

// A dotClass says whether the full stop of an abbreviation can end a sentence.
type dotClass uint8

const (
	notAbbr dotClass = iota
	neverEnds
	mayEnd
	withNumber // an abbreviation only beside a number, and then never at the end
)

// A hyphenRule says where words are cut at hyphens.
type hyphenRule uint8

const (
	keepHyphens hyphenRule = iota // never: "porte-parole"
	cutForUD                      // only in the style of the treebank: "US - Regierung"
	cutButNames                   // "US - based", but "Mujahideen-e-Khalq"
)

// rules is what data/LANG.tsv says of a language.
type rules struct {
	lang        string
	abbr        map[string]dotClass // as written, with the full stop
	suffixes    []string            // clitics at the end, longest first
	prefixes    map[string]bool     // clitics at the start, with the apostrophe
	whole       map[string]bool     // never cut
	splits      map[string][]int    // lengths in bytes of the parts
	hyphenKeep  map[string]bool
	units       map[string]bool
	nameParts   map[string]bool // "al", "e": lower-case parts of names with hyphens
	months      map[string]bool
	apart       map[string]bool // parts that make no name with others like them: "franco"
	apartEnds   []string        // endings of such parts: "ian"
	colonEnds   map[string]bool // forms after a colon inside a word: Diplomat:innen
	noInitial   map[string]bool // one-letter words that are no initials: "I"
	open        map[string]bool
	stop        map[string]bool
	hyphen      hyphenRule
	slashCut    bool
	singleMarks bool // "!!" is two tokens in the treebank
	lowQuotes   bool // „ opens and “ closes
	genitive    bool // "Darius'" is one token
	ordinals    bool // "15." is one token
	plainGroup  bool // "3 000" with a plain space is one number
}

// embedded reads the rules once; they are not changed after that.
var embedded = sync.OnceValues(func() (map[string]*rules, error) {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		return nil, fmt.Errorf("embedded rules: %w", err)
	}
	return load(sub)
})

// Check reads the embedded rules of all languages and returns every problem,
// as a [diag.Error].
func Check() error {
	_, err := embedded()
	_, werr := boundaryWeights()
	return errors.Join(err, werr)
}

// Supported reports whether there are rules for the language (ISO 639-1).
func Supported(lang string) bool {
	m, err := embedded()
	return err == nil && m[lang] != nil
}

func rulesOf(lang string) *rules {
	m, err := embedded()
	if err != nil || m[lang] == nil {
		return &rules{slashCut: true}
	}
	return m[lang]
}

// load reads every *.tsv of the folder, one language each.
func load(fsys fs.FS) (map[string]*rules, error) {
	names, err := fs.Glob(fsys, "*.tsv")
	if err != nil {
		return nil, fmt.Errorf("find rules: %w", err)
	}
	sort.Strings(names)
	var list diag.List
	out := map[string]*rules{}
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read rules: %w", err)
		}
		lang := strings.TrimSuffix(path.Base(name), ".tsv")
		out[lang] = parseRules(lang, name, string(raw), &list)
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

func parseRules(lang, file, raw string, list *diag.List) *rules {
	r := &rules{lang: lang, abbr: map[string]dotClass{}, prefixes: map[string]bool{}, whole: map[string]bool{},
		splits: map[string][]int{}, hyphenKeep: map[string]bool{}, units: map[string]bool{}, nameParts: map[string]bool{}, apart: map[string]bool{}, colonEnds: map[string]bool{}, noInitial: map[string]bool{}, months: map[string]bool{},
		open: map[string]bool{}, stop: map[string]bool{}}
	seen := map[string]int{}
	for i, line := range strings.Split(raw, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		n := i + 1
		kind, rest, ok := strings.Cut(line, "\t")
		if !ok || strings.TrimSpace(rest) != rest || rest == "" {
			list.Add(file, n, 1, "write kind, TAB, value, without blanks around them", "%q is not an entry", line)
			continue
		}
		if first := seen[line]; first > 0 {
			list.Add(file, n, 1, "take one of the two out", "%q stands already in line %d", line, first)
			continue
		}
		seen[line] = n
		if problem, hint := r.add(kind, rest); problem != "" {
			list.Add(file, n, len(kind)+2, hint, "%s", problem)
		}
	}
	sort.SliceStable(r.suffixes, func(i, j int) bool { return len(r.suffixes[i]) > len(r.suffixes[j]) })
	return r
}

// add takes one entry; it returns a problem and a hint, or nothing.
func (r *rules) add(kind, value string) (problem, hint string) {
	if strings.ContainsAny(value, "’‘ʼ`") {
		return fmt.Sprintf("%q has a typographic apostrophe", value), "write ' ; it stands for all of them"
	}
	low := strings.ToLower(value)
	if set := r.set(kind); set != nil {
		set[low] = true
		return "", ""
	}
	switch kind {
	case "abbr-never", "abbr-may", "abbr-number":
		return r.addAbbr(kind, value)
	case "suffix":
		r.suffixes = append(r.suffixes, low)
	case "prefix":
		if !strings.HasSuffix(value, "'") {
			return fmt.Sprintf("prefix %q does not end in '", value), "only elided words are cut off in front"
		}
		r.prefixes[low] = true
	case "split":
		return r.addSplit(low)
	case "unit":
		r.units[value] = true
	case "no-initial":
		r.noInitial[value] = true
	case "apart-end":
		r.apartEnds = append(r.apartEnds, low)
	case "option":
		return r.addOption(value)
	default:
		return fmt.Sprintf("unknown kind %q", kind), "the kinds are listed at the top of en.tsv"
	}
	return "", ""
}

// set is the plain set of words of a kind, nil for other kinds.
func (r *rules) set(kind string) map[string]bool {
	switch kind {
	case "whole":
		return r.whole
	case "hyphen-keep":
		return r.hyphenKeep
	case "name-part":
		return r.nameParts
	case "apart":
		return r.apart
	case "colon-end":
		return r.colonEnds
	case "month":
		return r.months
	case "open":
		return r.open
	case "stop":
		return r.stop
	}
	return nil
}

func (r *rules) addAbbr(kind, value string) (problem, hint string) {
	if !strings.HasSuffix(value, ".") {
		return fmt.Sprintf("abbreviation %q has no full stop", value), "write it as it stands in a text"
	}
	if r.abbr[value] != notAbbr {
		return fmt.Sprintf("%q is in two classes of abbreviations", value), "decide for one"
	}
	switch kind {
	case "abbr-never":
		r.abbr[value] = neverEnds
	case "abbr-may":
		r.abbr[value] = mayEnd
	default:
		r.abbr[value] = withNumber
	}
	return "", ""
}

func (r *rules) addSplit(value string) (problem, hint string) {
	word, parts, ok := strings.Cut(value, "\t")
	if !ok || strings.ReplaceAll(parts, "|", "") != word {
		return fmt.Sprintf("the parts of %q do not make up the word", word), "write cannot, TAB, can|not"
	}
	for _, p := range strings.Split(parts, "|") {
		if p == "" {
			return fmt.Sprintf("%q has an empty part", word), "write cannot, TAB, can|not"
		}
		r.splits[word] = append(r.splits[word], len(p))
	}
	return "", ""
}

func (r *rules) addOption(value string) (problem, hint string) {
	switch value {
	case "hyphen\tud":
		r.hyphen = cutForUD
	case "hyphen\tnames":
		r.hyphen = cutButNames
	case "slash\tsplit":
		r.slashCut = true
	case "ordinal\tyes":
		r.ordinals = true
	case "genitive\tjoined":
		r.genitive = true
	case "quotes\tlow":
		r.lowQuotes = true
	case "marks\tsingle":
		r.singleMarks = true
	case "thousands\tspace":
		r.plainGroup = true
	case "hyphen\tkeep", "slash\tkeep", "ordinal\tno", "thousands\tnospace":
	default:
		return fmt.Sprintf("unknown option %q", value), "options: hyphen keep|ud|names, slash split|keep, ordinal yes|no, thousands space|nospace, marks single, genitive joined, quotes low"
	}
	return "", ""
}
