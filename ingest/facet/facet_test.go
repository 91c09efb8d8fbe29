package facet

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestShipped(t *testing.T) {
	for _, lang := range []string{"de", "en", "fr"} {
		l, err := Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range []string{"meeting", "rally", "election", "exercise", "match", "festival", "launch", "trial"} {
			if len(l.kinds[k].plain) == 0 {
				t.Errorf("%s has no nouns for events of the kind %s", lang, k)
			}
		}
		for _, o := range []Outcome{Postponed, Cancelled, Held} {
			if len(l.verbs[o].plain) == 0 {
				t.Errorf("%s has no verbs for %s", lang, o)
			}
		}
	}
}

func TestWords(t *testing.T) {
	l, err := Load("en")
	if err != nil {
		t.Fatal(err)
	}
	off := func(w string) bool { return w == "off" }
	if l.Outcome("call", off) != Cancelled || l.Outcome("call", nil) != "" || l.Outcome("postpone", nil) != Postponed {
		t.Error("verbs of outcomes")
	}
	if l.Became("kill", nil) != "dead" || l.Became("visit", nil) != "" {
		t.Error("verbs of casualties")
	}
	de, err := Load("de")
	if err != nil {
		t.Fatal(err)
	}
	if de.Kind("krisengipfel") != "meeting" || de.Kind("gipfel") != "meeting" || de.Kind("berg") != "" {
		t.Error("endings")
	}
}

func TestFaults(t *testing.T) {
	const good = "distance: [from]\nplace: [in]\nagain: [event]\n"
	for text, want := range map[string]string{
		"distance: []\nplace: [in]\nagain: [event]\n":                `"distance" is empty`,
		good + "became: {spoon: [stir]}\n":                           `"spoon" is no unit of persons`,
		good + "status: {eaten: {verb: [eat]}}\n":                    `"eaten" is no outcome`,
		good + "events: {meeting: [Summit]}\n":                       "lower case",
		good + "evnets: {meeting: [summit]}\n":                       "evnets",
		good + "status: {held: {verb: [hold], adverb: [happily]}}\n": "adverb",
	} {
		_, err := LoadFS(fstest.MapFS{"xx.yaml": {Data: []byte(text)}}, "xx.yaml")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := Load("xx"); err == nil {
		t.Error("a language without words is loaded")
	}
}
