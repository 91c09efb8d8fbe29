package gazetteer

import (
	"strings"
	"unicode"
)

// nameHint describes the notation of names in data files.
const nameHint = `names are separated by "|"; "~" before a name: nickname, "?": needs context, "!": label only; ` +
	`"+" after a German adjective: all its endings, "*" after a German noun: also its genitive`

// maxAtoms is the length of the longest name, in atoms: their demands on
// capitals are two bits each in one word.
const maxAtoms = 16

// name is one name of a data file.
type name struct {
	text      string   // as it is shown
	variants  []string // as it is written in texts, inflected
	nickname  bool
	context   bool
	labelOnly bool
}

// parseName reads the notation; problem is empty when it is right.
func parseName(spec string) (n name, problem string) {
	s := spec
marks:
	for s != "" {
		switch s[0] {
		case '~':
			n.nickname = true
		case '?':
			n.context = true
		case '!':
			n.labelOnly = true
		default:
			break marks
		}
		s = s[1:]
	}
	if strings.TrimSpace(s) != s || s == "" {
		return n, "empty name or stray white space"
	}
	if strings.Contains(s, "  ") {
		return n, "double space"
	}
	n.text, n.variants = s, []string{s}
	if strings.ContainsAny(s, "+*") {
		var ok bool
		if n.text, n.variants, ok = inflections(s); !ok {
			return n, "an adjective with + must end in -e, -er, -es, -en or -em"
		}
	}
	if len(n.variants) > 200 {
		return n, "too many inflected words"
	}
	if a := atoms(nil, n.text); len(a) == 0 || len(a) > maxAtoms {
		return n, "a name has 1 to 16 words"
	}
	return n, ""
}

// inflections expands all marked words of a name.
func inflections(s string) (text string, variants []string, ok bool) {
	variants = []string{""}
	var shown []string
	for _, w := range strings.Split(s, " ") {
		forms, plain, ok := inflect(w)
		if !ok {
			return "", nil, false
		}
		shown = append(shown, plain)
		if variants = combine(variants, forms); len(variants) > 1000 {
			break // an error for the caller; do not fill the memory first
		}
	}
	return strings.Join(shown, " "), variants, true
}

// inflect expands the marks of one word of a name.
func inflect(w string) (forms []string, plain string, ok bool) {
	switch {
	case strings.HasSuffix(w, "+"):
		plain = w[:len(w)-1]
		stem := plain
		for _, end := range [...]string{"er", "es", "en", "em", "e"} {
			if s, found := strings.CutSuffix(plain, end); found {
				stem = s
				break
			}
		}
		if stem == plain {
			return nil, plain, false
		}
		return []string{stem + "e", stem + "en", stem + "er", stem + "es", stem + "em"}, plain, true
	case strings.HasSuffix(w, "*"):
		plain = w[:len(w)-1]
		return []string{plain, plain + "s", plain + "es"}, plain, plain != ""
	}
	return []string{w}, w, true
}

func combine(heads, tails []string) []string {
	out := make([]string, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			if h != "" {
				t = h + " " + t
			}
			out = append(out, t)
		}
	}
	return out
}

// Languages as bits of ref.langs.
const (
	en uint8 = 1 << iota
	de
	fr
	foreign // of more than one atom: also found in texts of the other languages
	all     = en | de | fr
)

func langBit(lang string) uint8 {
	switch lang {
	case "en":
		return en
	case "de":
		return de
	case "fr":
		return fr
	}
	return all
}

// ref is one way to write one entry's name.
type ref struct {
	entry   int32
	demands uint32 // two bits an atom: what capitals it must have
	langs   uint8
	form    Form
	context bool
	prefix  bool // only as the first part of a compound: "franco-"
	umlaut  bool // written with ä, ö or ü
	atoms   uint8
}

// What an atom of a name demands of the atom in the text.
const (
	wantAny   uint32 = iota // "of", "albanais"
	wantTitle               // "Iran": a capital; IRAN too
	wantCaps                // "WHO": all capitals
	wantInner               // "PiS": short, with a capital inside
)

// addName puts all variants of a name into the trie.
func (b *builder) addName(e *Entry, lang string, n name) {
	r := ref{entry: b.num[e.ID], langs: langBit(lang), form: Name, context: n.context}
	switch {
	case n.nickname:
		r.form = Nickname
	case isAcronym(n.text):
		r.form = Acronym
	}
	for _, v := range n.variants {
		b.addRef(v, lang, r)
		if lang != "en" && hasUmlaut(v) {
			b.addRef(umlauts.Replace(v), lang, r)
		}
	}
}

// umlauts writes German letters as typewriters and wire services did.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

// hasUmlaut reports letters that German tells from their plain neighbours:
// "Über" is not "Uber".
func hasUmlaut(s string) bool { return strings.ContainsAny(s, "äöüÄÖÜ") }

// innerCapital reports a capital after the first letter.
func innerCapital(s string) bool {
	for i, r := range s {
		if i > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

func isAcronym(s string) bool {
	up := 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r) || r == ' ':
			return false
		case unicode.IsUpper(r):
			up++
		}
	}
	return up > 1
}

// addRef puts one spelling into the trie.
func (b *builder) addRef(text, lang string, r ref) {
	b.scratch = atoms(b.scratch[:0], text)
	if len(b.scratch) == 0 || len(b.scratch) > maxAtoms {
		return
	}
	b.path = b.path[:0]
	for i, a := range b.scratch {
		b.path = append(b.path, a.text)
		if hasUmlaut(a.raw) {
			r.umlaut = true
		}
		r.demands |= b.demand(a, i, lang) << (2 * i)
	}
	if r.form == Adjective || r.form == DemonymNoun && r.demands&3 == wantAny {
		r.demands &^= 3 // adjectives may stand at the start of a sentence
		r.demands |= b.demand(b.scratch[0], 0, lang)
	}
	r.atoms = uint8(len(b.path))
	if len(b.path) > 1 && r.form == Name {
		r.langs |= foreign
	}
	node := b.names.node(b.path)
	key := refKey{node: node, entry: r.entry, form: r.form, demands: r.demands, context: r.context}
	if i, ok := b.seen[key]; ok {
		b.refs[i].langs |= r.langs
		b.refs[i].umlaut = b.refs[i].umlaut || r.umlaut
		return
	}
	b.seen[key] = int32(len(b.refs))
	b.names.put(node, int32(len(b.refs)))
	b.refs = append(b.refs, r)
}

// demand says what capitals an atom of a name asks for. Generic nouns inside
// a name may be small: "European commission", "Labour party".
func (b *builder) demand(a atom, i int, lang string) uint32 {
	if lang == "any" {
		lang = "en"
	}
	if i > 0 && a.shape == title && lang != "de" && b.generic[lang+" "+a.text] {
		return wantAny
	}
	switch a.shape {
	case title:
		if len(a.text) <= 4 && innerCapital(a.raw) {
			return wantInner
		}
		return wantTitle
	case caps:
		return wantCaps
	case single:
		return wantTitle
	}
	return wantAny
}
