package when

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kg/graph/unit"
	"kg/internal/diag"
)

//go:embed data/*.when data/LICENSE-CLDR.txt
var embedded embed.FS

// Grammar is the grammar of one language. It does not change after Load and may be shared by goroutines.
type Grammar struct {
	Lang      string
	set       settings
	lex       *lexicon
	slots     []slot // of a class, by symbol-firstClass
	rules     []rule
	dates     *state // rules of kind point: what DATE stands for
	all       *state
	units     *unit.Table
	multiples []multiple
	mult      symbol
	multShort symbol
	number    symbol
	one       symbol
	and       symbol
	unit      symbol
	money     symbol
	andHalf   symbol
	stop      symbol
	adjective symbol
}

// settings are the facts about a language that rules need and words cannot say.
type settings struct {
	decimal     string   // decimal mark, "." or ","
	group       []string // marks between groups of three digits
	groupThin   bool     // a no-break or thin space groups digits
	groupSpace  bool     // an ordinary space does
	ordinal     []string // what follows the digits of an ordinal, glued
	dayNeeds    bool     // the day of a month must be written as an ordinal
	daySuffix   []string // what may follow the digits of a day
	decade      []string // what follows the digits of a decade, glued
	slashDates  string   // order of 07/09/2022: "dmy", "mdy" or "ambiguous"
	nounStyle   string   // how to find what is counted: "plural", "capital" or "next"
	nounEndings []string // endings of plural nouns, for the styles "plural" and "next"
	compound    string   // joint of compound number words ("und"), "" if the language has none
	roman       bool     // centuries are written in Roman numerals
}

// Load reads the embedded grammar of a language ("en", "de", "fr").
func Load(lang string) (*Grammar, error) {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("when: %w", err)
	}
	return LoadFS(sub, lang)
}

// Languages lists the languages that Load knows, sorted.
func Languages() []string {
	var out []string
	names, _ := fs.Glob(embedded, "data/*.when") // the pattern is constant and valid
	for _, n := range names {
		if lang, ok := strings.CutSuffix(strings.TrimPrefix(n, "data/"), ".when"); ok && !strings.Contains(lang, ".") {
			out = append(out, lang)
		}
	}
	slices.Sort(out)
	return out
}

// LoadFS reads LANG.cldr.when, LANG.when and units.psv from a folder; without units.psv the shipped units hold. All faults of the files are reported at once: the
// error is then a *diag.Error.
func LoadFS(dir fs.FS, lang string) (*Grammar, error) {
	if lang == "" || strings.ContainsAny(lang, "/.\\") {
		return nil, fmt.Errorf("when: %q is not a language code", lang)
	}
	b := &builder{g: &Grammar{Lang: lang, lex: newLexicon()}}
	units, err := fs.ReadFile(dir, "units.psv")
	if errors.Is(err, fs.ErrNotExist) {
		units, err = []byte(unit.Source()), nil
	}
	if err != nil {
		return nil, fmt.Errorf("when: read units: %w", err)
	}
	b.g.units = unit.Read("units.psv", string(units), &b.faults)
	own, err := fs.ReadFile(dir, lang+".when")
	if err != nil {
		return nil, fmt.Errorf("when: no grammar for %q: %w", lang, err)
	}
	names, err := fs.ReadFile(dir, lang+".cldr.when")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("when: read names of %q: %w", lang, err)
	}
	b.file(lang+".cldr.when", string(names))
	b.file(lang+".when", string(own))
	b.finish()
	if err := b.faults.Err(); err != nil {
		return nil, err
	}
	return b.g, nil
}

// builder collects what the files of one language say.
type builder struct {
	g         *Grammar
	faults    diag.List
	name      string
	section   string
	ambiguous []located
	ruleLines []located
	settings  map[string]located
	classes   map[string]located
}

// located is a piece of a data file and where it stands.
type located struct {
	text      string
	file      string
	line, col int
	used      bool
}

func (b *builder) bad(p located, hint, problem string, args ...any) {
	b.faults.Add(p.file, p.line, p.col, hint, problem, args...)
}

func (b *builder) file(name, text string) {
	b.name, b.section = name, ""
	if b.settings == nil {
		b.settings, b.classes = map[string]located{}, map[string]located{}
	}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		p := located{text: strings.TrimSpace(line), file: name, line: i + 1}
		p.col = strings.Index(line, p.text) + 1
		if p.text == "" || p.text[0] == '#' {
			continue
		}
		if !utf8.ValidString(line) {
			b.bad(p, "save the file as UTF-8", "the line is not UTF-8")
			continue
		}
		b.line(p)
	}
}

func (b *builder) line(p located) {
	if p.text[0] == '[' {
		name, ok := strings.CutSuffix(p.text[1:], "]")
		if !ok || name == "" {
			b.bad(p, "write [NAME]", "unfinished section heading")
			return
		}
		b.section = name
		if name != "set" && name != "rules" && name != "ambiguous" {
			if strings.ToUpper(name) != name || slices.Contains(shapeNames[:], name) {
				b.bad(p, "use capitals, and no name of a built-in shape", "%q cannot name a word class", name)
			}
			if _, seen := b.classes[name]; !seen {
				b.classes[name] = p
			}
		}
		return
	}
	switch b.section {
	case "":
		b.bad(p, "begin with a heading such as [MONTH]", "line before the first section")
	case "set":
		b.setting(p)
	case "rules":
		b.ruleLines = append(b.ruleLines, p)
	case "ambiguous":
		b.ambiguous = append(b.ambiguous, b.forms(p)...)
	default:
		b.words(p)
	}
}

// forms splits "form, form" and keeps the place of each.
func (b *builder) forms(p located) []located {
	var out []located
	col := p.col
	for _, part := range strings.Split(p.text, ",") {
		t := strings.TrimSpace(part)
		f := located{text: t, file: p.file, line: p.line, col: col + strings.Index(part, t)}
		if t == "" {
			b.bad(f, "take out the comma", "empty form")
		} else {
			out = append(out, f)
		}
		col += len(part) + 1
	}
	return out
}

// words reads "value = forms", or "forms" where the class has no values.
func (b *builder) words(p located) {
	spec, known := classSpecs[b.section]
	valued := known && (spec.hi > spec.lo || spec.values != nil || spec.slot == slotMeasure)
	value := 0.0
	if valued {
		v, rest, ok := strings.Cut(p.text, "=")
		if !ok {
			b.bad(p, "write: value = form, form", "no value for words of %s", b.section)
			return
		}
		var hint string
		v = strings.TrimSpace(v)
		if spec.slot == slotMeasure {
			i, ok := b.g.units.Index(v)
			if value = float64(i); !ok {
				hint = "list it in units.psv first"
			}
		} else {
			value, hint = spec.parseValue(v)
		}
		if hint != "" {
			b.bad(p, hint, "%s has no value %q", b.section, v)
			return
		}
		p.col += len(p.text) - len(rest)
		p.text = rest
	}
	class := b.g.lex.class(b.section)
	for _, f := range b.forms(p) {
		text, star := strings.CutPrefix(f.text, "*")
		text, exact := strings.CutPrefix(text, "=")
		if n := len(cut([]Token{{Text: text, End: len(text)}})); n == 0 || n > 8 || len(text) > 80 {
			b.bad(f, "a form has one to eight parts", "form %q is empty or too long", f.text)
			continue
		}
		b.g.lex.add(text, entry{class: class, ambiguous: star, form: caseOf(text, exact), value: value})
	}
}

func (b *builder) setting(p located) {
	key, value, ok := strings.Cut(p.text, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	if !ok {
		b.bad(p, "write: name = value", "not a setting")
		return
	}
	if old, seen := b.settings[key]; seen {
		b.bad(p, "keep one", "setting %q is already on line %d", key, old.line)
		return
	}
	b.settings[key] = p
	if hint := b.g.set.put(key, value); hint != "" {
		b.bad(p, hint, "setting %q cannot be %q", key, value)
	}
}

// put stores a setting; it returns what would have been right if the value is wrong.
func (s *settings) put(key, value string) (hint string) {
	oneOf := func(to *string, allowed ...string) string {
		*to = value
		if slices.Contains(allowed, value) {
			return ""
		}
		return "use one of: " + strings.Join(allowed, " ")
	}
	yes := func(to *bool) string {
		v, err := strconv.ParseBool(value)
		if *to = v; err != nil {
			return "use true or false"
		}
		return ""
	}
	switch key {
	case "decimal":
		return oneOf(&s.decimal, ".", ",")
	case "group":
		for _, f := range strings.Fields(value) {
			switch f {
			case "THIN":
				s.groupThin = true
			case "SPACE":
				s.groupSpace = true
			case ".", ",", "'":
				s.group = append(s.group, f)
			default:
				return "use any of: . , ' THIN SPACE"
			}
		}
	case "ordinal":
		s.ordinal = strings.Fields(value)
	case "day-suffix":
		s.daySuffix = strings.Fields(value)
	case "day-needs-suffix":
		return yes(&s.dayNeeds)
	case "decade":
		s.decade = strings.Fields(value)
	case "slash-dates":
		return oneOf(&s.slashDates, "dmy", "mdy", "ambiguous")
	case "noun":
		return oneOf(&s.nounStyle, "plural", "capital", "next")
	case "noun-endings":
		s.nounEndings = strings.Fields(value)
	case "compound":
		s.compound = value
	case "roman-centuries":
		return yes(&s.roman)
	default:
		return "known: decimal, group, ordinal, day-suffix, day-needs-suffix, decade, slash-dates, noun, noun-endings, compound, roman-centuries"
	}
	return ""
}

// usedByCode are the classes that code reads, whether a rule names them or not.
var usedByCode = []string{"NUMBER", "MULT", "MULTSHORT", "ONE", "NUMAND", "UNIT", "MONEY", "ANDHALF", "STOP", "ADJECTIVE"}

// finish compiles what was read and checks that everything is used and defined.
func (b *builder) finish() {
	g := b.g
	end := located{file: g.Lang + ".when"}
	for _, key := range []string{"decimal", "group", "slash-dates", "noun"} {
		if _, ok := b.settings[key]; !ok {
			b.bad(end, "add it under [set]", "setting %q is missing", key)
		}
	}
	for _, f := range b.ambiguous {
		if !g.lex.markAmbiguous(f.text) {
			b.bad(f, "write it as listed there", "%q is listed in no word class", f.text)
		}
	}
	if g.set.compound != "" {
		g.lex.compounds(g.set.compound)
		g.multiples = g.lex.multiples()
	}
	for _, name := range usedByCode {
		g.lex.class(name)
	}
	g.number, g.mult, g.multShort, g.one = g.lex.byName["NUMBER"], g.lex.byName["MULT"], g.lex.byName["MULTSHORT"], g.lex.byName["ONE"]
	g.andHalf = g.lex.byName["ANDHALF"]
	g.money = g.lex.byName["MONEY"]
	g.and, g.unit, g.stop, g.adjective = g.lex.byName["NUMAND"], g.lex.byName["UNIT"], g.lex.byName["STOP"], g.lex.byName["ADJECTIVE"]
	b.compileRules()
	g.slots = make([]slot, len(g.lex.classes))
	for i, name := range g.lex.classes {
		g.slots[i] = classSpecs[name].slot
	}
	for name, p := range b.classes {
		if !p.used && !slices.Contains([]string{"NUMBER", "MULT", "MULTSHORT", "NUMAND", "ANDHALF", "STOP", "ADJECTIVE", "UNIT"}, name) {
			b.bad(p, "use it in a rule, or take it out", "no rule uses the words of %s", name)
		}
	}
}
