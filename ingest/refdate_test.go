package ingest

import (
	"testing"

	"kg/ingest/when"
)

func TestStoryYear(t *testing.T) {
	wednesday := when.Date{EDTF: "XXXX-09-07", Weekday: 3}
	thursday := when.Date{EDTF: "XXXX-09-09", Weekday: 4}
	for _, c := range []struct {
		text  string
		dates []when.Date
		want  int
	}{
		{"Brussels, June 23, 2022. Since 2013 and 1981.", []when.Date{wednesday}, 2022},
		{"In 2016 and in 2022", []when.Date{wednesday}, 0}, // it is a Wednesday in both
		{"Since 2013", []when.Date{wednesday}, 0},
		{"In 2022", []when.Date{wednesday, thursday}, 0}, // one of the two is wrong
		{"In 2022", []when.Date{{EDTF: "XXXX-09-07"}}, 0},
		{"In 2022", nil, 0},
		{"20222 and 3,2022", []when.Date{wednesday}, 2022},
	} {
		if got := storyYear(c.text, [][]when.Date{c.dates}); got != c.want {
			t.Errorf("%q: %d, want %d", c.text, got, c.want)
		}
	}
}
