package syntax

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"go.yaml.in/yaml/v3"

	"kg/ingest/parse"
	"kg/internal/diag"
)

//go:embed data/*.yaml
var shipped embed.FS

// Data is the files of words, a file for each language under data/.
func Data() fs.FS { return shipped }

// lexicon is one language's words that decide how arguments are read off a
// tree; the file's comments say what each key means.
type lexicon struct {
	relatives, control, faults, passive, openers, listing, complement, motion map[string]bool
}

// keys ties the keys of the files to where their words go.
func (l *lexicon) keys() map[string]*map[string]bool {
	return map[string]*map[string]bool{"relatives": &l.relatives, "control": &l.control, "faults": &l.faults, "passive": &l.passive,
		"openers": &l.openers, "listing": &l.listing, "complement": &l.complement, "motion": &l.motion}
}

// languages whose words are in data.
var languages = []string{"de", "en", "fr"}

var lexicons = sync.OnceValues(func() (map[string]*lexicon, error) { return loadLexicons(shipped) })

// Check reads the words of all languages. The error holds all findings, with
// file, line and column.
func Check() error {
	_, err := lexicons()
	return err
}

// lexiconOf gives the words of the tree's language: empty sets for a language
// without a file. Check tells of files with errors; what they hold is not used.
func lexiconOf(t *parse.Tree) *lexicon {
	if all, err := lexicons(); err == nil {
		if l := all[t.Lang()]; l != nil {
			return l
		}
	}
	return &lexicon{}
}

// RelativePronoun: word i is a relative pronoun, by lemma or form.
func RelativePronoun(t *parse.Tree, i int) bool {
	r := lexiconOf(t).relatives
	return r[Lemma(t, i)] || r[Form(t, i)]
}

func loadLexicons(fsys fs.FS) (map[string]*lexicon, error) {
	var diags diag.List
	out := map[string]*lexicon{}
	for _, lang := range languages {
		path := "data/" + lang + ".yaml"
		name := "ingest/syntax/" + path
		src, err := fs.ReadFile(fsys, path)
		if err != nil {
			diags.Add(name, 0, 0, "every language needs this file", "cannot be read: %v", err)
			continue
		}
		var root yaml.Node
		if err := yaml.Unmarshal(src, &root); err != nil || len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
			diags.Add(name, 1, 1, "write `key: [word, word]` pairs", "the file is not a mapping: %v", err)
			continue
		}
		out[lang] = readLexicon(name, root.Content[0], &diags)
	}
	return out, diags.Err()
}

func readLexicon(name string, n *yaml.Node, diags *diag.List) *lexicon {
	l := &lexicon{}
	keys := l.keys()
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		set := keys[k.Value]
		if set == nil {
			diags.Add(name, k.Line, k.Column, "the keys are those of the other languages' files", "unknown key %q", k.Value)
			continue
		}
		if *set != nil {
			diags.Add(name, k.Line, k.Column, "join the two", "key %q is there twice", k.Value)
			continue
		}
		words, err := wordsOf(v)
		if err != nil {
			diags.Add(name, v.Line, v.Column, "write [word, word], each once, in lower case", "%s: %v", k.Value, err)
		}
		*set = words
	}
	for k, set := range keys {
		if *set == nil {
			diags.Add(name, 1, 1, "add it, be it as an empty list", "key %q is missing", k)
		}
	}
	return l
}

func wordsOf(n *yaml.Node) (map[string]bool, error) {
	var list []string
	if err := n.Decode(&list); err != nil {
		return map[string]bool{}, err
	}
	out := make(map[string]bool, len(list))
	for _, w := range list {
		if w == "" || out[w] {
			return out, fmt.Errorf("the word %q is empty or there twice", w)
		}
		out[w] = true
	}
	return out, nil
}
