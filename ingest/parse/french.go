package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// maxOpenings bounds how many commas are tried as the beginning of what is inserted in a French sentence.
const maxOpenings = 4

// aroundFrench parses a French sentence without what stands in it between commas behind the subject ("X, proche de Y et
// fondée par Z, a …"), where the parser did not tie the verb behind it to a subject before. Nil where nothing is gained.
func (m *Model) aroundFrench(t *Tree, tokens []Token, names []int) *Tree {
	if len(t.words) > maxAround {
		return nil
	}
	tried := 0
	for c := 1; c+2 < len(t.words) && tried < maxOpenings; c++ {
		if w := t.words[c]; finiteWord(w) || closesClause(w) {
			return nil // the main verb stands before any insertion
		}
		if t.words[c].Form != "," || !endsPhrase(t.words[c-1]) || startsPhrase(t.words[c+1]) {
			continue
		}
		e := closingFrench(t, c)
		if e < 0 || tied(t, c, e) {
			continue
		}
		tried++
		if whole := m.parseAround(t, tokens, names, insertedClause{c, e + 1, false}); whole != nil {
			return whole
		}
	}
	return nil
}

func closesClause(w Word) bool {
	switch w.Form {
	case ";", ":", "«", "»", "\"", "“", "”":
		return true
	}
	return false
}

func endsPhrase(w Word) bool {
	return nominal(w) || w.UPOS == ud.ADJ || w.Form == ")"
}

// startsPhrase: a name or a noun with its article, which the parser reads well as it is ("le porte-parole, le colonel X, a …").
func startsPhrase(w Word) bool { return w.UPOS == ud.DET || w.UPOS == ud.PROPN || w.UPOS == ud.NUM }

// closingFrench is the comma that ends what begins with comma c: a finite verb without a subject stands behind it, and each
// finite verb between the two is of a clause that opens there, or is joined to one. -1 if there is none.
func closingFrench(t *Tree, c int) int {
	open := 0 // clauses that were opened, and have no verb yet
	for e := c + 1; e+1 < len(t.words) && e < c+maxInserted; e++ {
		w := t.words[e]
		switch {
		case w.Form == ";" || w.Form == ":":
			return -1
		case opensClause(w):
			open++
		case finiteWord(w):
			if open == 0 && !joined(t, e) {
				return -1
			}
			open = max(open-1, 0)
		case w.Form == "," && open == 0 && e > c+1 && bareFinite(t, e+1):
			return e
		}
	}
	return -1
}

func opensClause(w Word) bool {
	switch strings.ToLower(w.Form) {
	case "qui", "que", "qu'", "qu’", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "auxquels", "duquel", "quand", "lorsque", "si":
		return true
	}
	return false
}

// joined: a conjunction stands before the verb at word e, with clitics and adverbs at most between.
func joined(t *Tree, e int) bool {
	for i := e - 1; i >= 0 && i > e-5; i-- {
		switch t.words[i].UPOS {
		case ud.CCONJ:
			return true
		case ud.ADV, ud.AUX, ud.PRON:
		default:
			return false
		}
	}
	return false
}

// clitics are the pronouns that stand before a French verb and are no subject of it.
var clitics = map[string]bool{"se": true, "s'": true, "s’": true, "en": true, "y": true, "l'": true, "l’": true, "le": true, "la": true, "les": true, "lui": true,
	"leur": true, "ne": true, "n'": true, "n’": true}

// bareFinite: at word i begins a finite verb without a subject, clitics and adverbs at most before it.
func bareFinite(t *Tree, i int) bool {
	for n := 0; i < len(t.words) && n < 4; i, n = i+1, n+1 {
		w := t.words[i]
		if finiteWord(w) {
			return !inverted(t, i)
		}
		if w.UPOS != ud.ADV && !clitics[strings.ToLower(w.Form)] {
			return false
		}
	}
	return false
}

// inverted: the verb at word i has its subject behind it ("a-t-il", "a-t-elle").
func inverted(t *Tree, i int) bool {
	for k := i + 1; k < len(t.words) && k <= i+2; k++ {
		f := strings.ToLower(t.words[k].Form)
		if strings.HasPrefix(f, "-") || strings.HasPrefix(f, "t-") {
			return true
		}
	}
	return false
}

// asideOf is the word that what is inserted behind a subject is of: the subject, or where a French participle differs from it in
// gender or number, the noun next to the comma that fits.
func asideOf(t *Tree, root Word, subject, comma int) int {
	if t.lang != "fr" || root.Feats.VerbForm() != ud.VerbFormPart {
		return subject
	}
	fits := func(i int) bool {
		f := t.words[i].Feats
		g, n := f.Gender().String(), f.Number().String()
		rg, rn := root.Feats.Gender().String(), root.Feats.Number().String()
		return (g == "" || rg == "" || g == rg) && (n == "" || rn == "" || n == rn)
	}
	if fits(subject) {
		return subject
	}
	for i := comma - 1; i > subject; i-- {
		if nominal(t.words[i]) && !t.words[i].Rel.Is("flat") && fits(i) {
			return i
		}
	}
	return subject
}
