package evalset

import (
	"strings"
	"testing"
)

// TestRealSet loads the set and asserts that it is as large and as even as
// docs/evaluation-set.md says.
func TestRealSet(t *testing.T) {
	set := loadReal(t)
	for _, a := range set.Articles {
		if n := len(strings.Fields(a.Text)); n < 60 || n > 220 {
			t.Errorf("%s: %d words; a passage has 60 to 220", a.Path, n)
		}
	}
}
