// Package vary makes variants of a text that say the same of other states or
// persons, or the same with a phrase more. What was read of the text must be
// read of the variant, too: a fact that is lost was tied to the very words.
// (Metamorphic testing: Chen et al., "Metamorphic testing: a review", 2018.)
package vary

import (
	"embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"kg/graph"
)

//go:embed data/*.tsv
var files embed.FS

// Variant is a text that should give the same facts under other names.
type Variant struct {
	Text   string
	Rename func(string) string // a name of the text, or its English label → in the variant
}

// state is one row: its English name, and its forms in the language.
type state struct {
	class, english string
	forms          []string
}

func states(lang string) ([]state, error) {
	b, err := files.ReadFile("data/" + lang + ".tsv")
	if err != nil {
		return nil, fmt.Errorf("states that may stand for each other: %w", err)
	}
	var out []state
	for line := range strings.Lines(string(b)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) > 3 && !strings.HasPrefix(line, "#") {
			if lang == "en" {
				f = slices.Insert(f, 1, f[1])
			}
			out = append(out, state{f[0], f[1], f[2:]})
		}
	}
	return out, nil
}

// States gives the text with other states: each that has a row is replaced by
// the row so many steps on in its class that the text does not name. It reports false where no state has a row.
func States(lang, text string, steps int) (Variant, bool, error) {
	rows, err := states(lang)
	if err != nil {
		return Variant{}, false, err
	}
	var used, free []state
	for _, r := range rows {
		if r.in(lang, text) {
			used = append(used, r)
		} else {
			free = append(free, r)
		}
	}
	local, english := map[string]string{}, map[string]string{}
	for _, r := range used {
		same := slices.DeleteFunc(slices.Clone(free), func(x state) bool { return x.class != r.class })
		if len(same) == 0 {
			continue
		}
		by := same[steps%len(same)]
		free = slices.DeleteFunc(free, func(x state) bool { return x.english == by.english })
		english[r.english] = by.english
		for i, f := range r.forms {
			if _, ok := local[f]; !ok {
				local[f] = by.forms[i]
			}
		}
	}
	if len(local) == 0 {
		return Variant{}, false, nil
	}
	inText, inNames := replacer(lang, local), replacer("en", english)
	return Variant{Text: inText(text), Rename: func(s string) string {
		if r := inNames(s); r != s {
			return r
		}
		return inText(s)
	}}, true, nil
}

func (s state) in(lang, text string) bool {
	m := map[string]string{}
	for _, f := range s.forms {
		m[f] = f + "\x00"
	}
	return replacer(lang, m)(text) != text
}

// endings that a form may have in the text, kept as they are.
var endings = map[string]string{"en": `(?:)`, "de": `(?:s|e|en|er|es|em|n|in|innen)?`, "fr": `(?:)`}

// replacer exchanges whole words, with a capital where they have one.
func replacer(lang string, by map[string]string) func(string) string {
	words := slices.SortedFunc(maps.Keys(by), func(a, b string) int { return len(b) - len(a) })
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
		if lang != "en" && strings.ToLower(w) == w {
			quoted[i] = "(?i:" + quoted[i] + ")"
		}
	}
	re := regexp.MustCompile(`(^|[^\p{L}\p{N}])(` + strings.Join(quoted, "|") + `)(` + endings[lang] + `)($|[^\p{L}\p{N}])`)
	once := func(s string) string {
		return re.ReplaceAllStringFunc(s, func(m string) string {
			g := re.FindStringSubmatch(m)
			to, ok := by[g[2]]
			if !ok {
				to = by[strings.ToLower(g[2])]
				to = strings.ToUpper(to[:firstLetter(to)]) + to[firstLetter(to):]
			}
			return g[1] + marked + to + marked + g[3] + g[4]
		})
	}
	// Twice, for two names with one character between them; what is new is marked, so that it stays.
	return func(s string) string { return strings.ReplaceAll(once(once(s)), marked, "") }
}

const marked = "\x01"

func firstLetter(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// families of many countries, for persons whom no list knows.
var families = []string{"Okonkwo", "Lindqvist", "Marchetti", "Haddad", "Novotny", "Tanaka", "Herrera", "Popescu", "Dlamini", "Kaminski", "Sorensen", "Barzani", "Nakamura", "Castellano", "Ivanenko"}

// Persons gives the text with other family names: the last words of the full
// names given that stand in it. First names stay, for they tell the gender.
func Persons(text string, names []string, steps int) (Variant, bool) {
	by := map[string]string{}
	for _, n := range names {
		w := strings.Fields(n)
		if len(w) < 2 || !strings.Contains(text, n) || len(w[len(w)-1]) < 4 || by[w[len(w)-1]] != "" {
			continue
		}
		by[w[len(w)-1]] = families[(steps+len(by))%len(families)]
	}
	if len(by) == 0 {
		return Variant{}, false
	}
	r := replacer("en", by)
	return Variant{Text: r(text), Rename: r}, true
}

// Opening is a sentence that begins with its subject, right before the finite verb.
type Opening struct {
	Sentence, Subject, Verb graph.Span
	Pronoun, Common         bool // see ingest.Opening
}

// Kinds are the ways to put a phrase more into a sentence, in a fixed order.
func Kinds() []string {
	return []string{"participle", "relative", "apposition", "date", "clause", "end"}
}

// phrases say nothing of anybody: the first three stand behind the subject,
// the next two in front of the sentence, the last at its end.
var phrases = map[string]map[string]string{
	"en": {"participle": ", already weakened by months of unrest,", "relative": ", which turned thirty in May,", "apposition": ", a newcomer to the talks,",
		"date": "On Friday evening, ", "clause": "While experts were still examining the documents, ", "end": ", two days before a summit in Geneva"},
	"de": {"participle": ", seit Monaten von Unruhen geschwächt,", "relative": ", von dem zuvor lange nichts zu hören gewesen war,", "apposition": ", ein Neuling in der Runde,",
		"date": "Am Freitagabend ", "clause": "Während Fachleute noch die Unterlagen prüften, ", "end": ", zwei Tage vor einem Gipfel in Genf"},
	"fr": {"participle": ", au terme de plusieurs mois de troubles,", "relative": ", dont on n'entendait plus guère parler,", "apposition": ", nouveau venu dans les discussions,",
		"date": "Vendredi soir, ", "clause": "Alors que les experts examinaient encore les documents, ", "end": ", deux jours avant un sommet à Genève"},
}

// Longer puts a phrase of the kind into each opening of the text. In German the verb
// comes before the subject where something stands in front.
func Longer(lang, text, kind string, at []Opening) Variant {
	phrase := phrases[lang][kind]
	var out strings.Builder
	done := 0
	for _, o := range at {
		out.WriteString(text[done:o.Sentence.Start])
		out.WriteString(longer(lang, kind, phrase, text, o))
		done = o.Sentence.End
	}
	out.WriteString(text[done:])
	return Variant{Text: out.String(), Rename: func(s string) string { return s }}
}

func longer(lang, kind, phrase, text string, o Opening) string {
	whole, subject, verb := text[o.Sentence.Start:o.Sentence.End], text[o.Subject.Start:o.Subject.End], text[o.Verb.Start:o.Verb.End]
	switch kind {
	case "participle", "relative", "apposition":
		if o.Pronoun || strings.HasSuffix(subject, ",") {
			return whole
		}
		return text[o.Sentence.Start:o.Subject.End] + phrase + text[o.Subject.End:o.Sentence.End]
	case "end":
		if s, ok := strings.CutSuffix(whole, "."); ok {
			return s + phrase + "."
		}
		return whole
	}
	if o.Common {
		subject = strings.ToLower(subject[:firstLetter(subject)]) + subject[firstLetter(subject):]
	}
	if lang == "de" {
		subject, verb = verb, strings.TrimSuffix(subject, ",")
	}
	return text[o.Sentence.Start:o.Subject.Start] + phrase + subject + " " + verb + text[o.Verb.End:o.Sentence.End]
}
