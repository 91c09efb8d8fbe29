package edtf

import "testing"

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Relation
	}{
		{"2022-07-15", "2022-07-15", Same},
		{"2022-07", "2022-07-15", Contains},
		{"2022-07-15", "2022", Within},
		{"2022-09-06", "2022-09-07", Earlier},
		{"2022-09", "2022-08", Later},
		{"2013/..", "2018", Contains},
		{"2018", "2013/..", Within},
		{"2013/..", "2012-12-31", Later},
		{"../2013", "2014", Earlier},
		{"2013/2016", "2015/2018", Overlaps},
		{"198X", "1985-03", Contains},
		{"18XX", "1900", Earlier},
		{"2022-22", "2022-07", Contains},
		{"2022-24", "2023-02-15", Contains},
		{"2022-24", "2022-01", Contains},
		{"2022-33", "2022-04", Earlier},
		{"2022-07-11/2022-07-20", "2022-07-15", Contains},
		{"2022-07-11/2022-07-20", "2022-07", Within},
		{"2013~", "2014-01", Contains},
		{"2013~", "2016", Earlier},
		{"XXXX-09-07", "2022-09-07", Overlaps},
		{"XXXX-09", "2022-09-07", Contains},
		{"2022-09-07", "XXXX-09", Within},
		{"XXXX-09-07", "2022-09-08", Apart},
		{"XXXX-09-07", "2022", Overlaps},
		{"XXXX-09-07", "2013/..", Overlaps},
		{"XXXX-09-07", "XXXX-09", Within},
		{"XXXX-09-07", "XXXX-10", Apart},
		{"XXXX-12-28/XXXX-01-03", "2022-01-02", Contains},
		{"XXXX-12-28/XXXX-01-03", "2022-02-02", Apart},
		{"XXXX-12-28/XXXX-01-03", "XXXX-01-02", Contains},
		{"2022-12?", "2021-12-24", Contains}, // the year is uncertain
		{"2022-12?", "2021-11-24", Apart},
		{"XXXX-07/..", "1999", Contains},
	} {
		got, err := Compare(c.a, c.b)
		if err != nil || got != c.want {
			t.Errorf("Compare(%s, %s) = %q, %v; want %q", c.a, c.b, got, err, c.want)
		}
	}
}

func TestContradicts(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2022-07", "2022-07-15", false},
		{"2022-09-06", "2022-09-07", true},
		{"2013/..", "2018", false},
		{"2014/..", "2013", true},
		{"2022-08-01/2022-08-10", "2022-09", true},
		{"", "2022", false},
		{"rubbish", "2022", false},
		{"2022-13-01", "2022", false},
	} {
		for _, swap := range []bool{false, true} {
			a, b := c.a, c.b
			if swap {
				a, b = b, a
			}
			if got := Contradicts(a, b); got != c.want {
				t.Errorf("Contradicts(%q, %q) = %v", a, b, got)
			}
		}
	}
}

func TestEnglish(t *testing.T) {
	for s, want := range map[string]string{
		"2022-09-07": "7 September 2022", "2022-07": "July 2022", "2018": "2018", "XXXX-09-06": "6 September (year not told)", "XXXX-07": "July (year not told)",
		"2013/..": "since 2013", "../2012": "until 2012", "2022-07-01/2022-07-10": "1 to 10 July 2022", "2022-07-28/2022-08-03": "28 July to 3 August 2022", "2021-12-28/2022-01-03": "28 December 2021 to 3 January 2022",
		"XXXX-08-01/XXXX-08-10": "1 to 10 August (year not told)", "2013/2018": "2013 to 2018", "198X": "the 1980s", "18XX": "the 1800s",
		"2013~": "about 2013", "2022-22": "summer 2022", "2022-33": "first quarter of 2022", "2022-12-28?": "28 December 2022 (year uncertain)", "rubbish": "rubbish", "": "",
	} {
		if got := English(s); got != want {
			t.Errorf("English(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestGap(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
		ok   bool
	}{
		{"2022-09-06", "2022-09-07", 1, true},
		{"2022-07", "2022-07-15", 0, true},
		{"XXXX-09-06", "XXXX-09-08", 2, true},
		{"XXXX-12-31", "XXXX-01-02", 2, true},
		{"XXXX-09-06", "2022-09-16", 10, true},
		{"2013/..", "2011", 367, true},
		{"", "2011", 0, false},
	} {
		for _, swap := range []bool{false, true} {
			a, b := c.a, c.b
			if swap {
				a, b = b, a
			}
			if got, ok := Gap(a, b); got != c.want || ok != c.ok {
				t.Errorf("Gap(%q, %q) = %d, %v", a, b, got, ok)
			}
		}
	}
}

func TestBadEDTF(t *testing.T) {
	for _, s := range []string{"", "22", "2022-", "2022-00", "2022-13", "2022-02-30", "2021-02-29", "20X2", "2022-7-1", "2022/2021",
		"../..", "2022-09-07T10:00", "XXXX", "XXXX/2022", "2022~~", "2022-25", "2022-40", "20222-01", "XXXX-01-01/2022-02-02"} {
		if sp, err := Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, sp)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("2022-07", "XXXX-12-28/XXXX-01-03")
	f.Add("2013~", "../198X")
	f.Fuzz(func(t *testing.T, a, b string) {
		ab, err1 := Compare(a, b)
		_, _ = English(a), English(b)
		g, ok := Gap(a, b)
		if h, ok2 := Gap(b, a); g != h || ok != ok2 || ok && (g > 0) != Contradicts(a, b) {
			t.Fatalf("Gap(%q, %q) = %d, %v, the other way %d", a, b, g, ok, h)
		}
		ba, err2 := Compare(b, a)
		if (err1 == nil) != (err2 == nil) || Contradicts(a, b) != Contradicts(b, a) {
			t.Fatalf("Compare(%q, %q) = %q, %v but the other way %q, %v", a, b, ab, err1, ba, err2)
		}
		mirror := map[Relation]Relation{Within: Contains, Contains: Within, Earlier: Later, Later: Earlier}
		if want, ok := mirror[ab]; err1 == nil && ok && ba != want {
			t.Fatalf("Compare(%q, %q) = %q but the other way %q", a, b, ab, ba)
		}
		if r, err := Compare(a, a); err == nil && r != Same {
			t.Fatalf("Compare(%q, itself) = %q", a, r)
		}
	})
}
