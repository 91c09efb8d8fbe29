package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// What the parser hangs amiss on French nouns: adjectives, what is added behind a comma, titles before names, and main verbs.

// mendFrench repairs a finished French tree. It reports whether it changed anything.
func mendFrench(words []Word) (changed bool) {
	for i := range words {
		switch w := words[i]; {
		case w.Rel.Is("acl"):
			changed = mainVerb(words, i) || secondVerb(words, i) || changed
		case w.Rel.Is("nsubj"):
			changed = joinedSubject(words, i) || changed
		case w.Rel.Is("advcl"):
			changed = letKnow(words, i) || changed
		case w.Rel.Is("amod"):
			changed = farAdjective(words, i) || changed
		case w.Rel.Is("flat"):
			changed = behindTitle(words, i) || changed
		case w.Rel.Is("conj") && w.UPOS == ud.VERB:
			changed = outerParticiple(words, i) || !has(words, i, "cc") && mainVerb(words, i) || changed
		case w.Rel.Is("obl"), w.Rel.Is("conj"):
			changed = bareApposition(words, i) || changed
		}
	}
	return changed
}

// farAdjective: of "l'armée de l'air péruvienne" the adjective agrees with the first noun alone.
func farAdjective(words []Word, i int) bool {
	n := words[i].Head
	if words[i].UPOS != ud.ADJ || n < 0 || n > i || words[n].UPOS != ud.NOUN || !words[n].Rel.Is("nmod") || agrees(words[i], words[n]) {
		return false
	}
	m := words[n].Head
	if m < 0 || m > n || words[m].UPOS != ud.NOUN || !agrees(words[i], words[m]) || words[m].Feats.Gender() == 0 {
		return false
	}
	return hang(words, i, m, "amod")
}

// agrees: nothing is known of the gender or number of the two that would keep them apart.
func agrees(a, b Word) bool {
	g, h := a.Feats.Gender(), b.Feats.Gender()
	n, m := a.Feats.Number(), b.Feats.Number()
	return (g == 0 || h == 0 || g == h) && (n == 0 || m == 0 || n == m)
}

// nameTitles stand before a person's name, shortened; the name is the head.
var nameTitles = map[string]bool{"me": true, "mgr": true, "dr": true, "pr": true, "maître": true, "monseigneur": true}

// behindTitle: of "Mgr Inácio Lopes" the first name is the head, not the title right before it, on which the parser hung it.
func behindTitle(words []Word, i int) bool {
	h := words[i].Head
	if h != i-1 || !nameTitles[strings.ToLower(words[h].Form)] || words[i].UPOS != ud.PROPN {
		return false
	}
	words[i].Head, words[i].Rel = words[h].Head, words[h].Rel
	for k := range words {
		if words[k].Head == h {
			words[k].Head = i
		}
	}
	setRel(&words[h], i, "flat")
	return true
}

// bareApposition: a noun phrase without a preposition behind a comma, which the parser hung on the verb ("Celle-ci, filiale de X,
// a …", "par le général X, chef d'état-major adjoint"), or joined without an "et" to a noun before a verb ("reproche à X d'avoir
// relâché l'un des meneurs, Y"), tells of what stands before the comma.
func bareApposition(words []Word, i int) bool {
	w := words[i]
	if !nominal(w) || w.Head < 0 || w.Rel.String() == "obl:tmod" || w.Rel.String() == "obl:agent" || timeNouns[w.Lemma] || has(words, i, "case") || has(words, i, "cc") {
		return false
	}
	first, _ := reach(words, i)
	for first < i && words[first].UPOS == ud.PUNCT {
		first++
	}
	if first < 2 || words[first-1].Form != "," || !plainPhrase(words, first, i) {
		return false
	}
	if w.Rel.Is("obl") && w.UPOS == ud.PROPN || w.Rel.Is("conj") && (w.UPOS != ud.PROPN || has(words, i, "det") || !acrossVerb(words, w.Head, i)) {
		return false
	}
	n := endingAt(words, first-1, i)
	if n < 0 || n == w.Head || timeNouns[words[n].Lemma] {
		return false
	}
	return hang(words, i, n, "appos")
}

// timeNouns tell when something is done, without a preposition.
var timeNouns = map[string]bool{"an": true, "année": true, "mois": true, "semaine": true, "jour": true, "journée": true, "matin": true, "matinée": true, "soir": true, "soirée": true,
	"nuit": true, "heure": true, "minute": true, "fois": true, "siècle": true, "décennie": true, "temps": true, "veille": true, "lendemain": true, "weekend": true, "week-end": true,
	"lundi": true, "mardi": true, "mercredi": true, "jeudi": true, "vendredi": true, "samedi": true, "dimanche": true, "janvier": true, "février": true, "mars": true, "avril": true,
	"mai": true, "juin": true, "juillet": true, "août": true, "septembre": true, "octobre": true, "novembre": true, "décembre": true, "été": true, "hiver": true, "automne": true,
	"printemps": true, "début": true, "fin": true, "trimestre": true, "semestre": true, "après-midi": true, "midi": true, "côté": true, "moment": true, "instant": true, "part": true}

// plainPhrase: nothing but articles and adjectives stands between word first and the noun i, and none of them points at a time or a part.
func plainPhrase(words []Word, first, i int) bool {
	for k := first; k < i; k++ {
		switch w := words[k]; {
		case w.UPOS == ud.DET && !strings.HasPrefix(strings.ToLower(w.Form), "ce") && !strings.EqualFold(w.Form, "chaque"), w.UPOS == ud.ADJ:
		default:
			return false
		}
	}
	return true
}

// acrossVerb: a verb stands between the two words that the parser joined, and no other is joined to the first behind the second.
func acrossVerb(words []Word, h, i int) bool {
	for k := range words {
		if words[k].Head == h && k > i && words[k].Rel.Is("conj") {
			return false
		}
	}
	for k := h + 1; k < i; k++ {
		if words[k].UPOS == ud.VERB && (words[k].Head == h || words[k].Head == words[h].Head) {
			return h < i
		}
	}
	return false
}

// endingAt is the noun, name or pronoun whose phrase ends right before the comma c: the name in it, if word i begins with no "le", else
// the outermost. -1 if there is none.
func endingAt(words []Word, c, i int) int {
	best := -1
	for k := c - 1; k >= 0 && k > c-12; k-- {
		w := words[k]
		if w.UPOS == ud.VERB || finiteWord(w) || w.Form == "," {
			break
		}
		if !nominal(w) && w.UPOS != ud.PRON || k == i || under(words, k, i) {
			continue
		}
		if _, end := reach(words, k); end != c {
			continue
		}
		best = k
		if w.UPOS == ud.PROPN && !w.Rel.Is("flat") && !definite(words, i) {
			break
		}
	}
	return best
}

func definite(words []Word, i int) bool {
	for k := range words {
		if words[k].Head == i && words[k].Rel.Is("det") {
			switch strings.ToLower(words[k].Form) {
			case "le", "la", "l'", "l’", "les":
				return true
			}
		}
	}
	return false
}

func has(words []Word, i int, rel string) bool {
	for k := range words {
		if words[k].Head == i && words[k].Rel.Is(rel) {
			return true
		}
	}
	return false
}

// mainVerb: a finite verb which the parser took for a relative clause, but that no relative pronoun opens, is the verb of a clause whose
// subject is the noun on which it hangs: "Le vendeur, la holding X, en détenait le contrôle". Its object may have been taken for its subject.
func mainVerb(words []Word, v int) bool {
	n := words[v].Head
	if n < 0 || n > v || words[v].UPOS != ud.VERB || !nominal(words[n]) || !finiteVerb(words, v) || opened(words, n, v) {
		return false
	}
	for k := 0; k < 4 && words[n].Head >= 0 && words[n].Head < n && nominal(words[words[n].Head]) && !has(words, n, "case") && (words[n].Rel.Is("appos") || words[n].Rel.Is("nmod")); k++ {
		n = words[n].Head
	}
	g := words[n].Head
	if has(words, n, "case") || g >= 0 && !(words[n].Rel.Is("nsubj") && g > v && otherSubject(words, g, n, v)) {
		return false
	}
	for k := range words {
		if words[k].Head == v && words[k].Rel.Is("nsubj") {
			if k < v || has(words, v, "obj") {
				return false
			}
			setRel(&words[k], v, "obj")
		}
	}
	if g < 0 {
		words[v].Head, words[v].Rel = g, words[n].Rel
	} else {
		words[v].Head, words[v].Rel = words[g].Head, words[g].Rel
		setRel(&words[g], v, "parataxis")
	}
	setRel(&words[n], v, "nsubj")
	for k := range words {
		if words[k].Head == n && k > v {
			words[k].Head = v
		}
	}
	return true
}

// finiteVerb: verb v is finite, or its auxiliary; or it looks like a participle, has no auxiliary and its object right behind it ("fait l'objet").
func finiteVerb(words []Word, v int) bool {
	if finiteWord(words[v]) || (likeParticiple(words[v].Form) || words[v].Form == "fait") && !has(words, v, "aux") && v+1 < len(words) && words[v+1].UPOS == ud.DET {
		return true
	}
	for k := range words[:v] {
		if words[k].Head == v && finiteWord(words[k]) {
			return true
		}
	}
	return false
}

// opened: a word that opens a clause, a quotation mark or a colon stands between words n and v.
func opened(words []Word, n, v int) bool {
	for k := n + 1; k < v; k++ {
		if opensClause(words[k]) || closesClause(words[k]) || words[k].UPOS == ud.SCONJ {
			return true
		}
		switch strings.ToLower(words[k].Form) {
		case "laquelle", "auxquelles", "desquelles", "lesquelles", "quoi", "comme":
			return true
		}
	}
	return false
}

// otherSubject: verb g has a subject behind word v beside word n.
func otherSubject(words []Word, g, n, v int) bool {
	for k := v + 1; k < len(words); k++ {
		if k != n && words[k].Head == g && words[k].Rel.Is("nsubj") {
			return true
		}
	}
	return false
}

// secondVerb: of "a condamné le projet et offert son aide" the second participle is joined to the first, and tells nothing of the noun between.
func secondVerb(words []Word, v int) bool {
	n := words[v].Head
	if v < 2 || n < 0 || n > v || words[v].UPOS != ud.VERB || words[v].Feats.VerbForm() != ud.VerbFormPart || words[v-1].UPOS != ud.CCONJ || words[v-1].Head != v ||
		!nominal(words[n]) || !words[n].Rel.Is("obj") || has(words, v, "aux") || !has(words, v, "obj") {
		return false
	}
	g := words[n].Head
	return g >= 0 && g < n && words[g].UPOS == ud.VERB && has(words, g, "aux") && !has(words, g, "aux:pass") && hang(words, v, g, "conj")
}

// outerParticiple: of "a accusé X d'attiser le feu et rappelé son ambassadeur" the second participle is joined to the first, not to the
// infinitive between them.
func outerParticiple(words []Word, v int) bool {
	h := words[v].Head
	if h < 0 || h > v || words[v].Feats.VerbForm() != ud.VerbFormPart || words[v].Feats.Tense() == ud.TensePres || words[v-1].UPOS != ud.CCONJ ||
		has(words, v, "aux") || words[h].Feats.VerbForm() != ud.VerbFormInf || has(words, h, "aux") {
		return false
	}
	for g, n := words[h].Head, 0; g >= 0 && g < h && n < 4; g, n = words[g].Head, n+1 {
		if words[g].UPOS == ud.VERB && words[g].Feats.VerbForm() == ud.VerbFormPart && has(words, g, "aux") && !has(words, g, "aux:pass") {
			return hang(words, v, g, "conj")
		}
	}
	return false
}

// joinedSubject: of two subjects before one verb, an "et" before the second, the second is joined to the first: "L'ancien ministre, X, et
// le promoteur Y comparaissent".
func joinedSubject(words []Word, b int) bool {
	v := words[b].Head
	if v <= b || !nominal(words[b]) {
		return false
	}
	first, _ := reach(words, b)
	if first < 1 || words[first-1].UPOS != ud.CCONJ || words[first-1].Head != v && words[first-1].Head != b {
		return false
	}
	for a := first - 2; a >= 0; a-- {
		if words[a].Head == v && words[a].Rel.Is("nsubj") && nominal(words[a]) {
			words[first-1].Head = b
			return hang(words, b, a, "conj")
		}
	}
	return false
}

// letKnow: "…, a fait savoir son ambassade" is inserted behind what is said, and has its subject behind it.
func letKnow(words []Word, v int) bool {
	if v < 2 || words[v-1].Form != "fait" || words[v].Form != "savoir" && words[v].Form != "valoir" && words[v].Form != "remarquer" && words[v].Form != "observer" {
		return false
	}
	k := v - 2
	if strings.ToLower(words[k].Form) != "a" && words[k].Form != "ont" || k < 1 || words[k-1].Form != "," {
		return false
	}
	s := subjectBehind(words, v)
	if s < 0 {
		return false
	}
	setRel(&words[s], v, "nsubj")
	setRel(&words[k], v, "aux")
	words[k].UPOS = ud.AUX
	setRel(&words[v], words[v].Head, "parataxis")
	return true
}
