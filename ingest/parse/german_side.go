package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// apartGerman takes noun phrases apart that stand side by side behind the finite verb
// and that the parser made one of: they are arguments of the verb, each its own. It
// reports whether it changed anything.
func apartGerman(words []Word, names []int, i int) bool {
	return notJoined(words, i) || noDativeAttribute(words, names, i) || noCompound(words, i) || nameBeforeNoun(words, names, i) ||
		frontedObject(words, i) || throughDoer(words, i) || letsSay(words, i) || setOffNoun(words, i) || beginsClause(words, i) ||
		beforeAttribute(words, i) || thisOne(words, i) || whoseOpens(words, i) || townsTitle(words, names, i) || besideAdverb(words, i) ||
		fromOther(words, names, i) || behindColon(words, i)
}

// notJoined: nothing joins the phrase at i to the one before it, of which the parser
// made it a conjunct: "lasten die USA dem Iran den Angriff an".
func notJoined(words []Word, i int) bool {
	h := words[i].Head
	if !nominal(words[i]) || words[i].Rel.String() != "conj" || h < 0 || h > i || !nominal(words[h]) || caseOf(words, i) >= 0 || caseOf(words, h) >= 0 {
		return false
	}
	d := articleOf(words, i)
	if d <= h || !dativeArticles[strings.ToLower(words[d].Form)] {
		return false
	}
	for k := h + 1; k < i; k++ {
		if u := words[k].UPOS; u == ud.CCONJ || u == ud.PUNCT || u == ud.VERB || u == ud.AUX {
			return false
		}
	}
	v := verbOver(words, h)
	return v >= 0 && hang(words, i, v, "obl:arg")
}

// noDativeAttribute: a dative without a preposition is no attribute of the noun before
// it, nor has a state's name that stands without an article one in the genitive: "kam
// Ugandas Armee dem Südsudan zu Hilfe", "ist Timor-Leste der ASEAN beigetreten".
func noDativeAttribute(words []Word, names []int, i int) bool {
	h := words[i].Head
	if !nominal(words[i]) || words[i].Rel.String() != "nmod" || h < 0 || h >= i || !nominal(words[h]) || caseOf(words, i) >= 0 || caseOf(words, h) >= 0 {
		return false
	}
	d := articleOf(words, i)
	if d != h+1 || !words[h].Rel.Is("nsubj") && !words[h].Rel.Is("obj") {
		return false
	}
	switch f := strings.ToLower(words[d].Form); {
	case dativeArticles[f]:
	case f == "der" && names != nil && names[words[h].Token] >= State && articleOf(words, h) < 0:
	default:
		return false
	}
	v := verbOver(words, h)
	return v >= 0 && hang(words, i, v, "obl:arg")
}

// noCompound: German writes compounds as one word, so that an article, a noun and
// another noun that the article does not fit are two phrases: "erhob das
// Justizministerium Anklage gegen X".
func noCompound(words []Word, n int) bool {
	c := n - 1
	if n < 2 || words[n].UPOS != ud.NOUN || words[c].Head != n || !words[c].Rel.Is("compound") || !nominal(words[c]) || words[n].Head < 0 {
		return false
	}
	d := articleOf(words, n)
	v := words[n].Head
	if d < 0 || d >= c || words[v].UPOS != ud.VERB || caseOf(words, n) >= 0 || !otherGender(words[d], words[n]) {
		return false
	}
	rel := relOf(words, n)
	if !hang(words, c, v, rel) {
		return false
	}
	if rel == "obj" {
		hang(words, c, v, "nsubj")
	} else {
		hang(words, n, v, "obj")
	}
	for k := range c {
		if words[k].Head == n {
			hang(words, k, c, relOf(words, k))
		}
	}
	return true
}

// nameBeforeNoun: nor is a known name with its article part of the bare noun behind it,
// if the verb has its subject: "schwor Israel der Hamas Rache".
func nameBeforeNoun(words []Word, names []int, n int) bool {
	c := n - 1
	if names == nil || n < 2 || words[n].UPOS != ud.NOUN || words[c].Head != n || names[words[c].Token] == 0 || !words[c].Rel.Is("compound") && !words[c].Rel.Is("nmod") {
		return false
	}
	d, v := articleOf(words, c), words[n].Head
	if d < 0 {
		d = articleOf(words, n)
	}
	if d < 0 || d != c-1 || v < 0 || words[v].UPOS != ud.VERB || caseOf(words, c) >= 0 || caseOf(words, n) >= 0 {
		return false
	}
	if f := strings.ToLower(words[d].Form); f != "der" && !dativeArticles[f] {
		return false
	}
	if s := subjectOf(words, v); s < 0 || s == n || s > n {
		return false
	}
	changed := hang(words, c, v, "obl:arg")
	if changed {
		hang(words, d, c, "det")
		hang(words, n, v, "obj")
	}
	return changed
}

// throughDoer: who did it belongs to the deed, and not to what it was done to: "den
// Start der Rakete durch Nordkorea".
func throughDoer(words []Word, i int) bool {
	g := words[i].Head
	if !nominal(words[i]) || words[i].Rel.String() != "nmod" || g < 1 || g > i || words[g].UPOS != ud.NOUN || words[g].Rel.String() != "nmod" {
		return false
	}
	p, d, h := caseOf(words, i), articleOf(words, g), words[g].Head
	if p < 0 || !strings.EqualFold(words[p].Form, "durch") || d < 0 || caseOf(words, g) >= 0 || h < 0 || h > g || words[h].UPOS != ud.NOUN {
		return false
	}
	return hang(words, i, h, "nmod")
}

// letsSay: who lets others say it says it himself: "ließ der Konzern mitteilen".
func letsSay(words []Word, x int) bool {
	l := words[x].Head
	if words[x].UPOS != ud.VERB || words[x].Feats.VerbForm() != ud.VerbFormInf || l < 0 || words[l].Lemma != "lassen" || !words[x].Rel.Is("xcomp") && !words[x].Rel.Is("ccomp") || !listsOf("de").classes["speech"][words[x].Lemma] {
		return false
	}
	words[x].Head, words[x].Rel = words[l].Head, words[l].Rel
	for k := range words {
		if words[k].Head == l {
			words[k].Head = x
		}
	}
	setRel(&words[l], x, "aux")
	return true
}

// setOffNoun: no genitive stands behind a comma: "Deren Besitzer, der Milliardär X, …"
// is the billionaire.
func setOffNoun(words []Word, i int) bool {
	h := words[i].Head
	if !nominal(words[i]) || words[i].Rel.String() != "nmod" || h < 0 || h > i || words[h].UPOS != ud.NOUN || caseOf(words, i) >= 0 {
		return false
	}
	d := articleOf(words, i)
	return d > h+1 && words[d-1].Form == "," && d-1 <= h+3 && closedOff(words, i) && hang(words, i, h, "appos")
}

// beforeAttribute: whoever stands with "von" in front of the participle before a noun did
// what that tells: "der von Ruanda unterstützte Oberst".
func beforeAttribute(words []Word, i int) bool {
	h := words[i].Head
	if c := caseOf(words, i); !nominal(words[i]) || words[i].Rel.String() != "nmod" || h < i || c < 0 || words[c].Form != "von" && words[c].Form != "durch" {
		return false
	}
	for p := i + 1; p < h; p++ {
		if words[p].Head == h && words[p].UPOS == ud.ADJ && words[p].Rel.Is("amod") {
			return hang(words, i, p, "obl")
		}
	}
	return false
}

// thisOne: a demonstrative without a noun, right before the finite verb, is its subject:
// "…; diese bestreitet das".
func thisOne(words []Word, i int) bool {
	if f := words[i].Form; f != "diese" && f != "dieser" && f != "jener" && f != "jene" && f != "Diese" && f != "Dieser" {
		return false
	}
	v := words[i].Head
	if words[i].UPOS != ud.DET && words[i].UPOS != ud.PRON || words[i].Rel.Is("nsubj") || v < i || words[v].UPOS != ud.VERB || i+1 >= len(words) ||
		words[i+1].Feats.VerbForm() != ud.VerbFormFin || i > 0 && words[i-1].UPOS != ud.PUNCT && words[i-1].UPOS != ud.CCONJ {
		return false
	}
	words[i].UPOS = ud.PRON
	for k := range words {
		if words[k].Head == v && words[k].Rel.Is("nsubj") {
			setRel(&words[k], v, "obj")
		}
	}
	return hang(words, i, v, "nsubj")
}

// besideAdverb: an adverb has neither subject nor object: "Gestrichen wurde dagegen der Reeder X".
func besideAdverb(words []Word, i int) bool {
	h := words[i].Head
	if h < 0 || !nominal(words[i]) || words[h].UPOS != ud.ADV || !words[i].Rel.Is("obj") && !words[i].Rel.Is("nsubj") || caseOf(words, i) >= 0 {
		return false
	}
	v := verbOver(words, h)
	if v < 0 {
		return false
	}
	for k := range words {
		if words[k].Head == v && words[k].Rel.Is("nsubj") {
			return hang(words, i, v, "obj")
		}
	}
	return hang(words, i, v, "nsubj")
}

// whoseOpens: "Deren Vorsitzender X" and "Dessen Chef" begin a phrase: they are of its noun,
// and neither object nor subject of the verb.
func whoseOpens(words []Word, i int) bool {
	f := words[i].Form
	h := words[i].Head
	if f != "Deren" && f != "Dessen" || h < 0 || words[h].UPOS != ud.VERB || i+1 >= len(words) {
		return false
	}
	n := i + 1
	if words[n].UPOS == ud.ADJ && words[n].Head > n {
		n = words[n].Head
	}
	return nominal(words[n]) && hang(words, i, n, "nmod")
}

// townsTitle: a title behind a known name in the genitive is no part of it, and the name
// says whose it is: "von Tel Avivs Bürgermeister X".
func townsTitle(words []Word, names []int, i int) bool {
	h := words[i].Head
	if names == nil || i+1 >= len(words) || words[i].UPOS != ud.NOUN || !words[i].Rel.Is("flat") || h < 0 || h >= i || words[h].Head < 0 || words[i+1].UPOS != ud.PROPN ||
		names[words[i].Token] != 0 || names[words[h].Token] == 0 || names[words[i-1].Token] != names[words[h].Token] || !strings.HasSuffix(words[i-1].Form, "s") {
		return false
	}
	words[i].Head, words[i].Rel = words[h].Head, words[h].Rel
	for k := range words[:h] {
		if words[k].Head == h && words[k].UPOS == ud.ADP {
			words[k].Head = i
		}
	}
	setRel(&words[h], i, "nmod")
	return true
}

// beginsClause: a name, bare or with its article, between a comma and a finite verb is that
// verb's subject, and is no genitive of what stands before the comma, nor in apposition to
// it: "…, Indien bleibt gelassen", "…, die CDU lehnte ihn ab".
func beginsClause(words []Word, i int) bool {
	if r := words[i].Rel.String(); words[i].UPOS != ud.PROPN || r != "nmod" && r != "appos" || words[i].Head > i || i < 1 || i+1 >= len(words) || words[i+1].Feats.VerbForm() != ud.VerbFormFin {
		return false
	}
	first := i
	if d := words[i-1]; d.UPOS == ud.DET && d.Head == i && d.Feats.Case() == ud.CaseNom {
		first--
	}
	if first < 1 || words[first-1].Form != "," {
		return false
	}
	v := i + 1
	if words[v].UPOS == ud.AUX && words[v].Head > v {
		v = words[v].Head
	}
	for k := range words {
		if words[k].Head == v && words[k].Rel.Is("nsubj") {
			return false
		}
	}
	return words[v].UPOS != ud.AUX && hang(words, i, v, "nsubj")
}

// closedOff: a mark follows word i before any verb.
func closedOff(words []Word, i int) bool {
	for _, w := range words[i+1:] {
		if w.UPOS == ud.PUNCT || w.UPOS == ud.VERB || w.UPOS == ud.AUX {
			return w.UPOS == ud.PUNCT
		}
	}
	return false
}

// fromOther: a known name has no "von" behind it, the verb has: "hat Manila von X
// Panzer erhalten".
func fromOther(words []Word, names []int, i int) bool {
	h := words[i].Head
	if names == nil || !nominal(words[i]) || words[i].Rel.String() != "nmod" || h < 0 || h > i || words[h].UPOS != ud.PROPN || names[words[h].Token] == 0 || words[h].Rel.Is("flat") || caseOf(words, h) >= 0 {
		return false
	}
	p := caseOf(words, i)
	if p != h+1 || words[p].Form != "von" || !words[h].Rel.Is("nsubj") && !words[h].Rel.Is("obj") {
		return false
	}
	v := verbOver(words, h)
	return v >= 0 && hang(words, i, v, "obl")
}

// behindColon: in "Litauens Geheimdienst: Gruppe X hackte Y" who stands behind the
// colon did it, and not who says so.
func behindColon(words []Word, i int) bool {
	s := words[i].Head
	if !words[i].Rel.Is("appos") || s < 0 || s > i || !words[s].Rel.Is("nsubj") || words[s].Head < i || words[words[s].Head].UPOS != ud.VERB {
		return false
	}
	for k := s + 1; k < i; k++ {
		if words[k].Form == ":" {
			v := words[s].Head
			return hang(words, i, v, "nsubj") && hang(words, s, v, "parataxis")
		}
	}
	return false
}

func otherGender(a, b Word) bool {
	x, y := a.Feats.Gender().String(), b.Feats.Gender().String()
	return x != "" && y != "" && x != y && a.Feats.Number() == ud.NumberSing && b.Feats.Number() == ud.NumberSing
}

// frontedObject: what a bare noun in front of the verb tells is done or had by another
// ("Kritik an Belgrad übte auch die Europäische Union"): of the two bare phrases of the
// verb it is the object.
func frontedObject(words []Word, n int) bool {
	v := words[n].Head
	if n > 1 || words[n].UPOS != ud.NOUN || words[n].Rel.String() != "nsubj" || v < n || words[v].UPOS != ud.VERB || articleOf(words, n) >= 0 || caseOf(words, n) >= 0 || !listsOf("de").classes["fronted"][strings.ToLower(words[n].Form)] {
		return false
	}
	for s := n + 1; s < len(words); s++ {
		if words[s].Head != v || !nominal(words[s]) || !words[s].Rel.Is("obj") || caseOf(words, s) >= 0 {
			continue
		}
		if d := articleOf(words, s); d >= 0 && obliqueArticles[strings.ToLower(words[d].Form)] {
			continue
		}
		return hang(words, s, v, "nsubj") && hang(words, n, v, "obj")
	}
	return false
}
