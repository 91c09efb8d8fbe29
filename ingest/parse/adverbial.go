package parse

import (
	"slices"
	"strings"
)

// ofWhat are the words by which a complement follows.
var ofWhat = map[string]bool{"de": true, "du": true, "des": true, "d'": true}

var plainApostrophe = strings.NewReplacer("’", "'")

// withAdverbials adds the fixed adverbial phrases among the tokens to asides
// that the caller knows, in order and without overlap.
func (m *Model) withAdverbials(tokens []Token, asides []Range) []Range {
	by := listsOf(m.lang).asides
	if by == nil {
		return asides
	}
	form := func(i int) string { return plainApostrophe.Replace(strings.ToLower(tokens[i].Form)) }
	out := slices.Clone(asides)
	for i := 1; i < len(tokens); i++ {
		for _, p := range by[form(i)] {
			last := i + len(p)
			if last >= len(tokens) || !free(asides, i, last) || !spells(p, form, i) {
				continue
			}
			if ofWhat[form(last)] && p[0] == "dans" { // "dans la nuit de dimanche à lundi", "dans la soirée du scrutin"
				k := slices.IndexFunc(out, func(a Range) bool { return a.First == last+1 })
				if k < 0 {
					continue
				}
				last = out[k].Last
				out = slices.Delete(out, k, k+1)
			}
			out = append(out, Range{i, last})
			i = last - 1
			break
		}
	}
	slices.SortFunc(out, func(a, b Range) int { return a.First - b.First })
	return out
}

// spells: the words of the phrase stand from token i on.
func spells(phrase []string, form func(int) string, i int) bool {
	for k, w := range phrase {
		if form(i+k) != w {
			return false
		}
	}
	return true
}

// free: no aside has a token of the half-open range.
func free(asides []Range, first, last int) bool {
	return !slices.ContainsFunc(asides, func(a Range) bool { return a.First < last && first < a.Last })
}
