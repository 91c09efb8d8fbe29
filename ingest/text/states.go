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

// demonymEnds are endings of English adjectives of peoples.
var demonymEnds = [...]string{"ian", "ean", "ish", "ese", "rab", "aeli", "aqi", "stani", "uk", "reek", "erman", "urkish", "ench"}

// allStates holds for parts that are all names of states or their adjectives.
func allStates(parts []string) bool {
	for _, p := range parts {
		low := strings.ToLower(p)
		if stateNames()[low] {
			continue
		}
		found := false
		for _, e := range demonymEnds {
			found = found || strings.HasSuffix(low, e)
		}
		switch low {
		case "franco", "anglo", "sino", "russo", "greco", "afro", "indo", "austro", "euro":
			found = true
		}
		if !found {
			return false
		}
	}
	return true
}
