package engine

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"kg/ingest/parse/linear"
	"kg/ingest/parse/ud"
)

// A Lexicon is a full-form dictionary: what tags, features and lemmas a form
// can have. Forms are kept as 32-bit hashes of their lower case; forms with the
// same analyses share a class.
type Lexicon struct {
	keys    []uint32
	class   []uint16 // class+1; 0 is an empty slot
	n       int
	classes []lexClass
}

// An analysis is one reading of a form.
type analysis struct {
	upos  ud.UPOS
	feats ud.Feats
	edit  string // from the form to the lemma
}

type lexClass struct {
	readings    []analysis
	tags, morph uint32 // atoms: the possible tags, the possible readings
	noun        bool
}

// ReadLexicon reads a table of forms: form, tag, features, lemma, with tabs
// between them.
func ReadLexicon(r io.Reader) (*Lexicon, error) {
	forms := map[string][]analysis{}
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		c := strings.Split(sc.Text(), "\t")
		if len(c) != 4 {
			return nil, fmt.Errorf("lexicon line %d: %d columns, want 4", line, len(c))
		}
		u, ok := ud.ParseUPOS(c[1])
		if !ok {
			return nil, fmt.Errorf("lexicon line %d: %q is no universal tag", line, c[1])
		}
		low := strings.ToLower(normalize(c[0]))
		e := edit(low, normalize(c[3]))
		if e == "" {
			continue
		}
		forms[low] = append(forms[low], analysis{u, ud.ParseFeats(c[2]), e})
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return buildLexicon(forms)
}

func compareReadings(a, b analysis) int {
	if a.upos != b.upos {
		return int(a.upos) - int(b.upos)
	}
	if a.feats != b.feats {
		if a.feats < b.feats {
			return -1
		}
		return 1
	}
	return strings.Compare(a.edit, b.edit)
}

// buildLexicon gives equal sets of readings one class each. The rarest classes
// beyond what 16 bits can number are left out.
func buildLexicon(forms map[string][]analysis) (*Lexicon, error) {
	type group struct {
		key   string
		read  []analysis
		forms []uint32
	}
	groups := map[string]*group{}
	for form, rs := range forms {
		slices.SortFunc(rs, compareReadings)
		rs = slices.Compact(rs)
		key := fmt.Sprint(rs)
		g := groups[key]
		if g == nil {
			g = &group{key: key, read: rs}
			groups[key] = g
		}
		g.forms = append(g.forms, linear.Hash(form))
	}
	list := make([]*group, 0, len(groups))
	for _, g := range groups {
		list = append(list, g)
	}
	sort.Slice(list, func(i, j int) bool {
		if a, b := len(list[i].forms), len(list[j].forms); a != b {
			return a > b
		}
		return list[i].key < list[j].key
	})
	l := &Lexicon{}
	for i, g := range list[:min(len(list), 1<<16-2)] {
		l.classes = append(l.classes, newLexClass(g.read))
		for _, k := range g.forms {
			l.add(k, uint16(i))
		}
	}
	return l, nil
}

func newLexClass(rs []analysis) lexClass {
	c := lexClass{readings: rs}
	h := uint32(7)
	last := analysis{}
	var mask uint32
	for i, r := range rs {
		mask |= 1 << r.upos
		if i == 0 || r.upos != last.upos || r.feats != last.feats {
			h = linear.F4(1, h, uint32(r.upos), uint32(r.feats), uint32(r.feats>>32))
		}
		c.noun = c.noun || r.upos == ud.NOUN
		last = r
	}
	c.tags, c.morph = linear.F1(2, mask), h
	return c
}

func (l *Lexicon) add(k uint32, class uint16) {
	if 4*(l.n+1) > 3*len(l.keys) {
		old := *l
		size := max(2*len(old.keys), 1<<8)
		l.keys, l.class, l.n = make([]uint32, size), make([]uint16, size), 0
		for i, c := range old.class {
			if c != 0 {
				l.add(old.keys[i], c-1)
			}
		}
	}
	if i := l.slot(k); l.class[i] == 0 {
		l.keys[i], l.class[i] = k, class+1
		l.n++
	}
}

func (l *Lexicon) slot(k uint32) int {
	mask := uint32(len(l.keys) - 1)
	i := (k * 0x9E3779B1) >> 5 & mask
	for l.class[i] != 0 && l.keys[i] != k {
		i = (i + 1) & mask
	}
	return int(i)
}

// find returns the class of a lower-case form.
func (l *Lexicon) find(lower string) *lexClass {
	if l == nil || l.n == 0 {
		return nil
	}
	if c := l.class[l.slot(linear.Hash(lower))]; c > 0 {
		return &l.classes[c-1]
	}
	return nil
}

// minTail is the number of runes of a compound's last part.
const minTail = 4

// tail finds the class of the longest ending that is a noun: what a compound
// inflects like. It also returns where the ending starts.
func (l *Lexicon) tail(lower string) (*lexClass, int) {
	n := utf8.RuneCountInString(lower)
	skip := 0
	for i := range lower {
		if skip++; skip <= 3 {
			continue
		}
		if n-skip+1 < minTail {
			break
		}
		if c := l.find(lower[i:]); c != nil && c.noun {
			return c, i
		}
	}
	return nil, 0
}

// atoms returns the features that the taggers take from the dictionary.
func (l *Lexicon) atoms(form, lower string) (tags, morph, bySuffix uint32) {
	c := l.find(lower)
	if c != nil {
		return c.tags, c.morph, c.morph
	}
	if j := strings.LastIndexByte(lower, '-'); j > 0 && j+minTail < len(lower) {
		if c := l.find(lower[j+1:]); c != nil {
			return 4, c.morph, c.morph
		}
	}
	if c, _ := l.tail(lower); c != nil {
		return 3, 3, c.morph
	}
	return 3, 3, 3
}

// lemma returns the dictionary's lemma of a form with a tag: of the reading
// nearest in features. stem is the form in the case that the lemma shall have,
// as long as lower. It returns "" if there is none.
func (l *Lexicon) lemma(stem, lower string, u ud.UPOS, f ud.Feats, compound bool) string {
	head, tail := "", stem
	c := l.find(lower)
	if c == nil && compound && u == ud.NOUN {
		i := 0
		if j := strings.LastIndexByte(lower, '-'); j > 0 && j+minTail < len(lower) {
			c, i = l.find(lower[j+1:]), j+1
		}
		if c == nil {
			c, i = l.tail(lower)
		}
		if c == nil {
			return ""
		}
		head, tail = stem[:i], stem[i:]
	}
	if c == nil {
		return ""
	}
	best, top := "", -1
	for _, r := range c.readings {
		if r.upos != u && !(u == ud.AUX && r.upos == ud.VERB) {
			continue
		}
		same := 0
		for a := range ud.NumAttr {
			if x := r.feats.Get(ud.Attr(a)); x != 0 && x == f.Get(ud.Attr(a)) {
				same++
			}
		}
		if same > top {
			best, top = r.edit, same
		}
	}
	if best == "" {
		return ""
	}
	lemma, ok := applyEdit(tail, best)
	if !ok {
		return ""
	}
	return head + lemma
}

// allows tells whether a lemma is one of those of the form with the tag. It is
// if the dictionary does not have the form with the tag.
func (l *Lexicon) allows(lower, lemma string, u ud.UPOS) bool {
	c := l.find(lower)
	if c == nil {
		return true
	}
	known := false
	for _, r := range c.readings {
		if r.upos != u {
			continue
		}
		known = true
		if x, ok := applyEdit(lower, r.edit); ok && strings.EqualFold(x, lemma) {
			return true
		}
	}
	return !known
}

// Noun reports whether the dictionary has the form as a common noun and not as
// a name; of a compound that it does not have, its last part decides.
func (l *Lexicon) Noun(form string) bool {
	low := strings.ToLower(normalize(form))
	c := l.find(low)
	if c == nil {
		c, _ = l.tail(low)
		return c != nil
	}
	noun := false
	for _, r := range c.readings {
		if r.upos == ud.PROPN {
			return false
		}
		noun = noun || r.upos == ud.NOUN
	}
	return noun
}

// Known reports whether the dictionary has the form as another word than a
// name or, if compounds is true, as a compound whose last part it has.
func (l *Lexicon) Known(form string, compounds bool) bool {
	low := strings.ToLower(normalize(form))
	c := l.find(low)
	if c == nil && compounds {
		c, _ = l.tail(low)
		return c != nil
	}
	return c != nil && slices.ContainsFunc(c.readings, func(r analysis) bool { return r.upos != ud.PROPN })
}

// Adjective reports whether the dictionary has the form as an adjective.
func (l *Lexicon) Adjective(form string) bool {
	c := l.find(strings.ToLower(normalize(form)))
	return c != nil && slices.ContainsFunc(c.readings, func(r analysis) bool { return r.upos == ud.ADJ })
}

// FiniteVerb reports whether the dictionary has the form as a finite verb.
func (l *Lexicon) FiniteVerb(form string) bool {
	c := l.find(strings.ToLower(normalize(form)))
	return c != nil && slices.ContainsFunc(c.readings, func(r analysis) bool { return r.upos == ud.VERB && r.feats.VerbForm() == ud.VerbFormFin })
}

// respellings are older and plainer ways to write German letters.
var respellings = []*strings.Replacer{strings.NewReplacer("ae", "ä", "oe", "ö", "ue", "ü"), strings.NewReplacer("ß", "ss"), strings.NewReplacer("ss", "ß")}

// closedClass are function words and auxiliaries, which the dictionary leaves to the treebanks.
var closedClass = map[string]string{"daß": "dass", "muß": "muss", "mußt": "musst", "mußte": "musste", "mußten": "mussten", "müßte": "müsste", "müßten": "müssten",
	"fuer": "für", "ueber": "über", "waehrend": "während", "gegenueber": "gegenüber", "koennen": "können", "koennte": "könnte", "koennten": "könnten",
	"wuerde": "würde", "wuerden": "würden", "muessen": "müssen", "duerfen": "dürfen", "haette": "hätte", "haetten": "hätten", "waere": "wäre", "waeren": "wären"}

// Spell gives the dictionary's spelling of a form that it has only with
// umlauts, or with "ss" and "ß" the other way round ("Buergermeister", "daß",
// "Strafmassnahme"); other forms stay as they are.
func (l *Lexicon) Spell(form string) string {
	low := strings.ToLower(normalize(form))
	if c := closedClass[low]; c != "" {
		return withCase(c, form, low)
	}
	if l == nil || l.find(low) != nil {
		return form
	}
	for _, r := range respellings {
		c := r.Replace(low)
		if c == low {
			continue
		}
		if l.find(c) == nil {
			_, at := l.tail(c)
			if _, raw := l.tail(low); at == 0 || raw > 0 && raw <= at {
				continue
			}
		}
		return withCase(c, form, low)
	}
	return form
}

// withCase writes the lower-case spelling c in capitals as form is, whose
// lower case is low.
func withCase(c, form, low string) string {
	switch {
	case form == low:
		return c
	case form == strings.ToUpper(form) && utf8.RuneCountInString(form) > 1:
		return strings.ToUpper(c)
	}
	first, n := utf8.DecodeRuneInString(c)
	return strings.ToUpper(string(first)) + c[n:]
}
