package when

import (
	"testing"
	"time"
)

func TestCivilAgreesWithTime(t *testing.T) {
	for n := daysFrom(1, 1, 1); n <= daysFrom(9999, 12, 31); n += 37 {
		want := time.Unix(int64(n)*86400, 0).UTC()
		d := civil(n)
		if d.Year != want.Year() || d.Month != int(want.Month()) || d.Day != want.Day() || d.number() != n {
			t.Fatalf("day %d is %v, not %v", n, want, d)
		}
		if wd := (int(want.Weekday())+6)%7 + 1; weekday(n) != wd {
			t.Fatalf("%v is weekday %d, not %d", d, wd, weekday(n))
		}
	}
	if got := (Day{2022, 1, 31}).plus(1); got != (Day{2022, 2, 28}) {
		t.Errorf("31 January and a month is %v", got)
	}
	if got := (Day{2022, 1, 15}).plus(-13); got != (Day{2020, 12, 15}) {
		t.Errorf("15 January 2022 less 13 months is %v", got)
	}
}
