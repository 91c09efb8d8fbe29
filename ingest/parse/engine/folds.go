package engine

import "strings"

// groups numbers the sentences so that all copies of one, be they in capitals,
// without the full stop or with their parts moved, have one number: what is cut into parts by it never has a
// copy of a sentence in the part that learns and another in the part that is predicted.
func groups(data []*Gold) []int {
	number := map[string]int{}
	out := make([]int, len(data))
	for k, g := range data {
		if g.Origin != nil {
			g = g.Origin
		}
		key := strings.TrimRight(strings.ToLower(strings.Join(g.Forms, " ")), " .!?")
		if _, ok := number[key]; !ok {
			number[key] = len(number)
		}
		out[k] = number[key]
	}
	return out
}
