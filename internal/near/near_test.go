package near

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"accused", "severed", "attacked"}
	for name, want := range map[string]string{"sever": "severed", "acused": "accused", "attackiert": "", "": "", "severed": "severed"} {
		if got := Nearest(name, names, 2); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		n    int
	}{{"", "", 0}, {"a", "", 1}, {"kitten", "sitting", 3}, {"é", "e", 1}, {"ab", "ba", 2}} {
		if got := Distance(c.a, c.b); got != c.n {
			t.Errorf("Distance(%q, %q) = %d, want %d", c.a, c.b, got, c.n)
		}
	}
}
