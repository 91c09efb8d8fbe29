package parse

import (
	"unicode"

	"kg/ingest/parse/ud"
)

// betweenCommas hangs a name between commas on the noun that it names, where the parser took it for an adverbial of the French
// verb before it ("a invité les deux belligérants, le Soudan et le Tchad, à …", "a maintenu son fondateur, X, accusé de …"), or
// joined it to the name before the comma ("Le numéro deux du Hezbollah, X, a été tué"). It reports whether it changed anything.
func betweenCommas(words []Word) (changed bool) {
	for b := 3; b < len(words); b++ {
		h := words[b].Head
		if h < 0 || h >= b || words[b].UPOS != ud.PROPN && !namedByOrigin(words, b) || hasCase(words, b) {
			continue
		}
		first, last := reach(words, b)
		for first < b && words[first].UPOS == ud.PUNCT {
			first++
		}
		if first < 2 || words[first-1].Form != "," || last < len(words) && words[last].UPOS != ud.PUNCT {
			continue
		}
		a := -1
		switch r := words[b].Rel; {
		case r.Is("obl") && words[h].UPOS == ud.VERB:
			a = namedBefore(words, first-2, h)
		case r.Is("conj") && nominal(words[h]) && !listed(words, h, b):
			a = titleOver(words, h)
		}
		if a >= 0 && hang(words, b, a, "appos") {
			changed = true
		}
	}
	return changed
}

// namedBefore is the noun whose phrase ends with word end, and that hangs on verb v before it as its subject or object, or as the
// receiver; -1 if there is none.
func namedBefore(words []Word, end, v int) int {
	for a, n := end, 0; a > v && n < len(words); a, n = words[a].Head, n+1 {
		if words[a].Head != v {
			continue
		}
		r := words[a].Rel
		if words[a].UPOS != ud.NOUN || r.String() == "obl:tmod" || !r.Is("obj") && !r.Is("nsubj") && !r.Is("iobj") && r.String() != "obl:arg" && r.String() != "obl:agent" {
			return -1
		}
		if _, last := reach(words, a); last == end+1 {
			return a
		}
		return -1
	}
	return -1
}

// namedByOrigin: a noun with a capital that tells whence the person behind it is: "l’Irlandaise Orla Fennelly".
func namedByOrigin(words []Word, b int) bool {
	return words[b].UPOS == ud.NOUN && unicode.IsUpper(first(words[b].Form)) && words[b-1].UPOS == ud.DET &&
		b+1 < len(words) && words[b+1].UPOS == ud.PROPN && words[b+1].Head == b
}

// listed: word b is one of several that are joined to word h, or an "et" joins it.
func listed(words []Word, h, b int) bool {
	for i, w := range words {
		if i != b && w.Rel.Is("conj") && (w.Head == h || w.Head == b) || w.Head == b && w.Rel.Is("cc") {
			return true
		}
	}
	return false
}

// titleOver is the noun in the singular, with an article, of whose phrase word h is part: the "numéro" of "le numéro deux du
// Hezbollah"; -1 if that phrase begins with a name, or is in the plural.
func titleOver(words []Word, h int) int {
	a := h
	for n := 0; n < len(words) && words[a].Head >= 0 && words[a].Head < a && nominal(words[words[a].Head]); n++ {
		a = words[a].Head
	}
	if words[a].UPOS != ud.NOUN || words[a].Feats.Number() == ud.NumberPlur {
		return -1
	}
	for k := a - 1; k >= 0 && k > a-4; k-- {
		if words[k].Head == a && words[k].UPOS == ud.DET {
			return a
		}
	}
	return -1
}
