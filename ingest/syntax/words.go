package syntax

import (
	"fmt"
	"strings"

	"kg/ingest/parse"
)

// Lists names sets of words that paths may refer to as $name.
type Lists map[string][]string

// Words is a set of lemmas, forms and "*endings", looked up in trees.
type Words struct {
	set     map[string]bool
	endings []string // apart from the set, which may be large
}

// ReadWords is the set of the words and $lists.
func ReadWords(in []string, lists Lists) (*Words, error) {
	set, err := Expand(in, lists)
	if err != nil {
		return nil, err
	}
	w := &Words{set: set}
	for k := range set {
		if e, ok := strings.CutPrefix(k, "*"); ok && e != "" {
			w.endings = append(w.endings, e)
		}
	}
	return w, nil
}

// Has reports whether the word itself is in the set. A nil set has no words.
func (w *Words) Has(word string) bool { return w != nil && w.set[word] }

// Match reports whether word j is in the set: by lemma, by form, or by an
// entry "*ending" that its lemma or form ends in. A nil set has no words.
func (w *Words) Match(t *parse.Tree, j int) bool {
	if w == nil {
		return false
	}
	l, f := Lemma(t, j), Form(t, j)
	if w.set[l] || f != l && w.set[f] {
		return true
	}
	if one, ok := strings.CutSuffix(l, "s"); ok && t.Lang() == "en" && Pos(t, j) == "NOUN" && w.set[one] {
		return true // the treebanks leave "troops" in the plural
	}
	for _, e := range w.endings {
		if strings.HasSuffix(l, e) || strings.HasSuffix(f, e) {
			return true
		}
	}
	return false
}

// Expand turns words and $lists into a set.
func Expand(in []string, lists Lists) (map[string]bool, error) { return expand(in, lists, 0) }

// deepestList is how many lists may stand inside one another: one more, and they
// hold themselves.
const deepestList = 20

func expand(in []string, lists Lists, depth int) (map[string]bool, error) {
	if depth > deepestList {
		return nil, fmt.Errorf("lists that hold themselves: %s", strings.Join(in[:min(3, len(in))], ", "))
	}
	out := map[string]bool{}
	for _, w := range in {
		w = strings.TrimSpace(w)
		name, isList := strings.CutPrefix(w, "$")
		switch {
		case w == "":
			return nil, fmt.Errorf("an empty word in a list")
		case !isList:
			out[w] = true
		case lists[name] == nil:
			return nil, fmt.Errorf("unknown list $%s", name)
		default:
			sub, err := expand(lists[name], lists, depth+1)
			if err != nil {
				return nil, err
			}
			for k := range sub {
				out[k] = true
			}
		}
	}
	return out, nil
}
