package text

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// stateNames holds the English names of states and territories (CLDR), in
// lower case. It is not changed once made.
var stateNames = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	names := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string(a) + string(b))
			if err != nil || !r.IsCountry() {
				continue
			}
			if n := names.Name(r); n != "" {
				out[strings.ToLower(n)] = true
			}
		}
	}
	return out
})

// allStates holds for parts that all name states or peoples: Iran-Iraq,
// Franco-German.
func (r *rules) allStates(parts []string) bool {
	for _, p := range parts {
		low := strings.ToLower(p)
		if !stateNames()[low] && !r.apart[low] && !r.endsApart(low) {
			return false
		}
	}
	return true
}

func (r *rules) endsApart(word string) bool {
	for _, e := range r.apartEnds {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}
