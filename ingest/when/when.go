// Package when reads dates and quantities from the tokens of a sentence, by a small grammar that is data.
//
// A language is two files in data/: LANG.when (words, settings and rules, written by hand) and LANG.cldr.when (month and
// weekday names, generated from Unicode CLDR). Nothing in the code knows a word of a language. See docs/dates.md.
//
// Dates are given in EDTF (ISO 8601-2, level 0 and 1, and the quarters of level 2). What a text leaves open stays open:
// a relative date without an article date has no value, it is never guessed.
package when

// Token is one surface token: Text is what stands at bytes [Start, End) of the article's stored text.
// Tokens are in order and do not overlap; any tokenizer will do, since the package splits tokens further itself.
type Token struct {
	Text       string
	Start, End int
}

// Day is a civil date (proleptic Gregorian calendar). Zero parts are unknown; an unknown year makes the whole unknown.
type Day struct{ Year, Month, Day int }

// Ref is what relative and year-less dates are resolved against. The zero value knows nothing.
type Ref struct {
	Published Day // when the article came out: "yesterday", "last week", "on Wednesday"
	Year      int // the year the story is told in, where the text has named one ("in December" of a paragraph about 2018), else 0
	Anchor    Day // the day last told about: "three days later", "the next day"
}

// Kind says what sort of expression a Date is.
type Kind string

// The kinds of dates.
const (
	Point    Kind = "point"          // a day, month or year, or a named part of one ("7 September", "July 2022", "2018")
	Since    Kind = "since"          // "since 2013", "for two years" (German "seit zwei Jahren"): still true at the article's date
	Until    Kind = "until"          // "until July"
	After    Kind = "after"          // "after 15 July"
	Before   Kind = "before"         // "before 2013", "by 2030"
	Interval Kind = "interval"       // "from 6 to 8 September", "early July", "the last three years"
	Decade   Kind = "decade"         // "the 1980s"
	Century  Kind = "century"        // "the 19th century"
	Season   Kind = "season"         // "summer 2018", "the first quarter of 2022"
	Ago      Kind = "duration-ago"   // "three years ago": a point as precise as its unit
	Ahead    Kind = "duration-ahead" // "three days from now"
	Anchored Kind = "anchored"       // "three days later", "the next day": relative to Ref.Anchor
)

// Date is one date expression. Bytes [Start, End) lie inside tokens [First, Last).
type Date struct {
	EDTF        string // "" when the text alone does not say, and Ref does not either; "XXXX-09-07" with the year unknown
	Start, End  int    // bytes of the stored text
	First, Last int    // half-open range of token indexes
	Relative    bool   // Ref was needed, or would be
	Weekday     int    // that the text gives beside a day of a month: 1 Monday to 7 Sunday, 0 if none
	Kind        Kind
	Problem     string // why the date is doubtful, in English: a weekday that contradicts it, an ambiguous order; "" if none
}

// Quantity is one number with what it counts or measures.
type Quantity struct {
	Value       float64
	Upper       float64 // end of a range ("20 to 30"), 0 if none
	Comparator  string  // "", "≈", "≥", "≤", ">", "<"
	Unit        string  // canonical English ("person", "km", "USD", "%"), else the counted noun as written, "" if none stands there
	Known       bool    // Unit is one of units.psv, so that it compares across languages
	Raw         string  // the tokens joined by single spaces where the text has a gap
	Start, End  int     // bytes of the stored text
	First, Last int     // half-open range of token indexes
	Problem     string  // why the number is doubtful, in English; "" if nothing is
}

// Dates finds the dates of a sentence, left to right, without overlap.
func (g *Grammar) Dates(tokens []Token, ref Ref) []Date {
	dates, _ := g.Read(tokens, ref)
	return dates
}

// Quantities finds the quantities of a sentence, left to right, without overlap and apart from its dates.
func (g *Grammar) Quantities(tokens []Token) []Quantity {
	_, quantities := g.Read(tokens, Ref{})
	return quantities
}

// Read finds both in one pass, which costs half of two.
func (g *Grammar) Read(tokens []Token, ref Ref) ([]Date, []Quantity) {
	s := newScan(g, tokens)
	ref = ref.checked()
	var dates []Date
	var quantities []Quantity
	for at := 0; at < len(s.atoms); {
		m, ok := s.match(g.all, at)
		if !ok {
			at++
			continue
		}
		switch m.rule.kind {
		case skipKind:
		case quantityKind:
			quantities = append(quantities, s.quantity(m))
		default:
			dates = append(dates, s.date(m, ref))
		}
		at = int(m.end)
	}
	return dates, quantities
}
