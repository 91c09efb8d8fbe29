package engine

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/ingest/parse/ud"
)

// A lemmatizer knows forms by heart and suffix rules for the others. Both are
// learned from a treebank.
type lemmatizer struct {
	forms map[string]string // form key -> lemma
	rules map[string]string // tag and suffix -> edit
	lex   *Lexicon          // may be nil
	veto  bool              // the dictionary only corrects rules, see derive
	upper [ud.NumUPOS]bool  // tags whose lemmas keep the upper case of the form
}

const maxSuffix = 7

func lemmaKey(lower string, u ud.UPOS, f ud.Feats) string {
	return lower + "|" + lemmaClass(u, f)
}

// lemmaClass groups words whose lemmas follow the same rules.
func lemmaClass(u ud.UPOS, f ud.Feats) string {
	b := [2]byte{'A' + byte(u), '0'}
	switch u {
	case ud.NOUN, ud.PROPN, ud.ADJ, ud.DET, ud.PRON:
		b[1] += byte(f.Number())
	case ud.VERB, ud.AUX:
		b[1] += byte(f.VerbForm()) + 8*byte(f.Tense()&1)
	}
	return string(b[:])
}

// edit returns how to get from a lower-case form to a lemma: runes to cut at
// the end, then what to add; "" if the lemma shares nothing with the form.
func edit(lower, lemma string) string {
	f, l := []rune(lower), []rune(strings.ToLower(lemma))
	i := 0
	for i < len(f) && i < len(l) && f[i] == l[i] {
		i++
	}
	if len(f)-i > 20 {
		return ""
	}
	return string(rune('a'+len(f)-i)) + string(l[i:])
}

func applyEdit(lower, e string) (string, bool) {
	f := []rune(lower)
	cut := int(e[0] - 'a')
	if cut > len(f) {
		return "", false
	}
	return string(f[:len(f)-cut]) + e[1:], true
}

// titleCase writes the first letter large.
func titleCase(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func trainLemmas(data []*Gold, lex *Lexicon) *lemmatizer {
	forms, rules := map[string]map[string]int{}, map[string]map[string]int{}
	inc := func(m map[string]map[string]int, k, v string) {
		if m[k] == nil {
			m[k] = map[string]int{}
		}
		m[k][v]++
	}
	for _, g := range data {
		for i := range g.Forms {
			low := strings.ToLower(normalize(g.Forms[i]))
			lemma := normalize(g.Lemmas[i])
			class := lemmaClass(g.UPOS[i], g.Feats[i])
			inc(forms, low+"|"+class, lemma)
			e := edit(low, lemma)
			if e == "" {
				continue
			}
			for n := 0; n <= maxSuffix; n++ {
				s := suffix(low, n)
				if n > 0 && len(s) == len(suffix(low, n-1)) {
					break
				}
				inc(rules, class+s, e)
			}
		}
	}
	l := &lemmatizer{forms: majority(forms), rules: majority(rules), lex: lex}
	l.countUpper(data)
	l.prune(featsOf(data))
	return l
}

func majority(m map[string]map[string]int) map[string]string {
	out := make(map[string]string, len(m))
	for k, v := range m {
		best, n := "", 0
		for x, c := range v {
			if c > n || c == n && x < best {
				best, n = x, c
			}
		}
		out[k] = best
	}
	return out
}

// prune drops rules that a shorter suffix implies, then forms that the rules
// and the dictionary get right.
func (l *lemmatizer) prune(feats map[string]ud.Feats) {
	kept := map[string]string{}
	for _, k := range slices.Sorted(maps.Keys(l.rules)) {
		class, s := k[:2], k[2:]
		if s != "" {
			short := s[len(prefix(s, 1)):]
			if l.rules[class+short] == l.rules[k] {
				continue
			}
		}
		kept[k] = l.rules[k]
	}
	l.rules = kept
	forms := l.forms
	l.forms = map[string]string{}
	for _, k := range slices.Sorted(maps.Keys(forms)) {
		i := strings.LastIndexByte(k, '|')
		form := k[:i]
		if r, _ := utf8.DecodeRuneInString(forms[k]); unicode.IsUpper(r) {
			form = titleCase(form) // how such a word stands in the text, mostly
		}
		if l.derive(form, k[:i], ud.UPOS(k[i+1]-'A'), feats[k]) != forms[k] {
			l.forms[k] = forms[k]
		}
	}
}

func (l *lemmatizer) byRule(form, lower, class string) string {
	u := ud.UPOS(class[0] - 'A')
	stem := lower
	if int(u) < len(l.upper) && l.upper[u] && utf8.RuneCountInString(form) == utf8.RuneCountInString(lower) {
		stem = form
	}
	for n := maxSuffix; n >= 0; n-- {
		if e, ok := l.rules[class+suffix(lower, n)]; ok {
			if lemma, ok := applyEdit(stem, e); ok && lemma != "" {
				return lemma
			}
		}
	}
	return stem
}

func (l *lemmatizer) lemma(a *atoms, u ud.UPOS, f ud.Feats) string {
	class := lemmaClass(u, f)
	if x, ok := l.forms[a.lower+"|"+class]; ok {
		return x
	}
	x := l.derive(a.form, a.lower, u, f)
	if c := f.Case(); u == ud.PROPN && c != ud.CaseNone && c != ud.CaseGen && x+"s" == a.form {
		return a.form // only a genitive has lost an s: Jens keeps his
	}
	return x
}

// markGender puts the mark back that plainGender took out.
func markGender(lemma, form string) string {
	i := genderMark(normalize(form))
	if i < 0 || !strings.HasSuffix(lemma, "in") {
		return lemma
	}
	return lemma[:len(lemma)-2] + normalize(form)[i:i+1] + "in"
}

// derive asks the dictionary, then the rules. A dictionary that was not there
// when the rules were learned has less to say: it speaks only where they give a
// lemma that it does not know for the form ("accus" for accusing).
func (l *lemmatizer) derive(form, lower string, u ud.UPOS, f ud.Feats) string {
	if l.veto {
		x := l.byRule(form, lower, lemmaClass(u, f))
		if l.lex.allows(lower, x, u) {
			return x
		}
	}
	switch u {
	case ud.NOUN, ud.VERB, ud.ADJ, ud.AUX:
		stem := lower
		if l.upper[u] && utf8.RuneCountInString(form) == utf8.RuneCountInString(lower) && len(form) == len(lower) {
			stem = titleCase(form)
		}
		if x := l.lex.lemma(stem, lower, u, f, l.upper[ud.NOUN]); x != "" {
			return x
		}
	}
	return l.byRule(form, lower, lemmaClass(u, f))
}

// countUpper finds the tags whose lemmas are written large for the most part.
func (l *lemmatizer) countUpper(data []*Gold) {
	var large, all [ud.NumUPOS]int
	for _, g := range data {
		for i, u := range g.UPOS {
			all[u]++
			if r, _ := utf8.DecodeRuneInString(g.Lemmas[i]); unicode.IsUpper(r) {
				large[u]++
			}
		}
	}
	for u := range all {
		l.upper[u] = large[u]*2 > all[u]
	}
}

// featsOf gives each form key the features it has most often.
func featsOf(data []*Gold) map[string]ud.Feats {
	count := map[string]map[ud.Feats]int{}
	for _, g := range data {
		for i, f := range g.Feats {
			k := lemmaKey(strings.ToLower(normalize(g.Forms[i])), g.UPOS[i], f)
			if count[k] == nil {
				count[k] = map[ud.Feats]int{}
			}
			count[k][f]++
		}
	}
	out := make(map[string]ud.Feats, len(count))
	for k, m := range count {
		var best ud.Feats
		n := 0
		for f, c := range m {
			if c > n || c == n && f < best {
				best, n = f, c
			}
		}
		out[k] = best
	}
	return out
}
