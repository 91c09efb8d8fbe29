package parse

import "kg/ingest/parse/ud"

// betweenCommas hangs a name between commas that the parser took for an adverbial of the French verb before it on the noun
// that it names: "a invité les deux belligérants, le Soudan et le Tchad, à …", "a maintenu son fondateur, X, accusé de …".
// It reports whether it changed anything.
func betweenCommas(words []Word) (changed bool) {
	for b := 3; b < len(words); b++ {
		v := words[b].Head
		if v < 0 || v >= b || words[v].UPOS != ud.VERB || words[b].UPOS != ud.PROPN || !words[b].Rel.Is("obl") || hasCase(words, b) {
			continue
		}
		first, last := reach(words, b)
		for first < b && words[first].UPOS == ud.PUNCT {
			first++
		}
		if first < 2 || words[first-1].Form != "," || last < len(words) && words[last].UPOS != ud.PUNCT {
			continue
		}
		if a := namedBefore(words, first-2, v); a >= 0 && hang(words, b, a, "appos") {
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
