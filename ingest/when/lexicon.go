package when

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// symbol is a word class of the data files, a literal of a rule, or one of the shapes that code recognizes.
type symbol uint16

// The shapes. Their names are what rules call them; docs/dates.md says what each accepts.
const (
	noSymbol symbol = iota
	symDay
	symYear
	symYearAlone
	symYear2
	symDecade
	symDecade2
	symDecade10
	symNum
	symISO
	symNumeric
	symDayMonth
	symOrd
	symTime
	symTimeDot
	symNums
	symNoun
	symDate
	firstClass
)

var shapeNames = [...]string{symDay: "DAY", symYear: "YEAR", symYearAlone: "YEARALONE", symYear2: "YEAR2", symDecade: "DECADE",
	symDecade2: "DECADE2", symDecade10: "DECADE10", symNum: "NUM", symISO: "ISO", symNumeric: "NUMERIC", symDayMonth: "DAYMONTH", symOrd: "ORD",
	symTime: "TIME", symTimeDot: "TIMEDOT", symNums: "NUMS", symNoun: "NOUN", symDate: "DATE"}

// slot is the part of a date or quantity that a word class fills.
type slot uint8

const (
	noSlot slot = iota
	slotMonth
	slotWeekday
	slotSeason
	slotPart
	slotPeriod
	slotQuarter
	slotShift
	slotUnit
	slotDayRel
	slotYearRel
	slotOrd
	slotDecade
	slotOne
	slotSeveral
	slotHalf
	slotCompare
	slotMeasure
	slotNumber // NUMBER, MULT and VAGUE: read by numeral
	slotVague
	slotAbout
)

// classSpec says what values the words of a class carry.
type classSpec struct {
	slot   slot
	values []string // the names allowed, in the order of their codes (0, 1, …); nil: a number
	lo, hi float64  // range of the number
}

var timeUnits = []string{"day", "week", "weekend", "month", "year", "decade", "century", "hour", "minute", "second"}

var classSpecs = map[string]classSpec{
	"MONTH":       {slot: slotMonth, lo: 1, hi: 12},
	"WEEKDAY":     {slot: slotWeekday, lo: 1, hi: 7},
	"SEASON":      {slot: slotSeason, values: []string{"", "spring", "summer", "autumn", "winter"}},
	"PART":        {slot: slotPart, values: []string{"", "early", "mid", "late"}},
	"PERIOD":      {slot: slotPeriod, values: []string{"", "quarter", "half"}},
	"QUARTER":     {slot: slotQuarter, lo: 1, hi: 4},
	"SHIFT":       {slot: slotShift, lo: -2, hi: 2},
	"TIMEUNIT":    {slot: slotUnit, values: timeUnits},
	"ONEUNIT":     {slot: slotUnit, values: timeUnits},
	"DAYREL":      {slot: slotDayRel, lo: -3, hi: 3},
	"YEARREL":     {slot: slotYearRel, lo: -2, hi: 2},
	"ORDWORD":     {slot: slotOrd, lo: 1, hi: 31},
	"DECADEWORD":  {slot: slotDecade, lo: 1000, hi: 2190},
	"ONE":         {slot: slotOne},
	"SEVERAL":     {slot: slotSeveral},
	"CMP":         {slot: slotCompare, values: comparators},
	"CIRCA":       {slot: slotCompare, values: comparators},
	"CMPAFTER":    {slot: slotCompare, values: comparators},
	"ANDHALF":     {slot: slotHalf},
	"ANCHORDAY":   {slot: slotDayRel, lo: -2, hi: 2},
	"UNIT":        {slot: slotMeasure},
	"MONEY":       {slot: slotMeasure},
	"NUMBER":      {slot: slotNumber, lo: 0, hi: 999},
	"MULT":        {slot: slotNumber, lo: 10, hi: 1e12},
	"MULTSHORT":   {slot: slotNumber, lo: 1000, hi: 1e12},
	"SHIFTAFTER":  {slot: slotShift, lo: -2, hi: 2},
	"WEEKDAYPART": {slot: slotWeekday, lo: 1, hi: 7},
	"ABOUT":       {slot: slotAbout, lo: 2, hi: 1e12},
	"VAGUE":       {slot: slotVague, lo: 2, hi: 1e12},
}

var comparators = []string{"", "≈", "≥", "≤", ">", "<"}

// entry is one meaning of a form.
type entry struct {
	class     symbol
	ambiguous bool // counts only beside other parts of a date
	form      caseRule
	value     float64
}

// caseRule is how a form must be written in the text.
type caseRule uint8

const (
	anyCase   caseRule = iota // listed in lower case: also capitalized
	mustTitle                 // listed with a capital: needs one
	exactCase                 // marked "=" or with several capitals: as listed
)

// node is a step of the trie of forms; its children are keyed by folded atoms.
type lexNode struct {
	entries []entry
	exact   []string // of entries with exactCase, the form (same index), else ""
	next    map[string]*lexNode
}

// lexicon maps forms to word classes.
type lexicon struct {
	roots   map[string]*lexNode
	classes []string // name of symbol firstClass+i; a literal is kept with its quotation marks
	byName  map[string]symbol
}

func newLexicon() *lexicon {
	l := &lexicon{roots: map[string]*lexNode{}, byName: map[string]symbol{}}
	for s, name := range shapeNames {
		if name != "" {
			l.byName[name] = symbol(s)
		}
	}
	return l
}

// class returns the symbol of a name, and makes it when it is new.
func (l *lexicon) class(name string) symbol {
	if s, ok := l.byName[name]; ok {
		return s
	}
	s := firstClass + symbol(len(l.classes))
	l.classes = append(l.classes, name)
	l.byName[name] = s
	return s
}

// add enters a form; marks in front of it ("*", "=") have been taken off.
func (l *lexicon) add(form string, e entry) {
	atoms := cut([]Token{{Text: form, End: len(form)}})
	level := l.roots
	var n *lexNode
	for i, a := range atoms {
		key := string(fold(nil, a.text))
		if i > 0 && a.gap > 0 {
			key = " " + key
		}
		n = level[key]
		if n == nil {
			n = &lexNode{next: map[string]*lexNode{}}
			level[key] = n
		}
		level = n.next
	}
	for _, old := range n.entries {
		if old == e {
			return
		}
	}
	n.entries = append(n.entries, e)
	n.exact = append(n.exact, form)
}

// markAmbiguous flags every date word with this form; it reports whether there was one.
func (l *lexicon) markAmbiguous(form string) bool {
	level, found := l.roots, false
	var n *lexNode
	for i, a := range cut([]Token{{Text: form, End: len(form)}}) {
		key := string(fold(nil, a.text))
		if i > 0 && a.gap > 0 {
			key = " " + key
		}
		if n = level[key]; n == nil {
			return false
		}
		level = n.next
	}
	for i := range n.entries {
		if n.exact[i] == form {
			n.entries[i].ambiguous, found = true, true
		}
	}
	return found
}

// caseOf derives the rule from how a form is listed.
func caseOf(form string, exact bool) caseRule {
	ups, first := 0, false
	for i, r := range form {
		if unicode.IsUpper(r) {
			ups++
			first = first || i == 0
		}
	}
	switch {
	case exact || ups > 1 && !strings.Contains(form, " "):
		return exactCase
	case first:
		return mustTitle
	}
	return anyCase
}

// hit is one entry found in the text: atoms [at, end).
type hit struct {
	class     symbol
	ambiguous bool
	end       int32
	value     float64
}

// look appends the hits that start at atom i.
func (l *lexicon) look(hits []hit, atoms []atom, i int) []hit {
	var stack [48]byte
	a := &atoms[i]
	if len(a.text) > len(stack)-2 {
		return hits
	}
	n := l.roots[string(fold(stack[:0], a.text))]
	for at := i; n != nil; {
		for k, e := range n.entries {
			if writtenAs(e.form, n.exact[k], atoms[i:at+1]) {
				hits = append(hits, hit{class: e.class, ambiguous: e.ambiguous, end: int32(at + 1), value: e.value})
			}
		}
		at++
		if at >= len(atoms) || len(n.next) == 0 || len(atoms[at].text) > len(stack)-2 {
			break
		}
		buf := stack[:0]
		if atoms[at].gap > 0 {
			buf = append(buf, ' ')
		}
		n = n.next[string(fold(buf, atoms[at].text))]
	}
	return hits
}

func writtenAs(rule caseRule, form string, atoms []atom) bool {
	switch rule {
	case mustTitle:
		return atoms[0].caps != lower
	case exactCase:
		for _, a := range atoms {
			i := strings.Index(form, a.text)
			if i < 0 {
				return false
			}
			form = form[i+len(a.text):]
		}
	}
	return true
}

// compounds enters the number words that a language writes as one: "zweiundzwanzig" from "zwei", joint "und", "zwanzig".
func (l *lexicon) compounds(joint string) {
	number := l.class("NUMBER")
	type form struct {
		text  string
		value float64
	}
	var ones, tens []form
	for text, n := range l.roots {
		for _, e := range n.entries {
			switch {
			case e.class != number:
			case e.value >= 1 && e.value < 10:
				ones = append(ones, form{text, e.value})
			case e.value >= 20 && e.value < 100 && int(e.value)%10 == 0:
				tens = append(tens, form{text, e.value})
			}
		}
	}
	for _, o := range ones {
		for _, t := range tens {
			l.add(o.text+joint+t.text, entry{class: number, value: o.value + t.value})
		}
	}
}

// multiple is a form of MULT that compounds may hold, such as "hundert".
type multiple struct {
	form  string
	value float64
}

func (l *lexicon) multiples() []multiple {
	var out []multiple
	mult := l.class("MULT")
	for text, n := range l.roots {
		for _, e := range n.entries {
			if e.class == mult && e.value <= 1000 && len(text) > 3 {
				out = append(out, multiple{text, e.value})
			}
		}
	}
	slices.SortFunc(out, func(a, b multiple) int {
		if a.value != b.value {
			return int(b.value - a.value)
		}
		return strings.Compare(a.form, b.form)
	})
	return out
}

// compound reads a number word written as one, such as "dreitausendzweihundert".
func (g *Grammar) compound(s string) (float64, bool) {
	for _, m := range g.multiples {
		i := strings.Index(s, m.form)
		if i < 0 {
			continue
		}
		left, right := 1.0, 0.0
		ok := true
		if i > 0 {
			left, ok = g.compound(s[:i])
		}
		rest := s[i+len(m.form):]
		if ok && rest != "" {
			if right, ok = g.compound(rest); !ok {
				right, ok = g.compound(strings.TrimPrefix(rest, g.set.compound))
			}
		}
		if ok && left < m.value && right < m.value {
			return left*m.value + right, true
		}
		return 0, false
	}
	n := g.lex.roots[s]
	if n == nil {
		return 0, false
	}
	for _, e := range n.entries {
		if e.class == g.number && e.value > 0 && e.value < 100 || e.class == g.one && s != "" {
			return max(e.value, 1), true
		}
	}
	return 0, false
}

// parseValue checks the value of a class in a data file.
func (c classSpec) parseValue(s string) (float64, string) {
	if c.values != nil {
		if i := slices.Index(c.values, s); i >= 0 && s != "" {
			return float64(i), ""
		}
		return 0, "use one of " + strings.Join(slices.DeleteFunc(slices.Clone(c.values), func(v string) bool { return v == "" }), ", ")
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v < c.lo || v > c.hi {
		return 0, "use a number from " + strconv.FormatFloat(c.lo, 'g', -1, 64) + " to " + strconv.FormatFloat(c.hi, 'g', -1, 64)
	}
	return v, ""
}
