package relation

import (
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// eventKind is a kind of event that articles tell of without a name, with the
// nouns that mean one of the kind: "attack" with "raid" and "bombing".
type eventKind struct {
	name  string
	nouns *syntax.Words
}

// mixed are the kinds whose nouns do not mean the same: "the deal" takes up no "ban".
var mixed = map[string]bool{"show": true, "other": true}

// happenings reads the kinds of events. $happening is all nouns of all kinds,
// and $happening-attack those of one.
func (l *loader) happenings(name string) {
	n := l.read(name)
	if n == nil {
		return
	}
	all := []string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		var words []string
		if err := v.Decode(&words); err != nil || len(words) == 0 {
			l.diags.Add(name, v.Line, v.Column, "write [word, word]", "kind %q has no list of nouns", k.Value)
			continue
		}
		list := "happening-" + k.Value
		if !frameName.MatchString(k.Value) || l.out.Lists[list] != nil {
			l.diags.Add(name, k.Line, k.Column, "use lower-case letters, digits and hyphens, each name once", "kind %q", k.Value)
		}
		nouns, err := syntax.ReadWords(words, l.out.Lists)
		if err != nil {
			l.diags.Add(name, v.Line, v.Column, "define the list in lists.yaml", "kind %q: %v", k.Value, err)
		}
		l.out.Lists[list] = words
		l.out.kinds = append(l.out.kinds, eventKind{k.Value, nouns})
		all = append(all, "$"+list)
	}
	l.out.Lists["happening"] = all
}

// Happening is the kind of event that a noun means, "" if it means none.
func (l *Language) Happening(t *parse.Tree, i int) string {
	if p := syntax.Pos(t, i); p != "NOUN" && p != "PROPN" {
		return ""
	}
	for _, k := range l.kinds {
		if !k.nouns.Match(t, i) {
			continue
		}
		if mixed[k.name] {
			return syntax.Lemma(t, i)
		}
		return k.name
	}
	return ""
}
