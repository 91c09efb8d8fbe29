package parse

import (
	"slices"
	"strings"

	"kg/ingest/parse/ud"
)

// obliqueArticles never stand with a subject; those of the second set show the dative
// wherever they stand.
var (
	obliqueArticles = map[string]bool{"den": true, "dem": true, "einem": true, "einen": true, "diesem": true, "seinem": true, "ihrem": true, "keinem": true, "seinen": true, "keinen": true, "seiner": true, "ihrer": true, "einer": true, "keiner": true}
	dativeArticles  = map[string]bool{"dem": true, "einem": true, "diesem": true, "seinem": true, "ihrem": true, "keinem": true, "seiner": true, "ihrer": true, "einer": true, "keiner": true}
)

// obliqueSubject: a noun whose article shows that it is no nominative is no
// subject: "Den USA warf Staatschef X vor …". Another bare noun of the verb is, if
// there is one. It reports whether it changed anything.
func obliqueSubject(words []Word, n int) bool {
	v := words[n].Head
	if words[n].Rel.String() != "nsubj" || v < 0 || words[v].UPOS != ud.VERB || caseOf(words, n) >= 0 {
		return false
	}
	dative := words[n].UPOS == ud.PRON && obliquePronouns[words[n].Form]
	d := -1
	if !dative {
		d = articleOf(words, n)
		if !nominal(words[n]) || d < 0 || titlesArticle(words, d, n) || !obliqueArticles[strings.ToLower(words[d].Form)] && !feminineDative(words, d, n) {
			return false
		}
		dative = dativeArticles[strings.ToLower(words[d].Form)] || feminineDative(words, d, n)
	}
	for i := range words {
		if words[i].Head == v && words[i].Rel.Is("aux") && strings.HasPrefix(words[i].Rel.String(), "aux:pass") {
			return hang(words, n, v, "obl:arg")
		}
	}
	s := -1
	for i := range words {
		if i == n || words[i].Head != v || !nominal(words[i]) || caseOf(words, i) >= 0 || i < n && i < v {
			continue
		}
		if a := articleOf(words, i); a >= 0 && obliqueArticles[strings.ToLower(words[a].Form)] {
			continue
		}
		if r := words[i].Rel.String(); r == "obj" || r == "iobj" || r == "obl:arg" || r == "dep" {
			s = i
			break
		}
	}
	rel := "obj"
	if dative || strings.EqualFold(words[d].Form, "den") && words[n].Feats.Number() == ud.NumberPlur || s >= 0 && words[s].Rel.String() == "obl:arg" {
		rel = "obl:arg"
	}
	changed := hang(words, n, v, rel)
	if s >= 0 {
		changed = hang(words, s, v, "nsubj") || changed
	}
	return changed
}

// obliquePronouns are no subjects: "X, dem die Opposition droht".
var obliquePronouns = map[string]bool{"dem": true, "denen": true, "ihm": true, "ihn": true}

// feminineEndings are those of nouns that are feminine, and of no others with "der" in the singular.
var feminineEndings = []string{"ung", "heit", "keit", "schaft", "tion", "tät", "ministerin", "präsidentin", "kanzlerin"}

// feminineDative: "der" stands before a feminine noun that begins the sentence: "Der Regierung droht …".
func feminineDative(words []Word, d, n int) bool {
	if words[d].Form != "Der" || words[n].UPOS != ud.NOUN || words[n].Feats.Number() == ud.NumberPlur {
		return false
	}
	f := words[n].Form
	return slices.ContainsFunc(feminineEndings, func(e string) bool { return strings.HasSuffix(f, e) })
}

// articleOf is the article or possessive before noun n, -1 if it has none.
func articleOf(words []Word, n int) int {
	for i := n - 1; i >= 0; i-- {
		if words[i].Head == n && words[i].UPOS == ud.DET {
			return i
		}
	}
	return -1
}

// titlesArticle: a genitive or another noun stands between the article and its
// noun, so that it may be another's: "den Verbündeten Polen".
func titlesArticle(words []Word, d, n int) bool {
	for i := d + 1; i < n; i++ {
		if u := words[i].UPOS; u != ud.ADJ && u != ud.NUM && u != ud.ADV && u != ud.PROPN {
			return true
		}
	}
	return false
}

// bareObject: a noun that no conjunction joins to a noun behind a preposition is the
// object of the verb before it: "flog in der Nacht zum Sonntag Angriffe auf …".
func bareObject(words []Word, n int) bool {
	h := words[n].Head
	if words[n].UPOS != ud.NOUN || words[n].Rel.String() != "conj" || h < 0 || h > n || !nominal(words[h]) || caseOf(words, h) < 0 || caseOf(words, n) >= 0 {
		return false
	}
	for i := h + 1; i < n; i++ {
		if words[i].UPOS == ud.CCONJ || words[i].UPOS == ud.PUNCT || words[i].UPOS == ud.VERB || words[i].UPOS == ud.AUX {
			return false
		}
	}
	for i := range words {
		if words[i].Head == n && words[i].UPOS == ud.CCONJ {
			return false
		}
	}
	v := h
	for k := 0; k < 4 && v >= 0 && words[v].UPOS != ud.VERB; k++ {
		v = words[v].Head
	}
	if v < 0 || words[v].UPOS != ud.VERB || v > h {
		return false
	}
	for i := range words {
		if words[i].Head == v && words[i].Rel.Base().String() == "obj" {
			return false
		}
	}
	return hang(words, n, v, "obj")
}
