package relation

import (
	_ "embed"
	"strings"
)

//go:embed data/en/irregular.tsv
var irregularEnglish string

// irregular gives, by language, the infinitive of irregular verb forms whose
// lemma a lemmatizer may not know.
var irregular = map[string]map[string]string{"en": readPairs(irregularEnglish)}

// readPairs reads "form TAB lemma" lines; "#" begins a comment.
func readPairs(s string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(s) {
		form, lemma, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			out[form] = lemma
		}
	}
	return out
}
