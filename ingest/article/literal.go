package article

import (
	"regexp/syntax"
	"strings"
)

// literals gives strings of which every match of the pattern holds at least
// one, in lower case; nil when there are none. A line without any of them need
// not be tried, which saves most of the time.
func literals(pattern string) []string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	return required(re.Simplify())
}

func required(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, s := range re.Sub {
			if r := required(s); shortest(r) > shortest(best) {
				best = r
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, s := range re.Sub {
			r := required(s)
			if r == nil {
				return nil
			}
			all = append(all, r...)
		}
		return all
	}
	return nil
}

// shortest is the length of the shortest string, 0 for none.
func shortest(in []string) int {
	n := 0
	for i, s := range in {
		if i == 0 || len(s) < n {
			n = len(s)
		}
	}
	return n
}

func containsAny(s string, any []string) bool {
	for _, x := range any {
		if strings.Contains(s, x) {
			return true
		}
	}
	return any == nil
}
