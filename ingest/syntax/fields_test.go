package syntax

import (
	"strings"
	"testing"

	"kg/ingest/parse"
)

// read parses a sentence whose tokens are parted by spaces.
// read parses a sentence whose tokens stand between blanks.
func read(t *testing.T, lang, sentence string) *parse.Tree {
	t.Helper()
	m, err := parse.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return m.Parse(parse.Spaced(sentence))
}

// fieldCase is what the fields of a sentence say of its verb; phrases "" is not checked.
type fieldCase struct{ sentence, verb, subject, object, prep, phrases string }

func (x fieldCase) check(t *testing.T, lang string, subject, object func(*parse.Tree, int) []int, phrases func(*parse.Tree, int, []string) []int) {
	t.Helper()
	tree := read(t, lang, x.sentence)
	v := -1
	for i := range tree.Len() {
		if tree.Word(i).Form == x.verb {
			v = i
		}
	}
	if got := forms(tree, subject(tree, v)); got != x.subject {
		t.Errorf("%s\n  subject %q, want %q", x.sentence, got, x.subject)
	}
	if got := forms(tree, object(tree, v)); got != x.object {
		t.Errorf("%s\n  object %q, want %q", x.sentence, got, x.object)
	}
	if got := forms(tree, phrases(tree, v, []string{x.prep})); x.phrases != "" && got != x.phrases {
		t.Errorf("%s\n  %s: %q, want %q", x.sentence, x.prep, got, x.phrases)
	}
}

func forms(t *parse.Tree, words []int) string {
	var out []string
	for _, w := range words {
		out = append(out, t.Word(w).Form)
	}
	return strings.Join(out, " ")
}

// TestFields checks what the order of the words says, whatever the tree.
func TestFields(t *testing.T) {
	for _, x := range []fieldCase{
		{"Kenya accused neighbouring Uganda of smuggling .", "accused", "Kenya", "Uganda", "", ""},
		{"Prosecutors in Milan charged the banker Anton Gavrilov with fraud .", "charged", "Prosecutors", "Gavrilov", "with", "fraud"},
		{"The minister , Omar Farah , accused Eritrea and Sudan of spying .", "accused", "minister", "Eritrea Sudan", "of", ""},
		{"The militia , which attacked the town , fled to Chad .", "attacked", "militia", "town", "", ""},
		{"Chad closed its border and accused Libya .", "accused", "Chad", "Libya", "", ""},
		{"Having severed ties with Honduras , Belize wants talks .", "severed", "Belize", "ties", "with", "Honduras"},
		{"Georgia vowed to expel the ambassador of Armenia .", "expel", "Georgia", "ambassador", "", ""},
		{"Hackers working for Belarus attacked Poland .", "attacked", "Hackers", "Poland", "", ""},
		{"Russia attacked Ukraine and Belarus closed its border .", "attacked", "Russia", "Ukraine", "", ""},
	} {
		x.check(t, "en", SubjectField, func(t *parse.Tree, v int) []int { return ObjectField(t, v, "") }, PrepositionField)
	}
}

// TestFieldsOfAnything: whatever the words, fields stay within the sentence.
func TestFieldsOfAnything(t *testing.T) {
	for _, s := range []string{"and", ", ,", "to to to", "who which that", "by by of and , and", "' s 's not", "Having", "is , and is"} {
		tree := read(t, "en", s)
		for i := 0; i < tree.Len(); i++ {
			for _, w := range append(append(SubjectField(tree, i), ObjectField(tree, i, "in")...), PrepositionField(tree, i, []string{"by"})...) {
				if w < 0 || w >= tree.Len() {
					t.Errorf("%q: word %d", s, w)
				}
			}
		}
	}
}
