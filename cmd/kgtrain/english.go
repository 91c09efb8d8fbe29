package main

import (
	"path/filepath"
	"strings"
)

// english reads wordnet.json, which node writes from the npm package
// wink-lexicon (docs/model-cards/README.md has the command), and inflects its
// verbs and nouns. Irregular forms are listed there.
func (l lexicon) english(dir string) error {
	var wn struct {
		Words        map[string]int
		Senses       [][]int
		Verbs, Nouns map[string]string
	}
	if err := readJSON(filepath.Join(dir, "wordnet.json"), &wn); err != nil {
		return err
	}
	for w, i := range wn.Words {
		if len(w) < 2 || strings.ContainsAny(w, "_ .'0123456789") || i >= len(wn.Senses) {
			continue
		}
		noun, verb := false, false
		for _, s := range wn.Senses[i] { // WordNet's lexicographer files
			noun = noun || s >= 3 && s <= 28
			verb = verb || s >= 29 && s <= 43
		}
		if noun {
			l.add(w, "NOUN", "Number=Sing", w)
			l.add(withS(w), "NOUN", "Number=Plur", w)
		}
		if verb {
			l.englishVerb(w)
		}
	}
	for form, lemma := range wn.Verbs {
		if strings.HasSuffix(form, "ing") {
			l.add(form, "VERB", "Tense=Pres|VerbForm=Part", lemma)
		} else {
			l.englishPast(form, lemma)
		}
	}
	for form, lemma := range wn.Nouns {
		l.add(form, "NOUN", "Number=Plur", lemma)
	}
	return nil
}

func (l lexicon) englishPast(form, lemma string) {
	l.add(form, "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", lemma)
	l.add(form, "VERB", "Tense=Past|VerbForm=Part", lemma)
}

// englishVerb adds the regular forms; verbs that double a consonant are among
// the irregular ones of WordNet.
func (l lexicon) englishVerb(w string) {
	l.add(w, "VERB", "VerbForm=Inf", w)
	l.add(w, "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin", w)
	l.add(withS(w), "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", w)
	stem, isE := strings.CutSuffix(w, "e")
	ing, past := w+"ing", w+"ed"
	switch {
	case strings.HasSuffix(w, "ie"):
		ing, past = w[:len(w)-2]+"ying", w+"d"
	case isE && strings.HasSuffix(stem, "e"), isE && strings.HasSuffix(stem, "y"), isE && strings.HasSuffix(stem, "o"):
		past = w + "d"
	case isE:
		ing, past = stem+"ing", w+"d"
	case consonantY(w):
		past = w[:len(w)-1] + "ied"
	}
	l.add(ing, "VERB", "Tense=Pres|VerbForm=Part", w)
	l.englishPast(past, w)
}

func consonantY(w string) bool {
	return strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2]))
}

func withS(w string) string {
	for _, end := range []string{"s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(w, end) {
			return w + "es"
		}
	}
	if consonantY(w) {
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}
