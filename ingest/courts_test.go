package ingest

import "testing"

// Whose courts act is said by the courts that the article names, then by its dateline;
// where it names those of two states, nobody is the accuser.
func TestCourts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"OSLO - Le banquier Emil Horak a été inculpé mardi pour fraude.", "norway"},
		{"OSLO - La justice danoise hésitait depuis un an. Le banquier Emil Horak a été inculpé mardi pour fraude.", "denmark"},
		{"Le tribunal de Lyon a entendu dix témoins. Le banquier Emil Horak y a été inculpé pour fraude.", "france"},
		{"La justice danoise hésite, le parquet suédois aussi. Le banquier Emil Horak a été inculpé pour fraude.", ""},
		{"Le banquier Emil Horak a été inculpé mardi pour fraude.", ""},
	} {
		got := ""
		for _, x := range readAs(t, "a.txt", "fr", "Un banquier devant ses juges\n\n"+c.text).Claims {
			if x.Predicate == "accused" && x.Object == "person:emil_horak" && x.Edge() {
				got = x.Subject
			}
		}
		if got != c.want {
			t.Errorf("%s: accused by %q, want %q", c.text, got, c.want)
		}
	}
}
