// Package near finds what a person who mistyped a name meant.
package near

// Distance is the number of characters to insert, delete or replace
// (Levenshtein 1966) to make b of a.
func Distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		diagonal := row[0]
		row[0] = i + 1
		for j := range t {
			cost := diagonal
			if s[i] != t[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(t)]
}

// Nearest is the first of the names with the smallest distance, at most so
// far; "" if there is none.
func Nearest(name string, names []string, most int) string {
	found, best := "", most+1
	for _, n := range names {
		if d := Distance(name, n); d < best {
			found, best = n, d
		}
	}
	return found
}
