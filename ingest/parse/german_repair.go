package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// rejoinGerman repairs noun phrases that a German sentence joins and the parser
// hung side by side: lists of known names ("Ägypten, der Jemen und Bahrain
// haben"), what follows "und" ("setzte Badin und den GRU-Chef auf die Liste"), and
// what "darunter" picks out of a plural before it. It reports whether it changed anything.
func rejoinGerman(words []Word, names []int) (changed bool) {
	changed = oneForefield(words) || changed
	changed = knitNames(words, names) || changed
	for i := range words {
		changed = articleOfNoun(words, i) || changed
		changed = nameGenitive(words, names, i) || joinParticiples(words, i) || obliqueSubject(words, i) || bareObject(words, i) || sideBySide(words, names, i) || changed
		changed = apartGerman(words, names, i) || changed
		changed = governedSubject(words, i) || bareName(words, i) || manyForOne(words, i) || changed
		switch {
		case words[i].UPOS == ud.CCONJ && i > 0 && i+1 < len(words):
			changed = joinNames(words, names, i) || changed
			changed = joinPhrases(words, i) || changed
		case strings.EqualFold(words[i].Form, "darunter") && i > 0 && words[i-1].Form == ",":
			changed = pickOut(words, i) || changed
		case words[i].Form == "ihnen" && i > 1 && words[i-1].Form == "unter" && words[i-2].Form == ",":
			changed = pickOut(words, i) || changed
		case words[i].Form == "voran" && i > 1 && words[i-1].Form == "allen" && words[i-2].Form == ",":
			changed = pickOut(words, i) || changed
		case words[i].Form == "von" && i > 0 && i+1 < len(words):
			changed = ofPlace(words, i) || changed
		case words[i].Form == "," && i > 0:
			changed = appose(words, i) || relate(words, i) || relateBare(words, i) || changed
		case names != nil && names[words[i].Token] >= State && strings.HasSuffix(words[i].Form, "s") && i+1 < len(words) && words[i+1].UPOS == ud.NOUN && words[i].Rel.String() != "nmod":
			if words[i].Feats.Case() == ud.CaseGen && words[i+1].Head != i {
				changed = hang(words, i, i+1, "nmod") || changed // "Spaniens Justiz"
			}
		}
	}
	return changed
}

// articleOfNoun: an article before a number or an adjective is of their noun: "die drei Länder".
func articleOfNoun(words []Word, i int) bool {
	h := words[i].Head
	if words[i].UPOS != ud.DET || h <= i || words[h].UPOS != ud.NUM && words[h].UPOS != ud.ADJ || !words[h].Rel.Is("nummod") && !words[h].Rel.Is("amod") {
		return false
	}
	n := words[h].Head
	return n > h && nominal(words[n]) && hang(words, i, n, "det")
}

// hang makes word i depend on h, unless that would make a circle.
func hang(words []Word, i, h int, rel string) bool {
	for k, n := h, 0; k >= 0 && n <= len(words); k, n = words[k].Head, n+1 {
		if k == i {
			return false
		}
	}
	r, _ := ud.ParseRel(rel)
	if words[i].Head == h && words[i].Rel == r || words[i].Head < 0 {
		return false
	}
	words[i].Head, words[i].Rel = h, r
	return true
}

// nameRange is the known name that word i is part of.
func nameRange(words []Word, names []int, i int) (first, last int, ok bool) {
	if names == nil || i < 0 || i >= len(words) || names[words[i].Token] == 0 {
		return 0, 0, false
	}
	n := names[words[i].Token]
	for first = i; first > 0 && names[words[first-1].Token] == n; first-- {
	}
	for last = i + 1; last < len(words) && names[words[last].Token] == n; last++ {
	}
	return first, last, true
}

// headOf is the word of a range that depends on a word outside it.
func headOf(words []Word, first, last int) int {
	for i := first; i < last; i++ {
		if h := words[i].Head; h < first || h >= last {
			return i
		}
	}
	return first
}

// joinNames makes the names of a list that ends at the conjunction i and the
// name behind it conjuncts of the first.
func joinNames(words []Word, names []int, i int) bool {
	next := i + 1
	for next < len(words) && (words[next].UPOS == ud.DET || words[next].UPOS == ud.ADV) {
		next++
	}
	var heads []int
	first, last, ok := nameRange(words, names, next)
	if !ok {
		return false
	}
	heads = append(heads, headOf(words, first, last))
	at := i // the mark before which the next name of the list ends
	for {
		first, last, ok = nameRange(words, names, at-1)
		if !ok || last != at {
			break
		}
		heads = append(heads, headOf(words, first, last))
		at = first - 1
		for at > 0 && words[at].UPOS == ud.DET {
			at--
		}
		if at < 1 || words[at].Form != "," {
			break
		}
	}
	if len(heads) < 3 {
		return false // two are left to joinPhrases
	}
	to, changed := heads[len(heads)-1], false
	for _, h := range heads[:len(heads)-1] {
		changed = hang(words, h, to, "conj") || changed
	}
	return changed
}

// joinPhrases makes the noun phrase behind the conjunction i a conjunct of the one
// right before it, where the parser has hung both on one word by one relation.
func joinPhrases(words []Word, i int) bool {
	j := words[i].Head
	if j <= i || words[j].UPOS != ud.NOUN && words[j].UPOS != ud.PROPN || words[i].Rel.String() != "cc" {
		return false
	}
	h := words[j].Head
	rel := func(k int) string { r, _, _ := strings.Cut(words[k].Rel.String(), ":"); return r }
	if h < 0 || rel(j) == "conj" {
		return false
	}
	for k := i - 1; k >= 0; k-- { // up from the word before the conjunction
		p := k
		for n := 0; n < 6 && words[p].Head >= 0 && words[p].Head != h && words[p].Head < i; n++ {
			p = words[p].Head
		}
		if words[p].Head == h && p < i && nominal(words[p]) && (rel(p) == rel(j) || bareArgument(words, p) && bareArgument(words, j) && k == i-1) {
			return hang(words, j, p, "conj")
		}
		if words[k].UPOS != ud.PUNCT {
			break
		}
	}
	return false
}

// bareArgument: word i is an argument of a verb without a preposition.
func bareArgument(words []Word, i int) bool {
	return (words[i].Rel.Is("nsubj") || words[i].Rel.Is("obj") || words[i].Rel.Is("iobj") || words[i].Rel.String() == "obl:arg") && caseOf(words, i) < 0
}

// ofPlace ties a name behind "von" to the noun right before it that is the head of
// a place's name ("auf den Flughafen von Bagdad"), where the parser took it for the agent of a passive.
func ofPlace(words []Word, i int) bool {
	j := i + 1
	if words[i].Head != j || words[j].UPOS != ud.PROPN || words[i-1].UPOS != ud.NOUN || words[j].Head == i-1 {
		return false
	}
	return listsOf("de").classes["placed"][strings.ToLower(words[i-1].Lemma)] && hang(words, j, i-1, "nmod")
}

// relate ties a relative clause that a preposition and its pronoun open behind the
// comma i to the noun before the comma: "X, gegen den Y ermittelt".
func relate(words []Word, i int) bool {
	if i+3 >= len(words) || words[i+1].UPOS != ud.ADP || words[i+2].UPOS != ud.PRON || words[i-1].UPOS != ud.NOUN && words[i-1].UPOS != ud.PROPN {
		return false
	}
	switch strings.ToLower(words[i+2].Form) {
	case "der", "die", "das", "dem", "den", "denen", "dessen", "deren":
	default:
		return false
	}
	end := i + 3
	for end < len(words) && words[end].UPOS != ud.PUNCT {
		end++
	}
	v := end - 1
	for v > i+2 && words[v].UPOS == ud.AUX {
		v--
	}
	if v <= i+2 || words[v].UPOS != ud.VERB {
		return false
	}
	n := i - 1
	for k := 0; k < 6 && words[n].Head >= 0 && words[n].Head < i && (words[words[n].Head].UPOS == ud.PROPN || words[words[n].Head].UPOS == ud.NOUN); k++ {
		if r, _, _ := strings.Cut(words[n].Rel.String(), ":"); r != "flat" && r != "appos" {
			break
		}
		n = words[n].Head
	}
	changed := hang(words, v, n, "acl")
	if words[v].Head != n {
		return changed
	}
	changed = hang(words, i+2, v, "obl") || changed
	return hang(words, i+1, i+2, "case") || changed
}

// relateBare ties a relative clause without a preposition, which begins behind the
// comma i and ends in its finite verb, to the noun before the comma, where the parser made
// it a clause of the verb that follows: "die Miliz, die Chile listet, feuerte …".
func relateBare(words []Word, i int) bool {
	if i+3 >= len(words) || words[i+1].UPOS != ud.PRON || words[i+1].Feats.PronType() == ud.PronTypePrs {
		return false
	}
	n := nounBeforeComma(words, i)
	if n < 0 {
		return false
	}
	switch words[i+1].Form {
	case "der", "die", "das", "dem", "den", "denen":
	default:
		return false
	}
	v := i + 2
	for v+1 < len(words) && words[v+1].UPOS != ud.PUNCT {
		v++
	}
	for words[v].UPOS == ud.AUX && v > i+2 {
		v--
	}
	if words[v].UPOS != ud.VERB || v+1 >= len(words) {
		return false
	}
	for k := i + 2; k < v; k++ {
		if words[k].UPOS == ud.VERB && words[k].Feats.VerbForm() == ud.VerbFormFin {
			return false
		}
	}
	if p := &words[i+1]; p.Head > i && p.Head < v && p.Rel.Is("det") {
		p.Head, p.Rel = v, relObj
	}
	if words[i+1].Head != v || words[v].Head == n {
		return false
	}
	switch r, _, _ := strings.Cut(words[v].Rel.String(), ":"); r {
	case "ccomp", "advcl", "parataxis", "conj", "dep":
	default:
		return false
	}
	if words[n].Head >= 0 && words[n].Head < n && nominal(words[words[n].Head]) && words[n].Feats.Number() == ud.NumberSing && words[words[n].Head].Feats.Number() == ud.NumberPlur && words[i+1].Form == "die" && pluralClause(words, v) {
		n = words[n].Head // "Offiziere der Armee, die eingedrungen sein sollen"
	}
	return hang(words, v, n, "acl")
}

// nounBeforeComma is the noun or pronoun that a relative clause behind the comma i may
// belong to: the last before it, verbs and particles left aside. -1 if there is none.
func nounBeforeComma(words []Word, i int) int {
	n := i - 1
	for n > 0 && (words[n].UPOS == ud.VERB || words[n].UPOS == ud.AUX || words[n].Rel.String() == "compound:prt") {
		n--
	}
	if n < 0 || !nominal(words[n]) && (words[n].UPOS != ud.PRON || n != i-1) {
		return -1
	}
	for k := 0; k < 6 && words[n].Head >= 0 && words[n].Head < i && nominal(words[words[n].Head]); k++ {
		if !words[n].Rel.Is("flat") && !words[n].Rel.Is("appos") {
			break
		}
		n = words[n].Head
	}
	return n
}

// pluralClause: the finite verb that closes the clause of verb v is in the plural.
func pluralClause(words []Word, v int) bool {
	for v+1 < len(words) && words[v+1].UPOS == ud.AUX {
		v++
	}
	plural, ok := pluralVerb(&words[v])
	return ok && plural
}

// pluralVerb: a finite form in the third person is in the plural; ok is false
// where it may be either or another person.
func pluralVerb(w *Word) (plural, ok bool) {
	if p := w.Feats.Get(ud.AttrPerson); p == 1 || p == 2 {
		return false, false
	}
	f := strings.ToLower(w.Form)
	switch {
	case f == "sind" || f == "seien":
		return true, true
	case !strings.HasSuffix(f, "n"):
		return false, true
	case w.Feats.Number() == ud.NumberPlur && !strings.HasSuffix(f, "ann"):
		return true, true
	case w.Feats.Number() == ud.NumberSing && !strings.HasSuffix(f, "en"):
		return false, true
	}
	return false, false
}

// appose makes the noun phrase between the comma i and the next mark an
// apposition of the noun phrase before the comma, where the parser has hung both
// on one word by one relation: "wirft dem Spion X, einem Mitarbeiter von Y, … vor".
func appose(words []Word, i int) bool {
	j := i + 1
	if j >= len(words) || words[j].UPOS != ud.DET {
		return false
	}
	for j < len(words) && (words[j].UPOS == ud.DET || words[j].UPOS == ud.ADJ || words[j].UPOS == ud.ADV || words[j].UPOS == ud.NUM) {
		j++
	}
	if j >= len(words) || words[j].UPOS != ud.NOUN || words[j].Head < 0 {
		return false
	}
	end := j + 1
	for end < len(words) && end < j+12 && words[end].UPOS != ud.PUNCT {
		if u := words[end].UPOS; u == ud.CCONJ || u == ud.VERB || u == ud.AUX {
			return false
		}
		end++
	}
	if end >= len(words) || words[end].UPOS != ud.PUNCT {
		return false
	}
	h := words[j].Head
	rel := func(k int) string { r, _, _ := strings.Cut(words[k].Rel.String(), ":"); return r }
	p := i - 1
	for n := 0; n < 6 && words[p].Head >= 0 && words[p].Head != h && words[p].Head < i; n++ {
		p = words[p].Head
	}
	if rel(j) == "conj" && loneConjunct(words, i, j) {
		return hang(words, j, h, "appos") // "Milizenführer X, ein Verbündeter von Y, reiste"
	}
	if p >= i || words[p].Head != h || words[p].UPOS != ud.NOUN && words[p].UPOS != ud.PROPN || rel(p) != rel(j) || rel(p) == "conj" {
		return false
	}
	return hang(words, j, p, "appos")
}

// oneForefield: before the finite verb of a German main clause stands one
// phrase. A prepositional phrase right behind the first noun phrase of the sentence, hung on the verb,
// is part of that phrase: "Der Beschuss Haifas durch die Hisbollah forderte drei Opfer".
func oneForefield(words []Word) (changed bool) {
	v := finiteSecond(words)
	if v < 0 {
		return false
	}
	top := v
	if words[v].UPOS == ud.AUX && words[v].Head > v {
		top = words[v].Head
	}
	first := -1
	for i := 0; i < v; i++ {
		if words[i].Head != top || !nominal(words[i]) {
			continue
		}
		if first < 0 {
			first = i
			continue
		}
		c := caseOf(words, i)
		if c <= first || bareBetween(words, first, c, top) {
			continue
		}
		to := first
		switch strings.ToLower(words[c].Form) {
		case "in", "bei", "aus", "von", "vor", "nahe":
			for k := c - 1; k > first; k-- {
				if nominal(words[k]) && words[k].Rel.String() != "flat" {
					to = k
					break
				}
			}
		}
		changed = hang(words, i, to, "nmod") || changed
	}
	return changed
}

// finiteSecond is the finite verb of a sentence that begins with a noun phrase and holds no
// mark, conjunction or pronoun of a clause before that verb; -1 for any other sentence.
func finiteSecond(words []Word) int {
	for i := range words {
		w := &words[i]
		switch {
		case w.UPOS == ud.PUNCT || w.UPOS == ud.SCONJ || w.UPOS == ud.CCONJ || w.UPOS == ud.PRON || w.Head < 0 && i == 0:
			return -1
		case w.UPOS == ud.VERB || w.UPOS == ud.AUX:
			if w.Feats.VerbForm().String() == "Fin" && i > 1 {
				return i
			}
			return -1
		}
	}
	return -1
}

// bareBetween: something of the verb itself, an adverb for one, stands between the two words.
func bareBetween(words []Word, first, c, top int) bool {
	for k := first + 1; k < c; k++ {
		if words[k].Head == top && !nominal(words[k]) {
			return true
		}
	}
	return false
}

// caseOf is the first preposition of noun i; -1 if it has none before it.
func caseOf(words []Word, i int) int {
	for k := range words[:i] {
		if words[k].Head == i && words[k].UPOS == ud.ADP {
			return k
		}
	}
	return -1
}

// governedSubject: a noun behind a preposition is neither subject nor object of its verb ("Laut X hat …",
// "Für X ist …"), unless it is counted: "bis zu 20 Menschen starben".
func governedSubject(words []Word, i int) bool {
	if !nominal(words[i]) || words[i].Head < 0 {
		return false
	}
	if r, _, _ := strings.Cut(words[i].Rel.String(), ":"); r != "nsubj" && r != "obj" && r != "iobj" {
		return false
	}
	c := caseOf(words, i)
	if c < 0 {
		return false
	}
	for k := c + 1; k < i; k++ {
		if words[k].UPOS == ud.NUM || words[k].UPOS == ud.PUNCT || words[k].UPOS == ud.ADP {
			return false
		}
	}
	switch strings.ToLower(words[c].Form) {
	case "als", "wie", "bis", "statt", "ohne", "außer", "samt":
		return false
	}
	return hang(words, i, words[i].Head, "obl")
}

// loneConjunct: word j behind the comma i is joined to a noun phrase before it by no conjunction, and nothing else is.
func loneConjunct(words []Word, i, j int) bool {
	h := words[j].Head
	if h < 0 || h >= i || !nominal(words[h]) {
		return false
	}
	for k := range words {
		if k != j && words[k].Head == h && words[k].Rel.String() == "conj" || (words[k].Head == j || words[k].Head == h) && words[k].UPOS == ud.CCONJ {
			return false
		}
	}
	return true
}

// bareName takes a name apart from the noun right behind it, for German writes no name before a noun that it
// belongs to as a word of its own: "verhängte Moskau Sanktionen", "bot Nawalny Asyl an". The name is the subject
// of the verb before, or to whom it is done where there is a subject already.
func bareName(words []Word, i int) bool {
	j := words[i].Head
	if words[i].UPOS != ud.PROPN || j <= i || words[j].UPOS != ud.NOUN || words[j].Head < 0 || words[j].Head >= i {
		return false
	}
	switch words[i].Rel.String() {
	case "compound":
	case "nmod", "amod", "appos", "dep":
		if strings.ContainsAny(words[i].Form[len(words[i].Form)-1:], "sxz'") || strings.HasSuffix(words[i].Form, "ß") || strings.HasSuffix(words[i].Form, "’") {
			return false // a genitive
		}
	default:
		return false
	}
	v := words[j].Head
	if words[v].UPOS != ud.VERB || words[i-1].UPOS == ud.DET || words[i-1].UPOS == ud.ADJ || words[i-1].UPOS == ud.NOUN || words[i-1].UPOS == ud.ADP {
		return false
	}
	for k := i + 1; k < j; k++ {
		if words[k].Head != i {
			return false
		}
	}
	if other := subjectOf(words, v); other >= 0 && other != j {
		return hang(words, i, v, "iobj")
	}
	if !hang(words, i, v, "nsubj") {
		return false
	}
	hang(words, j, v, "obj")
	return true
}

func subjectOf(words []Word, v int) int {
	for k := range words {
		if words[k].Head == v && strings.HasPrefix(words[k].Rel.String(), "nsubj") {
			return k
		}
	}
	return -1
}

// manyForOne: a noun in the plural is no subject of a verb in the singular. It is the object of a
// verb that shares the subject of the one before it ("brach ab und wies alle Diplomaten aus"), or has
// changed places with the verb's object ("Drohnen setzt Russland ein").
func manyForOne(words []Word, i int) bool {
	v := words[i].Head
	if words[i].UPOS != ud.NOUN || v < 0 || words[i].Rel.String() != "nsubj" || words[i].Feats.Number() != ud.NumberPlur || words[v].UPOS != ud.VERB {
		return false
	}
	if f := words[v].Feats; f.VerbForm().String() != "Fin" || f.Number() != ud.NumberSing {
		return false
	}
	swap := -1
	for k := range words {
		switch {
		case words[k].Head == i && (words[k].UPOS == ud.NUM || words[k].UPOS == ud.CCONJ || words[k].UPOS == ud.ADP):
			return false
		case words[k].Head == v && words[k].Rel.String() == "obj" && words[k].UPOS == ud.PROPN && words[k].Feats.Number() == ud.NumberSing:
			swap = k
		}
	}
	switch {
	case swap >= 0:
		return hang(words, swap, v, "nsubj") && hang(words, i, v, "obj")
	case words[v].Rel.String() == "conj" && words[v].Head >= 0 && words[v].Head < v && subjectOf(words, words[v].Head) >= 0:
		return hang(words, i, v, "obj")
	}
	return false
}

// pickOut ties what stands behind "darunter" to the last plural noun before it
// that is an argument without a preposition, else to the last plural.
func pickOut(words []Word, i int) bool {
	what := i + 1
	for what < len(words) && (words[what].UPOS == ud.DET || words[what].UPOS == ud.ADJ || words[what].UPOS == ud.ADV || words[what].UPOS == ud.NUM) {
		what++
	}
	if what >= len(words) || words[what].UPOS != ud.NOUN && words[what].UPOS != ud.PROPN {
		return false
	}
	for n := 0; n < 4 && words[what].Head > i && words[what].Head != what; n++ {
		if u := words[words[what].Head].UPOS; u != ud.NOUN && u != ud.PROPN {
			return false // "darunter leidet X"
		}
		what = words[what].Head
	}
	bare, any := -1, -1
	for k := i - 2; k >= 0; k-- {
		if words[k].UPOS != ud.NOUN || words[k].Feats.Number() != ud.NumberPlur {
			continue
		}
		if any < 0 {
			any = k
		}
		r, _, _ := strings.Cut(words[k].Rel.String(), ":")
		if (r == "obj" || r == "nsubj" || r == "iobj") && !governed(words, k) {
			bare = k
			break
		}
	}
	if bare < 0 {
		bare = any
	}
	return bare >= 0 && hang(words, what, bare, "appos")
}

// governed: a preposition stands with noun k.
func governed(words []Word, k int) bool {
	for i := range words[:k] {
		if words[i].Head == k && words[i].UPOS == ud.ADP {
			return true
		}
	}
	return false
}
