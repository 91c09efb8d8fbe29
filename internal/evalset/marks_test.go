package evalset

import (
	"slices"
	"testing"
)

func TestReadMarks(t *testing.T) {
	text, marks, err := ReadMarks("[{The }Lagos Sentinel|O] said [Banda|P Hope Banda] saw [Ilo{ Ltd}|OL].")
	if err != nil {
		t.Fatal(err)
	}
	if want := "The Lagos Sentinel said Banda saw Ilo Ltd."; text != want {
		t.Fatalf("text %q, want %q", text, want)
	}
	var got []string
	for _, m := range marks {
		got = append(got, text[m.Start:m.End], text[m.InnerStart:m.InnerEnd], m.Class, m.Entity)
	}
	want := []string{"The Lagos Sentinel", "Lagos Sentinel", "O", "Lagos Sentinel", "Banda", "Banda", "P", "Hope Banda", "Ilo Ltd", "Ilo", "OL", "Ilo"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, bad := range []string{"[Banda]", "[Banda|]", "[Banda|Q]", "[|P]", "[Banda|P"} {
		if _, _, err := ReadMarks(bad); err == nil {
			t.Errorf("%s is taken for a mark", bad)
		}
	}
}

func TestScoreNames(t *testing.T) {
	text, marks, err := ReadMarks("[Hope Banda|P] left [Ilo Works|O]. [Banda|P Hope Banda] now leads [Kasama|L] for [Ilo|O Ilo Works].")
	if err != nil {
		t.Fatal(err)
	}
	at := func(k int) Named { return Named{Start: marks[k].Start, End: marks[k].End, Name: true} }
	set := func(n Named, typ, id string) Named { n.Type, n.Entity = typ, id; return n }
	got := []Named{
		set(at(0), "Person", "banda"),
		set(at(1), "Company", "ilo"),
		set(at(2), "Organization", "banda"), // the thing, but not the class
		{Start: marks[3].Start - 4, End: marks[3].End, Name: true, Type: "Place", Entity: "for_kasama"},
		set(at(4), "Company", "banda"), // merged with another thing
	}
	s := ScoreNames(text, marks, got)
	s.Notes = nil
	want := NameScore{Wanted: 5, Spans: 4, Right: 3, Given: 5, Links: 2, LinksRight: 1, LinksWrong: 1}
	if s.Wanted != want.Wanted || s.Spans != want.Spans || s.Right != want.Right || s.Given != want.Given || s.Links != want.Links || s.LinksRight != want.LinksRight || s.LinksWrong != want.LinksWrong {
		t.Errorf("got %+v, want %+v", s, want)
	}
}
